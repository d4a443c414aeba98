//! What the kernel says of a steering, as the JSON object has it.

use std::path::PathBuf;

use serde::Serialize;
use softrss::{CpuCounters, CpuId, CpuSample, Histogram, Sample, deployment::Queues};

use super::Attached;
use crate::report::number::ratio;

/// What the kernel says.
#[derive(Debug, Serialize)]
pub(super) struct Counts {
    pub(super) link_id: u32,
    pub(super) program: Program,
    pub(super) maps: Vec<Map>,
    /// Over how long the rates were taken; `null` without rates.
    pub(super) interval_seconds: Option<f64>,
    /// Packets known to be lost.
    pub(super) lost: u64,
    pub(super) cpus: Vec<Cpu>,
    pub(super) rules: Vec<Named>,
    pub(super) choices: ChoiceCounts,
    pub(super) reasons: Vec<Named>,
    pub(super) redirect_errors: Option<u64>,
    pub(super) exceptions: Option<u64>,
    pub(super) strangers: Vec<PathBuf>,
}

#[derive(Debug, Serialize)]
pub(super) struct Program {
    pub(super) id: u32,
    pub(super) name: String,
    pub(super) tag: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Map {
    /// Name of its pin.
    pub(super) pin: String,
    pub(super) id: u32,
    pub(super) name: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) packets: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct ChoiceCounts {
    pub(super) prefix: u64,
    pub(super) bucket: u64,
    pub(super) nothing: u64,
}

/// One target, or a CPU that received packets.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "the words of the JSON")]
pub(super) struct Cpu {
    pub(super) cpu: u32,
    pub(super) target: bool,
    pub(super) queues: Vec<Queue>,
    pub(super) enqueued: u64,
    /// Lost at a full queue.
    pub(super) dropped: u64,
    pub(super) enqueue_bulks: u64,
    /// Taken out of the queue.
    pub(super) processed: u64,
    pub(super) kthread_bulks: u64,
    /// Lost because no SKB could be allocated.
    pub(super) allocation_failures: u64,
    /// Times that the thread slept. One that never does is saturated.
    pub(super) sched: u64,
    /// What the entry program did with packets.
    pub(super) to_stack: u64,
    pub(super) to_drop: u64,
    pub(super) to_redirect: u64,
    /// Packets per enqueueing.
    pub(super) average_bulk: f64,
    /// Received here, and kept without a queue.
    pub(super) passed: u64,
    pub(super) packets_per_second: Option<f64>,
    pub(super) drops_per_second: Option<f64>,
    pub(super) latency_seconds: Option<Latency>,
}

#[derive(Debug, Serialize)]
pub(super) struct Queue {
    pub(super) step: usize,
    pub(super) map_id: u32,
    pub(super) qsize: u32,
    pub(super) program_id: Option<u32>,
}

#[derive(Debug, Serialize)]
pub(super) struct Latency {
    pub(super) p50: f64,
    pub(super) p99: f64,
    pub(super) p999: f64,
}

impl Counts {
    pub(super) fn new(attached: &Attached) -> Self {
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
            Cpu::new(
                *cpu,
                now,
                targets.contains(&cpu.number()),
                queues,
                rates.as_ref(),
            )
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
}

/// What happened on one CPU between two samples, per second.
pub(super) struct Rates {
    pub(super) packets: f64,
    pub(super) drops: f64,
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
            cpu: cpu.number(),
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
