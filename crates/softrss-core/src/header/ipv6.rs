//! IPv6 and its extension headers.

use std::net::Ipv6Addr;

use super::{By, Header, Kind, Reason, Step, When};
use crate::{policy::Decap, walk::Walk};

/// An IPv6 header. The flow label is not looked at.
pub(super) const IPV6: Kind = Kind {
    word: "ipv6",
    entries: &[
        (By::EtherType(0x86dd), When::Always),
        (By::Protocol(41), When::Decap(Decap::IPIP)),
    ],
    quotable: false,
    parse,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let header = walk.need::<40>()?;
    if header[0] >> 4 != 6 {
        return Err(Reason::BadIpHeader);
    }
    let address = |at: usize| {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&header[at..at + 16]);
        Ipv6Addr::from(bytes)
    };
    let (traffic_class, proto) = (header[0] << 4 | header[1] >> 4, header[6]);
    walk.select(address(8).into(), address(24).into(), traffic_class, proto);
    walk.skip(40);
    Ok(Step::Protocol(proto))
}

/// Hop-by-hop options.
pub(super) const HOP_BY_HOP: Kind = extension("hopopts", &[(By::Protocol6(0), When::Always)], None);
/// A routing header, of any type. The address it overrides is not the one that is hashed.
pub(super) const ROUTING: Kind = extension(
    "routing",
    &[(By::Protocol6(43), When::Always)],
    Some(Header::HopByHop),
);
/// Destination options.
pub(super) const DESTINATION_OPTIONS: Kind = extension(
    "dstopts",
    &[(By::Protocol6(60), When::Always)],
    Some(Header::HopByHop),
);

const fn extension(
    word: &'static str,
    entries: &'static [(By, When)],
    code_of: Option<Header>,
) -> Kind {
    Kind {
        word,
        entries,
        quotable: true,
        parse: parse_extension,
        code_of,
    }
}

fn parse_extension(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[next, len, ..] = walk.need::<8>()?;
    walk.skip((usize::from(len) + 1) * 8);
    Ok(Step::Protocol(next))
}

/// A fragment header. One that fragments nothing (RFC 6946) is stepped over.
pub(super) const FRAGMENT: Kind = Kind {
    word: "fragment",
    entries: &[(By::Protocol6(44), When::Always)],
    quotable: true,
    parse: parse_fragment,
    code_of: None,
};

fn parse_fragment(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[next, _, f0, f1, ..] = walk.need::<8>()?;
    // Offset and "more fragments"; the two bits between them are reserved.
    if u16::from_be_bytes([f0, f1]) & 0xfff9 != 0 {
        return Ok(walk.fragment(next));
    }
    walk.skip(8);
    Ok(Step::Protocol(next))
}
