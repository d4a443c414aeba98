//! A frame in the making.

use softrss_core::{
    header::{
        Header, Part,
        dispatch::{self, ETHER_TYPES, GRE_TYPES},
        kinds::{Keep, Line, Next, TunnelId, ipv4, ipv6},
        layout::{self, PADDING, Relation, Shown, Skip, Test},
    },
    walk::MAX_LINKS,
};

use super::{
    announce::{announce, any_number, no_number},
    bytes::{put, write, write_sum},
    frame::Frame,
    number,
    table::{family, leading, protocols, udp},
};
use crate::Rng;

/// Headers in a frame, at most: less than a walk reads, or more.
const MOST: [usize; 6] = [4, 8, 8, 8, 12, 40];
/// Headers among which a frame that may be carried in another has tags of links.
const CARRIED_LINKS: usize = 2;
/// Attempts to make the line the one that is followed.
const ATTEMPTS: usize = 48;

/// A frame in the making.
#[derive(Clone, Debug)]
pub(super) struct Growing {
    pub(super) frame: Frame,
    /// Where the next part begins.
    at: usize,
    /// Whether the last IP header is one of IPv6.
    v6: bool,
    /// Whether this is in what an ICMP error quotes.
    quoted: bool,
    /// Whether headers are as long as they come.
    long: bool,
    /// Headers among which it has tags of links: fewer than are read, if it is to be carried in another.
    links: usize,
    /// The lines that are followed, each with where its part begins.
    lines: Vec<(&'static Part, usize, usize)>,
}

/// What is next.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Header(Header),
    /// More of the header, or what tells which one it is.
    More(&'static Part),
    /// Nothing that can be read.
    End,
}

impl Step {
    pub(super) fn part(self) -> Option<&'static Part> {
        match self {
            Self::Header(header) => Some(&header.kind().part),
            Self::More(part) => Some(part),
            Self::End => None,
        }
    }
}

/// Writes what announces the next header, in the family of the last IP header.
type Announce<'a> = dyn Fn(&mut Rng, bool, Next, &mut [u8]) + 'a;

impl Growing {
    pub(super) fn new(rng: &mut Rng) -> Self {
        Self {
            frame: Frame {
                bytes: Vec::new(),
                headers: Vec::new(),
            },
            at: 0,
            v6: false,
            quoted: false,
            long: rng.one_in(8),
            links: MAX_LINKS,
            lines: Vec::new(),
        }
    }

    /// The same, that may be carried in another frame.
    pub(super) fn carried(self) -> Self {
        Self {
            links: CARRIED_LINKS,
            ..self
        }
    }

    /// Any headers, the first of which is `header`, until nothing more can be read, and a payload; `None`
    /// where that does not come to an end.
    pub(super) fn any(self, rng: &mut Rng, header: Header) -> Option<Frame> {
        self.any_from(rng, Step::Header(header))
    }

    /// Likewise, where `step` comes first.
    fn any_from(mut self, rng: &mut Rng, mut step: Step) -> Option<Frame> {
        let most = rng.pick(MOST);
        let most = rng.within(1, most);
        // More of the same, now and then.
        let again = rng.one_in(16);
        let mut parts = 0;
        while let Some(part) = step.part() {
            let line = any_line(rng, part);
            step = match step {
                _ if parts >= most => self.add(rng, step, line, &no_number)?,
                Step::Header(kind) if again => {
                    self.add(rng, step, line, &|rng, v6, next, header| {
                        announce(rng, v6, next, header, kind);
                    })?
                }
                Step::Header(_) | Step::More(_) | Step::End => {
                    self.add(rng, step, line, &any_number)?
                }
            };
            parts += 1;
        }
        self.done(rng)
    }

    /// With a payload.
    fn done(mut self, rng: &mut Rng) -> Option<Frame> {
        let payload = rng.pick([0, 0, 1, 7, 8, 20, 64]);
        self.frame.bytes.extend(rng.bytes(payload));
        self.settled(rng)
    }

    /// With the lengths and sums by which something is told; `None` where another line would be followed.
    pub(super) fn settled(mut self, rng: &mut Rng) -> Option<Frame> {
        for &(part, line, at) in self.lines.iter().rev() {
            let Line::Leave(tests, ..) = part.lines[line] else {
                continue;
            };
            for test in tests {
                settle(rng, *test, self.frame.bytes.get_mut(at..)?);
            }
        }
        let bytes = |at: usize| self.frame.bytes.get(at..).unwrap_or_default();
        let mut lines = self.lines.iter();
        lines
            .all(|&(part, line, at)| followed(part, bytes(at)) == line)
            .then_some(self.frame)
    }

    /// `header` with one of `lines` followed, then any headers.
    pub(super) fn with_line(
        mut self,
        rng: &mut Rng,
        header: Header,
        lines: &[usize],
    ) -> Option<Frame> {
        let line = *rng.choose(lines)?;
        let step = self.add(rng, Step::Header(header), line, &any_number)?;
        self.any_from(rng, step)
    }

    /// An Ethernet header that announces IP.
    pub(super) fn ethernet(&mut self, rng: &mut Rng, v6: bool) -> Option<()> {
        self.ethernet_of(rng, family(v6).ether_type())
    }

    /// An Ethernet header of this type.
    pub(super) fn ethernet_of(&mut self, rng: &mut Rng, ether_type: u16) -> Option<()> {
        self.add_to(rng, Header::Ethernet, |next| {
            let Next::EtherType(at) = next else {
                return None;
            };
            Some((at, ether_type.to_be_bytes().to_vec()))
        })
    }

    /// Ethernet, and a whole IP datagram of this protocol.
    pub(super) fn ip(&mut self, rng: &mut Rng, v6: bool, protocol: u8) -> Option<()> {
        self.ethernet(rng, v6)?;
        self.add_to(rng, family(v6), |next| {
            let Next::Protocol(at) = next else {
                return None;
            };
            Some((at, vec![protocol]))
        })
    }

    /// A UDP header to this port.
    pub(super) fn udp(&mut self, rng: &mut Rng, port: u16) -> Option<()> {
        let source = number::source_port(rng);
        self.add_to(rng, Header::Udp, |next| {
            let Next::UdpPorts(at) = next else {
                return None;
            };
            Some((at, [source, port].map(u16::to_be_bytes).concat()))
        })
    }

    /// `header` with the line followed for which there is a `number`: where it is, and its bytes.
    fn add_to(
        &mut self,
        rng: &mut Rng,
        header: Header,
        number: impl Fn(Next) -> Option<(u8, Vec<u8>)>,
    ) -> Option<()> {
        let line = leading(&header.kind().part, |next| number(next).is_some()).next()?;
        self.add(rng, Step::Header(header), line, &|_, _, next, header| {
            if let Some((at, bytes)) = number(next) {
                put(header, at, &bytes);
            }
        })
        .map(|_| ())
    }

    /// Where the next header begins.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Whether `bytes` can be what comes next.
    pub(super) fn takes(&self, bytes: &[u8]) -> bool {
        let mut here = self.lines.iter().filter(|(_, _, at)| *at == self.at);
        here.all(|(part, line, _)| leads(part, *line, bytes))
    }

    /// Adds what is next so that `line` is followed, with what `announce` writes there, and gives what is
    /// next then; `None` if that cannot be.
    pub(super) fn add(
        &mut self,
        rng: &mut Rng,
        step: Step,
        line: usize,
        announce: &Announce<'_>,
    ) -> Option<Step> {
        let part = step.part()?;
        let Line::Leave(_, skip, next) = part.lines[line] else {
            return None;
        };
        // What is carried by UDP is read together with the UDP header, which is there.
        let old = self.frame.bytes[self.at..].to_vec();
        let missing = usize::from(part.size).saturating_sub(old.len());
        for _ in 0..ATTEMPTS {
            let mut header = [old.clone(), rng.bytes(missing)].concat();
            self.keep(rng, part, &mut header);
            if let Step::Header(kind) = step {
                macs(rng, kind, &mut header[old.len()..]);
            }
            steer(rng, part, line, &mut header);
            if !self.long {
                shorten(rng, skip, &mut header);
            }
            announce(rng, self.v6, next, &mut header);
            let leads = leads(part, line, &header) && self.takes(&header);
            if leads && !(self.links < MAX_LINKS && self.is_late_link(next, &header)) {
                return self.leave(rng, step, line, &header);
            }
        }
        None
    }

    /// Whether `next` leads to a tag of a link that would be too far behind in what carries the frame.
    fn is_late_link(&self, next: Next, header: &[u8]) -> bool {
        let (Next::EtherType(at) | Next::GreType(at)) = next else {
            return false;
        };
        let number = u16::try_from(layout::half(at).read(header)).ok();
        let known = number.and_then(|number| dispatch::find(ETHER_TYPES, number));
        known.is_some_and(|(_, when)| when.is_link()) && self.frame.headers.len() >= self.links
    }

    /// Adds `header`, of which `line` is followed.
    fn leave(&mut self, rng: &mut Rng, step: Step, line: usize, header: &[u8]) -> Option<Step> {
        if let Step::Header(header) = step {
            self.frame.headers.push((header, self.at));
        }
        self.frame.bytes.truncate(self.at);
        self.frame.bytes.extend(header);
        let part = step.part()?;
        let Line::Leave(_, skip, next) = part.lines[line] else {
            return None;
        };
        let from = self.at;
        self.lines.push((part, line, from));
        self.at += skip.read(header);
        let missing = self.at.saturating_sub(self.frame.bytes.len());
        self.frame.bytes.extend(rng.bytes(missing));
        // Those behind the bytes that are there in any case, which no line was told by.
        for id in part.tunnel_ids().filter(|id| id.end() > part.size) {
            if id.only.iter().all(|test| test.holds(header, header.len())) {
                write_id(rng, id, &mut self.frame.bytes[from..]);
            }
        }
        Some(self.follow(next, header))
    }

    /// Writes what rules, prefixes and hashes look at.
    fn keep(&mut self, rng: &mut Rng, part: &Part, header: &mut [u8]) {
        for line in part.lines {
            let Line::Keep(keep) = line else { continue };
            match *keep {
                Keep::VlanId(at) => {
                    let (id, rest) = (number::vlan_id(rng), rng.short() & 0xf000);
                    put(header, at, &(id & 0x0fff | rest).to_be_bytes());
                }
                Keep::Ipv4 => {
                    self.v6 = false;
                    put(header, ipv4::SRC, &number::v4(rng).octets());
                    put(header, ipv4::DST, &number::v4(rng).octets());
                    put(header, ipv4::DSCP, &[number::traffic_class(rng)]);
                }
                Keep::Ipv6 => {
                    self.v6 = true;
                    put(header, ipv6::SRC, &number::v6(rng).octets());
                    put(header, ipv6::DST, &number::v6(rng).octets());
                    write(
                        header,
                        ipv6::DSCP,
                        u32::from(number::traffic_class(rng)) << 4,
                    );
                }
                // Those of UDP are written anew, as they announce something.
                Keep::Ports(at) => {
                    let ports = [number::port(rng), number::port(rng)];
                    put(header, at, &ports.map(u16::to_be_bytes).concat());
                }
                Keep::Extra(extra, field) => {
                    if let Some(number) = number::extra(rng, extra) {
                        let bytes = &number.to_be_bytes()[4 - usize::from(field.bytes)..];
                        put(header, field.at, bytes);
                    }
                }
                Keep::TunnelId(id) => write_id(rng, id, header),
                Keep::Spi(..) | Keep::Fragment(_) => {}
            }
        }
    }

    /// What `next` leads to.
    fn follow(&mut self, next: Next, header: &[u8]) -> Step {
        let half = |at| layout::half(at).read(header);
        let known = |list, number| {
            let number = u16::try_from(number).ok();
            number.and_then(|number| dispatch::find(list, number))
        };
        let readable = |next: Option<dispatch::Next>| {
            let late = self.frame.headers.len() >= MAX_LINKS;
            let next = next.filter(|(_, when)| !(late && when.is_link()));
            let header = next.map(|(header, _)| header);
            header.filter(|header| !self.quoted || header.kind().quotable)
        };
        let ether_type = |number| {
            if number < 0x0600 {
                return Some(Header::Llc);
            }
            readable(known(ETHER_TYPES, number))
        };
        let header = match next {
            Next::EtherType(at) => ether_type(half(at)),
            Next::GreType(at) => {
                readable(known(GRE_TYPES, half(at))).or_else(|| ether_type(half(at)))
            }
            Next::Protocol(at) => {
                let next = protocols(self.v6).get(header[usize::from(at)]);
                let read = readable(next);
                if let (None, Some((header, when))) = (read, next)
                    && when.is_transport()
                {
                    // Named in the path, but not read.
                    self.frame.headers.push((header, self.at));
                }
                read
            }
            Next::UdpPorts(at) => readable(known(udp(false), half(at + 2)))
                .or_else(|| readable(known(udp(true), half(at + 2))))
                .or_else(|| readable(known(udp(true), half(at)))),
            Next::To(header) => Some(header),
            Next::Quote(header) => {
                self.quoted = true;
                Some(header)
            }
            Next::Behind(part) => return Step::More(part),
            Next::IfWanted(_, part) if !self.quoted => return Step::More(part),
            Next::IfWanted(..) | Next::Stop(_) | Next::Done => None,
        };
        header.map_or(Step::End, Step::Header)
    }
}

/// Writes the number of a session, mostly one of a few.
fn write_id(rng: &mut Rng, id: TunnelId, header: &mut [u8]) {
    let number = number::tunnel_id(rng) << id.field.mask.trailing_zeros();
    write(header, id.field, number);
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
    *rng.one_of(&lines)
}

/// The line that is followed, of a part that begins with `rest` of a frame.
pub(super) fn followed(part: &Part, rest: &[u8]) -> usize {
    let header = &rest[..rest.len().min(part.size.into())];
    let mut lines = part.lines.iter();
    let leaves = |line: &Line| match line {
        Line::Keep(_) => false,
        Line::Leave(tests, ..) => tests.iter().all(|test| test.holds(header, rest.len())),
    };
    let line = lines.position(leaves);
    line.expect("the last line leaves in any case")
}

/// Whether `line` is followed once lengths and sums are settled: for it, and not for those before.
fn leads(part: &Part, line: usize, header: &[u8]) -> bool {
    let mut lines = part.lines.iter().enumerate().take(line + 1);
    lines.all(|(index, other)| match other {
        Line::Keep(_) => true,
        Line::Leave(tests, ..) if index == line => {
            let mut now = tests.iter().filter(|test| !is_settled(**test));
            now.all(|test| test.holds(header, header.len()))
        }
        Line::Leave(tests, ..) => {
            let mut tests = tests.iter();
            tests.any(|test| is_settled(*test) || !test.holds(header, header.len()))
        }
    })
}

/// Whether it can be told only of a whole frame.
fn is_settled(test: Test) -> bool {
    match test.relation {
        Relation::Fills(_) | Relation::Ipv4Sum => true,
        Relation::Is(_)
        | Relation::IsNot(_)
        | Relation::OneOf(_)
        | Relation::Below(_)
        | Relation::Within(..)
        | Relation::Outside(..) => false,
    }
}

/// Writes the length or sum for which `test` holds, of a part that begins with `rest` of the frame.
fn settle(rng: &mut Rng, test: Test, rest: &mut [u8]) {
    match test.relation {
        Relation::Fills(plus) => {
            let behind = rng.pick([0, 0, 0, 1, PADDING as usize]);
            let length = rest.len().saturating_sub(usize::from(plus) + behind);
            write(
                rest,
                test.field,
                length.try_into().expect("a frame is shorter"),
            );
        }
        Relation::Ipv4Sum => {
            if let Some(header) = rest.get_mut(test.field.at.into()..) {
                write_sum(header);
            }
        }
        Relation::Is(_)
        | Relation::IsNot(_)
        | Relation::OneOf(_)
        | Relation::Below(_)
        | Relation::Within(..)
        | Relation::Outside(..) => {}
    }
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
        } else if tests
            .iter()
            .all(|test| !is_settled(*test) && test.holds(header, header.len()))
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
        Relation::Fills(_) | Relation::Ipv4Sum => return,
    };
    // Near to where it turns, or anywhere.
    for _ in 0..64 {
        let edge = *rng.one_of(&edges);
        let any = rng.word();
        let near = [edge, edge.wrapping_add(1), edge.wrapping_sub(1), any];
        write(header, test.field, rng.pick(near) & most);
        if test.holds(header, header.len()) == holds {
            return;
        }
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

/// Writes MAC addresses that rules and tables have, where `header`, all of which is new, has any; not always.
fn macs(rng: &mut Rng, kind: Header, header: &mut [u8]) {
    if header.len() < usize::from(kind.kind().part.size) {
        return;
    }
    for show in kind.kind().shown {
        if let (Shown::Mac(at), false) = (show.value, rng.one_in(4)) {
            put(header, at, &number::mac(rng).0);
        }
    }
}
