//! Code that decides whether a rule matches a packet.

use std::{
    net::{IpAddr, Ipv6Addr},
    ops::RangeInclusive,
};

use bpf_asm::{Label, R2, R3, R4, R5, W2, W3, W4};
use softrss_core::{
    Mac,
    hash::words,
    header::Header,
    policy::{Masked, MaskedMac, Match, Prefix, Values},
};

use crate::{
    emitter::Emitter,
    record::{END, KIND_PORTS, Kept, NONE, START, Slot, UPPER_KIND, kept},
};

/// Emits `condition`: goes to `next` unless it holds. Uses `r2` to `r5`.
pub(crate) fn emit(e: &mut Emitter<'_>, condition: &Match, next: &Label) {
    match (condition.values(), kept(condition.field())) {
        (Values::Numbers(ranges), Kept::Number(slot, _)) => {
            e.a.load::<u32>(R2, slot);
            emit_ranges(e, ranges, next);
        }
        (Values::Numbers(ranges), Kept::Wire16(slot, _)) => {
            e.a.load::<u32>(R2, slot);
            emit_wire16(e, ranges, next);
        }
        (Values::Numbers(ranges), Kept::Port(slot)) => {
            e.a.load::<u32>(R2, UPPER_KIND)
                .jne(R2, KIND_PORTS, next)
                .load::<u32>(R2, slot);
            emit_wire16(e, ranges, next);
        }
        (Values::Prefixes(prefixes), Kept::Address { family, end, whole }) => {
            emit_prefixes(e, prefixes, (family, end, whole), next);
        }
        (Values::Macs(masked), Kept::Mac(at)) => emit_macs(e, masked, at, next),
        (Values::Bits(masked), Kept::Number(slot, _)) => {
            e.a.load::<u32>(R2, slot).jeq(R2, NONE, next);
            emit_bits(e, masked, next);
        }
        // No address is a number, and what has bits is kept as a number.
        (Values::Numbers(_), Kept::Address { .. } | Kept::Mac(_))
        | (
            Values::Bits(_),
            Kept::Wire16(..) | Kept::Port(_) | Kept::Address { .. } | Kept::Mac(_),
        )
        | (
            Values::Prefixes(_),
            Kept::Number(..) | Kept::Wire16(..) | Kept::Port(_) | Kept::Mac(_),
        )
        | (
            Values::Macs(_),
            Kept::Number(..) | Kept::Wire16(..) | Kept::Port(_) | Kept::Address { .. },
        ) => {
            e.a.ja(next);
        }
    }
}

/// Whether `r2`, 16 bits in the byte order of the packet, is in one of `ranges`. Where they are single numbers,
/// it is they that are swapped.
fn emit_wire16(e: &mut Emitter<'_>, ranges: &[RangeInclusive<u32>], next: &Label) {
    let swapped = |range: &RangeInclusive<u32>| {
        let number = u16::try_from(*range.start()).ok()?;
        let number = u32::from(number.swap_bytes());
        (range.start() == range.end()).then_some(number..=number)
    };
    if let Some(swapped) = ranges.iter().map(swapped).collect::<Option<Vec<_>>>() {
        emit_ranges(e, &swapped, next);
    } else {
        e.a.be16(R2);
        emit_ranges(e, ranges, next);
    }
}

/// Whether bits of `r2` are as one of `masked` says. Uses `r3`.
fn emit_bits(e: &mut Emitter<'_>, masked: &[Masked], next: &Label) {
    let holds = e.a.label("holds");
    for masked in masked {
        e.a.mov(R3, R2)
            .and(W3, masked.mask())
            .jeq(W3, masked.value(), &holds);
    }
    e.a.ja(next).bind(holds);
}

/// Whether the MAC address at `at` in the outermost Ethernet header is as one of `masked` says.
fn emit_macs(e: &mut Emitter<'_>, masked: &[MaskedMac], at: u8, next: &Label) {
    let ethernet = i16::from(e.interest.first.ethernet_at());
    let behind = ethernet + i16::from(Header::Ethernet.kind().part.size);
    let from = ethernet + i16::from(at);
    e.a.mov(R2, START)
        .add(R2, i32::from(behind))
        .jgt(R2, END, next)
        .load::<u32>(R2, START + from)
        .load::<u16>(R3, START + (from + 4))
        .lsh(R3, 32)
        .or(R2, R3);
    let holds = e.a.label("holds");
    for masked in masked {
        e.a.ld_imm64(R3, loaded(masked.mask()))
            .and(R3, R2)
            .ld_imm64(R4, loaded(masked.value()))
            .jeq(R3, R4, &holds);
    }
    e.a.ja(next).bind(holds);
}

/// `mac` as a little-endian CPU loads it.
fn loaded(mac: Mac) -> u64 {
    mac.to_bits().swap_bytes() >> (u64::BITS - Mac::BITS)
}

/// Whether `r2` is in one of `ranges`.
fn emit_ranges(e: &mut Emitter<'_>, ranges: &[RangeInclusive<u32>], next: &Label) {
    let holds = e.a.label("holds");
    for range in ranges {
        if range.start() == range.end() {
            e.a.jeq(W2, *range.start(), &holds);
            continue;
        }
        let below = e.a.label("below");
        e.a.jlt(W2, *range.start(), &below)
            .jle(W2, *range.end(), &holds)
            .bind(below);
    }
    e.a.ja(next).bind(holds);
}

fn emit_prefixes(
    e: &mut Emitter<'_>,
    prefixes: &[Prefix],
    (family, end, address6): (Slot, Slot, Slot),
    next: &Label,
) {
    let (holds, v6) = (e.a.label("holds"), e.a.label("v6"));
    e.a.load::<u32>(R2, family).jne(R2, 4, &v6);
    e.a.load::<u64>(R3, end);
    for prefix in prefixes {
        if let IpAddr::V4(network) = prefix.addr() {
            let mask = u32::MAX.unbounded_shl(32 - u32::from(prefix.bits()));
            let network = u32::from_le_bytes(network.octets());
            e.a.mov(R4, R3)
                .and(W4, mask.swap_bytes())
                .jeq(W4, network, &holds);
        }
    }
    e.a.ja(next).bind(v6);
    let mut v6: Vec<(Ipv6Addr, u8)> = Vec::new();
    for prefix in prefixes {
        if let IpAddr::V6(network) = prefix.addr() {
            v6.push((network, prefix.bits()));
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
