//! What the kernel says of a steering, as the JSON object has it.

use std::path::PathBuf;

use serde::{Serialize, Serializer};
use softrss::{
    Counter, CpuId, CpuReading, CpuSet, Histogram, Rates, Reading, Reason, Record, StackCounter,
    StackCounts, StackUnknown, TargetCpus, TargetState,
    deployment::{Deployment, Queues, RecordError, Trial},
    object::{MapInfo, ProgramInfo},
    target::TargetStateRow,
};
use softrss_core::counter::Per;

use crate::report::number::ratio;

/// What is looked at of one interface.
pub(crate) struct Attached {
    pub(crate) deployment: Deployment,
    /// As it was written.
    pub(crate) policy: String,
    pub(crate) program: ProgramInfo,
    pub(crate) maps: Vec<(String, MapInfo)>,
    pub(crate) queues: Vec<Queues>,
    pub(crate) strangers: Vec<PathBuf>,
    /// What is missing among the pins, or is something else.
    pub(crate) damaged: Vec<String>,
    pub(crate) reading: Reading,
    pub(crate) rates: Option<Rates>,
    pub(crate) left_out: LeftOut,
    pub(crate) trial: Result<Option<Trial>, RecordError>,
}

/// CPUs that the policy names, and that were not online when it was applied.
#[derive(Debug, Default)]
pub(crate) struct LeftOut {
    all: CpuSet,
    /// Those that are online now.
    back: CpuSet,
}

impl LeftOut {
    pub(crate) fn of(record: &Record, machine: &TargetCpus) -> Self {
        let all: CpuSet = record.left_out.iter().copied().collect();
        let back = all.iter();
        let back = back.filter(|cpu| machine.is_online(*cpu) == Some(true));
        Self {
            back: back.collect(),
            all,
        }
    }

    /// What is to be said of them.
    pub(super) fn told(&self) -> Option<String> {
        let Self { all, back } = self;
        let again = if back.is_empty() {
            "not online; once it is, `softrss attach` takes it in".to_owned()
        } else {
            format!("CPU {back} is online again: `softrss attach` takes it in")
        };
        (!all.is_empty()).then(|| format!("CPU {all}, which the policy names: {again}"))
    }
}

/// What the kernel says.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Counts {
    /// The number of the BPF link.
    pub(super) link_id: u32,
    /// CPUs that the policy names, and that were not online when it was applied.
    pub(super) left_out: Vec<u32>,
    #[serde(skip)]
    pub(super) left_out_told: Option<String>,
    /// The XDP program.
    pub(super) program: Program,
    /// The maps that are pinned.
    pub(super) maps: Vec<Map>,
    /// Over how long the rates were taken; `null` without rates.
    pub(super) interval_seconds: Option<f64>,
    /// Packets that the program saw.
    pub(super) packets: u64,
    /// Packets known to be lost.
    pub(super) lost: u64,
    /// Their rate; `null` without rates.
    pub(super) packets_per_second: Option<f64>,
    /// Their rate; `null` without rates.
    pub(super) lost_per_second: Option<f64>,
    /// Each target, and each other CPU that received packets.
    pub(super) cpus: Vec<Cpu>,
    /// What decided: together they are all packets.
    #[cfg_attr(
        test,
        schemars(with = "std::collections::BTreeMap<String, Option<u64>>")
    )]
    pub(super) decided: Numbers,
    /// Packets that each rule decided.
    pub(super) rules: Vec<Named>,
    /// Packets that each table decided.
    pub(super) tables: Vec<Named>,
    /// By reason.
    #[cfg_attr(test, schemars(with = "std::collections::BTreeMap<String, u64>"))]
    pub(super) unparsed: Reasons,
    /// The other counters.
    #[serde(flatten)]
    #[cfg_attr(
        test,
        schemars(with = "std::collections::BTreeMap<String, Option<u64>>")
    )]
    pub(super) totals: Numbers,
    /// What the network stack has thrown away since the steering was attached; `null` where that is not known.
    #[cfg_attr(
        test,
        schemars(with = "Option<std::collections::BTreeMap<String, Option<u64>>>")
    )]
    pub(super) stack: Stack,
    /// What is so of buckets that can move; `null` where the policy has no `[balance]`.
    pub(super) balance: Option<Balance>,
    /// What lies among the pins and was not made by softrss.
    pub(super) strangers: Vec<PathBuf>,
}

/// Buckets that can move.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Balance {
    /// The process that moves them; `null` if none does.
    pub(super) owner: Option<String>,
    /// Buckets that are not yet where they should be.
    pub(super) pending: usize,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Program {
    /// Its number.
    pub(super) id: u32,
    /// Its name.
    pub(super) name: String,
    /// Its tag, a hash of its instructions.
    pub(super) tag: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Map {
    /// Name of its pin.
    pub(super) pin: String,
    /// Its number.
    pub(super) id: u32,
    /// Its name.
    pub(super) name: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Named {
    /// The rule.
    pub(super) name: String,
    /// Packets it decided.
    pub(super) packets: u64,
}

/// Counters by their words; `null` where this kernel does not tell.
#[derive(Debug)]
pub(crate) struct Numbers(pub(crate) Vec<(Counter, Option<u64>)>);

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let numbers = self.0.iter();
        serializer.collect_map(numbers.map(|(counter, number)| (counter.row().word, number)))
    }
}

/// Packets by reason.
#[derive(Debug)]
pub(super) struct Reasons(pub(super) Vec<(Reason, u64)>);

impl Serialize for Reasons {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let reasons = self.0.iter();
        serializer.collect_map(reasons.map(|(reason, packets)| (reason.word(), packets)))
    }
}

/// Numbers of the network stack by their words; `null` where they are not known, or this kernel does not have one.
#[derive(Debug)]
pub(crate) struct Stack(pub(crate) Result<StackCounts, StackUnknown>);

impl Serialize for Stack {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Ok(counts) = &self.0 else {
            return serializer.serialize_none();
        };
        let all = StackCounter::ALL.iter();
        serializer.collect_map(all.map(|counter| (counter.row().word, counts.get(*counter))))
    }
}

/// One target, or a CPU that received packets.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[expect(clippy::struct_field_names, reason = "the words of the JSON")]
pub(super) struct Cpu {
    /// Its number.
    pub(super) cpu: u32,
    /// Whether packets are sent to it.
    pub(super) target: bool,
    /// Where its packets are processed; `null` if it is no target.
    pub(super) state: Option<&'static str>,
    #[serde(skip)]
    pub(super) astray: Option<&'static TargetStateRow>,
    /// Its queues, one for each thing that targets do.
    pub(super) queues: Vec<Queue>,
    /// Packets that were for it.
    pub(super) packets: u64,
    /// Packets for it known to be lost.
    pub(super) lost: u64,
    #[serde(flatten)]
    #[cfg_attr(
        test,
        schemars(with = "std::collections::BTreeMap<String, Option<u64>>")
    )]
    pub(super) counts: Numbers,
    /// Packets that are in its queues.
    pub(super) backlog: u64,
    /// How long a packet waits that comes now, in nanoseconds: the backlog by the rate at which it is taken (Little's law); `null`
    /// without rates, or where nothing is taken.
    pub(super) wait_ns: Option<f64>,
    /// Packets put into its queue at a time.
    pub(super) bulk_avg: Option<f64>,
    /// Whether its queue was full lately.
    pub(super) saturated: bool,
    /// Rate of packets for it; `null` without rates.
    pub(super) packets_per_second: Option<f64>,
    /// Rate of lost ones; `null` without rates.
    pub(super) lost_per_second: Option<f64>,
    /// How long packets waited in its queue; `null` where it is not measured.
    pub(super) latency_seconds: Option<Latency>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Queue {
    /// Which thing that targets do it is for, from 0.
    pub(super) step: usize,
    /// The number of its CPUMAP.
    pub(super) map_id: u32,
    /// Its length in frames.
    pub(super) qsize: u32,
    /// The program that runs on the target; `null` where none does.
    pub(super) program_id: Option<u32>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Latency {
    /// Half of the packets waited at most so long, in seconds.
    pub(super) p50: f64,
    /// 99 % of them.
    pub(super) p99: f64,
    /// 99.9 % of them.
    pub(super) p999: f64,
}

impl Counts {
    pub(super) fn new(attached: &Attached) -> Self {
        let Attached {
            deployment,
            policy: _,
            damaged: _,
            program,
            maps,
            queues,
            strangers,
            reading,
            rates,
            left_out,
            trial: _,
        } = attached;
        let rates = rates.as_ref();
        let cpus = reading.cpus.iter();
        let totals = Counter::ALL.iter().copied();
        let totals = totals.filter(|counter| counter.row().per == Per::Interface);
        Self {
            link_id: deployment.link_id(),
            left_out: left_out.all.iter().map(CpuId::number).collect(),
            left_out_told: left_out.told(),
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
            interval_seconds: rates.map(|rates| rates.seconds),
            packets: reading.packets(),
            lost: reading.lost(),
            packets_per_second: rates.map(|rates| rates.per_second(rates.counted.packets())),
            lost_per_second: rates.map(|rates| rates.per_second(rates.counted.lost())),
            cpus: cpus
                .map(|(cpu, now)| Cpu::new(*cpu, now, queues, rates))
                .collect(),
            decided: Numbers(
                reading
                    .decided()
                    .map(|(counter, packets)| (counter, Some(packets)))
                    .collect(),
            ),
            rules: named(&reading.rules),
            tables: named(&reading.tables),
            unparsed: Reasons(reading.reasons.clone().into_iter().collect()),
            totals: Numbers(
                totals
                    .map(|counter| (counter, reading.total(counter)))
                    .collect(),
            ),
            stack: Stack(reading.stack.clone()),
            balance: reading.balance.as_ref().map(|balance| Balance {
                owner: balance.owner.clone(),
                pending: balance.pending,
            }),
            strangers: strangers.clone(),
        }
    }
}

fn named(numbers: &[(String, u64)]) -> Vec<Named> {
    let numbers = numbers.iter().map(|(name, packets)| Named {
        name: name.clone(),
        packets: *packets,
    });
    numbers.collect()
}

impl Cpu {
    fn new(cpu: CpuId, now: &CpuReading, steps: &[Queues], rates: Option<&Rates>) -> Self {
        let queues = steps.iter().filter_map(|step| {
            let (_, slot) = step.entries.iter().find(|(of, _)| *of == cpu)?;
            Some(Queue {
                step: step.step,
                map_id: step.map_id,
                qsize: slot.qsize.frames(),
                program_id: slot.program_id,
            })
        });
        let per_second = |count: fn(&CpuReading) -> u64| {
            let rates = rates?;
            let counted = rates.counted.cpus.get(&cpu)?;
            Some(rates.per_second(count(counted)))
        };
        let counts = now.counts.iter();
        let counts = counts.filter(|(counter, _)| counter.row().per == Per::Cpu);
        Self {
            cpu: cpu.number(),
            target: now.target,
            state: now.state.map(|state| state.row().word),
            astray: now
                .state
                .filter(|state| state.is_astray())
                .map(TargetState::row),
            queues: queues.collect(),
            packets: now.packets(),
            lost: now.lost(),
            counts: Numbers(
                counts
                    .map(|(counter, count)| (counter, Some(count)))
                    .collect(),
            ),
            backlog: now.backlog(),
            wait_ns: per_second(CpuReading::taken)
                .filter(|rate| *rate > 0.0)
                .map(|rate| ratio(now.backlog(), 1) / rate * 1e9),
            bulk_avg: now.bulk_avg(),
            saturated: now.saturated(),
            packets_per_second: per_second(CpuReading::packets),
            lost_per_second: per_second(CpuReading::lost),
            latency_seconds: now.latency.as_ref().and_then(Latency::new),
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
