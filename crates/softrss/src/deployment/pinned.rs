//! What is pinned for an interface, as far as a change depends on it: data, read once under the lock.

use std::collections::{BTreeMap, BTreeSet};

use softrss_codegen::{
    Image,
    image::{Contents, Map},
};
use softrss_core::CpuId;

use super::{
    directory::Directory,
    error::{DeploymentError, RecordError},
    generation::{EARLIER, Generation, Listing, PENDING, RECORD},
    operation::Removal,
    stored::Stored,
    trial,
};
use crate::{
    attach::Interface,
    map::{CountersError, CpumapSlot, PlainMapError},
    stats::{QueueCounters, StatsError},
    steering::{AnyMap, SteeringError, is_of_another_version},
    target::TargetCpus,
};

/// What is pinned for an interface.
#[derive(Debug, Default)]
pub(super) struct Pinned {
    /// The directory, relative to the root.
    pub(super) directory: String,
    /// Whether there is a link, or something else in its place.
    pub(super) has_link: bool,
    /// What has the name of a generation and is none.
    pub(super) misplaced: Vec<String>,
    pub(super) generations: Vec<Listing>,
    /// What the link holds, if it does something.
    pub(super) current: Option<Current>,
    /// The names of a trial.
    pub(super) trial: Vec<String>,
}

/// The generation whose program the link holds.
#[derive(Debug)]
pub(super) struct Current {
    pub(super) number: u32,
    /// `None` when another version made it.
    pub(super) live: Option<Live>,
}

/// What is at work, and what is known of it.
#[derive(Clone, Debug)]
pub(super) struct Live {
    pub(super) stored: Stored,
    /// What a change in place was on the way to when it was interrupted.
    pub(super) pending: Option<Stored>,
    /// Whether everything that the record names is there.
    pub(super) is_whole: bool,
    /// The maps of the image that are what the image says, and those of the program.
    pub(super) maps: BTreeSet<String>,
    /// The CPUMAPs, by step.
    pub(super) queues: Vec<Slots>,
    /// Room for prefixes, by map.
    pub(super) room: BTreeMap<String, u32>,
    pub(super) devices: Vec<DeviceSlot>,
    /// Whether what counts the events of queues is what this version knows.
    pub(super) is_observed: bool,
    /// Whether something was counted with other counters before.
    pub(super) has_earlier: bool,
}

/// The entries of a CPUMAP.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    pub(super) max_entries: u32,
    pub(super) entries: BTreeMap<CpuId, CpumapSlot>,
    /// Those whose thread may run anywhere, because the CPU was offline.
    pub(super) unbound: BTreeSet<CpuId>,
}

/// A slot of a DEVMAP.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DeviceSlot {
    /// Index of the interface that is stored.
    pub(super) stored: Option<u32>,
    /// Index of the interface that has the name now.
    pub(super) named: Option<u32>,
}

impl Pinned {
    /// What is pinned in `directory`; `current` is the generation whose program the link holds.
    pub(super) fn read(
        directory: &Directory,
        current: Option<&Generation>,
    ) -> Result<Self, DeploymentError> {
        let generations = directory.generations()?;
        let listings = generations.iter().map(Generation::listing);
        let current = current.map(|generation| {
            Ok::<_, DeploymentError>(Current {
                number: generation.number(),
                live: Live::read(generation)?,
            })
        });
        Ok(Self {
            directory: directory.name(),
            has_link: directory.has_link()?,
            misplaced: directory.misplaced()?,
            generations: listings.collect::<Result<_, _>>()?,
            current: current.transpose()?,
            trial: trial::pins(directory.path()),
        })
    }

    /// Something of what is at work is not what it should be, so that it is not changed in place.
    pub(super) fn is_damaged(&mut self) {
        let live = self
            .current
            .as_mut()
            .and_then(|current| current.live.as_mut());
        if let Some(live) = live {
            live.is_whole = false;
        }
    }

    /// The path of what is called `name` in a generation.
    pub(super) fn path(&self, generation: u32, name: &str) -> String {
        format!("{}/{generation}/{name}", self.directory)
    }

    /// The path of the link.
    pub(super) fn link(&self) -> String {
        format!("{}/{}", self.directory, Directory::LINK)
    }

    /// Removes the link.
    pub(super) fn unpin_link(&self) -> Option<Removal> {
        let unpin = Removal::Unpin { path: self.link() };
        self.has_link.then_some(unpin)
    }

    /// The steering that a trial on `interface` is taken back to; none where nothing is attached.
    pub(super) fn goes_back_to(&self, interface: &str) -> Result<Option<Stored>, DeploymentError> {
        let Some(current) = &self.current else {
            return Ok(None);
        };
        let live = current.live.as_ref();
        let live = live.ok_or_else(|| DeploymentError::NoWayBack {
            interface: interface.to_owned(),
        })?;
        // A change that was interrupted is finished before the trial begins.
        Ok(Some(live.pending.as_ref().unwrap_or(&live.stored).clone()))
    }

    /// Removes what is written down of a trial.
    pub(super) fn unpin_trial(&self) -> impl Iterator<Item = Removal> {
        let paths = self
            .trial
            .iter()
            .map(|name| format!("{}/{name}", self.directory));
        paths.map(|path| Removal::Unpin { path })
    }

    /// Removes every generation but `keep`.
    pub(super) fn remove_generations(&self, keep: Option<u32>) -> Vec<Removal> {
        let others = self.generations.iter();
        let others = others.filter(|listing| Some(listing.number) != keep);
        let misplaced = self.misplaced.iter().map(|name| Removal::Unpin {
            path: format!("{}/{name}", self.directory),
        });
        misplaced
            .chain(others.flat_map(|listing| self.remove(listing)))
            .collect()
    }

    fn remove(&self, listing: &Listing) -> Vec<Removal> {
        let at = |name: &str| self.path(listing.number, name);
        let mut removals = Vec::new();
        for (directory, pins) in &listing.observers {
            let paths = pins.iter().map(|pin| at(&format!("{directory}/{pin}")));
            removals.extend(paths.map(|path| Removal::Unpin { path }));
            removals.push(Removal::RemoveDirectory {
                path: at(directory),
            });
        }
        let pins = listing.pins.iter();
        removals.extend(pins.map(|pin| Removal::Unpin { path: at(pin) }));
        removals.push(Removal::RemoveDirectory {
            path: format!("{}/{}", self.directory, listing.number),
        });
        removals
    }
}

impl Live {
    /// What is at work in `generation`; `None` when another version made it.
    fn read(generation: &Generation) -> Result<Option<Self>, DeploymentError> {
        let Some(stored) = open(generation, RECORD)? else {
            return Ok(None);
        };
        let pending = if generation.has(PENDING)? {
            match open(generation, PENDING)? {
                // It is not known what is in the maps.
                None => return Ok(None),
                pending => pending,
            }
        } else {
            None
        };
        let image = stored.image.clone();
        let damaged = damaged(generation, &stored)?;
        let observers =
            |name: &String| name.contains('/') || QueueCounters::PINS.contains(&&**name);
        let mut live = Self {
            stored,
            pending,
            is_whole: damaged.is_empty(),
            maps: BTreeSet::new(),
            queues: Vec::new(),
            room: BTreeMap::new(),
            devices: Vec::new(),
            is_observed: !damaged.iter().any(observers) && is_observed(generation, &image)?,
            has_earlier: generation.has(EARLIER)? && !damaged.contains(EARLIER),
        };
        let machine = TargetCpus::read();
        for map in image.maps() {
            if damaged.contains(&map.name) {
                live.note_absent(map);
                continue;
            }
            match AnyMap::open(map, &generation.at(&map.name)) {
                Ok(opened) => live.note(map, &opened, &machine)?,
                Err(error) if is_of_another_version(&error) => live.note_absent(map),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Some(live))
    }

    /// Notes that a map is not what the image says.
    fn note_absent(&mut self, map: &Map) {
        if matches!(map.contents, Contents::Queues(_)) {
            self.queues.push(Slots::default());
        }
    }

    /// Notes what is in a map.
    fn note(
        &mut self,
        map: &Map,
        opened: &AnyMap,
        machine: &TargetCpus,
    ) -> Result<(), DeploymentError> {
        self.maps.insert(map.name.clone());
        match opened {
            AnyMap::Queues(queues) => {
                let entries: BTreeMap<_, _> = queues.iter().collect::<Result<_, _>>()?;
                let id = queues.id()?;
                let cpus = entries.keys().copied();
                self.queues.push(Slots {
                    max_entries: queues.max_entries(),
                    unbound: cpus
                        .filter(|cpu| machine.may_be_unbound(id, *cpu))
                        .collect(),
                    entries,
                });
            }
            AnyMap::Devices(devices) => {
                for (slot, name) in (0..).zip(self.stored.image.devices()) {
                    let named = Interface::by_name(name.as_str()).ok();
                    self.devices.push(DeviceSlot {
                        stored: devices.get(slot).map_err(SteeringError::from)?,
                        named: named.map(|interface| interface.index()),
                    });
                }
            }
            AnyMap::Plain(plain) => {
                let entries = plain.spec().max_entries;
                self.room.insert(map.name.clone(), entries);
            }
            AnyMap::Counters(_) | AnyMap::Latency(_) => {}
        }
        Ok(())
    }

    /// Whether everything is what this version makes, so that it can be changed in place.
    pub(super) fn is_of_this_version(&self) -> bool {
        let maps = self.stored.image.maps().iter();
        self.is_whole
            && self.is_observed
            && maps
                .map(|map| &map.name)
                .all(|name| self.maps.contains(name))
    }
}

/// What of a generation is missing or was put there by somebody else. Where the record does not say what was pinned, the
/// program tells which maps it uses.
fn damaged(generation: &Generation, stored: &Stored) -> Result<BTreeSet<String>, DeploymentError> {
    let mut damaged = generation.damaged(&stored.record)?;
    let objects = generation.objects()?;
    if stored.record.objects.is_empty()
        && let Some(program) = generation.program()?
    {
        let used = program.info()?.map_ids;
        let declared = stored.image.program().code().declared_maps();
        let names = declared.iter().map(|map| map.name.to_string());
        damaged.extend(names.filter(|name| {
            let found = objects.get(name);
            found.is_some_and(|id| !used.contains(id))
        }));
    }
    Ok(damaged)
}

/// What is stored under `name`; `None` when another version stored it.
fn open(generation: &Generation, name: &str) -> Result<Option<Stored>, RecordError> {
    match Stored::open(&generation.at(name)) {
        Err(error) if error.is_of_another_version() => Ok(None),
        stored => stored.map(Some),
    }
}

/// Whether the sums and what adds to them are what this version knows.
fn is_observed(generation: &Generation, image: &Image) -> Result<bool, DeploymentError> {
    let observers = || -> Result<(), StatsError> {
        let _sums = generation.sums()?;
        for step in 0..image.queues().count() {
            let _observers = generation.observers(step)?;
        }
        Ok(())
    };
    match observers() {
        Ok(()) => Ok(true),
        Err(
            StatsError::Open { source, .. }
            | StatsError::Counters(CountersError::Open { source, .. })
            | StatsError::Map(PlainMapError::Open { source, .. }),
        ) if source.is_unexpected() => Ok(false),
        Err(error) => Err(error.into()),
    }
}
