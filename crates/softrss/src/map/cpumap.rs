//! `BPF_MAP_TYPE_CPUMAP`: CPU number → queue to that CPU.
//!
//! An entry is a `ptr_ring` and a kernel thread bound to its CPU. `bpf_redirect_map` puts a packet
//! into the ring; the thread builds the SKB there and hands it to the stack.
//!
//! ```no_run
//! use softrss::{CpuId, CpuMap, CpumapEntry, Qsize};
//!
//! let map = CpuMap::create(8, "cpu_redirect")?;
//! map.insert(CpuId(0), &CpumapEntry::new(Qsize::new(1024)?))?;
//! assert_eq!(map.get(CpuId(0))?.map(|slot| slot.qsize), Some(Qsize::new(1024)?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::{
    io,
    os::fd::{AsFd, AsRawFd, BorrowedFd},
    path::{Path, PathBuf},
};

use aya::maps::{MapData, MapError};
use bpf_asm::{AsMap, MapRef, MapType, Name, NameError, ProgramKind, RedirectMap};
use softrss_core::{CpuId, CpuSet, Qsize};

pub use super::slots::ValueLayout;
use super::{
    pin::{OpenError, PinRefusal},
    slots::{Slots, errno},
};
use crate::{load::Loaded, topology};

/// What an entry is to be.
///
/// Its bytes ([`CpumapEntry::to_bytes`]) are what [`CpuMap::insert`] hands to the kernel:
///
/// ```text
/// struct bpf_cpumap_val {
///     __u32 qsize;                      bytes 0..4, frames
///     union { int fd; __u32 id; } prog; bytes 4..8, since Linux 5.9
/// };
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CpumapEntry<'p> {
    qsize: Qsize,
    program: Option<EntryProgram<'p>>,
}

#[derive(Clone, Copy, Debug)]
struct EntryProgram<'p> {
    fd: BorrowedFd<'p>,
    /// Known when this library loaded it.
    loaded: Option<&'p Loaded>,
}

impl<'p> CpumapEntry<'p> {
    /// An entry whose packets go to the kernel's stack.
    #[must_use]
    pub fn new(qsize: Qsize) -> Self {
        Self {
            qsize,
            program: None,
        }
    }

    /// The same entry with a program that runs on the target CPU before the stack.
    ///
    /// It must be of kind [`ProgramKind::XdpCpumap`], with the `frags` of the programs that redirect to
    /// the map.
    ///
    /// # Kernel
    /// 5.9
    #[must_use]
    pub fn with_program(self, program: &'p Loaded) -> Self {
        Self {
            program: Some(EntryProgram {
                fd: program.as_fd(),
                loaded: Some(program),
            }),
            ..self
        }
    }

    /// The same, with a program that another library loaded.
    #[must_use]
    pub fn with_program_fd(self, program: BorrowedFd<'p>) -> Self {
        Self {
            program: Some(EntryProgram {
                fd: program,
                loaded: None,
            }),
            ..self
        }
    }

    /// Queue length in frames.
    #[must_use]
    pub fn qsize(&self) -> Qsize {
        self.qsize
    }

    /// The bytes of `struct bpf_cpumap_val`, in the byte order of this machine.
    ///
    /// # Errors
    /// [`CpumapError::Unsupported`] for an entry with a program in the layout without one.
    pub fn to_bytes(&self, layout: ValueLayout) -> Result<Vec<u8>, CpumapError> {
        let mut bytes = self.qsize.frames().to_ne_bytes().to_vec();
        match (layout, &self.program) {
            (ValueLayout::Plain, None) => {}
            (ValueLayout::Plain, Some(_)) => {
                return Err(CpumapError::Unsupported {
                    feature: "a program in a CPUMAP entry",
                    since: "5.9",
                });
            }
            // The kernel takes a descriptor of 0 for "no program".
            (ValueLayout::WithProgram, program) => {
                let fd = program.as_ref().map_or(0, |program| program.fd.as_raw_fd());
                bytes.extend(fd.to_ne_bytes());
            }
        }
        Ok(bytes)
    }
}

/// What an entry is, as the kernel reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CpumapSlot {
    /// Queue length.
    pub qsize: Qsize,
    /// Id of the program that runs on the target CPU.
    pub program_id: Option<u32>,
}

impl CpumapSlot {
    /// Reads the bytes of `struct bpf_cpumap_val`, 4 or 8 of them. `None` for any other length, and for
    /// a queue length that no entry has.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (qsize, rest) = bytes.split_first_chunk::<4>()?;
        let program_id = match rest {
            [] => 0,
            id => u32::from_ne_bytes(id.try_into().ok()?),
        };
        Some(Self {
            qsize: Qsize::new(u32::from_ne_bytes(*qsize)).ok()?,
            program_id: (program_id != 0).then_some(program_id),
        })
    }
}

/// What the kernel refused to do with a CPUMAP, and why.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CpumapError {
    /// The name is not one.
    #[error(transparent)]
    Name(#[from] NameError),
    /// `E2BIG` at creation.
    #[error(
        "a CPUMAP of {max_entries} entries is too large: this kernel is built for fewer CPUs (CONFIG_NR_CPUS)"
    )]
    TooManyEntries {
        /// What was asked for.
        max_entries: u32,
    },
    /// `EINVAL` at creation.
    #[error("a CPUMAP needs at least one entry")]
    NoEntries,
    /// `EPERM`.
    #[error("{call} needs CAP_BPF and CAP_NET_ADMIN, or root")]
    Privilege {
        /// The call that was refused.
        call: &'static str,
    },
    /// This kernel is too old.
    #[error("{feature} needs Linux {since}")]
    Unsupported {
        /// What is missing.
        feature: &'static str,
        /// The version that brought it.
        since: &'static str,
    },
    /// `ENODEV` at an update.
    #[error("cpu {cpu} is not possible on this machine, which has {possible}")]
    NoSuchCpu {
        /// The CPU.
        cpu: CpuId,
        /// The CPUs that are.
        possible: CpuSet,
    },
    /// `E2BIG` at an update, `EINVAL` at a removal.
    #[error("cpu {cpu} is outside of the map: its {max_entries} entries are for CPUs 0 to {}", max_entries - 1)]
    SlotOutOfRange {
        /// The CPU.
        cpu: CpuId,
        /// Entries of the map.
        max_entries: u32,
    },
    /// `EOVERFLOW` at an update: this kernel's limit is lower than [`Qsize::MAX`].
    #[error("a queue of {qsize} frames for cpu {cpu} is longer than this kernel allows")]
    QueueTooLarge {
        /// The CPU.
        cpu: CpuId,
        /// What was asked for.
        qsize: Qsize,
    },
    /// The program of an entry has the wrong kind. The kernel would say `ENOMEM`.
    #[error(
        "program `{program}` cannot be part of an entry of a CPUMAP: it was loaded as `{kind}`, \
         entry programs are loaded as `xdp/cpumap` or `xdp.frags/cpumap`"
    )]
    EntryProgramKind {
        /// The program.
        program: Name,
        /// What it was loaded as.
        kind: ProgramKind,
    },
    /// `ENOMEM` at an update with a program.
    #[error(
        "the kernel refused the program of the entry for cpu {cpu} (it says ENOMEM): the program has to be loaded as \
         xdp/cpumap, and with frags exactly if the programs that redirect to this map have frags"
    )]
    EntryProgramRefused {
        /// The CPU.
        cpu: CpuId,
        /// What the kernel said.
        source: io::Error,
    },
    /// The map was refused for another reason.
    #[error("cannot create the CPUMAP `{name}` of {max_entries} entries")]
    Create {
        /// Its name.
        name: Name,
        /// Its size.
        max_entries: u32,
        /// What aya said.
        source: Box<MapError>,
    },
    /// An update was refused for another reason.
    #[error("BPF_MAP_UPDATE_ELEM cpumap[{cpu}] qsize={qsize}")]
    Update {
        /// The CPU.
        cpu: CpuId,
        /// The queue length.
        qsize: Qsize,
        /// What the kernel said.
        source: io::Error,
    },
    /// A removal was refused.
    #[error("BPF_MAP_DELETE_ELEM cpumap[{cpu}]")]
    Remove {
        /// The CPU.
        cpu: CpuId,
        /// What the kernel said.
        source: io::Error,
    },
    /// A lookup was refused.
    #[error("BPF_MAP_LOOKUP_ELEM cpumap[{cpu}]")]
    Lookup {
        /// The CPU.
        cpu: CpuId,
        /// What the kernel said.
        source: io::Error,
    },
    /// The kernel returned a value that is none.
    #[error("cpumap[{cpu}] holds {bytes:02x?}, which is no bpf_cpumap_val")]
    Malformed {
        /// The CPU.
        cpu: CpuId,
        /// What was there.
        bytes: Vec<u8>,
    },
    /// The map cannot be pinned.
    #[error("cannot pin the CPUMAP at {}", path.display())]
    Pin {
        /// Where to.
        path: PathBuf,
        /// Why not.
        source: PinRefusal,
    },
    /// A pinned map cannot be opened.
    #[error("cannot open a CPUMAP at {}", path.display())]
    Open {
        /// Where.
        path: PathBuf,
        /// Why not.
        source: OpenError,
    },
    /// The kernel does not say which map it is.
    #[error("cannot ask the kernel about the CPUMAP")]
    Info(#[source] Box<MapError>),
}

/// A CPUMAP.
///
/// Dropping it closes the descriptor; the map lives on while a program or a pin refers to it.
#[derive(Debug)]
#[doc(alias = "BPF_MAP_TYPE_CPUMAP")]
#[must_use = "a map that nothing refers to is freed at once"]
pub struct CpuMap(Slots);

impl CpuMap {
    /// Creates an empty map for the CPUs 0 to `max_entries` - 1.
    ///
    /// # Kernel
    /// 4.15
    /// # Errors
    /// [`CpumapError::TooManyEntries`] (`E2BIG`) above the kernel's `CONFIG_NR_CPUS`,
    /// [`CpumapError::NoEntries`], [`CpumapError::Name`], [`CpumapError::Privilege`].
    /// # Source
    /// `cpu_map_alloc`, kernel/bpf/cpumap.c
    pub fn create(max_entries: u32, name: &str) -> Result<Self, CpumapError> {
        let name = Name::new(name)?;
        if max_entries == 0 {
            return Err(CpumapError::NoEntries);
        }
        let map = Slots::create(MapType::BPF_MAP_TYPE_CPUMAP, max_entries, name.as_str());
        map.map(Self).map_err(|source| match errno(&source) {
            Some(libc::E2BIG) => CpumapError::TooManyEntries { max_entries },
            Some(libc::EPERM) => CpumapError::Privilege {
                call: "creating a CPUMAP",
            },
            _ => CpumapError::Create {
                name,
                max_entries,
                source: Box::new(source),
            },
        })
    }

    /// Opens a pinned map.
    ///
    /// # Errors
    /// [`CpumapError::Open`] when there is none, or it is no CPUMAP.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, CpumapError> {
        let path = path.as_ref();
        Slots::open(MapType::BPF_MAP_TYPE_CPUMAP, path)
            .map(Self)
            .map_err(|source| CpumapError::Open {
                path: path.to_owned(),
                source,
            })
    }

    /// Pins the map, so that it outlives this process. The path must be on a bpffs.
    ///
    /// # Errors
    /// [`CpumapError::Pin`]
    pub fn pin(&self, path: impl AsRef<Path>) -> Result<(), CpumapError> {
        let path = path.as_ref();
        self.0.pin(path).map_err(|source| CpumapError::Pin {
            path: path.to_owned(),
            source,
        })
    }

    /// Makes `cpu` a target: allocates its queue and starts its thread, or replaces both.
    ///
    /// Packets that wait in a replaced queue are processed, none is lost.
    ///
    /// # Kernel
    /// 4.15; entry with a program 5.9.
    /// # Errors
    /// [`CpumapError::NoSuchCpu`] (`ENODEV`), [`CpumapError::SlotOutOfRange`] (`E2BIG`),
    /// [`CpumapError::EntryProgramKind`] and [`CpumapError::EntryProgramRefused`] (`ENOMEM`),
    /// [`CpumapError::Privilege`] before Linux 5.19; since then whoever holds the map may change it.
    /// # Source
    /// `cpu_map_update_elem`, kernel/bpf/cpumap.c
    pub fn insert(&self, cpu: CpuId, entry: &CpumapEntry<'_>) -> Result<(), CpumapError> {
        if let Some(loaded) = entry.program.and_then(|program| program.loaded)
            && !matches!(loaded.kind(), ProgramKind::XdpCpumap { .. })
        {
            return Err(CpumapError::EntryProgramKind {
                program: loaded.name().clone(),
                kind: loaded.kind().clone(),
            });
        }
        let value = entry.to_bytes(self.0.layout())?;
        self.0
            .update(cpu.0, &value)
            .map_err(|source| self.update_error(cpu, entry, source))
    }

    fn update_error(&self, cpu: CpuId, entry: &CpumapEntry<'_>, source: io::Error) -> CpumapError {
        let (qsize, max_entries) = (entry.qsize, self.0.max_entries());
        match source.raw_os_error() {
            Some(libc::E2BIG) => CpumapError::SlotOutOfRange { cpu, max_entries },
            Some(libc::EOVERFLOW) => CpumapError::QueueTooLarge { cpu, qsize },
            Some(libc::EPERM) => CpumapError::Privilege {
                call: "updating a CPUMAP",
            },
            Some(libc::ENOMEM) if entry.program.is_some() => {
                CpumapError::EntryProgramRefused { cpu, source }
            }
            Some(libc::ENODEV) => match topology::possible() {
                Ok(possible) => CpumapError::NoSuchCpu { cpu, possible },
                Err(_) => CpumapError::Update { cpu, qsize, source },
            },
            _ => CpumapError::Update { cpu, qsize, source },
        }
    }

    /// The entry of `cpu`; `None` when there is none.
    ///
    /// # Errors
    /// [`CpumapError::Lookup`]
    pub fn get(&self, cpu: CpuId) -> Result<Option<CpumapSlot>, CpumapError> {
        let value = self
            .0
            .lookup(cpu.0)
            .map_err(|source| CpumapError::Lookup { cpu, source })?;
        let Some(value) = value else { return Ok(None) };
        let bytes = &value[..self.0.layout().size()];
        match CpumapSlot::from_bytes(bytes) {
            Some(slot) => Ok(Some(slot)),
            None => Err(CpumapError::Malformed {
                cpu,
                bytes: bytes.to_vec(),
            }),
        }
    }

    /// Removes the entry of `cpu`, if there is one. Packets that wait in its queue are processed.
    ///
    /// # Errors
    /// [`CpumapError::SlotOutOfRange`] (`EINVAL`); otherwise [`CpumapError::Remove`].
    pub fn remove(&self, cpu: CpuId) -> Result<(), CpumapError> {
        let max_entries = self.0.max_entries();
        self.0
            .delete(cpu.0)
            .map_err(|source| match source.raw_os_error() {
                Some(libc::EINVAL) if cpu.0 >= max_entries => {
                    CpumapError::SlotOutOfRange { cpu, max_entries }
                }
                Some(libc::EPERM) => CpumapError::Privilege {
                    call: "removing an entry of a CPUMAP",
                },
                _ => CpumapError::Remove { cpu, source },
            })
    }

    /// The entries there are, in ascending order of CPU.
    pub fn iter(&self) -> impl Iterator<Item = Result<(CpuId, CpumapSlot), CpumapError>> + '_ {
        (0..self.0.max_entries())
            .map(CpuId)
            .filter_map(|cpu| match self.get(cpu) {
                Ok(slot) => Some(Ok((cpu, slot?))),
                Err(error) => Some(Err(error)),
            })
    }

    /// One more than the highest CPU number the map can hold.
    #[must_use]
    pub fn max_entries(&self) -> u32 {
        self.0.max_entries()
    }

    /// The layout of values, which tells whether entries can have programs.
    #[must_use]
    pub fn layout(&self) -> ValueLayout {
        self.0.layout()
    }

    /// The kernel's number for the map, as `bpftool map` shows it and tracepoints report it.
    ///
    /// # Errors
    /// [`CpumapError::Info`]
    pub fn id(&self) -> Result<u32, CpumapError> {
        self.0
            .id()
            .map_err(|error| CpumapError::Info(Box::new(error)))
    }

    /// The map as aya's type, for programs that use both libraries.
    #[must_use]
    pub fn into_map_data(self) -> MapData {
        self.0.into_data()
    }
}

impl AsFd for CpuMap {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}
impl AsMap for CpuMap {
    fn as_map(&self) -> MapRef<'_> {
        MapRef::Fd(self.as_fd())
    }
}
impl RedirectMap for CpuMap {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_layouts() {
        let entry = CpumapEntry::new(Qsize::new(2048).unwrap());
        let qsize = 2048u32.to_ne_bytes();
        assert_eq!(entry.to_bytes(ValueLayout::Plain).unwrap(), qsize);
        assert_eq!(
            entry.to_bytes(ValueLayout::WithProgram).unwrap(),
            [qsize, [0; 4]].concat()
        );

        let stdin = io::stdin();
        let program = entry.with_program_fd(stdin.as_fd());
        let fd = stdin.as_fd().as_raw_fd().to_ne_bytes();
        assert_eq!(
            program.to_bytes(ValueLayout::WithProgram).unwrap(),
            [qsize, fd].concat()
        );
        assert_eq!(
            program
                .to_bytes(ValueLayout::Plain)
                .unwrap_err()
                .to_string(),
            "a program in a CPUMAP entry needs Linux 5.9"
        );
    }

    #[test]
    fn reads_both_layouts() {
        let qsize = Qsize::new(192).unwrap();
        let slot = |program_id| Some(CpumapSlot { qsize, program_id });
        let bytes = |words: &[u32]| {
            words
                .iter()
                .flat_map(|w| w.to_ne_bytes())
                .collect::<Vec<u8>>()
        };
        assert_eq!(CpumapSlot::from_bytes(&bytes(&[192])), slot(None));
        assert_eq!(CpumapSlot::from_bytes(&bytes(&[192, 0])), slot(None));
        assert_eq!(CpumapSlot::from_bytes(&bytes(&[192, 77])), slot(Some(77)));
        for malformed in [
            &[][..],
            &[1, 2, 3],
            &[0; 8],
            &[0xff; 8],
            &bytes(&[192, 0, 0]),
        ] {
            assert_eq!(CpumapSlot::from_bytes(malformed), None, "{malformed:?}");
        }
    }
}
