//! The program and the model agree, in the kernel; and the verifier accepts the program of every policy.
#![allow(clippy::print_stdout, reason = "a test that says what it went through")]

use std::{fs, path::Path, process::ExitCode, thread};

use softrss::topology;
use softrss_core::CpuId;
use softrss_proof::{
    campaign::compare,
    executor::{InKernel, RunError, stay_on},
    fixture,
    runner::{Limit, in_kernel},
};
use softrss_testbed::{
    allowed_cpus,
    harness::{self, Need, Outcome, Trial},
};

const SEED: u64 = 0x5eed_0004;

fn main() -> ExitCode {
    let needs = &[Need::Root, Need::Kernel(5, 18)];
    harness::run(vec![
        Trial {
            name: "known_cases_agree",
            needs,
            test: known_cases_agree,
        },
        Trial {
            name: "program_and_model_agree",
            needs,
            test: program_and_model_agree,
        },
    ])
}

fn known_cases_agree() -> Outcome {
    // On a thread of its own, because that stays on one CPU.
    let agreed = thread::spawn(cases).join();
    let agreed = agreed.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    agreed.map_err(|error| error as Box<dyn std::error::Error>)
}

fn cases() -> Result<(), RunError> {
    let here = CpuId::new(allowed_cpus()?.first().copied().ok_or("no CPU")?)?;
    stay_on(here)?;
    let possible = topology::possible()?;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"))? {
        let path = entry?.path();
        let (mut setup, mut sample) = fixture::read(&fs::read_to_string(&path)?)?;
        setup.present = setup
            .present
            .iter()
            .filter(|cpu| possible.contains(*cpu))
            .collect();
        (sample.cpu, sample.queue) = (here, 0);
        if let Some((model, kernel)) = compare::<InKernel>(&setup, &sample) {
            return Err(format!("{}: model {model}, kernel {kernel}", path.display()).into());
        }
    }
    Ok(())
}

fn program_and_model_agree() -> Outcome {
    let limit = Limit {
        rounds: 160,
        until: None,
        differences: 1,
    };
    let report =
        in_kernel(SEED, 2000, limit).map_err(|error| error as Box<dyn std::error::Error>)?;
    if let Some(difference) = report.differences.into_iter().next() {
        return Err(difference.into());
    }
    println!("{}", report.tally);
    assert!(report.tally.policies >= 150 && report.tally.comparisons >= 300_000);
    // The verifier gives up after a million; other kernels see more states in the same program.
    assert!(report.tally.effort < 500_000);
    Ok(())
}
