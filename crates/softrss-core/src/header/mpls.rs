//! MPLS label stacks.

use super::{By, Header, Kind, Reason, Step, When};
use crate::{policy::Decap, walk::Walk};

/// One label. What follows the bottom of the stack is told by its first four bits: IPv4 or IPv6;
/// anything else, such as the control word of a pseudowire, is not read.
pub(super) const MPLS: Kind = Kind {
    word: "mpls",
    entries: &[
        (By::EtherType(0x8847), When::Decap(Decap::MPLS)),
        (By::EtherType(0x8848), When::Decap(Decap::MPLS)),
    ],
    quotable: false,
    parse,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let label = walk.need::<4>()?;
    walk.skip(4);
    if label[2] & 1 == 0 {
        return Ok(Step::To(Header::Mpls));
    }
    match walk.need::<1>()?[0] >> 4 {
        4 => Ok(Step::To(Header::Ipv4)),
        6 => Ok(Step::To(Header::Ipv6)),
        _ => Err(Reason::NotIp),
    }
}
