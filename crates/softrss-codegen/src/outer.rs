//! Code that keeps what rules look at of the outermost IP header.
//!
//! It is the first one that is complete. What an ICMP error quotes is behind it.

use bpf_asm::{R2, R4, R5, Reg};
use softrss_core::{
    header::kinds::{ipv4, ipv6},
    policy::Field,
};

use crate::{
    dscp,
    emitter::{Emitter, Family},
    record::{
        FAMILY, INNER, OUTER_DSCP, OUTER_DST, OUTER_DST_PORT, OUTER_FAMILY, OUTER_PROTO, OUTER_SRC,
        OUTER_SRC_PORT, at,
    },
};

/// Keeps the IP header at the cursor if it is the outermost, before it is kept as the one that is hashed; or else, that it
/// is not. Uses `r2`, `r4`, `r5`.
pub(crate) fn header(e: &mut Emitter<'_>, family: Family) {
    let (addresses, dscp) = (e.need.outer_addresses(), e.need.field(Field::OuterDscp));
    if e.quoted || !(addresses || dscp || e.need.inner()) {
        return;
    }
    let (outermost, kept) = (e.a.label("outermost"), e.a.label("outer_kept"));
    e.a.load::<u32>(R2, FAMILY).jeq(R2, 0, &outermost);
    if e.need.inner() {
        e.a.store::<u32>(INNER, 1);
    }
    e.a.ja(&kept).bind(outermost);
    if dscp {
        dscp::keep(e, family, OUTER_DSCP);
    }
    if addresses {
        keep_addresses(e, family);
    }
    e.a.bind(kept);
}

/// Keeps the addresses that rules look at, and the family. Uses `r4` and `r5`.
fn keep_addresses(e: &mut Emitter<'_>, family: Family) {
    let (src, dst, number) = match family {
        Family::V4 => (ipv4::SRC, ipv4::DST, 4),
        Family::V6 => (ipv6::SRC, ipv6::DST, 6),
    };
    // See the addresses that are hashed.
    e.untracked_zero(R5);
    for (field, from, slot) in [
        (Field::OuterSrc, src, OUTER_SRC),
        (Field::OuterDst, dst, OUTER_DST),
    ] {
        if !e.need.field(field) {
            continue;
        }
        match family {
            Family::V4 => {
                e.a.load::<u32>(R4, at(from))
                    .add(R4, R5)
                    .store::<u64>(slot, R4);
            }
            Family::V6 if e.need.outer6 => {
                e.a.load::<u64>(R4, at(from))
                    .store::<u64>(slot, R4)
                    .load::<u64>(R4, at(from + 8))
                    .store::<u64>(slot.at(8), R4);
            }
            Family::V6 => {}
        }
    }
    e.a.store::<u32>(OUTER_FAMILY, number);
}

/// Keeps the protocol number in `proto`, which the outermost IP header or what belongs to it names; not one behind another
/// IP header. Uses `r2`.
pub(crate) fn protocol(e: &mut Emitter<'_>, proto: Reg) {
    if e.need.field(Field::OuterProto) {
        unless_inner(e, |e| {
            e.a.store::<u32>(OUTER_PROTO, proto);
        });
    }
}

/// Keeps the ports in `src` and `dst`, likewise. Uses `r2`.
pub(crate) fn ports(e: &mut Emitter<'_>, src: Reg, dst: Reg) {
    let ports = [
        (Field::OuterSrcPort, src, OUTER_SRC_PORT),
        (Field::OuterDstPort, dst, OUTER_DST_PORT),
    ];
    let wanted = ports.into_iter().filter(|(field, ..)| e.need.field(*field));
    let wanted: Vec<_> = wanted.collect();
    if wanted.is_empty() {
        return;
    }
    unless_inner(e, |e| {
        for (_, port, slot) in wanted {
            e.a.mov(R2, port).be16(R2).store::<u32>(slot, R2);
        }
    });
}

/// Emits what `keep` does, for what is not behind another IP header than the outermost. Uses `r2`.
fn unless_inner<'m>(e: &mut Emitter<'m>, keep: impl FnOnce(&mut Emitter<'m>)) {
    if e.quoted {
        return;
    }
    let inner = e.a.label("inner");
    e.a.load::<u32>(R2, INNER).jne(R2, 0, &inner);
    keep(e);
    e.a.bind(inner);
}
