//! What a plan promises, for any load.

use proptest::prelude::*;
use softrss_core::{
    CpuId, CpuSet,
    balance::{Group, Limits, Plan, Sample, plan},
    policy::Balance,
};

const BUCKETS: usize = 64;

fn cpu(number: usize) -> CpuId {
    u8::try_from(number).map_or(CpuId::MAX, CpuId::from)
}

/// Buckets dealt to so many CPUs in turn.
fn dealt(cpus: usize) -> Vec<CpuId> {
    (0..BUCKETS).map(|bucket| cpu(bucket % cpus)).collect()
}

fn sample(packets: &[u64], wanted: Vec<CpuId>) -> Sample {
    Sample {
        packets: packets.to_vec(),
        wanted,
        ..Sample::default()
    }
}

fn limits() -> Limits {
    Limits::new(&Balance::default())
}

fn carried_out(sample: &Sample, plan: &Plan) -> Sample {
    let mut after = sample.clone();
    for one in &plan.moves {
        assert_eq!(after.wanted[one.bucket], one.from);
        after.wanted[one.bucket] = one.to;
    }
    after
}

proptest! {
    #[test]
    fn it_never_gets_worse_and_comes_to_an_end(
        packets in prop::collection::vec(prop_oneof![Just(0), 0..100u64, 0..10_000u64], BUCKETS),
        cpus in 1..9usize,
        wanted in prop::collection::vec(0..8usize, BUCKETS),
        moves in 0..20usize,
        away in prop::collection::vec(any::<bool>(), 8),
    ) {
        let groups = Group::of(&dealt(cpus), BUCKETS);
        let wanted: Vec<CpuId> = wanted.iter().map(|to| cpu(to % cpus)).collect();
        let unusable: CpuSet = (0..cpus).filter(|one| away[*one]).map(cpu).collect();
        let limits = Limits { moves, unusable: unusable.clone(), ..limits() };
        let mut now = sample(&packets, wanted);
        for round in 0.. {
            let plan = plan(&now, &groups, &limits);
            let after = carried_out(&now, &plan);
            let forced = plan.moves.iter().filter(|one| unusable.contains(one.from)).count();
            prop_assert!(plan.moves.len() <= moves.max(forced));
            prop_assert!(plan.moves.iter().all(|one| !unusable.contains(one.to)));
            if forced == 0 {
                prop_assert!(plan.expected <= plan.imbalance, "{:?}", plan);
            }
            if let (Some(expected), Some(bound)) = (plan.expected, plan.bound)
                && unusable.is_empty()
            {
                prop_assert!(expected >= bound - 1e-9, "{expected} is better than {bound}");
            }
            if plan.moves.is_empty() {
                break;
            }
            prop_assert!(round < 2000, "it goes on for ever");
            now = after;
        }
        if unusable.len() < cpus {
            prop_assert!(now.wanted.iter().all(|to| !unusable.contains(*to)));
        }
    }
}

#[test]
fn an_even_load_stays() {
    let groups = Group::of(&dealt(8), BUCKETS);
    let plan = plan(&sample(&[100; BUCKETS], dealt(8)), &groups, &limits());
    assert_eq!(plan.moves, []);
    assert_eq!((plan.imbalance, plan.expected), (Some(1.0), Some(1.0)));
}

#[test]
fn what_can_be_evened_out_is() {
    let mut packets = [10; BUCKETS];
    for bucket in (0..BUCKETS).step_by(8) {
        packets[bucket] = 100;
    }
    let groups = Group::of(&dealt(8), BUCKETS);
    let plan = plan(&sample(&packets, dealt(8)), &groups, &limits());
    assert!(plan.imbalance.unwrap() > 4.0);
    assert!(plan.expected.unwrap() < 1.06, "{plan:?}");
    assert_eq!(plan.elephants, []);
}

#[test]
fn an_elephant_is_named_and_stays_alone() {
    let mut packets = [10; BUCKETS];
    packets[8] = 100_000;
    let groups = Group::of(&dealt(8), BUCKETS);
    let plan = plan(&sample(&packets, dealt(8)), &groups, &limits());
    assert_eq!(plan.elephants.len(), 1);
    assert_eq!(
        (plan.elephants[0].bucket, plan.elephants[0].cpu),
        (8, cpu(0))
    );
    // All that it shared its CPU with has left.
    assert_eq!(plan.moves.len(), 7);
    assert!(plan.moves.iter().all(|one| one.from == cpu(0)));
}

#[test]
fn weights_are_shares() {
    // CPU 0 has three times the share of CPU 1.
    let wanted: Vec<CpuId> = (0..BUCKETS)
        .map(|bucket| cpu(usize::from(bucket % 4 == 3)))
        .collect();
    let groups = Group::of(&wanted, BUCKETS);
    let even = sample(&[10; BUCKETS], wanted);
    assert_eq!(plan(&even, &groups, &limits()).moves, []);
}

#[test]
fn what_is_fixed_is_made_room_for() {
    let groups = Group::of(&dealt(2), BUCKETS);
    let mut load = sample(&[10; BUCKETS], dealt(2));
    load.fixed.insert(cpu(0), 320);
    let plan = plan(&load, &groups, &limits());
    let left: u64 = plan
        .moves
        .iter()
        .filter(|one| one.from == cpu(0))
        .map(|one| one.packets)
        .sum();
    assert!((130..=160).contains(&left), "{plan:?}");
    assert!(plan.expected.unwrap() <= 1.05);
}

#[test]
fn a_table_keeps_to_its_own() {
    // A second table, that only CPUs 2 and 3 share.
    let mut cpus = dealt(2);
    cpus.extend((0..BUCKETS).map(|bucket| cpu(2 + bucket % 2)));
    let groups = Group::of(&cpus, BUCKETS);
    let mut packets = vec![1; 2 * BUCKETS];
    for bucket in (BUCKETS..2 * BUCKETS).step_by(2) {
        packets[bucket] = 50;
    }
    let plan = plan(&sample(&packets, cpus), &groups, &limits());
    assert!(!plan.moves.is_empty());
    for one in &plan.moves {
        assert_eq!(one.bucket < BUCKETS, one.to <= cpu(1), "{one:?}");
    }
}

#[test]
fn who_shares_no_table_is_no_part_of_the_shares() {
    // Half of all packets go to CPU 9 by a rule.
    let groups = Group::of(&dealt(8), BUCKETS);
    let mut packets = [10; BUCKETS];
    for bucket in (0..BUCKETS).step_by(8) {
        packets[bucket] = 20;
    }
    let mut load = sample(&packets, dealt(8));
    load.fixed.insert(cpu(9), packets.iter().sum());
    let plan = plan(&load, &groups, &limits());
    assert!(plan.imbalance.unwrap_or(0.0) > 1.7, "{plan:?}");
    assert!(!plan.moves.is_empty());
}

#[test]
fn tables_that_share_no_cpu_are_told_apart() {
    // The second table has nearly all packets, evenly; the first has few, and unevenly.
    let mut cpus = dealt(2);
    cpus.extend((0..BUCKETS).map(|bucket| cpu(2 + bucket % 2)));
    let groups = Group::of(&cpus, BUCKETS);
    let mut packets = [2, 0].repeat(BUCKETS / 2);
    packets.resize(2 * BUCKETS, 1000);
    let plan = plan(&sample(&packets, cpus), &groups, &limits());
    assert_eq!(plan.imbalance, Some(2.0));
    assert!(plan.moves.iter().all(|one| one.bucket < BUCKETS));
    assert_eq!((plan.moves.len(), plan.expected), (16, Some(1.0)));
}

#[test]
fn what_is_fixed_bounds_what_can_be_reached() {
    let groups = Group::of(&dealt(2), BUCKETS);
    let mut load = sample(&[10; BUCKETS], dealt(2));
    load.fixed.insert(cpu(0), 1920);
    let plan = plan(&load, &groups, &limits());
    assert_eq!(plan.bound, Some(1.5));
    assert_eq!(plan.expected, Some(1.5));
}

#[test]
fn an_elephant_is_named_also_when_nothing_may_move() {
    let mut packets = [10; BUCKETS];
    packets[8] = 100_000;
    let groups = Group::of(&dealt(8), BUCKETS);
    let limits = Limits {
        moves: 0,
        ..limits()
    };
    let plan = plan(&sample(&packets, dealt(8)), &groups, &limits);
    assert_eq!((plan.moves.len(), plan.elephants.len()), (0, 1));
}

#[test]
fn a_machine_of_256_cpus_is_planned_for() {
    const CPUS: usize = 256;
    const MANY: usize = 1024;
    let dealt: Vec<CpuId> = (0..MANY).map(|bucket| cpu(bucket % CPUS)).collect();
    let groups = Group::of(&dealt, MANY);
    let packets: Vec<u64> = (1..=MANY as u64).map(|rank| 1_000_000 / rank).collect();
    let away: CpuSet = (0..8).map(cpu).collect();
    let limits = Limits {
        unusable: away,
        ..limits()
    };
    let plan = plan(&sample(&packets, dealt), &groups, &limits);
    assert!(plan.moves.len() >= 32);
    assert!(plan.expected.is_some_and(f64::is_finite));
}
