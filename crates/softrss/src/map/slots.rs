//! What CPUMAP and DEVMAP have in common: numbered slots whose value is 4 or 8 bytes.
//!
//! The first four bytes are what the map is about (a queue length, an interface); since Linux 5.9 the
//! next four are a program: its descriptor on the way in, its id on the way out.

use std::{
    io,
    os::fd::{AsFd, BorrowedFd},
    path::Path,
};

use aya::maps::{MapData, MapError};
use bpf_asm::MapType;

use crate::{
    object::{self, InfoError, ObjectKind, OpenError, PinRefusal},
    sys::Elements,
};

/// Bytes of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueLayout {
    /// 4 bytes, before Linux 5.9: no program.
    Plain,
    /// 8 bytes, since Linux 5.9.
    WithProgram,
}

impl ValueLayout {
    /// The size in bytes.
    #[must_use]
    pub const fn size(self) -> usize {
        self.bytes() as usize
    }

    const fn bytes(self) -> u32 {
        match self {
            Self::Plain => 4,
            Self::WithProgram => 8,
        }
    }

    const fn of_size(size: u32) -> Option<Self> {
        match size {
            4 => Some(Self::Plain),
            8 => Some(Self::WithProgram),
            _ => None,
        }
    }
}

/// A map of such slots.
#[derive(Debug)]
pub(crate) struct Slots {
    data: MapData,
    max_entries: u32,
    layout: ValueLayout,
}

impl Slots {
    /// Creates the map, with the layout of this kernel.
    pub(crate) fn create(
        map_type: MapType,
        max_entries: u32,
        name: &str,
    ) -> Result<Self, MapError> {
        let create = |layout: ValueLayout| {
            let (kind, value_size) = (map_type as u32, layout.bytes());
            let params = aya_obj::Map::new_from_params(kind, 4, value_size, max_entries, 0);
            let data = MapData::create(params, name, None)?;
            Ok(Self {
                data,
                max_entries,
                layout,
            })
        };
        match create(ValueLayout::WithProgram) {
            // EINVAL is also how a kernel before 5.9 refuses 8 bytes; `layout` tells which it became.
            Err(error) if errno(&error) == Some(libc::EINVAL) && max_entries > 0 => {
                create(ValueLayout::Plain).or(Err(error))
            }
            result => result,
        }
    }

    pub(crate) fn open(map_type: MapType, path: &Path) -> Result<Self, OpenError> {
        let map = object::open(path, ObjectKind::Map)?;
        let info = object::map_info(&map)?;
        let (found, expected) = (info.map_type, map_type as u32);
        if found != expected {
            return Err(OpenError::WrongType { found, expected });
        }
        let value_size = info.value_size;
        let layout = ValueLayout::of_size(value_size)
            .ok_or(OpenError::WrongValueSize { found: value_size })?;
        let data = MapData::from_fd(map).map_err(|error| OpenError::Map(Box::new(error)))?;
        Ok(Self {
            max_entries: info.max_entries,
            data,
            layout,
        })
    }

    pub(crate) fn pin(&self, path: &Path) -> Result<(), PinRefusal> {
        object::pin(self.as_fd(), path)
    }

    pub(crate) fn id(&self) -> Result<u32, InfoError> {
        Ok(object::map_info(self)?.id)
    }

    /// Whether the map is known to be frozen.
    pub(crate) fn frozen(&self) -> bool {
        object::frozen(self.as_fd())
    }

    pub(crate) fn max_entries(&self) -> u32 {
        self.max_entries
    }

    pub(crate) fn layout(&self) -> ValueLayout {
        self.layout
    }

    pub(crate) fn into_data(self) -> MapData {
        self.data
    }

    fn elements(&self) -> Elements<'_> {
        Elements::new(self.as_fd(), 4, self.layout.size())
    }

    pub(crate) fn update(&self, slot: u32, value: &[u8]) -> io::Result<()> {
        self.elements().update(&slot.to_ne_bytes(), value, 0)
    }

    /// The bytes at `slot`; `None` when it is empty. An 8-byte buffer, of which the layout's size counts.
    pub(crate) fn lookup(&self, slot: u32) -> io::Result<Option<[u8; 8]>> {
        let mut value = [0; 8];
        let found = self
            .elements()
            .lookup(&slot.to_ne_bytes(), &mut value[..self.layout.size()])?;
        Ok(found.then_some(value))
    }

    pub(crate) fn delete(&self, slot: u32) -> io::Result<()> {
        self.elements().delete(&slot.to_ne_bytes())
    }
}

impl AsFd for Slots {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.data.fd().as_fd()
    }
}

/// The error number inside of aya's error for a refused creation.
pub(crate) fn errno(error: &MapError) -> Option<i32> {
    match error {
        MapError::CreateError { io_error, .. } => io_error.raw_os_error(),
        MapError::SyscallError(error) => error.io_error.raw_os_error(),
        _ => None,
    }
}
