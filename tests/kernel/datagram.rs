//! Single datagrams from one end of a test bed to the other, and who received them.

use std::{error::Error, io, net::UdpSocket};

use nix::sys::socket::{setsockopt, sockopt::RcvBufForce};
use softrss_testbed::{End, FrameSocket, Testbed, packet::eth};

use crate::inside;

/// Bytes of packets that wait to be received.
const ROOM: usize = 4 << 20;

/// The UDP port they go to.
const PORT: u16 = 7000;

/// Sends frames from `source0` of a test bed.
#[derive(Debug)]
pub struct Sender {
    socket: FrameSocket,
    frame: Vec<u8>,
}

impl Sender {
    /// Of datagrams for `sink0`.
    ///
    /// # Errors
    /// That the socket cannot be opened.
    pub fn to_sink(bed: &Testbed) -> Result<Self, Box<dyn Error>> {
        Self::between(bed, bed.source(), bed.sink())
    }

    /// Of datagrams that look as if `sink0` had sent them to `source0`: they come back if something
    /// sends them out of `sink0` again.
    ///
    /// # Errors
    /// That the socket cannot be opened.
    pub fn to_itself(bed: &Testbed) -> Result<Self, Box<dyn Error>> {
        Self::between(bed, bed.sink(), bed.source())
    }

    fn between(bed: &Testbed, from: &End, to: &End) -> Result<Self, Box<dyn Error>> {
        let packet = eth(to.mac(), from.mac()).ipv4(from.ipv4(), to.ipv4());
        Ok(Self {
            socket: FrameSocket::open(bed.source())?,
            frame: packet.udp(PORT, PORT).payload(b"softrss").build()?,
        })
    }

    /// Sends `count` datagrams, few enough to fit into every queue on the way.
    ///
    /// # Errors
    /// That the kernel does not take them all.
    pub fn send(&self, count: usize) -> Result<(), Box<dyn Error>> {
        match self.socket.send(&vec![self.frame.as_slice(); count])? {
            sent if sent == count => Ok(()),
            sent => Err(format!("the kernel took {sent} of {count} frames").into()),
        }
    }
}

/// Receives the datagrams at one end.
#[derive(Debug)]
pub struct Receiver {
    socket: UdpSocket,
}

impl Receiver {
    /// At `end`.
    ///
    /// # Errors
    /// That the socket cannot be opened.
    pub fn at(end: &End) -> Result<Self, Box<dyn Error>> {
        let address = (end.ipv4(), PORT);
        let socket = inside(end.netns(), || UdpSocket::bind(address))?;
        socket.set_nonblocking(true)?;
        // A packet that went through a program takes a whole page on older kernels.
        setsockopt(&socket, RcvBufForce, &ROOM)?;
        Ok(Self { socket })
    }

    /// How many datagrams came since the last call.
    ///
    /// # Errors
    /// That the socket fails.
    pub fn received(&self) -> io::Result<usize> {
        let mut buffer = [0; 64];
        let mut count = 0;
        loop {
            match self.socket.recv(&mut buffer) {
                Ok(_) => count += 1,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(count),
                Err(error) => return Err(error),
            }
        }
    }
}
