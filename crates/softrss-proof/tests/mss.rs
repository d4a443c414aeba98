//! The maximum segment size is lowered where it has to be, and nothing else is changed: the reference
//! against headers that are written anew, and the generated program against the reference.
#![allow(clippy::unwrap_used, reason = "a test")]

use bpf_asm::xdp::XDP_PASS;
use softrss_codegen::entry;
use softrss_core::{
    Mss,
    mss::{Clamped, clamp},
    policy::Decap,
};
use softrss_proof::{
    Rng,
    campaign::{Campaign, World},
    engine::{Both, Contents, Engine, Input},
    segment::{OPENING, OTHERS, Opt, Segment, closed, ethernet, options, tags, whole},
};
use softrss_testbed::packet::{Llc, Packet, Tcp};

fn mss(bytes: u32) -> Mss {
    Mss::new(bytes).unwrap()
}

/// The plainest headers that a TCP header can be found behind.
fn plain() -> Packet {
    ethernet().over(&ipv4())
}

fn ipv4() -> Packet {
    Packet::new().ipv4([10, 0, 0, 1].into(), [10, 9, 8, 7].into())
}

/// Every kind of header that a TCP header can be found behind.
fn open_stacks() -> Vec<Packet> {
    let stacks = tags().into_iter().flat_map(|tags| {
        let joined = move |ip| tags.clone().over(&ip);
        whole().into_iter().map(joined)
    });
    let llc = [Llc::snap(), Llc::new(6, 6)].map(|llc| ethernet().layer(llc).over(&ipv4()));
    stacks.chain(llc).collect()
}

/// Clamps to `limit` and compares with what is written anew.
fn check(segment: &Segment, limit: u16) {
    let given = segment.frame().unwrap();
    let mut frame = given.clone();
    let clamped = clamp(&mut frame, Decap::ALL, mss(limit.into()));
    assert_eq!(frame, segment.clamped(limit).unwrap(), "{segment:x?}");
    assert_eq!(clamped == Clamped::Lowered, frame != given);
}

#[test]
fn a_header_written_anew_is_the_same() {
    let mut rng = Rng::new(1);
    for stack in open_stacks() {
        for _ in 0..300 {
            let payload = rng.pick([0, 0, 0, 1, 2, 37]);
            let flags = rng.pick(OPENING);
            let segment = Segment::new(&stack, flags, &options(&mut rng), payload);
            check(&segment, rng.pick([88, 536, 1200, 1400, 65495]));
        }
    }
}

#[test]
fn an_option_is_found_at_every_place() {
    let v6 = ethernet().ipv6(1.into(), 2.into());
    for stack in [plain(), v6] {
        for before in 0..=36 {
            let mut options = vec![Opt::Padding; before];
            options.push(Opt::Mss(1460));
            let segment = Segment::new(&stack, Tcp::SYN, &options, 0);
            check(&segment, 1459);
            assert_ne!(segment.clamped(1459).unwrap(), segment.frame().unwrap());
        }
    }
}

/// Every checksum there is, for every alignment: no sum is off by the one that wraps around.
#[test]
fn every_checksum_is_updated() {
    for (before, size) in [(0, 1460), (1, 1460), (2, 0xffff), (3, 0xffff)] {
        let mut options = vec![Opt::Padding; before];
        options.push(Opt::Mss(size));
        let mut segment = Segment::new(&plain(), Tcp::SYN, &options, 0);
        for sequence in 0..=u16::MAX {
            segment.sequence = u32::from(sequence) << 16 | 0x0304;
            check(&segment, 1200);
        }
    }
}

#[test]
fn nothing_else_is_touched() {
    let mut rng = Rng::new(2);
    let untouched = |segment: &Segment, decap| {
        let given = segment.frame().unwrap();
        let mut frame = given.clone();
        let clamped = clamp(&mut frame, decap, Mss::MIN);
        assert_eq!(clamped, Clamped::Untouched, "{segment:x?}");
        assert_eq!(frame, given);
    };
    let size = [Opt::Mss(1460)];
    for tags in tags() {
        for ip in closed() {
            let stack = tags.clone().over(&ip);
            untouched(&Segment::new(&stack, Tcp::SYN, &size, 3), Decap::ALL);
        }
    }
    for stack in open_stacks() {
        for flags in OTHERS {
            let segment = Segment::new(&stack, flags, &options(&mut rng), 3);
            untouched(&segment, Decap::ALL);
        }
    }
    // Tags that the policy does not name.
    for tags in tags().into_iter().skip(1) {
        let stack = tags.over(&ipv4());
        untouched(&Segment::new(&stack, Tcp::SYN, &size, 0), Decap::NONE);
    }
}

#[test]
fn a_header_that_is_cut_off_is_left_alone() {
    let options = [Opt::Padding, Opt::Mss(1460), Opt::Other(8, 8)];
    for stack in open_stacks() {
        let whole = Segment::new(&stack, Tcp::SYN, &options, 0).frame().unwrap();
        for len in 0..whole.len() {
            let mut frame = whole[..len].to_vec();
            assert_eq!(clamp(&mut frame, Decap::ALL, Mss::MIN), Clamped::Untouched);
            assert_eq!(frame, whole[..len]);
        }
    }
}

/// Runs the program and the reference over `frames`; gives how many were lowered.
fn compare(decap: Decap, limit: Mss, frames: &[Vec<u8>]) -> usize {
    let program = entry::clamp(limit, decap, false).unwrap();
    let mut engine = Both::load(&program, &Contents::new()).unwrap();
    let mut lowered = 0;
    for frame in frames {
        let mut expected = frame.clone();
        let clamped = clamp(&mut expected, decap, limit);
        lowered += usize::from(clamped == Clamped::Lowered);
        let input = Input {
            packet: frame,
            ..Input::default()
        };
        let exit = engine.run(&input).unwrap();
        assert_eq!(exit.action, XDP_PASS.cast_unsigned());
        assert_eq!(exit.packet, expected, "{decap:?} {limit}\n{frame:02x?}");
    }
    lowered
}

#[test]
fn program_and_reference_agree() {
    let mut rng = Rng::new(3);
    let mut stacks: Vec<_> = open_stacks().into_iter().map(|stack| (stack, 40)).collect();
    for tags in tags() {
        let closed = closed().into_iter();
        stacks.extend(closed.map(|ip| (tags.clone().over(&ip), 5)));
    }
    let (mut lowered, mut all) = (0, 0);
    for decap in [
        Decap::ALL,
        Decap::NONE,
        Decap::VLAN,
        Decap::PPPOE.union(Decap::GRE),
    ] {
        for limit in [88, 1200, 1460, 65495] {
            let mut frames = Vec::new();
            for (stack, count) in &stacks {
                for _ in 0..*count {
                    let (opening, other) = (rng.pick(OPENING), rng.pick(OTHERS));
                    let flags = if rng.one_in(5) { other } else { opening };
                    let payload = rng.pick([0, 0, 0, 1, 2, 37]);
                    let segment = Segment::new(stack, flags, &options(&mut rng), payload);
                    let mut frame = segment.frame().unwrap();
                    match rng.below(4) {
                        0 => frame.truncate(rng.below(frame.len() + 1)),
                        1 => {
                            // Mostly in the TCP header.
                            let at = frame.len() - 1 - rng.below(frame.len().min(80));
                            frame[at] = rng.byte();
                        }
                        _ => {}
                    }
                    frames.push(frame);
                }
            }
            all += frames.len();
            lowered += compare(decap, mss(limit), &frames);
        }
    }
    assert!(lowered > all / 20, "{lowered} of {all}");
}

#[test]
fn program_and_reference_agree_on_anything() {
    let mut rng = Rng::new(4);
    let campaign = Campaign::new(4, World::any(), 0).unwrap();
    let frames: Vec<_> = (0..60_000).map(|_| campaign.frame(&mut rng)).collect();
    compare(Decap::ALL, mss(100), &frames);
    // Behind a whole header, any bytes at all.
    let frames: Vec<_> = (0..60_000)
        .map(|_| {
            let few = rng.one_in(2);
            let byte = |rng: &mut Rng| {
                let any = rng.byte();
                if few {
                    rng.pick([1, 1, 2, 2, 4, 4, 3])
                } else {
                    any
                }
            };
            let tcp = Tcp {
                flags: Tcp::SYN,
                header_words: Some(rng.pick([15, 15, 6, 5, 4, 10])),
                options: (0..40).map(|_| byte(&mut rng)).collect(),
                ..Tcp::new(40_000, 443)
            };
            plain().layer(tcp).build().unwrap()
        })
        .collect();
    let lowered = compare(Decap::ALL, mss(100), &frames);
    assert!(lowered > 2000, "{lowered}");
}
