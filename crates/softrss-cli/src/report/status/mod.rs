//! What `status` shows: JSON for programs, a table for people.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde::Serialize;
use softrss::{
    CpuCounters, CpuId, CpuSample, Histogram, Record, Sample,
    deployment::{Deployment, DeploymentError, Inactive, Queues, Running},
    object::{MapInfo, ProgramInfo},
};

use super::{
    SCHEMA,
    number::{grouped, ratio},
    shown,
};
use crate::Failure;

/// Everything that is found.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    schema: u32,
    interfaces: Vec<Steering>,
    /// What to say when nothing is there.
    #[serde(skip)]
    nothing: String,
}

/// What is looked at of one interface.
pub(crate) struct Attached {
    pub(crate) deployment: Deployment,
    pub(crate) program: ProgramInfo,
    pub(crate) maps: Vec<(String, MapInfo)>,
    pub(crate) queues: Vec<Queues>,
    pub(crate) strangers: Vec<PathBuf>,
    pub(crate) sample: Sample,
    /// An earlier one, for rates.
    pub(crate) before: Option<Sample>,
}

/// One interface.
#[derive(Debug, Serialize)]
pub(crate) struct Steering {
    /// `attached`, `inactive` or `unreadable`.
    state: &'static str,
    interface: Option<String>,
    ifindex: Option<u32>,
    netns: Option<u64>,
    pins: PathBuf,
    /// What is wrong, in words.
    problem: Option<String>,
    #[serde(flatten)]
    known: Option<Known>,
    #[serde(flatten)]
    counts: Option<Counts>,
}

/// What the record says.
#[derive(Debug, Serialize)]
struct Known {
    version: String,
    mode: String,
    frags: bool,
    attached_at: u64,
    applied_at: u64,
    age_seconds: u64,
    /// `null` for the default policy.
    source: Option<String>,
    /// As it was written.
    policy: String,
}

/// What the kernel says.
#[derive(Debug, Serialize)]
struct Counts {
    link_id: u32,
    program: Program,
    maps: Vec<Map>,
    /// Over how long the rates were taken; `null` without rates.
    interval_seconds: Option<f64>,
    /// Packets known to be lost.
    lost: u64,
    cpus: Vec<Cpu>,
    rules: Vec<Named>,
    choices: ChoiceCounts,
    reasons: Vec<Named>,
    redirect_errors: Option<u64>,
    exceptions: Option<u64>,
    strangers: Vec<PathBuf>,
}

#[derive(Debug, Serialize)]
struct Program {
    id: u32,
    name: String,
    tag: String,
}

#[derive(Debug, Serialize)]
struct Map {
    /// Name of its pin.
    pin: String,
    id: u32,
    name: String,
}

#[derive(Debug, Serialize)]
struct Named {
    name: String,
    packets: u64,
}

#[derive(Debug, Serialize)]
struct ChoiceCounts {
    prefix: u64,
    bucket: u64,
    nothing: u64,
}

/// One target, or a CPU that received packets.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "the words of the JSON")]
struct Cpu {
    cpu: u32,
    target: bool,
    queues: Vec<Queue>,
    enqueued: u64,
    /// Lost at a full queue.
    dropped: u64,
    enqueue_bulks: u64,
    /// Taken out of the queue.
    processed: u64,
    kthread_bulks: u64,
    /// Lost because no SKB could be allocated.
    allocation_failures: u64,
    /// Times that the thread slept. One that never does is saturated.
    sched: u64,
    /// What the entry program did with packets.
    to_stack: u64,
    to_drop: u64,
    to_redirect: u64,
    /// Packets per enqueueing.
    average_bulk: f64,
    /// Received here, and kept without a queue.
    passed: u64,
    packets_per_second: Option<f64>,
    drops_per_second: Option<f64>,
    latency_seconds: Option<Latency>,
}

#[derive(Debug, Serialize)]
struct Queue {
    step: usize,
    map_id: u32,
    qsize: u32,
    program_id: Option<u32>,
}

#[derive(Debug, Serialize)]
struct Latency {
    p50: f64,
    p99: f64,
    p999: f64,
}

impl Report {
    pub(crate) fn new(interfaces: Vec<Steering>) -> Self {
        Self {
            schema: SCHEMA,
            interfaces,
            nothing: "softrss is not attached to any interface\n".to_owned(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.interfaces.is_empty()
    }

    /// Nothing is attached to the interface that was asked for.
    pub(crate) fn nothing_on(&mut self, name: &str, running: Option<Running>) {
        self.nothing = format!("softrss is not attached to {}", shown(name));
        if let Some(running) = running {
            let mode = running
                .mode
                .map_or(String::new(), |mode| format!(" in {mode} mode"));
            let _ = write!(
                self.nothing,
                "; program {}, of another tool, runs there{mode}",
                running.program_id
            );
        }
        self.nothing.push('\n');
    }

    /// Prints the tables for people.
    pub(crate) fn print(&self, policy_text: bool) -> Result<(), Failure> {
        let mut text = String::new();
        for (index, steering) in self.interfaces.iter().enumerate() {
            if index > 0 {
                text.push('\n');
            }
            steering.write(&mut text, policy_text);
        }
        if self.interfaces.is_empty() {
            text.clone_from(&self.nothing);
        }
        io::stdout()
            .write_all(text.as_bytes())
            .map_err(Failure::output)
    }
}

impl Steering {
    pub(crate) fn attached(attached: &Attached) -> Self {
        let deployment = &attached.deployment;
        let record = deployment.record();
        let problem = deployment.is_interrupted().then(|| {
            "a change of the policy was interrupted; `softrss attach` finishes it".to_owned()
        });
        Self {
            state: "attached",
            interface: Some(record.interface.clone()),
            ifindex: Some(record.ifindex),
            netns: Some(record.netns),
            pins: deployment.pins().to_owned(),
            problem,
            known: Some(Known::new(record)),
            counts: Some(Counts::new(attached)),
        }
    }

    pub(crate) fn inactive(inactive: Inactive) -> Self {
        let problem = if inactive.was_attached {
            "the interface is gone, or the program was taken off it (by `ip`, `bpftool` or the driver); `softrss detach` \
             removes what is left"
        } else {
            "an interrupted command left this; `softrss attach` or `softrss detach` removes it"
        };
        let record = inactive.record.as_ref();
        Self {
            state: "inactive",
            interface: record.map(|record| record.interface.clone()),
            ifindex: Some(inactive.ifindex),
            netns: Some(inactive.netns),
            problem: Some(problem.to_owned()),
            known: record.map(Known::new),
            counts: None,
            pins: inactive.pins,
        }
    }

    pub(crate) fn unreadable(
        pins: &Path,
        ifindex: u32,
        netns: u64,
        problem: &DeploymentError,
    ) -> Self {
        Self {
            ifindex: Some(ifindex),
            netns: Some(netns),
            problem: Some(format!(
                "{problem}; `softrss attach` replaces it, `softrss detach` removes it"
            )),
            ..Self::unknown(pins)
        }
    }

    pub(crate) fn unknown(pins: &Path) -> Self {
        Self {
            state: "unreadable",
            interface: None,
            ifindex: None,
            netns: None,
            pins: pins.to_owned(),
            problem: None,
            known: None,
            counts: None,
        }
    }

    fn write(&self, text: &mut String, policy_text: bool) {
        let interface = shown(self.interface.as_deref().unwrap_or("?"));
        let index = self.ifindex.unwrap_or_default();
        let _ = write!(text, "{interface} (index {index}");
        if self.netns.is_some_and(|netns| Some(netns) != here()) {
            let _ = write!(text, " of namespace {}", self.netns.unwrap_or_default());
        }
        let _ = write!(text, "): {}", self.state);
        if let Some(known) = &self.known {
            known.write(text);
        } else {
            text.push('\n');
        }
        if let Some(problem) = &self.problem {
            let _ = writeln!(text, "  problem  {}", shown(problem));
        }
        if let Some(counts) = &self.counts {
            counts.write_objects(text);
        }
        let _ = writeln!(text, "  pins     {}", self.pins.display());
        if let Some(counts) = &self.counts {
            counts.write(text);
        }
        if let (Some(known), true) = (&self.known, policy_text) {
            text.push_str("\n  policy as it was written:\n");
            for line in known.policy.lines() {
                let _ = writeln!(text, "    {}", shown(line));
            }
        }
    }
}

fn here() -> Option<u64> {
    softrss::Interface::netns().ok()
}

impl Known {
    fn new(record: &Record) -> Self {
        Self {
            version: record.version.clone(),
            mode: record.mode.clone(),
            frags: record.frags,
            attached_at: record.attached_at,
            applied_at: record.applied_at,
            age_seconds: since(record.attached_at).as_secs(),
            source: record.source.clone(),
            policy: record.policy.clone(),
        }
    }

    fn write(&self, text: &mut String) {
        let frags = if self.frags { " with frags" } else { "" };
        let _ = write!(
            text,
            " in {} mode{frags} for {}",
            self.mode,
            age(since(self.attached_at))
        );
        if self.applied_at != self.attached_at {
            let _ = write!(text, ", this policy for {}", age(since(self.applied_at)));
        }
        let source = shown(self.source.as_deref().unwrap_or("the default policy"));
        let _ = writeln!(text, "\n  policy   {source}");
        if self.version != env!("CARGO_PKG_VERSION") {
            let _ = writeln!(text, "  version  {}", self.version);
        }
    }
}

fn since(seconds: u64) -> Duration {
    let then = UNIX_EPOCH + Duration::from_secs(seconds);
    SystemTime::now().duration_since(then).unwrap_or_default()
}

/// A duration in its two largest units.
fn age(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        3600..86400 => format!("{} h {} min", seconds / 3600, seconds / 60 % 60),
        _ => format!("{} d {} h", seconds / 86400, seconds / 3600 % 24),
    }
}

impl Counts {
    fn new(attached: &Attached) -> Self {
        let Attached {
            deployment,
            program,
            maps,
            queues,
            strangers,
            sample,
            before,
        } = attached;
        let named = |(name, packets): &(String, u64)| Named {
            name: name.clone(),
            packets: *packets,
        };
        let reasons = sample.reasons.iter();
        let targets = &deployment.record().cpus;
        let cpus = sample.cpus.iter().map(|(cpu, now)| {
            let rates = before
                .as_ref()
                .map(|before| Rates::new(*cpu, before, sample));
            Cpu::new(*cpu, now, targets.contains(&cpu.0), queues, rates.as_ref())
        });
        Self {
            link_id: deployment.link_id(),
            program: Program {
                id: program.id,
                name: program.name.clone(),
                tag: format!("{:016x}", u64::from_be_bytes(program.tag)),
            },
            maps: maps
                .iter()
                .map(|(pin, info)| Map {
                    pin: pin.clone(),
                    id: info.id,
                    name: info.name.clone(),
                })
                .collect(),
            interval_seconds: before
                .as_ref()
                .map(|before| sample.elapsed_since(before).as_secs_f64()),
            lost: sample.lost(),
            cpus: cpus.collect(),
            rules: sample.choices.rules.iter().map(named).collect(),
            choices: ChoiceCounts {
                prefix: sample.choices.prefix,
                bucket: sample.choices.bucket,
                nothing: sample.choices.nothing,
            },
            reasons: reasons
                .map(|(reason, packets)| Named {
                    name: reason.to_string(),
                    packets: *packets,
                })
                .collect(),
            redirect_errors: sample.redirect_errors,
            exceptions: sample.exceptions,
            strangers: strangers.clone(),
        }
    }

    fn write_objects(&self, text: &mut String) {
        let Program { id, name, tag } = &self.program;
        let _ = writeln!(
            text,
            "  program  {id} {name}, tag {tag}, link {}",
            self.link_id
        );
        let maps = self
            .maps
            .iter()
            .map(|map| format!("{} {}", map.pin, map.id));
        let maps: Vec<String> = maps.collect();
        for (index, line) in wrapped(&maps, 68).iter().enumerate() {
            let title = if index == 0 { "maps" } else { "" };
            let _ = writeln!(text, "  {title:<8} {line}");
        }
        for stranger in &self.strangers {
            let _ = writeln!(
                text,
                "  note     not made by softrss: {}",
                shown(&stranger.display().to_string())
            );
        }
    }

    fn write(&self, text: &mut String) {
        let _ = writeln!(
            text,
            "\n  {:>4} {:>6} {:>13} {:>11} {:>13} {:>13} {:>5} {:>10}",
            "CPU", "qsize", "enqueued", "dropped", "processed", "passed", "bulk", "pkt/s"
        );
        for cpu in &self.cpus {
            cpu.write(text);
        }
        let mut counted: Vec<(String, u64)> = Vec::new();
        let rules = self.rules.iter();
        counted.extend(rules.map(|rule| (format!("by rule {}", shown(&rule.name)), rule.packets)));
        let ChoiceCounts {
            prefix,
            bucket,
            nothing,
        } = self.choices;
        counted.extend([
            ("by the prefix table".to_owned(), prefix),
            ("by their bucket".to_owned(), bucket),
            ("by nothing, passed on".to_owned(), nothing),
        ]);
        let _ = writeln!(text, "\n  packets steered");
        for (what, packets) in counted {
            let _ = writeln!(text, "    {what:<40} {:>15}", grouped(packets));
        }
        let reasons: Vec<_> = self.reasons.iter().filter(|r| r.packets > 0).collect();
        if !reasons.is_empty() {
            let _ = writeln!(text, "  not read to the end");
        }
        for reason in reasons {
            let _ = writeln!(
                text,
                "    {:<40} {:>15}",
                reason.name,
                grouped(reason.packets)
            );
        }
        let told = |count: Option<u64>| count.map_or("not told by this kernel".to_owned(), grouped);
        let _ = writeln!(text, "  {:<42} {:>15}", "packets lost", grouped(self.lost));
        let _ = writeln!(
            text,
            "  {:<42} {:>15}",
            "redirect errors",
            told(self.redirect_errors)
        );
        let _ = writeln!(text, "  {:<42} {:>15}", "exceptions", told(self.exceptions));
    }
}

/// Items, separated by commas, on lines of about `width` characters.
fn wrapped(items: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for item in items {
        match lines.last_mut() {
            Some(line) if line.len() + item.len() + 2 <= width => {
                line.push_str(", ");
                line.push_str(item);
            }
            _ => lines.push(item.clone()),
        }
    }
    lines
}

/// What happened on one CPU between two samples, per second.
struct Rates {
    packets: f64,
    drops: f64,
}

impl Rates {
    fn new(cpu: CpuId, before: &Sample, now: &Sample) -> Self {
        let seconds = now.elapsed_since(before).as_secs_f64();
        let packets = |sample: &Sample| {
            let cpu = sample.cpus.get(&cpu);
            cpu.map_or(0, |cpu| cpu.queue.processed + cpu.passed)
        };
        let drops = |sample: &Sample| sample.cpus.get(&cpu).map_or(0, |cpu| lost(&cpu.queue));
        let rate = |before: u64, now: u64| per_second(now.saturating_sub(before), seconds);
        Self {
            packets: rate(packets(before), packets(now)),
            drops: rate(drops(before), drops(now)),
        }
    }
}

fn lost(queue: &CpuCounters) -> u64 {
    queue.enqueue_drops + queue.kthread_drops
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a rate is no more exact than its interval"
)]
fn per_second(count: u64, seconds: f64) -> f64 {
    if seconds > 0.0 {
        count as f64 / seconds
    } else {
        0.0
    }
}

impl Cpu {
    fn new(
        cpu: CpuId,
        sample: &CpuSample,
        target: bool,
        steps: &[Queues],
        rates: Option<&Rates>,
    ) -> Self {
        let CpuSample {
            queue,
            passed,
            latency,
        } = sample;
        let queues = steps.iter().filter_map(|step| {
            let (_, slot) = step.entries.iter().find(|(of, _)| *of == cpu)?;
            Some(Queue {
                step: step.step,
                map_id: step.map_id,
                qsize: slot.qsize.frames(),
                program_id: slot.program_id,
            })
        });
        Self {
            cpu: cpu.0,
            target,
            queues: queues.collect(),
            enqueued: queue.enqueued,
            dropped: queue.enqueue_drops,
            enqueue_bulks: queue.enqueue_bulks,
            processed: queue.processed,
            kthread_bulks: queue.kthread_bulks,
            allocation_failures: queue.kthread_drops,
            sched: queue.sched,
            to_stack: queue.xdp_pass,
            to_drop: queue.xdp_drop,
            to_redirect: queue.xdp_redirect,
            average_bulk: ratio(queue.enqueued, queue.enqueue_bulks),
            passed: *passed,
            packets_per_second: rates.map(|rates| rates.packets),
            drops_per_second: rates.map(|rates| rates.drops),
            latency_seconds: latency.as_ref().and_then(Latency::new),
        }
    }

    fn write(&self, text: &mut String) {
        let qsizes: Vec<String> = self.queues.iter().map(|q| q.qsize.to_string()).collect();
        let qsize = match &qsizes[..] {
            [] => "-".to_owned(),
            [first, ..] => first.clone(),
        };
        let rate = self
            .packets_per_second
            .map_or("-".to_owned(), |rate| format!("{rate:.0}"));
        let _ = writeln!(
            text,
            "  {:>4} {qsize:>6} {:>13} {:>11} {:>13} {:>13} {:>5.1} {rate:>10}",
            self.cpu,
            grouped(self.enqueued),
            grouped(self.dropped),
            grouped(self.processed),
            grouped(self.passed),
            self.average_bulk,
        );
        let mut more: Vec<String> = Vec::new();
        if self.to_stack + self.to_drop + self.to_redirect > 0 {
            more.push(format!(
                "entry program: {} to the stack, {} dropped, {} redirected",
                grouped(self.to_stack),
                grouped(self.to_drop),
                grouped(self.to_redirect)
            ));
        }
        if self.allocation_failures > 0 {
            let failures = grouped(self.allocation_failures);
            more.push(format!("{failures} lost because memory was short"));
        }
        if self.kthread_bulks > 0 && self.sched == 0 {
            more.push("its thread never sleeps: saturated".to_owned());
        }
        if let Some(Latency { p50, p99, p999 }) = &self.latency_seconds {
            let micros = |seconds: &f64| format!("{:.1} µs", seconds * 1e6);
            more.push(format!(
                "waited: half less than {}, 99 % {}, 99.9 % {}",
                micros(p50),
                micros(p99),
                micros(p999)
            ));
        }
        for line in more {
            let _ = writeln!(text, "       {line}");
        }
    }
}

impl Latency {
    /// `None` when nothing waited.
    fn new(histogram: &Histogram) -> Option<Self> {
        let quantile = |quantile| Some(histogram.quantile(quantile)?.as_secs_f64());
        Some(Self {
            p50: quantile(0.5)?,
            p99: quantile(0.99)?,
            p999: quantile(0.999)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_have_two_units() {
        for (seconds, text) in [
            (0, "0 s"),
            (59, "59 s"),
            (61, "1 min 1 s"),
            (7322, "2 h 2 min"),
            (90_000, "1 d 1 h"),
        ] {
            assert_eq!(age(Duration::from_secs(seconds)), text);
        }
    }

    #[test]
    fn maps_are_wrapped() {
        let items = ["abc 1", "def 2", "ghi 3"].map(str::to_owned);
        assert_eq!(wrapped(&items, 12), ["abc 1, def 2", "ghi 3"]);
    }
}
