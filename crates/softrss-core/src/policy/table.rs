//! Tables: many keys with a CPU each.

use std::fmt;

use super::{
    key::{Key, KeyKind, Lookup},
    rule::RuleName,
};
use crate::CpuId;

/// Many keys with a CPU each. The first table of a policy that has an entry for a packet decides.
///
/// Two tables are equal where they say the same, wherever they were read.
#[derive(Clone, Debug)]
pub struct Table {
    /// Shown in reports.
    pub name: TableName,
    /// What is looked up.
    pub lookup: Lookup,
    /// Key and CPU; all keys are of the kind that is looked up.
    pub entries: Vec<(Key, CpuId)>,
    /// Whether its file may be without an entry.
    pub allow_empty: bool,
    /// Where it was read, if it was.
    pub read_from: Option<ReadFrom>,
}

/// The file of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFrom {
    /// Its name, as the policy has it.
    pub file: String,
    /// The line of each entry, from 1.
    pub lines: Vec<u32>,
}

impl Table {
    /// The most tables of a policy: each has up to two maps, and a program can use 64.
    pub const MAX: usize = 8;

    /// The kind of its keys.
    #[must_use]
    pub const fn kind(&self) -> KeyKind {
        self.lookup.kind()
    }

    /// The file that the entry at this position was read from, and its line there.
    #[must_use]
    pub fn line(&self, entry: usize) -> Option<(&str, u32)> {
        let read_from = self.read_from.as_ref()?;
        // Else entries were added or removed since.
        let is_as_read = read_from.lines.len() == self.entries.len();
        let line = read_from.lines.get(entry).filter(|_| is_as_read)?;
        Some((&read_from.file, *line))
    }
}

impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, self.lookup, &self.entries, self.allow_empty)
            == (&other.name, other.lookup, &other.entries, other.allow_empty)
    }
}

impl Eq for Table {}

/// The name of a table: that of a rule, or `table`.
///
/// ```
/// use softrss_core::policy::TableName;
/// assert_eq!(TableName::new("subscribers").unwrap().as_str(), "subscribers");
/// assert!(TableName::new("").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TableName(String);

impl TableName {
    /// That of the only table of a policy, where it has none of its own.
    const ONLY: &str = "table";

    /// Checks `name`.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Option<Self> {
        let name = name.into();
        let can_be = name == Self::ONLY || RuleName::new(name.as_str()).is_ok();
        can_be.then_some(Self(name))
    }

    /// The name of the table at `position`, from 0, of so many, where it has none of its own.
    #[must_use]
    pub fn by_position(position: usize, tables: usize) -> Self {
        match tables {
            0 | 1 => Self(Self::ONLY.to_owned()),
            _ => Self(format!("{}-{}", Self::ONLY, position + 1)),
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
