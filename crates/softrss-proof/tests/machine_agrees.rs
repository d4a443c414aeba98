//! The program and the model agree, in the machine: no privileges needed.
#![allow(clippy::print_stdout, reason = "a test that says what it went through")]

use softrss_proof::{
    executor::RunError,
    runner::{Limit, in_machine},
};

const SEED: u64 = 0x5eed_0003;

#[test]
fn program_and_model_agree() -> Result<(), RunError> {
    let limit = Limit {
        rounds: 550,
        until: None,
        differences: 1,
    };
    let report = in_machine(SEED, 2000, limit)?;
    if let Some(difference) = report.differences.first() {
        panic!("{difference}");
    }
    println!("{}", report.tally);
    assert!(report.tally.comparisons >= 1_000_000);
    Ok(())
}
