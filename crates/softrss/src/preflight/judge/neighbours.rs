//! The interfaces around it: what it is built on, what is built on it, what it belongs to.

use softrss_core::Feature;

use super::super::{Class, Finding, Link, Severity};
use super::{Case, word};
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
/// `dev_xdp_attach`, net/core/dev.c: `EEXIST`
fn program_above(case: &Case<'_>) -> Option<Finding> {
    if case.facts.kernel.is_before(Feature::OneProgram) {
        return None;
    }
    let mut above = case.interface.above.iter().chain(&case.interface.master);
    let busy: &Link = above.find(|link| link.xdp.is_some())?;
    let name = &busy.name;
    let sentence = format!("{name} has an XDP program, and the kernel takes no other below it");
    let finding = case.finding(Severity::Fatal, "program-above", sentence);
    Some(finding.remedy(format!(
        "take that program off first: softrss detach {0}, or ip link set dev {0} xdp off",
        word(name)
    )))
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

/// What an interface without hardware of its own gets its packets from.
pub(super) struct Under {
    /// What it does with the others, as in `is built on`.
    verb: &'static str,
    /// Their names, for a command line.
    names: Vec<String>,
}

impl Under {
    /// Where to attach instead.
    pub(super) fn remedy(&self) -> String {
        let each = match self.names.len() {
            1 => "",
            _ => ", each by itself",
        };
        format!("attach to {}, which it {}{each}", self.list(), self.verb)
    }

    fn list(&self) -> String {
        match &self.names[..] {
            [names @ .., last] if !names.is_empty() => format!("{} and {last}", names.join(", ")),
            names => names.join(", "),
        }
    }
}

impl Case<'_> {
    /// What it gets its packets from, as far as that is seen; a bond runs programs for its members.
    pub(super) fn under(&self) -> Option<Under> {
        let verb = match Class::by_itself(&self.interface.device) {
            Class::Bridge => "bridges",
            Class::Bond => "bundles",
            _ => "is built on",
        };
        let below = self.interface.device.below.iter().flatten();
        let names: Vec<String> = below.map(|device| word(&device.link.name)).collect();
        (!names.is_empty()).then_some(Under { verb, names })
    }
}

/// An interface on others sees its packets late.
fn below(case: &Case<'_>) -> Option<Finding> {
    // In native mode there is no program for it, or it is one for its members.
    if case.mode == XdpMode::Native {
        return None;
    }
    let under = case.under()?;
    let sentence = format!(
        "it {} {}: its packets have gone most of their way when they are steered here",
        under.verb,
        under.list()
    );
    Some(
        case.finding(Severity::Warning, "late", sentence)
            .remedy(under.remedy()),
    )
}
