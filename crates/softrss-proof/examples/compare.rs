//! Compares model and program for as long as one likes.
//!
//! ```text
//! cargo run --release -p softrss-proof --example compare -- --minutes 60 --seed 7 --on kernel
//! ```
//!
//! Differences go to stdout as cases that the directory `tests/cases` takes. Exits with 1 if there is any.
#![forbid(unsafe_code)]

use std::{
    io::{self, Write},
    process::ExitCode,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use clap::{Parser, ValueEnum};
use softrss_proof::{
    engine::RunError,
    executor::{InMachine, InRbpf},
    runner::{Limit, in_kernel, in_user_space},
};

/// Compares what the reference model says with what generated programs do.
#[derive(Debug, Parser)]
struct Arguments {
    /// How long.
    #[arg(long, default_value_t = 1.0)]
    minutes: f64,
    /// What everything follows from; by default the time of day.
    #[arg(long, value_parser = number)]
    seed: Option<u64>,
    /// What programs run on; the kernel needs root.
    #[arg(long, value_enum, default_value_t = On::Machine)]
    on: On,
    /// Packets for each policy.
    #[arg(long, default_value_t = 2000)]
    packets: usize,
    /// Policies, at most.
    #[arg(long, default_value_t = u64::MAX)]
    policies: u64,
    /// Differences after which it ends.
    #[arg(long, default_value_t = 20)]
    differences: usize,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum On {
    /// The machine of this crate, which sees every access.
    Machine,
    /// The virtual machine of the crate of that name.
    Rbpf,
    /// `BPF_PROG_TEST_RUN`.
    Kernel,
}

/// A number, in hexadecimal too, as differences name it.
fn number(text: &str) -> Result<u64, std::num::ParseIntError> {
    match text.strip_prefix("0x") {
        Some(hex) => u64::from_str_radix(hex, 16),
        None => text.parse(),
    }
}

fn main() -> Result<ExitCode, RunError> {
    let arguments = Arguments::parse();
    let seed = match arguments.seed {
        Some(seed) => seed,
        None => SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs(),
    };
    writeln!(io::stderr(), "seed {seed:#x}")?;
    let time = Duration::try_from_secs_f64(arguments.minutes * 60.0)?;
    let limit = Limit {
        rounds: arguments.policies,
        comparisons: u64::MAX,
        until: Instant::now().checked_add(time),
        differences: arguments.differences,
    };
    let report = match arguments.on {
        On::Machine => in_user_space::<InMachine>(seed, arguments.packets, limit)?,
        On::Rbpf => in_user_space::<InRbpf>(seed, arguments.packets, limit)?,
        On::Kernel => in_kernel(seed, arguments.packets, limit)?,
    };
    writeln!(io::stderr(), "{}", report.coverage)?;
    let mut stdout = io::stdout().lock();
    for difference in &report.differences {
        writeln!(stdout, "{difference}\n")?;
    }
    Ok(if report.differences.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
