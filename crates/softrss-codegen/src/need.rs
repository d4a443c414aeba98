//! What a policy needs to be kept of a packet.

use std::net::IpAddr;

use softrss_core::{
    policy::{Fields, HashKind, Match},
    resolve::ResolvedPolicy,
};

/// What has to be kept on the stack. Everything else is not emitted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a need of its own")]
pub(crate) struct Need {
    /// Addresses, family and protocol.
    pub(crate) flow: bool,
    /// The hash is `mix`: addresses are folded into ends.
    pub(crate) mix: bool,
    /// IPv6 addresses as they are.
    pub(crate) addresses6: bool,
    /// Whether there are ports or an SPI.
    pub(crate) upper_kind: bool,
    pub(crate) dscp: bool,
    pub(crate) vlan: bool,
    pub(crate) ether_type: bool,
    pub(crate) length: bool,
    pub(crate) queue: bool,
    /// The hash is computed before the rules, because a rule uses it.
    pub(crate) hash_first: bool,
}

impl Need {
    /// What [`ResolvedPolicy`] asks for; nothing is [`Need::default`].
    pub(crate) fn of(policy: &ResolvedPolicy) -> Self {
        let flow = &policy.policy().flow;
        let conditions = || policy.policy().rules.iter().flat_map(|rule| &rule.matches);
        let any = |holds: fn(&Match) -> bool| conditions().any(holds);
        let hashes = policy.hashes_flows();
        let toeplitz = hashes && matches!(flow.hash, HashKind::Toeplitz(_));
        let rule6 = any(|condition| match condition {
            Match::Src(prefixes) | Match::Dst(prefixes) => {
                prefixes.iter().any(|prefix| prefix.addr.is_ipv6())
            }
            _ => false,
        });
        let prefix6 = policy.policy().table.as_ref().is_some_and(|table| {
            let is6 = |addr: IpAddr| addr.is_ipv6();
            table.entries.iter().any(|(prefix, _)| is6(prefix.addr))
        });
        let port_rule = any(|m| matches!(m, Match::SrcPort(_) | Match::DstPort(_)));
        Self {
            flow: true,
            mix: hashes && !toeplitz,
            addresses6: toeplitz || rule6 || prefix6,
            upper_kind: toeplitz || port_rule,
            dscp: any(|m| matches!(m, Match::Dscp(_))),
            vlan: any(|m| matches!(m, Match::Vlan(_))),
            ether_type: any(|m| matches!(m, Match::EtherType(_))),
            length: any(|m| matches!(m, Match::Length(_))),
            queue: flow.fields == Fields::RxQueue || any(|m| matches!(m, Match::RxQueue(_))),
            hash_first: hashes && policy.tables().len() > 1,
        }
    }
}
