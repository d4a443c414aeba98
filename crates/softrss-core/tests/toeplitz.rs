//! The Toeplitz hash against Microsoft's published verification vectors.
#![allow(clippy::unwrap_used, reason = "a test")]

use softrss_core::{
    flow::{FlowKey, Ports, Tags},
    hash::{FlowHash, toeplitz::Toeplitz},
    policy::{Fields, FlowSpec, HashKey, HashKind},
};

const KEY: [u8; 40] = [
    0x6d, 0x5a, 0x56, 0xda, 0x25, 0x5b, 0x0e, 0xc2, 0x41, 0x67, 0x25, 0x3d, 0x43, 0xa3, 0x8f, 0xb0,
    0xd0, 0xca, 0x2b, 0xcb, 0xae, 0x7b, 0x30, 0xb4, 0x77, 0xcb, 0x2d, 0xa3, 0x80, 0x30, 0xf2, 0x0c,
    0x6a, 0x42, 0xb7, 0x3b, 0xbe, 0xac, 0x01, 0xfa,
];

/// Destination, its port, source, its port, hash of the addresses, hash with ports.
const VECTORS: [(&str, u16, &str, u16, u32, u32); 8] = [
    (
        "161.142.100.80",
        1766,
        "66.9.149.187",
        2794,
        0x323e_8fc2,
        0x51cc_c178,
    ),
    (
        "65.69.140.83",
        4739,
        "199.92.111.2",
        14230,
        0xd718_262a,
        0xc626_b0ea,
    ),
    (
        "12.22.207.184",
        38024,
        "24.19.198.95",
        12898,
        0xd2d0_a5de,
        0x5c2b_394a,
    ),
    (
        "209.142.163.6",
        2217,
        "38.27.205.30",
        48228,
        0x8298_9176,
        0xafc7_327f,
    ),
    (
        "202.188.127.2",
        1303,
        "153.39.163.191",
        44251,
        0x5d18_09c5,
        0x10e8_28a2,
    ),
    (
        "3ffe:2501:200:3::1",
        1766,
        "3ffe:2501:200:1fff::7",
        2794,
        0x2cc1_8cd5,
        0x4020_7d3d,
    ),
    (
        "ff02::1",
        4739,
        "3ffe:501:8::260:97ff:fe40:efab",
        14230,
        0x0f0c_461c,
        0xdde5_1bbf,
    ),
    (
        "fe80::200:f8ff:fe21:67cf",
        38024,
        "3ffe:1900:4545:3:200:f8ff:fe21:67cf",
        44251,
        0x4b61_e985,
        0x02d1_feef,
    ),
];

fn hash(key: &[u8], fields: Fields, symmetric: bool) -> FlowHash {
    FlowHash::new(&FlowSpec {
        fields,
        symmetric,
        hash: HashKind::Toeplitz(HashKey::new(key).unwrap()),
        ..FlowSpec::default()
    })
}

fn flows() -> impl Iterator<Item = (FlowKey, u32, u32)> {
    VECTORS
        .iter()
        .map(|&(dst, dport, src, sport, addresses, ports)| {
            let flow = FlowKey {
                src: src.parse().unwrap(),
                dst: dst.parse().unwrap(),
                proto: 6,
                ports: Ports::Pair {
                    src: sport,
                    dst: dport,
                },
                tags: Tags::NONE,
            };
            (flow, addresses, ports)
        })
}

#[test]
fn gives_the_published_hashes() {
    for (flow, addresses, ports) in flows() {
        assert_eq!(
            hash(&KEY, Fields::FIVE_TUPLE, false).of(&flow),
            ports,
            "{flow}"
        );
        assert_eq!(
            hash(&KEY, Fields::ADDRESSES, false).of(&flow),
            addresses,
            "{flow}"
        );
        let bare = FlowKey {
            ports: Ports::None,
            ..flow
        };
        assert_eq!(
            hash(&KEY, Fields::FIVE_TUPLE, false).of(&bare),
            addresses,
            "{flow}"
        );
    }
}

#[test]
fn a_52_byte_key_starts_like_its_first_40() {
    let long = [&KEY[..], &[0x11; 12]].concat();
    for (flow, _, ports) in flows() {
        assert_eq!(
            hash(&long, Fields::FIVE_TUPLE, false).of(&flow),
            ports,
            "{flow}"
        );
    }
}

#[test]
fn a_periodic_key_is_symmetric_by_itself() {
    let key = [0x6d, 0x5a].repeat(20);
    assert!(Toeplitz::new(&HashKey::new(key.clone()).unwrap()).is_symmetric());
    assert!(!Toeplitz::new(&HashKey::new(KEY).unwrap()).is_symmetric());
    for (flow, ..) in flows() {
        let directed = hash(&key, Fields::FIVE_TUPLE, false);
        assert_eq!(directed.of(&flow), directed.of(&flow.reversed()));
        assert_eq!(
            directed.of(&flow),
            hash(&key, Fields::FIVE_TUPLE, true).of(&flow)
        );
    }
}

#[test]
fn any_other_key_is_made_symmetric_by_order() {
    for (flow, _, ports) in flows() {
        let ordered = hash(&KEY, Fields::FIVE_TUPLE, true);
        let directed = hash(&KEY, Fields::FIVE_TUPLE, false);
        assert_eq!(ordered.of(&flow), ordered.of(&flow.reversed()));
        assert!([ports, directed.of(&flow.reversed())].contains(&ordered.of(&flow)));
        assert_ne!(directed.of(&flow), directed.of(&flow.reversed()));
    }
}

#[test]
fn an_spi_follows_the_addresses() {
    let (flow, ..) = flows().next().unwrap();
    let Ports::Pair { src, dst } = flow.ports else {
        unreachable!()
    };
    let spi = u32::from(src) << 16 | u32::from(dst);
    let esp = FlowKey {
        proto: 50,
        ports: Ports::Spi(spi),
        ..flow
    };
    let hash = hash(&KEY, Fields::FIVE_TUPLE, false);
    assert_eq!(hash.of(&esp), hash.of(&flow));
}

#[test]
fn refuses_keys_no_nic_has() {
    for len in [0, 16, 39, 41, 51, 53] {
        let error = HashKey::new(vec![1; len]).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("a Toeplitz key of {len} bytes: it has 40 or 52")
        );
    }
}
