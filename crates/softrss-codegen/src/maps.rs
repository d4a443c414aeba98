//! The maps of a generated program.

use bpf_asm::{AsMap, Cpumap, Data, Devmap, MapDecl, MapSpec, PerCpuArray};

use crate::{
    error::{CodegenError, at_most},
    lanes::{self, LaneLayout, LaneMaps},
    latency,
    table::TableMaps,
};
use softrss_core::{
    CpuId,
    decide::{Choice, Decision, Verdict},
    indirection::IndirectionTable,
    policy::Fields,
    reason::Reason,
    resolve::ResolvedPolicy,
};

/// The maps that the program of a policy needs.
///
/// They are declarations; whoever loads the program creates the maps and fills them first.
#[derive(Clone, Debug)]
pub struct Maps {
    /// Never empty.
    queues: Vec<MapDecl<Cpumap>>,
    devices: Option<MapDecl<Devmap>>,
    latency: MapDecl<PerCpuArray>,
    tables: MapDecl<Data>,
    turns: MapDecl<Data>,
    of_tables: Vec<TableMaps>,
    lanes: Option<LaneMaps>,
    counters: MapDecl<PerCpuArray>,
    probe: MapDecl<Data>,
}

/// Bytes between the counters of two CPUs that take turns: a cache line.
pub(crate) const TURN_STRIDE: u32 = 64;
/// Counters: one for each CPU there can be, a power of two.
pub(crate) const TURN_SLOTS: u32 = CpuId::MAX.number() + 1;
const _: () = assert!(TURN_SLOTS.is_power_of_two());

impl Maps {
    /// Declares the maps of `policy`.
    ///
    /// # Errors
    /// [`CodegenError::TooMany`]
    pub fn new(policy: &ResolvedPolicy) -> Result<Self, CodegenError> {
        let highest = policy.cpus().last().map_or(0, CpuId::number);
        let turns = match policy.policy().flow.fields {
            Fields::RoundRobin => TURN_SLOTS * TURN_STRIDE,
            Fields::Hash(_) | Fields::RxQueue => 0,
        };
        let counters = policy.slots().count();
        let steps = 0..policy.steps().len();
        let queues = steps.map(|step| MapDecl::<Cpumap>::new(queue_name(step), highest + 1));
        let devices = at_most("interfaces", policy.devices().len())?;
        Ok(Self {
            queues: queues.collect::<Result<_, _>>()?,
            devices: (devices != 0)
                .then(|| MapDecl::<Devmap>::new("devices", devices))
                .transpose()?,
            latency: MapDecl::<PerCpuArray>::new("latency", latency::BUCKETS * 8, 1)?,
            tables: MapDecl::<Data>::new("tables", table_bytes(policy))?,
            turns: MapDecl::<Data>::new("turns", vec![0; turns as usize])?,
            of_tables: TableMaps::all(&policy.policy().tables)?,
            lanes: LaneMaps::of(policy)?,
            counters: MapDecl::<PerCpuArray>::new("counters", 8, counters)?,
            probe: MapDecl::<Data>::new("probe", vec![0; Probe::BYTES])?,
        })
    }

    /// `cpus`, `cpus_1` and so on: where packets are redirected to, a CPUMAP for each of
    /// [`ResolvedPolicy::steps`]. Its entries are [`ResolvedPolicy::step_cpus`], each with the program of
    /// [`entry::generate`](super::entry::generate).
    #[must_use]
    pub fn queues(&self) -> &[MapDecl<Cpumap>] {
        &self.queues
    }

    /// `cpus`: the first of [`queues`](Self::queues).
    #[must_use]
    pub fn cpus(&self) -> &MapDecl<Cpumap> {
        &self.queues[0]
    }

    /// `devices`: the interfaces that targets send packets out of, if there are any. Slot `n` is the `n`th
    /// of [`ResolvedPolicy::devices`].
    #[must_use]
    pub fn devices(&self) -> Option<&MapDecl<Devmap>> {
        self.devices.as_ref()
    }

    /// `latency`: how long packets waited, one histogram for each CPU: 65 numbers of 64 bits. The first
    /// counts waits of 0 ns, and number `n` those from 2^(n-1) up to, not including, 2^n ns.
    #[must_use]
    pub fn latency(&self) -> &MapDecl<PerCpuArray> {
        &self.latency
    }

    /// `tables`: the indirection tables of [`ResolvedPolicy::tables`], one behind the other; each
    /// bucket is a `u32`, the CPU.
    #[must_use]
    pub fn tables(&self) -> &MapDecl<Data> {
        &self.tables
    }

    /// `turns`: counters for round-robin.
    #[must_use]
    pub fn turns(&self) -> &MapDecl<Data> {
        &self.turns
    }

    /// Those of each table of the policy, in order.
    pub(crate) fn of_tables(&self) -> &[TableMaps] {
        &self.of_tables
    }

    /// What moves buckets in order, if they move.
    pub(crate) fn lanes(&self) -> Option<&LaneMaps> {
        self.lanes.as_ref()
    }

    /// `counters`: packets by [`Slot`](softrss_core::Slot), a `u64` each.
    #[must_use]
    pub fn counters(&self) -> &MapDecl<PerCpuArray> {
        &self.counters
    }

    /// `probe`: the last decision, a [`Probe`].
    #[must_use]
    pub fn probe(&self) -> &MapDecl<Data> {
        &self.probe
    }

    /// What is known of the map called `name`.
    #[must_use]
    pub fn spec(&self, name: &str) -> Option<MapSpec> {
        let queues = self.queues.iter().map(|map| Some(map as &dyn AsMap));
        let lanes = self.lanes.as_ref();
        let maps: [Option<&dyn AsMap>; 9] = [
            self.devices.as_ref().map(|map| map as &dyn AsMap),
            lanes.map(|maps| &maps.lanes as &dyn AsMap),
            lanes.map(|maps| &maps.buckets as &dyn AsMap),
            lanes.map(|maps| &maps.targets as &dyn AsMap),
            Some(&self.latency),
            Some(&self.tables),
            Some(&self.turns),
            Some(&self.counters),
            Some(&self.probe),
        ];
        let known = queues
            .chain(maps)
            .flatten()
            .find_map(|map| match map.as_map() {
                bpf_asm::MapRef::Decl(spec) if spec.name.as_str() == name => Some(spec),
                bpf_asm::MapRef::Decl(_) | bpf_asm::MapRef::Fd(_) => None,
            });
        known.or_else(|| {
            let mut tables = self.of_tables.iter().flat_map(TableMaps::maps);
            let found = tables.find(|(spec, _)| spec.name.as_str() == name);
            found.map(|(spec, _)| spec.clone())
        })
    }
}

fn queue_name(step: usize) -> String {
    match step {
        0 => "cpus".to_owned(),
        step => format!("cpus_{step}"),
    }
}

fn table_bytes(policy: &ResolvedPolicy) -> Vec<u8> {
    let buckets = policy.tables().iter().flat_map(IndirectionTable::as_slice);
    let word = |cpu: CpuId| match LaneLayout::of(policy) {
        Some(_) => lanes::word(cpu, lanes::FIRST_EPOCH),
        None => cpu.number(),
    };
    buckets.flat_map(|cpu| word(*cpu).to_le_bytes()).collect()
}

/// A decision as the program writes it, for comparison with [`decide`](softrss_core::decide()).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probe {
    words: [u32; 7],
}

/// The number of the first table as what chose; those of rules are less.
const TABLES: u32 = 0x1_0002;

/// A word of a [`Probe`] that does not apply.
pub const PROBE_NONE: u32 = u32::MAX;

/// The words of a [`Probe`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    Verdict,
    Cpu,
    Choice,
    Bucket,
    Hash,
    Reason,
    Step,
}

impl Probe {
    /// Its size in bytes.
    pub const BYTES: usize = 28;

    /// Reads what the program wrote.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; Self::BYTES]) -> Self {
        let mut words = [0; 7];
        for (word, bytes) in words.iter_mut().zip(bytes.as_chunks::<4>().0) {
            *word = u32::from_le_bytes(*bytes);
        }
        Self { words }
    }

    /// What the program is to write.
    #[must_use]
    pub fn of(decision: &Decision) -> Self {
        let cpu = decision.cpu.map_or(PROBE_NONE, CpuId::number);
        Self {
            words: [
                Self::verdict_number(decision.verdict),
                cpu,
                Self::choice_number(decision.choice),
                decision.bucket.unwrap_or(PROBE_NONE),
                decision.hash.unwrap_or(PROBE_NONE),
                decision.reason.map_or(PROBE_NONE, Reason::number),
                decision.step.map_or(PROBE_NONE, u32::from),
            ],
        }
    }

    pub(crate) fn verdict_number(verdict: Verdict) -> u32 {
        match verdict {
            Verdict::Redirect => 0,
            Verdict::Pass => 1,
            Verdict::Drop => 2,
        }
    }

    pub(crate) fn choice_number(choice: Choice) -> u32 {
        match choice {
            Choice::Nothing => 0,
            Choice::Table(table) => TABLES + u32::from(table),
            Choice::Bucket => 1,
            Choice::Rule(rule) => u32::from(rule) + 2,
        }
    }
}
