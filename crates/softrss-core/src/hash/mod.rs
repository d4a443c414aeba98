//! Flow hashes: from a [`FlowKey`] to 32 bits.
//!
//! A hash is a function of the key and the policy alone, the same on every machine and in every
//! process, so that a restart moves no flow.

pub mod mix;
pub mod toeplitz;

use std::net::{IpAddr, Ipv6Addr};

use crate::{
    flow::{FlowKey, Ports},
    policy::{FlowSpec, HashKind, Parts},
};
use toeplitz::Toeplitz;

/// The hash of a policy: which parts of a flow, which function.
#[derive(Clone, Debug)]
pub struct FlowHash {
    parts: Option<Parts>,
    symmetric: bool,
    function: Function,
}

/// A hash function, ready to be computed.
#[derive(Clone, Debug)]
pub enum Function {
    /// See [`mix`].
    Mix,
    /// See [`toeplitz`].
    Toeplitz(Toeplitz),
}

impl FlowHash {
    /// The hash that `spec` asks for.
    #[must_use]
    pub fn new(spec: &FlowSpec) -> Self {
        Self {
            parts: spec.fields.hashed(),
            symmetric: spec.symmetric,
            function: match &spec.hash {
                HashKind::Mix => Function::Mix,
                HashKind::Toeplitz(key) => Function::Toeplitz(Toeplitz::new(key)),
            },
        }
    }

    /// The hash of a flow. 0 where the policy hashes nothing.
    #[must_use]
    pub fn of(&self, key: &FlowKey) -> u32 {
        let Some(parts) = self.parts else {
            return 0;
        };
        let input = Input::new(parts, key);
        match &self.function {
            Function::Mix => mix::hash(&input, self.symmetric),
            Function::Toeplitz(toeplitz) => toeplitz.hash(&input, self.symmetric),
        }
    }

    /// The function.
    #[must_use]
    pub const fn function(&self) -> &Function {
        &self.function
    }
}

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
    fn new(parts: Parts, key: &FlowKey) -> Self {
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
