//! Taking the steering off an interface, and removing what is left of those that are gone.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use super::{
    deployed::Deployment,
    directory::Directory,
    error::DeploymentError,
    execute::remove,
    found::{Examined, examine, steered},
    identity::{Locator, NetnsId},
    lock::Lock,
    moved::moved_in,
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

/// What was left of a steering that was not active any more.
#[derive(Debug)]
pub struct Stale {
    /// Where it was pinned.
    pub pins: PathBuf,
    /// What the interface was called when it was attached, if that could be read.
    pub interface: Option<String>,
    /// What lies there and was not made by softrss, once all else is removed.
    pub removed: Result<Vec<PathBuf>, DeploymentError>,
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
    /// [`DeploymentError::NotAttached`], [`DeploymentError::Moved`] when the interface is in another namespace now;
    /// otherwise see [`DeploymentError`].
    pub fn detach(
        root: &PinRoot,
        name: &str,
        watch: &mut dyn FnMut(&Operation) -> ControlFlow<()>,
    ) -> Result<Detached, DeploymentError> {
        let watch = &mut Watch::new(watch);
        let (own, absent) = match Interface::by_name(name) {
            Err(absent @ AttachError::NoSuchInterface { .. }) => (None, Some(absent)),
            interface => (Some(interface?), None),
        };
        let mut detached = None;
        let mut done = None;
        if let Some(interface) = &own
            && let Some((directory, lock)) =
                steered(root, interface, |directory| Lock::existing(directory, name))?
        {
            detached = Some(take_off(&directory, name, watch)?);
            drop(lock);
            done = Some(directory);
        }
        let called = own.as_ref().map_or(name, Interface::name);
        let index = own.as_ref().map(Interface::index);
        let left = |examined: &Examined, directory: &Directory| {
            let record = examined.record();
            let named = record.is_some_and(|record| record.interface == called);
            Ok(done.as_ref() != Some(directory) && (named || Some(examined.ifindex()) == index))
        };
        for (directory, lock) in inactive_here(root, left)? {
            let one = take_off(&directory, name, watch)?;
            drop(lock);
            let all = detached.get_or_insert_with(Detached::default);
            all.strangers.extend(one.strangers);
        }
        if let Some(detached) = detached {
            return Ok(detached);
        }
        let interface = name.to_owned();
        let not_attached = DeploymentError::NotAttached { interface };
        Err(match moved_in(root, called)? {
            Some(moved) => moved,
            None => absent.map_or(not_attached, DeploymentError::from),
        })
    }

    /// The same of what is pinned in the directory `pins`, wherever its interface is.
    ///
    /// # Kernel
    /// 5.9
    /// # Errors
    /// [`DeploymentError::NoPins`]; otherwise see [`DeploymentError`].
    pub fn detach_pins(
        pins: &Path,
        watch: &mut dyn FnMut(&Operation) -> ControlFlow<()>,
    ) -> Result<Detached, DeploymentError> {
        let no_pins = || DeploymentError::NoPins {
            path: pins.to_owned(),
        };
        let above = || pins.parent().and_then(Directory::at);
        // A generation says whose it is, too.
        let directory = Directory::at(pins).or_else(above).ok_or_else(no_pins)?;
        let name = directory.name();
        let lock = Lock::existing(&directory, &name)?.ok_or_else(no_pins)?;
        let detached = take_off(&directory, &name, &mut Watch::new(watch));
        drop(lock);
        detached
    }

    /// Removes everything by which no packet is steered: what is left of interfaces and namespaces that are gone, of
    /// programs that were taken off, and of commands that were interrupted. What another command works on is left to it.
    ///
    /// `watch` is told each operation before it is done, and may end it there.
    ///
    /// # Errors
    /// [`DeploymentError`] when not even the directories can be listed. What goes wrong with one of them is said of that
    /// one.
    pub fn detach_stale(
        root: &PinRoot,
        watch: &mut dyn FnMut(&Operation) -> ControlFlow<()>,
    ) -> Result<Vec<Stale>, DeploymentError> {
        let watch = &mut Watch::new(watch);
        let mut all = Vec::new();
        for directory in Directory::all(root)? {
            let name = directory.name();
            let locked = inactive(&directory, |_| Ok(true));
            let (interface, removed) = match locked {
                Ok(None) => continue,
                Ok(Some((examined, _lock))) => {
                    let record = examined.record();
                    let removed = take_off(&directory, &name, watch);
                    (record.map(|record| record.interface), removed)
                }
                Err(error) => (None, Err(error)),
            };
            if let Err(cancelled @ DeploymentError::Cancelled { .. }) = removed {
                return Err(cancelled);
            }
            all.push(Stale {
                pins: directory.path().to_owned(),
                interface,
                removed: removed.map(|detached| detached.strangers),
            });
        }
        Ok(all)
    }
}

/// Detaches, and removes everything. The directory is locked.
fn take_off(
    directory: &Directory,
    name: &str,
    watch: &mut Watch<'_>,
) -> Result<Detached, DeploymentError> {
    let root = directory.root();
    let examined = examine(directory, name)?;
    let was_active = examined.is_active();
    let pinned = Pinned::read(directory, None)?;
    if let Some((link, _)) = examined.link.filter(|_| was_active) {
        let path = pinned.link();
        watch.before(&Operation::Remove(Removal::Detach { path }))?;
        link.detach()?;
    }
    for removal in removals(&pinned) {
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

/// Removes what is left at the place of `interface`, whose own directory is `own`: of interfaces that had its name or its
/// number, and of interfaces and namespaces that are gone.
pub(super) fn removals_of_gone(
    own: &Directory,
    interface: &Interface,
) -> Result<Gone, DeploymentError> {
    let mut all = Gone {
        operations: Vec::new(),
        locks: Vec::new(),
    };
    let here = NetnsId::current()?;
    let mut locator = Locator::default();
    for directory in Directory::all_in(own.root())? {
        if directory == *own {
            continue;
        }
        let left = |examined: &Examined| {
            if !examined.netns().is(here) {
                let inode = examined.netns().inode;
                return Ok(inode == here.inode || locator.is_gone(inode));
            }
            let record = examined.record();
            Ok(
                record.is_some_and(|record| record.interface == interface.name())
                    || examined.ifindex() == interface.index()
                    || Interface::by_index(examined.ifindex()).is_err(),
            )
        };
        // What is wrong with another one is that one's.
        if let Ok(Some((_, lock))) = inactive(&directory, left)
            && let Ok(pinned) = Pinned::read(&directory, None)
        {
            let removals = removals(&pinned).into_iter();
            all.operations.extend(removals.map(Operation::Remove));
            all.locks.push(lock);
        }
    }
    Ok(all)
}

/// What is in `directory`, locked, if no packet is steered by it and it is one of those that `concerns`. One that another
/// command works on is not.
fn inactive(
    directory: &Directory,
    mut concerns: impl FnMut(&Examined) -> Result<bool, DeploymentError>,
) -> Result<Option<(Examined, Lock)>, DeploymentError> {
    let name = directory.name();
    // Whose owner is at work is not kept from it.
    let examined = examine(directory, &name)?;
    // What a stranger makes who can attach nothing is nobody else's.
    let is_strange = examined.link.is_none() && directory.root().other_owner().is_some();
    if examined.is_active() || is_strange || !concerns(&examined)? {
        return Ok(None);
    }
    let Some(lock) = Lock::if_free(directory)? else {
        return Ok(None);
    };
    let examined = examine(directory, &name)?;
    Ok((!examined.is_active()).then_some((examined, lock)))
}

/// The inactive ones of this network namespace that `concerns`, locked.
fn inactive_here(
    root: &PinRoot,
    concerns: impl Fn(&Examined, &Directory) -> Result<bool, DeploymentError>,
) -> Result<Vec<(Directory, Lock)>, DeploymentError> {
    let here = NetnsId::current()?;
    let mut all = Vec::new();
    for directory in Directory::all(root)? {
        let concerns =
            |examined: &Examined| Ok(examined.netns().is(here) && concerns(examined, &directory)?);
        // What is wrong with another one is that one's.
        if let Ok(Some((_, lock))) = inactive(&directory, concerns) {
            all.push((directory.clone(), lock));
        }
    }
    Ok(all)
}
