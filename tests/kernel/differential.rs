//! The generated program in the kernel agrees with the reference model, on every packet under every
//! policy, and every valid policy passes the verifier.
//!
//! `SOFTRSS_COMPARISONS` sets how many comparisons are made.

#[path = "../../crates/softrss-codegen/tests/common/mod.rs"]
mod common;

use std::{env, process::ExitCode, thread};

use bpf_asm::{MapSpec, Program};
use common::{
    policies::random_policy,
    random::{Rng, random_frame},
};
use nix::{
    sched::{CpuSet as Affinity, sched_setaffinity},
    unistd::Pid,
};
use softrss::{CpuId, CpuSet, Loaded, load, map::PlainMap, topology};
use softrss_codegen::{Maps, Options, Probe, generate};
use softrss_core::{Arrival, Decision, ResolvedPolicy, decide, decide::Verdict, policy::OnMiss};
use softrss_kernel_tests::{AnyError, trials};
use softrss_testbed::harness::{self, Need, Outcome};

const FRAMES: usize = 4096;
const SEED: u64 = 0x5eed_0002;
/// What a test run takes: an Ethernet header at least, and what fits into a page with its surroundings.
const SIZES: std::ops::Range<usize> = 14..3000;

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root] => [program_and_model_agree],
    ])
}

fn program_and_model_agree() -> Outcome {
    let wanted = match env::var("SOFTRSS_COMPARISONS") {
        Ok(number) => number.parse()?,
        Err(_) => 1_000_000,
    };
    // On a thread of its own, because that stays on one CPU.
    let agreed = thread::spawn(move || agree(wanted)).join();
    agreed
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        .map_err(|error| error as Box<dyn std::error::Error>)
}

fn agree(wanted: usize) -> Result<(), AnyError> {
    let mut only = Affinity::new();
    only.set(0)?;
    sched_setaffinity(Pid::from_raw(0), &only)?;
    let mut rng = Rng(SEED);
    let mut done = 0;
    while done < wanted {
        let policy = random_policy(&mut rng);
        done += compare(&mut rng, &policy)?;
    }
    Ok(())
}

/// Compares some frames under `policy`; gives their number.
fn compare(rng: &mut Rng, policy: &ResolvedPolicy) -> Result<usize, AnyError> {
    let maps = Maps::new(policy)?;
    let options = Options {
        probe: true,
        counters: rng.one_in(4),
        frags: rng.one_in(4) && harness::kernel_version()? >= (5, 18),
    };
    let program = generate(policy, &maps, options)?;
    let specs: Vec<MapSpec> = program
        .code()
        .declared_maps()
        .into_iter()
        .cloned()
        .collect();
    let created = specs
        .iter()
        .map(PlainMap::create)
        .collect::<Result<Vec<_>, _>>()?;
    fill_prefixes(policy, &created)?;
    let possible = topology::possible()?;
    fill_queues(policy, &maps, &created, &possible)?;
    let loaded = with_maps(program, &created)?;
    let probe = find(&created, "probe").ok_or("the program has no probe")?;
    let mut turn = 0;
    let frames = (0..FRAMES).map(|_| random_frame(rng));
    let frames: Vec<_> = frames
        .filter(|frame| SIZES.contains(&frame.len()))
        .collect();
    for frame in &frames {
        let arrival = Arrival {
            cpu: Some(CpuId::from(0)),
            turn,
            ..Arrival::new(frame)
        };
        let decision = decide(policy, &arrival);
        turn += u32::from(decision.took_turn);
        let returned = loaded.test_run(frame)?;
        let bytes = probe
            .get(&0_u32.to_ne_bytes())?
            .ok_or("the probe is empty")?;
        let found = Probe::from_bytes(bytes.as_slice().try_into()?);
        let (policy, expected) = (policy.policy(), Probe::of(&decision));
        assert_eq!(
            (returned, found),
            (
                returns(&decision, policy.targets.on_miss, &possible),
                expected
            ),
            "\n{policy:?}\n{arrival:x?}\n{decision:?}"
        );
    }
    Ok(frames.len())
}

/// What the program returns while the CPUs of `possible` have a queue for what they are to do.
fn returns(decision: &Decision, on_miss: OnMiss, possible: &CpuSet) -> u32 {
    let queue = decision.cpu.is_some_and(|cpu| possible.contains(cpu));
    match (decision.verdict, on_miss) {
        (Verdict::Redirect, _) if queue => 4,
        (Verdict::Drop, _) | (Verdict::Redirect, OnMiss::Drop) => 1,
        (Verdict::Pass, _) | (Verdict::Redirect, OnMiss::Pass) => 2,
        (Verdict::Redirect, OnMiss::Abort) => 0,
    }
}

/// Gives each CPUMAP the CPUs of its step and no others: a redirect through another one misses.
fn fill_queues(
    policy: &ResolvedPolicy,
    declared: &Maps,
    created: &[PlainMap],
    possible: &CpuSet,
) -> Result<(), AnyError> {
    for (step, queues) in declared.queues().iter().enumerate() {
        // A step that no rule leads to has no map.
        let Some(map) = find(created, queues.spec().name.as_str()) else {
            continue;
        };
        let cpus = policy.step_cpus(step);
        for cpu in cpus.iter().filter(|cpu| possible.contains(*cpu)) {
            let value = [64_u32.to_ne_bytes(), [0; 4]].concat();
            map.insert(&cpu.number().to_ne_bytes(), &value)?;
        }
    }
    Ok(())
}

fn find<'m>(maps: &'m [PlainMap], name: &str) -> Option<&'m PlainMap> {
    maps.iter().find(|map| map.spec().name.as_str() == name)
}

fn fill_prefixes(policy: &ResolvedPolicy, maps: &[PlainMap]) -> Result<(), AnyError> {
    for (prefix, cpu) in policy
        .policy()
        .table
        .iter()
        .flat_map(|table| &table.entries)
    {
        let name = if prefix.is_ipv4() {
            "prefixes4"
        } else {
            "prefixes6"
        };
        // A policy that never looks into the table has no map for it.
        if let Some(map) = find(maps, name) {
            map.insert(&Maps::prefix_key(prefix), &cpu.number().to_ne_bytes())?;
        }
    }
    Ok(())
}

fn with_maps<'m>(mut program: Program<'m>, maps: &'m [PlainMap]) -> Result<Loaded, AnyError> {
    for map in maps {
        program = program.with_map(map.spec().name.as_str(), std::os::fd::AsFd::as_fd(map))?;
    }
    load(&program).map_err(|error| format!("{error}\n{}", program.code()).into())
}
