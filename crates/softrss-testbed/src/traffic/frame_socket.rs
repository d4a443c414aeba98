//! Packet sockets: whole Ethernet frames out of an interface, and into one.

use std::{
    io::IoSlice,
    os::fd::{AsRawFd, OwnedFd},
    time::{Duration, Instant},
};

use nix::{
    errno::Errno,
    ifaddrs::getifaddrs,
    sys::{
        socket::{
            AddressFamily, LinkAddr, MsgFlags, MultiHeaders, SockFlag, SockProtocol, SockType,
            bind, recv, sendmmsg, setsockopt, socket, sockopt,
        },
        time::{TimeVal, TimeValLike},
    },
};

use crate::{
    bed::End,
    error::{TestbedError, io_error},
    mac::MacAddr,
    netns::Netns,
};

/// Frames handed to the kernel in one call.
pub(super) const BATCH: usize = 32;
/// Bytes that may wait in the socket. A frame is charged until the sink's stack has it; the window is the real limit.
const SEND_BUFFER_BYTES: usize = 64 << 20;
/// Bytes of frames that may wait for who looks through a tap: thousands of full ones.
const RECEIVE_BUFFER_BYTES: usize = 16 << 20;
/// The largest frame that a tap returns whole.
const FRAME_MAX: usize = 64 << 10;

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
        Self::open_on(end.netns(), end.interface())
    }

    /// The same on an interface that is no end of the link.
    pub(crate) fn open_on(netns: &Netns, interface: &str) -> Result<Self, TestbedError> {
        let fd = netns.run(|| open_bound(netns, interface, None))??;
        setsockopt(&fd, sockopt::SndBufForce, &SEND_BUFFER_BYTES).map_err(|errno| {
            let what = "raising the send buffer of a packet socket";
            TestbedError::from_errno(what, "CAP_NET_ADMIN", io_error(errno))
        })?;
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

/// A packet socket that sees the frames which an interface hands to the network stack, not those that it sends.
///
/// A frame that an XDP program redirects to another CPU is seen when that CPU hands it over. The kernel takes the
/// outermost VLAN tag out of a frame before any packet socket sees it.
#[derive(Debug)]
pub struct FrameTap {
    fd: OwnedFd,
    own: MacAddr,
}

impl FrameTap {
    /// Opens the tap in the namespace of `end`; it sees what arrives from now on.
    ///
    /// # Errors
    /// [`TestbedError::Privilege`] without `CAP_NET_RAW`; [`TestbedError::Kernel`] otherwise.
    pub fn open(end: &End) -> Result<Self, TestbedError> {
        Self::open_on(end.netns(), end.interface(), end.mac())
    }

    /// The same on an interface that is no end of the link. Frames from `own` are those that it sends.
    pub(crate) fn open_on(
        netns: &Netns,
        interface: &str,
        own: MacAddr,
    ) -> Result<Self, TestbedError> {
        let protocol = Some(SockProtocol::EthAll);
        let fd = netns.run(|| open_bound(netns, interface, protocol))??;
        setsockopt(&fd, sockopt::RcvBufForce, &RECEIVE_BUFFER_BYTES).map_err(|errno| {
            let what = "raising the receive buffer of a packet socket";
            TestbedError::from_errno(what, "CAP_NET_ADMIN", io_error(errno))
        })?;
        Ok(Self { fd, own })
    }

    /// Waits for the next frame; `None` if none comes in `patience`.
    ///
    /// # Errors
    /// [`TestbedError::Kernel`] if the interface is gone.
    pub fn next_frame(&self, patience: Duration) -> Result<Option<Vec<u8>>, TestbedError> {
        let start = Instant::now();
        let mut frame = vec![0; FRAME_MAX];
        loop {
            let left = patience.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Ok(None);
            }
            let len = self.receive(&mut frame, left)?;
            // A packet socket sees what the interface sends, too.
            if len >= 12 && frame[6..12] != self.own.0 {
                frame.truncate(len);
                return Ok(Some(frame));
            }
        }
    }

    /// Waits for a frame of either direction; 0 if none comes in `patience`.
    fn receive(&self, frame: &mut [u8], patience: Duration) -> Result<usize, TestbedError> {
        let failed = |errno| TestbedError::Kernel {
            what: "receive a frame",
            source: io_error(errno),
        };
        let micros = i64::try_from(patience.as_micros()).map_err(|_error| failed(Errno::EINVAL))?;
        // A timeout of 0 would wait forever.
        let patience = TimeVal::microseconds(micros.max(1));
        setsockopt(&self.fd, sockopt::ReceiveTimeout, &patience).map_err(failed)?;
        match recv(self.fd.as_raw_fd(), frame, MsgFlags::empty()) {
            Err(Errno::EAGAIN | Errno::EINTR) => Ok(0),
            result => result.map_err(failed),
        }
    }
}

/// A packet socket that is bound to `interface`; without `protocol` it receives nothing.
fn open_bound(
    netns: &Netns,
    interface: &str,
    protocol: Option<SockProtocol>,
) -> Result<OwnedFd, TestbedError> {
    let what = "opening a packet socket";
    let failed = |errno| TestbedError::from_errno(what, "CAP_NET_RAW", io_error(errno));
    let address = link_address(netns, interface)?;
    let fd = socket(
        AddressFamily::Packet,
        SockType::Raw,
        SockFlag::SOCK_CLOEXEC,
        protocol,
    )
    .map_err(failed)?;
    bind(fd.as_raw_fd(), &address).map_err(failed)?;
    Ok(fd)
}

/// The address that a packet socket is bound to: number of the interface, protocol 0.
fn link_address(netns: &Netns, name: &str) -> Result<LinkAddr, TestbedError> {
    let what = "list the interfaces of a namespace";
    getifaddrs()
        .map_err(|errno| TestbedError::Kernel {
            what,
            source: io_error(errno),
        })?
        .filter(|interface| interface.interface_name == name)
        .find_map(|interface| interface.address?.as_link_addr().copied())
        .ok_or_else(|| TestbedError::NoInterface {
            interface: name.into(),
            namespace: netns.id().to_string(),
        })
}

/// Room for one call of `sendmmsg`.
pub(super) struct Batch {
    headers: MultiHeaders<()>,
}

impl Batch {
    pub(super) fn new() -> Self {
        Self {
            headers: MultiHeaders::preallocate(BATCH, None),
        }
    }

    /// Hands over up to [`BATCH`] frames; returns how many the kernel took.
    pub(super) fn send<'f>(
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
