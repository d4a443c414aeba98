//! GTP-U and its extension headers.

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

/// The extension header bit; with any of the low three bits set, four more bytes follow.
const EXTENSION_BIT: u8 = 0x04;
const OPTIONAL_BITS: u8 = 0x07;
/// A user packet; the other message types are signalling.
const G_PDU: u8 = 255;

/// GTP-U version 1 (3GPP TS 29.281). Starts at the UDP header.
pub(super) const GTPU: Kind = Kind {
    word: "gtpu",
    entries: &[(By::UdpTo(2152), When::Decap(Decap::GTPU))],
    quotable: false,
    parse,
    emit,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[.., flags, message, _, _, _, _, _, _] = walk.need::<16>()?;
    // Version 1, and not the charging protocol that shares the numbers.
    if flags & 0xf0 != 0x30 {
        return Err(Reason::BadTunnelHeader);
    }
    if message != G_PDU {
        return Err(Reason::NotIp);
    }
    if flags & EXTENSION_BIT != 0 {
        // On the byte that names the type of the first extension header.
        walk.skip(19);
        return Ok(Step::To(Header::GtpuExtension));
    }
    walk.skip(if flags & OPTIONAL_BITS == 0 { 16 } else { 20 });
    payload(walk)
}

fn emit(e: &mut Emitter<'_>) {
    e.enter(16);
    e.a.load::<u8>(R3, CURSOR + 8).mov(R2, R3).and(R2, 0xf0);
    e.jne(R2, 0x30, Place::Stop(Reason::BadTunnelHeader));
    e.a.load::<u8>(R2, CURSOR + 9);
    e.jne(R2, i32::from(G_PDU), Place::Stop(Reason::NotIp));
    let plain = e.a.label("plain");
    e.a.mov(R2, R3)
        .and(R2, i32::from(OPTIONAL_BITS))
        .add(CURSOR, 16)
        .jeq(R2, 0, &plain)
        .and(R3, i32::from(EXTENSION_BIT))
        .add(CURSOR, 3);
    let extension = e.header(Header::GtpuExtension);
    e.jne(R3, 0, extension);
    e.a.add(CURSOR, 1).bind(plain);
    e.then(Place::GtpuPayload);
}

/// An extension header. Starts at the byte before it, which names its type.
pub(super) const EXTENSION: Kind = Kind {
    word: "ext",
    entries: &[],
    quotable: false,
    parse: |walk| {
        let &[kind, len] = walk.need::<2>()?;
        if kind == 0 {
            walk.skip(1);
            return payload(walk);
        }
        if len == 0 {
            return Err(Reason::BadTunnelHeader);
        }
        walk.skip(usize::from(len) * 4);
        Ok(Step::To(Header::GtpuExtension))
    },
    emit: |e| {
        e.enter(2);
        let payload = e.a.label("payload");
        e.a.load::<u8>(R3, CURSOR + 0)
            .jeq(R3, 0, &payload)
            .load::<u8>(R3, CURSOR + 1);
        e.jeq(R3, 0, Place::Stop(Reason::BadTunnelHeader));
        e.a.lsh(R3, 2).add(CURSOR, R3);
        e.skip_to(0, Header::GtpuExtension);
        e.a.bind(payload).add(CURSOR, 1);
        e.then(Place::GtpuPayload);
    },
    code_of: None,
};

/// What is carried is not announced: IP is told by its first byte, Ethernet by a type that makes sense.
fn payload(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    match walk.need::<1>()?[0] {
        0x45..=0x4f => Ok(Step::To(Header::Ipv4)),
        0x60..=0x6f => Ok(Step::To(Header::Ipv6)),
        _ => match walk.need::<14>()? {
            [.., 0x08 | 0x81, 0x00] | [.., 0x86, 0xdd] | [.., 0x88, 0xa8] => {
                Ok(Step::To(Header::Ethernet))
            }
            _ => Err(Reason::NotIp),
        },
    }
}

pub(crate) fn emit_payload(e: &mut Emitter<'_>) {
    let (v4, v6, ethernet) = (
        e.header(Header::Ipv4),
        e.header(Header::Ipv6),
        e.header(Header::Ethernet),
    );
    e.bounds(1);
    let not_v4 = e.a.label("not_v4");
    e.a.load::<u8>(R2, CURSOR + 0)
        .jlt(R2, 0x45, &not_v4)
        .jgt(R2, 0x4f, &not_v4);
    e.goto(v4);
    e.a.bind(not_v4).rsh(R2, 4);
    e.jeq(R2, 6, v6);
    e.bounds(14);
    e.a.load::<u16>(R5, CURSOR + 12);
    for ether_type in [0x0800, 0x86dd, 0x8100, 0x88a8] {
        e.jeq(R5, wire(ether_type), ethernet);
    }
    e.goto(Place::Stop(Reason::NotIp));
}
