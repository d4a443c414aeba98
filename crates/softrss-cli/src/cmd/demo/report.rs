//! What the demo shows: progress while it runs, a table, or JSON.

use std::{
    io::{self, Write as _},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use softrss::{Counter, CpuId, CpuReading, CpuSet};
use softrss_core::ResolvedPolicy;

use super::{attach::MODE, bench::Half, connection::Negotiated, receivers::Receivers, wait::Wait};
use crate::{
    Failure,
    cmd::refusal,
    report::{
        SCHEMA,
        bar::{bar, coloured},
        number::grouped,
    },
};

/// Progress on stderr, if that is a terminal.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new(seconds: u64, json: bool) -> Self {
        let target = if json {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr()
        };
        let style = ProgressStyle::with_template("{msg:>10} {wide_bar} {percent:>3} %")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        Self(ProgressBar::with_draw_target(Some(seconds * 1000), target).with_style(style))
    }

    pub(super) fn at(&self, half: &'static str, elapsed: Duration) {
        self.0.set_message(half);
        self.0
            .set_position(u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX));
    }

    pub(super) fn clear(&self) {
        self.0.finish_and_clear();
    }
}

/// The JSON object.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Report {
    /// The version of this object.
    schema: u32,
    /// The release that runs.
    kernel: String,
    /// `native` or `skb`.
    mode: String,
    /// How long each half was to run, in seconds.
    seconds: u64,
    /// The CPU that received every packet without softrss.
    receiver: u32,
    /// The CPUs that received them when they were steered, one after the other.
    #[serde(skip)]
    wandering: CpuSet,
    /// Flows that were sent.
    flows: u32,
    /// Packets that were sent, in both halves.
    sent: u64,
    /// Those that arrived.
    received: u64,
    /// Those that did not.
    lost: u64,
    /// Those that were overtaken within their flow.
    reordered: u64,
    /// Without softrss.
    baseline: Part,
    /// With it.
    steered: Part,
    /// Where the policy clamps.
    #[serde(skip_serializing_if = "Option::is_none")]
    tcp: Option<Negotiated>,
}

/// One half.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Part {
    /// How long it ran.
    seconds: f64,
    /// Packets that were sent.
    sent: u64,
    /// Those that arrived.
    received: u64,
    /// Those that did not.
    lost: u64,
    /// Those that were overtaken within their flow.
    reordered: u64,
    /// Packets of the busiest target over the mean of the targets.
    imbalance: f64,
    /// Each CPU.
    cpus: Vec<PartCpu>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PartCpu {
    /// Its number.
    cpu: u32,
    /// Whether packets are sent to it.
    target: bool,
    /// Packets put into its queue.
    enqueued: u64,
    /// Packets that it processed.
    processed: u64,
    /// Packets that its queue had no room for.
    dropped: u64,
    /// Where it is measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    latency: Option<Wait>,
}

impl Report {
    pub(super) fn new(
        seconds: u64,
        receivers: &Receivers,
        policy: &ResolvedPolicy,
        baseline: &Half,
        steered: &Half,
    ) -> Result<Self, Failure> {
        let flows = steered.traffic.flows;
        let mss = policy.policy().targets.mss;
        let connections = (baseline.connections, steered.connections);
        let tcp = match (mss, connections) {
            (Some(mss), (Some(before), Some(after))) => Some(Negotiated::new(mss, before, after)),
            _ => None,
        };
        let (baseline, steered) = (Part::new(baseline), Part::new(steered));
        Ok(Self {
            schema: SCHEMA,
            kernel: kernel_version()?,
            mode: MODE.to_string(),
            seconds,
            receiver: receivers.one.number(),
            wandering: receivers.steered.clone(),
            flows,
            sent: baseline.sent + steered.sent,
            received: baseline.received + steered.received,
            lost: baseline.lost + steered.lost,
            reordered: baseline.reordered + steered.reordered,
            baseline,
            steered,
            tcp,
        })
    }

    /// The table for people.
    pub(super) fn print(&self) -> Result<(), Failure> {
        let text = self.table(coloured(&io::stdout()));
        io::stdout()
            .write_all(text.as_bytes())
            .map_err(Failure::output)
    }

    fn table(&self, colour: bool) -> String {
        let Self {
            flows,
            kernel,
            mode,
            receiver,
            wandering,
            ..
        } = self;
        let received = if wandering.len() > 1 {
            format!(
                "First every packet is received on CPU {receiver}, then flows wander over CPU {wandering}."
            )
        } else {
            format!("Every packet is received on CPU {receiver}; who processes it?")
        };
        let targets: Vec<String> = self
            .steered
            .cpus
            .iter()
            .filter(|cpu| cpu.target)
            .map(|cpu| cpu.cpu.to_string())
            .collect();
        [
            format!("{flows} UDP flows through a veth pair, XDP in {mode} mode, Linux {kernel}.\n"),
            format!("{received}\n\n"),
            self.baseline.table("without softrss", colour),
            self.steered
                .table(&format!("steered over CPU {}", targets.join(", ")), colour),
            self.steered.waits(),
            self.tcp
                .as_ref()
                .map_or_else(String::new, Negotiated::table),
            format!(
                "lost {}, reordered {}, of {} packets sent\n",
                self.lost,
                self.reordered,
                grouped(self.sent)
            ),
        ]
        .concat()
    }
}

/// Cells of a bar.
const WIDTH: usize = 40;

impl Part {
    fn new(half: &Half) -> Self {
        let traffic = &half.traffic;
        Self {
            seconds: traffic.seconds,
            sent: traffic.sent,
            received: traffic.received,
            lost: traffic.lost,
            reordered: traffic.reordered,
            imbalance: half.reading.imbalance().unwrap_or_default(),
            cpus: half
                .reading
                .cpus
                .iter()
                .map(|(id, cpu)| PartCpu::new(*id, cpu))
                .collect(),
        }
    }

    fn table(&self, title: &str, colour: bool) -> String {
        let all: u64 = self.cpus.iter().map(|cpu| cpu.processed).sum();
        let mut text = format!("  {title:<50} {:>16}\n", "processed");
        for cpu in &self.cpus {
            text.push_str(&cpu.row(all, colour));
        }
        text.push('\n');
        text
    }

    /// How long packets waited, where that was measured.
    fn waits(&self) -> String {
        let rows = self
            .cpus
            .iter()
            .filter_map(|cpu| Some(cpu.latency?.row(cpu.cpu)));
        let rows: String = rows.collect();
        if rows.is_empty() {
            return rows;
        }
        format!("{}{rows}\n", Wait::TITLE)
    }
}

impl PartCpu {
    fn new(id: CpuId, cpu: &CpuReading) -> Self {
        Self {
            cpu: id.number(),
            target: cpu.target,
            enqueued: cpu.counts[Counter::Enqueued],
            processed: cpu.processed(),
            dropped: cpu.lost(),
            latency: cpu.latency.as_ref().map(Wait::new),
        }
    }

    fn row(&self, all: u64, colour: bool) -> String {
        let Self {
            cpu,
            processed,
            dropped,
            ..
        } = *self;
        let tenths = (processed * 1000 + all / 2) / all.max(1);
        let row = format!(
            "  CPU {cpu:>3} {} {:>3}.{} % {:>12}\n",
            bar(processed, all, WIDTH, colour),
            tenths / 10,
            tenths % 10,
            grouped(processed),
        );
        match dropped {
            0 => row,
            dropped => row + &format!("          {} lost on the way to it\n", grouped(dropped)),
        }
    }
}

fn kernel_version() -> Result<String, Failure> {
    let name = nix::sys::utsname::uname().map_err(|error| refusal::kernel_version(error.into()))?;
    Ok(name.release().to_string_lossy().into_owned())
}
