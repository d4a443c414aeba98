//! Programs on interfaces.

use std::{
    fs, io,
    os::fd::{AsFd, BorrowedFd},
    os::unix::fs::MetadataExt as _,
    path::Path,
};

use aya_obj::generated::{XDP_FLAGS_DRV_MODE, XDP_FLAGS_SKB_MODE};
use bpf_asm::{Name, ProgramKind};
use nix::net::if_::{if_indextoname, if_nametoindex};

pub use crate::mode::XdpMode;
use crate::{
    link::{AttachedLink, LinkError},
    load::Loaded,
    netlink::{link::Link, socket::Netlink},
    sys,
};

/// An interface of the network namespace that the calling thread is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interface {
    name: String,
    index: u32,
}

impl Interface {
    /// Looks `name` up, which may be one of its alternative names (`ip link property`, of up to 127 bytes). The interface
    /// has its own name then.
    ///
    /// # Kernel
    /// 5.5 for alternative names
    /// # Errors
    /// [`AttachError::NoSuchInterface`], [`AttachError::Lookup`]
    pub fn by_name(name: &str) -> Result<Self, AttachError> {
        // The system call takes no longer ones.
        const LONGEST: usize = libc::IFNAMSIZ - 1;
        let found = if name.len() > LONGEST {
            Netlink::route().and_then(|mut netlink| Link::index_of(&mut netlink, name))
        } else {
            if_nametoindex(name).map_err(io::Error::from)
        };
        let failed = |source: io::Error| match source.raw_os_error() {
            Some(libc::ENODEV | libc::EINVAL | libc::ERANGE) => AttachError::NoSuchInterface {
                interface: name.to_owned(),
                source,
            },
            _ => AttachError::Lookup {
                interface: name.to_owned(),
                source,
            },
        };
        let index = found.map_err(failed)?;
        Ok(Self {
            // Whoever has a name that is no text is called as it was asked for.
            name: own_name(index)
                .map_err(failed)?
                .unwrap_or_else(|| name.to_owned()),
            index,
        })
    }

    /// Looks up what the interface with this index is called now.
    ///
    /// # Errors
    /// [`AttachError::NoSuchInterface`]
    pub fn by_index(index: u32) -> Result<Self, AttachError> {
        let name = own_name(index).map_err(|source| AttachError::NoSuchInterface {
            interface: format!("#{index}"),
            source,
        })?;
        Ok(Self {
            name: name.unwrap_or_else(|| format!("#{index}")),
            index,
        })
    }

    /// Inode of the network namespace that the calling thread is in: the number in `net:[4026531840]`.
    ///
    /// # Errors
    /// [`AttachError::Namespace`] when `/proc` is not there.
    pub fn netns() -> Result<u64, AttachError> {
        let metadata = fs::metadata("/proc/thread-self/ns/net");
        Ok(metadata.map_err(AttachError::Namespace)?.ino())
    }

    /// Whether the calling thread sees the same interface. Numbers are given out anew in each namespace.
    pub(crate) fn check(&self) -> Result<(), AttachError> {
        if Self::by_name(&self.name)? == *self {
            return Ok(());
        }
        Err(AttachError::NoSuchInterface {
            interface: self.name.clone(),
            source: io::Error::from_raw_os_error(libc::ENODEV),
        })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its index in this network namespace.
    #[must_use]
    pub fn index(&self) -> u32 {
        self.index
    }
}

/// The name of the interface `index`; `None` if it is no text.
fn own_name(index: u32) -> io::Result<Option<String>> {
    Ok(if_indextoname(index)?.into_string().ok())
}

/// A program that runs on an interface, until this is dropped; or, when it was pinned, until the pin is
/// removed and no descriptor is left.
#[derive(Debug)]
#[must_use = "the program is detached when this is dropped"]
pub struct Attached {
    link: AttachedLink,
    interface: Interface,
    mode: XdpMode,
}

/// Why a program could not be attached.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum AttachError {
    /// No interface has this name.
    #[error("there is no interface `{}` in this network namespace", interface.escape_debug())]
    NoSuchInterface {
        /// The name.
        interface: String,
        /// What the kernel said.
        source: io::Error,
    },
    /// It cannot be looked up.
    #[error("cannot look up the interface `{}`", interface.escape_debug())]
    Lookup {
        /// The name.
        interface: String,
        /// What the kernel said.
        source: io::Error,
    },
    /// The network namespace is not known.
    #[error("cannot tell which network namespace this is; is /proc there?")]
    Namespace(#[source] io::Error),
    /// The program is none for interfaces.
    #[error("program `{program}` was loaded as `{kind}`, interfaces take `xdp` and `xdp.frags`")]
    Kind {
        /// The program.
        program: Name,
        /// What it was loaded as.
        kind: ProgramKind,
    },
    /// `EPERM`.
    #[error("attaching a program to {interface} needs CAP_NET_ADMIN and CAP_BPF, or root")]
    Privilege {
        /// The interface.
        interface: String,
    },
    /// `EBUSY`
    #[error("{interface} already has an XDP program in {mode} mode, which was not replaced")]
    Busy {
        /// The interface.
        interface: String,
        /// The mode.
        mode: XdpMode,
    },
    /// `EEXIST`
    #[error(
        "{interface} already has an XDP program in another mode than {mode}; an interface has one at a time"
    )]
    OtherMode {
        /// The interface.
        interface: String,
        /// The mode that was asked for.
        mode: XdpMode,
    },
    /// `EOPNOTSUPP`
    #[error("the driver of {interface} does not support XDP in native mode")]
    NoNative {
        /// The interface.
        interface: String,
    },
    /// `ERANGE`
    #[error(
        "the MTU of {interface} (or of its peer) is too large for `{kind}`: packets would not fit one buffer"
    )]
    Mtu {
        /// The interface.
        interface: String,
        /// What the program was loaded as.
        kind: ProgramKind,
    },
    /// The kernel refused for another reason.
    #[error("BPF_LINK_CREATE of `{program}` on {interface} in {mode} mode")]
    Link {
        /// The program.
        program: Name,
        /// The interface.
        interface: String,
        /// The mode.
        mode: XdpMode,
        /// What the kernel said.
        source: io::Error,
    },
}

/// Runs `program` on `interface`, in exactly this mode.
///
/// Fill the maps of the program first: packets arrive as soon as this returns, or sooner.
///
/// # Kernel
/// 5.9
/// # Errors
/// [`AttachError`]; nothing is attached then.
/// # Source
/// `bpf_xdp_link_attach`, net/core/dev.c
pub fn attach(
    program: &Loaded,
    interface: &Interface,
    mode: XdpMode,
) -> Result<Attached, AttachError> {
    if !matches!(program.kind(), ProgramKind::Xdp { .. }) {
        return Err(AttachError::Kind {
            program: program.name().clone(),
            kind: program.kind().clone(),
        });
    }
    interface.check()?;
    let flags = match mode {
        XdpMode::Native => XDP_FLAGS_DRV_MODE,
        XdpMode::Skb => XDP_FLAGS_SKB_MODE,
    };
    match sys::xdp_link_create(program.as_fd(), interface.index, flags) {
        Ok(link) => Ok(Attached {
            link: AttachedLink::new(link),
            interface: interface.clone(),
            mode,
        }),
        Err(source) => Err(attach_error(program, interface.name.clone(), mode, source)),
    }
}

fn attach_error(
    program: &Loaded,
    interface: String,
    mode: XdpMode,
    source: io::Error,
) -> AttachError {
    match source.raw_os_error() {
        Some(libc::EPERM) => AttachError::Privilege { interface },
        Some(libc::EBUSY) => AttachError::Busy { interface, mode },
        Some(libc::EEXIST) => AttachError::OtherMode { interface, mode },
        Some(libc::EOPNOTSUPP) if mode == XdpMode::Native => AttachError::NoNative { interface },
        Some(libc::ERANGE) => AttachError::Mtu {
            interface,
            kind: program.kind().clone(),
        },
        Some(libc::ENODEV) => AttachError::NoSuchInterface { interface, source },
        _ => AttachError::Link {
            program: program.name().clone(),
            interface,
            mode,
            source,
        },
    }
}

impl Attached {
    /// The interface.
    #[must_use]
    pub fn interface(&self) -> &Interface {
        &self.interface
    }

    /// The mode.
    #[must_use]
    pub fn mode(&self) -> XdpMode {
        self.mode
    }

    /// The link, which can be pinned, and opened again by another process.
    pub fn link(&self) -> &AttachedLink {
        &self.link
    }

    /// Pins the link. From then on dropping this does not detach: the program stays on the interface until
    /// the pin is removed and no descriptor of the link is left in any process.
    ///
    /// # Errors
    /// [`LinkError::Pin`]
    pub fn pin(&self, path: impl AsRef<Path>) -> Result<(), LinkError> {
        self.link.pin(path)
    }

    /// Puts `new` in the place of the program `expected`, between two packets; see
    /// [`AttachedLink::replace`].
    ///
    /// # Errors
    /// As [`AttachedLink::replace`].
    pub fn replace(&self, new: &Loaded, expected: impl AsFd) -> Result<(), LinkError> {
        self.link.replace(new, expected)
    }

    /// Takes the program off the interface, unless the link is pinned. Dropping does the same.
    pub fn detach(self) {
        drop(self);
    }
}

impl AsFd for Attached {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.link.as_fd()
    }
}
