//! The maximum segment size is lowered where it has to be, and nothing else is changed: the reference
//! against headers that are written anew, and the generated program against the reference.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{
    random::{Rng, random_frame},
    stack::Layer,
    tcp::{OPENING, OTHERS, Opt, Segment, closed, options, tags, whole},
    vm::{Memory, Vm, link},
};
use softrss_codegen::entry;
use softrss_core::{
    Mss,
    mss::{Clamped, clamp},
    policy::Decap,
};

fn mss(bytes: u32) -> Mss {
    Mss::new(bytes).unwrap()
}

/// Every kind of header that a TCP header can be found behind.
fn open_stacks() -> Vec<Vec<Layer>> {
    let tags = tags();
    let stacks = tags.iter().flat_map(|tags| {
        let joined = move |ip: Vec<Layer>| [tags.clone(), ip].concat();
        whole().into_iter().map(joined)
    });
    let v4 = Layer::v4([10, 0, 0, 1], [10, 9, 8, 7]);
    let llc = [
        vec![Layer::Eth, Layer::Snap(0), v4.clone()],
        vec![Layer::Eth, Layer::LlcIp, v4],
    ];
    stacks.chain(llc).collect()
}

/// Clamps to `limit` and compares with what is written anew.
fn check(segment: &Segment, limit: u16) {
    let expected = segment.clamped(limit).frame;
    let mut frame = segment.frame.clone();
    let clamped = clamp(&mut frame, Decap::ALL, mss(limit.into()));
    assert_eq!(frame, expected, "{segment:x?}");
    assert_eq!(clamped == Clamped::Lowered, frame != segment.frame);
}

#[test]
fn a_header_written_anew_is_the_same() {
    let mut rng = Rng(1);
    for stack in open_stacks() {
        for _ in 0..300 {
            let payload = rng.pick(&[0, 0, 0, 1, 2, 37]);
            let flags = rng.pick(&OPENING);
            let segment = Segment::new(&stack, flags, &options(&mut rng), payload);
            check(&segment, rng.pick(&[88, 536, 1200, 1400, 65495]));
        }
    }
}

#[test]
fn an_option_is_found_at_every_place() {
    let stacks = [
        vec![Layer::Eth, Layer::v4([1, 2, 3, 4], [5, 6, 7, 8])],
        vec![Layer::Eth, Layer::v6("::1", "::2")],
    ];
    for stack in stacks {
        for before in 0..=36 {
            let mut options = vec![Opt::Padding; before];
            options.push(Opt::Mss(1460));
            let segment = Segment::new(&stack, 2, &options, 0);
            assert_eq!(segment.sizes.len(), 1);
            check(&segment, 1459);
            assert_ne!(segment.clamped(1459).frame, segment.frame);
        }
    }
}

/// Every checksum there is, for every alignment: no sum is off by the one that wraps around.
#[test]
fn every_checksum_is_updated() {
    let stack = [Layer::Eth, Layer::v4([10, 0, 0, 1], [10, 0, 0, 2])];
    for (before, size) in [(0, 1460), (1, 1460), (2, 0xffff), (3, 0xffff)] {
        let mut options = vec![Opt::Padding; before];
        options.push(Opt::Mss(size));
        let mut segment = Segment::new(&stack, 2, &options, 0);
        for sequence in 0..=u16::MAX {
            segment.frame[segment.tcp + 4..][..2].copy_from_slice(&sequence.to_be_bytes());
            segment.write_checksum();
            check(&segment, 1200);
        }
    }
}

#[test]
fn nothing_else_is_touched() {
    let mut rng = Rng(2);
    let untouched = |segment: &Segment, decap| {
        let mut frame = segment.frame.clone();
        assert_eq!(
            clamp(&mut frame, decap, Mss::MIN),
            Clamped::Untouched,
            "{segment:x?}"
        );
        assert_eq!(frame, segment.frame);
    };
    let size = [Opt::Mss(1460)];
    for tags in tags() {
        for ip in closed() {
            untouched(
                &Segment::new(&[tags.clone(), ip].concat(), 2, &size, 3),
                Decap::ALL,
            );
        }
    }
    for stack in open_stacks() {
        for flags in OTHERS {
            untouched(
                &Segment::new(&stack, flags, &options(&mut rng), 3),
                Decap::ALL,
            );
        }
    }
    // Tags that the policy does not name.
    for tags in tags().into_iter().skip(1) {
        let ip = vec![Layer::v4([10, 0, 0, 1], [10, 0, 0, 2])];
        untouched(
            &Segment::new(&[tags, ip].concat(), 2, &size, 0),
            Decap::NONE,
        );
    }
}

#[test]
fn a_header_that_is_cut_off_is_left_alone() {
    for stack in open_stacks() {
        let options = [Opt::Padding, Opt::Mss(1460), Opt::Other(8, 8)];
        let segment = Segment::new(&stack, 2, &options, 0);
        for len in 0..segment.frame.len() {
            let mut frame = segment.frame[..len].to_vec();
            assert_eq!(clamp(&mut frame, Decap::ALL, Mss::MIN), Clamped::Untouched);
            assert_eq!(frame, segment.frame[..len]);
        }
    }
}

/// Runs the program and the reference over `frames`; gives how many were lowered.
fn compare(decap: Decap, limit: Mss, frames: impl Iterator<Item = Vec<u8>>) -> usize {
    let program = entry::clamp(limit, decap, false).unwrap();
    let memory = Memory::without_maps();
    let linked = link(program.code(), &memory);
    let vm = Vm::new(&linked, &memory, None);
    let mut lowered = 0;
    for frame in frames {
        let mut expected = frame.clone();
        let clamped = clamp(&mut expected, decap, limit);
        lowered += usize::from(clamped == Clamped::Lowered);
        let entered = vm.enter(&frame, &[], 0, 0);
        assert_eq!(entered.action, 2);
        assert_eq!(entered.frame, expected, "{decap:?} {limit}\n{frame:02x?}");
    }
    lowered
}

#[test]
fn program_and_reference_agree() {
    let mut rng = Rng(3);
    let mut stacks: Vec<_> = open_stacks().into_iter().map(|stack| (stack, 40)).collect();
    for tags in tags() {
        let closed = closed().into_iter();
        stacks.extend(closed.map(|ip| ([tags.clone(), ip].concat(), 5)));
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
                    let flags = if rng.one_in(5) {
                        rng.pick(&OTHERS)
                    } else {
                        rng.pick(&OPENING)
                    };
                    let payload = rng.pick(&[0, 0, 0, 1, 2, 37]);
                    let mut frame = Segment::new(stack, flags, &options(&mut rng), payload).frame;
                    match rng.below(4) {
                        0 => frame.truncate(rng.below(frame.len() + 1)),
                        1 => {
                            // Mostly in the TCP header.
                            let len = frame.len();
                            let at = len - 1 - rng.below(len.min(80));
                            frame[at] = rng.byte();
                        }
                        _ => {}
                    }
                    frames.push(frame);
                }
            }
            all += frames.len();
            lowered += compare(decap, mss(limit), frames.into_iter());
        }
    }
    assert!(lowered > all / 20, "{lowered} of {all}");
}

#[test]
fn program_and_reference_agree_on_anything() {
    let mut rng = Rng(4);
    let frames: Vec<_> = (0..60_000).map(|_| random_frame(&mut rng)).collect();
    compare(Decap::ALL, mss(100), frames.into_iter());
    // Behind a whole header, any bytes at all.
    let stack = [Layer::Eth, Layer::v4([10, 0, 0, 1], [10, 0, 0, 2])];
    let frames: Vec<_> = (0..60_000)
        .map(|_| {
            let mut segment = Segment::new(&stack, 2, &[Opt::Padding; 40], 0);
            let (tcp, few) = (segment.tcp, rng.one_in(2));
            for byte in &mut segment.frame[tcp + 20..] {
                *byte = if few {
                    rng.pick(&[1, 1, 2, 2, 4, 4, 3])
                } else {
                    rng.byte()
                };
            }
            segment.frame[tcp + 12] = rng.pick(&[0xf0, 0xf0, 0x60, 0x50, 0x40, 0xa0]);
            segment.frame
        })
        .collect();
    let lowered = compare(Decap::ALL, mss(100), frames.into_iter());
    assert!(lowered > 2000, "{lowered}");
}
