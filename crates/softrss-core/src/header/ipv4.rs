//! IPv4.

use std::net::Ipv4Addr;

use super::{By, Kind, Reason, Step, When};
use crate::{policy::Decap, walk::Walk};

/// An IPv4 header, options included.
pub(super) const IPV4: Kind = Kind {
    word: "ipv4",
    entries: &[
        (By::EtherType(0x0800), When::Always),
        (By::Protocol(4), When::Decap(Decap::IPIP)),
    ],
    quotable: false,
    parse,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[
        version_ihl,
        tos,
        _,
        _,
        _,
        _,
        f0,
        f1,
        _,
        proto,
        _,
        _,
        s0,
        s1,
        s2,
        s3,
        d0,
        d1,
        d2,
        d3,
    ] = walk.need::<20>()?;
    if !(0x45..=0x4f).contains(&version_ihl) {
        return Err(Reason::BadIpHeader);
    }
    let (src, dst) = (Ipv4Addr::new(s0, s1, s2, s3), Ipv4Addr::new(d0, d1, d2, d3));
    walk.select(src.into(), dst.into(), tos, proto);
    // Everything but "reserved" and "don't fragment".
    if u16::from_be_bytes([f0, f1]) & 0x3fff != 0 {
        return Ok(walk.fragment(proto));
    }
    walk.skip(usize::from(version_ihl & 0x0f) * 4);
    Ok(Step::Protocol(proto))
}
