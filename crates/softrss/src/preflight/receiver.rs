//! Which CPU receives the packets of a receive queue: always the same one, or now this and now that.
//!
//! A packet that is passed on at once by the CPU that received it overtakes those of its flow that another CPU received
//! before, and that wait in the queue. So it is only done where one CPU serves each queue, and that is known.

use std::{fmt, fs, io, path::Path};

use softrss_core::{CpuSet, resolve::Receiver};

use super::{Fact, Facts, Irq, Unknown, device, kernel::read};
use crate::{attach::XdpMode, netlink::link::Link};

/// What beside interrupts decides who receives packets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Polling {
    /// The CPUs that each of the threads may run on that receive packets in place of interrupts (threaded NAPI,
    /// Linux 5.12); `None` where there are none.
    pub threads: Option<Vec<CpuSet>>,
    /// Whether sockets fetch packets on the CPU of whoever waits for them (`net.core.busy_read`, `busy_poll`).
    pub busy: bool,
}

impl Polling {
    pub(super) fn of(root: &Path, link: &Link) -> Fact<Self> {
        let class = device::class(root, link).ok_or_else(|| {
            Unknown::new(
                format!("how {} receives packets", link.name),
                &io::ErrorKind::NotFound.into(),
            )
        })?;
        let threads = threads(root, &link.name)?;
        // A kernel without the file has no such threads.
        let threaded = fs::read_to_string(class.join("threaded")).unwrap_or_default();
        let threaded = !matches!(threaded.trim(), "" | "0");
        let mut busy = false;
        for setting in ["busy_read", "busy_poll"] {
            busy |= read(root, &format!("proc/sys/net/core/{setting}"))? != "0";
        }
        Ok(Self {
            threads: (threaded || !threads.is_empty()).then_some(threads),
            busy,
        })
    }
}

/// The CPUs of the threads that receive the packets of the interface `name`.
fn threads(root: &Path, name: &str) -> Fact<Vec<CpuSet>> {
    let what = "the threads that receive packets";
    let processes = fs::read_dir(root.join("proc")).map_err(|error| Unknown::new(what, &error))?;
    let prefix = format!("napi/{name}-");
    let mut threads = Vec::new();
    for process in processes.filter_map(Result::ok) {
        let file = |file: &str| fs::read_to_string(process.path().join(file)).unwrap_or_default();
        if !file("comm").starts_with(&prefix) {
            continue;
        }
        let status = file("status");
        let list = status
            .lines()
            .find_map(|line| line.strip_prefix("Cpus_allowed_list:"));
        let cpus = list.and_then(|list| list.trim().parse().ok());
        threads.push(cpus.ok_or_else(|| Unknown::new(what, &io::ErrorKind::NotFound.into()))?);
    }
    Ok(threads)
}

/// Who receives the packets of an interface, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reception {
    /// Interrupts, each of which goes to one CPU.
    Interrupts {
        /// These, together.
        cpus: CpuSet,
    },
    /// Threads, each of which stays on one CPU.
    Threads {
        /// These, together.
        cpus: CpuSet,
    },
    /// The stack: in skb mode the program runs wherever the kernel has taken the packet to.
    Stack,
    /// A virtual interface of this kind, which receives where others send.
    Virtual {
        /// Its kind, such as `veth`.
        kind: String,
    },
    /// Nothing that has interrupts is behind it: it is the loopback interface, for instance.
    NoDevice,
    /// An interrupt that may go to several CPUs.
    Interrupt(Irq),
    /// Interrupts that irqbalance moves.
    Irqbalance,
    /// Threads that may run on several CPUs.
    LooseThreads,
    /// Whoever waits for packets, too: sockets poll.
    BusyPolling,
    /// The kernel spreads received packets itself (RPS or RFS).
    Rps,
    /// It cannot be told.
    Unknown {
        /// What is not known.
        what: String,
    },
}

impl Reception {
    /// Who receives the packets of the interface of `facts`, when the program runs in this mode.
    #[must_use]
    pub fn of(facts: &Facts, mode: XdpMode) -> Self {
        Self::known(facts, mode).unwrap_or_else(|unknown| Self::Unknown {
            what: unknown.to_string(),
        })
    }

    fn known(facts: &Facts, mode: XdpMode) -> Fact<Self> {
        let untold = |what: &str| Unknown::Untold { what: what.into() };
        let interface = facts
            .interface
            .clone()
            .unwrap_or_else(|| Err(untold("the interface")))?;
        if let Some(kind) = interface.device.link.kind {
            return Ok(Self::Virtual { kind });
        }
        if mode == XdpMode::Skb {
            return Ok(Self::Stack);
        }
        let irqs = interface.irqs?;
        if irqs.is_empty() && interface.device.link.device.is_none() {
            return Ok(Self::NoDevice);
        }
        let polling = interface.polling?;
        if polling.busy {
            return Ok(Self::BusyPolling);
        }
        if interface.masks?.rps {
            return Ok(Self::Rps);
        }
        if let Some(threads) = polling.threads {
            let fixed = !threads.is_empty() && threads.iter().all(|cpus| cpus.len() == 1);
            return Ok(if fixed {
                let cpus = threads.iter().flat_map(CpuSet::iter).collect();
                Self::Threads { cpus }
            } else {
                Self::LooseThreads
            });
        }
        if facts.irqbalance.clone()? {
            return Ok(Self::Irqbalance);
        }
        let mut receiving: Vec<&Irq> = irqs.iter().filter(|irq| irq.receives()).collect();
        if receiving.is_empty() {
            // Their names tell nothing: any of them may.
            receiving = irqs.iter().collect();
        }
        if receiving.is_empty() {
            return Err(untold("the interrupts of the NIC"));
        }
        let several = receiving.iter().find(|irq| irq.cpus.len() != 1);
        Ok(match several {
            Some(irq) => Self::Interrupt((*irq).clone()),
            None => Self::Interrupts {
                cpus: receiving.iter().flat_map(|irq| irq.cpus.iter()).collect(),
            },
        })
    }

    /// Whether one CPU serves each receive queue.
    #[must_use]
    pub fn receiver(&self) -> Receiver {
        match self {
            Self::Interrupts { .. } | Self::Threads { .. } => Receiver::Fixed,
            Self::Stack
            | Self::Virtual { .. }
            | Self::NoDevice
            | Self::Interrupt(_)
            | Self::Irqbalance
            | Self::LooseThreads
            | Self::BusyPolling
            | Self::Rps
            | Self::Unknown { .. } => Receiver::Varies,
        }
    }

    /// What would make one CPU serve each receive queue, where something would.
    #[must_use]
    pub fn remedy(&self) -> Option<&'static str> {
        match self {
            Self::Interrupt(_) => {
                Some("give each receive interrupt one CPU: /proc/irq/N/smp_affinity_list")
            }
            Self::Irqbalance => Some(
                "stop irqbalance, or ban the interrupts of this NIC, and give each one CPU: \
                 /proc/irq/N/smp_affinity_list",
            ),
            Self::LooseThreads => Some("keep each of its napi/ threads on one CPU: taskset -pc"),
            Self::BusyPolling => Some("sysctl net.core.busy_read=0 net.core.busy_poll=0"),
            Self::Rps => {
                Some("write 0 into rps_cpus and rps_flow_cnt of its receive queues in sysfs")
            }
            Self::Interrupts { .. }
            | Self::Threads { .. }
            | Self::Stack
            | Self::Virtual { .. }
            | Self::NoDevice
            | Self::Unknown { .. } => None,
        }
    }
}

/// A clause without a full stop.
impl fmt::Display for Reception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interrupts { cpus } => {
                write!(f, "each receive interrupt goes to one CPU, of {cpus}")
            }
            Self::Threads { cpus } => {
                write!(f, "each thread that receives stays on one CPU, of {cpus}")
            }
            Self::Stack => f.write_str("skb mode runs on whichever CPU the stack has the packet"),
            Self::Virtual { kind } => match kind.as_str() {
                "veth" => f.write_str("a veth receives on whichever CPU sends"),
                "tun" => f.write_str("a tun or tap receives on whichever CPU writes"),
                kind => write!(f, "a {kind} has no interrupts of its own"),
            },
            Self::NoDevice => f.write_str("no device with interrupts is behind it"),
            Self::Interrupt(Irq { number, name, cpus }) => {
                let name = name.escape_debug();
                write!(
                    f,
                    "interrupt {number} ({name}) may go to any of CPUs {cpus}"
                )
            }
            Self::Irqbalance => f.write_str("irqbalance runs, and moves interrupts"),
            Self::LooseThreads => {
                f.write_str("threads receive its packets, and may run on several CPUs")
            }
            Self::BusyPolling => f.write_str(
                "sockets poll on the CPU of whoever waits (net.core.busy_read, busy_poll)",
            ),
            Self::Rps => f.write_str("the kernel spreads its packets over CPUs (RPS)"),
            Self::Unknown { what } => write!(f, "who receives is unknown ({what})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preflight::{InterfaceFacts, QueueMasks, judge::tests::facts};

    fn irq(cpus: &str) -> Irq {
        Irq {
            number: 10,
            name: "eth0-TxRx-0".into(),
            cpus: cpus.parse().unwrap(),
        }
    }

    /// Who receives, when this is changed where all is well.
    fn changed(mode: XdpMode, change: impl FnOnce(&mut Facts, &mut InterfaceFacts)) -> Reception {
        let mut facts = facts();
        let mut eth0 = facts.interface.take().unwrap().unwrap();
        change(&mut facts, &mut eth0);
        facts.interface = Some(Ok(eth0));
        Reception::of(&facts, mode)
    }

    fn unknown<T>() -> Fact<T> {
        Err(Unknown::Untold {
            what: "a riddle".into(),
        })
    }

    #[test]
    fn one_cpu_for_each_queue_is_known_or_not() {
        let native = |change: fn(&mut Facts, &mut InterfaceFacts)| {
            let reception = changed(XdpMode::Native, change);
            (reception.receiver(), reception.to_string())
        };
        let fixed = |why: &str| (Receiver::Fixed, why.to_owned());
        let varies = |why: &str| (Receiver::Varies, why.to_owned());
        let interrupts = fixed("each receive interrupt goes to one CPU, of 0-1");
        assert_eq!(native(|_, _| ()), interrupts);
        // One that is not for packets may go anywhere.
        let misc = |_: &mut Facts, eth0: &mut InterfaceFacts| {
            eth0.irqs.as_mut().unwrap()[0].cpus = "0-7".parse().unwrap();
        };
        assert_eq!(native(misc), interrupts);
        assert_eq!(
            native(|_, eth0| eth0.irqs = Ok(vec![irq("0-1")])),
            varies("interrupt 10 (eth0-TxRx-0) may go to any of CPUs 0-1")
        );
        let anonymous = |_: &mut Facts, eth0: &mut InterfaceFacts| {
            let name = "eth0".to_owned();
            eth0.irqs = Ok(vec![Irq { name, ..irq("3") }]);
        };
        assert_eq!(
            native(anonymous),
            fixed("each receive interrupt goes to one CPU, of 3")
        );
        assert_eq!(
            native(|facts, _| facts.irqbalance = Ok(true)),
            varies("irqbalance runs, and moves interrupts")
        );
        let threads = |cpus: &[&str]| Polling {
            threads: Some(cpus.iter().map(|cpus| cpus.parse().unwrap()).collect()),
            busy: false,
        };
        let threaded = |cpus: &[&str]| {
            let polling = threads(cpus);
            let reception = changed(XdpMode::Native, |facts, eth0| {
                facts.irqbalance = Ok(true);
                eth0.polling = Ok(polling);
            });
            (reception.receiver(), reception.to_string())
        };
        let loose = varies("threads receive its packets, and may run on several CPUs");
        assert_eq!(threaded(&["0", "1-2"]), loose);
        assert_eq!(threaded(&[]), loose);
        assert_eq!(
            threaded(&["0", "2"]),
            fixed("each thread that receives stays on one CPU, of 0,2")
        );
        let busy = |_: &mut Facts, eth0: &mut InterfaceFacts| {
            eth0.polling = Ok(Polling {
                busy: true,
                ..Polling::default()
            });
        };
        assert_eq!(native(busy).0, Receiver::Varies);
        let rps = |_: &mut Facts, eth0: &mut InterfaceFacts| {
            eth0.masks = Ok(QueueMasks {
                rps: true,
                ..QueueMasks::default()
            });
        };
        assert_eq!(native(rps).0, Receiver::Varies);
    }

    #[test]
    fn the_class_of_the_device_decides_first() {
        for mode in [XdpMode::Native, XdpMode::Skb] {
            for kind in ["veth", "tun", "dummy", "macvlan", "bond", "bridge", "vlan"] {
                let reception = changed(mode, |_, eth0| eth0.device.link.kind = Some(kind.into()));
                assert_eq!(reception.receiver(), Receiver::Varies, "{kind}");
                assert_eq!(reception, Reception::Virtual { kind: kind.into() });
            }
        }
        assert_eq!(changed(XdpMode::Skb, |_, _| ()), Reception::Stack);
        let lo = |_: &mut Facts, lo: &mut InterfaceFacts| lo.irqs = Ok(Vec::new());
        assert_eq!(changed(XdpMode::Native, lo), Reception::NoDevice);
    }

    #[test]
    fn what_cannot_be_read_is_unknown() {
        let changes: [fn(&mut Facts, &mut InterfaceFacts); 5] = [
            |_, eth0| eth0.irqs = unknown(),
            |_, eth0| eth0.polling = unknown(),
            |_, eth0| eth0.masks = unknown(),
            |facts, _| facts.irqbalance = unknown(),
            |_, eth0| {
                eth0.irqs = Ok(Vec::new());
                eth0.device.link.device = Some(("pci".into(), "0000:00:03.0".into()));
            },
        ];
        for change in changes {
            let reception = changed(XdpMode::Native, change);
            assert!(
                matches!(reception, Reception::Unknown { .. }),
                "{reception}"
            );
            assert_eq!(reception.receiver(), Receiver::Varies);
        }
        let nothing = Facts {
            interface: None,
            ..facts()
        };
        let reception = Reception::of(&nothing, XdpMode::Native);
        assert_eq!(
            reception.to_string(),
            "who receives is unknown (the interface: this kernel does not tell)"
        );
    }

    #[test]
    fn threads_and_settings_are_read() {
        let root = tempfile::tempdir().unwrap();
        let write = |file: &str, text: &str| {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let link = Link {
            name: "eth0".into(),
            index: 2,
            address: vec![2, 0, 0, 0, 0, 1],
            ..Link::default()
        };
        let polling = || Polling::of(root.path(), &link);
        assert!(polling().is_err());
        for (file, text) in [
            ("sys/class/net/eth0/ifindex", "2\n"),
            ("sys/class/net/eth0/address", "02:00:00:00:00:01\n"),
            ("proc/sys/net/core/busy_read", "0\n"),
            ("proc/sys/net/core/busy_poll", "0\n"),
            ("proc/7/comm", "napi/eth1-5\n"),
        ] {
            write(file, text);
        }
        assert_eq!(polling(), Ok(Polling::default()));
        write("sys/class/net/eth0/threaded", "0\n");
        assert_eq!(polling(), Ok(Polling::default()));
        write("sys/class/net/eth0/threaded", "1\n");
        assert_eq!(polling().unwrap().threads, Some(Vec::new()));
        write("proc/8/comm", "napi/eth0-5\n");
        assert!(polling().is_err(), "its CPUs are not told");
        write(
            "proc/8/status",
            "Name:\tnapi/eth0-5\nCpus_allowed_list:\t1,3\n",
        );
        let cpus: CpuSet = "1,3".parse().unwrap();
        assert_eq!(polling().unwrap().threads, Some(vec![cpus]));
        write("proc/sys/net/core/busy_poll", "50\n");
        assert!(polling().unwrap().busy);
    }
}
