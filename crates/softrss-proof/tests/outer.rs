//! Rules on the outermost IP header: what the table of header kinds can carry, and packet by packet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use softrss_core::{
    CpuSet, Policy,
    decide::Verdict,
    header::{
        Header,
        kinds::{By, ipv4, ipv6},
        layout::{byte, half},
    },
    policy::{Action, Decap, Field, FieldPlace, FlowSpec, IpHeader, Match, Prefix, Rule, RuleName},
};
use softrss_proof::{
    Rng,
    campaign::agreed,
    case::{Sample, Setup},
    engine::{Both, RunError},
    executor::Generated,
    rows::{Carrier, Frame, named_ports},
    segment::ethernet,
};
use softrss_testbed::packet::{Icmp, Packet};

/// A condition that holds for the outermost IP header of a packet, and one that does not.
struct Conditions {
    field: Field,
    holds: Match,
    fails: Match,
}

/// What holds for the outermost IP header of `frame`, which carries it as `carrier` says. Read from its bytes, without the
/// walk.
fn conditions(frame: &Frame, carrier: Carrier) -> Result<Vec<Conditions>, RunError> {
    let is_ip = |header: Header| matches!(header, Header::Ipv4 | Header::Ipv6);
    let mut headers = frame.headers.iter();
    let &(ip, at) = headers
        .find(|(header, _)| is_ip(*header))
        .ok_or("no IP header")?;
    let bytes = &frame.bytes[at..];
    let address = |at: u8| -> Result<IpAddr, RunError> {
        let bytes = &bytes[usize::from(at)..];
        Ok(if ip == Header::Ipv4 {
            Ipv4Addr::from(*bytes.first_chunk().ok_or("cut")?).into()
        } else {
            Ipv6Addr::from(*bytes.first_chunk().ok_or("cut")?).into()
        })
    };
    let (src, dst, dscp) = if ip == Header::Ipv4 {
        (ipv4::SRC, ipv4::DST, byte(ipv4::DSCP).read(bytes) >> 2)
    } else {
        (ipv6::SRC, ipv6::DST, half(0).read(bytes) >> 6 & 0x3f)
    };
    let proto = match carrier.by {
        By::Protocol(number) | By::Protocol4(number) | By::Protocol6(number) => number,
        By::UdpTo(_) | By::UdpEither(_) | By::UdpNamed => Header::Udp.protocol(),
        By::EtherType(_) | By::GreType(_) => return Err("no tunnel".into()),
    };
    let udp = frame
        .headers
        .iter()
        .find(|(header, _)| *header == Header::Udp);
    let ports = udp.filter(|_| carrier.by.is_udp());
    let ports = ports.map(|&(_, at)| [0, 2].map(|port| half(port).read(&frame.bytes[at..])));
    let number = |field, number: u32, most: u32| -> Result<Conditions, RunError> {
        let others = [0..=number.wrapping_sub(1), number + 1..=most];
        let others = others
            .into_iter()
            .filter(|range| range.end() <= &most && !range.is_empty());
        Ok(Conditions {
            field,
            holds: Match::numbers(field, [number])?,
            fails: Match::ranges(field, others)?,
        })
    };
    let prefix = |field, address: IpAddr| -> Result<Conditions, RunError> {
        // The last bit is another one.
        let other = match address {
            IpAddr::V4(address) => Ipv4Addr::from_bits(address.to_bits() ^ 1).into(),
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() ^ 1).into(),
        };
        Ok(Conditions {
            field,
            holds: Match::prefixes(field, [Prefix::of(address)])?,
            fails: Match::prefixes(field, [Prefix::of(other)])?,
        })
    };
    let mut all = vec![
        number(Field::OuterProto, proto.into(), 255)?,
        number(Field::OuterDscp, dscp, 63)?,
        prefix(Field::OuterSrc, address(src)?)?,
        prefix(Field::OuterDst, address(dst)?)?,
    ];
    if let Some([src, dst]) = ports {
        all.push(number(Field::OuterSrcPort, src, 65535)?);
        all.push(number(Field::OuterDstPort, dst, 65535)?);
    }
    Ok(all)
}

/// Drops what `condition` matches, and looks through `decap`.
fn dropping(condition: Match, decap: Decap) -> Result<Setup, RunError> {
    let policy = Policy {
        flow: FlowSpec {
            decap,
            ports: named_ports(),
            ..FlowSpec::default()
        },
        rules: vec![Rule {
            name: RuleName::by_position(0),
            matches: vec![condition],
            action: Action::Drop,
        }],
        ..Policy::default()
    };
    Ok(Setup::new(
        policy,
        &(0..4).map(softrss_core::CpuId::from).collect(),
    )?)
}

/// Every field of the outermost IP header, with every way to carry a packet in IP, looked through or not.
#[test]
fn the_outer_header_decides_for_every_kind_of_tunnel() -> Result<(), RunError> {
    let mut rng = Rng::new(0x5eed_0011);
    let outer = |field: &&Field| match field.row().place {
        FieldPlace::Frame => false,
        FieldPlace::Ip(of) | FieldPlace::Transport { of, .. } => of == IpHeader::Outer,
    };
    let fields: Vec<Field> = Field::ALL.iter().filter(outer).copied().collect();
    let mut compared = 0;
    for carrier in Carrier::all().filter(|carrier| !carrier.is_tag()) {
        let mut met = Vec::new();
        for _ in 0..4 {
            let bare = Frame::bare(&mut rng);
            let frame = bare.within(&mut rng, carrier);
            let frame = frame.ok_or_else(|| format!("{carrier:?} carries nothing"))?;
            let sample = Sample::new(frame.bytes.clone());
            for condition in conditions(&frame, carrier)? {
                met.push(condition.field);
                for decap in [Decap::ALL.union(Decap::FOU), Decap::NONE] {
                    for (condition, holds) in [(&condition.holds, true), (&condition.fails, false)]
                    {
                        let setup = dropping(condition.clone(), decap)?;
                        let decision = agreed::<Generated<Both>>(&setup, &sample)?;
                        let ips = decision.headers.iter();
                        let ips =
                            ips.filter(|(header, _)| matches!(header, Header::Ipv4 | Header::Ipv6));
                        // It is looked through, or it is not.
                        assert_eq!(ips.count() > 1, decap != Decap::NONE, "{frame}");
                        let dropped = decision.verdict == Verdict::Drop;
                        assert_eq!(dropped, holds, "{carrier:?}: {condition}\n{frame}");
                        compared += 1;
                    }
                }
            }
        }
        let expected = fields.iter().filter(|field| {
            let ports = matches!(field.row().place, FieldPlace::Transport { .. });
            !ports || carrier.by.is_udp()
        });
        for field in expected {
            assert!(met.contains(field), "{carrier:?}: {}", field.word());
        }
    }
    // Kinds and fields: as many as the tables have.
    assert!(compared > 1500, "{compared}");
    Ok(())
}

/// Drops what `conditions` match.
fn setup(conditions: &str) -> Result<Setup, RunError> {
    let text = format!(
        "version = 1\n[targets]\ncpus = \"1-3\"\n[flow]\nicmp_errors = true\n\
         decap = [\"vlan\", \"gre\", \"ipip\", \"vxlan\", \"esp-udp\"]\n\
         [[rule]]\nmatch = {{ {conditions} }}\naction = \"drop\"\n"
    );
    Ok(Setup::new(text.parse::<Policy>()?, &CpuSet::new())?)
}

/// Whether a rule with `conditions` matches, as the model and two machines say.
fn matches(conditions: &str, frame: &[u8]) -> Result<bool, RunError> {
    let sample = Sample::new(frame.to_vec());
    let decision = agreed::<Generated<Both>>(&setup(conditions)?, &sample)?;
    Ok(decision.verdict == Verdict::Drop)
}

fn v4(packet: Packet, from: u8) -> Packet {
    packet.ipv4([192, 0, 2, from].into(), [198, 51, 100, 7].into())
}

fn v6(packet: Packet) -> Packet {
    let net = 0x2001_0db8 << 96;
    packet.ipv6((net | 1).into(), (net | 2).into())
}

#[test]
fn the_outermost_header_is_the_first_and_its_ports_are_directly_behind() -> Result<(), RunError> {
    let plain = v4(ethernet().vlan(7), 1).udp(50_000, 53);
    let inner = v4(ethernet(), 1).tcp(40_000, 443);
    let vxlan = v6(ethernet()).udp(50_000, 4789).vxlan(42).over(&inner);
    let thrice = v4(v6(v4(ethernet(), 2).gre()), 3)
        .udp(50_000, 4789)
        .vxlan(42)
        .over(&inner);
    let error = v4(ethernet(), 9)
        .icmp(Icmp::time_exceeded())
        .over(&v4(Packet::new(), 1).udp(1, 53));
    let ike = v4(ethernet(), 1).udp(4500, 4500).esp(7, 1);
    for (packet, conditions, holds) in [
        // Without a tunnel it is the header that is hashed.
        (
            &plain,
            "outer_src = \"192.0.2.1\", outer_proto = \"udp\", outer_dst_port = 53",
            true,
        ),
        (
            &plain,
            "outer_src_port = \"49152-65535\", dst_port = 53",
            true,
        ),
        (&plain, "outer_dst_port = \"0-52\"", false),
        (
            &vxlan,
            "outer_dst = \"2001:db8::/32\", outer_dst_port = 4789, dst_port = 443",
            true,
        ),
        (
            &vxlan,
            "outer_proto = \"udp\", proto = \"tcp\", src = \"192.0.2.1\"",
            true,
        ),
        (&vxlan, "outer_src = \"192.0.2.1\"", false),
        (&vxlan, "outer_src = \"0.0.0.0/0\"", false),
        (&vxlan, "outer_src = \"::/0\"", true),
        (&vxlan, "outer_dst_port = 443", false),
        // What is between the outermost and the innermost counts as neither.
        (
            &thrice,
            "outer_proto = \"gre\", outer_src = \"192.0.2.2\", src = \"192.0.2.1\"",
            true,
        ),
        (&thrice, "outer_src = \"192.0.2.3\"", false),
        (&thrice, "outer_src = \"2001:db8::/32\"", false),
        (&thrice, "outer_dst_port = \"0-65535\"", false),
        // An ICMP error is what carries the packet that it quotes, and has no ports.
        (
            &error,
            "outer_src = \"192.0.2.9\", outer_proto = \"icmp\", src = \"198.51.100.7\"",
            true,
        ),
        (&error, "outer_dst_port = \"0-65535\"", false),
        (&error, "src_port = 53", true),
        // ESP has an SPI for a flow; what carries it are the ports of UDP.
        (&ike, "outer_proto = \"udp\", outer_dst_port = 4500", true),
        (&ike, "dst_port = 4500", false),
    ] {
        let found = matches(conditions, &packet.build()?)?;
        assert_eq!(found, holds, "{conditions}, {}", packet.describe());
    }
    Ok(())
}

#[test]
fn a_fragment_and_a_header_that_is_cut_have_no_outer_ports() -> Result<(), RunError> {
    let any = "outer_dst_port = \"0-65535\"";
    let inner = v4(ethernet(), 1).tcp(40_000, 443);
    let vxlan = v4(ethernet(), 1).udp(50_000, 4789).vxlan(42).over(&inner);
    let whole = vxlan.build()?;
    let pieces = v4(ethernet(), 1).udp(50_000, 4789).payload(&whole[42..]);
    for frame in pieces.fragments(48, 1)? {
        assert!(!matches(any, &frame)?);
        let conditions = "outer_proto = \"udp\", outer_src = \"192.0.2.1\"";
        assert!(matches(conditions, &frame)?);
    }
    let fragment = v6(ethernet())
        .fragment(0, true, 1)
        .udp(50_000, 4789)
        .build()?;
    assert!(!matches(any, &fragment)?);
    assert!(matches("outer_proto = \"udp\"", &fragment)?);
    for length in 14..whole.len() {
        let cut = &whole[..length];
        assert_eq!(matches(any, cut)?, length >= 38, "{length} bytes");
        let address = matches("outer_dst = \"198.51.100.7\"", cut)?;
        assert_eq!(address, length >= 34, "{length} bytes");
    }
    Ok(())
}
