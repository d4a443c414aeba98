//! A policy in the kernel: the maps of its [`Image`], made and filled, and its programs, loaded.

mod error;
mod maps;

use std::os::fd::AsFd as _;

use softrss_codegen::{
    Image, Probe,
    image::{Contents, Program, Queue},
    lanes::{LANES, LaneLayout, TARGETS},
};
use softrss_core::{CpuId, Slot, Slots};

use crate::{
    load::{Loaded, load},
    map::{Counters, CpuMap, CpumapEntry, DevMap, PlainMap},
};

pub use error::SteeringError;
pub(crate) use maps::{
    AnyMap, Latency, Maps, is_of_another_version, open_records, open_words, remove_entry,
    store_device, store_entry, store_table,
};

/// An image that is realised, ready to be attached: nothing is missing when the first packet comes.
#[derive(Debug)]
#[must_use = "the program is unloaded and the maps are freed when this is dropped"]
pub struct Steering {
    program: Loaded,
    image: Image,
    maps: Maps,
}

impl Steering {
    /// Makes and fills the maps of `image`, then loads its programs.
    ///
    /// The interfaces that targets send packets out of are those of the calling thread's network namespace.
    ///
    /// # Kernel
    /// 5.9
    /// # Errors
    /// [`SteeringError`]; nothing is left behind then.
    pub fn load(image: &Image) -> Result<Self, SteeringError> {
        Self::load_with(image, Maps::new())
    }

    /// The same, with some maps that exist already. They stay as they are.
    ///
    /// # Errors
    /// [`SteeringError`]; nothing is left behind then.
    pub(crate) fn load_with(image: &Image, given: Maps) -> Result<Self, SteeringError> {
        let mut maps = given;
        let mut empty = Vec::new();
        for map in image.maps() {
            if !maps.contains_key(&map.name) {
                maps.insert(
                    map.name.clone(),
                    AnyMap::create(map, image.lanes().is_some())?,
                );
                if let Contents::Queues(queues) = &map.contents {
                    empty.push((map.name.as_str(), queues));
                }
            }
        }
        for (name, queues) in empty {
            let entry = image.entry_program(queues);
            let entry = entry.map(|program| load_program(program, &maps));
            let entry = entry.transpose()?;
            if let Some(AnyMap::Queues(map)) = maps.get(name) {
                for queue in queues {
                    map.insert(queue.cpu, &entry_of(queue, entry.as_ref()))?;
                }
            }
        }
        Ok(Self {
            program: load_program(image.program(), &maps)?,
            image: image.clone(),
            maps,
        })
    }

    /// The program.
    pub fn program(&self) -> &Loaded {
        &self.program
    }

    /// What was realised.
    #[must_use]
    pub fn image(&self) -> &Image {
        &self.image
    }

    /// The queues of every step of the policy, in the order of
    /// [`ResolvedPolicy::steps`](softrss_core::ResolvedPolicy::steps).
    pub fn queues(&self) -> impl Iterator<Item = &CpuMap> {
        maps::queues(&self.image, &self.maps).map(|(_, queues)| queues)
    }

    /// The queues of the targets, for what `[targets]` says they do: those of the first step.
    ///
    /// # Errors
    /// [`SteeringError::NoMap`] for an image without queues.
    pub fn cpus(&self) -> Result<&CpuMap, SteeringError> {
        let first = self.queues().next();
        first.ok_or(SteeringError::NoMap { map: "cpus" })
    }

    /// The interfaces that targets send packets out of, if there are any.
    #[must_use]
    pub fn devices(&self) -> Option<&DevMap> {
        self.maps.values().find_map(|map| {
            let AnyMap::Devices(devices) = map else {
                return None;
            };
            Some(devices)
        })
    }

    /// Every map, by name.
    pub(crate) fn maps(&self) -> &Maps {
        &self.maps
    }

    /// Where what is kept of packets on their way lies, and the maps of lanes and of what they share, if it is kept.
    pub(crate) fn lane_maps(&self) -> Option<(LaneLayout, &PlainMap, &PlainMap)> {
        let plain = |name| match self.maps.get(name)? {
            AnyMap::Plain(map) => Some(map),
            _ => None,
        };
        Some((self.image.lanes()?, plain(LANES)?, plain(TARGETS)?))
    }

    /// What the program counts, if it counts.
    pub(crate) fn counters(&self) -> Option<&Counters<1>> {
        let AnyMap::Counters(counters) = self.maps.get("counters")? else {
            return None;
        };
        Some(counters)
    }

    /// How long packets waited, if that is measured.
    pub(crate) fn latency(&self) -> Option<&Latency> {
        let AnyMap::Latency(latency) = self.maps.get("latency")? else {
            return None;
        };
        Some(latency)
    }

    /// How many packets were counted in `slot`, by the CPU that received them.
    ///
    /// # Errors
    /// [`SteeringError::NoMap`] for a program without [`Options::counters`](softrss_codegen::Options::counters).
    pub fn count(&self, slot: impl Into<Slot>) -> Result<Vec<(CpuId, u64)>, SteeringError> {
        let counters = self.counters();
        let counters = counters.ok_or(SteeringError::NoMap { map: "counters" })?;
        let slots = Slots::of_names(self.image().counters());
        let copies = counters.by_cpu(slots.index(slot.into()))?;
        Ok(copies
            .into_iter()
            .map(|(cpu, [packets])| (cpu, packets))
            .collect())
    }

    /// The last decision.
    ///
    /// # Errors
    /// [`SteeringError::NoMap`] for a program without [`Options::probe`](softrss_codegen::Options::probe).
    pub fn probe(&self) -> Result<Probe, SteeringError> {
        const NO_PROBE: SteeringError = SteeringError::NoMap { map: "probe" };
        let Some(AnyMap::Plain(map)) = self.maps.get("probe") else {
            return Err(NO_PROBE);
        };
        let value = map.get(&0u32.to_ne_bytes())?.ok_or(NO_PROBE)?;
        Ok(Probe::from_bytes(value.first_chunk().ok_or(NO_PROBE)?))
    }
}

/// Loads `program`, to use those of `maps` that it names.
pub(crate) fn load_program(program: &Program, maps: &Maps) -> Result<Loaded, SteeringError> {
    let names: Vec<String> = program
        .code()
        .declared_maps()
        .iter()
        .map(|map| map.name.to_string())
        .collect();
    let mut given = bpf_asm::Program::clone(program);
    for name in &names {
        if let Some(map) = maps.get(name) {
            given = given.with_map(name, map.as_fd())?;
        }
    }
    Ok(load(&given)?)
}

/// The entry for `queue`, whose program was loaded.
pub(crate) fn entry_of<'p>(queue: &Queue, program: Option<&'p Loaded>) -> CpumapEntry<'p> {
    let entry = CpumapEntry::new(queue.qsize);
    match program {
        Some(program) => entry.with_program(program),
        None => entry,
    }
}
