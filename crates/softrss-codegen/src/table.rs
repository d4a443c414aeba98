//! The policy's tables: their maps, and the code that looks keys up.
//!
//! ```text
//! prefixes4, prefixes6   tries: prefix → CPU; where both ends are looked up → rank and CPU, see [`ranked`]
//! vlans                  one value of 4096 words, by VLAN id: 0, or one more than the CPU
//! vlan_pairs             a hash table: outer id in the upper half of a word, inner id in the lower half → CPU
//! macs                   a hash table: MAC address, and two zeros → CPU
//! ```
//!
//! The maps of the first table of a kind have these names, those of the second `prefixes4_1` and so on.

use bpf_asm::{Data, Hash, Label, LpmTrie, MapDecl, MapSpec, R0, R2, R3};

use crate::{
    emitter::Place,
    error::CodegenError,
    maps::at_most,
    record::{
        CPU, DST6, END, END_DST, END_SRC, FAMILY, INNER_VLAN, KEY, NONE, SRC6, START, Slot, VLAN,
        small,
    },
    steerer::Steerer,
};
use softrss_core::{
    CpuId,
    decide::Choice,
    policy::{End, Key, KeyKind, Lookup, Prefix, Side, Table, VlanId},
};

/// The names of the maps of tables, but for the number of those behind the first of a kind.
pub(crate) const NAMES: [&str; 5] = [PREFIXES4, PREFIXES6, VLANS, VLAN_PAIRS, MACS];
const PREFIXES4: &str = "prefixes4";
const PREFIXES6: &str = "prefixes6";
const VLANS: &str = "vlans";
const VLAN_PAIRS: &str = "vlan_pairs";
const MACS: &str = "macs";

/// Words of [`VLANS`]: one for each number of 12 bits, and more than there are VLAN ids.
const VLAN_WORDS: usize = 1 << 12;
const _: () = assert!(VlanId::MAX as usize <= VLAN_WORDS);
/// Bytes of both MAC addresses.
const MAC_BYTES: i16 = 12;

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

    /// What the place is called where there is no entry.
    fn missed(&self) -> &'static str {
        match self {
            Self::Prefixes { .. } => "no_prefix",
            Self::Vlans(_) => "no_vlan",
            Self::VlanPairs(_) => "no_vlan_pair",
            Self::Macs { .. } => "no_mac",
        }
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
const fn value_size(side: Side) -> u32 {
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

/// More than any value of a map, as a whole and by its lower half, which is a CPU.
const MISSED: i32 = -1;

/// Where a key lies, in the slot of the key of a counter, which is not needed at the same time. What is compared by the
/// verifier is as in the record: four bytes are in the upper half.
const WORD_KEY: i16 = 4;
const MAC_KEY: i16 = 8;

impl<'m> Steerer<'m> {
    /// Looks keys up in one table after the other.
    pub(crate) fn tables(&mut self) {
        let maps = self.maps;
        for (index, maps) in (0..).zip(maps.of_tables()) {
            let missed = self.a.label(maps.missed());
            match maps {
                TableMaps::Prefixes { side, v4, v6 } => {
                    for (family, map) in [(4, v4), (6, v6)] {
                        if let Some(map) = map {
                            self.prefix(index, *side, (family, map), &missed);
                        }
                    }
                }
                TableMaps::Vlans(Some(map)) => self.vlan(index, map, &missed),
                TableMaps::VlanPairs(Some(map)) => self.vlan_pair(index, map, &missed),
                TableMaps::Macs {
                    side,
                    map: Some(map),
                } => self.mac(index, *side, map, &missed),
                TableMaps::Vlans(None)
                | TableMaps::VlanPairs(None)
                | TableMaps::Macs { map: None, .. } => {}
            }
            self.a.bind(missed);
        }
    }

    /// Steers to `CPU`, which table `index` has chosen.
    fn chosen(&mut self, index: u16) {
        self.choose(Choice::Table(index));
        self.goto(Place::Steer(0));
    }

    /// `CPU` = that of the entry of the end that is looked up, or of the one that decides of two: where they are `ranked`, by
    /// that first, see [`ranked`]. `look` looks up an end.
    fn of_ends(&mut self, side: Side, ranked: bool, missed: &Label, look: impl Fn(&mut Self, End)) {
        let ends = side.row().ends;
        if let &[end] = ends {
            look(self, end);
            self.a.jeq(R0, 0, missed).load::<u32>(CPU, R0 + 0);
            return;
        }
        self.a.mov(CPU, MISSED);
        for &end in ends {
            let next = self.a.label("next_end");
            look(self, end);
            self.a.jeq(R0, 0, &next);
            if ranked {
                self.a.load::<u64>(R2, R0 + 0);
            } else {
                self.a.load::<u32>(R2, R0 + 0);
            }
            self.a.jge(R2, CPU, &next).mov(CPU, R2).bind(next);
        }
        self.a.jeq(CPU.w(), MISSED, missed);
        if ranked {
            self.a.mov(CPU.w(), CPU.w());
        }
    }

    fn prefix(
        &mut self,
        index: u16,
        side: Side,
        (family, map): (i32, &'m MapDecl<LpmTrie>),
        missed: &Label,
    ) {
        let other = self.a.label("other_family");
        self.a.load::<u32>(R2, FAMILY).jne(R2, family, &other);
        self.of_ends(side, side == Side::Either, missed, |steerer, end| {
            if family == 4 {
                steerer.address4(end);
            } else {
                steerer.address6(end);
            }
            steerer.a.map_lookup_elem(map, KEY.at(WORD_KEY));
        });
        self.chosen(index);
        self.a.bind(other);
    }

    /// The address of an end, as the key of a prefix.
    fn address4(&mut self, end: End) {
        let (address, _) = addresses(end);
        self.a
            .load::<u32>(R2, address)
            .store::<u32>(KEY.at(4), 32)
            .store::<u32>(KEY.at(8), R2);
    }

    /// The same in IPv6.
    fn address6(&mut self, end: End) {
        let (_, address) = addresses(end);
        self.a
            .load::<u64>(R2, address)
            .load::<u64>(R3, address.at(8))
            .store::<u32>(KEY.at(4), 128)
            .store::<u64>(KEY.at(8), R2)
            .store::<u64>(KEY.at(16), R3);
    }

    fn vlan(&mut self, index: u16, map: &'m MapDecl<Data>, missed: &Label) {
        const LAST: i32 = small(VLAN_WORDS - 1);
        // That there is no tag is more than any id.
        self.a
            .load::<u32>(R3, VLAN)
            .jgt(R3, LAST, missed)
            .lsh(R3, 2)
            .ld_map_value(R2, map, 0)
            .add(R2, R3)
            .load::<u32>(CPU, R2 + 0)
            .jeq(CPU, 0, missed)
            .sub(CPU, 1);
        self.chosen(index);
    }

    fn vlan_pair(&mut self, index: u16, map: &'m MapDecl<Hash>, missed: &Label) {
        // Where there is no tag, there is none behind it.
        self.a
            .load::<u32>(R3, INNER_VLAN)
            .jeq(R3, NONE, missed)
            .load::<u32>(R2, VLAN)
            .lsh(R2, 16)
            .or(R2, R3)
            .store::<u32>(KEY.at(WORD_KEY), R2)
            .map_lookup_elem(map, KEY.at(WORD_KEY))
            .jeq(R0, 0, missed)
            .load::<u32>(CPU, R0 + 0);
        self.chosen(index);
    }

    fn mac(&mut self, index: u16, side: Side, map: &'m MapDecl<Hash>, missed: &Label) {
        let at = i16::from(self.interest.first.ethernet_at());
        self.a
            .mov(R2, START)
            .add(R2, i32::from(at + MAC_BYTES))
            .jgt(R2, END, missed);
        self.of_ends(side, false, missed, |steerer, end| {
            let first = at + i16::from(end.row().mac);
            let last = first + 4;
            steerer
                .a
                .load::<u32>(R2, START + first)
                .load::<u16>(R3, START + last)
                .lsh(R3, 32)
                .or(R2, R3)
                .store::<u64>(KEY.at(MAC_KEY), R2)
                .map_lookup_elem(map, KEY.at(MAC_KEY));
        });
        self.chosen(index);
    }
}

/// Where the address of an end is kept: of IPv4, and of IPv6.
const fn addresses(end: End) -> (Slot, Slot) {
    match end {
        End::Source => (END_SRC, SRC6),
        End::Destination => (END_DST, DST6),
    }
}
