//! IPv4.

use std::net::Ipv4Addr;

use bpf_asm::{R3, R4, R5};

use super::{By, Kind, Reason, Step, When};
use crate::{
    codegen::{
        emitter::{Emitter, Place},
        record::{CURSOR, DSCP, END_DST, END_SRC, FAMILY},
    },
    policy::Decap,
    walk::Walk,
};

/// An IPv4 header, options included.
pub(super) const IPV4: Kind = Kind {
    word: "ipv4",
    entries: &[
        (By::EtherType(0x0800), When::Always),
        (By::Protocol(4), When::Decap(Decap::IPIP)),
    ],
    quotable: false,
    parse,
    emit,
    code_of: None,
};

fn parse(walk: &mut Walk<'_>) -> Result<Step, Reason> {
    let &[
        version_ihl,
        tos,
        _,
        _,
        _,
        _,
        f0,
        f1,
        _,
        proto,
        _,
        _,
        s0,
        s1,
        s2,
        s3,
        d0,
        d1,
        d2,
        d3,
    ] = walk.need::<20>()?;
    if !(0x45..=0x4f).contains(&version_ihl) {
        return Err(Reason::BadIpHeader);
    }
    let (src, dst) = (Ipv4Addr::new(s0, s1, s2, s3), Ipv4Addr::new(d0, d1, d2, d3));
    walk.select(src.into(), dst.into(), tos, proto);
    // Everything but "reserved" and "don't fragment".
    if u16::from_be_bytes([f0, f1]) & 0x3fff != 0 {
        return Ok(walk.fragment(proto));
    }
    walk.skip(usize::from(version_ihl & 0x0f) * 4);
    Ok(Step::Protocol(proto))
}

fn emit(e: &mut Emitter<'_>) {
    e.enter(20);
    e.a.load::<u8>(R3, CURSOR + 0);
    e.jlt(R3, 0x45, Place::Stop(Reason::BadIpHeader));
    e.jgt(R3, 0x4f, Place::Stop(Reason::BadIpHeader));
    if e.need.flow {
        emit_addresses(e);
    }
    if e.need.dscp {
        e.a.load::<u8>(R4, CURSOR + 1)
            .rsh(R4, 2)
            .store::<u32>(DSCP, R4);
    }
    e.keep_no_ports();
    e.a.load::<u8>(R5, CURSOR + 9);
    e.keep_protocol(R5);
    e.a.load::<u16>(R4, CURSOR + 6)
        .and(R4, i32::from(0x3fff_u16.to_be()));
    e.jne(R4, 0, Place::Done);
    e.a.and(R3, 0x0f).lsh(R3, 2).add(CURSOR, R3);
    let quoted = e.quoted;
    e.then(Place::Protocol { v6: false, quoted });
}

/// Keeps both addresses and the family.
fn emit_addresses(e: &mut Emitter<'_>) {
    let (src, dst) = if e.quoted {
        (END_DST, END_SRC)
    } else {
        (END_SRC, END_DST)
    };
    // With a zero that the verifier does not know: a slot that it knows to hold 32 bits differs, to it,
    // from one that may hold 64, and every state would be there in both forms.
    e.untracked_zero(R5);
    for (at, end) in [(12, src), (16, dst)] {
        e.a.load::<u32>(R4, CURSOR + at)
            .add(R4, R5)
            .store::<u64>(end, R4);
    }
    e.a.store::<u32>(FAMILY, 4);
}
