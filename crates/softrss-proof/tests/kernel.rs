//! In the kernel: program and model agree, entry programs change packets like the reference does, and the
//! verifier accepts the programs of every policy.
//!
//! `SOFTRSS_COMPARISONS` sets how many comparisons are made.
#![allow(clippy::print_stdout, reason = "a test that says what it went through")]

use std::{error::Error, fs, path::Path, process::ExitCode, thread};

use bpf_asm::{Program, ProgramKind, xdp::XDP_PASS};
use softrss::topology;
use softrss_codegen::{Image, Options, entry};
use softrss_core::{
    CpuId, CpuSet, Feature, Mss, Policy, ResolvedPolicy, mss::clamp, policy::Decap,
};
use softrss_proof::{
    Rng,
    campaign::{Campaign, World, compare},
    engine::{Contents, Engine, Input, Kernel, RunError, SHORTEST, stay_on},
    executor::InKernel,
    fixture,
    policies::{Machines, policy},
    runner::{Limit, in_kernel},
    segment::{OPENING, Segment, closed, options, tags, whole},
};
use softrss_testbed::{
    allowed_cpus,
    harness::{self, Need, Outcome, Trial},
};

fn main() -> ExitCode {
    let trial = |name, needs, test| Trial { name, needs, test };
    let root: &[Need] = &[Need::Root];
    let context: &[Need] = &[Need::Root, Need::Feature(Feature::TestContext)];
    harness::run(vec![
        trial("known_cases_agree", context, known_cases_agree),
        trial("program_and_model_agree", context, program_and_model_agree),
        trial(
            "clamping_agrees_with_the_reference",
            context,
            clamping_agrees_with_the_reference,
        ),
        trial(
            "the_default_policy_is_accepted",
            root,
            the_default_policy_is_accepted,
        ),
        trial(
            "every_entry_program_is_accepted",
            &[Need::Root, Need::Feature(Feature::Frags)],
            every_entry_program_is_accepted,
        ),
    ])
}

fn plain(error: RunError) -> Box<dyn Error> {
    error
}

/// Does it on a thread of its own, because that stays on one CPU.
fn on_one_cpu(test: fn(CpuId) -> Result<(), RunError>) -> Outcome {
    let cpu = CpuId::new(allowed_cpus()?.first().copied().ok_or("no CPU")?)?;
    let done = thread::spawn(move || {
        stay_on(cpu)?;
        test(cpu)
    });
    let done = done.join();
    done.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        .map_err(plain)
}

fn known_cases_agree() -> Outcome {
    on_one_cpu(|here| {
        let possible = topology::possible()?;
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"))? {
            let path = entry?.path();
            let (mut setup, mut sample) = fixture::read(&fs::read_to_string(&path)?)?;
            let present = setup.present.iter();
            setup.present = present.filter(|cpu| possible.contains(*cpu)).collect();
            (sample.cpu, sample.queue) = (here, 0);
            if let Some((model, kernel)) = compare::<InKernel>(&setup, &sample) {
                return Err(format!("{}: model {model}, kernel {kernel}", path.display()).into());
            }
        }
        Ok(())
    })
}

fn program_and_model_agree() -> Outcome {
    let limit = Limit::from_env().map_err(plain)?;
    let report = in_kernel(0x5eed_0004, 4096, limit).map_err(plain)?;
    if let Some(difference) = report.differences.into_iter().next() {
        return Err(difference.into());
    }
    println!("{}", report.coverage);
    assert!(report.coverage.comparisons >= limit.comparisons);
    if limit.comparisons >= 100_000 {
        assert_eq!(report.coverage.missing(), Vec::<String>::new());
    }
    // The verifier gives up after a million; other kernels see more states in the same program.
    assert!(report.coverage.effort < 500_000);
    Ok(())
}

/// Frames that are long enough for a test run.
fn frames(rng: &mut Rng) -> Result<Vec<Vec<u8>>, RunError> {
    let mut frames = Vec::new();
    for tags in tags() {
        for ip in whole().into_iter().chain(closed()) {
            for _ in 0..12 {
                let stack = tags.clone().over(&ip);
                let (flags, payload) = (rng.pick(OPENING), rng.pick([0, 0, 1, 9]));
                let mut frame = Segment::new(&stack, flags, &options(rng), payload).frame()?;
                if rng.one_in(4) {
                    frame.truncate(rng.below(frame.len() + 1));
                }
                frames.push(frame);
            }
        }
    }
    let campaign = Campaign::new(0, World::any(), 0)?;
    frames.extend((0..4000).map(|_| campaign.frame(rng)));
    frames.retain(|frame| (SHORTEST..3000).contains(&frame.len()));
    Ok(frames)
}

fn clamping_agrees_with_the_reference() -> Outcome {
    on_one_cpu(|_| {
        let frames = frames(&mut Rng::new(0x5eed_0005))?;
        let mut lowered = 0;
        for (decap, bytes) in [(Decap::ALL, 1200), (Decap::VLAN, 88), (Decap::NONE, 65495)] {
            let mss = Mss::new(bytes)?;
            // Test runs do not take programs of CPUMAPs.
            let code = entry::clamp(mss, decap, false)?.code().clone();
            let program = Program::new("clamp", ProgramKind::XDP, code)?;
            let mut kernel = Kernel::load(&program, &Contents::new())?;
            for frame in &frames {
                let mut expected = frame.clone();
                clamp(&mut expected, decap, mss);
                let exit = kernel.run(&Input {
                    packet: frame,
                    ..Input::default()
                })?;
                assert_eq!(exit.action, XDP_PASS.cast_unsigned());
                assert_eq!(exit.packet, expected, "{decap:?} {mss}\n{frame:02x?}");
                lowered += usize::from(expected != *frame);
            }
        }
        assert!(lowered > 300, "{lowered} of {}", frames.len());
        Ok(())
    })
}

/// Whatever kernel it is: what `attach` would load.
fn the_default_policy_is_accepted() -> Outcome {
    let policy = ResolvedPolicy::new(Policy::default(), &"0-1".parse()?)?;
    let options = Options {
        counters: true,
        ..Options::default()
    };
    let image = Image::new(&policy, options)?;
    let kernel = Kernel::load(image.program(), &Contents::new()).map_err(plain)?;
    // Most of the time that loading takes: about a millisecond for a thousand. Before Linux 5.16 the kernel does not say it.
    if let Some(effort) = kernel.effort() {
        assert!(effort < 35_000, "{effort}");
    }
    Ok(())
}

fn every_entry_program_is_accepted() -> Outcome {
    let mut rng = Rng::new(0x5eed_0006);
    let online: CpuSet = (0..8).map(CpuId::from).collect();
    let (mut programs, mut effort) = (0, 0);
    while programs < 120 {
        let policy = ResolvedPolicy::new(policy(&mut rng, Machines::ANY), &online)?;
        let options = Options {
            frags: rng.one_in(2),
            ..Options::default()
        };
        let image = Image::new(&policy, options)?;
        for program in &image.programs()[1..] {
            let kernel = Kernel::load(program, &Contents::new()).map_err(plain)?;
            let verified = kernel.effort();
            effort = effort.max(verified.ok_or("the kernel does not say what it verified")?);
            programs += 1;
        }
    }
    // The verifier gives up after a million.
    assert!(effort < 200_000, "{effort}");
    Ok(())
}
