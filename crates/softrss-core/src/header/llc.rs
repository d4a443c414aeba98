//! 802.2 logical link control, what an 802.3 length announces.

use super::{Header, Kind, Reason, Step};
use crate::walk::Walk;

/// LLC, with SNAP and an Ethernet type behind it (RFC 1042, 802.1H), or directly with IPv4.
pub(super) const LLC: Kind = Kind {
    word: "llc",
    entries: &[],
    quotable: false,
    parse,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    match walk.need::<3>()? {
        [0xaa, 0xaa, 0x03] => snap(walk),
        [0x06, 0x06, 0x03] => {
            walk.skip(3);
            Ok(Step::To(Header::Ipv4))
        }
        _ => Err(Reason::NotIp),
    }
}

fn snap(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[_, _, _, o0, o1, o2, t0, t1] = walk.need::<8>()?;
    walk.skip(8);
    match [o0, o1, o2] {
        [0, 0, 0 | 0xf8] => Ok(Step::EtherType(u16::from_be_bytes([t0, t1]))),
        _ => Err(Reason::NotIp),
    }
}
