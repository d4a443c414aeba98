//! How packets come in: queues, interrupts, and what else steers them.

use softrss_core::{
    CpuSet, Policy,
    policy::{Local, TargetAction},
    resolve::Receiver,
};

use super::super::{Finding, Irq, Reception, Severity};
use super::{Case, cpus as words};
use crate::topology::Topology;

/// So many interrupts are listed by name.
const SHOWN: usize = 4;

pub(super) fn judge(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(queues(case));
    findings.extend(interrupts(case));
    findings.extend(other_steering(case));
    findings.push(receiver(case));
    findings
}

/// Whether what is passed on at once can overtake others of its flow.
fn receiver(case: &Case<'_>) -> Finding {
    let reception = Reception::of(case.facts, case.mode);
    if reception.receiver() == Receiver::Fixed {
        return case.finding(Severity::Fine, "receiver-fixed", reception.to_string());
    }
    let passes = match case.policy {
        Some(policy) => policy.targets.local == Local::Pass && has_plain_step(policy),
        // Nobody asks for another policy than what is there.
        None => case.facts.own.as_ref().is_ok_and(|own| own.passes),
    };
    let remedy = reception.remedy();
    if passes {
        let sentence = format!("flows are reordered, because `local` is \"pass\", and {reception}");
        let finding = case.finding(Severity::Warning, "receiver-varies", sentence);
        return finding.remedy(match case.policy {
            Some(_) => "leave `local` out of the policy, or say \"queue\"".to_owned(),
            None => format!(
                "attach again, with `local` left out of the policy: softrss attach {}",
                case.word()
            ),
        });
    }
    let sentence =
        format!("packets for the CPU that receives them are queued as well: {reception}");
    match remedy {
        Some(remedy) => case
            .finding(Severity::Hint, "receiver-varies", sentence)
            .remedy(remedy),
        None => case.finding(Severity::Fine, "receiver-varies", sentence),
    }
}

/// Whether the policy leaves some packets as they are, so that they need not be queued.
fn has_plain_step(policy: &Policy) -> bool {
    let actions = policy.rules.iter().filter_map(|rule| rule.action.then());
    let mut actions = actions.chain([&policy.targets.action]);
    policy.targets.mss.is_none() && actions.any(|action| *action == TargetAction::Stack)
}

fn queues(case: &Case<'_>) -> Option<Finding> {
    let sentence = match case.interface.rx_queues.as_ref().ok()? {
        1 => "it has one receive queue: without steering one CPU does all the work".to_owned(),
        queues => format!("it has {queues} receive queues"),
    };
    Some(case.finding(Severity::Fine, "queues", sentence))
}

fn interrupts(case: &Case<'_>) -> Vec<Finding> {
    let irqs = case.interface.irqs.as_deref().unwrap_or_default();
    let receiving: Vec<&Irq> = irqs.iter().filter(|irq| irq.receives()).collect();
    if receiving.is_empty() {
        return Vec::new();
    }
    let cpus: CpuSet = receiving.iter().flat_map(|irq| irq.cpus.iter()).collect();
    let mut names: Vec<&str> = receiving.iter().map(|irq| irq.name.as_str()).collect();
    let more = names.len().saturating_sub(SHOWN);
    names.truncate(SHOWN);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    let sentence = format!(
        "packets are received on {} ({}{more})",
        words(&cpus),
        names.join(", ")
    );
    let mut findings = vec![case.finding(Severity::Fine, "irqs", sentence)];
    if let Ok(topology) = &case.facts.topology {
        findings.extend(placement(case, topology, receiving.len(), &cpus));
    }
    findings
}

/// Whether the receive interrupts, so many, go to the right CPUs.
fn placement(case: &Case<'_>, topology: &Topology, irqs: usize, cpus: &CpuSet) -> Vec<Finding> {
    let mut findings = Vec::new();
    if irqs > 1 && cpus.len() == 1 && topology.online.len() > 1 {
        let sentence = format!("all of its {irqs} receive interrupts go to CPU {cpus}");
        let finding = case.finding(Severity::Warning, "irqs-on-one-cpu", sentence);
        findings
            .push(finding.remedy("spread them: /proc/irq/N/smp_affinity_list, or run irqbalance"));
    }
    let isolated: CpuSet = cpus
        .iter()
        .filter(|cpu| topology.isolated.contains(*cpu))
        .collect();
    if !isolated.is_empty() {
        let sentence = format!(
            "its receive interrupts go to {}, isolated from work",
            words(&isolated)
        );
        let finding = case.finding(Severity::Warning, "irqs-isolated", sentence);
        findings.push(finding.remedy("move them: /proc/irq/N/smp_affinity_list"));
    }
    findings
}

fn other_steering(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Ok(masks) = case.interface.masks else {
        return findings;
    };
    let name = case.word();
    if masks.rps {
        let sentence = "the kernel spreads its packets as well (RPS), and takes them off the CPU they were steered to";
        let finding = case.finding(Severity::Warning, "rps", sentence);
        findings.push(finding.remedy(format!(
            "echo 0 into rps_cpus and rps_flow_cnt of every /sys/class/net/{name}/queues/rx-*"
        )));
    }
    if masks.xps {
        let sentence = "sent packets take the queue of the CPU that sends them (XPS), also those that were steered there";
        findings.push(case.finding(Severity::Fine, "xps", sentence));
    }
    findings
}
