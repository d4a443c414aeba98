//! Every finding, from facts that are made up.

use std::collections::{BTreeMap, BTreeSet};

use softrss_core::{
    CpuId, Mss,
    policy::{
        Action, Dsa, InterfaceName, Key, Lookup, Match, Prefix, Rule, RuleName, Side, Table,
        TableName, Target, TargetAction,
    },
};

use super::*;
use crate::{
    preflight::{
        AttachedXdp, Bpffs, Device, Holder, Irq, KernelFacts, Link, Loss, Lower, Offload, Offloads,
        Own, Peer, Polling, QueueMasks, XdpFeatures,
    },
    target::TargetState,
    topology::Topology,
};
use Severity::{Fatal, Fine, Hint, Warning};
use XdpMode::{Native, Skb};

fn denied<T>() -> Fact<T> {
    Err(Unknown::Privilege {
        what: "a secret".into(),
    })
}

fn untold<T>() -> Fact<T> {
    Err(Unknown::Untold {
        what: "a riddle".into(),
    })
}

fn kernel() -> KernelFacts {
    KernelFacts {
        release: Ok("6.12.0".into()),
        btf: true,
        loads: Ok(true),
        cpumap_programs: Ok(true),
        frags: Ok(true),
        skb_redirect: Ok(true),
        tracepoints: vec![("xdp_cpumap_enqueue", Ok(true))],
        jit: Ok(true),
        bpffs: Ok(Bpffs::Usable),
    }
}

fn topology() -> Topology {
    Topology {
        online: "0-7".parse().unwrap(),
        present: "0-7".parse().unwrap(),
        possible: "0-15".parse().unwrap(),
        nodes: [(0, "0-3".parse().unwrap()), (1, "4-7".parse().unwrap())].into(),
        ..Topology::default()
    }
}

fn link() -> Link {
    Link {
        index: 2,
        name: "eth0".into(),
        hardware: 1,
        up: true,
        carrier: true,
        mtu: 1500,
        max_rx_queues: 8,
        ..Link::default()
    }
}

fn irq(number: u32, name: &str, cpus: &str) -> Irq {
    Irq {
        number,
        name: name.into(),
        cpus: cpus.parse().unwrap(),
    }
}

/// A NIC, and what is switched on there.
fn device(link: Link) -> Device {
    Device {
        link,
        peer: None,
        driver: Ok("ixgbe".into()),
        xdp_features: Ok(XdpFeatures(7)),
        offloads: Ok(Offloads {
            active: BTreeSet::from([Offload::TxChecksum, Offload::TxVlan]),
            changeable: CHANGEABLE.into(),
        }),
        bridge_port: false,
        dsa: None,
        below: Vec::new(),
        beside: Vec::new(),
    }
}

const CHANGEABLE: [Offload; 6] = [
    Offload::RxVlan,
    Offload::RxServiceVlan,
    Offload::Lro,
    Offload::Gro,
    Offload::RxChecksum,
    Offload::TxChecksum,
];

/// A machine that has everything, and a NIC with which all is well.
pub(in crate::preflight) fn facts() -> Facts {
    Facts {
        kernel: kernel(),
        missing_capabilities: Ok(Vec::new()),
        topology: Ok(topology()),
        irqbalance: Ok(false),
        interface: Some(Ok(InterfaceFacts {
            device: device(link()),
            above: Vec::new(),
            master: None,
            holder: None,
            rx_queues: Ok(2),
            masks: Ok(QueueMasks::default()),
            polling: Ok(Polling::default()),
            node: Some(0),
            irqs: Ok(vec![
                irq(9, "eth0-misc", "0"),
                irq(10, "eth0-TxRx-0", "0"),
                irq(11, "eth0-TxRx-1", "1"),
            ]),
        })),
        redirects: BTreeMap::new(),
        own: Ok(Own::default()),
    }
}

/// What softrss keeps: a program.
fn own(program: u32) -> Own {
    Own {
        program: Some(program),
        ..Own::default()
    }
}

fn interface(facts: &mut Facts) -> &mut InterfaceFacts {
    facts.interface.as_mut().unwrap().as_mut().unwrap()
}

fn offloads(facts: &mut Facts) -> &mut Offloads {
    interface(facts).device.offloads.as_mut().unwrap()
}

fn topology_of(facts: &mut Facts) -> &mut Topology {
    facts.topology.as_mut().unwrap()
}

fn occupy(facts: &mut Facts, link: Fact<Option<u32>>) {
    interface(facts).device.link.xdp = Some(AttachedXdp {
        mode: Some(Native),
        program: 42,
    });
    let holder = link.map(|link| Holder {
        name: "firewall".into(),
        link,
    });
    interface(facts).holder = Some(holder);
}

/// Makes the interface one end of a veth pair, with these offloads at the other end.
fn veth(facts: &mut Facts, mtu: u32, active: Option<&[Offload]>) {
    let eth0 = interface(facts);
    eth0.device.link.kind = Some("veth".into());
    eth0.device.driver = Ok("veth".into());
    eth0.device.xdp_features = Ok(XdpFeatures(35));
    eth0.device.peer = Some(Ok(Peer {
        link: Link {
            name: "peer0".into(),
            mtu,
            ..link()
        },
        netns: active.is_some().then(|| "/run/netns/blue".into()),
        offloads: active.map_or_else(denied, |active| {
            Ok(Offloads {
                active: active.iter().copied().collect(),
                changeable: CHANGEABLE.into(),
            })
        }),
    }));
}

fn vlan_device() -> Link {
    Link {
        index: 9,
        name: "eth0.5".into(),
        kind: Some("vlan".into()),
        lower: Some(Lower {
            index: 2,
            netns: None,
        }),
        ..link()
    }
}

fn other(name: &str, kind: &str, program: Option<u32>) -> Link {
    Link {
        name: name.into(),
        kind: Some(kind.into()),
        xdp: program.map(|program| AttachedXdp {
            mode: Some(Native),
            program,
        }),
        ..link()
    }
}

fn targets(list: &str) -> Policy {
    let mut policy = Policy::default();
    let cpus: CpuSet = list.parse().unwrap();
    policy.targets.cpus = Some(cpus.iter().map(Target::even).collect());
    policy
}

fn vlan_rule() -> Policy {
    let rule = Rule {
        name: RuleName::new("tagged").unwrap(),
        matches: vec![Match::numbers(Field::Vlan, [5]).unwrap()],
        action: Action::Pass,
    };
    Policy {
        rules: vec![rule],
        ..Policy::default()
    }
}

type Change = fn(&mut Facts);

/// What changes, the mode, the finding that must appear; the policy is the default one.
const ROWS: &[(Change, XdpMode, Severity, &str)] = &[
    (|_| (), Native, Fine, "kernel"),
    (|_| (), Native, Fine, "capabilities"),
    (|_| (), Native, Fine, "targets"),
    (|_| (), Native, Fine, "native"),
    (|_| (), Native, Fine, "queues"),
    (|_| (), Native, Fine, "irqs"),
    (
        |f| f.kernel.cpumap_programs = Ok(false),
        Native,
        Fatal,
        "kernel-too-old",
    ),
    (
        |f| f.kernel.loads = Ok(false),
        Native,
        Fatal,
        "kernel-too-old",
    ),
    (|f| f.kernel.loads = denied(), Native, Fatal, "bpf-refused"),
    (
        |f| f.missing_capabilities = Ok(vec!["CAP_BPF"]),
        Native,
        Warning,
        "capabilities",
    ),
    (
        |f| f.kernel.skb_redirect = Ok(false),
        Skb,
        Fatal,
        "skb-redirect",
    ),
    (
        |f| f.kernel.tracepoints[0].1 = Ok(false),
        Native,
        Warning,
        "tracepoints",
    ),
    (|f| f.kernel.jit = Ok(false), Native, Warning, "jit"),
    (|f| f.kernel.btf = false, Native, Hint, "btf"),
    (
        |f| f.kernel.bpffs = Ok(Bpffs::Absent),
        Native,
        Warning,
        "bpffs",
    ),
    (
        |f| f.kernel.bpffs = Ok(Bpffs::Closed),
        Native,
        Fatal,
        "bpffs",
    ),
    (
        |f| f.kernel.bpffs = Ok(Bpffs::ReadOnly),
        Native,
        Fatal,
        "bpffs",
    ),
    (
        |f| f.kernel.bpffs = Ok(Bpffs::Hidden),
        Native,
        Fatal,
        "bpffs",
    ),
    (
        |f| topology_of(f).online = "3".parse().unwrap(),
        Native,
        Warning,
        "one-cpu",
    ),
    (
        |f| topology_of(f).online = "0-6".parse().unwrap(),
        Native,
        Hint,
        "offline-cpus",
    ),
    (|f| f.irqbalance = Ok(true), Native, Hint, "irqbalance"),
    (
        |f| f.interface = Some(untold()),
        Native,
        Fatal,
        "interface-unknown",
    ),
    (
        |f| interface(f).device.link.hardware = 65534,
        Skb,
        Fatal,
        "no-ethernet",
    ),
    (
        |f| interface(f).device.xdp_features = Ok(XdpFeatures(0)),
        Native,
        Fatal,
        "no-native",
    ),
    (
        |f| interface(f).device.xdp_features = Ok(XdpFeatures::BASIC),
        Native,
        Fatal,
        "no-native",
    ),
    (
        |f| {
            interface(f).device.xdp_features = untold();
            interface(f).device.link.kind = Some("bridge".into());
        },
        Native,
        Fatal,
        "no-native",
    ),
    (
        |f| interface(f).device.xdp_features = untold(),
        Native,
        Hint,
        "native-unknown",
    ),
    (|f| occupy(f, Ok(None)), Native, Fatal, "xdp-occupied"),
    (
        |f| {
            occupy(f, Ok(Some(7)));
            f.own = Ok(own(41));
        },
        Skb,
        Fatal,
        "xdp-occupied",
    ),
    (
        |f| {
            occupy(f, denied());
            f.own = Ok(own(42));
        },
        Native,
        Fine,
        "steered",
    ),
    (
        |f| {
            occupy(f, denied());
            f.own = denied();
        },
        Native,
        Warning,
        "xdp-unknown",
    ),
    (
        |f| astray(f, TargetState::Unbound),
        Native,
        Warning,
        "target-astray",
    ),
    (
        |f| astray(f, TargetState::Offline),
        Native,
        Warning,
        "target-astray",
    ),
    (
        |f| f.own.as_mut().unwrap().left_out = "1".parse().unwrap(),
        Native,
        Warning,
        "target-back",
    ),
    (
        |f| interface(f).device.link.up = false,
        Native,
        Warning,
        "down",
    ),
    (
        |f| interface(f).device.link.carrier = false,
        Native,
        Hint,
        "no-carrier",
    ),
    (|f| veth(f, 9000, Some(&[])), Native, Fine, "frags"),
    (
        |f| interface(f).device.link.mtu = 9000,
        Native,
        Fatal,
        "mtu",
    ),
    (
        |f| {
            interface(f).device.link.mtu = 9000;
            interface(f).device.driver = Ok("igb".into());
        },
        Native,
        Warning,
        "mtu",
    ),
    (
        |f| {
            offloads(f).active.insert(Offload::RxVlan);
        },
        Native,
        Warning,
        "vlan-offload",
    ),
    (
        |f| {
            offloads(f).active.insert(Offload::RxVlan);
            interface(f).above.push(vlan_device());
        },
        Native,
        Fatal,
        "vlan-offload",
    ),
    (
        |f| {
            offloads(f).active.insert(Offload::RxServiceVlan);
            let mut bridge = other("br0", "bridge", None);
            bridge.vlan_filtering = true;
            interface(f).master = Some(bridge);
        },
        Native,
        Fatal,
        "vlan-offload",
    ),
    (
        |f| {
            interface(f).device.offloads = untold();
            interface(f).above.push(vlan_device());
        },
        Native,
        Warning,
        "vlan-offload",
    ),
    (
        |f| {
            veth(f, 1500, Some(&[Offload::TxVlan]));
            interface(f).above.push(vlan_device());
        },
        Native,
        Fatal,
        "vlan-offload",
    ),
    (
        |f| veth(f, 1500, Some(&[Offload::TxChecksum])),
        Native,
        Fatal,
        "veth-checksum",
    ),
    (|f| veth(f, 1500, None), Native, Warning, "sender-unknown"),
    (
        |f| {
            offloads(f).active.insert(Offload::Lro);
        },
        Native,
        Warning,
        "lro",
    ),
    (
        |f| {
            offloads(f).active.insert(Offload::GroHw);
        },
        Native,
        Hint,
        "gro-hw",
    ),
    (
        |f| {
            offloads(f).active.insert(Offload::GroHw);
            interface(f).device.driver = Ok("virtio_net".into());
        },
        Native,
        Fatal,
        "gro-hw",
    ),
    (
        |f| {
            interface(f).irqs = Ok(vec![irq(1, "a-rx-0", "1"), irq(2, "a-rx-1", "1")]);
        },
        Native,
        Warning,
        "irqs-on-one-cpu",
    ),
    (
        |f| topology_of(f).isolated = "1".parse().unwrap(),
        Native,
        Warning,
        "irqs-isolated",
    ),
    (
        |f| {
            interface(f).masks = Ok(QueueMasks {
                rps: true,
                xps: false,
            });
        },
        Native,
        Warning,
        "rps",
    ),
    (
        |f| {
            interface(f).masks = Ok(QueueMasks {
                rps: false,
                xps: true,
            });
        },
        Native,
        Fine,
        "xps",
    ),
    (
        |f| interface(f).device.dsa = Some(Ok("mtk".into())),
        Native,
        Fine,
        "switch-tag",
    ),
    (
        |f| interface(f).device.dsa = Some(Ok("unheard-of".into())),
        Native,
        Fatal,
        "switch-tag",
    ),
    (|_| (), Native, Fine, "receiver-fixed"),
    (|_| (), Skb, Fine, "receiver-varies"),
    (
        |f| veth(f, 1500, Some(&[])),
        Native,
        Fine,
        "receiver-varies",
    ),
    (|f| f.irqbalance = Ok(true), Native, Hint, "receiver-varies"),
    (
        |f| {
            interface(f).irqs = Ok(vec![irq(10, "eth0-TxRx-0", "0-1")]);
            f.own = Ok(Own {
                passes: true,
                ..Own::default()
            });
        },
        Native,
        Warning,
        "receiver-varies",
    ),
    (
        |f| interface(f).master = Some(other("bond0", "bond", Some(3))),
        Native,
        Fatal,
        "program-above",
    ),
    (
        |f| interface(f).above.push(other("vx0", "vxlan", Some(3))),
        Skb,
        Fatal,
        "program-above",
    ),
    (
        |f| interface(f).master = Some(other("bond0", "bond", None)),
        Native,
        Hint,
        "member",
    ),
    (
        |f| interface(f).device.below = vec![Ok(device(other("eth1", "", None)))],
        Skb,
        Warning,
        "late",
    ),
    (|f| f.irqbalance = denied(), Native, Hint, "not-examined"),
    (
        |f| {
            f.topology = Err(Unknown::Failed {
                what: "the CPUs".into(),
                reason: "they hide".into(),
            });
        },
        Native,
        Warning,
        "unreadable",
    ),
];

fn found(facts: &Facts, policy: Option<&Policy>, mode: XdpMode) -> Vec<(Severity, &'static str)> {
    let findings = findings(facts, policy, mode);
    for finding in &findings {
        assert!(!finding.sentence.is_empty() && !finding.subject.is_empty());
        if finding.severity == Fatal {
            assert!(finding.remedy.is_some(), "{finding:?} leaves one helpless");
        }
    }
    findings
        .iter()
        .map(|finding| (finding.severity, finding.id))
        .collect()
}

#[test]
fn each_finding_follows_from_its_facts_and_from_nothing_else() {
    let healthy = found(&facts(), None, Native);
    for (at, (change, mode, severity, id)) in ROWS.iter().enumerate() {
        let mut facts = facts();
        change(&mut facts);
        let found = found(&facts, None, *mode);
        assert!(
            found.contains(&(*severity, id)),
            "row {at}, {id}: {found:?}"
        );
        if *severity != Fine {
            assert!(!healthy.contains(&(*severity, id)), "row {at}, {id}");
        }
        assert!(found.is_sorted_by_key(|(severity, _)| *severity));
    }
}

/// The packets of a target of what is attached are processed elsewhere.
fn astray(facts: &mut Facts, state: TargetState) {
    let own = facts.own.as_mut().unwrap();
    own.targets = [
        (CpuId::from(0), TargetState::Bound),
        (CpuId::from(1), state),
    ]
    .into();
}

#[test]
fn targets_where_they_should_be_are_no_finding() {
    for state in [TargetState::Bound, TargetState::Unknown] {
        let mut facts = facts();
        astray(&mut facts, state);
        facts.own.as_mut().unwrap().left_out = "12".parse().unwrap();
        let found = found(&facts, None, Native);
        assert!(
            found.iter().all(|(severity, _)| *severity == Fine),
            "{found:?}"
        );
    }
}

#[test]
fn a_healthy_nic_has_nothing_against_it() {
    for mode in [Native, Skb] {
        let found = found(&facts(), None, mode);
        assert!(
            found.iter().all(|(severity, _)| *severity == Fine),
            "{found:?}"
        );
    }
}

#[test]
fn it_is_said_where_to_attach_instead() {
    for (kind, below, mode, id, remedy) in [
        (
            "vlan",
            &["eth1"][..],
            Native,
            "no-native",
            "attach to eth1, which it is built on, or use --mode skb",
        ),
        (
            "bridge",
            &["eth1", "tap 0", "tap1"],
            Native,
            "no-native",
            "attach to eth1, 'tap 0' and tap1, which it bridges, each by itself, or use --mode skb",
        ),
        (
            "bridge",
            &["eth1"],
            Skb,
            "late",
            "attach to eth1, which it bridges",
        ),
        (
            "bond",
            &["eth1", "eth2"],
            Skb,
            "late",
            "attach to eth1 and eth2, which it bundles, each by itself",
        ),
        (
            "dummy",
            &[],
            Native,
            "no-native",
            "use --mode skb, which is slower",
        ),
    ] {
        let mut facts = facts();
        let interface = interface(&mut facts);
        interface.device.link.kind = Some(kind.to_owned());
        interface.device.xdp_features = untold();
        let below = below.iter().map(|name| Ok(device(other(name, "", None))));
        interface.device.below = below.collect();
        let findings = findings(&facts, None, mode);
        let finding = findings.iter().find(|finding| finding.id == id).unwrap();
        assert_eq!(finding.remedy.as_deref(), Some(remedy), "{kind}");
    }
}

#[test]
fn targets_are_looked_at() {
    let row = |policy: &Policy| {
        let mut facts = facts();
        topology_of(&mut facts).isolated = "3".parse().unwrap();
        topology_of(&mut facts).online = "0-6".parse().unwrap();
        let found = found(&facts, Some(policy), Native);
        let about = |id: &str| id.starts_with("target");
        found.into_iter().find(|(_, id)| about(id))
    };
    assert_eq!(row(&targets("0-2")), None);
    assert_eq!(row(&targets("0,16")), Some((Fatal, "target-impossible")));
    assert_eq!(row(&targets("0,7")), Some((Warning, "target-offline")));
    assert_eq!(row(&targets("7")), Some((Fatal, "target-offline")));
    assert_eq!(row(&targets("0,3")), Some((Warning, "target-isolated")));
    assert_eq!(row(&targets("0,5")), Some((Hint, "target-remote")));
    assert_eq!(row(&Policy::default()), Some((Fine, "targets")));
    let mut policy = targets("0");
    policy.rules = vec![Rule {
        name: RuleName::new("late").unwrap(),
        matches: Vec::new(),
        action: Action::Cpu {
            cpu: CpuId::from(7),
            then: None,
        },
    }];
    assert_eq!(row(&policy), Some((Warning, "target-offline")));
    let mut policy = targets("0");
    let prefix = Prefix::new([10, 0, 0, 0].into(), 8).unwrap();
    policy.tables.push(Table {
        name: TableName::by_position(0, 1),
        lookup: Lookup::Prefix(Side::Source),
        entries: vec![(Key::Prefix(prefix), CpuId::from(99))],
        allow_empty: false,
        read_from: None,
    });
    assert_eq!(row(&policy), Some((Fatal, "target-impossible")));
}

#[test]
fn passing_on_at_once_matters_where_the_receiver_varies() {
    let row = |targets: &str, mode| {
        let policy: Policy = format!("version = 1\n{targets}").parse().unwrap();
        let found = found(&facts(), Some(&policy), mode);
        let row = |(_, id): &&(Severity, &str)| id.starts_with("receiver-");
        found.iter().find(row).copied()
    };
    let pass = "[targets]\nlocal = \"pass\"\n";
    assert_eq!(row(pass, Native), Some((Fine, "receiver-fixed")));
    assert_eq!(row(pass, Skb), Some((Warning, "receiver-varies")));
    for harmless in [
        String::new(),
        "[targets]\nlocal = \"queue\"\n".to_owned(),
        // Nothing is passed on at once where something is done to all packets.
        format!("{pass}mss = 1400\n"),
        format!("{pass}action = {{ redirect = \"eth1\" }}\n"),
    ] {
        assert_eq!(row(&harmless, Skb), Some((Fine, "receiver-varies")));
    }
    let rule = "[[rule]]\nmatch = { proto = \"tcp\" }\naction = { cpu = 1, then = \"stack\" }\n";
    let some = format!("{pass}action = {{ redirect = \"eth1\" }}\n{rule}");
    assert_eq!(row(&some, Skb), Some((Warning, "receiver-varies")));
}

#[test]
fn the_tag_of_a_switch_is_read_or_refused() {
    let unknown = || {
        Err(Unknown::Untold {
            what: "the tag".into(),
        })
    };
    let tag = |told: Option<Fact<String>>, dsa: &str| {
        let policy = format!("version = 1\n[flow]\ndsa = \"{dsa}\"\n");
        let policy: Policy = policy.parse().unwrap();
        let mut facts = facts();
        interface(&mut facts).device.dsa = told;
        let found = found(&facts, Some(&policy), Native);
        let mut found = found.into_iter().filter(|(_, id)| *id == "switch-tag");
        (
            found.next().map(|(severity, _)| severity),
            facts.switch_tag(),
        )
    };
    let told = |name: &str| Some(Ok(name.to_owned()));
    assert_eq!(tag(None, "auto"), (None, Dsa::None));
    assert_eq!(tag(None, "mtk"), (Some(Warning), Dsa::None));
    // What an Ethernet type announces is read if it is there.
    assert_eq!(tag(None, "edsa"), (None, Dsa::None));
    assert_eq!(tag(told("mtk"), "auto"), (Some(Fine), Dsa::Mtk));
    assert_eq!(tag(told("mtk"), "mtk"), (Some(Fine), Dsa::Mtk));
    assert_eq!(tag(told("mtk"), "none"), (Some(Warning), Dsa::Mtk));
    assert_eq!(tag(told("ksz9477"), "none"), (Some(Fine), Dsa::Ksz9477));
    assert_eq!(tag(told("foo"), "auto"), (Some(Fatal), Dsa::None));
    assert_eq!(tag(told("foo"), "none"), (Some(Fine), Dsa::None));
    assert_eq!(tag(Some(unknown()), "auto"), (Some(Fatal), Dsa::None));
    assert_eq!(tag(Some(unknown()), "mtk"), (None, Dsa::None));
}

#[test]
fn tags_matter_where_somebody_needs_them() {
    let severity = |facts: &Facts, policy: Option<&Policy>, mode| {
        let found = found(facts, policy, mode);
        let mut about = found.into_iter().filter(|(_, id)| *id == "vlan-offload");
        about.next().map(|(severity, _)| severity)
    };
    let mut stripping = facts();
    offloads(&mut stripping).active.insert(Offload::RxVlan);
    let policy = vlan_rule();
    assert_eq!(severity(&stripping, Some(&policy), Native), Some(Fatal));
    assert_eq!(severity(&stripping, Some(&policy), Skb), Some(Fatal));
    // In skb mode a tag beside the packet stays with it.
    assert_eq!(severity(&stripping, None, Skb), None);
    interface(&mut stripping).above.push(vlan_device());
    assert_eq!(severity(&stripping, None, Skb), None);
    assert_eq!(severity(&facts(), Some(&policy), Native), None);
    let mut pair = facts();
    veth(&mut pair, 1500, Some(&[]));
    offloads(&mut pair).active.insert(Offload::RxVlan);
    assert_eq!(severity(&pair, Some(&policy), Native), None);
}

#[test]
fn a_kernel_or_a_driver_that_cannot_is_told_from_a_setting() {
    let unsupported = |change: Change| {
        let mut facts = facts();
        change(&mut facts);
        let mut findings = findings(&facts, None, Native).into_iter();
        findings
            .next()
            .map(|worst| (worst.severity, worst.unsupported))
    };
    let no_native: Change = |f| interface(f).device.xdp_features = Ok(XdpFeatures(0));
    assert_eq!(unsupported(no_native), Some((Fatal, true)));
    assert_eq!(unsupported(|f| occupy(f, Ok(None))), Some((Fatal, false)));
}

#[test]
fn names_are_quoted_where_they_become_commands() {
    let mut facts = facts();
    interface(&mut facts).device.link.name = "a;b'c".into();
    interface(&mut facts).device.link.up = false;
    let findings = findings(&facts, None, Native);
    let down = findings
        .iter()
        .find(|finding| finding.id == "down")
        .unwrap();
    assert_eq!(down.subject, "a;b'c");
    assert_eq!(
        down.remedy.as_deref(),
        Some("ip link set dev 'a;b'\\''c' up")
    );
}

/// A policy that sends packets out of an interface.
fn redirecting() -> Policy {
    let mut policy = Policy::default();
    let name = InterfaceName::new("eth1").unwrap();
    policy.targets.action = TargetAction::Redirect(name);
    policy
}

fn clamping() -> Policy {
    let mut policy = Policy::default();
    policy.targets.mss = Some(Mss::new(1300).unwrap());
    policy
}

fn eth1(facts: &mut Facts, change: impl FnOnce(&mut Device)) {
    let mut eth1 = device(Link {
        name: "eth1".into(),
        index: 3,
        ..link()
    });
    change(&mut eth1);
    facts.redirects = [("eth1".to_owned(), Ok(Some(eth1)))].into();
}

/// What is found of losses and of redirects.
fn losses(facts: &Facts, policy: &Policy, mode: XdpMode) -> Vec<&'static str> {
    let findings = findings(facts, Some(policy), mode);
    let about = findings.iter().filter(|finding| {
        let redirect = finding.id.starts_with("redirect");
        finding.loses || redirect || finding.id == "sender-unknown"
    });
    about.map(|finding| finding.id).collect()
}

#[test]
fn interfaces_that_packets_are_sent_out_of_are_looked_at() {
    type Row<'r> = (&'r dyn Fn(&mut Device), &'r [&'r str]);
    let rows: &[Row<'_>] = &[
        (&|_| (), &[]),
        (&|d| d.link.up = false, &["redirect-down"]),
        (&|d| d.link.carrier = false, &["redirect-down"]),
        (&|d| d.link.mtu = 1400, &["redirect-mtu"]),
        (
            &|d| d.xdp_features = Ok(XdpFeatures(3)),
            &["redirect-transmit"],
        ),
        (&|d| d.xdp_features = untold(), &["redirect-unknown"]),
        (
            &|d| {
                d.xdp_features = untold();
                d.link.kind = Some("bridge".into());
            },
            &["redirect-transmit"],
        ),
    ];
    for (at, (change, expected)) in rows.iter().enumerate() {
        let mut facts = facts();
        eth1(&mut facts, change);
        assert_eq!(
            losses(&facts, &redirecting(), Native),
            *expected,
            "row {at}"
        );
    }
    let mut facts = facts();
    assert_eq!(losses(&facts, &redirecting(), Native), ["redirect-unknown"]);
    facts.redirects = [("eth1".to_owned(), Ok(None))].into();
    assert_eq!(losses(&facts, &redirecting(), Native), ["redirect-missing"]);
}

#[test]
fn the_far_end_of_a_veth_has_to_take_what_is_sent() {
    let found = |link: &Link, offloads: &Fact<Offloads>| {
        let mut facts = facts();
        eth1(&mut facts, |device| {
            device.link.kind = Some("veth".into());
            device.xdp_features = Ok(XdpFeatures(3));
            device.peer = Some(Ok(Peer {
                link: link.clone(),
                netns: None,
                offloads: offloads.clone(),
            }));
        });
        losses(&facts, &redirecting(), Native)
    };
    let gro = Offloads {
        active: [Offload::Gro].into(),
        ..Offloads::default()
    };
    let steered = other("peer1", "veth", Some(4));
    assert_eq!(
        found(&link(), &Ok(Offloads::default())),
        ["redirect-transmit"]
    );
    assert_eq!(found(&link(), &Ok(gro)), [""; 0]);
    assert_eq!(found(&link(), &denied()), ["redirect-unknown"]);
    assert_eq!(found(&steered, &denied()), [""; 0]);
}

#[test]
fn the_far_end_of_an_older_veth_needs_a_program() {
    let found = |release: &str, link: &Link| {
        let mut facts = facts();
        facts.kernel.release = Ok(release.into());
        eth1(&mut facts, |device| {
            device.link.kind = Some("veth".into());
            device.xdp_features = untold();
            device.peer = Some(Ok(Peer {
                link: link.clone(),
                netns: None,
                offloads: Ok(Offloads {
                    active: [Offload::Gro].into(),
                    ..Offloads::default()
                }),
            }));
        });
        losses(&facts, &redirecting(), Native)
    };
    assert_eq!(
        found("5.10.0-46-cloud-amd64", &link()),
        ["redirect-transmit"]
    );
    assert_eq!(
        found("5.10.0-46-cloud-amd64", &other("peer1", "veth", Some(4))),
        [""; 0]
    );
    assert_eq!(found("5.13.0", &link()), [""; 0]);
}

#[test]
fn in_skb_mode_senders_have_to_finish_their_packets() {
    let (clamp, redirect) = (clamping(), redirecting());
    let found = |change: &dyn Fn(&mut Device), policy: &Policy| {
        let mut facts = facts();
        change(&mut interface(&mut facts).device);
        eth1(&mut facts, |_| ());
        losses(&facts, policy, Skb)
    };
    let on = |offload: Offload| {
        move |device: &mut Device| {
            device.offloads.as_mut().unwrap().active.insert(offload);
        }
    };
    let virtio = |device: &mut Device| {
        device.driver = Ok("virtio_net".into());
        on(Offload::RxChecksum)(device);
    };
    let tap = |vnet_hdr: Option<bool>| {
        move |device: &mut Device| {
            device.link.kind = Some("tun".into());
            device.link.vnet_hdr = vnet_hdr;
        }
    };
    assert_eq!(found(&|_| (), &clamp), [""; 0]);
    assert_eq!(found(&|_| (), &redirect), [""; 0]);
    assert_eq!(found(&on(Offload::Gro), &clamp), [""; 0]);
    assert_eq!(found(&on(Offload::Gro), &redirect), ["redirect-merged"]);
    assert_eq!(found(&on(Offload::Lro), &redirect), ["redirect-merged"]);
    assert_eq!(found(&virtio, &clamp), ["mss-checksum"]);
    assert_eq!(found(&virtio, &redirect), ["redirect-merged"]);
    assert_eq!(found(&tap(Some(true)), &clamp), ["mss-checksum"]);
    assert_eq!(found(&tap(Some(false)), &clamp), [""; 0]);
    assert_eq!(found(&tap(None), &clamp), ["sender-unknown"]);
    let vlan = |below: Fact<Device>| {
        move |device: &mut Device| {
            device.link.kind = Some("vlan".into());
            device.below = vec![below.clone()];
        }
    };
    let mut lower = device(link());
    assert_eq!(found(&vlan(Ok(lower.clone())), &clamp), [""; 0]);
    virtio(&mut lower);
    assert_eq!(found(&vlan(Ok(lower)), &clamp), ["mss-checksum"]);
    assert_eq!(found(&vlan(untold()), &clamp), ["sender-unknown"]);
    let with_macvlan = |device: &mut Device| {
        let mut beside = device.clone();
        beside.link.index = 12;
        device.beside = vec![beside];
    };
    assert_eq!(found(&with_macvlan, &clamp), ["mss-checksum"]);
}

#[test]
fn what_is_found_of_a_port_is_found_of_what_it_is() {
    let found = |change: Change| {
        let mut facts = facts();
        veth(&mut facts, 1500, Some(&[Offload::TxChecksum]));
        change(&mut facts);
        losses(&facts, &Policy::default(), Native)
    };
    assert_eq!(
        found(|f| interface(f).device.bridge_port = true),
        ["veth-checksum"]
    );
    assert_eq!(
        found(|f| interface(f).device.dsa = Some(Ok("mtk".into()))),
        ["veth-checksum"]
    );
    let ifb: Change = |f| interface(f).device.link.kind = Some("ifb".into());
    let mut facts = facts();
    ifb(&mut facts);
    assert_eq!(losses(&facts, &Policy::default(), Skb), ["never-seen"]);
    let mut facts = self::facts();
    interface(&mut facts).device.link.kind = Some("tun".into());
    assert_eq!(losses(&facts, &Policy::default(), Native), ["tap-native"]);
}

/// What is found can be switched, and then is found no more; the command names the namespace.
#[test]
fn what_is_switched_is_found_no_more() {
    let mut facts = facts();
    veth(&mut facts, 1500, Some(&[Offload::TxChecksum]));
    let found = findings(&facts, None, Native);
    let lost = found.iter().find(|finding| finding.loses).unwrap();
    assert_eq!(lost.fixes.len(), 1);
    assert_eq!(
        lost.remedy.as_deref(),
        Some(
            "attach with --fix-offloads, or: nsenter --net=/run/netns/blue ethtool -K peer0 tx off; \
             --force attaches nevertheless"
        )
    );
    veth(&mut facts, 1500, Some(&[]));
    assert_eq!(losses(&facts, &Policy::default(), Native), [""; 0]);
}

#[test]
fn every_finding_is_described() {
    let document = include_str!("../../../../../docs/doctor.md");
    let policies = [Some(targets("0,3,5,7,99")), Some(vlan_rule()), None];
    let mut ids = BTreeSet::new();
    for (change, mode, ..) in ROWS {
        let mut facts = facts();
        change(&mut facts);
        for policy in &policies {
            ids.extend(
                found(&facts, policy.as_ref(), *mode)
                    .into_iter()
                    .map(|(_, id)| id),
            );
        }
    }
    ids.extend(["target-offline", "target-isolated"]);
    ids.extend(Loss::ALL.map(|loss| loss.row().id));
    ids.extend([
        "redirect-missing",
        "redirect-down",
        "redirect-transmit",
        "redirect-mtu",
        "redirect-unknown",
    ]);
    for id in ids {
        assert!(
            document.contains(&format!("### `{id}`\n")),
            "{id} is missing"
        );
    }
}
