//! A policy that is written and read again is the same policy.

use std::{
    net::{Ipv4Addr, Ipv6Addr},
    ops::RangeInclusive,
};

use proptest::prelude::*;
use softrss_core::{
    CpuId, Mss, Policy, Qsize,
    policy::{
        Action, Decap, Fields, FlowSpec, HashKind, InterfaceName, Match, Observe, OnMiss, Prefix,
        PrefixTable, Problem, Rule, Side, Target, TargetAction, Targets,
    },
};

fn prefix() -> impl Strategy<Value = Prefix> {
    let v4 = (any::<u32>(), 0..=32u8).prop_map(|(bits, len)| {
        let mask = u32::MAX.checked_shl(32 - u32::from(len)).unwrap_or(0);
        let addr = Ipv4Addr::from_bits(bits & mask).into();
        Prefix { addr, len }
    });
    let v6 = (any::<u128>(), 0..=128u8).prop_map(|(bits, len)| {
        let mask = u128::MAX.checked_shl(128 - u32::from(len)).unwrap_or(0);
        let addr = Ipv6Addr::from_bits(bits & mask).into();
        Prefix { addr, len }
    });
    prop_oneof![v4, v6]
}

fn several<T: std::fmt::Debug>(one: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<T>> {
    prop::collection::vec(one, 1..4)
}

fn range(last: u16) -> impl Strategy<Value = RangeInclusive<u16>> {
    (0..=last, 0..=last).prop_map(|(a, b)| a.min(b)..=a.max(b))
}

/// At most one condition of each kind, in the order in which they are read.
fn matches() -> impl Strategy<Value = Vec<Match>> {
    use prop::option::of;
    let addresses = (
        of(several(any::<u8>()).prop_map(Match::Proto)),
        of(several(prefix()).prop_map(Match::Src)),
        of(several(prefix()).prop_map(Match::Dst)),
        of(several(range(u16::MAX)).prop_map(Match::SrcPort)),
        of(several(range(u16::MAX)).prop_map(Match::DstPort)),
    );
    let frame = (
        of(several(range(4094)).prop_map(Match::Vlan)),
        of(several(0x600..=u16::MAX).prop_map(Match::EtherType)),
        of(several(0..64u8).prop_map(Match::Dscp)),
        of((14..=65535u32, 14..=65535u32).prop_map(|(a, b)| Match::Length(a.min(b)..=a.max(b)))),
        of(prop::collection::btree_set(0..4096u32, 1..5)
            .prop_map(|queues| Match::RxQueue(queues.into_iter().collect()))),
    );
    (addresses, frame).prop_map(|((a, b, c, d, e), (f, g, h, i, j))| {
        [a, b, c, d, e, f, g, h, i, j]
            .into_iter()
            .flatten()
            .collect()
    })
}

fn cpu() -> impl Strategy<Value = CpuId> {
    (0..8192u32).prop_map(|number| CpuId::new(number).unwrap())
}

fn target_action() -> impl Strategy<Value = TargetAction> {
    let names = "[^\\p{C}\\p{Z}/:]{1,15}";
    let redirect = names.prop_filter_map("no interface name", |name| {
        InterfaceName::new(name).ok().map(TargetAction::Redirect)
    });
    prop_oneof![
        Just(TargetAction::Stack),
        Just(TargetAction::Drop),
        redirect,
    ]
}

fn action() -> impl Strategy<Value = Action> {
    let cpus = prop::collection::btree_set(cpu(), 1..8);
    let then = || prop::option::of(target_action());
    prop_oneof![
        (cpu(), then()).prop_map(|(cpu, then)| Action::Cpu { cpu, then }),
        (cpus, then()).prop_map(|(cpus, then)| Action::Cpus {
            cpus: cpus.into_iter().collect(),
            then
        }),
        Just(Action::Pass),
        Just(Action::Drop),
    ]
}

fn rules() -> impl Strategy<Value = Vec<Rule>> {
    // The number makes each name one of its own.
    let rule = ("[^\\p{C}]{0,20}", matches(), action());
    prop::collection::vec(rule, 0..5).prop_map(|rules| {
        let named = rules.into_iter().enumerate();
        named
            .map(|(number, (name, matches, action))| Rule {
                name: format!("{name}{number}"),
                matches,
                action,
            })
            .collect()
    })
}

fn targets() -> impl Strategy<Value = Targets> {
    let cpus = prop::collection::btree_map(cpu(), 1..=65536u32, 1..8).prop_map(|cpus| {
        let targets = cpus.into_iter();
        targets
            .map(|(cpu, weight)| Target { cpu, weight })
            .collect()
    });
    let on_miss = prop::sample::select(vec![OnMiss::Pass, OnMiss::Drop, OnMiss::Abort]);
    let mss = (88..=65495u32).prop_map(|bytes| Mss::new(bytes).ok());
    let queue = (1..=16384u32, on_miss, any::<bool>());
    let then = (prop::option::of(mss), target_action());
    (prop::option::of(cpus), queue, then).prop_map(
        |(cpus, (frames, on_miss, local_pass), (mss, action))| Targets {
            cpus,
            qsize: Qsize::new(frames).unwrap_or_default(),
            mss: mss.flatten(),
            on_miss,
            local_pass,
            action,
        },
    )
}

fn flow() -> impl Strategy<Value = FlowSpec> {
    let fields = prop::sample::select(vec![
        Fields::FiveTuple,
        Fields::Addresses,
        Fields::Source,
        Fields::Destination,
        Fields::RoundRobin,
        Fields::RxQueue,
    ]);
    let key = prop_oneof![
        prop::collection::vec(any::<u8>(), 40),
        prop::collection::vec(any::<u8>(), 52),
    ];
    let decap = prop::sample::subsequence(Decap::WORDS, 0..=Decap::WORDS.len());
    (
        fields,
        any::<bool>(),
        prop::option::of(key),
        decap,
        3..=16u32,
        any::<bool>(),
    )
        .prop_map(
            |(fields, symmetric, key, decap, log_buckets, icmp_errors)| {
                let hashed = !matches!(fields, Fields::RoundRobin | Fields::RxQueue);
                let both_ends = matches!(fields, Fields::FiveTuple | Fields::Addresses);
                FlowSpec {
                    fields,
                    symmetric: symmetric && both_ends,
                    hash: key
                        .filter(|_| hashed)
                        .map_or(HashKind::Mix, HashKind::Toeplitz),
                    decap: decap
                        .iter()
                        .fold(Decap::NONE, |all, (_, kind)| all.union(*kind)),
                    buckets: 1 << log_buckets,
                    icmp_errors,
                }
            },
        )
}

fn policy() -> impl Strategy<Value = Policy> {
    let entries = prop::collection::btree_map(prefix(), cpu(), 0..20)
        .prop_map(|entries| entries.into_iter().collect());
    let side = prop::sample::select(vec![Side::Source, Side::Destination]);
    let table = (side, entries).prop_map(|(side, entries)| PrefixTable { side, entries });
    let observe = any::<bool>().prop_map(|latency| Observe { latency });
    (targets(), flow(), rules(), prop::option::of(table), observe).prop_map(
        |(targets, flow, rules, table, observe)| Policy {
            targets,
            flow,
            rules,
            table,
            observe,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read(policy in policy()) {
        let text = policy.to_toml("table \"of\" prefixes.csv");
        let csv = policy.table.as_ref().map(PrefixTable::to_csv);
        let read = Policy::parse("written", &text, |file| {
            assert_eq!(file, "table \"of\" prefixes.csv");
            Ok(csv.clone().unwrap_or_default())
        });
        match read {
            Ok(read) => prop_assert_eq!(&read, &policy, "{}", text),
            // What is made at random may contradict itself, and then that is what the errors say.
            Err(errors) => {
                let contradiction = |problem: &Problem| {
                    let unused = |what: &str| what.starts_with("`mss` has no packet");
                    matches!(problem, Problem::NeverMatches { .. } | Problem::Shadowed { .. })
                        || matches!(problem, Problem::Conflict { what, .. } if unused(what))
                };
                let contradicts = errors.errors().iter().all(|error| contradiction(&error.problem));
                prop_assert!(contradicts, "{}\n{}", errors, text);
            }
        }
        prop_assert!(!policy.describe().is_empty());
    }
}
