//! Where pins lie: the directory `softrss` of a BPF file system.

use std::{
    ffi::OsStr,
    fs::{self, DirBuilder},
    io, iter,
    os::unix::{
        fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _},
        process::parent_id,
    },
    path::{Path, PathBuf},
};

use nix::{
    errno::Errno,
    mount::{MsFlags, mount},
    sys::statfs::{BPF_FS_MAGIC, statfs},
    unistd::geteuid,
};

/// Where a BPF file system belongs.
const BPFFS: &str = "/sys/fs/bpf";
const NAME: &str = "softrss";

/// The directory that everything lies in: one directory for each interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinRoot {
    path: PathBuf,
}

/// Why there is no place for pins.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RootError {
    /// Something else is mounted, or nothing.
    #[error("{} is no BPF file system", path.display())]
    NoBpffs {
        /// Where it should be.
        path: PathBuf,
    },
    /// The mount namespace hides the one there is.
    #[error(
        "this process does not see the machine's BPF file system: it has a mount namespace of its own, without {BPFFS}"
    )]
    Hidden {
        /// Why that of process 1 cannot be used.
        source: io::Error,
    },
    /// `EPERM`
    #[error("{BPFFS} is no BPF file system, and mounting one needs CAP_SYS_ADMIN")]
    MountPrivilege,
    /// It cannot be mounted.
    #[error("cannot mount a BPF file system at {BPFFS}")]
    Mount(#[source] io::Error),
    /// The directory cannot be made or read.
    #[error("cannot {what} {}", path.display())]
    Directory {
        /// What was tried.
        what: &'static str,
        /// The directory.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Somebody else could change what is in it.
    #[error(
        "{} is not safe to use: it has to be a directory that belongs to root or to this user, and that nobody else \
         may write to",
        path.display()
    )]
    Untrusted {
        /// The directory.
        path: PathBuf,
    },
}

/// Where the BPF file system is.
enum Place {
    Mounted(PathBuf),
    /// Not there yet; this process sees the mounts of the machine.
    ToMount,
}

impl PinRoot {
    /// The directory in the BPF file system mounted at `bpffs`. It need not be there yet.
    ///
    /// # Errors
    /// [`RootError::NoBpffs`]
    pub fn at(bpffs: impl AsRef<Path>) -> Result<Self, RootError> {
        let bpffs = bpffs.as_ref();
        if !is_bpffs(bpffs) {
            return Err(RootError::NoBpffs {
                path: bpffs.to_owned(),
            });
        }
        Ok(Self {
            path: bpffs.join(NAME),
        })
    }

    /// The directory in the BPF file system of this machine: that at `/sys/fs/bpf`, and if the mount namespace hides
    /// it, as `ip netns exec` does, that which process 1 or the nearest of those that started this one sees. `None`
    /// when none is mounted, so that nothing can be pinned.
    ///
    /// # Errors
    /// [`RootError::Hidden`]
    pub fn find() -> Result<Option<Self>, RootError> {
        match place()? {
            Place::Mounted(bpffs) => Self::at(bpffs).map(Some),
            Place::ToMount => Ok(None),
        }
    }

    /// The same, and mounts the file system where it is missing. Says whether it did.
    ///
    /// # Errors
    /// [`RootError`]
    pub fn find_or_mount() -> Result<(Self, bool), RootError> {
        match place()? {
            Place::Mounted(bpffs) => Ok((Self::at(bpffs)?, false)),
            Place::ToMount => {
                mount_bpffs()?;
                Ok((Self::at(BPFFS)?, true))
            }
        }
    }

    /// The same, but mounts nothing: where it would be. Says whether it is yet to be mounted.
    ///
    /// # Errors
    /// [`RootError::Hidden`]
    pub fn find_or_planned() -> Result<(Self, bool), RootError> {
        match place()? {
            Place::Mounted(bpffs) => Ok((Self::at(bpffs)?, false)),
            Place::ToMount => {
                let path = Path::new(BPFFS).join(NAME);
                Ok((Self { path }, true))
            }
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes the directory, if it is missing, and makes sure that nobody else can change what is in it.
    pub(super) fn make(&self) -> Result<(), RootError> {
        match DirBuilder::new().mode(0o700).create(&self.path) {
            Err(source) if source.kind() != io::ErrorKind::AlreadyExists => {
                return Err(self.error("make", source));
            }
            _ => {}
        }
        self.exists().map(drop)
    }

    /// Whether the directory is there. It is looked at only if nobody else can change what is in it.
    pub(super) fn exists(&self) -> Result<bool, RootError> {
        let metadata = match fs::symlink_metadata(&self.path) {
            Err(source) if source.kind() == io::ErrorKind::NotFound => return Ok(false),
            metadata => metadata.map_err(|source| self.error("look at", source))?,
        };
        let ours = metadata.uid() == 0 || metadata.uid() == geteuid().as_raw();
        let private = metadata.permissions().mode() & 0o022 == 0;
        if metadata.is_dir() && ours && private {
            return Ok(true);
        }
        Err(RootError::Untrusted {
            path: self.path.clone(),
        })
    }

    /// The names in it.
    pub(super) fn names(&self) -> Result<Vec<std::ffi::OsString>, RootError> {
        if !self.exists()? {
            return Ok(Vec::new());
        }
        let entries = fs::read_dir(&self.path).map_err(|source| self.error("read", source))?;
        let names = entries.map(|entry| Ok(entry?.file_name()));
        let names: io::Result<Vec<_>> = names.collect();
        names.map_err(|source| self.error("read", source))
    }

    /// Removes the directory if nothing is in it.
    pub(super) fn remove_if_empty(&self) -> Result<(), RootError> {
        match fs::remove_dir(&self.path) {
            Err(source)
                if !matches!(
                    source.kind(),
                    io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::NotFound
                ) =>
            {
                Err(self.error("remove", source))
            }
            _ => Ok(()),
        }
    }

    fn error(&self, what: &'static str, source: io::Error) -> RootError {
        RootError::Directory {
            what,
            path: self.path.clone(),
            source,
        }
    }
}

impl RootError {
    /// Whether a privilege is what is missing.
    #[must_use]
    pub fn is_privilege(&self) -> bool {
        match self {
            Self::MountPrivilege => true,
            Self::Directory { source, .. } => source.kind() == io::ErrorKind::PermissionDenied,
            _ => false,
        }
    }
}

fn is_bpffs(path: &Path) -> bool {
    statfs(path).is_ok_and(|found| found.filesystem_type() == BPF_FS_MAGIC)
}

fn place() -> Result<Place, RootError> {
    if is_bpffs(Path::new(BPFFS)) {
        return Ok(Place::Mounted(BPFFS.into()));
    }
    let hidden = |source| RootError::Hidden { source };
    let mine = fs::read_link("/proc/self/ns/mnt").map_err(hidden)?;
    let of_init = fs::read_link("/proc/1/ns/mnt");
    if of_init.as_ref().is_ok_and(|of_init| *of_init == mine) {
        return Ok(Place::ToMount);
    }
    let seen_by = |process: u32| PathBuf::from(format!("/proc/{process}/root{BPFFS}"));
    if let Some(bpffs) = others().map(seen_by).find(|bpffs| is_bpffs(bpffs)) {
        return Ok(Place::Mounted(bpffs));
    }
    match of_init {
        // Without the privilege to look at process 1, there is no way to tell whether mounting would do.
        Err(_) if !geteuid().is_root() => Err(RootError::NoBpffs { path: BPFFS.into() }),
        Err(source) => Err(hidden(source)),
        Ok(_) => Err(hidden(io::ErrorKind::NotFound.into())),
    }
}

/// The processes that may see the machine's mounts where this one does not: process 1, then those that
/// started this one, the nearest first.
pub(crate) fn others() -> impl Iterator<Item = u32> {
    let ancestors = iter::successors(Some(parent_id()), |process| {
        let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
        let parent = status.lines().find_map(|line| line.strip_prefix("PPid:"))?;
        parent.trim().parse().ok()
    });
    iter::once(1).chain(ancestors.take_while(|process| *process > 1))
}

fn mount_bpffs() -> Result<(), RootError> {
    let flags = MsFlags::MS_NOSUID | MsFlags::MS_NODEV | MsFlags::MS_NOEXEC;
    let kind = Some(OsStr::new("bpf"));
    mount(kind, BPFFS, kind, flags, Some("mode=0700")).map_err(|errno| match errno {
        Errno::EPERM => RootError::MountPrivilege,
        errno => RootError::Mount(errno.into()),
    })
}
