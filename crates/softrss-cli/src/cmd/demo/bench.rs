//! The two halves of the demo: the same traffic without and with steering.

use std::{collections::BTreeMap, sync::atomic::AtomicBool, time::Duration};

use bpf_asm::{Asm, Program, ProgramKind};
use softrss::{
    Attached, Counters, CpuCounters, CpuId, CpuMap, CpuSet, CpumapEntry, CpumapStats, Interface,
    Loaded, Qsize, XdpMode, attach, load,
};
use softrss_testbed::{Testbed, TrafficReport, TrafficSpec};

use super::{failure, in_namespace, steering};
use crate::Failure;

/// veth has XDP in its driver.
pub(super) const MODE: XdpMode = XdpMode::Native;

/// What both halves have in common.
pub(super) struct Bench<'a> {
    pub(super) bed: &'a Testbed,
    pub(super) spec: TrafficSpec,
    pub(super) stop: &'a AtomicBool,
    /// The CPU that receives every packet.
    pub(super) receiver: CpuId,
    pub(super) targets: &'a CpuSet,
}

/// One half, as the kernel and the sink counted it.
pub(super) struct Half {
    pub(super) traffic: TrafficReport,
    /// The targets and the receiver.
    pub(super) cpus: BTreeMap<CpuId, Cpu>,
}

/// What happened on one CPU.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cpu {
    /// Packets that came through the queue.
    pub(super) queue: CpuCounters,
    /// Packets that the program passed on at once, because they were there already.
    pub(super) passed: u64,
    /// Whether packets are steered to it.
    pub(super) target: bool,
}

impl Cpu {
    /// Packets that the stack of this CPU received.
    pub(super) fn processed(&self) -> u64 {
        self.queue.processed + self.passed
    }

    /// Packets lost on the way to it.
    pub(super) fn dropped(&self) -> u64 {
        self.queue.enqueue_drops + self.queue.kthread_drops
    }
}

impl Bench<'_> {
    /// Every packet is processed where it was received.
    pub(super) fn unsteered(&self, progress: impl FnMut(Duration)) -> Result<Half, Failure> {
        let passed = passed_counters()?;
        let program = load_as("unsteered", |a| steering::pass(a, &passed))?;
        let attached = self.attach(&program)?;
        let traffic = self.send(progress)?;
        attached.detach();
        self.half(traffic, &BTreeMap::new(), &passed)
    }

    /// Every flow is processed on its target.
    pub(super) fn steered(&self, progress: impl FnMut(Duration)) -> Result<Half, Failure> {
        let highest = self.targets.last().map_or(0, |cpu| cpu.0);
        let map = CpuMap::create(highest + 1, "demo_cpus").map_err(failure::cpumap)?;
        for cpu in self.targets.iter() {
            map.insert(cpu, &CpumapEntry::new(Qsize::DEFAULT))
                .map_err(failure::cpumap)?;
        }
        let passed = passed_counters()?;
        let program = load_as("steered", |a| {
            steering::spread(a, &map, self.targets, &passed);
        })?;
        let stats = CpumapStats::attach(&map, MODE).map_err(failure::stats)?;
        let attached = self.attach(&program)?;
        let traffic = self.send(progress)?;
        attached.detach();
        self.half(traffic, &stats.read().map_err(failure::stats)?, &passed)
    }

    fn attach(&self, program: &Loaded) -> Result<Attached, Failure> {
        let sink = self.bed.sink();
        in_namespace(sink.netns().run(|| {
            let interface = Interface::by_name(sink.interface()).map_err(failure::attach)?;
            attach(program, &interface, MODE).map_err(failure::attach)
        }))
    }

    fn send(&self, mut progress: impl FnMut(Duration)) -> Result<TrafficReport, Failure> {
        self.spec
            .run(self.bed, self.stop, |now| progress(now.elapsed))
            .map_err(failure::testbed)
    }

    fn half(
        &self,
        traffic: TrafficReport,
        queues: &BTreeMap<CpuId, CpuCounters>,
        passed: &Counters<1>,
    ) -> Result<Half, Failure> {
        let mut cpus: BTreeMap<CpuId, Cpu> = BTreeMap::new();
        for cpu in self.targets.iter() {
            cpus.entry(cpu).or_default().target = true;
        }
        cpus.entry(self.receiver).or_default();
        for (cpu, queue) in queues {
            cpus.entry(*cpu).or_default().queue = *queue;
        }
        for (cpu, [packets]) in passed.by_cpu(0).map_err(failure::counters)? {
            if packets > 0 {
                cpus.entry(cpu).or_default().passed = packets;
            }
        }
        Ok(Half { traffic, cpus })
    }
}

/// One element: packets that the program passed on, by CPU.
fn passed_counters() -> Result<Counters<1>, Failure> {
    Counters::create(1, "demo_passed").map_err(failure::counters)
}

/// Assembles and loads one of the programs.
fn load_as<'m>(name: &str, emit: impl FnOnce(&mut Asm<'m>)) -> Result<Loaded, Failure> {
    let mut a = Asm::new();
    emit(&mut a);
    let code = a.finish().map_err(failure::assemble)?;
    load(&Program::new(name, ProgramKind::XDP, code).map_err(failure::assemble)?)
        .map_err(failure::load)
}
