//! The parser against what tshark says about real captures.
//!
//! `SOFTRSS_PCAPS` names a folder with captures in `public/` and, for each, a table of what tshark read
//! in `oracle/NAME.tsv.gz`. Without it there is nothing to do, and the test says so.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test"
)]

use std::{
    collections::{BTreeSet, HashMap},
    fs,
    io::{Cursor, Read},
    net::IpAddr,
    path::{Path, PathBuf},
};

use pcap_file::{DataLink, pcap::PcapReader, pcapng::PcapNgReader};
use softrss_core::{
    Arrival, CpuSet, Policy, ResolvedPolicy, decide,
    decide::tried,
    flow::{FlowKey, Ports, Tags},
    header::Header,
    policy::{Field, Match},
};

/// See below.
const PSEUDOWIRE: &str = "Ethernet behind a control word, which tshark does not look for";

/// See below.
const TEREDO: &str = "Teredo with authentication and an origin, hashed at the outer header";
/// See below.
const MACSEC: &str = "MACsec without encryption, which the table of tshark's does not have";

/// Frames where tshark and the parser are meant to differ.
const EXPLAINED: &[(&str, &str)] = &[
    (
        "frag6-malformed-suricata-a.pcap frame 51",
        "a chain of atomic fragment headers longer than the bound",
    ),
    (
        "mix-arkime-synthetic.pcap frame 307",
        "a network service header, which the table of tshark's does not have",
    ),
    ("teredo-ndpi.pcap frame 2", TEREDO),
    ("teredo-ndpi.pcap frame 4", TEREDO),
    ("teredo-ndpi.pcap frame 6", TEREDO),
    ("teredo-ndpi.pcap frame 8", TEREDO),
    ("teredo-ndpi.pcap frame 24", TEREDO),
    ("truncated-malformed-tcpdump-a.pcap frame 71", MACSEC),
    ("truncated-malformed-tcpdump-a.pcap frame 102", MACSEC),
    ("truncated-malformed-tcpdump-a.pcap frame 103", MACSEC),
    ("mpls2-pcapplusplus.pcap frame 2", PSEUDOWIRE),
    (
        "mpls2-eompls-tcpreplay.pcap frame 11",
        "IPv4 behind a label with wrong length and wrong checksum",
    ),
    ("mpls2-eompls-tcpreplay.pcap frame 142", PSEUDOWIRE),
    ("mpls2-eompls-tcpreplay.pcap frame 150", PSEUDOWIRE),
    ("mpls2-eompls-tcpreplay.pcap frame 157", PSEUDOWIRE),
    ("mpls2-eompls-tcpreplay.pcap frame 170", PSEUDOWIRE),
    ("mpls2-eompls-tcpreplay.pcap frame 174", PSEUDOWIRE),
    ("mpls2-eompls-tcpreplay.pcap frame 175", PSEUDOWIRE),
    ("mpls2-eompls-tcpreplay.pcap frame 176", PSEUDOWIRE),
    ("mpls2-eompls-tcpreplay.pcap frame 177", PSEUDOWIRE),
    ("mpls2-eompls-tcpreplay.pcap frame 178", PSEUDOWIRE),
    ("mpls2-eompls-tcpreplay.pcap frame 179", PSEUDOWIRE),
];

/// With these flags, what tshark says of ports and deeper headers is a guess.
const UNSURE: &[&str] = &[
    "short",
    "malformed",
    "bad-ip",
    "ver-mismatch",
    "v6ext-in-v4",
    "nonether",
];

/// Encapsulations the default policy looks through.
const THROUGH: &[&str] = &[
    "ipip", "6in4", "4in6", "6in6", "gre", "erspan", "vxlan", "geneve", "gtp", "mpls", "eth",
    "vlan", "ad", "ppp", "pppoe", "snap", "gre1", "l2tp", "teredo",
];

/// One IP header as tshark read it.
#[derive(Clone, Debug)]
struct Layer {
    how: Vec<String>,
    src: IpAddr,
    dst: IpAddr,
    proto: u8,
    fragment: bool,
    ports: Option<(u16, u16)>,
}

fn layers(text: &str) -> Vec<Layer> {
    let layer = |text: &str| {
        let field: Vec<&str> = text.split(';').collect();
        Some(Layer {
            how: field[0]
                .split('>')
                .map(|kind| kind.split('+').next().unwrap_or_default().to_owned())
                .collect(),
            src: field.get(2)?.parse().ok()?,
            dst: field[3].parse().ok()?,
            proto: field[4].parse().ok()?,
            fragment: field[5] != "0" || field[6] != "0",
            ports: field[8].parse().ok().zip(field[9].parse().ok()),
        })
    };
    text.split('|').map_while(layer).collect()
}

/// The IP header that the default policy hashes: the last one before something it does not look into.
fn selected(row: &HashMap<&str, &str>) -> Option<Layer> {
    let mut layers = layers(row["layers"]).into_iter();
    let mut selected = layers.next()?;
    for layer in layers {
        let in_udp = selected.proto == 17;
        let through = layer
            .how
            .iter()
            .all(|kind| THROUGH.contains(&kind.as_str()));
        let by_source = row["tunnel_ports"].contains("src-port match");
        let either = ["l2tp", "teredo"].contains(&layer.how[0].as_str());
        if selected.fragment || !through || in_udp && by_source && !either {
            break;
        }
        selected = layer;
    }
    Some(selected)
}

/// Conditions on the outermost IP header that hardly any packet meets, so that it is told what it has there.
const OUTER: &[(&str, &str)] = &[
    ("outer_src", "\"255.255.255.254/32\""),
    ("outer_dst", "\"0.0.0.1/32\""),
    ("outer_proto", "254"),
    ("outer_src_port", "65535"),
    ("outer_dst_port", "65535"),
];

/// For each of [`OUTER`], a policy with it.
fn outer_policies(cpus: &CpuSet) -> Vec<ResolvedPolicy> {
    let policy = |(word, value): &(&str, &str)| {
        let text =
            format!("version = 1\n[[rule]]\nmatch = {{ {word} = {value} }}\naction = \"drop\"\n");
        ResolvedPolicy::new(text.parse().unwrap(), cpus).unwrap()
    };
    OUTER.iter().map(policy).collect()
}

/// What rules see of the outermost IP header of a packet.
fn outermost(policies: &[ResolvedPolicy], bytes: &[u8]) -> Vec<Option<String>> {
    let values = policies.iter().zip(OUTER).map(|(policy, (_, value))| {
        let mut tried = tried(policy, &Arrival::new(bytes)).into_iter();
        match tried.next().unwrap() {
            Some(failed) => failed.value,
            None => Some((*value).to_owned()),
        }
    });
    values.collect()
}

/// The same of the first IP header that tshark shows.
fn first(row: &HashMap<&str, &str>) -> Vec<Option<String>> {
    let Some(layer) = layers(row["layers"]).into_iter().next() else {
        return vec![None; OUTER.len()];
    };
    let ports = layer.ports.filter(|_| !layer.fragment);
    let proto = Match::numbers(Field::OuterProto, [layer.proto.into()]).unwrap();
    let proto = proto.to_string().replace("outer_proto = ", "");
    vec![
        Some(format!("\"{}\"", layer.src)),
        Some(format!("\"{}\"", layer.dst)),
        Some(proto),
        ports.map(|(src, _)| src.to_string()),
        ports.map(|(_, dst)| dst.to_string()),
    ]
}

/// Whether the first IP header is that of an IPv6 fragment.
fn v6_fragment(row: &HashMap<&str, &str>) -> bool {
    let first = layers(row["layers"]).into_iter().next();
    first.is_some_and(|layer| layer.fragment && layer.src.is_ipv6())
}

fn frames(path: &Path) -> Vec<Vec<u8>> {
    let bytes = fs::read(path).unwrap();
    let mut frames = Vec::new();
    if bytes.starts_with(&[0x0a, 0x0d, 0x0d, 0x0a]) {
        let mut reader = PcapNgReader::new(Cursor::new(bytes)).unwrap();
        while let Some(Ok(block)) = reader.next_block() {
            use pcap_file::pcapng::Block;
            match block {
                Block::EnhancedPacket(packet) => frames.push(packet.data.into_owned()),
                Block::SimplePacket(packet) => frames.push(packet.data.into_owned()),
                Block::Packet(packet) => frames.push(packet.data.into_owned()),
                _ => {}
            }
        }
    } else {
        let mut reader = PcapReader::new(Cursor::new(bytes)).unwrap();
        if reader.header().datalink == DataLink::ETHERNET {
            while let Some(Ok(packet)) = reader.next_raw_packet() {
                frames.push(packet.data.into_owned());
            }
        }
    }
    frames
}

fn expected_key(layer: &Layer) -> FlowKey {
    let ports = match layer.ports {
        Some((src, dst)) if !layer.fragment => Ports::Pair { src, dst },
        _ => Ports::None,
    };
    FlowKey {
        src: layer.src,
        dst: layer.dst,
        proto: layer.proto,
        ports,
        tags: Tags::NONE,
    }
}

#[derive(Default)]
struct Counts {
    frames: usize,
    compared: usize,
    explained: BTreeSet<(&'static str, &'static str)>,
    wrong: Vec<String>,
}

fn check(name: &str, frames: &[Vec<u8>], table: &str, counts: &mut Counts) {
    let cpus: CpuSet = "0-15".parse().unwrap();
    let policy = ResolvedPolicy::new(Policy::default(), &cpus).unwrap();
    let outer = outer_policies(&cpus);
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let rows: Vec<HashMap<&str, &str>> = lines
        .map(|line| header.iter().copied().zip(line.split('\t')).collect())
        .collect();
    let mut buckets: HashMap<FlowKey, (usize, u32)> = HashMap::new();
    for (i, bytes) in frames.iter().enumerate() {
        counts.frames += 1;
        let decision = decide(&policy, &Arrival::new(bytes));
        let Some(row) = rows.get(i) else { continue };
        if row["flags"].split('+').any(|flag| UNSURE.contains(&flag)) {
            continue;
        }
        counts.compared += 1;
        let what = format!("{name} frame {}", i + 1);
        let explained = EXPLAINED.iter().any(|(frame, _)| *frame == what);
        let (seen, shown) = (outermost(&outer, bytes), first(row));
        // Of an IPv6 fragment tshark shows what is behind more headers.
        let alike =
            |(at, (seen, shown)): (usize, (&_, &_))| seen == shown || at == 2 && v6_fragment(row);
        let mut values = seen.iter().zip(&shown).enumerate();
        if !explained && !values.all(alike) {
            let path = decision.headers;
            let wrong = format!("{what}: {path} outermost {seen:?}, tshark {shown:?}");
            counts.wrong.push(wrong);
        }
        let fragment = Header::Fragment.protocol();
        let expected = selected(row).map(|layer| match (expected_key(&layer), decision.flow) {
            // What tshark shows as protocol of an IPv6 fragment is not hashed.
            (key, Some(flow))
                if layer.fragment && layer.src.is_ipv6() && flow.proto == fragment =>
            {
                FlowKey {
                    proto: fragment,
                    ..key
                }
            }
            (key, _) => key,
        });
        let same = match (expected, decision.flow) {
            (None, None) => true,
            (Some(expected), Some(flow)) => match flow.ports {
                Ports::Spi(_) => {
                    FlowKey {
                        ports: expected.ports,
                        ..flow
                    } == expected
                }
                _ => flow == expected,
            },
            _ => false,
        };
        if !same {
            if let Some((frame, why)) = EXPLAINED.iter().find(|(frame, _)| *frame == what) {
                counts.explained.insert((frame, why));
                continue;
            }
            let path = decision.headers;
            counts.wrong.push(format!(
                "{what}: {path} {:?}, tshark {expected:?}",
                decision.flow
            ));
        }
        // One flow of tshark's, one bucket; SPIs split flows by design.
        if let (Some(flow), Some(bucket)) = (expected, decision.bucket)
            && !matches!(decision.flow.unwrap().ports, Ports::Spi(_))
        {
            let (first, there) = *buckets.entry(flow.undirected()).or_insert((i + 1, bucket));
            if there != bucket {
                counts
                    .wrong
                    .push(format!("{what}: not in the bucket of frame {first}"));
            }
        }
    }
}

#[test]
fn agrees_with_tshark() {
    let Some(folder) = std::env::var_os("SOFTRSS_PCAPS").map(PathBuf::from) else {
        eprintln!("skipped: SOFTRSS_PCAPS is not set");
        return;
    };
    let mut counts = Counts::default();
    let mut captures: Vec<_> = fs::read_dir(folder.join("public"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|ext| ext == "pcap" || ext == "pcapng")
        })
        .collect();
    captures.sort();
    for path in captures {
        let name = path.file_name().unwrap().to_str().unwrap();
        let table = folder.join("oracle").join(format!("{name}.tsv.gz"));
        let mut text = String::new();
        flate2::read::GzDecoder::new(fs::File::open(table).unwrap())
            .read_to_string(&mut text)
            .unwrap();
        check(name, &frames(&path), &text, &mut counts);
    }
    println!(
        "{} frames, {} compared, explained: {:#?}",
        counts.frames, counts.compared, counts.explained
    );
    assert!(counts.frames > 0);
    assert_eq!(
        counts.explained.len(),
        EXPLAINED.len(),
        "an explanation is not needed"
    );
    assert!(
        counts.wrong.is_empty(),
        "{} differences:\n{}",
        counts.wrong.len(),
        counts.wrong.join("\n")
    );
}
