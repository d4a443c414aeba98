//! The program and the model agree, in user space: no privileges needed.
//!
//! `SOFTRSS_COMPARISONS` sets how many comparisons are made with each executor.
#![allow(clippy::print_stdout, reason = "a test that says what it went through")]

use softrss_proof::{
    engine::RunError,
    executor::{Executor, InMachine, InRbpf},
    runner::{Limit, in_user_space},
};

/// Comparisons of which something can be said.
const ENOUGH: u64 = 100_000;

fn agrees<E: Executor>(seed: u64) -> Result<(), RunError> {
    let limit = Limit::from_env()?;
    let report = in_user_space::<E>(seed, 4096, limit)?;
    if let Some(difference) = report.differences.first() {
        panic!("{difference}");
    }
    println!("{}: {}", E::NAME, report.coverage);
    let coverage = report.coverage;
    assert!(coverage.comparisons >= limit.comparisons);
    if limit.comparisons < ENOUGH {
        return Ok(());
    }
    // The packets are worth comparing: of every kind, and neither all alike nor all broken.
    assert_eq!(coverage.missing(), Vec::<String>::new());
    assert!(
        coverage.flows > coverage.comparisons / 3,
        "{}",
        coverage.flows
    );
    let reasons: u64 = coverage.reasons.values().sum();
    let part = coverage.comparisons / 10..coverage.comparisons * 4 / 5;
    assert!(part.contains(&reasons), "{reasons}");
    Ok(())
}

#[test]
fn program_and_model_agree_in_the_machine() -> Result<(), RunError> {
    agrees::<InMachine>(0x5eed_0003)
}

#[test]
fn program_and_model_agree_in_rbpf() -> Result<(), RunError> {
    agrees::<InRbpf>(0x5eed_0001)
}
