//! A small HTTP server: one request for each connection, one thread for each, limits on everything.

use std::{
    collections::VecDeque,
    io::{self, Read as _, Write as _},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    os::{fd::AsFd as _, unix::net::UnixStream},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

use nix::{
    errno::Errno,
    poll::{PollFd, PollFlags, PollTimeout, poll},
};

use super::request::{LONGEST_HEAD, Request, Response};

/// How long a client may take to ask, and to take the answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often a thread that waits for a request looks whether the server ends.
const GLANCE: Duration = Duration::from_millis(100);
/// Clients that are served at once. A further one takes the place of the one that has been silent for longest;
/// where all have asked, it is told to come back.
const MOST_CLIENTS: usize = 32;
/// How long to wait for the end of what a client sends after its request, and how much to read of it. Closing
/// earlier could take the answer away from it.
const LINGER: Duration = Duration::from_millis(500);
const LINGER_BYTES: usize = 64 << 10;

/// A server that listens.
pub(crate) struct Server(TcpListener);

impl Server {
    pub(crate) fn bind(address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        Ok(Self(listener))
    }

    /// Where it listens; the port is the real one also where 0 was asked for.
    pub(crate) fn address(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }

    /// Answers requests for paths until there is something to read from `end`, then finishes those that were
    /// asked.
    pub(crate) fn serve(
        &self,
        end: &UnixStream,
        answer: impl Fn(&str) -> Response + Sync,
    ) -> io::Result<()> {
        let (ending, clients) = (AtomicBool::new(false), Clients::default());
        let (ending, clients, answer) = (&ending, &clients, &answer);
        thread::scope(|scope| {
            let (refused, to_refuse) = sync_channel(MOST_CLIENTS);
            scope.spawn(move || refuse(&to_refuse, ending));
            let result = loop {
                let stream = match self.next_client(end) {
                    Ok(Some(stream)) => Arc::new(stream),
                    Ok(None) => break Ok(()),
                    Err(error) => break Err(error),
                };
                let Some(place) = clients.admit(&stream) else {
                    // Where even those are many, one more is told nothing.
                    let _ = refused.try_send(stream);
                    continue;
                };
                scope.spawn(move || {
                    // A client that goes away is its own affair.
                    let _ = talk(&stream, place, ending, answer);
                });
            };
            ending.store(true, Ordering::Relaxed);
            result
        })
    }

    /// The next client; `None` at the end.
    fn next_client(&self, end: &UnixStream) -> io::Result<Option<TcpStream>> {
        loop {
            let mut waiting = [
                PollFd::new(self.0.as_fd(), PollFlags::POLLIN),
                PollFd::new(end.as_fd(), PollFlags::POLLIN),
            ];
            match poll(&mut waiting, PollTimeout::NONE) {
                Err(Errno::EINTR) => continue,
                polled => polled?,
            };
            if waiting[1].any().unwrap_or(true) {
                return Ok(None);
            }
            match self.0.accept() {
                Ok((stream, _)) => {
                    stream.set_nonblocking(false)?;
                    return Ok(Some(stream));
                }
                // The client went away, or there are no descriptors for the moment.
                Err(_) => thread::sleep(Duration::from_millis(1)),
            }
        }
    }
}

/// The clients that are served.
#[derive(Default)]
struct Clients(Mutex<Places>);

#[derive(Default)]
struct Places {
    taken: usize,
    /// Number of the next client.
    next: u64,
    /// Those that have not asked yet, the one that came first at the front.
    silent: VecDeque<(u64, Arc<TcpStream>)>,
}

/// The place of a client, until this is dropped.
struct Place<'c> {
    clients: &'c Clients,
    number: u64,
    kept: bool,
}

impl Clients {
    fn places(&self) -> MutexGuard<'_, Places> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a new client, if there is one, or one that says nothing has it.
    fn admit(&self, stream: &Arc<TcpStream>) -> Option<Place<'_>> {
        let mut places = self.places();
        if places.taken < MOST_CLIENTS {
            places.taken += 1;
        } else {
            let (_, silent) = places.silent.pop_front()?;
            // Its thread reads the end then. It may be gone already.
            let _ = silent.shutdown(Shutdown::Both);
        }
        let number = places.next;
        places.next += 1;
        places.silent.push_back((number, Arc::clone(stream)));
        Some(Place {
            clients: self,
            number,
            kept: false,
        })
    }
}

impl Places {
    /// Whether `number` was silent until now.
    fn speaks(&mut self, number: u64) -> bool {
        let at = self.silent.iter().position(|(silent, _)| *silent == number);
        at.and_then(|at| self.silent.remove(at)).is_some()
    }
}

impl Place<'_> {
    /// Whether the place is still there; from then on nobody takes it.
    fn keep(&mut self) -> bool {
        self.kept = self.clients.places().speaks(self.number);
        self.kept
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut places = self.clients.places();
        // A place that was taken is another client's.
        if self.kept || places.speaks(self.number) {
            places.taken -= 1;
        }
    }
}

/// Tells clients that there is no place for them.
fn refuse(clients: &Receiver<Arc<TcpStream>>, ending: &AtomicBool) {
    let response = Response::error("503 Service Unavailable", "too many clients").bytes(false);
    for client in clients {
        if !ending.load(Ordering::Relaxed) {
            // One that does not take it gets nothing.
            let _ = send(&client, &response);
        }
    }
}

/// Reads one request and answers it.
fn talk(
    stream: &TcpStream,
    mut place: Place<'_>,
    ending: &AtomicBool,
    answer: &impl Fn(&str) -> Response,
) -> io::Result<()> {
    let Some(request) = listen(stream, ending)? else {
        return Ok(());
    };
    if !place.keep() {
        return Ok(());
    }
    let (response, head_only) = match request {
        Request::Get { path, head_only } => (answer(&path), head_only),
        Request::OtherMethod => {
            let response = Response::error("405 Method Not Allowed", "only GET and HEAD");
            (response, false)
        }
        Request::TooLong => {
            let status = "431 Request Header Fields Too Large";
            (Response::error(status, "the request is too long"), false)
        }
        Request::Bad => (Response::error("400 Bad Request", "this is no HTTP"), false),
        Request::Incomplete => {
            let response = Response::error("408 Request Timeout", "the request did not end");
            (response, false)
        }
    };
    send(stream, &response.bytes(head_only))
}

/// The request; [`Request::Incomplete`] if the time is over, `None` if the client or the server ends.
fn listen(mut stream: &TcpStream, ending: &AtomicBool) -> io::Result<Option<Request>> {
    stream.set_read_timeout(Some(GLANCE))?;
    let start = Instant::now();
    let (mut bytes, mut piece) = (Vec::new(), [0; 1024]);
    while start.elapsed() < PATIENCE {
        let room = piece.len().min(LONGEST_HEAD - bytes.len());
        match stream.read(&mut piece[..room]) {
            Ok(0) => return Ok(None),
            Ok(count) => bytes.extend_from_slice(&piece[..count]),
            Err(error) if is_timeout(&error) => {
                if ending.load(Ordering::Relaxed) {
                    return Ok(None);
                }
                continue;
            }
            Err(error) => return Err(error),
        }
        match Request::parse(&bytes) {
            Request::Incomplete => {}
            request => return Ok(Some(request)),
        }
    }
    Ok(Some(Request::Incomplete))
}

/// Sends `bytes` within the time there is, and closes the connection in order.
fn send(mut stream: &TcpStream, mut bytes: &[u8]) -> io::Result<()> {
    let start = Instant::now();
    while !bytes.is_empty() {
        stream.set_write_timeout(Some(left(PATIENCE, start)?))?;
        let sent = stream.write(bytes)?;
        bytes = &bytes[sent..];
    }
    stream.shutdown(Shutdown::Write)?;
    let start = Instant::now();
    let (mut read, mut piece) = (0, [0; 4096]);
    while read < LINGER_BYTES {
        stream.set_read_timeout(Some(left(LINGER, start)?))?;
        match stream.read(&mut piece)? {
            0 => break,
            count => read += count,
        }
    }
    Ok(())
}

fn left(patience: Duration, start: Instant) -> io::Result<Duration> {
    let left = patience.saturating_sub(start.elapsed());
    if left.is_zero() {
        return Err(io::ErrorKind::TimedOut.into());
    }
    Ok(left)
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted
    )
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    /// Serves while `clients` runs, and ends in order.
    fn serving(clients: impl FnOnce(SocketAddr)) {
        let answer = |path: &str| match path {
            "/large" => Response::metrics("x".repeat(4 << 20)),
            path => Response::metrics(format!("{path}\n")),
        };
        serving_with(answer, clients);
    }

    fn serving_with(
        answer: impl Fn(&str) -> Response + Send + Sync,
        clients: impl FnOnce(SocketAddr),
    ) {
        let server = Server::bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = server.address().unwrap();
        let (mut stop, end) = UnixStream::pair().unwrap();
        thread::scope(|scope| {
            let served = scope.spawn(|| server.serve(&end, answer));
            clients(address);
            stop.write_all(&[1]).unwrap();
            served.join().unwrap().unwrap();
        });
    }

    fn ask(address: SocketAddr, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(request).unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        response
    }

    #[test]
    fn requests_are_answered() {
        serving(|address| {
            let response = ask(address, b"GET /a HTTP/1.1\r\n\r\n");
            assert!(response.starts_with("HTTP/1.1 200 OK\r\n"), "{response}");
            assert!(response.ends_with("\r\n\r\n/a\n"), "{response}");
            let response = ask(address, b"HEAD /a HTTP/1.1\r\n\r\n");
            assert!(response.contains("Content-Length: 3\r\n"), "{response}");
            assert!(response.ends_with("\r\n\r\n"), "{response}");
            let response = ask(address, b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc");
            assert!(response.contains("405 ") && response.contains("Allow: GET, HEAD"));
            assert!(ask(address, b"\x00\x01").contains("400 Bad Request"));
            let long = vec![b'a'; LONGEST_HEAD];
            let response = ask(address, &[b"GET /", &long[..], b"\r\n"].concat());
            assert!(response.contains(" 431 "), "{response}");
        });
    }

    #[test]
    fn clients_that_do_nothing_are_in_nobodys_way() {
        serving(|address| {
            // One asks nothing, one stops in the middle, one does not take its answer.
            let _silent = TcpStream::connect(address).unwrap();
            let mut slow = TcpStream::connect(address).unwrap();
            slow.write_all(b"GET /metr").unwrap();
            let mut deaf = TcpStream::connect(address).unwrap();
            deaf.write_all(b"GET /large HTTP/1.1\r\n\r\n").unwrap();
            thread::scope(|scope| {
                for _ in 0..8 {
                    scope.spawn(|| {
                        let response = ask(address, b"GET /b HTTP/1.1\r\n\r\n");
                        assert!(response.ends_with("/b\n"), "{response}");
                    });
                }
            });
            let response = ask(address, b"GET /large HTTP/1.1\r\n\r\n");
            assert!(response.len() > 4 << 20);
        });
    }

    #[test]
    fn who_says_nothing_makes_room() {
        serving(|address| {
            let mut silent: Vec<TcpStream> = (0..MOST_CLIENTS)
                .map(|_| TcpStream::connect(address).unwrap())
                .collect();
            let start = Instant::now();
            for _ in 0..3 {
                let response = ask(address, b"GET /c HTTP/1.1\r\n\r\n");
                assert!(response.ends_with("/c\n"), "{response}");
            }
            assert!(start.elapsed() < PATIENCE / 2, "{:?}", start.elapsed());
            // The first one made room, the last one can still ask.
            let mut end = [0; 1];
            assert!(matches!(silent[0].read(&mut end), Ok(0) | Err(_)));
            let last = silent.last_mut().unwrap();
            last.write_all(b"GET /d HTTP/1.1\r\n\r\n").unwrap();
            let mut response = String::new();
            last.read_to_string(&mut response).unwrap();
            assert!(response.ends_with("/d\n"), "{response}");
        });
    }

    #[test]
    fn who_is_refused_holds_nobody_up() {
        let (answered, gate) = (AtomicUsize::new(0), Mutex::new(()));
        let answer = |path: &str| {
            if path == "/wait" {
                answered.fetch_add(1, Ordering::SeqCst);
                drop(gate.lock().unwrap());
            }
            Response::metrics(format!("{path}\n"))
        };
        serving_with(answer, |address| {
            let closed = gate.lock().unwrap();
            let asking = |path: &str| {
                let mut stream = TcpStream::connect(address).unwrap();
                write!(stream, "GET {path} HTTP/1.1\r\n\r\n").unwrap();
                stream
            };
            let waiting: Vec<TcpStream> = (0..MOST_CLIENTS).map(|_| asking("/wait")).collect();
            while answered.load(Ordering::SeqCst) < MOST_CLIENTS {
                thread::yield_now();
            }
            // All are being answered. One more is told so, and does not go away.
            let mut refused = asking("/e");
            let mut status = [0; 12];
            refused.read_exact(&mut status).unwrap();
            assert_eq!(&status, b"HTTP/1.1 503");
            let more: Vec<TcpStream> = (0..4).map(|_| asking("/e")).collect();
            drop(closed);
            drop(waiting);
            let start = Instant::now();
            let served = |mut stream: TcpStream| {
                let mut response = String::new();
                stream.set_read_timeout(Some(LINGER / 10)).unwrap();
                stream.read_to_string(&mut response).is_ok() && response.ends_with("/f\n")
            };
            while !served(asking("/f")) {
                assert!(start.elapsed() < PATIENCE, "there is room again");
            }
            // Those that were refused and stay are waited for, one after the other, by nobody else.
            assert!(start.elapsed() < LINGER * 2, "{:?}", start.elapsed());
            drop((refused, more));
        });
    }
}
