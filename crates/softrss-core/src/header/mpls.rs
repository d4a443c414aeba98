//! MPLS label stacks.

use bpf_asm::{R2, R3};

use super::{By, Header, Kind, Reason, Step, When};
use crate::{
    codegen::{
        emitter::{Emitter, Place},
        record::CURSOR,
    },
    policy::Decap,
    walk::Walk,
};

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
    emit,
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

fn emit(e: &mut Emitter<'_>) {
    e.enter(4);
    e.a.load::<u8>(R3, CURSOR + 2).and(R3, 1).add(CURSOR, 4);
    let mpls = e.header(Header::Mpls);
    e.jeq(R3, 0, mpls);
    e.bounds(1);
    e.a.load::<u8>(R2, CURSOR + 0).rsh(R2, 4);
    let (v4, v6) = (e.header(Header::Ipv4), e.header(Header::Ipv6));
    e.jeq(R2, 4, v4);
    e.jeq(R2, 6, v6);
    e.goto(Place::Stop(Reason::NotIp));
}
