//! A generation: the directory with everything of one policy.
//!
//! ```text
//! prog                      the program that chooses
//! record                    what is known of the policy, the policy, and its image
//! pending                   the same, of what a change in place is on the way to
//! cpus, cpus_1, ...         the queues, by step
//! watch, watch_1, ...       directories: what counts the events of each of them
//! sums_...                  what they add to
//! earlier                   what was counted with other rules, before
//! counters, tables, ...    the other maps, by name
//! prefixes4, vlans_1, ...   those of tables, with a number behind the first of a kind
//! ```

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    path::{Path, PathBuf},
};

use softrss_codegen::{TABLE_MAPS, lanes};

use super::{
    document::Document,
    error::{DeploymentError, RecordError},
    files::{exists, is_directory, names, remove_if_empty, unpin},
    stored::{open_policy, open_record},
};
use crate::{
    map::{Counters, CpuMap},
    object::{self, MapInfo, ObjectKind, PinnedProgram, PinnedProgramError, map_info},
    record::Record,
    stats::{Observers, ProgramCounts, QueueCounters, StatsError},
    steering::Latency,
};

/// A generation. It need not be complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Generation {
    number: u32,
    path: PathBuf,
}

/// Names of pins, but for those that have a number.
const FILES: [&str; 13] = [
    PROGRAM,
    RECORD,
    PENDING,
    EARLIER,
    EARLIER_NEXT,
    "counters",
    "devices",
    "latency",
    TABLES,
    "turns",
    QueueCounters::PINS[0],
    QueueCounters::PINS[1],
    QueueCounters::PINS[2],
];
pub(super) const PROGRAM: &str = "prog";
pub(super) const RECORD: &str = "record";
pub(super) const PENDING: &str = "pending";
pub(super) const EARLIER: &str = "earlier";
pub(super) const EARLIER_NEXT: &str = "earlier_next";
pub(super) const TABLES: &str = "tables";
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
    text.is_some_and(|text| {
        let mut numbered = TABLE_MAPS.iter().chain([&QUEUE]);
        FILES.contains(&text)
            || lanes::MAPS.contains(&text)
            || numbered.any(|name| is_numbered(text, name))
    })
}

fn is_watch(name: &OsStr) -> bool {
    name.to_str().is_some_and(|text| is_numbered(text, WATCH))
}

/// The step whose observers are in the directory called `name`.
pub(super) fn watched_step(name: &str) -> Option<usize> {
    if name == WATCH {
        return Some(0);
    }
    name.strip_prefix(WATCH)?.strip_prefix('_')?.parse().ok()
}

/// Removes the observers that are pinned in `directory`, if it is one of theirs.
pub(super) fn remove_observers(directory: &Path) -> Result<(), DeploymentError> {
    if !directory.file_name().is_some_and(is_watch) {
        return Ok(());
    }
    let pins = names(directory)?;
    let mut pins = pins.iter().filter(|pin| is_link(pin));
    pins.try_for_each(|pin| unpin(&directory.join(pin)))
}

fn at_name(path: &Path) -> &OsStr {
    path.file_name().unwrap_or_default()
}

/// Whether this is the name of what is kept of a policy, which changes while the objects stay.
fn is_document(name: &str) -> bool {
    [RECORD, PENDING, EARLIER, EARLIER_NEXT].contains(&name)
}

fn is_link(name: &OsStr) -> bool {
    Observers::PINS.iter().any(|pin| name == OsStr::new(pin))
}

/// What is in the generation at `path` that softrss does not make.
pub(super) fn strangers(path: &Path) -> Result<Vec<PathBuf>, DeploymentError> {
    let mut strangers = Vec::new();
    for name in names(path)? {
        let at = path.join(&name);
        if !is_watch(&name) && !is_file(&name) {
            strangers.push(at);
            continue;
        }
        // A directory that has the place of a pin, or holds observers.
        let inside = names(&at)?;
        let inside = inside
            .iter()
            .filter(|name| !(is_watch(at_name(&at)) && is_link(name)));
        strangers.extend(inside.map(|name| at.join(name)));
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

    /// What is locked by the one who moves its buckets.
    pub(super) fn right(&self) -> PathBuf {
        self.at(&Self::watch_name(0))
    }

    /// The program; `None` when there is none, or something else has its name.
    pub(super) fn program(&self) -> Result<Option<PinnedProgram>, DeploymentError> {
        match PinnedProgram::open(self.at(PROGRAM)) {
            Err(PinnedProgramError::Open { source, .. }) if source.is_unexpected() => Ok(None),
            program => Ok(Some(program?)),
        }
    }

    /// Whether its program is the one with this number.
    pub(super) fn has_program(&self, id: u32) -> Result<bool, DeploymentError> {
        let program = self.program()?;
        let program = program.map(|program| program.info()).transpose()?;
        Ok(program.is_some_and(|program| program.id == id))
    }

    /// The program with this number, if it is that of the generation: also one whose pin is lost, by what the record says,
    /// or else by the maps that it uses.
    pub(super) fn program_with(&self, id: u32) -> Result<Option<PinnedProgram>, DeploymentError> {
        if let Some(program) = self.program()?
            && program.info()?.id == id
        {
            return Ok(Some(program));
        }
        let program = PinnedProgram::by_id(id).map_err(|source| DeploymentError::Lost {
            what: "the program",
            path: self.at(PROGRAM),
            source,
        })?;
        let Some(program) = program else {
            return Ok(None);
        };
        let known = match self.record() {
            Ok(record) if record.objects.contains_key(PROGRAM) => {
                record.objects.get(PROGRAM) == Some(&id)
            }
            _ => {
                let used = program.info()?.map_ids;
                let objects = self.objects()?;
                let mut queues = objects.iter().filter(|(name, _)| is_numbered(name, QUEUE));
                queues.any(|(_, map)| used.contains(map))
            }
        };
        Ok(known.then_some(program))
    }

    /// The kernel's numbers of what is pinned in it, by path, but for what is kept of the policy.
    pub(super) fn objects(&self) -> Result<BTreeMap<String, u32>, DeploymentError> {
        let listing = self.listing()?;
        let observers = listing
            .observers
            .iter()
            .flat_map(|(directory, pins)| pins.iter().map(move |pin| format!("{directory}/{pin}")));
        let pins = listing.pins.iter().filter(|pin| !is_document(pin)).cloned();
        let mut objects = BTreeMap::new();
        for name in pins.chain(observers) {
            match object::id_at(&self.at(&name)) {
                Err(error) if error.is_unexpected() => {}
                Err(source) => {
                    let path = self.at(&name);
                    return Err(DeploymentError::Open { path, source });
                }
                Ok(id) => {
                    objects.insert(name, id);
                }
            }
        }
        Ok(objects)
    }

    /// What is missing, cannot be read, or is not what was pinned there, by path. Records of earlier versions do not say what
    /// was.
    pub(super) fn damaged(&self, record: &Record) -> Result<BTreeSet<String>, DeploymentError> {
        let found = self.objects()?;
        let expected = record.objects.iter();
        let others = expected.filter(|&(name, id)| found.get(name) != Some(id));
        let mut damaged: BTreeSet<String> = others.map(|(name, _)| name.clone()).collect();
        let earlier = self.earlier();
        if earlier.is_err_and(|error| error.is_of_another_version()) && self.has(EARLIER)? {
            damaged.insert(EARLIER.to_owned());
        }
        for name in [PENDING, EARLIER_NEXT] {
            let opened = object::open(&self.at(name), ObjectKind::Map);
            if opened.is_err_and(|error| error.is_unexpected()) && self.has(name)? {
                damaged.insert(name.to_owned());
            }
        }
        Ok(damaged)
    }

    pub(super) fn record(&self) -> Result<Record, RecordError> {
        open_record(&self.at(RECORD))
    }

    /// The policy as it was written.
    pub(super) fn policy(&self) -> Result<String, RecordError> {
        open_policy(&self.at(RECORD))
    }

    /// What those before it counted.
    pub(super) fn earlier(&self) -> Result<ProgramCounts, RecordError> {
        let document = Document::open(&self.at(EARLIER))?;
        let counts = serde_json::from_slice(&document.text(0)?);
        counts.map_err(|error| document.malformed(error))
    }

    /// Whether something is pinned under `name`.
    pub(super) fn has(&self, name: &str) -> Result<bool, DeploymentError> {
        exists(&self.at(name))
    }

    /// Whether a change in place was interrupted.
    pub(super) fn is_pending(&self) -> Result<bool, DeploymentError> {
        self.has(PENDING)
    }

    /// The queues, by step.
    pub(super) fn queues(&self) -> Result<Vec<CpuMap>, DeploymentError> {
        let mut queues = Vec::new();
        while self.has(&Self::queue_name(queues.len()))? {
            queues.push(CpuMap::open(self.at(&Self::queue_name(queues.len())))?);
        }
        Ok(queues)
    }

    pub(super) fn latency(&self) -> Result<Latency, DeploymentError> {
        Ok(Counters::open(self.at("latency"), 1)?)
    }

    /// What the program counts: as many numbers as there are `names`.
    pub(super) fn counters(&self, names: &[String]) -> Result<Counters<1>, DeploymentError> {
        let count = u32::try_from(names.len()).map_err(|_more| RecordError::Malformed {
            path: self.at(RECORD),
            what: format!("it names {} counters", names.len()),
        })?;
        Ok(Counters::open(self.at("counters"), count)?)
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
            let map = map.map_err(|source| DeploymentError::Open { path, source })?;
            maps.push((name.to_string_lossy().into_owned(), map_info(&map)?));
        }
        maps.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(maps)
    }

    pub(super) fn sums(&self) -> Result<QueueCounters, StatsError> {
        QueueCounters::open(&self.path)
    }

    pub(super) fn observers(&self, step: usize) -> Result<Observers, StatsError> {
        Observers::open(self.at(&Self::watch_name(step)))
    }

    /// What softrss made in it.
    pub(super) fn listing(&self) -> Result<Listing, DeploymentError> {
        let mut listing = Listing {
            number: self.number,
            ..Listing::default()
        };
        for name in names(&self.path)? {
            let text = name.to_string_lossy().into_owned();
            if is_watch(&name) && is_directory(&self.path.join(&name)) {
                let mut pins = names(&self.path.join(&name))?;
                pins.retain(|pin| is_link(pin));
                pins.sort();
                let pins = pins.iter().map(|pin| pin.to_string_lossy().into_owned());
                listing.observers.push((text, pins.collect()));
            } else if is_file(&name) || is_watch(&name) {
                listing.pins.push(text);
            }
        }
        listing.pins.sort();
        listing.observers.sort();
        Ok(listing)
    }

    /// Removes everything in it that softrss makes, and itself if nothing else is in it.
    pub(super) fn remove(&self) -> Result<(), DeploymentError> {
        let listing = self.listing()?;
        for (directory, _) in &listing.observers {
            let directory = self.at(directory);
            remove_observers(&directory)?;
            remove_if_empty(&directory)?;
        }
        for pin in &listing.pins {
            unpin(&self.at(pin))?;
        }
        remove_if_empty(&self.path)
    }
}

/// The pins of a generation that softrss makes.
#[derive(Clone, Debug, Default)]
pub(super) struct Listing {
    pub(super) number: u32,
    pub(super) pins: Vec<String>,
    /// Directories, and the pins in them.
    pub(super) observers: Vec<(String, Vec<String>)>,
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
            "prefixes4",
            "prefixes6_1",
            "vlans",
            "vlan_pairs_7",
            "macs",
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
