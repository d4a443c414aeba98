//! What an image holds.

use std::{ops::Deref, sync::Arc};

use bpf_asm::{MapSpec, MapType, Name, NameError};
use serde::{Deserialize, Serialize};
use softrss_core::{
    CpuId, Qsize,
    policy::{InterfaceName, Key, KeyKind, Side},
};

use super::map_type;
use crate::{
    lanes::LaneLayout,
    table::{Element, value_size, vlan_words},
};

/// All that a policy becomes on a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// First the program that chooses a CPU, then those that run on the target CPUs. Never empty.
    pub(super) programs: Vec<Program>,
    /// The queues first, by step.
    pub(super) maps: Vec<Map>,
}

/// A program, with its maps by name.
///
/// Programs are equal when they have the same name, kind, instructions and maps. The Rust lines that emitted them are
/// no part of that, and are not kept.
#[derive(Clone, Debug)]
pub struct Program(Arc<bpf_asm::Program<'static>>);

/// Name of the DEVMAP.
const DEVICES: &str = "devices";

/// A map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Map {
    /// Its name.
    pub name: String,
    /// Its type, kept as its number in `enum bpf_map_type`.
    #[serde(with = "map_type")]
    pub map_type: MapType,
    /// Size of a key in bytes.
    pub key_size: u32,
    /// Size of a value in bytes.
    pub value_size: u32,
    /// Number of entries; a CPUMAP or a map of entries of a table may have more.
    pub max_entries: u32,
    /// `BPF_F_*`
    pub flags: u32,
    /// What is in it before the first packet comes.
    pub contents: Contents,
}

/// What is in a map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contents {
    /// A CPUMAP: the queues of the targets, for one step of the policy.
    Queues(Vec<Queue>),
    /// A DEVMAP: the interfaces that targets send packets out of, by slot.
    Devices(Vec<InterfaceName>),
    /// The indirection tables, one behind the other.
    Table(Vec<CpuId>),
    /// Entries of a table, in ascending order: keys, each with its CPU. They have the name of the first keys that there were.
    #[serde(rename = "prefixes")]
    Entries(Vec<(Key, CpuId)>),
    /// Counts, all zero: what each of them counts.
    Counters(Vec<String>),
    /// A row for each receiving CPU, all zero.
    Lanes(LaneLayout),
    /// Records of each receive queue, all zero.
    Buckets,
    /// What they share of each target, all zero but for the margins, which the machine tells.
    Shared(LaneLayout),
    /// Histograms of waits, all zero.
    Waits,
    /// Zeros.
    Zero,
}

/// The queue of a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// The target.
    pub cpu: CpuId,
    /// Its length.
    pub qsize: Qsize,
    /// Name of the program that runs on the target CPU, if there is one.
    pub program: Option<String>,
}

macro_rules! one_kind { ($($name:ident: $Kind:ident($Item:ty);)*) => {
    impl Contents {
        $(fn $name(&self) -> Option<&[$Item]> {
            if let Self::$Kind(items) = self { Some(items) } else { None }
        })*
    }
}}
one_kind! {
    queues: Queues(Queue);
    devices: Devices(InterfaceName);
    counters: Counters(String);
    entries: Entries((Key, CpuId));
}

impl Image {
    /// The program that chooses a CPU.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.programs[0]
    }

    /// Every program: that which chooses a CPU first, then those that run on the target CPUs.
    #[must_use]
    pub fn programs(&self) -> &[Program] {
        &self.programs
    }

    /// The program called `name`.
    #[must_use]
    pub fn program_named(&self, name: &str) -> Option<&Program> {
        let mut programs = self.programs.iter();
        programs.find(|program| program.name().as_str() == name)
    }

    /// Every map.
    #[must_use]
    pub fn maps(&self) -> &[Map] {
        &self.maps
    }

    /// The map called `name`.
    #[must_use]
    pub fn map(&self, name: &str) -> Option<&Map> {
        self.maps.iter().find(|map| map.name == name)
    }

    /// The CPUMAPs, by step of the policy, with their entries.
    pub fn queues(&self) -> impl Iterator<Item = (&Map, &[Queue])> {
        let queues = self.maps.iter().map(|map| (map, map.contents.queues()));
        queues.filter_map(|(map, queues)| Some((map, queues?)))
    }

    /// The interfaces that targets send packets out of.
    #[must_use]
    pub fn devices(&self) -> &[InterfaceName] {
        let mut maps = self.maps.iter();
        maps.find_map(|map| map.contents.devices()).unwrap_or(&[])
    }

    /// The maps of tables, in the order in which they are looked at, with their entries.
    pub fn entries(&self) -> impl Iterator<Item = (&Map, &[(Key, CpuId)])> {
        let tables = self.maps.iter().map(|map| (map, map.contents.entries()));
        tables.filter_map(|(map, entries)| Some((map, entries?)))
    }

    /// Where everything is in the rows of receiving CPUs, if buckets move in order.
    #[must_use]
    pub fn lanes(&self) -> Option<LaneLayout> {
        self.maps.iter().find_map(|map| match &map.contents {
            Contents::Lanes(layout) => Some(*layout),
            _ => None,
        })
    }

    /// What is counted, by index; nothing without [`Options::counters`](crate::Options::counters).
    #[must_use]
    pub fn counters(&self) -> &[String] {
        let mut maps = self.maps.iter();
        maps.find_map(|map| map.contents.counters()).unwrap_or(&[])
    }

    /// Whether the program of `other` does the same with the maps of this, whatever is in them.
    #[must_use]
    pub fn has_program_of(&self, other: &Self) -> bool {
        let alike = |(mine, other): (&Map, &Map)| mine.is_like(other);
        self.program() == other.program()
            && self.counters() == other.counters()
            && self.devices() == other.devices()
            && self.maps.len() == other.maps.len()
            && self.maps.iter().zip(&other.maps).all(alike)
    }

    /// The program that runs on the targets of the CPUMAP `queues`, if they have one.
    #[must_use]
    pub fn entry_program(&self, queues: &[Queue]) -> Option<&Program> {
        self.program_named(queues.first()?.program.as_deref()?)
    }

    /// Whether `mine`, a CPUMAP of this, and `theirs`, one of `other`, have the same program behind their entries.
    #[must_use]
    pub fn has_entry_program_of(&self, mine: &[Queue], other: &Self, theirs: &[Queue]) -> bool {
        match (self.entry_program(mine), other.entry_program(theirs)) {
            (None, None) => true,
            (Some(mine), Some(theirs)) => {
                let redirects = mine.uses(DEVICES);
                mine == theirs && (!redirects || self.devices() == other.devices())
            }
            (None, Some(_)) | (Some(_), None) => false,
        }
    }
}

impl Program {
    /// A program that names its maps; `None` when it has a descriptor of one.
    pub(super) fn new(program: bpf_asm::Program<'_>) -> Option<Self> {
        Some(Self(Arc::new(program.into_static()?)))
    }

    /// Whether it uses the map called `name`.
    #[must_use]
    pub fn uses(&self, name: &str) -> bool {
        let mut maps = self.code().named_maps();
        maps.any(|(_, map)| map.name.as_str() == name)
    }

    /// The maps it uses, by the slot of each instruction that names one.
    pub(super) fn map_names(&self) -> impl Iterator<Item = (usize, &str)> {
        let maps = self.code().named_maps();
        maps.map(|(slot, map)| (slot, map.name.as_str()))
    }
}

impl PartialEq for Program {
    fn eq(&self, other: &Self) -> bool {
        (self.name(), self.kind()) == (other.name(), other.kind())
            && self.code().to_bytes() == other.code().to_bytes()
            && self.map_names().eq(other.map_names())
    }
}
impl Eq for Program {}

impl Deref for Program {
    type Target = bpf_asm::Program<'static>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Map {
    /// How it is declared.
    ///
    /// # Errors
    /// [`NameError`] for a name that is not one of [`Image::new`].
    pub fn spec(&self) -> Result<MapSpec, NameError> {
        Ok(MapSpec {
            name: Name::new(self.name.clone())?,
            map_type: self.map_type,
            key_size: self.key_size,
            value_size: self.value_size,
            max_entries: self.max_entries,
            flags: self.flags,
            data: None,
        })
    }

    /// The kind of the keys that it has, and how many tables of this kind are before the one that it belongs to.
    #[must_use]
    pub fn table(&self) -> Option<(KeyKind, usize)> {
        let (key, _) = self.contents.entries()?.first()?;
        let number = self.name.rsplit_once('_');
        let number = number.and_then(|(_, number)| number.parse().ok());
        Some((key.kind(), number.unwrap_or(0)))
    }

    /// What is in it for an entry of a table.
    #[must_use]
    pub fn element(&self, key: &Key, cpu: CpuId) -> Element {
        Element::new(key, cpu, self.value_size)
    }

    /// The words of its only value, where what is in it are entries and no elements of their own.
    #[must_use]
    pub fn words(&self) -> Option<Vec<u32>> {
        let entries = self.contents.entries()?;
        self.has_words().then(|| vlan_words(entries))
    }

    /// Whether what is in it are words of its only value, and no elements of their own.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.contents.entries().is_some() && self.map_type == MapType::BPF_MAP_TYPE_ARRAY
    }

    /// Whether it has prefixes, and the upper half of each value tells how long its prefix is.
    #[must_use]
    pub fn is_ranked(&self) -> bool {
        self.map_type == MapType::BPF_MAP_TYPE_LPM_TRIE
            && self.value_size == value_size(Side::Either)
    }

    /// Whether an entry more takes room in it.
    fn grows(&self) -> bool {
        match &self.contents {
            Contents::Queues(_) | Contents::Lanes(_) | Contents::Buckets => true,
            Contents::Entries(_) => !self.has_words(),
            Contents::Devices(_)
            | Contents::Table(_)
            | Contents::Counters(_)
            | Contents::Waits
            | Contents::Shared(_)
            | Contents::Zero => false,
        }
    }

    /// Whether a program cannot tell it from `other`, whatever is in them.
    fn is_like(&self, other: &Self) -> bool {
        let grows = self.grows();
        let shape = |map: &Self| {
            let entries = if grows { 0 } else { map.max_entries };
            (
                map.map_type,
                map.key_size,
                map.value_size,
                map.flags,
                entries,
            )
        };
        self.name == other.name && shape(self) == shape(other)
    }
}
