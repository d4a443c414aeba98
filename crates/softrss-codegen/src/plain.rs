//! The path of plain packets: Ethernet, at most two VLAN tags, perhaps PPPoE, IPv4 or IPv6 without options, TCP or UDP.
//!
//! Everything is at a fixed offset from a base that is moved by the length of each tag, and one bounds check covers all of it.
//! Where only the hash is asked for, nothing is stored; else the record is filled without looking anything up. Whatever
//! is not plain goes the long way from the start. Behind IPv4, the path begins again in VXLAN and in GRE, once, where only the hash is
//! asked for.

use bpf_asm::{Anchor, Label, Mem, R0, R1, R2, R3, R4, R5, Reg, xdp::xdp_md};

use crate::{
    dispatch::wire,
    emitter::{Family, Place},
    hash::mix::emit_spread,
    keep,
    offset::{
        ETHER_TYPE, FRAGMENT, IP, IPV4, IPV6, NEXT_6, NO_OPTIONS, PROTOCOL_4, TCP, UDP, UPPER_4,
        UPPER_6,
    },
    record::{
        self, BUDGET, CURSOR, DST6, END, END_DST, END_SRC, HASHED_PROTO, INNER_VLAN, NONE, PROTO,
        SRC6, START, Slot, UPPER_DST, UPPER_KIND, UPPER_SRC, VLAN,
    },
    steerer::Steerer,
};
use softrss_core::{
    hash::Mix,
    header::{
        Header,
        dispatch::Extent,
        kinds::{By, Keep, Line, Next, When, ipv4, ipv6, pppoe, vxlan},
    },
    policy::{Field, FlowField},
};

/// How many VLAN tags a plain packet has at most. Those are whose identifiers rules can ask for.
const TAGS: usize = 2;
/// All bits that a base can have, in bytes from the start of the packet: it is behind tags and the headers of one tunnel.
const FARTHEST: i32 = 0xff;
/// In how many tunnels the path begins again.
const DEEPEST_TUNNEL: i32 = 1;

/// Where the path leads, once it is known what is behind the tags.
struct Families {
    v4: Label,
    v6: Label,
    /// The long way.
    other: Label,
}

/// The tunnels behind IPv4 in which the path begins again.
struct Tunnels {
    /// The UDP ports of VXLAN, none where it is not looked into.
    ports: Vec<u16>,
    vxlan: Label,
    gre: Option<Label>,
}

impl Steerer<'_> {
    /// Whether plain packets have a path of their own: not behind the tag of a switch.
    pub(crate) fn has_plain_path(&self) -> bool {
        self.interest.first == Header::Ethernet
    }

    /// The hash, if a plain packet is asked for nothing else: it is computed from registers.
    fn hashed_at_once(&self) -> Option<Mix> {
        let policy = self.policy.policy();
        let alone = policy.rules.is_empty() && policy.tables.is_empty();
        self.need.mix.filter(|_| alone)
    }

    /// Emits the path. Who takes another way has the context in `r1`, and nothing else.
    pub(crate) fn plain_path(&mut self) {
        let at_once = self.hashed_at_once();
        // The start of the packet is looked at later only if there is more to do than to hash.
        let base = if at_once.is_some() { START } else { CURSOR };
        let to = Families {
            v4: self.a.label("plain4"),
            v6: self.a.label("plain6"),
            other: self.a.label("other"),
        };
        if at_once.is_none() {
            self.a.mov(CURSOR, START);
            for slot in self.tag_slots().into_iter().flatten() {
                self.a.store::<u32>(slot, NONE);
            }
        }
        let tunnels = at_once.and_then(|_| self.tunnels());
        let begin = tunnels.is_some().then(|| {
            // Jumped to, and not run into, as every head of a loop.
            let begin = self.a.label("begin");
            self.a.mov(BUDGET, DEEPEST_TUNNEL + 1).ja(&begin);
            let again = self.a.here("plain_again");
            self.a.bind(begin);
            again
        });
        self.plain_tags(base, &to);
        self.a.bind(to.v4);
        self.is_plain4(base, tunnels.as_ref(), &to.other);
        match at_once {
            Some(mix) => self.hash4(&mix),
            None => self.record4(),
        }
        self.a.bind(to.v6);
        self.is_plain6(base, &to.other);
        match at_once {
            Some(mix) => self.hash6(&mix),
            None => self.record6(),
        }
        if let Some((tunnels, again)) = tunnels.zip(begin) {
            self.plain_tunnels(base, tunnels, again, &to.other);
        }
        self.a.bind(to.other);
    }

    /// The tunnels that are looked into: of those whose session is not hashed.
    fn tunnels(&mut self) -> Option<Tunnels> {
        if self.need.hashes(FlowField::TunnelId) {
            return None;
        }
        let interest = self.interest;
        let whole = |next: &(Header, When)| interest.extent(*next) == Some(Extent::Whole);
        let ports = interest
            .udp(false)
            .filter(|(_, next)| next.0 == Header::Vxlan && whole(next));
        let ports: Vec<u16> = ports.map(|(number, _)| number).collect();
        let mut gre = Header::Gre.kind().by.iter();
        let gre = gre.any(|&(_, when)| whole(&(Header::Gre, when)));
        (gre || !ports.is_empty()).then(|| Tunnels {
            ports,
            vxlan: self.a.label("plain_vxlan"),
            gre: gre.then(|| self.a.label("plain_gre")),
        })
    }

    /// Moves the base to where an Ethernet header would be around what is in the tunnel, and begins `again`.
    fn plain_tunnels(&mut self, base: Reg, tunnels: Tunnels, again: Anchor, other: &Label) {
        let Tunnels { ports, vxlan, gre } = tunnels;
        if !ports.is_empty() {
            let header = i16::from(Header::Vxlan.kind().part.size);
            self.a
                .bind(vxlan)
                .sub(BUDGET, 1)
                .jeq(BUDGET, 0, other)
                .mov(R2, base)
                .add(R2, i32::from(UPPER_4 + header))
                .jgt(R2, END, other)
                .load::<u8>(R2, base + (UPPER_4 + i16::from(vxlan::FLAGS)))
                .and(R2, i32::from(vxlan::VALID))
                .jeq(R2, 0, other)
                .add(base, i32::from(UPPER_4 + header));
            self.begin_again(base, again);
        }
        if let Some(gre) = gre {
            let header = i16::from(Header::Gre.kind().part.size);
            // Its protocol type is one of Ethernet, and the last thing in it, as in an Ethernet header.
            let not_ethernet = self.a.label("gre_ip");
            self.a
                .bind(gre)
                .sub(BUDGET, 1)
                .jeq(BUDGET, 0, other)
                .load::<u16>(R2, base + UPPER_4)
                .jne(R2, 0, other)
                .load::<u16>(R3, base + (UPPER_4 + header - 2))
                .add(base, i32::from(UPPER_4 + header - IP))
                .jne(R3, wire(Header::Ethernet.ether_type()), &not_ethernet)
                .add(base, i32::from(IP))
                .bind(not_ethernet);
            self.begin_again(base, again);
        }
    }

    /// Goes back to the begin, with a base of which the verifier knows only that it is near the start of the packet: it would follow
    /// the path once for each way that leads there.
    fn begin_again(&mut self, base: Reg, again: Anchor) {
        self.a
            .load::<u32>(R2, R1 + xdp_md::DATA)
            .sub(base, R2)
            .and(base, FARTHEST)
            .add(base, R2)
            .ja(again);
    }

    /// Goes where the Ethernet type leads, behind tags. It is in `r3` there, and an IPv4 header and ports are within bounds.
    fn plain_tags(&mut self, base: Reg, to: &Families) {
        let vlan = self.vlan_types();
        let pppoe = self.skips_pppoe().then(|| self.a.label("plain_pppoe"));
        let tags = if vlan.is_empty() { 0 } else { TAGS };
        for tag in 0..=tags {
            self.a
                .mov(R2, base)
                .add(R2, i32::from(UPPER_4) + 4)
                .jgt(R2, END, &to.other)
                .load::<u16>(R3, base + ETHER_TYPE)
                .jeq(R3, IPV4, &to.v4)
                .jeq(R3, IPV6, &to.v6);
            if let Some(pppoe) = &pppoe {
                self.a.jeq(R3, wire(Header::Pppoe.ether_type()), pppoe);
            }
            let Some(slot) = self.tag_slots().get(tag).filter(|_| tag < tags).copied() else {
                self.a.ja(&to.other);
                break;
            };
            let tagged = self.a.label("tagged");
            for &number in &vlan {
                self.a.jeq(R3, wire(number), &tagged);
            }
            self.a.ja(&to.other).bind(tagged);
            if let Some(slot) = slot {
                keep::vlan_id_to(self, base + IP, slot);
            }
            self.a.add(base, i32::from(Header::Vlan.kind().part.size));
        }
        if let Some(pppoe) = pppoe {
            self.a.bind(pppoe);
            self.plain_pppoe(base, to);
        }
    }

    /// The Ethernet types of VLAN tags that are skipped here. Who hashes tags at once does not.
    fn vlan_types(&self) -> Vec<u16> {
        if self.hashed_at_once().is_some() && self.need.vlan() {
            return Vec::new();
        }
        let mut types = Vec::new();
        for &(by, when) in Header::Vlan.kind().by {
            if let By::EtherType(number) = by
                && self.interest.extent((Header::Vlan, when)) == Some(Extent::Whole)
            {
                types.push(number);
            }
        }
        types
    }

    /// Where the identifiers of VLAN tags are kept that are asked for, from the outermost on.
    fn tag_slots(&self) -> [Option<Slot>; TAGS] {
        let (outer, inner) = (self.need.vlan(), self.need.inner_vlan());
        [outer.then_some(VLAN), inner.then_some(INNER_VLAN)]
    }

    /// Whether PPPoE is skipped here: nobody asks for the session.
    fn skips_pppoe(&self) -> bool {
        let mut by = Header::Pppoe.kind().by.iter();
        let read =
            by.any(|(_, when)| self.interest.extent((Header::Pppoe, *when)) == Some(Extent::Whole));
        read && !self.need.field(Field::PppoeSession) && !self.need.hashes(FlowField::TunnelId)
    }

    /// Goes where the protocol of PPP leads, if it is in two bytes.
    fn plain_pppoe(&mut self, base: Reg, to: &Families) {
        let session = i16::from(Header::Pppoe.kind().part.size);
        self.a
            .load::<u16>(R2, base + IP)
            .jne(R2, wire(pppoe::SESSION_DATA), &to.other)
            .load::<u16>(R2, base + (IP + session))
            .add(base, i32::from(session) + 2)
            .mov(R4, base)
            .add(R4, i32::from(UPPER_4) + 4)
            .jgt(R4, END, &to.other)
            .jeq(R2, wire(pppoe::IPV4), &to.v4)
            .jeq(R2, wire(pppoe::IPV6), &to.v6)
            .ja(&to.other);
    }

    /// Leaves for `other` unless this is IPv4 without options and no fragment, and TCP, or UDP without a tunnel, or one of
    /// `tunnels`. The protocol number is in `r4` then.
    fn is_plain4(&mut self, base: Reg, tunnels: Option<&Tunnels>, other: &Label) {
        self.keep_ether_type();
        self.a
            .load::<u8>(R2, base + IP)
            .jne(R2, NO_OPTIONS, other)
            .load::<u16>(R2, base + (IP + i16::from(ipv4::FRAGMENT.at)))
            .and(R2, wire(FRAGMENT))
            .jne(R2, 0, other)
            .load::<u8>(R4, base + PROTOCOL_4);
        self.is_plain_transport((base, UPPER_4), tunnels, other);
    }

    /// Likewise, IPv6 without extension headers.
    fn is_plain6(&mut self, base: Reg, other: &Label) {
        self.keep_ether_type();
        self.a
            .mov(R2, base)
            .add(R2, i32::from(UPPER_6) + 4)
            .jgt(R2, END, other)
            .load::<u8>(R2, base + IP)
            .rsh(R2, 4)
            .jne(R2, 6, other)
            .load::<u8>(R4, base + NEXT_6);
        self.is_plain_transport((base, UPPER_6), None, other);
    }

    /// Keeps the Ethernet type in `r3`, if a rule looks at it.
    fn keep_ether_type(&mut self) {
        if self.need.field(Field::EtherType) {
            self.a.store::<u32>(record::ETHER_TYPE, R3);
        }
    }

    /// Fills the record, and ends the walk.
    fn record4(&mut self) {
        self.clear_record(&self.set_by_plain(Family::V4));
        self.a.add(CURSOR, i32::from(IP));
        keep::ipv4_header(self);
        self.a.load::<u8>(R5, record::at(ipv4::PROTOCOL));
        self.record_transport(Header::Ipv4);
    }

    /// Likewise.
    fn record6(&mut self) {
        self.clear_record(&self.set_by_plain(Family::V6));
        self.a.add(CURSOR, i32::from(IP));
        keep::ipv6_header(self);
        self.a.load::<u8>(R5, record::at(ipv6::NEXT));
        self.record_transport(Header::Ipv6);
    }

    /// What of the record needs no other value before it is filled.
    fn set_by_plain(&self, family: Family) -> Vec<Slot> {
        let mut slots = vec![VLAN, INNER_VLAN, record::ETHER_TYPE, PROTO, HASHED_PROTO];
        if self.interest.ports {
            slots.extend([UPPER_SRC, UPPER_DST, UPPER_KIND]);
        }
        match family {
            Family::V4 => slots.extend([END_SRC, END_DST]),
            Family::V6 => {
                slots.extend([SRC6, DST6]);
                if self.need.mix.is_some() {
                    slots.extend([END_SRC, END_DST]);
                }
            }
        }
        slots
    }

    /// Keeps what is behind the header `ip` at the cursor, which names the protocol in `r5`.
    fn record_transport(&mut self, ip: Header) {
        keep::protocol(self, R5);
        self.a.add(CURSOR, i32::from(ip.kind().part.size));
        if self.interest.ports {
            self.a
                .load::<u16>(R3, record::at(0))
                .load::<u16>(R4, record::at(2));
            keep::ports(self, R3, R4);
        }
        for line in Header::Tcp.kind().part.lines {
            if let Line::Leave(_, _, Next::IfWanted(when, part)) = line
                && self.wants(*when)
            {
                self.jne(R5, TCP, Place::Done);
                self.bounds(i32::from(part.size));
                for line in part.lines {
                    if let Line::Keep(Keep::Extra(extra, from)) = line {
                        keep::extra(self, *extra, *from);
                    }
                }
            }
        }
        self.goto(Place::Done);
    }

    /// The hash of a plain packet at [`START`].
    fn hash4(&mut self, mix: &Mix) {
        for (end, address, port, source) in [
            (R1, IP + i16::from(ipv4::SRC), UPPER_4, true),
            (R2, IP + i16::from(ipv4::DST), UPPER_4 + 2, false),
        ] {
            let [address_hashed, port_hashed] = self.hashed_of(source);
            if address_hashed {
                self.a.load::<u32>(end, START + address);
            } else {
                self.a.mov(end, mix.absent.cast_signed());
            }
            if port_hashed {
                self.a
                    .load::<u16>(R3, START + port)
                    .lsh(R3, 32)
                    .add(end, R3);
            }
        }
        let symmetric = self.policy.policy().flow.symmetric;
        emit_spread(self, mix, symmetric);
        self.plain_done();
    }

    /// Likewise.
    fn hash6(&mut self, mix: &Mix) {
        // These two registers are not in use before the long way.
        let (network, host) = (R0, CURSOR);
        self.a
            .ld_imm64(network, mix.network)
            .ld_imm64(host, mix.host);
        for (end, address, port, source) in [
            (R1, IP + i16::from(ipv6::SRC), UPPER_6, true),
            (R2, IP + i16::from(ipv6::DST), UPPER_6 + 2, false),
        ] {
            let [address_hashed, port_hashed] = self.hashed_of(source);
            if address_hashed {
                self.a
                    .load::<u64>(end, START + address)
                    .mul(end, network)
                    .load::<u64>(R3, START + (address + 8))
                    .mul(R3, host)
                    .be64(end);
            } else {
                self.a.mov(end, mix.absent.cast_signed());
            }
            match (address_hashed, port_hashed) {
                (true, true) => {
                    self.a.load::<u16>(R5, START + port).lsh(R5, 32).add(R3, R5);
                }
                (false, true) => {
                    self.a.load::<u16>(R3, START + port).lsh(R3, 32);
                }
                (_, false) => {}
            }
            if address_hashed || port_hashed {
                self.a.add(end, R3);
            }
        }
        let symmetric = self.policy.policy().flow.symmetric;
        emit_spread(self, mix, symmetric);
        self.plain_done();
    }

    /// Whether the address and the port of the source, or of the destination, are hashed.
    fn hashed_of(&self, source: bool) -> [bool; 2] {
        let fields = if source {
            [FlowField::Source, FlowField::SourcePort]
        } else {
            [FlowField::Destination, FlowField::DestinationPort]
        };
        fields.map(|field| self.need.hashes(field))
    }

    /// Leaves for `other` unless the protocol in `r4` is TCP, or UDP, with `ports`, without a tunnel; and for those of
    /// `tunnels`.
    fn is_plain_transport(&mut self, ports: (Reg, i16), tunnels: Option<&Tunnels>, other: &Label) {
        let plain = self.a.label("plain");
        self.a.jeq(R4, TCP, &plain);
        if let Some(gre) = tunnels.and_then(|tunnels| tunnels.gre.as_ref()) {
            self.a.jeq(R4, i32::from(Header::Gre.protocol()), gre);
        }
        self.a.jne(R4, UDP, other);
        let interest = self.interest;
        let place = |number: u16| match tunnels {
            Some(tunnels) if tunnels.ports.contains(&number) => &tunnels.vxlan,
            Some(_) | None => other,
        };
        let either: Vec<_> = interest
            .udp(true)
            .map(|(number, _)| (number, other))
            .collect();
        let to: Vec<_> = interest
            .udp(false)
            .map(|(number, _)| (number, place(number)))
            .collect();
        let (base, at) = ports;
        self.leave_by_port(base + (at + 2), &[to, either.clone()].concat());
        self.leave_by_port(base + at, &either);
        self.a.bind(plain);
    }

    /// Goes where the port at `at` leads, if it is one of `numbers`.
    ///
    /// Where there are several, one bit of a mask rules nearly all other ports out at once.
    fn leave_by_port(&mut self, at: Mem, numbers: &[(u16, &Label)]) {
        if numbers.is_empty() {
            return;
        }
        let none = self.a.label("no_tunnel");
        self.a.load::<u16>(R3, at);
        if numbers.len() > 2 {
            // A shift counts only the low six bits of the port, as loaded.
            let bit = |number: u16| 1_u64 << (number.swap_bytes() & 63);
            let mask = numbers
                .iter()
                .fold(0, |mask, (number, _)| mask | bit(*number));
            self.a
                .ld_imm64(R2, mask)
                .rsh(R2, R3)
                .and(R2, 1)
                .jeq(R2, 0, &none);
        }
        for &(number, place) in numbers {
            self.a.jeq(R3, wire(number), place);
        }
        self.a.bind(none);
    }

    /// Goes on with the multiplied ends in `r1` and `r2`. There is nothing around a plain packet that would be hashed.
    fn plain_done(&mut self) {
        if !self.need.hashes(FlowField::Protocol) {
            self.a.mov(R4, 0);
        }
        self.goto(Place::Mix);
    }
}
