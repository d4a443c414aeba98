//! The long run: everything at once, for as long as it is asked to.

use std::process::{Command, ExitCode};

use crate::failure::{Failure, started};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// For how long
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..))]
    minutes: u64,
    /// What the run before began with, to see the same again
    #[arg(long)]
    seed: Option<u64>,
}

/// Runs the test that soaks.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["test", "-p", "softrss-kernel-tests", "--test", "deployment"]);
    cargo.args(["--", "it_holds_for_as_long_as_it_is_asked_to"]);
    cargo.env("SOFTRSS_SOAK_MINUTES", arguments.minutes.to_string());
    if let Some(seed) = arguments.seed {
        cargo.env("SOFTRSS_SOAK_SEED", seed.to_string());
    }
    let status = started("cargo", cargo.status())?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
