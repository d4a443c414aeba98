//! IPv6 and its extension headers.

use std::net::Ipv6Addr;

use super::{
    Addresses, Header, Inner, Numbering, PacketError,
    header::{fit, units},
};

/// An IPv6 header. Fields that are `None` get their right value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ipv6 {
    /// Source.
    pub source: Ipv6Addr,
    /// Destination.
    pub destination: Ipv6Addr,
    /// Traffic class: DSCP in the high six bits, ECN in the low two.
    pub traffic_class: u8,
    /// Flow label, 20 bits.
    pub flow_label: u32,
    /// Hop limit.
    pub hop_limit: u8,
    /// Length of everything behind this header, in bytes.
    pub payload_len: Option<u16>,
    /// Number of the next header.
    pub next_header: Option<u8>,
}

impl Ipv6 {
    /// A plain header.
    #[must_use]
    pub fn new(source: Ipv6Addr, destination: Ipv6Addr) -> Self {
        Self {
            source,
            destination,
            traffic_class: 0,
            flow_label: 0,
            hop_limit: 64,
            payload_len: None,
            next_header: None,
        }
    }
}

impl Header for Ipv6 {
    fn word(&self) -> &'static str {
        "ipv6"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        match numbering {
            Numbering::EtherType => Some(0x86dd),
            Numbering::Protocol => Some(41),
            Numbering::Ppp => Some(0x0057),
            Numbering::VxlanGpe => Some(2),
            Numbering::GtpuExtension => None,
        }
    }

    fn addresses(&self) -> Option<Addresses> {
        Some(Addresses::V6(self.source, self.destination))
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let label: u32 = fit("ipv6", "flow label", self.flow_label as usize, 0xf_ffff)?;
        let payload_len = match self.payload_len {
            Some(payload_len) => payload_len,
            None => fit("ipv6", "payload length", inner.payload.len(), 0xffff)?,
        };
        let first = 6 << 28 | u32::from(self.traffic_class) << 20 | label;
        let mut bytes = first.to_be_bytes().to_vec();
        bytes.extend(payload_len.to_be_bytes());
        bytes.extend([inner.protocol("ipv6", self.next_header)?, self.hop_limit]);
        bytes.extend(self.source.octets());
        bytes.extend(self.destination.octets());
        Ok(bytes)
    }
}

/// Hop-by-hop or destination options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ipv6Options {
    /// Whether these are hop-by-hop options, which must follow the IPv6 header at once.
    pub hop_by_hop: bool,
    /// The options; padding options are added up to a multiple of 8 with the two bytes in front.
    pub options: Vec<u8>,
    /// Number of the next header, instead of what follows from the next layer.
    pub next_header: Option<u8>,
}

impl Ipv6Options {
    /// Hop-by-hop options.
    #[must_use]
    pub fn hop_by_hop(options: &[u8]) -> Self {
        Self {
            hop_by_hop: true,
            options: options.to_vec(),
            next_header: None,
        }
    }

    /// Destination options.
    #[must_use]
    pub fn destination(options: &[u8]) -> Self {
        Self {
            hop_by_hop: false,
            ..Self::hop_by_hop(options)
        }
    }
}

impl Header for Ipv6Options {
    fn word(&self) -> &'static str {
        if self.hop_by_hop {
            "hopopts"
        } else {
            "dstopts"
        }
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        (numbering == Numbering::Protocol).then_some(if self.hop_by_hop { 0 } else { 60 })
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let len = 2 + self.options.len();
        let padding = match len.next_multiple_of(8) - len {
            0 => Vec::new(),
            1 => vec![0],
            count => {
                let mut padding = vec![0; count];
                padding[..2].copy_from_slice(&[1, fit(self.word(), "padding", count - 2, 5)?]);
                padding
            }
        };
        let units: u8 = fit(self.word(), "length", (len + padding.len()) / 8 - 1, 0xff)?;
        let next = inner.protocol(self.word(), self.next_header)?;
        Ok([vec![next, units], self.options.clone(), padding].concat())
    }
}

/// A routing header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Routing {
    /// Type: 0 source route, 2 mobility, 4 segments.
    pub kind: u8,
    /// How many of the addresses are still to be visited.
    pub segments_left: u8,
    /// The part that depends on the type: a multiple of 8 bytes, less 4.
    pub data: Vec<u8>,
    /// The address that inner checksums cover.
    pub final_destination: Option<Ipv6Addr>,
    /// Number of the next header, instead of what follows from the next layer.
    pub next_header: Option<u8>,
}

/// Why a path is none.
const TOO_LONG: &str = "a routing header counts up to 255 addresses";

impl Routing {
    /// A segment routing header (RFC 8754), on the way to the first segment of `path`, which is the destination in the
    /// IPv6 header. The last one is the final destination.
    ///
    /// # Panics
    /// With more than 255 addresses, which the header has no number for.
    #[must_use]
    pub fn segments(path: &[Ipv6Addr]) -> Self {
        let left = u8::try_from(path.len()).expect(TOO_LONG);
        // The list runs from the last segment to the first.
        let mut data = vec![left.saturating_sub(1), 0, 0, 0];
        data.extend(path.iter().rev().flat_map(Ipv6Addr::octets));
        Self {
            kind: 4,
            segments_left: left.saturating_sub(1),
            data,
            final_destination: path.last().copied(),
            next_header: None,
        }
    }

    /// A source route of type 0 (RFC 2460), which routers no longer obey. `path` starts with the address after the
    /// destination in the IPv6 header, and ends with the final destination.
    ///
    /// # Panics
    /// With more than 255 addresses, which the header has no number for.
    #[must_use]
    pub fn source_route(path: &[Ipv6Addr]) -> Self {
        let mut data = vec![0; 4];
        data.extend(path.iter().flat_map(Ipv6Addr::octets));
        Self {
            kind: 0,
            segments_left: u8::try_from(path.len()).expect(TOO_LONG),
            data,
            final_destination: path.last().copied(),
            next_header: None,
        }
    }
}

impl Header for Routing {
    fn word(&self) -> &'static str {
        "routing"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        (numbering == Numbering::Protocol).then_some(43)
    }

    fn final_destination(&self) -> Option<Ipv6Addr> {
        self.final_destination
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        let len = units(self.word(), "length", 4 + self.data.len(), 8)?;
        let len: u8 = fit(self.word(), "length", len.saturating_sub(1), 0xff)?;
        let next = inner.protocol(self.word(), self.next_header)?;
        Ok([
            &[next, len, self.kind, self.segments_left],
            self.data.as_slice(),
        ]
        .concat())
    }
}

/// A fragment header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// Where in the datagram this fragment belongs, in bytes; a multiple of 8.
    pub offset: u16,
    /// More fragments follow.
    pub more: bool,
    /// Two bits that have no meaning, between offset and flag.
    pub reserved: u8,
    /// Identification, which the fragments of a datagram share.
    pub id: u32,
    /// Number of the next header, instead of what follows from the next layer.
    pub next_header: Option<u8>,
}

impl Fragment {
    /// A fragment at `offset` bytes.
    #[must_use]
    pub fn new(offset: u16, more: bool, id: u32) -> Self {
        Self {
            offset,
            more,
            reserved: 0,
            id,
            next_header: None,
        }
    }
}

impl Header for Fragment {
    fn word(&self) -> &'static str {
        "fragment"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        (numbering == Numbering::Protocol).then_some(44)
    }

    fn encode(&self, inner: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        units(self.word(), "offset", self.offset.into(), 8)?;
        let mut bytes = vec![inner.protocol(self.word(), self.next_header)?, 0];
        // The offset in bytes is the offset in units of 8, in the high 13 bits.
        let reserved: u16 = fit(self.word(), "reserved", self.reserved.into(), 3)?;
        let flags = reserved << 1 | u16::from(self.more);
        bytes.extend((self.offset | flags).to_be_bytes());
        bytes.extend(self.id.to_be_bytes());
        Ok(bytes)
    }
}
