//! Maps of the machine, made from the declarations of a program.

use std::collections::BTreeSet;

use bpf_asm::{MapSpec, MapType, Program};

use super::MachineError;
use crate::engine::Contents;

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
    /// The key of each value.
    Hash { keys: Vec<Vec<u8>>, values: Vec<u8> },
    /// The CPUs or interfaces that have an entry.
    Slots(BTreeSet<u32>),
}

impl Map {
    /// The maps that `program` declares, with `contents`.
    pub(crate) fn all(
        program: &Program<'_>,
        contents: &Contents,
    ) -> Result<Vec<Self>, MachineError> {
        let filled = |spec: &MapSpec| {
            let mut map = Self::new(spec)?;
            let entries = contents.get(spec.name.as_str()).into_iter().flatten();
            for (key, value) in entries {
                if !map.insert(key, value) {
                    return Err(MachineError::Entry {
                        map: spec.name.clone(),
                        key: key.clone(),
                    });
                }
            }
            Ok(map)
        };
        let specs = program.code().declared_maps();
        specs.into_iter().map(filled).collect()
    }

    fn new(spec: &MapSpec) -> Result<Self, MachineError> {
        let bytes = spec.value_size as usize * spec.max_entries as usize;
        let content = match spec.map_type {
            MapType::BPF_MAP_TYPE_ARRAY | MapType::BPF_MAP_TYPE_PERCPU_ARRAY => Content::Array(
                spec.data
                    .as_deref()
                    .map_or_else(|| vec![0; bytes], <[u8]>::to_vec),
            ),
            MapType::BPF_MAP_TYPE_LPM_TRIE => Content::Trie {
                prefixes: Vec::new(),
                values: Vec::new(),
            },
            MapType::BPF_MAP_TYPE_HASH => Content::Hash {
                keys: Vec::new(),
                values: Vec::new(),
            },
            MapType::BPF_MAP_TYPE_CPUMAP | MapType::BPF_MAP_TYPE_DEVMAP => {
                Content::Slots(BTreeSet::new())
            }
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

    /// The values of an array, a trie or a hash table, one behind the other.
    #[must_use]
    pub fn values(&self) -> &[u8] {
        match &self.content {
            Content::Array(values)
            | Content::Trie { values, .. }
            | Content::Hash { values, .. } => values,
            Content::Slots(_) => &[],
        }
    }

    pub(super) fn values_mut(&mut self) -> &mut [u8] {
        match &mut self.content {
            Content::Array(values)
            | Content::Trie { values, .. }
            | Content::Hash { values, .. } => values,
            Content::Slots(_) => &mut [],
        }
    }

    /// Adds or, in an array, sets an entry, if there is room and the sizes are right. A prefix is in the
    /// kernel's form: length as `u32`, then the address.
    pub fn insert(&mut self, key: &[u8], value: &[u8]) -> bool {
        let sizes = (self.spec.key_size as usize, self.spec.value_size as usize);
        let Some((&first, address)) = key.split_first_chunk() else {
            return false;
        };
        if (key.len(), value.len()) != sizes {
            return false;
        }
        let (number, most) = (u32::from_ne_bytes(first), self.spec.max_entries);
        match &mut self.content {
            Content::Array(values) => {
                let mut values = values.chunks_exact_mut(value.len().max(1));
                let place = usize::try_from(number).ok().and_then(|at| values.nth(at));
                place.is_some_and(|place| {
                    place.copy_from_slice(value);
                    true
                })
            }
            Content::Slots(slots) => number < most && slots.insert(number),
            Content::Hash { keys, .. } if keys.len() >= most as usize => false,
            Content::Hash { keys, values } => {
                keys.push(key.to_vec());
                values.extend(value);
                true
            }
            Content::Trie { prefixes, .. } if prefixes.len() >= most as usize => false,
            Content::Trie { prefixes, values } => {
                prefixes.push((number, address.to_vec()));
                values.extend(value);
                true
            }
        }
    }

    /// Whether slot `slot` has an entry; `None` if nothing is redirected through such maps.
    pub(crate) fn has_slot(&self, slot: u64) -> Option<bool> {
        match &self.content {
            Content::Slots(slots) => {
                Some(u32::try_from(slot).is_ok_and(|slot| slots.contains(&slot)))
            }
            Content::Array(_) | Content::Trie { .. } | Content::Hash { .. } => None,
        }
    }

    /// Whether programs can look into it, with keys of this length.
    pub(crate) fn takes(&self, key: &[u8]) -> bool {
        !matches!(self.content, Content::Slots(_)) && key.len() == self.spec.key_size as usize
    }

    /// The offset of the value of `key`, if there is one.
    pub(crate) fn lookup(&self, key: &[u8]) -> Option<usize> {
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
            Content::Hash { keys, .. } => {
                let index = keys.iter().position(|known| known == key)?;
                Some(index * value_size)
            }
            Content::Slots(_) => None,
        }
    }
}

/// Whether the first `bits` are the same.
fn shares(bits: u32, a: &[u8], b: &[u8]) -> bool {
    let bit = |bytes: &[u8], at: usize| bytes[at / 8] >> (7 - at % 8) & 1;
    (0..bits as usize).all(|at| bit(a, at) == bit(b, at))
}
