//! What an interface is, as far as it decides in what state its packets come.

use super::{Device, Link};

/// `ARPHRD_LOOPBACK`
pub(super) const LOOPBACK: u16 = 772;

/// What an interface is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A NIC: what it receives came over a wire.
    Physical,
    /// A virtual machine's NIC: what it receives came over a wire, or from another machine on the same host.
    Virtio,
    /// One end of a veth pair: what the other end sends.
    Veth,
    /// One end of a netkit pair.
    Netkit,
    /// A tap device: what a process writes, such as a virtual machine.
    Tap,
    /// A macvtap device.
    Macvtap,
    /// A macvlan device.
    Macvlan,
    /// A VLAN device.
    Vlan,
    /// A bond.
    Bond,
    /// A bridge, as the interface of its host.
    Bridge,
    /// A port of a bridge.
    BridgePort,
    /// What a switch of DSA is plugged into.
    DsaConduit,
    /// An intermediate functional block: what tc sends through it.
    Ifb,
    /// The loopback interface.
    Loopback,
    /// Another virtual interface, such as a tunnel.
    Other,
}

impl Class {
    /// What the device is: the first class that says more than what it is by itself, [`Class::BridgePort`] and
    /// [`Class::DsaConduit`], else [`Class::by_itself`].
    pub(super) fn of(device: &Device) -> Self {
        if device.dsa.is_some() {
            Self::DsaConduit
        } else if device.bridge_port {
            Self::BridgePort
        } else {
            Self::by_itself(device)
        }
    }

    /// What the device is, whatever it belongs to.
    pub(super) fn by_itself(device: &Device) -> Self {
        let Link { kind, hardware, .. } = &device.link;
        match kind.as_deref() {
            None if *hardware == LOOPBACK => Self::Loopback,
            None if device.driver.as_deref() == Ok("virtio_net") => Self::Virtio,
            None => Self::Physical,
            Some("veth") => Self::Veth,
            Some("netkit") => Self::Netkit,
            Some("tun") => Self::Tap,
            Some("macvtap") => Self::Macvtap,
            Some("macvlan") => Self::Macvlan,
            Some("vlan") => Self::Vlan,
            Some("bond") => Self::Bond,
            Some("bridge") => Self::Bridge,
            Some("ifb") => Self::Ifb,
            Some(_) => Self::Other,
        }
    }
}
