//! Whether a rule matches a packet: the reference, and the code that decides the same.

use std::{
    net::{IpAddr, Ipv6Addr},
    ops::RangeInclusive,
};

use bpf_asm::{Label, R2, R3, R4, R5, W2, W4};

use crate::{
    codegen::{
        emitter::Emitter,
        record::{
            DSCP, DST6, END_DST, END_SRC, ETHER_TYPE, FAMILY, KIND_PORTS, LENGTH, PROTO, QUEUE,
            SRC6, Slot, UPPER_DST, UPPER_KIND, UPPER_SRC, VLAN,
        },
    },
    flow::Ports,
    hash::words,
    policy::{Match, Prefix, Rule},
    walk::Walked,
};

/// What rules look at.
pub(crate) struct Facts<'a> {
    pub(crate) walked: &'a Walked,
    /// Length of the frame in bytes.
    pub(crate) length: u32,
    /// Receive queue.
    pub(crate) queue: u32,
}

/// Whether every condition of `rule` holds. A condition on a field that the packet has not fails.
pub(crate) fn matches(rule: &Rule, facts: &Facts<'_>) -> bool {
    rule.matches.iter().all(|condition| holds(condition, facts))
}

fn holds(condition: &Match, facts: &Facts<'_>) -> bool {
    let walked = facts.walked;
    let key = || walked.selected.map(|selected| selected.key);
    let port = |pick: fn((u16, u16)) -> u16| match key()?.ports {
        Ports::Pair { src, dst } => Some(pick((src, dst))),
        _ => None,
    };
    match condition {
        Match::Proto(protos) => key().is_some_and(|key| protos.contains(&key.proto)),
        Match::Src(prefixes) => key().is_some_and(|key| any_contains(prefixes, key.src)),
        Match::Dst(prefixes) => key().is_some_and(|key| any_contains(prefixes, key.dst)),
        Match::SrcPort(ranges) => port(|(src, _)| src)
            .is_some_and(|port| ranges.iter().any(|range| range.contains(&port))),
        Match::DstPort(ranges) => port(|(_, dst)| dst)
            .is_some_and(|port| ranges.iter().any(|range| range.contains(&port))),
        Match::Vlan(ranges) => walked
            .vlan
            .is_some_and(|id| ranges.iter().any(|range| range.contains(&id))),
        Match::EtherType(types) => types.contains(&walked.ether_type),
        Match::Dscp(dscps) => walked
            .selected
            .is_some_and(|selected| dscps.contains(&selected.dscp)),
        Match::Length(range) => range.contains(&facts.length),
        Match::RxQueue(queues) => queues.contains(&facts.queue),
    }
}

fn any_contains(prefixes: &[Prefix], address: IpAddr) -> bool {
    prefixes.iter().any(|prefix| prefix.contains(address))
}

impl Prefix {
    /// Whether `address` is of the same family and in the prefix.
    ///
    /// ```
    /// use softrss_core::policy::Prefix;
    /// let prefix = Prefix { addr: [192, 0, 2, 0].into(), len: 24 };
    /// assert!(prefix.contains([192, 0, 2, 9].into()));
    /// assert!(!prefix.contains([192, 0, 3, 9].into()));
    /// ```
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let differs_at = match (self.addr, address) {
            (IpAddr::V4(a), IpAddr::V4(b)) => (u32::from(a) ^ u32::from(b)).leading_zeros(),
            (IpAddr::V6(a), IpAddr::V6(b)) => (u128::from(a) ^ u128::from(b)).leading_zeros(),
            _ => return false,
        };
        differs_at >= u32::from(self.len)
    }
}

/// Whether no packet can meet `condition`, because it accepts no value.
pub(crate) fn is_never(condition: &Match) -> bool {
    match condition {
        Match::Proto(values) | Match::Dscp(values) => values.is_empty(),
        Match::Src(prefixes) | Match::Dst(prefixes) => prefixes.is_empty(),
        Match::SrcPort(ranges) | Match::DstPort(ranges) | Match::Vlan(ranges) => ranges.is_empty(),
        Match::EtherType(types) => types.is_empty(),
        Match::Length(range) => range.is_empty(),
        Match::RxQueue(queues) => queues.is_empty(),
    }
}

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
