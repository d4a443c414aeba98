//! What was measured, as a table or as JSON.

use std::io::{self, Write as _};

use serde::Serialize;
use softrss::CpuId;

use crate::{Failure, report::SCHEMA};

/// The JSON object.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Report {
    /// The version of this object.
    schema: u32,
    /// The CPU that ran the programs.
    cpu: u32,
    /// Median over all measurements of the floor.
    floor_ns: f64,
    /// Each kind of packet.
    rows: Vec<Row>,
}

/// A kind of packet.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Row {
    /// What it is.
    packet: &'static str,
    /// The policy, median.
    ns: f64,
    /// The floor beside it, median.
    floor_ns: f64,
    /// `ns` - `floor_ns`.
    price_ns: f64,
    /// Half of the measurements of the policy lie between these.
    ns_quartiles: [f64; 2],
    #[serde(skip)]
    floors: Vec<f64>,
}

impl Row {
    pub(super) fn new(packet: &'static str, mut floors: Vec<f64>, mut policies: Vec<f64>) -> Self {
        let (floor_ns, _) = summary(&mut floors);
        let (ns, ns_quartiles) = summary(&mut policies);
        Self {
            packet,
            ns,
            floor_ns,
            price_ns: ns - floor_ns,
            ns_quartiles,
            floors,
        }
    }

    fn line(&self) -> String {
        let Self {
            packet,
            ns,
            price_ns,
            ns_quartiles: [low, high],
            ..
        } = self;
        format!("  {packet:<34} {ns:>7.1} {price_ns:>+7.1}   {low:.1} to {high:.1}\n")
    }
}

/// Median and quartiles.
fn summary(values: &mut [f64]) -> (f64, [f64; 2]) {
    values.sort_unstable_by(f64::total_cmp);
    let at = |quarter: usize| {
        values
            .get((values.len().saturating_sub(1)) * quarter / 4)
            .copied()
            .unwrap_or(0.0)
    };
    (at(2), [at(1), at(3)])
}

impl Report {
    pub(super) fn new(cpu: CpuId, rows: Vec<Row>) -> Self {
        let mut floors: Vec<f64> = rows.iter().flat_map(|row| &row.floors).copied().collect();
        let (floor_ns, _) = summary(&mut floors);
        Self {
            schema: SCHEMA,
            cpu: cpu.number(),
            floor_ns,
            rows,
        }
    }

    /// The table for people.
    pub(super) fn print(&self) -> Result<(), Failure> {
        io::stdout()
            .write_all(self.table().as_bytes())
            .map_err(Failure::output)
    }

    fn table(&self) -> String {
        let mut text = format!(
            "redirect floor {:.1} ns on CPU {} (with the cost of the measurement itself)\n\n  {:<34} {:>7} {:>7}   {}\n",
            self.floor_ns, self.cpu, "packet", "ns", "price", "half of the runs"
        );
        text.extend(self.rows.iter().map(Row::line));
        text
    }
}
