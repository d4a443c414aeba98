//! A policy in the kernel: its maps, created and filled, and its programs, loaded.

mod error;
mod parts;

use std::collections::BTreeMap;

use softrss_codegen::{Maps, Options, Probe, generate};
use softrss_core::{CpuId, Qsize, ResolvedPolicy, Slot};

use crate::{
    histogram::Histogram,
    load::Loaded,
    map::{Counters, CpuMap, CpumapEntry, DevMap, PlainMap},
};

pub use error::SteeringError;
pub(crate) use parts::{Parts, entry_program, fill_devices, prefix_map};

/// How long packets waited, by CPU, in the form of a [`Histogram`].
pub(crate) type Latency = Counters<{ Histogram::BUCKETS }>;

/// A policy that is ready to be attached: nothing is missing when the first packet comes.
#[derive(Debug)]
#[must_use = "the program is unloaded and the maps are freed when this is dropped"]
pub struct Steering {
    program: Loaded,
    /// One for each step of the policy. Never empty.
    queues: Vec<CpuMap>,
    devices: Option<DevMap>,
    latency: Option<Latency>,
    counters: Option<Counters<1>>,
    /// Every other map, by name.
    maps: BTreeMap<String, PlainMap>,
}

impl Steering {
    /// Creates and fills the maps of `policy`, then loads its programs.
    ///
    /// The interfaces that targets send packets out of are those of the calling thread's network namespace.
    ///
    /// # Kernel
    /// 5.9
    /// # Errors
    /// [`SteeringError`]; nothing is left behind then.
    pub fn load(policy: &ResolvedPolicy, options: Options) -> Result<Self, SteeringError> {
        Self::load_with(policy, options, Parts::default(), &mut |_, _| Ok(()))
    }

    /// The same, with maps that exist already in the place of new ones. `before` is asked before the queue of a CPU
    /// is added for a step.
    ///
    /// # Errors
    /// [`SteeringError`]. The queues that were added to maps of `parts` are left behind then.
    pub(crate) fn load_with<E: From<SteeringError>>(
        policy: &ResolvedPolicy,
        options: Options,
        parts: Parts,
        before: &mut dyn FnMut(usize, CpuId) -> Result<(), E>,
    ) -> Result<Self, E> {
        let declared = Maps::new(policy).map_err(SteeringError::from)?;
        let program = generate(policy, &declared, options).map_err(SteeringError::from)?;
        let made = parts.complete(policy, &declared, &program)?;
        for (step, queue) in made.queues.iter().enumerate() {
            let entry = made.entry_program(policy, &declared, step, options)?;
            fill_queue(policy, step, queue, entry.as_ref(), before)?;
        }
        let loaded = made.load(&declared, program)?;
        Ok(made.with(loaded))
    }

    /// The program.
    pub fn program(&self) -> &Loaded {
        &self.program
    }

    /// The queues of the targets, for what `[targets]` says they do: those of the first step.
    pub fn cpus(&self) -> &CpuMap {
        &self.queues[0]
    }

    /// The queues of every step of the policy, in the order of [`ResolvedPolicy::steps`].
    pub fn queues(&self) -> &[CpuMap] {
        &self.queues
    }

    /// The interfaces that targets send packets out of, if there are any.
    #[must_use]
    pub fn devices(&self) -> Option<&DevMap> {
        self.devices.as_ref()
    }

    pub(crate) fn latency(&self) -> Option<&Latency> {
        self.latency.as_ref()
    }

    pub(crate) fn counters(&self) -> Option<&Counters<1>> {
        self.counters.as_ref()
    }

    pub(crate) fn maps(&self) -> &BTreeMap<String, PlainMap> {
        &self.maps
    }

    /// How many packets were counted in `slot`, by the CPU that received them.
    ///
    /// # Errors
    /// [`SteeringError::NoMap`] for a program without [`Options::counters`].
    pub fn count(&self, slot: impl Into<Slot>) -> Result<Vec<(CpuId, u64)>, SteeringError> {
        let counters = self
            .counters
            .as_ref()
            .ok_or(SteeringError::NoMap { map: "counters" })?;
        let copies = counters.by_cpu(slot.into().index())?;
        Ok(copies
            .into_iter()
            .map(|(cpu, [packets])| (cpu, packets))
            .collect())
    }

    /// The last decision.
    ///
    /// # Errors
    /// [`SteeringError::NoMap`] for a program without [`Options::probe`].
    pub fn probe(&self) -> Result<Probe, SteeringError> {
        const NO_PROBE: SteeringError = SteeringError::NoMap { map: "probe" };
        let map = self.maps.get("probe").ok_or(NO_PROBE)?;
        let value = map.get(&0u32.to_ne_bytes())?.ok_or(NO_PROBE)?;
        Ok(Probe::from_bytes(value.first_chunk().ok_or(NO_PROBE)?))
    }
}

/// Makes a queue for each CPU of `step` that has none.
fn fill_queue<E: From<SteeringError>>(
    policy: &ResolvedPolicy,
    step: usize,
    queue: &CpuMap,
    program: Option<&Loaded>,
    before: &mut dyn FnMut(usize, CpuId) -> Result<(), E>,
) -> Result<(), E> {
    let entry = entry_of(policy.policy().targets.qsize, program);
    for cpu in policy.step_cpus(step).iter() {
        if queue.get(cpu).map_err(SteeringError::from)?.is_none() {
            before(step, cpu)?;
            queue.insert(cpu, &entry).map_err(SteeringError::from)?;
        }
    }
    Ok(())
}

/// An entry with this program, or without.
pub(crate) fn entry_of(qsize: Qsize, program: Option<&Loaded>) -> CpumapEntry<'_> {
    let entry = CpumapEntry::new(qsize);
    match program {
        Some(program) => entry.with_program(program),
        None => entry,
    }
}
