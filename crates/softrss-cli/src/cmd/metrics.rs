//! `softrss metrics`: what steering does, for Prometheus.

use std::{
    io::{self, Write as _},
    net::SocketAddr,
    os::unix::net::UnixStream,
    time::Instant,
};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use softrss::DeploymentError;
use softrss_core::chain;

use super::{deployed::Deployed, refusal};
use crate::{
    Exit, Failure,
    metrics::{self, request::Response, server::Server},
};

const PAGE: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>softrss</title></head>\n\
    <body>\n<h1>softrss</h1>\n<p><a href=\"/metrics\">Metrics</a></p>\n</body>\n</html>\n";

/// Serve what is counted to Prometheus, by HTTP
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where to listen; by default only this host reaches it
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:9416", value_parser = address)]
    listen: SocketAddr,
    /// Print the metrics once, and serve nothing
    #[arg(long, conflicts_with = "listen")]
    once: bool,
}

/// Runs the command until a signal asks to end.
///
/// # Errors
/// [`Failure`] with exit code 3 where privileges are missing.
pub fn run(args: &Args) -> Result<(), Failure> {
    let source = Deployed::new(None)?;
    let first = read(&source).map_err(refusal::deployment)?;
    if args.once {
        return io::stdout()
            .write_all(first.as_bytes())
            .map_err(Failure::output);
    }
    let end = ended()?;
    let server = Server::bind(args.listen).map_err(|error| unbound(args.listen, error))?;
    let address = server
        .address()
        .map_err(|error| unbound(args.listen, error))?;
    announce(address);
    let answer = |path: &str| match path {
        "/metrics" => match read(&source) {
            Ok(text) => Response::metrics(text),
            Err(error) => Response::error("500 Internal Server Error", &chain(&error)),
        },
        "/" => Response::page(PAGE),
        _ => Response::error("404 Not Found", "the metrics are at /metrics"),
    };
    server.serve(&end, answer).map_err(|error| {
        let error = Broken {
            address,
            source: error,
        };
        Failure::failed(
            error,
            format!("start it again: softrss metrics --listen {address}"),
        )
    })
}

fn read(source: &Deployed) -> Result<String, DeploymentError> {
    let start = Instant::now();
    let interfaces = source.all()?;
    Ok(metrics::write(&interfaces, start.elapsed()))
}

/// Says where it listens. Talk; where nobody listens it is served all the same.
fn announce(address: SocketAddr) {
    let mut stderr = io::stderr().lock();
    let _ = writeln!(stderr, "serving http://{address}/metrics");
    if !address.ip().is_loopback() {
        let _ = writeln!(
            stderr,
            "note: whoever reaches {} can read the names of interfaces and rules, and all counts",
            address.ip()
        );
    }
}

/// Something that can be read from as soon as a signal asks to end.
fn ended() -> Result<UnixStream, Failure> {
    let (end, signalled) = UnixStream::pair().map_err(refusal::signal)?;
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        let signalled = signalled.try_clone().map_err(refusal::signal)?;
        signal_hook::low_level::pipe::register(signal, signalled).map_err(refusal::signal)?;
    }
    Ok(end)
}

fn address(text: &str) -> Result<SocketAddr, String> {
    let wrong = "accepted: an address and a port, such as `127.0.0.1:9416` or `[::1]:9416`";
    text.parse().ok().ok_or_else(|| wrong.to_owned())
}

#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address}")]
struct Unbound {
    address: SocketAddr,
    source: io::Error,
}

#[derive(Debug, thiserror::Error)]
#[error("no more clients can be served on {address}")]
struct Broken {
    address: SocketAddr,
    source: io::Error,
}

fn unbound(address: SocketAddr, source: io::Error) -> Failure {
    let port = address.port();
    let (exit, hint) = match source.kind() {
        io::ErrorKind::AddrInUse => (
            Exit::Failed,
            format!(
                "choose another port with --listen; `ss -ltnp sport = :{port}` says who has this one"
            ),
        ),
        io::ErrorKind::AddrNotAvailable => (
            Exit::Failed,
            "listen on an address of this machine: `ip address` lists them".to_owned(),
        ),
        io::ErrorKind::PermissionDenied => (
            Exit::Privilege,
            "choose a port above 1023, or give it CAP_NET_BIND_SERVICE".to_owned(),
        ),
        _ => (
            Exit::Failed,
            "choose another address with --listen".to_owned(),
        ),
    };
    Failure::new(exit, Unbound { address, source }, hint)
}
