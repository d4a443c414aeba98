//! Connections between two kernels in one. Needs root; reported as ignored without.

use std::{error::Error, fs, process::ExitCode, time::Duration};

use softrss_testbed::{
    Encapsulation, FrameSocket, FrameTap, IpVersion, SegmentSizes, SynTap, TcpBed, TcpPair,
    TestbedError,
    harness::{self, Need, Outcome, Trial},
    packet::{Ipv4, Tcp, eth},
};

fn main() -> ExitCode {
    macro_rules! trials {
        ($($test:ident),* $(,)?) => {
            vec![$(Trial {
                name: stringify!($test),
                needs: &[Need::Root, Need::Kernel(5, 8)],
                test: $test,
            }),*]
        };
    }
    harness::run(trials![
        plain_connections,
        connections_in_a_vlan,
        connections_in_two_vlans,
        connections_in_pppoe,
        connections_in_pppoe_in_a_vlan,
        connections_behind_mpls,
        the_link_carries_the_headers,
        frames_are_as_large_as_the_link,
        a_wrong_checksum_is_counted,
        a_smaller_link_makes_smaller_segments,
        a_server_that_is_not_reached_does_not_answer,
        a_relay_that_fails_is_reported,
        a_bed_is_silent_without_a_connection,
        impossible_encapsulations_are_refused,
    ])
}

const PATIENCE: Duration = Duration::from_secs(10);
/// More than a window holds.
const TRANSFER: u64 = 300_000;

/// Headers of IP and TCP.
fn headers(version: IpVersion) -> u32 {
    match version {
        IpVersion::V4 => 40,
        IpVersion::V6 => 60,
    }
}

/// The option and the checksums of the SYN and of its answer, which the taps have seen.
fn assert_offered(taps: &[SynTap; 2], connection: &TcpPair, mss: u32) -> Outcome {
    let ports = [
        connection.client().local_addr()?.port(),
        connection.server().local_addr()?.port(),
    ];
    for (at, tap) in taps.iter().enumerate() {
        let syn = tap.next_syn(PATIENCE)?.ok_or("no SYN was seen")?.segment;
        assert!(syn.checksums_valid, "{syn:?}");
        assert_eq!(syn.mss.map(u32::from), Some(mss), "{syn:?}");
        assert_eq!([syn.source.port(), syn.destination.port()], {
            if at == 0 { ports } else { [ports[1], ports[0]] }
        });
        assert_eq!(syn.flags & Tcp::ACK != 0, at == 1, "{syn:?}");
    }
    Ok(())
}

fn connections_behind(encapsulation: Encapsulation, mtu: u32) -> Outcome {
    let bed = TcpBed::new(encapsulation)?;
    let ends = [bed.testbed().sink(), bed.testbed().source()];
    for version in IpVersion::ALL {
        let taps = [bed.syns(ends[0])?, bed.syns(ends[1])?];
        let connection = bed.connect(version)?;
        let size = mtu - headers(version);
        let both = SegmentSizes {
            client: size,
            server: size,
        };
        assert_eq!(connection.segment_sizes()?, both);
        assert_offered(&taps, &connection, size)?;
        connection.transfer(TRANSFER)?;
    }
    for end in ends {
        let counters = bed.counters(end)?;
        assert_eq!(counters.checksum_errors, 0);
        let least = 2 * TRANSFER / u64::from(mtu);
        assert!(
            counters.received > least,
            "{counters:?}: {least} segments at least"
        );
    }
    Ok(bed.finish()?)
}

fn plain_connections() -> Outcome {
    connections_behind(Encapsulation::Plain, 1500)
}

fn connections_in_a_vlan() -> Outcome {
    connections_behind(Encapsulation::Vlan(100), 1500)
}

fn connections_in_two_vlans() -> Outcome {
    let (service, customer) = (200, 100);
    connections_behind(Encapsulation::QinQ { service, customer }, 1500)
}

fn connections_in_pppoe() -> Outcome {
    connections_behind(Encapsulation::Pppoe { session: 7 }, 1492)
}

fn connections_in_pppoe_in_a_vlan() -> Outcome {
    let (vlan, session) = (100, 7);
    connections_behind(Encapsulation::VlanPppoe { vlan, session }, 1492)
}

fn connections_behind_mpls() -> Outcome {
    connections_behind(Encapsulation::Mpls { label: 1000 }, 1500)
}

/// Bytes 12 to 18 of the first frame of a connection, as a packet socket of the sink sees it.
fn first_types(encapsulation: Encapsulation) -> Result<[u8; 6], Box<dyn Error>> {
    let bed = TcpBed::new(encapsulation)?;
    let tap = FrameTap::open(bed.testbed().sink())?;
    let _connection = bed.connect(IpVersion::V4)?;
    let frame = tap.next_frame(PATIENCE)?.ok_or("no frame")?;
    Ok(*frame[12..].first_chunk().ok_or("a short frame")?)
}

fn the_link_carries_the_headers() -> Outcome {
    let (service, customer) = (200, 100);
    let types = first_types(Encapsulation::QinQ { service, customer })?;
    assert_eq!(
        types,
        [0x81, 0, 0, 100, 8, 0],
        "the kernel took the outer tag"
    );
    let types = first_types(Encapsulation::Pppoe { session: 7 })?;
    assert_eq!(types[..6], [0x88, 0x64, 0x11, 0, 0, 7]);
    let types = first_types(Encapsulation::Mpls { label: 16 })?;
    assert_eq!(types, [0x88, 0x47, 0, 1, 1, 64]);
    Ok(())
}

/// With the offloads of veth the kernel would send up to 64 KiB at once, without checksums.
fn frames_are_as_large_as_the_link() -> Outcome {
    let bed = TcpBed::new(Encapsulation::Plain)?;
    let tap = FrameTap::open(bed.testbed().sink())?;
    let connection = bed.connect(IpVersion::V4)?;
    connection.transfer(TRANSFER)?;
    let (mut frames, mut largest) = (0, 0);
    while let Some(frame) = tap.next_frame(Duration::from_millis(50))? {
        (frames, largest) = (frames + 1, largest.max(frame.len()));
        let segment = softrss_testbed::TcpSegment::parse(&frame[14..]).ok_or("no segment")?;
        assert!(segment.checksums_valid, "{segment:?}");
    }
    assert!(frames > TRANSFER / 1460, "{frames} frames");
    assert_eq!(largest, 1514);
    Ok(())
}

/// What shows that the checks above can fail.
fn a_wrong_checksum_is_counted() -> Outcome {
    let bed = TcpBed::new(Encapsulation::Plain)?;
    let (source, sink) = (bed.testbed().source(), bed.testbed().sink());
    let tap = bed.syns(sink)?;
    let socket = FrameSocket::open(source)?;
    let syn = eth(sink.mac(), source.mac()).layer(Ipv4::new(source.ipv4(), sink.ipv4()));
    let syn = syn.layer(Tcp {
        checksum: Some(0xbad),
        ..Tcp::syn(1, 2, 1460)
    });
    assert_eq!(socket.send(&[&syn.build()?])?, 1);
    let seen = tap.next_syn(PATIENCE)?.ok_or("no SYN was seen")?;
    assert!(!seen.segment.checksums_valid);
    assert_eq!(seen.frame, syn.build()?);
    // The tap may be faster than TCP.
    for _ in 0..1000 {
        if bed.counters(sink)?.checksum_errors > 0 {
            break;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    assert_eq!(bed.counters(sink)?.checksum_errors, 1);
    assert_eq!(bed.counters(source)?.checksum_errors, 0);
    Ok(())
}

/// The server takes and sends less in IPv6, and IPv4 is not concerned.
fn a_smaller_link_makes_smaller_segments() -> Outcome {
    let bed = TcpBed::new(Encapsulation::Pppoe { session: 1 })?;
    bed.testbed().sink().netns().run(|| {
        let setting = "/proc/sys/net/ipv6/conf/inner0/mtu";
        fs::write(setting, "1300")
    })??;
    let connection = bed.connect(IpVersion::V6)?;
    let sizes = connection.segment_sizes()?;
    assert_eq!((sizes.client, sizes.server), (1240, 1240));
    connection.transfer(10_000)?;
    let connection = bed.connect(IpVersion::V4)?;
    assert_eq!(connection.segment_sizes()?.server, 1452);
    Ok(())
}

fn a_server_that_is_not_reached_does_not_answer() -> Outcome {
    let bed = TcpBed::new(Encapsulation::Plain)?;
    bed.testbed().sink().set_up(false)?;
    let refused = bed.connect_within(IpVersion::V4, Duration::from_millis(200));
    let refused = refused.err().ok_or("the link is down")?;
    assert!(
        matches!(refused, TestbedError::Unanswered { .. }),
        "{refused}"
    );
    Ok(())
}

/// A connection that fails because of the bed says so in the end.
fn a_relay_that_fails_is_reported() -> Outcome {
    let bed = TcpBed::new(Encapsulation::Vlan(5))?;
    bed.testbed().sink().set_up(false)?;
    let refused = bed.connect_within(IpVersion::V4, Duration::from_millis(200));
    assert!(refused.is_err());
    let told = bed.finish().err().ok_or("the relay went on")?;
    assert_eq!(told.to_string(), "cannot receive a frame");
    Ok(())
}

fn a_bed_is_silent_without_a_connection() -> Outcome {
    let bed = TcpBed::new(Encapsulation::Vlan(1))?;
    let taps = [
        FrameTap::open(bed.testbed().source())?,
        FrameTap::open(bed.testbed().sink())?,
    ];
    for tap in taps {
        assert_eq!(tap.next_frame(Duration::from_millis(600))?, None);
    }
    Ok(bed.finish()?)
}

fn impossible_encapsulations_are_refused() -> Outcome {
    let refused = TcpBed::new(Encapsulation::Vlan(4096));
    let refused = refused.err().ok_or("this is no VLAN")?;
    assert_eq!(
        refused.to_string(),
        "VLAN number = 4096 is not possible: 1 to 4094"
    );
    Ok(())
}
