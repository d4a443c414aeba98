//! Anonymous network namespaces.
//!
//! A [`Netns`] is held by a file descriptor and by nothing else: it has no name below `/run/netns`, no process lives in
//! it. The kernel removes it, with every interface in it, when the descriptor closes, whatever the reason: drop, panic,
//! Ctrl-C or SIGKILL.

use std::{
    fmt,
    fs::File,
    os::{
        fd::{AsFd, BorrowedFd},
        unix::fs::MetadataExt,
    },
    panic, thread,
};

use nix::sched::{CloneFlags, setns, unshare};

use crate::error::{TestbedError, io_error};

const THREAD_NETNS: &str = "/proc/thread-self/ns/net";
const PROCESS_NETNS: &str = "/proc/self/ns/net";

/// Which namespace: the kernel's identity of it, unique while it exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NetnsId {
    device: u64,
    inode: u64,
}

impl NetnsId {
    /// The namespace of the calling thread.
    ///
    /// # Errors
    /// [`TestbedError::Kernel`] if `/proc` is not mounted.
    pub fn current() -> Result<Self, TestbedError> {
        Self::of(&open(THREAD_NETNS)?)
    }

    /// The namespace of the process, that is of its first thread.
    fn of_process() -> Result<Self, TestbedError> {
        Self::of(&open(PROCESS_NETNS)?)
    }

    fn of(file: &File) -> Result<Self, TestbedError> {
        let metadata = file.metadata().map_err(|source| TestbedError::Kernel {
            what: "identify a network namespace",
            source,
        })?;
        Ok(Self {
            device: metadata.dev(),
            inode: metadata.ino(),
        })
    }
}

impl fmt::Display for NetnsId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "net:[{}]", self.inode)
    }
}

/// A network namespace that ends with this value.
///
/// ```no_run
/// use softrss_testbed::{Netns, NetnsId};
/// let netns = Netns::new()?;
/// let inside = netns.run(NetnsId::current)??;
/// assert_eq!(inside, netns.id());
/// assert_ne!(inside, NetnsId::current()?);
/// # Ok::<(), softrss_testbed::TestbedError>(())
/// ```
#[derive(Debug)]
#[must_use = "the namespace is removed when this value is dropped"]
pub struct Netns {
    file: File,
    id: NetnsId,
}

impl Netns {
    /// Makes an empty namespace: a loopback device that is down, and nothing else.
    ///
    /// # Errors
    /// [`TestbedError::Privilege`] without `CAP_SYS_ADMIN`; [`TestbedError::Kernel`] otherwise.
    pub fn new() -> Result<Self, TestbedError> {
        let host = NetnsId::of_process()?;
        let file = on_thread(|| {
            unshare(CloneFlags::CLONE_NEWNET).map_err(|errno| {
                TestbedError::from_errno(
                    "making a network namespace",
                    "CAP_SYS_ADMIN",
                    io_error(errno),
                )
            })?;
            open(THREAD_NETNS)
        })??;
        let id = NetnsId::of(&file)?;
        if id == host {
            return Err(TestbedError::HostNamespace {
                namespace: id.to_string(),
            });
        }
        Ok(Self { file, id })
    }

    /// Which namespace this is.
    #[must_use]
    pub fn id(&self) -> NetnsId {
        self.id
    }

    /// Runs `body` on a thread of its own that has entered the namespace, and returns what `body` returned.
    ///
    /// The calling thread never changes its namespace. A socket belongs to the namespace of the thread that opened
    /// it, for good: open it in here and use it anywhere. A panic of `body` goes on in the caller.
    ///
    /// # Errors
    /// [`TestbedError::Privilege`] without `CAP_SYS_ADMIN`; [`TestbedError::HostNamespace`] if the thread would end
    /// up in the namespace of the process.
    pub fn run<T: Send>(&self, body: impl FnOnce() -> T + Send) -> Result<T, TestbedError> {
        on_thread(|| {
            setns(&self.file, CloneFlags::CLONE_NEWNET).map_err(|errno| {
                TestbedError::from_errno(
                    "entering a network namespace",
                    "CAP_SYS_ADMIN",
                    io_error(errno),
                )
            })?;
            self.assert_inside()?;
            Ok(body())
        })?
    }

    /// The safety net of everything that configures: the thread is in this namespace, and this is not the host's.
    fn assert_inside(&self) -> Result<(), TestbedError> {
        let current = NetnsId::current()?;
        if current != self.id || current == NetnsId::of_process()? {
            return Err(TestbedError::HostNamespace {
                namespace: current.to_string(),
            });
        }
        Ok(())
    }
}

impl AsFd for Netns {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.file.as_fd()
    }
}

fn open(path: &'static str) -> Result<File, TestbedError> {
    File::open(path).map_err(|source| TestbedError::Kernel {
        what: "open the namespace file in /proc",
        source,
    })
}

/// Runs `body` on a new thread and waits for it.
fn on_thread<T: Send>(body: impl FnOnce() -> T + Send) -> Result<T, TestbedError> {
    thread::scope(|scope| {
        let thread = thread::Builder::new()
            .name("netns".into())
            .spawn_scoped(scope, body)
            .map_err(|source| TestbedError::Kernel {
                what: "start a thread",
                source,
            })?;
        match thread.join() {
            Ok(value) => Ok(value),
            Err(payload) => panic::resume_unwind(payload),
        }
    })
}
