//! What follows from the facts. Nothing here looks at the machine.

mod conduit;
mod interface;
mod kernel;
mod losses;
mod neighbours;
mod packets;
mod queues;
mod redirects;
mod targets;
#[cfg(test)]
pub(super) mod tests;

use softrss_core::{CpuSet, Policy, policy::Field};

use super::{Fact, Facts, Finding, InterfaceFacts, Severity, Unknown, finding::word};
use crate::{attach::XdpMode, topology::Topology};

/// What the facts mean for steering by `policy` (by the default policy, if `None`) in this mode, the worst
/// first.
#[must_use]
pub fn findings(facts: &Facts, policy: Option<&Policy>, mode: XdpMode) -> Vec<Finding> {
    let mut findings = kernel::judge(facts, mode);
    findings.extend(targets::judge(facts, policy));
    match &facts.interface {
        Some(Ok(interface)) => {
            let case = Case {
                facts,
                interface,
                policy,
                mode,
            };
            findings.extend(interface::judge(&case));
            findings.extend(conduit::judge(&case));
            findings.extend(packets::judge(&case));
            findings.extend(losses::judge(&case));
            findings.extend(redirects::judge(&case));
            findings.extend(queues::judge(&case));
            findings.extend(neighbours::judge(&case));
        }
        Some(Err(unknown)) => {
            let finding = Finding::new(
                Severity::Fatal,
                "interface-unknown",
                "interface",
                unknown.to_string(),
            );
            findings.push(finding.remedy("check that the interface is still there: ip link"));
        }
        None => {}
    }
    findings.extend(unexamined(facts));
    // Stable: what belongs together stays together.
    findings.sort_by_key(|finding| finding.severity);
    findings
}

/// Which CPUs `policy` names that a machine has not, or has not online: nothing but the machine is needed to say so.
#[must_use]
pub fn absent_targets(topology: &Topology, policy: &Policy) -> Vec<Finding> {
    targets::absent(topology, policy)
}

/// An interface, and what it is to be used for.
struct Case<'a> {
    facts: &'a Facts,
    interface: &'a InterfaceFacts,
    policy: Option<&'a Policy>,
    mode: XdpMode,
}

impl Case<'_> {
    fn name(&self) -> &str {
        &self.interface.device.link.name
    }

    /// Its name, for a command line.
    fn word(&self) -> String {
        word(self.name())
    }

    fn kind(&self) -> &str {
        self.interface
            .device
            .link
            .kind
            .as_deref()
            .unwrap_or_default()
    }

    fn finding(
        &self,
        severity: Severity,
        id: &'static str,
        sentence: impl Into<String>,
    ) -> Finding {
        Finding::new(severity, id, self.name(), sentence)
    }

    /// Whether a rule of the policy looks at VLAN tags.
    fn has_vlan_rule(&self) -> bool {
        let rules = self.policy.iter().flat_map(|policy| &policy.rules);
        rules
            .flat_map(|rule| &rule.matches)
            .any(|condition| matches!(condition.field(), Field::Vlan | Field::InnerVlan))
    }
}

/// A remedy that `attach` can do itself, beside the commands that do the same.
fn fixable(commands: &[String]) -> String {
    format!(
        "attach with --fix-offloads, or: {}; --force attaches nevertheless",
        commands.join("; ")
    )
}

/// A remedy for what loses packets that is left to people.
fn instead(what: &str) -> String {
    format!("{what}; --force attaches nevertheless")
}

/// `CPU 3`, or `CPUs 0-1`.
fn cpus(cpus: &CpuSet) -> String {
    match cpus.len() {
        1 => format!("CPU {cpus}"),
        _ => format!("CPUs {cpus}"),
    }
}

/// What could not be looked at, for lack of privileges or because looking failed.
fn unexamined(facts: &Facts) -> Vec<Finding> {
    let mut findings = Vec::new();
    let (mut hidden, mut failed) = (Vec::new(), Vec::new());
    for unknown in unknowns(facts) {
        match unknown {
            Unknown::Privilege { what } => hidden.push(what.as_str()),
            Unknown::Failed { .. } => failed.push(unknown.to_string()),
            Unknown::Untold { .. } => {}
        }
    }
    hidden.dedup();
    if !hidden.is_empty() {
        let sentence = format!(
            "not looked at, for lack of privileges: {}",
            hidden.join("; ")
        );
        let finding = Finding::new(Severity::Hint, "not-examined", "doctor", sentence);
        findings.push(finding.remedy("run softrss doctor as root to see everything"));
    }
    for sentence in failed {
        findings.push(Finding::new(
            Severity::Warning,
            "unreadable",
            "doctor",
            sentence,
        ));
    }
    findings
}

fn unknowns(facts: &Facts) -> Vec<&Unknown> {
    fn why<T>(fact: &Fact<T>) -> Option<&Unknown> {
        fact.as_ref().err()
    }
    let kernel = &facts.kernel;
    let mut unknowns: Vec<Option<&Unknown>> = vec![
        why(&kernel.release),
        why(&kernel.cpumap_programs),
        why(&kernel.frags),
        why(&kernel.skb_redirect),
        why(&kernel.jit),
        why(&kernel.bpffs),
        why(&facts.missing_capabilities),
        why(&facts.topology),
        why(&facts.irqbalance),
        why(&facts.own),
    ];
    unknowns.extend(kernel.tracepoints.iter().map(|(_, fact)| why(fact)));
    if let Some(Ok(interface)) = &facts.interface {
        unknowns.extend([
            why(&interface.device.driver),
            why(&interface.device.xdp_features),
            why(&interface.device.offloads),
            why(&interface.rx_queues),
            why(&interface.masks),
            why(&interface.polling),
            why(&interface.irqs),
            interface.device.peer.as_ref().and_then(why),
            interface.device.dsa.as_ref().and_then(why),
            interface.holder.as_ref().and_then(why),
        ]);
    }
    unknowns.into_iter().flatten().collect()
}
