//! The state of code generation: the assembler, the places code can jump to, and what is needed.
//!
//! The parser is a graph of header kinds, emitted once each and only if something jumps to it. Between
//! two of them the cursor is an offset, the difference of two packet pointers, which is a number that the
//! verifier knows nothing about: so it checks a kind once per remaining budget and not once per way that
//! leads there. [`Emitter::enter`] makes it a pointer, [`Emitter::advance`] an offset again.

use std::collections::BTreeMap;

use bpf_asm::{Anchor, Asm, Dst, Helper, Label, R0, R1, R2, R3, Reg, Src};

use crate::{
    need::Need,
    record::{BUDGET, CONTEXT, CURSOR, DEEPEST, END, OFFSET_BITS, START},
};
use softrss_core::{
    Mss,
    header::{
        Header, Interest, Part, Reason,
        kinds::{By, Keep, Line, When},
    },
};

/// Something to jump to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// A header, at the cursor.
    Header {
        /// Which.
        header: Header,
        /// Whether it is in the packet that an ICMP error quotes.
        quoted: bool,
    },
    /// The header that the Ethernet type in `r5` announces, as loaded.
    EtherType,
    /// The header that the protocol number in `r5` announces.
    Protocol {
        /// Behind an IPv6 header, else IPv4.
        v6: bool,
        /// See [`Place::Header`].
        quoted: bool,
    },
    /// Something that is not announced, at the cursor.
    Behind {
        /// What.
        part: &'static Part,
        /// See [`Place::Header`].
        quoted: bool,
    },
    /// The number of the session of a header, at the cursor, that is not looked through.
    Id {
        /// Which header.
        header: Header,
        /// Whether the walk ends there because it is not, and not because everything was read.
        stops: bool,
    },
    /// The walk ended early.
    Stop(Reason),
    /// The walk ended.
    Done,
    /// The hash of the multiplied ends in `r1` and `r2` and the protocol in `r4`.
    Mix,
    /// The CPU is chosen, and what it is to do: a step of the policy.
    Steer(u16),
    /// The packet is passed.
    Pass,
}

impl Place {
    /// Whether it is a part of the parser.
    const fn is_part(self) -> bool {
        matches!(
            self,
            Self::Header { .. }
                | Self::EtherType
                | Self::Protocol { .. }
                | Self::Behind { .. }
                | Self::Id { .. }
        )
    }
}

#[derive(Debug)]
enum Spot {
    Ahead(Label),
    Behind(Anchor),
}

/// Code generation in progress: the assembler, and the parser of packets.
pub(crate) struct Emitter<'m> {
    /// The assembler.
    pub(crate) a: Asm<'m>,
    pub(crate) interest: Interest,
    pub(crate) need: Need,
    /// What TCP headers are changed to, if it is they that are looked for.
    pub(crate) clamp: Option<Mss>,
    /// Whether frames can be in several buffers.
    pub(crate) frags: bool,
    /// Whether what is emitted now is in the packet that an ICMP error quotes.
    pub(crate) quoted: bool,
    spots: BTreeMap<Place, Spot>,
    next: Option<Place>,
}

macro_rules! jumps { ($($name:ident)*) => {
    /// Jumps to places, in either direction.
    impl Emitter<'_> { $(
        #[track_caller]
        pub(crate) fn $name<D: Dst>(&mut self, lhs: D, rhs: impl Src<D>, to: Place) -> &mut Self {
            match Self::spot(&mut self.spots, &mut self.a, to) {
                Spot::Ahead(label) => self.a.$name(lhs, rhs, &*label),
                Spot::Behind(anchor) => self.a.$name(lhs, rhs, *anchor),
            };
            self
        }
    )* }
} }
jumps! { jeq jne jgt jge jlt jle }

impl Emitter<'_> {
    /// An emitter of programs that read what `interest` asks for, and keep what `need` says.
    pub(crate) fn new(interest: Interest, need: Need, frags: bool) -> Self {
        Self {
            a: Asm::new(),
            interest,
            need,
            clamp: None,
            frags,
            quoted: false,
            spots: BTreeMap::new(),
            next: None,
        }
    }

    fn spot<'s>(
        spots: &'s mut BTreeMap<Place, Spot>,
        a: &mut Asm<'_>,
        place: Place,
    ) -> &'s mut Spot {
        spots
            .entry(place)
            .or_insert_with(|| Spot::Ahead(a.label(name(place))))
    }

    /// Jumps to `place`.
    #[track_caller]
    pub(crate) fn goto(&mut self, place: Place) {
        match Self::spot(&mut self.spots, &mut self.a, place) {
            Spot::Ahead(label) => self.a.ja(&*label),
            Spot::Behind(anchor) => self.a.ja(*anchor),
        };
    }

    /// Puts `place` here.
    #[track_caller]
    pub(crate) fn bind(&mut self, place: Place) {
        let anchor = self.a.here(name(place));
        if let Some(Spot::Ahead(label)) = self.spots.insert(place, Spot::Behind(anchor)) {
            self.a.bind(label);
        }
    }

    /// Whether something jumps to `place`, which is not emitted yet.
    pub(crate) fn is_wanted(&self, place: Place) -> bool {
        matches!(self.spots.get(&place), Some(Spot::Ahead(_)))
    }

    /// Goes on to `place`, as the last thing a part of the parser does.
    ///
    /// Also where it comes right behind, this is a jump, which the verifier removes: older kernels (6.1 among
    /// them) refuse a program that runs into the head of a loop, and accept one that jumps there.
    #[track_caller]
    pub(crate) fn then(&mut self, place: Place) {
        if place.is_part() && !matches!(self.spots.get(&place), Some(Spot::Behind(_))) {
            // It comes right behind.
            self.next = Some(place);
        }
        self.goto(place);
    }

    /// The part of the parser to be emitted next: the one that was run into, or one that something
    /// jumps to and that is not emitted yet.
    pub(crate) fn next_part(&mut self) -> Option<Place> {
        let next = self.next.take();
        let wanted = |place: &&Place| place.is_part() && self.is_wanted(**place);
        next.or_else(|| self.spots.keys().find(wanted).copied())
    }

    /// Whether more of a header is read, with the condition `when`.
    pub(crate) fn wants(&self, when: When) -> bool {
        !self.quoted && self.interest.wants(when)
    }

    /// `header`, where the cursor is: quoted or not, and by the first kind that has the same code.
    pub(crate) fn header(&self, header: Header) -> Place {
        let same = |other: &&Header| {
            header
                .kind()
                .part
                .reads_like(&other.kind().part, self.interest.tunnel_id, |when| {
                    self.wants(when)
                })
                && family(header) == family(**other)
        };
        let first = Header::ALL.iter().find(same);
        Place::Header {
            header: first.copied().unwrap_or(header),
            quoted: self.quoted,
        }
    }

    /// The checks before every header: how far into the frame, how many, and that its first `bytes`
    /// are there. From here to [`Emitter::advance`] the cursor is a pointer. Uses `r2`.
    #[track_caller]
    pub(crate) fn enter(&mut self, bytes: i32) {
        self.jgt(CURSOR, DEEPEST, Place::Stop(Reason::TooDeep));
        self.a.add(CURSOR, START).sub(BUDGET, 1);
        self.jeq(BUDGET, 0, Place::Stop(Reason::TooDeep));
        self.bounds(bytes);
    }

    /// The check before more of the header that was entered last, whose start is at most [`DEEPEST`] bytes into the
    /// frame: that `bytes` from the cursor on are there. Uses `r2`.
    #[track_caller]
    pub(crate) fn enter_again(&mut self, bytes: i32) {
        self.a.and(CURSOR, OFFSET_BITS).add(CURSOR, START);
        self.bounds(bytes);
    }

    /// Makes the cursor the offset of what comes next, which is the form that every header finds it in.
    #[track_caller]
    pub(crate) fn advance(&mut self) {
        self.a.sub(CURSOR, START);
    }

    /// Checks that `bytes` more are there. Uses `r2`.
    #[track_caller]
    pub(crate) fn bounds(&mut self, bytes: i32) {
        self.a.mov(R2, CURSOR).add(R2, bytes);
        self.jgt(R2, END, Place::Stop(Reason::Truncated));
    }

    /// `r2` = bytes from the cursor, a pointer here, to the end of the frame. Uses all registers from `r0` to `r5` if frames
    /// can be in several buffers.
    #[track_caller]
    pub(crate) fn left(&mut self) {
        if self.frags {
            self.a
                .load::<u64>(R1, CONTEXT)
                .call(Helper::XDP_GET_BUFF_LEN)
                .mov(R2, R0)
                .mov(R3, CURSOR)
                .sub(R3, START)
                .sub(R2, R3);
        } else {
            self.a.mov(R2, END).sub(R2, CURSOR);
        }
    }

    /// Keeps the context, which is in `context`, if it is needed to read packets.
    #[track_caller]
    pub(crate) fn keep_context(&mut self, context: Reg) {
        if self.frags && self.interest.measures() {
            self.a.store::<u64>(CONTEXT, context);
        }
    }

    /// `register` = 0, in a way that the verifier takes for any number. A slot that holds a known 0 on
    /// one way and something else on another would double its work.
    #[track_caller]
    pub(crate) fn untracked_zero(&mut self, register: Reg) {
        self.a.mov(register, START).sub(register, START);
    }
}

/// Behind which IP header `header` can be; `None` behind both.
pub(crate) fn family(header: Header) -> Option<Family> {
    let kind = header.kind();
    let kept = kind.part.lines.iter().find_map(|line| match line {
        Line::Keep(Keep::Ipv4) => Some(Family::V4),
        Line::Keep(Keep::Ipv6) => Some(Family::V6),
        Line::Keep(
            Keep::VlanId(_)
            | Keep::Ports(_)
            | Keep::Spi(..)
            | Keep::Fragment(_)
            | Keep::Extra(..)
            | Keep::TunnelId(_),
        )
        | Line::Leave(..) => None,
    });
    let all =
        |holds: fn(&By) -> bool| !kind.by.is_empty() && kind.by.iter().all(|(by, _)| holds(by));
    let announced = match (
        all(|by| matches!(by, By::Protocol4(_))),
        all(|by| matches!(by, By::Protocol6(_))),
    ) {
        (true, _) => Some(Family::V4),
        (_, true) => Some(Family::V6),
        (false, false) => None,
    };
    kept.or(announced)
}

/// A version of IP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    V4,
    V6,
}

fn name(place: Place) -> String {
    match place {
        Place::Header { header, quoted } => format!("{header:?}{}", suffix(quoted)).to_lowercase(),
        Place::EtherType => "by_ether_type".into(),
        Place::Protocol { v6, quoted } => {
            format!("by_protocol_{}{}", if v6 { 6 } else { 4 }, suffix(quoted))
        }
        Place::Behind { part, quoted } => format!("{}{}", part.word, suffix(quoted)),
        Place::Id { header, stops } => {
            let end = if stops { "_stop" } else { "" };
            format!("{header:?}_id{end}").to_lowercase()
        }
        Place::Stop(reason) => reason.word().replace('-', "_"),
        Place::Done => "done".into(),
        Place::Mix => "mix".into(),
        Place::Steer(0) => "steer".into(),
        Place::Steer(step) => format!("steer_{step}"),
        Place::Pass => "pass".into(),
    }
}

fn suffix(quoted: bool) -> &'static str {
    if quoted { "_quoted" } else { "" }
}
