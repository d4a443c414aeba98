//! The CPUs: those that packets are to go to, and the others.

use softrss_core::{CpuSet, Policy};

use super::super::{Facts, Finding, Severity, choose_targets};
use super::cpus;
use crate::{target::TargetState, topology::Topology};

const SUBJECT: &str = "cpus";

pub(super) fn judge(facts: &Facts, policy: Option<&Policy>) -> Vec<Finding> {
    let Ok(topology) = &facts.topology else {
        return Vec::new();
    };
    let mut findings = machine(facts, topology);
    if let Some(policy) = policy {
        let named = policy.named_cpus();
        findings.extend(targets(facts, topology, policy, &named));
    }
    if policy.is_none_or(|policy| policy.targets.cpus.is_none())
        && let Ok(choice) = choose_targets(facts)
    {
        let sentence = format!(
            "packets would go to {}: {}",
            cpus(&choice.cpus),
            choice.reason
        );
        findings.push(find(Severity::Fine, "targets", sentence));
    }
    findings.extend(attached(facts, topology));
    findings
}

/// What became of the CPUs of what is attached already.
fn attached(facts: &Facts, topology: &Topology) -> Vec<Finding> {
    let (Ok(own), Some(interface)) = (&facts.own, facts.known_interface()) else {
        return Vec::new();
    };
    let name = &interface.device.link.name;
    let mut findings = Vec::new();
    for (state, why) in [
        (TargetState::Offline, "offline now"),
        (
            TargetState::Unbound,
            "offline once, so that the thread is not bound any more",
        ),
    ] {
        let targets = own.targets.iter();
        let targets = targets.filter(|(_, of)| **of == state);
        let astray: CpuSet = targets.map(|(cpu, _)| *cpu).collect();
        if !astray.is_empty() {
            let sentence = format!(
                "packets of {name} for {}, {why}, are processed on any CPU",
                cpus(&astray)
            );
            let finding = find(Severity::Warning, "target-astray", sentence);
            findings.push(finding.mended());
        }
    }
    let back = own.left_out.iter();
    let back: CpuSet = back.filter(|cpu| topology.online.contains(*cpu)).collect();
    if !back.is_empty() {
        let sentence = format!("{name} is steered without {}, online again", cpus(&back));
        let finding = find(Severity::Warning, "target-back", sentence);
        findings.push(finding.mended());
    }
    findings
}

fn find(severity: Severity, id: &'static str, sentence: impl Into<String>) -> Finding {
    Finding::new(severity, id, SUBJECT, sentence)
}

fn machine(facts: &Facts, topology: &Topology) -> Vec<Finding> {
    let mut findings = Vec::new();
    if topology.online.len() == 1 {
        let sentence = "only one CPU is online: there is nothing to spread packets over";
        findings.push(find(Severity::Warning, "one-cpu", sentence));
    }
    let offline = without(&topology.present, &topology.online);
    if !offline.is_empty() {
        let sentence = format!("present and not online: {}", cpus(&offline));
        let finding = find(Severity::Hint, "offline-cpus", sentence);
        findings.push(finding.remedy("to use one: echo 1 > /sys/devices/system/cpu/cpuN/online"));
    }
    if facts.irqbalance == Ok(true) {
        let sentence = "irqbalance runs: it moves the interrupts of NICs, also to the CPUs that packets are steered to";
        let finding = find(Severity::Hint, "irqbalance", sentence);
        findings.push(finding.remedy(
            "keep it off the target CPUs with IRQBALANCE_BANNED_CPULIST, or stop it and set \
             /proc/irq/N/smp_affinity_list",
        ));
    }
    findings
}

/// The CPUs that `policy` names and this machine has not, or has not online.
pub(super) fn absent(topology: &Topology, policy: &Policy) -> Vec<Finding> {
    let named = &policy.named_cpus();
    let mut findings = Vec::new();
    let impossible = without(named, &topology.possible);
    if !impossible.is_empty() {
        let sentence = format!(
            "the policy names {}, not possible on this machine",
            cpus(&impossible)
        );
        let finding = find(Severity::Fatal, "target-impossible", sentence);
        findings.push(finding.remedy(format!("choose from {}", topology.online)));
    }
    let offline = without(&without(named, &impossible), &topology.online);
    if !offline.is_empty() {
        findings.push(left_out(&offline, policy, topology));
    }
    findings
}

fn targets(facts: &Facts, topology: &Topology, policy: &Policy, named: &CpuSet) -> Vec<Finding> {
    let mut findings = absent(topology, policy);
    let reserved = |cpu| topology.isolated.contains(cpu) || topology.nohz_full.contains(cpu);
    let isolated: CpuSet = named.iter().filter(|cpu| reserved(*cpu)).collect();
    if !isolated.is_empty() {
        let sentence = format!(
            "the policy names {}, isolated for something else",
            cpus(&isolated)
        );
        let finding = find(Severity::Warning, "target-isolated", sentence);
        findings.push(finding.remedy("leave them out, unless they are isolated for packets"));
    }
    findings.extend(remote(facts, topology, named));
    findings
}

/// CPUs that are offline go without packets, and others have them; without any target there is no steering.
fn left_out(offline: &CpuSet, policy: &Policy, topology: &Topology) -> Finding {
    let named = cpus(offline);
    if policy.clone().without(offline).is_err() {
        let sentence = format!("the policy names {named}, not online now, and no other target");
        let finding = find(Severity::Fatal, "target-offline", sentence);
        return finding.remedy(format!("choose from {}", topology.online));
    }
    let sentence =
        format!("the policy names {named}, not online now: other targets have their packets");
    let finding = find(Severity::Warning, "target-offline", sentence);
    finding.remedy("attach again once they are online, and they are taken in")
}

fn remote(facts: &Facts, topology: &Topology, named: &CpuSet) -> Option<Finding> {
    let interface = facts.known_interface()?;
    let node = interface.node?;
    let local = topology.nodes.get(&node)?;
    let remote = without(named, local);
    let remote: CpuSet = remote
        .iter()
        .filter(|cpu| topology.online.contains(*cpu))
        .collect();
    if remote.is_empty() {
        return None;
    }
    let name = &interface.device.link.name;
    let sentence = format!(
        "the policy names {}, not on NUMA node {node} where {name} is plugged in",
        cpus(&remote)
    );
    let finding = find(Severity::Hint, "target-remote", sentence);
    Some(finding.remedy(format!("prefer {local}: packets then stay in near memory")))
}

/// The CPUs of `all` that `others` has not.
fn without(all: &CpuSet, others: &CpuSet) -> CpuSet {
    all.iter().filter(|cpu| !others.contains(*cpu)).collect()
}
