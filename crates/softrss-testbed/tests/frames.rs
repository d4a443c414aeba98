//! Frames against bytes written by hand from the standards, and what the builder refuses.

use std::net::{Ipv4Addr, Ipv6Addr};

use softrss_testbed::{
    MacAddr,
    packet::{
        Ethernet, Geneve, Gre, Gtpu, GtpuExtension, Ipv4, Ipv6, Llc, Numbering, Packet,
        PacketError, Pppoe, Raw, Tcp, Udp, Vlan, Vxlan, eth,
    },
};

const A4: Ipv4Addr = Ipv4Addr::new(10, 0, 0, 1);
const B4: Ipv4Addr = Ipv4Addr::new(10, 0, 0, 2);
const A6: Ipv6Addr = Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 0, 1);
const B6: Ipv6Addr = Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 0, 2);

type Outcome = Result<(), PacketError>;

/// Bytes from hexadecimal digits; white space is for the reader.
fn hex(text: &str) -> Vec<u8> {
    let digits: String = text.split_whitespace().collect();
    let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal digits");
    (0..digits.len()).step_by(2).map(byte).collect()
}

fn frame() -> Packet {
    eth(MacAddr([2, 0, 0, 0, 0, 0xb]), MacAddr([2, 0, 0, 0, 0, 0xa]))
}

#[test]
fn vlan_ipv4_udp() -> Outcome {
    let packet = frame()
        .layer(Vlan {
            priority: 1,
            drop_eligible: true,
            ..Vlan::new(100)
        })
        .layer(Ipv4 {
            tos: 0xb8,
            id: 0x1234,
            dont_fragment: true,
            ..Ipv4::new(A4, B4)
        })
        .udp(5000, 53)
        .payload(b"abc");
    // IPv4 sum: 45b8+001f+1234+4000+4011+0a00+0001+0a00+0002 = ec1f → 13e0.
    // UDP sum: 0a00+0001+0a00+0002+0011+000b+1388+0035+000b+6162+6300 = ec49 → 13b6.
    let expected = hex("02000000000b 02000000000a 8100 3064 0800
         45b8001f 12344000 401113e0 0a000001 0a000002
         1388 0035 000b 13b6 616263");
    assert_eq!(packet.build()?, expected);
    assert_eq!(packet.describe(), "eth/vlan/ipv4/udp");
    Ok(())
}

#[test]
fn pppoe_with_both_lengths_of_protocol_field() -> Outcome {
    let inner = |packet: Packet| {
        packet.layer(Ipv6 {
            next_header: Some(59),
            ..Ipv6::new(A6, B6)
        })
    };
    let ip = "60000000 0000 3b40 fd000000000000000000000000000001 fd000000000000000000000000000002";
    let header = "02000000000b 02000000000a 8864 1100 0007";
    assert_eq!(
        inner(frame().pppoe(7)).build()?,
        hex(&format!("{header} 002a 0057 {ip}"))
    );
    let short = inner(frame().layer(Pppoe::compressed(7)));
    assert_eq!(short.build()?, hex(&format!("{header} 0029 57 {ip}")));
    let error = frame()
        .layer(Pppoe {
            protocol: Some(0xc021),
            ..Pppoe::compressed(7)
        })
        .build();
    assert!(matches!(
        error,
        Err(PacketError::TooLarge {
            value: 0xc021,
            max: 255,
            ..
        })
    ));
    Ok(())
}

#[test]
fn lengths_announce_llc() -> Outcome {
    let spanning_tree = frame().layer(Llc::new(0x42, 0x42)).payload(&[0; 4]);
    assert_eq!(
        spanning_tree.padded_to(24).build()?,
        hex("02000000000b 02000000000a 0007 424203 00000000 000000")
    );
    let snap = frame()
        .vlan(1)
        .snap()
        .layer(Raw::ether_type(0x0806, &[1, 2]));
    assert_eq!(
        snap.build()?,
        hex("02000000000b 02000000000a 8100 0001 000a aaaa03 000000 0806 0102")
    );
    let long = frame()
        .snap()
        .layer(Raw::ether_type(0x0806, &[0; 1493]))
        .build();
    assert!(matches!(
        long,
        Err(PacketError::TooLarge {
            layer: "eth",
            value: 1501,
            max: 1500,
            ..
        })
    ));
    Ok(())
}

#[test]
fn mpls_bottom_of_stack() -> Outcome {
    let stack = Packet::new().mpls(0xfffff).mpls(16).layer(Ipv4 {
        protocol: Some(253),
        ..Ipv4::new(A4, B4)
    });
    assert_eq!(stack.build()?[..8], hex("fffff040 00010140"));
    Ok(())
}

#[test]
fn ipv6_fragment_and_options() -> Outcome {
    let packet = Packet::new()
        .ipv6(A6, B6)
        .hop_by_hop(&[5, 2, 0, 0])
        .fragment(1448, true, 0xdead_beef)
        .layer(Raw::protocol(17, &[9, 9]));
    let expected = hex(
        "60000000 0012 0040 fd000000000000000000000000000001 fd000000000000000000000000000002
         2c00 05020000 0100 1100 05a9 deadbeef 0909",
    );
    assert_eq!(packet.build()?, expected);
    Ok(())
}

#[test]
fn gre_fields_in_every_combination() -> Outcome {
    for bits in 0..8_u8 {
        let gre = Gre {
            has_checksum: bits & 4 != 0,
            key: (bits & 2 != 0).then_some(0xaabb_ccdd),
            sequence: (bits & 1 != 0).then_some(0x0102_0304),
            checksum: Some(0x5555),
            ..Gre::default()
        };
        let flags = (bits & 4) << 5 | (bits & 3) << 4;
        let mut expected = vec![flags, 0, 0x88, 0x0b];
        for (bit, field) in [(4, "5555 0000"), (2, "aabbccdd"), (1, "01020304")] {
            if bits & bit != 0 {
                expected.extend(hex(field));
            }
        }
        assert_eq!(
            Packet::new()
                .layer(gre)
                .layer(Raw::ether_type(0x880b, &[]))
                .build()?,
            expected
        );
    }
    let bridged = Packet::new()
        .gre()
        .eth(MacAddr::local(1), MacAddr::local(2))
        .layer(Raw::ether_type(0x0806, &[]));
    assert_eq!(bridged.build()?[..4], hex("0000 6558"));
    Ok(())
}

#[test]
fn udp_tunnels() -> Outcome {
    let end = || Raw::ether_type(0x0800, &[0x45]);
    assert_eq!(
        Packet::new().vxlan(0x00ab_cdef).build()?,
        hex("08000000 abcdef00")
    );
    let generic = Packet::new().layer(Vxlan::generic(1)).layer(Ipv4 {
        protocol: Some(1),
        ..Ipv4::new(A4, B4)
    });
    assert_eq!(generic.build()?[..8], hex("0c000001 00000100"));
    let geneve = Geneve::new(5).option(0x0102, 0x83, &[7; 4])?;
    assert_eq!(
        Packet::new().layer(geneve).layer(end()).build()?,
        hex("02000800 00000500 01028301 07070707 45")
    );
    let gtpu = Gtpu {
        sequence: Some(0x0909),
        ..Gtpu::new(0x0102_0304)
    };
    let containers = Packet::new()
        .layer(gtpu)
        .layer(GtpuExtension {
            kind: 0x85,
            content: vec![1, 2],
        })
        .layer(GtpuExtension {
            kind: 0xc0,
            content: vec![3; 6],
        })
        .payload(&[0x45]);
    assert_eq!(
        containers.build()?,
        hex("36ff 0011 01020304 0909 00 85 01 0102 c0 02 030303030303 00 45")
    );
    assert_eq!(
        Packet::new().gtpu(1).payload(&[0x45]).build()?,
        hex("30ff 0001 00000001 45")
    );
    Ok(())
}

#[test]
fn zero_checksums_become_ones() -> Outcome {
    // Chosen so that the sum is ffff, whose complement means "no checksum" in UDP.
    let sum: u32 = [
        0x0a00, 0x0001, 0x0a00, 0x0002, 0x0011, 0x000a, 0x000a, 0x0000, 0x0000,
    ]
    .iter()
    .sum();
    let payload = (0xffff - u16::try_from(sum).unwrap()).to_be_bytes();
    let udp = Packet::new()
        .ipv4(A4, B4)
        .udp(0, 0)
        .payload(&payload)
        .build()?;
    assert_eq!(udp[26..28], [0xff, 0xff]);
    Ok(())
}

#[test]
fn fields_can_be_set_wrong() -> Outcome {
    let packet = Packet::new()
        .layer(Ethernet {
            ether_type: Some(0xffff),
            ..Ethernet::new(MacAddr::BROADCAST, MacAddr::local(0))
        })
        .layer(Ipv4 {
            header_words: Some(15),
            total_len: Some(1),
            protocol: Some(6),
            checksum: Some(0xbad0),
            ..Ipv4::new(A4, B4)
        })
        .layer(Udp {
            length: Some(3),
            checksum: Some(0),
            ..Udp::new(1, 2)
        });
    let expected = hex("ffffffffffff 020000000000 ffff
         4f000001 00000000 4006bad0 0a000001 0a000002
         0001 0002 0003 0000");
    assert_eq!(packet.build()?, expected);
    for len in 0..=expected.len() + 1 {
        assert_eq!(packet.truncated(len)?, expected[..len.min(expected.len())]);
    }
    Ok(())
}

#[test]
fn tcp_with_mss() -> Outcome {
    let syn = Packet::new().ipv4(A4, B4).layer(Tcp {
        sequence: 1,
        ..Tcp::syn(1, 2, 1460)
    });
    // Pseudo header, then the words of the header that are not zero.
    let words = [
        0x0a00, 0x0001, 0x0a00, 0x0002, 0x0006, 0x0018, 0x0001, 0x0002, 0x0001, 0x6002, 0xffff,
        0x0204, 0x05b4_u32,
    ];
    let sum: u32 = words.iter().sum();
    let checksum = !u16::try_from((sum & 0xffff) + (sum >> 16)).unwrap();
    let expected = format!("0001 0002 00000001 00000000 6002 ffff {checksum:04x} 0000 020405b4");
    assert_eq!(syn.build()?[20..], hex(&expected));
    Ok(())
}

#[test]
fn fragments_cover_the_datagram_once() -> Outcome {
    let payload: Vec<u8> = (0..100).collect();
    let whole = frame().ipv4(A4, B4).udp(7, 8).payload(&payload);
    let datagram = whole.build()?.split_off(34);
    for size in [8, 40, 104, 112] {
        let mut joined: Vec<u8> = Vec::new();
        let frames = whole.fragments(size, 77)?;
        assert_eq!(frames.len(), datagram.len().div_ceil(size));
        for (at, fragment) in frames.iter().enumerate() {
            let more = if at + 1 < frames.len() { 0x2000 } else { 0 };
            let flags = u16::from_be_bytes([fragment[20], fragment[21]]);
            assert_eq!(usize::from(flags), more | (joined.len() / 8));
            assert_eq!(fragment[18..20], [0, 77]);
            joined.extend(&fragment[34..]);
        }
        assert_eq!(joined, datagram);
    }
    assert!(matches!(
        whole.fragments(12, 1),
        Err(PacketError::Misaligned { unit: 8, .. })
    ));
    assert!(matches!(
        whole.fragments(0, 1),
        Err(PacketError::Misaligned { .. })
    ));
    let none = frame().layer(Raw::ether_type(0x0806, &[])).fragments(8, 1);
    assert!(matches!(none, Err(PacketError::NotFragmentable { .. })));
    Ok(())
}

#[test]
fn what_cannot_follow_is_refused() {
    let unannounced = frame().ipv4(A4, B4).vlan(1).ipv4(A4, B4).udp(1, 2).build();
    let expected = PacketError::Unannounced {
        layer: "ipv4",
        numbering: Numbering::Protocol,
        inner: "vlan",
    };
    assert_eq!(unannounced, Err(expected));
    let bare = frame()
        .payload(&[1])
        .build()
        .map_err(|error| error.to_string());
    let text = "eth has no Ethernet type for bare bytes: set the field by hand";
    assert_eq!(bare, Err(text.to_owned()));
    assert!(matches!(
        Packet::new().udp(1, 2).build(),
        Err(PacketError::NoAddresses { layer: "udp" })
    ));
    let huge = Packet::new()
        .ipv4(A4, B4)
        .udp(1, 2)
        .payload(&vec![0; 65_508])
        .build();
    assert!(matches!(
        huge,
        Err(PacketError::TooLarge {
            layer: "ipv4",
            value: 65_536,
            ..
        })
    ));
    let vlan = frame().vlan(4096).ipv4(A4, B4).udp(1, 2).build();
    assert!(matches!(
        vlan,
        Err(PacketError::TooLarge {
            field: "id",
            value: 4096,
            ..
        })
    ));
    let odd = Packet::new()
        .layer(Ipv4 {
            fragment_offset: 9,
            ..Ipv4::new(A4, B4)
        })
        .udp(1, 2)
        .build();
    assert!(matches!(
        odd,
        Err(PacketError::Misaligned {
            value: 9,
            unit: 8,
            ..
        })
    ));
    let options = Packet::new()
        .layer(Ipv4 {
            options: vec![0; 41],
            ..Ipv4::new(A4, B4)
        })
        .udp(1, 2);
    assert!(matches!(
        options.build(),
        Err(PacketError::TooLarge {
            value: 44,
            max: 40,
            ..
        })
    ));
}
