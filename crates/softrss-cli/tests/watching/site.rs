//! An interface that is steered, and packets for it.

use std::{
    error::Error,
    fs, io,
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use softrss_testbed::{FrameSocket, Testbed, packet::eth};

/// How long something may take that usually happens at once.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(20);

/// A rule whose name has everything that has to be escaped.
pub(crate) const RULE: &str = r#"a "quoted\" rule"#;
const POLICY: &str = r#"version = 1

[targets]
cpus = "0-1"

[[rule]]
name = 'a "quoted\" rule'
match = { proto = "udp", dst_port = 53 }
action = { cpu = 1 }

[observe]
latency = true
"#;

/// The command.
pub(crate) fn softrss(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_softrss"));
    command.args(arguments).stdin(Stdio::null());
    command
}

/// Two namespaces; the interface of the second is steered as long as this value is there.
pub(crate) struct Site {
    bed: Testbed,
    files: tempfile::TempDir,
}

impl Site {
    pub(crate) fn new() -> Result<Self, Box<dyn Error>> {
        let site = Self {
            bed: Testbed::new()?,
            files: tempfile::tempdir()?,
        };
        fs::write(site.files.path().join("policy.toml"), POLICY)?;
        site.bed.source().finish_checksums()?;
        site.attach()?;
        Ok(site)
    }

    pub(crate) fn interface(&self) -> &str {
        self.bed.sink().interface()
    }

    /// How the metrics of somebody in another namespace call the interface.
    pub(crate) fn labels(&self) -> Result<String, Box<dyn Error>> {
        let netns = self.inside(|| fs::read_link("/proc/thread-self/ns/net"))??;
        let netns = netns.to_string_lossy();
        let inode = netns.trim_start_matches("net:[").trim_end_matches(']');
        Ok(format!(
            "interface=\"{}\",netns=\"{inode}\"",
            self.interface()
        ))
    }

    pub(crate) fn attach(&self) -> Result<(), Box<dyn Error>> {
        let policy = self.files.path().join("policy.toml");
        let policy = policy.to_str().ok_or("a strange name of a directory")?;
        self.run(&["attach", self.interface(), "--policy", policy])
            .map(drop)
    }

    pub(crate) fn detach(&self) -> Result<(), Box<dyn Error>> {
        self.run(&["detach", self.interface()]).map(drop)
    }

    /// Runs the command where the interface is; it has to succeed.
    fn run(&self, arguments: &[&str]) -> Result<Output, Box<dyn Error>> {
        let output = self.inside(|| softrss(arguments).output())??;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        Ok(output)
    }

    /// Runs `body` where the interface is.
    pub(crate) fn inside<T: Send>(
        &self,
        body: impl FnOnce() -> T + Send,
    ) -> Result<T, Box<dyn Error>> {
        Ok(self.bed.sink().netns().run(body)?)
    }

    /// Sends so many packets that the rule takes, and so many that are no IP.
    pub(crate) fn send(&self, ruled: usize, strange: usize) -> Result<(), Box<dyn Error>> {
        let (source, sink) = (self.bed.source(), self.bed.sink());
        let ether = || eth(sink.mac(), source.mac());
        let dns = ether()
            .ipv4(source.ipv4(), sink.ipv4())
            .udp(4000, 53)
            .payload(&[0; 30]);
        let (dns, arp) = (dns.build()?, arp());
        let socket = FrameSocket::open(source)?;
        for (frame, count) in [(&dns, ruled), (&arp, strange)] {
            for _ in 0..count {
                until("a frame is sent", || Ok(socket.send(&[&frame[..]])? == 1))?;
            }
        }
        Ok(())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // It may be detached already; otherwise the trial has failed.
        let _ = self.detach();
    }
}

/// A frame to everybody that is no IP.
fn arp() -> Vec<u8> {
    [&[0xff; 6][..], &[2, 0, 0, 0, 0, 9], &[0x08, 0x06], &[0; 46]].concat()
}

/// Waits until `done` says so.
pub(crate) fn until(
    what: &str,
    mut done: impl FnMut() -> Result<bool, Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    while !done()? {
        if start.elapsed() > PATIENCE {
            return Err(io::Error::other(format!("waited in vain until {what}")).into());
        }
        thread::sleep(POLL);
    }
    Ok(())
}
