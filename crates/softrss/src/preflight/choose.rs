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
            let name = &interface.link.name;
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
