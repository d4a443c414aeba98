//! [`Policy`] → policy text.

use std::fmt::Write as _;

use super::{
    condition::Match,
    flow::HashKind,
    model::Policy,
    rule::Action,
    table::{Table, TableName},
    targets::Targets,
    then::TargetAction,
};

impl Policy {
    /// The policy file that says this, with every setting spelled out.
    ///
    /// `table_file` is the name under which [`Table::to_csv`] of the first table will be found, and [`Policy::table_file`]
    /// makes those of the others of it; it is not used without a table. What is read back is equal to what was written.
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
        let _ = writeln!(text, "\n[flow]\nfields = {}", flow.fields.written());
        if flow.symmetric {
            text += "symmetric = true\n";
        } else {
            text += "symmetric = false\n";
        }
        match &flow.hash {
            HashKind::Mix(None) => {}
            HashKind::Mix(Some(seed)) => {
                let _ = writeln!(text, "seed = \"{seed}\"");
            }
            HashKind::Toeplitz(key) => {
                let _ = write!(text, "hash = \"{}\"\nkey = \"", flow.hash.row().word);
                for byte in key.bytes() {
                    let _ = write!(text, "{byte:02x}");
                }
                text += "\"\n";
            }
        }
        let kinds: Vec<String> = flow
            .kinds()
            .map(|(word, ports)| decap(word, &ports))
            .collect();
        let _ = writeln!(text, "decap = [{}]", kinds.join(", "));
        let _ = writeln!(text, "dsa = \"{}\"", flow.dsa.word());
        let _ = writeln!(text, "buckets = {}", flow.buckets.count());
        let _ = writeln!(text, "icmp_errors = {}", flow.icmp_errors);
        if flow.fields.hashed().is_some() {
            let _ = writeln!(text, "non_ip = \"{}\"", flow.non_ip.word());
        }
        for rule in &self.rules {
            let conditions: Vec<String> = rule.matches.iter().map(Match::written).collect();
            let _ = writeln!(text, "\n[[rule]]\nname = {}", string(rule.name.as_str()));
            let _ = writeln!(text, "match = {{ {} }}", conditions.join(", "));
            let _ = writeln!(text, "action = {}", action(&rule.action));
        }
        let head = if self.tables.len() == 1 {
            "[table]"
        } else {
            "[[table]]"
        };
        for (position, table) in self.tables.iter().enumerate() {
            let file = Self::table_file(table_file, position);
            let _ = writeln!(text, "\n{head}");
            if table.name != TableName::by_position(position, self.tables.len()) {
                let _ = writeln!(text, "name = {}", string(table.name.as_str()));
            }
            let _ = writeln!(text, "file = {}", string(&file));
            if let Some(side) = table.lookup.side() {
                let _ = writeln!(text, "side = \"{}\"", side.word());
            }
            let _ = writeln!(text, "allow_empty = {}", table.allow_empty);
        }
        if let Some(balance) = &self.balance {
            let _ = writeln!(text, "\n[balance]\ntolerance = {}", balance.tolerance);
        }
        let _ = writeln!(text, "\n[observe]\nlatency = {}", self.observe.latency);
        text
    }

    /// The name of the file of the table at `position`, from 0, where that of the first is `first`.
    #[must_use]
    pub fn table_file(first: &str, position: usize) -> String {
        match position {
            0 => first.to_owned(),
            position => format!("{first}.{}", position + 1),
        }
    }
}

impl Table {
    /// The entries as the CSV file that `[[table]]` reads.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut text = format!("{},cpu\n", self.kind().columns());
        for (key, cpu) in &self.entries {
            let _ = writeln!(text, "{key},{cpu}");
        }
        text
    }
}

/// A kind with the ports that are named for it.
fn decap(word: &str, ports: &[u16]) -> String {
    if ports.is_empty() {
        return string(word);
    }
    let ports: Vec<String> = ports.iter().map(ToString::to_string).collect();
    format!("{{ {word} = [{}] }}", ports.join(", "))
}

fn targets(targets: &Targets) -> String {
    let mut text = String::new();
    if let (None, Some(list)) = (&targets.cpus, &targets.open) {
        let _ = writeln!(text, "cpus = \"{list}\"");
    }
    if let Some(cpus) = &targets.cpus {
        let cpus: Vec<String> = cpus
            .iter()
            .map(|target| format!("{{ cpu = {}, weight = {} }}", target.cpu(), target.weight()))
            .collect();
        let _ = writeln!(text, "cpus = [{}]", cpus.join(", "));
    }
    let _ = writeln!(text, "qsize = {}", targets.qsize);
    if let Some(limit) = targets.limit {
        let _ = writeln!(text, "limit = {limit}");
        let _ = writeln!(text, "on_full = \"{}\"", targets.on_full.word());
    }
    if let Some(mss) = targets.mss {
        let _ = writeln!(text, "mss = {mss}");
    }
    let _ = writeln!(text, "on_miss = \"{}\"", targets.on_miss.word());
    let _ = writeln!(text, "local = \"{}\"", targets.local.word());
    let _ = writeln!(text, "action = {}", target_action(&targets.action));
    text
}

fn action(action: &Action) -> String {
    let word = action.row().word;
    let then = and_then(action.then());
    match action {
        Action::Cpu { cpu, .. } => format!("{{ {word} = {cpu}{then} }}"),
        Action::Cpus { cpus, .. } => format!("{{ {word} = \"{cpus}\"{then} }}"),
        Action::Pass | Action::Drop => format!("{{ {word} = true }}"),
    }
}

fn and_then(then: Option<&TargetAction>) -> String {
    then.map_or_else(String::new, |then| {
        format!(", then = {}", target_action(then))
    })
}

fn target_action(action: &TargetAction) -> String {
    let word = action.row().word;
    match action.interface() {
        None => string(word),
        Some(name) => format!("{{ {word} = {} }}", string(name.as_str())),
    }
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
