//! A policy in the kernel: its maps, created and filled, and its program, loaded.

use std::{collections::BTreeMap, os::fd::AsFd as _};

use bpf_asm::{LpmTrie, MapDecl, MapSpec, NameError, NoSuchMap};
use softrss_core::{
    CpuId, ResolvedPolicy,
    codegen::{CodegenError, Counter, Maps, Options, Probe, generate},
};

use crate::{
    load::{LoadError, Loaded, load},
    map::{Counters, CountersError, CpuMap, CpumapEntry, CpumapError, PlainMap, PlainMapError},
};

/// A policy that is ready to be attached: nothing is missing when the first packet comes.
#[derive(Debug)]
#[must_use = "the program is unloaded and the maps are freed when this is dropped"]
pub struct Steering {
    program: Loaded,
    cpus: CpuMap,
    counters: Option<Counters<1>>,
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
        let mut program = generate(policy, &declared, options)?;
        let cpus = cpumap(policy)?;
        let specs: Vec<MapSpec> = program
            .code()
            .declared_maps()
            .into_iter()
            .cloned()
            .collect();
        let mut counters = None;
        let mut maps = BTreeMap::new();
        for spec in &specs {
            if spec.name == declared.counters().spec().name {
                counters = Some(Counters::create(spec.max_entries, spec.name.as_str())?);
            } else if spec.name != declared.cpus().spec().name {
                maps.insert(spec.name.to_string(), PlainMap::create(spec)?);
            }
        }
        fill_prefixes(policy, &declared, &maps)?;
        let name = &declared.cpus().spec().name;
        if specs.iter().any(|spec| spec.name == *name) {
            program = program.with_map(name.as_str(), cpus.as_fd())?;
        }
        if let Some(counters) = &counters {
            program =
                program.with_map(declared.counters().spec().name.as_str(), counters.as_fd())?;
        }
        for (name, map) in &maps {
            program = program.with_map(name, map.as_fd())?;
        }
        let program = load(&program)?;
        Ok(Self {
            program,
            cpus,
            counters,
            maps,
        })
    }

    /// The program.
    pub fn program(&self) -> &Loaded {
        &self.program
    }

    /// The queues of the targets.
    pub fn cpus(&self) -> &CpuMap {
        &self.cpus
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

/// A queue for each CPU that a packet can be sent to.
fn cpumap(policy: &ResolvedPolicy) -> Result<CpuMap, CpumapError> {
    let cpus = policy.cpus();
    let highest = cpus.last().map_or(0, |cpu| cpu.0);
    let map = CpuMap::create(highest + 1, "cpus")?;
    let entry = CpumapEntry::new(policy.policy().targets.qsize);
    for cpu in cpus.iter() {
        map.insert(cpu, &entry)?;
    }
    Ok(map)
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
