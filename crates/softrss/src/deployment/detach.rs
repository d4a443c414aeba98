//! Taking the steering off an interface.

use std::{ops::ControlFlow, path::PathBuf};

use super::{
    Deployment, DeploymentError, PinRoot, Stage,
    directory::Directory,
    found::{examine, gone},
    lock::Lock,
    stage::Watch,
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
    /// Packets that wait in queues are processed. `watch` is told each step before it is taken; when it ends the change,
    /// what is left is removed the next time.
    ///
    /// # Kernel
    /// 5.9
    /// # Errors
    /// [`DeploymentError::NotAttached`]; otherwise see [`DeploymentError`].
    pub fn detach(
        root: &PinRoot,
        name: &str,
        watch: &mut dyn FnMut(&Stage) -> ControlFlow<()>,
    ) -> Result<Detached, DeploymentError> {
        let watch = &mut Watch::new(watch);
        let mut directories = gone(root, name)?;
        match Interface::by_name(name) {
            Ok(interface) => {
                let directory = Directory::of(root, &interface)?;
                if directory.exists()? && !directories.contains(&directory) {
                    directories.push(directory);
                }
            }
            Err(error @ AttachError::NoSuchInterface { .. }) if directories.is_empty() => {
                return Err(error.into());
            }
            Err(AttachError::NoSuchInterface { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        let mut detached = None;
        for directory in directories {
            if let Some(one) = remove(&directory, name, watch)? {
                let all = detached.get_or_insert_with(Detached::default);
                all.was_active |= one.was_active;
                all.strangers.extend(one.strangers);
            }
        }
        detached.ok_or_else(|| DeploymentError::NotAttached {
            interface: name.to_owned(),
        })
    }
}

/// Detaches, and removes everything. `None` when the directory is gone before it could be locked.
fn remove(
    directory: &Directory,
    name: &str,
    watch: &mut Watch<'_>,
) -> Result<Option<Detached>, DeploymentError> {
    let Some(_lock) = Lock::existing(directory, name)? else {
        return Ok(None);
    };
    let examined = examine(directory, name)?;
    let was_active = examined.is_active();
    if let Some((link, _)) = &examined.link
        && was_active
    {
        watch.before(Stage::Detach)?;
        link.detach()?;
    }
    directory.unpin_link(watch)?;
    directory.remove_generations(None, watch)?;
    let strangers = directory.strangers()?;
    directory.remove_if_empty()?;
    Ok(Some(Detached {
        was_active,
        strangers,
    }))
}

/// Removes what is left of interfaces that are gone and had the same name.
pub(super) fn remove_gone(
    root: &PinRoot,
    attached: &Directory,
    interface: &Interface,
    watch: &mut Watch<'_>,
) -> Result<(), DeploymentError> {
    for directory in gone(root, interface.name())? {
        if directory != *attached {
            remove(&directory, interface.name(), watch)?;
        }
    }
    Ok(())
}
