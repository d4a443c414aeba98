//! Programs in the kernel.
//!
//! [`load`] gives the kernel the same bytes, types and source lines that [`bpf_asm::Object`] writes into
//! files. aya is not asked: its loader reads the types of the whole kernel first, at each load.

mod rejection;
mod run;

use std::{
    ffi::CStr,
    io,
    os::fd::{AsFd, BorrowedFd, OwnedFd},
    sync::Once,
};

use aya::util::KernelVersion;
use aya_obj::generated::{BPF_F_XDP_HAS_FRAGS, bpf_attach_type, bpf_prog_type};
use bpf_asm::{Name, ObjectError, Program, ProgramKind};
use nix::sys::resource::{RLIM_INFINITY, Resource, setrlimit};

use crate::sys;

pub use rejection::Rejection;
pub use run::{TestRun, TestRunError, TestRunResult};

const LICENSE_TEXT: &CStr = c"Dual MIT/GPL";

/// The licence of every program of this library, loaded or exported: all helpers may be called.
pub const LICENSE: &str = match LICENSE_TEXT.to_str() {
    Ok(text) => text,
    Err(_) => panic!("it is ASCII"),
};

/// Lengths of the verifier's log that are tried one after the other; the last is the longest that every
/// kernel takes (`UINT_MAX >> 8`).
const LOG_BYTES: [usize; 2] = [1 << 20, (1 << 24) - 1];
/// How often a load is tried that a signal interrupted.
const TRIES: usize = 5;

/// A program that the kernel has verified and holds, until this is dropped or it is attached somewhere.
#[derive(Debug)]
#[must_use = "a program that nothing refers to is unloaded at once"]
pub struct Loaded {
    fd: OwnedFd,
    name: Name,
    kind: ProgramKind,
}

/// Why a program could not be loaded.
#[derive(thiserror::Error)]
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
    /// `E2BIG`: more instructions than the kernel takes, or more than the verifier follows.
    #[error("program `{program}` of {slots} instructions is too large for this kernel{}", because(reason.as_deref()))]
    TooLarge {
        /// The program.
        program: Name,
        /// Its length in slots of eight bytes.
        slots: usize,
        /// What the verifier said.
        reason: Option<String>,
    },
    /// `ENOMEM`, `EMFILE`, `ENFILE`: the machine or this process has come to a limit.
    #[error("there is no room to load program `{program}`")]
    NoRoom {
        /// The program.
        program: Name,
        /// What the kernel said.
        source: io::Error,
    },
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
    /// Types and source lines are more than the kernel takes.
    #[error(transparent)]
    Object(#[from] ObjectError),
}

fn because(reason: Option<&str>) -> String {
    reason.map_or_else(String::new, |reason| format!(": {reason}"))
}

/// Loads `program`. The maps it names stay borrowed until this returns; the kernel then holds them.
///
/// # Kernel
/// 4.1 for `classifier`, 4.8 for `xdp`, 4.17 for `raw_tp`, 5.9 for `xdp/cpumap`, 5.18 for frags. Rust lines in the verifier's
/// log need 5.6.
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
    let debug = program.debug_info()?;
    let types = match sys::btf_load(&debug.types) {
        Ok(types) => Some(types),
        // A kernel before 5.6 does not know global functions. Its log goes without lines.
        Err(error) if error.raw_os_error() == Some(libc::EINVAL) => None,
        Err(error) => return Err(load_error(program, error, String::new())),
    };
    let (program_type, attach_type, flags) = in_the_kernel(program.kind());
    let load = sys::ProgramLoad {
        name: program.name(),
        program_type,
        attach_type,
        flags,
        license: LICENSE_TEXT,
        instructions: &program.code().to_bytes(),
        debug: types.as_ref().map(|types| (types.as_fd(), &debug)),
    };
    let fd = try_load(load, &mut [])
        .or_else(|error| try_logged(load, error))
        .map_err(|(error, log)| load_error(program, error, log))?;
    Ok(Loaded {
        fd,
        name: program.name().clone(),
        kind: program.kind().clone(),
    })
}

/// What a kind of program is called by the kernel: type, place and flags.
fn in_the_kernel(kind: &ProgramKind) -> (bpf_prog_type, Option<bpf_attach_type>, u32) {
    let xdp = |at, frags: &bool| {
        let flags = if *frags { BPF_F_XDP_HAS_FRAGS } else { 0 };
        (bpf_prog_type::BPF_PROG_TYPE_XDP, Some(at), flags)
    };
    match kind {
        ProgramKind::Xdp { frags } => xdp(bpf_attach_type::BPF_XDP, frags),
        ProgramKind::XdpCpumap { frags } => xdp(bpf_attach_type::BPF_XDP_CPUMAP, frags),
        ProgramKind::Classifier => (bpf_prog_type::BPF_PROG_TYPE_SCHED_CLS, None, 0),
        ProgramKind::RawTracepoint { .. } => (bpf_prog_type::BPF_PROG_TYPE_RAW_TRACEPOINT, None, 0),
    }
}

/// Loads once more, now with a log, to learn why it was refused.
fn try_logged(
    load: sys::ProgramLoad<'_>,
    refused: io::Error,
) -> Result<OwnedFd, (io::Error, String)> {
    // These come before the verifier.
    const UNVERIFIED: [i32; 3] = [libc::EPERM, libc::EMFILE, libc::ENFILE];
    let mut text = String::new();
    if refused
        .raw_os_error()
        .is_some_and(|errno| UNVERIFIED.contains(&errno))
    {
        return Err((refused, text));
    }
    for bytes in LOG_BYTES {
        let mut log = vec![0; bytes];
        let error = match try_load(load, &mut log) {
            Ok(fd) => return Ok(fd),
            Err(error) => error,
        };
        // What stands behind the NUL was taken back.
        let written = log.split(|byte| *byte == 0).next().unwrap_or_default();
        text = String::from_utf8_lossy(written).into_owned();
        if error.raw_os_error() != Some(libc::ENOSPC) {
            return Err((error, text));
        }
        // The log did not fit, which says nothing about the program. Its end is there since Linux 6.4; before,
        // it is its beginning, up to somewhere in a line.
        if text.ends_with('\n') {
            break;
        }
    }
    Err((refused, text))
}

/// Loads, again where the kernel asks for it, and with what it takes of memory.
fn try_load(load: sys::ProgramLoad<'_>, log: &mut [u8]) -> io::Result<OwnedFd> {
    static RAISED: Once = Once::new();
    let mut tries = 1;
    loop {
        let error = match sys::program_load(load, log) {
            Ok(fd) => return Ok(fd),
            Err(error) => error,
        };
        match error.raw_os_error() {
            // A signal came while the verifier was at work.
            Some(libc::EAGAIN) if tries < TRIES => tries += 1,
            // Before Linux 5.11 the memory of programs counts as locked, which 64 KiB are allowed of.
            Some(libc::EPERM) if !RAISED.is_completed() && locks_memory() => {
                RAISED.call_once(|| {
                    // What this does not help against is refused again.
                    let _ = setrlimit(Resource::RLIMIT_MEMLOCK, RLIM_INFINITY, RLIM_INFINITY);
                });
            }
            _ => return Err(error),
        }
    }
}

/// Whether this kernel counts the memory of programs as locked.
fn locks_memory() -> bool {
    KernelVersion::current().is_ok_and(|version| version < KernelVersion::new(5, 11, 0))
}

fn load_error(program: &Program<'_>, source: io::Error, log: String) -> LoadError {
    let name = program.name().clone();
    let errno = source.raw_os_error();
    match errno {
        Some(libc::EPERM) => return LoadError::Privilege { program: name },
        Some(libc::ENOMEM | libc::EMFILE | libc::ENFILE) => {
            return LoadError::NoRoom {
                program: name,
                source,
            };
        }
        _ => {}
    }
    let rejection = Rejection::new(program, log);
    match (errno, rejection) {
        (Some(libc::E2BIG), rejection) => LoadError::TooLarge {
            program: name,
            slots: program.code().slots(),
            // Before Linux 6.4 a log that does not fit ends before the reason: `BPF program is too large`, `too complex`.
            reason: rejection
                .map(|rejection| rejection.reason().to_owned())
                .filter(|reason| reason.contains(" too ")),
        },
        (_, Some(rejection)) => LoadError::Rejected(Box::new(rejection)),
        (_, None) => LoadError::Refused {
            program: name,
            kind: program.kind().clone(),
            source,
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

    /// Runs an XDP program or a classifier on `packet` once, without a network, and returns what it returned.
    ///
    /// The packet must have at least 14 bytes. [`TestRun`] can do more.
    ///
    /// # Kernel
    /// 4.12. The kernel refuses programs of kind `xdp/cpumap` (`EINVAL`): load their code as `xdp`.
    /// # Errors
    /// [`TestRunError`]
    pub fn test_run(&self, packet: &[u8]) -> Result<u32, TestRunError> {
        Ok(TestRun::new(packet).run(self)?.return_value)
    }
}

impl AsFd for Loaded {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

#[cfg(test)]
mod tests {
    use bpf_asm::{Asm, R0};

    use super::*;

    #[test]
    fn an_error_number_is_what_it_means() {
        let mut a = Asm::new();
        a.mov(R0, 2).exit();
        let program = Program::new("pass", ProgramKind::XDP, a.finish().unwrap()).unwrap();
        let log = "0: (b7) r0 = 2\nBPF program is too large. Processed 1000001 insn\n";
        let table = [
            (
                libc::EPERM,
                "",
                "loading program `pass` needs CAP_BPF, CAP_NET_ADMIN and CAP_PERFMON, or root",
            ),
            (libc::EMFILE, "", "there is no room to load program `pass`"),
            (libc::ENFILE, "", "there is no room to load program `pass`"),
            (libc::ENOMEM, "", "there is no room to load program `pass`"),
            (
                libc::E2BIG,
                "",
                "program `pass` of 2 instructions is too large for this kernel",
            ),
            (
                libc::E2BIG,
                log,
                "program `pass` of 2 instructions is too large for this kernel: BPF program is too large. Processed \
                 1000001 insn",
            ),
            (
                libc::E2BIG,
                "0: (b7) r0 = 2\nregs=2 stack=0 before 2: (a5) if r1 < 0\n",
                "program `pass` of 2 instructions is too large for this kernel",
            ),
            (
                libc::EACCES,
                "0: (95) exit\nR0 !read_ok\n",
                "the verifier rejected program `pass`: R0 !read_ok",
            ),
            (
                libc::EINVAL,
                "",
                "the kernel refused program `pass` (xdp) and does not say why.",
            ),
        ];
        for (errno, log, said) in table {
            let error = io::Error::from_raw_os_error(errno);
            let error = load_error(&program, error, log.to_owned()).to_string();
            assert!(error.starts_with(said), "{error}");
        }
    }
}
