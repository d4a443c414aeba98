//! Attributes of netlink messages: kinds and values.
//!
//! Only the attributes that are asked for are looked at: what a kernel tells beyond that may be of any kind
//! and of any shape.

/// `linux/netlink.h`
const NLA_F_NESTED: u16 = 0x8000;
const NLA_TYPE_MASK: u16 = 0x3fff;
/// Bytes of length and kind.
const HEADER: usize = 4;

/// An attribute, padded.
///
/// # Panics
/// When `value` is longer than an attribute can be, which no question of this crate is: the longest thing in
/// one is the name of a feature.
pub(crate) fn attribute(kind: u16, value: &[u8]) -> Vec<u8> {
    let len = u16::try_from(HEADER + value.len()).expect("attributes have less than 64 KiB");
    let mut bytes = [len.to_ne_bytes(), kind.to_ne_bytes()].concat();
    bytes.extend(value);
    bytes.resize(aligned(bytes.len()), 0);
    bytes
}

/// An attribute that holds attributes.
pub(crate) fn nested(kind: u16, attributes: &[u8]) -> Vec<u8> {
    attribute(kind | NLA_F_NESTED, attributes)
}

/// The attributes in `bytes`: kinds and values. What is cut off is left out.
pub(crate) fn attributes(mut bytes: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (head, _) = bytes.split_first_chunk::<HEADER>()?;
        let len = usize::from(u16::from_ne_bytes([head[0], head[1]]));
        let kind = u16::from_ne_bytes([head[2], head[3]]) & NLA_TYPE_MASK;
        let value = bytes.get(HEADER..len)?;
        bytes = bytes.get(aligned(len)..).unwrap_or_default();
        Some((kind, value))
    })
}

/// The value of the first attribute of this kind.
pub(crate) fn find(bytes: &[u8], kind: u16) -> Option<&[u8]> {
    attributes(bytes).find_map(|(found, value)| (found == kind).then_some(value))
}

/// A number of 32 bits at the beginning of `value`.
pub(crate) fn number(value: Option<&[u8]>) -> Option<u32> {
    value?.first_chunk().copied().map(u32::from_ne_bytes)
}

/// A text up to its NUL.
pub(crate) fn text(value: Option<&[u8]>) -> Option<String> {
    let value = value?;
    let len = value.iter().position(|byte| *byte == 0);
    Some(String::from_utf8_lossy(&value[..len.unwrap_or(value.len())]).into_owned())
}

pub(super) fn aligned(len: usize) -> usize {
    len.next_multiple_of(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_as_written() {
        let bytes = [
            attribute(3, b"eth0\0"),
            nested(18, &attribute(1, b"veth\0")),
            attribute(4, &1500u32.to_ne_bytes()),
        ]
        .concat();
        assert_eq!(text(find(&bytes, 3)).as_deref(), Some("eth0"));
        let kind = find(&bytes, 18).and_then(|info| text(find(info, 1)));
        assert_eq!(kind.as_deref(), Some("veth"));
        assert_eq!(number(find(&bytes, 4)), Some(1500));
        assert_eq!(find(&bytes, 5), None);
        for cut in 0..bytes.len() {
            attributes(&bytes[..cut]).for_each(drop);
        }
    }

    #[test]
    fn what_is_not_asked_for_may_be_anything() {
        let asked_for = attribute(4, &1500u32.to_ne_bytes());
        for strange in [
            // Of a kind that nobody knows, in network byte order, empty, and with a wrong type for its kind.
            attribute(0x3fff, &[0xff; 3]),
            attribute(9 | 0x4000, &[1; 8]),
            attribute(1, &[]),
            nested(3, &attribute(4, &[7])),
            // What it holds is cut off.
            nested(18, &[40, 0, 1, 0, 1]),
        ] {
            let bytes = [&strange[..], &asked_for, &strange].concat();
            assert_eq!(number(find(&bytes, 4)), Some(1500), "{strange:?}");
        }
        // Lengths that cannot be: nothing behind them can be found.
        for len in [0u16, 3, 0xffff] {
            let broken = [len.to_ne_bytes(), 4u16.to_ne_bytes()].concat();
            assert_eq!(find(&[&broken[..], &asked_for].concat(), 4), None, "{len}");
            let bytes = [&asked_for[..], &broken].concat();
            assert_eq!(number(find(&bytes, 4)), Some(1500), "{len}");
        }
        // A value that is shorter than what is asked for.
        assert_eq!(number(find(&attribute(4, &[1, 2]), 4)), None);
    }
}
