//! `[table]`: many prefixes with a CPU each, in a file of their own.

use std::{collections::HashMap, io};

use super::{
    error::Problem,
    reader::{Reader, Value},
    source::{Source, quoted},
    value::{PrefixProblem, host_bits, parse_prefix},
};
use crate::{
    CpuId,
    cpu::MAX_CPU,
    policy::{Prefix, PrefixTable, names::SIDES},
};

const KEYS: &[&str] = &["file", "side"];
/// More would take longer to load than a restart may.
const MAX_ENTRIES: usize = 1 << 20;

impl Reader<'_> {
    pub(super) fn prefix_table(
        &mut self,
        value: &Value<'_>,
        read: &mut dyn FnMut(&str) -> io::Result<String>,
    ) -> Option<PrefixTable> {
        let section = self.section(value, "table", "[table]", KEYS)?;
        let file = section.require(
            self,
            "file",
            "`file`, the name of a CSV file of `prefix,cpu`",
        );
        let side = section.require(self, "side", "`side`: \"source\" or \"destination\"");
        let side = side.and_then(|side| self.choice(side, "side", SIDES));
        let name = self.string(file?, "file", "the name of a CSV file of `prefix,cpu`")?;
        match read(name) {
            Ok(text) => {
                let source = Source { name, text: &text };
                let entries = self.entries(source);
                side.map(|side| PrefixTable { side, entries })
            }
            Err(source) => {
                let file = quoted(name);
                self.report(
                    &file_span(section.get("file")),
                    Problem::ReadTable { file, source },
                );
                None
            }
        }
    }

    fn entries(&mut self, source: Source<'_>) -> Vec<(Prefix, CpuId)> {
        let mut entries: Vec<(Prefix, CpuId)> = Vec::new();
        let mut seen: HashMap<Prefix, usize> = HashMap::new();
        let mut at = 0;
        for (index, line) in source.text.split_inclusive('\n').enumerate() {
            let start = at;
            at += line.len();
            let content = line.split('#').next().unwrap_or("").trim();
            if content.is_empty() || (index == 0 && content == "prefix,cpu") {
                continue;
            }
            let offset = start + line.find(content).unwrap_or(0);
            let span = offset..offset + content.len();
            let Some((prefix, cpu)) = self.entry(source, content, offset) else {
                continue;
            };
            if let Some(first) = seen.insert(prefix, offset) {
                let problem = Problem::Repeated {
                    what: format!("`{prefix}`"),
                    accepted: "each prefix once".to_owned(),
                };
                self.report_pair(
                    source,
                    &span,
                    problem,
                    (&(first..first + 1), "first given here"),
                );
                continue;
            }
            entries.push((prefix, cpu));
            if entries.len() > MAX_ENTRIES {
                let problem = Problem::TooMany {
                    what: "prefixes",
                    count: entries.len(),
                    accepted: "at most 1048576 prefixes",
                };
                self.report_in(source, &span, problem);
                break;
            }
        }
        entries
    }

    fn entry(&mut self, source: Source<'_>, line: &str, at: usize) -> Option<(Prefix, CpuId)> {
        let Some((prefix_text, cpu_text)) = line.split_once(',') else {
            let problem = Problem::TableLine { line: quoted(line) };
            self.report_in(source, &(at..at + line.len()), problem);
            return None;
        };
        let prefix_span = at..at + prefix_text.trim_end().len();
        let prefix = match parse_prefix(prefix_text.trim_end()) {
            Ok(prefix) => Some(prefix),
            Err(PrefixProblem::HostBits(meant)) => {
                self.report_in(
                    source,
                    &prefix_span,
                    host_bits(prefix_text.trim_end(), meant),
                );
                None
            }
            Err(PrefixProblem::Malformed) => {
                let problem = Problem::BadValue {
                    key: "prefix",
                    value: quoted(prefix_text.trim_end()),
                    accepted: "an address or a prefix like `192.0.2.0/24` or `2001:db8::/32`"
                        .to_owned(),
                };
                self.report_in(source, &prefix_span, problem);
                None
            }
        };
        let digits = cpu_text.trim();
        let cpu = digits
            .parse()
            .ok()
            .filter(|cpu| *cpu <= MAX_CPU && digits.bytes().all(|digit| digit.is_ascii_digit()));
        if cpu.is_none() {
            let start = at + line.len() - cpu_text.trim_start().len();
            let problem = Problem::BadValue {
                key: "cpu",
                value: quoted(digits),
                accepted: "a CPU number from 0 to 8191".to_owned(),
            };
            self.report_in(source, &(start..at + line.len()), problem);
        }
        prefix.zip(cpu.map(CpuId))
    }
}

fn file_span(value: Option<&Value<'_>>) -> std::ops::Range<usize> {
    value.map_or(0..0, Value::span)
}
