//! Rules that name what `decap` looks through.

use super::{
    condition::{Match, Values},
    field::{Field, Place},
    flow::FlowSpec,
    model::Policy,
    rule::{Rule, RuleName},
};
use crate::header::{
    Decap, Header,
    kinds::{By, Line, Next, Part, When},
};

/// A value that a rule asks for and that packets have only where they cannot be read further: `decap` looks through it, and
/// rules look at what is inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unseen {
    /// The rule.
    pub rule: RuleName,
    /// What it asks for.
    pub field: Field,
    /// The value, as policy files have it.
    pub value: String,
    /// The word of `decap`.
    pub kind: &'static str,
    /// The conditions on the outermost IP header that match it, as policy files have them; `None` where it is not in one.
    pub instead: Option<String>,
}

impl Policy {
    /// What rules ask for and `decap` looks through, in the order of the rules.
    ///
    /// ```
    /// let policy: softrss_core::Policy = r#"
    ///     version = 1
    ///     [[rule]]
    ///     match  = { proto = ["gre", "esp"] }
    ///     action = "pass"
    /// "#.parse()?;
    /// let unseen = policy.unseen();
    /// assert_eq!((unseen.len(), unseen[0].kind, &*unseen[0].value), (1, "gre", "\"gre\""));
    /// assert_eq!(unseen[0].instead.as_deref(), Some("outer_proto = \"gre\""));
    /// # Ok::<(), softrss_core::policy::PolicyErrors>(())
    /// ```
    #[must_use]
    pub fn unseen(&self) -> Vec<Unseen> {
        let mut unseen = Vec::new();
        for rule in &self.rules {
            for condition in &rule.matches {
                for (number, value) in condition.singles() {
                    let field = condition.field();
                    if let Some(kind) = looked_through(&self.flow, rule, field, number) {
                        unseen.push(Unseen {
                            rule: rule.name.clone(),
                            field,
                            value,
                            kind,
                            instead: outside(field, number),
                        });
                    }
                }
            }
        }
        unseen
    }
}

/// The conditions that the field of the outermost IP header is `number`, where there is such a field. A port is
/// one of UDP.
fn outside(field: Field, number: u32) -> Option<String> {
    let outer = field.outer()?;
    let mut conditions = vec![Match::numbers(outer, [number]).ok()?];
    if matches!(outer.row().place, Place::Transport { .. }) {
        let udp = u32::from(Header::Udp.protocol());
        conditions.insert(0, Match::numbers(Field::OuterProto, [udp]).ok()?);
    }
    let conditions: Vec<String> = conditions.iter().map(Match::to_string).collect();
    Some(conditions.join(", "))
}

/// The word of the kind that `number` announces to a packet that `rule` asks for, if it is one of `decap`.
fn looked_through(flow: &FlowSpec, rule: &Rule, field: Field, number: u32) -> Option<&'static str> {
    let announced = Header::ALL.iter().flat_map(|&header| {
        let kind = header.kind();
        kind.by.iter().map(move |by| (header, kind, by))
    });
    let wanted = announced.filter_map(|(header, kind, (by, when))| {
        let When::Decap(of) = when else { return None };
        let same = match *by {
            By::Protocol(proto) | By::Protocol4(proto) | By::Protocol6(proto) => {
                field == Field::Proto && number == u32::from(proto)
            }
            By::UdpTo(_) | By::UdpNamed | By::UdpEither(_) => {
                let either = matches!(by, By::UdpEither(_)) && field == Field::SrcPort;
                let side = field == Field::DstPort || either;
                let mut ports = flow.ports.of(header);
                side && ports.any(|port| number == u32::from(port)) && is_udp_only(rule)
            }
            // The type that rules look at is the last one before IP.
            By::EtherType(ether_type) => {
                let same = field == Field::EtherType && number == u32::from(ether_type);
                same && has_another_type(&kind.part)
            }
            By::GreType(_) => false,
        };
        (same && flow.decap.contains(*of)).then_some(*of)
    });
    wanted.into_iter().next().and_then(Decap::word)
}

/// Whether what is behind `part` has an Ethernet type of its own, wherever it leads.
fn has_another_type(part: &Part) -> bool {
    part.lines.iter().all(|line| match *line {
        Line::Keep(_) => true,
        Line::Leave(_, _, next) => match next {
            Next::EtherType(_) | Next::To(Header::Ethernet) | Next::Stop(_) => true,
            Next::Behind(part) => has_another_type(part),
            Next::To(_)
            | Next::Protocol(_)
            | Next::GreType(_)
            | Next::UdpPorts(_)
            | Next::Quote(_)
            | Next::IfWanted(..)
            | Next::Done => false,
        },
    })
}

/// Whether a rule asks for UDP and nothing else.
fn is_udp_only(rule: &Rule) -> bool {
    let proto = rule.matches.iter();
    let mut proto = proto.filter(|condition| condition.field() == Field::Proto);
    proto.any(|condition: &Match| match condition.values() {
        Values::Numbers(ranges) => ranges.iter().all(|range| *range == (17..=17)),
        Values::Bits(_) | Values::Prefixes(_) | Values::Macs(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(decap: &str, matches: &str) -> Policy {
        format!(
            "version = 1\n[flow]\ndecap = [{decap}]\n[[rule]]\nmatch = {{ {matches} }}\naction = \"pass\"\n"
        )
        .parse()
        .unwrap()
    }

    fn unseen(decap: &str, matches: &str) -> Vec<(String, &'static str)> {
        let unseen = policy(decap, matches).unseen().into_iter();
        unseen.map(|unseen| (unseen.value, unseen.kind)).collect()
    }

    #[test]
    fn names_what_decap_removes_and_nothing_else() {
        let one = |value: &str, kind| vec![(value.to_owned(), kind)];
        let all = "\"vlan\", \"gre\", \"ipip\", \"vxlan\", \"esp-udp\", \"pppoe\", \"mpls\", \"r-tag\", \"dsa\", \"macsec\", \
             \"batman-adv\", \"nsh\", { geneve = 4788 }";
        for (matches, expected) in [
            ("proto = \"gre\"", one("\"gre\"", "gre")),
            ("proto = [\"tcp\", \"6in4\"]", one("\"6in4\"", "ipip")),
            ("proto = [46, 47, 48]", one("\"gre\"", "gre")),
            ("proto = \"udp\", dst_port = 4789", one("4789", "vxlan")),
            ("proto = \"udp\", src_port = 4500", one("4500", "esp-udp")),
            ("ethertype = 0x8100", one("0x8100", "vlan")),
            ("ethertype = 0x88e7", one("0x88e7", "vlan")),
            ("ethertype = [0xf1c1, \"mpls\"]", one("0xf1c1", "r-tag")),
            ("ethertype = 0xdada", one("0xdada", "dsa")),
            ("ethertype = \"macsec\"", one("\"macsec\"", "macsec")),
            ("ethertype = 0x4305", one("0x4305", "batman-adv")),
            ("ethertype = 0x894f", vec![]),
            ("proto = \"udp\", dst_port = 4788", one("4788", "geneve")),
            // Others have that port, and a range means what else is in it.
            ("dst_port = 4789", vec![]),
            ("proto = \"tcp\", dst_port = 4789", vec![]),
            ("proto = \"udp\", src_port = 4789", vec![]),
            ("proto = \"udp\", dst_port = \"4000-5000\"", vec![]),
            ("ethertype = \"pppoe\"", vec![]),
            ("proto = \"esp\"", vec![]),
        ] {
            assert_eq!(unseen(all, matches), expected, "{matches}");
            assert_eq!(unseen("", matches), vec![], "{matches}");
        }
    }

    #[test]
    fn tells_what_matches_it() {
        let all = "\"vlan\", \"gre\", \"vxlan\", \"esp-udp\"";
        for (matches, expected) in [
            ("proto = \"gre\"", Some("outer_proto = \"gre\"")),
            (
                "proto = \"udp\", dst_port = 4789",
                Some("outer_proto = \"udp\", outer_dst_port = 4789"),
            ),
            (
                "proto = \"udp\", src_port = 4500",
                Some("outer_proto = \"udp\", outer_src_port = 4500"),
            ),
            ("ethertype = 0x8100", None),
        ] {
            let unseen = policy(all, matches).unseen();
            assert_eq!(unseen.len(), 1, "{matches}");
            assert_eq!(unseen[0].instead.as_deref(), expected, "{matches}");
            if let Some(instead) = &unseen[0].instead {
                assert_eq!(policy(all, instead).unseen(), vec![], "{instead}");
            }
        }
    }
}
