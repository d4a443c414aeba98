//! One layer of a stack: any header of the testbed.

use softrss_testbed::{
    MacAddr,
    packet::{
        Ah, Dccp, Erspan, Esp, Ethernet, Fragment, Geneve, Gre, Gtpu, GtpuExtension, Header, Icmp,
        Icmpv6, Ipv4, Ipv6, Ipv6Options, Llc, Mpls, Numbering, Packet, Pppoe, Raw, Routing, Sctp,
        Snap, Tcp, Udp, UdpLite, Vlan, Vxlan,
    },
};

macro_rules! layers { ($($kind:ident)*) => {
    /// A header.
    #[derive(Clone, Debug, PartialEq)]
    #[expect(missing_docs, reason = "each is the header of that name")]
    pub enum Layer { $($kind($kind)),* }

    $(impl From<$kind> for Layer {
        fn from(header: $kind) -> Self {
            Self::$kind(header)
        }
    })*

    impl Layer {
        /// Adds it to a packet.
        pub(super) fn put(&self, packet: Packet) -> Packet {
            match self { $(Self::$kind(header) => packet.layer(header.clone())),* }
        }

        /// The IP protocol number that announces it.
        #[must_use]
        pub fn number(&self) -> Option<u8> {
            let number = match self { $(Self::$kind(header) => header.number(Numbering::Protocol)),* };
            number.and_then(|number| u8::try_from(number).ok())
        }
    }
}}
layers! {
    Ethernet Llc Vlan Pppoe Mpls Ipv4 Ipv6 Ipv6Options Routing Fragment Ah Esp Tcp Udp UdpLite Sctp
    Dccp Icmp Icmpv6 Gre Erspan Vxlan Geneve Gtpu GtpuExtension Raw
}

/// The plainest header of each kind.
impl Layer {
    /// Ethernet.
    #[must_use]
    pub fn eth() -> Self {
        Ethernet::new(MacAddr::local(2), MacAddr::local(1)).into()
    }

    /// LLC and SNAP with an Ethernet type, of an organisation that ends with `last`.
    #[must_use]
    pub fn snap(last: u8) -> Self {
        let snap = Snap {
            organisation: [0, 0, last],
            ether_type: None,
        };
        let llc = Llc {
            snap: Some(snap),
            ..Llc::snap()
        };
        llc.into()
    }

    /// LLC of IP.
    #[must_use]
    pub fn llc_ip() -> Self {
        Llc::new(6, 6).into()
    }

    /// An 802.1Q tag.
    #[must_use]
    pub fn q(id: u16) -> Self {
        Self::vlan(0x8100, id)
    }

    /// A tag that `tpid` announces.
    #[must_use]
    pub fn vlan(tpid: u16, id: u16) -> Self {
        Vlan {
            tpid,
            ..Vlan::new(id)
        }
        .into()
    }

    /// PPPoE.
    #[must_use]
    pub fn pppoe(compressed: bool) -> Self {
        Pppoe {
            compressed,
            ..Pppoe::new(7)
        }
        .into()
    }

    /// An MPLS label.
    #[must_use]
    pub fn mpls(label: u32) -> Self {
        Mpls::new(label).into()
    }

    /// IPv4.
    #[must_use]
    pub fn v4(source: [u8; 4], destination: [u8; 4]) -> Self {
        Ipv4::new(source.into(), destination.into()).into()
    }

    /// IPv6.
    #[must_use]
    pub fn v6(source: u128, destination: u128) -> Self {
        Ipv6::new(source.into(), destination.into()).into()
    }

    /// Hop-by-hop (0), routing (43) or else destination options, of `8 * (len + 1)` bytes.
    #[must_use]
    pub fn extension(kind: u8, len: u8) -> Self {
        let bytes = vec![0; 8 * usize::from(len) + 6];
        match kind {
            0 => Ipv6Options::hop_by_hop(&bytes).into(),
            43 => Routing {
                data: bytes[2..].to_vec(),
                ..Routing::source_route(&[])
            }
            .into(),
            _ => Ipv6Options::destination(&bytes).into(),
        }
    }

    /// An IPv6 fragment header.
    #[must_use]
    pub fn fragment(offset: u16, more: bool) -> Self {
        Fragment::new(offset, more, 9).into()
    }

    /// An authentication header.
    #[must_use]
    pub fn ah(spi: u32) -> Self {
        Ah::new(spi, 1).into()
    }

    /// ESP, in IP or in UDP.
    #[must_use]
    pub fn esp(spi: u32) -> Self {
        Esp { spi, sequence: 1 }.into()
    }

    /// TCP.
    #[must_use]
    pub fn tcp(source: u16, destination: u16) -> Self {
        Tcp::new(source, destination).into()
    }

    /// UDP.
    #[must_use]
    pub fn udp(source: u16, destination: u16) -> Self {
        Udp::new(source, destination).into()
    }

    /// GRE.
    #[must_use]
    pub fn gre() -> Self {
        Gre::default().into()
    }

    /// VXLAN, or its generic protocol extension.
    #[must_use]
    pub fn vxlan(generic: bool) -> Self {
        Vxlan {
            generic,
            ..Vxlan::new(42)
        }
        .into()
    }

    /// GENEVE with `words` words of options.
    #[must_use]
    pub fn geneve(words: usize) -> Self {
        Geneve {
            options: vec![0; 4 * words],
            ..Geneve::new(42)
        }
        .into()
    }

    /// GTP-U.
    #[must_use]
    pub fn gtpu() -> Self {
        Gtpu::new(9).into()
    }

    /// ICMP of this type.
    #[must_use]
    pub fn icmp(kind: u8) -> Self {
        Icmp {
            kind,
            ..Icmp::echo_request(0, 0)
        }
        .into()
    }

    /// `ICMPv6` of this type.
    #[must_use]
    pub fn icmpv6(kind: u8) -> Self {
        Icmpv6 {
            kind,
            ..Icmpv6::echo_request(0, 0)
        }
        .into()
    }

    /// A protocol of which nothing is known.
    #[must_use]
    pub fn protocol(protocol: u8) -> Self {
        Raw::protocol(protocol, &[]).into()
    }

    /// An Ethernet type of which nothing is known.
    #[must_use]
    pub fn ether_type(ether_type: u16) -> Self {
        Raw::ether_type(ether_type, &[]).into()
    }
}

impl Layer {
    /// Whether it is an IP header.
    #[must_use]
    pub const fn is_ip(&self) -> bool {
        matches!(self, Self::Ipv4(_) | Self::Ipv6(_))
    }

    /// Whether UDP carries it, told by the destination port.
    #[must_use]
    pub const fn is_udp_tunnel(&self) -> bool {
        matches!(self, Self::Vxlan(_) | Self::Geneve(_) | Self::Gtpu(_))
    }
}
