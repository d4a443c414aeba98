//! What was measured, as a table or as JSON.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
};

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
    /// How often each program was measured, for each kind of packet.
    rounds: u32,
    /// Median over all measurements of the floor.
    floor_ns: f64,
    /// The other program, if one was measured: its object file and its name.
    peer: Option<String>,
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
    /// The same of the fastest rounds of both.
    least: Least,
    /// The other program, if one was measured.
    peer: Option<Peer>,
    #[serde(skip)]
    floors: Vec<f64>,
}

/// The fastest rounds: what a busy machine disturbs least.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Least {
    /// The policy.
    ns: f64,
    /// The floor beside it.
    floor_ns: f64,
    /// `ns` - `floor_ns`.
    price_ns: f64,
}

/// The other program, above the same floor.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Peer {
    /// Median.
    ns: f64,
    /// `ns` above the median of the floor.
    price_ns: f64,
    /// Half of its measurements lie between these.
    ns_quartiles: [f64; 2],
    /// Its fastest round.
    least_ns: f64,
    /// `least_ns` above the fastest round of the floor.
    least_price_ns: f64,
}

impl Row {
    pub(super) fn new(
        packet: &'static str,
        mut floors: Vec<f64>,
        mut policies: Vec<f64>,
        mut peers: Vec<f64>,
    ) -> Self {
        let floor = Summary::of(&mut floors);
        let policy = Summary::of(&mut policies);
        let peer = (!peers.is_empty()).then(|| Summary::of(&mut peers));
        Self {
            packet,
            ns: policy.median,
            floor_ns: floor.median,
            price_ns: policy.median - floor.median,
            ns_quartiles: policy.quartiles,
            least: Least {
                ns: policy.least,
                floor_ns: floor.least,
                price_ns: policy.least - floor.least,
            },
            peer: peer.map(|peer| Peer {
                ns: peer.median,
                price_ns: peer.median - floor.median,
                ns_quartiles: peer.quartiles,
                least_ns: peer.least,
                least_price_ns: peer.least - floor.least,
            }),
            floors,
        }
    }

    fn line(&self) -> String {
        let Self {
            packet,
            ns,
            floor_ns,
            price_ns,
            ns_quartiles: [low, high],
            least,
            peer,
            ..
        } = self;
        let half = format!("{low:.1} to {high:.1}");
        let mut line = format!(
            "  {packet:<28} {floor_ns:>6.1} {ns:>6.1} {price_ns:>+6.1}   {half:<14} {:>6.1} {:>6.1} {:>+6.1}",
            least.floor_ns, least.ns, least.price_ns
        );
        if let Some(peer) = peer {
            let _ = write!(
                line,
                "   {:>+6.1} {:>+6.1}",
                peer.price_ns, peer.least_price_ns
            );
        }
        line + "\n"
    }
}

/// What there is to say of measurements.
struct Summary {
    least: f64,
    median: f64,
    quartiles: [f64; 2],
}

impl Summary {
    /// Of `values`, which are in order then. There is at least one.
    fn of(values: &mut [f64]) -> Self {
        values.sort_unstable_by(f64::total_cmp);
        let at = |quarter: usize| {
            values
                .get((values.len().saturating_sub(1)) * quarter / 4)
                .copied()
                .unwrap_or(f64::NAN)
        };
        Self {
            least: at(0),
            median: at(2),
            quartiles: [at(1), at(3)],
        }
    }
}

impl Report {
    pub(super) fn new(cpu: CpuId, rounds: u32, peer: Option<String>, rows: Vec<Row>) -> Self {
        let mut floors: Vec<f64> = rows.iter().flat_map(|row| &row.floors).copied().collect();
        Self {
            schema: SCHEMA,
            cpu: cpu.number(),
            rounds,
            floor_ns: Summary::of(&mut floors).median,
            peer,
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
        let Self { cpu, rounds, .. } = self;
        let mut text = format!(
            "ns per packet on CPU {cpu}, with the cost of the measurement itself; price = above a bare redirect, the floor\n"
        );
        if let Some(peer) = &self.peer {
            let _ = writeln!(text, "peer: {peer}");
        }
        let fastest = "fastest round";
        let _ = write!(
            text,
            "\n  {:<28} {:<37} {fastest:<20}",
            "",
            format!("median of {rounds} rounds")
        );
        if self.peer.is_some() {
            text += "   peer's price";
        }
        text = text.trim_end().to_owned();
        let _ = write!(
            text,
            "\n  {:<28} {:>6} {:>6} {:>6}   {:<14} {:>6} {:>6} {:>6}",
            "packet", "floor", "ns", "price", "half of them", "floor", "ns", "price"
        );
        if self.peer.is_some() {
            text += "   median  least";
        }
        text.push('\n');
        text.extend(self.rows.iter().map(Row::line));
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_price_is_above_the_floor_beside_it() {
        let row = Row::new(
            "ipv4/tcp",
            vec![10.0, 9.0, 30.0],
            vec![13.0, 40.0, 12.0],
            vec![16.0, 17.0, 15.0],
        );
        assert_eq!((row.floor_ns, row.ns, row.price_ns), (10.0, 13.0, 3.0));
        assert_eq!(
            (row.least.floor_ns, row.least.ns, row.least.price_ns),
            (9.0, 12.0, 3.0)
        );
        let peer = row.peer.as_ref().expect("it was measured");
        assert_eq!((peer.price_ns, peer.least_price_ns), (6.0, 6.0));
        let report = Report::new(CpuId::from(1), 3, Some("peer.o:main".to_owned()), vec![row]);
        reads(&report.table());
        let json = serde_json::to_value(&report).expect("it is JSON");
        assert_eq!(json["rows"][0]["peer"]["price_ns"], 6.0);
    }

    #[track_caller]
    fn reads(table: &str) {
        assert_eq!(
            table,
            "ns per packet on CPU 1, with the cost of the measurement itself; price = above a bare redirect, the floor\n\
             peer: peer.o:main\n\
             \n\
             \x20                              median of 3 rounds                    fastest round          peer's price\n\
             \x20 packet                        floor     ns  price   half of them    floor     ns  price   median  least\n\
             \x20 ipv4/tcp                       10.0   13.0   +3.0   12.0 to 13.0      9.0   12.0   +3.0     +6.0   +6.0\n"
        );
    }
}
