//! Random frames made from the table of header kinds.
//!
//! What the table says of a kind is enough to make headers of it: random bytes, of which some are set so
//! that a line of the row is the one that is followed. So a kind that is added to the table is tested, on
//! every line of its row, before anybody writes a packet of it.

use softrss_core::header::{
    Header, Part,
    dispatch::{self, ETHER_TYPES, GRE_TYPES, PROTOCOLS_4, PROTOCOLS_6, UDP_EITHER, UDP_TO},
    kinds::{Keep, Line, Next, ipv4, ipv6},
    layout::{Field, Relation, Skip, Test},
};

use crate::{Rng, stack::leaf};

/// Headers in a frame, at most: less than a walk reads, or more.
const MOST: [usize; 4] = [4, 8, 12, 40];
/// Attempts to make the line the one that is followed.
const ATTEMPTS: usize = 8;

/// A random frame.
#[must_use]
pub fn frame(rng: &mut Rng) -> Vec<u8> {
    let mut frame = Frame {
        bytes: Vec::new(),
        at: 0,
        v6: false,
        long: rng.one_in(8),
        owed: Vec::new(),
    };
    let mut part = Some(&Header::Ethernet.kind().part);
    let most = rng.pick(MOST);
    for _ in 0..rng.within(1, most) {
        let Some(next) = part else { break };
        part = frame.grow(rng, next);
    }
    let payload = rng.pick([0, 0, 8, 20, 40]);
    frame.bytes.extend(rng.bytes(payload));
    let Frame {
        mut bytes, owed, ..
    } = frame;
    let whole = bytes.len();
    for (at, test) in owed.into_iter().rev() {
        match test.relation {
            Relation::Fills(plus) => {
                let behind = rng.pick([0, 0, 0, 1, 49, 50, 51]);
                let length = (whole - at.min(whole)).saturating_sub(usize::from(plus) + behind);
                write(&mut bytes[at..], test.field, length as u32);
            }
            Relation::Ipv4Sum => {
                if let Some(header) = bytes.get_mut(at..at + 20) {
                    header[10..12].fill(0);
                    let sum: u32 = header
                        .chunks(2)
                        .map(|half| u32::from(half[0]) << 8 | u32::from(half[1]))
                        .sum();
                    let sum = (sum >> 16) + (sum & 0xffff);
                    let sum = (sum >> 16) + (sum & 0xffff);
                    header[10..12].copy_from_slice(&(!sum as u16).to_be_bytes());
                }
            }
            _ => {}
        }
    }
    bytes
}

struct Frame {
    bytes: Vec<u8>,
    /// Where the next part begins.
    at: usize,
    /// Whether the last IP header is one of IPv6.
    v6: bool,
    /// Whether headers are as long as they come.
    long: bool,
    owed: Vec<(usize, Test)>,
}

impl Frame {
    /// Adds `part`, and gives what follows it.
    fn grow(&mut self, rng: &mut Rng, part: &Part) -> Option<&'static Part> {
        let whole = self.at.max(self.bytes.len());
        // What is carried by UDP is read together with the UDP header, which is there.
        let old = self.bytes[self.at.min(whole)..].to_vec();
        let size = usize::from(part.size);
        let line = any_line(rng, part);
        let mut header = Vec::new();
        for _ in 0..ATTEMPTS {
            header.clone_from(&old);
            let missing = size.saturating_sub(header.len());
            header.extend(rng.bytes(missing));
            self.keep(rng, part, &mut header);
            steer(rng, part, line, &mut header);
            if let Line::Leave(_, skip, next) = part.lines[line] {
                if !self.long {
                    shorten(rng, skip, &mut header);
                }
                self.announce(rng, next, &mut header);
            }
            if followed(part, &header) == line {
                break;
            }
        }
        let Line::Leave(tests, skip, next) = part.lines[followed(part, &header)] else {
            return None;
        };
        for test in tests {
            if matches!(test.relation, Relation::Fills(_) | Relation::Ipv4Sum) {
                self.owed.push((self.at, *test));
            }
        }
        self.bytes.truncate(self.at);
        self.bytes.extend(&header);
        self.at += skip.read(&header);
        if self.at > self.bytes.len() {
            let missing = self.at - self.bytes.len();
            self.bytes.extend(rng.bytes(missing));
        }
        self.follow(next, &header)
    }

    /// Writes what rules, prefixes and hashes look at: values of few, so that they meet.
    fn keep(&mut self, rng: &mut Rng, part: &Part, header: &mut [u8]) {
        for line in part.lines {
            let Line::Keep(keep) = line else { continue };
            match *keep {
                Keep::VlanId(at) => {
                    let id = rng.pick([1_u16, 100, 101, 200, 4094]);
                    put(header, at, &id.to_be_bytes());
                }
                Keep::Ipv4 => {
                    self.v6 = false;
                    put(header, ipv4::SRC, &leaf::v4(rng).octets());
                    put(header, ipv4::DST, &leaf::v4(rng).octets());
                }
                Keep::Ipv6 => {
                    self.v6 = true;
                    put(header, ipv6::SRC, &leaf::v6(rng).octets());
                    put(header, ipv6::DST, &leaf::v6(rng).octets());
                }
                // The ports of UDP are those that announce something.
                Keep::Ports(at) => {
                    put(header, at, &leaf::source_port(rng).to_be_bytes());
                    put(header, at + 2, &leaf::source_port(rng).to_be_bytes());
                }
                Keep::Spi(..) | Keep::Fragment(_) | Keep::Extra(..) => {}
            }
        }
    }

    /// Writes the number that announces something, of which most is known.
    fn announce(&self, rng: &mut Rng, next: Next, header: &mut [u8]) {
        let any = rng.short();
        match next {
            Next::EtherType(at) => {
                let length = any % 0x0600;
                let number = some(rng, ETHER_TYPES);
                put(
                    header,
                    at,
                    &rng.pick([number, number, number, number, number, length, any])
                        .to_be_bytes(),
                );
            }
            Next::GreType(at) => {
                let (own, other) = (some(rng, GRE_TYPES), some(rng, ETHER_TYPES));
                put(header, at, &rng.pick([own, other, other]).to_be_bytes());
            }
            Next::Protocol(at) => {
                let table = if self.v6 { &PROTOCOLS_6 } else { &PROTOCOLS_4 };
                let numbers: Vec<u8> = table.iter().map(|(number, _)| number).collect();
                let known = rng.choose(&numbers).copied().unwrap_or_default();
                let number = if rng.one_in(12) { rng.byte() } else { known };
                put(header, at, &[number]);
            }
            Next::UdpPorts(at) => {
                let (to, either) = (some(rng, UDP_TO), some(rng, UDP_EITHER));
                let ports = rng.pick([
                    [any, to],
                    [any, to],
                    [any, either],
                    [either, any],
                    [any, any],
                ]);
                put(header, at, &ports.map(u16::to_be_bytes).concat());
            }
            Next::To(_)
            | Next::Quote(_)
            | Next::Behind(_)
            | Next::IfWanted(..)
            | Next::Stop(_)
            | Next::Done => {}
        }
    }

    /// What `next` leads to.
    fn follow(&self, next: Next, header: &[u8]) -> Option<&'static Part> {
        let half = |at| {
            u16::try_from(softrss_core::header::layout::half(at).read(header)).unwrap_or_default()
        };
        let known = |list, number| dispatch::find(list, number).map(|(header, _)| header);
        let ether_type = |number| {
            if number < 0x0600 {
                return Some(Header::Llc);
            }
            known(ETHER_TYPES, number)
        };
        let header = match next {
            Next::EtherType(at) => ether_type(half(at)),
            Next::GreType(at) => known(GRE_TYPES, half(at)).or_else(|| ether_type(half(at))),
            Next::Protocol(at) => {
                let table = if self.v6 { &PROTOCOLS_6 } else { &PROTOCOLS_4 };
                table.get(header[usize::from(at)]).map(|(header, _)| header)
            }
            Next::UdpPorts(at) => known(UDP_TO, half(at + 2))
                .or_else(|| known(UDP_EITHER, half(at + 2)))
                .or_else(|| known(UDP_EITHER, half(at))),
            Next::To(header) | Next::Quote(header) => Some(header),
            Next::Behind(part) | Next::IfWanted(_, part) => return Some(part),
            Next::Stop(_) | Next::Done => None,
        };
        header.map(|header| &header.kind().part)
    }
}

/// A line that leaves, seldom one that ends the walk.
fn any_line(rng: &mut Rng, part: &Part) -> usize {
    let mut lines = Vec::new();
    for (index, line) in part.lines.iter().enumerate() {
        let weight = match line {
            Line::Keep(_) => 0,
            Line::Leave(_, _, Next::Stop(_) | Next::Done) => 1,
            Line::Leave(..) => 8,
        };
        lines.extend(std::iter::repeat_n(index, weight));
    }
    rng.choose(&lines).copied().unwrap_or_default()
}

/// The line that is followed.
fn followed(part: &Part, header: &[u8]) -> usize {
    let mut lines = part.lines.iter();
    let leaves = |line: &Line| match line {
        Line::Keep(_) => false,
        Line::Leave(tests, ..) => tests.iter().all(|test| holds(*test, header)),
    };
    lines.position(leaves).unwrap_or_default()
}

/// Makes the tests of `line` hold, and those of the lines before it not.
fn steer(rng: &mut Rng, part: &Part, line: usize, header: &mut [u8]) {
    for (index, other) in part.lines.iter().enumerate().take(line + 1) {
        let Line::Leave(tests, ..) = other else {
            continue;
        };
        if index == line {
            for test in *tests {
                force(rng, *test, true, header);
            }
        } else if tests.iter().all(|test| holds(*test, header))
            && let Some(test) = rng.choose(tests)
        {
            force(rng, *test, false, header);
        }
    }
}

/// Writes a number for which `test` holds, or does not.
fn force(rng: &mut Rng, test: Test, holds: bool, header: &mut [u8]) {
    let most = test.field.mask;
    let edges = match test.relation {
        Relation::Is(value) | Relation::IsNot(value) | Relation::Below(value) => vec![value],
        Relation::OneOf(values) => values.to_vec(),
        Relation::Within(low, high) | Relation::Outside(low, high) => vec![low, high],
        Relation::Fills(_) | Relation::Ipv4Sum => return owe(test, holds, header),
    };
    // Near to where it turns, or anywhere.
    for _ in 0..64 {
        let edge = rng.choose(&edges).copied().unwrap_or_default();
        let any = rng.word();
        let near = [edge, edge.wrapping_add(1), edge.wrapping_sub(1), any];
        write(header, test.field, rng.pick(near) & most);
        if self::holds(test, header) == holds {
            return;
        }
    }
}

/// Whether `test` holds. What can be told only of a whole frame is told by a sign until then.
fn holds(test: Test, header: &[u8]) -> bool {
    match test.relation {
        Relation::Fills(_) | Relation::Ipv4Sum => {
            let sign = header
                .get(usize::from(test.field.at) + 2..)
                .and_then(<[u8]>::first);
            sign.is_some_and(|byte| byte & 1 == 1)
        }
        _ => test.holds(header, header.len()),
    }
}
fn owe(test: Test, holds: bool, header: &mut [u8]) {
    if let Some(byte) = header.get_mut(usize::from(test.field.at) + 2) {
        *byte = *byte & 0xfe | u8::from(holds);
    }
}

/// Makes lengths short.
fn shorten(rng: &mut Rng, skip: Skip, header: &mut [u8]) {
    for scaled in skip.plus {
        if scaled.right > 0 {
            continue;
        }
        let unit = scaled.field.mask & scaled.field.mask.wrapping_neg();
        let least = rng.pick([0, 0, 1, 2, 5, 6]);
        write(header, scaled.field, (least * unit) & scaled.field.mask);
    }
}

fn write(header: &mut [u8], field: Field, value: u32) {
    let whole = Field {
        mask: u32::MAX,
        ..field
    };
    let number = whole.read(header) & !field.mask | value & field.mask;
    put(
        header,
        field.at,
        &number.to_be_bytes()[4 - usize::from(field.bytes)..],
    );
}

fn put(header: &mut [u8], at: u8, bytes: &[u8]) {
    let at = usize::from(at);
    if let Some(place) = header.get_mut(at..at + bytes.len()) {
        place.copy_from_slice(bytes);
    }
}

/// One of the numbers that announce something.
fn some(rng: &mut Rng, list: &[(u16, dispatch::Next)]) -> u16 {
    rng.choose(list).map_or(0, |&(number, _)| number)
}
