//! What the kernel's own flow hash separates is not put together.
//!
//! Receive packet steering, groups of sockets and multiqueue devices spread packets by `skb_get_hash`: what the flow
//! dissector finds, hashed. Whoever puts softrss in their place must not find on one CPU what was on several. So packets are
//! shown to both: those that can be made of the table of header kinds, those that begin with any Ethernet type and any IP
//! protocol, of which only the dissector may know some, and those of captures (`SOFTRSS_PCAPS` names a folder with them in
//! `public/`).
//!
//! Where the kernel tells packets apart that are one flow here, there is a reason in [`EXPLAINED`]: something that the kernel
//! hashes and softrss does not. It holds if the kernel, too, takes the packets for one flow once that is made equal.
#![allow(clippy::print_stdout, reason = "a test that says what it went through")]

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    error::Error,
    fs::{self, File},
    path::{Path, PathBuf},
    process::ExitCode,
};

use bpf_asm::{Asm, Helper, Program, ProgramKind};
use softrss::{Loaded, load};
use softrss_cli::capture::Capture;
use softrss_core::{
    Arrival, CpuSet, Decision, Policy, ResolvedPolicy, decide,
    header::{
        Header, Reason,
        kinds::{Keep, Line, ipv4, ipv6},
    },
};
use softrss_kernel_tests::trials;
use softrss_proof::{
    Rng,
    rows::{Carrier, Frame, lines, protocols},
};
use softrss_testbed::harness::{self, Need, Outcome};

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root] => [
            what_can_be_made_of_the_table,
            what_only_the_kernel_may_know,
            the_explanations_are_documented,
            what_captures_hold,
        ],
    ])
}

/// Something that the kernel hashes and softrss does not.
struct Explanation {
    /// What it is, as docs/policy.md says it.
    what: &'static str,
    /// Makes it equal in a frame of these headers.
    equal: fn(&mut [u8], &[(Header, usize)]),
}

const EXPLAINED: &[Explanation] = &[
    Explanation {
        what: "the id of a VLAN tag",
        equal: |frame, headers| {
            for at in of(headers, Header::Vlan) {
                set(frame, at, &[0; 2]);
            }
        },
    },
    Explanation {
        what: "the length of an 802.3 frame behind a VLAN tag",
        equal: |frame, headers| {
            for at in of(headers, Header::Vlan) {
                if matches!(frame.get(at + 2..at + 4), Some([0..6, _])) {
                    set(frame, at + 2, &[0; 2]);
                }
            }
        },
    },
    Explanation {
        what: "the flow label of IPv6",
        equal: |frame, headers| {
            for at in of(headers, Header::Ipv6) {
                set(frame, at, &[0x60, 0, 0, 0]);
            }
        },
    },
    Explanation {
        what: "the key of GRE",
        equal: |frame, headers| {
            for at in of(headers, Header::Gre) {
                let flags = frame.get(at).copied().unwrap_or_default();
                if flags & 0x20 != 0 {
                    let checksum = if flags & 0x80 == 0 { 0 } else { 4 };
                    set(frame, at + 4 + checksum, &[0; 4]);
                }
            }
        },
    },
    Explanation {
        what: "the identifier of an ICMP echo",
        equal: |frame, headers| {
            for header in [Header::Icmp, Header::Icmp6] {
                for at in of(headers, header) {
                    set(frame, at, &[0; 8]);
                }
            }
        },
    },
    Explanation {
        what: "the SPI of AH",
        equal: |frame, headers| {
            for at in of(headers, Header::Ah) {
                set(frame, at + 4, &[0; 4]);
            }
        },
    },
    Explanation {
        what: "the protocol that an IPv6 fragment names",
        equal: |frame, headers| {
            for at in of(headers, Header::Fragment) {
                set(frame, at, &[59]);
            }
        },
    },
    Explanation {
        what: "addresses and ports of a tunnel that is looked through",
        equal: |frame, headers| {
            let inner = headers.iter().rposition(|&(header, _)| is_ip(header));
            for &(header, at) in &headers[..inner.unwrap_or_default()] {
                if is_ip(header) {
                    let (from, bytes) = addresses(header);
                    set(frame, at + from, &vec![1; bytes]);
                } else if header == Header::Udp {
                    set(frame, at, &[0; 4]);
                }
            }
        },
    },
];

/// Frames of one flow may have other headers around it, of which the kernel reads less.
const AROUND: &str = "which tags, labels and extension headers there are";

/// Where headers of this kind begin.
fn of(headers: &[(Header, usize)], kind: Header) -> impl Iterator<Item = usize> {
    let these = headers.iter().filter(move |(header, _)| *header == kind);
    these.map(|&(_, at)| at)
}

fn is_ip(header: Header) -> bool {
    matches!(header, Header::Ipv4 | Header::Ipv6)
}

/// Where the addresses of an IP header are, and how many bytes they have together.
fn addresses(header: Header) -> (usize, usize) {
    match header {
        Header::Ipv4 => (ipv4::SRC.into(), 8),
        _ => (ipv6::SRC.into(), 32),
    }
}

/// Writes `bytes`, as far as the frame goes.
fn set(frame: &mut [u8], at: usize, bytes: &[u8]) {
    for (to, byte) in frame.iter_mut().skip(at).zip(bytes) {
        *to = *byte;
    }
}

/// The two that tell packets apart.
struct Both {
    kernel: Loaded,
    policy: ResolvedPolicy,
}

impl Both {
    /// A test run has no room for more, and the dissector does not look that far.
    const MOST: usize = 3000;
    /// A test run takes no packet without anything behind Ethernet.
    const LEAST: usize = 15;

    fn new() -> Result<Self, Box<dyn Error>> {
        let mut a = Asm::new();
        // The packet is in R1.
        a.call(Helper::GET_HASH_RECALC).exit();
        let program = Program::new("flow_hash", ProgramKind::Classifier, a.finish()?)?;
        let cpus: CpuSet = "2-9".parse()?;
        Ok(Self {
            kernel: load(&program)?,
            policy: ResolvedPolicy::new(Policy::default(), &cpus)?,
        })
    }

    /// What the kernel hashes the frame to.
    fn kernel(&self, frame: &[u8]) -> Result<u32, Box<dyn Error>> {
        Ok(self
            .kernel
            .test_run(&frame[..frame.len().min(Self::MOST)])?)
    }

    fn ours(&self, frame: &[u8]) -> Decision {
        decide(&self.policy, &Arrival::new(frame))
    }

    /// Whether the kernel tells these apart.
    fn differ(&self, frames: &[Vec<u8>]) -> Result<bool, Box<dyn Error>> {
        let mut hashes = BTreeSet::new();
        for frame in frames {
            hashes.insert(self.kernel(frame)?);
        }
        Ok(hashes.len() > 1)
    }

    /// Why the kernel tells frames apart that are one flow here: what it takes to make them equal. `None` if nothing explains it.
    fn why(&self, mut frames: Vec<Vec<u8>>) -> Result<Option<Vec<&'static str>>, Box<dyn Error>> {
        let headers: Vec<Vec<(Header, usize)>> = frames
            .iter()
            .map(|frame| self.ours(frame).headers.iter().collect())
            .collect();
        let mut reasons = Vec::new();
        for explanation in EXPLAINED {
            if !self.differ(&frames)? {
                break;
            }
            let before = frames.clone();
            for (frame, headers) in frames.iter_mut().zip(&headers) {
                (explanation.equal)(frame, headers);
            }
            if frames != before {
                reasons.push(explanation.what);
            }
        }
        let mut alike: BTreeMap<_, Vec<Vec<u8>>> = BTreeMap::new();
        for (frame, headers) in frames.into_iter().zip(headers) {
            let kinds: Vec<Header> = headers.into_iter().map(|(header, _)| header).collect();
            alike.entry(kinds).or_default().push(frame);
        }
        if alike.len() > 1 {
            reasons.push(AROUND);
        }
        for frames in alike.into_values() {
            if self.differ(&frames)? {
                return Ok(None);
            }
        }
        Ok(Some(reasons))
    }
}

/// Whether everybody may read something else. The kernel does not look at the version of IPv6, for one.
fn is_malformed(decision: &Decision) -> bool {
    matches!(
        decision.reason,
        Some(Reason::BadIpHeader | Reason::Truncated)
    )
}

/// Ways to vary a frame so that what is innermost differs: ports, and addresses.
fn variants(frame: &Frame) -> Vec<Vec<Vec<u8>>> {
    let Some(inner) = frame.headers.iter().rposition(|&(header, _)| is_ip(header)) else {
        return Vec::new();
    };
    let (ip, at) = frame.headers[inner];
    let (from, bytes) = addresses(ip);
    let source = at + from + bytes / 2 - 2;
    let ports = frame.headers[inner..].iter().filter_map(|&(header, at)| {
        let mut lines = header.kind().part.lines.iter();
        lines.find_map(|line| match *line {
            Line::Keep(Keep::Ports(port)) => Some(at + usize::from(port)),
            Line::Keep(_) | Line::Leave(..) => None,
        })
    });
    // What one address gains the other loses, so that the header's checksum stays right.
    let ends = vary(frame, &[(source, 1), (source + bytes / 2, -1)]);
    let ports = ports.filter_map(|at| vary(frame, &[(at, 1)]));
    ends.into_iter().chain(ports).collect()
}

/// Eight frames of which each has more, or less, in two bytes at each of these places.
fn vary(frame: &Frame, places: &[(usize, i16)]) -> Option<Vec<Vec<u8>>> {
    let one = |nth: i16| {
        let mut bytes = frame.bytes.clone();
        for &(at, step) in places {
            let field = bytes.get_mut(at..at + 2)?;
            let number = u16::from_be_bytes([field[0], field[1]]);
            let number = number.checked_add_signed(nth * step)?;
            field.copy_from_slice(&number.to_be_bytes());
        }
        (bytes.len() >= Both::LEAST).then_some(bytes)
    };
    (0..8).map(one).collect()
}

fn what_can_be_made_of_the_table() -> Outcome {
    let both = Both::new()?;
    let mut rng = Rng::new(0x5eed_0010);
    let (mut tried, mut separated) = (0, 0);
    let mut together = BTreeMap::new();
    for v6 in [false, true] {
        for (protocol, (header, _)) in protocols(v6).iter() {
            for line in lines(header) {
                let plain = Frame::plain(&mut rng, v6, protocol, line);
                let plain =
                    plain.ok_or_else(|| format!("line {line} of {header} is never followed"))?;
                let carried = Carrier::all().filter_map(|carrier| plain.within(&mut rng, carrier));
                let mut frames: Vec<Frame> = carried.collect();
                frames.push(plain);
                for frame in frames {
                    for mut varied in variants(&frame) {
                        // What is varied may change what is read, by chance.
                        varied.retain(|other| {
                            both.ours(other)
                                .headers
                                .iter()
                                .eq(both.ours(&frame.bytes).headers.iter())
                        });
                        tried += 1;
                        let mut flows: BTreeMap<_, Vec<Vec<u8>>> = BTreeMap::new();
                        for other in varied {
                            flows.entry(both.ours(&other).flow).or_default().push(other);
                        }
                        separated += usize::from(flows.len() > 1);
                        for frames in flows.into_values() {
                            if is_malformed(&both.ours(&frames[0])) {
                                continue;
                            }
                            if both.why(frames)?.is_none() {
                                together.insert(frame.path(), format!("{frame}"));
                            }
                        }
                    }
                }
            }
        }
    }
    println!("{tried} times eight packets, of which {separated} times they are several flows");
    assert!(separated > 500, "{separated} of {tried}");
    assert!(
        together.is_empty(),
        "one flow here and several in the kernel: {together:#?}"
    );
    Ok(())
}

/// A datagram of IPv4 or IPv6 and UDP; `nth` differs in its source port.
fn datagram(v6: bool, nth: u8) -> Vec<u8> {
    let mut ip = if v6 {
        [
            &[0x60, 0, 0, 0, 0, 16, 17, 64][..],
            &[0x20; 16],
            &[0x21; 16],
        ]
        .concat()
    } else {
        vec![
            0x45, 0, 0, 36, 0, 0, 0x40, 0, 64, 17, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2,
        ]
    };
    ip.extend([0x9c, nth, 1, 187, 0, 16, 0, 0]);
    ip.extend([0; 8]);
    ip
}

/// What an unknown header may be, of each even length: nothing, or something random, that announces IP or does not.
fn unknown(rng: &mut Rng, v6: bool) -> Vec<Vec<u8>> {
    let announced: &[u8] = if v6 { &[0x86, 0xdd] } else { &[8, 0] };
    let mut headers = Vec::new();
    for len in (0..=16).step_by(2) {
        headers.push([&vec![0; len][..], announced].concat());
        headers.push([&rng.bytes(len)[..], announced].concat());
        headers.push(vec![rng.byte() & 0xf0; len]);
    }
    headers
}

/// Every Ethernet type, and every protocol in IPv4 and IPv6, with anything behind it.
fn what_only_the_kernel_may_know() -> Outcome {
    let both = Both::new()?;
    let mut rng = Rng::new(0x5eed_0011);
    let mut together = BTreeMap::new();
    let mut separated = 0;
    let ethernet = |number: u16| [&[2; 12][..], &number.to_be_bytes()].concat();
    let ip4 = |protocol: u8| {
        let ip = [0x45, 0, 0, 200, 0, 0, 0x40, 0, 64, protocol];
        [&ethernet(Header::Ipv4.ether_type())[..], &ip, &[9; 10]].concat()
    };
    let ip6 = |protocol: u8| {
        let ip = [0x60, 0, 0, 0, 0, 200, protocol, 64];
        [&ethernet(Header::Ipv6.ether_type())[..], &ip, &[9; 32]].concat()
    };
    let types = (0x0600..=u16::MAX).map(|number| (format!("type {number:#06x}"), ethernet(number)));
    let in_ip = (0..=u8::MAX).flat_map(|protocol| {
        [("IPv4", ip4(protocol)), ("IPv6", ip6(protocol))]
            .map(|(family, before)| (format!("protocol {protocol} in {family}"), before))
    });
    for (name, before) in in_ip.chain(types) {
        let v6 = rng.one_in(2);
        for header in unknown(&mut rng, v6) {
            let frames = [1, 2].map(|nth| [&before[..], &header, &datagram(v6, nth)].concat());
            let [one, other] = frames.each_ref().map(|frame| both.ours(frame));
            if one.flow != other.flow {
                separated += 1;
            } else if !is_malformed(&one) && both.why(frames.to_vec())?.is_none() {
                let read = format!("{} {:?} {header:02x?}", one.headers, one.reason);
                together.insert(name.clone(), read);
            }
        }
    }
    assert!(
        together.is_empty(),
        "one flow here and several in the kernel: {together:#?}"
    );
    assert!(separated > 10, "{separated}");
    Ok(())
}

/// What captured packets have in common that have no flow: what the kernel hashes of them is only their type.
fn kind(frame: &[u8], decision: &Decision) -> String {
    let (header, at) = decision
        .headers
        .iter()
        .last()
        .unwrap_or((Header::Ethernet, 0));
    let at = match header {
        Header::Ethernet => at + 12,
        Header::Vlan => at + 2,
        Header::Llc => at + 6,
        _ => at,
    };
    format!(
        "{} {:?} {:02x?}",
        decision.headers,
        decision.reason,
        frame.get(at..at + 2)
    )
}

fn what_captures_hold() -> Outcome {
    let Some(folder) = env::var_os("SOFTRSS_PCAPS").map(PathBuf::from) else {
        println!("no captures: SOFTRSS_PCAPS is not set");
        return Ok(());
    };
    let both = Both::new()?;
    let mut packets = 0;
    let mut explained: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    let mut together = Vec::new();
    for entry in fs::read_dir(folder.join("public"))? {
        let path = entry?.path();
        let Ok(mut capture) = Capture::new(File::open(&path)?) else {
            continue;
        };
        let mut flows: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
        while let Ok(Some(frame)) = capture.next() {
            let decision = both.ours(frame.data);
            if frame.data.len() < Both::LEAST || is_malformed(&decision) {
                continue;
            }
            packets += 1;
            let flow = decision.flow.map(|flow| flow.undirected().to_string());
            let flow = flow.unwrap_or_else(|| kind(frame.data, &decision));
            flows.entry(flow).or_default().push(frame.data.to_vec());
        }
        for (flow, frames) in flows {
            if both.differ(&frames)? {
                match both.why(frames)? {
                    Some(reasons) => *explained.entry(reasons).or_default() += 1,
                    None => together.push(format!("{}: {flow}", path.display())),
                }
            }
        }
    }
    println!("{packets} packets; flows that the kernel splits, by reason: {explained:#?}");
    assert!(packets > 0, "no captures in {}", folder.display());
    assert!(
        together.is_empty(),
        "one flow here and several in the kernel: {together:#?}"
    );
    Ok(())
}

fn the_explanations_are_documented() -> Outcome {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/policy.md");
    let text = fs::read_to_string(file)?.replace('\n', " ");
    let explained = EXPLAINED.iter().map(|explanation| explanation.what);
    for what in explained.chain([AROUND]) {
        assert!(
            text.contains(what),
            "docs/policy.md does not say that the kernel hashes {what}"
        );
    }
    Ok(())
}
