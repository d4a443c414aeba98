//! [`Policy`] → policy text.

use std::{fmt::Write as _, ops::RangeInclusive};

use super::{
    Action, Decap, HashKind, Match, Policy, PrefixTable, TargetAction, Targets,
    names::{DSCPS, ETHERTYPES, PROTOCOLS, name},
};

impl Policy {
    /// The policy file that says this, with every setting spelled out.
    ///
    /// `table_file` is the name under which [`PrefixTable::to_csv`] will be found; it is not used without
    /// a table. What is read back is equal to what was written.
    ///
    /// ```
    /// # use softrss_core::Policy;
    /// let policy = Policy::default();
    /// assert_eq!(policy.to_toml("").parse::<Policy>()?, policy);
    /// # Ok::<(), softrss_core::policy::PolicyErrors>(())
    /// ```
    #[must_use]
    pub fn to_toml(&self, table_file: &str) -> String {
        let mut text = String::from("version = 1\n\n[targets]\n");
        text += &targets(&self.targets);
        let flow = &self.flow;
        let _ = writeln!(text, "\n[flow]\nfields = \"{}\"", flow.fields.word());
        if flow.symmetric {
            text += "symmetric = true\n";
        } else {
            text += "symmetric = false\n";
        }
        if let HashKind::Toeplitz(key) = &flow.hash {
            text += "hash = \"toeplitz\"\nkey = \"";
            for byte in key {
                let _ = write!(text, "{byte:02x}");
            }
            text += "\"\n";
        }
        let kinds = Decap::WORDS
            .iter()
            .filter(|(_, kind)| flow.decap.contains(*kind));
        let kinds: Vec<String> = kinds.map(|(word, _)| string(word)).collect();
        let _ = writeln!(text, "decap = [{}]", kinds.join(", "));
        let _ = writeln!(text, "buckets = {}", flow.buckets);
        let _ = writeln!(text, "icmp_errors = {}", flow.icmp_errors);
        for rule in &self.rules {
            let conditions: Vec<String> = rule.matches.iter().map(condition).collect();
            let _ = writeln!(text, "\n[[rule]]\nname = {}", string(&rule.name));
            let _ = writeln!(text, "match = {{ {} }}", conditions.join(", "));
            let _ = writeln!(text, "action = {}", action(&rule.action));
        }
        if let Some(table) = &self.table {
            let _ = writeln!(text, "\n[table]\nfile = {}", string(table_file));
            let _ = writeln!(text, "side = \"{}\"", table.side.word());
        }
        let _ = writeln!(text, "\n[observe]\nlatency = {}", self.observe.latency);
        text
    }
}

impl PrefixTable {
    /// The entries as the CSV file that `[table]` reads.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut text = String::from("prefix,cpu\n");
        for (prefix, cpu) in &self.entries {
            let _ = writeln!(text, "{prefix},{cpu}");
        }
        text
    }
}

fn targets(targets: &Targets) -> String {
    let mut text = String::new();
    if let Some(cpus) = &targets.cpus {
        let cpus: Vec<String> = cpus
            .iter()
            .map(|target| format!("{{ cpu = {}, weight = {} }}", target.cpu, target.weight))
            .collect();
        let _ = writeln!(text, "cpus = [{}]", cpus.join(", "));
    }
    let _ = writeln!(text, "qsize = {}", targets.qsize);
    if let Some(mss) = targets.mss {
        let _ = writeln!(text, "mss = {mss}");
    }
    let _ = writeln!(text, "on_miss = \"{}\"", targets.on_miss.word());
    let local = if targets.local_pass { "pass" } else { "queue" };
    let _ = writeln!(text, "local = \"{local}\"");
    let _ = writeln!(text, "action = {}", target_action(&targets.action));
    text
}

fn condition(condition: &Match) -> String {
    let (key, values) = match condition {
        Match::Proto(protos) => (
            "proto",
            list(protos, |proto| named(name(PROTOCOLS, *proto), *proto)),
        ),
        Match::Src(prefixes) => ("src", list(prefixes, |prefix| format!("\"{prefix}\""))),
        Match::Dst(prefixes) => ("dst", list(prefixes, |prefix| format!("\"{prefix}\""))),
        Match::SrcPort(ports) => ("src_port", list(ports, range)),
        Match::DstPort(ports) => ("dst_port", list(ports, range)),
        Match::Vlan(ids) => ("vlan", list(ids, range)),
        Match::EtherType(types) => (
            "ethertype",
            list(types, |number| match name(ETHERTYPES, *number) {
                Some(name) => string(name),
                None => format!("{number:#06x}"),
            }),
        ),
        Match::Dscp(dscps) => ("dscp", list(dscps, |dscp| named(name(DSCPS, *dscp), *dscp))),
        Match::Length(length) => ("length", range(length)),
        Match::RxQueue(queues) => ("rx_queue", list(queues, u32::to_string)),
    };
    format!("{key} = {values}")
}

fn action(action: &Action) -> String {
    match action {
        Action::Cpu { cpu, then } => format!("{{ cpu = {cpu}{} }}", and_then(then.as_ref())),
        Action::Cpus { cpus, then } => {
            format!("{{ cpus = \"{cpus}\"{} }}", and_then(then.as_ref()))
        }
        Action::Pass => "{ pass = true }".to_owned(),
        Action::Drop => "{ drop = true }".to_owned(),
    }
}

fn and_then(then: Option<&TargetAction>) -> String {
    then.map_or_else(String::new, |then| {
        format!(", then = {}", target_action(then))
    })
}

fn target_action(action: &TargetAction) -> String {
    match action {
        TargetAction::Stack | TargetAction::Drop => string(action.word()),
        TargetAction::Redirect(name) => format!("{{ redirect = {} }}", string(name.as_str())),
    }
}

fn named(name: Option<&str>, number: u8) -> String {
    name.map_or_else(|| number.to_string(), string)
}

fn range<N: ToString + PartialEq>(range: &RangeInclusive<N>) -> String {
    let (first, last) = (range.start(), range.end());
    if first == last {
        return first.to_string();
    }
    format!("\"{}-{}\"", first.to_string(), last.to_string())
}

/// One value as itself, several as an array.
fn list<T>(items: &[T], mut write: impl FnMut(&T) -> String) -> String {
    if let [only] = items {
        return write(only);
    }
    let items: Vec<String> = items.iter().map(write).collect();
    format!("[{}]", items.join(", "))
}

/// A TOML basic string.
fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
