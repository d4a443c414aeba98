//! The program and the model agree, in user space: no privileges needed.
//!
//! `SOFTRSS_COMPARISONS` sets how many comparisons are made with each executor.
#![allow(clippy::print_stdout, reason = "a test that says what it went through")]

use softrss_proof::{
    engine::RunError,
    executor::{Executor, InMachine, InRbpf},
    runner::{Limit, in_user_space},
};

fn agrees<E: Executor>(seed: u64) -> Result<(), RunError> {
    let limit = Limit::from_env()?;
    let report = in_user_space::<E>(seed, 2000, limit)?;
    if let Some(difference) = report.differences.first() {
        panic!("{difference}");
    }
    println!("{}: {}", E::NAME, report.tally);
    assert!(report.tally.comparisons >= limit.comparisons);
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
