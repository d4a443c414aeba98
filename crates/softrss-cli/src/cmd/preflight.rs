//! What `doctor` finds, looked at before an interface is steered.

use std::io::{self, Write as _};

use softrss::{
    Interface, XdpMode,
    preflight::{Facts, Finding, Offload, OffloadError, Severity, findings, fix_offloads},
};
use softrss_core::Policy;

use super::refusal;
use crate::{Exit, Failure};

/// Says what will hurt, and refuses what cannot work.
///
/// # Errors
/// [`Failure`] for a fatal finding.
pub(super) fn check(
    interface: &Interface,
    facts: &Facts,
    policy: &Policy,
    mode: XdpMode,
) -> Result<(), Failure> {
    let findings = findings(facts, Some(policy), mode);
    for warning in findings
        .iter()
        .filter(|finding| finding.severity == Severity::Warning)
    {
        let remedy = warning.remedy.as_deref().unwrap_or("see docs/doctor.md");
        // Talk; the command goes on without it.
        let _ = writeln!(
            io::stderr(),
            "warning: {}\n         {remedy}",
            warning.sentence
        );
    }
    fatal(Some(interface), &findings).map_or(Ok(()), Err)
}

/// The failure that the fatal findings are.
pub(super) fn fatal(interface: Option<&Interface>, findings: &[Finding]) -> Option<Failure> {
    let is_fatal = |finding: &&Finding| finding.severity == Severity::Fatal;
    let fatal: Vec<&Finding> = findings.iter().filter(is_fatal).collect();
    let first = fatal.first()?;
    let exit = if fatal.iter().any(|finding| finding.unsupported) {
        Exit::Unsupported
    } else {
        Exit::Failed
    };
    let what = match interface {
        Some(interface) => format!("{} cannot be steered", interface.name().escape_debug()),
        None => "this machine cannot steer packets".to_owned(),
    };
    let error = format!("{what}: {}", first.sentence);
    let remedy = first.remedy.clone();
    Some(Failure::new(
        exit,
        error,
        remedy.unwrap_or_else(|| "docs/doctor.md describes every finding".to_owned()),
    ))
}

/// Switches off the offloads that spoil packets, and says which were on.
///
/// # Errors
/// [`Failure`]; what was switched off before stays off.
pub(super) fn switch_off(interface: &Interface) -> Result<(), Failure> {
    let changed = fix_offloads(interface).map_err(|error| match error {
        OffloadError::Privilege { .. } => refusal::privilege(error),
        _ => Failure::failed(
            error,
            "attach without --fix-offloads says whether this policy needs it",
        ),
    })?;
    let changed: Vec<&str> = changed.into_iter().map(Offload::word).collect();
    let talk = match &changed[..] {
        [] => "no offload had to be switched off".to_owned(),
        _ => format!("switched off, and left off: {}", changed.join(", ")),
    };
    // Talk; the command goes on without it.
    let _ = writeln!(io::stderr(), "note: {talk}");
    Ok(())
}
