//! PPPoE sessions.

use bpf_asm::R2;

use super::{By, Header, Kind, Reason, Step, When};
use crate::{
    codegen::{
        emitter::{Emitter, Place},
        record::CURSOR,
    },
    policy::Decap,
    walk::Walk,
};

/// A PPPoE session header and the PPP protocol field behind it, two bytes or compressed to one
/// (RFC 2516, RFC 1661 section 6.5).
pub(super) const PPPOE: Kind = Kind {
    word: "pppoe",
    entries: &[(By::EtherType(0x8864), When::Decap(Decap::PPPOE))],
    quotable: false,
    parse,
    emit,
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

fn emit(e: &mut Emitter<'_>) {
    e.enter(8);
    e.a.load::<u8>(R2, CURSOR + 1);
    e.jne(R2, 0, Place::Stop(Reason::NotIp));
    let (whole, v4, v6) = (e.a.label("whole"), e.a.label("v4"), e.a.label("v6"));
    e.a.load::<u8>(R2, CURSOR + 6)
        .add(CURSOR, 7)
        .jeq(R2, 0x00, &whole)
        .jeq(R2, 0x21, &v4)
        .jeq(R2, 0x57, &v6);
    e.goto(Place::Stop(Reason::NotIp));
    e.a.bind(whole)
        .load::<u8>(R2, CURSOR + 0)
        .add(CURSOR, 1)
        .jeq(R2, 0x57, &v6);
    e.jne(R2, 0x21, Place::Stop(Reason::NotIp));
    e.a.bind(v4);
    e.skip_to(0, Header::Ipv4);
    e.a.bind(v6);
    e.skip_then(0, Header::Ipv6);
}
