//! Flow hashes: from a [`FlowKey`] to 32 bits.
//!
//! A hash is a function of the key and the policy alone, the same on every machine and in every
//! process, so that a restart moves no flow.

pub mod mix;
pub mod toeplitz;

use std::net::{IpAddr, Ipv6Addr};

use crate::{
    flow::{FlowKey, Ports},
    policy::{Fields, FlowSpec, HashKind},
};
use toeplitz::{KeyError, Toeplitz};

/// The hash of a policy: which fields, which function.
#[derive(Clone, Debug)]
pub struct FlowHash {
    fields: Fields,
    symmetric: bool,
    function: Function,
}

#[derive(Clone, Debug)]
enum Function {
    Mix,
    Toeplitz(Toeplitz),
}

impl FlowHash {
    /// The hash that `spec` asks for.
    ///
    /// # Errors
    /// [`KeyError`] when the key of a Toeplitz hash has an impossible length.
    pub fn new(spec: &FlowSpec) -> Result<Self, KeyError> {
        let function = match &spec.hash {
            HashKind::Mix => Function::Mix,
            HashKind::Toeplitz(key) => Function::Toeplitz(Toeplitz::new(key)?),
        };
        Ok(Self {
            fields: spec.fields,
            symmetric: spec.symmetric,
            function,
        })
    }

    /// The hash of a flow. 0 where the policy's fields are not those of a flow.
    #[must_use]
    pub fn of(&self, key: &FlowKey) -> u32 {
        let Some(input) = Input::new(self.fields, key) else {
            return 0;
        };
        match &self.function {
            Function::Mix => mix::hash(&input, self.symmetric),
            Function::Toeplitz(toeplitz) => toeplitz.hash(&input, self.symmetric),
        }
    }
}

impl FlowHash {
    /// The Toeplitz hash, if it is one.
    #[must_use]
    pub fn toeplitz(&self) -> Option<&Toeplitz> {
        match &self.function {
            Function::Mix => None,
            Function::Toeplitz(toeplitz) => Some(toeplitz),
        }
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
    fn new(fields: Fields, key: &FlowKey) -> Option<Self> {
        let (src, dst) = (Some(key.src), Some(key.dst));
        let addresses = |ends| Self {
            ends,
            ports: Ports::None,
            proto: 0,
        };
        Some(match fields {
            Fields::FiveTuple => Self {
                ends: [src, dst],
                ports: key.ports,
                proto: key.proto,
            },
            Fields::Addresses => addresses([src, dst]),
            Fields::Source => addresses([src, None]),
            Fields::Destination => addresses([None, dst]),
            Fields::RoundRobin | Fields::RxQueue => return None,
        })
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
