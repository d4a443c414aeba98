//! GRE, and ERSPAN, which it carries.

use bpf_asm::{R2, R3, R5};

use super::{By, Header, Kind, Reason, Step, When, dispatch::wire};
use crate::{
    codegen::{
        emitter::{Emitter, Place},
        record::CURSOR,
    },
    policy::Decap,
    walk::Walk,
};

const CHECKSUM: u8 = 0x80;
const ROUTING: u8 = 0x40;
const KEY: u8 = 0x20;
const SEQUENCE: u8 = 0x10;

/// GRE version 0 (RFC 2784, RFC 2890) with any of checksum, key and sequence number. Version 1 (PPTP)
/// and source routes are not read.
pub(super) const GRE: Kind = Kind {
    word: "gre",
    entries: &[(By::Protocol(47), When::Decap(Decap::GRE))],
    quotable: false,
    parse,
    emit,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[flags, version, p0, p1] = walk.need::<4>()?;
    if version & 0x07 != 0 || flags & ROUTING != 0 {
        return Err(Reason::BadTunnelHeader);
    }
    let options = [CHECKSUM, KEY, SEQUENCE];
    walk.skip(4 + 4 * options.iter().filter(|&bit| flags & bit != 0).count());
    match u16::from_be_bytes([p0, p1]) {
        // ERSPAN type I has no header of its own, and no sequence number.
        0x88be if flags & SEQUENCE == 0 => Ok(Step::To(Header::Ethernet)),
        0x88be => Ok(Step::To(Header::Erspan2)),
        0x22eb => Ok(Step::To(Header::Erspan3)),
        ether_type => Ok(Step::EtherType(ether_type)),
    }
}

fn emit(e: &mut Emitter<'_>) {
    e.enter(4);
    e.a.load::<u8>(R2, CURSOR + 1).and(R2, 0x07);
    e.jne(R2, 0, Place::Stop(Reason::BadTunnelHeader));
    e.a.load::<u8>(R2, CURSOR + 0)
        .mov(R3, R2)
        .and(R3, i32::from(ROUTING));
    e.jne(R3, 0, Place::Stop(Reason::BadTunnelHeader));
    e.a.load::<u16>(R5, CURSOR + 2).add(CURSOR, 4);
    for bit in [CHECKSUM, KEY, SEQUENCE] {
        // Four bytes where the bit is set.
        let shift = i32::try_from(bit.trailing_zeros()).unwrap_or(0) - 2;
        e.a.mov(R3, R2).rsh(R3, shift).and(R3, 4).add(CURSOR, R3);
    }
    let (erspan, next) = (e.a.label("erspan"), e.header(Header::Ethernet));
    e.a.jeq(R5, wire(0x88be), &erspan);
    let erspan3 = e.header(Header::Erspan3);
    e.jeq(R5, wire(0x22eb), erspan3);
    e.goto(Place::EtherType);
    e.a.bind(erspan).and(R2, i32::from(SEQUENCE));
    e.jeq(R2, 0, next);
    e.skip_then(0, Header::Erspan2);
}

/// ERSPAN type II.
pub(super) const ERSPAN2: Kind = Kind {
    word: "erspan",
    entries: &[],
    quotable: false,
    parse: |walk| {
        if walk.need::<8>()?[0] >> 4 != 1 {
            return Err(Reason::BadTunnelHeader);
        }
        walk.skip(8);
        Ok(Step::To(Header::Ethernet))
    },
    emit: |e| {
        e.enter(8);
        e.a.load::<u8>(R2, CURSOR + 0).rsh(R2, 4);
        e.jne(R2, 1, Place::Stop(Reason::BadTunnelHeader));
        e.skip_then(8, Header::Ethernet);
    },
    code_of: None,
};

/// ERSPAN type III, with or without its platform-specific part, carrying Ethernet.
pub(super) const ERSPAN3: Kind = Kind {
    word: "erspan",
    entries: &[],
    quotable: false,
    parse: |walk| {
        let header = walk.need::<12>()?;
        if header[0] >> 4 != 2 {
            return Err(Reason::BadTunnelHeader);
        }
        let frame_type = header[10] >> 2 & 0x1f;
        if frame_type != 0 {
            return Err(Reason::NotIp);
        }
        walk.skip(12 + usize::from(header[11] & 1) * 8);
        Ok(Step::To(Header::Ethernet))
    },
    emit: |e| {
        e.enter(12);
        e.a.load::<u8>(R2, CURSOR + 0).rsh(R2, 4);
        e.jne(R2, 2, Place::Stop(Reason::BadTunnelHeader));
        e.a.load::<u8>(R2, CURSOR + 10).and(R2, 0x7c);
        e.jne(R2, 0, Place::Stop(Reason::NotIp));
        e.a.load::<u8>(R2, CURSOR + 11)
            .and(R2, 1)
            .lsh(R2, 3)
            .add(CURSOR, R2);
        e.skip_then(12, Header::Ethernet);
    },
    code_of: None,
};
