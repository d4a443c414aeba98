//! Maps of the machine, made from the declarations of a program.

use std::collections::BTreeSet;

use bpf_asm::{MapSpec, MapType};

use super::MachineError;

/// A map and what is in it.
#[derive(Clone, Debug)]
pub struct Map {
    spec: MapSpec,
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    /// Values one behind the other. A per-CPU array has one copy only: the machine runs on one CPU at a
    /// time, and what is looked at is the sum.
    Array(Vec<u8>),
    /// Prefix length in bits and address of each value.
    Trie {
        prefixes: Vec<(u32, Vec<u8>)>,
        values: Vec<u8>,
    },
    /// The CPUs that have an entry.
    Cpus(BTreeSet<u32>),
}

impl Map {
    pub(super) fn new(spec: &MapSpec) -> Result<Self, MachineError> {
        let bytes = spec.value_size as usize * spec.max_entries as usize;
        let content = match spec.map_type {
            MapType::BPF_MAP_TYPE_ARRAY | MapType::BPF_MAP_TYPE_PERCPU_ARRAY => {
                Content::Array(spec.data.clone().unwrap_or_else(|| vec![0; bytes]))
            }
            MapType::BPF_MAP_TYPE_LPM_TRIE => Content::Trie {
                prefixes: Vec::new(),
                values: Vec::new(),
            },
            MapType::BPF_MAP_TYPE_CPUMAP => Content::Cpus(BTreeSet::new()),
            _ => {
                return Err(MachineError::UnknownMap {
                    map: spec.name.clone(),
                });
            }
        };
        Ok(Self {
            spec: spec.clone(),
            content,
        })
    }

    /// What it was made from.
    #[must_use]
    pub fn spec(&self) -> &MapSpec {
        &self.spec
    }

    /// The values of an array or a trie, one behind the other.
    #[must_use]
    pub fn values(&self) -> &[u8] {
        match &self.content {
            Content::Array(values) | Content::Trie { values, .. } => values,
            Content::Cpus(_) => &[],
        }
    }

    pub(super) fn values_mut(&mut self) -> &mut [u8] {
        match &mut self.content {
            Content::Array(values) | Content::Trie { values, .. } => values,
            Content::Cpus(_) => &mut [],
        }
    }

    /// Gives CPU `cpu` an entry, if this is a CPUMAP.
    pub fn insert_cpu(&mut self, cpu: u32) -> bool {
        match &mut self.content {
            Content::Cpus(cpus) => cpu < self.spec.max_entries && cpus.insert(cpu),
            _ => false,
        }
    }

    /// Adds a prefix in the kernel's form (length as `u32`, then the address), if this is a trie and the
    /// sizes are right.
    pub fn insert_prefix(&mut self, key: &[u8], value: &[u8]) -> bool {
        let Content::Trie { prefixes, values } = &mut self.content else {
            return false;
        };
        let sizes = (self.spec.key_size as usize, self.spec.value_size as usize);
        let Some((len, address)) = key.split_first_chunk() else {
            return false;
        };
        if (key.len(), value.len()) != sizes || prefixes.len() >= self.spec.max_entries as usize {
            return false;
        }
        prefixes.push((u32::from_ne_bytes(*len), address.to_vec()));
        values.extend(value);
        true
    }

    /// Whether CPU `cpu` has an entry; `None` if this is no CPUMAP.
    pub(super) fn has_cpu(&self, cpu: u64) -> Option<bool> {
        match &self.content {
            Content::Cpus(cpus) => Some(u32::try_from(cpu).is_ok_and(|cpu| cpus.contains(&cpu))),
            _ => None,
        }
    }

    /// Whether programs can look into it, with keys of this length.
    pub(super) fn takes(&self, key: &[u8]) -> bool {
        !matches!(self.content, Content::Cpus(_)) && key.len() == self.spec.key_size as usize
    }

    /// The offset of the value of `key`, if there is one.
    pub(super) fn lookup(&self, key: &[u8]) -> Option<usize> {
        let value_size = self.spec.value_size as usize;
        match &self.content {
            Content::Array(_) => {
                let index = u32::from_ne_bytes(key.try_into().ok()?);
                (index < self.spec.max_entries).then(|| index as usize * value_size)
            }
            Content::Trie { prefixes, .. } => {
                let (len, address) = key.split_first_chunk()?;
                let longest = prefixes
                    .iter()
                    .enumerate()
                    .filter(|(_, (bits, prefix))| {
                        *bits <= u32::from_ne_bytes(*len) && shares(*bits, prefix, address)
                    })
                    .max_by_key(|(_, (bits, _))| *bits);
                longest.map(|(index, _)| index * value_size)
            }
            Content::Cpus(_) => None,
        }
    }
}

/// Whether the first `bits` are the same.
fn shares(bits: u32, a: &[u8], b: &[u8]) -> bool {
    let bit = |bytes: &[u8], at: usize| bytes[at / 8] >> (7 - at % 8) & 1;
    (0..bits as usize).all(|at| bit(a, at) == bit(b, at))
}
