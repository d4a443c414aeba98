//! Where the namespace is that another one has a number for.

use std::{
    collections::HashSet,
    fs::{self, File},
    io,
    os::{fd::AsFd as _, unix::fs::MetadataExt as _},
    path::{Path, PathBuf},
};

pub(super) use crate::namespace::inside;

use super::{Fact, Unknown};
use crate::{
    namespace::PLACES,
    netlink::{link::namespace_number, socket::Netlink},
};

/// A path of the namespace that the socket's namespace calls `number`.
pub(super) fn find(netlink: &mut Netlink, root: &Path, number: u32) -> Fact<PathBuf> {
    let what = || "which network namespace it is in".to_owned();
    let mut known = HashSet::new();
    let mut denied = false;
    for place in PLACES {
        for path in place(root) {
            match is_it(netlink, &path, number, &mut known) {
                Ok(true) => return Ok(path),
                Ok(false) => {}
                // Processes end while they are looked at.
                Err(error) => denied |= error.kind() == io::ErrorKind::PermissionDenied,
            }
        }
    }
    // Whose processes may not be looked into may be in it.
    Err(if denied || !nix::unistd::geteuid().is_root() {
        Unknown::Privilege { what: what() }
    } else {
        Unknown::Untold { what: what() }
    })
}

/// Whether the namespace at `path` has this number; each namespace is asked for once.
fn is_it(
    netlink: &mut Netlink,
    path: &Path,
    number: u32,
    known: &mut HashSet<(u64, u64)>,
) -> io::Result<bool> {
    // Without opening it: what is no namespace may be a device that does something then.
    let metadata = fs::metadata(path)?;
    if !known.insert((metadata.dev(), metadata.ino())) {
        return Ok(false);
    }
    let file = File::open(path)?;
    Ok(namespace_number(netlink, file.as_fd())? == Some(number))
}
