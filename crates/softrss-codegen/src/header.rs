//! The code that reads a header, from its row in the table of kinds.
//!
//! ```text
//! r2  what is compared         r3  the field it is from, as loaded      r5  the number that announces what follows
//! ```
//!
//! Numbers are compared as a little-endian CPU loads them; only for an order are their bytes turned.

use bpf_asm::{Label, R2, R3, R4, R5, Reg};
use softrss_core::header::{
    Header, Part, Reason,
    kinds::{Keep, Line, Next, TunnelId},
    layout::{Field, IPV4_SUM, PADDING, Relation, Scaled, Skip, Test},
};

use crate::{
    clamp, dispatch,
    emitter::{Emitter, Family, Place, family},
    keep,
    record::{self, CURSOR, FAMILY, TUNNEL_ID},
};

/// Emits the code that reads `header`, which is at the cursor.
pub(crate) fn emit(e: &mut Emitter<'_>, header: Header) {
    // Only TCP is looked for to be clamped, of those that have its code.
    if let (Header::Tcp, Some(mss)) = (header, e.clamp) {
        return clamp::emit(e, mss);
    }
    let part = &header.kind().part;
    e.enter(i32::from(part.size));
    Reader::new(e, part, family(header)).lines();
}

/// Emits the code that reads the number of a session in `header`, which is at the cursor, and nothing behind. There, the walk
/// ends, at a header that is not looked through if it `stops`.
pub(crate) fn emit_id(e: &mut Emitter<'_>, header: Header, stops: bool) {
    let part = &header.kind().part;
    e.enter(i32::from(part.size));
    let end = if stops {
        Next::Stop(Reason::NotInDecap)
    } else {
        Next::Done
    };
    Reader::new(e, part, family(header)).id_lines(end);
}

/// Emits the code that reads what `part` says of the bytes at the cursor, which belong to the header before.
pub(crate) fn emit_behind(e: &mut Emitter<'_>, part: &'static Part) {
    e.enter_again(i32::from(part.size));
    Reader::new(e, part, None).lines();
}

/// The sum, with its carries, of 16-bit numbers that are one with their checksum.
const ALL_ONES: i32 = 0xffff;

/// Where a field is, whatever of it counts: offset and length.
type Location = (u8, u8);

/// What registers hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Held {
    /// `r3`: a field as loaded.
    field: Option<Location>,
    /// `r5`: the protocol number at this offset.
    number: Option<u8>,
    /// `r3` and `r4`: ports.
    ports: bool,
}

/// A row on its way into instructions.
struct Reader<'e, 'm> {
    e: &'e mut Emitter<'m>,
    part: &'static Part,
    family: Option<Family>,
    held: Held,
}

/// The last lines of a row, where they ask for the number in one field, and the header that it announces is as far away
/// whatever it is.
struct Switch {
    field: Field,
    skip: Skip,
    headers: Vec<(u32, Header)>,
    /// Where all other numbers lead.
    end: Place,
}

impl Switch {
    /// `lines`, which are the last ones, if that is what they are.
    fn of(lines: &[Line]) -> Option<Self> {
        let (&Line::Leave(_, _, other), cases) = lines.split_last()? else {
            return None;
        };
        let &[Line::Leave(&[Test { field, .. }], skip, _), _, ..] = cases else {
            return None;
        };
        let mut headers = Vec::new();
        for line in cases {
            let &Line::Leave(&[test], its_skip, Next::To(header)) = line else {
                return None;
            };
            if test.field != field || its_skip != skip {
                return None;
            }
            match test.relation {
                Relation::Is(number) => headers.push((number, header)),
                Relation::OneOf(numbers) => {
                    headers.extend(numbers.iter().map(|&number| (number, header)));
                }
                Relation::IsNot(_)
                | Relation::Below(_)
                | Relation::Within(..)
                | Relation::Outside(..)
                | Relation::Fills(_)
                | Relation::Ipv4Sum => return None,
            }
        }
        let end = end(other)?;
        Some(Self {
            field,
            skip,
            headers,
            end,
        })
    }
}

/// Where `next` leads, if it ends the walk.
fn end(next: Next) -> Option<Place> {
    match next {
        Next::Stop(reason) => Some(Place::Stop(reason)),
        Next::Done => Some(Place::Done),
        Next::Behind(_)
        | Next::IfWanted(..)
        | Next::To(_)
        | Next::Quote(_)
        | Next::EtherType(_)
        | Next::GreType(_)
        | Next::Protocol(_)
        | Next::UdpPorts(_) => None,
    }
}

/// Where a test leads.
#[derive(Clone, Copy)]
enum Target<'l> {
    Place(Place),
    Label(&'l Label),
}

macro_rules! jump {
    ($e:expr, $name:ident, $field:expr, $register:expr, $number:expr, $to:expr) => {
        match ($field.bytes, $to) {
            (4, Target::Place(place)) => {
                $e.$name($register.w(), loaded($field, $number), place);
            }
            (4, Target::Label(label)) => {
                $e.a.$name($register.w(), loaded($field, $number), label);
            }
            (_, Target::Place(place)) => {
                $e.$name($register, loaded($field, $number).cast_signed(), place);
            }
            (_, Target::Label(label)) => {
                $e.a.$name($register, loaded($field, $number).cast_signed(), label);
            }
        }
    };
}

impl<'e, 'm> Reader<'e, 'm> {
    fn new(e: &'e mut Emitter<'m>, part: &'static Part, family: Option<Family>) -> Self {
        Self {
            e,
            part,
            family,
            held: Held::default(),
        }
    }

    fn lines(mut self) {
        for (number, &line) in self.part.lines.iter().enumerate() {
            if let Some(switch) = Switch::of(&self.part.lines[number..]) {
                return self.switch(&switch);
            }
            match line {
                Line::Keep(keep) => self.keep(keep),
                Line::Leave(tests, skip, next) => self.leave_if(number, tests, skip, next),
            }
        }
    }

    /// Emits the lines up to the last number of a session; `end` is where they lead elsewhere, and what is behind them.
    fn id_lines(mut self, end: Next) {
        let is_id = |line: &Line| matches!(line, Line::Keep(Keep::TunnelId(_)));
        let ids = self.part.lines.iter().rposition(is_id);
        let lines = self.part.lines.iter().take(ids.map_or(0, |last| last + 1));
        for (number, &line) in lines.enumerate() {
            match line {
                Line::Keep(Keep::TunnelId(id)) => self.keep_tunnel_id(id),
                Line::Keep(_) => {}
                Line::Leave(tests, ..) => self.leave_if(number, tests, Skip::NOTHING, end),
            }
        }
        self.leave(Skip::NOTHING, end, true);
    }

    /// Emits the last lines: the cursor moves once, whatever the field is.
    fn switch(mut self, switch: &Switch) {
        let Switch { field, skip, .. } = *switch;
        load(self.e, R5, field);
        self.refine(R5, field, false);
        self.advance(skip);
        for &(number, header) in &switch.headers {
            let place = self.to(header);
            jump!(self.e, jeq, field, R5, number, Target::Place(place));
        }
        self.e.then(switch.end);
    }

    /// Where `header` is read, if it is.
    fn to(&self, header: Header) -> Place {
        let extent = self.e.interest.extent_of(header);
        dispatch::to(self.e, header, extent)
    }

    /// Emits the line with this number.
    fn leave_if(&mut self, line: usize, tests: &[Test], skip: Skip, next: Next) {
        match (tests, end(next)) {
            ([], _) => self.leave(skip, next, true),
            (&[test], Some(place)) => self.jump_if(line, 0, test, place),
            ([first, others @ ..], _) => {
                let other = self.e.a.label("else");
                self.jump_unless(line, 0, *first, &other);
                let mut held = self.held;
                for (at, &test) in (1..).zip(others) {
                    self.jump_unless(line, at, test, &other);
                    if self.held != held {
                        held = Held::default();
                    }
                }
                self.leave(skip, next, false);
                self.e.a.bind(other);
                self.held = held;
            }
        }
    }

    /// Leaves the header, as the last thing that is done with it or not.
    fn leave(&mut self, skip: Skip, next: Next, last: bool) {
        let place = match next {
            Next::Stop(reason) => Place::Stop(reason),
            Next::Done => Place::Done,
            Next::IfWanted(when, _) if !self.e.wants(when) => Place::Done,
            Next::Behind(part) | Next::IfWanted(_, part) => {
                self.advance(skip);
                let quoted = self.e.quoted;
                Place::Behind { part, quoted }
            }
            Next::To(header) => {
                self.advance(skip);
                self.to(header)
            }
            Next::Quote(header) => {
                self.advance(skip);
                let quoted = true;
                Place::Header { header, quoted }
            }
            Next::EtherType(at) => {
                self.e.a.load::<u16>(R5, record::at(at));
                self.advance(skip);
                Place::EtherType
            }
            Next::GreType(at) => {
                self.e.a.load::<u16>(R5, record::at(at));
                self.advance(skip);
                dispatch::emit_gre_types(self.e);
                Place::EtherType
            }
            Next::Protocol(at) => {
                if self.held.number != Some(at) {
                    self.e.a.load::<u8>(R5, record::at(at));
                }
                self.advance(skip);
                self.by_protocol()
            }
            Next::UdpPorts(at) => {
                if !self.held.ports {
                    let a = &mut self.e.a;
                    a.load::<u16>(R3, record::at(at))
                        .load::<u16>(R4, record::at(at + 2));
                }
                self.advance(skip);
                dispatch::emit_udp_ports(self.e, R3, R4);
                Place::Done
            }
        };
        if last {
            self.e.then(place);
        } else {
            self.e.goto(place);
        }
    }

    /// Moves the cursor to what comes next.
    fn advance(&mut self, skip: Skip) {
        self.skip(skip);
        self.e.advance();
    }

    /// Where the protocol number in `r5` is looked up. Uses `r2`.
    fn by_protocol(&mut self) -> Place {
        let quoted = self.e.quoted;
        let [v4, v6] = [false, true].map(|v6| Place::Protocol { v6, quoted });
        match self.family {
            Some(Family::V4) => v4,
            Some(Family::V6) => v6,
            None => {
                self.e.a.load::<u32>(R2, FAMILY);
                self.e.jeq(R2, 6, v6);
                v4
            }
        }
    }

    /// Moves the cursor.
    fn skip(&mut self, skip: Skip) {
        if let [first, ..] = skip.plus {
            self.hold(first.field);
        }
        for (at, scaled) in skip.plus.iter().enumerate() {
            let last = at + 1 == skip.plus.len();
            let register = if last { R3 } else { R2 };
            if !last {
                self.e.a.mov(R2, R3);
            }
            self.scale(register, *scaled);
            if at == 0 && skip.bytes > 0 {
                self.e.a.add(CURSOR, i32::from(skip.bytes));
            }
            self.e.a.add(CURSOR, register);
        }
        if skip.plus.is_empty() && skip.bytes > 0 {
            self.e.a.add(CURSOR, i32::from(skip.bytes));
        }
    }

    /// Turns the byte in `register` into the number of bytes that it means.
    fn scale(&mut self, register: Reg, scaled: Scaled) {
        let Scaled {
            field,
            plus,
            left,
            right,
        } = scaled;
        let a = &mut self.e.a;
        if !field.is_whole() {
            a.and(register, field.mask.cast_signed());
        }
        if plus > 0 {
            a.add(register, i32::from(plus));
        }
        if left > 0 {
            a.lsh(register, i32::from(left));
        }
        if right > 0 {
            a.rsh(register, i32::from(right));
        }
    }

    /// Goes to `place` if `test`, the one at this position of the line with this number, holds.
    fn jump_if(&mut self, line: usize, at: usize, test: Test, place: Place) {
        let (field, to) = (test.field, Target::Place(place));
        let register = self.load(line, at, test);
        let e = &mut *self.e;
        match test.relation {
            Relation::Is(value) => jump!(e, jeq, field, register, value, to),
            Relation::IsNot(value) => jump!(e, jne, field, register, value, to),
            Relation::OneOf(values) => {
                for &value in values {
                    jump!(e, jeq, field, register, value, to);
                }
            }
            Relation::Below(value) => {
                e.jlt(register, value.cast_signed(), place);
            }
            Relation::Within(low, high) => {
                let below = e.a.label("below");
                e.a.jlt(register, low.cast_signed(), &below);
                e.jle(register, high.cast_signed(), place);
                e.a.bind(below);
            }
            Relation::Outside(low, high) => {
                e.jlt(register, low.cast_signed(), place);
                e.jgt(register, high.cast_signed(), place);
            }
            Relation::Fills(_) => {
                e.jle(register, PADDING.cast_signed(), place);
            }
            Relation::Ipv4Sum => {
                e.jeq(register, 0, place);
            }
        }
    }

    /// Goes to `label` unless `test` holds.
    fn jump_unless(&mut self, line: usize, at: usize, test: Test, label: &Label) {
        let (field, to) = (test.field, Target::Label(label));
        let register = self.load(line, at, test);
        let e = &mut *self.e;
        match test.relation {
            Relation::Is(value) => jump!(e, jne, field, register, value, to),
            Relation::IsNot(value) => jump!(e, jeq, field, register, value, to),
            Relation::OneOf(values) => {
                let holds = e.a.label("holds");
                for &value in values {
                    jump!(e, jeq, field, register, value, Target::Label(&holds));
                }
                e.a.ja(label).bind(holds);
            }
            Relation::Below(value) => {
                e.a.jge(register, value.cast_signed(), label);
            }
            Relation::Within(low, high) => {
                e.a.jlt(register, low.cast_signed(), label).jgt(
                    register,
                    high.cast_signed(),
                    label,
                );
            }
            Relation::Outside(low, high) => {
                let holds = e.a.label("holds");
                e.a.jlt(register, low.cast_signed(), &holds)
                    .jle(register, high.cast_signed(), label)
                    .bind(holds);
            }
            Relation::Fills(_) => {
                e.a.jgt(register, PADDING.cast_signed(), label);
            }
            Relation::Ipv4Sum => {
                e.a.jne(register, 0, label);
            }
        }
    }

    /// The register with the field of `test`, masked, in the order of bytes that it is compared in.
    fn load(&mut self, line: usize, at: usize, test: Test) -> Reg {
        let field = test.field;
        let turned = match test.relation {
            Relation::Fills(plus) => return self.behind(field, plus),
            Relation::Ipv4Sum => return self.sum(field),
            Relation::Is(_) | Relation::IsNot(_) | Relation::OneOf(_) => false,
            Relation::Below(_) | Relation::Within(..) | Relation::Outside(..) => field.bytes > 1,
        };
        let here = location(field);
        let other = self.held.field.filter(|&held| held != here);
        if other.is_some_and(|other| self.is_used_behind(line, at, other)) {
            load(self.e, R2, field);
            self.refine(R2, field, turned);
            return R2;
        }
        self.hold(field);
        if field.is_whole() && !turned {
            return R3;
        }
        if self.is_used_behind(line, at, here) {
            self.e.a.mov(R2, R3);
            self.refine(R2, field, turned);
            return R2;
        }
        self.held.field = None;
        self.refine(R3, field, turned);
        R3
    }

    /// `r2` = the bytes behind a packet that begins at the cursor and whose length `field` and `plus` are; very many if
    /// there are less than that. Uses all registers from `r0` to `r5`.
    fn behind(&mut self, field: Field, plus: u8) -> Reg {
        self.e.left();
        let a = &mut self.e.a;
        a.load::<u16>(R3, record::at(field.at)).be16(R3);
        a.sub(R2, R3);
        if plus > 0 {
            a.sub(R2, i32::from(plus));
        }
        self.held = Held::default();
        R2
    }

    /// `r2` = 0 if the checksum in the IPv4 header at `first`, which is not all zeros, is right. Uses `r3`.
    fn sum(&mut self, first: Field) -> Reg {
        let a = &mut self.e.a;
        a.load::<u32>(R2, record::at(first.at));
        for at in (4..IPV4_SUM).step_by(4) {
            a.load::<u32>(R3, record::at(first.at + at)).add(R2, R3);
        }
        // What is left is 0 of every number that would be all ones with its carries added, and it is not 0.
        a.modulo(R2, ALL_ONES);
        self.held = Held::default();
        R2
    }

    /// Leaves those bits of `field` in `register` that count, and turns its bytes.
    fn refine(&mut self, register: Reg, field: Field, turned: bool) {
        let mask = loaded(field, field.mask);
        let a = &mut self.e.a;
        if !field.is_whole() {
            if field.bytes == 4 {
                a.and(register.w(), mask);
            } else {
                a.and(register, mask.cast_signed());
            }
        }
        if turned {
            if field.bytes == 4 {
                a.be32(register);
            } else {
                a.be16(register);
            }
        }
    }

    /// `r3` = the field, as loaded.
    fn hold(&mut self, field: Field) {
        let here = Some(location(field));
        if self.held.field != here {
            load(self.e, R3, field);
            self.held.field = here;
            self.held.ports = false;
        }
    }

    /// Whether the field at `location` is looked at behind the test at position `at` of the line with this number,
    /// before `r3` is used for something else.
    fn is_used_behind(&self, line: usize, at: usize, sought: Location) -> bool {
        let mut from = at + 1;
        for line in &self.part.lines[line..] {
            let Line::Leave(tests, skip, _) = line else {
                if keeps_r3(line) {
                    continue;
                }
                return false;
            };
            let tests = tests.iter().skip(from).map(|test| location(test.field));
            let lengths = skip.plus.iter().map(|scaled| location(scaled.field));
            if tests.chain(lengths).any(|used| used == sought) {
                return true;
            }
            from = 0;
        }
        false
    }

    fn keep(&mut self, keep: Keep) {
        let e = &mut *self.e;
        match keep {
            Keep::VlanId(at) => keep::vlan_id(e, record::at(at)),
            Keep::Ipv4 => {
                self.held.number = Some(keep::ipv4(e));
            }
            Keep::Ipv6 => {
                keep::ipv6(e);
                self.held = Held::default();
            }
            Keep::Ports(at) => {
                e.a.load::<u16>(R3, record::at(at))
                    .load::<u16>(R4, record::at(at + 2));
                keep::ports(e, R3, R4);
                self.held = Held {
                    ports: true,
                    ..Held::default()
                };
            }
            Keep::Spi(_, when) if !e.interest.wants(when) => {}
            Keep::Spi(at, _) => {
                self.hold(softrss_core::header::layout::word(at));
                keep::spi(self.e, R3);
            }
            Keep::Extra(extra, from) => keep::extra(e, extra, from),
            Keep::TunnelId(id) => self.keep_tunnel_id(id),
            Keep::Fragment(at) => {
                e.a.load::<u8>(R5, record::at(at));
                keep::fragment(e, R5);
                keep::no_ports(e);
                self.held.number = Some(at);
            }
        }
    }

    /// Keeps the number of a session, if it is hashed. Uses `r2`.
    fn keep_tunnel_id(&mut self, id: TunnelId) {
        if !self.e.interest.tunnel_id {
            return;
        }
        let without = self.e.a.label("no_id");
        for &Test { field, relation } in id.only {
            load(self.e, R2, field);
            self.refine(R2, field, false);
            let (e, to) = (&mut *self.e, Target::Label(&without));
            match relation {
                Relation::Is(value) => jump!(e, jne, field, R2, value, to),
                // The table has no others here.
                Relation::IsNot(value) => jump!(e, jeq, field, R2, value, to),
                Relation::OneOf(_)
                | Relation::Below(_)
                | Relation::Within(..)
                | Relation::Outside(..)
                | Relation::Fills(_)
                | Relation::Ipv4Sum => {}
            }
        }
        if id.end() > self.part.size {
            self.e.bounds(i32::from(id.end()));
        }
        load(self.e, R2, id.field);
        self.refine(R2, id.field, id.field.bytes > 1);
        let a = &mut self.e.a;
        let below = id.field.mask.trailing_zeros().cast_signed();
        if below > 0 {
            a.rsh(R2, below);
        }
        a.store::<u32>(TUNNEL_ID, R2);
        if !id.only.is_empty() {
            a.bind(without);
        }
    }
}

/// Whether `r3` holds after `line` what it held before.
fn keeps_r3(line: &Line) -> bool {
    match line {
        Line::Keep(
            Keep::VlanId(_) | Keep::Ipv4 | Keep::Fragment(_) | Keep::Extra(..) | Keep::TunnelId(_),
        )
        | Line::Leave(..) => true,
        Line::Keep(Keep::Ipv6 | Keep::Ports(_) | Keep::Spi(..)) => false,
    }
}

fn location(field: Field) -> Location {
    (field.at, field.bytes)
}

/// `register` = the field, as loaded.
fn load(e: &mut Emitter<'_>, register: Reg, of: Field) {
    let at = record::at(of.at);
    match of.bytes {
        1 => e.a.load::<u8>(register, at),
        2 => e.a.load::<u16>(register, at),
        _ => e.a.load::<u32>(register, at),
    };
}

/// `number` as a little-endian CPU loads it from the field. What an order is asked of has its bytes turned.
fn loaded(field: Field, number: u32) -> u32 {
    number.swap_bytes() >> (32 - 8 * u32::from(field.bytes))
}
