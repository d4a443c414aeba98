//! Carries the packets of a namespace's TCP to the link and back, wrapped into an encapsulation.
//!
//! ```text
//!   inner0 ──veth── relay0 ══ this relay ══ source0 ──veth── sink0 ══ the other ══ relay0 ──veth── inner0
//!   kernel TCP      IP in Ethernet          IP in VLAN, PPPoE, …          IP in Ethernet      kernel TCP
//! ```
//!
//! So headers are tried that this kernel may know nothing of.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use netlink_packet_route::link::LinkFlags;

use crate::{
    bed::{End, wait_for_carrier},
    error::TestbedError,
    mac::MacAddr,
    netlink::{Netlink, VethEnd},
    traffic::{FrameSocket, FrameTap},
};

use super::{encapsulation::Encapsulation, site::Site};

/// The interface that has the addresses.
pub(super) const INNER: &str = "inner0";
/// Its peer, from which the relay takes frames.
const RELAY: &str = "relay0";
/// How soon a relay sees that it is to end.
const PATIENCE: Duration = Duration::from_millis(20);

/// The threads of a relay, which end with this value.
#[derive(Debug)]
pub(super) struct Relay {
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<Result<(), TestbedError>>>,
}

impl Relay {
    /// Makes the inner interface of `end` and carries what it sends to the link, and the reverse. `peer` and
    /// `peer_mac` are the other end's.
    pub(super) fn start(
        end: &End,
        peer_mac: MacAddr,
        (site, peer): (&Site, &Site),
        encapsulation: Encapsulation,
    ) -> Result<Self, TestbedError> {
        add_inner(end, site, peer, encapsulation.ip_mtu())?;
        let netns = end.netns();
        let (wire_mac, inner_mac, relay_mac) = (end.mac(), site.inner_mac, site.relay_mac);
        let mut relay = Self {
            stop: Arc::default(),
            threads: Vec::new(),
        };
        // Frames that inner0 sends are those which relay0 does not.
        let from_inner = FrameTap::open_on(netns, RELAY, relay_mac)?;
        let to_wire = FrameSocket::open(end)?;
        relay.spawn("relay/out", from_inner, to_wire, move |frame| {
            let ip = Encapsulation::Plain.unwrap(frame)?;
            Some(encapsulation.wrap(peer_mac, wire_mac, ip))
        })?;
        let from_wire = FrameTap::open(end)?;
        let to_inner = FrameSocket::open_on(netns, RELAY)?;
        relay.spawn("relay/in", from_wire, to_inner, move |frame| {
            let ip = encapsulation.unwrap(frame)?;
            Some(Encapsulation::Plain.wrap(inner_mac, relay_mac, ip))
        })?;
        Ok(relay)
    }

    /// Ends it; what it failed of, if it did.
    pub(super) fn finish(mut self) -> Result<(), TestbedError> {
        self.stop()
    }

    /// Starts a thread that sends what `change` makes of each frame; `None` is not sent.
    fn spawn(
        &mut self,
        name: &str,
        tap: FrameTap,
        socket: FrameSocket,
        change: impl Fn(&[u8]) -> Option<Changed> + Send + 'static,
    ) -> Result<(), TestbedError> {
        let stop = Arc::clone(&self.stop);
        let body = move || {
            while !stop.load(Relaxed) {
                let Some(frame) = tap.next_frame(PATIENCE)? else {
                    continue;
                };
                let Some(frame) = change(&frame) else {
                    continue;
                };
                let frame = frame?;
                // 0 when the kernel has no room for it now.
                while socket.send(&[&frame])? == 0 && !stop.load(Relaxed) {
                    thread::yield_now();
                }
            }
            Ok(())
        };
        let thread = thread::Builder::new().name(name.into()).spawn(body);
        self.threads
            .push(thread.map_err(|source| TestbedError::Kernel {
                what: "start a thread",
                source,
            })?);
        Ok(())
    }

    fn stop(&mut self) -> Result<(), TestbedError> {
        self.stop.store(true, Relaxed);
        let mut result = Ok(());
        for thread in self.threads.drain(..) {
            let outcome = thread
                .join()
                .unwrap_or_else(|payload| std::panic::resume_unwind(payload));
            result = result.and(outcome);
        }
        result
    }
}

/// A frame, made anew.
type Changed = Result<Vec<u8>, crate::packet::PacketError>;

impl Drop for Relay {
    fn drop(&mut self) {
        // Who wants to know calls `finish`.
        let _ = self.stop();
    }
}

/// Makes the veth pair inside the namespace, with addresses on one side of it.
fn add_inner(end: &End, site: &Site, peer: &Site, mtu: u32) -> Result<(), TestbedError> {
    let netns = end.netns();
    let mut netlink = Netlink::open(netns)?;
    let veth = |name, mac| VethEnd { netns, name, mac };
    netlink.add_veth(
        veth(INNER, site.inner_mac),
        veth(RELAY, site.relay_mac),
        1,
        mtu,
    )?;
    let inner = netlink.link(INNER)?.index;
    let relay = netlink.link(RELAY)?.index;
    netlink.set_up(inner, LinkFlags::Noarp)?;
    netlink.set_up(relay, LinkFlags::Noarp)?;
    netlink.add_address(inner, site.ipv4.into(), 24)?;
    netlink.add_address(inner, site.ipv6.into(), 64)?;
    for address in [peer.ipv4.into(), peer.ipv6.into()] {
        // Not that of relay0, whose own stack would look at the packets then.
        netlink.add_neighbour(inner, address, peer.inner_mac)?;
    }
    wait_for_carrier(&mut netlink, INNER)?;
    wait_for_carrier(&mut netlink, RELAY)
}
