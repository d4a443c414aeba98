//! What a policy means, in plain words.

use std::collections::BTreeMap;

use super::{
    condition::Match,
    dsa::Dsa,
    fields::{Fields, FlowField, FlowFields},
    flow::{FlowSpec, HashKind, NonIp},
    model::Policy,
    rule::Action,
    sentence::join,
    table::Table,
    targets::{Local, Target, Targets},
    then::TargetAction,
};
use crate::{CpuSet, header::kinds::TunnelId};

impl Policy {
    /// What the policy means, in plain words: paragraphs of lines, each ended by a newline.
    ///
    /// ```
    /// let meaning = softrss_core::Policy::default().describe();
    /// assert!(meaning.contains("every online CPU, in equal shares"));
    /// ```
    #[must_use]
    pub fn describe(&self) -> String {
        let mut lines = vec!["Targets".to_owned()];
        lines.extend(targets(&self.targets, self.keeps_lanes()));
        if let Some(balance) = &self.balance {
            lines.push(format!(
                "  buckets of flows can move, in order, once a target has more than {} times its share",
                1.0 + balance.tolerance.part()
            ));
        }
        if self.observe.latency {
            lines.push("  how long packets wait in the queues is measured".to_owned());
        }
        lines.push("Flow".to_owned());
        lines.extend(flow(&self.flow));
        if !self.rules.is_empty() {
            lines.push("Rules, the first match wins".to_owned());
        }
        for (index, rule) in self.rules.iter().enumerate() {
            let conditions: Vec<String> = rule.matches.iter().map(Match::said).collect();
            let what = if conditions.is_empty() {
                "every packet".to_owned()
            } else {
                conditions.join(", ")
            };
            let number = index + 1;
            lines.push(format!(
                "  {number}. {}: {what}: {}",
                rule.name,
                action(&rule.action)
            ));
        }
        lines.extend(tables(&self.tables));
        lines.push("Everything else".to_owned());
        lines.push(format!("  {}", otherwise(&self.flow)));
        if let Some(fields) = self.flow.fields.hashed() {
            let what = self.flow.non_ip.row().help;
            let hashed = self.flow.non_ip == NonIp::Ethernet;
            let id = if hashed && fields.has(FlowField::TunnelId) {
                ", with its tunnel-id"
            } else {
                ""
            };
            lines.push(format!(
                "  what has no IP header to hash {what}{id}, and is counted"
            ));
        }
        lines.join("\n") + "\n"
    }
}

fn shares(cpus: Option<&[Target]>) -> String {
    match cpus {
        None => "every online CPU, in equal shares".to_owned(),
        Some(cpus)
            if cpus
                .iter()
                .all(|target| target.weight() == cpus[0].weight()) =>
        {
            let set: CpuSet = cpus.iter().map(Target::cpu).collect();
            match set.len() {
                1 => format!("CPU {set}"),
                _ => format!("CPUs {set}, in equal shares"),
            }
        }
        Some(cpus) => {
            let all: u64 = cpus.iter().map(|target| u64::from(target.weight())).sum();
            let shares = cpus.iter().map(|target| {
                let permille = (u64::from(target.weight()) * 1000 + all / 2) / all;
                format!(
                    "CPU {} with {}.{} %",
                    target.cpu(),
                    permille / 10,
                    permille % 10
                )
            });
            join(shares, "and")
        }
    }
}

fn targets(targets: &Targets, moves: bool) -> Vec<String> {
    let cpus = match (&targets.cpus, &targets.open) {
        (None, Some(list)) => format!("the CPUs {list} of those that are online, in equal shares"),
        (cpus, _) => shares(cpus.as_deref()),
    };
    let miss = targets.on_miss.row().help;
    let plain = targets.mss.is_none() && targets.action == TargetAction::Stack;
    let local = match (targets.local, plain) {
        (Local::Auto | Local::Pass, true) if moves => {
            "goes through that CPU's queue all the same, so that it is known what is on its way"
        }
        (Local::Auto | Local::Pass, false) => {
            "goes through that CPU's queue all the same, for what is done there"
        }
        (local, _) => local.row().help,
    };
    let mut lines = vec![
        format!("  {cpus}"),
        format!("  a queue of {} frames before each", targets.qsize),
    ];
    if let Some(limit) = targets.limit {
        lines.push(format!(
            "  a hashed packet whose CPU has {limit} waiting {}",
            targets.on_full.row().help
        ));
    }
    lines.extend([
        format!("  a packet whose CPU has no queue {miss}"),
        format!("  a packet already on its CPU {local}"),
    ]);
    if targets.action != TargetAction::Stack {
        lines.push(format!(
            "  a target {}",
            does(&targets.action, 1, "its packets")
        ));
    }
    if let Some(mss) = targets.mss {
        lines.push(format!(
            "  TCP connections are held to segments of at most {mss} bytes"
        ));
    }
    lines
}

fn flow(flow: &FlowSpec) -> Vec<String> {
    let mut lines = vec![format!("  {}", flow.fields.help())];
    if let Some(fields) = flow.fields.hashed() {
        lines.extend(match (fields.both_ends(), flow.symmetric) {
            (true, true) => Some(format!(
                "  both directions of a flow go to one CPU{}",
                directed(fields)
            )),
            (true, false) => {
                Some("  the two directions of a flow may go to different CPUs".to_owned())
            }
            (false, _) => None,
        });
        let name = flow.hash.row().name;
        let hash = match &flow.hash {
            HashKind::Mix(None) => {
                format!("{name}, with the seed of the machine it is attached on")
            }
            HashKind::Mix(Some(_)) => format!("{name}, with the seed of the policy"),
            HashKind::Toeplitz(key) if flow.symmetric && !key.is_symmetric() => {
                format!(
                    "{name}; the ends are put in order first, so it is what a NIC computes for one of the two directions"
                )
            }
            HashKind::Toeplitz(key) => {
                format!(
                    "{name} with a key of {} bytes, what a NIC computes",
                    key.bytes().len()
                )
            }
        };
        lines.push(format!("  hash: {hash}"));
    }
    lines.push(format!("  looked through: {}", decap(flow)));
    match flow.dsa {
        Dsa::Auto => {}
        Dsa::None => lines.push("  no tags of a switch are expected".to_owned()),
        tag => lines.push(format!(
            "  every frame has a tag of a switch: {}",
            tag.word()
        )),
    }
    if flow.icmp_errors {
        lines.push("  an ICMP error goes with the flow it quotes".to_owned());
    }
    lines.push(format!("  {} buckets", flow.buckets.count()));
    lines
}

/// What of `fields` tells the directions of a flow apart, as the end of a sentence.
fn directed(fields: FlowFields) -> String {
    if !fields.has(FlowField::TunnelId) {
        return String::new();
    }
    let called = TunnelId::all().filter(|(_, id)| id.directed);
    let mut called: Vec<&str> = called.map(|(_, id)| id.called).collect();
    called.dedup();
    format!(
        ", unless its tunnel-id is one that may differ by direction: {}",
        join(called, "or")
    )
}

fn decap(flow: &FlowSpec) -> String {
    let kinds: Vec<String> = flow
        .kinds()
        .map(|(word, ports)| match ports[..] {
            [] => word.to_owned(),
            [port] => format!("{word} on UDP port {port}"),
            _ => format!("{word} on UDP ports {}", join(ports, "and")),
        })
        .collect();
    if kinds.is_empty() {
        "nothing, the outermost IP header counts".to_owned()
    } else {
        format!("{}; the innermost IP header counts", kinds.join(", "))
    }
}

fn tables(tables: &[Table]) -> Vec<String> {
    match tables {
        [] => Vec::new(),
        [only] => {
            let mut lines = vec!["Table".to_owned()];
            lines.extend(
                table(only, ", after the rules")
                    .iter()
                    .map(|line| format!("  {line}")),
            );
            lines
        }
        _ => {
            let head = "Tables, after the rules; the first that has an entry decides";
            let mut lines = vec![head.to_owned()];
            for (number, one) in (1..).zip(tables) {
                lines.push(format!(
                    "  {number}. {}: {}",
                    one.name,
                    table(one, "").join(", ")
                ));
            }
            lines
        }
    }
}

/// What a table has, and how it is looked up.
fn table(table: &Table, when: &str) -> Vec<String> {
    let kind = table.kind();
    let keys = kind.counted(table.entries.len());
    if table.entries.is_empty() {
        return vec![keys];
    }
    let mut cpus: BTreeMap<_, usize> = BTreeMap::new();
    for (_, cpu) in &table.entries {
        *cpus.entry(*cpu).or_default() += 1;
    }
    let set: CpuSet = cpus.keys().copied().collect();
    let cpus = match set.len() {
        1 => format!("CPU {set}"),
        _ => format!("CPUs {set}"),
    };
    let said = (kind.row().said)(table.lookup.side());
    vec![format!("{keys} for {cpus}"), format!("{said}{when}")]
}

fn otherwise(flow: &FlowSpec) -> &'static str {
    match flow.fields {
        Fields::Hash(_) => "is hashed over the targets",
        Fields::RoundRobin => "goes to the targets in turn",
        Fields::RxQueue => "goes to the target of its receive queue",
    }
}

fn action(action: &Action) -> String {
    match action {
        Action::Cpu { cpu, then } => format!("to CPU {cpu}{}", which(then.as_ref(), 1)),
        Action::Cpus { cpus, then } => {
            let (to, count) = match cpus.named().len() {
                1 if !cpus.is_open() => ("to CPU", 1),
                _ => ("hashed over CPUs", 2),
            };
            format!("{to} {cpus}{}", which(then.as_ref(), count))
        }
        Action::Pass => "stays on the CPU that received it".to_owned(),
        Action::Drop => "dropped".to_owned(),
    }
}

/// What the targets of a rule do, as the end of a sentence.
fn which(then: Option<&TargetAction>, cpus: usize) -> String {
    let does = |action| does(action, cpus, "it");
    then.map_or_else(String::new, |action| format!(", which {}", does(action)))
}

/// What so many CPUs do with `packets`.
fn does(action: &TargetAction, cpus: usize, packets: &str) -> String {
    let s = if cpus == 1 { "s" } else { "" };
    let [verb, behind] = action.row().said;
    let interface = action.interface().map(|name| format!(" {name}"));
    let interface = interface.unwrap_or_default();
    format!("{verb}{s} {packets}{behind}{interface}")
}
