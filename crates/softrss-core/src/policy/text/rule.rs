//! `[[rule]]`: exceptions to the hash.

use std::{collections::HashMap, ops::Range};

use toml::de::DeArray;

use super::{
    error::Problem,
    reader::{Reader, Section, Value},
    source::quoted,
};
use crate::policy::{
    condition::{Match, Values, covers},
    field::{Field, FieldValues, IpHeader, Place},
    prefix::Prefix,
    rule::{Rule, RuleName},
};

const KEYS: &[&str] = &["name", "match", "action"];
const MATCHES: &[&str] = &{
    let mut words = [""; Field::ALL.len()];
    let mut index = 0;
    while index < words.len() {
        words[index] = Field::ALL[index].word();
        index += 1;
    }
    words
};
/// More would make the program longer than a jump can reach.
const MAX_RULES: usize = 256;
/// Values in the conditions of all rules together.
const MAX_VALUES: usize = 1024;

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
        let values: usize = tables
            .iter()
            .filter_map(|rule| rule.get_ref().get("match")?.get_ref().as_table())
            .flat_map(|conditions| conditions.iter())
            .flat_map(|(_, value)| match value.get_ref().as_array() {
                Some(array) => array.iter().collect(),
                None => vec![value],
            })
            .map(|value| {
                value
                    .get_ref()
                    .as_str()
                    .map_or(1, |list| list.split(',').count())
            })
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
            accepted: format!(
                "at most {MAX_RULES} rules with {MAX_VALUES} values in their conditions; prefixes with a CPU of their \
                 own belong in a [[table]]"
            ),
        };
        self.report(&value.span(), problem);
        true
    }

    fn rule_name(
        &mut self,
        section: &Section<'_>,
        index: usize,
        names: &mut HashMap<RuleName, Range<usize>>,
    ) -> RuleName {
        const ACCEPTED: &str = "a name of 1 to 64 printable characters, not `-` or `table`";
        let default = RuleName::by_position(index);
        let (name, span) = match section.get("name") {
            None => (default, section.span.clone()),
            Some(value) => {
                let written = self.string(value, "name", ACCEPTED);
                let name = written.map(RuleName::new);
                if let (Some(written), Some(Err(_))) = (written, &name) {
                    self.bad_value(&value.span(), "name", written, ACCEPTED.to_owned());
                }
                (name.and_then(Result::ok).unwrap_or(default), value.span())
            }
        };
        if let Some(first) = names.insert(name.clone(), span.clone()) {
            let problem = Problem::Repeated {
                what: format!("the rule name `{}`", quoted(name.as_str())),
                accepted: "a name of its own for each rule; `rule-N` is that of the Nth rule without `name`"
                    .to_owned(),
            };
            self.report_pair(self.source, &span, problem, (&first, "first given here"));
        }
        name
    }

    fn rule_match(&mut self, section: &Section<'_>, name: &RuleName) -> Option<Vec<Match>> {
        let accepted = "`match`, like { proto = \"udp\", dst_port = 53 }; { } matches every packet";
        let value = section.require(self, "match", accepted)?;
        let conditions = self.section(value, "match", "`match`", MATCHES)?;
        let matches: Vec<Option<Match>> = Field::ALL
            .iter()
            .filter_map(|&field| {
                let values = self.one_or_many(conditions.get(field.word())?, field.word());
                Some(self.condition(field, &values))
            })
            .collect();
        let matches: Vec<Match> = matches.into_iter().collect::<Option<_>>()?;
        // Without what an unknown key says the rule would be a wider one, which catches all that others would.
        if !conditions.is_known {
            return None;
        }
        if let Some(why) = impossible(&matches) {
            let rule = quoted(name.as_str());
            self.report(&value.span(), Problem::NeverMatches { rule, why });
        }
        Some(matches)
    }

    /// The condition on `field`; `None` where one of its values is wrong.
    fn condition(&mut self, field: Field, values: &[&Value<'_>]) -> Option<Match> {
        let row = field.row();
        let values = match &row.values {
            FieldValues::Numbers(numbers) => Values::Numbers(
                self.all(values, |r, v| r.numbers(v, row.word, numbers))?
                    .concat(),
            ),
            FieldValues::Bits(bits) => {
                Values::Bits(self.all(values, |r, v| r.bits(v, row.word, bits))?.concat())
            }
            FieldValues::Addresses => {
                Values::Prefixes(self.all(values, |r, v| r.prefixes(v, row.word))?.concat())
            }
            FieldValues::Macs => {
                Values::Macs(self.all(values, |r, v| r.macs(v, row.word))?.concat())
            }
        };
        Match::new(field, values).ok()
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
                .find(|(earlier, _)| covers(&earlier.matches, &rule.matches));
            if let Some((by, by_span)) = earlier {
                let problem = Problem::Shadowed {
                    rule: quoted(rule.name.as_str()),
                    by: quoted(by.name.as_str()),
                };
                self.report_pair(self.source, span, problem, (by_span, "the earlier rule"));
            }
        }
    }
}

/// Why no packet can fulfil `matches`, where that is certain.
fn impossible(matches: &[Match]) -> Option<String> {
    let mut headers = IpHeader::ALL.iter();
    headers.find_map(|&header| {
        let of_it = |condition: &&Match| condition.field().row().place.header() == Some(header);
        let of_it: Vec<&Match> = matches.iter().filter(of_it).collect();
        impossible_header(header, &of_it)
    })
}

/// The same of the conditions that look at one IP header.
fn impossible_header(header: IpHeader, matches: &[&Match]) -> Option<String> {
    let (mut v4, mut v6) = (true, true);
    let mut protocols: Vec<u8> = (0..=u8::MAX).collect();
    let mut without = None;
    for condition in matches {
        match condition.values() {
            Values::Prefixes(prefixes) => {
                v4 &= prefixes.iter().any(Prefix::is_ipv4);
                v6 &= !prefixes.iter().all(Prefix::is_ipv4);
            }
            Values::Numbers(ranges) if condition.field() == header.proto() => {
                let named = |proto| ranges.iter().any(|range| range.contains(&proto));
                protocols.retain(|proto| named(u32::from(*proto)));
            }
            Values::Numbers(_) | Values::Bits(_) | Values::Macs(_) => {}
        }
    }
    for condition in matches {
        match condition.field().row().place {
            Place::Frame | Place::Ip(_) => {}
            Place::Transport {
                protocols: with,
                called,
                ..
            } => {
                protocols.retain(|proto| with.contains(proto));
                if protocols.is_empty() {
                    without = without.or(Some(called));
                }
            }
        }
    }
    if !v4 && !v6 {
        return Some("an IPv4 and an IPv6 address never meet in a packet".to_owned());
    }
    without.map(|called| format!("it asks for {called}, and its protocols have none"))
}
