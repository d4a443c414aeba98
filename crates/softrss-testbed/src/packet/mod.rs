//! Frames, built layer by layer from the outermost header to the payload.
//!
//! Lengths, checksums and the numbers that announce the next header follow from what is put together. Every header is a
//! struct whose fields can be set to something else, so that damaged packets can be built as well as good ones.
//! Nothing here needs privileges or a kernel.
//!
//! ```
//! use std::net::{Ipv4Addr, Ipv6Addr};
//! use softrss_testbed::{MacAddr, packet::{Ipv4, Tcp, eth}};
//!
//! let (a, b) = (Ipv4Addr::new(192, 0, 2, 1), Ipv4Addr::new(192, 0, 2, 2));
//! let packet = eth(MacAddr::local(2), MacAddr::local(1))
//!     .vlan(100)
//!     .pppoe(7)
//!     .ipv6(Ipv6Addr::LOCALHOST, Ipv6Addr::LOCALHOST)
//!     .udp(50_000, 4789)
//!     .vxlan(42)
//!     .eth(MacAddr::local(4), MacAddr::local(3))
//!     .layer(Ipv4 { tos: 0xb8, ..Ipv4::new(a, b) })
//!     .layer(Tcp::syn(1234, 80, 1460));
//! assert_eq!(packet.describe(), "eth/vlan/pppoe/ipv6/udp/vxlan/eth/ipv4/tcp");
//! let frame = packet.build()?;
//! assert_eq!(frame.len(), 14 + 4 + 8 + 40 + 8 + 8 + 14 + 20 + 24);
//! # Ok::<(), softrss_testbed::packet::PacketError>(())
//! ```

pub(crate) mod checksum;
mod error;
mod fragments;
mod header;
mod icmp;
mod ipsec;
mod ipv4;
mod ipv6;
mod link;
mod raw;
mod tag;
mod transport;
mod tunnel;

use std::{
    net::{Ipv4Addr, Ipv6Addr},
    sync::Arc,
};

pub use checksum::internet_checksum;
pub use error::{Numbering, PacketError};
pub use header::{Addresses, Header, Inner};
pub use icmp::{Icmp, Icmpv6};
pub use ipsec::{Ah, Esp};
pub use ipv4::Ipv4;
pub use ipv6::{Fragment, Ipv6, Ipv6Options, Routing};
pub use link::{Ethernet, Llc, Snap};
pub use raw::Raw;
pub use tag::{BatmanAdv, LinkTag, MacSec, Mpls, Pppoe, Vlan};
pub use transport::{Dccp, Sctp, Tcp, Udp, UdpLite};
pub use tunnel::{Erspan, Geneve, Gre, Gtpu, GtpuExtension, Vxlan};

use crate::mac::MacAddr;

/// Starts a packet with an Ethernet header.
#[must_use]
pub fn eth(destination: MacAddr, source: MacAddr) -> Packet {
    Packet::new().eth(destination, source)
}

/// A stack of layers, from the outside to the inside.
#[derive(Clone, Debug, Default)]
pub struct Packet {
    layers: Vec<Arc<dyn Header>>,
    /// Zeros are added behind the payload up to this length.
    min_len: usize,
}

impl Packet {
    /// A packet without layers, for one that does not start with Ethernet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds any header.
    #[must_use]
    pub fn layer(mut self, header: impl Header + 'static) -> Self {
        self.layers.push(Arc::new(header));
        self
    }

    /// Adds the layers of `inner`.
    #[must_use]
    pub fn over(mut self, inner: &Self) -> Self {
        self.layers.extend_from_slice(&inner.layers);
        self
    }

    /// Adds an Ethernet header.
    #[must_use]
    pub fn eth(self, destination: MacAddr, source: MacAddr) -> Self {
        self.layer(Ethernet::new(destination, source))
    }

    /// Adds LLC and SNAP, which makes the Ethernet header before it one of 802.3.
    #[must_use]
    pub fn snap(self) -> Self {
        self.layer(Llc::snap())
    }

    /// Adds an 802.1Q tag.
    #[must_use]
    pub fn vlan(self, id: u16) -> Self {
        self.layer(Vlan::new(id))
    }

    /// Adds an 802.1ad tag.
    #[must_use]
    pub fn service_vlan(self, id: u16) -> Self {
        self.layer(Vlan::service(id))
    }

    /// Adds a PPPoE session header.
    #[must_use]
    pub fn pppoe(self, session: u16) -> Self {
        self.layer(Pppoe::new(session))
    }

    /// Adds an MPLS label.
    #[must_use]
    pub fn mpls(self, label: u32) -> Self {
        self.layer(Mpls::new(label))
    }

    /// Adds an IPv4 header.
    #[must_use]
    pub fn ipv4(self, source: Ipv4Addr, destination: Ipv4Addr) -> Self {
        self.layer(Ipv4::new(source, destination))
    }

    /// Adds an IPv6 header.
    #[must_use]
    pub fn ipv6(self, source: Ipv6Addr, destination: Ipv6Addr) -> Self {
        self.layer(Ipv6::new(source, destination))
    }

    /// Adds IPv6 hop-by-hop options.
    #[must_use]
    pub fn hop_by_hop(self, options: &[u8]) -> Self {
        self.layer(Ipv6Options::hop_by_hop(options))
    }

    /// Adds IPv6 destination options.
    #[must_use]
    pub fn destination_options(self, options: &[u8]) -> Self {
        self.layer(Ipv6Options::destination(options))
    }

    /// Adds an IPv6 fragment header; see [`Packet::fragments`] for whole datagrams.
    #[must_use]
    pub fn fragment(self, offset: u16, more: bool, id: u32) -> Self {
        self.layer(Fragment::new(offset, more, id))
    }

    /// Adds an authentication header.
    #[must_use]
    pub fn ah(self, spi: u32, sequence: u32) -> Self {
        self.layer(Ah::new(spi, sequence))
    }

    /// Adds an ESP header, in IP or in UDP.
    #[must_use]
    pub fn esp(self, spi: u32, sequence: u32) -> Self {
        self.layer(Esp { spi, sequence })
    }

    /// Adds a TCP header with the ACK flag.
    #[must_use]
    pub fn tcp(self, source_port: u16, destination_port: u16) -> Self {
        self.layer(Tcp::new(source_port, destination_port))
    }

    /// Adds a UDP header.
    #[must_use]
    pub fn udp(self, source_port: u16, destination_port: u16) -> Self {
        self.layer(Udp::new(source_port, destination_port))
    }

    /// Adds a UDP-Lite header whose checksum covers everything.
    #[must_use]
    pub fn udp_lite(self, source_port: u16, destination_port: u16) -> Self {
        self.layer(UdpLite {
            source_port,
            destination_port,
            ..UdpLite::default()
        })
    }

    /// Adds an SCTP common header.
    #[must_use]
    pub fn sctp(self, source_port: u16, destination_port: u16, tag: u32) -> Self {
        self.layer(Sctp {
            source_port,
            destination_port,
            tag,
            checksum: None,
        })
    }

    /// Adds the header of a DCCP-Data packet.
    #[must_use]
    pub fn dccp(self, source_port: u16, destination_port: u16, sequence: u64) -> Self {
        self.layer(Dccp {
            source_port,
            destination_port,
            sequence,
            checksum: None,
        })
    }

    /// Adds an ICMP header.
    #[must_use]
    pub fn icmp(self, icmp: Icmp) -> Self {
        self.layer(icmp)
    }

    /// Adds an `ICMPv6` header.
    #[must_use]
    pub fn icmpv6(self, icmpv6: Icmpv6) -> Self {
        self.layer(icmpv6)
    }

    /// Adds a GRE header without optional fields.
    #[must_use]
    pub fn gre(self) -> Self {
        self.layer(Gre::default())
    }

    /// Adds a VXLAN header, after UDP to port 4789.
    #[must_use]
    pub fn vxlan(self, vni: u32) -> Self {
        self.layer(Vxlan::new(vni))
    }

    /// Adds a GENEVE header, after UDP to port 6081.
    #[must_use]
    pub fn geneve(self, vni: u32) -> Self {
        self.layer(Geneve::new(vni))
    }

    /// Adds a GTP-U header, after UDP to port 2152.
    #[must_use]
    pub fn gtpu(self, teid: u32) -> Self {
        self.layer(Gtpu::new(teid))
    }

    /// Adds bytes as they are.
    #[must_use]
    pub fn payload(self, bytes: &[u8]) -> Self {
        self.layer(Raw::new(bytes))
    }

    /// Adds zeros behind the payload, as Ethernet does up to 60 bytes. No length field counts them.
    #[must_use]
    pub fn padded_to(mut self, min_len: usize) -> Self {
        self.min_len = min_len;
        self
    }

    /// The names of the headers, from the outside to the inside.
    #[must_use]
    pub fn describe(&self) -> String {
        let words = self
            .layers
            .iter()
            .map(|layer| layer.word())
            .filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join("/")
    }

    /// The packet in wire format.
    ///
    /// # Errors
    /// [`PacketError`] for layers that cannot follow one another, and for values that do not fit.
    pub fn build(&self) -> Result<Vec<u8>, PacketError> {
        let mut bytes = self.encode_from(0)?;
        bytes.resize(bytes.len().max(self.min_len), 0);
        Ok(bytes)
    }

    /// The packet in wire format, of which only the first `len` bytes were captured.
    ///
    /// # Errors
    /// As [`Packet::build`].
    pub fn truncated(&self, len: usize) -> Result<Vec<u8>, PacketError> {
        let mut bytes = self.build()?;
        bytes.truncate(len);
        Ok(bytes)
    }

    /// The packet as fragments of its innermost IP datagram, each with at most `size` bytes of it, a multiple of 8.
    ///
    /// # Errors
    /// [`PacketError::NotFragmentable`] without an IP header that something follows; [`PacketError::Misaligned`] for a
    /// `size` that is no multiple of 8, or 0; else as [`Packet::build`].
    pub fn fragments(&self, size: usize, id: u32) -> Result<Vec<Vec<u8>>, PacketError> {
        fragments::fragments(self, size, id)
    }

    /// The layers from `start` on, in wire format.
    fn encode_from(&self, start: usize) -> Result<Vec<u8>, PacketError> {
        let mut bytes = Vec::new();
        for at in (start..self.layers.len()).rev() {
            let inner = Inner {
                payload: &bytes,
                next: self.layers.get(at + 1).map(AsRef::as_ref),
                addresses: self.addresses_of(at),
            };
            let mut header = self.layers[at].encode(&inner)?;
            header.extend(bytes);
            bytes = header;
        }
        Ok(bytes)
    }

    /// The addresses that a checksum in layer `at` covers.
    fn addresses_of(&self, at: usize) -> Option<Addresses> {
        let mut detour = None;
        for layer in self.layers[..at].iter().rev() {
            detour = detour.or(layer.final_destination());
            match (layer.addresses(), detour) {
                (Some(Addresses::V6(source, _)), Some(last)) => {
                    return Some(Addresses::V6(source, last));
                }
                (Some(addresses), _) => return Some(addresses),
                (None, _) => {}
            }
        }
        None
    }
}
