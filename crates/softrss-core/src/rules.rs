//! Whether a rule matches a packet.

use std::net::IpAddr;

use crate::{
    flow::Ports,
    policy::{Match, Prefix, Rule},
    walk::Walked,
};

/// What rules look at.
pub(crate) struct Facts<'a> {
    pub(crate) walked: &'a Walked,
    /// Length of the frame in bytes.
    pub(crate) length: u32,
    /// Receive queue.
    pub(crate) queue: u32,
}

/// Whether every condition of `rule` holds. A condition on a field that the packet has not fails.
pub(crate) fn matches(rule: &Rule, facts: &Facts<'_>) -> bool {
    rule.matches.iter().all(|condition| holds(condition, facts))
}

fn holds(condition: &Match, facts: &Facts<'_>) -> bool {
    let walked = facts.walked;
    let key = || walked.selected.map(|selected| selected.key);
    let port = |pick: fn((u16, u16)) -> u16| match key()?.ports {
        Ports::Pair { src, dst } => Some(pick((src, dst))),
        _ => None,
    };
    match condition {
        Match::Proto(protos) => key().is_some_and(|key| protos.contains(&key.proto)),
        Match::Src(prefixes) => key().is_some_and(|key| any_contains(prefixes, key.src)),
        Match::Dst(prefixes) => key().is_some_and(|key| any_contains(prefixes, key.dst)),
        Match::SrcPort(ranges) => port(|(src, _)| src)
            .is_some_and(|port| ranges.iter().any(|range| range.contains(&port))),
        Match::DstPort(ranges) => port(|(_, dst)| dst)
            .is_some_and(|port| ranges.iter().any(|range| range.contains(&port))),
        Match::Vlan(ranges) => walked
            .vlan
            .is_some_and(|id| ranges.iter().any(|range| range.contains(&id))),
        Match::EtherType(types) => types.contains(&walked.ether_type),
        Match::Dscp(dscps) => walked
            .selected
            .is_some_and(|selected| dscps.contains(&selected.dscp)),
        Match::Length(range) => range.contains(&facts.length),
        Match::RxQueue(queues) => queues.contains(&facts.queue),
    }
}

fn any_contains(prefixes: &[Prefix], address: IpAddr) -> bool {
    prefixes.iter().any(|prefix| prefix.contains(address))
}

impl Prefix {
    /// Whether `address` is of the same family and in the prefix.
    ///
    /// ```
    /// use softrss_core::policy::Prefix;
    /// let prefix = Prefix { addr: [192, 0, 2, 0].into(), len: 24 };
    /// assert!(prefix.contains([192, 0, 2, 9].into()));
    /// assert!(!prefix.contains([192, 0, 3, 9].into()));
    /// ```
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let differs_at = match (self.addr, address) {
            (IpAddr::V4(a), IpAddr::V4(b)) => (u32::from(a) ^ u32::from(b)).leading_zeros(),
            (IpAddr::V6(a), IpAddr::V6(b)) => (u128::from(a) ^ u128::from(b)).leading_zeros(),
            _ => return false,
        };
        differs_at >= u32::from(self.len)
    }
}

/// Whether no packet can meet `condition`, because it accepts no value.
#[must_use]
pub fn is_never(condition: &Match) -> bool {
    match condition {
        Match::Proto(values) | Match::Dscp(values) => values.is_empty(),
        Match::Src(prefixes) | Match::Dst(prefixes) => prefixes.is_empty(),
        Match::SrcPort(ranges) | Match::DstPort(ranges) | Match::Vlan(ranges) => ranges.is_empty(),
        Match::EtherType(types) => types.is_empty(),
        Match::Length(range) => range.is_empty(),
        Match::RxQueue(queues) => queues.is_empty(),
    }
}
