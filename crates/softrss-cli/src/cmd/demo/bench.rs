//! The two halves of the demo: the same traffic without and with steering.

use std::{sync::atomic::AtomicBool, time::Duration};

use softrss::{CpuId, CpuSet, Loaded, Observers, QueueCounters, Reading, Steering};
use softrss_codegen::{Image, Options};
use softrss_core::{
    Policy, ResolvedPolicy,
    policy::{Action, Rule, RuleName},
};
use softrss_testbed::{TcpBed, Testbed, TrafficReport, TrafficSpec};

use super::{
    attach::{MODE, attach},
    connection::Connections,
    receivers::Receivers,
};
use crate::{
    Failure,
    cmd::{policy::resolve_on, refusal},
};

/// What both halves have in common.
pub(super) struct Bench<'a> {
    pub(super) bed: &'a Testbed,
    /// The same, where connections are to be opened.
    pub(super) tcp: Option<&'a TcpBed>,
    /// How long each half sends.
    pub(super) duration: Duration,
    pub(super) stop: &'a AtomicBool,
    pub(super) receivers: &'a Receivers,
    pub(super) policy: &'a ResolvedPolicy,
}

/// One half, as the kernel and the sink counted it.
pub(super) struct Half {
    pub(super) traffic: TrafficReport,
    /// Also of the receiver.
    pub(super) reading: Reading,
    /// Opened when the traffic was over.
    pub(super) connections: Option<Connections>,
}

impl Bench<'_> {
    /// Every packet is processed where it was received.
    pub(super) fn unsteered(&self, progress: impl FnMut(Duration)) -> Result<Half, Failure> {
        let policy = Policy {
            rules: vec![Rule {
                name: RuleName::by_position(0),
                matches: Vec::new(),
                action: Action::Pass,
            }],
            flow: self.policy.policy().flow.clone(),
            ..Policy::default()
        };
        let policy = resolve_on(policy, &self.policy.cpus())?;
        let one = [self.receivers.one].into_iter().collect();
        self.half(&policy, &self.spec(&one), progress)
    }

    /// Every flow is processed on its target.
    pub(super) fn steered(&self, progress: impl FnMut(Duration)) -> Result<Half, Failure> {
        let spec = self.spec(&self.receivers.steered);
        self.half(self.policy, &spec, progress)
    }

    /// What is sent, by flows that wander over `cpus`: as many packets as the machine processes, never more in flight than
    /// a queue holds.
    fn spec(&self, cpus: &CpuSet) -> TrafficSpec {
        let mut spec = TrafficSpec::new(cpus.iter().map(CpuId::number).collect());
        spec.wandering = cpus.len() > 1;
        spec.duration = self.duration;
        spec
    }

    fn half(
        &self,
        policy: &ResolvedPolicy,
        spec: &TrafficSpec,
        progress: impl FnMut(Duration),
    ) -> Result<Half, Failure> {
        let options = Options {
            counters: true,
            ..Options::default()
        };
        let image = Image::new(policy, options).map_err(refusal::codegen)?;
        let steering = Steering::load(&image).map_err(refusal::steering)?;
        let counters = QueueCounters::create().map_err(refusal::stats)?;
        let observers: Vec<Observers> = steering
            .queues()
            .map(|queue| Observers::attach(&counters, queue, MODE))
            .collect::<Result<_, _>>()
            .map_err(refusal::stats)?;
        let attached = attach(steering.program(), self.bed.sink())?;
        let traffic = self.send(spec, progress)?;
        attached.detach();
        let reading = steering.read(policy, &counters, &observers[0]);
        let mut reading = reading.map_err(refusal::stats)?;
        reading.cpus.entry(self.receivers.one).or_default();
        Ok(Half {
            traffic,
            reading,
            connections: self.connect(steering.program())?,
        })
    }

    fn connect(&self, program: &Loaded) -> Result<Option<Connections>, Failure> {
        self.tcp
            .map(|bed| Connections::open(bed, program, self.stop))
            .transpose()
    }

    fn send(
        &self,
        spec: &TrafficSpec,
        mut progress: impl FnMut(Duration),
    ) -> Result<TrafficReport, Failure> {
        spec.run(self.bed, self.stop, |now| progress(now.elapsed))
            .map_err(refusal::testbed)
    }
}
