//! What a hash is computed of.

use std::net::{IpAddr, Ipv6Addr};

use crate::{
    flow::{FlowKey, Ports},
    policy::Parts,
};

/// The part of a key that a policy hashes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input {
    /// Source and destination; an end that is not hashed is `None`.
    pub(crate) ends: [Option<IpAddr>; 2],
    /// Ports or SPI.
    pub(crate) ports: Ports,
    /// Protocol, 0 if it is not hashed.
    pub(crate) proto: u8,
}

impl Input {
    pub(super) fn new(parts: Parts, key: &FlowKey) -> Self {
        let (ports, proto) = if parts.ports {
            (key.ports, key.proto)
        } else {
            (Ports::None, 0)
        };
        Self {
            ends: [parts.src.then_some(key.src), parts.dst.then_some(key.dst)],
            ports,
            proto,
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
