//! Header stacks, built from the inside out so that each header names the one behind it.

use std::net::{Ipv4Addr, Ipv6Addr};

/// One header.
#[derive(Clone, Debug)]
pub enum Layer {
    Eth,
    /// 802.3 length, LLC and SNAP with this third OUI byte.
    Snap(u8),
    /// 802.3 length and LLC, with IPv4 directly behind it.
    LlcIp,
    Vlan {
        tpid: u16,
        id: u16,
    },
    Pppoe {
        compressed: bool,
    },
    Mpls {
        label: u32,
    },
    V4 {
        src: Ipv4Addr,
        dst: Ipv4Addr,
        tos: u8,
        option_words: u8,
        fragment: u16,
    },
    V6 {
        src: Ipv6Addr,
        dst: Ipv6Addr,
        traffic_class: u8,
    },
    /// Hop-by-hop (0), routing (43) or destination options (60), of `8 * (len + 1)` bytes.
    Ext {
        kind: u8,
        len: u8,
    },
    Fragment {
        offset_and_more: u16,
    },
    Ah {
        spi: u32,
        icv_words: u8,
    },
    Esp {
        spi: u32,
    },
    /// A transport header with ports and this protocol number.
    Ports {
        proto: u8,
        src: u16,
        dst: u16,
    },
    Gre {
        checksum: bool,
        key: bool,
        sequence: bool,
    },
    Erspan1,
    Erspan2,
    Erspan3 {
        platform: bool,
    },
    /// With the generic protocol extension if `gpe`.
    Vxlan {
        gpe: bool,
    },
    Geneve {
        option_words: u8,
    },
    Gtpu {
        sequence: bool,
        extensions: Vec<u8>,
    },
    EspInUdp {
        spi: u32,
    },
    Icmp {
        kind: u8,
    },
    Icmp6 {
        kind: u8,
    },
    /// Any protocol, with nothing known about it.
    Other {
        proto: u8,
    },
    /// Any Ethernet type.
    OtherType {
        ether_type: u16,
    },
}

impl Layer {
    pub fn v4(src: [u8; 4], dst: [u8; 4]) -> Self {
        Self::V4 {
            src: src.into(),
            dst: dst.into(),
            tos: 0,
            option_words: 0,
            fragment: 0x4000,
        }
    }

    pub fn v6(src: &str, dst: &str) -> Self {
        Self::V6 {
            src: src.parse().unwrap(),
            dst: dst.parse().unwrap(),
            traffic_class: 0,
        }
    }

    pub fn tcp(src: u16, dst: u16) -> Self {
        Self::Ports { proto: 6, src, dst }
    }

    pub fn udp(src: u16, dst: u16) -> Self {
        Self::Ports {
            proto: 17,
            src,
            dst,
        }
    }

    pub fn q(id: u16) -> Self {
        Self::Vlan { tpid: 0x8100, id }
    }

    pub fn gre() -> Self {
        Self::Gre {
            checksum: false,
            key: false,
            sequence: false,
        }
    }

    pub fn gtpu() -> Self {
        Self::Gtpu {
            sequence: false,
            extensions: Vec::new(),
        }
    }

    fn ether_type(&self) -> u16 {
        match self {
            Self::Eth => 0x6558,
            Self::Vlan { tpid, .. } => *tpid,
            Self::Pppoe { .. } => 0x8864,
            Self::Mpls { .. } => 0x8847,
            Self::V4 { .. } => 0x0800,
            Self::V6 { .. } => 0x86dd,
            Self::Erspan1 | Self::Erspan2 => 0x88be,
            Self::Erspan3 { .. } => 0x22eb,
            Self::Snap(_) | Self::LlcIp => 60,
            Self::OtherType { ether_type } => *ether_type,
            other => panic!("no Ethernet type announces {other:?}"),
        }
    }

    fn protocol(&self) -> u8 {
        match self {
            Self::V4 { .. } => 4,
            Self::V6 { .. } => 41,
            Self::Ext { kind, .. } => *kind,
            Self::Fragment { .. } => 44,
            Self::Ah { .. } => 51,
            Self::Esp { .. } => 50,
            Self::Ports { proto, .. } | Self::Other { proto } => *proto,
            Self::Gre { .. } => 47,
            Self::Icmp { .. } => 1,
            Self::Icmp6 { .. } => 58,
            other => panic!("no protocol number announces {other:?}"),
        }
    }

    /// This header in front of `rest`, which starts with `next`.
    fn bytes(&self, next: Option<&Layer>, rest: &[u8]) -> Vec<u8> {
        let ether_type = || next.map_or(0x88b5, Layer::ether_type).to_be_bytes();
        let protocol = || next.map_or(253, Layer::protocol);
        let len16 = |extra: usize| u16::try_from(rest.len() + extra).unwrap_or(0).to_be_bytes();
        match self {
            Self::Eth => [&[2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2][..], &ether_type()].concat(),
            Self::Snap(oui) => [&[0xaa, 0xaa, 3, 0, 0, *oui][..], &ether_type()].concat(),
            Self::LlcIp => vec![6, 6, 3],
            Self::Vlan { id, .. } => [id.to_be_bytes(), ether_type()].concat(),
            Self::Pppoe { compressed } => {
                let proto = match next {
                    Some(Self::V4 { .. }) => 0x21,
                    Some(Self::V6 { .. }) => 0x57,
                    _ => 0x25,
                };
                let mut bytes = vec![0x11, 0, 0, 7];
                bytes.extend(len16(2 - usize::from(*compressed)));
                if !compressed {
                    bytes.push(0);
                }
                bytes.push(proto);
                bytes
            }
            Self::Mpls { label } => {
                let bottom = !matches!(next, Some(Self::Mpls { .. }));
                (label << 12 | u32::from(bottom) << 8 | 64)
                    .to_be_bytes()
                    .to_vec()
            }
            Self::V4 {
                src,
                dst,
                tos,
                option_words,
                fragment,
            } => {
                let header = 20 + usize::from(*option_words) * 4;
                let mut bytes = vec![0x45 + option_words, *tos];
                bytes.extend(len16(header));
                bytes.extend([0, 1]);
                bytes.extend(fragment.to_be_bytes());
                bytes.extend([64, protocol(), 0, 0]);
                bytes.extend(src.octets());
                bytes.extend(dst.octets());
                bytes.resize(header, 1);
                bytes
            }
            Self::V6 {
                src,
                dst,
                traffic_class,
            } => {
                let first = 6 << 28 | u32::from(*traffic_class) << 20 | 0x1_2345;
                let mut bytes = first.to_be_bytes().to_vec();
                bytes.extend(len16(0));
                bytes.extend([protocol(), 64]);
                bytes.extend(src.octets());
                bytes.extend(dst.octets());
                bytes
            }
            Self::Ext { len, .. } => {
                let mut bytes = vec![protocol(), *len];
                bytes.resize(8 * (usize::from(*len) + 1), 0);
                bytes
            }
            Self::Fragment { offset_and_more } => {
                let mut bytes = vec![protocol(), 0];
                bytes.extend(offset_and_more.to_be_bytes());
                bytes.extend([0, 0, 0, 9]);
                bytes
            }
            Self::Ah { spi, icv_words } => {
                let mut bytes = vec![protocol(), 1 + icv_words, 0, 0];
                bytes.extend(spi.to_be_bytes());
                bytes.extend([0, 0, 0, 1]);
                bytes.resize(12 + usize::from(*icv_words) * 4, 0xee);
                bytes
            }
            Self::Esp { spi } => [spi.to_be_bytes(), [0, 0, 0, 1]].concat(),
            Self::Ports { proto, src, dst } => {
                let mut bytes = [src.to_be_bytes(), dst.to_be_bytes()].concat();
                match proto {
                    6 => bytes.extend([0, 0, 0, 1, 0, 0, 0, 0, 0x50, 2, 1, 0, 0, 0, 0, 0]),
                    17 => {
                        bytes.extend(len16(8));
                        bytes.extend([0, 0]);
                    }
                    _ => bytes.extend([0; 8]),
                }
                bytes
            }
            Self::Gre {
                checksum,
                key,
                sequence,
            } => {
                let sequence = *sequence || matches!(next, Some(Self::Erspan2));
                let bits = [*checksum, false, *key, sequence];
                let flags = (0..)
                    .zip(bits)
                    .map(|(i, bit)| u8::from(bit) << (7 - i))
                    .sum();
                let mut bytes = vec![flags, 0];
                bytes.extend(ether_type());
                bytes.resize(4 + 4 * bits.iter().filter(|&&bit| bit).count(), 0x33);
                bytes
            }
            Self::Erspan1 => Vec::new(),
            Self::Erspan2 => vec![0x10, 0, 0, 0, 0, 0, 0, 0],
            Self::Erspan3 { platform } => {
                let mut bytes = vec![0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, u8::from(*platform)];
                bytes.resize(12 + 8 * usize::from(*platform), 0);
                bytes
            }
            Self::Vxlan { gpe } => {
                let inner = match next {
                    Some(Self::V4 { .. }) => 1,
                    Some(Self::V6 { .. }) => 2,
                    _ => 3,
                };
                let flags = if *gpe {
                    [0x0c, 0, 0, inner]
                } else {
                    [0x08, 0, 0, 0]
                };
                [flags, [0, 0, 42, 0]].concat()
            }
            Self::Geneve { option_words } => {
                let mut bytes = vec![*option_words, 0];
                bytes.extend(ether_type());
                bytes.extend([0, 0, 42, 0]);
                bytes.resize(8 + usize::from(*option_words) * 4, 0);
                bytes
            }
            Self::Gtpu {
                sequence,
                extensions,
            } => {
                let ext = !extensions.is_empty();
                let mut bytes = vec![0x30 | u8::from(ext) << 2 | u8::from(*sequence) << 1, 255];
                bytes.extend(len16(0));
                bytes.extend([0, 0, 0, 9]);
                if ext || *sequence {
                    bytes.extend([0, 1, 0]);
                    for &words in extensions {
                        bytes.push(0x85);
                        bytes.push(words);
                        bytes.resize(bytes.len() + usize::from(words) * 4 - 2, 0x44);
                    }
                    bytes.push(0);
                }
                bytes
            }
            Self::EspInUdp { spi } => [spi.to_be_bytes(), [0, 0, 0, 1]].concat(),
            Self::Icmp { kind } | Self::Icmp6 { kind } => vec![*kind, 0, 0, 0, 0, 0, 0, 0],
            Self::Other { .. } | Self::OtherType { .. } => Vec::new(),
        }
    }
}

/// The frame of `layers` and `payload`.
pub fn frame(layers: &[Layer], payload: &[u8]) -> Vec<u8> {
    let mut bytes = payload.to_vec();
    for (i, layer) in layers.iter().enumerate().rev() {
        let mut header = layer.bytes(layers.get(i + 1), &bytes);
        header.append(&mut bytes);
        bytes = header;
    }
    bytes
}
