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
    let driver = interface.driver.as_deref().unwrap_or_default();
    let limits = Limits::of(driver);
    let mtu = received(interface);
    let known_limit = limits.and_then(|limits| limits.mtu);
    let limit = known_limit.unwrap_or(SMALLEST_LIMIT);
    if mtu <= limit {
        return Frags::Unneeded;
    }
    let by_driver = match &interface.xdp_features {
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
fn received(interface: &InterfaceFacts) -> u32 {
    match &interface.peer {
        Some(Ok(peer)) => peer.link.mtu,
        _ => interface.link.mtu,
    }
}
