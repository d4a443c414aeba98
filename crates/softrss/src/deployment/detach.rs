//! Taking the steering off an interface.

use std::{ops::ControlFlow, path::PathBuf};

use super::{
    deployed::Deployment,
    directory::Directory,
    error::DeploymentError,
    execute::remove,
    found::examine,
    lock::Lock,
    operation::{Operation, Removal},
    pinned::Pinned,
    root::PinRoot,
    watch::Watch,
};
use crate::attach::{AttachError, Interface};

/// What detaching came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detached {
    /// Whether packets were steered until now. Otherwise what was removed did nothing any more.
    pub was_active: bool,
    /// What lies among the pins, was not made by softrss, and was left there.
    pub strangers: Vec<PathBuf>,
}

impl Deployment {
    /// Takes the steering off the interface called `name`, and removes everything of it. Also what is left of an
    /// interface of this name that is gone.
    ///
    /// Packets that wait in queues are processed. `watch` is told each operation before it is done; when it ends the
    /// change, what is left is removed the next time.
    ///
    /// # Kernel
    /// 5.9
    /// # Errors
    /// [`DeploymentError::NotAttached`]; otherwise see [`DeploymentError`].
    pub fn detach(
        root: &PinRoot,
        name: &str,
        watch: &mut dyn FnMut(&Operation) -> ControlFlow<()>,
    ) -> Result<Detached, DeploymentError> {
        let watch = &mut Watch::new(watch);
        let (own, absent) = match Interface::by_name(name) {
            Err(absent @ AttachError::NoSuchInterface { .. }) => (None, Some(absent)),
            interface => (Some(Directory::of(root, &interface?)?), None),
        };
        let mut detached = None;
        if let Some(directory) = &own
            && let Some(lock) = Lock::existing(directory, name)?
        {
            detached = Some(take_off(root, directory, name, watch)?);
            drop(lock);
        }
        for (directory, lock) in gone(root, own.as_ref(), name)? {
            let one = take_off(root, &directory, name, watch)?;
            drop(lock);
            let all = detached.get_or_insert_with(Detached::default);
            all.was_active |= one.was_active;
            all.strangers.extend(one.strangers);
        }
        detached.ok_or_else(|| {
            let interface = name.to_owned();
            let not_attached = DeploymentError::NotAttached { interface };
            absent.map_or(not_attached, DeploymentError::from)
        })
    }
}

/// Detaches, and removes everything. The directory is locked.
fn take_off(
    root: &PinRoot,
    directory: &Directory,
    name: &str,
    watch: &mut Watch<'_>,
) -> Result<Detached, DeploymentError> {
    let was_active = examine(directory, name)?.is_active();
    let pinned = Pinned::read(directory, None)?;
    let detach = was_active.then(|| Removal::Detach {
        path: pinned.link(),
    });
    for removal in detach.into_iter().chain(removals(&pinned)) {
        watch.before(&Operation::Remove(removal.clone()))?;
        remove(root, &removal)?;
    }
    Ok(Detached {
        was_active,
        strangers: directory.strangers()?,
    })
}

/// Everything of a directory, and itself.
fn removals(pinned: &Pinned) -> Vec<Removal> {
    let mut removals: Vec<Removal> = pinned.unpin_link().into_iter().collect();
    removals.extend(pinned.remove_generations(None));
    removals.extend(pinned.unpin_trial());
    removals.push(Removal::RemoveDirectory {
        path: pinned.directory.clone(),
    });
    removals
}

/// What removes what is left of interfaces that are gone, and what nobody else changes meanwhile.
pub(super) struct Gone {
    pub(super) operations: Vec<Operation>,
    pub(super) locks: Vec<Lock>,
}

/// Removes what is left of interfaces that are gone and had the name of `interface`.
pub(super) fn removals_of_gone(
    root: &PinRoot,
    own: &Directory,
    interface: &Interface,
) -> Result<Gone, DeploymentError> {
    let mut all = Gone {
        operations: Vec::new(),
        locks: Vec::new(),
    };
    for (directory, lock) in gone(root, Some(own), interface.name())? {
        let removals = removals(&Pinned::read(&directory, None)?);
        all.operations
            .extend(removals.into_iter().map(Operation::Remove));
        all.locks.push(lock);
    }
    Ok(all)
}

/// The directories of interfaces that are gone from this network namespace and were called `name`, locked. One that
/// another command works on is not gone.
fn gone(
    root: &PinRoot,
    own: Option<&Directory>,
    name: &str,
) -> Result<Vec<(Directory, Lock)>, DeploymentError> {
    let netns = Interface::netns()?;
    let mut gone = Vec::new();
    for directory in Directory::all(root)? {
        if directory.netns() != netns || own == Some(&directory) {
            continue;
        }
        let Some(lock) = Lock::if_free(&directory)? else {
            continue;
        };
        let examined = examine(&directory, name)?;
        let called = examined.current.as_ref();
        let called = called.and_then(|generation| generation.record().ok());
        if !examined.is_active() && called.is_some_and(|record| record.interface == name) {
            gone.push((directory, lock));
        }
    }
    Ok(gone)
}
