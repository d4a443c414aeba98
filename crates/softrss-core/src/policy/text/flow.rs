//! `[flow]`: what makes two packets belong together.

use std::ops::Range;

use super::reader::{Reader, Section, Value};
use crate::{
    header::Decap,
    policy::{
        flow::{Buckets, Fields, FlowSpec, HashKey, HashKind, HashRow, Seed, With},
        sentence::join,
    },
};

const KEYS: &[&str] = &[
    "fields",
    "symmetric",
    "hash",
    "key",
    "seed",
    "decap",
    "dsa",
    "buckets",
    "icmp_errors",
    "non_ip",
];
const SEED: &str = "32 hex digits, with or without colons and blanks: a secret, such as `openssl rand -hex 16` makes";
const KEY: &str = "40 or 52 bytes of hex, as `ethtool -x` shows them, with or without colons";

impl Reader<'_> {
    pub(super) fn flow(&mut self, value: &Value<'_>) -> FlowSpec {
        let mut flow = FlowSpec::default();
        let Some(section) = self.section(value, "flow", "[flow]", KEYS) else {
            return flow;
        };
        if let Some(fields) = section.get("fields") {
            flow.fields = self.word(fields, "fields").unwrap_or_default();
        }
        flow.hash = self.hash(&section, flow.fields);
        flow.symmetric = self.symmetric(&section, &flow);
        if let Some(decap) = section.get("decap") {
            flow.decap = self.decap(decap);
        }
        if let Some(dsa) = section.get("dsa") {
            flow.dsa = self.word(dsa, "dsa").unwrap_or_default();
        }
        if let Some(buckets) = section.get("buckets") {
            flow.buckets = self.buckets(buckets).unwrap_or(flow.buckets);
        }
        if let Some(icmp_errors) = section.get("icmp_errors") {
            flow.icmp_errors = self.boolean(icmp_errors, "icmp_errors").unwrap_or_default();
        }
        if let Some(non_ip) = section.get("non_ip") {
            flow.non_ip = self.word(non_ip, "non_ip").unwrap_or_default();
            self.unhashed(&section, flow.fields, "non_ip");
        }
        flow
    }

    fn hash(&mut self, section: &Section<'_>, fields: Fields) -> HashKind {
        let given = section.get("hash");
        let choices: Vec<_> = HashKind::ALL.iter().map(|row| (row.word, *row)).collect();
        let chosen = match given {
            Some(given) => self.choice(given, "hash", &choices),
            None => Some(HashKind::default().row()),
        };
        self.unhashed(section, fields, "hash");
        self.unhashed(section, fields, "seed");
        let Some(hash) = chosen else {
            return HashKind::default();
        };
        match &hash.with {
            With::Seed(kind) => {
                self.other_hash(section, given, hash, "key", |with| {
                    matches!(with, With::Key(_))
                });
                kind(section.get("seed").and_then(|seed| self.seed(seed)))
            }
            With::Key(kind) => {
                self.other_hash(section, given, hash, "seed", |with| {
                    matches!(with, With::Seed(_))
                });
                let accepted = format!("`key` for hash = \"{}\": {KEY}", hash.word);
                let key = section.require(self, "key", &accepted);
                let key = key.and_then(|key| self.hash_key(key));
                key.map(kind).unwrap_or_default()
            }
        }
    }

    /// Notes `key` where `hash` does not take it, and others `take` it.
    fn other_hash(
        &mut self,
        section: &Section<'_>,
        given: Option<&Value<'_>>,
        hash: &HashRow,
        key: &'static str,
        takes: fn(&With) -> bool,
    ) {
        let Some(value) = section.get(key) else {
            return;
        };
        let others = HashKind::ALL.iter().filter(|row| takes(&row.with));
        let others = others.map(|row| format!("hash = \"{}\"", row.word));
        let others = join(others, "or");
        let what = format!(
            "`{key}` belongs to {others}, and the hash is `{}`",
            hash.word
        );
        let accepted = format!("remove `{key}`, or write {others}");
        let (other, label) = match given {
            Some(given) => (given.span(), "the hash"),
            None => (section.span.clone(), "no `hash` here: it is `mix`"),
        };
        self.conflict(&value.span(), what, accepted, (&other, label));
    }

    fn seed(&mut self, value: &Value<'_>) -> Option<Seed> {
        let written = self.string(value, "seed", SEED)?;
        let digits = written.chars().filter(|c| *c != ':' && !c.is_whitespace());
        let seed = digits.collect::<String>().parse().ok();
        if seed.is_none() {
            self.bad_value(&value.span(), "seed", written, SEED.to_owned());
        }
        seed
    }

    fn hash_key(&mut self, value: &Value<'_>) -> Option<HashKey> {
        let written = self.string(value, "key", KEY)?;
        let digits: Option<Vec<u8>> = written
            .chars()
            .filter(|c| *c != ':' && !c.is_whitespace())
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect();
        let Some(digits) = digits else {
            self.bad_value(&value.span(), "key", written, KEY.to_owned());
            return None;
        };
        if !matches!(digits.len(), 80 | 104) {
            let accepted = format!("{KEY}; this has {} hex digits, not 80 or 104", digits.len());
            self.bad_value(&value.span(), "key", written, accepted);
            return None;
        }
        let bytes = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]);
        HashKey::new(bytes.collect::<Vec<u8>>()).ok()
    }

    fn symmetric(&mut self, section: &Section<'_>, flow: &FlowSpec) -> bool {
        let both_ends = flow.fields.both_ends();
        let Some(value) = section.get("symmetric") else {
            return both_ends;
        };
        let symmetric = self.boolean(value, "symmetric").unwrap_or(both_ends);
        if symmetric && !both_ends {
            let what = format!(
                "symmetric = true cannot hold for fields = \"{}\": it does not look at both ends",
                flow.fields.word()
            );
            let accepted = "symmetric = false, or fields = \"5-tuple\" or \"addresses\"";
            self.conflict(
                &value.span(),
                what,
                accepted,
                (&fields_span(section), "the fields"),
            );
        }
        symmetric
    }

    /// Notes `key` where nothing is hashed.
    fn unhashed(&mut self, section: &Section<'_>, fields: Fields, key: &'static str) {
        let Some(value) = section.get(key) else {
            return;
        };
        if fields.hashed().is_none() {
            let what = format!("nothing is hashed with fields = \"{}\"", fields.word());
            let accepted = format!("remove `{key}`, or choose fields that are hashed");
            self.conflict(
                &value.span(),
                what,
                accepted,
                (&fields_span(section), "the fields"),
            );
        }
    }

    fn decap(&mut self, value: &Value<'_>) -> Decap {
        let Some(array) = value.get_ref().as_array() else {
            let accepted = "an array of header kinds like [\"vlan\", \"pppoe\"], or [] for none";
            self.wrong_type(value, "decap", accepted.to_owned());
            return Decap::USUAL;
        };
        let mut decap = Decap::NONE;
        for element in array {
            let Some(kind) = self.choice(element, "decap", Decap::WORDS) else {
                continue;
            };
            if decap.contains(kind) {
                let word = element.get_ref().as_str().unwrap_or_default();
                let first = array
                    .iter()
                    .find(|first| first.get_ref().as_str() == Some(word));
                let first = first.map_or_else(|| element.span(), Value::span);
                let problem = super::error::Problem::Repeated {
                    what: format!("`{word}`"),
                    accepted: "each header kind once".to_owned(),
                };
                self.report_pair(
                    self.source,
                    &element.span(),
                    problem,
                    (&first, "first given here"),
                );
            }
            decap = decap.union(kind);
        }
        decap
    }

    fn buckets(&mut self, value: &Value<'_>) -> Option<Buckets> {
        const ACCEPTED: &str = "a power of two from 1 to 65536";
        let buckets = self.number(value, "buckets", &(1..=Buckets::MAX.count()), ACCEPTED)?;
        let checked = Buckets::new(buckets).ok();
        if checked.is_none() {
            let above = buckets.next_power_of_two();
            let accepted = format!("{ACCEPTED}; the nearest are {} and {above}", above / 2);
            self.out_of_range(&value.span(), "buckets", &buckets.to_string(), accepted);
        }
        checked
    }
}

fn fields_span(section: &Section<'_>) -> Range<usize> {
    section
        .get("fields")
        .map_or_else(|| section.span.clone(), Value::span)
}
