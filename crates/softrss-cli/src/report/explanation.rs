//! Why a frame goes where it goes.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::Value;
use softrss_core::{
    decide::{Choice, Decision, Failed, TableEntry, Verdict},
    flow::{FlowKey, Ports, Tags},
    header::{Header, Reason},
    policy::{End, Fields, FlowField, KeyKind},
    resolve::{ResolvedPolicy, Step},
};

use super::{
    SCHEMA, header, shown,
    then::{self, Then},
};
use crate::{
    capture::{Frame, LinkType},
    simulation::chooser,
};

/// The explanation, as the JSON object has it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Explanation {
    /// The version of this object.
    schema: u32,
    /// Its number in the capture, from 1.
    frame: u64,
    /// What it was captured as.
    link: String,
    /// Its bytes on the wire.
    length: usize,
    /// The bytes of it that were captured.
    captured: usize,
    /// The headers that were read, from the outside.
    headers: Vec<HeaderFields>,
    /// What its flow is; `null` where there is no IP header to hash.
    flow: Option<Flow>,
    /// Why reading ended before the innermost header.
    reason: Option<&'static str>,
    /// The rule that decided; `null` where none did.
    rule: Option<String>,
    /// Each rule up to the one that decided.
    tried: Vec<Tried>,
    /// The entry of a table that decided.
    table: Option<OfTable>,
    /// `table` again, where the key is a prefix.
    prefix: Option<OfPrefix>,
    /// The hash, in hex; `null` where none was needed.
    hash: Option<String>,
    /// The bucket of the hash; `null` where none was needed.
    bucket: Option<u32>,
    /// The CPU it is sent to; `null` where it is to none.
    cpu: Option<u32>,
    /// `redirect`, `pass` or `drop`.
    action: &'static str,
    /// What the CPU does with the packet, if it is sent to one.
    then: Option<Then>,
    #[serde(skip)]
    words: Words,
}

/// A rule that was tried.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Tried {
    /// Its name.
    rule: String,
    /// Whether it decided.
    matches: bool,
    /// The first condition that does not hold, as the policy has it.
    failed: Option<String>,
    /// What the packet has there; `null` where it has no such field.
    value: Option<String>,
}

/// The entry of a table that decided.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OfTable {
    /// Its name.
    table: String,
    /// The columns of its key.
    columns: String,
    /// The key of the entry.
    key: String,
    /// The end of the packet that has the key; `null` where it is of none.
    side: Option<&'static str>,
    /// The file of the table.
    file: Option<String>,
    /// The line of the entry in it.
    line: Option<u32>,
    #[serde(skip)]
    kind: KeyKind,
    /// Whether the table is the only one.
    #[serde(skip)]
    is_only: bool,
}

/// The prefix of a table that decided.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OfPrefix {
    /// The prefix.
    prefix: String,
    /// The address that was looked up.
    side: &'static str,
    /// The file of the table.
    file: Option<String>,
    /// The line of the prefix in it.
    line: Option<u32>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct HeaderFields {
    /// The kind of header.
    header: String,
    /// From the first byte of the frame.
    offset: usize,
    /// What was read of it, by word.
    #[serde(serialize_with = "in_order")]
    #[cfg_attr(
        test,
        schemars(with = "std::collections::BTreeMap<String, serde_json::Value>")
    )]
    fields: header::Named,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Flow {
    /// Source address.
    src: String,
    /// Destination address.
    dst: String,
    /// IP protocol.
    proto: u8,
    /// Source port; `null` where there is none.
    src_port: Option<u16>,
    /// Destination port; `null` likewise.
    dst_port: Option<u16>,
    /// SPI of ESP or AH, in hex; `null` otherwise.
    spi: Option<String>,
    /// Outermost VLAN id; this and those behind it are there where the policy hashes them and the packet has them.
    vlan: Option<u16>,
    /// The VLAN id behind it.
    inner_vlan: Option<u16>,
    /// The session of the tunnel.
    tunnel_id: Option<u32>,
}

/// The sentences for people.
#[derive(Debug)]
struct Words {
    flow: String,
    reason: Option<&'static str>,
    choice: String,
    hash: Option<String>,
    bucket: Option<String>,
    action: String,
    then: Option<String>,
}

impl Explanation {
    pub(crate) fn new(
        frame: &Frame<'_>,
        policy: &ResolvedPolicy,
        decision: &Decision,
        tried: &[Option<Failed<'_>>],
    ) -> Self {
        let table = decision.entry.and_then(|entry| OfTable::new(policy, entry));
        Self {
            schema: SCHEMA,
            frame: frame.number,
            link: frame.link.to_string(),
            length: frame.wire_len,
            captured: frame.data.len(),
            headers: decision
                .headers
                .iter()
                .enumerate()
                .map(|(index, (kind, at))| HeaderFields::new(index, kind, at, frame))
                .collect(),
            flow: decision.flow.map(Flow::from),
            reason: decision.reason.map(Reason::word),
            rule: chooser(policy, decision).map(str::to_owned),
            tried: tried_rules(policy, tried),
            prefix: table.as_ref().and_then(OfTable::prefix),
            table,
            hash: decision.hash.map(|hash| format!("{hash:#010x}")),
            bucket: decision.bucket,
            cpu: decision.cpu.map(softrss_core::CpuId::number),
            action: decision.verdict.word(),
            then: queued_for(policy, decision).map(Then::from),
            words: Words::new(policy, decision),
        }
    }

    /// Writes the explanation for people.
    pub(crate) fn text(&self, to: &mut impl Write) -> io::Result<()> {
        write!(to, "frame {}, {} bytes", self.frame, self.length)?;
        if self.captured < self.length {
            write!(to, ", of which {} were captured", self.captured)?;
        }
        if self.link != LinkType::ETHERNET.to_string() {
            write!(
                to,
                ", captured as {} and read as the Ethernet frame it would be",
                self.link
            )?;
        }
        writeln!(to, "\n")?;
        for header in &self.headers {
            write!(to, "{:>6}  {:<9}", header.offset, header.header)?;
            for (name, value) in &header.fields {
                match value {
                    Value::String(text) => write!(to, "  {name} {text}")?,
                    other => write!(to, "  {name} {other}")?,
                }
            }
            writeln!(to)?;
        }
        let words = &self.words;
        writeln!(to, "\nflow     {}", words.flow)?;
        if let (Some(reason), Some(meaning)) = (self.reason, words.reason) {
            writeln!(to, "reason   {reason}: {meaning}")?;
        }
        writeln!(to, "rule     {}", words.choice)?;
        for tried in self.tried.iter().filter(|tried| !tried.matches) {
            let condition = shortened(tried.failed.as_deref().unwrap_or_default());
            let value = match &tried.value {
                Some(value) => format!("the packet has {value}"),
                None => "the packet has none".to_owned(),
            };
            writeln!(to, "           not {}: {condition}, {value}", tried.rule)?;
        }
        if let Some(table) = &self.table {
            writeln!(to, "{}", table.text())?;
        }
        for (name, words) in [("hash", &words.hash), ("bucket", &words.bucket)] {
            if let Some(words) = words {
                writeln!(to, "{name:8} {words}")?;
            }
        }
        writeln!(to, "action   {}", words.action)?;
        match &words.then {
            Some(then) => writeln!(to, "then     {then}"),
            None => Ok(()),
        }
    }
}

/// What stands for an address that was not captured.
const NO_ADDRESS: &str = "00:00:00:00:00:00";

impl HeaderFields {
    fn new(index: usize, kind: Header, at: usize, frame: &Frame<'_>) -> Self {
        // The first one was not captured where the link is another.
        let is_made = index == 0 && frame.link != LinkType::ETHERNET;
        let header = if is_made {
            frame.link.word().to_owned()
        } else {
            kind.to_string()
        };
        let mut fields = header::fields(kind, frame.data.get(at..).unwrap_or_default());
        if is_made {
            fields.retain(|(_, value)| value != NO_ADDRESS);
        }
        Self {
            header,
            offset: at + kind.kind().start(),
            fields,
        }
    }
}

impl From<FlowKey> for Flow {
    fn from(flow: FlowKey) -> Self {
        let (src_port, dst_port, spi) = match flow.ports {
            Ports::None => (None, None, None),
            Ports::Pair { src, dst } => (Some(src), Some(dst), None),
            Ports::Spi(spi) => (None, None, Some(format!("{spi:#010x}"))),
        };
        Self {
            src: flow.src.to_string(),
            dst: flow.dst.to_string(),
            proto: flow.proto,
            src_port,
            dst_port,
            spi,
            vlan: Some(flow.tags.vlan).filter(|id| *id != 0),
            inner_vlan: Some(flow.tags.inner_vlan).filter(|id| *id != 0),
            tunnel_id: Some(flow.tags.tunnel_id).filter(|id| *id != 0),
        }
    }
}

impl Words {
    fn new(policy: &ResolvedPolicy, decision: &Decision) -> Self {
        let spec = &policy.policy().flow;
        let function = spec.hash.row().name;
        let buckets = spec.buckets.count();
        Self {
            flow: match (decision.flow, decision.link) {
                (Some(flow), _) => flow.to_string(),
                (None, Some(link)) => {
                    // The outermost VLAN is in the link.
                    let tags = Tags {
                        vlan: 0,
                        ..decision.tags
                    };
                    format!("none: no IP header that could be hashed; {link}{tags}")
                }
                (None, None) if decision.reason.is_none() => {
                    "not looked at: the policy does not ask for it".to_owned()
                }
                (None, None) => "none: no IP header that could be hashed".to_owned(),
            },
            reason: decision.reason.map(Reason::help),
            choice: choice(policy, decision),
            hash: decision.hash.map(|hash| match decision.link {
                Some(_) => format!("{hash:#010x}, mix of {}", of_link(spec.fields)),
                None => format!("{hash:#010x}, {function} of {}", spec.fields.called()),
            }),
            bucket: decision
                .bucket
                .map(|bucket| format!("{bucket} of {buckets}")),
            action: match (decision.verdict, decision.cpu) {
                (Verdict::Redirect, Some(cpu)) => format!("redirect to CPU {cpu}"),
                (verdict, _) => verdict.word().to_owned(),
            },
            then: queued_for(policy, decision)
                .filter(|step| !step.is_plain())
                .map(then::words),
        }
    }
}

/// What is hashed of a packet without an IP header.
fn of_link(fields: Fields) -> String {
    let mut called = String::from("MAC addresses, VLAN id");
    for field in [FlowField::InnerVlan, FlowField::TunnelId] {
        if fields.hashed().is_some_and(|fields| fields.has(field)) {
            called = format!("{called}, {}", field.row().called);
        }
    }
    called + " and Ethernet type"
}

/// What the packet is queued for, if it is.
fn queued_for<'p>(policy: &'p ResolvedPolicy, decision: &Decision) -> Option<&'p Step> {
    let step = policy.steps().get(usize::from(decision.step?))?;
    (decision.verdict == Verdict::Redirect).then_some(step)
}

/// Which rule decided, or that none did.
fn choice(policy: &ResolvedPolicy, decision: &Decision) -> String {
    let rules = &policy.policy().rules;
    match decision.choice {
        Choice::Rule(rule) => {
            let name = rules
                .get(usize::from(rule))
                .map_or("", |rule| rule.name.as_str());
            format!("{name}, number {} of {}", rule + 1, rules.len())
        }
        Choice::Table(_) | Choice::Bucket if rules.is_empty() => "the policy has none".to_owned(),
        Choice::Table(_) | Choice::Bucket => format!("none of {} matches", rules.len()),
        Choice::Nothing if rules.is_empty() => {
            "the policy has none, and there is nothing to hash".to_owned()
        }
        Choice::Nothing => format!(
            "none of {} matches, and there is nothing to hash",
            rules.len()
        ),
    }
}

fn tried_rules(policy: &ResolvedPolicy, tried: &[Option<Failed<'_>>]) -> Vec<Tried> {
    let rules = policy.policy().rules.iter().zip(tried);
    let tried = rules.map(|(rule, failed)| Tried {
        rule: rule.name.to_string(),
        matches: failed.is_none(),
        failed: failed.as_ref().map(|failed| failed.condition.to_string()),
        value: failed.as_ref().and_then(|failed| failed.value.clone()),
    });
    tried.collect()
}

/// The beginning of a condition that has many values.
fn shortened(condition: &str) -> String {
    const LONGEST: usize = 60;
    if condition.chars().count() <= LONGEST {
        return condition.to_owned();
    }
    let begin: String = condition.chars().take(LONGEST).collect();
    format!("{begin}...")
}

impl OfTable {
    fn new(policy: &ResolvedPolicy, decided: TableEntry) -> Option<Self> {
        let (table, key) = decided.find(policy.policy())?;
        let line = table.line(decided.entry as usize);
        Some(Self {
            table: table.name.to_string(),
            columns: table.kind().columns(),
            key: key.to_string(),
            side: decided.end.map(End::word),
            file: line.map(|(file, _)| file.to_owned()),
            line: line.map(|(_, line)| line),
            kind: table.kind(),
            is_only: policy.policy().tables.len() == 1,
        })
    }

    fn prefix(&self) -> Option<OfPrefix> {
        (self.kind == KeyKind::Prefix).then(|| OfPrefix {
            prefix: self.key.clone(),
            side: self.side.unwrap_or_default(),
            file: self.file.clone(),
            line: self.line,
        })
    }

    /// The key, where it was found, and the line that says so.
    fn text(&self) -> String {
        let (key, side) = (&self.key, self.side.unwrap_or_default());
        let text = match self.kind {
            KeyKind::Prefix => format!("prefix   {key}, the longest of the {side} address"),
            KeyKind::Mac => format!("mac      {key}, the {side} address"),
            KeyKind::Vlan => format!("vlan     {key}, the outermost"),
            KeyKind::VlanPair => {
                format!("vlans    {key}, the outermost and the one behind it")
            }
        };
        let table = if self.is_only {
            String::new()
        } else {
            format!(", in table {}", shown(&self.table))
        };
        let line = match (&self.file, self.line) {
            (Some(file), Some(line)) => format!(": {}, line {line}", shown(file)),
            _ => String::new(),
        };
        text + &table + &line
    }
}

/// The fields as a JSON object, in the order of the header.
fn in_order<S: Serializer>(fields: &header::Named, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(fields.iter().map(|(name, value)| (name, value)))
}
