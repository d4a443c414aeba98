//! What is in a generated program, and what is not.
#![allow(clippy::unwrap_used, reason = "a test")]

use softrss_codegen::{Maps, Options, generate};
use softrss_core::{
    CpuId, CpuSet, Policy, ResolvedPolicy,
    header::Header,
    policy::{
        Action, Decap, Field, Fields, FlowField, FlowFields, FlowSpec, HashKey, HashKind, Match,
        Rule, RuleName, Seed,
    },
};

/// The listing of the program of `policy`, and its length in slots.
fn listing(policy: Policy, options: Options) -> (String, usize) {
    let cpus: CpuSet = "0-3".parse().unwrap();
    let policy = ResolvedPolicy::new(policy, &cpus).unwrap();
    let maps = Maps::new(&policy).unwrap();
    let program = generate(&policy, &maps, options).unwrap();
    (program.code().to_string(), program.code().slots())
}

fn flow(flow: FlowSpec) -> Policy {
    Policy {
        flow,
        ..Policy::default()
    }
}

fn rule(condition: Match) -> Policy {
    Policy {
        rules: vec![Rule {
            name: RuleName::new("one").unwrap(),
            matches: vec![condition],
            action: Action::Cpu {
                cpu: CpuId::from(1),
                then: None,
            },
        }],
        ..Policy::default()
    }
}

#[test]
fn the_same_policy_makes_the_same_bytes() {
    let plain = || listing(Policy::default(), Options::default());
    assert_eq!(plain(), plain());
}

#[test]
fn a_seed_costs_nothing() {
    // Of every slot, the half that says what it does: the other one is a number.
    let shape = |policy: &Policy, seed: Option<Seed>| {
        let mut policy = policy.clone();
        policy.flow.hash = HashKind::Mix(seed);
        let policy = ResolvedPolicy::new(policy, &"0-3".parse().unwrap()).unwrap();
        let maps = Maps::new(&policy).unwrap();
        let program = generate(&policy, &maps, Options::default()).unwrap();
        let bytes = program.code().to_bytes();
        let slots = bytes.chunks(8).map(|slot| slot[..4].to_vec());
        (slots.collect::<Vec<_>>(), bytes)
    };
    let port = Match::ranges(Field::DstPort, vec![53..=53]).unwrap();
    let of = |fields, symmetric| {
        flow(FlowSpec {
            fields,
            symmetric,
            ..FlowSpec::default()
        })
    };
    for policy in [
        Policy::default(),
        rule(port),
        of(Fields::FIVE_TUPLE, false),
        of(Fields::ADDRESSES, true),
        of(Fields::SOURCE, false),
        of(Fields::DESTINATION, false),
        of(every_field(), true),
    ] {
        let (fixed, bytes) = shape(&policy, None);
        for seed in 1..100 {
            let (seeded, other) = shape(&policy, Some(Seed::new(seed << 60)));
            assert_eq!(seeded, fixed, "{seed}");
            assert_ne!(other, bytes, "{seed}");
        }
    }
}

fn every_field() -> Fields {
    FlowFields::new(FlowField::ALL).map(Fields::Hash).unwrap()
}

#[test]
fn the_id_of_a_tunnel_is_read_only_where_it_is_hashed() {
    let of = |fields, decap| {
        let spec = FlowSpec {
            fields,
            decap,
            ..FlowSpec::default()
        };
        listing(flow(spec), Options::default()).0
    };
    let ids = [
        "gre_id",
        "l2tp_id",
        "vxlan_id",
        "geneve_id",
        "gtpu_id",
        "pppoe_id_stop",
    ];
    let [without, with] = [Fields::FIVE_TUPLE, every_field()].map(|f| of(f, Decap::NONE));
    let through = of(every_field(), Decap::ALL);
    for id in ids.map(|id| format!("<{id}>:")) {
        assert!(with.contains(&id), "{id}");
        assert!(!without.contains(&id) && !through.contains(&id), "{id}");
    }
    assert!(
        !with.contains("<ppp>:") && !with.contains("<payload>:"),
        "{with}"
    );
}

#[test]
fn only_what_decap_names_is_read() {
    let (all, _) = listing(
        flow(FlowSpec {
            decap: Decap::ALL,
            ..FlowSpec::default()
        }),
        Options::default(),
    );
    let words = [
        "vlan", "pppoe", "mpls", "gre", "erspan2", "vxlan", "geneve", "gtpu", "espinudp",
    ];
    for word in words {
        assert!(all.contains(&format!("<{word}>:")), "{word}");
    }
    let (none, _) = listing(
        flow(FlowSpec {
            decap: Decap::NONE,
            ..FlowSpec::default()
        }),
        Options::default(),
    );
    for word in words {
        assert!(!none.contains(&format!("<{word}>")), "{word}");
    }
    // A quoted packet is read only where errors follow it.
    assert!(!all.contains("_quoted"));
    let (errors, _) = listing(
        flow(FlowSpec {
            icmp_errors: true,
            ..FlowSpec::default()
        }),
        Options::default(),
    );
    assert!(errors.contains("<ipv4_quoted>:") && errors.contains("<ipv6_quoted>:"));
}

#[test]
fn what_needs_no_packet_reads_none() {
    for fields in [Fields::RoundRobin, Fields::RxQueue] {
        let spec = FlowSpec {
            fields,
            ..FlowSpec::default()
        };
        let (program, slots) = listing(flow(spec), Options::default());
        assert!(!program.contains("<ethernet>"), "{program}");
        assert!(slots <= 30, "{slots} slots:\n{program}");
    }
}

#[test]
fn counters_and_probe_cost_nothing_when_off() {
    let (off, slots) = listing(Policy::default(), Options::default());
    assert!(!off.contains("counters") && !off.contains("probe"));
    assert!(!off.contains("bpf_map_lookup_elem"));
    let counters = Options {
        counters: true,
        ..Options::default()
    };
    let (on, more) = listing(Policy::default(), counters);
    assert!(on.contains("<counters>") && more > slots);
}

#[test]
fn plain_packets_are_read_without_a_store() {
    let (program, slots) = listing(Policy::default(), Options::default());
    let plain = program.split("<other>:").next().unwrap();
    assert!(!plain.contains("(r10"), "{plain}");
    let insns = plain.lines().filter(|line| line.contains(":\t")).count();
    assert!(insns <= 190, "{insns} instructions:\n{plain}");
    assert!(slots <= 1560, "{slots} slots");
    for tag in [Header::Vlan, Header::Pppoe] {
        let number = format!("== {:#x} ", tag.ether_type().swap_bytes());
        assert!(plain.contains(&number), "{tag:?} is not skipped:\n{plain}");
    }
    // Rules look at the record, so it has to be made.
    let (ruled, _) = listing(
        rule(Match::numbers(Field::Proto, [6]).unwrap()),
        Options::default(),
    );
    let (plain, other) = ruled.split_once("<other>:").unwrap();
    assert!(plain.contains("(r10"), "{plain}");
    assert!(other.contains("<by_ether_type>:"));
}

#[test]
fn rules_keep_only_what_they_look_at() {
    // Behind the path of plain packets, which does not skip PPPoE where a rule asks for the session.
    let long_way = |condition| {
        let (program, _) = listing(rule(condition), Options::default());
        let (_, long_way) = program.split_once("<other>:").unwrap();
        (long_way.lines().count(), program)
    };
    let (without, none) = long_way(Match::numbers(Field::RxQueue, [6]).unwrap());
    for condition in [
        Match::numbers(Field::Vlan, [1]).unwrap(),
        Match::numbers(Field::InnerVlan, [1]).unwrap(),
        Match::numbers(Field::PppoeSession, [1]).unwrap(),
        Match::numbers(Field::Dscp, [46]).unwrap(),
        Match::numbers(Field::EtherType, [0x0806]).unwrap(),
        Match::numbers(Field::SrcPort, [53]).unwrap(),
    ] {
        let (with, _) = long_way(condition.clone());
        assert!(with > without, "{condition:?}\n{none}");
    }
}

#[test]
fn many_rules_are_filtered() {
    let rules = |count: u16| {
        let rule = |index: u16| Rule {
            name: RuleName::by_position(index.into()),
            matches: vec![Match::numbers(Field::DstPort, [8000 + u32::from(index)]).unwrap()],
            action: Action::Pass,
        };
        let policy = Policy {
            rules: (0..count).map(rule).collect(),
            ..Policy::default()
        };
        listing(policy, Options::default()).0
    };
    // A packet without ports, and one with another port, leave no rule.
    let no_rule = "<rules_0>:";
    assert!(!rules(3).contains(no_rule));
    assert!(rules(4).contains(no_rule) && !rules(4).contains("<not_group_1>:"));
    assert!(rules(33).contains("<not_group_1>:"));
}

#[test]
fn a_periodic_key_is_cheaper() {
    let toeplitz = |key: Vec<u8>| {
        let hash = HashKind::Toeplitz(HashKey::new(key).unwrap());
        let spec = FlowSpec {
            hash,
            ..FlowSpec::default()
        };
        listing(flow(spec), Options::default()).1
    };
    let any: Vec<u8> = (0..40).collect();
    let (periodic, any) = (toeplitz([0x6d, 0x5a].repeat(20)), toeplitz(any));
    assert!(periodic + 500 < any, "{periodic} and {any} slots");
    assert!(any <= 2500, "{any} slots");
}

#[test]
fn no_limit_on_cpus_is_baked_in() {
    let cpus: CpuSet = "5,511".parse().unwrap();
    let policy = ResolvedPolicy::new(Policy::default(), &cpus).unwrap();
    let maps = Maps::new(&policy).unwrap();
    assert_eq!(maps.cpus().spec().max_entries, 512);
    let table = maps.tables().spec().data.clone().unwrap();
    assert_eq!(table.len(), 1024 * 4);
    assert_eq!(table[..8], [5, 0, 0, 0, 255, 1, 0, 0]);
}

#[test]
fn too_many_rules_are_an_error() {
    let policy = rule(Match::numbers(Field::SrcPort, 0..40_000).unwrap());
    let cpus: CpuSet = "0-3".parse().unwrap();
    let policy = ResolvedPolicy::new(policy, &cpus).unwrap();
    let maps = Maps::new(&policy).unwrap();
    let error = generate(&policy, &maps, Options::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the policy's rules (1) make a program that is too large"
    );
}
