//! The result of a simulation.

use std::{
    collections::BTreeMap,
    io::{self, BufWriter, Write},
};

use serde::Serialize;
use softrss_core::header::Reason;

use super::{
    SCHEMA,
    bar::{bar, coloured},
    json,
    number::{bytes, counted, grouped, ratio},
    then::{self, Then},
};
use crate::{Failure, capture::LinkType, simulation::Simulation};

/// Width of a CPU's bar, in characters.
const BAR: usize = 32;

/// The sums, as the JSON object has them.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    schema: u32,
    packets: u64,
    bytes: u64,
    redirected: u64,
    passed: u64,
    dropped: u64,
    unparsed: u64,
    flows: u64,
    imbalance: Option<f64>,
    cpus: Vec<Cpu>,
    /// What the targets do with the packets they get.
    then: Vec<Done>,
    #[serde(skip)]
    notes: Notes,
}

/// What the JSON object has no key for.
#[derive(Debug)]
struct Notes {
    /// Whether the numbers of flows are estimates.
    estimated: bool,
    /// Packets without a flow.
    unparsed: Vec<(Reason, u64)>,
    /// Packets hashed at an outer header, by the reason why not at an inner one.
    outer: Vec<(Reason, u64)>,
    /// Packets of other link types, which are not part of the sums.
    skipped: BTreeMap<LinkType, u64>,
}

#[derive(Debug, Serialize)]
struct Cpu {
    #[serde(rename = "cpu")]
    number: u32,
    packets: u64,
    bytes: u64,
    flows: u64,
    /// Of all packets that were redirected.
    share: f64,
}

#[derive(Debug, Serialize)]
struct Done {
    #[serde(flatten)]
    then: Then,
    packets: u64,
    #[serde(skip)]
    words: String,
    /// Whether the packets reach the stack as they are, which goes without saying.
    #[serde(skip)]
    plain: bool,
}

impl Report {
    pub(crate) fn new(simulation: &Simulation<'_>, skipped: &BTreeMap<LinkType, u64>) -> Self {
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
            notes: Notes::new(simulation, skipped),
        }
    }

    /// Prints to stdout; what JSON has no key for goes to stderr.
    pub(crate) fn print(&self, as_json: bool) -> Result<(), Failure> {
        if as_json {
            // Talk; where nobody listens the result still counts.
            let _ = self.notes.text(&mut io::stderr().lock());
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
        self.notes.text(to)
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

impl Notes {
    fn new(simulation: &Simulation<'_>, skipped: &BTreeMap<LinkType, u64>) -> Self {
        Self {
            estimated: simulation.flows().is_estimate(),
            unparsed: simulation.sums().unparsed_by_reason().collect(),
            outer: simulation.sums().partly_by_reason().collect(),
            skipped: skipped.clone(),
        }
    }

    fn text(&self, to: &mut impl Write) -> io::Result<()> {
        reasons(
            to,
            "unparsed",
            "without an IP header to hash",
            &self.unparsed,
        )?;
        reasons(to, "outer", "hashed at an outer header", &self.outer)?;
        for (link, count) in &self.skipped {
            let count = counted(*count, "packet");
            writeln!(to, "skipped    {count} of {link}, which is not Ethernet")?;
        }
        if self.estimated {
            writeln!(
                to,
                "flows      are estimates: their standard error is 0.8 %"
            )?;
        }
        Ok(())
    }
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
