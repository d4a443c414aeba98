//! What happens to packets before the program sees them, and what they lose when they are redirected.

use super::super::{Finding, Fix, Frags, Offload, Offloads, Place, Severity, XdpFeatures};
use super::{Case, fixable, word};
use crate::attach::XdpMode;

pub(super) fn judge(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(size(case));
    findings.extend(tags(case));
    findings.extend(merging(case));
    findings
}

fn size(case: &Case<'_>) -> Option<Finding> {
    let features = case.interface.device.xdp_features.as_ref();
    if features.is_ok_and(|features| !features.contains(XdpFeatures::BASIC)) {
        // There is no native mode, whatever the MTU.
        return None;
    }
    let whose = match &case.interface.device.peer {
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
    const RECEIVED: [Offload; 2] = [Offload::RxVlan, Offload::RxServiceVlan];

    fn of(case: &Case<'_>) -> Self {
        let (offloads, taking) = match &case.interface.device.peer {
            // What a veth receives is as its other end sent it.
            Some(Ok(peer)) => (Some(&peer.offloads), &[Offload::TxVlan][..]),
            Some(Err(_)) => (None, &[][..]),
            None => (Some(&case.interface.device.offloads), &Self::RECEIVED[..]),
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
    let finding = case.finding(severity, "vlan-offload", sentence);
    let finding = if severity == Severity::Fatal {
        finding.loses()
    } else {
        finding
    };
    Some(keep_tags(case, finding))
}

fn keep_tags(case: &Case<'_>, finding: Finding) -> Finding {
    let device = &case.interface.device;
    let off = |place: &Place, offload| Fix {
        place: place.clone(),
        offload,
        on: false,
    };
    if let Some(peer) = &device.peer {
        let Ok(peer) = peer else {
            return finding
                .remedy("at the other end, in its namespace: ethtool -K PEER txvlan off");
        };
        return match (&peer.offloads, peer.place()) {
            (Ok(offloads), Some(place)) if offloads.has(Offload::TxVlan) => {
                remedied(finding, vec![off(&place, Offload::TxVlan)])
            }
            _ => finding.remedy(format!(
                "at the other end, in its namespace: ethtool -K {} txvlan off",
                word(&peer.link.name)
            )),
        };
    }
    let place = Place::here(&device.link);
    let Ok(offloads) = &device.offloads else {
        return finding.remedy(off(&place, Offload::RxVlan).command());
    };
    let active = Tags::RECEIVED
        .into_iter()
        .filter(|offload| offloads.has(*offload));
    if active
        .clone()
        .any(|offload| !offloads.changeable.contains(&offload))
    {
        return finding
            .remedy("the driver cannot leave them in: use --mode skb, and no rule with `vlan`");
    }
    remedied(
        finding,
        active.map(|offload| off(&place, offload)).collect(),
    )
}

/// A finding with what `attach` can switch.
fn remedied(finding: Finding, fixes: Vec<Fix>) -> Finding {
    let commands: Vec<String> = fixes.iter().map(Fix::command).collect();
    let remedy = if finding.loses {
        fixable(&commands)
    } else {
        format!("attach with --fix-offloads, or: {}", commands.join("; "))
    };
    finding.fixes(fixes).remedy(remedy)
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

/// Packets that are merged before the program runs.
fn merging(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let (Ok(offloads), XdpMode::Native) = (&case.interface.device.offloads, case.mode) else {
        return findings;
    };
    if offloads.has(Offload::Lro) {
        let sentence = "the NIC merges packets (LRO): drivers refuse native mode then, or the program sees merged packets";
        let finding = case.finding(Severity::Warning, "lro", sentence);
        findings.push(remedied(
            finding,
            vec![Fix {
                place: Place::here(&case.interface.device.link),
                offload: Offload::Lro,
                on: false,
            }],
        ));
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
    let driver = case.interface.device.driver.as_deref();
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
