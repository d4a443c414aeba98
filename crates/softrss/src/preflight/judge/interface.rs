//! The interface: whether programs can run on it in the mode that is wanted.

use super::super::{Finding, Severity, XdpFeatures};
use super::Case;
use crate::attach::XdpMode;

/// `ARPHRD_ETHER`, and `ARPHRD_LOOPBACK`, whose packets have an Ethernet header too.
const WITH_ETHERNET_HEADER: [u16; 2] = [1, 772];
const LOOPBACK: u16 = 772;

/// Kinds of virtual interfaces that run programs in skb mode only, for kernels that do not tell.
const WITHOUT_NATIVE: [&str; 18] = [
    "bareudp",
    "bridge",
    "dummy",
    "geneve",
    "gre",
    "gretap",
    "ifb",
    "ip6gre",
    "ip6gretap",
    "ip6tnl",
    "ipip",
    "ipvlan",
    "macvlan",
    "sit",
    "vlan",
    "vrf",
    "vxlan",
    "wireguard",
];

pub(super) fn judge(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    match headers(case) {
        // Then the mode does not matter.
        Some(finding) => findings.push(finding),
        None if case.mode == XdpMode::Native => findings.push(native(case)),
        None => {}
    }
    findings.extend(occupied(case));
    findings.extend(state(case));
    findings
}

fn headers(case: &Case<'_>) -> Option<Finding> {
    if WITH_ETHERNET_HEADER.contains(&case.interface.device.link.hardware) {
        return None;
    }
    let sentence = "its packets have no Ethernet header, which is where reading begins";
    let finding = case.finding(Severity::Fatal, "no-ethernet", sentence);
    Some(
        finding
            .remedy("steer on the Ethernet interface that the packets arrive at first")
            .unsupported(),
    )
}

fn native(case: &Case<'_>) -> Finding {
    let driver = case.interface.device.driver.as_deref().unwrap_or("unknown");
    let lacks = match &case.interface.device.xdp_features {
        Ok(features) if !features.contains(XdpFeatures::BASIC) => Some("run programs"),
        Ok(features) if !features.contains(XdpFeatures::REDIRECT) => Some("redirect packets"),
        Ok(_) => {
            let sentence =
                format!("the driver ({driver}) runs programs in native mode and redirects packets");
            return case.finding(Severity::Fine, "native", sentence);
        }
        Err(_) => is_known_to_lack(case).then_some("run programs"),
    };
    if let Some(lacks) = lacks {
        let what = match case.interface.device.link.hardware {
            LOOPBACK => "the loopback interface".to_owned(),
            _ => format!("the driver ({driver})"),
        };
        let sentence = format!("{what} cannot {lacks} in native mode");
        return case
            .finding(Severity::Fatal, "no-native", sentence)
            .remedy(instead_of_native(case))
            .unsupported();
    }
    let sentence =
        format!("this kernel does not tell whether the driver ({driver}) has native mode");
    case.finding(Severity::Hint, "native-unknown", sentence)
        .remedy("attach tells; where it is refused, use --mode skb")
}

fn is_known_to_lack(case: &Case<'_>) -> bool {
    case.interface.device.link.hardware == LOOPBACK || WITHOUT_NATIVE.contains(&case.kind())
}

fn instead_of_native(case: &Case<'_>) -> String {
    match case.under() {
        Some(under) => format!("{}, or use --mode skb", under.remedy()),
        None => "use --mode skb, which is slower".to_owned(),
    }
}

/// Another program, which is never replaced.
fn occupied(case: &Case<'_>) -> Option<Finding> {
    let xdp = case.interface.device.link.xdp?;
    let mode = xdp
        .mode
        .map_or_else(|| "offloaded".to_owned(), |mode| format!("{mode} mode"));
    let program = xdp.program;
    let own = case.facts.own.as_ref().map(|own| own.program);
    if own == Ok(Some(program)) {
        let sentence = format!("softrss steers it already: program {program}, {mode}");
        return Some(case.finding(Severity::Fine, "steered", sentence));
    }
    if own.is_err() {
        let sentence = format!(
            "XDP program {program} is attached, {mode}; whether it is softrss's is not known"
        );
        let finding = case.finding(Severity::Warning, "xdp-unknown", sentence);
        return Some(finding.remedy("softrss status, as root, tells"));
    }
    let holder = case
        .interface
        .holder
        .as_ref()
        .and_then(|holder| holder.as_ref().ok());
    let named = holder.map_or_else(String::new, |holder| format!(" `{}`", holder.name));
    let (how, remedy) = match holder.map(|holder| holder.link) {
        Some(Some(link)) => (
            format!(", held by link {link}"),
            format!("end what keeps it: bpftool link show id {link}"),
        ),
        Some(None) => (String::new(), switch_off(case, xdp.mode)),
        None => (
            String::new(),
            format!("end what attached it: bpftool prog show id {program}"),
        ),
    };
    let sentence = format!("another XDP program is attached: {program}{named}, {mode}{how}");
    Some(
        case.finding(Severity::Fatal, "xdp-occupied", sentence)
            .remedy(remedy),
    )
}

/// The way to take off a program that no link holds.
fn switch_off(case: &Case<'_>, mode: Option<XdpMode>) -> String {
    let word = match mode {
        Some(XdpMode::Native) => "xdpdrv",
        Some(XdpMode::Skb) => "xdpgeneric",
        None => "xdpoffload",
    };
    format!(
        "if nobody needs it: ip link set dev {} {word} off",
        case.word()
    )
}

fn state(case: &Case<'_>) -> Option<Finding> {
    let link = &case.interface.device.link;
    let name = case.word();
    if !link.up {
        let finding = case.finding(Severity::Warning, "down", "it is switched off");
        return Some(finding.remedy(format!("ip link set dev {name} up")));
    }
    if !link.carrier {
        let finding = case.finding(Severity::Hint, "no-carrier", "nothing is connected to it");
        return Some(finding.remedy("plug the cable in, or switch the other end on"));
    }
    None
}
