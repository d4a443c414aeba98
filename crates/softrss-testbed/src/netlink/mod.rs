//! The few netlink requests that a test bed is made of, one after the other and without an async runtime.
//!
//! A netlink socket serves the namespace of the thread that opened it, so [`Netlink::open`] takes the namespace and the
//! requests can then be made from any thread.

mod channel;
mod ethtool;

use std::{
    net::IpAddr,
    os::fd::{AsFd, AsRawFd},
};

use netlink_packet_core::{NLM_F_CREATE, NLM_F_EXCL, NLM_F_REPLACE, NetlinkPayload};
use netlink_packet_route::{
    AddressFamily, RouteNetlinkMessage,
    address::{AddressAttribute, AddressFlags, AddressHeaderFlags, AddressMessage},
    link::{InfoData, InfoKind, InfoVeth, LinkAttribute, LinkFlags, LinkInfo, LinkMessage, State},
    neighbour::{NeighbourAddress, NeighbourAttribute, NeighbourMessage, NeighbourState},
};
use netlink_sys::protocols::NETLINK_ROUTE;

use crate::{error::TestbedError, mac::MacAddr, netns::Netns};
use channel::Channel;
pub(crate) use ethtool::Ethtool;

/// One end of a veth pair, as it is created.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VethEnd<'a> {
    pub(crate) netns: &'a Netns,
    pub(crate) name: &'a str,
    pub(crate) mac: MacAddr,
}

/// What the kernel says about a link.
#[derive(Debug, Default)]
pub(crate) struct LinkStatus {
    pub(crate) index: u32,
    /// Carrier there, operational state settled and queues started: packets pass.
    pub(crate) ready: bool,
}

/// An rtnetlink socket of one namespace.
pub(crate) struct Netlink(Channel);

impl Netlink {
    pub(crate) fn open(netns: &Netns) -> Result<Self, TestbedError> {
        Channel::open(netns, NETLINK_ROUTE).map(Self)
    }

    /// Creates a veth pair with each end where it belongs; neither is ever anywhere else.
    pub(crate) fn add_veth(
        &mut self,
        near: VethEnd<'_>,
        far: VethEnd<'_>,
        queues: u32,
        mtu: u32,
    ) -> Result<(), TestbedError> {
        let mut message = link_of(near, queues, mtu);
        message.attributes.push(LinkAttribute::LinkInfo(vec![
            LinkInfo::Kind(InfoKind::Veth),
            LinkInfo::Data(InfoData::Veth(InfoVeth::Peer(link_of(far, queues, mtu)))),
        ]));
        self.0.acknowledged(
            "create a veth pair",
            RouteNetlinkMessage::NewLink(message),
            NLM_F_CREATE | NLM_F_EXCL,
        )
    }

    /// Whether this kernel has links of this kind. One is made, if the kind needs nothing to be said about it.
    #[cfg(feature = "harness")]
    pub(crate) fn knows_kind(&mut self, kind: &str) -> Result<bool, TestbedError> {
        let mut message = LinkMessage::default();
        let kind = LinkInfo::Kind(InfoKind::Other(kind.to_owned()));
        message.attributes.push(LinkAttribute::LinkInfo(vec![kind]));
        let made = self.0.acknowledged(
            "create a link",
            RouteNetlinkMessage::NewLink(message),
            NLM_F_CREATE | NLM_F_EXCL,
        );
        match made {
            Err(TestbedError::Kernel { source, .. }) => {
                Ok(source.raw_os_error() != Some(nix::libc::EOPNOTSUPP))
            }
            Err(error) => Err(error),
            Ok(()) => Ok(true),
        }
    }

    /// Switches a link on. `flags` are set beside `UP`.
    pub(crate) fn set_up(&mut self, index: u32, flags: LinkFlags) -> Result<(), TestbedError> {
        let mut message = LinkMessage::default();
        message.header.index = index;
        message.header.flags = LinkFlags::Up | flags;
        message.header.change_mask = LinkFlags::Up | flags;
        self.0
            .acknowledged("switch a link on", RouteNetlinkMessage::SetLink(message), 0)
    }

    /// Switches a link off.
    pub(crate) fn set_down(&mut self, index: u32) -> Result<(), TestbedError> {
        let mut message = LinkMessage::default();
        message.header.index = index;
        message.header.change_mask = LinkFlags::Up;
        self.0.acknowledged(
            "switch a link off",
            RouteNetlinkMessage::SetLink(message),
            0,
        )
    }

    /// Sets the MTU of a link, in bytes.
    pub(crate) fn set_mtu(&mut self, index: u32, mtu: u32) -> Result<(), TestbedError> {
        let mut message = LinkMessage::default();
        message.header.index = index;
        message.attributes.push(LinkAttribute::Mtu(mtu));
        self.0.acknowledged(
            "set the MTU of a link",
            RouteNetlinkMessage::SetLink(message),
            0,
        )
    }

    /// Adds an address that is usable at once (no duplicate address detection).
    pub(crate) fn add_address(
        &mut self,
        index: u32,
        address: IpAddr,
        prefix_len: u8,
    ) -> Result<(), TestbedError> {
        let mut message = AddressMessage::default();
        message.header.family = family_of(address);
        message.header.prefix_len = prefix_len;
        message.header.flags = AddressHeaderFlags::Nodad | AddressHeaderFlags::Permanent;
        message.header.index = index;
        message.attributes = vec![
            AddressAttribute::Address(address),
            AddressAttribute::Local(address),
            AddressAttribute::Flags(AddressFlags::Nodad | AddressFlags::Permanent),
        ];
        self.0.acknowledged(
            "add an address",
            RouteNetlinkMessage::NewAddress(message),
            NLM_F_CREATE | NLM_F_EXCL,
        )
    }

    /// Adds a neighbour that never has to be asked for.
    pub(crate) fn add_neighbour(
        &mut self,
        index: u32,
        address: IpAddr,
        mac: MacAddr,
    ) -> Result<(), TestbedError> {
        let mut message = NeighbourMessage::default();
        message.header.family = family_of(address);
        message.header.ifindex = index;
        message.header.state = NeighbourState::Permanent;
        message.attributes = vec![
            NeighbourAttribute::Destination(match address {
                IpAddr::V4(address) => NeighbourAddress::Inet(address),
                IpAddr::V6(address) => NeighbourAddress::Inet6(address),
            }),
            NeighbourAttribute::LinkLayerAddress(mac.0.to_vec()),
        ];
        self.0.acknowledged(
            "add a permanent neighbour",
            RouteNetlinkMessage::NewNeighbour(message),
            NLM_F_CREATE | NLM_F_REPLACE,
        )
    }

    /// Asks for the state of the link called `name`.
    pub(crate) fn link(&mut self, name: &str) -> Result<LinkStatus, TestbedError> {
        let what = "ask for the state of a link";
        let mut message = LinkMessage::default();
        message.attributes.push(LinkAttribute::IfName(name.into()));
        let answer = self
            .0
            .exchange(what, RouteNetlinkMessage::GetLink(message), 0)?;
        let NetlinkPayload::InnerMessage(RouteNetlinkMessage::NewLink(link)) = answer else {
            return Err(TestbedError::Answer {
                what,
                detail: format!("{answer:?}"),
            });
        };
        let started = link
            .attributes
            .iter()
            .any(|attribute| matches!(attribute, LinkAttribute::Qdisc(qdisc) if qdisc != "noop"));
        let settled = link
            .attributes
            .contains(&LinkAttribute::OperState(State::Up));
        let carrier = link
            .header
            .flags
            .contains(LinkFlags::LowerUp | LinkFlags::Running);
        Ok(LinkStatus {
            index: link.header.index,
            ready: started && settled && carrier,
        })
    }
}

fn link_of(end: VethEnd<'_>, queues: u32, mtu: u32) -> LinkMessage {
    let mut message = LinkMessage::default();
    message.attributes = vec![
        LinkAttribute::IfName(end.name.into()),
        LinkAttribute::Address(end.mac.0.to_vec()),
        LinkAttribute::NetNsFd(end.netns.as_fd().as_raw_fd()),
        LinkAttribute::NumTxQueues(queues),
        LinkAttribute::NumRxQueues(queues),
        LinkAttribute::Mtu(mtu),
    ];
    message
}

fn family_of(address: IpAddr) -> AddressFamily {
    match address {
        IpAddr::V4(_) => AddressFamily::Inet,
        IpAddr::V6(_) => AddressFamily::Inet6,
    }
}
