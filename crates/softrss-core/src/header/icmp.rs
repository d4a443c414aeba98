//! ICMP and `ICMPv6`: errors quote the packet they are about.

use super::{By, Header, Kind, Step, When};
use crate::walk::Walk;

/// ICMP in IPv4.
pub(super) const ICMP: Kind = Kind {
    word: "icmp",
    entries: &[(By::Protocol4(1), When::IcmpErrors)],
    quotable: false,
    parse: |walk| match walk.need::<8>()?[0] {
        // Destination unreachable, source quench, redirect, time exceeded, parameter problem.
        3 | 4 | 5 | 11 | 12 => Ok(quote(walk, Header::Ipv4)),
        _ => Ok(Step::Done),
    },
    code_of: None,
};

/// ICMP in IPv6.
pub(super) const ICMP6: Kind = Kind {
    word: "icmpv6",
    entries: &[(By::Protocol6(58), When::IcmpErrors)],
    quotable: false,
    parse: |walk| match walk.need::<8>()?[0] {
        // Destination unreachable, packet too big, time exceeded, parameter problem.
        1..=4 => Ok(quote(walk, Header::Ipv6)),
        _ => Ok(Step::Done),
    },
    code_of: None,
};

fn quote(walk: &mut Walk<'_>, header: Header) -> Step {
    walk.skip(8);
    walk.quote();
    Step::To(header)
}
