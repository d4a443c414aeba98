//! The target CPUs, where nobody named any.

use softrss_core::CpuSet;

use super::{Facts, Unknown};

/// Target CPUs, and why these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The CPUs.
    pub cpus: CpuSet,
    /// Why these, as in "CPUs 0-3: …".
    pub reason: String,
}

/// The CPUs that packets are best sent to.
///
/// The rule, each step only if it leaves a CPU: those that are online; of these, those that are neither
/// isolated (`isolcpus=`) nor free of ticks (`nohz_full=`), because somebody keeps them for something else;
/// of these, those of the NUMA node that the NIC is plugged into. The CPU that receives is among them: what
/// is for that CPU needs no queue.
///
/// # Errors
/// The CPUs of this machine are not known.
pub fn choose_targets(facts: &Facts) -> Result<Choice, Unknown> {
    let topology = facts.topology.as_ref().map_err(Clone::clone)?;
    let online = &topology.online;
    let reserved = |cpu| topology.isolated.contains(cpu) || topology.nohz_full.contains(cpu);
    let free: CpuSet = online.iter().filter(|cpu| !reserved(*cpu)).collect();
    let kept: CpuSet = online.iter().filter(|cpu| reserved(*cpu)).collect();
    let (cpus, without) = match (free.is_empty(), kept.is_empty()) {
        (true, _) => (online.clone(), ", although all are isolated".to_owned()),
        (false, true) => (free, String::new()),
        (false, false) => (free, format!(", without {kept}, which are isolated")),
    };
    let interface = facts.known_interface();
    let node = interface.and_then(|interface| interface.node);
    let local = node.and_then(|node| Some((node, topology.nodes.get(&node)?)));
    if let (Some(interface), Some((node, local))) = (interface, local) {
        let near: CpuSet = cpus.iter().filter(|cpu| local.contains(*cpu)).collect();
        if !near.is_empty() && near != cpus {
            let name = &interface.device.link.name;
            return Ok(Choice {
                cpus: near,
                reason: format!(
                    "online CPUs of NUMA node {node}, where {name} is plugged in{without}"
                ),
            });
        }
    }
    let reason = format!("all online CPUs{without}");
    Ok(Choice { cpus, reason })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{preflight::judge::tests::facts, topology::Topology};

    /// What is chosen on a machine with these CPUs for a NIC on node 1.
    fn choice(online: &str, isolated: &str, nohz_full: &str, nodes: &[&str]) -> (String, String) {
        let mut facts = facts();
        let set = |list: &str| list.parse::<CpuSet>().unwrap();
        facts.topology = Ok(Topology {
            online: set(online),
            isolated: set(isolated),
            nohz_full: set(nohz_full),
            nodes: (0..).zip(nodes.iter().map(|list| set(list))).collect(),
            ..Topology::default()
        });
        if let Some(Ok(interface)) = &mut facts.interface {
            interface.node = Some(1);
        }
        let choice = choose_targets(&facts).unwrap();
        (choice.cpus.to_string(), choice.reason)
    }

    #[test]
    fn near_cpus_that_nobody_keeps_are_chosen() {
        let two = ["0-3", "4-7"];
        let near = "online CPUs of NUMA node 1, where eth0 is plugged in";
        for (online, isolated, nohz_full, nodes, cpus, reason) in [
            ("0-7", "", "", &two[..], "4-7", near.to_owned()),
            ("0-7", "", "", &[], "0-7", "all online CPUs".into()),
            ("0-3", "", "", &["0-3", ""], "0-3", "all online CPUs".into()),
            (
                "0-7",
                "6",
                "7",
                &two,
                "4-5",
                format!("{near}, without 6-7, which are isolated"),
            ),
            (
                "0-7",
                "4-7",
                "",
                &two,
                "0-3",
                "all online CPUs, without 4-7, which are isolated".into(),
            ),
            (
                "0,2",
                "0,2",
                "",
                &[],
                "0,2",
                "all online CPUs, although all are isolated".into(),
            ),
            ("4-5", "", "", &two, "4-5", "all online CPUs".into()),
        ] {
            assert_eq!(
                choice(online, isolated, nohz_full, nodes),
                (cpus.to_owned(), reason)
            );
        }
    }

    #[test]
    fn without_cpus_there_is_no_choice() {
        let mut facts = facts();
        facts.topology = Err(Unknown::Untold { what: "it".into() });
        assert_eq!(choose_targets(&facts).unwrap_err().what(), "it");
    }
}
