//! Code that decides whether a rule matches a packet.

use std::{
    net::{IpAddr, Ipv6Addr},
    ops::RangeInclusive,
};

use bpf_asm::{Label, R2, R3, R4, R5, W2, W4};
use softrss_core::{
    hash::words,
    policy::{Match, Prefix},
};

use crate::{
    emitter::Emitter,
    record::{
        DSCP, DST6, END_DST, END_SRC, ETHER_TYPE, FAMILY, KIND_PORTS, LENGTH, PROTO, QUEUE, SRC6,
        Slot, UPPER_DST, UPPER_KIND, UPPER_SRC, VLAN,
    },
};

/// Emits `condition`: goes to `next` unless it holds. Uses `r2` to `r5`.
pub(crate) fn emit(e: &mut Emitter<'_>, condition: &Match, next: &Label) {
    match condition {
        Match::Proto(protos) => emit_any_of(e, PROTO, protos.iter().copied().map(u32::from), next),
        Match::Src(prefixes) => emit_prefixes(e, prefixes, (END_SRC, SRC6), next),
        Match::Dst(prefixes) => emit_prefixes(e, prefixes, (END_DST, DST6), next),
        Match::SrcPort(ranges) => emit_port(e, ranges, UPPER_SRC, next),
        Match::DstPort(ranges) => emit_port(e, ranges, UPPER_DST, next),
        Match::Vlan(ranges) => {
            e.a.load::<u32>(R2, VLAN);
            emit_ranges(e, wide(ranges), next);
        }
        Match::EtherType(types) => {
            let loaded = types.iter().map(|number| u32::from(number.swap_bytes()));
            emit_any_of(e, ETHER_TYPE, loaded, next);
        }
        Match::Dscp(dscps) => emit_any_of(e, DSCP, dscps.iter().copied().map(u32::from), next),
        Match::Length(range) => {
            e.a.load::<u32>(R2, LENGTH);
            emit_ranges(e, std::iter::once(range.clone()), next);
        }
        Match::RxQueue(queues) => emit_any_of(e, QUEUE, queues.iter().copied(), next),
    }
}

fn emit_any_of(e: &mut Emitter<'_>, slot: Slot, numbers: impl Iterator<Item = u32>, next: &Label) {
    let holds = e.a.label("holds");
    e.a.load::<u32>(R2, slot);
    for number in numbers {
        e.a.jeq(W2, number, &holds);
    }
    e.a.ja(next).bind(holds);
}

fn wide(ranges: &[RangeInclusive<u16>]) -> impl Iterator<Item = RangeInclusive<u32>> {
    ranges
        .iter()
        .map(|range| u32::from(*range.start())..=u32::from(*range.end()))
}

/// Whether `r2` is in one of `ranges`.
fn emit_ranges(
    e: &mut Emitter<'_>,
    ranges: impl Iterator<Item = RangeInclusive<u32>>,
    next: &Label,
) {
    let holds = e.a.label("holds");
    for range in ranges {
        let below = e.a.label("below");
        e.a.jlt(W2, *range.start(), &below)
            .jle(W2, *range.end(), &holds)
            .bind(below);
    }
    e.a.ja(next).bind(holds);
}

fn emit_port(e: &mut Emitter<'_>, ranges: &[RangeInclusive<u16>], slot: Slot, next: &Label) {
    e.a.load::<u32>(R2, UPPER_KIND)
        .jne(R2, KIND_PORTS, next)
        .load::<u32>(R2, slot)
        .be16(R2);
    emit_ranges(e, wide(ranges), next);
}

fn emit_prefixes(
    e: &mut Emitter<'_>,
    prefixes: &[Prefix],
    (end, address6): (Slot, Slot),
    next: &Label,
) {
    let (holds, v6) = (e.a.label("holds"), e.a.label("v6"));
    e.a.load::<u32>(R2, FAMILY).jne(R2, 4, &v6);
    e.a.load::<u64>(R3, end);
    for prefix in prefixes {
        if let IpAddr::V4(network) = prefix.addr {
            let mask = u32::MAX
                .checked_shl(32 - u32::from(prefix.len))
                .unwrap_or(0);
            let network = u32::from_le_bytes(network.octets());
            e.a.mov(R4, R3)
                .and(W4, mask.swap_bytes())
                .jeq(W4, network, &holds);
        }
    }
    e.a.ja(next).bind(v6);
    let mut v6: Vec<(Ipv6Addr, u8)> = Vec::new();
    for prefix in prefixes {
        if let IpAddr::V6(network) = prefix.addr {
            v6.push((network, prefix.len));
        }
    }
    if v6.iter().any(|&(_, len)| len == 0) {
        e.a.jeq(R2, 6, &holds);
    } else if !v6.is_empty() {
        // Without a single one, the address need not have been kept.
        e.a.jne(R2, 6, next)
            .load::<u64>(R2, address6)
            .load::<u64>(R3, address6.at(8));
        for (network, len) in v6 {
            emit_prefix6(e, network, len, &holds);
        }
    }
    e.a.ja(next).bind(holds);
}

/// Goes to `holds` if the address in `r2` and `r3` is in the prefix, which is not the empty one.
fn emit_prefix6(e: &mut Emitter<'_>, network: Ipv6Addr, len: u8, holds: &Label) {
    let network = words(network);
    let (len, other) = (u32::from(len), e.a.label("other"));
    for (half, register) in [(0, R2), (1, R3)] {
        let bits = len.saturating_sub(64 * half).min(64);
        if bits == 0 {
            continue;
        }
        let mask = (u64::MAX << (64 - bits)).swap_bytes();
        e.a.ld_imm64(R4, mask)
            .and(R4, register)
            .ld_imm64(R5, network[half as usize])
            .jne(R4, R5, &other);
    }
    e.a.ja(holds).bind(other);
}
