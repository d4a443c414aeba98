//! From the entries of tables to others, without a moment at which a packet finds neither answer.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use serde::Serialize;
use softrss_codegen::{Image, image::Map};
use softrss_core::{
    CpuId, Policy,
    policy::{Key, KeyKind, Table},
};

use super::operation::Operation;

type Entries<'i> = &'i [(Key, CpuId)];
type MapEntries<'i> = (&'i Map, Entries<'i>);

/// The maps of tables that two images have, in order, with their entries before and after.
pub(super) fn in_both<'i>(
    from: &'i Image,
    to: &'i Image,
) -> impl Iterator<Item = (&'i Map, Entries<'i>, Entries<'i>)> {
    to.entries().filter_map(|(map, after)| {
        let mut before = from.entries();
        let (_, before) = before.find(|(before, _)| before.name == map.name)?;
        Some((map, before, after))
    })
}

/// What has to be done, in order, to get from one image to the other in the maps of tables that both have.
///
/// First everything is stored, in the order of the tables, of each the longest prefixes first; then removed, the last table
/// first, and the shortest prefixes. So no key ever finds anything else than what the old tables or the new ones say, though
/// the kernel knows single entries only: where an earlier table begins to decide, it does before later ones change, and where it
/// ceases to, they have changed.
pub(super) fn differences(from: &Image, to: &Image) -> Vec<Operation> {
    let maps: Vec<_> = in_both(from, to)
        .map(|(map, from, to)| (map.name.as_str(), from, to))
        .collect();
    of_maps(&maps)
}

fn of_maps(maps: &[(&str, Entries<'_>, Entries<'_>)]) -> Vec<Operation> {
    let (mut operations, mut removals) = (Vec::new(), Vec::new());
    for (map, from, to) in maps {
        let before: HashMap<Key, CpuId> = from.iter().copied().collect();
        let after: BTreeSet<Key> = to.iter().map(|(key, _)| *key).collect();
        let differing = to.iter().filter(|(key, cpu)| before.get(key) != Some(cpu));
        let mut stored: Vec<_> = differing.copied().collect();
        stored.sort_by_key(|(key, _)| key.rank());
        operations.extend(stored.into_iter().map(|(key, cpu)| Operation::StoreEntry {
            map: (*map).to_owned(),
            key,
            cpu,
            before: before.get(&key).copied(),
        }));
        let gone = from.iter().filter(|(key, _)| !after.contains(key));
        let mut removed: Vec<_> = gone.copied().collect();
        removed.sort_by_key(|(key, _)| Reverse(key.rank()));
        let removed = removed
            .into_iter()
            .map(|(key, before)| Operation::RemoveEntry {
                map: (*map).to_owned(),
                key,
                before,
            });
        removals.push(removed.collect::<Vec<_>>());
    }
    operations.extend(removals.into_iter().rev().flatten());
    operations
}

/// How a table becomes another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableChange {
    /// The kind of its keys.
    pub kind: KeyKind,
    /// Its position among the tables of this kind, from 0.
    pub number: usize,
    /// What becomes of its entries.
    pub entries: EntryChange,
}

/// How the entries of a table become others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EntryChange {
    /// Entries before.
    pub before: usize,
    /// Entries after.
    pub after: usize,
    /// Those that were not there before.
    pub added: usize,
    /// Those that have another CPU than before.
    pub moved: usize,
    /// Those that are not there any more.
    pub removed: usize,
}

impl TableChange {
    /// From what is there, if that is known, to what is wanted: of every table that has entries in one of them.
    pub(super) fn between(from: Option<&Image>, to: &Image) -> Vec<Self> {
        let mut maps: BTreeMap<&str, [Option<MapEntries<'_>>; 2]> = BTreeMap::new();
        for (side, image) in [from, Some(to)].into_iter().enumerate() {
            for of in image.into_iter().flat_map(Image::entries) {
                maps.entry(&of.0.name).or_default()[side] = Some(of);
            }
        }
        let mut tables: BTreeMap<(KeyKind, usize), EntryChange> = BTreeMap::new();
        for maps in maps.into_values() {
            let table = maps.iter().flatten().find_map(|(map, _)| map.table());
            let [before, after] = maps.map(|map| map.map_or(&[][..], |(_, entries)| entries));
            if let Some(table) = table {
                let change = tables.entry(table).or_default();
                *change = change.and(EntryChange::between(before, after));
            }
        }
        let tables = tables.into_iter();
        let tables = tables.map(|((kind, number), entries)| Self {
            kind,
            number,
            entries,
        });
        tables.collect()
    }

    /// The table in `policy`, to which it changes; `None` where it is gone.
    #[must_use]
    pub fn of<'p>(&self, policy: &'p Policy) -> Option<&'p Table> {
        let of_kind = |table: &&Table| table.kind() == self.kind;
        policy.tables.iter().filter(of_kind).nth(self.number)
    }
}

impl EntryChange {
    /// From the entries of a map to others.
    pub(super) fn between(from: Entries<'_>, to: Entries<'_>) -> Self {
        let before: HashMap<Key, CpuId> = from.iter().copied().collect();
        let known = to
            .iter()
            .filter_map(|(key, cpu)| before.get(key).map(|was| was == cpu));
        let kept = known.clone().count();
        Self {
            before: from.len(),
            after: to.len(),
            added: to.len() - kept,
            moved: known.filter(|same| !same).count(),
            removed: from.len() - kept,
        }
    }

    /// Of both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            before: self.before + other.before,
            after: self.after + other.after,
            added: self.added + other.added,
            moved: self.moved + other.moved,
            removed: self.removed + other.removed,
        }
    }

    /// Whether more than half of what was there is removed.
    #[must_use]
    pub const fn removes_most(&self) -> bool {
        self.removed > self.before / 2
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use softrss_core::policy::Prefix;

    use super::*;

    type Listed = Vec<(Key, CpuId)>;
    /// A table of every map.
    type Tables = [Listed; 2];
    type Live = [HashMap<Key, CpuId>; 2];

    const MAPS: [&str; 2] = ["first", "second"];

    /// All prefixes of the first three bits of an address, as the numbers that have a bit in `set`.
    fn table(set: u32, cpus: u32) -> Listed {
        let mut table = Vec::new();
        let prefixes = (0..=3u8).flat_map(|len| (0..1u32 << len).map(move |bits| (len, bits)));
        for (number, (len, bits)) in prefixes.enumerate() {
            if set >> number & 1 == 1 {
                let addr = Ipv4Addr::from_bits(bits << (32 - 3) << (3 - len));
                let cpu = CpuId::new((cpus >> number & 1) + 1).unwrap();
                let prefix = Prefix::new(addr.into(), len).unwrap();
                table.push((Key::Prefix(prefix), cpu));
            }
        }
        table
    }

    fn lookup(live: &Live, address: u32) -> Option<CpuId> {
        let address = Ipv4Addr::from_bits(address).into();
        live.iter().find_map(|table| {
            let has = |key: &Key| matches!(key, Key::Prefix(prefix) if prefix.contains(address));
            let longest = table.iter().filter(|(key, _)| has(key));
            longest
                .min_by_key(|(key, _)| key.rank())
                .map(|(_, cpu)| *cpu)
        })
    }

    fn apply(operation: &Operation, live: &mut Live) {
        let (before, expected) = match operation {
            Operation::StoreEntry {
                map,
                key,
                cpu,
                before,
            } => (of(map, live).insert(*key, *cpu), *before),
            Operation::RemoveEntry { map, key, before } => {
                (of(map, live).remove(key), Some(*before))
            }
            _ => panic!("{operation}"),
        };
        assert_eq!(before, expected, "{operation}");
    }

    fn of<'l>(map: &str, live: &'l mut Live) -> &'l mut HashMap<Key, CpuId> {
        let position = MAPS.iter().position(|known| *known == map);
        &mut live[position.unwrap()]
    }

    fn holds_at_every_step(from: &Tables, to: &Tables) {
        let all = |tables: &Tables| {
            tables
                .each_ref()
                .map(|table| table.iter().copied().collect())
        };
        let (old, new): (Live, Live) = (all(from), all(to));
        let mut live = old.clone();
        let check = |live: &Live| {
            for address in (0..8).map(|bits| bits << 29) {
                let found = lookup(live, address);
                assert!(
                    found == lookup(&old, address) || found == lookup(&new, address),
                    "{address:#x} in {live:?}, from {from:?} to {to:?}"
                );
            }
        };
        let maps = MAPS.iter().zip(from).zip(to);
        let maps: Vec<_> = maps
            .map(|((map, from), to)| (*map, &from[..], &to[..]))
            .collect();
        let operations = of_maps(&maps);
        for operation in &operations {
            apply(operation, &mut live);
            check(&live);
        }
        assert_eq!(live, new);
        // The way back leads through the same tables.
        for operation in operations.iter().rev() {
            apply(&operation.inverse().unwrap(), &mut live);
            check(&live);
        }
        assert_eq!(live, old);
    }

    #[test]
    fn each_address_finds_the_old_or_the_new_cpu_at_every_step() {
        // A walk through sets and CPUs that repeats itself late (a full-period generator).
        let mut state = 1u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state ^ state >> 15
        };
        for _ in 0..2000 {
            let mut tables = || [table(next() & next(), next()), table(next(), next())];
            let (from, to) = (tables(), tables());
            holds_at_every_step(&from, &to);
        }
    }
}
