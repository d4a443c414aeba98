//! The maps of a policy: made anew, or taken over from a policy before.

use std::{
    collections::BTreeMap,
    os::fd::{AsFd as _, BorrowedFd},
};

use bpf_asm::{LpmTrie, MapDecl, MapSpec, MapType, Program};
use softrss_codegen::{Maps, Options, entry};
use softrss_core::{ResolvedPolicy, policy::Prefix};

use super::{Latency, Steering, SteeringError};
use crate::{
    attach::Interface,
    load::{Loaded, load},
    map::{Counters, CpuMap, DevMap, PlainMap, PlainMapError},
    topology,
};

/// Maps that exist, and are to be used in the place of new ones.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    /// By step. May be shorter than the steps of the policy.
    pub(crate) queues: Vec<Option<CpuMap>>,
    pub(crate) devices: Option<DevMap>,
    pub(crate) latency: Option<Latency>,
    pub(crate) counters: Option<Counters<1>>,
}

/// Every map of a policy.
pub(super) struct Made {
    pub(super) queues: Vec<CpuMap>,
    devices: Option<DevMap>,
    latency: Option<Latency>,
    counters: Option<Counters<1>>,
    maps: BTreeMap<String, PlainMap>,
}

impl Parts {
    /// Makes what is missing for `policy`, and fills it; but for the queues.
    pub(super) fn complete(
        self,
        policy: &ResolvedPolicy,
        declared: &Maps,
        program: &Program<'_>,
    ) -> Result<Made, SteeringError> {
        let mut given = self.queues;
        given.resize_with(policy.steps().len(), || None);
        let entries = queue_entries(policy)?;
        let queues = given.into_iter().zip(declared.queues());
        let queues = queues.map(|(given, declared)| match given {
            Some(map) => Ok(map),
            None => Ok(CpuMap::create(entries, declared.spec().name.as_str())?),
        });
        let queues = queues.collect::<Result<Vec<_>, SteeringError>>()?;
        let latency = match self.latency {
            None if policy.policy().observe.latency => Some(Counters::create(1, "latency")?),
            latency => latency,
        };
        let mut counters = self.counters;
        let mut maps = BTreeMap::new();
        for spec in program.code().declared_maps() {
            if spec.name == declared.counters().spec().name {
                if counters.is_none() {
                    counters = Some(Counters::create(spec.max_entries, spec.name.as_str())?);
                }
            } else if spec.map_type != MapType::BPF_MAP_TYPE_CPUMAP {
                maps.insert(spec.name.to_string(), PlainMap::create(&roomy(spec))?);
            }
        }
        fill_prefixes(policy, declared, &maps)?;
        Ok(Made {
            queues,
            devices: devices(self.devices, policy, declared)?,
            latency,
            counters,
            maps,
        })
    }
}

/// One more than the highest CPU number of this machine and of the policy: a CPU can be added later.
fn queue_entries(policy: &ResolvedPolicy) -> Result<u32, SteeringError> {
    let highest = topology::possible()?.last().max(policy.cpus().last());
    Ok(highest.map_or(0, |cpu| cpu.number()) + 1)
}

/// A trie is made with room for other prefixes to come. What is not used takes no memory.
fn roomy(spec: &MapSpec) -> MapSpec {
    const AT_LEAST: u32 = 4096;
    let mut spec = spec.clone();
    if spec.map_type == MapType::BPF_MAP_TYPE_LPM_TRIE {
        let twice = spec.max_entries.saturating_mul(2);
        spec.max_entries = twice.max(AT_LEAST);
    }
    spec
}

/// The interfaces of the policy. Those of a map that exists are looked up again.
fn devices(
    given: Option<DevMap>,
    policy: &ResolvedPolicy,
    declared: &Maps,
) -> Result<Option<DevMap>, SteeringError> {
    let Some(declared) = declared.devices() else {
        return Ok(None);
    };
    let spec = declared.spec();
    let map = match given {
        Some(map) => map,
        None => DevMap::create(spec.max_entries, spec.name.as_str())?,
    };
    fill_devices(&map, policy)?;
    Ok(Some(map))
}

/// Stores every interface of the policy that is not there, or is no longer the one of that name.
pub(crate) fn fill_devices(map: &DevMap, policy: &ResolvedPolicy) -> Result<(), SteeringError> {
    for (slot, name) in (0..).zip(policy.devices()) {
        let interface = Interface::by_name(name.as_str()).map_err(SteeringError::Device)?;
        if map.get(slot)? != Some(interface.index()) {
            map.insert(slot, &interface)?;
        }
    }
    Ok(())
}

/// The map of each family of addresses that has prefixes.
pub(crate) fn prefix_map<'d>(declared: &'d Maps, prefix: &Prefix) -> Option<&'d MapDecl<LpmTrie>> {
    if prefix.is_ipv4() {
        declared.prefixes4()
    } else {
        declared.prefixes6()
    }
}

fn fill_prefixes(
    policy: &ResolvedPolicy,
    declared: &Maps,
    maps: &BTreeMap<String, PlainMap>,
) -> Result<(), PlainMapError> {
    let table = policy.policy().table.iter();
    for (prefix, cpu) in table.flat_map(|table| &table.entries) {
        let map = prefix_map(declared, prefix);
        if let Some(map) = map.and_then(|map| maps.get(map.spec().name.as_str())) {
            map.insert(&Maps::prefix_key(prefix), &cpu.number().to_ne_bytes())?;
        }
    }
    Ok(())
}

impl Made {
    /// Loads the entry program of a step, if it needs one.
    pub(super) fn entry_program(
        &self,
        policy: &ResolvedPolicy,
        declared: &Maps,
        step: usize,
        options: Options,
    ) -> Result<Option<Loaded>, SteeringError> {
        let (latency, devices) = (self.latency.as_ref(), self.devices.as_ref());
        entry_program(policy, declared, step, options, latency, devices)
    }

    /// Loads the program that chooses.
    pub(super) fn load<'m>(
        &'m self,
        declared: &Maps,
        mut program: Program<'m>,
    ) -> Result<Loaded, SteeringError> {
        for (queue, declared) in self.queues.iter().zip(declared.queues()) {
            program = given(program, declared.spec(), queue.as_fd())?;
        }
        if let Some(counters) = &self.counters {
            program = given(program, declared.counters().spec(), counters.as_fd())?;
        }
        for (name, map) in &self.maps {
            program = program.with_map(name, map.as_fd())?;
        }
        Ok(load(&program)?)
    }

    pub(super) fn with(self, program: Loaded) -> Steering {
        Steering {
            program,
            queues: self.queues,
            devices: self.devices,
            latency: self.latency,
            counters: self.counters,
            maps: self.maps,
        }
    }
}

/// Loads the entry program of `step`, if it needs one.
pub(crate) fn entry_program(
    policy: &ResolvedPolicy,
    declared: &Maps,
    step: usize,
    options: Options,
    latency: Option<&Latency>,
    devices: Option<&DevMap>,
) -> Result<Option<Loaded>, SteeringError> {
    let Some(mut program) = entry::generate(policy, declared, step, options)? else {
        return Ok(None);
    };
    if let Some(latency) = latency {
        program = given(program, declared.latency().spec(), latency.as_fd())?;
    }
    if let (Some(devices), Some(declared)) = (devices, declared.devices()) {
        program = given(program, declared.spec(), devices.as_fd())?;
    }
    Ok(Some(load(&program)?))
}

/// Gives `map` to a program, if that uses it.
fn given<'m>(
    program: Program<'m>,
    spec: &MapSpec,
    map: BorrowedFd<'m>,
) -> Result<Program<'m>, SteeringError> {
    let declares = program.code().declared_maps().contains(&spec);
    if declares {
        return Ok(program.with_map(spec.name.as_str(), map)?);
    }
    Ok(program)
}
