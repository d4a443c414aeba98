//! 802.2 logical link control, what an 802.3 length announces.

use bpf_asm::{R3, R5};

use super::{Header, Kind, Reason, Step};
use crate::{
    codegen::{
        emitter::{Emitter, Place},
        record::CURSOR,
    },
    walk::Walk,
};

/// LLC, with SNAP and an Ethernet type behind it (RFC 1042, 802.1H), or directly with IPv4.
pub(super) const LLC: Kind = Kind {
    word: "llc",
    entries: &[],
    quotable: false,
    parse,
    emit,
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

fn emit(e: &mut Emitter<'_>) {
    e.enter(3);
    let (snap, not_ip) = (e.a.label("snap"), Place::Stop(Reason::NotIp));
    e.a.load::<u8>(R3, CURSOR + 2);
    e.jne(R3, 0x03, not_ip);
    e.a.load::<u16>(R3, CURSOR + 0).jeq(R3, 0xaaaa, &snap);
    e.jne(R3, 0x0606, not_ip);
    e.skip_to(3, Header::Ipv4);
    e.a.bind(snap);
    e.bounds(8);
    let known = e.a.label("known");
    e.a.load::<u16>(R3, CURSOR + 3);
    e.jne(R3, 0, not_ip);
    e.a.load::<u8>(R3, CURSOR + 5).jeq(R3, 0, &known);
    e.jne(R3, 0xf8, not_ip);
    e.a.bind(known).load::<u16>(R5, CURSOR + 6).add(CURSOR, 8);
    e.then(Place::EtherType);
}
