//! GENEVE.

use bpf_asm::{R2, R3, R5};

use super::{By, Kind, Reason, Step, When};
use crate::{
    codegen::{
        emitter::{Emitter, Place},
        record::CURSOR,
    },
    policy::Decap,
    walk::Walk,
};

/// GENEVE (RFC 8926) with options, carrying what its Ethernet type says. Starts at the UDP header.
pub(super) const GENEVE: Kind = Kind {
    word: "geneve",
    entries: &[(By::UdpTo(6081), When::Decap(Decap::GENEVE))],
    quotable: false,
    parse,
    emit,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[.., version_options, _, t0, t1, _, _, _, _] = walk.need::<16>()?;
    if version_options >> 6 != 0 {
        return Err(Reason::BadTunnelHeader);
    }
    walk.skip(16 + usize::from(version_options & 0x3f) * 4);
    Ok(Step::EtherType(u16::from_be_bytes([t0, t1])))
}

fn emit(e: &mut Emitter<'_>) {
    e.enter(16);
    e.a.load::<u8>(R3, CURSOR + 8).mov(R2, R3).rsh(R2, 6);
    e.jne(R2, 0, Place::Stop(Reason::BadTunnelHeader));
    e.a.load::<u16>(R5, CURSOR + 10)
        .and(R3, 0x3f)
        .lsh(R3, 2)
        .add(CURSOR, 16)
        .add(CURSOR, R3);
    e.then(Place::EtherType);
}
