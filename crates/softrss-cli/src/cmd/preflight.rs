//! What `doctor` finds, looked at before an interface is steered.

use std::io::{self, Write as _};

use softrss::{
    Interface, XdpMode,
    preflight::{Facts, Finding, Fix, OffloadError, Severity, findings, fix_offloads},
};
use softrss_core::Policy;

use super::refusal;
use crate::{Exit, Failure, report::shown};

/// What is asked for beside a look.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct Wish {
    /// Switch what makes this policy lose packets here, such as checksums that the other end of a veth leaves to be
    /// computed, or rx-vlan-offload, which takes VLAN tags away. It stays switched
    #[arg(long)]
    fix_offloads: bool,
    /// Attach although packets would be lost, as `softrss doctor` says
    #[arg(long)]
    force: bool,
}

/// Says what will hurt, switches what is to be switched, and refuses what cannot work or would lose packets.
///
/// # Errors
/// [`Failure`] for a fatal finding; what was switched before stays so.
pub(super) fn check(
    interface: &Interface,
    facts: &Facts,
    policy: &Policy,
    mode: XdpMode,
    wish: Wish,
) -> Result<(), Failure> {
    let mut found = findings(facts, Some(policy), mode);
    if wish.fix_offloads {
        // Nothing is switched for what is refused anyway.
        let hopeless = found.iter().filter(|finding| finding.fixes.is_empty());
        let hopeless: Vec<Finding> = hopeless.cloned().collect();
        refuse(interface, &hopeless, wish)?;
        switch(&found)?;
        let facts = Facts::gather(Some(interface)).with_redirects(policy);
        found = findings(&facts, Some(policy), mode);
    }
    for warning in found
        .iter()
        .filter(|finding| finding.severity == Severity::Warning && !finding.is_mended)
    {
        warn("warning", warning);
    }
    refuse(interface, &found, wish)?;
    for loss in found
        .iter()
        .filter(|finding| finding.severity == Severity::Fatal)
    {
        warn("warning: forced", loss);
    }
    Ok(())
}

/// The failure that the fatal findings are, but for those that are forced.
fn refuse(interface: &Interface, findings: &[Finding], wish: Wish) -> Result<(), Failure> {
    let stays = |finding: &&Finding| !(wish.force && finding.loses);
    let findings: Vec<Finding> = findings.iter().filter(stays).cloned().collect();
    fatal(Some(interface), &findings).map_or(Ok(()), Err)
}

fn warn(how: &str, finding: &Finding) {
    let remedy = finding
        .remedy
        .as_deref()
        .unwrap_or("`softrss docs doctor` describes every finding");
    // Talk; the command goes on without it.
    let _ = writeln!(
        io::stderr(),
        "{how}: {}\n         {}",
        shown(&finding.sentence),
        shown(remedy)
    );
}

/// The failure that the fatal findings are.
pub(super) fn fatal(interface: Option<&Interface>, findings: &[Finding]) -> Option<Failure> {
    let is_fatal = |finding: &&Finding| finding.severity == Severity::Fatal;
    let fatal: Vec<&Finding> = findings.iter().filter(is_fatal).collect();
    let first = fatal.first()?;
    let exit = if fatal
        .iter()
        .any(|finding| finding.unsupported || finding.loses)
    {
        Exit::Unsupported
    } else {
        Exit::Failed
    };
    let what = match interface {
        Some(interface) => format!("{} cannot be steered", interface.name().escape_debug()),
        None => "this machine cannot steer packets".to_owned(),
    };
    let error = format!("{what}: {}", shown(&first.sentence));
    let remedy = first.remedy.as_deref().map(shown);
    Some(Failure::new(
        exit,
        error,
        remedy.unwrap_or_else(|| "`softrss docs doctor` describes every finding".to_owned()),
    ))
}

/// Switches what the findings ask for, and says what that was.
///
/// # Errors
/// [`Failure`]; what was switched before stays so.
fn switch(findings: &[Finding]) -> Result<(), Failure> {
    let changed = fix_offloads(findings).map_err(|error| match error {
        OffloadError::Privilege { .. } => refusal::privilege(error),
        _ => Failure::failed(
            error,
            "attach without --fix-offloads says whether this policy needs it",
        ),
    })?;
    let changed: Vec<String> = changed.iter().map(Fix::to_string).collect();
    let talk = match &changed[..] {
        [] => "no offload had to be switched".to_owned(),
        _ => format!("switched, and left so: {}", shown(&changed.join(", "))),
    };
    // Talk; the command goes on without it.
    let _ = writeln!(io::stderr(), "note: {talk}");
    Ok(())
}
