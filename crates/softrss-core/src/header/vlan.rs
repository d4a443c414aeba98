//! VLAN tags.

use bpf_asm::{R2, R5};

use super::{By, Kind, Reason, Step, When};
use crate::{
    codegen::{
        emitter::{Emitter, Place},
        record::{CURSOR, FAMILY, NONE, VLAN as VLAN_ID},
    },
    policy::Decap,
    walk::Walk,
};

/// An 802.1Q or 802.1ad tag, in any order and depth; 0x9100 is the type some switches used before
/// 802.1ad.
pub(super) const VLAN: Kind = Kind {
    word: "vlan",
    entries: &[
        (By::EtherType(0x8100), When::Decap(Decap::VLAN)),
        (By::EtherType(0x88a8), When::Decap(Decap::VLAN)),
        (By::EtherType(0x9100), When::Decap(Decap::VLAN)),
    ],
    quotable: false,
    parse,
    emit,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[c0, c1, t0, t1] = walk.need::<4>()?;
    walk.vlan(u16::from_be_bytes([c0, c1]) & 0x0fff);
    walk.skip(4);
    Ok(Step::EtherType(u16::from_be_bytes([t0, t1])))
}

fn emit(e: &mut Emitter<'_>) {
    e.enter(4);
    if e.need.vlan {
        keep_id(e);
    }
    e.a.load::<u16>(R5, CURSOR + 2).add(CURSOR, 4);
    e.then(Place::EtherType);
}

/// Keeps the identifier, unless it is inside a tunnel or there is one already.
fn keep_id(e: &mut Emitter<'_>) {
    let kept = e.a.label("kept");
    e.a.load::<u32>(R2, FAMILY)
        .jne(R2, 0, &kept)
        .load::<u32>(R2, VLAN_ID)
        .jne(R2, NONE, &kept)
        .load::<u16>(R2, CURSOR + 0)
        .be16(R2)
        .and(R2, 0x0fff)
        .store::<u32>(VLAN_ID, R2)
        .bind(kept);
}
