//! Policies on trial: applied for a time, and taken back by a guardian unless somebody confirms them.
//!
//! A guardian is a process that outlives the command. A note of the trial is pinned in the directory of the interface
//! before anything is changed, with all that is needed to go back, and removed when the trial is over: whoever removes
//! it, under the lock, has decided. So there is no moment at which a guardian that looks finds a change without a way back.
//!
//! ```text
//! trial                     the note: who guards it, until when, and the steering from before
//! ```

use std::{fs, io, ops::ControlFlow, os::unix::fs::MetadataExt as _, path::Path};

use nix::time::{ClockId, clock_gettime};
use serde::{Deserialize, Serialize};

use super::{
    attach::{Attachment, Change, Wanted},
    deployed::{Deployment, mode_of},
    directory::Directory,
    document::{self, Document},
    error::{DeploymentError, RecordError},
    execute::remove,
    files::unpin,
    found::{Examined, examine, steered},
    generation::RECORD,
    lock::Lock,
    operation::{Operation, Removal},
    pinned::Pinned,
    root::PinRoot,
    stored::Stored,
    target::Intent,
    watch::Watch,
};
use crate::{
    attach::Interface,
    map::{OpenError, PlainMap},
};

/// Name of the note.
pub(super) const TRIAL: &str = "trial";
/// Its name before it is complete.
const NEXT: &str = "trial_next";
/// The place of the first text of the steering from before, behind the note itself.
const EARLIER: usize = 1;

/// A process, told from all others that have or had its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guardian {
    /// Its number.
    pub pid: u32,
    /// When it was started, in clock ticks since the machine was.
    pub started: u64,
    /// Inode of the namespace in which it has this number.
    pub namespace: u64,
}

impl Guardian {
    /// The process with this number.
    ///
    /// # Errors
    /// When it is not there.
    pub fn of(pid: u32) -> io::Result<Self> {
        let started = started(pid)?;
        let started = started.ok_or(io::ErrorKind::NotFound)?;
        Ok(Self {
            pid,
            started,
            namespace: fs::metadata("/proc/self/ns/pid")?.ino(),
        })
    }

    /// Whether it still runs; `None` where that cannot be told, in another namespace of processes.
    #[must_use]
    pub fn is_alive(&self) -> Option<bool> {
        let here = fs::metadata("/proc/self/ns/pid").ok()?.ino();
        if here != self.namespace {
            return None;
        }
        match started(self.pid) {
            Ok(started) => Some(started == Some(self.started)),
            Err(error) => (error.kind() == io::ErrorKind::NotFound).then_some(false),
        }
    }
}

/// When a process was started; `None` when it has ended and nobody asked for its end yet.
///
/// # Source
/// `proc_pid_stat(5)`
fn started(pid: u32) -> io::Result<Option<u64>> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let odd = || io::Error::new(io::ErrorKind::InvalidData, "no such line is known");
    // The name of the program, in parentheses, may have anything in it.
    let (_, fields) = stat.rsplit_once(") ").ok_or_else(odd)?;
    let mut fields = fields.split(' ');
    if matches!(fields.next(), Some("Z" | "X")) {
        return Ok(None);
    }
    let started = fields.nth(18).and_then(|field| field.parse().ok());
    started.map(Some).ok_or_else(odd)
}

/// Milliseconds since the machine was started, those included in which it slept.
#[must_use]
pub fn boottime_ms() -> u64 {
    // Linux has this clock since 2.6.39.
    let now = clock_gettime(ClockId::CLOCK_BOOTTIME).map_or(0, |now| {
        i128::from(now.tv_sec()) * 1000 + i128::from(now.tv_nsec()) / 1_000_000
    });
    u64::try_from(now).unwrap_or_default()
}

/// Who takes a policy back, and when.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// Who takes it back.
    pub guardian: Guardian,
    /// When, as [`boottime_ms`] tells it.
    pub deadline_ms: u64,
}

/// A policy that is on trial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// The version of softrss that began it.
    pub version: String,
    /// The interface.
    pub interface: String,
    /// Who takes it back.
    pub guardian: Guardian,
    /// When, as [`boottime_ms`] tells it.
    pub deadline_ms: u64,
    /// What it is taken back to; `None` to nothing.
    pub earlier: Option<EarlierPolicy>,
    /// Why it could not be taken back to the earlier policy. Nothing is attached then.
    #[serde(default)]
    pub failed: Option<String>,
}

/// The policy from before a trial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierPolicy {
    /// Where it was read; `None` for the default policy.
    pub source: Option<String>,
}

/// What is to be expected of a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prospect {
    /// It is taken back at its deadline.
    Guarded,
    /// Nobody takes it back: its guardian is gone.
    Abandoned,
    /// It was taken back, to nothing, because there was no way back to the earlier policy.
    Failed,
}

impl Trial {
    /// How long a guardian that cannot be seen is believed in after the deadline, in milliseconds.
    const PATIENCE_MS: u64 = 60_000;

    /// Seconds until it is taken back.
    #[must_use]
    pub fn seconds_left(&self) -> u64 {
        self.deadline_ms
            .saturating_sub(boottime_ms())
            .div_ceil(1000)
    }

    /// What is to be expected of it now.
    #[must_use]
    pub fn prospect(&self) -> Prospect {
        let unseen = || boottime_ms() < self.deadline_ms.saturating_add(Self::PATIENCE_MS);
        if self.failed.is_some() {
            Prospect::Failed
        } else if self.guardian.is_alive().unwrap_or_else(unseen) {
            Prospect::Guarded
        } else {
            Prospect::Abandoned
        }
    }
}

/// What is pinned of a trial.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub(super) trial: Trial,
    /// The steering from before.
    earlier: Option<Stored>,
}

impl Note {
    /// The note of a trial of what is going to take the place of what is `pinned`.
    pub(super) fn new(
        terms: &Terms,
        pinned: &Pinned,
        interface: &Interface,
    ) -> Result<Self, DeploymentError> {
        let earlier = match &pinned.current {
            None => None,
            Some(current) => {
                let live = current.live.as_ref();
                let live = live.ok_or_else(|| DeploymentError::NoWayBack {
                    interface: interface.name().to_owned(),
                })?;
                // A change that was interrupted is finished before the trial begins.
                Some(live.pending.as_ref().unwrap_or(&live.stored).clone())
            }
        };
        Ok(Self {
            trial: Trial {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                interface: interface.name().to_owned(),
                guardian: terms.guardian,
                deadline_ms: terms.deadline_ms,
                earlier: earlier.as_ref().map(|earlier| EarlierPolicy {
                    source: earlier.record.source.clone(),
                }),
                failed: None,
            },
            earlier,
        })
    }

    /// Pins it at `path`, in the place of another.
    pub(super) fn pin(&self, path: &Path) -> Result<(), DeploymentError> {
        let next = path.with_file_name(NEXT);
        // An interrupted command may have left it.
        unpin(&next)?;
        self.to_map()?.pin(&next).map_err(RecordError::from)?;
        fs::rename(&next, path).map_err(DeploymentError::directory("write", path))
    }

    fn to_map(&self) -> Result<PlainMap, RecordError> {
        let trial = serde_json::to_vec(&self.trial).map_err(RecordError::Write)?;
        let earlier = self.earlier.as_ref().map(Stored::to_texts).transpose()?;
        let texts: Vec<&[u8]> = [&trial[..]]
            .into_iter()
            .chain(earlier.iter().flatten().map(Vec::as_slice))
            .collect();
        document::to_map(TRIAL, &texts)
    }

    fn read(directory: &Directory) -> Result<Option<Self>, RecordError> {
        let Some((document, trial)) = open(directory)? else {
            return Ok(None);
        };
        let path = directory.path().join(TRIAL);
        let earlier = trial.earlier.is_some();
        let earlier = earlier.then(|| Stored::in_document(&document, &path, EARLIER));
        Ok(Some(Self {
            trial,
            earlier: earlier.transpose()?,
        }))
    }
}

fn open(directory: &Directory) -> Result<Option<(Document, Trial)>, RecordError> {
    let document = match Document::open(&directory.path().join(TRIAL)) {
        Err(RecordError::Open {
            source: OpenError::Absent,
            ..
        }) => return Ok(None),
        document => document?,
    };
    let trial = serde_json::from_slice(&document.text(0)?);
    let trial = trial.map_err(|error| document.malformed(error))?;
    Ok(Some((document, trial)))
}

/// The trial of an interface, if it has one.
pub(super) fn trial(directory: &Directory) -> Result<Option<Trial>, RecordError> {
    Ok(open(directory)?.map(|(_, trial)| trial))
}

/// The names that a trial has, of those that are there.
pub(super) fn pins(directory: &Directory) -> Vec<String> {
    let all = [TRIAL, NEXT].map(str::to_owned);
    let there = all.into_iter();
    there
        .filter(|name| fs::symlink_metadata(directory.path().join(name)).is_ok())
        .collect()
}

/// Whether `name` is one of a trial.
pub(super) fn is_pin(name: &std::ffi::OsStr) -> bool {
    name == TRIAL || name == NEXT
}

/// Refuses while a trial is under way. One that nobody guards, or that cannot be understood, is in nobody's way.
pub(super) fn refuse(directory: &Directory, interface: &Interface) -> Result<(), DeploymentError> {
    let trial = match trial(directory) {
        Err(error) if error.is_of_another_version() => None,
        trial => trial?,
    };
    match trial.filter(|trial| trial.prospect() == Prospect::Guarded) {
        Some(trial) => Err(DeploymentError::OnTrial {
            interface: interface.name().to_owned(),
            seconds: trial.seconds_left(),
        }),
        None => Ok(()),
    }
}

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
        trial(&self.directory)
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
        directory.map_or(Ok(None), |directory| Ok(trial(&directory)?))
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
        let note = Note::read(&directory)?.ok_or_else(not_on_trial)?;
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
        let mut note = Note::read(&directory)?.ok_or_else(not_on_trial)?;
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
        let note = Note::read(&directory)?;
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
            let is_pending = |generation: &super::generation::Generation| generation.is_pending();
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
        if !pins(&directory).is_empty() {
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
    for name in pins(directory) {
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
            let reason = chain(&error);
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

/// An error and what caused it, on one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        words.push_str(": ");
        words.push_str(&cause.to_string());
        source = cause.source();
    }
    words
}

impl Wanted<'_> {
    /// The mode that it runs in.
    pub(super) fn mode(&self) -> crate::XdpMode {
        match self {
            Self::Intent(intent) => intent.mode,
            Self::Earlier(stored) => mode_of(&stored.record),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_told_from_others_of_its_number() {
        let own = Guardian::of(std::process::id()).unwrap();
        assert_eq!(own.is_alive(), Some(true));
        let earlier = Guardian {
            started: own.started - 1,
            ..own
        };
        assert_eq!(earlier.is_alive(), Some(false));
        let elsewhere = Guardian {
            namespace: own.namespace + 1,
            ..own
        };
        assert_eq!(elsewhere.is_alive(), None);
        let mut child = std::process::Command::new("sleep");
        let mut child = child.arg("60").spawn().unwrap();
        let ended = Guardian::of(child.id());
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(ended.is_ok_and(|ended| ended.is_alive() == Some(false)));
        assert!(Guardian::of(child.id()).is_err());
    }

    #[test]
    fn what_is_to_be_expected_depends_on_the_guardian() {
        let own = Guardian::of(std::process::id()).unwrap();
        let mut trial = Trial {
            version: String::new(),
            interface: "eth0".to_owned(),
            guardian: own,
            deadline_ms: boottime_ms() + 1500,
            earlier: None,
            failed: None,
        };
        assert_eq!(
            (trial.seconds_left(), trial.prospect()),
            (2, Prospect::Guarded)
        );
        trial.guardian.started -= 1;
        assert_eq!(trial.prospect(), Prospect::Abandoned);
        // One that cannot be seen is believed in for a while.
        trial.guardian.namespace += 1;
        assert_eq!(trial.prospect(), Prospect::Guarded);
        trial.deadline_ms = 0;
        assert_eq!(
            (trial.seconds_left(), trial.prospect()),
            (0, Prospect::Abandoned)
        );
        trial.failed = Some("refused".to_owned());
        assert_eq!(trial.prospect(), Prospect::Failed);
    }
}
