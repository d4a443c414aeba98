//! Counted traffic from the source to the sink: every packet carries the number of its flow and its place in it, so that
//! loss, reordering and duplication are known exactly at the end.

mod control;
mod flow;
mod frame_socket;
mod ledger;
mod sink;
mod source;
mod stamp;

use std::{
    sync::{
        Arc,
        atomic::{
            AtomicBool, AtomicU32,
            Ordering::{Relaxed, Release},
        },
    },
    thread::{self, ScopedJoinHandle},
    time::{Duration, Instant},
};

pub use flow::{FlowKey, FlowSet};
pub use frame_socket::{FrameSocket, FrameTap};
pub use ledger::{Arrival, Ledger};
pub use sink::SinkSnapshot;
pub use source::allowed_cpus;

use crate::{bed::Testbed, error::TestbedError};
use control::{FlowControl, Pacer};
use flow::FlowFrame;
use sink::Sink;
use source::{Flows, Sender, Shared, Way, Work};
use stamp::STAMP_LEN;

/// How often the end of a run is looked for.
const TICK: Duration = Duration::from_millis(10);
/// How often progress is reported.
const REPORT: Duration = Duration::from_millis(100);
/// Silence after which what has not arrived is lost. A machine that is emulated may stand still for a second.
const SILENCE: Duration = Duration::from_secs(2);

/// What to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrafficSpec {
    /// Number of flows, 1024 by default, half of them IPv4 and half IPv6. At least one per source CPU.
    pub flows: u32,
    /// CPUs that send. Each gets a thread that stays on it, and sends its share of the flows.
    pub cpus: Vec<u32>,
    /// Whether flows wander: the threads take turns with all of them instead, so that the packets of a flow come from
    /// one CPU after the other, as those of a process do that the scheduler moves. They are sent in order all the same.
    pub wandering: bool,
    /// How long to send.
    pub duration: Duration,
    /// Most packets in flight. No queue that holds as many can overflow. The default, 256, is what a veth queue holds.
    pub window: u32,
    /// Most packets per second, of all flows together. Without, the sink decides.
    pub pps: Option<u64>,
    /// UDP payload of each packet in bytes, at least 20, and no more than the source's MTU can take.
    pub payload_len: u16,
    /// UDP port of the sink.
    pub port: u16,
    /// Receive buffer of the sink in bytes. The default holds any window.
    pub receive_buffer: usize,
}

impl TrafficSpec {
    /// 1024 flows for one second, from threads on `cpus`.
    #[must_use]
    pub fn new(cpus: Vec<u32>) -> Self {
        Self {
            flows: 1024,
            cpus,
            wandering: false,
            duration: Duration::from_secs(1),
            window: 256,
            pps: None,
            payload_len: 64,
            port: 9,
            receive_buffer: 256 << 20,
        }
    }

    /// Sends, receives and counts, until the time is over or `stop` is set, and reports `progress` meanwhile.
    ///
    /// The source stops within 50 ms of `stop`. The sink then waits until all has arrived, or for two seconds in
    /// which nothing came. Neither the namespace nor the CPU affinity of the calling thread changes.
    ///
    /// # Errors
    /// [`TestbedError::Impossible`] for a specification that cannot be met; [`TestbedError::Cpu`] for a CPU that is
    /// offline or not allowed; [`TestbedError::Privilege`] and [`TestbedError::Kernel`] for what the kernel refuses.
    pub fn run(
        &self,
        bed: &Testbed,
        stop: &AtomicBool,
        progress: impl FnMut(&Progress),
    ) -> Result<TrafficReport, TestbedError> {
        self.check(bed)?;
        let run = Run {
            spec: self,
            number: NEXT_RUN.fetch_add(1, Relaxed),
            flows: FlowSet::new(bed, self.flows, self.port),
            sink: Sink::open(bed.sink(), self.port, self.receive_buffer)?,
            socket: FrameSocket::open(bed.source())?,
            control: FlowControl::new(self.window),
            start: Instant::now(),
            stop,
            failed: AtomicBool::new(false),
            drained: AtomicBool::new(false),
        };
        run.execute(progress)
    }

    fn check(&self, bed: &Testbed) -> Result<(), TestbedError> {
        let cpus = self.cpus.len() as u64;
        let payload_max = u64::from(bed.source().mtu().saturating_sub(flow::HEADERS_LEN));
        let bounds = [
            (
                "cpus",
                cpus,
                1,
                u64::from(flow::FLOWS_MAX),
                "one CPU at the least",
            ),
            (
                "flows",
                self.flows.into(),
                cpus,
                flow::FLOWS_MAX.into(),
                "one per CPU to 262144",
            ),
            ("window", self.window.into(), 1, 65536, "1 to 65536"),
            ("pps", self.pps.unwrap_or(1), 1, u64::MAX, "1 at the least"),
            ("port", self.port.into(), 1, u16::MAX.into(), "1 to 65535"),
            (
                "payload_len",
                self.payload_len.into(),
                STAMP_LEN as u64,
                payload_max,
                "20 to the MTU of the source less 48",
            ),
        ];
        for (field, value, min, max, allowed) in bounds {
            if !(min..=max).contains(&value) {
                return Err(TestbedError::Impossible {
                    field,
                    value,
                    allowed: allowed.into(),
                });
            }
        }
        Ok(())
    }
}

/// Tells the packets of one run from those of another in the same process.
static NEXT_RUN: AtomicU32 = AtomicU32::new(1);

/// A run, as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Time since the start.
    pub elapsed: Duration,
    /// Packets sent so far.
    pub sent: u64,
    /// What the sink counted so far.
    pub sink: SinkSnapshot,
    /// Packets taken for lost so far, because nothing arrived for 250 ms. Some of them may arrive yet.
    pub overdue: u64,
}

/// What became of the packets.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TrafficReport {
    /// Flows that were sent.
    pub flows: u32,
    /// Flows of which at least one packet arrived.
    pub flows_seen: u32,
    /// Packets that the kernel took.
    pub sent: u64,
    /// Packets that arrived, duplicates not counted.
    pub received: u64,
    /// Packets that did not arrive.
    pub lost: u64,
    /// Packets that arrived after one of their flow with a higher sequence number.
    pub reordered: u64,
    /// Packets that arrived again.
    pub duplicates: u64,
    /// Time during which was sent.
    pub seconds: f64,
    /// What arrived, flow by flow.
    pub ledger: Ledger,
}

/// Everything that the threads of one run share.
struct Run<'a> {
    spec: &'a TrafficSpec,
    number: u32,
    flows: FlowSet,
    sink: Sink,
    socket: FrameSocket,
    control: FlowControl,
    start: Instant,
    /// The caller's wish to end.
    stop: &'a AtomicBool,
    /// A thread gave up.
    failed: AtomicBool,
    /// Nothing more is expected.
    drained: AtomicBool,
}

impl Run<'_> {
    fn execute(&self, mut progress: impl FnMut(&Progress)) -> Result<TrafficReport, TestbedError> {
        let going = || self.going();
        thread::scope(|scope| {
            // Whatever happens below, the sink must end for the scope to end.
            let _drained = OnDrop(|| self.drained.store(true, Release));
            let _stopped = OnDrop(|| self.failed.store(true, Relaxed));
            let sink = spawn(scope, "sink".into(), || self.watch(self.receive()))?;
            let mut senders = Vec::new();
            for sender in self.senders(&going)? {
                let name = format!("source/{}", sender.cpu);
                senders.push(spawn(scope, name, || self.watch(sender.run()))?);
            }
            let mut reported = self.start;
            while !senders.iter().all(ScopedJoinHandle::is_finished) {
                thread::sleep(TICK);
                if reported.elapsed() >= REPORT {
                    reported = Instant::now();
                    progress(&self.progress());
                }
            }
            let seconds = self.start.elapsed().as_secs_f64();
            for sender in senders {
                joined(sender)?;
            }
            self.drain();
            self.drained.store(true, Release);
            let ledger = joined(sink)?;
            progress(&self.progress());
            Ok(self.report(ledger, seconds))
        })
    }

    fn going(&self) -> bool {
        !self.stop.load(Relaxed)
            && !self.failed.load(Relaxed)
            && self.start.elapsed() < self.spec.duration
    }

    /// Ends the run when one of its threads fails.
    fn watch<T>(&self, result: Result<T, TestbedError>) -> Result<T, TestbedError> {
        if result.is_err() {
            self.failed.store(true, Relaxed);
        }
        result
    }

    fn receive(&self) -> Result<Ledger, TestbedError> {
        self.sink
            .receive(self.number, self.spec.flows, &self.control, &self.drained)
    }

    /// One sender per CPU, each with every n-th flow, or all of them with all flows.
    fn senders<'s>(
        &'s self,
        going: &'s (dyn Fn() -> bool + Sync),
    ) -> Result<Vec<Sender<'s>>, TestbedError> {
        let threads = self.spec.cpus.len();
        let way = Way {
            socket: &self.socket,
            control: &self.control,
            going,
        };
        let shared = if self.spec.wandering {
            let flows = Flows::wandering(self.frames(0, 1)?, self.pacer(1));
            Some(Arc::new(Shared::new(flows, threads)))
        } else {
            None
        };
        let sender = |(place, &cpu)| {
            let work = match &shared {
                Some(shared) => Work::InTurn {
                    shared: Arc::clone(shared),
                    place,
                },
                None => Work::Own(Flows::in_turn(
                    self.frames(place, threads)?,
                    self.pacer(threads as u64),
                )),
            };
            Ok(Sender { cpu, way, work })
        };
        self.spec.cpus.iter().enumerate().map(sender).collect()
    }

    /// Every n-th flow, beginning with the one `at` this place.
    fn frames(&self, at: usize, nth: usize) -> Result<Vec<FlowFrame>, TestbedError> {
        let flows = (0..self.spec.flows).skip(at).step_by(nth);
        let frame = |flow| self.flows.frame(flow, self.number, self.spec.payload_len);
        Ok(flows.map(frame).collect::<Result<_, _>>()?)
    }

    fn pacer(&self, threads: u64) -> Pacer {
        Pacer::new(self.spec.pps, threads, self.start)
    }

    /// Waits until everything arrived, or nothing did for a while.
    fn drain(&self) {
        let mut received = self.control.received();
        let mut since = Instant::now();
        while self.control.received() < self.control.sent()
            && since.elapsed() < SILENCE
            && !self.failed.load(Relaxed)
        {
            thread::sleep(TICK);
            if self.control.received() != received {
                received = self.control.received();
                since = Instant::now();
            }
        }
    }

    fn progress(&self) -> Progress {
        Progress {
            elapsed: self.start.elapsed(),
            sent: self.control.sent(),
            sink: self.sink.snapshot(),
            overdue: self.control.written_off(),
        }
    }

    fn report(&self, ledger: Ledger, seconds: f64) -> TrafficReport {
        let sent = self.control.sent();
        TrafficReport {
            flows: self.spec.flows,
            flows_seen: ledger.flows_seen(),
            sent,
            received: ledger.received(),
            // Less than nothing is lost if the kernel delivers a frame that it refused, and never has been seen.
            lost: sent.saturating_sub(ledger.received()),
            reordered: ledger.reordered(),
            duplicates: ledger.duplicates(),
            seconds,
            ledger,
        }
    }
}

type Outcome<T> = Result<T, TestbedError>;

fn spawn<'scope, T: Send + 'scope>(
    scope: &'scope thread::Scope<'scope, '_>,
    name: String,
    body: impl FnOnce() -> Outcome<T> + Send + 'scope,
) -> Outcome<ScopedJoinHandle<'scope, Outcome<T>>> {
    thread::Builder::new()
        .name(name)
        .spawn_scoped(scope, body)
        .map_err(|source| TestbedError::Kernel {
            what: "start a thread",
            source,
        })
}

fn joined<T>(thread: ScopedJoinHandle<'_, Outcome<T>>) -> Outcome<T> {
    thread
        .join()
        .unwrap_or_else(|payload| std::panic::resume_unwind(payload))
}

/// Runs a closure when it goes out of scope, also by `?` and by panic.
struct OnDrop<F: FnMut()>(F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}
