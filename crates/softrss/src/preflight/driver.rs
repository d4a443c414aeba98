//! What a driver can do in native mode: what it says itself, and what is known of it.

use std::io;

use crate::netlink::{
    attribute::{attribute, find},
    socket::Generic,
};

/// `linux/netdev.h`
const NETDEV_CMD_DEV_GET: u8 = 1;
const NETDEV_A_DEV_IFINDEX: u16 = 1;
const NETDEV_A_DEV_XDP_FEATURES: u16 = 3;

/// What a driver says it can do (`NETDEV_XDP_ACT_*`).
///
/// # Kernel
/// 6.3
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct XdpFeatures(pub u64);

impl XdpFeatures {
    /// It runs programs.
    pub const BASIC: Self = Self(1);
    /// Programs may redirect packets.
    pub const REDIRECT: Self = Self(2);
    /// It takes packets that another interface redirects to it.
    pub const XMIT: Self = Self(4);
    /// It receives packets in several buffers.
    pub const FRAGS: Self = Self(32);

    /// It also takes those that are in several buffers.
    pub const XMIT_FRAGS: Self = Self(64);

    /// Whether all of `other` are among these.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Asks the kernel.
    pub(super) fn of(index: u32) -> io::Result<Self> {
        let mut netdev = Generic::open("netdev")?;
        let which = attribute(NETDEV_A_DEV_IFINDEX, &index.to_ne_bytes());
        let answers = netdev.ask(NETDEV_CMD_DEV_GET, &which)?;
        let features = answers.first().and_then(|attributes| {
            let value = find(attributes, NETDEV_A_DEV_XDP_FEATURES)?;
            Some(Self(u64::from_ne_bytes(value.try_into().ok()?)))
        });
        features.ok_or_else(|| io::ErrorKind::InvalidData.into())
    }
}

/// What is known of a driver, for pages of 4096 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limits {
    driver: &'static str,
    /// The largest MTU at which it takes programs for packets in one buffer; `None` where it is not known.
    pub(super) mtu: Option<u32>,
    /// The first kernel in which it takes programs for packets in several buffers.
    pub(super) frags_since: Option<(u32, u32)>,
    /// The largest MTU with those; `None` where it has no limit of its own.
    pub(super) frags_mtu: Option<u32>,
}

impl Limits {
    const fn new(driver: &'static str, mtu: Option<u32>, frags_since: Option<(u32, u32)>) -> Self {
        Self {
            driver,
            mtu,
            frags_since,
            frags_mtu: None,
        }
    }

    const fn frags_mtu(self, mtu: u32) -> Self {
        Self {
            frags_mtu: Some(mtu),
            ..self
        }
    }

    pub(super) fn of(driver: &str) -> Option<&'static Self> {
        DRIVERS.iter().find(|limits| limits.driver == driver)
    }
}

/// The smallest limit of any driver: packets up to here fit one buffer everywhere.
pub(super) const SMALLEST_LIMIT: u32 = 3046;

const DRIVERS: &[Limits] = &[
    Limits::new("mlx5_core", Some(3498), Some((6, 4))),
    Limits::new("mvneta", None, Some((5, 18))),
    Limits::new("bnxt_en", Some(3502), Some((5, 19))),
    Limits::new("ice", Some(SMALLEST_LIMIT), Some((6, 3))),
    Limits::new("virtio_net", None, Some((6, 3))),
    Limits::new("i40e", Some(SMALLEST_LIMIT), Some((6, 4))).frags_mtu(9702),
    Limits::new("veth", Some(3520), Some((5, 18))).frags_mtu(73152),
    Limits::new("ena", Some(3498), None),
    Limits::new("ixgbe", Some(3050), None),
    Limits::new("ixgbevf", Some(3050), None),
    Limits::new("igb", None, None),
    Limits::new("gve", None, None),
    Limits::new("tun", None, None),
];
