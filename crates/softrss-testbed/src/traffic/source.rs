//! Sends flows: one thread per source CPU, all through one packet socket.
//!
//! A flow either stays with one thread, or wanders: then the threads take turns with all flows, each on its CPU. What a
//! thread sends has left it before the next one begins, so that the packets of a flow are sent in order either way.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use nix::{
    sched::{CpuSet, sched_getaffinity, sched_setaffinity},
    unistd::Pid,
};

use crate::{
    error::{TestbedError, io_error},
    traffic::{
        control::{FlowControl, Pacer, STALL},
        flow::FlowFrame,
        frame_socket::{BATCH, Batch, FrameSocket},
    },
};

/// How long a thread sleeps that has to wait for the sink.
const NAP: Duration = Duration::from_micros(50);
/// Longest sleep of a paced thread, so that it notices the end of the run.
const LONG_NAP: Duration = Duration::from_millis(10);

/// The CPUs that the calling thread may run on, in ascending order.
///
/// # Errors
/// [`TestbedError::Kernel`] if the machine has more CPUs than a `cpu_set_t` holds.
pub fn allowed_cpus() -> Result<Vec<u32>, TestbedError> {
    let set = sched_getaffinity(Pid::from_raw(0)).map_err(|errno| TestbedError::Kernel {
        what: "read the CPU affinity of a thread",
        source: io_error(errno),
    })?;
    Ok((0..)
        .zip(0..CpuSet::count())
        .filter(|&(_, at)| set.is_set(at) == Ok(true))
        .map(|(cpu, _)| cpu)
        .collect())
}

/// Places the calling thread on one CPU.
fn pin_to(cpu: u32) -> Result<(), TestbedError> {
    let failed = |errno| TestbedError::Cpu {
        cpu,
        source: io_error(errno),
    };
    let mut set = CpuSet::new();
    set.set(cpu as usize).map_err(failed)?;
    sched_setaffinity(Pid::from_raw(0), &set).map_err(failed)
}

/// How often wandering flows are sent before the next ones are: so many packets of a flow, from one CPU after the other,
/// can be on their way at a time.
const ROUNDS: u32 = 16;

/// Flows, and which of them are next.
pub(crate) struct Flows {
    frames: Vec<FlowFrame>,
    pacer: Pacer,
    /// So many flows are sent one after the other, so often; then the next ones are.
    group: usize,
    rounds: u32,
    /// Where the group begins, how many of it were sent in this round, and which round that is.
    start: usize,
    sent: usize,
    round: u32,
}

impl Flows {
    /// Flows that are sent one after the other.
    pub(crate) fn in_turn(frames: Vec<FlowFrame>, pacer: Pacer) -> Self {
        let group = frames.len();
        Self::grouped(frames, pacer, group, 1)
    }

    /// Flows of which some are sent often, then the next ones.
    pub(crate) fn wandering(frames: Vec<FlowFrame>, pacer: Pacer) -> Self {
        Self::grouped(frames, pacer, BATCH, ROUNDS)
    }

    fn grouped(frames: Vec<FlowFrame>, pacer: Pacer, group: usize, rounds: u32) -> Self {
        Self {
            frames,
            pacer,
            group,
            rounds,
            start: 0,
            sent: 0,
            round: 0,
        }
    }

    /// Behind the last flow of the group.
    fn end(&self) -> usize {
        (self.start + self.group).min(self.frames.len())
    }

    /// Sends the next flows, one packet each, as many as there is room for. Waits where there is none.
    fn send(&mut self, batch: &mut Batch, way: Way<'_>) -> Result<(), TestbedError> {
        let wanted = self.frames.len().min(BATCH);
        let allowed = self.pacer.allowed(wanted, Instant::now());
        if allowed == 0 {
            thread::sleep(self.pacer.wait().clamp(NAP, LONG_NAP));
            return Ok(());
        }
        let room = way.control.reserve(allowed);
        if room == 0 {
            way.wait_for_room();
            return Ok(());
        }
        let sent = self.send_up_to(room, batch, way.socket);
        way.control.release(room - *sent.as_ref().unwrap_or(&0));
        let sent = sent?;
        self.pacer.pay(sent);
        if sent == 0 {
            thread::sleep(NAP);
        }
        Ok(())
    }

    fn send_up_to(
        &mut self,
        room: usize,
        batch: &mut Batch,
        socket: &FrameSocket,
    ) -> Result<usize, TestbedError> {
        let (from, end) = (self.start + self.sent, self.end());
        let flows = &mut self.frames[from..(from + room).min(end)];
        flows.iter_mut().for_each(FlowFrame::stamp);
        let sent = batch.send(socket, flows.iter().map(FlowFrame::bytes))?;
        flows[..sent].iter_mut().for_each(FlowFrame::advance);
        self.sent += sent;
        if from + sent == end {
            self.sent = 0;
            self.round += 1;
        }
        if self.round == self.rounds {
            self.round = 0;
            self.start = end % self.frames.len();
        }
        Ok(sent)
    }
}

/// Flows that one thread after the other sends.
pub(crate) struct Shared {
    /// The flows, and the place of the thread whose turn it is.
    held: Mutex<(Flows, usize)>,
    passed: Condvar,
    threads: usize,
}

impl Shared {
    pub(crate) fn new(flows: Flows, threads: usize) -> Self {
        Self {
            held: Mutex::new((flows, 0)),
            passed: Condvar::new(),
            threads,
        }
    }

    /// Sends once, if it becomes the turn of the thread at `place` soon.
    fn send(&self, place: usize, batch: &mut Batch, way: Way<'_>) -> Result<(), TestbedError> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let not_yet = |(_, turn): &mut (Flows, usize)| *turn != place;
        let waited = self.passed.wait_timeout_while(held, LONG_NAP, not_yet);
        let (mut held, timeout): (MutexGuard<'_, _>, _) =
            waited.unwrap_or_else(PoisonError::into_inner);
        if timeout.timed_out() {
            return Ok(());
        }
        let sent = held.0.send(batch, way);
        held.1 = (place + 1) % self.threads;
        drop(held);
        self.passed.notify_all();
        sent
    }
}

/// What a thread sends.
pub(crate) enum Work {
    /// Flows of its own.
    Own(Flows),
    /// All flows, when it is its turn.
    InTurn {
        shared: Arc<Shared>,
        /// Its place among the threads.
        place: usize,
    },
}

/// How packets leave, and when no more do.
#[derive(Clone, Copy)]
pub(crate) struct Way<'a> {
    pub(crate) socket: &'a FrameSocket,
    pub(crate) control: &'a FlowControl,
    /// Whether to go on.
    pub(crate) going: &'a (dyn Fn() -> bool + Sync),
}

impl Way<'_> {
    /// Waits until the sink has made room in the window, or nothing came for so long that it is taken for lost.
    fn wait_for_room(&self) {
        let mut received = self.control.received();
        let mut since = Instant::now();
        while (self.going)() && self.control.is_full() {
            thread::sleep(NAP);
            let now = self.control.received();
            if now != received {
                received = now;
                since = Instant::now();
            } else if since.elapsed() >= STALL {
                self.control.write_off(received);
            }
        }
    }
}

/// One thread of the source: the CPU it stays on, and what it sends.
pub(crate) struct Sender<'a> {
    pub(crate) cpu: u32,
    pub(crate) way: Way<'a>,
    pub(crate) work: Work,
}

impl Sender<'_> {
    /// Sends until told to stop.
    pub(crate) fn run(mut self) -> Result<(), TestbedError> {
        pin_to(self.cpu)?;
        let mut batch = Batch::new();
        while (self.way.going)() {
            match &mut self.work {
                Work::Own(flows) => flows.send(&mut batch, self.way)?,
                Work::InTurn { shared, place } => shared.send(*place, &mut batch, self.way)?,
            }
        }
        Ok(())
    }
}
