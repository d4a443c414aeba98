//! What a header must be able to do to be a layer, and what it may know of its surroundings.

use std::{
    any::Any,
    fmt,
    net::{Ipv4Addr, Ipv6Addr},
};

use super::{
    checksum::{finish, word_sum},
    error::{Numbering, PacketError},
};

/// A header that can be put into a [`Packet`](super::Packet).
///
/// Implement it for headers that are not in this crate; [`Packet::layer`](super::Packet::layer) takes any.
pub trait Header: Any + fmt::Debug + Send + Sync {
    /// The name of the header in [`Packet::describe`](super::Packet::describe); empty to be left out.
    fn word(&self) -> &'static str;

    /// The number by which the header before this one announces it.
    fn number(&self, numbering: Numbering) -> Option<u16>;

    /// The header in wire format, for what it precedes.
    ///
    /// # Errors
    /// [`PacketError`] for what the format cannot express.
    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError>;

    /// Whether it is announced by a length in the place of an Ethernet type (802.3).
    fn follows_length(&self) -> bool {
        false
    }

    /// The addresses that the checksums of inner headers cover.
    fn addresses(&self) -> Option<Addresses> {
        None
    }

    /// The destination that they cover instead of the one in the IP header.
    fn final_destination(&self) -> Option<Ipv6Addr> {
        None
    }
}

/// The addresses of an IP header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addresses {
    /// Source and destination of an IPv4 header.
    V4(Ipv4Addr, Ipv4Addr),
    /// Source and destination of an IPv6 header.
    V6(Ipv6Addr, Ipv6Addr),
}

impl Addresses {
    fn sum(self) -> u32 {
        match self {
            Self::V4(a, b) => word_sum(&a.octets()) + word_sum(&b.octets()),
            Self::V6(a, b) => word_sum(&a.octets()) + word_sum(&b.octets()),
        }
    }
}

/// What a header precedes, and the addresses it is sent between.
#[derive(Clone, Copy, Debug)]
pub struct Inner<'a> {
    /// Everything behind the header, in wire format.
    pub payload: &'a [u8],
    pub(super) next: Option<&'a dyn Header>,
    pub(super) addresses: Option<Addresses>,
}

impl Inner<'_> {
    /// The number of the next header, or `set` where it is not `None`.
    ///
    /// # Errors
    /// [`PacketError::Unannounced`] if the next header has no number.
    pub fn announced(
        &self,
        layer: &'static str,
        numbering: Numbering,
        set: Option<u16>,
    ) -> Result<u16, PacketError> {
        set.or_else(|| self.next?.number(numbering))
            .ok_or_else(|| PacketError::Unannounced {
                layer,
                numbering,
                inner: match self.next.map(Header::word) {
                    None => "nothing",
                    Some("") => "bare bytes",
                    Some(word) => word,
                },
            })
    }

    /// The Ethernet type of the next header, the length of what follows if that is announced by a length, or `set`.
    ///
    /// # Errors
    /// [`PacketError::Unannounced`] if the next header has no Ethernet type; [`PacketError::TooLarge`] for a length
    /// above 1500, which would be an Ethernet type.
    pub fn ether_type(&self, layer: &'static str, set: Option<u16>) -> Result<u16, PacketError> {
        if set.is_none() && self.next.is_some_and(Header::follows_length) {
            return fit(layer, "length", self.payload.len(), 1500);
        }
        self.announced(layer, Numbering::EtherType, set)
    }

    /// The IP protocol number of the next header, or `set`.
    ///
    /// # Errors
    /// [`PacketError::Unannounced`] if the next header has none.
    pub fn protocol(&self, layer: &'static str, set: Option<u8>) -> Result<u8, PacketError> {
        let [_, low] = self
            .announced(layer, Numbering::Protocol, set.map(u16::from))?
            .to_be_bytes();
        Ok(low)
    }

    /// The Internet checksum over `header`, the first `covered` bytes of the payload and the pseudo header.
    ///
    /// # Errors
    /// [`PacketError::NoAddresses`] if no IP header precedes.
    pub fn checksum(
        &self,
        layer: &'static str,
        protocol: u8,
        header: &[u8],
        covered: usize,
    ) -> Result<u16, PacketError> {
        let addresses = self.addresses.ok_or(PacketError::NoAddresses { layer })?;
        let [.., a, b, c, d] = (header.len() + self.payload.len()).to_be_bytes();
        let covered = &self.payload[..covered.min(self.payload.len())];
        let pseudo = addresses.sum() + word_sum(&[0, protocol, a, b, c, d]);
        Ok(finish(pseudo + word_sum(header) + word_sum(covered)))
    }
}

/// `value` as a field that can hold `max`.
pub(super) fn fit<T: TryFrom<usize>>(
    layer: &'static str,
    field: &'static str,
    value: usize,
    max: usize,
) -> Result<T, PacketError> {
    let error = PacketError::TooLarge {
        layer,
        field,
        value,
        max,
    };
    if value > max {
        return Err(error);
    }
    T::try_from(value).ok().ok_or(error)
}

/// `value` bytes in units of `unit`.
pub(super) fn units(
    layer: &'static str,
    field: &'static str,
    value: usize,
    unit: usize,
) -> Result<usize, PacketError> {
    if value.is_multiple_of(unit) {
        return Ok(value / unit);
    }
    Err(PacketError::Misaligned {
        layer,
        field,
        value,
        unit,
    })
}

/// Fills up with zeros to a multiple of `unit`.
pub(super) fn padded(bytes: &[u8], unit: usize) -> Vec<u8> {
    let mut padded = bytes.to_vec();
    padded.resize(bytes.len().next_multiple_of(unit), 0);
    padded
}
