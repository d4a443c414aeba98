//! Which interface it is: the one that the kernel reports the program of our link on.
//!
//! Interfaces are renamed and moved to other network namespaces, where they get other numbers, and the numbers of what is
//! gone are given out again. What does not change is the link, and what it holds is a program that no other link of
//! softrss has. So what was written down when it was attached, the name of a directory included, is no more than where to
//! look first.

use std::{
    collections::{BTreeMap, HashSet},
    fs, io,
    os::{fd::AsFd as _, unix::fs::MetadataExt as _},
    path::{Path, PathBuf},
};

use crate::{
    attach::{AttachError, Interface},
    link::LinkState,
    namespace::{PLACES, inside},
    netlink::{link::Link, socket::Netlink},
    sys,
};

/// A network namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetnsId {
    /// The number in `net:[4026531840]`, which is given out again when the namespace is gone.
    pub inode: u64,
    /// A number that is not; `None` before Linux 5.14.
    pub cookie: Option<u64>,
}

impl NetnsId {
    /// That of the calling thread.
    pub(super) fn current() -> Result<Self, AttachError> {
        let socket = Netlink::route();
        let cookie = socket.and_then(|socket| sys::netns_cookie(socket.as_fd()));
        Ok(Self {
            inode: Interface::netns()?,
            cookie: cookie.ok(),
        })
    }

    /// Whether both are the same one, as far as it was written down.
    pub(super) fn is(self, other: Self) -> bool {
        let cookies = self.cookie.zip(other.cookie);
        self.inode == other.inode && cookies.is_none_or(|(one, other)| one == other)
    }
}

/// Where an interface is, as the kernel says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the network namespace of the calling thread.
    Here(Interface),
    /// In another one.
    Elsewhere {
        /// Its name there.
        name: String,
        /// Its index there.
        ifindex: u32,
        /// Inode of the namespace.
        netns: u64,
        /// A path of the namespace.
        path: PathBuf,
    },
    /// In one that is not found, or that this process may not look into.
    Unknown {
        /// Its index there.
        ifindex: u32,
    },
}

impl Place {
    /// Its index, where it is.
    #[must_use]
    pub fn ifindex(&self) -> u32 {
        match self {
            Self::Here(interface) => interface.index(),
            Self::Elsewhere { ifindex, .. } | Self::Unknown { ifindex } => *ifindex,
        }
    }

    /// Its name, where it is.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Here(interface) => Some(interface.name()),
            Self::Elsewhere { name, .. } => Some(name),
            Self::Unknown { .. } => None,
        }
    }

    /// Inode of the namespace that it is in, as far as it is known.
    pub(super) fn netns(&self) -> Option<u64> {
        match self {
            Self::Here(_) => Interface::netns().ok(),
            Self::Elsewhere { netns, .. } => Some(*netns),
            Self::Unknown { .. } => None,
        }
    }

    /// Whether it is in the network namespace that the calling thread was in when it was looked for.
    #[must_use]
    pub fn is_here(&self) -> bool {
        matches!(self, Self::Here(_))
    }
}

/// A program on an interface: numbers of both.
type Running = (u32, u32);

/// Finds the interfaces of links, in the namespace of the calling thread and then in all others.
#[derive(Debug, Default)]
pub(super) struct Locator {
    known: HashSet<(u64, u64)>,
    /// How many of the [`PLACES`] were looked at.
    looked: usize,
    elsewhere: BTreeMap<Running, Place>,
}

impl Locator {
    /// Where the interface of a link is; `None` when the link does nothing any more.
    pub(super) fn locate(&mut self, state: &LinkState) -> io::Result<Option<Place>> {
        let Some(ifindex) = state.ifindex else {
            return Ok(None);
        };
        if runs_here(state.program_id, ifindex)?
            && let Ok(interface) = Interface::by_index(ifindex)
        {
            return Ok(Some(Place::Here(interface)));
        }
        let running = (state.program_id, ifindex);
        while !self.elsewhere.contains_key(&running) && self.looked < PLACES.len() {
            self.look_around(Path::new("/"));
        }
        let found = self.elsewhere.get(&running).cloned();
        Ok(Some(found.unwrap_or(Place::Unknown { ifindex })))
    }

    /// Looks at the namespaces of the next place. Those that end meanwhile, or must not be entered, are left out.
    fn look_around(&mut self, root: &Path) {
        for path in PLACES[self.looked](root) {
            let Ok(metadata) = fs::metadata(&path) else {
                continue;
            };
            if !self.known.insert((metadata.dev(), metadata.ino())) {
                continue;
            }
            let links = inside(Some(&path), || Link::all(&mut Netlink::route()?));
            for link in links.unwrap_or_default() {
                let Some(xdp) = link.xdp else { continue };
                let place = Place::Elsewhere {
                    name: link.name,
                    ifindex: link.index,
                    netns: metadata.ino(),
                    path: path.clone(),
                };
                self.elsewhere.insert((xdp.program, link.index), place);
            }
        }
        self.looked += 1;
    }

    /// Whether nothing shows a namespace with this inode. Who may not look everywhere does not know.
    pub(super) fn is_gone(&mut self, inode: u64) -> bool {
        while self.looked < PLACES.len() {
            self.look_around(Path::new("/"));
        }
        nix::unistd::geteuid().is_root() && !self.known.iter().any(|(_, known)| *known == inode)
    }
}

/// Whether the interface `ifindex` of the calling thread's namespace runs this program.
fn runs_here(program: u32, ifindex: u32) -> io::Result<bool> {
    let xdp = Netlink::route().and_then(|mut netlink| Link::xdp_of(&mut netlink, ifindex));
    match xdp {
        Ok(xdp) => Ok(xdp.is_some_and(|xdp| xdp.program == program)),
        Err(error) if error.raw_os_error() == Some(libc::ENODEV) => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_was_given_out_again_is_told_by_its_cookie() {
        let netns = |inode, cookie| NetnsId { inode, cookie };
        assert!(netns(1, Some(7)).is(netns(1, Some(7))));
        assert!(!netns(1, Some(7)).is(netns(1, Some(8))));
        assert!(!netns(1, Some(7)).is(netns(2, Some(7))));
        // What was attached before there were cookies, or by an earlier version.
        assert!(netns(1, None).is(netns(1, Some(7))) && netns(1, None).is(netns(1, None)));
    }
}
