//! ESP, in IP and in UDP.

use bpf_asm::{R2, R3};

use super::{By, Kind, Reason, Step, When};
use crate::{
    codegen::{
        emitter::{Emitter, Place},
        record::CURSOR,
    },
    flow::Ports,
    policy::Decap,
    walk::Walk,
};

/// ESP (RFC 4303): the SPI is all that can be read.
pub(super) const ESP: Kind = Kind {
    word: "esp",
    entries: &[(By::Protocol(50), When::Ports)],
    quotable: true,
    parse,
    emit,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let spi = *walk.need::<4>()?;
    walk.ports(Ports::Spi(u32::from_be_bytes(spi)));
    Ok(Step::Done)
}

fn emit(e: &mut Emitter<'_>) {
    e.enter(4);
    e.a.load::<u32>(R3, CURSOR + 0);
    e.keep_spi(R3);
    e.goto(Place::Done);
}

/// ESP in UDP (RFC 3948). A zero SPI marks a key exchange message, and what is too short for ESP is a
/// keepalive: these are hashed by their ports.
pub(super) const ESP_IN_UDP: Kind = Kind {
    word: "esp",
    entries: &[(By::UdpEither(4500), When::Decap(Decap::ESPUDP))],
    quotable: false,
    parse: parse_in_udp,
    emit: emit_in_udp,
    code_of: None,
};

/// UDP header, SPI and sequence number.
const SHORTEST: u16 = 16;

fn parse_in_udp(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[_, _, _, _, l0, l1, _, _, s0, s1, s2, s3] = walk.need::<12>()?;
    let spi = u32::from_be_bytes([s0, s1, s2, s3]);
    // The length is looked at here, because padding behind a keepalive would pass for an SPI.
    if u16::from_be_bytes([l0, l1]) >= SHORTEST && spi != 0 {
        walk.ports(Ports::Spi(spi));
    }
    Ok(Step::Done)
}

fn emit_in_udp(e: &mut Emitter<'_>) {
    e.enter(12);
    e.a.load::<u16>(R2, CURSOR + 4).be16(R2);
    e.jlt(R2, i32::from(SHORTEST), Place::Done);
    e.a.load::<u32>(R3, CURSOR + 8);
    e.jeq(R3, 0, Place::Done);
    e.keep_spi(R3);
    e.goto(Place::Done);
}
