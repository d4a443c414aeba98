//! The result of a simulation.

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    fmt,
    io::{self, BufWriter, Read, Write},
};

use serde::{Serialize, Serializer};
use softrss_core::{
    Counter,
    header::Reason,
    policy::{KeyKind, Side, Table},
};

use super::{
    SCHEMA,
    bar::{bar, coloured},
    json,
    number::{bytes, counted, grouped, of_kind, ratio},
    shown,
    then::{self, Then},
};
use crate::{
    Failure,
    capture::{Capture, LinkType},
    simulation::{BucketCount, Count, Simulation},
};

/// Width of a CPU's bar, in characters.
const BAR: usize = 32;
/// Width of what decided, in characters.
const WHAT: usize = 40;
/// How many entries of a table are listed, of those most used and of those never used.
const LISTED: usize = 10;

/// The sums, as the JSON object has them.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Report {
    /// The version of this object.
    schema: u32,
    /// Packets of the capture that were read.
    packets: u64,
    /// Their bytes on the wire.
    bytes: u64,
    /// Packets that are sent to a CPU.
    redirected: u64,
    /// Packets that stay on the CPU that received them.
    passed: u64,
    /// Packets that a rule drops.
    dropped: u64,
    /// Packets without a header that could be hashed.
    unparsed: u64,
    /// Different flows; above 65,536 an estimate, 1 % off.
    flows: u64,
    /// Packets of the busiest target over the mean of the targets; `null` where none was redirected.
    imbalance: Option<f64>,
    /// Each CPU that packets can be sent to.
    cpus: Vec<Cpu>,
    /// What the targets do with the packets they get.
    then: Vec<Done>,
    /// Packets by what decided.
    #[cfg_attr(test, schemars(with = "std::collections::BTreeMap<String, u64>"))]
    decided: Named<&'static str>,
    /// Each rule of the policy.
    rules: Vec<OfRule>,
    /// Each table of the policy.
    tables: Vec<OfTable>,
    /// Why packets were not hashed by their innermost header.
    reasons: Reasons,
    /// What was not captured on Ethernet.
    links: Vec<Link>,
    /// Each bucket, where they are asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    buckets: Vec<OfBucket>,
    #[serde(skip)]
    bucket_tables: Vec<String>,
    #[serde(skip)]
    notes: Notes,
}

/// What the JSON object has no key for.
#[derive(Debug)]
struct Notes {
    /// Whether the numbers of flows are estimates.
    estimated: bool,
    /// What neither a rule nor a table decided.
    otherwise: Vec<(Counter, Count)>,
}

/// What of a capture was not captured on Ethernet.
#[derive(Debug)]
pub(crate) struct Captured {
    skipped: BTreeMap<LinkType, u64>,
    made: BTreeMap<LinkType, u64>,
}

impl Captured {
    pub(crate) fn of<R: Read>(capture: &Capture<R>) -> Self {
        Self {
            skipped: capture.skipped().clone(),
            made: capture.made().clone(),
        }
    }

    fn links(&self) -> impl Iterator<Item = Link> {
        let link = |read| {
            move |(link, packets): (&LinkType, &u64)| Link {
                name: link.to_string(),
                packets: *packets,
                read,
            }
        };
        let made = self.made.iter().map(link(true));
        made.chain(self.skipped.iter().map(link(false)))
    }
}

/// Packets of a link that is not Ethernet.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Link {
    /// The link type, as pcap calls it.
    #[serde(rename = "link")]
    name: String,
    /// Packets of it.
    packets: u64,
    /// Whether they were read, as the Ethernet frames that they would be; else they are skipped, and no part of the sums.
    read: bool,
}

/// What a rule decided.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OfRule {
    /// Its name.
    name: String,
    /// Packets it decided.
    packets: u64,
    /// Their bytes.
    bytes: u64,
}

/// What a table decided.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OfTable {
    /// Its name.
    table: String,
    /// The columns of its key.
    key: String,
    /// Its file, as the policy has it.
    file: Option<String>,
    /// `source`, `destination` or `either`; `null` where keys are of no end of the packet.
    side: Option<&'static str>,
    /// Packets it decided.
    packets: u64,
    /// Their bytes.
    bytes: u64,
    /// Its entries.
    entries: usize,
    /// `entries` again, of a table of prefixes.
    #[serde(skip_serializing_if = "Option::is_none")]
    prefixes: Option<usize>,
    /// The entries that decided most, at most ten.
    most_used: Vec<OfEntry>,
    /// Entries that decided nothing.
    unused: usize,
    /// The keys of the first of them, at most ten.
    never_used: Vec<String>,
    #[serde(skip)]
    kind: KeyKind,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OfEntry {
    /// Its key.
    key: String,
    /// `key` again, of a prefix.
    #[serde(skip_serializing_if = "Option::is_none")]
    prefix: Option<String>,
    /// Its CPU.
    cpu: u32,
    /// Packets it decided.
    packets: u64,
    /// Their bytes.
    bytes: u64,
}

/// Packets by reason.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Reasons {
    /// Packets without a flow, by reason.
    #[cfg_attr(test, schemars(with = "std::collections::BTreeMap<String, u64>"))]
    unparsed: Named<Reason>,
    /// Packets hashed at an outer header, by the reason why not at an inner one.
    #[cfg_attr(test, schemars(with = "std::collections::BTreeMap<String, u64>"))]
    outer: Named<Reason>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OfBucket {
    /// 0 for that of all targets, then those of rules.
    table: usize,
    /// Its number.
    bucket: u32,
    /// The CPU that it leads to.
    cpu: u32,
    /// Packets that came to it.
    packets: u64,
    /// Their bytes.
    bytes: u64,
}

/// Numbers by word, as an object.
#[derive(Debug)]
struct Named<T>(Vec<(T, u64)>);

impl<T: Copy + fmt::Display> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let named = self.0.iter();
        serializer.collect_map(named.map(|(name, number)| (name.to_string(), number)))
    }
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Cpu {
    /// Its number.
    #[serde(rename = "cpu")]
    number: u32,
    /// Packets that are sent to it.
    packets: u64,
    /// Their bytes.
    bytes: u64,
    /// Flows that are sent to it.
    flows: u64,
    /// Its share of all packets that were redirected, from 0 to 1.
    share: f64,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Done {
    #[serde(flatten)]
    then: Then,
    /// Packets it is done with.
    packets: u64,
    #[serde(skip)]
    words: String,
    /// Whether the packets reach the stack as they are, which goes without saying.
    #[serde(skip)]
    plain: bool,
}

impl Report {
    pub(crate) fn new(simulation: &Simulation<'_>, captured: &Captured) -> Self {
        let sums = simulation.sums();
        let redirected = sums.redirected;
        Self {
            schema: SCHEMA,
            packets: sums.packets,
            bytes: sums.bytes,
            redirected: sums.redirected,
            passed: sums.passed,
            dropped: sums.dropped,
            unparsed: sums.unparsed(),
            flows: simulation.flows().value(),
            imbalance: simulation.imbalance(),
            cpus: simulation
                .cpus()
                .map(|(sums, flows)| Cpu {
                    number: sums.cpu.number(),
                    packets: sums.packets,
                    bytes: sums.bytes,
                    flows: flows.value(),
                    share: ratio(sums.packets, redirected),
                })
                .collect(),
            then: simulation
                .steps()
                .map(|(step, packets)| Done {
                    then: Then::from(step),
                    packets,
                    words: then::words(step),
                    plain: step.is_plain(),
                })
                .collect(),
            decided: Named(decided(simulation)),
            rules: simulation
                .rules()
                .map(|(rule, count)| OfRule {
                    name: rule.name.to_string(),
                    packets: count.packets,
                    bytes: count.bytes,
                })
                .collect(),
            tables: simulation
                .tables()
                .map(|(table, counts)| OfTable::new(table, counts))
                .collect(),
            reasons: Reasons {
                unparsed: Named(sums.unparsed_by_reason().collect()),
                outer: Named(sums.partly_by_reason().collect()),
            },
            links: captured.links().collect(),
            buckets: simulation.buckets().map(OfBucket::from).collect(),
            bucket_tables: simulation.bucket_tables(),
            notes: Notes {
                estimated: simulation.flows().is_estimate(),
                otherwise: simulation.decided()[2..].to_vec(),
            },
        }
    }

    /// Prints to stdout; what JSON has no key for goes to stderr.
    pub(crate) fn print(&self, as_json: bool) -> Result<(), Failure> {
        if as_json {
            // Talk; where nobody listens the result still counts.
            let _ = self.notes(&mut io::stderr().lock());
            return json(self);
        }
        let stdout = io::stdout();
        let colour = coloured(&stdout);
        let mut output = BufWriter::new(stdout.lock());
        self.text(&mut output, colour)
            .and_then(|()| output.flush())
            .map_err(Failure::output)
    }

    /// Writes the report for people.
    pub(crate) fn text(&self, to: &mut impl Write, colour: bool) -> io::Result<()> {
        let mark = self.estimate_mark();
        writeln!(
            to,
            "{}, {}, {mark}{}: {} redirected, {} passed, {} dropped",
            counted(self.packets, "packet"),
            bytes(self.bytes),
            counted(self.flows, "flow"),
            grouped(self.redirected),
            grouped(self.passed),
            grouped(self.dropped)
        )?;
        self.table(to, colour)?;
        if let Some(imbalance) = self.imbalance {
            writeln!(
                to,
                "\nimbalance  {imbalance:.3} (busiest target ÷ mean over the targets)"
            )?;
        }
        if self.then.iter().any(|done| !done.plain) {
            let words = self.then.iter();
            let words = words.map(|done| format!("{} {}", grouped(done.packets), done.words));
            writeln!(to, "then       {}", words.collect::<Vec<_>>().join("; "))?;
        }
        self.decisions(to)?;
        self.of_buckets(to)?;
        self.notes(to)
    }

    /// What each rule and the most used entries of tables decided, where the policy has any.
    fn decisions(&self, to: &mut impl Write) -> io::Result<()> {
        if self.rules.is_empty() && self.tables.is_empty() {
            return Ok(());
        }
        writeln!(
            to,
            "\n{:WHAT$} {:>15} {:>7}  {:>10}",
            "decided by", "packets", "share", "bytes"
        )?;
        let all = self.packets;
        for rule in &self.rules {
            let name = format!("rule {}", rule.name);
            if rule.packets == 0 {
                writeln!(to, "{name:WHAT$} {:>15}          never matched", 0)?;
            } else {
                line(to, &name, rule.packets, rule.bytes, all)?;
            }
        }
        for table in &self.tables {
            line(to, &table.name(), table.packets, table.bytes, all)?;
            for entry in &table.most_used {
                let name = format!("  {} to CPU {}", entry.key, entry.cpu);
                line(to, &name, entry.packets, entry.bytes, all)?;
            }
            let used = table.entries - table.unused;
            let more = used - table.most_used.len();
            if more > 0 {
                writeln!(to, "  and {} more", of_kind(more, table.kind))?;
            }
            table.unused(to)?;
        }
        for (what, count) in &self.notes.otherwise {
            line(to, what.row().word, count.packets, count.bytes, all)?;
        }
        writeln!(to)
    }

    fn of_buckets(&self, to: &mut impl Write) -> io::Result<()> {
        if self.buckets.is_empty() {
            return Ok(());
        }
        writeln!(
            to,
            "{:>7} {:>5} {:>15}  {:>10}  of",
            "bucket", "CPU", "packets", "bytes"
        )?;
        for bucket in &self.buckets {
            let of = self.bucket_tables.get(bucket.table);
            writeln!(
                to,
                "{:>7} {:>5} {:>15}  {:>10}  {}",
                bucket.bucket,
                bucket.cpu,
                grouped(bucket.packets),
                bytes(bucket.bytes),
                of.map_or("", String::as_str),
            )?;
        }
        writeln!(to)
    }

    /// Why packets were not read to their innermost header, what they were captured as, and what is estimated.
    fn notes(&self, to: &mut impl Write) -> io::Result<()> {
        let Reasons { unparsed, outer } = &self.reasons;
        reasons(to, "unparsed", "without an IP header to hash", &unparsed.0)?;
        reasons(to, "outer", "hashed at an outer header", &outer.0)?;
        for link in &self.links {
            let Link {
                name,
                packets,
                read,
            } = link;
            let count = counted(*packets, "packet");
            if *read {
                writeln!(
                    to,
                    "link       {count} of {name}, read as the Ethernet frames they would be"
                )?;
            } else {
                writeln!(to, "skipped    {count} of {name}, which is not read")?;
            }
        }
        if self.notes.estimated {
            writeln!(
                to,
                "flows      are estimates: their standard error is 0.8 %"
            )?;
        }
        Ok(())
    }

    fn table(&self, to: &mut impl Write, colour: bool) -> io::Result<()> {
        let busiest = self
            .cpus
            .iter()
            .map(|cpu| cpu.packets)
            .max()
            .unwrap_or(0)
            .max(1);
        writeln!(
            to,
            "\n{:>5} {:>15} {:>7}  {:BAR$}  {:>10} {:>12}",
            "CPU", "packets", "share", "", "bytes", "flows"
        )?;
        let mark = self.estimate_mark();
        for cpu in &self.cpus {
            writeln!(
                to,
                "{:>5} {:>15} {:>6.1}%  {}  {:>10} {:>12}",
                cpu.number,
                grouped(cpu.packets),
                cpu.share * 100.0,
                bar(cpu.packets, busiest, BAR, colour),
                bytes(cpu.bytes),
                format!("{mark}{}", grouped(cpu.flows))
            )?;
        }
        Ok(())
    }

    /// What stands before a number of flows that was not counted.
    fn estimate_mark(&self) -> &'static str {
        if self.notes.estimated { "~" } else { "" }
    }
}

impl OfTable {
    fn new(table: &Table, counts: &[Count]) -> Self {
        let (kind, used) = (table.kind(), table.entries.iter().zip(counts));
        let is_prefix = kind == KeyKind::Prefix;
        let mut most_used: Vec<_> = used
            .clone()
            .filter(|(_, count)| count.packets > 0)
            .collect();
        let unused = table.entries.len() - most_used.len();
        // Stable, so that of those alike the first come first.
        most_used.sort_by_key(|(_, count)| Reverse(count.packets));
        let bytes = most_used.iter().map(|(_, count)| count.bytes).sum();
        let packets = most_used.iter().map(|(_, count)| count.packets).sum();
        let most_used = most_used.into_iter().take(LISTED);
        let never_used = used.filter(|(_, count)| count.packets == 0).take(LISTED);
        Self {
            table: table.name.to_string(),
            key: kind.columns(),
            file: table.read_from.as_ref().map(|from| from.file.clone()),
            side: table.lookup.side().map(Side::word),
            packets,
            bytes,
            entries: table.entries.len(),
            prefixes: is_prefix.then_some(table.entries.len()),
            most_used: most_used
                .map(|((key, cpu), count)| OfEntry {
                    key: key.to_string(),
                    prefix: is_prefix.then(|| key.to_string()),
                    cpu: cpu.number(),
                    packets: count.packets,
                    bytes: count.bytes,
                })
                .collect(),
            unused,
            never_used: never_used.map(|((key, _), _)| key.to_string()).collect(),
            kind,
        }
    }

    /// What it is called, and what it looks up.
    fn name(&self) -> String {
        let file = self.file.as_deref().unwrap_or_default();
        let name = if self.table == "table" {
            shown(file)
        } else {
            shown(&self.table)
        };
        let side = self.side.unwrap_or(&self.key);
        format!("table {name} ({side})")
    }

    fn unused(&self, to: &mut impl Write) -> io::Result<()> {
        if self.unused == 0 {
            return Ok(());
        }
        let more = if self.unused > self.never_used.len() {
            ", ..."
        } else {
            ""
        };
        writeln!(
            to,
            "  never used: {} of {}: {}{more}",
            grouped(self.unused as u64),
            of_kind(self.entries, self.kind),
            self.never_used.join(", ")
        )
    }
}

impl From<BucketCount> for OfBucket {
    fn from(bucket: BucketCount) -> Self {
        Self {
            table: bucket.table,
            bucket: bucket.bucket,
            cpu: bucket.cpu.number(),
            packets: bucket.count.packets,
            bytes: bucket.count.bytes,
        }
    }
}

fn decided(simulation: &Simulation<'_>) -> Vec<(&'static str, u64)> {
    let decided = simulation.decided();
    decided
        .map(|(what, count)| (what.row().word, count.packets))
        .to_vec()
}

/// What something decided, of `all` packets.
fn line(to: &mut impl Write, what: &str, packets: u64, size: u64, all: u64) -> io::Result<()> {
    let share = ratio(packets, all) * 100.0;
    writeln!(
        to,
        "{what:WHAT$} {:>15} {share:>6.1}%  {:>10}",
        grouped(packets),
        bytes(size)
    )
}

fn reasons(
    to: &mut impl Write,
    head: &str,
    what: &str,
    counts: &[(Reason, u64)],
) -> io::Result<()> {
    if counts.is_empty() {
        return Ok(());
    }
    let all = grouped(counts.iter().map(|(_, count)| count).sum());
    let each: Vec<String> = counts
        .iter()
        .map(|(reason, count)| format!("{reason} {}", grouped(*count)))
        .collect();
    writeln!(to, "{head:10} {all} {what}: {}", each.join(", "))
}
