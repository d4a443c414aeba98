//! `BPF_MAP_TYPE_DEVMAP`: slot → interface that packets leave by.

use std::{
    io,
    os::fd::{AsFd, BorrowedFd},
    path::{Path, PathBuf},
};

use aya::maps::{MapData, MapError};
use bpf_asm::{AsMap, MapRef, MapType, Name, NameError, RedirectMap};

use super::slots::{Slots, errno};
use crate::{
    attach::Interface,
    object::{InfoError, OpenError, PinRefusal},
};

/// What the kernel refused to do with a DEVMAP, and why.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum DevmapError {
    /// The name is not one.
    #[error(transparent)]
    Name(#[from] NameError),
    /// `EINVAL` at creation.
    #[error("a DEVMAP needs at least one slot")]
    NoEntries,
    /// `EPERM`.
    #[error("{call} needs CAP_BPF and CAP_NET_ADMIN, or root")]
    Privilege {
        /// The call that was refused.
        call: &'static str,
    },
    /// `EPERM` of a map that `BPF_MAP_FREEZE` made constant.
    #[error("{call} is impossible: the map was frozen, and nobody can change it any more")]
    Frozen {
        /// The call that was refused.
        call: &'static str,
    },
    /// `E2BIG` at an update, `EINVAL` at a removal.
    #[error("slot {slot} is outside of the map, which has slots 0 to {}", max_entries - 1)]
    SlotOutOfRange {
        /// The slot.
        slot: u32,
        /// Slots of the map.
        max_entries: u32,
    },
    /// The calling thread sees no such interface, or another one of that number.
    #[error("there is no interface `{}` with index {ifindex} in this network namespace", interface.escape_debug())]
    NoSuchInterface {
        /// Its name.
        interface: String,
        /// Its index.
        ifindex: u32,
    },
    /// The map was refused for another reason.
    #[error("cannot create the DEVMAP `{name}` of {max_entries} slots")]
    Create {
        /// Its name.
        name: Name,
        /// Its size.
        max_entries: u32,
        /// What aya said.
        source: Box<MapError>,
    },
    /// An element was refused for another reason.
    #[error("{call} devmap[{slot}]")]
    Element {
        /// The call.
        call: &'static str,
        /// The slot.
        slot: u32,
        /// What the kernel said.
        source: io::Error,
    },
    /// The map cannot be pinned.
    #[error("cannot pin the DEVMAP at {}", path.display())]
    Pin {
        /// Where to.
        path: PathBuf,
        /// Why not.
        source: PinRefusal,
    },
    /// The kernel does not say which map it is.
    #[error("cannot ask the kernel about the DEVMAP")]
    Info(#[from] InfoError),
    /// A pinned map cannot be opened.
    #[error("cannot open a DEVMAP at {}", path.display())]
    Open {
        /// Where.
        path: PathBuf,
        /// Why not.
        source: OpenError,
    },
}

/// A DEVMAP.
#[derive(Debug)]
#[doc(alias = "BPF_MAP_TYPE_DEVMAP")]
#[must_use = "a map that nothing refers to is freed at once"]
pub struct DevMap(Slots);

impl DevMap {
    /// Creates an empty map with the slots 0 to `max_entries` - 1.
    ///
    /// # Kernel
    /// 4.14
    /// # Errors
    /// [`DevmapError`]
    pub fn create(max_entries: u32, name: &str) -> Result<Self, DevmapError> {
        let name = Name::new(name)?;
        if max_entries == 0 {
            return Err(DevmapError::NoEntries);
        }
        let map = Slots::create(MapType::BPF_MAP_TYPE_DEVMAP, max_entries, name.as_str());
        map.map(Self).map_err(|source| match errno(&source) {
            Some(libc::EPERM) => DevmapError::Privilege {
                call: "creating a DEVMAP",
            },
            _ => DevmapError::Create {
                name,
                max_entries,
                source: Box::new(source),
            },
        })
    }

    /// Opens a pinned map.
    ///
    /// # Errors
    /// [`DevmapError::Open`] when there is none, or it is no DEVMAP.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, DevmapError> {
        let path = path.as_ref();
        Slots::open(MapType::BPF_MAP_TYPE_DEVMAP, path)
            .map(Self)
            .map_err(|source| DevmapError::Open {
                path: path.to_owned(),
                source,
            })
    }

    /// Pins the map, so that it outlives this process. The path must be on a bpffs.
    ///
    /// # Errors
    /// [`DevmapError::Pin`]
    pub fn pin(&self, path: impl AsRef<Path>) -> Result<(), DevmapError> {
        let path = path.as_ref();
        self.0.pin(path).map_err(|source| DevmapError::Pin {
            path: path.to_owned(),
            source,
        })
    }

    /// Makes `interface` the one that packets for `slot` leave by.
    ///
    /// # Errors
    /// [`DevmapError::SlotOutOfRange`] (`E2BIG`), [`DevmapError::NoSuchInterface`] (`EINVAL`, or a thread in
    /// another network namespace: the kernel only knows the number).
    /// # Source
    /// `__dev_map_update_elem`, kernel/bpf/devmap.c
    pub fn insert(&self, slot: u32, interface: &Interface) -> Result<(), DevmapError> {
        let (ifindex, max_entries) = (interface.index(), self.0.max_entries());
        let no_such_interface = || DevmapError::NoSuchInterface {
            interface: interface.name().to_owned(),
            ifindex,
        };
        if slot < max_entries {
            interface.check().map_err(|_error| no_such_interface())?;
        }
        let mut value = ifindex.to_ne_bytes().to_vec();
        value.resize(self.0.layout().size(), 0);
        self.0
            .update(slot, &value)
            .map_err(|source| match source.raw_os_error() {
                Some(libc::E2BIG) => DevmapError::SlotOutOfRange { slot, max_entries },
                Some(libc::EINVAL) => no_such_interface(),
                Some(libc::EPERM) => self.forbidden("updating a DEVMAP"),
                _ => DevmapError::Element {
                    call: "BPF_MAP_UPDATE_ELEM",
                    slot,
                    source,
                },
            })
    }

    /// What `EPERM` means.
    fn forbidden(&self, call: &'static str) -> DevmapError {
        if self.0.frozen() {
            DevmapError::Frozen { call }
        } else {
            DevmapError::Privilege { call }
        }
    }

    /// Index of the interface at `slot`; `None` when there is none.
    ///
    /// # Errors
    /// [`DevmapError::Element`]
    pub fn get(&self, slot: u32) -> Result<Option<u32>, DevmapError> {
        let value = self.0.lookup(slot);
        let value = value.map_err(|source| DevmapError::Element {
            call: "BPF_MAP_LOOKUP_ELEM",
            slot,
            source,
        })?;
        Ok(value.map(|[a, b, c, d, ..]| u32::from_ne_bytes([a, b, c, d])))
    }

    /// Empties `slot`.
    ///
    /// # Errors
    /// [`DevmapError::SlotOutOfRange`] (`EINVAL`)
    pub fn remove(&self, slot: u32) -> Result<(), DevmapError> {
        let max_entries = self.0.max_entries();
        self.0
            .delete(slot)
            .map_err(|source| match source.raw_os_error() {
                Some(libc::EINVAL) if slot >= max_entries => {
                    DevmapError::SlotOutOfRange { slot, max_entries }
                }
                Some(libc::EPERM) => self.forbidden("emptying a slot of a DEVMAP"),
                _ => DevmapError::Element {
                    call: "BPF_MAP_DELETE_ELEM",
                    slot,
                    source,
                },
            })
    }

    /// The slots that are filled and the index of the interface in each.
    pub fn iter(&self) -> impl Iterator<Item = Result<(u32, u32), DevmapError>> + '_ {
        (0..self.0.max_entries()).filter_map(|slot| match self.get(slot) {
            Ok(ifindex) => Some(Ok((slot, ifindex?))),
            Err(error) => Some(Err(error)),
        })
    }

    /// The kernel's number for the map, as `bpftool map` shows it and tracepoints report it.
    ///
    /// # Errors
    /// [`DevmapError::Info`]
    pub fn id(&self) -> Result<u32, DevmapError> {
        Ok(self.0.id()?)
    }

    /// Number of slots.
    #[must_use]
    pub fn max_entries(&self) -> u32 {
        self.0.max_entries()
    }

    /// The map as aya's type, for programs that use both libraries.
    #[must_use]
    pub fn into_map_data(self) -> MapData {
        self.0.into_data()
    }
}

impl AsFd for DevMap {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}
impl AsMap for DevMap {
    fn as_map(&self) -> MapRef<'_> {
        MapRef::Fd(self.as_fd())
    }
}
impl RedirectMap for DevMap {}
