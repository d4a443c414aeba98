//! Why an object cannot be pinned, and why what is pinned cannot be opened as what it should be.
//!
//! The kernel answers with `EPERM` and `EACCES` also to root, who then looks for the wrong thing.

use std::{
    ffi::CString,
    fmt, fs, io,
    os::{
        fd::{AsFd as _, BorrowedFd, OwnedFd},
        unix::ffi::OsStrExt as _,
    },
    path::{Path, PathBuf},
};

use aya::maps::{MapData, MapError};
use bpf_asm::MapType;

use super::{InfoError, ObjectKind, inode, link_info, map_info, program_info};
use crate::sys;

/// Why what is pinned cannot be opened as what it was expected to be.
#[derive(thiserror::Error)]
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
    /// `EACCES`, `ELOOP`: BPF pins neither directories nor symbolic links.
    #[error("there is {found}, and nothing that BPF pinned")]
    NoPin {
        /// What is there.
        found: &'static str,
    },
    /// It is an object of another kind.
    #[error("what is pinned there is no {expected}, but {found}")]
    WrongKind {
        /// The kernel's name for it, such as `bpf-prog`.
        found: String,
        /// The kind that was expected.
        expected: ObjectKind,
    },
    /// It cannot be opened for another reason.
    #[error("BPF_OBJ_GET")]
    Open {
        /// What the kernel said.
        source: io::Error,
    },
    /// The kernel does not say what it is.
    #[error("cannot ask what is pinned there")]
    Identify {
        /// Why not.
        source: io::Error,
    },
    /// The kernel does not say more about it than its kind.
    #[error(transparent)]
    Info(#[from] InfoError),
    /// It is a map that aya cannot use.
    #[error("aya cannot use the pinned map")]
    Map(#[source] Box<MapError>),
    /// It is another type of map.
    #[error("the pinned map is {}, not {}", map_type(*found), map_type(*expected))]
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
    /// It has the right type and another size.
    #[error(
        "the pinned map has {found}, not {expected}: another version or another machine made it"
    )]
    WrongShape {
        /// What it has.
        found: MapShape,
        /// What was expected.
        expected: MapShape,
    },
    /// It is a link to another kind of place.
    #[error("the pinned link does not belong to {expected}")]
    WrongTarget {
        /// What it should belong to.
        expected: &'static str,
    },
}

impl OpenError {
    /// Whether nothing is there, or something else than what was expected: then it can be made anew.
    #[must_use]
    pub const fn is_unexpected(&self) -> bool {
        matches!(
            self,
            Self::Absent
                | Self::NoPin { .. }
                | Self::WrongKind { .. }
                | Self::WrongType { .. }
                | Self::WrongValueSize { .. }
                | Self::WrongShape { .. }
                | Self::WrongTarget { .. }
        )
    }
}

/// What a map has to be for a program that was written for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapShape {
    /// Its number in `enum bpf_map_type`.
    pub map_type: u32,
    /// Size of a key in bytes.
    pub key_size: u32,
    /// Size of a value in bytes.
    pub value_size: u32,
    /// Number of entries.
    pub max_entries: u32,
}

impl fmt::Display for MapShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} entries with keys of {} and values of {} bytes",
            self.max_entries, self.key_size, self.value_size
        )
    }
}

/// A map type for people.
fn map_type(map_type: u32) -> String {
    const CPUMAP: u32 = MapType::BPF_MAP_TYPE_CPUMAP as u32;
    const DEVMAP: u32 = MapType::BPF_MAP_TYPE_DEVMAP as u32;
    const PERCPU_ARRAY: u32 = MapType::BPF_MAP_TYPE_PERCPU_ARRAY as u32;
    match map_type {
        CPUMAP => "a CPUMAP".to_owned(),
        DEVMAP => "a DEVMAP".to_owned(),
        PERCPU_ARRAY => "an array of counters".to_owned(),
        other => format!("of type {other}"),
    }
}

/// Opens what is pinned at `path`, if it is of this kind.
pub(crate) fn open(path: &Path, expected: ObjectKind) -> Result<OwnedFd, OpenError> {
    let object = path_of(path).and_then(|path| sys::obj_get(&path));
    let object = object.map_err(|source| match (source.raw_os_error(), no_pin(path)) {
        (Some(libc::ENOENT), _) => OpenError::Absent,
        (Some(libc::EACCES | libc::ELOOP), Some(found)) => OpenError::NoPin { found },
        (Some(libc::EACCES), None) => OpenError::NoObject { source },
        _ => OpenError::Open { source },
    })?;
    let found = inode(object.as_fd()).map_err(|source| OpenError::Identify { source })?;
    if expected.is(&found) {
        Ok(object)
    } else {
        Err(OpenError::WrongKind { found, expected })
    }
}

/// The kernel's number of what is pinned at `path`, of whatever kind.
pub(crate) fn id_at(path: &Path) -> Result<u32, OpenError> {
    let kinds = [ObjectKind::Map, ObjectKind::Program, ObjectKind::Link];
    let mut other = OpenError::Absent;
    for kind in kinds {
        let object = match open(path, kind) {
            Err(error @ OpenError::WrongKind { .. }) => {
                other = error;
                continue;
            }
            object => object?,
        };
        return Ok(match kind {
            ObjectKind::Map => map_info(&object)?.id,
            ObjectKind::Program => program_info(&object)?.id,
            ObjectKind::Link => link_info(&object)?.id,
        });
    }
    Err(other)
}

/// What is at `path`, if it is nothing that can be pinned.
fn no_pin(path: &Path) -> Option<&'static str> {
    let kind = fs::symlink_metadata(path).ok()?.file_type();
    if kind.is_dir() {
        Some("a directory")
    } else if kind.is_symlink() {
        Some("a symbolic link to something else")
    } else {
        None
    }
}

/// Opens what is pinned at `path`, if it is a map of this type and size.
pub(crate) fn open_map(path: &Path, expected: MapShape) -> Result<MapData, OpenError> {
    let map = open(path, ObjectKind::Map)?;
    let info = map_info(&map)?;
    let found = MapShape {
        map_type: info.map_type,
        key_size: info.key_size,
        value_size: info.value_size,
        max_entries: info.max_entries,
    };
    if found.map_type != expected.map_type {
        return Err(OpenError::WrongType {
            found: found.map_type,
            expected: expected.map_type,
        });
    }
    if found != expected {
        return Err(OpenError::WrongShape { found, expected });
    }
    MapData::from_fd(map).map_err(|error| OpenError::Map(Box::new(error)))
}

/// Why an object cannot be pinned.
#[derive(thiserror::Error)]
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
    Other(#[source] io::Error),
}

/// Gives `object` a name.
pub(crate) fn pin(object: BorrowedFd<'_>, path: &Path) -> Result<(), PinRefusal> {
    path_of(path)
        .and_then(|path| sys::obj_pin(object, &path))
        .map_err(|source| match source.raw_os_error() {
            Some(libc::EPERM) => PinRefusal::NoPlace { source },
            Some(libc::EEXIST) => PinRefusal::Taken,
            Some(libc::ENOENT) => PinRefusal::NoDirectory,
            _ => PinRefusal::Other(source),
        })
}

/// Gives each object a name in `directory`, or none of them.
///
/// The error names the path that could not be pinned.
pub(crate) fn pin_all<'o>(
    directory: &Path,
    objects: impl IntoIterator<Item = (&'static str, BorrowedFd<'o>)>,
) -> Result<(), (PathBuf, PinRefusal)> {
    let mut pinned: Vec<PathBuf> = Vec::new();
    for (name, object) in objects {
        let path = directory.join(name);
        if let Err(refusal) = pin(object, &path) {
            for path in pinned {
                // The refusal is what went wrong first.
                let _removed = fs::remove_file(path);
            }
            return Err((path, refusal));
        }
        pinned.push(path);
    }
    Ok(())
}

fn path_of(path: &Path) -> io::Result<CString> {
    Ok(CString::new(path.as_os_str().as_bytes())?)
}
