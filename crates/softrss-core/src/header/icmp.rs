//! ICMP and `ICMPv6`: errors quote the packet they are about.

use bpf_asm::R2;

use super::{By, Header, Kind, Step, When};
use crate::{
    codegen::{
        emitter::{Emitter, Place},
        record::CURSOR,
    },
    walk::Walk,
};

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
    emit: |e| emit(e, &[3, 4, 5, 11, 12], Header::Ipv4),
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
    emit: |e| emit(e, &[1, 2, 3, 4], Header::Ipv6),
    code_of: None,
};

fn quote(walk: &mut Walk<'_>, header: Header) -> Step {
    walk.skip(8);
    walk.quote();
    Step::To(header)
}

fn emit(e: &mut Emitter<'_>, errors: &[i32], header: Header) {
    e.enter(8);
    e.a.load::<u8>(R2, CURSOR + 0).add(CURSOR, 8);
    let quoted = Place::Header {
        header,
        quoted: true,
    };
    for &error in errors {
        e.jeq(R2, error, quoted);
    }
    e.goto(Place::Done);
}
