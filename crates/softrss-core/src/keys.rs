//! What is looked up in tables, in the reference model.

use std::{cmp::Reverse, collections::HashMap};

use crate::{
    CpuId,
    lpm::{DuplicatePrefix, PrefixMap},
    mac::Mac,
    policy::{End, Key, KeyKind, Lookup, Side, Table, VlanId},
    walk::Walked,
};

/// Both MAC addresses of an Ethernet header.
pub(crate) const MACS: usize = 2 * Mac::BYTES;

/// The entries of a table, by key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyMap {
    lookup: Lookup,
    entries: Entries,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Entries {
    /// The longest prefix.
    Longest(PrefixMap, Vec<u8>),
    /// The same key.
    Same(HashMap<Key, (u32, CpuId)>),
}

/// Why something is no table.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyMapError {
    /// A prefix is there twice.
    #[error(transparent)]
    Prefix(#[from] DuplicatePrefix),
    /// A key is there twice.
    #[error("the key {key} is in the table twice")]
    Duplicate {
        /// The key.
        key: Key,
    },
    /// A key is not of the kind that is looked up.
    #[error("the key {key} is no {}", kind.word())]
    OtherKind {
        /// The key.
        key: Key,
        /// The kind of the table.
        kind: KeyKind,
    },
}

/// An entry that a packet has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its position in the table.
    pub(crate) entry: u32,
    pub(crate) cpu: CpuId,
    /// The end of the packet that has the key, where it is of one.
    pub(crate) end: Option<End>,
    /// The length of the prefix, 0 of other keys.
    bits: u8,
}

impl KeyMap {
    pub(crate) fn new(table: &Table) -> Result<Self, KeyMapError> {
        let kind = table.kind();
        let other = table.entries.iter().find(|(key, _)| key.kind() != kind);
        if let Some(&(key, _)) = other {
            return Err(KeyMapError::OtherKind { key, kind });
        }
        let entries = match kind {
            KeyKind::Prefix => {
                let prefixes = table.entries.iter();
                let prefixes = prefixes.filter_map(|&(key, cpu)| match key {
                    Key::Prefix(prefix) => Some((prefix, cpu)),
                    Key::Vlan(_) | Key::VlanPair(..) | Key::Mac(_) => None,
                });
                let prefixes: Vec<_> = prefixes.collect();
                let bits = prefixes.iter().map(|(prefix, _)| prefix.bits());
                Entries::Longest(PrefixMap::new(&prefixes)?, bits.collect())
            }
            KeyKind::Vlan | KeyKind::VlanPair | KeyKind::Mac => {
                let mut map = HashMap::new();
                for (entry, &(key, cpu)) in (0..).zip(&table.entries) {
                    if map.insert(key, (entry, cpu)).is_some() {
                        return Err(KeyMapError::Duplicate { key });
                    }
                }
                Entries::Same(map)
            }
        };
        Ok(Self {
            lookup: table.lookup,
            entries,
        })
    }

    /// The entry of a packet whose frame begins with `macs`.
    pub(crate) fn find(&self, walked: &Walked, macs: Option<&[u8; MACS]>) -> Option<Found> {
        match self.lookup {
            Lookup::Prefix(side) => {
                let flow = walked.selected?.key;
                Self::of_ends(side, |end| self.longest((end.row().address)(&flow)))
            }
            Lookup::Mac(side) => {
                let macs = macs?;
                Self::of_ends(side, |end| {
                    let mac = macs[usize::from(end.row().mac)..].first_chunk()?;
                    self.same(&Key::Mac(Mac(*mac)))
                })
            }
            Lookup::Vlan => self.same(&Key::Vlan(id(walked.vlan)?)),
            Lookup::VlanPair => {
                let (outer, inner) = (id(walked.vlan)?, id(walked.inner_vlan)?);
                self.same(&Key::VlanPair(outer, inner))
            }
        }
    }

    /// The entry of one of the ends that are looked up. Of two, the same decides in both directions.
    fn of_ends(side: Side, find: impl Fn(End) -> Option<Found>) -> Option<Found> {
        let ends = side.row().ends.iter();
        let found = ends.filter_map(|&end| {
            let found = find(end)?;
            Some(Found {
                end: Some(end),
                ..found
            })
        });
        found.min_by_key(|found| (Reverse(found.bits), found.cpu, found.entry))
    }

    fn longest(&self, address: std::net::IpAddr) -> Option<Found> {
        let Entries::Longest(map, bits) = &self.entries else {
            return None;
        };
        let (entry, cpu) = map.find(address)?;
        let bits = bits.get(entry as usize).copied().unwrap_or_default();
        Some(Found {
            entry,
            cpu,
            end: None,
            bits,
        })
    }

    fn same(&self, key: &Key) -> Option<Found> {
        let Entries::Same(map) = &self.entries else {
            return None;
        };
        let &(entry, cpu) = map.get(key)?;
        Some(Found {
            entry,
            cpu,
            end: None,
            bits: 0,
        })
    }
}

fn id(vlan: Option<u16>) -> Option<VlanId> {
    VlanId::new(vlan?).ok()
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;
    use crate::{
        flow::{FlowKey, Ports, Tags},
        policy::TableName,
        walk::Selected,
    };

    fn map(lookup: Lookup, entries: &[(&str, u8)]) -> KeyMap {
        let entries = entries.iter();
        let entries = entries.map(|&(key, cpu)| (key.parse().unwrap(), CpuId::from(cpu)));
        KeyMap::new(&Table {
            name: TableName::by_position(0, 1),
            lookup,
            entries: entries.collect(),
            allow_empty: false,
            read_from: None,
        })
        .unwrap()
    }

    fn between(src: &str, dst: &str) -> Walked {
        let [src, dst] = [src, dst].map(|address| address.parse::<IpAddr>().unwrap());
        let key = FlowKey {
            src,
            dst,
            proto: 6,
            ports: Ports::None,
            tags: Tags::NONE,
        };
        Walked {
            selected: Some(Selected {
                key,
                proto: 6,
                dscp: 0,
            }),
            ..Walked::default()
        }
    }

    #[test]
    fn both_directions_find_one_cpu_where_either_side_is_looked_up() {
        let map = map(
            Lookup::Prefix(Side::Either),
            &[
                ("10.0.0.0/8", 9),
                ("10.1.0.0/16", 7),
                ("10.2.0.0/16", 3),
                ("10.1.1.1/32", 8),
                ("10.2.1.1/32", 8),
                ("::/0", 5),
                ("2001:db8::/32", 6),
            ],
        );
        let other = "203.0.113.1";
        for (src, dst, cpu) in [
            ("10.9.9.9", other, Some(9)),
            // The longer prefix, and of those of one length the lower CPU.
            ("10.9.9.9", "10.1.0.1", Some(7)),
            ("10.2.0.1", "10.1.0.1", Some(3)),
            ("10.2.0.1", "10.1.1.1", Some(8)),
            ("10.2.1.1", "10.1.1.1", Some(8)),
            ("2001:db8::1", "fd00::1", Some(6)),
            ("fd00::2", "fd00::1", Some(5)),
            (other, "192.0.2.1", None),
        ] {
            for (src, dst) in [(src, dst), (dst, src)] {
                let found = map.find(&between(src, dst), None);
                let found = found.map(|found| found.cpu);
                assert_eq!(found, cpu.map(CpuId::from), "{src} {dst}");
            }
        }
        let found = map.find(&between(other, "10.9.9.9"), None);
        assert_eq!(found.and_then(|found| found.end), Some(End::Destination));
    }

    #[test]
    fn mac_addresses_are_found_on_their_side() {
        let entries = [("02:00:00:00:00:01", 4), ("02:00:00:00:00:02", 3)];
        let frame = |dst: u8, src: u8| [2, 0, 0, 0, 0, dst, 2, 0, 0, 0, 0, src];
        let find = |side, macs: &[u8; MACS]| {
            let found = map(Lookup::Mac(side), &entries).find(&Walked::default(), Some(macs));
            found.map(|found| found.cpu.number())
        };
        for (side, one, other) in [
            (Side::Source, Some(3), Some(4)),
            (Side::Destination, Some(4), Some(3)),
            (Side::Either, Some(3), Some(3)),
        ] {
            assert_eq!(find(side, &frame(1, 2)), one, "{side:?}");
            assert_eq!(find(side, &frame(2, 1)), other, "{side:?}");
        }
        assert_eq!(find(Side::Either, &frame(9, 1)), Some(4));
        assert_eq!(find(Side::Either, &frame(1, 9)), Some(4));
        assert_eq!(find(Side::Source, &frame(1, 9)), None);
    }

    #[test]
    fn a_pair_takes_two_tags() {
        let pairs = map(Lookup::VlanPair, &[("100,7", 1)]);
        let outer = map(Lookup::Vlan, &[("100", 2)]);
        let tagged = |vlan, inner_vlan| Walked {
            vlan,
            inner_vlan,
            ..Walked::default()
        };
        for (vlan, inner, pair, single) in [
            (Some(100), Some(7), true, true),
            (Some(100), Some(8), false, true),
            (Some(100), None, false, true),
            (Some(7), Some(100), false, false),
            (Some(4095), Some(7), false, false),
            (None, None, false, false),
        ] {
            let walked = tagged(vlan, inner);
            assert_eq!(
                pairs.find(&walked, None).is_some(),
                pair,
                "{vlan:?} {inner:?}"
            );
            assert_eq!(
                outer.find(&walked, None).is_some(),
                single,
                "{vlan:?} {inner:?}"
            );
        }
    }

    #[test]
    fn a_table_has_keys_of_one_kind_once() {
        let table = |lookup, keys: &[&str]| {
            let entries = keys
                .iter()
                .map(|key| (key.parse().unwrap(), CpuId::from(0)));
            KeyMap::new(&Table {
                name: TableName::by_position(0, 1),
                lookup,
                entries: entries.collect(),
                allow_empty: false,
                read_from: None,
            })
        };
        let error = table(Lookup::Vlan, &["7", "7,8"]).unwrap_err().to_string();
        assert_eq!(error, "the key 7,8 is no VLAN");
        let error = table(Lookup::Vlan, &["7", "7"]).unwrap_err().to_string();
        assert_eq!(error, "the key 7 is in the table twice");
    }
}
