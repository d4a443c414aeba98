//! One layer of a stack: any header of the testbed.

use softrss_testbed::packet::{
    Ah, Dccp, Erspan, Esp, Ethernet, Fragment, Geneve, Gre, Gtpu, GtpuExtension, Header, Icmp,
    Icmpv6, Ipv4, Ipv6, Ipv6Options, Llc, Mpls, Numbering, Packet, Pppoe, Raw, Routing, Sctp, Tcp,
    Udp, UdpLite, Vlan, Vxlan,
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
        pub fn protocol(&self) -> Option<u8> {
            let number = match self { $(Self::$kind(header) => header.number(Numbering::Protocol)),* };
            number.and_then(|number| u8::try_from(number).ok())
        }
    }
}}
layers! {
    Ethernet Llc Vlan Pppoe Mpls Ipv4 Ipv6 Ipv6Options Routing Fragment Ah Esp Tcp Udp UdpLite Sctp
    Dccp Icmp Icmpv6 Gre Erspan Vxlan Geneve Gtpu GtpuExtension Raw
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
