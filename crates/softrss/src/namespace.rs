//! Network namespaces of this machine: where they are to be found, and a look into them.

use std::{
    fs::{self, File},
    io,
    os::unix::{ffi::OsStrExt as _, fs::MetadataExt as _},
    path::{Path, PathBuf},
    thread,
};

use nix::sched::{CloneFlags, setns};

/// Where namespaces show, in the order in which they are looked for.
///
/// Names (`ip netns`) come first, then what is mounted, as containers' are, then processes that live in it, then
/// descriptors that keep it: services and tests have namespaces that nothing else shows.
pub(crate) const PLACES: [Places; 4] = [named, mounted, lived_in, held];

/// Paths below a root that may be namespaces.
pub(crate) type Places = fn(&Path) -> Vec<PathBuf>;

/// The entries of a directory that can be read.
fn entries(directory: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = fs::read_dir(directory).into_iter().flatten();
    entries.filter_map(Result::ok).map(|entry| entry.path())
}

fn named(root: &Path) -> Vec<PathBuf> {
    entries(&root.join("run/netns")).collect()
}

/// Namespaces that are mounted somewhere.
///
/// # Source
/// `proc_pid_mountinfo(5)`
fn mounted(root: &Path) -> Vec<PathBuf> {
    let mounts = fs::read_to_string(root.join("proc/self/mountinfo")).unwrap_or_default();
    let point = |line: &str| {
        let mut fields = line.split(' ').skip(3);
        let (inside, point) = (fields.next()?, fields.next()?);
        // Names with blanks are escaped, and no namespace is mounted at one.
        let path = root.join(point.trim_start_matches('/'));
        inside.starts_with("net:[").then_some(path)
    };
    mounts.lines().filter_map(point).collect()
}

fn processes(root: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    entries(&root.join("proc")).filter(|path| {
        let name = path.file_name().unwrap_or_default().as_bytes();
        name.iter().all(u8::is_ascii_digit)
    })
}

fn lived_in(root: &Path) -> Vec<PathBuf> {
    processes(root)
        .map(|process| process.join("ns/net"))
        .collect()
}

fn held(root: &Path) -> Vec<PathBuf> {
    let files = processes(root).flat_map(|process| entries(&process.join("fd")));
    let is_namespace = |file: &PathBuf| {
        let target = fs::read_link(file).unwrap_or_default();
        target.as_os_str().as_bytes().starts_with(b"net:[")
    };
    files.filter(is_namespace).collect()
}

/// A path of the network namespace whose inode is `inode`: the number in `net:[4026531840]`.
///
/// # Errors
/// [`io::ErrorKind::NotFound`], or [`io::ErrorKind::PermissionDenied`] where it may be among those that must not be
/// looked at.
pub(crate) fn with_inode(root: &Path, inode: u64) -> io::Result<PathBuf> {
    let namespaces = fs::metadata(root.join("proc/self/ns/net"))?.dev();
    let mut denied = !nix::unistd::geteuid().is_root();
    for place in PLACES {
        for path in place(root) {
            match fs::metadata(&path) {
                Ok(found) if (found.dev(), found.ino()) == (namespaces, inode) => return Ok(path),
                Ok(_) => {}
                // Processes end while they are looked at.
                Err(error) => denied |= error.kind() == io::ErrorKind::PermissionDenied,
            }
        }
    }
    let (kind, what) = if denied {
        let kind = io::ErrorKind::PermissionDenied;
        (kind, "not every process may be looked into to find it")
    } else {
        (
            io::ErrorKind::NotFound,
            "no process is in it, and it has no name",
        )
    };
    Err(io::Error::new(kind, what))
}

/// Runs `body` on a thread of its own in the namespace at `path`, or in that of the calling thread.
///
/// # Kernel
/// Needs `CAP_SYS_ADMIN`, in both namespaces.
pub(crate) fn inside<T: Send>(
    path: Option<&Path>,
    body: impl FnOnce() -> io::Result<T> + Send,
) -> io::Result<T> {
    let Some(path) = path else {
        return body();
    };
    let namespace = File::open(path)?;
    let result = thread::scope(|scope| {
        let thread = thread::Builder::new().spawn_scoped(scope, || {
            setns(&namespace, CloneFlags::CLONE_NEWNET).map_err(io::Error::from)?;
            body()
        })?;
        Ok::<_, io::Error>(thread.join())
    })?;
    result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn every_place_is_looked_into() {
        let root = tempfile::tempdir().unwrap();
        let at = root.path();
        for directory in [
            "run/netns",
            "proc/self",
            "proc/7/fd",
            "proc/7/ns",
            "proc/net",
        ] {
            fs::create_dir_all(at.join(directory)).unwrap();
        }
        fs::write(at.join("run/netns/blue"), "").unwrap();
        fs::write(
            at.join("proc/self/mountinfo"),
            "36 35 0:4 net:[4026532304] /run/docker/netns/1 rw shared:9 - nsfs nsfs rw\n\
             37 35 0:5 / /proc rw - proc proc rw\n",
        )
        .unwrap();
        symlink("net:[4026532999]", at.join("proc/7/fd/3")).unwrap();
        symlink("/dev/null", at.join("proc/7/fd/0")).unwrap();
        assert_eq!(named(at), [at.join("run/netns/blue")]);
        assert_eq!(mounted(at), [at.join("run/docker/netns/1")]);
        assert_eq!(lived_in(at), [at.join("proc/7/ns/net")]);
        assert_eq!(held(at), [at.join("proc/7/fd/3")]);
    }
}
