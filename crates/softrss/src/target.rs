//! The CPUs of this machine as targets: which are online, and where the threads of CPUMAP entries run.
//!
//! The kernel binds the thread of an entry to its CPU once, when the entry is made. When that CPU goes offline, the
//! scheduler lets the thread run anywhere, and leaves it so when the CPU is back: only a new entry has a bound thread
//! again. Nothing is lost by it, but packets are processed on CPUs that nobody chose.
//!
//! # Source
//! `__cpu_map_entry_alloc`, kernel/bpf/cpumap.c; `select_fallback_rq`, kernel/sched/core.c

use std::{
    fs,
    path::{Path, PathBuf},
};

use softrss_core::{CpuId, CpuSet};

use crate::topology;

/// Where the packets of a target are processed. Later ones are worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetState {
    /// There.
    Bound,
    /// That cannot be seen.
    Unknown,
    /// Anywhere, although the CPU is online: it was offline.
    Unbound,
    /// Anywhere, because the CPU is offline.
    Offline,
}

/// What is to be known about a state.
#[derive(Clone, Copy, Debug)]
pub struct TargetStateRow {
    /// Its word in JSON, metrics and documents.
    pub word: &'static str,
    /// What it means: a clause without a full stop.
    pub help: &'static str,
}

impl TargetState {
    /// Every state, the worst last.
    pub const ALL: &[Self] = &[Self::Bound, Self::Unknown, Self::Unbound, Self::Offline];

    /// What is to be known about it.
    #[must_use]
    pub const fn row(self) -> &'static TargetStateRow {
        match self {
            Self::Bound => &TargetStateRow {
                word: "bound",
                help: "its thread runs there, and nowhere else",
            },
            Self::Unknown => &TargetStateRow {
                word: "unknown",
                help: "the threads of the kernel are hidden from this process, or their names are cut off",
            },
            Self::Unbound => &TargetStateRow {
                word: "unbound",
                help: "it was offline, so its thread runs on any CPU; `softrss attach` renews it",
            },
            Self::Offline => &TargetStateRow {
                word: "offline",
                help: "its thread runs on any other CPU; `softrss attach` leaves it out until it is online again",
            },
        }
    }

    /// Whether packets are processed where nobody wanted them.
    #[must_use]
    pub const fn is_astray(self) -> bool {
        match self {
            Self::Bound | Self::Unknown => false,
            Self::Unbound | Self::Offline => true,
        }
    }
}

/// The CPUs of this machine, and the threads of all CPUMAP entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TargetCpus {
    /// `None` if that is not known.
    online: Option<CpuSet>,
    threads: Vec<Thread>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Thread {
    name: String,
    allowed: CpuSet,
}

/// How the names of the threads begin.
const PREFIX: &str = "cpumap/";
/// What is left of the name of a thread before Linux 5.17, in bytes.
const CUT: usize = 15;

impl TargetCpus {
    /// Looks at CPUs and threads, as far as this process may see them.
    #[must_use]
    pub fn read() -> Self {
        Self {
            online: topology::online().ok(),
            threads: threads(Path::new("/")),
        }
    }

    /// Whether `cpu` is online; `None` if that is not known.
    #[must_use]
    pub fn is_online(&self, cpu: CpuId) -> Option<bool> {
        Some(self.online.as_ref()?.contains(cpu))
    }

    /// Where packets are processed that `map_id`, a CPUMAP, has queued for `cpu`.
    #[must_use]
    pub fn state(&self, map_id: u32, cpu: CpuId) -> TargetState {
        if self.is_online(cpu) == Some(false) {
            return TargetState::Offline;
        }
        let mut bound = self.bound(map_id, cpu);
        match bound.next() {
            Some(first) if bound.all(|other| other == first) => {
                if first {
                    TargetState::Bound
                } else {
                    TargetState::Unbound
                }
            }
            _ => TargetState::Unknown,
        }
    }

    /// Whether the thread of an entry is not bound, or may not be: names that are cut off may be those of several.
    #[must_use]
    pub(crate) fn may_be_unbound(&self, map_id: u32, cpu: CpuId) -> bool {
        self.bound(map_id, cpu).any(|bound| !bound)
    }

    /// Of each thread that may be that of an entry, whether it is bound to its CPU.
    fn bound(&self, map_id: u32, cpu: CpuId) -> impl Iterator<Item = bool> {
        let name = thread_name(map_id, cpu);
        let own = self
            .threads
            .iter()
            .filter(move |thread| may_be(&thread.name, &name));
        own.map(move |thread| thread.allowed.iter().eq([cpu]))
    }
}

/// The threads of CPUMAPs, to be looked at often: they are looked for when one that is asked for is not there.
#[derive(Debug, Default)]
pub(crate) struct Sleepers(Vec<(String, PathBuf)>);

impl Sleepers {
    /// Whether there are threads that may be that of an entry, and all of them are asleep. They wait for packets then: they sleep at no
    /// other place.
    pub(crate) fn are_asleep(&mut self, map_id: u32, cpu: CpuId) -> bool {
        let name = thread_name(map_id, cpu);
        let known = self.known(&name);
        let asleep = known.or_else(|| {
            self.0 = named(Path::new("/")).collect();
            self.known(&name)
        });
        asleep.unwrap_or_default()
    }

    /// Whether those that are known are asleep; `None` if there is none, or one has ended.
    fn known(&self, name: &str) -> Option<bool> {
        let own = self.0.iter().filter(|(found, _)| may_be(found, name));
        let states = own.map(|(found, path)| is_asleep(found, path));
        let states: Vec<bool> = states.collect::<Option<_>>()?;
        (!states.is_empty()).then(|| states.into_iter().all(|asleep| asleep))
    }
}

/// Whether the thread called `name` is asleep, whose directory in procfs is `path`; `None` if it is not that one.
fn is_asleep(name: &str, path: &Path) -> Option<bool> {
    let status = fs::read_to_string(path.join("status")).ok()?;
    if field(&status, "Name:")? != name {
        return None;
    }
    let sleeps = field(&status, "State:")?.starts_with('S');
    let times: u64 = field(&status, "voluntary_ctxt_switches:")?.parse().ok()?;
    Some(sleeps && times >= SLEPT)
}

/// A field of the status of a process.
fn field<'s>(status: &'s str, name: &str) -> Option<&'s str> {
    let mut lines = status.lines();
    lines.find_map(|line| Some(line.strip_prefix(name)?.trim()))
}

/// How often a thread has given its CPU away by itself once it has waited for packets. The first time is when it is made. Until
/// the second, it is marked as asleep although it runs: `cpu_map_kthread_run` marks itself before it looks for packets.
const SLEPT: u64 = 2;

fn thread_name(map_id: u32, cpu: CpuId) -> String {
    format!("{PREFIX}{cpu}/map:{map_id}")
}

/// Whether a thread with the name `found`, which may be cut off, can be the one called `name`.
fn may_be(found: &str, name: &str) -> bool {
    found == name || found.len() == CUT && name.starts_with(found)
}

/// The threads of CPUMAP entries, in the procfs that is mounted below `root`.
fn threads(root: &Path) -> Vec<Thread> {
    // What cannot be read is what is not there for this process: where its entry runs is unknown.
    let threads = named(root).filter_map(|(name, path)| {
        let status = fs::read_to_string(path.join("status")).ok()?;
        let allowed = field(&status, "Cpus_allowed_list:")?.parse().ok()?;
        Some(Thread { name, allowed })
    });
    threads.collect()
}

/// The names of those threads, and their directories.
fn named(root: &Path) -> impl Iterator<Item = (String, PathBuf)> {
    let processes = fs::read_dir(root.join("proc")).into_iter().flatten();
    let paths = processes.filter_map(|process| Some(process.ok()?.path()));
    paths.filter_map(|path| {
        let name = fs::read_to_string(path.join("comm")).ok()?;
        let name = name.trim_end();
        name.starts_with(PREFIX).then(|| (name.to_owned(), path))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use TargetState::{Bound, Offline, Unbound, Unknown};

    /// A machine with 16 CPUs, of which CPU 5 is offline.
    fn machine(here: &[(&str, &str)]) -> TargetCpus {
        let root = tempfile::tempdir().unwrap();
        for (pid, (name, allowed)) in (2..).zip(here) {
            let process = root.path().join(format!("proc/{pid}"));
            fs::create_dir_all(&process).unwrap();
            fs::write(process.join("comm"), format!("{name}\n")).unwrap();
            let status =
                format!("Name:\t{name}\nCpus_allowed:\tf\nCpus_allowed_list:\t{allowed}\n");
            fs::write(process.join("status"), status).unwrap();
        }
        fs::create_dir_all(root.path().join("proc/sys")).unwrap();
        TargetCpus {
            online: Some("0-4,6-15".parse().unwrap()),
            threads: threads(root.path()),
        }
    }

    #[test]
    fn a_thread_is_found_by_its_name() {
        let machine = machine(&[
            ("kthreadd", "0-15"),
            ("cpumap/3/map:117", "3"),
            ("cpumap/3/map:118", "0-15"),
            ("cpumap/4/map:117", "0-15"),
            ("cpumap/5/map:117", "5"),
            ("cpumap/12/map:7", "12"),
        ]);
        for (map, cpu, state) in [
            (117, 3, Bound),
            (118, 3, Unbound),
            (117, 4, Unbound),
            (118, 4, Unknown),
            (117, 5, Offline),
            (7, 12, Bound),
            (11, 3, Unknown),
            (7, 1, Unknown),
        ] {
            let cpu = CpuId::from(cpu);
            assert_eq!(machine.state(map, cpu), state, "CPU {cpu} of map {map}");
            assert_eq!(machine.may_be_unbound(map, cpu), state == Unbound);
        }
    }

    #[test]
    fn names_that_are_cut_off_are_believed_where_they_agree() {
        let cut = "cpumap/3/map:11";
        for (here, state, may_be_unbound) in [
            (&[(cut, "3")][..], Bound, false),
            (&[(cut, "0-15")], Unbound, true),
            (&[(cut, "0-15"), (cut, "0-15")], Unbound, true),
            (&[(cut, "0-15"), (cut, "3")], Unknown, true),
            (&[("cpumap/3/map:1", "3")], Unknown, false),
        ] {
            let (machine, cpu) = (machine(here), CpuId::from(3));
            assert_eq!(machine.state(117, cpu), state, "{here:?}");
            assert_eq!(machine.may_be_unbound(117, cpu), may_be_unbound);
        }
    }

    #[test]
    fn who_has_never_waited_is_not_asleep() {
        let process = tempfile::tempdir().unwrap();
        for (state, switches, asleep) in [
            ("S (sleeping)", 1, false),
            ("S (sleeping)", 2, true),
            ("R (running)", 9, false),
        ] {
            let status = format!(
                "Name:\tcpumap/3/map:117\nState:\t{state}\nvoluntary_ctxt_switches:\t{switches}\n"
            );
            fs::write(process.path().join("status"), status).unwrap();
            let found = is_asleep("cpumap/3/map:117", process.path());
            assert_eq!(found, Some(asleep), "{state} {switches}");
            assert_eq!(is_asleep("cpumap/3/map:118", process.path()), None);
        }
    }

    #[test]
    fn without_procfs_nothing_is_known() {
        let nothing = TargetCpus::default();
        assert_eq!(nothing.state(1, CpuId::from(0)), Unknown);
    }
}
