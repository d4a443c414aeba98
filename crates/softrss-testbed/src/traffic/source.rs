//! Sends flows: one thread per source CPU, all through one packet socket.

use std::{
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

/// One thread of the source: the flows it owns and the CPU it stays on.
pub(crate) struct Sender<'a> {
    pub(crate) socket: &'a FrameSocket,
    pub(crate) control: &'a FlowControl,
    pub(crate) cpu: u32,
    pub(crate) flows: Vec<FlowFrame>,
    pub(crate) pacer: Pacer,
    /// Whether to go on.
    pub(crate) going: &'a (dyn Fn() -> bool + Sync),
}

impl Sender<'_> {
    /// Sends the flows in turn until told to stop.
    pub(crate) fn run(mut self) -> Result<(), TestbedError> {
        pin_to(self.cpu)?;
        let mut batch = Batch::new();
        let mut turn = 0;
        while (self.going)() {
            let wanted = self.flows.len().min(BATCH);
            let allowed = self.pacer.allowed(wanted, Instant::now());
            if allowed == 0 {
                thread::sleep(self.pacer.wait().clamp(NAP, LONG_NAP));
                continue;
            }
            let room = self.control.reserve(allowed);
            if room == 0 {
                self.wait_for_room();
                continue;
            }
            let sent = self.send(&mut batch, &mut turn, room);
            self.control.release(room - *sent.as_ref().unwrap_or(&0));
            let sent = sent?;
            self.pacer.pay(sent);
            if sent == 0 {
                thread::sleep(NAP);
            }
        }
        Ok(())
    }

    /// Sends the next `room` flows, one packet each; returns how many were sent.
    fn send(
        &mut self,
        batch: &mut Batch,
        turn: &mut usize,
        room: usize,
    ) -> Result<usize, TestbedError> {
        let end = (*turn + room).min(self.flows.len());
        let flows = &mut self.flows[*turn..end];
        flows.iter_mut().for_each(FlowFrame::stamp);
        let sent = batch.send(self.socket, flows.iter().map(FlowFrame::bytes))?;
        flows[..sent].iter_mut().for_each(FlowFrame::advance);
        *turn = (*turn + sent) % self.flows.len();
        Ok(sent)
    }

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
