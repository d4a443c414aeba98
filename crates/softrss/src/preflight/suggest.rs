//! What a policy for a machine and an interface is best begun with.

use softrss_core::{
    CpuSet, Policy,
    policy::{Local, Target},
    resolve::Receiver,
};

use super::{Choice, Facts, Finding, Reception, Severity, Unknown, choose_targets, findings};
use crate::attach::XdpMode;

/// How many targets a CPU that only receives can feed, at the least, so that it is worth to leave it out.
///
/// The stack takes about twelve times as long for a packet as a redirect (`rx_cpu_cost`). Of n CPUs, m of which receive, each
/// takes a share of 1/n in the stack, and those that receive 1/m of the redirects on top. Where they are left out, the others take
/// 1/(n-m). That is less work for the busiest if n (n-m) is more than 12 m², which is so from n = 4 m on.
const FED: usize = 3;

/// What a policy is best begun with, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The target CPUs.
    pub cpus: CpuSet,
    /// The CPUs that these are from: online, near, not isolated.
    pub choice: Choice,
    /// Those that receive packets, where that is known and stays the same.
    pub receivers: CpuSet,
    /// Those of the choice that are left out, because they receive.
    pub spared: CpuSet,
    /// Those of the choice that are left out, because they share a core with one that receives.
    pub beside: CpuSet,
    /// Who has the packets first, wherever the program runs.
    pub first: Reception,
    /// Where the program is to run.
    pub mode: XdpMode,
    /// Who receives, when it runs there.
    pub reception: Reception,
    /// What makes packets be lost, or steering impossible, in that mode.
    pub fatal: Vec<Finding>,
    /// The same in native mode, where another one is suggested.
    pub not_native: Vec<Finding>,
}

/// What a policy for the interface of `facts`, or for any on this machine, is best begun with.
///
/// Targets are [those that are chosen where nobody names any](choose_targets), but for those that receive, if there are at least three
/// others for each, and what shares a core with those. The program runs in the driver, unless only the stack can.
///
/// # Errors
/// The CPUs of this machine are not known.
pub fn suggest(facts: &Facts) -> Result<Suggestion, Unknown> {
    let choice = choose_targets(facts)?;
    let first = Reception::of(facts, XdpMode::Native);
    let receivers = fixed(&first);
    let of = |cpus: &CpuSet| -> CpuSet {
        cpus.iter()
            .filter(|cpu| choice.cpus.contains(*cpu))
            .collect()
    };
    let without = |cpus: &CpuSet, out: &CpuSet| -> CpuSet {
        cpus.iter().filter(|cpu| !out.contains(*cpu)).collect()
    };
    let enough = |cpus: &CpuSet| cpus.len() >= FED * receivers.len();
    let (mut spared, mut beside) = (of(&receivers), CpuSet::new());
    let mut cpus = without(&choice.cpus, &spared);
    if enough(&cpus) {
        let threads = facts.topology.as_ref().map(|all| all.beside(&receivers));
        let threads = of(&threads.unwrap_or_default());
        let others = without(&cpus, &threads);
        if enough(&others) {
            (cpus, beside) = (others, threads);
        }
    } else {
        (cpus, spared) = (choice.cpus.clone(), CpuSet::new());
    }
    let mut policy = Policy::default();
    policy.targets.cpus = Some(cpus.iter().map(Target::even).collect());
    policy.targets.local = Local::Auto;
    let fatal = |mode| {
        let mut found = findings(facts, Some(&policy), mode);
        found.retain(|finding| finding.severity == Severity::Fatal);
        found
    };
    let hopeless = |found: &[Finding]| found.iter().any(|finding| finding.fixes.is_empty());
    let native = fatal(XdpMode::Native);
    let (mode, fatal, not_native) = if hopeless(&native) {
        let skb = fatal(XdpMode::Skb);
        if hopeless(&skb) {
            (XdpMode::Native, native, Vec::new())
        } else {
            (XdpMode::Skb, skb, native)
        }
    } else {
        (XdpMode::Native, native, Vec::new())
    };
    Ok(Suggestion {
        cpus,
        choice,
        receivers,
        spared,
        beside,
        first,
        mode,
        reception: Reception::of(facts, mode),
        fatal,
        not_native,
    })
}

/// The CPUs that receive, where they stay the same.
fn fixed(reception: &Reception) -> CpuSet {
    match (reception.receiver(), reception) {
        (Receiver::Fixed, Reception::Interrupts { cpus } | Reception::Threads { cpus }) => {
            cpus.clone()
        }
        (Receiver::Fixed | Receiver::Varies, _) => CpuSet::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        preflight::{Irq, XdpFeatures, judge::tests::facts},
        topology::Topology,
    };

    fn set(list: &str) -> CpuSet {
        list.parse().unwrap()
    }

    /// A machine with these CPUs, and a NIC whose interrupts go to those; `cores` share a core.
    fn machine(online: &str, irqs: &str, cores: &[&str]) -> Facts {
        let mut facts = facts();
        let cores: Vec<CpuSet> = cores.iter().map(|list| set(list)).collect();
        let siblings = cores
            .iter()
            .flat_map(|core| core.iter().map(move |cpu| (cpu, core.clone())));
        facts.topology = Ok(Topology {
            online: set(online),
            present: set(online),
            possible: set(online),
            siblings: siblings.collect(),
            ..Topology::default()
        });
        let eth0 = facts.interface.as_mut().unwrap().as_mut().unwrap();
        let irqs = set(irqs);
        let irqs = irqs.iter().map(|cpu| Irq {
            number: 10 + cpu.number(),
            name: format!("eth0-rx-{cpu}"),
            cpus: set(&cpu.to_string()),
        });
        eth0.irqs = Ok(irqs.collect());
        facts
    }

    #[test]
    fn who_receives_is_left_out_where_others_are_enough() {
        for (online, irqs, cores, cpus, spared, beside) in [
            ("0", "0", &[][..], "0", "", ""),
            ("0-1", "1", &[], "0-1", "", ""),
            ("0-2", "0", &[], "0-2", "", ""),
            ("0-3", "0", &[], "1-3", "0", ""),
            ("0-7", "0-1", &[], "2-7", "0-1", ""),
            ("0-7", "0-2", &[], "0-7", "", ""),
            // The other thread of the core is left out as well, if that leaves enough.
            ("0-7", "0", &["0,4", "1,5"], "1-3,5-7", "0", "4"),
            ("0-3", "0", &["0,2", "1,3"], "1-3", "0", ""),
            ("0-7", "0,4", &["0,4", "1,5"], "1-3,5-7", "0,4", ""),
            // Who receives is none of those that are chosen.
            ("0-3", "7", &[], "0-3", "", ""),
        ] {
            let suggestion = suggest(&machine(online, irqs, cores)).unwrap();
            let Suggestion {
                cpus: of,
                spared: without,
                beside: nor,
                ..
            } = &suggestion;
            assert_eq!(
                [of, without, nor].map(CpuSet::to_string),
                [cpus, spared, beside],
                "{online} {irqs}"
            );
            assert_eq!(suggestion.receivers, set(irqs));
        }
    }

    #[test]
    fn who_receives_now_and_then_is_no_receiver() {
        let mut facts = machine("0-7", "0", &[]);
        facts.irqbalance = Ok(true);
        let suggestion = suggest(&facts).unwrap();
        assert_eq!(suggestion.cpus.to_string(), "0-7");
        assert!(suggestion.receivers.is_empty());
        facts.interface = None;
        assert_eq!(suggest(&facts).unwrap().cpus.to_string(), "0-7");
    }

    #[test]
    fn the_stack_is_for_drivers_that_cannot() {
        let mut facts = machine("0-3", "0", &[]);
        let native = suggest(&facts).unwrap();
        assert_eq!(native.mode, XdpMode::Native);
        assert!(native.fatal.is_empty() && native.not_native.is_empty());

        let eth0 = facts.interface.as_mut().unwrap().as_mut().unwrap();
        eth0.device.xdp_features = Ok(XdpFeatures(0));
        let skb = suggest(&facts).unwrap();
        assert_eq!(skb.mode, XdpMode::Skb);
        assert_eq!(skb.not_native[0].id, "no-native");
        assert_eq!(skb.reception, Reception::Stack);

        // Where neither can, it is said what is in the way.
        facts.kernel.skb_redirect = Ok(false);
        let neither = suggest(&facts).unwrap();
        assert_eq!(neither.mode, XdpMode::Native);
        assert_eq!(neither.fatal[0].id, "no-native");
    }

    #[test]
    fn without_cpus_there_is_nothing_to_suggest() {
        let mut facts = facts();
        facts.topology = Err(Unknown::Untold { what: "it".into() });
        assert_eq!(suggest(&facts).unwrap_err().what(), "it");
    }
}
