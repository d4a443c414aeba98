//! Entries of tables that no packet comes to.

use std::collections::{BTreeSet, HashMap};

use super::{
    key::{Key, Lookup},
    model::Policy,
    prefix::Prefix,
    side::End,
    table::Table,
};

/// Entries of a table that can never decide: whatever has them, an earlier table decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreached<'p> {
    /// The table.
    pub table: &'p Table,
    /// The earlier one.
    pub by: &'p Table,
    /// Positions in [`Table::entries`], in ascending order.
    pub entries: Vec<usize>,
}

/// The tables that have each key, the first of each.
#[derive(Default)]
struct Earlier {
    /// For each of [`End::ALL`], and behind them for keys of no end.
    tables: [HashMap<Key, usize>; End::ALL.len() + 1],
    /// Lengths of prefixes.
    bits: BTreeSet<u8>,
}

impl Policy {
    /// Entries of tables that can never decide, because an earlier table has the same key, a prefix around it, or the outer
    /// VLAN of a pair.
    ///
    /// ```
    /// use softrss_core::Policy;
    /// let text = "version = 1\n[[table]]\nfile = \"a\"\nside = \"either\"\n[[table]]\nfile = \"b\"\nside = \"source\"\n";
    /// let policy = Policy::parse("policy.toml", text, |file| Ok(match file {
    ///     "a" => "10.0.0.0/8,1\n".to_owned(),
    ///     _ => "10.1.0.0/16,2\n11.0.0.0/8,2\n".to_owned(),
    /// }))?;
    /// let unreached = policy.unreached();
    /// assert_eq!((unreached.len(), &unreached[0].entries[..]), (1, &[0][..]));
    /// # Ok::<(), softrss_core::policy::PolicyErrors>(())
    /// ```
    #[must_use]
    pub fn unreached(&self) -> Vec<Unreached<'_>> {
        let mut unreached: Vec<Unreached<'_>> = Vec::new();
        let mut earlier = Earlier::default();
        for (position, table) in self.tables.iter().enumerate() {
            let mut found: HashMap<usize, Vec<usize>> = HashMap::new();
            if position > 0 {
                for (entry, (key, _)) in table.entries.iter().enumerate() {
                    if let Some(by) = earlier.decides(table.lookup, key) {
                        found.entry(by).or_default().push(entry);
                    }
                }
            }
            let mut found: Vec<_> = found.into_iter().collect();
            found.sort_unstable();
            unreached.extend(found.into_iter().map(|(by, entries)| Unreached {
                table,
                by: &self.tables[by],
                entries,
            }));
            if position + 1 < self.tables.len() {
                earlier.note(position, table);
            }
        }
        unreached
    }
}

/// Where the keys of a lookup are, in [`Earlier::tables`].
fn places(lookup: Lookup) -> Vec<usize> {
    match lookup.side() {
        Some(side) => side.row().ends.iter().map(|end| *end as usize).collect(),
        None => vec![End::ALL.len()],
    }
}

impl Earlier {
    fn note(&mut self, position: usize, table: &Table) {
        for (key, _) in &table.entries {
            if let Key::Prefix(prefix) = key {
                self.bits.insert(prefix.bits());
            }
            for place in places(table.lookup) {
                self.tables[place].entry(*key).or_insert(position);
            }
        }
    }

    /// The first table that decides wherever a packet has `key`.
    fn decides(&self, lookup: Lookup, key: &Key) -> Option<usize> {
        let around = self.around(key);
        let at = |place: usize| {
            let tables = around.iter().filter_map(|key| self.tables[place].get(key));
            tables.min().copied()
        };
        let found: Option<Vec<usize>> = places(lookup).into_iter().map(at).collect();
        found?.into_iter().max()
    }

    /// The keys that every packet has that has `key`.
    fn around(&self, key: &Key) -> Vec<Key> {
        match *key {
            Key::Prefix(prefix) => {
                let bits = self.bits.range(..=prefix.bits());
                let around = bits.filter_map(|bits| Prefix::around(prefix.addr(), *bits).ok());
                around.map(Key::Prefix).collect()
            }
            Key::VlanPair(outer, _) => vec![*key, Key::Vlan(outer)],
            Key::Vlan(_) | Key::Mac(_) => vec![*key],
        }
    }
}
