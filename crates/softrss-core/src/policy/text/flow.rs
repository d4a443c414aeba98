//! `[flow]`: what makes two packets belong together.

use std::ops::Range;

use super::{
    error::{Problem, words},
    reader::{Reader, Section, Value},
};
use crate::{
    header::{Decap, Header, UdpPorts},
    policy::{
        fields::{Fields, FlowField, FlowFields},
        flow::{Buckets, FlowSpec, HashKey, HashKind, HashRow, Seed, With},
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

/// A header kind that `decap` names.
struct Given {
    word: &'static str,
    kind: Decap,
    span: Range<usize>,
    /// The kind that UDP carries, if ports are named for it.
    named: Option<Header>,
    /// Its UDP ports, and where they are named, or else the kind is.
    ports: Vec<(u16, Range<usize>)>,
}

impl Reader<'_> {
    pub(super) fn flow(&mut self, value: &Value<'_>) -> FlowSpec {
        let mut flow = FlowSpec::default();
        let Some(section) = self.section(value, "flow", "[flow]", KEYS) else {
            return flow;
        };
        if let Some(fields) = section.get("fields") {
            flow.fields = self.fields(fields).unwrap_or_default();
        }
        flow.hash = self.hash(&section, flow.fields);
        self.computable(&section, &flow);
        flow.symmetric = self.symmetric(&section, &flow);
        if let Some(decap) = section.get("decap") {
            self.decap(decap, &mut flow);
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

    /// A word, or an array of fields and of words for several.
    fn fields(&mut self, value: &Value<'_>) -> Option<Fields> {
        if let Some(array) = value.get_ref().as_array() {
            return self.flow_fields(value, array);
        }
        let named = || Fields::NAMED.iter();
        let accepted = || {
            let alone = named()
                .map(|named| format!("`{}`", named.word))
                .collect::<Vec<_>>();
            format!(
                "{}, or an array of {}",
                alone.join(", "),
                words(lists().map(|(word, _)| word))
            )
        };
        let written = self.string(value, "fields", &accepted())?;
        let found = named().find(|named| named.word == written);
        if found.is_none() {
            self.bad_value(&value.span(), "fields", written, accepted());
        }
        found.map(|named| named.fields)
    }

    fn flow_fields(&mut self, value: &Value<'_>, array: &[Value<'_>]) -> Option<Fields> {
        let listed = || words(lists().map(|(word, _)| word));
        if array.is_empty() {
            let accepted = format!("at least one of {}", listed());
            self.bad_value(&value.span(), "fields", "[]", accepted);
            return None;
        }
        let mut given: Vec<(FlowFields, Range<usize>)> = Vec::new();
        for element in array {
            let written = self.string(element, "fields", &listed())?;
            let Some((word, fields)) = lists().find(|(word, _)| *word == written) else {
                let alone = Fields::NAMED.iter().any(|named| named.word == written);
                let accepted = if alone {
                    format!(
                        "fields = \"{written}\" by itself, since nothing is hashed with it; in an array {}",
                        listed()
                    )
                } else {
                    listed()
                };
                self.bad_value(&element.span(), "fields", written, accepted);
                return None;
            };
            if let Some((other, first)) = given.iter().find(|(other, _)| other.meets(fields)) {
                let twice = other.iter().find(|field| fields.has(*field));
                let what = format!("`{}`", twice.map_or(word, FlowField::word));
                self.repeated(&what, "each field once", (&element.span(), first));
            }
            given.push((fields, element.span()));
        }
        let all = given.into_iter().map(|(fields, _)| fields);
        all.reduce(FlowFields::union).map(Fields::Hash)
    }

    /// Notes a hash that is not defined for the fields.
    fn computable(&mut self, section: &Section<'_>, flow: &FlowSpec) {
        let Some(hash) = section.get("hash").filter(|_| !flow.is_computable()) else {
            return;
        };
        let hashed = Fields::NAMED.iter();
        let hashed = hashed.filter(|named| named.fields.hashed().is_some());
        let accepted = join(hashed.map(|named| format!("\"{}\"", named.word)), "or");
        let row = flow.hash.row();
        let what = format!(
            "hash = \"{}\" is what NICs compute, and none computes it of fields = {}",
            row.word,
            flow.fields.written()
        );
        let accepted = format!("hash = \"mix\", or fields = {accepted}");
        let span = (&fields_span(section), "the fields");
        self.conflict(&hash.span(), what, accepted, span);
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
                "symmetric = true cannot hold for fields = {}: it does not look at both ends",
                flow.fields.written()
            );
            let accepted = if flow.fields.named().is_some() {
                "symmetric = false, or fields = \"5-tuple\" or \"addresses\""
            } else {
                "symmetric = false, or both addresses or none, and both ports or none"
            };
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
            let what = format!("nothing is hashed with fields = {}", fields.written());
            let accepted = format!("remove `{key}`, or choose fields that are hashed");
            self.conflict(
                &value.span(),
                what,
                accepted,
                (&fields_span(section), "the fields"),
            );
        }
    }

    /// Reads the kinds that `value` names, and their ports, into `flow`.
    fn decap(&mut self, value: &Value<'_>, flow: &mut FlowSpec) {
        let Some(array) = value.get_ref().as_array() else {
            let accepted = "an array of header kinds like [\"vlan\", \"pppoe\"], or [] for none";
            self.wrong_type(value, "decap", accepted.to_owned());
            return;
        };
        let mut given: Vec<Given> = Vec::new();
        for element in array {
            if let Some(table) = element.get_ref().as_table() {
                for (key, ports) in table {
                    let word = key.get_ref().as_ref();
                    given.extend(self.kind_with_ports(word, &key.span(), ports));
                }
            } else if let Some(kind) = self.choice(element, "decap", Decap::WORDS) {
                given.extend(self.kind_alone(kind, element));
            }
        }
        flow.decap = Decap::NONE;
        for (index, this) in given.iter().enumerate() {
            if let Some(first) = given[..index].iter().find(|first| first.kind == this.kind) {
                self.repeated(
                    &format!("`{}`", this.word),
                    "each header kind once",
                    (&this.span, &first.span),
                );
            }
            flow.decap = flow.decap.union(this.kind);
        }
        self.ports(value, &given, flow);
    }

    /// The kind that is `element`, which names no ports.
    fn kind_alone(&mut self, kind: Decap, element: &Value<'_>) -> Option<Given> {
        let word = kind.word()?;
        let header = Header::carried_by_udp(kind);
        let usual: Vec<u16> =
            header.map_or_else(Vec::new, |header| UdpPorts::USUAL.of(header).collect());
        if header.is_some() && usual.is_empty() {
            let accepted = format!("{{ {word} = [5555] }}: it has no usual port");
            self.bad_value(&element.span(), "decap", word, accepted);
            return None;
        }
        let ports = usual.into_iter().map(|port| (port, element.span()));
        Some(Given {
            word,
            kind,
            span: element.span(),
            named: None,
            ports: ports.collect(),
        })
    }

    /// The kind that `written` calls, with its ports in `value`.
    fn kind_with_ports(
        &mut self,
        written: &str,
        span: &Range<usize>,
        value: &Value<'_>,
    ) -> Option<Given> {
        const ACCEPTED: &str = "UDP ports from 1 to 65535";
        let with_ports = Decap::WORDS.iter();
        let with_ports = with_ports.filter(|(_, kind)| Header::carried_by_udp(*kind).is_some());
        let with_ports = join(with_ports.map(|(word, _)| format!("`{word}`")), "and");
        let known = Decap::WORDS.iter().find(|(word, _)| *word == written);
        let Some((&(word, kind), header)) =
            known.and_then(|known| Some((known, Header::carried_by_udp(known.1)?)))
        else {
            let accepted = match known {
                Some(_) => format!(
                    "\"{written}\" alone, since UDP does not carry it; ports have {with_ports}"
                ),
                None => format!("one of those that have ports: {with_ports}"),
            };
            self.bad_value(span, "decap", written, accepted);
            return None;
        };
        let elements = match value.get_ref().as_array() {
            Some(array) if array.is_empty() => {
                let accepted = format!("at least one port; \"{written}\" alone has the usual ones");
                self.bad_value(&value.span(), "decap", "[]", accepted);
                return None;
            }
            Some(array) => array.iter().collect(),
            None => vec![value],
        };
        let mut ports: Vec<(u16, Range<usize>)> = Vec::new();
        for element in elements {
            let port = self.number(element, "decap", &(1..=u16::MAX.into()), ACCEPTED)?;
            let port = u16::try_from(port).ok()?;
            if let Some((_, first)) = ports.iter().find(|(other, _)| *other == port) {
                self.repeated(
                    &format!("port {port}"),
                    "each port once",
                    (&element.span(), first),
                );
            }
            ports.push((port, element.span()));
        }
        Some(Given {
            word,
            kind,
            span: span.clone(),
            named: Some(header),
            ports,
        })
    }

    /// Takes over the ports that are named. No port may announce two kinds.
    fn ports(&mut self, value: &Value<'_>, given: &[Given], flow: &mut FlowSpec) {
        let all = || {
            given
                .iter()
                .flat_map(|given| given.ports.iter().map(move |port| (given, port)))
        };
        for (index, (this, (port, span))) in all().enumerate() {
            let other = all()
                .take(index)
                .find(|(other, (its, _))| its == port && other.kind != this.kind);
            if let Some((other, (_, first))) = other {
                let [first_word, second] = [other.word, this.word];
                self.conflict(
                    span,
                    format!("UDP port {port} cannot announce both `{first_word}` and `{second}`"),
                    format!("each port for one kind: name others for one of them, {{ {second} = [{port}] }} and {{ {first_word} = [...] }}"),
                    (first, "the other kind"),
                );
            }
        }
        let named = given
            .iter()
            .filter_map(|given| Some((given.named?, &given.ports)));
        let named: Vec<(Header, u16)> = named
            .flat_map(|(header, ports)| ports.iter().map(move |(port, _)| (header, *port)))
            .collect();
        for &(header, port) in &named {
            if flow.ports.name(header, port).is_err() {
                let problem = Problem::TooMany {
                    what: "UDP ports in `decap`",
                    count: named.len(),
                    accepted: format!("at most {}", UdpPorts::MOST),
                };
                self.report(&value.span(), problem);
                break;
            }
        }
    }

    fn repeated(
        &mut self,
        what: &str,
        accepted: &str,
        (again, first): (&Range<usize>, &Range<usize>),
    ) {
        let problem = Problem::Repeated {
            what: what.to_owned(),
            accepted: accepted.to_owned(),
        };
        self.report_pair(self.source, again, problem, (first, "first given here"));
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

/// What an array of fields may have: single ones, and words for several.
fn lists() -> impl Iterator<Item = (&'static str, FlowFields)> {
    let single = FlowField::ALL.iter();
    let single = single.filter_map(|&field| Some((field.word(), FlowFields::new(&[field])?)));
    let several = Fields::NAMED.iter();
    let several = several.filter_map(|named| Some((named.word, named.fields.hashed()?)));
    single.chain(several.filter(|(_, fields)| fields.iter().count() > 1))
}

fn fields_span(section: &Section<'_>) -> Range<usize> {
    section
        .get("fields")
        .map_or_else(|| section.span.clone(), Value::span)
}
