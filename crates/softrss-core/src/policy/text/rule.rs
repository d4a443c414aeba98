//! `[[rule]]`: exceptions to the hash.

use std::{
    collections::{BTreeSet, HashMap},
    ops::{Range, RangeInclusive},
};

use toml::de::DeArray;

use super::{
    error::Problem,
    reader::{Reader, Section, Value},
    shadow,
    source::quoted,
    value::Numbers,
};
use crate::policy::{
    Match, Prefix, Rule,
    names::{DSCPS, ETHERTYPES, PROTOCOLS, WITH_PORTS},
};

const KEYS: &[&str] = &["name", "match", "action"];
const MATCHES: &[&str] = &[
    "proto",
    "src",
    "dst",
    "src_port",
    "dst_port",
    "vlan",
    "ethertype",
    "dscp",
    "length",
    "rx_queue",
];
/// More would make the program longer than a jump can reach.
const MAX_RULES: usize = 256;
/// Values in the conditions of all rules together.
const MAX_VALUES: usize = 1024;
/// Receive queues in the conditions of one rule.
const MAX_QUEUES: usize = 64;
const MAX_NAME_CHARS: usize = 64;
/// Names that reports use for what no rule decided.
const RESERVED: [&str; 2] = ["-", "table"];

const PROTO: Numbers = Numbers {
    key: "proto",
    range: 0..=255,
    accepted: "an IP protocol number from 0 to 255",
};
const SRC_PORT: Numbers = Numbers {
    key: "src_port",
    range: 0..=65535,
    accepted: "a port from 0 to 65535, or a range like \"1000-2000\"",
};
const DST_PORT: Numbers = Numbers {
    key: "dst_port",
    ..SRC_PORT
};
const VLAN: Numbers = Numbers {
    key: "vlan",
    range: 0..=4094,
    accepted: "a VLAN id from 0 to 4094, or a range like \"100-199\"",
};
const ETHERTYPE: Numbers = Numbers {
    key: "ethertype",
    range: 0x600..=0xffff,
    accepted: "an EtherType from 0x0600 to 0xffff",
};
const DSCP: Numbers = Numbers {
    key: "dscp",
    range: 0..=63,
    accepted: "a DSCP from 0 to 63",
};
const LENGTH: Numbers = Numbers {
    key: "length",
    range: 14..=65535,
    accepted: "a frame length from 14 to 65535 bytes, or a range like \"64-128\"",
};
const RX_QUEUE: Numbers = Numbers {
    key: "rx_queue",
    range: 0..=4095,
    accepted: "a queue number from 0 to 4095, or a range like \"0-3\"",
};

impl Reader<'_> {
    pub(super) fn rules(&mut self, value: &Value<'_>) -> Vec<Rule> {
        let tables = match value.get_ref().as_array() {
            Some(array) if array.iter().all(|rule| rule.get_ref().is_table()) => array,
            _ => {
                self.wrong_type(
                    value,
                    "rule",
                    "tables, each begun by a line [[rule]]".to_owned(),
                );
                return Vec::new();
            }
        };
        if self.too_many(value, tables) {
            return Vec::new();
        }
        let mut rules = Vec::new();
        let mut names = HashMap::new();
        for (index, table) in tables.iter().enumerate() {
            let Some(section) = self.section(table, "rule", "[[rule]]", KEYS) else {
                continue;
            };
            let name = self.rule_name(&section, index, &mut names);
            let matches = self.rule_match(&section, &name);
            let action = self.rule_action(&section);
            if let (Some(matches), Some(action)) = (matches, action) {
                let rule = Rule {
                    name,
                    matches,
                    action,
                };
                rules.push((rule, section.span));
            }
        }
        self.shadowed(&rules);
        rules.into_iter().map(|(rule, _)| rule).collect()
    }

    /// Notes more rules, or more values in their conditions, than a program has room for.
    fn too_many(&mut self, value: &Value<'_>, tables: &DeArray<'_>) -> bool {
        const ACCEPTED: &str = "at most 256 rules with 1024 values in their conditions; prefixes with a CPU \
                                of their own belong in the [table]";
        let values: usize = tables
            .iter()
            .filter_map(|rule| rule.get_ref().get("match")?.get_ref().as_table())
            .flat_map(|conditions| conditions.iter())
            .map(|(_, value)| value.get_ref().as_array().map_or(1, |array| array.len()))
            .sum();
        let (what, count) = if tables.len() > MAX_RULES {
            ("rules", tables.len())
        } else if values > MAX_VALUES {
            ("values in the conditions of rules", values)
        } else {
            return false;
        };
        let problem = Problem::TooMany {
            what,
            count,
            accepted: ACCEPTED,
        };
        self.report(&value.span(), problem);
        true
    }

    fn rule_name(
        &mut self,
        section: &Section<'_>,
        index: usize,
        names: &mut HashMap<String, Range<usize>>,
    ) -> String {
        const ACCEPTED: &str = "a name of 1 to 64 printable characters, not `-` or `table`";
        let default = format!("rule-{}", index + 1);
        let (name, span) = match section.get("name") {
            None => (default, section.span.clone()),
            Some(value) => {
                let name = self.string(value, "name", ACCEPTED).unwrap_or(&default);
                let printable = !name.is_empty() && !name.chars().any(char::is_control);
                if !printable || name.chars().count() > MAX_NAME_CHARS || RESERVED.contains(&name) {
                    self.bad_value(&value.span(), "name", name, ACCEPTED.to_owned());
                }
                (name.to_owned(), value.span())
            }
        };
        if let Some(first) = names.insert(name.clone(), span.clone()) {
            let problem = Problem::Repeated {
                what: format!("the rule name `{}`", quoted(&name)),
                accepted: "a name of its own for each rule; `rule-N` is that of the Nth rule without `name`"
                    .to_owned(),
            };
            self.report_pair(self.source, &span, problem, (&first, "first given here"));
        }
        name
    }

    fn rule_match(&mut self, section: &Section<'_>, name: &str) -> Option<Vec<Match>> {
        let accepted = "`match`, like { proto = \"udp\", dst_port = 53 }; { } matches every packet";
        let value = section.require(self, "match", accepted)?;
        let conditions = self.section(value, "match", "`match`", MATCHES)?;
        let matches: Vec<Option<Match>> = MATCHES
            .iter()
            .filter_map(|key| {
                let values = self.one_or_many(conditions.get(key)?, key);
                Some(self.condition(key, &values))
            })
            .collect();
        let matches: Vec<Match> = matches.into_iter().collect::<Option<_>>()?;
        if let Some(why) = impossible(&matches) {
            let rule = quoted(name);
            self.report(&value.span(), Problem::NeverMatches { rule, why });
        }
        Some(matches)
    }

    /// The condition `key`; `None` where one of its values is wrong.
    fn condition(&mut self, key: &str, values: &[&Value<'_>]) -> Option<Match> {
        if values.is_empty() {
            return None;
        }
        Some(match key {
            "proto" => Match::Proto(self.all(values, |r, v| r.named(v, &PROTO, PROTOCOLS))?),
            "src" => Match::Src(self.all(values, |r, v| r.prefix(v, "src"))?),
            "dst" => Match::Dst(self.all(values, |r, v| r.prefix(v, "dst"))?),
            "src_port" => Match::SrcPort(self.all(values, |r, v| r.short_range(v, &SRC_PORT))?),
            "dst_port" => Match::DstPort(self.all(values, |r, v| r.short_range(v, &DST_PORT))?),
            "vlan" => Match::Vlan(self.all(values, |r, v| r.short_range(v, &VLAN))?),
            "ethertype" => {
                Match::EtherType(self.all(values, |r, v| r.named(v, &ETHERTYPE, ETHERTYPES))?)
            }
            "dscp" => Match::Dscp(self.all(values, |r, v| r.named(v, &DSCP, DSCPS))?),
            "length" => Match::Length(self.length(values)?),
            "rx_queue" => Match::RxQueue(self.rx_queues(values)?),
            _ => return None,
        })
    }

    fn short_range(&mut self, value: &Value<'_>, numbers: &Numbers) -> Option<RangeInclusive<u16>> {
        let range = self.range(value, numbers)?;
        Some(u16::try_from(*range.start()).ok()?..=u16::try_from(*range.end()).ok()?)
    }

    fn length(&mut self, values: &[&Value<'_>]) -> Option<RangeInclusive<u32>> {
        let [value] = values else {
            let what = format!("one length or one range, not {}", values.len());
            self.wrong_type(values[0], "length", what);
            return None;
        };
        self.range(value, &LENGTH)
    }

    fn rx_queues(&mut self, values: &[&Value<'_>]) -> Option<Vec<u32>> {
        let ranges = self.all(values, |r, v| r.range(v, &RX_QUEUE))?;
        let queues: BTreeSet<u32> = ranges.into_iter().flatten().collect();
        if queues.len() > MAX_QUEUES {
            let problem = Problem::TooMany {
                what: "receive queues",
                count: queues.len(),
                accepted: "at most 64 queues in a rule",
            };
            self.report(&values[0].span(), problem);
            return None;
        }
        Some(queues.into_iter().collect())
    }

    /// Every value read by `read`, all of them tried, so that each error is noted.
    fn all<'v, T>(
        &mut self,
        values: &[&'v Value<'v>],
        mut read: impl FnMut(&mut Self, &'v Value<'v>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let read: Vec<Option<T>> = values.iter().map(|value| read(self, value)).collect();
        read.into_iter().collect()
    }

    /// Notes rules behind one that catches all they would catch.
    fn shadowed(&mut self, rules: &[(Rule, Range<usize>)]) {
        for (index, (rule, span)) in rules.iter().enumerate() {
            let earlier = rules[..index]
                .iter()
                .find(|(earlier, _)| shadow::covers(&earlier.matches, &rule.matches));
            if let Some((by, by_span)) = earlier {
                let problem = Problem::Shadowed {
                    rule: quoted(&rule.name),
                    by: quoted(&by.name),
                };
                self.report_pair(self.source, span, problem, (by_span, "the earlier rule"));
            }
        }
    }
}

/// Why no packet can fulfil `matches`, where that is certain.
fn impossible(matches: &[Match]) -> Option<&'static str> {
    let families = |prefixes: &[Prefix]| {
        let v4 = prefixes.iter().any(|prefix| prefix.addr.is_ipv4());
        let v6 = prefixes.iter().any(|prefix| prefix.addr.is_ipv6());
        (v4, v6)
    };
    let (mut src, mut dst) = ((true, true), (true, true));
    let (mut ports, mut with_ports) = (false, true);
    for condition in matches {
        match condition {
            Match::Src(prefixes) => src = families(prefixes),
            Match::Dst(prefixes) => dst = families(prefixes),
            Match::SrcPort(_) | Match::DstPort(_) => ports = true,
            Match::Proto(protos) => {
                with_ports = protos.iter().any(|proto| WITH_PORTS.contains(proto));
            }
            _ => {}
        }
    }
    if !(src.0 && dst.0 || src.1 && dst.1) {
        return Some("an IPv4 and an IPv6 address never meet in a packet");
    }
    (ports && !with_ports).then_some("it asks for ports, and its protocols have none")
}
