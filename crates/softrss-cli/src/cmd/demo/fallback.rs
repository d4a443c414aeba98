//! What the demo shows where it may not send packets: the same decisions, on a capture made for it.

use std::{
    io::{self, Cursor, Write as _},
    net::{Ipv4Addr, Ipv6Addr},
    time::Duration,
};

use softrss_core::ResolvedPolicy;
use softrss_testbed::{
    MacAddr, PcapWriter,
    packet::{Packet, PacketError, eth},
};

use crate::{
    Failure,
    capture::Capture,
    cmd::refusal,
    report::simulation::{Captured, Report},
    simulation::Simulation,
};

/// Flows of the capture.
const FLOWS: u16 = 1024;
/// Packets of each flow, half of them in each direction.
const PACKETS: u16 = 4;

/// Says what is shown instead, and simulates the policy on the capture.
pub(super) fn run(policy: &ResolvedPolicy) -> Result<(), Failure> {
    // Talk; the result is shown also where nobody listens.
    let _ = writeln!(
        io::stderr(),
        "no privileges to send packets: simulating {FLOWS} flows of an access network instead (PPPoE, VLAN, MPLS, \
         GRE, VXLAN, GTP-U)"
    );
    for (asked, unseen) in [
        (
            policy.policy().targets.mss.is_some(),
            "what TCP connections negotiate",
        ),
        (
            policy.policy().observe.latency,
            "how long packets wait in the queues",
        ),
    ] {
        if asked {
            let _ = writeln!(
                io::stderr(),
                "{unseen} cannot be shown without real packets"
            );
        }
    }
    let _ = writeln!(io::stderr());
    let capture = capture().map_err(refusal::capture)?;
    let mut simulation = Simulation::new(policy);
    let mut frames = Capture::new(Cursor::new(capture)).map_err(refusal::capture)?;
    while let Some(frame) = frames.next().map_err(refusal::capture)? {
        simulation.step(&frame);
    }
    Report::new(&simulation, &Captured::of(&frames)).print(false)?;
    writeln!(io::stdout()).map_err(Failure::output)
}

/// A capture of flows that a NIC cannot tell apart.
fn capture() -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let mut pcap = PcapWriter::new(Vec::new())?;
    let mut time = Duration::ZERO;
    for packet in 0..PACKETS {
        for flow in 0..FLOWS {
            time += Duration::from_micros(10);
            pcap.frame(time, &frame(flow, packet % 2 == 1)?)?;
        }
    }
    Ok(pcap.finish()?)
}

/// A packet of a flow, to the subscriber or from it.
fn frame(flow: u16, upstream: bool) -> Result<Vec<u8>, PacketError> {
    let [high, low] = flow.to_be_bytes();
    let subscriber = Ipv4Addr::new(198, 18, high, low);
    let server = Ipv4Addr::new(198, 19, 0, 1);
    let site = (
        Ipv4Addr::new(198, 18, 255, 1),
        Ipv4Addr::new(198, 19, 255, 1),
    );
    let (from, to) = if upstream {
        (subscriber, server)
    } else {
        (server, subscriber)
    };
    let (sport, dport) = if upstream {
        (40_000 + flow, 443)
    } else {
        (443, 40_000 + flow)
    };
    let (site_from, site_to) = if upstream { site } else { (site.1, site.0) };
    let link = eth(MacAddr::local(2), MacAddr::local(1));
    let tunnel = |packet: Packet| packet.ipv4(site_from, site_to);
    let inner = match flow % 8 {
        0..=2 => link.vlan(100).pppoe(flow),
        3 => link.service_vlan(200).vlan(flow % 64),
        4 => link.mpls(16).mpls(u32::from(flow)),
        5 => tunnel(link).gre(),
        6 => tunnel(link)
            .udp(40_000, 4789)
            .vxlan(7)
            .eth(MacAddr::local(4), MacAddr::local(3)),
        _ => tunnel(link).udp(2152, 2152).gtpu(u32::from(flow)),
    };
    let to_v6 = |v4: Ipv4Addr| {
        let [.., a, b] = v4.to_ipv6_mapped().segments();
        Ipv6Addr::new(0x2001, 0xdb8, a, b, 0, 0, 0, 1)
    };
    let ip = if flow.is_multiple_of(3) {
        inner.ipv6(to_v6(from), to_v6(to))
    } else {
        inner.ipv4(from, to)
    };
    ip.tcp(sport, dport).payload(&[0; 64]).build()
}
