//! `BPF_MAP_TYPE_CPUMAP`: CPU number → queue to that CPU.
//!
//! An entry is a `ptr_ring` and a kernel thread bound to its CPU. `bpf_redirect_map` puts a packet
//! into the ring; the thread builds the SKB there and hands it to the stack.
//!
//! ```no_run
//! use softrss::{CpuId, CpuMap, CpumapEntry, Qsize};
//!
//! let map = CpuMap::create(8, "cpu_redirect")?;
//! map.insert(CpuId::from(0), &CpumapEntry::new(Qsize::new(1024)?))?;
//! assert_eq!(map.get(CpuId::from(0))?.map(|slot| slot.qsize), Some(Qsize::new(1024)?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
mod entry;
mod error;
mod program;

use std::{
    collections::{BTreeMap, btree_map::Entry},
    io,
    os::fd::{AsFd, BorrowedFd},
    path::Path,
    sync::{Mutex, OnceLock, PoisonError},
};

use aya::maps::MapData;
use bpf_asm::{AsMap, MapRef, MapType, Name, ProgramKind, RedirectMap};
use softrss_core::{CpuId, Mss};

pub use super::slots::ValueLayout;
use super::slots::{Slots, errno};
use crate::{load::Loaded, object::program_info, topology};
pub use entry::{CpumapEntry, CpumapSlot};
use entry::{NO_PROGRAM, Source};
pub use error::CpumapError;
pub use program::EntryProgram;

/// A CPUMAP.
///
/// Dropping it closes the descriptor; the map lives on while a program or a pin refers to it.
#[derive(Debug)]
#[doc(alias = "BPF_MAP_TYPE_CPUMAP")]
#[must_use = "a map that nothing refers to is freed at once"]
pub struct CpuMap {
    slots: Slots,
    /// What the programs have that redirect to the map, once it is known. The kernel lets them all have the
    /// same, from the first one on.
    frags: OnceLock<bool>,
    /// The programs for entries with an `mss`.
    clamps: Mutex<BTreeMap<Mss, EntryProgram<'static>>>,
}

impl CpuMap {
    fn from_slots(slots: Slots) -> Self {
        Self {
            slots,
            frags: OnceLock::new(),
            clamps: Mutex::default(),
        }
    }

    /// The same map, for programs that take packets in several buffers, or for such that do not: entry
    /// programs are loaded accordingly. For a map without this it is learned from the first entry program
    /// that the kernel takes, and for a map without any other program that is one without frags.
    pub fn with_frags(self, frags: bool) -> Self {
        Self {
            frags: OnceLock::from(frags),
            ..self
        }
    }

    /// Whether the programs of this map take packets in several buffers, if it is known.
    #[must_use]
    pub fn frags(&self) -> Option<bool> {
        self.frags.get().copied()
    }

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
        map.map(Self::from_slots)
            .map_err(|source| match errno(&source) {
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
            .map(Self::from_slots)
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
        self.slots.pin(path).map_err(|source| CpumapError::Pin {
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
    /// [`CpumapError::EntryProgramKind`], [`CpumapError::EntryProgramFrags`], [`CpumapError::EntryProgramCycle`]
    /// and [`CpumapError::EntryProgramRefused`] (`ENOMEM`, `EINVAL`) for what cannot be an entry program,
    /// [`CpumapError::Frozen`] and, before Linux 5.19, [`CpumapError::Privilege`] (`EPERM`); since then whoever
    /// holds the map may change it. The old entry stays then.
    /// # Source
    /// `cpu_map_update_elem`, kernel/bpf/cpumap.c
    pub fn insert(&self, cpu: CpuId, entry: &CpumapEntry<'_>) -> Result<(), CpumapError> {
        let source = entry.source()?;
        if source.is_some() && self.layout() == ValueLayout::Plain {
            return Err(NO_PROGRAM);
        }
        let plain = CpumapEntry::new(entry.qsize());
        match source {
            None => self.store(cpu, &plain),
            Some(Source::Fd(program)) => {
                self.check_cycle(program)?;
                self.store(cpu, entry)
            }
            Some(Source::Loaded(program)) => self.insert_loaded(cpu, plain, program),
            Some(Source::ToLoad(program)) => self.insert_to_load(cpu, plain, program),
            Some(Source::Clamp(mss)) => {
                // A program in there is as good after a panic as before.
                let mut clamps = self.clamps.lock().unwrap_or_else(PoisonError::into_inner);
                let program = match clamps.entry(mss) {
                    Entry::Occupied(made) => made.into_mut(),
                    Entry::Vacant(none) => none.insert(EntryProgram::clamping(mss)?),
                };
                self.insert_to_load(cpu, plain, program)
            }
        }
    }

    fn insert_to_load(
        &self,
        cpu: CpuId,
        plain: CpumapEntry<'_>,
        program: &EntryProgram<'_>,
    ) -> Result<(), CpumapError> {
        if let Some(frags) = self.frags() {
            return self.insert_loaded(cpu, plain, program.loaded(frags)?);
        }
        let refused = match self.insert_loaded(cpu, plain, program.loaded(false)?) {
            Err(refused @ CpumapError::EntryProgramRefused { .. }) => refused,
            result => return result,
        };
        match program.loaded(true) {
            Ok(program) => self.insert_loaded(cpu, plain, program),
            // A kernel without frags had another reason.
            Err(_) => Err(refused),
        }
    }

    fn insert_loaded(
        &self,
        cpu: CpuId,
        plain: CpumapEntry<'_>,
        program: &Loaded,
    ) -> Result<(), CpumapError> {
        let (name, kind) = (program.name(), program.kind());
        let &ProgramKind::XdpCpumap { frags } = kind else {
            return Err(CpumapError::EntryProgramKind {
                program: name.clone(),
                kind: kind.clone(),
            });
        };
        if let Some(others) = self.frags()
            && others != frags
        {
            return Err(CpumapError::EntryProgramFrags {
                program: name.clone(),
                kind: kind.clone(),
                frags: others,
            });
        }
        self.check_cycle(program.as_fd())?;
        self.store(cpu, &plain.with_program(program))?;
        self.frags.get_or_init(|| frags);
        Ok(())
    }

    /// Refuses a program that uses this map. The kernel would take it, and free neither ever.
    fn check_cycle(&self, program: BorrowedFd<'_>) -> Result<(), CpumapError> {
        let program = program_info(program)?;
        if program.map_ids.contains(&self.id()?) {
            return Err(CpumapError::EntryProgramCycle {
                program: program.name,
                id: program.id,
            });
        }
        Ok(())
    }

    fn store(&self, cpu: CpuId, entry: &CpumapEntry<'_>) -> Result<(), CpumapError> {
        let value = entry.to_bytes(self.layout())?;
        self.slots
            .update(cpu.number(), &value)
            .map_err(|source| self.update_error(cpu, entry, source))
    }

    fn update_error(&self, cpu: CpuId, entry: &CpumapEntry<'_>, source: io::Error) -> CpumapError {
        let (qsize, max_entries) = (entry.qsize(), self.slots.max_entries());
        let with_program = matches!(entry.source(), Ok(Some(_)));
        match source.raw_os_error() {
            Some(libc::E2BIG) => CpumapError::SlotOutOfRange { cpu, max_entries },
            Some(libc::EOVERFLOW) => CpumapError::QueueTooLarge { cpu, qsize },
            Some(libc::EPERM) => self.forbidden("updating a CPUMAP"),
            Some(libc::ENOMEM | libc::EINVAL) if with_program => {
                CpumapError::EntryProgramRefused { cpu, source }
            }
            Some(libc::ENODEV) => match topology::possible() {
                Ok(possible) => CpumapError::NoSuchCpu { cpu, possible },
                Err(_) => CpumapError::Update { cpu, qsize, source },
            },
            _ => CpumapError::Update { cpu, qsize, source },
        }
    }

    /// What `EPERM` means.
    fn forbidden(&self, call: &'static str) -> CpumapError {
        if self.slots.frozen() {
            CpumapError::Frozen { call }
        } else {
            CpumapError::Privilege { call }
        }
    }

    /// The entry of `cpu`; `None` when there is none.
    ///
    /// # Errors
    /// [`CpumapError::Lookup`]
    pub fn get(&self, cpu: CpuId) -> Result<Option<CpumapSlot>, CpumapError> {
        let value = self
            .slots
            .lookup(cpu.number())
            .map_err(|source| CpumapError::Lookup { cpu, source })?;
        let Some(value) = value else { return Ok(None) };
        let bytes = &value[..self.slots.layout().size()];
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
        let max_entries = self.slots.max_entries();
        self.slots
            .delete(cpu.number())
            .map_err(|source| match source.raw_os_error() {
                Some(libc::EINVAL) if cpu.number() >= max_entries => {
                    CpumapError::SlotOutOfRange { cpu, max_entries }
                }
                Some(libc::EPERM) => self.forbidden("removing an entry of a CPUMAP"),
                _ => CpumapError::Remove { cpu, source },
            })
    }

    /// The entries there are, in ascending order of CPU.
    pub fn iter(&self) -> impl Iterator<Item = Result<(CpuId, CpumapSlot), CpumapError>> + '_ {
        (0..self.slots.max_entries())
            // The kernel makes no CPUMAP with more entries than it can have CPUs.
            .map_while(|number| CpuId::new(number).ok())
            .filter_map(|cpu| match self.get(cpu) {
                Ok(slot) => Some(Ok((cpu, slot?))),
                Err(error) => Some(Err(error)),
            })
    }

    /// One more than the highest CPU number the map can hold.
    #[must_use]
    pub fn max_entries(&self) -> u32 {
        self.slots.max_entries()
    }

    /// The layout of values, which tells whether entries can have programs.
    #[must_use]
    pub fn layout(&self) -> ValueLayout {
        self.slots.layout()
    }

    /// The kernel's number for the map, as `bpftool map` shows it and tracepoints report it.
    ///
    /// # Errors
    /// [`CpumapError::Info`]
    pub fn id(&self) -> Result<u32, CpumapError> {
        Ok(self.slots.id()?)
    }

    /// The map as aya's type, for programs that use both libraries.
    #[must_use]
    pub fn into_map_data(self) -> MapData {
        self.slots.into_data()
    }
}

impl AsFd for CpuMap {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.slots.as_fd()
    }
}
impl AsMap for CpuMap {
    fn as_map(&self) -> MapRef<'_> {
        MapRef::Fd(self.as_fd())
    }
}
impl RedirectMap for CpuMap {}
