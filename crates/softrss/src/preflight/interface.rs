//! What is known of an interface.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};

use aya::programs::{loaded_links, loaded_programs};

use super::{
    Fact, Unknown,
    device::{self, Irq, QueueMasks},
    driver::XdpFeatures,
    fact::is_denied,
    namespace,
    offload::{self, Offloads, Place},
    receiver::Polling,
};
use crate::{
    attach::Interface,
    netlink::{
        link::{Link, Lower},
        socket::Netlink,
    },
};

/// An interface, its neighbours and its device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterfaceFacts {
    /// The interfaces that are built on it: VLAN devices and the like.
    pub above: Vec<Link>,
    /// The bond or bridge it belongs to.
    pub master: Option<Link>,
    /// What it is, and where its packets come from.
    pub device: Device,
    /// Who keeps the XDP program on it, if there is one.
    pub holder: Option<Fact<Holder>>,
    /// Receive queues in use.
    pub rx_queues: Fact<u32>,
    /// What steers packets beside us.
    pub masks: Fact<QueueMasks>,
    /// What beside interrupts decides who receives packets.
    pub polling: Fact<Polling>,
    /// The NUMA node of the device; `None` where there is no device, or one node only.
    pub node: Option<u32>,
    /// The interrupts of the device; none where there is no device.
    pub irqs: Fact<Vec<Irq>>,
}

/// An interface that hands packets over, or that takes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// The interface.
    pub link: Link,
    /// The name of the driver, or the kind of a virtual interface.
    pub driver: Fact<String>,
    /// What the driver says about XDP.
    pub xdp_features: Fact<XdpFeatures>,
    /// What it does to packets.
    pub offloads: Fact<Offloads>,
    /// The other end of a pair.
    pub peer: Option<Fact<Peer>>,
    /// Whether a bridge has it as a port.
    pub bridge_port: bool,
    /// What the kernel calls the tag that a switch of DSA puts into its frames, if one is plugged into it.
    pub dsa: Option<Fact<String>>,
    /// The interfaces that it gets its packets from, where it is built on others, bundles or bridges them.
    pub below: Vec<Fact<Device>>,
    /// The macvlan and macvtap devices on it: what one of them sends to another, or to it, it receives.
    pub beside: Vec<Device>,
}

/// The other end of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// The interface.
    pub link: Link,
    /// A path of its namespace; `None` for that of the calling thread, and where none was found.
    pub netns: Option<PathBuf>,
    /// What is on there.
    pub offloads: Fact<Offloads>,
}

impl Peer {
    /// Where it is; nothing if that is not known.
    pub(super) fn place(&self) -> Option<Place> {
        self.offloads.is_ok().then(|| Place {
            netns: self.netns.clone(),
            ..Place::here(&self.link)
        })
    }
}

/// What an attached program is, and what keeps it there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The program's name.
    pub name: String,
    /// The link that holds it; `None` where it was attached without one.
    pub link: Option<u32>,
}

impl Holder {
    /// # Kernel
    /// Needs `CAP_SYS_ADMIN`, as everything that is opened by number.
    fn of(program: u32) -> Fact<Self> {
        let what = || format!("what XDP program {program} is");
        let mut found = None;
        for info in loaded_programs() {
            match info {
                Ok(info) if info.id() == program => {
                    found = Some(info.name_as_str().unwrap_or_default().to_owned());
                }
                Err(error) if is_denied(&error) => return Err(Unknown::Privilege { what: what() }),
                // Another program, or one that was unloaded meanwhile.
                _ => {}
            }
        }
        let name = found.ok_or_else(|| Unknown::Untold { what: what() })?;
        let mut links = loaded_links().filter_map(Result::ok);
        let link = links.find(|link| link.program_id() == program);
        let link = link.map(|link| link.id());
        Ok(Self { name, link })
    }
}

impl InterfaceFacts {
    pub(super) fn gather(root: &Path, interface: &Interface) -> Fact<Self> {
        let name = interface.name();
        let unknown = |what: &str| {
            let what = what.replace("{}", name);
            move |error: io::Error| Unknown::new(what, &error)
        };
        let mut netlink = Netlink::route().map_err(unknown("the interface {}"))?;
        let link = Link::of(&mut netlink, here(interface.index()));
        let link = link.map_err(unknown("the interface {}"))?;
        let all = Link::all(&mut netlink).map_err(unknown("the interfaces beside {}"))?;
        let hardware = device::directory(root, &link);
        let (counted, masks) = match device::queues(root, &link) {
            Ok((count, masks)) => (Ok(count), Ok(masks)),
            Err(unknown) => (Err(unknown.clone()), Err(unknown)),
        };
        let channels = offload::rx_queues(link.index).map_err(unknown("the queues of {}"));
        let mut around = Around {
            netlink,
            root,
            all: &all,
        };
        Ok(Self {
            above: all
                .iter()
                .filter(|other| is_above(other, &link))
                .cloned()
                .collect(),
            master: numbered(&all, link.master),
            holder: link.xdp.map(|xdp| Holder::of(xdp.program)),
            rx_queues: channels.or(counted),
            masks,
            polling: Polling::of(root, &link),
            node: hardware.as_deref().and_then(device::node),
            irqs: hardware.map_or(Ok(Vec::new()), |device| device::irqs(root, &device)),
            device: around.device(&link, 0),
        })
    }

    /// Interfaces built on it that take tagged packets.
    pub(super) fn vlans(&self) -> impl Iterator<Item = &Link> {
        let is_vlan = |link: &&Link| link.kind.as_deref() == Some("vlan");
        self.above.iter().filter(is_vlan)
    }
}

fn here(index: u32) -> Lower {
    Lower { index, netns: None }
}

/// The two ends of a pair name each other as what they are built on.
fn is_paired(link: &Link) -> bool {
    matches!(link.kind.as_deref(), Some("veth" | "netkit"))
}

fn is_above(other: &Link, link: &Link) -> bool {
    other.lower == Some(here(link.index)) && !is_paired(other)
}

fn numbered(all: &[Link], index: Option<u32>) -> Option<Link> {
    let index = index?;
    all.iter().find(|link| link.index == index).cloned()
}

fn driver(link: &Link, device: Option<&Path>) -> Fact<String> {
    match (&link.kind, device) {
        (Some(kind), _) => Ok(kind.clone()),
        (None, Some(device)) => device::driver(device),
        (None, None) => Err(Unknown::Untold {
            what: format!("the driver of {}", link.name),
        }),
    }
}

/// So many interfaces can be built one on the other (`MAX_NEST_DEV`).
const MAX_NESTED: usize = 8;

/// Looks at devices of a namespace, and what is around them.
pub(super) struct Around<'a> {
    netlink: Netlink,
    root: &'a Path,
    /// Every interface of the namespace.
    all: &'a [Link],
}

impl Around<'_> {
    /// Looks at each of `names`.
    pub(super) fn look_at<'n>(
        root: &Path,
        names: impl Iterator<Item = &'n str>,
    ) -> BTreeMap<String, Fact<Option<Device>>> {
        let unknown =
            |error: io::Error| Unknown::new("the interfaces that the policy names", &error);
        let all = Netlink::route()
            .and_then(|mut netlink| Ok((Link::all(&mut netlink)?, netlink)))
            .map_err(unknown);
        let (all, netlink) = match all {
            Ok(all) => all,
            Err(unknown) => {
                return names
                    .map(|name| (name.to_owned(), Err(unknown.clone())))
                    .collect();
            }
        };
        let mut around = Around {
            netlink,
            root,
            all: &all,
        };
        let look = |name: &str| {
            let link = all.iter().find(|link| link.name == name);
            let device = link.map(|link| around.device(link, MAX_NESTED));
            (name.to_owned(), Ok(device))
        };
        names.map(look).collect()
    }

    /// `link`, and what hands it packets, unless it is `depth` interfaces deep.
    fn device(&mut self, link: &Link, depth: usize) -> Device {
        let unknown = |what: &str| {
            let what = what.replace("{}", &link.name);
            move |error: io::Error| Unknown::new(what, &error)
        };
        let device = device::directory(self.root, link);
        let features = XdpFeatures::of(link.index);
        let peer = link.lower.filter(|_| is_paired(link));
        let (below, beside) = if depth < MAX_NESTED {
            (self.below(link, depth), self.beside(link))
        } else {
            (Vec::new(), Vec::new())
        };
        let master = numbered(self.all, link.master);
        Device {
            driver: driver(link, device.as_deref()),
            xdp_features: features.map_err(unknown("what the driver of {} says about XDP")),
            offloads: Offloads::of(link.index).map_err(unknown("the offloads of {}")),
            peer: peer.map(|peer| self.peer(peer)),
            bridge_port: master.is_some_and(|master| master.kind.as_deref() == Some("bridge")),
            dsa: self.switch_tag(link),
            below,
            beside,
            link: link.clone(),
        }
    }

    fn switch_tag(&self, link: &Link) -> Option<Fact<String>> {
        let is_port = |other: &Link| other.kind.as_deref() == Some("dsa") && is_above(other, link);
        device::switch_tag(self.root, link).or_else(|| {
            // The sysfs of another namespace does not tell, and the ports of the switch do.
            let what = format!("the tag of the switch that {} is plugged into", link.name);
            let has_ports = self.all.iter().any(is_port);
            has_ports.then_some(Err(Unknown::Untold { what }))
        })
    }

    fn below(&mut self, link: &Link, depth: usize) -> Vec<Fact<Device>> {
        let all = self.all;
        let members = all
            .iter()
            .filter(|member| member.master == Some(link.index));
        let mut below: Vec<Fact<Device>> = members
            .map(|member| Ok(self.device(member, depth + 1)))
            .collect();
        if let Some(lower) = link.lower.filter(|_| !is_paired(link)) {
            let known = if lower.netns.is_none() {
                all.iter().find(|other| other.index == lower.index)
            } else {
                None
            };
            below.push(match known {
                Some(lower) => Ok(self.device(lower, depth + 1)),
                None => Err(Unknown::Untold {
                    what: format!(
                        "what {} is built on, in another network namespace",
                        link.name
                    ),
                }),
            });
        }
        below
    }

    fn beside(&mut self, link: &Link) -> Vec<Device> {
        let all = self.all;
        let exchange = |other: &&Link| {
            matches!(other.kind.as_deref(), Some("macvlan" | "macvtap")) && is_above(other, link)
        };
        let others = all.iter().filter(exchange);
        others.map(|other| self.device(other, MAX_NESTED)).collect()
    }

    fn peer(&mut self, peer: Lower) -> Fact<Peer> {
        let link = Link::of(&mut self.netlink, peer);
        let link = link.map_err(|error| Unknown::new("the other end of the pair", &error))?;
        let netns = peer
            .netns
            .map(|number| namespace::find(&mut self.netlink, self.root, number));
        let (netns, offloads) = match netns.transpose() {
            Ok(netns) => {
                let offloads = namespace::inside(netns.as_deref(), || Offloads::of(link.index));
                let what = || format!("the offloads of {}, the other end of the pair", link.name);
                let offloads = offloads.map_err(|error| Unknown::new(what(), &error));
                (netns, offloads)
            }
            Err(unknown) => (None, Err(unknown)),
        };
        Ok(Peer {
            link,
            netns,
            offloads,
        })
    }
}
