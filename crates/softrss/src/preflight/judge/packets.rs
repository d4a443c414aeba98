//! What happens to packets before the program sees them, and what they lose when they are redirected.

use super::super::{Finding, Frags, Offload, Offloads, Severity, XdpFeatures};
use super::{Case, word};
use crate::attach::XdpMode;

pub(super) fn judge(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(size(case));
    findings.extend(tags(case));
    findings.extend(checksums(case));
    findings.extend(merging(case));
    findings
}

fn size(case: &Case<'_>) -> Option<Finding> {
    let features = case.interface.xdp_features.as_ref();
    if features.is_ok_and(|features| !features.contains(XdpFeatures::BASIC)) {
        // There is no native mode, whatever the MTU.
        return None;
    }
    let whose = match &case.interface.peer {
        Some(Ok(peer)) => format!("the other end, {},", peer.link.name),
        _ => "it".to_owned(),
    };
    match case.facts.frags(case.mode) {
        Frags::Unneeded => None,
        Frags::Needed { mtu } => {
            let sentence = format!(
                "{whose} has an MTU of {mtu}: packets come in several buffers, and the program is one for that (frags)"
            );
            Some(case.finding(Severity::Fine, "frags", sentence))
        }
        Frags::Impossible { mtu, limit } => {
            let sentence = format!(
                "{whose} has an MTU of {mtu}, and native mode takes at most {limit} on this kernel and driver"
            );
            Some(
                case.finding(Severity::Fatal, "mtu", sentence)
                    .remedy(format!("lower that MTU to {limit}, or use --mode skb"))
                    .unsupported(),
            )
        }
        Frags::Doubtful { mtu } => {
            let sentence = format!(
                "{whose} has an MTU of {mtu}, which may be too large for native mode on this kernel and driver"
            );
            Some(
                case.finding(Severity::Warning, "mtu", sentence)
                    .remedy("attach tells; where it is refused, lower the MTU or use --mode skb"),
            )
        }
    }
}

/// Where the VLAN tag of a received packet is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tags {
    /// In the packet.
    Inside,
    /// Beside the packet, where no program sees it.
    Beside,
    Unknown,
}

impl Tags {
    fn of(case: &Case<'_>) -> Self {
        const RECEIVED: [Offload; 2] = [Offload::RxVlan, Offload::RxServiceVlan];
        let (offloads, taking) = match &case.interface.peer {
            // What a veth receives is as its other end sent it.
            Some(Ok(peer)) => (peer.offloads.as_ref(), &[Offload::TxVlan][..]),
            Some(Err(_)) => (None, &[][..]),
            None => (Some(&case.interface.offloads), &RECEIVED[..]),
        };
        match offloads {
            Some(Ok(offloads)) if taking.iter().any(|offload| offloads.has(*offload)) => {
                Self::Beside
            }
            Some(Ok(_)) => Self::Inside,
            _ => Self::Unknown,
        }
    }
}

/// A tag that is beside the packet is lost by a redirect in native mode, and seen by no rule in any mode.
fn tags(case: &Case<'_>) -> Option<Finding> {
    let native = case.mode == XdpMode::Native;
    let need = match need_of_tags(case) {
        _ if case.has_vlan_rule() => Some("a rule of the policy looks at it".to_owned()),
        need if native => need,
        _ => None,
    };
    let (severity, sentence) = match (Tags::of(case), need) {
        (Tags::Beside, Some(need)) => {
            let lost = if native { "is lost when a packet is redirected" } else { "is seen by no rule" };
            (Severity::Fatal, format!("the VLAN tag is taken out of packets and {lost}, but {need}"))
        }
        (Tags::Beside, None) if native => (
            Severity::Warning,
            "the VLAN tag is taken out of packets and is lost when they are redirected: tagged packets would arrive \
             untagged"
                .to_owned(),
        ),
        (Tags::Unknown, Some(need)) => (
            Severity::Warning,
            format!("it is not known whether VLAN tags stay in the packets, and {need}"),
        ),
        _ => return None,
    };
    Some(keep_tags(
        case,
        case.finding(severity, "vlan-offload", sentence),
    ))
}

fn keep_tags(case: &Case<'_>, finding: Finding) -> Finding {
    let name = case.word();
    if let Some(peer) = &case.interface.peer {
        let peer = peer
            .as_ref()
            .map_or("PEER".to_owned(), |peer| word(&peer.link.name));
        return finding.remedy(format!(
            "at the other end, in its namespace: ethtool -K {peer} txvlan off"
        ));
    }
    let offloads = case.interface.offloads.as_ref();
    let fixed = offloads.is_ok_and(|offloads| {
        offloads.has(Offload::RxVlan) && !offloads.changeable.contains(&Offload::RxVlan)
    });
    if fixed {
        return finding
            .remedy("the driver cannot leave them in: use --mode skb, and no rule with `vlan`");
    }
    finding.remedy(format!(
        "softrss attach {name} --fix-offloads, or: ethtool -K {name} rxvlan off"
    ))
}

/// Who needs to see the tags behind the interface.
fn need_of_tags(case: &Case<'_>) -> Option<String> {
    let vlans: Vec<&str> = case
        .interface
        .vlans()
        .map(|link| link.name.as_str())
        .collect();
    if !vlans.is_empty() {
        return Some(format!("{} is built on it", vlans.join(", ")));
    }
    let master = case.interface.master.as_ref();
    let bridge = master.filter(|master| master.vlan_filtering)?;
    Some(format!("the bridge {} goes by it", bridge.name))
}

/// A veth leaves checksums to a NIC that never comes, and a redirect forgets that they are unfinished.
fn checksums(case: &Case<'_>) -> Option<Finding> {
    let peer = case
        .interface
        .peer
        .as_ref()
        .filter(|_| case.mode == XdpMode::Native)?;
    let (name, offloads) = match peer {
        Ok(peer) => (word(&peer.link.name), peer.offloads.as_ref()),
        Err(_) => ("PEER".to_owned(), None),
    };
    let sentence = match offloads {
        Some(Ok(offloads)) if !offloads.has(Offload::TxChecksum) => return None,
        Some(Ok(_)) => {
            "the other end sends packets whose checksums are unfinished: redirected TCP and UDP would be dropped"
        }
        _ => {
            "the other end may send packets whose checksums are unfinished: redirected TCP and UDP would be dropped"
        }
    };
    Some(
        case.finding(Severity::Warning, "veth-checksum", sentence)
            .remedy(format!(
                "at the other end, in its namespace: ethtool -K {name} tx off"
            )),
    )
}

/// Packets that are merged before the program runs.
fn merging(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let (Ok(offloads), XdpMode::Native) = (&case.interface.offloads, case.mode) else {
        return findings;
    };
    let name = case.word();
    if offloads.has(Offload::Lro) {
        let sentence = "the NIC merges packets (LRO): drivers refuse native mode then, or the program sees merged packets";
        let finding = case.finding(Severity::Warning, "lro", sentence);
        findings.push(finding.remedy(format!(
            "softrss attach {name} --fix-offloads, or: ethtool -K {name} lro off"
        )));
    }
    findings.extend(hardware_gro(case, offloads));
    findings
}

fn hardware_gro(case: &Case<'_>, offloads: &Offloads) -> Option<Finding> {
    if !offloads.has(Offload::GroHw) {
        return None;
    }
    let name = case.word();
    if offloads.changeable.contains(&Offload::GroHw) {
        let sentence =
            "the NIC merges packets (GRO in hardware): some drivers refuse native mode then";
        return Some(
            case.finding(Severity::Hint, "gro-hw", sentence)
                .remedy(format!(
                    "if attach is refused: ethtool -K {name} rx-gro-hw off"
                )),
        );
    }
    let driver = case.interface.driver.as_deref();
    if driver != Ok("virtio_net") {
        let sentence = "the NIC merges packets (GRO in hardware), which the driver does not let be switched off";
        return Some(
            case.finding(Severity::Hint, "gro-hw", sentence)
                .remedy("if attach is refused, use --mode skb"),
        );
    }
    // The driver takes no program if it cannot tell the hypervisor to stop.
    let sentence = "the hypervisor merges packets and cannot be told to stop: virtio_net refuses native mode then";
    let remedy = "use --mode skb, or have the hypervisor offer ctrl_guest_offloads or no guest_tso";
    Some(
        case.finding(Severity::Fatal, "gro-hw", sentence)
            .remedy(remedy)
            .unsupported(),
    )
}
