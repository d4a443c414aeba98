//! What is known of an interface.

use std::{io, path::Path};

use aya::programs::{loaded_links, loaded_programs};

use super::{
    Fact, Unknown,
    device::{self, Irq, QueueMasks},
    driver::XdpFeatures,
    fact::is_denied,
    offload::{self, Offloads},
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
    /// The interface.
    pub link: Link,
    /// The interfaces that are built on it: VLAN devices and the like.
    pub above: Vec<Link>,
    /// The bond or bridge it belongs to.
    pub master: Option<Link>,
    /// The interface it is built on, where that is in this namespace.
    pub below: Option<Link>,
    /// The other end of a veth pair.
    pub peer: Option<Fact<Peer>>,
    /// The name of the driver, or the kind of a virtual interface.
    pub driver: Fact<String>,
    /// What the driver says about XDP.
    pub xdp_features: Fact<XdpFeatures>,
    /// What the NIC does to packets.
    pub offloads: Fact<Offloads>,
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

/// The other end of a veth pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// The interface.
    pub link: Link,
    /// What is on there; `None` in another namespace, where it cannot be asked for.
    pub offloads: Option<Fact<Offloads>>,
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
        let is_veth = is_veth(&link);
        let peer = link.lower.filter(|_| is_veth);
        let device = device::directory(root, &link);
        let (counted, masks) = match device::queues(root, &link) {
            Ok((count, masks)) => (Ok(count), Ok(masks)),
            Err(unknown) => (Err(unknown.clone()), Err(unknown)),
        };
        let channels = offload::rx_queues(link.index).map_err(unknown("the queues of {}"));
        let features = XdpFeatures::of(link.index);
        Ok(Self {
            above: all
                .iter()
                .filter(|other| is_above(other, &link))
                .cloned()
                .collect(),
            master: numbered(&all, link.master),
            below: link
                .lower
                .filter(|below| below.netns.is_none() && !is_veth)
                .and_then(|below| numbered(&all, Some(below.index))),
            peer: peer.map(|peer| Peer::of(&mut netlink, peer)),
            driver: driver(&link, device.as_deref()),
            xdp_features: features.map_err(unknown("what the driver of {} says about XDP")),
            offloads: Offloads::of(link.index).map_err(unknown("the offloads of {}")),
            holder: link.xdp.map(|xdp| Holder::of(xdp.program)),
            rx_queues: channels.or(counted),
            masks,
            polling: Polling::of(root, &link),
            node: device.as_deref().and_then(device::node),
            irqs: device.map_or(Ok(Vec::new()), |device| device::irqs(root, &device)),
            link,
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

/// The two ends of a veth pair name each other as what they are built on.
fn is_veth(link: &Link) -> bool {
    link.kind.as_deref() == Some("veth")
}

fn is_above(other: &Link, link: &Link) -> bool {
    other.lower == Some(here(link.index)) && !is_veth(other)
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

impl Peer {
    fn of(netlink: &mut Netlink, peer: Lower) -> Fact<Self> {
        let link = Link::of(netlink, peer);
        let link = link.map_err(|error| Unknown::new("the other end of the veth pair", &error))?;
        let offloads = peer.netns.is_none().then(|| {
            Offloads::of(link.index)
                .map_err(|error| Unknown::new(format!("the offloads of {}", link.name), &error))
        });
        Ok(Self { link, offloads })
    }
}
