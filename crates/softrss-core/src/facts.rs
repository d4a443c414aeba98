//! What rules look at.

use std::net::IpAddr;

use crate::{flow::FlowKey, header::Header, mac::Mac, walk::Walked};

/// The value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// A number.
    Number(u32),
    /// An address.
    Address(IpAddr),
    /// A MAC address.
    Mac(Mac),
}

/// A packet as rules see it.
pub(crate) struct Facts<'a> {
    pub(crate) walked: &'a Walked,
    /// The bytes that can be read.
    pub(crate) frame: &'a [u8],
    /// The header that they begin with.
    pub(crate) first: Header,
    /// Length of the frame in bytes.
    pub(crate) length: usize,
    /// Receive queue.
    pub(crate) queue: u32,
}

impl Facts<'_> {
    /// The addresses, ports and protocol that are hashed, if there are any.
    pub(crate) fn key(&self) -> Option<&FlowKey> {
        let selected = self.walked.selected.as_ref()?;
        Some(&selected.key)
    }

    /// The MAC address at `at` in the outermost Ethernet header, if all of that is there.
    pub(crate) fn mac(&self, at: u8) -> Option<Mac> {
        let header = self.frame.get(usize::from(self.first.ethernet_at())..)?;
        let header = header.get(..usize::from(Header::Ethernet.kind().part.size))?;
        Mac::at(header, usize::from(at))
    }
}
