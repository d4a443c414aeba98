//! Random valid policies.

use std::ops::RangeInclusive;

use softrss_core::{
    CpuId, CpuSet, Mss, Policy, ResolvedPolicy,
    policy::{
        Action, Decap, Fields, FlowSpec, HashKind, InterfaceName, Match, Observe, OnMiss, Prefix,
        PrefixTable, Rule, Side, Target, TargetAction, Targets,
    },
};

use super::random::Rng;

/// CPUs of the random policies.
pub const CPUS: u32 = 8;

/// A random policy for CPUs 0 to 7.
pub fn random_policy(rng: &mut Rng) -> ResolvedPolicy {
    let cpus: CpuSet = "0-7".parse().unwrap();
    let rules = if rng.one_in(2) { 0 } else { rng.below(7) };
    let policy = Policy {
        targets: targets(rng),
        flow: flow(rng),
        rules: (0..rules).map(|i| rule(rng, i)).collect(),
        table: rng.one_in(5).then(|| prefix_table(rng)),
        observe: Observe {
            latency: rng.one_in(6),
        },
    };
    ResolvedPolicy::new(policy, &cpus).unwrap()
}

fn cpu(rng: &mut Rng) -> CpuId {
    CpuId::from(u8::try_from(rng.below(CPUS as usize)).unwrap())
}

fn targets(rng: &mut Rng) -> Targets {
    let cpus = (!rng.one_in(3)).then(|| {
        let mut targets: Vec<Target> = Vec::new();
        for _ in 0..=rng.below(5) {
            let cpu = cpu(rng);
            if targets.iter().all(|target| target.cpu != cpu) {
                let weight = rng.pick(&[1, 1, 2, 5]);
                targets.push(Target { cpu, weight });
            }
        }
        targets
    });
    Targets {
        cpus,
        on_miss: rng.pick(&[OnMiss::Pass, OnMiss::Drop, OnMiss::Abort]),
        local_pass: rng.one_in(2),
        mss: mss(rng),
        action: target_action(rng),
        ..Targets::default()
    }
}

/// An `mss` now and then.
pub fn mss(rng: &mut Rng) -> Option<Mss> {
    let bytes = rng.pick(&[88, 536, 1200, 1400, 1460, 65495]);
    rng.one_in(4).then(|| Mss::new(bytes).unwrap())
}

fn target_action(rng: &mut Rng) -> TargetAction {
    let name = rng.pick(&["eth1", "eth2"]);
    match rng.below(8) {
        0 => TargetAction::Drop,
        1 => TargetAction::Redirect(InterfaceName::new(name).unwrap()),
        _ => TargetAction::Stack,
    }
}

fn then(rng: &mut Rng) -> Option<TargetAction> {
    rng.one_in(3).then(|| target_action(rng))
}

fn flow(rng: &mut Rng) -> FlowSpec {
    let hash = match rng.below(6) {
        0 => HashKind::Toeplitz([0x6d, 0x5a].repeat(20)),
        1 => {
            let len = rng.pick(&[40, 52]);
            HashKind::Toeplitz((0..len).map(|_| rng.byte()).collect())
        }
        _ => HashKind::Mix,
    };
    let all = Decap::WORDS.iter();
    let decap = match rng.below(4) {
        0 => all.fold(Decap::NONE, |set, &(_, kind)| {
            if rng.one_in(2) { set.union(kind) } else { set }
        }),
        1 if rng.one_in(4) => Decap::NONE,
        _ => Decap::ALL,
    };
    FlowSpec {
        fields: rng.pick(&[
            Fields::FiveTuple,
            Fields::FiveTuple,
            Fields::FiveTuple,
            Fields::FiveTuple,
            Fields::Addresses,
            Fields::Source,
            Fields::Destination,
            Fields::RoundRobin,
            Fields::RxQueue,
        ]),
        symmetric: !rng.one_in(3),
        hash,
        decap,
        buckets: rng.pick(&[8, 16, 128, 1024, 1024, 4096]),
        icmp_errors: rng.one_in(3),
    }
}

fn rule(rng: &mut Rng, index: usize) -> Rule {
    let conditions = rng.pick(&[0, 1, 1, 1, 2, 2, 3]);
    Rule {
        name: format!("rule {index}"),
        matches: (0..conditions).map(|_| condition(rng)).collect(),
        action: match rng.below(6) {
            0 => Action::Pass,
            1 => Action::Drop,
            2 | 3 => Action::Cpu {
                cpu: cpu(rng),
                then: then(rng),
            },
            _ => Action::Cpus {
                cpus: (0..=rng.below(4)).map(|_| cpu(rng)).collect(),
                then: then(rng),
            },
        },
    }
}

fn some<T>(rng: &mut Rng, make: impl Fn(&mut Rng) -> T) -> Vec<T> {
    (0..=rng.below(3)).map(|_| make(rng)).collect()
}

fn ports(rng: &mut Rng) -> RangeInclusive<u16> {
    let port = rng.port();
    match rng.below(4) {
        0 => port..=u16::MAX,
        1 => 0..=port,
        _ => port..=port,
    }
}

fn condition(rng: &mut Rng) -> Match {
    match rng.below(10) {
        0 => Match::Proto(some(rng, |rng| {
            rng.pick(&[1, 2, 6, 6, 17, 17, 47, 50, 58, 132, 0])
        })),
        1 => Match::Src(some(rng, prefix)),
        2 => Match::Dst(some(rng, prefix)),
        3 => Match::SrcPort(some(rng, ports)),
        4 => Match::DstPort(some(rng, ports)),
        5 => Match::Vlan(some(rng, |rng| {
            let first = rng.pick(&[0, 1, 100, 101]);
            first..=rng.pick(&[first, 100.max(first), 4094])
        })),
        6 => Match::EtherType(some(rng, |rng| {
            rng.pick(&[0x0800, 0x86dd, 0x0806, 0x8864, 0x8847, 0x88cc])
        })),
        7 => Match::Dscp(some(rng, |rng| rng.pick(&[0, 10, 46, 1]))),
        8 => {
            let first = rng.pick(&[0, 60, 100]);
            Match::Length(first..=rng.pick(&[100, 200, u32::MAX]))
        }
        _ => Match::RxQueue(some(rng, |rng| rng.pick(&[0, 1, 7]))),
    }
}

fn prefix(rng: &mut Rng) -> Prefix {
    if rng.one_in(2) {
        let len = rng.pick(&[0, 8, 16, 24, 31, 32]);
        let address = u32::from_be_bytes(rng.v4());
        let mask = u32::MAX.checked_shl(32 - u32::from(len)).unwrap_or(0);
        Prefix {
            addr: std::net::Ipv4Addr::from(address & mask).into(),
            len,
        }
    } else {
        let len = rng.pick(&[0, 3, 32, 56, 63, 64, 65, 120, 127, 128]);
        let address = u128::from_be_bytes(rng.v6());
        let mask = u128::MAX.checked_shl(128 - u32::from(len)).unwrap_or(0);
        Prefix {
            addr: std::net::Ipv6Addr::from(address & mask).into(),
            len,
        }
    }
}

fn prefix_table(rng: &mut Rng) -> PrefixTable {
    let mut entries: Vec<(Prefix, CpuId)> = Vec::new();
    for _ in 0..=rng.below(12) {
        let prefix = prefix(rng);
        if entries.iter().all(|&(other, _)| other != prefix) {
            entries.push((prefix, cpu(rng)));
        }
    }
    PrefixTable {
        side: rng.pick(&[Side::Source, Side::Destination]),
        entries,
    }
}
