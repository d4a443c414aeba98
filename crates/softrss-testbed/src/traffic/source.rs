//! Sends frames out of an interface: one packet socket, one thread per source CPU.

use std::{
    io::IoSlice,
    os::fd::{AsRawFd, OwnedFd},
    thread,
    time::{Duration, Instant},
};

use nix::{
    errno::Errno,
    ifaddrs::getifaddrs,
    sched::{CpuSet, sched_getaffinity, sched_setaffinity},
    sys::socket::{
        AddressFamily, LinkAddr, MsgFlags, MultiHeaders, SockFlag, SockType, bind, sendmmsg,
        setsockopt, socket, sockopt,
    },
    unistd::Pid,
};

use crate::{
    bed::End,
    error::{TestbedError, io_error},
    traffic::{
        control::{FlowControl, Pacer, STALL},
        flow::FlowFrame,
    },
};

/// Frames handed to the kernel in one call.
pub(crate) const BATCH: usize = 32;
/// Bytes that may wait in the socket. A frame is charged until the sink's stack has it; the window is the real limit.
const SEND_BUFFER_BYTES: usize = 64 << 20;
/// How long a thread sleeps that has to wait for the sink.
const NAP: Duration = Duration::from_micros(50);
/// Longest sleep of a paced thread, so that it notices the end of the run.
const LONG_NAP: Duration = Duration::from_millis(10);

/// A packet socket that sends whole Ethernet frames out of one interface.
///
/// ```no_run
/// use softrss_testbed::{FrameSocket, Testbed};
/// let bed = Testbed::new()?;
/// let socket = FrameSocket::open(bed.source())?;
/// assert_eq!(socket.send(&[&[0; 60]])?, 1);
/// # Ok::<(), softrss_testbed::TestbedError>(())
/// ```
#[derive(Debug)]
pub struct FrameSocket {
    fd: OwnedFd,
}

impl FrameSocket {
    /// Opens the socket in the namespace of `end`. It receives nothing.
    ///
    /// # Errors
    /// [`TestbedError::Privilege`] without `CAP_NET_RAW`; [`TestbedError::Kernel`] otherwise.
    pub fn open(end: &End) -> Result<Self, TestbedError> {
        let fd = end.netns().run(|| open_bound(end))??;
        Ok(Self { fd })
    }

    /// Sends as many of `frames` as the kernel takes now, from the front, and returns how many that were.
    ///
    /// Never waits. A frame that was not taken was not sent: neither in part nor later.
    ///
    /// # Errors
    /// [`TestbedError::Kernel`] if the first frame is refused for another reason than a full queue.
    pub fn send(&self, frames: &[&[u8]]) -> Result<usize, TestbedError> {
        let mut batch = Batch::new();
        let mut sent = 0;
        for chunk in frames.chunks(BATCH) {
            let taken = batch.send(self, chunk.iter().copied())?;
            sent += taken;
            if taken < chunk.len() {
                break;
            }
        }
        Ok(sent)
    }
}

fn open_bound(end: &End) -> Result<OwnedFd, TestbedError> {
    let what = "opening a packet socket";
    let failed = |errno| TestbedError::from_errno(what, "CAP_NET_RAW", io_error(errno));
    let address = link_address(end)?;
    let fd = socket(
        AddressFamily::Packet,
        SockType::Raw,
        SockFlag::SOCK_CLOEXEC,
        None,
    )
    .map_err(failed)?;
    bind(fd.as_raw_fd(), &address).map_err(failed)?;
    setsockopt(&fd, sockopt::SndBufForce, &SEND_BUFFER_BYTES).map_err(failed)?;
    Ok(fd)
}

/// The address that a packet socket is bound to: number of the interface, protocol 0.
fn link_address(end: &End) -> Result<LinkAddr, TestbedError> {
    let what = "list the interfaces of a namespace";
    getifaddrs()
        .map_err(|errno| TestbedError::Kernel {
            what,
            source: io_error(errno),
        })?
        .filter(|interface| interface.interface_name == end.interface())
        .find_map(|interface| interface.address?.as_link_addr().copied())
        .ok_or_else(|| TestbedError::NoInterface {
            interface: end.interface().into(),
            namespace: end.netns().id().to_string(),
        })
}

/// Room for one call of `sendmmsg`.
struct Batch {
    headers: MultiHeaders<()>,
}

impl Batch {
    fn new() -> Self {
        Self {
            headers: MultiHeaders::preallocate(BATCH, None),
        }
    }

    /// Hands over up to [`BATCH`] frames; returns how many the kernel took.
    fn send<'f>(
        &mut self,
        socket: &FrameSocket,
        frames: impl Iterator<Item = &'f [u8]>,
    ) -> Result<usize, TestbedError> {
        let mut slices = [[IoSlice::new(&[])]; BATCH];
        let mut count = 0;
        for (slice, frame) in slices.iter_mut().zip(frames) {
            *slice = [IoSlice::new(frame)];
            count += 1;
        }
        let sent = sendmmsg(
            socket.fd.as_raw_fd(),
            &mut self.headers,
            &slices[..count],
            [None; BATCH],
            [],
            MsgFlags::MSG_DONTWAIT,
        );
        match sent {
            Ok(results) => Ok(results.count()),
            // The socket's buffer or the receiver's ring is full, or a signal came.
            Err(Errno::EAGAIN | Errno::ENOBUFS | Errno::EINTR) => Ok(0),
            Err(errno) => Err(TestbedError::Kernel {
                what: "send a frame",
                source: io_error(errno),
            }),
        }
    }
}

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
