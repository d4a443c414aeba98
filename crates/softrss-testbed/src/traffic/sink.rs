//! Receives what a source sent, and counts it.

use std::{
    io::IoSliceMut,
    net::{Ipv6Addr, SocketAddrV6},
    os::fd::{AsRawFd, OwnedFd},
    sync::atomic::{
        AtomicBool, AtomicU64,
        Ordering::{Acquire, Relaxed},
    },
};

use nix::{
    errno::Errno,
    sys::{
        socket::{
            AddressFamily, MsgFlags, MultiHeaders, SockFlag, SockType, SockaddrIn6, bind, recvmmsg,
            setsockopt, socket, sockopt,
        },
        time::{TimeVal, TimeValLike},
    },
};

use crate::{
    bed::End,
    error::{TestbedError, io_error},
    traffic::{
        control::FlowControl,
        ledger::{Arrival, Ledger},
        stamp::{STAMP_LEN, Stamp},
    },
};

/// Datagrams fetched from the kernel in one call.
const BATCH: usize = 64;
/// How long a receive call waits, in microseconds, and so how soon the sink sees that it is done.
const PATIENCE_US: i64 = 10_000;

/// What a sink has counted so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SinkSnapshot {
    /// Packets that arrived, duplicates not counted.
    pub received: u64,
    /// Packets that arrived after one of their flow with a higher sequence number.
    pub reordered: u64,
    /// Packets that arrived again.
    pub duplicates: u64,
}

/// A UDP socket for both IP versions that reads stamps. The kernel checks the checksums before.
#[derive(Debug)]
pub(crate) struct Sink {
    fd: OwnedFd,
    received: AtomicU64,
    reordered: AtomicU64,
    duplicates: AtomicU64,
}

impl Sink {
    /// Opens the sink in the namespace of `end`, with a receive buffer of `buffer_bytes` beyond the usual limit.
    pub(crate) fn open(end: &End, port: u16, buffer_bytes: usize) -> Result<Self, TestbedError> {
        let fd = end
            .netns()
            .run(|| open_bound(port, buffer_bytes))?
            .map_err(|errno| {
                TestbedError::from_errno(
                    "opening the sink's socket",
                    "CAP_NET_ADMIN",
                    io_error(errno),
                )
            })?;
        Ok(Self {
            fd,
            received: AtomicU64::new(0),
            reordered: AtomicU64::new(0),
            duplicates: AtomicU64::new(0),
        })
    }

    /// What was counted so far, to be read from any thread.
    pub(crate) fn snapshot(&self) -> SinkSnapshot {
        SinkSnapshot {
            received: self.received.load(Relaxed),
            reordered: self.reordered.load(Relaxed),
            duplicates: self.duplicates.load(Relaxed),
        }
    }

    /// Receives the packets of `run` until `done` and the socket is empty.
    pub(crate) fn receive(
        &self,
        run: u32,
        flows: u32,
        control: &FlowControl,
        done: &AtomicBool,
    ) -> Result<Ledger, TestbedError> {
        let mut ledger = Ledger::new(flows);
        let mut inbox = Inbox::new();
        loop {
            let ending = done.load(Acquire);
            let mut fresh = 0;
            let datagrams = inbox.fetch(&self.fd, |payload| {
                let Some(stamp) = Stamp::read(payload).filter(|stamp| stamp.run == run) else {
                    return;
                };
                let arrival = ledger.record(stamp.flow, stamp.sequence);
                fresh += u64::from(matches!(arrival, Arrival::InOrder | Arrival::Reordered));
            })?;
            control.arrived(fresh);
            self.received.fetch_add(fresh, Relaxed);
            self.reordered.store(ledger.reordered(), Relaxed);
            self.duplicates.store(ledger.duplicates(), Relaxed);
            if datagrams == 0 && ending {
                return Ok(ledger);
            }
        }
    }
}

fn open_bound(port: u16, buffer_bytes: usize) -> nix::Result<OwnedFd> {
    let fd = socket(
        AddressFamily::Inet6,
        SockType::Datagram,
        SockFlag::SOCK_CLOEXEC,
        None,
    )?;
    setsockopt(&fd, sockopt::Ipv6V6Only, &false)?;
    setsockopt(&fd, sockopt::RcvBufForce, &buffer_bytes)?;
    let patience = TimeVal::microseconds(PATIENCE_US);
    setsockopt(&fd, sockopt::ReceiveTimeout, &patience)?;
    let address = SocketAddrV6::new(Ipv6Addr::UNSPECIFIED, port, 0, 0);
    bind(fd.as_raw_fd(), &SockaddrIn6::from(address))?;
    Ok(fd)
}

/// Room for one call of `recvmmsg`. Only the stamps are fetched, the rest of a payload stays in the kernel.
struct Inbox {
    headers: MultiHeaders<()>,
    buffers: [[u8; STAMP_LEN]; BATCH],
}

impl Inbox {
    fn new() -> Self {
        Self {
            headers: MultiHeaders::preallocate(BATCH, None),
            buffers: [[0; STAMP_LEN]; BATCH],
        }
    }

    /// Waits for datagrams and shows each to `visit`; returns how many came, 0 after [`PATIENCE_US`] without any.
    fn fetch(&mut self, fd: &OwnedFd, mut visit: impl FnMut(&[u8])) -> Result<usize, TestbedError> {
        let mut slices = self
            .buffers
            .each_mut()
            .map(|buffer| [IoSliceMut::new(buffer)]);
        let fetched = recvmmsg(
            fd.as_raw_fd(),
            &mut self.headers,
            &mut slices,
            MsgFlags::MSG_WAITFORONE,
            None,
        );
        let datagrams = match fetched {
            Ok(datagrams) => datagrams,
            Err(Errno::EAGAIN | Errno::EINTR) => return Ok(0),
            Err(errno) => {
                return Err(TestbedError::Kernel {
                    what: "receive",
                    source: io_error(errno),
                });
            }
        };
        let mut count = 0;
        for datagram in datagrams {
            datagram.iovs().for_each(&mut visit);
            count += 1;
        }
        Ok(count)
    }
}
