//! Programs in the kernel.
//!
//! [`load`] writes the program into an ELF object in memory and lets aya load that, so what is loaded
//! is what an exported file would hold.

use std::{
    io,
    os::fd::{AsFd, BorrowedFd, OwnedFd},
    panic::Location,
};

use aya::{
    Ebpf, EbpfError, EbpfLoader,
    programs::{ProgramError, RawTracePoint, TestRun, TestRunOptions, Xdp},
};
use bpf_asm::{Name, Object, ObjectError, Program, ProgramKind};

/// The licence of every program of this library, loaded or exported: all helpers may be called.
pub const LICENSE: &str = "Dual MIT/GPL";

/// A program that the kernel has verified and holds, until this is dropped or it is attached somewhere.
#[derive(Debug)]
#[must_use = "a program that nothing refers to is unloaded at once"]
pub struct Loaded {
    ebpf: Ebpf,
    fd: OwnedFd,
    name: Name,
    kind: ProgramKind,
}

/// Why a program could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// A map is declared and was not given.
    #[error(
        "program `{program}` declares the map `{map}`, which has to be created and passed to `with_map` first"
    )]
    DeclaredMap {
        /// The program.
        program: Name,
        /// The map.
        map: Name,
    },
    /// `EPERM`.
    #[error("loading program `{program}` needs CAP_BPF, CAP_NET_ADMIN and CAP_PERFMON, or root")]
    Privilege {
        /// The program.
        program: Name,
    },
    /// The verifier rejected it.
    #[error(transparent)]
    Rejected(Box<Rejection>),
    /// The kernel refused it for a reason that the log does not give.
    #[error(
        "the kernel refused program `{program}` ({kind}) and does not say why. Known reasons: a CPUMAP or DEVMAP it \
         uses is also used by programs with another frags setting, its entry programs among them; frags before \
         Linux 5.18; an unknown program type"
    )]
    Refused {
        /// The program.
        program: Name,
        /// What it was loaded as.
        kind: ProgramKind,
        /// What the kernel said.
        source: io::Error,
    },
    /// The object cannot be written.
    #[error(transparent)]
    Object(#[from] ObjectError),
    /// aya could not read the object.
    #[error("aya cannot read the object with program `{program}`")]
    Read {
        /// The program.
        program: Name,
        /// What aya said.
        source: Box<EbpfError>,
    },
    /// aya could not load the program.
    #[error("aya cannot load program `{program}`")]
    Load {
        /// The program.
        program: Name,
        /// What aya said.
        source: Box<ProgramError>,
    },
}

/// A program that the verifier rejected: what it said last, and which Rust line emitted the
/// instruction it said it about.
#[derive(Debug)]
pub struct Rejection {
    program: Name,
    reason: String,
    at: Option<&'static Location<'static>>,
    insn: Option<String>,
    log: String,
}

impl Rejection {
    /// The last meaningful line of the log.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The Rust line of the instruction the verifier stopped at.
    #[must_use]
    pub fn at(&self) -> Option<&'static Location<'static>> {
        self.at
    }

    /// The whole log.
    #[must_use]
    pub fn log(&self) -> &str {
        &self.log
    }

    /// `None` when the log gives no reason: the verifier was content, and something else refused.
    fn new(program: &Program<'_>, log: String) -> Option<Self> {
        let reason = last_meaningful_line(&log)?.to_owned();
        let slot = log.lines().rev().find_map(slot_of);
        let line = slot.and_then(|slot| {
            let mut next = 0;
            program.code().lines().iter().find(|line| {
                next += line.insn().slots();
                slot < next
            })
        });
        Some(Self {
            program: program.name().clone(),
            reason,
            at: line.map(bpf_asm::Line::at),
            insn: line.map(ToString::to_string),
            log,
        })
    }
}

/// The slot a line of the log is about: `12: (79) r1 = ...`.
fn slot_of(line: &str) -> Option<usize> {
    let (slot, rest) = line.split_once(": ")?;
    if rest.starts_with('(') {
        slot.parse().ok()
    } else {
        None
    }
}

/// What the verifier said last, without its statistics, the program text and register states.
fn last_meaningful_line(log: &str) -> Option<&str> {
    const STATISTICS: [&str; 7] = [
        "processed ",
        "insns processed ",
        "verification time",
        "stack depth",
        "max_states",
        "peak_states",
        "mark_read",
    ];
    let meaningful = |line: &&str| {
        let statistics = STATISTICS.iter().any(|word| line.starts_with(word));
        // `12: (79) r1 = ...`, `12: R1=ctx() ...`, `; source`
        let program = line.starts_with(';')
            || line
                .split_once(": ")
                .is_some_and(|(slot, _)| slot.bytes().all(|b| b.is_ascii_digit()));
        !line.is_empty() && !statistics && !program
    };
    log.lines().map(str::trim).rev().find(meaningful)
}

impl std::fmt::Display for Rejection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "the verifier rejected program `{}`: {}",
            self.program, self.reason
        )?;
        if let (Some(insn), Some(at)) = (&self.insn, self.at) {
            write!(f, "\n  --> {at}\n   |  {}", insn.replace('\t', "  "))?;
        }
        Ok(())
    }
}

impl std::error::Error for Rejection {}

/// Loads `program`. The maps it names stay borrowed until this returns; the kernel then holds them.
///
/// # Kernel
/// 4.8 for `xdp`, 4.17 for `raw_tp`, 5.9 for `xdp/cpumap`, 5.18 for frags. Rust lines in the verifier's
/// log need 5.0.
/// # Errors
/// [`LoadError::Rejected`] with the verifier's reason and the Rust line;
/// [`LoadError::Privilege`] (`EPERM`); otherwise see [`LoadError`].
pub fn load(program: &Program<'_>) -> Result<Loaded, LoadError> {
    if let Some(map) = program.code().declared_maps().first() {
        return Err(LoadError::DeclaredMap {
            program: program.name().clone(),
            map: map.name.clone(),
        });
    }
    let elf = Object::new(LICENSE).program(program).to_live_elf()?;
    let mut ebpf = EbpfLoader::new()
        .load(&elf)
        .map_err(|error| LoadError::Read {
            program: program.name().clone(),
            source: Box::new(error),
        })?;
    let fd =
        load_one(&mut ebpf, program.name().as_str()).map_err(|error| load_error(program, error))?;
    Ok(Loaded {
        ebpf,
        fd,
        name: program.name().clone(),
        kind: program.kind().clone(),
    })
}

fn load_one(ebpf: &mut Ebpf, name: &str) -> Result<OwnedFd, ProgramError> {
    let program = ebpf.program_mut(name).ok_or(ProgramError::NotLoaded)?;
    let fd = match program {
        aya::programs::Program::RawTracePoint(program) => {
            RawTracePoint::load(program)?;
            program.fd()?
        }
        program => {
            let program: &mut Xdp = program.try_into()?;
            program.load()?;
            program.fd()?
        }
    };
    Ok(fd.as_fd().try_clone_to_owned()?)
}

fn load_error(program: &Program<'_>, error: ProgramError) -> LoadError {
    let name = program.name().clone();
    match error {
        ProgramError::LoadError {
            io_error,
            verifier_log,
        } => {
            if let Some(rejection) = Rejection::new(program, verifier_log.to_string()) {
                return LoadError::Rejected(Box::new(rejection));
            }
            match io_error.raw_os_error() {
                Some(libc::EPERM) => LoadError::Privilege { program: name },
                _ => LoadError::Refused {
                    program: name,
                    kind: program.kind().clone(),
                    source: io_error,
                },
            }
        }
        error => LoadError::Load {
            program: name,
            source: Box::new(error),
        },
    }
}

impl Loaded {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// What it was loaded as.
    #[must_use]
    pub fn kind(&self) -> &ProgramKind {
        &self.kind
    }

    /// Runs an XDP program on `packet` once, without a network, and returns what it returned.
    ///
    /// The packet must have at least 14 bytes.
    ///
    /// # Kernel
    /// 4.12. The kernel refuses programs of kind `xdp/cpumap` (`EINVAL`): load their code as `xdp`.
    /// # Errors
    /// What aya said.
    pub fn test_run(&self, packet: &[u8]) -> Result<u32, ProgramError> {
        let options = TestRunOptions {
            data_in: Some(packet),
            ..TestRunOptions::new()
        };
        Ok(self.xdp()?.test_run(options)?.return_value)
    }

    /// The program as aya's type, for what only aya offers.
    ///
    /// # Errors
    /// [`ProgramError::UnexpectedProgramType`] when it is no XDP program.
    pub fn xdp(&self) -> Result<&Xdp, ProgramError> {
        self.ebpf
            .program(self.name.as_str())
            .ok_or(ProgramError::NotLoaded)?
            .try_into()
    }
}

impl AsFd for Loaded {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

#[cfg(test)]
mod tests {
    use bpf_asm::{Asm, R0, R1, R2, W0};

    use super::*;

    const LOG: &str = "\
func#0 @0
0: R1=ctx() R10=fp0
; r2 = 0x0 ll @ lb.rs:12
0: (18) r2 = 0x0                      ; R2=0
; w1 = *(u32 *)(r2 + 0x0) @ lb.rs:13
2: (61) r1 = *(u32 *)(r2 +0)
R2 invalid mem access 'scalar'
processed 2 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0 mark_read 0
";

    #[test]
    fn names_the_reason_and_the_rust_line() {
        let mut a = Asm::new();
        a.ld_imm64(R2, 0);
        a.load::<u32>(R1, R2);
        let line = line!() - 1;
        a.mov(W0, R0.w()).exit();
        let program = Program::new("bad", ProgramKind::XDP, a.finish().unwrap()).unwrap();
        let rejection = Rejection::new(&program, LOG.to_owned()).unwrap();
        assert_eq!(rejection.reason(), "R2 invalid mem access 'scalar'");
        assert_eq!(rejection.at().unwrap().line(), line);
        let text = rejection.to_string();
        assert!(text.starts_with(
            "the verifier rejected program `bad`: R2 invalid mem access 'scalar'\n  --> "
        ));
        assert!(text.ends_with("   |  w1 = *(u32 *)(r2 + 0x0)"), "{text}");
    }

    #[test]
    fn a_log_without_reason() {
        let statistics =
            "verification time 26 usec\nstack depth 0\nprocessed 5 insns (limit 1000000)\n";
        let of_linux_7 =
            "stack depth 0 max 0\ninsns processed 5\nprocessed 5 insns (limit 1000000)\n";
        for log in [
            "",
            "0: R1=ctx()\nprocessed 0 insns (limit 1000000)\n",
            statistics,
            of_linux_7,
        ] {
            assert_eq!(last_meaningful_line(log), None);
        }
    }
}
