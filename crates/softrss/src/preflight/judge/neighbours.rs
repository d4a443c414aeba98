//! The interfaces around it: what it is built on, what is built on it, what it belongs to.

use super::super::{Finding, Link, Severity};
use super::Case;
use crate::attach::XdpMode;

pub(super) fn judge(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(program_above(case));
    findings.extend(member(case));
    findings.extend(below(case));
    findings
}

/// The kernel takes no program right below one that is there, whatever their modes.
///
/// # Source
/// `dev_xdp_attach`, net/core/dev.c: `EEXIST`, since Linux 5.15.
fn program_above(case: &Case<'_>) -> Option<Finding> {
    let version = case.facts.kernel.version();
    if version.is_some_and(|version| version < (5, 15)) {
        return None;
    }
    let mut above = case.interface.above.iter().chain(&case.interface.master);
    let busy: &Link = above.find(|link| link.xdp.is_some())?;
    let name = &busy.name;
    let sentence = format!("{name} has an XDP program, and the kernel takes no other below it");
    let finding = case.finding(Severity::Fatal, "program-above", sentence);
    Some(finding.remedy(format!("take the program off {name} first")))
}

fn member(case: &Case<'_>) -> Option<Finding> {
    let master = case.interface.master.as_ref()?;
    let kind = master.kind.as_deref().unwrap_or("master");
    let sentence = format!(
        "it belongs to the {kind} {}, which gets its packets as before, from the target CPUs",
        master.name
    );
    let finding = case.finding(Severity::Hint, "member", sentence);
    Some(match kind {
        "bond" => finding.remedy(format!(
            "steer on {} for all its members at once",
            master.name
        )),
        _ => finding,
    })
}

/// An interface on another one sees its packets late.
fn below(case: &Case<'_>) -> Option<Finding> {
    let below = case.interface.below.as_ref()?;
    // In native mode there is no program for it anyway.
    if case.mode == XdpMode::Native {
        return None;
    }
    let sentence = format!(
        "it is built on {}: its packets have gone most of their way when they are steered here",
        below.name
    );
    Some(
        case.finding(Severity::Warning, "late", sentence)
            .remedy(format!("steer on {}", below.name)),
    )
}
