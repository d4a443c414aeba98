//! Objects of the kernel as such: which kind a descriptor is of, what the kernel says about it, and pins.
//!
//! A link, a map and a program open in the same way, and what the kernel says about one could pass for
//! another. So the kind is asked first, here and nowhere else.

mod links;
mod pin;
mod program;

use std::{
    fmt, fs, io,
    os::fd::{AsFd, AsRawFd, BorrowedFd},
    time::Duration,
};

use crate::sys;

pub(crate) use links::link_with;
pub use pin::{MapShape, OpenError, PinRefusal};
pub(crate) use pin::{id_at, open, open_map, pin, pin_all};
pub use program::{PinnedProgram, PinnedProgramError};

/// What kinds of object there are to pin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ObjectKind {
    /// A map.
    Map,
    /// A program.
    Program,
    /// A link: a program at a place.
    Link,
}

impl ObjectKind {
    /// Whether this is what the kernel calls it, in `/proc/self/fd`.
    fn is(self, inode: &str) -> bool {
        match self {
            Self::Map => inode == "bpf-map",
            Self::Program => inode == "bpf-prog",
            // By the descriptor of its creation, or by a later one.
            Self::Link => matches!(inode, "bpf_link" | "bpf-link"),
        }
    }
}

impl fmt::Display for ObjectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Map => "map",
            Self::Program => "program",
            Self::Link => "link",
        })
    }
}

/// What the kernel says about a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapInfo {
    /// Its number, as `bpftool map` shows it.
    pub id: u32,
    /// Its number in `enum bpf_map_type`.
    pub map_type: u32,
    /// Size of a key in bytes.
    pub key_size: u32,
    /// Size of a value in bytes.
    pub value_size: u32,
    /// Number of entries.
    pub max_entries: u32,
    /// `BPF_F_*`
    pub flags: u32,
    /// Its name, of 15 bytes at most.
    pub name: String,
}

/// What the kernel says about a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramInfo {
    /// Its number, as `bpftool prog` shows it.
    pub id: u32,
    /// Its number in `enum bpf_prog_type`.
    pub program_type: u32,
    /// Its name, of 15 bytes at most.
    pub name: String,
    /// A digest of its instructions.
    pub tag: [u8; 8],
    /// The maps it uses.
    pub map_ids: Vec<u32>,
    /// When it was loaded, since the machine was started.
    pub loaded_after_boot: Duration,
    /// How long it ran; 0 unless `kernel.bpf_stats_enabled` is on.
    pub run_time: Duration,
    /// How often it ran; 0 unless `kernel.bpf_stats_enabled` is on.
    pub run_count: u64,
    /// Instructions that the verifier followed, each path for itself; 0 before Linux 5.16.
    pub verified_instructions: u32,
}

/// What the kernel says about a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkInfo {
    /// Its number, as `bpftool link` shows it.
    pub id: u32,
    /// The program that it holds.
    pub program_id: u32,
    /// Where the program runs.
    pub target: LinkTarget,
}

/// Where the program of a link runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkTarget {
    /// On packets of an interface.
    Xdp {
        /// The interface, by its number in its own network namespace; `None` when it is gone, or the link
        /// was detached.
        ifindex: Option<u32>,
    },
    /// At a tracepoint.
    RawTracepoint,
    /// Somewhere else: a number of `enum bpf_link_type`.
    Other(u32),
}

/// Why the kernel does not say what something is.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum InfoError {
    /// It is of another kind.
    #[error("this is no {expected}, but {found}")]
    WrongKind {
        /// The kernel's name for it, such as `bpf-prog`.
        found: String,
        /// The kind that was expected.
        expected: ObjectKind,
    },
    /// Its kind cannot be told.
    #[error("cannot tell what kind of object a descriptor is; is /proc there?")]
    Kind {
        /// Why not.
        source: io::Error,
    },
    /// The kernel refused.
    #[error("BPF_OBJ_GET_INFO_BY_FD of a {kind}")]
    Refused {
        /// What it is.
        kind: ObjectKind,
        /// What the kernel said.
        source: io::Error,
    },
}

/// What the kernel says about `map`.
///
/// # Kernel
/// 4.13
/// # Errors
/// [`InfoError`], also when it is no map.
pub fn map_info(map: impl AsFd) -> Result<MapInfo, InfoError> {
    info(map.as_fd(), ObjectKind::Map, sys::map_info)
}

/// What the kernel says about `program`.
///
/// # Kernel
/// 4.13
/// # Errors
/// [`InfoError`], also when it is no program.
pub fn program_info(program: impl AsFd) -> Result<ProgramInfo, InfoError> {
    info(program.as_fd(), ObjectKind::Program, sys::program_info)
}

/// What the kernel says about `link`.
///
/// # Kernel
/// 5.8
/// # Errors
/// [`InfoError`], also when it is no link.
pub fn link_info(link: impl AsFd) -> Result<LinkInfo, InfoError> {
    info(link.as_fd(), ObjectKind::Link, sys::link_info)
}

fn info<I>(
    object: BorrowedFd<'_>,
    kind: ObjectKind,
    ask: impl FnOnce(BorrowedFd<'_>) -> io::Result<I>,
) -> Result<I, InfoError> {
    let found = inode(object).map_err(|source| InfoError::Kind { source })?;
    if !kind.is(&found) {
        return Err(InfoError::WrongKind {
            found,
            expected: kind,
        });
    }
    ask(object).map_err(|source| InfoError::Refused { kind, source })
}

/// What the kernel calls the object behind a descriptor.
fn inode(object: BorrowedFd<'_>) -> io::Result<String> {
    let target = fs::read_link(format!("/proc/self/fd/{}", object.as_raw_fd()))?;
    let target = target.to_string_lossy();
    Ok(target
        .strip_prefix("anon_inode:")
        .unwrap_or(&target)
        .to_owned())
}

/// Whether `map` was frozen, as far as `/proc` tells: nobody can change it then.
pub(crate) fn frozen(map: BorrowedFd<'_>) -> bool {
    let told = fs::read_to_string(format!("/proc/self/fdinfo/{}", map.as_raw_fd()));
    told.is_ok_and(|told| told.lines().any(|line| line == "frozen:\t1"))
}
