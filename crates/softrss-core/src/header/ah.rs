//! The IP authentication header.

use bpf_asm::{R2, R3, R5};

use super::{By, Kind, Reason, Step, When};
use crate::{
    codegen::{
        emitter::{Emitter, Place},
        record::{CURSOR, FAMILY},
    },
    flow::Ports,
    walk::Walk,
};

/// AH (RFC 4302). What it protects is in the clear and is read, but not changed; where that has no
/// ports, the SPI takes their place.
pub(super) const AH: Kind = Kind {
    word: "ah",
    entries: &[(By::Protocol(51), When::Unchanged)],
    quotable: true,
    parse,
    emit,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[next, len, _, _, s0, s1, s2, s3] = walk.need::<8>()?;
    walk.ports(Ports::Spi(u32::from_be_bytes([s0, s1, s2, s3])));
    walk.skip((usize::from(len) + 2) * 4);
    Ok(Step::Protocol(next))
}

fn emit(e: &mut Emitter<'_>) {
    e.enter(8);
    e.a.load::<u32>(R2, CURSOR + 4);
    e.keep_spi(R2);
    e.a.load::<u8>(R5, CURSOR + 0)
        .load::<u8>(R3, CURSOR + 1)
        .add(R3, 2)
        .lsh(R3, 2)
        .add(CURSOR, R3)
        .load::<u32>(R2, FAMILY);
    let quoted = e.quoted;
    e.jeq(R2, 6, Place::Protocol { v6: true, quoted });
    e.goto(Place::Protocol { v6: false, quoted });
}
