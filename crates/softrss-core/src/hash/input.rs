//! What a hash is computed of.

use std::net::{IpAddr, Ipv6Addr};

use crate::{
    flow::{FlowKey, Ports, Tags},
    policy::{FlowField, FlowFields},
};

/// The part of a key that a policy hashes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input {
    /// Source and destination; an end that is not hashed is `None`.
    pub(crate) ends: [Option<IpAddr>; 2],
    /// Ports or SPI.
    pub(crate) ports: Ports,
    /// Whether the port of each end is hashed.
    pub(crate) of_ports: [bool; 2],
    /// Protocol, 0 if it is not hashed.
    pub(crate) proto: u8,
    /// What is around it.
    pub(crate) tags: Tags,
}

impl Input {
    pub(super) fn new(fields: FlowFields, key: &FlowKey) -> Self {
        let has = |field| fields.has(field);
        Self {
            ends: [
                has(FlowField::Source).then_some(key.src),
                has(FlowField::Destination).then_some(key.dst),
            ],
            ports: if fields.ports() {
                key.ports
            } else {
                Ports::None
            },
            of_ports: [has(FlowField::SourcePort), has(FlowField::DestinationPort)],
            proto: if has(FlowField::Protocol) {
                key.proto
            } else {
                0
            },
            tags: fields.of_tags(key.tags),
        }
    }
}

/// The halves of an IPv6 address, as a little-endian CPU loads them.
#[expect(
    clippy::cast_possible_truncation,
    reason = "taking one half is what it is for"
)]
#[must_use]
pub fn words(address: Ipv6Addr) -> [u64; 2] {
    let address = u128::from_le_bytes(address.octets());
    [address as u64, (address >> 64) as u64]
}
