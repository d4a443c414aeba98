//! What identifies a flow: the fields of the header that is hashed.
//!
//! A [`FlowKey`] says which packets belong together. Two packets with the same key always get the same
//! hash; with a symmetric policy the two directions of a key do too.

use std::{fmt, net::IpAddr};

use crate::header::{Header, kinds::By};

/// Addresses, protocol and ports of the header that is hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FlowKey {
    /// Source address.
    pub src: IpAddr,
    /// Destination address, of the same family.
    pub dst: IpAddr,
    /// IP protocol number, behind IPv6 extension headers and AH.
    pub proto: u8,
    /// What the transport header adds.
    pub ports: Ports,
    /// What is around it, if the policy hashes that.
    pub tags: Tags,
}

/// What is around the header that is hashed and may tell flows apart; 0 where there is none, or the policy does not hash it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tags {
    /// Identifier of the outermost VLAN tag. A tag with the identifier 0 is there for its priority, and names no VLAN.
    pub vlan: u16,
    /// Identifier of the VLAN tag behind it.
    pub inner_vlan: u16,
    /// Number of the session that carries the packet: see [`TunnelId`](crate::header::kinds::TunnelId).
    pub tunnel_id: u32,
}

impl Tags {
    /// There are none.
    pub const NONE: Self = Self {
        vlan: 0,
        inner_vlan: 0,
        tunnel_id: 0,
    };
    /// Where the identifier of the outermost VLAN tag is in [`word`](Self::word).
    pub const VLAN_SHIFT: u32 = 32;
    /// Where that of the tag behind it is.
    pub const INNER_VLAN_SHIFT: u32 = 44;

    /// All in one number, which is 0 where there are none.
    #[must_use]
    pub fn word(self) -> u64 {
        u64::from(self.tunnel_id)
            | u64::from(self.vlan) << Self::VLAN_SHIFT
            | u64::from(self.inner_vlan) << Self::INNER_VLAN_SHIFT
    }
}

/// What a transport header adds to a flow's identity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ports {
    /// Nothing: a fragment, a protocol without ports, a truncated packet, or a policy that does not
    /// ask for ports.
    #[default]
    None,
    /// The ports of TCP, UDP, UDP-Lite, SCTP or DCCP.
    Pair {
        /// Source port.
        src: u16,
        /// Destination port.
        dst: u16,
    },
    /// The security parameter index of ESP or AH. It belongs to one direction.
    Spi(u32),
}

impl Ports {
    /// The other direction's ports; an SPI stays what it is.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Pair { src, dst } => Self::Pair { src: dst, dst: src },
            other => other,
        }
    }
}

impl FlowKey {
    /// The key of the opposite direction.
    #[must_use]
    pub const fn reversed(self) -> Self {
        Self {
            src: self.dst,
            dst: self.src,
            proto: self.proto,
            ports: self.ports.reversed(),
            tags: self.tags,
        }
    }

    /// One key for both directions: the one that sorts first.
    ///
    /// ```
    /// use softrss_core::flow::{FlowKey, Ports, Tags};
    /// let key = FlowKey {
    ///     src: [192, 0, 2, 9].into(),
    ///     dst: [192, 0, 2, 1].into(),
    ///     proto: 6,
    ///     ports: Ports::Pair { src: 40000, dst: 443 },
    ///     tags: Tags::NONE,
    /// };
    /// assert_eq!(key.undirected(), key.reversed().undirected());
    /// ```
    #[must_use]
    pub fn undirected(self) -> Self {
        self.min(self.reversed())
    }
}

/// What there is to tell packets without an IP header apart: their outer Ethernet header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LinkKey {
    /// Source MAC address.
    pub src: [u8; 6],
    /// Destination MAC address.
    pub dst: [u8; 6],
    /// Identifier of the outermost VLAN tag, whether `decap` names it or not.
    pub vlan: Option<u16>,
    /// Ethernet type, behind that tag.
    pub ether_type: u16,
}

impl LinkKey {
    /// Bytes of an Ethernet header.
    pub const BYTES: usize = 14;
    /// Bytes of one with a tag.
    pub const TAGGED_BYTES: usize = 18;

    /// The key of `frame`; `None` if it is shorter than an Ethernet header.
    #[must_use]
    pub fn of(frame: &[u8]) -> Option<Self> {
        let &[
            d0,
            d1,
            d2,
            d3,
            d4,
            d5,
            s0,
            s1,
            s2,
            s3,
            s4,
            s5,
            t0,
            t1,
            ref rest @ ..,
        ] = frame
        else {
            return None;
        };
        let key = Self {
            src: [s0, s1, s2, s3, s4, s5],
            dst: [d0, d1, d2, d3, d4, d5],
            vlan: None,
            ether_type: u16::from_be_bytes([t0, t1]),
        };
        Some(match *rest {
            [v0, v1, t0, t1, ..] if is_tag(key.ether_type) => Self {
                vlan: Some(u16::from_be_bytes([v0, v1]) & 0x0fff),
                ether_type: u16::from_be_bytes([t0, t1]),
                ..key
            },
            _ => key,
        })
    }
}

/// Whether a VLAN tag is what this Ethernet type announces.
fn is_tag(ether_type: u16) -> bool {
    let mut by = Header::Vlan.kind().by.iter();
    by.any(|(by, _)| *by == By::EtherType(ether_type))
}

impl fmt::Display for LinkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mac = |mac: [u8; 6]| mac.map(|byte| format!("{byte:02x}")).join(":");
        write!(f, "{} > {}", mac(self.src), mac(self.dst))?;
        if let Some(vlan) = self.vlan {
            write!(f, " vlan {vlan}")?;
        }
        write!(f, " type {:#06x}", self.ether_type)
    }
}

/// Begins with a blank if there are any.
impl fmt::Display for Tags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, id) in [("vlan", self.vlan), ("inner-vlan", self.inner_vlan)] {
            if id != 0 {
                write!(f, " {name} {id}")?;
            }
        }
        match self.tunnel_id {
            0 => Ok(()),
            id => write!(f, " tunnel-id {id} ({id:#x})"),
        }
    }
}

impl fmt::Display for FlowKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            src,
            dst,
            proto,
            ports,
            tags,
        } = self;
        match ports {
            Ports::None => write!(f, "{src} > {dst} proto {proto}"),
            Ports::Spi(spi) => write!(f, "{src} > {dst} proto {proto} spi {spi:#010x}"),
            Ports::Pair {
                src: from, dst: to, ..
            } => write!(f, "{src} port {from} > {dst} port {to} proto {proto}"),
        }?;
        tags.fmt(f)
    }
}
