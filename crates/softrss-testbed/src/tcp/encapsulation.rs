//! What the IP packets of a connection are wrapped into on the link.

use crate::{
    bed::within,
    error::TestbedError,
    mac::MacAddr,
    packet::{Header, Inner, Numbering, Packet, PacketError, eth},
};

/// Bytes of an Ethernet header.
const ETHERNET_LEN: usize = 14;
/// What an Ethernet link carries beside tags and labels.
const ETHERNET_MTU: u32 = 1500;

/// The headers between Ethernet and IP.
///
/// VLAN numbers are 1 to 4094: a tag with number 0 is none to the kernel, and 4095 is reserved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encapsulation {
    /// None.
    Plain,
    /// An 802.1Q tag.
    Vlan(u16),
    /// An 802.1ad tag and in it an 802.1Q tag.
    QinQ {
        /// Number of the outer tag.
        service: u16,
        /// Number of the inner tag.
        customer: u16,
    },
    /// A PPPoE session.
    Pppoe {
        /// Number of the session.
        session: u16,
    },
    /// A PPPoE session in a VLAN.
    VlanPppoe {
        /// Number of the VLAN.
        vlan: u16,
        /// Number of the session.
        session: u16,
    },
    /// One MPLS label, which is 20 bits wide.
    Mpls {
        /// The label.
        label: u32,
    },
}

impl Encapsulation {
    /// One of each kind.
    pub const EACH: [Self; 6] = [
        Self::Plain,
        Self::Vlan(100),
        Self::QinQ {
            service: 200,
            customer: 100,
        },
        Self::Pppoe { session: 7 },
        Self::VlanPppoe {
            vlan: 4094,
            session: 9,
        },
        Self::Mpls { label: 1000 },
    ];

    /// Largest packet of the link that goes with it: tags and labels make frames larger, a PPPoE header makes the
    /// packets in it smaller (RFC 2516).
    pub(super) fn link_mtu(self) -> u32 {
        match self {
            Self::Plain | Self::Pppoe { .. } => ETHERNET_MTU,
            Self::Vlan(_) | Self::Mpls { .. } | Self::VlanPppoe { .. } => ETHERNET_MTU + 4,
            Self::QinQ { .. } => ETHERNET_MTU + 8,
        }
    }

    /// Largest IP packet.
    pub(super) fn ip_mtu(self) -> u32 {
        match self {
            Self::Pppoe { .. } | Self::VlanPppoe { .. } => ETHERNET_MTU - 8,
            Self::Plain | Self::Vlan(_) | Self::QinQ { .. } | Self::Mpls { .. } => ETHERNET_MTU,
        }
    }

    pub(super) fn check(self) -> Result<(), TestbedError> {
        let vlan = |id: u16| within("VLAN number", id.into(), 1, 4094);
        match self {
            Self::Plain | Self::Pppoe { .. } => Ok(()),
            Self::Vlan(id) | Self::VlanPppoe { vlan: id, .. } => vlan(id),
            Self::QinQ { service, customer } => vlan(service).and_then(|()| vlan(customer)),
            Self::Mpls { label } => within("MPLS label", label, 16, 0xf_ffff),
        }
    }

    /// The frame that carries an IP packet.
    pub(super) fn wrap(
        self,
        destination: MacAddr,
        source: MacAddr,
        ip: &[u8],
    ) -> Result<Vec<u8>, PacketError> {
        let ip = Ip::new(ip);
        self.headers(eth(destination, source)).layer(ip).build()
    }

    /// The IP packet in a frame as a packet socket sees it; `None` for a frame that [`Encapsulation::wrap`] does not
    /// make.
    pub(super) fn unwrap(self, frame: &[u8]) -> Option<&[u8]> {
        let (destination, rest) = frame.split_first_chunk()?;
        let source = rest.first_chunk()?;
        let headers_len = self.headers_len();
        let ip = frame.get(headers_len..)?;
        let (destination, source) = (MacAddr(*destination), MacAddr(*source));
        let wrapped = self.wrap(destination, source, ip).ok()?;
        (self.without_outer_tag(wrapped) == frame).then_some(ip)
    }

    fn headers(self, link: Packet) -> Packet {
        match self {
            Self::Plain => link,
            Self::Vlan(id) => link.vlan(id),
            Self::QinQ { service, customer } => link.service_vlan(service).vlan(customer),
            Self::Pppoe { session } => link.pppoe(session),
            Self::VlanPppoe { vlan, session } => link.vlan(vlan).pppoe(session),
            Self::Mpls { label } => link.mpls(label),
        }
    }

    /// Bytes before the IP header in a frame as a packet socket sees it.
    fn headers_len(self) -> usize {
        ETHERNET_LEN
            + match self {
                Self::Plain | Self::Vlan(_) => 0,
                Self::QinQ { .. } | Self::Mpls { .. } => 4,
                Self::Pppoe { .. } | Self::VlanPppoe { .. } => 8,
            }
    }

    /// The kernel takes it out of the frame before a packet socket sees it.
    fn without_outer_tag(self, mut frame: Vec<u8>) -> Vec<u8> {
        if let Self::Vlan(_) | Self::QinQ { .. } | Self::VlanPppoe { .. } = self {
            frame.drain(ETHERNET_LEN - 2..ETHERNET_LEN + 2);
        }
        frame
    }
}

/// An IP packet that the kernel made, as a layer.
#[derive(Debug)]
struct Ip {
    version: Option<u8>,
    bytes: Vec<u8>,
}

impl Ip {
    fn new(bytes: &[u8]) -> Self {
        Self {
            version: bytes.first().map(|byte| byte >> 4),
            bytes: bytes.to_vec(),
        }
    }
}

impl Header for Ip {
    fn word(&self) -> &'static str {
        "ip"
    }

    fn number(&self, numbering: Numbering) -> Option<u16> {
        match (numbering, self.version?) {
            (Numbering::EtherType, 4) => Some(0x0800),
            (Numbering::EtherType, 6) => Some(0x86dd),
            (Numbering::Ppp, 4) => Some(0x0021),
            (Numbering::Ppp, 6) => Some(0x0057),
            _ => None,
        }
    }

    fn encode(&self, _: &Inner<'_>) -> Result<Vec<u8>, PacketError> {
        Ok(self.bytes.clone())
    }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, Ipv6Addr};

    use super::*;

    #[test]
    fn what_is_wrapped_is_unwrapped_and_nothing_else_is() {
        let (near, far) = (MacAddr::local(1), MacAddr::local(2));
        let v4 = Packet::new().ipv4(Ipv4Addr::LOCALHOST, Ipv4Addr::BROADCAST);
        let v6 = Packet::new().ipv6(Ipv6Addr::LOCALHOST, Ipv6Addr::UNSPECIFIED);
        for packet in [v4.tcp(1, 2).payload(b"four"), v6.tcp(3, 4).payload(b"six")] {
            let ip = packet.build().unwrap();
            for (at, encapsulation) in Encapsulation::EACH.into_iter().enumerate() {
                let frame = encapsulation.wrap(far, near, &ip).unwrap();
                assert_eq!(frame.len(), {
                    let overhead = encapsulation.link_mtu() - encapsulation.ip_mtu();
                    ETHERNET_LEN + overhead as usize + ip.len()
                });
                let seen = encapsulation.without_outer_tag(frame);
                assert_eq!(encapsulation.unwrap(&seen), Some(ip.as_slice()));
                let mut damaged = seen.clone();
                damaged[13] ^= 1;
                assert_eq!(encapsulation.unwrap(&damaged), None);
                assert_eq!(encapsulation.unwrap(&seen[..13]), None);
                for other in &Encapsulation::EACH[at + 1..] {
                    // A packet socket does not see the tag that makes the difference.
                    let alike = at == 0 && matches!(other, Encapsulation::Vlan(_));
                    let unwrapped = other.unwrap(&seen).is_some();
                    assert_eq!(unwrapped, alike, "{encapsulation:?} {other:?}");
                }
            }
        }
    }

    #[test]
    fn numbers_that_mean_something_else_are_refused() {
        for encapsulation in Encapsulation::EACH {
            assert!(encapsulation.check().is_ok(), "{encapsulation:?}");
        }
        for encapsulation in [
            Encapsulation::Vlan(0),
            Encapsulation::Vlan(4095),
            Encapsulation::QinQ {
                service: 0,
                customer: 1,
            },
            Encapsulation::QinQ {
                service: 1,
                customer: 4095,
            },
            Encapsulation::VlanPppoe {
                vlan: 0,
                session: 1,
            },
            Encapsulation::Mpls { label: 15 },
            Encapsulation::Mpls { label: 1 << 20 },
        ] {
            assert!(
                matches!(encapsulation.check(), Err(TestbedError::Impossible { .. })),
                "{encapsulation:?}"
            );
        }
    }
}
