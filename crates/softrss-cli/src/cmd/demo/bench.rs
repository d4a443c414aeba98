//! The two halves of the demo: the same traffic without and with steering.

use std::{collections::BTreeMap, sync::atomic::AtomicBool, time::Duration};

use bpf_asm::{Asm, FP, Program, ProgramKind, R0, R1, xdp::XDP_PASS};
use softrss::{
    Attached, Counters, CpuCounters, CpuId, CpumapStats, Interface, Loaded, Steering, XdpMode,
    attach, load,
};
use softrss_core::{
    ResolvedPolicy,
    codegen::{Counter, Options},
};
use softrss_testbed::{Testbed, TrafficReport, TrafficSpec};

use crate::{Failure, cmd::refusal};

/// veth has XDP in its driver.
pub(super) const MODE: XdpMode = XdpMode::Native;

/// What both halves have in common.
pub(super) struct Bench<'a> {
    pub(super) bed: &'a Testbed,
    pub(super) spec: TrafficSpec,
    pub(super) stop: &'a AtomicBool,
    /// The CPU that receives every packet.
    pub(super) receiver: CpuId,
    pub(super) policy: &'a ResolvedPolicy,
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
        let passed = Counters::create(1, "demo_passed").map_err(refusal::counters)?;
        let program = unsteered(&passed)?;
        let attached = self.attach(&program)?;
        let traffic = self.send(progress)?;
        attached.detach();
        let passed = passed.by_cpu(0).map_err(refusal::counters)?;
        let passed = passed
            .into_iter()
            .map(|(cpu, [packets])| (cpu, packets))
            .collect();
        Ok(self.half(traffic, &BTreeMap::new(), passed))
    }

    /// Every flow is processed on its target.
    pub(super) fn steered(&self, progress: impl FnMut(Duration)) -> Result<Half, Failure> {
        let options = Options {
            counters: true,
            ..Options::default()
        };
        let steering = Steering::load(self.policy, options).map_err(refusal::steering)?;
        let stats = CpumapStats::attach(steering.cpus(), MODE).map_err(refusal::stats)?;
        let attached = self.attach(steering.program())?;
        let traffic = self.send(progress)?;
        attached.detach();
        let passed = steering.count(Counter::Passed).map_err(refusal::steering)?;
        Ok(self.half(traffic, &stats.read().map_err(refusal::stats)?, passed))
    }

    fn attach(&self, program: &Loaded) -> Result<Attached, Failure> {
        let sink = self.bed.sink();
        let attached = sink.netns().run(|| {
            let interface = Interface::by_name(sink.interface())?;
            attach(program, &interface, MODE)
        });
        attached.map_err(refusal::testbed)?.map_err(refusal::attach)
    }

    fn send(&self, mut progress: impl FnMut(Duration)) -> Result<TrafficReport, Failure> {
        self.spec
            .run(self.bed, self.stop, |now| progress(now.elapsed))
            .map_err(refusal::testbed)
    }

    fn half(
        &self,
        traffic: TrafficReport,
        queues: &BTreeMap<CpuId, CpuCounters>,
        passed: Vec<(CpuId, u64)>,
    ) -> Half {
        let mut cpus: BTreeMap<CpuId, Cpu> = BTreeMap::new();
        for cpu in self.policy.cpus().iter() {
            cpus.entry(cpu).or_default().target = true;
        }
        cpus.entry(self.receiver).or_default();
        for (cpu, queue) in queues {
            cpus.entry(*cpu).or_default().queue = *queue;
        }
        for (cpu, packets) in passed {
            if packets > 0 {
                cpus.entry(cpu).or_default().passed = packets;
            }
        }
        Half { traffic, cpus }
    }
}

/// A program that passes every packet, and counts it by CPU.
fn unsteered(passed: &Counters<1>) -> Result<Loaded, Failure> {
    let mut a = Asm::new();
    let done = a.label("done");
    a.store::<u32>(FP - 4, 0)
        .map_lookup_elem(passed, FP - 4)
        .jeq(R0, 0, &done);
    a.load::<u64>(R1, R0).add(R1, 1).store::<u64>(R0, R1);
    a.bind(done).mov(R0, XDP_PASS).exit();
    let code = a.finish().map_err(refusal::assemble)?;
    let program = Program::new("unsteered", ProgramKind::XDP, code).map_err(refusal::assemble)?;
    load(&program).map_err(refusal::load)
}
