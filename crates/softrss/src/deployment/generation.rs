//! A generation: the directory with everything of one policy.
//!
//! ```text
//! prog                      the program that chooses
//! record                    what is known of the policy
//! pending                   the record that a change in place is on the way to
//! cpus, cpus_1, ...         the queues, by step
//! watch, watch_1, ...       directories: what counts the events of each of them
//! sums_...                  what they add to
//! earlier                   what was counted with other rules, before
//! counters, tables, prefixes4, ...    the other maps, by name
//! ```

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use bpf_asm::{MapSpec, MapType};
use softrss_core::Slot;

use super::{
    DeploymentError, Stage,
    directory::{make, names, remove_if_empty, unpin},
    memory::{Memory, MemoryError},
    stage::Watch,
};
use crate::{
    map::{Counters, CpuMap, DevMap, PlainMap, PlainMapError},
    object::{self, MapInfo, ObjectKind, PinnedProgram, map_info},
    stats::{Observers, QueueCounters},
    steering::Latency,
};

/// A generation. It need not be complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Generation {
    number: u32,
    path: PathBuf,
}

/// Names of pins, but for those that have a number.
const FILES: [&str; 15] = [
    PROGRAM,
    RECORD,
    PENDING,
    EARLIER,
    EARLIER_NEXT,
    "counters",
    "devices",
    "latency",
    "tables",
    "turns",
    "prefixes4",
    "prefixes6",
    QueueCounters::PINS[0],
    QueueCounters::PINS[1],
    QueueCounters::PINS[2],
];
pub(super) const PROGRAM: &str = "prog";
pub(super) const RECORD: &str = "record";
pub(super) const PENDING: &str = "pending";
pub(super) const EARLIER: &str = "earlier";
pub(super) const EARLIER_NEXT: &str = "earlier_next";
const QUEUE: &str = "cpus";
const WATCH: &str = "watch";

/// The number of a generation by its name.
pub(super) fn number(name: &OsStr) -> Option<u32> {
    let text = name.to_str()?;
    let number: u32 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

/// `cpus` for 0, `cpus_1` for 1.
fn numbered(name: &str, step: usize) -> String {
    match step {
        0 => name.to_owned(),
        step => format!("{name}_{step}"),
    }
}

fn is_numbered(found: &str, name: &str) -> bool {
    let Some(rest) = found.strip_prefix(name) else {
        return false;
    };
    let number = rest.strip_prefix('_').unwrap_or_default();
    rest.is_empty() || !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_file(name: &OsStr) -> bool {
    let text = name.to_str();
    text.is_some_and(|text| FILES.contains(&text) || is_numbered(text, QUEUE))
}

fn is_watch(name: &OsStr) -> bool {
    name.to_str().is_some_and(|text| is_numbered(text, WATCH))
}

fn is_link(name: &OsStr) -> bool {
    Observers::PINS.iter().any(|pin| name == OsStr::new(pin))
}

/// What is in the generation at `path` that softrss does not make.
pub(super) fn strangers(path: &Path) -> Result<Vec<PathBuf>, DeploymentError> {
    let mut strangers = Vec::new();
    for name in names(path)? {
        let at = path.join(&name);
        if is_watch(&name) {
            let inside = names(&at)?;
            let inside = inside.iter().filter(|name| !is_link(name));
            strangers.extend(inside.map(|name| at.join(name)));
        } else if !is_file(&name) {
            strangers.push(at);
        }
    }
    Ok(strangers)
}

impl Generation {
    pub(super) fn new(directory: &Path, number: u32) -> Self {
        Self {
            number,
            path: directory.join(number.to_string()),
        }
    }

    pub(super) fn number(&self) -> u32 {
        self.number
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The path of an object.
    pub(super) fn at(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The name of the queues of a step.
    pub(super) fn queue_name(step: usize) -> String {
        numbered(QUEUE, step)
    }

    /// The name of the directory with what counts the events of the queues of a step.
    pub(super) fn watch_name(step: usize) -> String {
        numbered(WATCH, step)
    }

    pub(super) fn make(&self) -> Result<(), DeploymentError> {
        make(&self.path)
    }

    /// The program; `None` when there is none.
    pub(super) fn program(&self) -> Result<Option<PinnedProgram>, DeploymentError> {
        let path = self.at(PROGRAM);
        let there = path.try_exists();
        if !there.map_err(DeploymentError::directory("look at", &path))? {
            return Ok(None);
        }
        Ok(Some(PinnedProgram::open(path)?))
    }

    pub(super) fn memory(&self) -> Result<Memory, DeploymentError> {
        Ok(Memory::open(&self.at(RECORD))?)
    }

    /// Whether a change in place was interrupted.
    pub(super) fn is_pending(&self) -> Result<bool, DeploymentError> {
        let path = self.at(PENDING);
        let there = path.try_exists();
        there.map_err(DeploymentError::directory("look at", &path))
    }

    /// The record that a change in place did not get to.
    pub(super) fn pending(&self) -> Result<Option<Memory>, DeploymentError> {
        if !self.is_pending()? {
            return Ok(None);
        }
        Ok(Some(Memory::open(&self.at(PENDING))?))
    }

    pub(super) fn queue(&self, step: usize) -> Result<CpuMap, DeploymentError> {
        Ok(CpuMap::open(self.at(&Self::queue_name(step)))?)
    }

    pub(super) fn devices(&self) -> Result<DevMap, DeploymentError> {
        Ok(DevMap::open(self.at("devices"))?)
    }

    pub(super) fn has_latency(&self) -> Result<bool, DeploymentError> {
        let path = self.at("latency");
        let there = path.try_exists();
        there.map_err(DeploymentError::directory("look at", &path))
    }

    pub(super) fn latency(&self) -> Result<Latency, DeploymentError> {
        Ok(Counters::open(self.at("latency"), 1)?)
    }

    /// One of the other maps, made from `spec`; `None` when the program does without it. A trie may be larger.
    pub(super) fn plain(&self, spec: &MapSpec) -> Result<Option<PlainMap>, DeploymentError> {
        let path = self.at(spec.name.as_str());
        let there = path.try_exists();
        if !there.map_err(DeploymentError::directory("look at", &path))? {
            return Ok(None);
        }
        let mut spec = spec.clone();
        if spec.map_type == MapType::BPF_MAP_TYPE_LPM_TRIE {
            let map = object::open(&path, ObjectKind::Map);
            let map = map.map_err(|source| PlainMapError::Open {
                map: spec.name.clone(),
                path: path.clone(),
                source,
            })?;
            spec.max_entries = map_info(&map)?.max_entries;
        }
        Ok(Some(PlainMap::open(path, &spec)?))
    }

    /// What a policy with `rules` rules counts.
    pub(super) fn counters(&self, rules: usize) -> Result<Counters<1>, DeploymentError> {
        Ok(Counters::open(self.at("counters"), Slot::count(rules))?)
    }

    /// Every map in it, by the name of its pin.
    pub(super) fn maps(&self) -> Result<Vec<(String, MapInfo)>, DeploymentError> {
        let mut maps = Vec::new();
        for name in names(&self.path)? {
            if name == PROGRAM || !is_file(&name) {
                continue;
            }
            let path = self.path.join(&name);
            let map = object::open(&path, ObjectKind::Map);
            let map = map.map_err(|source| MemoryError::Open { path, source })?;
            maps.push((name.to_string_lossy().into_owned(), map_info(&map)?));
        }
        maps.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(maps)
    }

    pub(super) fn sums(&self) -> Result<QueueCounters, DeploymentError> {
        Ok(QueueCounters::open(&self.path)?)
    }

    pub(super) fn observers(&self, step: usize) -> Result<Observers, DeploymentError> {
        Ok(Observers::open(self.at(&Self::watch_name(step)))?)
    }

    /// Removes everything in it that softrss makes, and itself if nothing else is in it.
    pub(super) fn remove(&self, watch: &mut Watch<'_>) -> Result<(), DeploymentError> {
        for name in names(&self.path)? {
            let at = self.path.join(&name);
            if is_watch(&name) {
                for link in names(&at)?.iter().filter(|name| is_link(name)) {
                    watch.before(Stage::Unpin(link.to_string_lossy().into_owned()))?;
                    unpin(&at.join(link))?;
                }
                remove_if_empty(&at)?;
            } else if is_file(&name) {
                watch.before(Stage::Unpin(name.to_string_lossy().into_owned()))?;
                unpin(&at)?;
            }
        }
        remove_if_empty(&self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_as_they_are_written_are_generations() {
        for (name, expected) in [
            ("1", Some(1)),
            ("4294967295", Some(u32::MAX)),
            ("01", None),
            ("+1", None),
            ("4294967296", None),
            ("", None),
            ("link", None),
        ] {
            assert_eq!(number(OsStr::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn only_names_that_are_given_are_ours() {
        for name in [
            "prog",
            "record",
            "pending",
            "cpus",
            "cpus_1",
            "cpus_12",
            "tables",
            "sums_errors",
        ] {
            assert!(is_file(OsStr::new(name)), "{name}");
        }
        for name in [
            "", "cpus_", "cpus_x", "cpus1", "cpus_1_", "watch", "progs", "link",
        ] {
            assert!(!is_file(OsStr::new(name)), "{name}");
        }
        assert!(is_watch(OsStr::new("watch")) && is_watch(OsStr::new("watch_3")));
        assert!(!is_watch(OsStr::new("watcher")));
    }
}
