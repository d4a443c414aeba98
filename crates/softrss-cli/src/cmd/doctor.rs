//! `softrss doctor`: what works here, what will hurt, and what to do about it.

use std::path::PathBuf;

use softrss::{
    Interface,
    preflight::{Facts, findings},
};
use softrss_core::Policy;

use super::{
    interface::no_interface,
    mode::Mode,
    policy::{read, refused},
    preflight::fatal,
};
use crate::{Failure, report::doctor::Report};

/// Look at the kernel, the CPUs and an interface, and say what to do before steering
///
/// Nothing is changed, and no privileges are needed: what cannot be seen without them is said. Every
/// finding is described by `softrss docs doctor`.
///
/// Exit code: 0 if steering is possible, whatever the warnings; 1 if a finding is fatal; 4 if a fatal
/// one is that this kernel or driver cannot do it, or that packets would be lost.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The interface to be steered; without it only the kernel and the CPUs are looked at
    interface: Option<String>,
    /// The policy to be used; - reads it from stdin; without it, the default policy
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Where the program is to run
    #[arg(long, value_enum, default_value_t)]
    mode: Mode,
    /// Print the findings as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// [`Failure`] with exit code 1 or 4 for a fatal finding, and 1 where there is no such interface or policy.
pub fn run(args: &Args) -> Result<(), Failure> {
    let policy = args.policy.as_deref().map(|file| {
        let policy: Result<Policy, _> = read(file)?;
        policy.map_err(|errors| refused(file, &errors))
    });
    let policy = policy.transpose()?;
    let interface = args.interface.as_deref().map(Interface::by_name);
    let interface = interface.transpose().map_err(no_interface)?;
    let mode = args.mode.into();
    let mut facts = Facts::gather(interface.as_ref());
    if let Some(policy) = &policy {
        facts = facts.with_redirects(policy);
    }
    let findings = findings(&facts, policy.as_ref(), mode);
    Report::new(interface.as_ref(), mode, &facts, &findings).print(args.json)?;
    fatal(interface.as_ref(), &findings).map_or(Ok(()), Err)
}
