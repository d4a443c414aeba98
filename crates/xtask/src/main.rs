//! Chores of this workspace that Cargo has no command for: `cargo xtask --help`.
#![forbid(unsafe_code)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool for a terminal"
)]

mod failure;
mod fuzz;
mod init;
mod plan;
mod soak;
mod vm;

use std::process::ExitCode;

use clap::Parser;

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Chore {
    /// Runs tests on another kernel, in an emulated machine
    Vm(vm::Arguments),
    /// Steers numbered packets, and frames of every kind beside them, while policies change and commands are killed
    Soak(soak::Arguments),
    /// Looks for inputs that something does not survive: policies, tables, captures, frames, pinned state, requests, command lines
    Fuzz(fuzz::Arguments),
}

fn main() -> ExitCode {
    if std::process::id() == 1 {
        return init::run();
    }
    let done = match Chore::parse() {
        Chore::Vm(arguments) => vm::run(&arguments),
        Chore::Soak(arguments) => soak::run(&arguments),
        Chore::Fuzz(arguments) => fuzz::run(&arguments),
    };
    done.unwrap_or_else(|failure| {
        eprintln!("error: {failure}");
        if let Some(hint) = failure.hint() {
            eprintln!("hint: {hint}");
        }
        ExitCode::FAILURE
    })
}
