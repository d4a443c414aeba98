//! Chores of this workspace that Cargo has no command for: `cargo xtask --help`.
#![forbid(unsafe_code)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool for a terminal"
)]

mod failure;
mod init;
mod plan;
mod vm;

use std::process::ExitCode;

use clap::Parser;

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Chore {
    /// Runs tests on another kernel, in an emulated machine
    Vm(vm::Arguments),
}

fn main() -> ExitCode {
    if std::process::id() == 1 {
        return init::run();
    }
    let Chore::Vm(arguments) = Chore::parse();
    vm::run(&arguments).unwrap_or_else(|failure| {
        eprintln!("error: {failure}");
        if let Some(hint) = failure.hint() {
            eprintln!("hint: {hint}");
        }
        ExitCode::FAILURE
    })
}
