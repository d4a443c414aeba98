//! The generated program in the kernel agrees with the reference model, on every packet under every
//! policy, and every valid policy passes the verifier.
//!
//! `SOFTRSS_COMPARISONS` sets how many comparisons are made.

#[path = "../../crates/softrss-core/tests/common/mod.rs"]
mod common;

use std::{env, process::ExitCode, thread};

use bpf_asm::{MapSpec, Program};
use common::{
    policies::random_policy,
    random::{Rng, random_frame},
};
use nix::{
    sched::{CpuSet, sched_setaffinity},
    unistd::Pid,
};
use softrss::{CpuId, Loaded, load, map::PlainMap};
use softrss_core::{
    Arrival, Decision, ResolvedPolicy,
    codegen::{Maps, Options, Probe, generate},
    decide,
    decide::Verdict,
    policy::OnMiss,
};
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
    let mut only = CpuSet::new();
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
    let loaded = with_maps(program, &created)?;
    let probe = find(&created, "probe").ok_or("the program has no probe")?;
    let mut turn = 0;
    let frames = (0..FRAMES).map(|_| random_frame(rng));
    let frames: Vec<_> = frames
        .filter(|frame| SIZES.contains(&frame.len()))
        .collect();
    for frame in &frames {
        let arrival = Arrival {
            cpu: CpuId(0),
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
            (returns(&decision, policy.targets.on_miss), expected),
            "\n{policy:?}\n{arrival:x?}\n{decision:?}"
        );
    }
    Ok(frames.len())
}

/// What the program returns while the CPUMAP is empty.
fn returns(decision: &Decision, on_miss: OnMiss) -> u32 {
    match (decision.verdict, on_miss) {
        (Verdict::Drop, _) | (Verdict::Redirect, OnMiss::Drop) => 1,
        (Verdict::Pass, _) | (Verdict::Redirect, OnMiss::Pass) => 2,
        (Verdict::Redirect, OnMiss::Abort) => 0,
    }
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
        let name = if prefix.addr.is_ipv4() {
            "prefixes4"
        } else {
            "prefixes6"
        };
        // A policy that never looks into the table has no map for it.
        if let Some(map) = find(maps, name) {
            map.insert(&Maps::prefix_key(prefix), &cpu.0.to_ne_bytes())?;
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
