//! What preflight finds is what the kernel then does.

use std::{
    error::Error,
    process::{Command, ExitCode},
};

use bpf_asm::{ProgramKind, xdp::XDP_PASS};
use softrss::{
    AttachError, Interface, XdpMode, attach,
    preflight::{
        Facts, Finding, InterfaceFacts, Offload, OffloadError, Severity, Unknown, XdpFeatures,
        findings, fix_offloads,
    },
};
use softrss_core::Feature;
use softrss_kernel_tests::{
    AnyError, inside, modes,
    privilege::unprivileged,
    program::{attached, constant},
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
            what_cannot_be_looked_at_is_not_fatal,
            without_privileges_the_rest_is_seen,
            an_interface_that_is_gone_is_unknown,
        ],
        [Need::Root, Need::Feature(Feature::Frags)] => [large_packets_are_foreseen],
        [Need::Root, Need::Feature(Feature::OneProgram), Need::Program("ip")] => [a_program_above_is_in_the_way],
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
    assert_eq!(sink.device.link.name, bed.sink().interface());
    assert_eq!(sink.device.link.index, bed.sink().index());
    assert_eq!((sink.device.link.hardware, sink.device.link.mtu), (1, 1500));
    assert!(sink.device.link.up && sink.device.link.carrier);
    assert_eq!(sink.device.driver.as_deref(), Ok("veth"));
    if harness::has(Feature::VethQueues)? {
        assert_eq!(sink.rx_queues, Ok(3));
    }
    // The other end, through the namespace it is in.
    let peer = sink.device.peer.as_ref().ok_or("a veth has a peer")?;
    let peer = peer.as_ref().map_err(Unknown::clone)?;
    assert_eq!(peer.link.name, bed.source().interface());
    assert_eq!(peer.link.mtu, 1400);
    // Which is held by a descriptor of this process alone.
    let checksums = |facts: &Facts| ids(&findings(facts, None, XdpMode::Native), Severity::Fatal);
    assert_eq!(checksums(&facts), ["veth-checksum"]);
    bed.source().finish_checksums()?;
    assert_eq!(checksums(&of(bed.sink())?), [""; 0]);
    Ok(())
}

/// The finding and the kernel agree about the program that was not foreseen, and about the one that was.
fn large_packets_are_foreseen() -> Outcome {
    let bed = Testbed::with(&TestbedOptions {
        mtu: 9000,
        ..TestbedOptions::default()
    })?;
    let facts = of(bed.sink())?;
    let features = interface(&facts)?.device.xdp_features.clone();
    if harness::has(Feature::DriverFeatures)? {
        assert!(features.is_ok_and(|features| features.contains(XdpFeatures::FRAGS)));
    }
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
    let bed = finished_bed()?;
    let program = constant(ProgramKind::XDP, XDP_PASS)?;
    let id = program.info()?.id;
    for mode in modes()? {
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
        assert_eq!(interface(&of(bed.sink())?)?.device.link.xdp, None);
    }
    Ok(())
}

fn an_interface_without_native_mode_is_refused_before_the_kernel_does() -> Outcome {
    let netns = Netns::new()?;
    let facts = facts(&netns, "lo")?;
    let found = findings(&facts, None, XdpMode::Native);
    assert_eq!(ids(&found, Severity::Fatal), ["no-native"]);
    if modes()?.contains(&XdpMode::Skb) {
        let found = findings(&facts, None, XdpMode::Skb);
        assert_eq!(ids(&found, Severity::Fatal), [""; 0]);
    }
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
    let bed = finished_bed()?;
    let (source, sink) = (bed.source(), bed.sink());
    let found = || -> Result<Vec<Finding>, Box<dyn Error>> {
        let mut found = findings(&of(sink)?, None, XdpMode::Native);
        found.retain(|found| found.id == "vlan-offload");
        Ok(found)
    };
    let fix = |findings: &[Finding]| {
        let fixes = inside(sink.netns(), || {
            fix_offloads(findings).map_err(AnyError::from)
        })?;
        Ok::<_, Box<dyn Error>>(fixes.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    let harmful = found()?;
    let remedy = harmful.first().and_then(|found| found.remedy.clone());
    let remedy = remedy.ok_or("nothing was found")?;
    assert!(remedy.contains("nsenter --net=/"), "{remedy}");
    assert!(
        remedy.ends_with("ethtool -K source0 txvlan off"),
        "{remedy}"
    );
    let denied = sink.netns().run(|| {
        let denied = unprivileged(|| Ok(refusal(fix_offloads(&harmful))?));
        denied.map_err(|error| error.to_string())
    })??;
    assert!(matches!(denied, OffloadError::Privilege { .. }), "{denied}");
    assert_eq!(fix(&harmful)?, ["txvlan off at source0"]);
    assert_eq!(found()?, []);
    let peer = interface(&of(source)?)?.device.offloads.clone()?;
    assert!(!peer.has(Offload::TxVlan));
    assert!(peer.has(Offload::RxVlan), "what does no harm stays");
    Ok(())
}

/// A test bed whose source leaves nothing to be done.
fn finished_bed() -> Result<Testbed, Box<dyn Error>> {
    let bed = Testbed::new()?;
    bed.source().finish_checksums()?;
    Ok(bed)
}

/// Who may not enter the namespace of the other end is told that it was not looked at, and is not kept from attaching.
fn what_cannot_be_looked_at_is_not_fatal() -> Outcome {
    let bed = Testbed::new()?;
    let sink = bed.sink();
    let facts = sink.netns().run(|| {
        let facts =
            unprivileged(|| Ok(Facts::gather(Some(&Interface::by_name(sink.interface())?))));
        facts.map_err(|error| error.to_string())
    })??;
    let found = findings(&facts, None, XdpMode::Native);
    assert_eq!(ids(&found, Severity::Fatal), [""; 0]);
    let unknown = found.iter().find(|found| found.id == "sender-unknown");
    let unknown = unknown.ok_or("it was looked at")?;
    assert_eq!(
        (unknown.severity, unknown.loses),
        (Severity::Warning, false)
    );
    assert!(
        unknown.sentence.contains("this process may not look"),
        "{unknown:?}"
    );
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
    let bed = finished_bed()?;
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
