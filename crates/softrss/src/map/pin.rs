//! Why a map cannot be pinned, and why what is pinned cannot be opened as a map.
//!
//! The kernel answers with `EPERM` and `EACCES` also to root, who then looks for the wrong thing.

use std::{
    fs, io,
    os::fd::{AsFd as _, AsRawFd as _},
    path::Path,
};

use aya::{
    maps::{MapData, MapError},
    pin::PinError,
};
use bpf_asm::MapType;

use super::slots::errno;

/// Why a pinned map cannot be opened as what it was expected to be.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// `ENOENT`
    #[error("nothing is pinned there")]
    Absent,
    /// `EACCES`
    #[error("this is nothing that BPF pinned, or this process may not read and write it")]
    NoObject {
        /// What the kernel said.
        source: io::Error,
    },
    /// It is pinned, but it is no map.
    #[error("what is pinned there is no map, but {found}")]
    NoMap {
        /// The kernel's name for it, such as `bpf-prog`.
        found: String,
    },
    /// It cannot be opened for another reason.
    #[error("cannot open the pinned map")]
    Open(#[source] Box<MapError>),
    /// The kernel does not say what it is.
    #[error("cannot ask what is pinned there")]
    Identify {
        /// Why not.
        source: io::Error,
    },
    /// It is another kind of map.
    #[error("the pinned map is {}, not {}", kind(*found), kind(*expected))]
    WrongType {
        /// Its number in `enum bpf_map_type`.
        found: u32,
        /// The number that was expected.
        expected: u32,
    },
    /// Its values have a size that no kernel gives them.
    #[error("the values of the pinned map have {found} bytes, not 4 or 8")]
    WrongValueSize {
        /// The size.
        found: u32,
    },
}

/// A map type for people.
fn kind(map_type: u32) -> String {
    const CPUMAP: u32 = MapType::BPF_MAP_TYPE_CPUMAP as u32;
    const DEVMAP: u32 = MapType::BPF_MAP_TYPE_DEVMAP as u32;
    match map_type {
        CPUMAP => "a CPUMAP".to_owned(),
        DEVMAP => "a DEVMAP".to_owned(),
        other => format!("of type {other}"),
    }
}

/// Opens what is pinned at `path`, if it is a map of any type.
pub(super) fn open(path: &Path) -> Result<MapData, OpenError> {
    let data = MapData::from_pin(path).map_err(|error| match errno(&error) {
        Some(libc::ENOENT) => OpenError::Absent,
        Some(code @ libc::EACCES) => OpenError::NoObject {
            source: io::Error::from_raw_os_error(code),
        },
        _ => OpenError::Open(Box::new(error)),
    })?;
    // A program opens in the same way, and what it says about itself could pass for a map.
    let link = format!("/proc/self/fd/{}", data.fd().as_fd().as_raw_fd());
    let target = fs::read_link(link).map_err(|source| OpenError::Identify { source })?;
    let target = target.to_string_lossy();
    match target.strip_prefix("anon_inode:").unwrap_or(&target) {
        "bpf-map" => Ok(data),
        other => Err(OpenError::NoMap {
            found: other.to_owned(),
        }),
    }
}

/// Why a map cannot be pinned.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PinRefusal {
    /// `EPERM`
    #[error(
        "pins lie on a BPF file system, usually below /sys/fs/bpf, and have no dot in their name"
    )]
    NoPlace {
        /// What the kernel said.
        source: io::Error,
    },
    /// `EEXIST`
    #[error("there is something already, which was not replaced")]
    Taken,
    /// `ENOENT`
    #[error("its directory does not exist")]
    NoDirectory,
    /// The kernel refused for another reason.
    #[error("BPF_OBJ_PIN")]
    Other(#[source] PinError),
}

impl From<PinError> for PinRefusal {
    fn from(error: PinError) -> Self {
        let PinError::SyscallError(call) = &error else {
            return Self::Other(error);
        };
        match call.io_error.raw_os_error() {
            Some(code @ libc::EPERM) => Self::NoPlace {
                source: io::Error::from_raw_os_error(code),
            },
            Some(libc::EEXIST) => Self::Taken,
            Some(libc::ENOENT) => Self::NoDirectory,
            _ => Self::Other(error),
        }
    }
}
