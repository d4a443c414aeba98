//! A TCP connection of which both ends are at hand.

use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    thread::{self, ScopedJoinHandle},
    time::{Duration, Instant},
};

use nix::sys::socket::{getsockopt, sockopt};

use crate::{
    error::{TestbedError, io_error},
    netns::Netns,
};

/// How long a step of a connection may take before it counts as failed. TCP sends again in the meantime.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(1);
/// Bytes per call of the kernel.
const CHUNK: usize = 16 << 10;

/// Largest segment that each end of a connection sends, in bytes of payload: what the other end offered in the option
/// of its SYN, as it arrived, or less where the own link carries less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SegmentSizes {
    /// What the client sends.
    pub client: u32,
    /// What the server sends.
    pub server: u32,
}

/// A connection between the kernels of both ends.
#[derive(Debug)]
pub struct TcpPair {
    client: TcpStream,
    server: TcpStream,
}

impl TcpPair {
    /// Connects a client to a server that listens on `address` and on a port of the kernel's choice.
    pub(super) fn connect(
        client: &Netns,
        server: &Netns,
        address: SocketAddr,
        patience: Duration,
    ) -> Result<Self, TestbedError> {
        let failed = |what| move |source| TestbedError::Kernel { what, source };
        let listener = server
            .run(|| TcpListener::bind(address))?
            .map_err(failed("listen for a TCP connection"))?;
        let address = listener
            .local_addr()
            .map_err(failed("ask for the address of a socket"))?;
        let client = client
            .run(|| TcpStream::connect_timeout(&address, patience))?
            .map_err(|source| match source.kind() {
                io::ErrorKind::TimedOut => TestbedError::Unanswered { address, patience },
                _ => failed("connect to the server of the test bed")(source),
            })?;
        let server = accept(&listener).map_err(failed("accept a TCP connection"))?;
        for end in [&client, &server] {
            end.set_nonblocking(false)
                .and_then(|()| end.set_read_timeout(Some(PATIENCE)))
                .and_then(|()| end.set_write_timeout(Some(PATIENCE)))
                .map_err(failed("set the timeouts of a TCP connection"))?;
        }
        Ok(Self { client, server })
    }

    /// The end that connected.
    #[must_use]
    pub fn client(&self) -> &TcpStream {
        &self.client
    }

    /// The end that accepted.
    #[must_use]
    pub fn server(&self) -> &TcpStream {
        &self.server
    }

    /// What both ends negotiated (`TCP_MAXSEG`).
    ///
    /// # Errors
    /// [`TestbedError::Kernel`] if the kernel does not say.
    pub fn segment_sizes(&self) -> Result<SegmentSizes, TestbedError> {
        Ok(SegmentSizes {
            client: segment_size(&self.client)?,
            server: segment_size(&self.server)?,
        })
    }

    /// Sends so many bytes in each direction, both at once, and compares each with what was sent.
    ///
    /// # Errors
    /// [`TestbedError::Damaged`] for a byte that is another one; [`TestbedError::Kernel`] for a connection that broke
    /// or did not get on for some seconds.
    pub fn transfer(&self, bytes: u64) -> Result<(), TestbedError> {
        thread::scope(|scope| {
            let tasks = [
                scope.spawn(|| send(&self.client, Pattern::new("server"), bytes)),
                scope.spawn(|| receive(&self.server, Pattern::new("server"), bytes)),
                scope.spawn(|| send(&self.server, Pattern::new("client"), bytes)),
                scope.spawn(|| receive(&self.client, Pattern::new("client"), bytes)),
            ];
            let results = tasks.map(joined);
            results.into_iter().collect()
        })
    }
}

fn joined(task: ScopedJoinHandle<'_, Result<(), TestbedError>>) -> Result<(), TestbedError> {
    task.join()
        .unwrap_or_else(|payload| std::panic::resume_unwind(payload))
}

fn segment_size(socket: &TcpStream) -> Result<u32, TestbedError> {
    getsockopt(socket, sockopt::TcpMaxSeg).map_err(|errno| TestbedError::Kernel {
        what: "ask for the segment size of a TCP connection",
        source: io_error(errno),
    })
}

/// The client is connected; the last step of the handshake may be on its way.
fn accept(listener: &TcpListener) -> io::Result<TcpStream> {
    listener.set_nonblocking(true)?;
    let start = Instant::now();
    loop {
        match listener.accept() {
            Ok((stream, _)) => return Ok(stream),
            Err(error)
                if error.kind() == io::ErrorKind::WouldBlock && start.elapsed() < PATIENCE =>
            {
                thread::sleep(POLL);
            }
            Err(error) => return Err(error),
        }
    }
}

/// Bytes that no two places of a stream, and no two directions, have alike for long.
struct Pattern {
    receiver: &'static str,
    state: u32,
}

impl Pattern {
    fn new(receiver: &'static str) -> Self {
        let state = receiver
            .bytes()
            .fold(1, |state: u32, byte| state.rotate_left(5) ^ u32::from(byte));
        Self { receiver, state }
    }

    /// The next bytes; a linear congruential generator, of which the upper bits are the better ones.
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.state = self
                .state
                .wrapping_mul(1_664_525)
                .wrapping_add(1_013_904_223);
            [*byte, ..] = self.state.to_be_bytes();
        }
    }
}

/// The lengths of the pieces that `bytes` are sent and received in.
fn pieces(bytes: u64) -> impl Iterator<Item = (u64, usize)> {
    (0..bytes).step_by(CHUNK).map(move |at| {
        (
            at,
            usize::try_from(bytes - at).map_or(CHUNK, |left| left.min(CHUNK)),
        )
    })
}

fn send(mut socket: &TcpStream, mut pattern: Pattern, bytes: u64) -> Result<(), TestbedError> {
    let mut chunk = vec![0; CHUNK];
    for (_, len) in pieces(bytes) {
        pattern.fill(&mut chunk[..len]);
        socket
            .write_all(&chunk[..len])
            .map_err(|source| TestbedError::Kernel {
                what: "send through a TCP connection",
                source,
            })?;
    }
    Ok(())
}

fn receive(mut socket: &TcpStream, mut pattern: Pattern, bytes: u64) -> Result<(), TestbedError> {
    let (mut chunk, mut expected) = (vec![0; CHUNK], vec![0; CHUNK]);
    for (at, len) in pieces(bytes) {
        let (chunk, expected) = (&mut chunk[..len], &mut expected[..len]);
        pattern.fill(expected);
        socket
            .read_exact(chunk)
            .map_err(|source| TestbedError::Kernel {
                what: "receive through a TCP connection",
                source,
            })?;
        if let Some(bad) = chunk.iter().zip(&*expected).position(|(a, b)| a != b) {
            return Err(TestbedError::Damaged {
                receiver: pattern.receiver,
                offset: at + bad as u64,
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_add_up() {
        for bytes in [0, 1, CHUNK as u64 - 1, CHUNK as u64, 100_000] {
            let lengths = pieces(bytes).map(|(_, len)| len as u64);
            assert_eq!(lengths.sum::<u64>(), bytes);
        }
    }

    #[test]
    fn a_transfer_that_is_not_what_was_sent_is_noticed() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (server, _) = listener.accept().unwrap();
        let mut bytes = vec![0; 3000];
        Pattern::new("server").fill(&mut bytes);
        client.write_all(&bytes).unwrap();
        receive(&server, Pattern::new("server"), 3000).unwrap();
        bytes[2000] ^= 1;
        client.write_all(&bytes).unwrap();
        let error = receive(&server, Pattern::new("server"), 3000).unwrap_err();
        assert!(
            matches!(
                error,
                TestbedError::Damaged {
                    receiver: "server",
                    offset: 2000
                }
            ),
            "{error}"
        );
        client.write_all(&bytes).unwrap();
        drop(client);
        let other = receive(&server, Pattern::new("client"), 3000).unwrap_err();
        assert!(
            matches!(other, TestbedError::Damaged { offset: 0, .. }),
            "{other}"
        );
        let broken = receive(&server, Pattern::new("client"), 1).unwrap_err();
        assert!(matches!(broken, TestbedError::Kernel { .. }), "{broken}");
    }
}
