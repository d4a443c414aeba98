//! Random valid policies.

use std::ops::RangeInclusive;

use softrss_core::{
    CpuId, CpuSet, Mss, Policy, ResolvedPolicy,
    policy::{
        Action, Buckets, Decap, Field, FieldValues, Fields, FlowSpec, HashKey, HashKind,
        InterfaceName, Match, Numbers, Observe, OnMiss, Prefix, PrefixTable, Rule, RuleName, Side,
        Target, TargetAction, Targets,
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
            if targets.iter().all(|target| target.cpu() != cpu) {
                let weight = rng.pick(&[1, 1, 2, 5]);
                targets.push(Target::new(cpu, weight).unwrap());
            }
        }
        targets
    });
    Targets {
        cpus,
        on_miss: rng.pick(OnMiss::ALL),
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
        0 => HashKind::Toeplitz(HashKey::new([0x6d, 0x5a].repeat(20)).unwrap()),
        1 => {
            let len = rng.pick(&[40, 52]);
            let key: Vec<u8> = (0..len).map(|_| rng.byte()).collect();
            HashKind::Toeplitz(HashKey::new(key).unwrap())
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
        buckets: Buckets::new(rng.pick(&[8, 16, 128, 1024, 1024, 4096])).unwrap(),
        icmp_errors: rng.one_in(3),
    }
}

fn rule(rng: &mut Rng, index: usize) -> Rule {
    let conditions = rng.pick(&[0, 1, 1, 1, 2, 2, 3]);
    Rule {
        name: RuleName::new(format!("rule {index}")).unwrap(),
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

fn condition(rng: &mut Rng) -> Match {
    let field = rng.pick(Field::ALL);
    match &field.row().values {
        FieldValues::Numbers(numbers) => Match::ranges(field, some(rng, |rng| range(rng, numbers))),
        FieldValues::Addresses => Match::prefixes(field, some(rng, prefix)),
    }
    .unwrap()
}

/// One number, or from it to either end.
fn range(rng: &mut Rng, numbers: &Numbers) -> RangeInclusive<u32> {
    let (first, last) = (*numbers.limits.start(), *numbers.limits.end());
    let any = first + u32::try_from(rng.below((last - first) as usize + 1)).unwrap();
    let one = if rng.one_in(4) {
        any
    } else {
        rng.pick(numbers.usual)
    };
    match rng.below(6) {
        0 => one..=last,
        1 => first..=one,
        _ => one..=one,
    }
}

fn prefix(rng: &mut Rng) -> Prefix {
    let (addr, bits) = if rng.one_in(2) {
        (rng.v4().into(), rng.pick(&[0, 8, 16, 24, 31, 32]))
    } else {
        let bits = [0, 3, 32, 56, 63, 64, 65, 120, 127, 128];
        (rng.v6().into(), rng.pick(&bits))
    };
    Prefix::around(addr, bits).unwrap()
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
        side: rng.pick(Side::ALL),
        entries,
    }
}
