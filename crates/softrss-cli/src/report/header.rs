//! What the headers of a frame say: the fields that matter for steering.
//!
//! For people only. What a packet is hashed by comes from the decision, never from here.

use std::net::{Ipv4Addr, Ipv6Addr};

use serde_json::Value;
use softrss_core::header::Header;

/// Length of a UDP header, in bytes.
const UDP: usize = 8;

/// Fields by name, in the order of the header.
pub(crate) type Named = Vec<(&'static str, Value)>;

/// Where `header` begins, given where reading it began. A header that UDP carries is read together
/// with the UDP header.
pub(crate) fn start(header: Header, at: usize) -> usize {
    match header {
        Header::Vxlan | Header::Geneve | Header::Gtpu | Header::EspInUdp => at + UDP,
        _ => at,
    }
}

/// The fields of `header`, which begins `bytes`; fields that were not captured are left out.
pub(crate) fn fields(header: Header, bytes: &[u8]) -> Named {
    let field = Fields(bytes);
    let pairs = match header {
        Header::Ipv4 => ipv4(&field),
        Header::Ipv6
        | Header::HopByHop
        | Header::Routing
        | Header::DestinationOptions
        | Header::Fragment => ipv6(header, &field),
        _ => other(header, &field),
    };
    pairs
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

/// Fields by name; `None` where they were not captured.
type Captured = Vec<(&'static str, Option<Value>)>;

/// Headers other than those of IP.
fn other(header: Header, field: &Fields<'_>) -> Captured {
    match header {
        Header::Ethernet => vec![
            ("dst", field.mac(0)),
            ("src", field.mac(6)),
            ("type", field.hex16(12)),
        ],
        Header::Vlan => vec![("id", field.bits(0, 0x0fff)), ("type", field.hex16(2))],
        Header::Pppoe => vec![("session", field.bits(2, 0xffff))],
        Header::Mpls => vec![
            ("label", field.word(0).map(|word| (word >> 12).into())),
            ("bottom", field.byte(2).map(|byte| (byte & 1 == 1).into())),
        ],
        Header::Ah => vec![
            ("next", field.byte(0).map(Value::from)),
            ("spi", field.hex32(4)),
        ],
        Header::Esp | Header::EspInUdp => vec![("spi", field.hex32(0))],
        Header::Tcp | Header::Udp | Header::UdpLite | Header::Sctp | Header::Dccp => vec![
            ("src_port", field.bits(0, 0xffff)),
            ("dst_port", field.bits(2, 0xffff)),
        ],
        Header::Icmp | Header::Icmp6 => vec![
            ("type", field.byte(0).map(Value::from)),
            ("code", field.byte(1).map(Value::from)),
        ],
        Header::Gre => vec![("flags", field.hex16(0)), ("type", field.hex16(2))],
        Header::Erspan2 | Header::Erspan3 => vec![("session", field.bits(2, 0x03ff))],
        Header::Vxlan | Header::Geneve => {
            vec![("vni", field.word(4).map(|word| (word >> 8).into()))]
        }
        Header::Gtpu => vec![("teid", field.hex32(4))],
        _ => Vec::new(),
    }
}

/// IPv6 and its extension headers.
fn ipv6(header: Header, field: &Fields<'_>) -> Captured {
    match header {
        Header::Ipv6 => vec![
            ("src", field.address6(8)),
            ("dst", field.address6(24)),
            ("next", field.byte(6).map(Value::from)),
        ],
        Header::Fragment => vec![
            ("next", field.byte(0).map(Value::from)),
            ("offset", field.half(2).map(|half| (half & 0xfff8).into())),
            ("more", field.half(2).map(|half| (half & 1 == 1).into())),
        ],
        _ => vec![("next", field.byte(0).map(Value::from))],
    }
}

fn ipv4(field: &Fields<'_>) -> Captured {
    let fragment = field.half(6).filter(|half| half & 0x3fff != 0);
    vec![
        ("src", field.address4(12)),
        ("dst", field.address4(16)),
        ("proto", field.byte(9).map(Value::from)),
        (
            "fragment",
            fragment.map(|half| ((half & 0x1fff) * 8).into()),
        ),
        ("more", fragment.map(|half| (half & 0x2000 != 0).into())),
    ]
}

/// Fields at their offsets, `None` past the end.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn at<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.0.get(at..)?.first_chunk().copied()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
    }

    fn half(&self, at: usize) -> Option<u16> {
        self.at(at).map(u16::from_be_bytes)
    }

    fn word(&self, at: usize) -> Option<u32> {
        self.at(at).map(u32::from_be_bytes)
    }

    fn bits(&self, at: usize, mask: u16) -> Option<Value> {
        self.half(at).map(|half| (half & mask).into())
    }

    fn hex16(&self, at: usize) -> Option<Value> {
        self.half(at).map(|half| format!("{half:#06x}").into())
    }

    fn hex32(&self, at: usize) -> Option<Value> {
        self.word(at).map(|word| format!("{word:#010x}").into())
    }

    fn mac(&self, at: usize) -> Option<Value> {
        let bytes: [u8; 6] = self.at(at)?;
        Some(bytes.map(|byte| format!("{byte:02x}")).join(":").into())
    }

    fn address4(&self, at: usize) -> Option<Value> {
        let bytes: [u8; 4] = self.at(at)?;
        Some(Ipv4Addr::from(bytes).to_string().into())
    }

    fn address6(&self, at: usize) -> Option<Value> {
        let bytes: [u8; 16] = self.at(at)?;
        Some(Ipv6Addr::from(bytes).to_string().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_length_of_any_header_has_fields() {
        let bytes: Vec<u8> = (0..64).collect();
        for header in Header::ALL {
            let mut seen = 0;
            for len in 0..bytes.len() {
                let fields = fields(*header, &bytes[..len]).len();
                assert!(fields >= seen, "{header} loses fields at {len} bytes");
                seen = fields;
            }
        }
    }

    #[test]
    fn reads_the_fields() {
        let vlan = fields(Header::Vlan, &[0xe0, 0x64, 0x08, 0x00]);
        assert_eq!(vlan, [("id", 100.into()), ("type", "0x0800".into())]);
        let mpls = fields(Header::Mpls, &[0x00, 0x01, 0x01, 0xff]);
        assert_eq!(mpls, [("label", 16.into()), ("bottom", true.into())]);
        let mut ipv4 = [0; 20];
        ipv4[6] = 0x20;
        ipv4[7] = 0x03;
        ipv4[9] = 17;
        let ipv4 = fields(Header::Ipv4, &ipv4);
        let expected: [(&str, Value); 5] = [
            ("src", "0.0.0.0".into()),
            ("dst", "0.0.0.0".into()),
            ("proto", 17.into()),
            ("fragment", 24.into()),
            ("more", true.into()),
        ];
        assert_eq!(ipv4, expected);
    }
}
