//! The directory of one interface, and what may be in it.
//!
//! ```text
//! /sys/fs/bpf/softrss/<inode of the network namespace>-<index of the interface>/
//!     link                  the XDP link, pinned once and never moved
//!     1, 2, ...             a generation: everything of one policy
//!     trial                 what is written down while a policy is on trial
//! ```
//!
//! Names of interfaces come from people and may be anything, so they are no part of a path. The numbers in the name are
//! those of the interface when it was attached; which interface it is now is what the link says. Where an interface has
//! moved away and another one has its numbers, the directory of that one has a further number: `4026531840-2-1`.

use std::{
    ffi::OsStr,
    io,
    path::{Path, PathBuf},
};

use super::{
    error::DeploymentError,
    files::{exists, is_directory, make, names, remove_if_empty},
    generation::{self, Generation},
    root::{PinRoot, RootError},
    trial,
};
use crate::attach::Interface;

/// The directory of one interface. It need not be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Directory {
    root: PinRoot,
    path: PathBuf,
    numbers: Numbers,
}

/// What the name of a directory says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Numbers {
    netns: u64,
    ifindex: u32,
    /// 0, unless that is the directory of another interface.
    more: u32,
}

impl Numbers {
    fn parse(name: &OsStr) -> Option<Self> {
        let mut parts = name.to_str()?.split('-');
        let numbers = Self {
            netns: parts.next()?.parse().ok()?,
            ifindex: parts.next()?.parse().ok()?,
            more: parts.next().map_or(Some(0), |more| more.parse().ok())?,
        };
        (numbers.name() == name.to_str()?).then_some(numbers)
    }

    fn name(self) -> String {
        let Self {
            netns,
            ifindex,
            more,
        } = self;
        match more {
            0 => format!("{netns}-{ifindex}"),
            more => format!("{netns}-{ifindex}-{more}"),
        }
    }
}

impl Directory {
    /// Name of the pinned link.
    pub(super) const LINK: &str = "link";

    /// Those that `interface`, which is one of the calling thread's network namespace, may get, in order: each is for when
    /// the ones before are those of other interfaces.
    pub(super) fn of(
        root: &PinRoot,
        interface: &Interface,
    ) -> Result<impl Iterator<Item = Self>, DeploymentError> {
        let (netns, ifindex) = (Interface::netns()?, interface.index());
        let root = root.clone();
        Ok((0..=u32::MAX).map(move |more| {
            Self::new(
                &root,
                Numbers {
                    netns,
                    ifindex,
                    more,
                },
            )
        }))
    }

    fn new(root: &PinRoot, numbers: Numbers) -> Self {
        Self {
            path: root.path().join(numbers.name()),
            root: root.clone(),
            numbers,
        }
    }

    /// The one at `path`, if that is the path of one.
    pub(super) fn at(path: &Path) -> Option<Self> {
        let root = PinRoot::above(path)?;
        Some(Self::new(&root, Numbers::parse(path.file_name()?)?))
    }

    /// Every directory of an interface there is: those in `root`, and then those in the roots of other users as far as
    /// they can be read.
    pub(super) fn all(root: &PinRoot) -> Result<Vec<Self>, DeploymentError> {
        let mut all = Vec::new();
        let mut denied = None;
        for one in root.all() {
            match Self::all_in(&one) {
                Ok(directories) => all.extend(directories),
                Err(error) if one == *root => return Err(error.into()),
                Err(error) => denied = Some(error),
            }
        }
        // What cannot be seen is not told as if it were not there.
        match denied {
            Some(error) if error.is_privilege() && !root.exists()? => Err(error.into()),
            _ => Ok(all),
        }
    }

    /// Those in this root alone.
    pub(super) fn all_in(root: &PinRoot) -> Result<Vec<Self>, RootError> {
        let names = root.names()?;
        let mut numbers: Vec<Numbers> = names
            .iter()
            .filter_map(|name| Numbers::parse(name))
            .collect();
        numbers.sort();
        let directories = numbers.into_iter().map(|numbers| Self::new(root, numbers));
        Ok(directories
            .filter(|directory| is_directory(&directory.path))
            .collect())
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn root(&self) -> &PinRoot {
        &self.root
    }

    /// Its name in the root.
    pub(super) fn name(&self) -> String {
        self.numbers.name()
    }

    /// Whether there is something under the name of the link.
    pub(super) fn has_link(&self) -> Result<bool, DeploymentError> {
        exists(&self.link())
    }

    pub(super) fn link(&self) -> PathBuf {
        self.path.join(Self::LINK)
    }

    /// Inode of the network namespace in which it was attached.
    pub(super) fn netns(&self) -> u64 {
        self.numbers.netns
    }

    /// Index of the interface when it was attached.
    pub(super) fn ifindex(&self) -> u32 {
        self.numbers.ifindex
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
        exists(&self.path)
    }

    /// The generations in it, in ascending order. What has the name of one and is no directory is none.
    pub(super) fn generations(&self) -> Result<Vec<Generation>, DeploymentError> {
        let mut generations = Vec::new();
        for name in names(&self.path)? {
            if let Some(number) = generation::number(&name)
                && is_directory(&self.path.join(&name))
            {
                generations.push(Generation::new(&self.path, number));
            }
        }
        generations.sort_by_key(Generation::number);
        Ok(generations)
    }

    /// What has the name of a generation and is none, by name.
    pub(super) fn misplaced(&self) -> Result<Vec<String>, DeploymentError> {
        let names = names(&self.path)?.into_iter();
        let mut misplaced: Vec<String> = names
            .filter(|name| generation::number(name).is_some())
            .filter(|name| !is_directory(&self.path.join(name)))
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        misplaced.sort();
        Ok(misplaced)
    }

    /// What is in it and its generations that softrss does not make.
    pub(super) fn strangers(&self) -> Result<Vec<PathBuf>, DeploymentError> {
        let mut strangers = Vec::new();
        for name in names(&self.path)? {
            let path = self.path.join(&name);
            if generation::number(&name).is_some() {
                strangers.extend(generation::strangers(&path)?);
            } else if trial::is_pin(&name) {
                // Something in a directory that has the place of the note.
                strangers.extend(names_in(&path)?);
            } else if name != OsStr::new(Self::LINK) {
                strangers.push(path);
            } else {
                // Something in a directory that has the place of the link.
                strangers.extend(names_in(&path)?);
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

/// The paths of what is in a directory.
fn names_in(path: &Path) -> Result<Vec<PathBuf>, DeploymentError> {
    Ok(names(path)?.iter().map(|name| path.join(name)).collect())
}

/// Whether an error says that a directory went away meanwhile.
pub(super) fn is_gone(error: &DeploymentError) -> bool {
    let (DeploymentError::Directory { source, .. }
    | DeploymentError::Root(RootError::Directory { source, .. })) = error
    else {
        return false;
    };
    source.kind() == io::ErrorKind::NotFound
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_as_they_are_written_are_directories() {
        for name in ["4026531840-2", "1-1", "1-4294967295-7"] {
            let numbers = Numbers::parse(OsStr::new(name));
            assert_eq!(numbers.map(Numbers::name).as_deref(), Some(name));
        }
        for name in [
            "", "1", "1-", "-1", "01-1", "1-+1", "1-2-0", "1-2-3-4", "1-x", "link",
        ] {
            assert_eq!(Numbers::parse(OsStr::new(name)), None, "{name}");
        }
    }
}
