//! Where pins lie: a directory of a BPF file system for each user, `softrss` for root.
//!
//! A BPF file system lets everybody make directories, so the name may be taken. Then, and for users who are not root, the
//! number of the user is part of the name. Root looks into those of all users, and keeps what it attaches in its own.

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
    sys::{
        stat::{major, minor},
        statfs::{BPF_FS_MAGIC, statfs},
    },
    unistd::geteuid,
};

/// Where a BPF file system belongs.
const BPFFS: &str = "/sys/fs/bpf";
const NAME: &str = "softrss";
/// The name of the seed.
pub(super) const SEED: &str = "seed";

/// The directory that everything lies in: one directory for each interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinRoot {
    path: PathBuf,
}

/// Why there is no place for pins.
#[derive(thiserror::Error)]
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

/// What a BPF file system ends with, and what is pinned there with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifetime {
    /// With the machine: process 1 has it mounted.
    Machine,
    /// With this mount namespace, such as that of a container, and its last process: nobody else has it.
    MountNamespace,
    /// With this container, unless it was given by the machine, whose mounts cannot be seen from here.
    Container,
}

/// Whose a directory is.
enum Owner {
    Nobody,
    User(u32),
    /// It is no directory.
    Unusable,
}

/// The names that the directory of `user` may have, in the order in which they are tried.
fn own_names(user: u32) -> impl Iterator<Item = String> {
    /// Whoever takes more of them away has to be told apart by hand.
    const TRIES: u32 = 100;
    let first = [NAME.to_owned(), format!("{NAME}-{user}")];
    first
        .into_iter()
        .chain((1..TRIES).map(move |more| format!("{NAME}-{user}-{more}")))
}

/// Whether this is the name of such a directory.
fn is_root_name(name: &str) -> bool {
    let Some(rest) = name.strip_prefix(NAME) else {
        return false;
    };
    rest.is_empty()
        || rest.strip_prefix('-').is_some_and(|rest| {
            let mut numbers = rest.split('-');
            numbers.clone().count() <= 2 && numbers.all(|number| number.parse::<u32>().is_ok())
        })
}

/// What the file system on `device` ends with, by what `proc` tells of process 1; `None` where it may not be looked at.
///
/// # Source
/// `proc_pid_mountinfo(5)`; `PROC_PID_INIT_INO` of `include/linux/proc_ns.h`
fn lifetime(proc: &Path, device: u64) -> Option<Lifetime> {
    // The PID namespace whose process 1 is that of the machine.
    const PROC_PID_INIT_INO: u64 = 0xEFFF_FFFC;
    let number = format!("{}:{}", major(device), minor(device));
    let mounts = fs::read_to_string(proc.join("1/mountinfo")).ok()?;
    let is_there = mounts
        .lines()
        .any(|line| line.split(' ').nth(2) == Some(&number));
    let pids = fs::metadata(proc.join("self/ns/pid")).ok()?.ino();
    Some(match (is_there, pids == PROC_PID_INIT_INO) {
        (true, true) => Lifetime::Machine,
        (true, false) => Lifetime::Container,
        (false, _) => Lifetime::MountNamespace,
    })
}

/// Where the BPF file system is.
enum Place {
    Mounted(PathBuf),
    /// Not there yet; this process sees the mounts of the machine.
    ToMount,
}

impl PinRoot {
    /// The directory of this user in the BPF file system mounted at `bpffs`. It need not be there yet.
    ///
    /// # Errors
    /// [`RootError`]
    pub fn at(bpffs: impl AsRef<Path>) -> Result<Self, RootError> {
        let bpffs = bpffs.as_ref();
        if !is_bpffs(bpffs) {
            return Err(RootError::NoBpffs {
                path: bpffs.to_owned(),
            });
        }
        for name in own_names(geteuid().as_raw()) {
            let root = Self {
                path: bpffs.join(name),
            };
            match root.owner()? {
                Owner::Nobody if root.path.ends_with(NAME) && !geteuid().is_root() => {}
                Owner::Nobody => return Ok(root),
                Owner::User(user) if user == geteuid().as_raw() => return Ok(root),
                Owner::User(_) | Owner::Unusable => {}
            }
        }
        Err(RootError::Untrusted {
            path: bpffs.join(NAME),
        })
    }

    /// This one, and those of other users of the same file system.
    pub(super) fn all(&self) -> Vec<Self> {
        let mut all = vec![self.clone()];
        let bpffs = self.path.parent().unwrap_or(&self.path);
        let names = fs::read_dir(bpffs).into_iter().flatten().flatten();
        let mut others: Vec<Self> = names
            .filter(|entry| entry.file_name().to_str().is_some_and(is_root_name))
            .map(|entry| Self { path: entry.path() })
            .filter(|other| other != self && matches!(other.owner(), Ok(Owner::User(_))))
            .collect();
        others.sort_by(|one, other| one.path.cmp(&other.path));
        all.extend(others);
        all
    }

    /// Whose it is, as the number of the user.
    fn owner(&self) -> Result<Owner, RootError> {
        match fs::symlink_metadata(&self.path) {
            Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(Owner::Nobody),
            Err(source) => Err(self.error("look at", source)),
            Ok(metadata) if metadata.is_dir() => Ok(Owner::User(metadata.uid())),
            Ok(_) => Ok(Owner::Unusable),
        }
    }

    /// The user whom it belongs to, if that is another one.
    pub(super) fn other_owner(&self) -> Option<u32> {
        match self.owner() {
            Ok(Owner::User(user)) if user != geteuid().as_raw() => Some(user),
            _ => None,
        }
    }

    /// The root that the directory of an interface at `path` lies in.
    pub(super) fn above(path: &Path) -> Option<Self> {
        let above = path.parent()?;
        let name = above.file_name()?.to_str()?;
        let root = Self {
            path: above.to_owned(),
        };
        (is_root_name(name) && is_bpffs(above)).then_some(root)
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

    /// What the file system ends with; `None` where that cannot be told.
    #[must_use]
    pub fn lifetime(&self) -> Option<Lifetime> {
        let bpffs = self.path.parent()?;
        let device = fs::metadata(bpffs).ok()?.dev();
        lifetime(Path::new("/proc"), device)
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
        let me = geteuid();
        // Root may look into those of others, who cannot harm more than what is theirs.
        let ours = me.is_root() || metadata.uid() == 0 || metadata.uid() == me.as_raw();
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
        let entries = match fs::read_dir(&self.path) {
            // Whoever detached the last interface has just removed it.
            Err(source) if source.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(|source| self.error("read", source))?,
        };
        let names = entries.map(|entry| Ok(entry?.file_name()));
        let names: io::Result<Vec<_>> = names.collect();
        names.map_err(|source| self.error("read", source))
    }

    /// Removes the directory if nothing is in it but the seed, which is for nobody then.
    pub(super) fn remove_if_empty(&self) -> Result<(), RootError> {
        if self.names()?.iter().eq([SEED]) {
            match fs::remove_file(self.path.join(SEED)) {
                Err(source) if source.kind() != io::ErrorKind::NotFound => {
                    return Err(self.error("empty", source));
                }
                _ => {}
            }
        }
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
    let is_mine = match &of_init {
        Ok(of_init) => *of_init == mine,
        Err(_) => geteuid().is_root() && has_mounts_of_init(Path::new("/proc")),
    };
    if is_mine {
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

/// Whether this process has the mount namespace of process 1, by what `proc` tells of both: no two mounts have one number.
/// Unlike the namespace itself, root may read that without `CAP_SYS_PTRACE`.
///
/// # Source
/// `proc_pid_mountinfo(5)`
fn has_mounts_of_init(proc: &Path) -> bool {
    let first = |process: &str| {
        let mounts = fs::read_to_string(proc.join(process).join("mountinfo")).ok()?;
        mounts.split(' ').next().map(str::to_owned)
    };
    first("1").is_some_and(|of_init| first("self") == Some(of_init))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mount_namespace_is_known_by_the_number_of_its_first_mount() {
        let proc = tempfile::tempdir().expect("there is room");
        let write = |process: &str, mounts: &str| {
            let directory = proc.path().join(process);
            fs::create_dir_all(&directory).expect("it can be made");
            fs::write(directory.join("mountinfo"), mounts).expect("it can be written");
        };
        let mounts =
            "22 27 0:21 / /proc rw - proc proc rw\n23 27 0:22 / /sys rw - sysfs sysfs rw\n";
        assert!(!has_mounts_of_init(proc.path()));
        write("self", mounts);
        assert!(!has_mounts_of_init(proc.path()));
        write("1", mounts);
        assert!(has_mounts_of_init(proc.path()));
        // A copy has the same mounts with other numbers.
        write("self", &mounts.replace("22 27", "422 421"));
        assert!(!has_mounts_of_init(proc.path()));
    }
}
