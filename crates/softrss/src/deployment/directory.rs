//! The directory of one interface, and what may be in it.
//!
//! ```text
//! /sys/fs/bpf/softrss/<inode of the network namespace>-<index of the interface>/
//!     link                  the XDP link, pinned once and never moved
//!     1, 2, ...             a generation: everything of one policy
//! ```
//!
//! Names of interfaces come from people and may be anything, so they are no part of a path.

use std::{
    ffi::OsStr,
    fs::{self, DirBuilder},
    io,
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
};

use super::{
    DeploymentError, PinRoot,
    generation::{self, Generation},
};
use crate::attach::Interface;

/// The directory of one interface. It need not be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Directory {
    root: PinRoot,
    path: PathBuf,
    netns: u64,
    ifindex: u32,
}

impl Directory {
    /// Name of the pinned link.
    pub(super) const LINK: &str = "link";

    /// That of `interface`, which is one of the calling thread's network namespace.
    pub(super) fn of(root: &PinRoot, interface: &Interface) -> Result<Self, DeploymentError> {
        Ok(Self::new(root, Interface::netns()?, interface.index()))
    }

    fn new(root: &PinRoot, netns: u64, ifindex: u32) -> Self {
        Self {
            path: root.path().join(format!("{netns}-{ifindex}")),
            root: root.clone(),
            netns,
            ifindex,
        }
    }

    /// Every directory of an interface there is.
    pub(super) fn all(root: &PinRoot) -> Result<Vec<Self>, DeploymentError> {
        let names = root.names()?;
        let numbers = names.iter().filter_map(|name| {
            let (netns, ifindex) = name.to_str()?.split_once('-')?;
            Some((netns.parse().ok()?, ifindex.parse().ok()?))
        });
        let mut all: Vec<Self> = numbers
            .map(|(netns, ifindex)| Self::new(root, netns, ifindex))
            .collect();
        all.sort_by_key(|directory| (directory.netns, directory.ifindex));
        Ok(all)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Its name in the root.
    pub(super) fn name(&self) -> String {
        format!("{}-{}", self.netns, self.ifindex)
    }

    /// Whether there is a link.
    pub(super) fn has_link(&self) -> Result<bool, DeploymentError> {
        let path = self.link();
        let there = path.try_exists();
        there.map_err(DeploymentError::directory("look at", &path))
    }

    pub(super) fn link(&self) -> PathBuf {
        self.path.join(Self::LINK)
    }

    /// Inode of the network namespace.
    pub(super) fn netns(&self) -> u64 {
        self.netns
    }

    /// Index of the interface.
    pub(super) fn ifindex(&self) -> u32 {
        self.ifindex
    }

    /// Makes it, unless it is there.
    pub(super) fn make(&self) -> Result<(), DeploymentError> {
        self.root.make()?;
        make(&self.path)
    }

    /// Whether it is there.
    pub(super) fn exists(&self) -> Result<bool, DeploymentError> {
        if !self.root.exists()? {
            return Ok(false);
        }
        let found = self.path.try_exists();
        found.map_err(DeploymentError::directory("look at", &self.path))
    }

    /// The generations in it, in ascending order.
    pub(super) fn generations(&self) -> Result<Vec<Generation>, DeploymentError> {
        let mut generations = Vec::new();
        for name in names(&self.path)? {
            if let Some(number) = generation::number(&name) {
                generations.push(Generation::new(&self.path, number));
            }
        }
        generations.sort_by_key(Generation::number);
        Ok(generations)
    }

    /// What is in it and its generations that softrss does not make.
    pub(super) fn strangers(&self) -> Result<Vec<PathBuf>, DeploymentError> {
        let mut strangers = Vec::new();
        for name in names(&self.path)? {
            if generation::number(&name).is_some() {
                strangers.extend(generation::strangers(&self.path.join(name))?);
            } else if name != OsStr::new(Self::LINK) {
                strangers.push(self.path.join(name));
            }
        }
        Ok(strangers)
    }

    /// Removes the directory, and the one above, if nothing is in them. What is left is not from softrss.
    pub(super) fn remove_if_empty(&self) -> Result<(), DeploymentError> {
        remove_if_empty(&self.path)?;
        Ok(self.root.remove_if_empty()?)
    }
}

/// Makes a directory that only its owner may use, unless it is there.
pub(super) fn make(path: &Path) -> Result<(), DeploymentError> {
    match DirBuilder::new().mode(0o700).create(path) {
        Err(source) if source.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map_err(DeploymentError::directory("make", path)),
    }
}

/// The names in a directory; none if it is not there.
pub(super) fn names(path: &Path) -> Result<Vec<std::ffi::OsString>, DeploymentError> {
    let entries = match fs::read_dir(path) {
        Err(source) if source.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(DeploymentError::directory("read", path))?,
    };
    let names = entries.map(|entry| Ok(entry?.file_name()));
    let names: io::Result<Vec<_>> = names.collect();
    names.map_err(DeploymentError::directory("read", path))
}

/// Removes a pin, if it is there.
pub(super) fn unpin(path: &Path) -> Result<(), DeploymentError> {
    match fs::remove_file(path) {
        Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(DeploymentError::directory("remove", path)),
    }
}

/// Removes a directory, unless something is in it.
pub(super) fn remove_if_empty(path: &Path) -> Result<(), DeploymentError> {
    use io::ErrorKind::{DirectoryNotEmpty, NotFound};
    match fs::remove_dir(path) {
        Err(source) if matches!(source.kind(), DirectoryNotEmpty | NotFound) => Ok(()),
        removed => removed.map_err(DeploymentError::directory("remove", path)),
    }
}
