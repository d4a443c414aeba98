//! A policy in the kernel: its maps, created and filled, and its program, loaded.

use std::{
    collections::BTreeMap,
    os::fd::{AsFd as _, BorrowedFd},
};

use bpf_asm::{LpmTrie, MapDecl, NameError, NoSuchMap, Program};
use softrss_core::{
    CpuId, ResolvedPolicy,
    codegen::{CodegenError, Counter, Maps, Options, Probe, entry, generate},
};

use crate::{
    attach::{AttachError, Interface},
    load::{LoadError, Loaded, load},
    map::{
        Counters, CountersError, CpuMap, CpumapEntry, CpumapError, DevMap, DevmapError, PlainMap,
        PlainMapError,
    },
    sample::Histogram,
};

/// A policy that is ready to be attached: nothing is missing when the first packet comes.
#[derive(Debug)]
#[must_use = "the program is unloaded and the maps are freed when this is dropped"]
pub struct Steering {
    program: Loaded,
    /// One for each step of the policy.
    queues: Vec<CpuMap>,
    counters: Option<Counters<1>>,
    /// Where waits are measured.
    latency: Option<Counters<{ Histogram::BUCKETS }>>,
    /// Where targets send packets out of an interface.
    _devices: Option<DevMap>,
    /// Every other map, by name.
    maps: BTreeMap<String, PlainMap>,
}

/// Why a policy cannot be put into the kernel.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SteeringError {
    /// There is no program for it.
    #[error(transparent)]
    Codegen(#[from] CodegenError),
    /// A map cannot be declared.
    #[error(transparent)]
    Name(#[from] NameError),
    /// The CPUMAP was refused.
    #[error(transparent)]
    Cpumap(#[from] CpumapError),
    /// The map of interfaces was refused.
    #[error(transparent)]
    Devmap(#[from] DevmapError),
    /// There is no interface that a target could send packets out of.
    #[error(transparent)]
    Interface(#[from] AttachError),
    /// Another map was refused.
    #[error(transparent)]
    Map(#[from] PlainMapError),
    /// The counters were refused.
    #[error(transparent)]
    Counters(#[from] CountersError),
    /// The program was refused.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A map was made that the program does not use.
    #[error(transparent)]
    Unused(#[from] NoSuchMap),
    /// The policy has a part that the program was loaded without.
    #[error("the program was loaded without the map `{map}`")]
    NoMap {
        /// The map.
        map: &'static str,
    },
}

impl Steering {
    /// Creates and fills the maps of `policy`, then loads its program.
    ///
    /// # Kernel
    /// 5.9
    /// # Errors
    /// [`SteeringError`]; nothing is left behind then.
    pub fn load(policy: &ResolvedPolicy, options: Options) -> Result<Self, SteeringError> {
        let declared = Maps::new(policy)?;
        let latency = policy.policy().observe.latency.then(|| {
            let spec = declared.latency().spec();
            Counters::create(spec.max_entries, spec.name.as_str())
        });
        let latency = latency.transpose()?;
        let devices = devices(policy, &declared)?;
        let mut made: Vec<(&str, BorrowedFd<'_>)> = Vec::new();
        if let Some(latency) = &latency {
            made.push((declared.latency().spec().name.as_str(), latency.as_fd()));
        }
        if let (Some(devices), Some(declared)) = (&devices, declared.devices()) {
            made.push((declared.spec().name.as_str(), devices.as_fd()));
        }
        let mut queues = Vec::new();
        for step in 0..policy.steps().len() {
            let entry = entry::generate(policy, &declared, step, options)?;
            let entry = entry.map(|entry| load_with(entry, &made)).transpose()?;
            queues.push(cpumap(policy, &declared, step, entry.as_ref())?);
        }

        let program = generate(policy, &declared, options)?;
        let mut made: Vec<(&str, BorrowedFd<'_>)> = Vec::new();
        for (queue, declared) in queues.iter().zip(declared.queues()) {
            made.push((declared.spec().name.as_str(), queue.as_fd()));
        }
        let mut counters = None;
        let mut maps = BTreeMap::new();
        for spec in program.code().declared_maps() {
            let name = spec.name.as_str();
            if spec.name == declared.counters().spec().name {
                counters = Some(Counters::create(spec.max_entries, name)?);
            } else if made.iter().all(|(other, _)| *other != name) {
                maps.insert(spec.name.to_string(), PlainMap::create(spec)?);
            }
        }
        fill_prefixes(policy, &declared, &maps)?;
        if let Some(counters) = &counters {
            made.push((declared.counters().spec().name.as_str(), counters.as_fd()));
        }
        made.extend(maps.iter().map(|(name, map)| (name.as_str(), map.as_fd())));
        let program = load_with(program, &made)?;
        Ok(Self {
            program,
            queues,
            counters,
            latency,
            _devices: devices,
            maps,
        })
    }

    /// The program.
    pub fn program(&self) -> &Loaded {
        &self.program
    }

    /// The queues of the targets, those of step 0.
    pub fn cpus(&self) -> &CpuMap {
        &self.queues[0]
    }

    /// The queues of each of [`ResolvedPolicy::steps`].
    pub fn queues(&self) -> &[CpuMap] {
        &self.queues
    }

    /// How long packets waited in the queues of each CPU.
    ///
    /// # Errors
    /// [`SteeringError::NoMap`] for a policy that does not measure it.
    pub fn waits(&self) -> Result<Vec<(CpuId, Histogram)>, SteeringError> {
        let latency = self.latency.as_ref();
        let latency = latency.ok_or(SteeringError::NoMap { map: "latency" })?;
        let copies = latency.by_cpu(0)?.into_iter();
        Ok(copies
            .map(|(cpu, buckets)| (cpu, Histogram { buckets }))
            .collect())
    }

    /// How many packets were counted as `counter`, by the CPU that received them.
    ///
    /// # Errors
    /// [`SteeringError::NoMap`] for a program without [`Options::counters`].
    pub fn count(&self, counter: Counter) -> Result<Vec<(CpuId, u64)>, SteeringError> {
        let counters = self
            .counters
            .as_ref()
            .ok_or(SteeringError::NoMap { map: "counters" })?;
        let copies = counters.by_cpu(counter.index())?;
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

/// Loads `program` with those of the maps that it names.
fn load_with<'m>(
    mut program: Program<'m>,
    maps: &[(&str, BorrowedFd<'m>)],
) -> Result<Loaded, SteeringError> {
    let named = program.code().declared_maps();
    let named: Vec<String> = named.iter().map(|spec| spec.name.to_string()).collect();
    for (name, map) in maps
        .iter()
        .filter(|(name, _)| named.iter().any(|n| n == name))
    {
        program = program.with_map(name, *map)?;
    }
    Ok(load(&program)?)
}

/// A queue for each CPU that `step` can send a packet to.
fn cpumap(
    policy: &ResolvedPolicy,
    declared: &Maps,
    step: usize,
    program: Option<&Loaded>,
) -> Result<CpuMap, CpumapError> {
    let spec = declared.queues()[step].spec();
    let map = CpuMap::create(spec.max_entries, spec.name.as_str())?;
    let mut entry = CpumapEntry::new(policy.policy().targets.qsize);
    if let Some(program) = program {
        entry = entry.with_program(program);
    }
    for cpu in policy.step_cpus(step).iter() {
        map.insert(cpu, &entry)?;
    }
    Ok(map)
}

/// The interfaces that targets send packets out of.
fn devices(policy: &ResolvedPolicy, declared: &Maps) -> Result<Option<DevMap>, SteeringError> {
    let Some(declared) = declared.devices() else {
        return Ok(None);
    };
    let map = DevMap::create(declared.spec().max_entries, declared.spec().name.as_str())?;
    for (slot, name) in (0..).zip(policy.devices()) {
        map.insert(slot, &Interface::by_name(name.as_str())?)?;
    }
    Ok(Some(map))
}

fn fill_prefixes(
    policy: &ResolvedPolicy,
    declared: &Maps,
    maps: &BTreeMap<String, PlainMap>,
) -> Result<(), PlainMapError> {
    let made = |trie: Option<&MapDecl<LpmTrie>>| maps.get(trie?.spec().name.as_str());
    let (v4, v6) = (made(declared.prefixes4()), made(declared.prefixes6()));
    let table = policy.policy().table.iter();
    for (prefix, cpu) in table.flat_map(|table| &table.entries) {
        if let Some(map) = if prefix.addr.is_ipv4() { v4 } else { v6 } {
            map.insert(&Maps::prefix_key(prefix), &cpu.0.to_ne_bytes())?;
        }
    }
    Ok(())
}
