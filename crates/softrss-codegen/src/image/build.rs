//! From a policy to its image.

use bpf_asm::MapSpec;

use softrss_core::{CpuId, ResolvedPolicy, indirection::IndirectionTable, policy::Key};

use super::data::{Contents, Image, Map, Program, Queue};
use crate::{
    entry, error::CodegenError, maps::Maps, options::Options, program::generate, table::TableMaps,
};

impl Image {
    /// All that `policy` becomes.
    ///
    /// # Errors
    /// [`CodegenError`]
    pub fn new(policy: &ResolvedPolicy, options: Options) -> Result<Self, CodegenError> {
        let declared = Maps::new(policy)?;
        let mut programs = vec![kept(generate(policy, &declared, options)?)?];
        let mut maps = Vec::new();
        for (step, map) in (0..).zip(declared.queues()) {
            let entry = entry::generate(policy, &declared, step, options)?;
            let entry = entry.map(kept).transpose()?;
            let program = entry.as_ref().map(|program| program.name().to_string());
            let cpus = policy.step_cpus(step);
            let queues = cpus.iter().map(|cpu| Queue {
                cpu,
                qsize: policy.policy().targets.qsize,
                program: program.clone(),
            });
            maps.push(Map::new(map.spec(), Contents::Queues(queues.collect())));
            programs.extend(entry);
        }
        maps.extend(others(policy, &declared));
        maps.retain(|map| {
            let queues = matches!(map.contents, Contents::Queues(_));
            queues || programs.iter().any(|program| program.uses(&map.name))
        });
        Ok(Self { programs, maps })
    }
}

/// A program that names its maps.
fn kept(program: bpf_asm::Program<'_>) -> Result<Program, CodegenError> {
    let name = program.name().clone();
    Program::new(program).ok_or(CodegenError::Descriptor { program: name })
}

/// The maps that are no queues, with what is in them.
fn others(policy: &ResolvedPolicy, declared: &Maps) -> Vec<Map> {
    let table = policy.tables().iter().flat_map(IndirectionTable::as_slice);
    let rules = policy.policy().rules.iter().map(|rule| rule.name.as_str());
    let names = policy
        .policy()
        .tables
        .iter()
        .map(|table| table.name.as_str());
    let counters = policy
        .slots()
        .names(&rules.collect::<Vec<_>>(), &names.collect::<Vec<_>>());
    let devices = policy.devices().into_iter().cloned().collect();
    let lanes = declared.lanes();
    let first = [
        declared
            .devices()
            .map(|map| Map::new(map.spec(), Contents::Devices(devices))),
        Some(Map::new(declared.latency().spec(), Contents::Waits)),
        Some(Map::new(
            declared.tables().spec(),
            Contents::Table(table.copied().collect()),
        )),
        Some(Map::new(declared.turns().spec(), Contents::Zero)),
        lanes.map(|maps| Map::new(maps.lanes.spec(), Contents::Lanes(maps.layout))),
        lanes.map(|maps| Map::new(maps.buckets.spec(), Contents::Buckets)),
        lanes.map(|maps| Map::new(maps.targets.spec(), Contents::Shared(maps.layout))),
    ];
    let tables = policy.policy().tables.iter().zip(declared.of_tables());
    let tables = tables.flat_map(|(table, maps)| of_table(&table.entries, maps));
    let last = [
        Some(Map::new(
            declared.counters().spec(),
            Contents::Counters(counters),
        )),
        Some(Map::new(declared.probe().spec(), Contents::Zero)),
    ];
    let maps = first.into_iter().flatten().chain(tables);
    maps.chain(last.into_iter().flatten()).collect()
}

impl Map {
    fn new(spec: &MapSpec, contents: Contents) -> Self {
        Self {
            name: spec.name.to_string(),
            map_type: spec.map_type,
            key_size: spec.key_size,
            value_size: spec.value_size,
            max_entries: spec.max_entries,
            flags: spec.flags,
            contents,
        }
    }
}

/// The maps of a table, each with those of its entries that belong there, in ascending order.
fn of_table(entries: &[(Key, CpuId)], maps: &TableMaps) -> Vec<Map> {
    let maps = maps.maps().map(|(map, takes)| {
        let mut taken: Vec<_> = entries
            .iter()
            .filter(|(key, _)| takes(key))
            .copied()
            .collect();
        taken.sort_unstable();
        Map::new(map, Contents::Entries(taken))
    });
    maps.collect()
}
