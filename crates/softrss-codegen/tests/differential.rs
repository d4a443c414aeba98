//! The generated program and the reference model agree on every packet under every policy.
//!
//! Random stacks of headers, damaged in many ways, under random valid policies; the program runs in
//! rbpf, so no privileges are needed. `SOFTRSS_COMPARISONS` sets how many comparisons are made.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test")]

mod common;

use std::collections::BTreeMap;

use common::{
    policies::{CPUS, random_policy},
    random::{Rng, random_frame},
    vm::{Memory, Steered, Vm, leave_out, link},
};
use softrss_codegen::{Maps, Options, Probe, generate};
use softrss_core::{
    Arrival, CpuId, Decision, ResolvedPolicy, Slot, decide, decide::Verdict, policy::OnMiss,
};

const FRAMES: usize = 4096;
const SEED: u64 = 0x5eed_0001;

fn comparisons() -> usize {
    std::env::var("SOFTRSS_COMPARISONS").map_or(1_000_000, |n| n.parse().unwrap())
}

/// The time at which packets are stamped.
const NOW: u64 = 0x0123_4567_89ab_cdef;

/// What the program does for `decision`, where the CPU `absent` has no queue.
fn expected(policy: &ResolvedPolicy, decision: &Decision, absent: Option<u64>) -> Steered {
    let queued = decision.verdict == Verdict::Redirect;
    let missed = queued && decision.cpu.map(|cpu| cpu.number().into()) == absent;
    let on_miss = match policy.policy().targets.on_miss {
        OnMiss::Abort => 0,
        OnMiss::Drop => 1,
        OnMiss::Pass => 2,
    };
    Steered {
        action: match decision.verdict {
            Verdict::Drop => 1,
            Verdict::Pass => 2,
            Verdict::Redirect if missed => on_miss,
            Verdict::Redirect => 4,
        },
        probe: Probe::of(decision),
        redirected: (queued && !missed)
            .then(|| Some((decision.step?, decision.cpu?.number())))
            .flatten(),
        stamp: (queued && !missed && policy.policy().observe.latency).then_some(NOW),
    }
}

/// Runs `frames` under `policy`; gives the number of comparisons.
fn compare(rng: &mut Rng, policy: &ResolvedPolicy, frames: &[Vec<u8>]) -> usize {
    let maps = Maps::new(policy).unwrap();
    let options = Options {
        probe: true,
        counters: rng.one_in(4),
        ..Options::default()
    };
    let program = generate(policy, &maps, options).unwrap();
    let memory = Memory::new(&maps);
    let linked = link(program.code(), &memory);
    let vm = Vm::new(&linked, &memory, policy.prefixes());
    let absent = rng.one_in(3).then(|| rng.below(CPUS as usize) as u64);
    leave_out(absent);
    let now = policy.policy().observe.latency.then_some(NOW);
    let mut turns = [0; CPUS as usize];
    let mut counts = BTreeMap::<u32, u64>::new();
    for frame in frames {
        let cpu = rng.below(CPUS as usize);
        let arrival = Arrival {
            queue: rng.pick(&[0, 0, 1, 7, 1030]),
            cpu: Some(CpuId::from(u8::try_from(cpu).unwrap())),
            turn: turns[cpu],
            ..Arrival::new(frame)
        };
        let decision = decide(policy, &arrival);
        turns[cpu] += u32::from(decision.took_turn);
        let expected = expected(policy, &decision, absent);
        let missed = expected.action != 4;
        for slot in Slot::of(&decision, missed) {
            *counts.entry(slot.index()).or_default() += 1;
        }
        let found = vm.run(&arrival, now);
        assert_eq!(
            found,
            expected,
            "\n{:?}\n{arrival:x?}\n{decision:?}",
            policy.policy()
        );
        if let Some(step) = decision.step {
            let cpus = policy.step_cpus(step);
            assert!(decision.cpu.is_some_and(|cpu| cpus.contains(cpu)));
        }
    }
    if options.counters {
        let all = 0..Slot::count(policy.policy().rules.len());
        let expected: Vec<u64> = all.map(|i| counts.get(&i).copied().unwrap_or(0)).collect();
        assert_eq!(memory.counters(), expected, "{:?}", policy.policy());
    }
    frames.len()
}

#[test]
fn program_and_model_agree() {
    let mut rng = Rng(SEED);
    let wanted = comparisons();
    let mut done = 0;
    let (mut flows, mut reasons) = (0_usize, 0_usize);
    while done < wanted {
        let policy = random_policy(&mut rng);
        let frames: Vec<_> = (0..FRAMES).map(|_| random_frame(&mut rng)).collect();
        done += compare(&mut rng, &policy, &frames);
        for frame in &frames[..64] {
            let decision = decide(&policy, &Arrival::new(frame));
            flows += usize::from(decision.flow.is_some());
            reasons += usize::from(decision.reason.is_some());
        }
    }
    // The frames are worth comparing: neither all alike nor all broken.
    let sampled = done / FRAMES * 64;
    println!("{done} comparisons, {flows} flows and {reasons} reasons in {sampled}");
    assert!(flows > sampled / 2 && reasons > sampled / 10 && reasons < sampled);
}
