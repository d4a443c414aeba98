//! The directory of one interface, and what may be in it.
//!
//! ```text
//! /sys/fs/bpf/softrss/<inode of the network namespace>-<index of the interface>/
//!     link                  the XDP link, pinned once and never moved
//!     1, 2, ...             a generation: everything of one policy
//!     trial                 what is written down while a policy is on trial
//! ```
//!
//! Names of interfaces come from people and may be anything, so they are no part of a path.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use super::{
    error::DeploymentError,
    files::{make, names, remove_if_empty},
    generation::{self, Generation},
    root::PinRoot,
    trial,
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
            } else if name != OsStr::new(Self::LINK) && !trial::is_pin(&name) {
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
