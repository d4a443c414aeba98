//! The prefix table.

use std::net::IpAddr;

use super::{prefix::Prefix, word::rows};
use crate::{CpuId, flow::FlowKey};

/// Many prefixes with a CPU each; the longest match wins.
///
/// Two tables are equal where they say the same, wherever they were read.
#[derive(Clone, Debug)]
pub struct PrefixTable {
    /// Which address is looked up.
    pub side: Side,
    /// Prefix and CPU.
    pub entries: Vec<(Prefix, CpuId)>,
    /// Whether its file may be without an entry.
    pub allow_empty: bool,
    /// Where it was read, if it was.
    pub read_from: Option<ReadFrom>,
}

/// The file of a prefix table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFrom {
    /// Its name, as the policy has it.
    pub file: String,
    /// The line of each entry, from 1.
    pub lines: Vec<u32>,
}

impl PrefixTable {
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

impl PartialEq for PrefixTable {
    fn eq(&self, other: &Self) -> bool {
        (self.side, &self.entries, self.allow_empty)
            == (other.side, &other.entries, other.allow_empty)
    }
}

impl Eq for PrefixTable {}

/// An end of the packet.
pub struct SideRow {
    /// The word of the policy file.
    pub word: &'static str,
    /// The address of a packet that is looked up.
    pub(crate) address: fn(&FlowKey) -> IpAddr,
}

rows! {
    /// An end of the packet.
    Side: SideRow {
        /// The source address.
        Source = SideRow { word: "source", address: |flow| flow.src };
        /// The destination address.
        Destination = SideRow { word: "destination", address: |flow| flow.dst };
    }
}
