//! The prefix table.

use std::net::IpAddr;

use super::{prefix::Prefix, word::rows};
use crate::{CpuId, flow::FlowKey};

/// Many prefixes with a CPU each; the longest match wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrefixTable {
    /// Which address is looked up.
    pub side: Side,
    /// Prefix and CPU.
    pub entries: Vec<(Prefix, CpuId)>,
}

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
