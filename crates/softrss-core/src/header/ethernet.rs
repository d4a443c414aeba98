//! Ethernet: two addresses and a type, or an 802.3 length.

use bpf_asm::R5;

use super::{By, Kind, Reason, Step, When};
use crate::{
    codegen::{
        emitter::{Emitter, Place},
        record::CURSOR,
    },
    walk::Walk,
};

/// The outer header of every frame, and what bridging tunnels carry. Ethernet type 0x6558 announces it
/// (transparent Ethernet bridging, RFC 1701).
pub(super) const ETHERNET: Kind = Kind {
    word: "eth",
    entries: &[(By::EtherType(0x6558), When::Always)],
    quotable: false,
    parse,
    emit,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let header = walk.need::<14>()?;
    walk.skip(14);
    Ok(Step::EtherType(u16::from_be_bytes([
        header[12], header[13],
    ])))
}

fn emit(e: &mut Emitter<'_>) {
    e.enter(14);
    e.a.load::<u16>(R5, CURSOR + 12).add(CURSOR, 14);
    e.then(Place::EtherType);
}
