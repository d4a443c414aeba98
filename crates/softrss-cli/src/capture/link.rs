//! Link types, and how what is captured on other links becomes an Ethernet frame.
//!
//! # Source
//! <https://www.tcpdump.org/linktypes.html>; RFC 1661 and 1662 for PPP.

use std::fmt;

use softrss_core::{flow::LinkKey, header::Header};

use super::Order::Big;

/// What the packets of an interface begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkType(pub u32);

/// How a packet is read.
pub(super) enum Reading {
    /// It is an Ethernet frame.
    Ethernet,
    /// It is what an Ethernet frame carries, behind so many bytes.
    Behind {
        pseudo_header: usize,
        ethernet: [u8; ETHERNET_HEADER],
    },
    /// It is cut before that.
    Cut { pseudo_header: usize },
    /// It is not read; it is a packet of this link type.
    Skipped(LinkType),
}

/// Length of an Ethernet header, in bytes.
pub(super) const ETHERNET_HEADER: usize = LinkKey::BYTES;

const IPV4: u16 = Header::Ipv4.ether_type();
const IPV6: u16 = Header::Ipv6.ether_type();
const PPPOE: u16 = Header::Pppoe.ether_type();
const MPLS: u16 = Header::Mpls.ether_type();
const MPLS_MULTICAST: u16 = 0x8848;
const PPPOE_DISCOVERY: u16 = 0x8863;
/// An Ethernet type that is none: what follows is not IP.
const NO_TYPE: u16 = 0;

impl LinkType {
    /// Ethernet.
    pub const ETHERNET: Self = Self(1);
    const PPP: Self = Self(9);
    const PPP_HDLC: Self = Self(50);
    const PPP_ETHER: Self = Self(51);
    const RAW: [Self; 3] = [Self(12), Self(14), Self(101)];
    const IEEE802_11: Self = Self(105);
    const FRELAY: Self = Self(107);
    const LINUX_SLL: Self = Self(113);
    const PRISM: Self = Self(119);
    const RADIOTAP: Self = Self(127);
    const IP4: Self = Self(228);
    const IP6: Self = Self(229);
    const LINUX_SLL2: Self = Self(276);

    /// What stands in a list of headers in the place of `eth`: for Ethernet that word, and for other links that are read
    /// what tells that they are not.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::PPP | Self::PPP_HDLC => "ppp",
            Self::PPP_ETHER => "ppp-ether",
            Self(12 | 14 | 101) | Self::IP4 | Self::IP6 => "raw",
            Self::LINUX_SLL => "sll",
            Self::LINUX_SLL2 => "sll2",
            _ => "eth",
        }
    }

    /// How `packet` is read.
    pub(super) fn reading(self, packet: &[u8]) -> Reading {
        match self {
            Self::ETHERNET => Reading::Ethernet,
            Self::LINUX_SLL => cooked(packet, 16, |p| Cooked {
                hardware: Big.u16(p, 2),
                address_len: Big.u16(p, 4),
                address: 6,
                protocol: Big.u16(p, 14),
            }),
            Self::LINUX_SLL2 => cooked(packet, 20, |p| Cooked {
                hardware: Big.u16(p, 8),
                address_len: p[11].into(),
                address: 12,
                protocol: Big.u16(p, 0),
            }),
            raw if Self::RAW.contains(&raw) => behind(
                0,
                match packet.first().map(|first| first >> 4) {
                    Some(4) => IPV4,
                    Some(6) => IPV6,
                    _ => NO_TYPE,
                },
            ),
            Self::IP4 => behind(0, IPV4),
            Self::IP6 => behind(0, IPV6),
            Self::PPP_ETHER => behind(
                0,
                // Of a session, or else of its negotiation.
                match packet.get(1) {
                    Some(0) => PPPOE,
                    _ => PPPOE_DISCOVERY,
                },
            ),
            // The framing of Cisco: address, control, an Ethernet type.
            Self::PPP_HDLC if matches!(packet.first(), Some(0x0f | 0x8f)) => match packet.len() {
                0..4 => Reading::Cut { pseudo_header: 4 },
                _ => behind(4, Big.u16(packet, 2)),
            },
            Self::PPP | Self::PPP_HDLC => ppp(packet),
            other => Reading::Skipped(other),
        }
    }
}

/// What the kernel writes before a packet of an interface of any kind.
struct Cooked {
    /// `ARPHRD_*`: the kind of interface.
    hardware: u16,
    address_len: u16,
    /// Where the address of the sender is.
    address: usize,
    /// An Ethernet type, for most kinds of interfaces.
    protocol: u16,
}

fn cooked(packet: &[u8], pseudo_header: usize, fields: impl Fn(&[u8]) -> Cooked) -> Reading {
    if packet.len() < pseudo_header {
        return Reading::Cut { pseudo_header };
    }
    let fields = fields(packet);
    let frames = match fields.hardware {
        770 => LinkType::FRELAY,
        801 => LinkType::IEEE802_11,
        802 => LinkType::PRISM,
        803 => LinkType::RADIOTAP,
        _ => {
            let mut ethernet = header(fields.protocol);
            if fields.address_len == 6 {
                ethernet[6..12].copy_from_slice(&packet[fields.address..][..6]);
            }
            return Reading::Behind {
                pseudo_header,
                ethernet,
            };
        }
    };
    Reading::Skipped(frames)
}

/// With address and control or without, with a protocol field of two bytes or a compressed one.
fn ppp(packet: &[u8]) -> Reading {
    let framing = if packet.starts_with(&[0xff, 0x03]) {
        2
    } else {
        0
    };
    let compressed = packet.get(framing).is_some_and(|first| first & 1 == 1);
    let pseudo_header = framing + if compressed { 1 } else { 2 };
    if packet.len() < pseudo_header {
        return Reading::Cut { pseudo_header };
    }
    let protocol = if compressed {
        packet[framing].into()
    } else {
        Big.u16(packet, framing)
    };
    let ether_type = match protocol {
        0x0021 => IPV4,
        0x0057 => IPV6,
        0x0281 => MPLS,
        0x0283 => MPLS_MULTICAST,
        _ => NO_TYPE,
    };
    behind(pseudo_header, ether_type)
}

fn behind(pseudo_header: usize, ether_type: u16) -> Reading {
    Reading::Behind {
        pseudo_header,
        ethernet: header(ether_type),
    }
}

/// An Ethernet header without addresses.
fn header(ether_type: u16) -> [u8; ETHERNET_HEADER] {
    let mut header = [0; ETHERNET_HEADER];
    header[12..].copy_from_slice(&ether_type.to_be_bytes());
    header
}

impl fmt::Display for LinkType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.0 {
            0 => "NULL",
            1 => "ETHERNET",
            6 => "IEEE802_5",
            9 => "PPP",
            12 | 14 | 101 => "RAW",
            50 => "PPP_HDLC",
            51 => "PPP_ETHER",
            104 => "C_HDLC",
            105 => "IEEE802_11",
            107 => "FRELAY",
            108 => "LOOP",
            113 => "LINUX_SLL",
            119 => "IEEE802_11_PRISM",
            127 => "IEEE802_11_RADIOTAP",
            189 => "USB_LINUX",
            195 => "IEEE802_15_4_WITHFCS",
            220 => "USB_LINUX_MMAPPED",
            228 => "IPV4",
            229 => "IPV6",
            239 => "NFLOG",
            249 => "USBPCAP",
            253 => "NETLINK",
            276 => "LINUX_SLL2",
            other => return write!(f, "link type {other}"),
        };
        f.write_str(name)
    }
}
