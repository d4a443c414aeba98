//! Conditions of rules that hold for no packet.

use super::{
    condition::{Match, Values},
    field::{Field, IpHeader},
    flow::FlowSpec,
    model::Policy,
    rule::RuleName,
};
use crate::header::{
    Decap, Header,
    kinds::{By, Extra, Keep, Kind, Line, Next, Part, When},
};

/// A condition of a rule that holds for no packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    /// The rule.
    pub rule: RuleName,
    /// What it asks for.
    pub field: Field,
    /// Why that is never there.
    pub why: NeverThere,
}

/// Why no packet has what a rule asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NeverThere {
    /// It is in a header that is read only where `decap` names this word.
    NotInDecap(&'static str),
    /// This value, as policy files have it, announces a header that is always stepped over, to the protocol behind it.
    SteppedOver(String),
    /// It is in an IP header, and the Ethernet types of the rule lead to none that is read.
    NoIp,
}

impl Policy {
    /// Conditions that hold for no packet, in the order of the rules.
    ///
    /// ```
    /// use softrss_core::policy::{Field, NeverThere};
    /// let policy: softrss_core::Policy = r#"
    ///     version = 1
    ///     [flow]
    ///     decap  = ["gre"]
    ///     [[rule]]
    ///     match  = { vlan = 100 }
    ///     action = "pass"
    /// "#.parse()?;
    /// let absent = &policy.absent()[0];
    /// assert_eq!((absent.field, &absent.why), (Field::Vlan, &NeverThere::NotInDecap("vlan")));
    /// # Ok::<(), softrss_core::policy::PolicyErrors>(())
    /// ```
    #[must_use]
    pub fn absent(&self) -> Vec<Absent> {
        let mut absent = Vec::new();
        for rule in &self.rules {
            let types = rule.matches.iter();
            let mut types = types.filter(|condition| condition.field() == Field::EtherType);
            let without_ip = types.any(|types| !leads_to_ip(&self.flow, types));
            for condition in &rule.matches {
                let field = condition.field();
                let mut because = |why| {
                    absent.push(Absent {
                        rule: rule.name.clone(),
                        field,
                        why,
                    });
                };
                if let Some(word) = not_in_decap(&self.flow, field) {
                    because(NeverThere::NotInDecap(word));
                }
                for value in stepped_over(condition) {
                    because(NeverThere::SteppedOver(value));
                }
                if without_ip && field.row().place.header().is_some() {
                    because(NeverThere::NoIp);
                }
            }
        }
        absent
    }
}

/// The header kinds that `flow` can come to, behind whatever others.
fn read(flow: &FlowSpec) -> impl Iterator<Item = &'static Kind> {
    let tag = flow.dsa.row();
    let decap = flow.decap.union(tag.decap);
    Header::ALL.iter().filter_map(move |&header| {
        let kind = header.kind();
        let is_first = header == tag.first;
        let is_read = kind.by.iter().any(|&(_, when)| can_be(decap, when));
        (is_first || is_read).then_some(kind)
    })
}

/// Whether something that is read on this condition can be, where `decap` is looked through.
fn can_be(decap: Decap, when: When) -> bool {
    match when {
        When::Decap(kind) => decap.contains(kind),
        When::Always
        | When::Unchanged
        | When::Ports
        | When::PortsOrClamp
        | When::PortsOrUdpTunnel
        | When::IcmpErrors
        | When::Extra(_) => true,
    }
}

/// The word that `decap` lacks for packets to have `field`.
fn not_in_decap(flow: &FlowSpec, field: Field) -> Option<&'static str> {
    let has: &dyn Fn(&Kind) -> bool = match (field, field.row().extra) {
        (Field::Vlan | Field::InnerVlan, _) => {
            &|kind| keeps(&kind.part, |keep| matches!(keep, Keep::VlanId(_)))
        }
        (_, Some(extra)) => &move |kind| {
            keeps(&kind.part, |keep| match keep {
                Keep::Extra(kept, _) => kept == extra,
                Keep::VlanId(_)
                | Keep::Ipv4
                | Keep::Ipv6
                | Keep::Ports(_)
                | Keep::Spi(..)
                | Keep::Fragment(_)
                | Keep::TunnelId(_) => false,
            })
        },
        (_, None) => return None,
    };
    if read(flow).any(has) {
        return None;
    }
    let mut kinds = Header::ALL.iter().map(|header| header.kind());
    let (_, when) = *kinds.find(|kind| has(kind))?.by.first()?;
    match when {
        When::Decap(kind) => kind.word(),
        When::Always
        | When::Unchanged
        | When::Ports
        | When::PortsOrClamp
        | When::PortsOrUdpTunnel
        | When::IcmpErrors
        | When::Extra(Extra::TcpFlags | Extra::PppoeSession) => None,
    }
}

/// Whether `part`, or what is behind it and belongs to it, keeps what `which` tells.
fn keeps(part: &Part, which: impl Fn(Keep) -> bool + Copy) -> bool {
    part.lines.iter().any(|line| match *line {
        Line::Keep(keep) => which(keep),
        Line::Leave(_, _, Next::Behind(part) | Next::IfWanted(_, part)) => keeps(part, which),
        Line::Leave(..) => false,
    })
}

/// The values of a condition on a protocol whose header is stepped over in IPv4 and in IPv6, whatever the policy says.
fn stepped_over(condition: &Match) -> Vec<String> {
    let field = condition.field();
    if !IpHeader::ALL.iter().any(|header| header.proto() == field) {
        return Vec::new();
    }
    let is_stepped_over = |number: u32| {
        Header::ALL.iter().any(|header| {
            let kind = header.kind();
            let announced = kind.by.iter().any(|&(by, when)| {
                matches!(by, By::Protocol(protocol) if u32::from(protocol) == number)
                    && matches!(when, When::Always | When::Unchanged)
            });
            let mut leaves = kind.part.lines.iter().filter_map(|line| match line {
                Line::Leave(_, _, next) => Some(next),
                Line::Keep(_) => None,
            });
            announced && leaves.all(|next| matches!(next, Next::Protocol(_)))
        })
    };
    let singles = condition.singles();
    let stepped_over = singles.filter(|(number, _)| is_stepped_over(*number));
    stepped_over.map(|(_, value)| value).collect()
}

/// Whether one of the Ethernet types that `types` asks for may have an IP header behind it that is read.
fn leads_to_ip(flow: &FlowSpec, types: &Match) -> bool {
    let Values::Numbers(ranges) = types.values() else {
        return true;
    };
    read(flow).any(|kind| {
        kind.by.iter().any(|(by, _)| match by {
            By::EtherType(number) => ranges
                .iter()
                .any(|range| range.contains(&u32::from(*number))),
            By::Protocol4(_)
            | By::Protocol6(_)
            | By::Protocol(_)
            | By::UdpTo(_)
            | By::UdpEither(_)
            | By::UdpNamed
            | By::GreType(_) => false,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Why conditions never hold, by the word of their field.
    fn absent(flow: &str, matches: &str) -> Vec<(&'static str, NeverThere)> {
        let policy: Policy = format!(
            "version = 1\n[flow]\n{flow}\n[[rule]]\nmatch = {{ {matches} }}\naction = \"pass\"\n"
        )
        .parse()
        .unwrap();
        let absent = policy.absent().into_iter();
        absent
            .map(|absent| (absent.field.word(), absent.why))
            .collect()
    }

    #[test]
    fn fields_of_headers_that_are_not_read() {
        use NeverThere::NotInDecap;
        for (matches, field, word) in [
            ("vlan = 100", "vlan", "vlan"),
            ("inner_vlan = \"1-9\"", "inner_vlan", "vlan"),
            ("pppoe_session = 7", "pppoe_session", "pppoe"),
        ] {
            let expected = vec![(field, NotInDecap(word))];
            assert_eq!(absent("decap = [\"gre\"]", matches), expected);
            assert_eq!(absent("", matches), []);
            assert_eq!(absent(&format!("decap = [\"{word}\"]"), matches), []);
        }
        // The tag of a switch has one, or is one.
        for dsa in ["dsa", "edsa", "sja1105"] {
            let flow = format!("decap = []\ndsa = \"{dsa}\"");
            assert_eq!(absent(&flow, "vlan = 100"), [], "{dsa}");
        }
        let other = absent("decap = []\ndsa = \"mtk\"", "vlan = 100");
        assert_eq!(other, [("vlan", NotInDecap("vlan"))]);
        assert_eq!(absent("decap = []", "tcp_flags = \"syn\""), []);
    }

    #[test]
    fn headers_that_are_stepped_over() {
        use NeverThere::SteppedOver;
        let ah = || SteppedOver("\"ah\"".to_owned());
        assert_eq!(absent("", "proto = [\"esp\", \"ah\"]"), [("proto", ah())]);
        assert_eq!(
            absent("decap = []", "outer_proto = 51"),
            [("outer_proto", ah())]
        );
        for matches in ["proto = [0, 43, 44, 60]", "dst_port = 51"] {
            assert_eq!(absent("", matches), [], "{matches}");
        }
    }

    #[test]
    fn ip_behind_what_has_none() {
        use NeverThere::NoIp;
        for types in ["\"arp\"", "[\"lldp\", 0x88b5]"] {
            let matches = format!("ethertype = {types}, src = \"10.0.0.0/8\", dst_port = 53");
            assert_eq!(absent("", &matches), [("src", NoIp), ("dst_port", NoIp)]);
        }
        let labels = "ethertype = \"mpls\", outer_dst = \"10.0.0.0/8\"";
        assert_eq!(absent("decap = [\"gre\"]", labels), [("outer_dst", NoIp)]);
        for (flow, matches) in [
            ("", labels),
            ("", "ethertype = \"arp\", vlan = 7, length = 60"),
            (
                "decap = []",
                "ethertype = [\"arp\", \"ipv4\"], proto = \"tcp\"",
            ),
        ] {
            assert_eq!(absent(flow, matches), [], "{matches}");
        }
    }
}
