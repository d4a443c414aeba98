//! What preflight finds is what the kernel then does.

use std::{
    error::Error,
    fs,
    net::UdpSocket,
    process::{Command, ExitCode},
};

use bpf_asm::{ProgramKind, xdp::XDP_PASS};
use softrss::{
    AttachError, CpuId, CpuMap, CpumapEntry, Interface, Qsize, XdpMode, attach,
    preflight::{
        Facts, Finding, InterfaceFacts, Offload, OffloadError, Severity, Unknown, XdpFeatures,
        findings, fix_offloads,
    },
};
use softrss_kernel_tests::{
    AnyError, eventually, inside,
    privilege::unprivileged,
    program::{attached, constant, redirecting},
    refusal, trials,
};
use softrss_testbed::{
    End, Netns, Testbed, TestbedOptions,
    harness::{self, Need, Outcome},
};

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root] => [
            a_veth_is_looked_at,
            an_attached_program_is_named,
            an_interface_without_native_mode_is_refused_before_the_kernel_does,
            offloads_are_switched_off_and_named,
            without_privileges_the_rest_is_seen,
            an_interface_that_is_gone_is_unknown,
        ],
        [Need::Root, Need::Kernel(5, 18)] => [large_packets_are_foreseen],
        [Need::Root, Need::Kernel(5, 15), Need::Program("ip")] => [a_program_above_is_in_the_way],
        [Need::Root, Need::Program("ethtool")] => [unfinished_checksums_are_lost],
    ])
}

fn facts(netns: &Netns, interface: &str) -> Result<Facts, Box<dyn Error>> {
    inside(netns, || {
        Ok::<_, AttachError>(Facts::gather(Some(&Interface::by_name(interface)?)))
    })
}

fn of(end: &End) -> Result<Facts, Box<dyn Error>> {
    facts(end.netns(), end.interface())
}

fn interface(facts: &Facts) -> Result<&InterfaceFacts, Box<dyn Error>> {
    let interface = facts.interface.as_ref().ok_or("no interface was named")?;
    Ok(interface.as_ref().map_err(Unknown::clone)?)
}

fn ids(findings: &[Finding], severity: Severity) -> Vec<&'static str> {
    let of_severity = findings.iter().filter(|found| found.severity == severity);
    of_severity.map(|found| found.id).collect()
}

fn a_veth_is_looked_at() -> Outcome {
    let mut bed = Testbed::with(&TestbedOptions {
        queues: 3,
        ..TestbedOptions::default()
    })?;
    bed.source_mut().set_mtu(1400)?;
    let facts = of(bed.sink())?;
    assert_eq!(facts.kernel.loads, Ok(true));
    assert_eq!(facts.kernel.cpumap_programs, Ok(true));
    assert_eq!(facts.missing_capabilities, Ok(Vec::new()));
    let sink = interface(&facts)?;
    assert_eq!(sink.link.name, bed.sink().interface());
    assert_eq!(sink.link.index, bed.sink().index());
    assert_eq!((sink.link.hardware, sink.link.mtu), (1, 1500));
    assert!(sink.link.up && sink.link.carrier);
    assert_eq!(sink.driver.as_deref(), Ok("veth"));
    assert_eq!(sink.rx_queues, Ok(3));
    // The other end, through the namespace it is in.
    let peer = sink.peer.as_ref().ok_or("a veth has a peer")?;
    let peer = peer.as_ref().map_err(Unknown::clone)?;
    assert_eq!(peer.link.name, bed.source().interface());
    assert_eq!(peer.link.mtu, 1400);
    let findings = findings(&facts, None, XdpMode::Native);
    assert_eq!(ids(&findings, Severity::Fatal), [""; 0]);
    Ok(())
}

/// The finding and the kernel agree about the program that was not foreseen, and about the one that was.
fn large_packets_are_foreseen() -> Outcome {
    let bed = Testbed::with(&TestbedOptions {
        mtu: 9000,
        ..TestbedOptions::default()
    })?;
    let facts = of(bed.sink())?;
    let features = interface(&facts)?.xdp_features.clone();
    assert!(features.is_ok_and(|features| features.contains(XdpFeatures::FRAGS)));
    assert!(facts.frags_wanted(XdpMode::Native));
    assert!(!facts.frags_wanted(XdpMode::Skb));
    for (frags, fits) in [(false, false), (true, true)] {
        let program = constant(ProgramKind::Xdp { frags }, XDP_PASS)?;
        let attached = attached(&program, bed.sink(), XdpMode::Native);
        assert_eq!(attached.is_ok(), fits);
    }
    // Below the limit, neither is needed.
    let small = Testbed::with(&TestbedOptions {
        mtu: 3500,
        ..TestbedOptions::default()
    })?;
    assert!(!of(small.sink())?.frags_wanted(XdpMode::Native));
    let program = constant(ProgramKind::XDP, XDP_PASS)?;
    attached(&program, small.sink(), XdpMode::Native)?.detach();
    Ok(())
}

fn an_attached_program_is_named() -> Outcome {
    let bed = Testbed::new()?;
    let program = constant(ProgramKind::XDP, XDP_PASS)?;
    let id = program.info()?.id;
    for mode in [XdpMode::Native, XdpMode::Skb] {
        let attached = attached(&program, bed.sink(), mode)?;
        let facts = of(bed.sink())?;
        let found = findings(&facts, None, mode);
        let occupied = found.iter().find(|found| found.id == "xdp-occupied");
        let sentence = &occupied.ok_or("the program was not seen")?.sentence;
        let expected =
            format!("another XDP program is attached: {id} `constant`, {mode} mode, held by link ");
        assert!(sentence.starts_with(&expected), "{sentence}");
        assert_eq!(ids(&found, Severity::Fatal), ["xdp-occupied"]);

        let found = findings(&facts.with_own_program(Some(id)), None, mode);
        assert_eq!(ids(&found, Severity::Fatal), [""; 0]);
        assert!(found.iter().any(|found| found.id == "steered"));
        drop(attached);
        assert_eq!(interface(&of(bed.sink())?)?.link.xdp, None);
    }
    Ok(())
}

fn an_interface_without_native_mode_is_refused_before_the_kernel_does() -> Outcome {
    let netns = Netns::new()?;
    let facts = facts(&netns, "lo")?;
    let found = findings(&facts, None, XdpMode::Native);
    assert_eq!(ids(&found, Severity::Fatal), ["no-native"]);
    assert_eq!(
        ids(&findings(&facts, None, XdpMode::Skb), Severity::Fatal),
        [""; 0]
    );
    let program = constant(ProgramKind::XDP, XDP_PASS)?;
    let on_lo = |mode| {
        inside(&netns, || {
            Ok::<_, AttachError>(attach(&program, &Interface::by_name("lo")?, mode))
        })
    };
    let error = refusal(on_lo(XdpMode::Native)?)?;
    assert!(matches!(error, AttachError::NoNative { .. }));
    on_lo(XdpMode::Skb)??.detach();
    Ok(())
}

fn offloads_are_switched_off_and_named() -> Outcome {
    let bed = Testbed::new()?;
    let sink = bed.sink();
    let fix = || {
        inside(sink.netns(), || {
            fix_offloads(&Interface::by_name(sink.interface())?).map_err(AnyError::from)
        })
    };
    let is_on = |offload| -> Result<bool, Box<dyn Error>> {
        let offloads = interface(&of(sink)?)?.offloads.clone()?;
        Ok(offloads.has(offload))
    };
    assert!(is_on(Offload::RxVlan)? && is_on(Offload::RxServiceVlan)?);
    let denied = sink.netns().run(|| {
        let denied = unprivileged(|| {
            let interface = Interface::by_name(sink.interface())?;
            Ok(refusal(fix_offloads(&interface))?)
        });
        denied.map_err(|error| error.to_string())
    })??;
    assert!(matches!(denied, OffloadError::Privilege { .. }), "{denied}");
    assert!(is_on(Offload::RxVlan)?);
    assert_eq!(fix()?, [Offload::RxVlan, Offload::RxServiceVlan]);
    assert!(!is_on(Offload::RxVlan)? && !is_on(Offload::RxServiceVlan)?);
    assert!(is_on(Offload::TxVlan)?, "what does no harm stays");
    assert_eq!(fix()?, []);
    Ok(())
}

fn without_privileges_the_rest_is_seen() -> Outcome {
    let all = Facts::gather(None);
    let few = unprivileged(|| Ok(Facts::gather(None)))?;
    let missing = vec!["CAP_BPF", "CAP_NET_ADMIN", "CAP_PERFMON"];
    assert_eq!(few.missing_capabilities, Ok(missing));
    assert!(matches!(few.kernel.loads, Err(Unknown::Privilege { .. })));
    assert_eq!(few.topology, all.topology);
    if few.kernel.btf {
        assert_eq!(few.kernel.cpumap_programs, all.kernel.cpumap_programs);
        assert_eq!(few.kernel.frags, all.kernel.frags);
        assert_eq!(few.kernel.skb_redirect, all.kernel.skb_redirect);
        assert_eq!(few.kernel.tracepoints, all.kernel.tracepoints);
    }
    let found = findings(&few, None, XdpMode::Native);
    assert_eq!(ids(&found, Severity::Fatal), [""; 0]);
    assert!(ids(&found, Severity::Warning).contains(&"capabilities"));
    Ok(())
}

fn an_interface_that_is_gone_is_unknown() -> Outcome {
    let bed = Testbed::new()?;
    let sink = inside(bed.sink().netns(), || {
        Interface::by_name(bed.sink().interface())
    })?;
    drop(bed);
    let empty = Netns::new()?;
    let facts = empty.run(|| Facts::gather(Some(&sink)))?;
    let found = findings(&facts, None, XdpMode::Native);
    assert_eq!(ids(&found, Severity::Fatal), ["interface-unknown"]);
    Ok(())
}

/// Runs a command in a namespace.
fn command(netns: &Netns, line: &str) -> Outcome {
    let mut words = line.split(' ');
    let mut command = Command::new(words.next().unwrap_or_default());
    let output = netns.run(|| command.args(words).output())??;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{line}: {output:?}").into())
}

fn a_program_above_is_in_the_way() -> Outcome {
    let bed = Testbed::new()?;
    let (netns, name) = (bed.sink().netns(), bed.sink().interface());
    command(netns, "ip link add bridge0 type bridge")?;
    command(netns, &format!("ip link set {name} master bridge0"))?;
    let found = findings(&of(bed.sink())?, None, XdpMode::Native);
    assert_eq!(ids(&found, Severity::Fatal), [""; 0]);
    assert!(ids(&found, Severity::Hint).contains(&"member"));
    let program = constant(ProgramKind::XDP, XDP_PASS)?;
    let above = inside(netns, || {
        attach(&program, &Interface::by_name("bridge0")?, XdpMode::Skb)
    })?;
    let found = findings(&of(bed.sink())?, None, XdpMode::Native);
    assert_eq!(ids(&found, Severity::Fatal), ["program-above"]);
    assert!(attached(&program, bed.sink(), XdpMode::Native).is_err());
    above.detach();
    attached(&program, bed.sink(), XdpMode::Native)?.detach();
    Ok(())
}

/// UDP packets that a socket of this namespace received with a wrong checksum, and those that no socket wanted.
fn udp_counters() -> Result<(u64, u64), AnyError> {
    let counters = fs::read_to_string("/proc/thread-self/net/snmp")?;
    let mut lines = counters
        .lines()
        .filter_map(|line| line.strip_prefix("Udp: "));
    let (names, values) = lines.next().zip(lines.next()).ok_or("no UDP counters")?;
    let counter = |wanted: &str| {
        let mut pairs = names.split(' ').zip(values.split(' '));
        let (_, value) = pairs
            .find(|(name, _)| *name == wanted)
            .ok_or("no such counter")?;
        Ok::<u64, AnyError>(value.parse()?)
    };
    Ok((counter("InCsumErrors")?, counter("NoPorts")?))
}

/// What becomes of a datagram of a socket that is redirected on a veth: it is dropped while the sender leaves the
/// checksum to the device, and not when it is told otherwise, as the finding says.
fn unfinished_checksums_are_lost() -> Outcome {
    let bed = Testbed::new()?;
    let (source, sink) = (bed.source(), bed.sink());
    let warned = findings(&of(sink)?, None, XdpMode::Native);
    assert!(ids(&warned, Severity::Warning).contains(&"veth-checksum"));
    let map = CpuMap::create(1, "cpus")?;
    map.insert(CpuId::from(0), &CpumapEntry::new(Qsize::DEFAULT))?;
    let attached = attached(&redirecting(&map, CpuId::from(0))?, sink, XdpMode::Native)?;
    let send = || {
        inside(source.netns(), || {
            let socket = UdpSocket::bind((source.ipv4(), 0))?;
            socket.send_to(b"hello", (sink.ipv4(), 9))
        })
    };
    let arrived = |expected: (u64, u64)| {
        let counters = || inside(sink.netns(), udp_counters);
        eventually(counters, move |counters| *counters == expected)
    };
    assert_eq!(inside(sink.netns(), udp_counters)?, (0, 0));
    send()?;
    arrived((1, 0))?;
    let switch = format!("ethtool -K {} tx off", source.interface());
    command(source.netns(), &switch)?;
    send()?;
    arrived((1, 1))?;
    attached.detach();
    Ok(())
}
