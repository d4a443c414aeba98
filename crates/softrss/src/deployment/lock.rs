//! One change of an interface at a time.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    os::unix::fs::{MetadataExt as _, OpenOptionsExt as _},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use nix::sys::stat::{major, minor};

use super::{directory::Directory, error::DeploymentError, files::exists};

/// How long another command is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(20);

/// How long a change is waited for by those who only look.
const GLANCE: Duration = Duration::from_secs(1);

/// Nobody else changes the directory while this exists. The kernel takes it back when the process ends,
/// however it ends.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "held, not used")] File);

/// Who holds a lock.
#[derive(Clone, Copy)]
enum How {
    /// The one who changes.
    Alone,
    /// Those who look.
    Together,
}

impl Lock {
    /// Locks a directory that is there; `None` when it is not.
    pub(super) fn existing(
        directory: &Directory,
        interface: &str,
    ) -> Result<Option<Self>, DeploymentError> {
        let start = Instant::now();
        while directory.exists()? {
            if let Some(lock) = Self::attempt(directory.path(), interface, How::Alone, start)? {
                return Ok(Some(lock));
            }
        }
        Ok(None)
    }

    /// Waits until nobody changes a directory, so that it is looked at as it was before a change or as it is behind it;
    /// `None` when it is not there. A change that is under way for long does not keep anybody from looking.
    pub(super) fn glance(directory: &Directory) -> Result<Option<Glance>, DeploymentError> {
        let start = as_if_waiting(PATIENCE.saturating_sub(GLANCE));
        while directory.exists()? {
            match Self::attempt(directory.path(), "", How::Together, start) {
                Ok(None) => {}
                Err(DeploymentError::Busy { .. }) => return Ok(Some(Glance(None))),
                lock => return Ok(lock?.map(|lock| Glance(Some(lock)))),
            }
        }
        Ok(None)
    }

    /// Locks a directory; `None` when it is not there, or another command has it.
    pub(super) fn if_free(directory: &Directory) -> Result<Option<Self>, DeploymentError> {
        let start = as_if_waiting(PATIENCE);
        match Self::attempt(directory.path(), "", How::Alone, start) {
            Err(DeploymentError::Busy { .. }) => Ok(None),
            lock => lock,
        }
    }

    /// Locks `path`, another directory among the pins of an interface. Those who only [look](Self::holder) are waited for.
    pub(super) fn of_path(path: &Path, interface: &str) -> Result<Self, DeploymentError> {
        let start = as_if_waiting(PATIENCE.saturating_sub(GLANCE));
        while exists(path)? {
            if let Some(lock) = Self::attempt(path, interface, How::Alone, start)? {
                return Ok(lock);
            }
        }
        Err(DeploymentError::directory("lock", path)(
            io::ErrorKind::NotFound.into(),
        ))
    }

    /// Who has locked `path` alone, as far as it can be told; `None` if nobody has.
    pub(super) fn holder(path: &Path) -> Result<Option<String>, DeploymentError> {
        match Self::attempt(path, "", How::Together, as_if_waiting(PATIENCE)) {
            Err(DeploymentError::Busy { holder, .. }) => Ok(Some(holder)),
            lock => lock.map(|_free| None),
        }
    }

    /// Makes the directory if it is missing, and locks it.
    pub(super) fn make(directory: &Directory, interface: &str) -> Result<Self, DeploymentError> {
        let start = Instant::now();
        loop {
            match directory.make() {
                // Whoever detached another interface has just removed the directory above.
                Err(DeploymentError::Directory { source, .. })
                    if source.kind() == io::ErrorKind::NotFound && start.elapsed() < PATIENCE =>
                {
                    continue;
                }
                made => made?,
            }
            if let Some(lock) = Self::attempt(directory.path(), interface, How::Alone, start)? {
                return Ok(lock);
            }
        }
    }

    /// `None` when it has to be tried again.
    fn attempt(
        path: &Path,
        interface: &str,
        how: How,
        start: Instant,
    ) -> Result<Option<Self>, DeploymentError> {
        let failed = |source| DeploymentError::directory("lock", path)(source);
        let file = match open(path) {
            Err(source) if source.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file.map_err(failed)?,
        };
        let locked = match how {
            How::Alone => file.try_lock(),
            How::Together => file.try_lock_shared(),
        };
        match locked {
            Ok(()) => {
                // Whoever had it before may have removed the directory.
                let same = is_at(&file, path).map_err(failed)?;
                Ok(same.then_some(Self(file)))
            }
            Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                thread::sleep(POLL);
                Ok(None)
            }
            Err(TryLockError::WouldBlock) => Err(DeploymentError::Busy {
                interface: interface.to_owned(),
                holder: holder(&file).unwrap_or_else(|| "it cannot be told which".to_owned()),
            }),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}

/// The start of somebody who has waited for so long.
fn as_if_waiting(long: Duration) -> Instant {
    let now = Instant::now();
    now.checked_sub(long).unwrap_or(now)
}

/// Nobody changes a directory while this exists, unless a change is under way for long.
#[derive(Debug)]
pub(super) struct Glance(#[expect(dead_code, reason = "held, not used")] Option<Lock>);

/// A directory, and no symbolic link to one.
fn open(path: &Path) -> io::Result<File> {
    let flags = libc::O_DIRECTORY | libc::O_NOFOLLOW;
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let now = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        now => now?,
    };
    let held = file.metadata()?;
    Ok((held.dev(), held.ino()) == (now.dev(), now.ino()))
}

/// Who has the lock, by `/proc/locks`: `1: FLOCK ADVISORY WRITE <pid> <major>:<minor>:<inode> 0 EOF`
fn holder(file: &File) -> Option<String> {
    let held = file.metadata().ok()?;
    let (major, minor) = (major(held.dev()), minor(held.dev()));
    let object = format!("{major:02x}:{minor:02x}:{}", held.ino());
    let locks = fs::read_to_string("/proc/locks").ok()?;
    let pid = locks.lines().find_map(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let holds = fields.get(1) == Some(&"FLOCK") && fields.get(5) == Some(&object.as_str());
        holds.then(|| fields[4].to_owned())
    })?;
    let command = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
    Some(format!("process {pid} ({})", command.trim_end()))
}
