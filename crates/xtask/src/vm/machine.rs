//! A machine in software emulation, and what it tells.

use std::{
    fs::File,
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

use super::{kernel::Image, outcome::Outcome};
use crate::failure::{Failure, file, started};

const EMULATOR: &str = "qemu-system-x86_64";

/// What a machine is made of.
pub(crate) struct Machine<'a> {
    /// `6.1, 8 CPUs`
    pub(crate) name: String,
    pub(crate) image: &'a Image,
    pub(crate) initramfs: PathBuf,
    pub(crate) log: PathBuf,
    pub(crate) cpus: u32,
    pub(crate) numa: u32,
    pub(crate) memory: u32,
    pub(crate) append: &'a str,
    pub(crate) limit: Duration,
}

/// The two NICs of a machine, which are connected with each other by a bridge in a network namespace that ends with the
/// emulator. Only a tap device has several queues there.
const NICS: &str = "set -e
    ip link add name wire type bridge
    ip link set wire up
    for nic in nic0 nic1; do
        ip tuntap add dev $nic mode tap multi_queue
        ip link set $nic master wire up
    done
    exec \"$@\"";

impl Machine<'_> {
    /// Boots it and reads what it says until it switches itself off or its time is over.
    pub(crate) fn run(&self, live: bool) -> Result<Outcome, Failure> {
        let mut command = Command::new("unshare");
        command.arg("--net");
        if !is_root() {
            command.arg("--map-root-user");
        }
        command
            .args(["sh", "-c", NICS, "sh", EMULATOR])
            .args(self.arguments());
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        started(EMULATOR, Command::new(EMULATOR).arg("--version").output())?;
        let mut child = started("unshare", command.spawn())?;
        let end = Instant::now() + self.limit;
        let (mut outcome, mut log) = (Outcome::default(), self.create_log()?);
        let lines = lines(&mut child);
        let in_time = loop {
            let left = end.saturating_duration_since(Instant::now());
            match lines.recv_timeout(left) {
                Ok(line) => {
                    writeln!(log, "{line}").map_err(file(&self.log))?;
                    if live {
                        println!("{line}");
                    }
                    if let Some(step) = outcome.read(&line)
                        && !live
                    {
                        println!("{}: {step}", self.name);
                    }
                }
                Err(RecvTimeoutError::Disconnected) => break true,
                Err(RecvTimeoutError::Timeout) => break false,
            }
        };
        if !in_time {
            outcome.out_of_time(self.limit);
            child.kill().map_err(file(Path::new(EMULATOR)))?;
        }
        child.wait().map_err(file(Path::new(EMULATOR)))?;
        Ok(outcome)
    }

    fn create_log(&self) -> Result<File, Failure> {
        File::create(&self.log).map_err(file(&self.log))
    }

    fn arguments(&self) -> Vec<String> {
        let Self { cpus, memory, .. } = self;
        // A socket for each CPU, because no socket may belong to two nodes.
        // Emulated, `cmpxchg16b` spoils the flags now and then (qemu 7.2), and the kernel does without.
        let text = format!(
            "-accel tcg,thread=multi -cpu max,-cx16 -smp {cpus},sockets={cpus} -m {memory} -nodefaults -display none -serial stdio -no-reboot"
        );
        let mut arguments: Vec<String> = text.split(' ').map(str::to_owned).collect();
        let mut add = |option: &str, value: String| {
            arguments.push(option.to_owned());
            arguments.push(value);
        };
        // A program of a NIC sends by queues of its own, one for each CPU.
        let queues = 2 * cpus;
        let vectors = 2 * queues + 2;
        for nic in ["nic0", "nic1"] {
            add(
                "-netdev",
                format!(
                    "tap,id={nic},ifname={nic},queues={queues},script=no,downscript=no,vhost=off"
                ),
            );
            add(
                "-device",
                format!("virtio-net-pci,netdev={nic},mq=on,vectors={vectors},romfile="),
            );
        }
        if self.numa > 1 {
            nodes(*cpus, self.numa, *memory, &mut add);
        }
        add("-kernel", self.image.file.display().to_string());
        add("-initrd", self.initramfs.display().to_string());
        add(
            "-append",
            format!("console=ttyS0 loglevel=5 panic=-1 {}", self.append),
        );
        arguments
    }
}

/// Memory and CPUs of each node.
fn nodes(cpus: u32, nodes: u32, memory: u32, add: &mut impl FnMut(&str, String)) {
    for node in 0..nodes {
        let (first, end) = (cpus * node / nodes, cpus * (node + 1) / nodes);
        let share = memory / nodes;
        let own = if first < end {
            format!(",cpus={first}-{}", end - 1)
        } else {
            String::new()
        };
        add(
            "-object",
            format!("memory-backend-ram,id=memory{node},size={share}M"),
        );
        add(
            "-numa",
            format!("node,nodeid={node},memdev=memory{node}{own}"),
        );
    }
}

fn is_root() -> bool {
    nix::unistd::geteuid().is_root()
}

/// What the machine writes to its console, line by line.
fn lines(child: &mut Child) -> Receiver<String> {
    let (to, lines) = channel();
    let console = child.stdout.take();
    thread::spawn(move || {
        let Some(console) = console else {
            return;
        };
        let mut console = BufReader::new(console);
        let mut bytes = Vec::new();
        while console
            .read_until(b'\n', &mut bytes)
            .is_ok_and(|read| read > 0)
        {
            let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            if to.send(line).is_err() {
                break;
            }
            bytes.clear();
        }
    });
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cpus_and_memory_are_divided_among_nodes() {
        let mut arguments = Vec::new();
        nodes(3, 2, 1536, &mut |option, value| {
            arguments.push(format!("{option} {value}"));
        });
        assert_eq!(
            arguments,
            [
                "-object memory-backend-ram,id=memory0,size=768M",
                "-numa node,nodeid=0,memdev=memory0,cpus=0-0",
                "-object memory-backend-ram,id=memory1,size=768M",
                "-numa node,nodeid=1,memdev=memory1,cpus=1-2",
            ]
        );
    }
}
