//! Policies on trial: applied for a time, and taken back by a guardian unless somebody confirms them.
//!
//! A guardian is a process that outlives the command. A note of the trial is pinned in the directory of the interface
//! before anything is changed, with all that is needed to go back, and removed when the trial is over: whoever removes
//! it, under the lock, has decided. So there is no moment at which a guardian that looks finds a change without a way back.
//!
//! ```text
//! trial                     the note: who guards it, until when, and the steering from before
//! ```

use std::{ffi::OsStr, fs, io, os::unix::fs::MetadataExt as _, path::Path};

use nix::time::{ClockId, clock_gettime};
use serde::{Deserialize, Serialize};

use super::{
    document::{self, Document},
    error::{DeploymentError, RecordError},
    files::unpin,
    stored::Stored,
};
use crate::map::{OpenError, PlainMap};

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
    pub(super) earlier: Option<Stored>,
}

impl Note {
    /// The note of a trial on `interface`, which is taken back to `earlier`.
    pub(super) fn new(terms: &Terms, interface: &str, earlier: Option<Stored>) -> Self {
        Self {
            trial: Trial {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                interface: interface.to_owned(),
                guardian: terms.guardian,
                deadline_ms: terms.deadline_ms,
                earlier: earlier.as_ref().map(|earlier| EarlierPolicy {
                    source: earlier.record.source.clone(),
                }),
                failed: None,
            },
            earlier,
        }
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

    /// The note in the directory of an interface, if it has one.
    pub(super) fn read(directory: &Path) -> Result<Option<Self>, RecordError> {
        let Some((document, trial)) = open(directory)? else {
            return Ok(None);
        };
        let path = directory.join(TRIAL);
        let earlier = trial.earlier.is_some();
        let earlier = earlier.then(|| Stored::in_document(&document, &path, EARLIER));
        Ok(Some(Self {
            trial,
            earlier: earlier.transpose()?,
        }))
    }
}

fn open(directory: &Path) -> Result<Option<(Document, Trial)>, RecordError> {
    let document = match Document::open(&directory.join(TRIAL)) {
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
pub(super) fn trial(directory: &Path) -> Result<Option<Trial>, RecordError> {
    Ok(open(directory)?.map(|(_, trial)| trial))
}

/// The names that a trial has, of those that are there.
pub(super) fn pins(directory: &Path) -> Vec<String> {
    let all = [TRIAL, NEXT].map(str::to_owned);
    let there = all.into_iter();
    there
        .filter(|name| fs::symlink_metadata(directory.join(name)).is_ok())
        .collect()
}

/// Whether `name` is one of a trial.
pub(super) fn is_pin(name: &OsStr) -> bool {
    name == TRIAL || name == NEXT
}

/// Refuses while a trial is under way. One that nobody guards, or that cannot be understood, is in nobody's way.
pub(super) fn refuse(directory: &Path, interface: &str) -> Result<(), DeploymentError> {
    let trial = match trial(directory) {
        Err(error) if error.is_of_another_version() => None,
        trial => trial?,
    };
    match trial.filter(|trial| trial.prospect() == Prospect::Guarded) {
        Some(trial) => Err(DeploymentError::OnTrial {
            interface: interface.to_owned(),
            seconds: trial.seconds_left(),
        }),
        None => Ok(()),
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
