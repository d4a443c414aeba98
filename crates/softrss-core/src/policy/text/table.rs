//! `[table]`: many prefixes with a CPU each, in a file of their own.

use std::{collections::HashMap, io, ops::Range};

use super::{
    error::Problem,
    reader::{Reader, Value},
    source::{Source, quoted},
    value::{no_prefix, number_in},
};
use crate::{
    CpuId,
    policy::{
        prefix::Prefix,
        table::{PrefixTable, ReadFrom},
    },
};

const KEYS: &[&str] = &["file", "side", "allow_empty"];
/// What some editors and spreadsheets begin a file with.
const BYTE_ORDER_MARK: char = '\u{feff}';
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
        let side = side.and_then(|side| self.word(side, "side"));
        let allow_empty = section.get("allow_empty");
        let allow_empty = allow_empty.and_then(|value| self.boolean(value, "allow_empty"));
        let allow_empty = allow_empty.unwrap_or(false);
        let file = file?;
        let name = self.string(file, "file", "the name of a CSV file of `prefix,cpu`")?;
        let text = match read(name) {
            Ok(text) => text,
            Err(source) => {
                let name = quoted(name);
                self.report(&file.span(), Problem::ReadTable { file: name, source });
                return None;
            }
        };
        let clean = self.noted();
        let (entries, lines) = self.entries(Source { name, text: &text });
        if entries.is_empty() && !allow_empty && self.noted() == clean {
            let name = quoted(name);
            self.report(&file.span(), Problem::EmptyTable { file: name });
        }
        let file = name.to_owned();
        side.map(|side| PrefixTable {
            side,
            entries,
            allow_empty,
            read_from: Some(ReadFrom { file, lines }),
        })
    }

    /// The entries of a file, and the line of each.
    fn entries(&mut self, source: Source<'_>) -> (Vec<(Prefix, CpuId)>, Vec<u32>) {
        let (mut entries, mut lines) = (Vec::new(), Vec::new());
        let mut seen: HashMap<Prefix, usize> = HashMap::new();
        let mut is_first = true;
        let text = source.text.strip_prefix(BYTE_ORDER_MARK);
        let mut at = text.map_or(0, |_| BYTE_ORDER_MARK.len_utf8());
        for (number, line) in (1..).zip(source.text[at..].split_inclusive('\n')) {
            let start = at;
            at += line.len();
            let content = line.split('#').next().unwrap_or("").trim();
            if content.is_empty() {
                continue;
            }
            if std::mem::take(&mut is_first) && is_header(content) {
                continue;
            }
            let offset = start + line.find(content).unwrap_or(0);
            let span = offset..offset + content.len();
            let Some((prefix, cpu)) = self.entry(source, content, offset) else {
                continue;
            };
            if let Some(first) = seen.insert(prefix, offset) {
                self.repeated_prefix(source, prefix, &span, first);
                continue;
            }
            entries.push((prefix, cpu));
            lines.push(number);
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
        (entries, lines)
    }

    fn repeated_prefix(
        &mut self,
        source: Source<'_>,
        prefix: Prefix,
        span: &Range<usize>,
        first: usize,
    ) {
        let problem = Problem::Repeated {
            what: format!("`{prefix}`"),
            accepted: "each prefix once".to_owned(),
        };
        let first = first..first + 1;
        self.report_pair(source, span, problem, (&first, "first given here"));
    }

    fn entry(&mut self, source: Source<'_>, line: &str, at: usize) -> Option<(Prefix, CpuId)> {
        let Some((prefix, cpu)) = line.split_once(',') else {
            let problem = Problem::TableLine { line: quoted(line) };
            self.report_in(source, &(at..at + line.len()), problem);
            return None;
        };
        let prefix = prefix.trim_end();
        let prefix_span = at..at + prefix.len();
        let cpu = cpu.trim();
        let cpu_span = at + line.len() - cpu.len()..at + line.len();
        let (prefix, cpu) = (unquoted(prefix), unquoted(cpu));
        let prefix = table_prefix(prefix).map_err(|problem| (prefix_span, problem));
        let cpu = table_cpu(cpu).map_err(|problem| (cpu_span, problem));
        let mut noted = |(span, problem)| self.report_in(source, &span, problem);
        let prefix = prefix.map_err(&mut noted).ok();
        prefix.zip(cpu.map_err(&mut noted).ok())
    }
}

fn table_prefix(text: &str) -> Result<Prefix, Problem> {
    const ACCEPTED: &str = "an address or a prefix like `192.0.2.0/24` or `2001:db8::/32`";
    text.parse()
        .map_err(|why| no_prefix("prefix", text, why, ACCEPTED))
}

fn table_cpu(digits: &str) -> Result<CpuId, Problem> {
    number_in(digits, &(0..=CpuId::MAX.number()))
        .filter(|_| !digits.starts_with("0x"))
        .and_then(|number| CpuId::new(number).ok())
        .ok_or_else(|| Problem::BadValue {
            key: "cpu",
            value: quoted(digits),
            accepted: "a CPU number from 0 to 8191".to_owned(),
        })
}

/// Whether a line names the columns.
fn is_header(line: &str) -> bool {
    line.split_once(',').is_some_and(|(prefix, cpu)| {
        let is = |column: &str, name| unquoted(column.trim()).eq_ignore_ascii_case(name);
        is(prefix, "prefix") && is(cpu, "cpu")
    })
}

/// A field without the quotes that it may be in.
fn unquoted(field: &str) -> &str {
    let inner = field.strip_prefix('"');
    let inner = inner.and_then(|field| field.strip_suffix('"'));
    inner.map_or(field, str::trim)
}
