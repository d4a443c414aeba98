//! Interfaces, as rtnetlink describes them.

use std::{
    io,
    os::fd::{AsRawFd as _, BorrowedFd},
};

use super::{
    attribute::{attribute, find, number, text},
    socket::Netlink,
};
use crate::mode::XdpMode;

/// `linux/rtnetlink.h`, `linux/if_link.h`
const RTM_GETLINK: u16 = 18;
/// `linux/net_namespace.h`
const RTM_GETNSID: u16 = 90;
const NETNSA_NSID: u16 = 1;
const NETNSA_FD: u16 = 3;
/// `struct rtgenmsg`, padded.
const NSID_HEADER: usize = 4;
const IFLA_ADDRESS: u16 = 1;
const IFLA_IFNAME: u16 = 3;
const IFLA_MTU: u16 = 4;
const IFLA_LINK: u16 = 5;
const IFLA_MASTER: u16 = 10;
const IFLA_LINKINFO: u16 = 18;
const IFLA_INFO_KIND: u16 = 1;
const IFLA_INFO_DATA: u16 = 2;
const IFLA_BR_VLAN_FILTERING: u16 = 7;
const IFLA_TUN_VNET_HDR: u16 = 5;
const IFLA_NUM_RX_QUEUES: u16 = 32;
const IFLA_LINK_NETNSID: u16 = 37;
const IFLA_XDP: u16 = 43;
const IFLA_XDP_ATTACHED: u16 = 2;
const IFLA_XDP_PROG_ID: u16 = 4;
const IFLA_XDP_DRV_PROG_ID: u16 = 5;
const IFLA_XDP_SKB_PROG_ID: u16 = 6;
const IFLA_XDP_HW_PROG_ID: u16 = 7;
const IFLA_TARGET_NETNSID: u16 = 46;
const IFLA_ALT_IFNAME: u16 = 53;
const IFLA_PARENT_DEV_NAME: u16 = 56;
const IFLA_PARENT_DEV_BUS_NAME: u16 = 57;
/// `linux/if.h`, with the NUL.
const ALTIFNAMSIZ: usize = 128;
/// `struct ifinfomsg`
const HEADER: usize = 16;
/// `linux/if.h`
const IFF_UP: u32 = 1;
const IFF_LOWER_UP: u32 = 1 << 16;

/// An interface.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Its number in its namespace.
    pub index: u32,
    /// Its name.
    pub name: String,
    /// What its addresses are (`ARPHRD_*`): 1 is Ethernet.
    pub hardware: u16,
    /// Its address.
    pub address: Vec<u8>,
    /// Whether it is switched on.
    pub up: bool,
    /// Whether its cable leads somewhere.
    pub carrier: bool,
    /// The largest packet it sends, in bytes.
    pub mtu: u32,
    /// What kind of virtual interface it is (`veth`, `vlan`); `None` for a NIC.
    pub kind: Option<String>,
    /// The interface it is built on, or its peer.
    pub lower: Option<Lower>,
    /// The bond or bridge it belongs to.
    pub master: Option<u32>,
    /// Whether it is a bridge that looks at VLAN tags.
    pub vlan_filtering: bool,
    /// Whether who writes to a tap device says how far each packet is finished (`IFF_VNET_HDR`), as virtual machines
    /// do: then some owe a checksum or segmentation. `None` for other interfaces, and before Linux 4.19.
    pub vnet_hdr: Option<bool>,
    /// Receive queues that it was made with; fewer may be in use.
    pub max_rx_queues: u32,
    /// The device behind it: bus and name.
    pub device: Option<(String, String)>,
    /// The XDP program that is attached.
    pub xdp: Option<AttachedXdp>,
}

/// Another interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lower {
    /// Its number in its namespace.
    pub index: u32,
    /// Its namespace, where that is another one.
    pub netns: Option<u32>,
}

/// A program that is attached to an interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttachedXdp {
    /// Where it runs; `None` for a mode that softrss does not know, such as in the NIC.
    pub mode: Option<XdpMode>,
    /// The kernel's number for it.
    pub program: u32,
}

impl Link {
    /// The interface with this number, in this namespace or in another one that it has a number for.
    pub(crate) fn of(netlink: &mut Netlink, lower: Lower) -> io::Result<Self> {
        let link = Self::ask(netlink, lower)?.and_then(|body| Self::parse(&body));
        link.ok_or_else(|| io::ErrorKind::InvalidData.into())
    }

    /// The XDP program of the interface with this number, in this namespace. Nothing else of the answer has
    /// to be understood.
    pub(crate) fn xdp_of(netlink: &mut Netlink, index: u32) -> io::Result<Option<AttachedXdp>> {
        let here = Lower { index, netns: None };
        let body = Self::ask(netlink, here)?.ok_or(io::ErrorKind::InvalidData)?;
        Ok(xdp(&body))
    }

    /// The number of the interface that has `name` as an alternative name, in this namespace.
    ///
    /// # Kernel
    /// 5.5
    pub(crate) fn index_of(netlink: &mut Netlink, name: &str) -> io::Result<u32> {
        // Longer ones than the kernel's need not be asked for.
        if name.len() >= ALTIFNAMSIZ || name.contains('\0') {
            return Err(io::Error::from_raw_os_error(libc::ENODEV));
        }
        let mut body = vec![0; HEADER];
        body.extend(attribute(
            IFLA_ALT_IFNAME,
            &[name.as_bytes(), &[0]].concat(),
        ));
        let answers = netlink.ask(RTM_GETLINK, &body)?;
        let index = answers.first().and_then(|body| number(body.get(4..)));
        index.ok_or_else(|| io::ErrorKind::InvalidData.into())
    }

    fn ask(netlink: &mut Netlink, lower: Lower) -> io::Result<Option<Vec<u8>>> {
        let mut body = vec![0; HEADER];
        body[4..8].copy_from_slice(&lower.index.to_ne_bytes());
        if let Some(netns) = lower.netns {
            body.extend(attribute(IFLA_TARGET_NETNSID, &netns.to_ne_bytes()));
        }
        Ok(netlink.ask(RTM_GETLINK, &body)?.into_iter().next())
    }

    /// Every interface of this namespace.
    pub(crate) fn all(netlink: &mut Netlink) -> io::Result<Vec<Self>> {
        let answers = netlink.dump(RTM_GETLINK, &[0; HEADER])?;
        Ok(answers
            .iter()
            .filter_map(|body| Self::parse(body))
            .collect())
    }

    fn parse(body: &[u8]) -> Option<Self> {
        let attributes = body.get(HEADER..)?;
        let get = |kind| find(attributes, kind);
        let flags = number(body.get(8..))?;
        let info = get(IFLA_LINKINFO).unwrap_or_default();
        let kind = text(find(info, IFLA_INFO_KIND));
        let data = find(info, IFLA_INFO_DATA).unwrap_or_default();
        let filtering = find(data, IFLA_BR_VLAN_FILTERING);
        let vnet_hdr = find(data, IFLA_TUN_VNET_HDR).filter(|_| kind.as_deref() == Some("tun"));
        let device = text(get(IFLA_PARENT_DEV_BUS_NAME)).zip(text(get(IFLA_PARENT_DEV_NAME)));
        Some(Self {
            index: number(body.get(4..))?,
            name: text(get(IFLA_IFNAME))?,
            hardware: u16::from_ne_bytes([body[2], body[3]]),
            address: get(IFLA_ADDRESS).unwrap_or_default().to_vec(),
            up: flags & IFF_UP != 0,
            carrier: flags & IFF_LOWER_UP != 0,
            mtu: number(get(IFLA_MTU))?,
            vlan_filtering: kind.as_deref() == Some("bridge") && filtering == Some(&[1]),
            vnet_hdr: vnet_hdr.map(|value| value != [0]),
            kind,
            lower: number(get(IFLA_LINK)).map(|index| Lower {
                index,
                netns: number(get(IFLA_LINK_NETNSID)),
            }),
            master: number(get(IFLA_MASTER)),
            max_rx_queues: number(get(IFLA_NUM_RX_QUEUES)).unwrap_or(1),
            device,
            xdp: xdp(body),
        })
    }
}

/// The number that this namespace has for the one that `namespace` is, if it has one.
///
/// # Kernel
/// 4.0
pub(crate) fn namespace_number(
    netlink: &mut Netlink,
    namespace: BorrowedFd<'_>,
) -> io::Result<Option<u32>> {
    let mut body = vec![0; NSID_HEADER];
    let fd = namespace.as_raw_fd().to_ne_bytes();
    body.extend(attribute(NETNSA_FD, &fd));
    let answers = netlink.ask(RTM_GETNSID, &body)?;
    let answer = answers.first().and_then(|answer| answer.get(NSID_HEADER..));
    let id = answer.and_then(|attributes| number(find(attributes, NETNSA_NSID)));
    // -1 is no number.
    Ok(id.filter(|id| id.cast_signed() >= 0))
}

/// The program in an answer.
fn xdp(body: &[u8]) -> Option<AttachedXdp> {
    attached(find(body.get(HEADER..)?, IFLA_XDP)?)
}

/// What `IFLA_XDP` says.
fn attached(bytes: &[u8]) -> Option<AttachedXdp> {
    let id = |kind| number(find(bytes, kind));
    let (mode, program) = match find(bytes, IFLA_XDP_ATTACHED)?.first()? {
        0 => return None,
        1 => (Some(XdpMode::Native), id(IFLA_XDP_PROG_ID)),
        2 => (Some(XdpMode::Skb), id(IFLA_XDP_PROG_ID)),
        3 => (None, id(IFLA_XDP_PROG_ID)),
        // In several modes at once: one of them counts here.
        _ => [
            (Some(XdpMode::Native), id(IFLA_XDP_DRV_PROG_ID)),
            (Some(XdpMode::Skb), id(IFLA_XDP_SKB_PROG_ID)),
            (None, id(IFLA_XDP_HW_PROG_ID)),
        ]
        .into_iter()
        .find(|(_, program)| program.is_some())?,
    };
    let program = program?;
    Some(AttachedXdp { mode, program })
}

#[cfg(test)]
mod tests {
    use super::{super::attribute::nested, *};

    fn message(attributes: &[Vec<u8>]) -> Vec<u8> {
        let mut body = vec![0, 0];
        body.extend(1u16.to_ne_bytes());
        body.extend(7u32.to_ne_bytes());
        body.extend((IFF_UP | IFF_LOWER_UP).to_ne_bytes());
        body.extend([0; 4]);
        body.extend(attribute(IFLA_IFNAME, b"eth0.5\0"));
        body.extend(attribute(IFLA_MTU, &1500u32.to_ne_bytes()));
        body.extend(attributes.concat());
        body
    }

    #[test]
    fn a_vlan_device_is_read() {
        let link = Link::parse(&message(&[
            attribute(IFLA_LINK, &2u32.to_ne_bytes()),
            nested(IFLA_LINKINFO, &attribute(IFLA_INFO_KIND, b"vlan\0")),
            attribute(999, &[1]),
        ]));
        let expected = Link {
            index: 7,
            name: "eth0.5".into(),
            hardware: 1,
            up: true,
            carrier: true,
            mtu: 1500,
            kind: Some("vlan".into()),
            lower: Some(Lower {
                index: 2,
                netns: None,
            }),
            max_rx_queues: 1,
            ..Link::default()
        };
        assert_eq!(link, Some(expected));
    }

    #[test]
    fn a_bridge_that_looks_at_tags_is_known() {
        let bridge = |filtering| {
            let data = attribute(IFLA_BR_VLAN_FILTERING, &[filtering]);
            let kind = attribute(IFLA_INFO_KIND, b"bridge\0");
            let info = [kind, nested(IFLA_INFO_DATA, &data)].concat();
            Link::parse(&message(&[nested(IFLA_LINKINFO, &info)])).unwrap()
        };
        assert!(bridge(1).vlan_filtering);
        assert!(!bridge(0).vlan_filtering);
    }

    #[test]
    fn a_tap_tells_whether_packets_come_with_a_header() {
        let tap = |kind: &[u8], value: &[u8]| {
            let data = attribute(IFLA_TUN_VNET_HDR, value);
            let kind = attribute(IFLA_INFO_KIND, kind);
            let info = [kind, nested(IFLA_INFO_DATA, &data)].concat();
            Link::parse(&message(&[nested(IFLA_LINKINFO, &info)])).unwrap()
        };
        assert_eq!(tap(b"tun\0", &[1]).vnet_hdr, Some(true));
        assert_eq!(tap(b"tun\0", &[0]).vnet_hdr, Some(false));
        assert_eq!(tap(b"vlan\0", &[1]).vnet_hdr, None);
    }

    #[test]
    fn programs_are_read_in_every_mode() {
        let xdp = |how: u8, ids: &[(u16, u32)]| {
            let mut bytes = attribute(IFLA_XDP_ATTACHED, &[how]);
            for (kind, id) in ids {
                bytes.extend(attribute(*kind, &id.to_ne_bytes()));
            }
            Link::parse(&message(&[nested(IFLA_XDP, &bytes)]))
                .unwrap()
                .xdp
                .map(|xdp| (xdp.mode, xdp.program))
        };
        let (native, skb) = (Some(XdpMode::Native), Some(XdpMode::Skb));
        assert_eq!(xdp(0, &[]), None);
        assert_eq!(xdp(1, &[(IFLA_XDP_PROG_ID, 9)]), Some((native, 9)));
        assert_eq!(xdp(2, &[(IFLA_XDP_PROG_ID, 9)]), Some((skb, 9)));
        assert_eq!(xdp(3, &[(IFLA_XDP_PROG_ID, 9)]), Some((None, 9)));
        let several = [(IFLA_XDP_SKB_PROG_ID, 8), (IFLA_XDP_DRV_PROG_ID, 9)];
        assert_eq!(xdp(4, &several), Some((native, 9)));
    }

    #[test]
    fn a_program_is_found_whatever_stands_beside_it() {
        let program = [
            attribute(IFLA_XDP_ATTACHED, &[1]),
            // Of a later kernel.
            attribute(77, &[0xff; 5]),
            attribute(IFLA_XDP_PROG_ID, &9u32.to_ne_bytes()),
        ];
        // Neither name nor MTU are as they should be, and the rest is nothing.
        let body = [
            vec![0; HEADER],
            attribute(IFLA_IFNAME, &[0xff, 0xfe]),
            attribute(IFLA_MTU, &[1]),
            nested(IFLA_LINKINFO, &[255, 255, 1, 0]),
            attribute(0x3ffe, &[]),
            nested(IFLA_XDP, &program.concat()),
            vec![2, 0, 0, 0],
        ];
        let found = xdp(&body.concat()).map(|xdp| (xdp.mode, xdp.program));
        assert_eq!(found, Some((Some(XdpMode::Native), 9)));
        assert_eq!(xdp(&body[..5].concat()), None);
    }

    #[test]
    fn what_is_cut_off_is_no_interface() {
        let whole = message(&[]);
        for len in 0..whole.len() {
            assert_eq!(Link::parse(&whole[..len]), None, "{len}");
        }
    }
}
