//! What rules look at.

use std::net::IpAddr;

use crate::{flow::FlowKey, walk::Walked};

/// The value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// A number.
    Number(u32),
    /// An address.
    Address(IpAddr),
}

/// A packet as rules see it.
pub(crate) struct Facts<'a> {
    pub(crate) walked: &'a Walked,
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
}
