//! A policy that is written and read again is the same policy.
#![expect(
    clippy::unwrap_used,
    reason = "a test that makes what is no policy has failed"
)]

use std::{
    net::{Ipv4Addr, Ipv6Addr},
    ops::RangeInclusive,
};

use proptest::prelude::*;
use softrss_core::{
    CpuId, Mss, Policy, Qsize,
    policy::{
        Action, Buckets, Decap, Field, FieldValues, Fields, FlowSpec, HashKey, HashKind,
        InterfaceName, Match, Numbers, Observe, OnMiss, Prefix, PrefixTable, Problem, Rule,
        RuleName, Side, Target, TargetAction, Targets,
    },
};

fn prefix() -> impl Strategy<Value = Prefix> {
    let v4 = (any::<u32>(), 0..=32u8)
        .prop_map(|(addr, bits)| Prefix::around(Ipv4Addr::from_bits(addr).into(), bits).unwrap());
    let v6 = (any::<u128>(), 0..=128u8)
        .prop_map(|(addr, bits)| Prefix::around(Ipv6Addr::from_bits(addr).into(), bits).unwrap());
    prop_oneof![v4, v6]
}

fn several<T: std::fmt::Debug>(one: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<T>> {
    prop::collection::vec(one, 1..4)
}

fn range(numbers: &'static Numbers) -> impl Strategy<Value = RangeInclusive<u32>> {
    let (limits, named) = (&numbers.limits, !numbers.names.is_empty());
    (limits.clone(), limits.clone()).prop_map(move |(a, b)| {
        // Where there are names, ranges are not written.
        if named { a..=a } else { a.min(b)..=a.max(b) }
    })
}

fn condition(field: Field) -> BoxedStrategy<Match> {
    match &field.row().values {
        FieldValues::Numbers(numbers) => several(range(numbers))
            .prop_map(move |ranges| Match::ranges(field, ranges).unwrap())
            .boxed(),
        FieldValues::Addresses => several(prefix())
            .prop_map(move |prefixes| Match::prefixes(field, prefixes).unwrap())
            .boxed(),
    }
}

/// At most one condition on each field, in the order in which they are read.
fn matches() -> impl Strategy<Value = Vec<Match>> {
    let each = Field::ALL.iter();
    let each: Vec<_> = each
        .map(|&field| prop::option::of(condition(field)))
        .collect();
    each.prop_map(|conditions| conditions.into_iter().flatten().collect())
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
                name: RuleName::new(format!("{name}{number}")).unwrap(),
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
            .map(|(cpu, weight)| Target::new(cpu, weight).unwrap())
            .collect()
    });
    let on_miss = prop::sample::select(OnMiss::ALL);
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
    let fields = prop::sample::select(Fields::ALL);
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
                let hashed = fields.hashed().is_some();
                let key = key.map(|key| HashKey::new(key).unwrap());
                FlowSpec {
                    fields,
                    symmetric: symmetric && fields.both_ends(),
                    hash: key
                        .filter(|_| hashed)
                        .map_or(HashKind::Mix, HashKind::Toeplitz),
                    decap: decap
                        .iter()
                        .fold(Decap::NONE, |all, (_, kind)| all.union(*kind)),
                    buckets: Buckets::new(1 << log_buckets).unwrap(),
                    icmp_errors,
                }
            },
        )
}

fn policy() -> impl Strategy<Value = Policy> {
    let entries = prop::collection::btree_map(prefix(), cpu(), 0..20)
        .prop_map(|entries| entries.into_iter().collect());
    let side = prop::sample::select(Side::ALL);
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
