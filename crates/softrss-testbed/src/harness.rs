//! A test harness for trials that need privileges, programs or a kernel that may be missing.
//!
//! A trial whose needs are not met is reported as ignored, with the reason. Where `SOFTRSS_NO_SKIP=1` is set it fails
//! instead, so that a machine which is meant to run everything cannot pass by running nothing; only what its kernel is too
//! old for or was built without, and what another machine has, which nothing can be installed for, stays ignored. Trials run one after the other, and each must close
//! every file descriptor that it opens.
//!
//! ```no_run
//! use std::process::ExitCode;
//! use softrss_testbed::{Netns, harness::{self, Need, Trial}};
//!
//! fn a_namespace_is_not_the_hosts() -> harness::Outcome {
//!     let netns = Netns::new()?;
//!     netns.run(|| assert!(std::fs::read_dir("/proc/self").is_ok()))?;
//!     Ok(())
//! }
//!
//! fn main() -> ExitCode {
//!     harness::run(vec![Trial {
//!         name: "a_namespace_is_not_the_hosts",
//!         needs: &[Need::Root],
//!         test: a_namespace_is_not_the_hosts,
//!     }])
//! }
//! ```

use std::{env, error::Error, fmt, fs, io, path::Path, process::ExitCode, thread, time::Duration};

use libtest_mimic::{Arguments, Completion, Failed};
use softrss_core::{Feature, chain};

use crate::{error::TestbedError, netlink::Netlink, netns::Netns};

/// What a trial returns.
pub type Outcome = Result<(), Box<dyn Error>>;

/// Set to `1`, a trial that would be skipped fails.
const NO_SKIP: &str = "SOFTRSS_NO_SKIP";

/// Set by the machine of `cargo xtask vm`.
const VM: &str = "SOFTRSS_VM";

/// How long a trial's descriptors may take to close: a thread that was joined may still be on its way out.
const CLOSING_TRIES: u32 = 50;
const CLOSING_WAIT: Duration = Duration::from_millis(2);

/// The capabilities that [`Need::Root`] stands for, with their bit in the kernel's sets.
const CAPABILITIES: [(&str, u32); 3] = [
    ("CAP_NET_ADMIN", 12),
    ("CAP_NET_RAW", 13),
    ("CAP_SYS_ADMIN", 21),
];

/// One test.
#[derive(Clone, Copy, Debug)]
pub struct Trial {
    /// Name, as the command line filters it.
    pub name: &'static str,
    /// What must be there for the trial to mean anything.
    pub needs: &'static [Need],
    /// The test itself.
    pub test: fn() -> Outcome,
}

/// Something that may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Need {
    /// `CAP_NET_ADMIN`, `CAP_NET_RAW` and `CAP_SYS_ADMIN`, which on most machines means root.
    Root,
    /// So many CPUs that this process may run on.
    Cpus(usize),
    /// A program on the search path.
    Program(&'static str),
    /// An environment variable.
    Variable(&'static str),
    /// A kernel of this version or newer.
    Kernel(u32, u32),
    /// A kernel that is new enough for this.
    Feature(Feature),
    /// A kernel that has this kind of virtual interfaces.
    Link(&'static str),
    /// A machine that a test may switch CPUs of off, with two NICs that are connected with each other: that of
    /// `cargo xtask vm`.
    Vm,
    /// More CPUs than are online.
    OfflineCpu,
    /// A CPU that is isolated (`isolcpus=`).
    IsolatedCpu,
    /// So many NUMA nodes.
    Nodes(usize),
}

impl Need {
    /// What is missing, if something is.
    ///
    /// # Errors
    /// [`io::Error`] if the kernel does not say.
    fn missing(self) -> io::Result<Option<Missing>> {
        let met = match self {
            Self::Root => return missing_capability(),
            Self::Cpus(count) => thread::available_parallelism()?.get() >= count,
            Self::Program(name) => is_on_path(name),
            Self::Variable(name) => env::var_os(name).is_some(),
            Self::Kernel(major, minor) => kernel_version()? >= (major, minor),
            Self::Feature(feature) => has(feature)?,
            Self::Vm => env::var_os(VM).is_some(),
            Self::OfflineCpu => is_named("cpu/offline")?,
            Self::IsolatedCpu => is_named("cpu/isolated")?,
            Self::Nodes(count) => nodes()? >= count,
            Self::Link(kind) => link_kind_is_known(kind).map_err(io::Error::other)?,
        };
        Ok((!met).then_some(Missing::Need(self)))
    }
}

/// Why a trial is skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missing {
    Capability(&'static str),
    Need(Need),
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Capability(name) => write!(f, "needs {name}"),
            Self::Need(Need::Root) => write!(f, "needs root"),
            Self::Need(Need::Cpus(count)) => write!(f, "needs {count} CPUs"),
            Self::Need(Need::Program(name)) => write!(f, "needs the program {name}"),
            Self::Need(Need::Variable(name)) => write!(f, "needs {name} in the environment"),
            Self::Need(Need::Kernel(major, minor)) => write!(f, "needs Linux {major}.{minor}"),
            Self::Need(Need::Feature(feature)) => {
                write!(f, "needs {feature}: {}", feature.row().what)
            }
            Self::Need(Need::Vm) => write!(f, "needs a machine of its own: cargo xtask vm"),
            Self::Need(Need::OfflineCpu) => write!(f, "needs a CPU that is offline"),
            Self::Need(Need::IsolatedCpu) => write!(f, "needs an isolated CPU"),
            Self::Need(Need::Nodes(count)) => write!(f, "needs {count} NUMA nodes"),
            Self::Need(Need::Link(kind)) => {
                write!(f, "needs a kernel with interfaces of kind {kind}")
            }
        }
    }
}

impl Missing {
    /// Whether this machine could have it, with the kernel that it runs.
    const fn is_remediable(self) -> bool {
        match self {
            Self::Capability(_) | Self::Need(Need::Root | Need::Program(_) | Need::Variable(_)) => {
                true
            }
            Self::Need(
                Need::Cpus(_)
                | Need::Kernel(..)
                | Need::Feature(_)
                | Need::Link(_)
                | Need::Vm
                | Need::OfflineCpu
                | Need::IsolatedCpu
                | Need::Nodes(_),
            ) => false,
        }
    }
}

/// Tries to make one, in a namespace that ends at once.
fn link_kind_is_known(kind: &str) -> Result<bool, TestbedError> {
    Netlink::open(&Netns::new()?)?.knows_kind(kind)
}

/// Runs the trials that the command line asks for; the arguments are those of Rust's own test programs.
#[must_use]
pub fn run(trials: Vec<Trial>) -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Descriptors are counted per process, so there is one trial at a time.
    arguments.test_threads = Some(1);
    let trials = trials
        .into_iter()
        .map(|trial| libtest_mimic::Trial::ignorable_test(trial.name, move || attempt(&trial)))
        .collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn attempt(trial: &Trial) -> Result<Completion, Failed> {
    for need in trial.needs {
        let Some(missing) = need.missing()? else {
            continue;
        };
        let strict = env::var_os(NO_SKIP).is_some_and(|value| value == "1");
        if strict && missing.is_remediable() {
            return Err(Failed::from(format!(
                "{missing}, and {NO_SKIP}=1 forbids skipping"
            )));
        }
        return Ok(Completion::ignored_with(missing));
    }
    let before = open_descriptors()?;
    (trial.test)().map_err(|error| Failed::from(chain(error.as_ref())))?;
    settled(&before)?;
    Ok(Completion::Completed)
}

fn settled(before: &[String]) -> Result<(), Failed> {
    let mut left = Vec::new();
    for _ in 0..CLOSING_TRIES {
        left = open_descriptors()?
            .into_iter()
            .filter(|fd| !before.contains(fd))
            .collect();
        if left.is_empty() {
            return Ok(());
        }
        thread::sleep(CLOSING_WAIT);
    }
    Err(Failed::from(format!(
        "descriptors left open: {}",
        left.join(", ")
    )))
}

/// Every open descriptor of this process, as `number -> what it is`.
fn open_descriptors() -> io::Result<Vec<String>> {
    let mut open = Vec::new();
    for entry in fs::read_dir("/proc/self/fd")? {
        let entry = entry?;
        // The descriptor that lists the directory is gone by the time it is looked at.
        if let Ok(target) = fs::read_link(entry.path()) {
            let number = entry.file_name();
            open.push(format!("{} -> {}", number.display(), target.display()));
        }
    }
    Ok(open)
}

fn missing_capability() -> io::Result<Option<Missing>> {
    let status = fs::read_to_string("/proc/thread-self/status")?;
    let effective = status
        .lines()
        .find_map(|line| line.strip_prefix("CapEff:"))
        .and_then(|hex| u64::from_str_radix(hex.trim(), 16).ok())
        .ok_or_else(|| io::Error::other("no CapEff in /proc/thread-self/status"))?;
    Ok(CAPABILITIES
        .into_iter()
        .find(|&(_, bit)| effective >> bit & 1 == 0)
        .map(|(name, _)| Missing::Capability(name)))
}

fn is_on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|directory| is_file(&directory.join(program)))
}

fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| metadata.is_file())
}

/// Whether the running kernel is new enough for `feature`.
///
/// # Errors
/// [`io::Error`] if the kernel does not say.
pub fn has(feature: Feature) -> io::Result<bool> {
    Ok(feature.is_since(kernel_version()?))
}

/// Whether a list of the kernel has anything in it.
fn is_named(list: &str) -> io::Result<bool> {
    let list = fs::read_to_string(Path::new("/sys/devices/system").join(list))?;
    Ok(!list.trim().is_empty())
}

/// How many NUMA nodes there are.
fn nodes() -> io::Result<usize> {
    let mut count = 0;
    for entry in fs::read_dir("/sys/devices/system/node")? {
        let name = entry?.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix("node"));
        count += usize::from(number.is_some_and(|number| number.parse::<u32>().is_ok()));
    }
    Ok(count)
}

/// Version of the running kernel: 6 and 18.
///
/// # Errors
/// [`io::Error`] if the kernel does not say.
pub fn kernel_version() -> io::Result<(u32, u32)> {
    let release = fs::read_to_string("/proc/sys/kernel/osrelease")?;
    Feature::version(&release)
        .ok_or_else(|| io::Error::other(format!("kernel release \"{}\"", release.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_read() {
        assert_eq!(Feature::version("6.18.44-generic\n"), Some((6, 18)));
        assert_eq!(Feature::version("5.4"), Some((5, 4)));
        assert_eq!(Feature::version("linux"), None);
    }

    #[test]
    fn needs_are_looked_for() -> io::Result<()> {
        assert_eq!(Need::Program("sh").missing()?, None);
        assert_eq!(Need::Cpus(1).missing()?, None);
        assert_eq!(Need::Kernel(2, 6).missing()?, None);
        let newer = Need::Kernel(1000, 0);
        let missing = newer.missing()?.map(|missing| missing.to_string());
        assert_eq!(missing.as_deref(), Some("needs Linux 1000.0"));
        assert!(Need::Program("no-such-program-here").missing()?.is_some());
        assert_eq!(Need::Nodes(1).missing()?, None);
        assert_eq!(Need::Feature(Feature::CpumapPrograms).missing()?, None);
        assert!(
            Need::Variable("SOFTRSS_NO_SUCH_VARIABLE")
                .missing()?
                .is_some()
        );
        Ok(())
    }

    #[test]
    fn an_open_file_is_noticed() -> io::Result<()> {
        let before = open_descriptors()?;
        let file = fs::File::open("/proc/self/maps")?;
        let after = open_descriptors()?;
        assert!(
            after
                .iter()
                .any(|fd| fd.ends_with("/maps") && !before.contains(fd))
        );
        drop(file);
        Ok(())
    }
}
