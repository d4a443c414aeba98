//! `softrss metrics`.

use std::{
    error::Error,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    process::{Child, ChildStderr, Command, Stdio},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use softrss_testbed::harness::Outcome;

use crate::site::{PATIENCE, RULE, Site, softrss, until};

/// A server that is killed when this value goes.
struct Server {
    child: Child,
    address: SocketAddr,
    /// Kept, so that the server has somebody to talk to.
    _stderr: BufReader<ChildStderr>,
}

impl Server {
    fn start() -> Result<Self, Box<dyn Error>> {
        let mut child = softrss(&["metrics", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut stderr = BufReader::new(child.stderr.take().ok_or("no stderr")?);
        let mut line = String::new();
        stderr.read_line(&mut line)?;
        let address = line.trim().strip_prefix("serving http://");
        let address = address.and_then(|address| address.strip_suffix("/metrics"));
        let address = address.and_then(|address| address.parse().ok());
        let Some(address) = address else {
            let _ = child.kill();
            child.wait()?;
            return Err(format!("it says `{line}`").into());
        };
        Ok(Self {
            child,
            address,
            _stderr: stderr,
        })
    }

    fn ask(&self, request: &str) -> Result<String, Box<dyn Error>> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(request.as_bytes())?;
        let mut response = String::new();
        stream.read_to_string(&mut response)?;
        Ok(response)
    }

    fn metrics(&self) -> Result<String, Box<dyn Error>> {
        let response = self.ask("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
        let (head, body) = response.split_once("\r\n\r\n").ok_or("no body")?;
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{response}");
        assert!(
            head.contains("Content-Type: text/plain; version=0.0.4"),
            "{head}"
        );
        Ok(body.to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already, and that is no error.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The sum of all samples of a metric whose labels contain `labels`.
fn sum(metrics: &str, name: &str, labels: &str) -> Result<u64, Box<dyn Error>> {
    let mut sum = 0;
    for line in metrics.lines() {
        let sample = line
            .strip_prefix(name)
            .and_then(|line| line.strip_prefix('{'));
        if let Some((found, value)) = sample.and_then(|sample| sample.rsplit_once("} "))
            && found.contains(labels)
        {
            sum += value.parse::<u64>()?;
        }
    }
    Ok(sum)
}

pub(crate) fn what_is_sent_is_counted() -> Outcome {
    let site = Site::new()?;
    let (server, labels) = (Server::start()?, site.labels()?);
    let before = server.metrics()?;
    assert_eq!(sum(&before, "softrss_up", &labels)?, 1, "{before}");
    site.send(300, 20)?;

    let rule = format!(
        "{labels},rule=\"{}\"",
        RULE.replace('\\', "\\\\").replace('"', "\\\"")
    );
    let count = |name: &str, labels: &str| sum(&server.metrics()?, name, labels);
    until("the packets are counted", || {
        let handled = count("softrss_kthread_packets_total", &labels)?
            + count("softrss_passed_total", &labels)?
            + count("softrss_enqueue_drops_total", &labels)?;
        Ok(handled >= 300)
    })?;
    assert_eq!(count("softrss_rule_total", &rule)?, 300);
    let by_rule = format!("{labels},by=\"rule\"");
    assert_eq!(count("softrss_packets_total", &by_rule)?, 300);
    let not_ip = format!("{labels},reason=\"not-ip\"");
    until("what is no IP is counted", || {
        Ok(count("softrss_unparsed_total", &not_ip)? == 20)
    })?;

    site.detach()?;
    let after = server.metrics()?;
    assert!(!after.contains(&labels), "{after}");
    Ok(())
}

pub(crate) fn promtool_accepts_it() -> Outcome {
    let site = Site::new()?;
    site.send(10, 1)?;
    let once = softrss(&["metrics", "--once"]).output()?;
    assert!(once.status.success());
    let text = String::from_utf8_lossy(&once.stdout);
    let waits = format!("softrss_queue_wait_seconds_bucket{{{},", site.labels()?);
    assert!(text.contains(&waits), "{text}");
    let mut promtool = Command::new("promtool")
        .args(["check", "metrics"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut stdin = promtool.stdin.take().ok_or("no stdin")?;
    stdin.write_all(&once.stdout)?;
    drop(stdin);
    let output = promtool.wait_with_output()?;
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said)?;
    assert!(output.status.success() && said.trim().is_empty(), "{said}");
    Ok(())
}

pub(crate) fn http_is_spoken() -> Outcome {
    let mut server = Server::start()?;
    let page = server.ask("GET / HTTP/1.1\r\n\r\n")?;
    assert!(page.contains("<a href=\"/metrics\">"), "{page}");
    let head = server.ask("HEAD /metrics HTTP/1.1\r\n\r\n")?;
    assert!(
        head.starts_with("HTTP/1.1 200 OK\r\n") && head.ends_with("\r\n\r\n"),
        "{head}"
    );
    let missing = server.ask("GET /../etc/passwd HTTP/1.1\r\n\r\n")?;
    assert!(missing.starts_with("HTTP/1.1 404 "), "{missing}");

    // A client that has not asked yet does not hold up the end.
    let _silent = TcpStream::connect(server.address)?;
    kill(
        Pid::from_raw(server.child.id().try_into()?),
        Signal::SIGTERM,
    )?;
    until("it ends", || Ok(server.child.try_wait()?.is_some()))?;
    assert_eq!(server.child.wait()?.code(), Some(0));
    Ok(())
}

pub(crate) fn a_port_that_is_taken_is_explained() -> Outcome {
    let server = Server::start()?;
    let address = server.address.to_string();
    let output = softrss(&["metrics", "--listen", &address]).output()?;
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr)?;
    assert!(
        said.contains(&format!("error: cannot listen on {address}\n")),
        "{said}"
    );
    assert!(
        said.lines()
            .last()
            .is_some_and(|line| line.starts_with("hint: ")),
        "{said}"
    );
    Ok(())
}
