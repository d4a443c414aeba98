//! The `softrss` command, as a library so that tests and benchmarks reach its parts.
//!
//! Every command is a module of [`cmd`] with its arguments and one `run`. What a command has to say goes
//! to stdout, talk goes to stderr, and a [`Failure`] carries the exit code and the hint.
#![forbid(unsafe_code)]

use std::{
    ffi::OsString,
    io::{self, Write as _},
    process::ExitCode,
};

use clap::{CommandFactory as _, Parser, Subcommand};

pub mod capture;
pub mod cmd;
#[cfg(test)]
mod contract;
pub mod exits;
mod failure;
pub mod interfaces;
pub mod metrics;
pub mod report;
pub mod simulation;
#[cfg(test)]
mod tables;
#[cfg(test)]
mod test_readings;
pub mod tui;

pub use failure::{Exit, Failure};

/// Software receive-side scaling for Linux: XDP chooses the CPU, CPUMAP delivers the packet.
#[derive(Debug, Parser)]
#[command(
    name = "softrss",
    version,
    subcommand_required = true,
    arg_required_else_help = false
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// What `softrss attach --confirm` starts beside itself: no command for people, so it is in no list of commands.
#[derive(Debug, Parser)]
#[command(name = "softrss guard")]
struct Guard {
    #[command(flatten)]
    args: cmd::guard::Args,
}

/// One variant for each command.
#[derive(Debug, Subcommand)]
enum Command {
    Demo(cmd::demo::Args),
    Init(cmd::init::Args),
    Simulate(cmd::simulate::Args),
    Explain(cmd::explain::Args),
    Check(cmd::check::Args),
    Compile(cmd::compile::Args),
    Attach(cmd::attach::Args),
    Confirm(cmd::confirm::Args),
    Detach(cmd::detach::Args),
    Balance(cmd::balance::Args),
    Status(cmd::status::Args),
    Top(cmd::top::Args),
    Metrics(cmd::metrics::Args),
    Bench(cmd::bench::Args),
    Doctor(cmd::doctor::Args),
    Docs(cmd::docs::Args),
}

impl Command {
    fn run(self) -> Result<(), Failure> {
        if self.uses_the_kernel() {
            cmd::files::check()?;
        }
        match self {
            Self::Demo(args) => cmd::demo::run(&args),
            Self::Init(args) => cmd::init::run(&args),
            Self::Simulate(args) => cmd::simulate::run(&args),
            Self::Explain(args) => cmd::explain::run(&args),
            Self::Check(args) => cmd::check::run(&args),
            Self::Compile(args) => cmd::compile::run(&args),
            Self::Attach(args) => cmd::attach::run(&args),
            Self::Confirm(args) => cmd::confirm::run(&args),
            Self::Detach(args) => cmd::detach::run(&args),
            Self::Balance(args) => cmd::balance::run(&args),
            Self::Status(args) => cmd::status::run(&args),
            Self::Top(args) => cmd::top::run(&args),
            Self::Metrics(args) => cmd::metrics::run(&args),
            Self::Bench(args) => cmd::bench::run(&args),
            Self::Doctor(args) => cmd::doctor::run(&args),
            Self::Docs(args) => cmd::docs::run(&args),
        }
    }
}

impl Command {
    /// Whether it opens what is, or will be, pinned.
    fn uses_the_kernel(&self) -> bool {
        matches!(
            self,
            Self::Attach(_)
                | Self::Detach(_)
                | Self::Balance(_)
                | Self::Status(_)
                | Self::Top(_)
                | Self::Metrics(_)
        )
    }
}

/// Runs the command that the process was started with.
#[must_use]
pub fn main() -> ExitCode {
    run(std::env::args_os())
}

fn run(args: impl Iterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.collect();
    // Also of a command line that is wrong, which is why it is not asked of what was parsed.
    let mut options = args.iter().take_while(|word| *word != "--");
    let json = options.any(|word| word == "--json");
    let command = args.get(1).and_then(|name| name.to_str());
    let command = command.map(str::to_owned);
    let parsed = if args
        .get(1)
        .is_some_and(|command| command == cmd::guard::NAME)
    {
        Guard::try_parse_from(&args[1..]).map(|guard| cmd::guard::run(&guard.args))
    } else {
        Cli::try_parse_from(args).map(|cli| cli.command.run())
    };
    let outcome = match parsed {
        Ok(outcome) => outcome,
        Err(error) if error.use_stderr() => Err(usage(&error, command.as_deref())),
        Err(help) => write!(io::stdout(), "{}", help.render()).map_err(Failure::output),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Where stderr is closed there is nobody left to tell.
            let to = io::stderr().lock();
            let _ = if json {
                failure.tell_json(to)
            } else {
                failure.tell(to)
            };
            failure.exit_code()
        }
    }
}

/// Reads a command line, whose first word is the name of the command, without doing what it says.
///
/// # Errors
/// What there is to say to who typed it. Who asks for help or for the version gets it as an error, too.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<(), Failure> {
    match Cli::try_parse_from(args) {
        Ok(_cli) => Ok(()),
        Err(error) => Err(usage(&error, None)),
    }
}

/// What clap has to say of a call of `command`, with its last line turned into the hint.
fn usage(error: &clap::Error, command: Option<&str>) -> Failure {
    let text = error.render().to_string();
    let text = text
        .split("\n\nFor more information")
        .next()
        .unwrap_or(&text);
    let text = text.strip_prefix("error: ").unwrap_or(text).trim_end();
    let known = command.filter(|&name| Cli::command().find_subcommand(name).is_some());
    let hint = match known {
        Some(name) => format!("`softrss {name} --help` lists its arguments"),
        None => {
            "`softrss --help` lists the commands, `softrss COMMAND --help` its arguments".to_owned()
        }
    };
    Failure::usage(text.to_owned(), hint)
}
