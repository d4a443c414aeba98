//! The two halves of the demo: the same traffic without and with steering.

use std::{collections::BTreeMap, sync::atomic::AtomicBool, time::Duration};

use bpf_asm::{Asm, FP, Program, ProgramKind, R0, R1, xdp::XDP_PASS};
use softrss::{
    Attached, Counters, CpuCounters, CpuId, CpumapStats, Histogram, Interface, Loaded, Steering,
    XdpMode, load,
};
use softrss_codegen::{Image, Options};
use softrss_core::{Counter, ResolvedPolicy};
use softrss_testbed::{End, TcpBed, Testbed, TrafficReport, TrafficSpec};

use super::connection::Connections;
use crate::{Failure, cmd::refusal};

/// veth has XDP in its driver.
pub(super) const MODE: XdpMode = XdpMode::Native;

/// What both halves have in common.
pub(super) struct Bench<'a> {
    pub(super) bed: &'a Testbed,
    /// The same, where connections are to be opened.
    pub(super) tcp: Option<&'a TcpBed>,
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
    /// Opened when the traffic was over.
    pub(super) connections: Option<Connections>,
}

/// What happened on one CPU.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cpu {
    /// Packets put into its queues.
    pub(super) enqueued: u64,
    /// Packets that came through its queues to the stack.
    queued: u64,
    /// Packets lost on the way to it.
    pub(super) dropped: u64,
    /// Packets that the program passed on at once, because they were there already.
    pub(super) passed: u64,
    /// Whether packets are steered to it.
    pub(super) target: bool,
    /// How long packets waited in its queue, if that is measured.
    pub(super) latency: Option<Histogram>,
}

impl Cpu {
    /// Packets that the stack of this CPU received.
    pub(super) fn processed(&self) -> u64 {
        self.queued + self.passed
    }

    fn add(&mut self, queue: &CpuCounters) {
        self.enqueued += queue.enqueued;
        let elsewhere = queue.xdp_drop + queue.xdp_redirect;
        self.queued += queue.processed.saturating_sub(elsewhere);
        self.dropped += queue.enqueue_drops + queue.kthread_drops;
    }
}

impl Bench<'_> {
    /// Every packet is processed where it was received.
    pub(super) fn unsteered(&self, progress: impl FnMut(Duration)) -> Result<Half, Failure> {
        let passed = Counters::create(1, "demo_passed").map_err(refusal::counters)?;
        let program = unsteered(&passed)?;
        let attached = attach(&program, self.bed.sink())?;
        let traffic = self.send(progress)?;
        attached.detach();
        let passed = passed.by_cpu(0).map_err(refusal::counters)?;
        let passed = passed
            .into_iter()
            .map(|(cpu, [packets])| (cpu, packets))
            .collect();
        let mut half = self.half(traffic, &[], passed)?;
        half.connections = self.connect(&program)?;
        Ok(half)
    }

    /// Every flow is processed on its target.
    pub(super) fn steered(&self, progress: impl FnMut(Duration)) -> Result<Half, Failure> {
        let options = Options {
            counters: true,
            ..Options::default()
        };
        let image = Image::new(self.policy, options).map_err(refusal::codegen)?;
        let steering = Steering::load(&image).map_err(refusal::steering)?;
        let queues = steering.queues();
        let stats: Vec<CpumapStats> = queues
            .map(|queue| CpumapStats::attach(queue, MODE).map_err(refusal::stats))
            .collect::<Result<_, _>>()?;
        let attached = attach(steering.program(), self.bed.sink())?;
        let traffic = self.send(progress)?;
        attached.detach();
        let passed = steering.count(Counter::Passed).map_err(refusal::steering)?;
        let mut half = self.half(traffic, &stats, passed)?;
        if self.policy.policy().observe.latency {
            for (cpu, waits) in steering.waits().map_err(refusal::steering)? {
                if let Some(cpu) = half.cpus.get_mut(&cpu) {
                    cpu.latency = Some(waits);
                }
            }
        }
        half.connections = self.connect(steering.program())?;
        Ok(half)
    }

    fn connect(&self, program: &Loaded) -> Result<Option<Connections>, Failure> {
        self.tcp
            .map(|bed| Connections::open(bed, program, self.stop))
            .transpose()
    }

    fn send(&self, mut progress: impl FnMut(Duration)) -> Result<TrafficReport, Failure> {
        self.spec
            .run(self.bed, self.stop, |now| progress(now.elapsed))
            .map_err(refusal::testbed)
    }

    fn half(
        &self,
        traffic: TrafficReport,
        queues: &[CpumapStats],
        passed: Vec<(CpuId, u64)>,
    ) -> Result<Half, Failure> {
        let mut cpus: BTreeMap<CpuId, Cpu> = BTreeMap::new();
        for cpu in self.policy.cpus().iter() {
            cpus.entry(cpu).or_default().target = true;
        }
        cpus.entry(self.receiver).or_default();
        for queue in queues {
            for (cpu, queue) in queue.read().map_err(refusal::stats)? {
                cpus.entry(cpu).or_default().add(&queue);
            }
        }
        for (cpu, packets) in passed {
            if packets > 0 {
                cpus.entry(cpu).or_default().passed = packets;
            }
        }
        Ok(Half {
            traffic,
            cpus,
            connections: None,
        })
    }
}

/// Attaches `program` to one end of the pair.
pub(super) fn attach(program: &Loaded, end: &End) -> Result<Attached, Failure> {
    let attached = end.netns().run(|| {
        let interface = Interface::by_name(end.interface())?;
        softrss::attach(program, &interface, MODE)
    });
    attached.map_err(refusal::testbed)?.map_err(refusal::attach)
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
