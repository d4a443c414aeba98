//! Damage: frames that no stack would be, made from frames that are.

use std::{ops::Range, sync::LazyLock};

use softrss_core::{
    Arrival, ResolvedPolicy, decide,
    header::dispatch::{ETHER_TYPES, GRE_TYPES, PROTOCOLS_4, PROTOCOLS_6},
};

use crate::{Rng, rows::udp};

/// Values that something may take for a meaning: what announces a header, and what is next to a limit.
static SHORTS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let lists = [ETHER_TYPES, GRE_TYPES, udp(false), udp(true)].into_iter();
    let numbers = lists.flatten().map(|&(number, _)| number);
    numbers
        .chain([0, 1, 0x05dc, 0x0600, 0x0806, 0xffff])
        .collect()
});
/// Protocol numbers, first bytes of IP headers, flags.
static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let tables = PROTOCOLS_4.iter().chain(PROTOCOLS_6.iter());
    let numbers = tables.map(|(number, _)| number);
    let others = [0, 1, 2, 0x30, 0x45, 0x4f, 0x60, 0x7f, 0x80, 0xff];
    numbers.chain(others).collect()
});

/// Where the headers of `frame` are, as the model reads them under a policy that reads everything.
#[must_use]
pub fn headers(everything: &ResolvedPolicy, frame: &[u8]) -> Vec<Range<usize>> {
    let path = decide(everything, &Arrival::new(frame)).headers;
    let starts: Vec<usize> = path.iter().map(|(_, at)| at.min(frame.len())).collect();
    let ends = starts[1.min(starts.len())..].iter().copied();
    let ends = ends.chain([frame.len()]);
    let spans = starts.iter().copied().zip(ends);
    spans.map(|(start, end)| start..end.max(start)).collect()
}

/// Longest frame that repeating a header makes, in bytes: more than a program reads.
const LONGEST: usize = 6000;

/// Damages `frame`, whose headers are `spans`. `other` is a frame that it may be joined with.
pub fn mutate(rng: &mut Rng, frame: &mut Vec<u8>, spans: &[Range<usize>], other: &[u8]) {
    match rng.below(16) {
        0..=3 => {
            for _ in 0..rng.within(1, 6) {
                change_field(rng, frame, spans);
            }
        }
        4 => {
            for _ in 0..rng.within(1, 8) {
                let at = rng.below(frame.len());
                change_byte(rng, frame, at);
            }
        }
        5 => frame.truncate(rng.below(frame.len() + 1)),
        6 => {
            let boundary = rng.choose(spans).map_or(0, |span| span.start);
            let at = (boundary + rng.below(5)).saturating_sub(2);
            frame.truncate(at);
        }
        7 => {
            let tail = rng.below(64);
            frame.extend(rng.bytes(tail));
        }
        8 => {
            let at = rng.below(frame.len() + 1);
            frame.truncate(at);
            frame.extend(&other[rng.below(other.len() + 1)..]);
        }
        9 | 10 => {
            // The other frame, or what is behind its Ethernet header, at the start of a header.
            let at = rng.choose(spans).map_or(0, |span| span.start);
            frame.truncate(at);
            frame.extend(&other[rng.pick([0, 12, 14]).min(other.len())..]);
        }
        11 => swap_headers(rng, frame, spans),
        12 => {
            if let Some(span) = rng.choose(spans) {
                frame.drain(span.clone());
            }
        }
        13 => repeat_header(rng, frame, spans),
        14 => {
            let from = rng.below(frame.len() + 1);
            let noise = rng.bytes(frame.len() - from);
            frame.splice(from.., noise);
        }
        _ => {
            let len = rng.below(256);
            *frame = rng.bytes(len);
        }
    }
}

fn change_field(rng: &mut Rng, frame: &mut [u8], spans: &[Range<usize>]) {
    let Some(span) = rng.choose(spans) else {
        return;
    };
    // Where a header says what it is and how long it is.
    let at = span.start + rng.below(span.len().min(20));
    if at >= frame.len() {
        return;
    }
    if rng.one_in(3) && at + 1 < frame.len() {
        let short = *rng.one_of(&SHORTS);
        frame[at..at + 2].copy_from_slice(&short.to_be_bytes());
    } else {
        change_byte(rng, frame, at);
    }
}

fn change_byte(rng: &mut Rng, frame: &mut [u8], at: usize) {
    let Some(byte) = frame.get_mut(at) else {
        return;
    };
    *byte = match rng.below(4) {
        0 => rng.byte(),
        1 => *rng.one_of(&BYTES),
        2 => byte.wrapping_add(rng.pick([1, 0xff])),
        _ => *byte ^ 1 << rng.below(8),
    };
}

fn swap_headers(rng: &mut Rng, frame: &mut Vec<u8>, spans: &[Range<usize>]) {
    let at = rng.below(spans.len());
    let (Some(first), Some(second)) = (spans.get(at), spans.get(at + 1)) else {
        return;
    };
    let swapped = [&frame[second.clone()], &frame[first.clone()]].concat();
    frame.splice(first.start..second.end, swapped);
}

/// Far more of the same than any program looks through.
fn repeat_header(rng: &mut Rng, frame: &mut Vec<u8>, spans: &[Range<usize>]) {
    let Some(span) = rng.choose(spans) else {
        return;
    };
    let times = rng.pick([1, 2, 7, 30, 60]);
    let repeated = frame[span.clone()].repeat(times);
    if frame.len() + repeated.len() < LONGEST {
        frame.splice(span.start..span.start, repeated);
    }
}
