//! Another program, measured beside the policy.

use std::{
    fmt,
    os::fd::{AsFd as _, BorrowedFd},
    path::{Path, PathBuf},
    str::FromStr,
};

use softrss::{
    CpuId, Qsize,
    aya::{
        Ebpf, EbpfError,
        maps::{CpuMap, Map, xdp::XdpMapError},
        programs::{Program, ProgramError, ProgramFd, Xdp},
    },
};

use crate::Failure;

/// An object file, and which of its programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PeerArg {
    object: PathBuf,
    program: Option<String>,
}

impl FromStr for PeerArg {
    type Err = &'static str;

    /// `OBJ[:PROGRAM]`; a colon with a `/` behind it belongs to the path.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (object, program) = match text.rsplit_once(':') {
            Some((object, program)) if !program.contains('/') => (object, Some(program)),
            _ => (text, None),
        };
        if object.is_empty() || program == Some("") {
            return Err("a file is expected, and perhaps a program: OBJ or OBJ:PROGRAM");
        }
        Ok(Self {
            object: object.into(),
            program: program.map(str::to_owned),
        })
    }
}

impl fmt::Display for PeerArg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.object.display())?;
        match &self.program {
            Some(program) => write!(f, ":{program}"),
            None => Ok(()),
        }
    }
}

/// Why there is nothing to measure beside the policy.
#[derive(Debug, thiserror::Error)]
enum PeerError {
    #[error("the object `{}` cannot be loaded", object.display())]
    Object {
        object: PathBuf,
        #[source]
        source: EbpfError,
    },
    #[error("`{}` has no XDP program `{name}`: it has {has}", object.display())]
    NoSuchProgram {
        object: PathBuf,
        name: String,
        has: String,
    },
    #[error("`{}` has {count} XDP programs: {has}", object.display())]
    Which {
        object: PathBuf,
        count: usize,
        has: String,
    },
    #[error("the program `{name}` of `{}` cannot be loaded", object.display())]
    Program {
        object: PathBuf,
        name: String,
        #[source]
        source: ProgramError,
    },
    #[error("the CPUMAP `{map}` of `{}` cannot be filled", object.display())]
    Map {
        object: PathBuf,
        map: String,
        #[source]
        source: XdpMapError,
    },
}

/// A program of another object, in the kernel.
pub(super) struct Peer {
    /// What it was called.
    pub(super) name: String,
    /// Keeps its maps.
    _object: Ebpf,
    fd: ProgramFd,
}

impl Peer {
    /// Loads it, with a queue for each of `cpus` in each of its CPUMAPs. Its other maps stay as the object has them.
    pub(super) fn load(arg: &PeerArg, cpus: &[CpuId]) -> Result<Self, Failure> {
        let file = &arg.object;
        let object = || file.clone();
        let mut ebpf = Ebpf::load_file(file).map_err(|source| {
            let object = object();
            Failure::failed(
                PeerError::Object { object, source },
                "name an ELF object with an XDP program, such as `softrss compile -o OBJ` or `clang -target bpf -c` writes; \
                 it is loaded by aya",
            )
        })?;
        fill(&mut ebpf, file, cpus)?;
        let name = choose(&ebpf, arg)?;
        let fd = xdp(&mut ebpf, &name).and_then(|program| {
            program.load()?;
            program.fd()?.try_clone().map_err(ProgramError::IOError)
        });
        let fd = fd.map_err(|source| {
            let (object, name) = (object(), name.clone());
            Failure::failed(
                PeerError::Program {
                    object,
                    name,
                    source,
                },
                "see whether `bpftool -d prog load OBJ /sys/fs/bpf/peer` takes it on this kernel",
            )
        })?;
        Ok(Self {
            name: format!("{}:{name}", file.display()),
            _object: ebpf,
            fd,
        })
    }

    pub(super) fn fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

fn xdp<'e>(ebpf: &'e mut Ebpf, name: &str) -> Result<&'e mut Xdp, ProgramError> {
    let program = ebpf.program_mut(name).ok_or(ProgramError::NotLoaded)?;
    program.try_into()
}

/// The program that is meant: the one that was named, or the only one.
fn choose(ebpf: &Ebpf, arg: &PeerArg) -> Result<String, Failure> {
    let mut programs: Vec<&str> = ebpf
        .programs()
        .filter(|(_, program)| matches!(program, Program::Xdp(_)))
        .map(|(name, _)| name)
        .collect();
    programs.sort_unstable();
    let has = if programs.is_empty() {
        "none".to_owned()
    } else {
        programs.join(", ")
    };
    let object = arg.object.clone();
    let error = match (&arg.program, &programs[..]) {
        (Some(name), _) if programs.contains(&name.as_str()) => return Ok(name.clone()),
        (None, [only]) => return Ok((*only).to_owned()),
        (Some(name), _) => PeerError::NoSuchProgram {
            object,
            name: name.clone(),
            has,
        },
        (None, _) => PeerError::Which {
            object,
            count: programs.len(),
            has,
        },
    };
    Err(Failure::failed(
        error,
        "name one of them: --peer OBJ:PROGRAM",
    ))
}

fn fill(ebpf: &mut Ebpf, object: &Path, cpus: &[CpuId]) -> Result<(), Failure> {
    for (name, map) in ebpf.maps_mut() {
        if !matches!(map, Map::CpuMap(_)) {
            continue;
        }
        let filled = CpuMap::try_from(map)
            .map_err(XdpMapError::from)
            .and_then(|mut map| {
                let room = map.len();
                let cpus = cpus.iter().filter(|cpu| cpu.number() < room);
                cpus.copied()
                    .try_for_each(|cpu| map.set(cpu.number(), Qsize::DEFAULT.frames(), None, 0))
            });
        filled.map_err(|source| {
            let (object, map) = (object.to_owned(), name.to_owned());
            Failure::failed(
                PeerError::Map {
                    object,
                    map,
                    source,
                },
                "its value has to be that of the kernel: 4 bytes, or 8 with room for a program",
            )
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_named_behind_a_colon() {
        let arg = |text: &str| text.parse::<PeerArg>();
        let parsed = arg("./a:b/peer.o:xdp_main").expect("it is one");
        assert_eq!(parsed.object, Path::new("./a:b/peer.o"));
        assert_eq!(parsed.program.as_deref(), Some("xdp_main"));
        assert_eq!(parsed.to_string(), "./a:b/peer.o:xdp_main");
        let parsed = arg("./a:b/peer.o").expect("it is one");
        assert_eq!(
            (parsed.object.as_path(), parsed.program),
            (Path::new("./a:b/peer.o"), None)
        );
        assert!(arg("").is_err() && arg("peer.o:").is_err() && arg(":main").is_err());
    }
}
