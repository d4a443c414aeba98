//! Whether packets fit one buffer, or the program has to take them in several.

use super::{
    Facts, InterfaceFacts, KernelFacts,
    driver::{Limits, SMALLEST_LIMIT, XdpFeatures},
};
use crate::attach::XdpMode;

/// How the MTU of an interface and the buffers of its driver go together. Sizes are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frags {
    /// Every packet fits one buffer.
    Unneeded,
    /// Packets need several buffers, and the program can take them.
    Needed {
        /// The MTU.
        mtu: u32,
    },
    /// Packets need several buffers, which this kernel or driver has not.
    Impossible {
        /// The MTU.
        mtu: u32,
        /// The largest MTU that is possible.
        limit: u32,
    },
    /// Packets may need several buffers, which this kernel or driver has not. Nobody knows before attaching.
    Doubtful {
        /// The MTU.
        mtu: u32,
    },
}

impl Facts {
    /// Whether a program that is attached in this mode has to be one for packets in several buffers.
    ///
    /// In skb mode the stack gathers a packet in one buffer first.
    #[must_use]
    pub fn frags(&self, mode: XdpMode) -> Frags {
        match (mode, self.known_interface()) {
            (XdpMode::Native, Some(interface)) => of(interface, &self.kernel),
            _ => Frags::Unneeded,
        }
    }

    /// Whether the frags variant is the one to attach: it is needed, and possible.
    #[must_use]
    pub fn frags_wanted(&self, mode: XdpMode) -> bool {
        matches!(self.frags(mode), Frags::Needed { .. })
    }
}

fn of(interface: &InterfaceFacts, kernel: &KernelFacts) -> Frags {
    let driver = interface.device.driver.as_deref().unwrap_or_default();
    let limits = Limits::of(driver);
    let mtu = received(interface);
    let known_limit = limits.and_then(|limits| limits.mtu);
    let limit = known_limit.unwrap_or(SMALLEST_LIMIT);
    if mtu <= limit {
        return Frags::Unneeded;
    }
    let by_driver = match &interface.device.xdp_features {
        Ok(features) => features.contains(XdpFeatures::FRAGS),
        // Kernels before 6.3 do not tell.
        Err(_) => limits
            .and_then(|limits| limits.frags_since)
            .is_some_and(|since| kernel.version().is_some_and(|version| version >= since)),
    };
    let most = limits.and_then(|limits| limits.frags_mtu);
    let limit = if by_driver { most } else { known_limit };
    if by_driver && kernel.frags != Ok(false) && most.is_none_or(|most| mtu <= most) {
        return Frags::Needed { mtu };
    }
    match limit {
        Some(limit) => Frags::Impossible { mtu, limit },
        None => Frags::Doubtful { mtu },
    }
}

/// The largest packet that can arrive: on a veth what the other end sends counts, elsewhere the own MTU.
pub(super) fn received(interface: &InterfaceFacts) -> u32 {
    match &interface.device.peer {
        Some(Ok(peer)) => peer.link.mtu,
        _ => interface.device.link.mtu,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preflight::{Unknown, judge::tests::facts};

    /// A driver at an MTU, in a kernel with or without frags; `features` is what the driver says.
    fn frags(driver: &str, mtu: u32, release: &str, kernel: bool, features: Option<u64>) -> Frags {
        let mut facts = facts();
        facts.kernel.release = Ok(release.into());
        facts.kernel.frags = Ok(kernel);
        if let Some(Ok(interface)) = &mut facts.interface {
            interface.device.driver = Ok(driver.into());
            interface.device.link.mtu = mtu;
            let untold = Unknown::Untold { what: "it".into() };
            interface.device.xdp_features = features.map(XdpFeatures).ok_or(untold);
        }
        assert_eq!(facts.frags(XdpMode::Skb), Frags::Unneeded);
        let frags = facts.frags(XdpMode::Native);
        assert_eq!(
            facts.frags_wanted(XdpMode::Native),
            matches!(frags, Frags::Needed { .. })
        );
        frags
    }

    #[test]
    fn large_packets_are_taken_in_several_buffers_where_that_is_possible() {
        const ALL: Option<u64> = Some(0x7f);
        const NO_FRAGS: Option<u64> = Some(7);
        let needed = |mtu| Frags::Needed { mtu };
        let impossible = |mtu, limit| Frags::Impossible { mtu, limit };
        for (driver, mtu, release, kernel, features, expected) in [
            ("i40e", 3046, "6.12", true, ALL, Frags::Unneeded),
            ("i40e", 3047, "6.12", true, ALL, needed(3047)),
            ("i40e", 9703, "6.12", true, ALL, impossible(9703, 9702)),
            ("i40e", 9000, "6.12", true, NO_FRAGS, impossible(9000, 3046)),
            ("veth", 3520, "5.15", false, None, Frags::Unneeded),
            ("veth", 9000, "5.15", false, None, impossible(9000, 3520)),
            ("veth", 9000, "5.18", true, None, needed(9000)),
            (
                "mlx5_core",
                9000,
                "6.2.1",
                true,
                None,
                impossible(9000, 3498),
            ),
            (
                "ixgbe",
                9000,
                "6.12",
                true,
                NO_FRAGS,
                impossible(9000, 3050),
            ),
            ("virtio_net", 9000, "6.12", true, ALL, needed(9000)),
            (
                "virtio_net",
                9000,
                "6.1",
                true,
                None,
                Frags::Doubtful { mtu: 9000 },
            ),
            ("new", 9000, "9.9", true, ALL, needed(9000)),
            (
                "new",
                9000,
                "9.9",
                true,
                NO_FRAGS,
                Frags::Doubtful { mtu: 9000 },
            ),
            ("new", 1500, "9.9", true, NO_FRAGS, Frags::Unneeded),
        ] {
            let found = frags(driver, mtu, release, kernel, features);
            assert_eq!(found, expected, "{driver} {mtu} {release}");
        }
    }
}
