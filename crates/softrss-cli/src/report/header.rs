//! What the headers of a frame say: the fields that matter for steering.
//!
//! For people only. What a packet is hashed by comes from the decision, never from here.

use std::net::{Ipv4Addr, Ipv6Addr};

use serde_json::Value;
use softrss_core::header::{
    Header,
    layout::{Field, Show, Shown},
};

/// Fields by name, in the order of the header.
pub(crate) type Named = Vec<(&'static str, Value)>;

/// The fields of `header`; reading it begins at the first of `bytes`. Fields that were not captured are left out.
pub(crate) fn fields(header: Header, bytes: &[u8]) -> Named {
    let shown = header.kind().shown.iter();
    shown
        .filter_map(|show| Some((show.name, value(show, bytes)?)))
        .collect()
}

fn value(show: &Show, bytes: &[u8]) -> Option<Value> {
    if let Some(test) = show.only {
        number(test.field, bytes)?;
        if !test.holds(bytes, bytes.len()) {
            return None;
        }
    }
    Some(match show.value {
        Shown::Number(field, right, left) => (number(field, bytes)? >> right << left).into(),
        Shown::Hex(field) => {
            let digits = 2 * usize::from(field.bytes);
            format!("{:#0width$x}", number(field, bytes)?, width = digits + 2).into()
        }
        Shown::Flag(field) => (number(field, bytes)? != 0).into(),
        Shown::Mac(at) => {
            let bytes: [u8; 6] = array(bytes, at)?;
            bytes.map(|byte| format!("{byte:02x}")).join(":").into()
        }
        Shown::Ipv4(at) => Ipv4Addr::from(array(bytes, at)?).to_string().into(),
        Shown::Ipv6(at) => Ipv6Addr::from(array(bytes, at)?).to_string().into(),
    })
}

/// The value of `field`, if all of it was captured.
fn number(field: Field, bytes: &[u8]) -> Option<u32> {
    let end = usize::from(field.at) + usize::from(field.bytes);
    (end <= bytes.len()).then(|| field.read(bytes))
}

fn array<const N: usize>(bytes: &[u8], at: u8) -> Option<[u8; N]> {
    bytes.get(usize::from(at)..)?.first_chunk().copied()
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
