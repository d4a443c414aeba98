//! Rules on the tag behind the outermost one and on the session of PPPoE, packet by packet.

use softrss_core::{CpuSet, Policy, decide::Verdict};
use softrss_proof::{
    campaign::agreed,
    case::{Sample, Setup},
    engine::{Both, RunError},
    executor::Generated,
    segment::ethernet,
};
use softrss_testbed::packet::Packet;

/// Drops what `conditions` match, and hashes the rest.
fn setup(conditions: &str) -> Result<Setup, RunError> {
    let text = format!(
        "version = 1\n[targets]\ncpus = \"1-3\"\n[[rule]]\nmatch = {{ {conditions} }}\naction = \"drop\"\n"
    );
    Ok(Setup::new(text.parse::<Policy>()?, &CpuSet::new())?)
}

fn ip(packet: Packet) -> Packet {
    packet.ipv4([192, 0, 2, 1].into(), [198, 51, 100, 7].into())
}

/// Whether the rule matches, as the model and two machines say.
fn matches(setup: &Setup, packet: &Packet) -> Result<bool, RunError> {
    let decision = agreed::<Generated<Both>>(setup, &Sample::new(packet.build()?))?;
    Ok(decision.verdict == Verdict::Drop)
}

#[test]
fn the_tag_behind_the_outermost_one_is_the_inner_one() -> Result<(), RunError> {
    let tunnel = |packet: Packet| ip(packet).udp(50_000, 4789).vxlan(42);
    let inside = |packet: Packet| {
        let mac = softrss_testbed::MacAddr::local;
        ip(tunnel(packet).eth(mac(4), mac(3)).vlan(8).vlan(8)).udp(1, 2)
    };
    let packets = [
        (ip(ethernet()).udp(1, 2), false),
        (ip(ethernet().vlan(8)).udp(1, 2), false),
        (ip(ethernet().vlan(7).vlan(8)).udp(1, 2), true),
        (
            ip(ethernet().service_vlan(7).vlan(8).vlan(9)).udp(1, 2),
            true,
        ),
        (ip(ethernet().vlan(7).vlan(9).vlan(8)).udp(1, 2), false),
        // Tags in a tunnel are not those of the frame.
        (inside(ethernet()), false),
        (inside(ethernet().vlan(7)), false),
        (inside(ethernet().vlan(7).vlan(8)), true),
    ];
    for conditions in ["inner_vlan = 8", "inner_vlan = 8, vlan = 7"] {
        let setup = setup(conditions)?;
        for (number, (packet, holds)) in packets.iter().enumerate() {
            assert_eq!(matches(&setup, packet)?, *holds, "{conditions}: {number}");
        }
    }
    Ok(())
}

#[test]
fn sessions_match() -> Result<(), RunError> {
    let setup = setup("pppoe_session = [7, \"256-511\"]")?;
    for session in [0, 6, 7, 8, 0x100, 0x1ff, 0x200, 0x700, 0xffff] {
        let holds = session == 7 || session >> 8 == 1;
        for packet in [ethernet(), ethernet().vlan(5)] {
            let packet = ip(packet.pppoe(session)).udp(1, 2);
            assert_eq!(matches(&setup, &packet)?, holds, "{session}");
        }
    }
    assert!(!matches(&setup, &ip(ethernet()).udp(1, 2))?);
    Ok(())
}
