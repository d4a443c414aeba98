//! `[[table]]`: many keys with a CPU each, in a file of their own.

use std::{collections::HashMap, io, ops::Range};

use super::{
    error::Problem,
    reader::{Reader, Section, Value},
    source::{Source, quoted},
    value::{no_prefix, number_in},
};
use crate::{
    CpuId,
    policy::{
        key::{Key, KeyKind, Lookup, LookupOf, TableKeyError},
        rule::Rule,
        sentence::join,
        side::Side,
        table::{ReadFrom, Table, TableName},
    },
};

const KEYS: &[&str] = &["name", "file", "side", "allow_empty"];
/// What some editors and spreadsheets begin a file with.
const BYTE_ORDER_MARK: char = '\u{feff}';
/// Entries of all tables. More would take longer to load than a restart may.
const MAX_ENTRIES: usize = 1 << 20;
/// The column of the CPU, which is the last one.
const CPU: &str = "cpu";

/// What a file says.
#[derive(Default)]
struct Listing {
    /// What its header names; prefixes, if it has none.
    kind: Option<KeyKind>,
    entries: Vec<(Key, CpuId)>,
    /// The line of each.
    lines: Vec<u32>,
}

impl Reader<'_> {
    /// `[table]`, or each `[[table]]`.
    pub(super) fn key_tables(
        &mut self,
        value: &Value<'_>,
        rules: &[Rule],
        read: &mut dyn FnMut(&str) -> io::Result<String>,
    ) -> Vec<Table> {
        let Some(array) = value.get_ref().as_array() else {
            let section = self.section(value, "table", "[table]", KEYS);
            let name = TableName::by_position(0, 1);
            let table = section.and_then(|section| {
                let name = self.table_name(&section, name);
                self.key_table(&section, name, 0, read)
            });
            return table.into_iter().collect();
        };
        if array.len() > Table::MAX {
            let problem = Problem::TooMany {
                what: "tables",
                count: array.len(),
                accepted: format!(
                    "at most {} tables; what has keys of one kind, and one side, can be in one file",
                    Table::MAX
                ),
            };
            self.report(&value.span(), problem);
            return Vec::new();
        }
        let mut tables = Vec::new();
        let mut names: HashMap<TableName, Range<usize>> = HashMap::new();
        let mut count = 0;
        for (index, value) in array.iter().enumerate() {
            let Some(section) = self.section(value, "table", "[[table]]", KEYS) else {
                continue;
            };
            let name = TableName::by_position(index, array.len());
            let name = self.table_name(&section, name);
            let span = section
                .get("name")
                .map_or(section.span.clone(), Value::span);
            if let Some(first) = names.insert(name.clone(), span.clone()) {
                let problem = Problem::Repeated {
                    what: format!("the table name `{}`", quoted(name.as_str())),
                    accepted: "a name of its own for each table; `table-N` is that of the Nth table without `name`"
                        .to_owned(),
                };
                self.report_pair(self.source, &span, problem, (&first, "first given here"));
            }
            if rules.iter().any(|rule| rule.name.as_str() == name.as_str()) {
                let problem = Problem::Repeated {
                    what: format!("the name `{}` of a rule", quoted(name.as_str())),
                    accepted: "a name that no rule has: reports tell what decided by its name"
                        .to_owned(),
                };
                self.report(&span, problem);
            }
            let table = self.key_table(&section, name, count, read);
            count += table.as_ref().map_or(0, |table| table.entries.len());
            tables.extend(table);
        }
        tables
    }

    fn table_name(&mut self, section: &Section<'_>, default: TableName) -> TableName {
        const ACCEPTED: &str = "a name of 1 to 64 printable characters, not `-`";
        let Some(value) = section.get("name") else {
            return default;
        };
        let Some(written) = self.string(value, "name", ACCEPTED) else {
            return default;
        };
        TableName::new(written).unwrap_or_else(|| {
            self.bad_value(&value.span(), "name", written, ACCEPTED.to_owned());
            default
        })
    }

    /// A table, behind `before` entries of others.
    fn key_table(
        &mut self,
        section: &Section<'_>,
        name: TableName,
        before: usize,
        read: &mut dyn FnMut(&str) -> io::Result<String>,
    ) -> Option<Table> {
        const FILE: &str = "the name of a CSV file of `prefix,cpu`";
        let file = section.require(self, "file", &format!("`file`, {FILE}"));
        let allow_empty = section.get("allow_empty");
        let allow_empty = allow_empty.and_then(|value| self.boolean(value, "allow_empty"));
        let allow_empty = allow_empty.unwrap_or(false);
        let named = file.and_then(|file| Some((file, self.string(file, "file", FILE)?)));
        let read = named.and_then(|(file, name)| match read(name) {
            Ok(text) => Some((file, name, text)),
            Err(source) => {
                let name = quoted(name);
                self.report(&file.span(), Problem::ReadTable { file: name, source });
                None
            }
        });
        let clean = self.noted();
        let entries = read.as_ref().map(|(_, name, text)| {
            let source = Source {
                name,
                text: text.as_str(),
            };
            self.entries(source, before)
        });
        let kind = entries
            .as_ref()
            .map_or(Some(KeyKind::Prefix), |entries| entries.kind);
        let lookup = kind.and_then(|kind| self.lookup(section, kind));
        let ((file, file_name, _), entries) = read.zip(entries)?;
        let Listing { entries, lines, .. } = entries;
        if entries.is_empty() && !allow_empty && self.noted() == clean {
            let problem = Problem::EmptyTable {
                file: quoted(file_name),
                kind: kind?,
            };
            self.report(&file.span(), problem);
        }
        let file = file_name.to_owned();
        lookup.map(|lookup| Table {
            name,
            lookup,
            entries,
            allow_empty,
            read_from: Some(ReadFrom { file, lines }),
        })
    }

    /// What is looked up for keys of this kind.
    fn lookup(&mut self, section: &Section<'_>, kind: KeyKind) -> Option<Lookup> {
        match kind.row().lookup {
            LookupOf::End(lookup) => {
                let sides = Side::ALL.iter().map(|side| format!("\"{}\"", side.word()));
                let accepted = format!("`side`: {}", join(sides, "or"));
                let side = section.require(self, "side", &accepted)?;
                self.word(side, "side").map(lookup)
            }
            LookupOf::Frame(lookup) => {
                if let Some(side) = section.get("side") {
                    let problem = Problem::Conflict {
                        what: format!(
                            "`side` is of addresses, and this is a table of {}: a packet has one {} and not two",
                            kind.row().many,
                            kind.word()
                        ),
                        accepted: format!(
                            "leave `side` out: keys of `{}` have none",
                            kind.columns()
                        ),
                    };
                    self.report(&side.span(), problem);
                }
                Some(lookup)
            }
        }
    }

    /// The entries of a file. `before` are in other tables.
    fn entries(&mut self, source: Source<'_>, before: usize) -> Listing {
        let mut read = Listing::default();
        let mut seen: HashMap<Key, usize> = HashMap::new();
        let text = source.text.strip_prefix(BYTE_ORDER_MARK);
        let mut at = text.map_or(0, |_| BYTE_ORDER_MARK.len_utf8());
        for (number, line) in (1..).zip(source.text[at..].split_inclusive('\n')) {
            let start = at;
            at += line.len();
            let content = line.split('#').next().unwrap_or("").trim();
            if content.is_empty() {
                continue;
            }
            let offset = start + line.find(content).unwrap_or(0);
            let span = offset..offset + content.len();
            let kind = match read.kind {
                Some(kind) => kind,
                None => match header(content) {
                    Header::None => *read.kind.insert(KeyKind::Prefix),
                    Header::Of(kind) => {
                        read.kind = Some(kind);
                        continue;
                    }
                    Header::Unknown => {
                        let line = quoted(content);
                        self.report_in(source, &span, Problem::TableHeader { line });
                        return read;
                    }
                },
            };
            let Some((key, cpu)) = self.entry(source, kind, content, offset) else {
                continue;
            };
            if let Some(first) = seen.insert(key, offset) {
                self.repeated_key(source, key, &span, first);
                continue;
            }
            read.entries.push((key, cpu));
            read.lines.push(number);
            let count = before + read.entries.len();
            if count > MAX_ENTRIES {
                let problem = Problem::TooMany {
                    what: "entries of tables",
                    count,
                    accepted: format!("at most {MAX_ENTRIES} entries in all tables"),
                };
                self.report_in(source, &span, problem);
                break;
            }
        }
        read.kind.get_or_insert(KeyKind::Prefix);
        read
    }

    fn repeated_key(&mut self, source: Source<'_>, key: Key, span: &Range<usize>, first: usize) {
        let problem = Problem::Repeated {
            what: format!("`{key}`"),
            accepted: format!("each {} once", key.kind().word()),
        };
        let first = first..first + 1;
        self.report_pair(source, span, problem, (&first, "first given here"));
    }

    fn entry(
        &mut self,
        source: Source<'_>,
        kind: KeyKind,
        line: &str,
        at: usize,
    ) -> Option<(Key, CpuId)> {
        let columns = kind.row().columns;
        let fields = fields(line, at, columns.len() + 1);
        let [keys @ .., (cpu, cpu_span)] = &fields[..] else {
            return None;
        };
        if keys.len() != columns.len() {
            let line_of = Problem::TableLine {
                line: quoted(line),
                kind,
            };
            self.report_in(source, &(at..at + line.len()), line_of);
            return None;
        }
        let written: Vec<&str> = keys.iter().map(|(written, _)| *written).collect();
        let key = (kind.row().read)(&written).map_err(|(at, why)| {
            let problem = no_key(kind.row().columns[at], written[at], why);
            self.report_in(source, &keys[at].1, problem);
        });
        let cpu = table_cpu(cpu).map_err(|problem| self.report_in(source, cpu_span, problem));
        key.ok().zip(cpu.ok())
    }
}

/// The fields of a line that begins `at` a byte of the file, at most so many, without blanks and quotes around them; and
/// where they are, with the quotes.
fn fields(line: &str, at: usize, most: usize) -> Vec<(&str, Range<usize>)> {
    let mut start = at;
    let fields = line.splitn(most, ',').map(|field| {
        let content = field.trim();
        let before = field.len() - field.trim_start().len();
        let from = start + if content.is_empty() { 0 } else { before };
        start += field.len() + 1;
        (unquoted(content), from..from + content.len())
    });
    fields.collect()
}

/// What is wrong with what is `written` in a column.
fn no_key(column: &'static str, written: &str, why: TableKeyError) -> Problem {
    const PREFIX: &str = "an address or a prefix like `192.0.2.0/24` or `2001:db8::/32`";
    let accepted = match why {
        TableKeyError::Prefix(why) => return no_prefix(column, written, why, PREFIX),
        TableKeyError::Vlan(_) => "a VLAN id from 0 to 4094",
        TableKeyError::Mac(_) => "a MAC address like `02:00:5e:10:00:01`",
    };
    Problem::BadValue {
        key: column,
        value: quoted(written),
        accepted: accepted.to_owned(),
    }
}

fn table_cpu(digits: &str) -> Result<CpuId, Problem> {
    number_in(digits, &(0..=CpuId::MAX.number()))
        .filter(|_| !digits.starts_with("0x"))
        .and_then(|number| CpuId::new(number).ok())
        .ok_or_else(|| Problem::BadValue {
            key: CPU,
            value: quoted(digits),
            accepted: "a CPU number from 0 to 8191".to_owned(),
        })
}

/// What the first line of a file is.
enum Header {
    /// An entry.
    None,
    /// It names the columns of keys of this kind.
    Of(KeyKind),
    /// It names columns that no kind has.
    Unknown,
}

fn header(line: &str) -> Header {
    let fields: Vec<String> = line
        .split(',')
        .map(|field| unquoted(field.trim()).to_ascii_lowercase())
        .collect();
    let is_column = |field: &String| {
        let mut kinds = KeyKind::ALL.iter();
        field == CPU || kinds.any(|kind| kind.row().columns.contains(&&**field))
    };
    if !fields.iter().any(is_column) {
        return Header::None;
    }
    let mut kinds = KeyKind::ALL.iter();
    let named = kinds.find(|kind| {
        let columns = kind.row().columns.iter().chain([&CPU]);
        fields.iter().eq(columns.copied())
    });
    named.map_or(Header::Unknown, |kind| Header::Of(*kind))
}

/// A field without the quotes that it may be in.
fn unquoted(field: &str) -> &str {
    let inner = field.strip_prefix('"');
    let inner = inner.and_then(|field| field.strip_suffix('"'));
    inner.map_or(field, str::trim)
}
