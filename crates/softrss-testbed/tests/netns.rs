//! Namespaces and traffic in a real kernel. Needs root; reported as ignored without.

use std::{
    collections::BTreeSet,
    error::Error,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, UdpSocket},
    os::{
        fd::{AsFd, AsRawFd},
        unix::{fs::PermissionsExt, process::CommandExt},
    },
    process::{Command, ExitCode, Stdio},
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    thread,
    time::{Duration, Instant},
};

use nix::sched::{CloneFlags, setns};
use softrss_testbed::{
    FlowSet, FrameSocket, FrameTap, Netns, NetnsId, Testbed, TestbedError, TestbedOptions,
    TrafficReport, TrafficSpec, allowed_cpus,
    harness::{self, Need, Outcome, Trial},
    packet::{Packet, eth},
};

fn main() -> ExitCode {
    macro_rules! trials {
        ($($test:ident),* $(,)?) => {
            vec![$(Trial { name: stringify!($test), needs: &[Need::Root], test: $test }),*]
        };
    }
    if std::env::var_os(POWERLESS).is_some() {
        return try_without_privileges();
    }
    if std::env::var_os(VICTIM).is_some() {
        return if wait_to_be_killed().is_ok() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        };
    }
    harness::run(trials![
        a_namespace_is_new_and_ends_with_its_value,
        run_returns_values_and_passes_panics_on,
        the_host_sees_nothing,
        the_link_is_silent,
        both_ip_versions_pass_both_ways,
        queues_and_mtu_are_as_asked,
        traffic_arrives_complete_and_in_order,
        a_slow_sink_slows_the_source,
        the_cap_holds,
        stop_is_obeyed,
        a_lost_family_is_counted,
        an_overflowing_sink_is_counted,
        damaged_checksums_do_not_count,
        a_tap_sees_frames_as_they_were_sent,
        a_killed_process_leaves_nothing,
        without_privileges_it_says_so,
        strays_and_duplicates_are_told_apart,
        wandering_flows_arrive_whole,
        impossible_specifications_are_refused,
        the_caller_keeps_its_affinity,
    ])
}

/// Traffic that no machine should lose: a fraction of a second, from every CPU.
fn spec() -> Result<TrafficSpec, TestbedError> {
    let mut spec = TrafficSpec::new(allowed_cpus()?);
    spec.duration = Duration::from_millis(600);
    Ok(spec)
}

fn run(bed: &Testbed, spec: &TrafficSpec) -> Result<TrafficReport, TestbedError> {
    spec.run(bed, &AtomicBool::new(false), |_| ())
}

fn interfaces() -> std::io::Result<BTreeSet<String>> {
    let table = fs::read_to_string("/proc/thread-self/net/dev")?;
    Ok(table
        .lines()
        .filter_map(|line| Some(line.split_once(':')?.0.trim().to_owned()))
        .collect())
}

/// Packets received and sent by an interface of the namespace of the calling thread.
fn packets(interface: &str) -> Result<(u64, u64), Box<dyn Error + Send + Sync>> {
    let table = fs::read_to_string("/proc/thread-self/net/dev")?;
    let numbers: Vec<u64> = table
        .lines()
        .find_map(|line| line.trim().strip_prefix(interface)?.strip_prefix(':'))
        .ok_or("no such interface")?
        .split_whitespace()
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    Ok((numbers[1], numbers[9]))
}

fn a_namespace_is_new_and_ends_with_its_value() -> Outcome {
    let host = NetnsId::current()?;
    let (one, two) = (Netns::new()?, Netns::new()?);
    assert_ne!(one.id(), host);
    assert_ne!(one.id(), two.id());
    assert_eq!(one.run(NetnsId::current)??, one.id());
    assert_eq!(NetnsId::current()?, host, "the caller stays where it is");
    assert_eq!(one.run(interfaces)??, BTreeSet::from(["lo".to_owned()]));
    Ok(())
}

fn run_returns_values_and_passes_panics_on() -> Outcome {
    let netns = Netns::new()?;
    let text = String::from("borrowed");
    assert_eq!(netns.run(|| text.len())?, 8);
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        netns.run(|| std::panic::resume_unwind(Box::new("the message")))
    }));
    let payload = panic.err().ok_or("no panic")?;
    assert_eq!(payload.downcast_ref(), Some(&"the message"));
    Ok(())
}

fn the_host_sees_nothing() -> Outcome {
    let before = interfaces()?;
    let bed = Testbed::new()?;
    assert_eq!(interfaces()?, before);
    for end in [bed.source(), bed.sink()] {
        let expected = BTreeSet::from(["lo".to_owned(), end.interface().to_owned()]);
        assert_eq!(end.netns().run(interfaces)??, expected);
    }
    Ok(())
}

fn the_link_is_silent() -> Outcome {
    let bed = Testbed::new()?;
    thread::sleep(Duration::from_millis(1500));
    for end in [bed.source(), bed.sink()] {
        let counts = end
            .netns()
            .run(|| packets(end.interface()))?
            .map_err(|e| e.to_string())?;
        assert_eq!(counts, (0, 0), "packets on {}", end.interface());
    }
    Ok(())
}

fn both_ip_versions_pass_both_ways() -> Outcome {
    let bed = Testbed::new()?;
    let (source, sink) = (bed.source(), bed.sink());
    let pairs: [(SocketAddr, SocketAddr); 2] = [
        ((source.ipv4(), 7000).into(), (sink.ipv4(), 7000).into()),
        ((source.ipv6(), 7000).into(), (sink.ipv6(), 7000).into()),
    ];
    for (near, far) in pairs {
        let near_socket = source.netns().run(|| UdpSocket::bind(near))??;
        let far_socket = sink.netns().run(|| UdpSocket::bind(far))??;
        let mut buffer = [0; 16];
        for (from, to, target) in [
            (&near_socket, &far_socket, far),
            (&far_socket, &near_socket, near),
        ] {
            to.set_read_timeout(Some(Duration::from_secs(2)))?;
            from.send_to(b"hello", target)?;
            assert_eq!(to.recv(&mut buffer)?, 5);
        }
    }
    let counts = sink
        .netns()
        .run(|| packets(sink.interface()))?
        .map_err(|e| e.to_string())?;
    assert_eq!(
        counts,
        (2, 2),
        "nothing but the four datagrams, no ARP and no discovery"
    );
    Ok(())
}

fn queues_and_mtu_are_as_asked() -> Outcome {
    let bed = Testbed::with(&TestbedOptions {
        queues: 3,
        mtu: 3000,
    })?;
    let mut spec = spec()?;
    spec.payload_len = 2952;
    spec.duration = Duration::from_millis(100);
    let report = run(&bed, &spec)?;
    assert!(report.sent > 0);
    assert_eq!((report.lost, report.reordered), (0, 0));
    spec.payload_len += 1;
    let error = run(&bed, &spec).err().ok_or("larger than the MTU")?;
    assert!(
        matches!(
            error,
            TestbedError::Impossible {
                field: "payload_len",
                ..
            }
        ),
        "{error}"
    );
    let refused = Testbed::with(&TestbedOptions {
        queues: 0,
        mtu: 1500,
    })
    .err();
    assert!(matches!(
        refused,
        Some(TestbedError::Impossible {
            field: "queues",
            value: 0,
            ..
        })
    ));
    Ok(())
}

fn traffic_arrives_complete_and_in_order() -> Outcome {
    let bed = Testbed::new()?;
    for _ in 0..2 {
        let report = run(&bed, &spec()?)?;
        assert!(report.sent > 1024, "sent {}", report.sent);
        assert_eq!(report.received, report.sent);
        assert_eq!(
            (report.lost, report.reordered, report.duplicates),
            (0, 0, 0)
        );
        assert_eq!((report.flows, report.flows_seen), (1024, 1024));
        let arrived: u64 = (0..1024).map(|flow| report.ledger.received_of(flow)).sum();
        assert_eq!(arrived, report.received);
    }
    Ok(())
}

fn a_slow_sink_slows_the_source() -> Outcome {
    let bed = Testbed::new()?;
    let mut spec = spec()?;
    spec.window = 1;
    let one = run(&bed, &spec)?;
    spec.window = 256;
    let many = run(&bed, &spec)?;
    assert_eq!((one.lost, many.lost), (0, 0));
    assert!(
        one.sent > 0 && one.sent < many.sent,
        "{} and {}",
        one.sent,
        many.sent
    );
    Ok(())
}

fn the_cap_holds() -> Outcome {
    let bed = Testbed::new()?;
    let mut spec = spec()?;
    spec.pps = Some(5000);
    let report = run(&bed, &spec)?;
    assert_eq!(report.lost, 0);
    let cap = 5000.0 * report.seconds;
    let sent = f64::from(u32::try_from(report.sent)?);
    assert!(sent <= cap && sent > cap * 0.5, "{sent} of {cap}");
    Ok(())
}

fn stop_is_obeyed() -> Outcome {
    let bed = Testbed::new()?;
    let mut spec = spec()?;
    spec.duration = Duration::from_mins(1);
    let mut shortest = f64::INFINITY;
    // On a busy machine a thread may have to wait for its CPU longer than that.
    for _ in 0..3 {
        let stop = AtomicBool::new(false);
        let start = Instant::now();
        let mut stopped = None;
        let report = spec.run(&bed, &stop, |progress| {
            if progress.sink.received > 0 && !stop.swap(true, Relaxed) {
                stopped = Some(start.elapsed());
            }
        })?;
        assert_eq!(report.lost, 0);
        let stopped = stopped.ok_or("no progress was reported")?;
        shortest = shortest.min(report.seconds - stopped.as_secs_f64());
    }
    assert!(shortest < 0.05, "sent for {shortest} s after stop");
    Ok(())
}

fn a_lost_family_is_counted() -> Outcome {
    let bed = Testbed::new()?;
    let setting = format!(
        "/proc/sys/net/ipv6/conf/{}/disable_ipv6",
        bed.sink().interface()
    );
    bed.sink().netns().run(|| fs::write(&setting, "1"))??;
    let mut spec = spec()?;
    spec.flows = 8;
    spec.duration = Duration::from_millis(900);
    let mut overdue = 0;
    let report = spec.run(&bed, &AtomicBool::new(false), |progress| {
        overdue = progress.overdue;
    })?;
    assert_eq!(
        (report.flows_seen, report.reordered, report.duplicates),
        (4, 0, 0)
    );
    assert!((0..8).all(|flow| (report.ledger.received_of(flow) == 0) == (flow % 2 == 1)));
    assert!(report.lost > 0 && report.received > 0);
    assert_eq!(report.sent, report.received + report.lost);
    assert!(
        overdue > 0,
        "the window was full of lost packets, and sending went on"
    );
    Ok(())
}

fn an_overflowing_sink_is_counted() -> Outcome {
    let bed = Testbed::new()?;
    let mut spec = spec()?;
    spec.receive_buffer = 4096;
    spec.window = 4096;
    let report = run(&bed, &spec)?;
    let drops = bed.sink().netns().run(receive_buffer_errors)??;
    assert!(drops > 0);
    assert_eq!(
        report.lost, drops,
        "what the kernel dropped is what is missing"
    );
    Ok(())
}

/// Datagrams that did not fit into a socket's buffer, of both IP versions.
fn receive_buffer_errors() -> std::io::Result<u64> {
    let v4 = fs::read_to_string("/proc/thread-self/net/snmp")?;
    let v6 = fs::read_to_string("/proc/thread-self/net/snmp6")?;
    let mut udp = v4.lines().filter_map(|line| line.strip_prefix("Udp: "));
    let names = udp.next().unwrap_or_default().split(' ');
    let v4 = names.zip(udp.next().unwrap_or_default().split(' '));
    let v6 = v6
        .lines()
        .filter_map(|line| line.split_once(char::is_whitespace));
    let wanted = ["RcvbufErrors", "Udp6RcvbufErrors"];
    Ok(v4
        .chain(v6)
        .filter(|(name, _)| wanted.contains(name))
        .filter_map(|(_, value)| value.trim().parse::<u64>().ok())
        .sum())
}

fn damaged_checksums_do_not_count() -> Outcome {
    let bed = Testbed::new()?;
    let (source, sink) = (bed.source(), bed.sink());
    let receiver = sink
        .netns()
        .run(|| UdpSocket::bind((sink.ipv4(), 7001)))??;
    receiver.set_read_timeout(Some(Duration::from_millis(300)))?;
    let socket = FrameSocket::open(source)?;
    let packet = eth(sink.mac(), source.mac())
        .ipv4(source.ipv4(), sink.ipv4())
        .udp(7000, 7001);
    let frame = packet.payload(&[1, 2, 3, 4]).build()?;
    let mut damaged = frame.clone();
    damaged[45] ^= 1;
    let mut buffer = [0; 16];
    assert_eq!(socket.send(&[&damaged])?, 1);
    assert!(
        receiver.recv(&mut buffer).is_err(),
        "the kernel took a wrong checksum"
    );
    assert_eq!(socket.send(&[&frame])?, 1);
    assert_eq!(receiver.recv(&mut buffer)?, 4);
    Ok(())
}

/// What arrives is what was built, whatever it is made of.
fn a_tap_sees_frames_as_they_were_sent() -> Outcome {
    let bed = Testbed::new()?;
    let (source, sink) = (bed.source(), bed.sink());
    let tap = FrameTap::open(sink)?;
    let socket = FrameSocket::open(source)?;
    let start = || eth(sink.mac(), source.mac());
    let inner = |packet: Packet| packet.ipv4(source.ipv4(), sink.ipv4()).udp(1, 2);
    let frames = [
        inner(start()).payload(&[7; 100]).build()?,
        inner(start().pppoe(1)).build()?,
        inner(start().mpls(99)).build()?,
        inner(start().snap()).build()?,
    ];
    let slices: Vec<&[u8]> = frames.iter().map(Vec::as_slice).collect();
    assert_eq!(socket.send(&slices)?, frames.len());
    for frame in &frames {
        assert_eq!(
            tap.next_frame(Duration::from_secs(2))?.as_ref(),
            Some(frame)
        );
    }
    assert_eq!(tap.next_frame(Duration::from_millis(50))?, None);
    Ok(())
}

/// Set in a process that is to be killed: it makes a test bed, says which descriptor its sink has, and waits.
const VICTIM: &str = "SOFTRSS_TESTBED_VICTIM";

fn wait_to_be_killed() -> Outcome {
    let bed = Testbed::new()?;
    let mut stdout = std::io::stdout();
    writeln!(stdout, "{}", bed.sink().netns().as_fd().as_raw_fd())?;
    stdout.flush()?;
    // The end of input, should the parent die first.
    std::io::stdin().read_exact(&mut [0])?;
    Ok(())
}

/// The link goes when the namespace of either end does. So: hold on to the sink's, kill the owner, and watch the link.
fn a_killed_process_leaves_nothing() -> Outcome {
    let mut child = Command::new(std::env::current_exe()?)
        .env(VICTIM, "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut line = String::new();
    BufReader::new(child.stdout.take().ok_or("no pipe")?).read_line(&mut line)?;
    let sink = fs::File::open(format!("/proc/{}/fd/{}", child.id(), line.trim()))?;
    let inside = || -> Result<BTreeSet<String>, std::io::Error> {
        setns(&sink, CloneFlags::CLONE_NEWNET)?;
        interfaces()
    };
    let look = || {
        thread::scope(|scope| scope.spawn(inside).join())
            .ok()
            .ok_or("panic")
    };
    assert!(look()??.contains("sink0"));
    child.kill()?;
    child.wait()?;
    let start = Instant::now();
    while look()??.contains("sink0") {
        assert!(
            start.elapsed() < Duration::from_secs(5),
            "the source's namespace is still there"
        );
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// Set in a process that runs as nobody.
const POWERLESS: &str = "SOFTRSS_TESTBED_POWERLESS";
const NOBODY: u32 = 65534;

fn try_without_privileges() -> ExitCode {
    match Testbed::new() {
        Err(error @ TestbedError::Privilege { .. }) => {
            let _ = write!(std::io::stdout(), "{error}");
            ExitCode::from(3)
        }
        _ => ExitCode::FAILURE,
    }
}

fn without_privileges_it_says_so() -> Outcome {
    // Where the test was built may be closed to nobody.
    let directory = tempfile::tempdir()?;
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o755))?;
    let program = directory.path().join("netns");
    fs::copy(std::env::current_exe()?, &program)?;
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
    let output = Command::new(program)
        .env(POWERLESS, "1")
        .uid(NOBODY)
        .gid(NOBODY)
        .current_dir("/")
        .output()?;
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    assert_eq!(
        output.stdout,
        b"making a network namespace needs CAP_SYS_ADMIN"
    );
    Ok(())
}

fn strays_and_duplicates_are_told_apart() -> Outcome {
    let bed = Testbed::new()?;
    let (source, sink) = (bed.source(), bed.sink());
    let spec = TrafficSpec {
        pps: Some(2000),
        ..spec()?
    };
    let socket = FrameSocket::open(source)?;
    let tap = FrameTap::open(sink)?;
    let stray = eth(sink.mac(), source.mac())
        .ipv4(source.ipv4(), sink.ipv4())
        .udp(1, spec.port);
    let strays = [stray.build()?, stray.payload(&[0; 64]).build()?];
    let mut again = 0;
    let report = spec.run(&bed, &AtomicBool::new(false), |progress| {
        // The last report comes when the sink has closed its books.
        if progress.elapsed < spec.duration {
            let frame = tap
                .next_frame(Duration::from_secs(1))
                .ok()
                .flatten()
                .unwrap_or_default();
            let frames = [&*strays[0], &*strays[1], &*frame, &*frame];
            again += socket
                .send(&frames)
                .map_or(0, |sent| sent.saturating_sub(2));
        }
    })?;
    assert!(again > 0);
    assert_eq!(report.duplicates, again as u64);
    assert_eq!((report.lost, report.reordered), (0, 0));
    assert_eq!(report.received, report.sent);
    Ok(())
}

fn wandering_flows_arrive_whole() -> Outcome {
    let bed = Testbed::new()?;
    // Fewer, as many, and more than are sent in one turn; the last ones are no full turn.
    for flows in [allowed_cpus()?.len().try_into()?, 32, 70, 1024] {
        let spec = TrafficSpec {
            wandering: true,
            flows,
            duration: Duration::from_millis(300),
            ..spec()?
        };
        let report = run(&bed, &spec)?;
        assert_eq!((report.lost, report.duplicates), (0, 0));
        assert_eq!(report.flows_seen, flows);
        assert!(report.sent > u64::from(flows), "{}", report.sent);
    }
    Ok(())
}

fn impossible_specifications_are_refused() -> Outcome {
    let bed = Testbed::new()?;
    let good = spec()?;
    let bad: [(&str, TrafficSpec); 4] = [
        (
            "cpus",
            TrafficSpec {
                cpus: Vec::new(),
                ..good.clone()
            },
        ),
        (
            "flows",
            TrafficSpec {
                flows: 0,
                ..good.clone()
            },
        ),
        (
            "window",
            TrafficSpec {
                window: 0,
                ..good.clone()
            },
        ),
        (
            "payload_len",
            TrafficSpec {
                payload_len: 19,
                ..good.clone()
            },
        ),
    ];
    for (name, spec) in bad {
        let error = run(&bed, &spec).err().ok_or(name)?;
        assert!(matches!(error, TestbedError::Impossible { field, .. } if field == name));
    }
    let error = run(
        &bed,
        &TrafficSpec {
            cpus: vec![1023],
            ..good
        },
    )
    .err()
    .ok_or("cpu 1023")?;
    assert!(
        matches!(error, TestbedError::Cpu { cpu: 1023, .. }),
        "{error}"
    );
    Ok(())
}

fn the_caller_keeps_its_affinity() -> Outcome {
    let bed = Testbed::new()?;
    let before = allowed_cpus()?;
    let first = *before.first().ok_or("no CPU")?;
    let spec = TrafficSpec {
        cpus: vec![first],
        ..spec()?
    };
    assert_eq!(run(&bed, &spec)?.lost, 0);
    assert_eq!(allowed_cpus()?, before);
    let keys: BTreeSet<String> = FlowSet::new(&bed, 4096, 9)
        .keys()
        .map(|key| format!("{key:?}"))
        .collect();
    assert_eq!(keys.len(), 4096, "flows differ");
    Ok(())
}
