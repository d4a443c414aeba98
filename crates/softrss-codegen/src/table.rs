//! The maps of the policy's tables, and what is in them.
//!
//! ```text
//! prefixes4, prefixes6   tries: prefix → CPU; where both ends are looked up → rank and CPU, see [`ranked`]
//! vlans                  one value of 4096 words, by VLAN id: 0, or one more than the CPU
//! vlan_pairs             a hash table: outer id in the upper half of a word, inner id in the lower half → CPU
//! macs                   a hash table: MAC address, and two zeros → CPU
//! ```
//!
//! The maps of the first table of a kind have these names, those of the second `prefixes4_1` and so on.

use bpf_asm::{Data, Hash, LpmTrie, MapDecl, MapSpec};
use softrss_core::{
    CpuId,
    policy::{Key, KeyKind, Lookup, Prefix, Side, Table, VlanId},
};

use crate::error::{CodegenError, at_most};

/// The names of the maps of tables, but for the number of those behind the first of a kind.
pub(crate) const NAMES: [&str; 5] = [PREFIXES4, PREFIXES6, VLANS, VLAN_PAIRS, MACS];
const PREFIXES4: &str = "prefixes4";
const PREFIXES6: &str = "prefixes6";
const VLANS: &str = "vlans";
const VLAN_PAIRS: &str = "vlan_pairs";
const MACS: &str = "macs";

/// Words of [`VLANS`]: one for each number of 12 bits, and more than there are VLAN ids.
pub(crate) const VLAN_WORDS: usize = 1 << 12;
const _: () = assert!(VlanId::MAX as usize <= VLAN_WORDS);

/// The maps of a table. Where nothing would be in one, there is none.
#[derive(Clone, Debug)]
pub(crate) enum TableMaps {
    Prefixes {
        side: Side,
        v4: Option<MapDecl<LpmTrie>>,
        v6: Option<MapDecl<LpmTrie>>,
    },
    Vlans(Option<MapDecl<Data>>),
    VlanPairs(Option<MapDecl<Hash>>),
    Macs {
        side: Side,
        map: Option<MapDecl<Hash>>,
    },
}

/// Whether a key belongs into a map.
pub(crate) type Takes = fn(&Key) -> bool;

fn is_prefix4(key: &Key) -> bool {
    matches!(key, Key::Prefix(prefix) if prefix.is_ipv4())
}

fn is_prefix6(key: &Key) -> bool {
    matches!(key, Key::Prefix(prefix) if !prefix.is_ipv4())
}

fn is_any(_: &Key) -> bool {
    true
}

impl TableMaps {
    /// Those of `tables`.
    pub(crate) fn all(tables: &[Table]) -> Result<Vec<Self>, CodegenError> {
        let mut of_kind = [0; KeyKind::ALL.len()];
        let maps = tables.iter().map(|table| {
            let number = &mut of_kind[table.kind() as usize];
            let maps = Self::new(table, *number);
            *number += 1;
            maps
        });
        maps.collect()
    }

    /// Those of `table`, which is behind so many of its kind.
    fn new(table: &Table, number: usize) -> Result<Self, CodegenError> {
        let name = |first: &str| match number {
            0 => first.to_owned(),
            number => format!("{first}_{number}"),
        };
        let count = |takes: Takes| {
            let taken = table.entries.iter().filter(|(key, _)| takes(key));
            at_most(table.kind().row().many, taken.count())
        };
        Ok(match table.lookup {
            Lookup::Prefix(side) => {
                let trie = |first, key, takes| {
                    let entries = count(takes)?;
                    let value = value_size(side);
                    let made = || MapDecl::<LpmTrie>::new(name(first), key, value, entries);
                    Ok::<_, CodegenError>((entries > 0).then(made).transpose()?)
                };
                Self::Prefixes {
                    side,
                    v4: trie(PREFIXES4, 8, is_prefix4)?,
                    v6: trie(PREFIXES6, 20, is_prefix6)?,
                }
            }
            Lookup::Vlan => {
                let words = vlan_words(&table.entries);
                let words = words.into_iter().flat_map(u32::to_le_bytes);
                let made = || MapDecl::<Data>::new(name(VLANS), words.collect());
                Self::Vlans((count(is_any)? > 0).then(made).transpose()?)
            }
            Lookup::VlanPair => {
                let entries = count(is_any)?;
                let made = || MapDecl::<Hash>::new(name(VLAN_PAIRS), 4, 4, entries);
                Self::VlanPairs((entries > 0).then(made).transpose()?)
            }
            Lookup::Mac(side) => {
                let entries = count(is_any)?;
                let made = || MapDecl::<Hash>::new(name(MACS), 8, 4, entries);
                let map = (entries > 0).then(made).transpose()?;
                Self::Macs { side, map }
            }
        })
    }

    /// Each map, and the keys that belong there.
    pub(crate) fn maps(&self) -> impl Iterator<Item = (&MapSpec, Takes)> {
        let maps: [Option<(&MapSpec, Takes)>; 2] = match self {
            Self::Prefixes { v4, v6, .. } => [
                v4.as_ref().map(|map| (map.spec(), is_prefix4 as Takes)),
                v6.as_ref().map(|map| (map.spec(), is_prefix6 as Takes)),
            ],
            Self::Vlans(map) => [map.as_ref().map(|map| (map.spec(), is_any as Takes)), None],
            Self::VlanPairs(map) | Self::Macs { map, .. } => {
                [map.as_ref().map(|map| (map.spec(), is_any as Takes)), None]
            }
        };
        maps.into_iter().flatten()
    }
}

/// Bytes of the value of a prefix.
pub(crate) const fn value_size(side: Side) -> u32 {
    match side {
        Side::Source | Side::Destination => 4,
        Side::Either => 8,
    }
}

/// What is in a map for an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// A key with its value.
    Keyed {
        /// The key.
        key: Vec<u8>,
        /// The value.
        value: Vec<u8>,
    },
    /// A word of the only value. Where there is no entry, it is 0.
    Word {
        /// Its position.
        index: usize,
        /// The word.
        word: u32,
    },
}

impl Element {
    /// What is in a map, whose values have so many bytes, for `key` and `cpu`.
    pub(crate) fn new(key: &Key, cpu: CpuId, value_size: u32) -> Self {
        let word = cpu.number().to_ne_bytes();
        match key {
            Key::Prefix(prefix) => Self::Keyed {
                key: prefix_key(prefix),
                value: if value_size == self::value_size(Side::Either) {
                    ranked(key, cpu).to_ne_bytes().to_vec()
                } else {
                    word.to_vec()
                },
            },
            Key::Vlan(id) => Self::Word {
                index: id.number().into(),
                word: cpu.number() + 1,
            },
            Key::VlanPair(outer, inner) => {
                let pair = u32::from(outer.number()) << 16 | u32::from(inner.number());
                Self::Keyed {
                    key: pair.to_ne_bytes().to_vec(),
                    value: word.to_vec(),
                }
            }
            Key::Mac(mac) => Self::Keyed {
                key: [&mac.0[..], &[0; 2]].concat(),
                value: word.to_vec(),
            },
        }
    }
}

/// A CPU and, in the upper half, how many prefixes could be longer: the least is the longest prefix, and of those of one
/// length that with the lowest CPU.
fn ranked(key: &Key, cpu: CpuId) -> u64 {
    u64::from(key.rank()) << 32 | u64::from(cpu.number())
}

fn prefix_key(prefix: &Prefix) -> Vec<u8> {
    let mut key = u32::from(prefix.bits()).to_ne_bytes().to_vec();
    match prefix.addr() {
        std::net::IpAddr::V4(v4) => key.extend(v4.octets()),
        std::net::IpAddr::V6(v6) => key.extend(v6.octets()),
    }
    key
}

/// The words of [`VLANS`].
pub(crate) fn vlan_words(entries: &[(Key, CpuId)]) -> Vec<u32> {
    let mut words = vec![0; VLAN_WORDS];
    for (key, cpu) in entries {
        if let Element::Word { index, word } = Element::new(key, *cpu, 0) {
            words[index] = word;
        }
    }
    words
}
