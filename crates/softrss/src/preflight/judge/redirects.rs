//! The interfaces that a policy sends packets out of: whether they can be sent there.

use std::collections::BTreeSet;

use softrss_core::{Feature, policy::InterfaceName};

use super::super::{
    Class, Device, Finding, Fix, Offload, Severity, Unknown, XdpFeatures, frags::received,
    redirects,
};
use super::{Case, fixable, instead, word};
use crate::attach::XdpMode;

pub(super) fn judge(case: &Case<'_>) -> Vec<Finding> {
    let names: BTreeSet<&InterfaceName> = case.policy.into_iter().flat_map(redirects).collect();
    let mut findings = Vec::new();
    for name in names {
        let name = name.as_str();
        match case.facts.redirects.get(name) {
            Some(Ok(Some(device))) => findings.extend(target(case, device)),
            Some(Ok(None)) => {
                let sentence =
                    format!("there is no interface {name}, which the policy sends packets out of");
                let finding = Finding::new(Severity::Fatal, "redirect-missing", name, sentence);
                findings.push(
                    finding.remedy("make it first, or name another one in the policy: ip link"),
                );
            }
            Some(Err(unknown)) => findings.push(doubtful(name, unknown)),
            None => {
                let what = format!("the interface {name}");
                findings.push(doubtful(name, &Unknown::Untold { what }));
            }
        }
    }
    findings
}

fn doubtful(name: &str, unknown: &Unknown) -> Finding {
    let sentence = format!("it is not known whether packets can be sent out of {name} ({unknown})");
    Finding::new(Severity::Warning, "redirect-unknown", name, sentence)
        .remedy("watch the count redirect_err after attaching: softrss status")
}

fn lost(device: &Device, id: &'static str, sentence: impl Into<String>) -> Finding {
    Finding::new(Severity::Fatal, id, &device.link.name, sentence).loses()
}

fn target(case: &Case<'_>, device: &Device) -> Vec<Finding> {
    let mut findings: Vec<Finding> = down(device).into_iter().collect();
    if case.mode == XdpMode::Native {
        findings.extend(transmits(case, device));
    }
    findings.extend(size(case, device));
    findings
}

fn down(device: &Device) -> Option<Finding> {
    let name = &device.link.name;
    if !device.link.up {
        let sentence = format!("{name} is switched off: all that is sent out of it would be lost");
        let command = format!("ip link set dev {} up", word(name));
        return Some(lost(device, "redirect-down", sentence).remedy(instead(&command)));
    }
    if !device.link.carrier {
        let sentence =
            format!("nothing is connected to {name}: all that is sent out of it would be lost");
        let remedy = instead("plug the cable in, or switch the other end on");
        return Some(lost(device, "redirect-down", sentence).remedy(remedy));
    }
    None
}

/// Whether it takes packets from a program in native mode.
fn transmits(case: &Case<'_>, device: &Device) -> Option<Finding> {
    let name = &device.link.name;
    match &device.xdp_features {
        Ok(features) if features.contains(XdpFeatures::XMIT) => {
            let several = case.facts.frags_wanted(case.mode);
            if !several || features.contains(XdpFeatures::XMIT_FRAGS) {
                return None;
            }
            let sentence = format!(
                "the driver of {name} does not send packets in several buffers for a program: large ones would be lost"
            );
            let remedy = instead("lower the MTU, or use --mode skb");
            Some(lost(device, "redirect-transmit", sentence).remedy(remedy))
        }
        _ if Class::by_itself(device) == Class::Veth => veth(case, device),
        Ok(_) => Some(cannot(device)),
        Err(unknown) => match Class::by_itself(device) {
            Class::Physical | Class::Virtio | Class::Tap => Some(doubtful(name, unknown)),
            Class::Veth
            | Class::Netkit
            | Class::Macvtap
            | Class::Macvlan
            | Class::Vlan
            | Class::Bond
            | Class::Bridge
            | Class::BridgePort
            | Class::DsaConduit
            | Class::Ifb
            | Class::Loopback
            | Class::Other => Some(cannot(device)),
        },
    }
}

fn cannot(device: &Device) -> Finding {
    let name = &device.link.name;
    let sentence = format!(
        "{name} does not send packets for a program in native mode: all that is redirected to it would be lost"
    );
    let remedy = instead(match Class::by_itself(device) {
        // Many drivers have queues for it only then.
        Class::Physical | Class::Virtio => {
            "attach an XDP program to it as well, for which many drivers wait, or use --mode skb"
        }
        _ => "send out of the interface that it is built on, or use --mode skb",
    });
    lost(device, "redirect-transmit", sentence).remedy(remedy)
}

/// A veth hands packets to its other end only if that takes them in batches (NAPI).
///
/// # Source
/// `veth_xdp_xmit`, drivers/net/veth.c
fn veth(case: &Case<'_>, device: &Device) -> Option<Finding> {
    let name = &device.link.name;
    let peer = match &device.peer {
        Some(Ok(peer)) => peer,
        Some(Err(unknown)) => return Some(doubtful(name, unknown)),
        None => return Some(cannot(device)),
    };
    if peer
        .link
        .xdp
        .is_some_and(|xdp| xdp.mode == Some(XdpMode::Native))
    {
        return None;
    }
    if case.facts.kernel.is_before(Feature::VethGro) {
        let sentence = format!(
            "the other end of {name}, {}, takes nothing from a program in native mode without one of its own, on \
             kernels before {}: all that is redirected to it would be lost",
            peer.link.name,
            Feature::VethGro
        );
        let remedy = format!("attach an XDP program to {} in native mode", peer.link.name);
        return Some(lost(device, "redirect-transmit", sentence).remedy(instead(&remedy)));
    }
    let (offloads, place) = match (&peer.offloads, peer.place()) {
        (Ok(offloads), Some(place)) => (offloads, place),
        (Ok(_), None) => return Some(cannot(device)),
        (Err(unknown), _) => return Some(doubtful(name, unknown)),
    };
    if offloads.has(Offload::Gro) {
        return None;
    }
    let sentence = format!(
        "the other end of {name}, {}, takes nothing from a program in native mode while it has neither GRO nor a \
         program itself: all that is redirected to it would be lost",
        peer.link.name
    );
    let fix = Fix {
        place,
        offload: Offload::Gro,
        on: true,
    };
    let remedy = fixable(&[fix.command()]);
    Some(
        lost(device, "redirect-transmit", sentence)
            .fixes([fix])
            .remedy(remedy),
    )
}

/// # Source
/// `xdp_ok_fwd_dev`, include/linux/filter.h
fn size(case: &Case<'_>, device: &Device) -> Option<Finding> {
    let (mtu, received) = (device.link.mtu, received(case.interface));
    if received <= mtu {
        return None;
    }
    let name = &device.link.name;
    let sentence = format!(
        "packets of up to {received} bytes come in, and {name} sends at most {mtu}: larger ones would be lost"
    );
    let command = format!("ip link set dev {} mtu {received}", word(name));
    Some(lost(device, "redirect-mtu", sentence).remedy(instead(&command)))
}
