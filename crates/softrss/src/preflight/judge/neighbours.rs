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

/// The kernel takes no program below one that is there. Since Linux 6.12 only bonds and teams count.
fn program_above(case: &Case<'_>) -> Option<Finding> {
    let mut above = case.interface.above.iter().chain(&case.interface.master);
    let busy: &Link = above.find(|link| link.xdp.is_some())?;
    let name = &busy.name;
    let remedy = format!("take the program off {name} first");
    let hands_down = matches!(busy.kind.as_deref(), Some("bond" | "team"));
    let finding = if hands_down {
        let sentence =
            format!("{name} has an XDP program, and the kernel takes no other on its members");
        case.finding(Severity::Fatal, "program-above", sentence)
    } else {
        let sentence =
            format!("{name} has an XDP program: kernels before 6.12 take no other below it");
        case.finding(Severity::Warning, "program-above", sentence)
    };
    Some(finding.remedy(remedy))
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
