//! PPPoE sessions.

use super::{By, Header, Kind, Reason, Step, When};
use crate::{policy::Decap, walk::Walk};

/// A PPPoE session header and the PPP protocol field behind it, two bytes or compressed to one
/// (RFC 2516, RFC 1661 section 6.5).
pub(super) const PPPOE: Kind = Kind {
    word: "pppoe",
    entries: &[(By::EtherType(0x8864), When::Decap(Decap::PPPOE))],
    quotable: false,
    parse,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[_, code, _, _, _, _, p0, p1] = walk.need::<8>()?;
    if code != 0 {
        return Err(Reason::NotIp);
    }
    // An odd first byte is a whole protocol field: the last byte of every protocol number is odd.
    let (skip, next) = match (p0, p1) {
        (0x21, _) => (7, Header::Ipv4),
        (0x57, _) => (7, Header::Ipv6),
        (0x00, 0x21) => (8, Header::Ipv4),
        (0x00, 0x57) => (8, Header::Ipv6),
        _ => return Err(Reason::NotIp),
    };
    walk.skip(skip);
    Ok(Step::To(next))
}
