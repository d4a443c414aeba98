//! A demo while it runs, and what it holds in the kernel.

use std::{
    collections::BTreeSet,
    error::Error,
    fs,
    io::Read as _,
    path::{Path, PathBuf},
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use softrss_testbed::harness::Outcome;

use crate::demo;

/// How long something may take that usually happens at once.
const PATIENCE: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(5);

/// Which of its two halves a demo is in.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Half {
    Unsteered,
    Steered,
}

impl Half {
    /// How long the demo has to run for a test to happen in this half, and how many maps it then holds.
    fn signs(self) -> (u32, usize) {
        match self {
            Self::Unsteered => (120, 1),
            // The CPUMAP and the sums of the two tracepoints, beside what the policy needs.
            Self::Steered => (6, 4),
        }
    }
}

/// A demo that is in the middle of its work, and is killed when this value goes.
pub(crate) struct Running(Child);

impl Running {
    /// Starts it and waits until the program of `half` is attached.
    pub(crate) fn start(half: Half) -> Result<Self, Box<dyn Error>> {
        let (seconds, maps) = half.signs();
        let command = &mut demo(&format!("--json --seconds {seconds}"));
        let child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut running = Self(child);
        let start = Instant::now();
        loop {
            let objects = running.kernel_objects()?;
            if objects.xdp_links > 0 && objects.maps.len() >= maps {
                return Ok(running);
            }
            assert!(start.elapsed() < PATIENCE, "it does not attach its program");
            assert_eq!(running.0.try_wait()?, None, "it ended too early");
            thread::sleep(POLL);
        }
    }

    pub(crate) fn kernel_objects(&self) -> Result<KernelObjects, Box<dyn Error>> {
        KernelObjects::of(self.0.id())
    }

    pub(crate) fn kill(&self, signal: Signal) -> Outcome {
        Ok(kill(Pid::from_raw(self.0.id().try_into()?), signal)?)
    }

    /// Waits for the end: the exit code, and what was printed.
    pub(crate) fn end(mut self) -> Result<(Option<i32>, String, String), Box<dyn Error>> {
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.0.try_wait()? {
                break status;
            }
            assert!(start.elapsed() < PATIENCE, "it does not end");
            thread::sleep(POLL);
        };
        let (mut stdout, mut stderr) = (String::new(), String::new());
        self.0
            .stdout
            .take()
            .ok_or("no stdout")?
            .read_to_string(&mut stdout)?;
        self.0
            .stderr
            .take()
            .ok_or("no stderr")?
            .read_to_string(&mut stderr)?;
        Ok((status.code(), stdout, stderr))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already, and that is no error.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What a process holds in the kernel. Ids are not given out again, so whatever else happens on the
/// machine, the question what is left of it has an answer.
#[derive(Debug, Default)]
pub(crate) struct KernelObjects {
    pub(crate) programs: BTreeSet<u32>,
    pub(crate) maps: BTreeSet<u32>,
    pub(crate) links: BTreeSet<u32>,
    pub(crate) xdp_links: usize,
    pub(crate) namespaces: BTreeSet<PathBuf>,
}

impl KernelObjects {
    pub(crate) fn of(pid: u32) -> Result<Self, Box<dyn Error>> {
        let mut objects = Self::default();
        let process = PathBuf::from(format!("/proc/{pid}"));
        for entry in fs::read_dir(process.join("fdinfo"))? {
            // A descriptor may be closed meanwhile.
            let info = fs::read_to_string(entry?.path()).unwrap_or_default();
            let id = |key: &str| -> Option<u32> {
                let mut lines = info.lines();
                lines.find_map(|line| line.strip_prefix(key)?.strip_prefix(":\t")?.parse().ok())
            };
            objects.maps.extend(id("map_id"));
            objects.links.extend(id("link_id"));
            objects.programs.extend(id("prog_id"));
            objects.xdp_links += usize::from(info.contains("link_type:\txdp"));
        }
        objects.namespaces = namespaces_of(&process);
        objects
            .namespaces
            .remove(&fs::read_link("/proc/self/ns/net")?);
        Ok(objects)
    }

    /// Waits until the kernel has taken everything back.
    pub(crate) fn are_gone(&self) -> Outcome {
        let start = Instant::now();
        loop {
            let left = self.left()?;
            if left.is_empty() {
                return Ok(());
            }
            assert!(start.elapsed() < PATIENCE, "left behind: {left:?}");
            thread::sleep(POLL);
        }
    }

    pub(crate) fn left(&self) -> Result<Vec<String>, Box<dyn Error>> {
        let mut left = Vec::new();
        let programs = aya::programs::loaded_programs()
            .flatten()
            .map(|program| program.id());
        left.extend(
            programs
                .filter(|id| self.programs.contains(id))
                .map(|id| format!("prog {id}")),
        );
        let maps = aya::maps::loaded_maps().flatten().map(|map| map.id());
        left.extend(
            maps.filter(|id| self.maps.contains(id))
                .map(|id| format!("map {id}")),
        );
        let links = aya::programs::loaded_links()
            .flatten()
            .map(|link| link.id());
        left.extend(
            links
                .filter(|id| self.links.contains(id))
                .map(|id| format!("link {id}")),
        );
        for process in fs::read_dir("/proc")? {
            let held = namespaces_of(&process?.path());
            left.extend(
                held.intersection(&self.namespaces)
                    .map(|held| held.display().to_string()),
            );
        }
        Ok(left)
    }
}

/// The network namespaces that a process is in or holds open, as `net:[inode]`.
fn namespaces_of(process: &Path) -> BTreeSet<PathBuf> {
    let descriptors = fs::read_dir(process.join("fd")).into_iter().flatten();
    let descriptors = descriptors.flatten().map(|entry| entry.path());
    descriptors
        .chain([process.join("ns/net")])
        .filter_map(|path| fs::read_link(path).ok())
        .filter(|target| target.to_string_lossy().starts_with("net:["))
        .collect()
}
