//! The path of plain packets: Ethernet, IPv4 or IPv6 without options, TCP or UDP.
//!
//! Everything is at a fixed offset, one bounds check covers all of it, and nothing is stored. Whatever
//! is not plain goes the long way from the start.

use bpf_asm::{Label, R0, R1, R2, R3, R4, R5};

use crate::{
    dispatch::wire,
    emitter::Place,
    hash::mix::emit_spread,
    offset::{
        ETHER_TYPE, FRAGMENT, IP, IPV4, IPV6, NEXT_6, NO_OPTIONS, PROTOCOL_4, TCP, UDP, UPPER_4,
        UPPER_6,
    },
    record::{CURSOR, END, START},
    steerer::Steerer,
};
use softrss_core::{
    hash::Mix,
    header::{
        Header,
        kinds::{ipv4, ipv6},
    },
    policy::FlowField,
};

impl Steerer<'_> {
    /// Whether plain packets have a path of their own. With rules or tables, with the tag of a switch before the Ethernet type, or a
    /// hash that costs more than the path saves, they have not.
    pub(crate) fn has_plain_path(&self) -> bool {
        let policy = self.policy.policy();
        self.need.mix.is_some()
            && policy.rules.is_empty()
            && policy.tables.is_empty()
            && self.interest.first == Header::Ethernet
    }

    pub(crate) fn plain_path(&mut self) {
        let Some(mix) = self.need.mix else {
            return;
        };
        let (not_v4, other) = (self.a.label("not_v4"), self.a.label("other"));
        self.a
            .mov(R2, START)
            .add(R2, i32::from(UPPER_4) + 4)
            .jgt(R2, END, &other)
            .load::<u16>(R3, START + ETHER_TYPE)
            .jne(R3, IPV4, &not_v4);
        self.plain4(&mix, &other);
        self.a
            .bind(not_v4)
            .jne(R3, IPV6, &other)
            .mov(R2, START)
            .add(R2, i32::from(UPPER_6) + 4)
            .jgt(R2, END, &other);
        self.plain6(&mix, &other);
        self.a.bind(other);
    }

    fn plain4(&mut self, mix: &Mix, other: &Label) {
        self.a
            .load::<u8>(R2, START + IP)
            .jne(R2, NO_OPTIONS, other)
            .load::<u16>(R2, START + (IP + i16::from(ipv4::FRAGMENT.at)))
            .and(R2, wire(FRAGMENT))
            .jne(R2, 0, other)
            .load::<u8>(R4, START + PROTOCOL_4);
        self.plain_transport(UPPER_4, other);
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

    fn plain6(&mut self, mix: &Mix, other: &Label) {
        self.a
            .load::<u8>(R2, START + IP)
            .rsh(R2, 4)
            .jne(R2, 6, other)
            .load::<u8>(R4, START + NEXT_6);
        self.plain_transport(UPPER_6, other);
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

    /// Leaves for `other` unless the protocol in `r4` is TCP, or UDP without a tunnel.
    fn plain_transport(&mut self, ports: i16, other: &Label) {
        let plain = self.a.label("plain");
        self.a.jeq(R4, TCP, &plain).jne(R4, UDP, other);
        let interest = self.interest;
        let [to, either] = [false, true]
            .map(|either| -> Vec<u16> { interest.udp(either).map(|(number, _)| number).collect() });
        self.refuse(ports + 2, &[to, either.clone()].concat(), other);
        self.refuse(ports, &either, other);
        self.a.bind(plain);
    }

    /// Leaves for `other` if the port at `at` is one of `numbers`.
    ///
    /// Where there are several, one bit of a mask rules nearly all other ports out at once.
    fn refuse(&mut self, at: i16, numbers: &[u16], other: &Label) {
        if numbers.is_empty() {
            return;
        }
        let none = self.a.label("no_tunnel");
        self.a.load::<u16>(R3, START + at);
        if numbers.len() > 2 {
            // A shift counts only the low six bits of the port, as loaded.
            let bit = |number: &u16| 1_u64 << (number.swap_bytes() & 63);
            let mask = numbers.iter().fold(0, |mask, number| mask | bit(number));
            self.a
                .ld_imm64(R2, mask)
                .rsh(R2, R3)
                .and(R2, 1)
                .jeq(R2, 0, &none);
        }
        for &number in numbers {
            self.a.jeq(R3, wire(number), other);
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
