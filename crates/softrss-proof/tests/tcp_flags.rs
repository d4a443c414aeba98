//! Rules on the flags of TCP, packet by packet.

use softrss_core::{CpuSet, Policy, decide::Verdict};
use softrss_proof::{
    campaign::agreed,
    case::{Sample, Setup},
    engine::{Both, RunError},
    executor::Generated,
    segment::ethernet,
};
use softrss_testbed::packet::{Packet, Tcp};

/// Drops what `flags` match, and hashes the rest.
fn setup(flags: &str) -> Result<Setup, RunError> {
    let text = format!(
        "version = 1\n[targets]\ncpus = \"1-3\"\n[flow]\nfields = \"addresses\"\nicmp_errors = true\n\
         [[rule]]\nmatch = {{ tcp_flags = {flags} }}\naction = \"drop\"\n"
    );
    Ok(Setup::new(text.parse::<Policy>()?, &CpuSet::new())?)
}

fn tcp(flags: u8) -> Tcp {
    Tcp {
        flags,
        ..Tcp::new(40000, 443)
    }
}

fn v4(packet: Packet) -> Packet {
    packet.ipv4([192, 0, 2, 1].into(), [198, 51, 100, 7].into())
}

fn v6(packet: Packet) -> Packet {
    let net = 0x2001_0db8 << 96;
    packet.ipv6((net | 1).into(), (net | 2).into())
}

/// Whether the rule matches, as the model and two machines say.
fn matches(setup: &Setup, frame: Vec<u8>) -> Result<bool, RunError> {
    let decision = agreed::<Generated<Both>>(setup, &Sample::new(frame))?;
    Ok(decision.verdict == Verdict::Drop)
}

#[test]
fn flags_match_as_those_of_nft_do() -> Result<(), RunError> {
    type Holds = fn(u8) -> bool;
    let cases: [(&str, Holds); 6] = [
        ("\"syn\"", |flags| flags & 0x02 != 0),
        ("\"syn,rst\"", |flags| flags & 0x06 != 0),
        ("[\"ack\", \"cwr\"]", |flags| flags & 0x90 != 0),
        ("\"syn / fin,syn,rst,ack\"", |flags| flags & 0x17 == 0x02),
        ("\"none / fin,syn,rst,psh,ack,urg\"", |flags| {
            flags.trailing_zeros() >= 6
        }),
        ("\"fin,psh,urg / fin,syn,rst,psh,ack,urg\"", |flags| {
            flags & 0x3f == 0x29
        }),
    ];
    for (text, holds) in cases {
        let setup = setup(text)?;
        for flags in 0..=255 {
            let found = matches(&setup, v4(ethernet()).layer(tcp(flags)).build()?)?;
            assert_eq!(found, holds(flags), "{text}, {flags:#x}");
        }
    }
    Ok(())
}

#[test]
fn only_the_flags_of_the_packet_itself_count() -> Result<(), RunError> {
    let setup = setup("\"syn\"")?;
    let tunnel = v4(ethernet()).udp(50000, 4789).vxlan(42).over(&ethernet());
    let fragment = v6(ethernet()).fragment(0, true, 1);
    for (packet, expected) in [
        (v6(ethernet()).layer(tcp(2)), true),
        (v4(ethernet().vlan(7)).layer(tcp(0x12)), true),
        (v6(tunnel.clone()).layer(tcp(2)), true),
        (v6(tunnel).layer(tcp(0x10)), false),
        (v4(ethernet()).udp(2, 2), false),
        (fragment.layer(tcp(2)), false),
    ] {
        let found = matches(&setup, packet.build()?)?;
        assert_eq!(found, expected, "{}", packet.describe());
    }
    // A header that is cut before its flags has none.
    let whole = v4(ethernet()).layer(tcp(2)).build()?;
    for length in 34..whole.len() {
        let cut = whole[..length].to_vec();
        assert_eq!(matches(&setup, cut)?, length >= 48, "{length} bytes");
    }
    Ok(())
}
