//! The ends of a packet, and which of them are looked up.

use std::net::IpAddr;

use super::word::rows;
use crate::{flow::FlowKey, header::kinds::ethernet};

/// What is looked up of the two ends of a packet.
pub struct SideRow {
    /// The word of the policy file.
    pub word: &'static str,
    /// The ends that are looked up.
    pub ends: &'static [End],
}

rows! {
    /// What is looked up of the two ends of a packet.
    Side: SideRow {
        /// The source address.
        Source = SideRow { word: "source", ends: &[End::Source] };
        /// The destination address.
        Destination = SideRow { word: "destination", ends: &[End::Destination] };
        /// Both. Where both have an entry, the longer prefix decides; of those of one length, and of MAC addresses, the entry
        /// with the lower CPU. So it is the same one in both directions.
        Either = SideRow { word: "either", ends: &[End::Source, End::Destination] };
    }
}

/// An end of a packet.
pub struct EndRow {
    /// What it is called.
    pub word: &'static str,
    /// The address in the IP header that is hashed.
    pub(crate) address: fn(&FlowKey) -> IpAddr,
    /// Where the address is in an Ethernet header, in bytes.
    pub mac: u8,
}

rows! {
    /// An end of a packet.
    End: EndRow {
        /// The source.
        Source = EndRow { word: "source", address: |flow| flow.src, mac: ethernet::SRC };
        /// The destination.
        Destination = EndRow { word: "destination", address: |flow| flow.dst, mac: ethernet::DST };
    }
}
