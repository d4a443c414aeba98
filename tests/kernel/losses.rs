//! The table of what is lost (docs/doctor.md), cell by cell: what the doctor finds is what becomes of real packets, and
//! what it says to switch helps.
//!
//! ```text
//!   client            router                far
//!   c0 10.7.0.1 ───── c1 10.7.0.2
//!                     r0 10.8.0.1 ───────── f0 10.8.0.2
//! ```

use std::{
    error::Error,
    io,
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket},
    os::fd::{AsFd as _, AsRawFd as _},
    process::{Command, ExitCode},
    time::Duration,
};

use bpf_asm::{ProgramKind, xdp::XDP_PASS};
use nix::sys::socket::{setsockopt, sockopt::UdpGsoSegment};
use softrss::{
    Attached, Interface, Steering, XdpMode, attach,
    preflight::{Facts, Finding, Fix, Severity, findings, fix_offloads},
    topology,
};
use softrss_codegen::{Image, Options};
use softrss_core::{CpuSet, Feature, Policy, policy::Target, resolve::ResolvedPolicy};
use softrss_kernel_tests::{AnyError, eventually, inside, program::constant, trials};
use softrss_testbed::{
    Netns,
    harness::{self, Need, Outcome},
};

const QUEUE: &str = "version = 1\n[targets]\nlocal = \"queue\"\n";
const MSS: &str = "version = 1\n[targets]\nlocal = \"queue\"\nmss = 1200\n";
const REDIRECT: &str = "version = 1\n[[rule]]\nmatch = { proto = \"udp\", dst_port = 9 }\n\
                        action = { cpu = 0, then = { redirect = \"r0\" } }\n";

const CLIENT: Ipv4Addr = Ipv4Addr::new(10, 7, 0, 1);
const ROUTER: Ipv4Addr = Ipv4Addr::new(10, 7, 0, 2);
const FAR: Ipv4Addr = Ipv4Addr::new(10, 8, 0, 2);

const SKB: Need = Need::Feature(Feature::SkbRedirect);

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root, Need::Program("ip"), Need::Program("ethtool")] => [
            a_veth_in_native_mode_needs_finished_checksums,
            a_port_of_a_bridge_is_what_it_is_by_itself,
            a_redirect_in_native_mode_needs_an_end_that_takes_it,
        ],
        [Need::Root, Need::Program("ip"), Need::Program("ethtool"), SKB] => [
            a_veth_in_skb_mode_takes_what_is_owed_along,
            mss_in_skb_mode_needs_finished_checksums,
            mss_on_a_macvlan_is_that_of_what_it_is_on,
            mss_on_a_bridge_is_that_of_its_ports,
            a_macvtap_is_judged_by_what_it_is_on,
            a_redirect_in_skb_mode_needs_whole_packets,
            a_redirect_needs_an_interface_that_sends,
        ],
        [Need::Root, Need::Program("ip"), Need::Program("python3"), SKB] => [
            a_tap_is_steered_in_skb_mode_only,
        ],
        [Need::Root, Need::Program("ip"), Need::Program("tc"), Need::Link("ifb")] => [
            an_ifb_sees_nothing,
        ],
        [Need::Root, Need::Program("ip"), Need::Link("vlan"), SKB] => [
            mss_on_a_vlan_device_is_that_of_what_it_is_on,
        ],
        [Need::Root, Need::Program("ip"), Need::Link("bond"), SKB] => [
            mss_on_a_bond_is_that_of_its_members,
        ],
    ])
}

/// Runs commands in a namespace, one a line.
fn run(netns: &Netns, lines: &str) -> Outcome {
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut words = line.split_whitespace();
        let mut command = Command::new(words.next().unwrap_or_default());
        let output = netns.run(|| command.args(words).output())??;
        if !output.status.success() {
            return Err(format!("{line}: {output:?}").into());
        }
    }
    Ok(())
}

/// Three namespaces in a row.
struct Net {
    client: Netns,
    router: Netns,
    far: Netns,
}

impl Net {
    /// Makes them. `extra` are commands of the router, `named` is its interface that has the address towards the client.
    fn with(extra: &str, named: &str) -> Result<Self, Box<dyn Error>> {
        let net = Self {
            client: Netns::new()?,
            router: Netns::new()?,
            far: Netns::new()?,
        };
        let path = |netns: &Netns| {
            let fd = netns.as_fd().as_raw_fd();
            format!("/proc/{}/fd/{fd}", std::process::id())
        };
        let router = path(&net.router);
        run(
            &net.client,
            &format!(
                "ip link add c0 type veth peer name c1 netns {router}
                 ip addr add {CLIENT}/24 dev c0
                 ip link set c0 up
                 ip route add default via {ROUTER}"
            ),
        )?;
        run(
            &net.far,
            &format!(
                "ip link add f0 type veth peer name r0 netns {router}
                 ip addr add {FAR}/24 dev f0
                 ip link set f0 up
                 ip route add default via 10.8.0.1"
            ),
        )?;
        // What goes on is finished where it goes on, as on a NIC.
        run(
            &net.router,
            &format!(
                "ip link set c1 up
                 ip link set r0 up
                 {extra}
                 ip addr add {ROUTER}/24 dev {named}
                 ip addr add 10.8.0.1/24 dev r0
                 ethtool -K r0 tx off"
            ),
        )?;
        inside(&net.router, || {
            std::fs::write("/proc/sys/net/ipv4/ip_forward", "1").map_err(AnyError::from)
        })?;
        Ok(net)
    }

    fn new() -> Result<Self, Box<dyn Error>> {
        Self::with("", "c1")
    }

    /// What is found of an interface of the router.
    fn findings(
        &self,
        interface: &str,
        policy: &str,
        mode: XdpMode,
    ) -> Result<Vec<Finding>, Box<dyn Error>> {
        let policy: Policy = policy.parse()?;
        inside(&self.router, || {
            let interface = Interface::by_name(interface)?;
            let facts = Facts::gather(Some(&interface)).with_redirects(&policy);
            Ok::<_, AnyError>(findings(&facts, Some(&policy), mode))
        })
    }

    /// What would be lost. That something is attached already is another matter.
    fn fatal(
        &self,
        interface: &str,
        policy: &str,
        mode: XdpMode,
    ) -> Result<Vec<&'static str>, Box<dyn Error>> {
        let findings = self.findings(interface, policy, mode)?;
        let losses = findings.iter().filter(|found| found.loses);
        Ok(losses
            .map(|found| {
                assert_eq!(found.severity, Severity::Fatal, "{found:?}");
                assert!(found.remedy.is_some(), "{found:?}");
                found.id
            })
            .collect())
    }

    /// Switches what is found, and says what that was.
    fn fix(
        &self,
        interface: &str,
        policy: &str,
        mode: XdpMode,
    ) -> Result<Vec<String>, Box<dyn Error>> {
        let mut findings = self.findings(interface, policy, mode)?;
        findings.retain(|found| found.loses);
        let fixes = inside(&self.router, || {
            fix_offloads(&findings).map_err(AnyError::from)
        })?;
        assert_eq!(self.fatal(interface, policy, mode)?, [""; 0]);
        Ok(fixes.iter().map(Fix::to_string).collect())
    }

    /// Steers an interface of the router.
    fn steer(
        &self,
        interface: &str,
        policy: &str,
        mode: XdpMode,
    ) -> Result<Attached, Box<dyn Error>> {
        let mut policy: Policy = policy.parse()?;
        let online = topology::online()?;
        policy.targets.cpus = Some(online.iter().map(Target::even).collect());
        let image = Image::new(
            &ResolvedPolicy::new(policy, &CpuSet::new())?,
            Options::default(),
        )?;
        inside(&self.router, || {
            let steering = Steering::load(&image)?;
            // The program keeps its maps.
            Ok::<_, AnyError>(attach(
                steering.program(),
                &Interface::by_name(interface)?,
                mode,
            )?)
        })
    }

    /// A datagram from the client.
    fn send(&self, to: SocketAddr, payload: &[u8]) -> Outcome {
        inside(&self.client, || {
            let socket = UdpSocket::bind((CLIENT, 0))?;
            if payload.len() > 1400 {
                setsockopt(&socket, UdpGsoSegment, &1000)?;
            }
            socket.send_to(payload, to)?;
            Ok::<_, AnyError>(())
        })
    }

    /// Connects from the client to the far end, which takes as long as it takes.
    fn connects(&self) -> Outcome {
        let listener = inside(&self.far, || TcpListener::bind((FAR, 80)))?;
        let address = (FAR, 80).into();
        let stream = inside(&self.client, || {
            TcpStream::connect_timeout(&address, Duration::from_secs(30))
        })?;
        let accepted = listener.accept()?;
        drop((stream, accepted));
        Ok(())
    }

    /// The client tries to connect until a wrong checksum has come to the far end.
    fn connects_in_vain(&self) -> Outcome {
        let listener = inside(&self.far, || TcpListener::bind((FAR, 80)))?;
        let before = counter(&self.far, "Tcp: ", "InCsumErrors")?;
        let try_to = || {
            inside(&self.client, || {
                let socket =
                    TcpStream::connect_timeout(&(FAR, 80).into(), Duration::from_millis(200));
                let refused = socket.err().map(|error| error.kind());
                Ok::<_, AnyError>(refused)
            })
        };
        eventually(
            || Ok((try_to()?, counter(&self.far, "Tcp: ", "InCsumErrors")?)),
            |(refused, wrong)| *refused == Some(io::ErrorKind::TimedOut) && *wrong > before,
        )?;
        drop(listener);
        Ok(())
    }
}

/// A counter of `/proc/net/snmp`.
fn counter(netns: &Netns, protocol: &str, wanted: &str) -> Result<u64, Box<dyn Error>> {
    inside(netns, || {
        let counters = std::fs::read_to_string("/proc/thread-self/net/snmp")?;
        let mut lines = counters
            .lines()
            .filter_map(|line| line.strip_prefix(protocol));
        let (names, values) = lines.next().zip(lines.next()).ok_or("no such protocol")?;
        let mut pairs = names.split(' ').zip(values.split(' '));
        let found = pairs.find(|(name, _)| *name == wanted);
        let (_, value) = found.ok_or("no such counter")?;
        Ok::<u64, AnyError>(value.parse()?)
    })
}

/// What came to a socket.
struct Receiver(UdpSocket, Vec<usize>);

impl Receiver {
    fn at(netns: &Netns, address: Ipv4Addr) -> Result<Self, Box<dyn Error>> {
        let socket = inside(netns, || UdpSocket::bind((address, 9)))?;
        socket.set_nonblocking(true)?;
        Ok(Self(socket, Vec::new()))
    }

    /// The sizes of all datagrams that came since `until` was called last.
    fn came(&mut self) -> Result<Vec<usize>, Box<dyn Error>> {
        let mut buffer = [0; 4096];
        loop {
            match self.0.recv(&mut buffer) {
                Ok(len) => self.1.push(len),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(self.1.clone())
    }

    /// Waits for a datagram of this size, and gives the sizes of all that came until then.
    fn until(&mut self, size: usize) -> Result<Vec<usize>, Box<dyn Error>> {
        let came = eventually(|| self.came(), |sizes| sizes.contains(&size))?;
        self.1.clear();
        Ok(came)
    }
}

/// Datagrams to the router itself, while this interface of it is steered in native mode.
fn natively(net: &Net, interface: &str) -> Outcome {
    use XdpMode::Native;
    assert_eq!(net.fatal(interface, QUEUE, Native)?, ["veth-checksum"]);
    let mut receiver = Receiver::at(&net.router, ROUTER)?;
    let to: SocketAddr = (ROUTER, 9).into();
    net.send(to, &[0; 100])?;
    receiver.until(100)?;
    let attached = net.steer(interface, QUEUE, Native)?;
    net.send(to, &[0; 101])?;
    // The sum is looked at when somebody wants to read.
    eventually(
        || {
            Ok((
                receiver.came()?,
                counter(&net.router, "Udp: ", "InCsumErrors")?,
            ))
        },
        |(came, wrong)| came.is_empty() && *wrong == 1,
    )?;
    assert_eq!(net.fix(interface, QUEUE, Native)?, ["tx off at c0"]);
    net.send(to, &[0; 102])?;
    assert_eq!(receiver.until(102)?, [102]);
    attached.detach();
    Ok(())
}

fn a_veth_in_native_mode_needs_finished_checksums() -> Outcome {
    natively(&Net::new()?, "c1")
}

fn a_port_of_a_bridge_is_what_it_is_by_itself() -> Outcome {
    let bridge = "ip link add br0 type bridge
                  ip link set c1 master br0
                  ip link set br0 up";
    natively(&Net::with(bridge, "br0")?, "c1")
}

fn a_veth_in_skb_mode_takes_what_is_owed_along() -> Outcome {
    let net = Net::new()?;
    assert_eq!(net.fatal("c1", QUEUE, XdpMode::Skb)?, [""; 0]);
    let attached = net.steer("c1", QUEUE, XdpMode::Skb)?;
    let mut receiver = Receiver::at(&net.router, ROUTER)?;
    net.send((ROUTER, 9).into(), &[0; 3000])?;
    net.send((ROUTER, 9).into(), &[0; 100])?;
    receiver.until(100)?;
    assert_eq!(counter(&net.router, "Udp: ", "InCsumErrors")?, 0);
    net.connects()?;
    attached.detach();
    Ok(())
}

/// Connections through the router, while this interface of it clamps.
fn clamped(net: &Net, interface: &str, fixed: &str) -> Outcome {
    use XdpMode::Skb;
    net.connects()?;
    assert_eq!(net.fatal(interface, MSS, Skb)?, ["mss-checksum"]);
    let attached = net.steer(interface, MSS, Skb)?;
    net.connects_in_vain()?;
    assert_eq!(net.fix(interface, MSS, Skb)?, [fixed]);
    net.connects()?;
    attached.detach();
    Ok(())
}

fn mss_in_skb_mode_needs_finished_checksums() -> Outcome {
    clamped(&Net::new()?, "c1", "tx off at c0")
}

fn mss_on_a_macvlan_is_that_of_what_it_is_on() -> Outcome {
    // Else both would answer who has the address, and the packets could come to the one that is not steered.
    let macvlan = "ip link add link c1 name m0 type macvlan mode bridge
                   ip link set m0 up
                   ip link set c1 arp off";
    clamped(&Net::with(macvlan, "m0")?, "m0", "tx off at c0")
}

fn mss_on_a_bridge_is_that_of_its_ports() -> Outcome {
    let bridge = "ip link add br0 type bridge
                  ip link set c1 master br0
                  ip link set br0 up";
    clamped(&Net::with(bridge, "br0")?, "br0", "tx off at c0")
}

fn mss_on_a_vlan_device_is_that_of_what_it_is_on() -> Outcome {
    let vlan = "ip link add link c1 name c1.5 type vlan id 5
                ip link set c1.5 up";
    let net = Net::with(vlan, "c1.5")?;
    run(
        &net.client,
        &format!(
            "ip addr flush dev c0
             ip link add link c0 name c0.5 type vlan id 5
             ip link set c0.5 up
             ip addr add {CLIENT}/24 dev c0.5
             ip route add default via {ROUTER}"
        ),
    )?;
    clamped(&net, "c1.5", "tx off at c0")
}

fn mss_on_a_bond_is_that_of_its_members() -> Outcome {
    let bond = "ip link add bond0 type bond mode active-backup
                ip link set c1 down
                ip link set c1 master bond0
                ip link set bond0 up";
    clamped(&Net::with(bond, "bond0")?, "bond0", "tx off at c0")
}

/// What comes to a macvtap comes from below, or from another one beside it: that owes checksums, which nothing switches.
fn a_macvtap_is_judged_by_what_it_is_on() -> Outcome {
    let macvtap =
        |number: u32| format!("ip link add link c1 name mt{number} type macvtap mode bridge");
    let net = Net::with(&macvtap(0), "c1")?;
    assert_eq!(net.fatal("mt0", MSS, XdpMode::Skb)?, ["mss-checksum"]);
    assert_eq!(net.fatal("mt0", QUEUE, XdpMode::Skb)?, [""; 0]);
    assert_eq!(net.fix("mt0", MSS, XdpMode::Skb)?, ["tx off at c0"]);
    run(&net.router, &macvtap(1))?;
    let findings = net.findings("mt0", MSS, XdpMode::Skb)?;
    let lost = findings
        .iter()
        .find(|found| found.loses)
        .ok_or("nothing is lost")?;
    assert!(lost.sentence.starts_with("mt1 sends packets"), "{lost:?}");
    assert_eq!((lost.id, &lost.fixes[..]), ("mss-checksum", &[][..]));
    Ok(())
}

/// The client and the far end as if they were on one wire, over which the router sends what it redirects.
fn on_one_wire(net: &Net) -> Outcome {
    let mac = address(&net.far, "f0")?;
    run(
        &net.client,
        &format!("ip neigh replace {ROUTER} lladdr {mac} dev c0 nud permanent"),
    )
}

/// The Ethernet address of an interface, whichever namespace's sysfs is mounted.
fn address(netns: &Netns, interface: &str) -> Result<String, Box<dyn Error>> {
    let mut command = Command::new("ip");
    let output = netns.run(|| command.args(["-o", "link", "show", interface]).output())??;
    let text = String::from_utf8(output.stdout)?;
    let mut words = text
        .split_whitespace()
        .skip_while(|word| *word != "link/ether");
    Ok(words.nth(1).ok_or("no address")?.to_owned())
}

fn a_redirect_in_skb_mode_needs_whole_packets() -> Outcome {
    use XdpMode::Skb;
    let net = Net::new()?;
    on_one_wire(&net)?;
    assert_eq!(net.fatal("c1", REDIRECT, Skb)?, ["redirect-merged"]);
    let attached = net.steer("c1", REDIRECT, Skb)?;
    let mut receiver = Receiver::at(&net.far, FAR)?;
    // Three segments of 1000 in one packet, which is larger than r0 sends.
    net.send((FAR, 9).into(), &[0; 3000])?;
    net.send((FAR, 9).into(), &[0; 100])?;
    assert_eq!(receiver.until(100)?, [100]);
    assert_eq!(net.fix("c1", REDIRECT, Skb)?, ["tx off at c0"]);
    // Before, a socket that segments needs an interface that computes checksums.
    let segments = harness::kernel_version()? >= (6, 11);
    if segments {
        net.send((FAR, 9).into(), &[0; 3000])?;
    }
    net.send((FAR, 9).into(), &[0; 100])?;
    let sizes = [1000, 1000, 1000, 100];
    assert_eq!(receiver.until(100)?, sizes[if segments { 0 } else { 3 }..]);
    attached.detach();
    run(&net.router, "ethtool -K c1 gro on")?;
    assert_eq!(net.fatal("c1", REDIRECT, Skb)?, ["redirect-merged"]);
    assert_eq!(net.fix("c1", REDIRECT, Skb)?, ["gro off at c1"]);
    Ok(())
}

fn a_redirect_in_native_mode_needs_an_end_that_takes_it() -> Outcome {
    use XdpMode::Native;
    let net = Net::new()?;
    on_one_wire(&net)?;
    run(&net.client, "ethtool -K c0 tx off")?;
    assert_eq!(net.fatal("c1", REDIRECT, Native)?, ["redirect-transmit"]);
    let attached = net.steer("c1", REDIRECT, Native)?;
    let mut receiver = Receiver::at(&net.far, FAR)?;
    net.send((FAR, 9).into(), &[0; 100])?;
    // The second is behind the first in one queue.
    let program = constant(ProgramKind::XDP, XDP_PASS)?;
    let _taking = if harness::has(Feature::VethGro)? {
        assert_eq!(net.fix("c1", REDIRECT, Native)?, ["gro on at f0"]);
        None
    } else {
        let attached = inside(&net.far, || {
            Ok::<_, AnyError>(attach(&program, &Interface::by_name("f0")?, Native)?)
        })?;
        assert_eq!(net.fatal("c1", REDIRECT, Native)?, [""; 0]);
        Some(attached)
    };
    net.send((FAR, 9).into(), &[0; 101])?;
    assert_eq!(receiver.until(101)?, [101]);
    attached.detach();
    Ok(())
}

fn a_redirect_needs_an_interface_that_sends() -> Outcome {
    use XdpMode::{Native, Skb};
    let bridge = "ip link add br0 type bridge
                  ip link set br0 up";
    let net = Net::with(bridge, "c1")?;
    run(&net.client, "ethtool -K c0 tx off")?;
    run(&net.far, "ethtool -K f0 gro on")?;
    let found = |policy: &str, mode| -> Result<Vec<&'static str>, Box<dyn Error>> {
        let findings = net.findings("c1", policy, mode)?;
        let fatal = findings
            .iter()
            .filter(|found| found.severity == Severity::Fatal);
        Ok(fatal.map(|found| found.id).collect())
    };
    assert_eq!(found(REDIRECT, Native)?, [""; 0]);
    assert_eq!(found(REDIRECT, Skb)?, [""; 0]);
    let to_bridge = REDIRECT.replace("r0", "br0");
    assert_eq!(found(&to_bridge, Native)?, ["redirect-transmit"]);
    let missing = REDIRECT.replace("r0", "no0");
    assert_eq!(found(&missing, Native)?, ["redirect-missing"]);
    run(&net.router, "ip link set r0 mtu 1400")?;
    assert_eq!(found(REDIRECT, Native)?, ["redirect-mtu"]);
    run(&net.router, "ip link set r0 mtu 1500 down")?;
    assert!(found(REDIRECT, Native)?.contains(&"redirect-down"));
    assert!(found(REDIRECT, Skb)?.contains(&"redirect-down"));
    Ok(())
}

/// Writes to a tap: a datagram of each size, the first as a program that waits writes it, the second as one that does
/// not. The device is there until its input ends.
const WRITER: &str = r#"
import fcntl, os, socket, struct, sys
name, mac, header = sys.argv[1], bytes.fromhex(sys.argv[2].replace(":", "")), sys.argv[3] == "vnet"
tap = os.open("/dev/net/tun", os.O_RDWR)
fcntl.ioctl(tap, 0x400454ca, struct.pack("16sH22x", name.encode(), 0x0002 | 0x1000 | (0x4000 if header else 0)))
def frame(size):
    udp = struct.pack("!HHHH", 9, 9, 8 + size, 0) + bytes(size)
    ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0, bytes([10, 9, 0, 1]), bytes([10, 9, 0, 2]))
    total = sum(struct.unpack("!10H", ip))
    total = (total & 0xffff) + (total >> 16)
    total = (total & 0xffff) + (total >> 16)
    ip = ip[:10] + struct.pack("!H", total ^ 0xffff) + ip[12:]
    return (bytes(10) if header else b"") + mac + bytes([2, 0, 0, 0, 0, 9]) + b"\x08\x00" + ip + udp
for line in sys.stdin:
    print("done", flush=True)
    size, blocking = line.split()
    os.set_blocking(tap, blocking == "waits")
    if size != "0":
        os.write(tap, frame(int(size)))
"#;

fn a_tap_is_steered_in_skb_mode_only() -> Outcome {
    use std::{
        io::{BufRead as _, BufReader, Write as _},
        process::Stdio,
    };
    let net = Net::new()?;
    run(
        &net.router,
        "ip tuntap add dev tap0 mode tap
         ip addr add 10.9.0.2/24 dev tap0
         ip link set tap0 up",
    )?;
    let mac = address(&net.router, "tap0")?;
    let mut command = Command::new("python3");
    command
        .args(["-c", WRITER, "tap0", &mac, "plain"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut writer = net.router.run(|| command.spawn())??;
    let (input, output) = writer
        .stdin
        .take()
        .zip(writer.stdout.take())
        .ok_or("no pipes")?;
    let (mut input, mut output) = (input, BufReader::new(output));
    let mut write = |size: usize, how: &str| -> Outcome {
        writeln!(input, "{size} {how}")?;
        let mut answer = String::new();
        output.read_line(&mut answer)?;
        Ok(())
    };
    write(0, "waits")?;
    let mut receiver = Receiver::at(&net.router, Ipv4Addr::new(10, 9, 0, 2))?;
    for (mode, came) in [(XdpMode::Native, &[101][..]), (XdpMode::Skb, &[100, 101])] {
        let fatal: &[&str] = if mode == XdpMode::Native {
            &["tap-native"]
        } else {
            &[]
        };
        assert_eq!(net.fatal("tap0", QUEUE, mode)?, fatal);
        let attached = net.steer("tap0", QUEUE, mode)?;
        write(100, "waits")?;
        write(101, "hurries")?;
        let found = receiver.until(101);
        attached.detach();
        assert_eq!(found?, came, "{mode}");
    }
    assert_eq!(net.fatal("tap0", MSS, XdpMode::Skb)?, [""; 0]);
    drop(input);
    writer.wait()?;
    Ok(())
}

fn an_ifb_sees_nothing() -> Outcome {
    let ifb = "ip link add ifb7 type ifb
               ip link set ifb7 up
               tc qdisc add dev c1 ingress
               tc filter add dev c1 parent ffff: protocol all u32 match u32 0 0 action mirred egress redirect dev ifb7";
    let net = Net::with(ifb, "c1")?;
    assert_eq!(net.fatal("ifb7", QUEUE, XdpMode::Skb)?, ["never-seen"]);
    // A program that would drop everything.
    let drop_all = "version = 1\n[[rule]]\nmatch = {}\naction = \"drop\"\n";
    let attached = net.steer("ifb7", drop_all, XdpMode::Skb)?;
    let mut receiver = Receiver::at(&net.router, ROUTER)?;
    net.send((ROUTER, 9).into(), &[0; 100])?;
    receiver.until(100)?;
    attached.detach();
    Ok(())
}
