//! How trials begin and end: the commands, and the guardian.

use std::ops::ControlFlow;

use super::{
    attach::{Attachment, Change, Wanted},
    deployed::Deployment,
    directory::Directory,
    error::{DeploymentError, RecordError},
    execute::remove,
    found::{Examined, examine, steered},
    generation::{Generation, RECORD},
    lock::Lock,
    operation::{Operation, Removal},
    pinned::Pinned,
    root::PinRoot,
    stored::Stored,
    target::Intent,
    trial::{EarlierPolicy, Guardian, Note, TRIAL, Terms, Trial, boottime_ms, pins, trial},
    watch::Watch,
};
use crate::attach::Interface;

/// How a trial was ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TakenBack {
    /// The earlier policy is at work again.
    Earlier(EarlierPolicy),
    /// Nothing is attached, as before.
    Nothing,
    /// There was no way back to the earlier policy: nothing is attached.
    Failed {
        /// Why there was none.
        reason: String,
    },
    /// There is no trial any more, or it is another: somebody confirmed it, or detached.
    Over,
}

impl Deployment {
    /// Attaches `intent` as [`Deployment::attach`] does, and writes down first how it is to be taken back. The caller
    /// vouches for a guardian that calls [`Deployment::take_back`].
    ///
    /// Where there is nothing to change there is nothing to try: [`Attachment::trial`] is `None`.
    ///
    /// # Errors
    /// [`DeploymentError::NoWayBack`]; otherwise as [`Deployment::attach`].
    pub fn attach_on_trial(
        root: &PinRoot,
        interface: &Interface,
        intent: &Intent,
        terms: &Terms,
        watch: &mut dyn FnMut(&Operation) -> ControlFlow<()>,
    ) -> Result<Attachment, DeploymentError> {
        Self::change(root, interface, Wanted::Intent(intent), Some(terms), watch)
    }

    /// The trial of what is attached, if it is on one.
    ///
    /// # Errors
    /// [`RecordError`] when it is pinned and cannot be read.
    pub fn trial(&self) -> Result<Option<Trial>, RecordError> {
        trial(self.directory.path())
    }

    /// The trial of `interface`, if it is on one.
    ///
    /// # Errors
    /// [`DeploymentError`]
    pub fn trial_of(
        root: &PinRoot,
        interface: &Interface,
    ) -> Result<Option<Trial>, DeploymentError> {
        let directory = place(root, interface)?;
        directory.map_or(Ok(None), |directory| Ok(trial(directory.path())?))
    }

    /// Ends the trial of `interface`: what is tried stays.
    ///
    /// # Errors
    /// [`DeploymentError::NotOnTrial`]; otherwise see [`DeploymentError`].
    pub fn confirm(root: &PinRoot, interface: &Interface) -> Result<Trial, DeploymentError> {
        let not_on_trial = || DeploymentError::NotOnTrial {
            interface: interface.name().to_owned(),
        };
        let (directory, _lock) = locked(root, interface)?.ok_or_else(not_on_trial)?;
        let note = Note::read(directory.path())?.ok_or_else(not_on_trial)?;
        let examined = examine(&directory, interface.name())?;
        if note.trial.failed.is_some() {
            return Err(not_on_trial());
        }
        if is_taken_back(&note, &examined) {
            forget(&directory)?;
            return Err(not_on_trial());
        }
        forget(&directory)?;
        Ok(note.trial)
    }

    /// Moves the deadline of the trial of `interface` to now, so that its guardian takes it back.
    ///
    /// # Errors
    /// [`DeploymentError::NotOnTrial`]; otherwise see [`DeploymentError`].
    pub fn hasten(root: &PinRoot, interface: &Interface) -> Result<(), DeploymentError> {
        let not_on_trial = || DeploymentError::NotOnTrial {
            interface: interface.name().to_owned(),
        };
        let (directory, _lock) = locked(root, interface)?.ok_or_else(not_on_trial)?;
        let mut note = Note::read(directory.path())?.ok_or_else(not_on_trial)?;
        note.trial.deadline_ms = note.trial.deadline_ms.min(boottime_ms());
        note.pin(&directory.path().join(TRIAL))
    }

    /// Ends the trial of `interface`: the policy from before is at work again, or nothing, as before. Of the trial that
    /// `guardian` guards, or of any.
    ///
    /// Where the policy from before is refused now, the program is taken off, so that packets take their way without
    /// softrss, and why is kept for [`survey`](super::survey).
    ///
    /// # Errors
    /// [`DeploymentError`]: then the trial goes on.
    pub fn take_back(
        root: &PinRoot,
        interface: &Interface,
        guardian: Option<&Guardian>,
        watch: &mut dyn FnMut(&Operation) -> ControlFlow<()>,
    ) -> Result<TakenBack, DeploymentError> {
        let watch = &mut Watch::new(watch);
        let Some((directory, lock)) = locked(root, interface)? else {
            return Ok(TakenBack::Over);
        };
        let note = Note::read(directory.path())?;
        let of_guardian =
            |note: &Note| guardian.is_none_or(|guardian| *guardian == note.trial.guardian);
        let Some(note) = note.filter(of_guardian) else {
            return Ok(TakenBack::Over);
        };
        let taken_back = restore(&directory, interface, note, watch);
        drop(lock);
        taken_back
    }
}

/// Whether what was there before the trial is at work already: a guardian that was killed came as far as that.
fn is_taken_back(note: &Note, examined: &Examined) -> bool {
    match (&note.earlier, examined.active()) {
        (Some(earlier), Some(current)) => {
            let current = Stored::open(&current.at(RECORD));
            let is_pending = |generation: &Generation| generation.is_pending();
            let pending = examined.active().map(is_pending);
            current.is_ok_and(|current| is_same(current, earlier.clone()))
                && matches!(pending, Some(Ok(false)))
        }
        (None, current) => current.is_none(),
        (Some(_), None) => false,
    }
}

/// Whether two steerings are the same, whatever the numbers of their objects.
fn is_same(mut one: Stored, mut other: Stored) -> bool {
    one.record.objects.clear();
    other.record.objects.clear();
    one == other
}

/// The directory with the trial of `interface`: that by which it is steered, or one that it may get.
fn place(root: &PinRoot, interface: &Interface) -> Result<Option<Directory>, DeploymentError> {
    let any = |_: &Directory| Ok(Some(()));
    if let Some((directory, ())) = steered(root, interface, any)? {
        return Ok(Some(directory));
    }
    // Where there is none in between, there is none behind it.
    for directory in Directory::of(root, interface)? {
        if !pins(directory.path()).is_empty() {
            return Ok(Some(directory));
        }
        if !directory.exists()? {
            break;
        }
    }
    Ok(None)
}

/// The same, and its lock.
fn locked(
    root: &PinRoot,
    interface: &Interface,
) -> Result<Option<(Directory, Lock)>, DeploymentError> {
    let Some(directory) = place(root, interface)? else {
        return Ok(None);
    };
    let lock = Lock::existing(&directory, interface.name())?;
    Ok(lock.map(|lock| (directory, lock)))
}

/// Removes the note.
fn forget(directory: &Directory) -> Result<(), DeploymentError> {
    for name in pins(directory.path()) {
        let path = format!("{}/{name}", directory.name());
        remove(directory.root(), &Removal::Unpin { path })?;
    }
    Ok(())
}

fn restore(
    directory: &Directory,
    interface: &Interface,
    mut note: Note,
    watch: &mut Watch<'_>,
) -> Result<TakenBack, DeploymentError> {
    if let Some(reason) = note.trial.failed {
        return Ok(TakenBack::Failed { reason });
    }
    let root = directory.root();
    let is_active = examine(directory, interface.name())?.is_active();
    let Some(earlier) = note.earlier.take() else {
        let pinned = Pinned::read(directory, None)?;
        take_off(root, &pinned, is_active, watch)?;
        forget(directory)?;
        directory.remove_if_empty()?;
        return Ok(TakenBack::Nothing);
    };
    if !is_active {
        // Somebody else took the program off, and has decided.
        forget(directory)?;
        return Ok(TakenBack::Over);
    }
    let change = Change {
        directory,
        interface,
        wanted: Wanted::Earlier(&earlier),
        terms: None,
    };
    let policy = EarlierPolicy {
        source: earlier.record.source.clone(),
    };
    match change.make(watch) {
        Ok(_) => Ok(TakenBack::Earlier(policy)),
        Err(error @ DeploymentError::Cancelled { .. }) => Err(error),
        Err(error) => {
            let reason = softrss_core::chain(&error);
            note.trial.failed = Some(reason.clone());
            note.pin(&directory.path().join(TRIAL))?;
            let pinned = Pinned::read(directory, None)?;
            take_off(root, &pinned, is_active, watch)?;
            Ok(TakenBack::Failed { reason })
        }
    }
}

/// Takes the program off, and removes all but the note.
fn take_off(
    root: &PinRoot,
    pinned: &Pinned,
    is_active: bool,
    watch: &mut Watch<'_>,
) -> Result<(), DeploymentError> {
    let detach = is_active.then(|| Removal::Detach {
        path: pinned.link(),
    });
    let removals = detach
        .into_iter()
        .chain(pinned.unpin_link())
        .chain(pinned.remove_generations(None));
    for removal in removals {
        watch.before(&Operation::Remove(removal.clone()))?;
        remove(root, &removal)?;
    }
    Ok(())
}
