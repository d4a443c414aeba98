//! The link between a program and an interface, which can outlive the process that made it.
//!
//! A link detaches its program when nobody holds it any more. Whoever has a descriptor of it holds it, and
//! so does each pin: to take a pinned program off, remove the pin and drop what was opened, or
//! [`AttachedLink::detach`] it at once.

use std::{
    io,
    os::fd::{AsFd, BorrowedFd, OwnedFd},
    path::{Path, PathBuf},
};

use bpf_asm::{Name, ProgramKind};

use crate::{
    load::Loaded,
    object::{
        self, InfoError, LinkInfo, LinkTarget, ObjectKind, OpenError, PinRefusal, link_info,
        program_info,
    },
    sys,
};

/// A program on an interface, as the kernel knows it: a `bpf_link`.
///
/// Unless it is pinned, the program is detached when this is dropped.
#[derive(Debug)]
#[must_use = "a link that nobody holds is detached"]
pub struct AttachedLink(OwnedFd);

/// What a link does now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkState {
    /// The kernel's number for the link.
    pub id: u32,
    /// The kernel's number for the program that it holds.
    pub program_id: u32,
    /// The interface, by its number in its network namespace. `None` when the interface is gone or the link
    /// was detached: then the program gets no packets any more.
    pub ifindex: Option<u32>,
}

/// What the kernel refused to do with a link, and why.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// It cannot be pinned.
    #[error("cannot pin the link at {}", path.display())]
    Pin {
        /// Where to.
        path: PathBuf,
        /// Why not.
        source: PinRefusal,
    },
    /// It cannot be opened.
    #[error("cannot open the link of an interface at {}", path.display())]
    Open {
        /// Where.
        path: PathBuf,
        /// Why not.
        source: OpenError,
    },
    /// The kernel does not say what it does.
    #[error("cannot ask the kernel about the link")]
    Info(#[from] InfoError),
    /// The new program is none for interfaces.
    #[error("program `{program}` was loaded as `{kind}`, interfaces take `xdp` and `xdp.frags`")]
    Kind {
        /// The program.
        program: Name,
        /// What it was loaded as.
        kind: ProgramKind,
    },
    /// `EPERM`, and the link holds another program than it should.
    #[error(
        "another program took the place of the one that was to be replaced: the link {link} holds program {found}, \
         not {expected}"
    )]
    OtherProgram {
        /// The link.
        link: u32,
        /// Id of the program that it holds.
        found: u32,
        /// Id of the program that it should hold.
        expected: u32,
    },
    /// `EPERM`, though the link holds the program it should.
    #[error("replacing the program of a link needs CAP_BPF and CAP_NET_ADMIN, or root")]
    Privilege,
    /// `ENOLINK`
    #[error("the interface of the link {link} is gone, or the program was detached from it")]
    Gone {
        /// The link.
        link: u32,
    },
    /// `ERANGE`
    #[error(
        "the MTU of the interface (or of its peer) is too large for `{kind}`: packets would not fit one buffer"
    )]
    Mtu {
        /// What the new program was loaded as.
        kind: ProgramKind,
    },
    /// The kernel refused for another reason.
    #[error("BPF_LINK_UPDATE of the link {link} to program `{program}`")]
    Replace {
        /// The link.
        link: u32,
        /// The new program.
        program: Name,
        /// What the kernel said.
        source: io::Error,
    },
    /// It could not be detached.
    #[error("BPF_LINK_DETACH")]
    Detach(#[source] io::Error),
}

impl AttachedLink {
    pub(crate) fn new(link: OwnedFd) -> Self {
        Self(link)
    }

    /// Opens the link that is pinned at `path`.
    ///
    /// # Kernel
    /// 5.9
    /// # Errors
    /// [`LinkError::Open`] when there is none, or it is none of an XDP program.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, LinkError> {
        let path = path.as_ref();
        open(path).map_err(|source| LinkError::Open {
            path: path.to_owned(),
            source,
        })
    }

    /// Pins the link: the program stays on the interface for as long as there is the pin. The path must be
    /// on a bpffs.
    ///
    /// # Errors
    /// [`LinkError::Pin`]
    pub fn pin(&self, path: impl AsRef<Path>) -> Result<(), LinkError> {
        let path = path.as_ref();
        object::pin(self.as_fd(), path).map_err(|source| LinkError::Pin {
            path: path.to_owned(),
            source,
        })
    }

    /// What it does now.
    ///
    /// # Errors
    /// [`LinkError::Info`]
    pub fn state(&self) -> Result<LinkState, LinkError> {
        let LinkInfo {
            id,
            program_id,
            target,
        } = link_info(self)?;
        let ifindex = match target {
            LinkTarget::Xdp { ifindex } => ifindex,
            _ => None,
        };
        Ok(LinkState {
            id,
            program_id,
            ifindex,
        })
    }

    /// Puts `new` in the place of the program `expected`, between two packets. The mode stays.
    ///
    /// `expected` is what the caller believes is there, such as the [`Loaded`] that was attached or a
    /// [`PinnedProgram`](crate::PinnedProgram). To replace a program by itself does nothing.
    ///
    /// # Kernel
    /// 5.9
    /// # Errors
    /// [`LinkError::OtherProgram`] (`EPERM`) when another program is there, [`LinkError::Gone`] (`ENOLINK`),
    /// [`LinkError::Privilege`] before Linux 5.19; since then whoever holds the link may change it. Otherwise
    /// see [`LinkError`]. The link is as it was then.
    /// # Source
    /// `bpf_xdp_link_update`, net/core/dev.c
    pub fn replace(&self, new: &Loaded, expected: impl AsFd) -> Result<(), LinkError> {
        if !matches!(new.kind(), ProgramKind::Xdp { .. }) {
            return Err(LinkError::Kind {
                program: new.name().clone(),
                kind: new.kind().clone(),
            });
        }
        sys::xdp_link_replace(self.as_fd(), new.as_fd(), expected.as_fd())
            .or_else(|source| Err(self.replace_error(new, expected.as_fd(), source)?))
    }

    fn replace_error(
        &self,
        new: &Loaded,
        expected: BorrowedFd<'_>,
        source: io::Error,
    ) -> Result<LinkError, LinkError> {
        let state = self.state()?;
        let link = state.id;
        Ok(match source.raw_os_error() {
            Some(libc::EPERM) => {
                let (found, expected) = (state.program_id, program_info(expected)?.id);
                if found == expected {
                    LinkError::Privilege
                } else {
                    LinkError::OtherProgram {
                        link,
                        found,
                        expected,
                    }
                }
            }
            Some(libc::ENOLINK) => LinkError::Gone { link },
            Some(libc::ERANGE) => LinkError::Mtu {
                kind: new.kind().clone(),
            },
            _ => LinkError::Replace {
                link,
                program: new.name().clone(),
                source,
            },
        })
    }

    /// Takes the program off the interface at once, whoever else holds the link. Pins stay, of a link that
    /// does nothing; to detach a link that does nothing is no error.
    ///
    /// # Kernel
    /// 5.9
    /// # Errors
    /// [`LinkError::Detach`]
    pub fn detach(&self) -> Result<(), LinkError> {
        sys::link_detach(self.as_fd()).map_err(LinkError::Detach)
    }
}

fn open(path: &Path) -> Result<AttachedLink, OpenError> {
    let link = object::open(path, ObjectKind::Link)?;
    match link_info(&link)?.target {
        LinkTarget::Xdp { .. } => Ok(AttachedLink(link)),
        _ => Err(OpenError::WrongTarget {
            expected: "an interface",
        }),
    }
}

impl AsFd for AttachedLink {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}
