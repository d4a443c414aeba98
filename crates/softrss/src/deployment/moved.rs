//! Where an interface is that a name of this network namespace does not lead to.

use std::path::Path;

use super::{
    directory::Directory,
    error::DeploymentError,
    found::examine,
    identity::{Locator, NetnsId, Place},
    root::PinRoot,
};
use crate::{attach::Interface, namespace::inside};

/// The interface of another network namespace that may be meant by `name`, as [`DeploymentError::Moved`]: one that is
/// steered there, and has this name there or had it when it was attached. Where this namespace has an interface of that
/// name itself, only one that was attached here is meant.
///
/// # Errors
/// [`DeploymentError`] when the pins cannot be looked at.
pub fn moved(name: &str) -> Result<Option<DeploymentError>, DeploymentError> {
    match PinRoot::find()? {
        Some(root) => moved_in(&root, name),
        None => Ok(None),
    }
}

/// The same, of the pins in `root`.
pub(super) fn moved_in(
    root: &PinRoot,
    name: &str,
) -> Result<Option<DeploymentError>, DeploymentError> {
    let here = NetnsId::current()?;
    let is_here = Interface::by_name(name).is_ok();
    let mut locator = Locator::default();
    let mut of_others = None;
    for directory in Directory::all(root)? {
        // What is wrong with another one is that one's.
        let Ok(mut examined) = examine(&directory, name) else {
            continue;
        };
        let Some(place) = examined.locate(&mut locator)?.cloned() else {
            continue;
        };
        let was = examined.record().map(|record| record.interface);
        if place.is_here() || !(was.as_deref() == Some(name) || is_called(&place, name)) {
            continue;
        }
        let moved = DeploymentError::Moved {
            interface: was.unwrap_or_else(|| name.to_owned()),
            place,
            pins: directory.path().to_owned(),
        };
        if examined.netns().is(here) {
            return Ok(Some(moved));
        }
        of_others.get_or_insert(moved);
    }
    Ok(of_others.filter(|_| !is_here))
}

/// Whether `name` leads to the interface where it is.
fn is_called(place: &Place, name: &str) -> bool {
    let Place::Elsewhere { path, ifindex, .. } = place else {
        return false;
    };
    let found = inside(Some(path as &Path), || Ok(Interface::by_name(name)));
    matches!(found, Ok(Ok(interface)) if interface.index() == *ifindex)
}
