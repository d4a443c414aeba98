//! The maps of an image in the kernel.

use std::{
    collections::BTreeMap,
    os::fd::{AsFd, BorrowedFd},
    path::Path,
};

use bpf_asm::{Data, MapDecl, MapSpec};
use softrss_codegen::{
    Image,
    image::{Contents, Element, Map},
    lanes::{self, BUCKETS, FIRST_EPOCH, LaneLayout, QUEUES},
};
use softrss_core::CpuId;

use super::error::SteeringError;
use crate::{
    attach::Interface,
    histogram::Histogram,
    lanes::{Records, Shared, margin_here},
    map::{
        Counters, CountersError, CpuMap, CpumapError, DevMap, DevmapError, PlainMap, PlainMapError,
    },
    object::{self, ObjectKind, map_info},
    sys::Mapping,
    topology,
};

/// How long packets waited, by CPU, in the form of a [`Histogram`].
pub(crate) type Latency = Counters<{ Histogram::BUCKETS }>;

/// Maps by name.
pub(crate) type Maps = BTreeMap<String, AnyMap>;

/// A map, of the kind that its contents ask for.
#[derive(Debug)]
pub(crate) enum AnyMap {
    Queues(CpuMap),
    Devices(DevMap),
    Counters(Counters<1>),
    Latency(Latency),
    Plain(PlainMap),
}

impl AnyMap {
    /// Makes `map`, of an image whose buckets move `in_order` or do not, and fills it; but for queues, which need programs that use other maps.
    pub(crate) fn create(map: &Map, in_order: bool) -> Result<Self, SteeringError> {
        let name = map.name.as_str();
        Ok(match &map.contents {
            Contents::Queues(_) => {
                // A CPU can be added later.
                Self::Queues(CpuMap::create(map.max_entries.max(possible()?), name)?)
            }
            Contents::Devices(devices) => {
                let made = DevMap::create(map.max_entries, name)?;
                for (slot, device) in (0..).zip(devices) {
                    store_device(&made, slot, device.as_str())?;
                }
                Self::Devices(made)
            }
            Contents::Counters(_) => Self::Counters(Counters::create(map.max_entries, name)?),
            Contents::Waits => Self::Latency(Counters::create(map.max_entries, name)?),
            Contents::Table(table) => {
                let made = PlainMap::create(&map.spec()?)?;
                store_table(&made, table, in_order.then_some(FIRST_EPOCH))?;
                Self::Plain(made)
            }
            Contents::Entries(entries) => Self::Plain(if let Some(words) = map.words() {
                let made = PlainMap::create(&map.spec()?)?;
                made.store_words(words.into_iter())?;
                made
            } else {
                let made = PlainMap::create(&roomy(map.spec()?))?;
                for (key, cpu) in entries {
                    store_entry(&made, &map.element(key, *cpu))?;
                }
                made
            }),
            Contents::Zero => Self::Plain(PlainMap::create(&map.spec()?)?),
            Contents::Lanes(_) | Contents::Buckets => {
                Self::Plain(PlainMap::create(&by_machine(map.spec()?)?)?)
            }
            Contents::Shared(layout) => {
                let made = PlainMap::create(&map.spec()?)?;
                Shared::new(&made, *layout)?.store_margin(margin_here(possible()?));
                Self::Plain(made)
            }
        })
    }

    /// Opens `map`, which is pinned at `path`, as it was left.
    pub(crate) fn open(map: &Map, path: &Path) -> Result<Self, SteeringError> {
        Ok(match &map.contents {
            Contents::Queues(_) => Self::Queues(CpuMap::open(path)?),
            Contents::Devices(_) => Self::Devices(DevMap::open(path)?),
            Contents::Counters(_) => Self::Counters(Counters::open(path, map.max_entries)?),
            Contents::Waits => Self::Latency(Counters::open(path, map.max_entries)?),
            Contents::Lanes(_) | Contents::Buckets => {
                Self::Plain(PlainMap::open(path, &by_machine(map.spec()?)?)?)
            }
            Contents::Entries(_) if map.words().is_none() => {
                let mut spec = map.spec()?;
                let failed = |source| PlainMapError::Open {
                    map: spec.name.clone(),
                    path: path.to_owned(),
                    source,
                };
                let info = object::open(path, ObjectKind::Map)
                    .and_then(|map| Ok(map_info(&map)?))
                    .map_err(failed)?;
                spec.max_entries = info.max_entries;
                Self::Plain(PlainMap::open(path, &spec)?)
            }
            Contents::Table(_) | Contents::Entries(_) | Contents::Shared(_) | Contents::Zero => {
                Self::Plain(PlainMap::open(path, &map.spec()?)?)
            }
        })
    }

    /// Pins it, so that it outlives this process.
    pub(crate) fn pin(&self, path: &Path) -> Result<(), SteeringError> {
        match self {
            Self::Queues(map) => map.pin(path)?,
            Self::Devices(map) => map.pin(path)?,
            Self::Counters(map) => map.pin(path)?,
            Self::Latency(map) => map.pin(path)?,
            Self::Plain(map) => map.pin(path)?,
        }
        Ok(())
    }
}

impl AsFd for AnyMap {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Queues(map) => map.as_fd(),
            Self::Devices(map) => map.as_fd(),
            Self::Counters(map) => map.as_fd(),
            Self::Latency(map) => map.as_fd(),
            Self::Plain(map) => map.as_fd(),
        }
    }
}

/// Whether `error` says that what is pinned is not what this version pins there.
pub(crate) fn is_of_another_version(error: &SteeringError) -> bool {
    match error {
        SteeringError::Cpumap(CpumapError::Open { source, .. })
        | SteeringError::Devmap(DevmapError::Open { source, .. })
        | SteeringError::Counters(CountersError::Open { source, .. })
        | SteeringError::Map(PlainMapError::Open { source, .. }) => source.is_unexpected(),
        _ => false,
    }
}

/// One more than the highest number of a CPU of this machine.
fn possible() -> Result<u32, SteeringError> {
    let highest = topology::possible()?.last();
    Ok(highest.map_or(0, |cpu| cpu.number() + 1))
}

/// A map that has a value for each CPU that can be, or for each receive queue.
fn by_machine(mut spec: MapSpec) -> Result<MapSpec, SteeringError> {
    let possible = possible()?;
    spec.max_entries = match spec.name.as_str() {
        // More queues than CPUs are rare, and share records then.
        BUCKETS => possible.max(QUEUES),
        _ => possible,
    };
    Ok(spec)
}

/// The records of buckets that are pinned at `path`.
pub(crate) fn open_records(path: &Path, layout: LaneLayout) -> Result<Records, SteeringError> {
    let spec = by_machine(layout.bucket_map()?.spec().clone())?;
    Ok(Records::new(&PlainMap::open(path, &spec)?, layout)?)
}

/// The words of the indirection tables that are pinned at `path`.
pub(crate) fn open_words(path: &Path, layout: LaneLayout) -> Result<Mapping, SteeringError> {
    let bytes = layout.buckets() as usize * size_of::<u32>();
    let spec = MapDecl::<Data>::new("tables", vec![0; bytes])?;
    let map = PlainMap::open(path, spec.spec())?;
    Ok(map.mapped_words(layout.buckets())?)
}

/// A map of entries is made with room for others to come. What is not used takes no memory.
fn roomy(mut spec: MapSpec) -> MapSpec {
    const AT_LEAST: u32 = 4096;
    spec.max_entries = spec.max_entries.saturating_mul(2).max(AT_LEAST);
    spec
}

/// Puts the interface that is called `name` now into `slot`.
pub(crate) fn store_device(map: &DevMap, slot: u32, name: &str) -> Result<(), SteeringError> {
    let interface = Interface::by_name(name).map_err(SteeringError::Device)?;
    Ok(map.insert(slot, &interface)?)
}

/// Stores the CPUs of buckets. Where they move in order, what stays where it is keeps its word, and the others begin an
/// `epoch`.
pub(crate) fn store_table(
    map: &PlainMap,
    table: &[CpuId],
    epoch: Option<u32>,
) -> Result<(), PlainMapError> {
    let Some(epoch) = epoch else {
        return map.store_words(table.iter().map(|cpu| cpu.number()));
    };
    map.change_words(table.iter(), |cpu, before| {
        if lanes::cpu(before) == Some(*cpu) {
            before
        } else {
            lanes::word(*cpu, epoch)
        }
    })
}

/// Stores an entry of a table.
pub(crate) fn store_entry(map: &PlainMap, element: &Element) -> Result<(), PlainMapError> {
    match element {
        Element::Keyed { key, value } => map.insert(key, value),
        Element::Word { index, word } => map.store_word(*index, *word),
    }
}

/// Removes an entry of a table.
pub(crate) fn remove_entry(map: &PlainMap, element: &Element) -> Result<(), PlainMapError> {
    match element {
        Element::Keyed { key, .. } => map.remove(key),
        Element::Word { index, .. } => map.store_word(*index, 0),
    }
}

/// The CPUMAPs of `image` among `maps`, by step.
pub(crate) fn queues<'m>(
    image: &'m Image,
    maps: &'m Maps,
) -> impl Iterator<Item = (&'m Map, &'m CpuMap)> {
    image.queues().filter_map(|(map, _)| {
        let AnyMap::Queues(made) = maps.get(&map.name)? else {
            return None;
        };
        Some((map, made))
    })
}
