//! The path of plain packets: Ethernet, IPv4 or IPv6 without options, TCP or UDP.
//!
//! Everything is at a fixed offset, one bounds check covers all of it, and nothing is stored. Whatever
//! is not plain goes the long way from the start.

use bpf_asm::{Label, R1, R2, R3, R4, R5, Reg};

use super::{
    emitter::{Emitter, Place},
    record::{END, START},
};
use crate::{
    hash::mix,
    header::dispatch::{UDP_EITHER, UDP_TO, wire},
    policy::Fields,
};

const ETHERNET: i16 = 14;
const PORTS_4: i16 = ETHERNET + 20;
const PORTS_6: i16 = ETHERNET + 40;

impl Emitter<'_> {
    /// Whether plain packets have a path of their own. With rules, or a hash that costs more than the
    /// path saves, they have not.
    pub(super) fn has_plain_path(&self) -> bool {
        let policy = self.policy.policy();
        self.need.mix && policy.rules.is_empty() && policy.table.is_none()
    }

    pub(super) fn plain_path(&mut self) {
        let (not_v4, other) = (self.a.label("not_v4"), self.a.label("other"));
        self.a
            .mov(R2, START)
            .add(R2, i32::from(PORTS_4) + 4)
            .jgt(R2, END, &other)
            .load::<u16>(R3, START + 12)
            .jne(R3, wire(0x0800), &not_v4);
        self.plain4(&other);
        self.a
            .bind(not_v4)
            .jne(R3, wire(0x86dd), &other)
            .mov(R2, START)
            .add(R2, i32::from(PORTS_6) + 4)
            .jgt(R2, END, &other);
        self.plain6(&other);
        self.a.bind(other);
    }

    fn plain4(&mut self, other: &Label) {
        self.a
            .load::<u8>(R2, START + ETHERNET)
            .jne(R2, 0x45, other)
            .load::<u16>(R2, START + (ETHERNET + 6))
            .and(R2, i32::from(0x3fff_u16.to_be()))
            .jne(R2, 0, other)
            .load::<u8>(R4, START + (ETHERNET + 9));
        self.plain_transport(PORTS_4, other);
        self.a
            .load::<u32>(R1, START + (ETHERNET + 12))
            .load::<u32>(R2, START + (ETHERNET + 16));
        self.plain_ends(PORTS_4);
    }

    fn plain6(&mut self, other: &Label) {
        self.a
            .load::<u8>(R2, START + ETHERNET)
            .rsh(R2, 4)
            .jne(R2, 6, other)
            .load::<u8>(R4, START + (ETHERNET + 6));
        self.plain_transport(PORTS_6, other);
        self.a.ld_imm64(R5, mix::FOLD);
        for (end, at) in [(R1, ETHERNET + 8), (R2, ETHERNET + 24)] {
            self.a
                .load::<u64>(end, START + at)
                .load::<u64>(R3, START + (at + 8))
                .be64(end)
                .mul(end, R5)
                .add(end, R3);
        }
        self.plain_ends(PORTS_6);
    }

    /// Leaves for `other` unless the protocol in `r4` is TCP, or UDP without a tunnel.
    fn plain_transport(&mut self, ports: i16, other: &Label) {
        let plain = self.a.label("plain");
        self.a.jeq(R4, 6, &plain).jne(R4, 17, other);
        let mut side = |register: Reg, at: i16, numbers: &[u16]| {
            if !numbers.is_empty() {
                self.a.load::<u16>(register, START + at);
            }
            for &number in numbers {
                self.a.jeq(register, wire(number), other);
            }
        };
        let interest = self.interest;
        let wanted = |list: &[Option<(u16, crate::header::dispatch::Next)>]| -> Vec<u16> {
            let active = list.iter().flatten();
            let active = active.filter(|(_, (_, when))| when.holds(interest));
            active.map(|&(number, _)| number).collect()
        };
        let either = wanted(&UDP_EITHER);
        side(R3, ports + 2, &[wanted(&UDP_TO), either.clone()].concat());
        side(R3, ports, &either);
        self.a.bind(plain);
    }

    /// Adds the ports to the addresses in `r1` and `r2`, as far as they are hashed.
    fn plain_ends(&mut self, ports: i16) {
        match self.policy.policy().flow.fields {
            Fields::FiveTuple => {
                self.a
                    .load::<u16>(R3, START + ports)
                    .load::<u16>(R5, START + (ports + 2))
                    .lsh(R3, 32)
                    .lsh(R5, 32)
                    .add(R1, R3)
                    .add(R2, R5);
            }
            Fields::Source => {
                self.a.mov(R2, 0).mov(R4, 0);
            }
            Fields::Destination => {
                self.a.mov(R1, 0).mov(R4, 0);
            }
            _ => {
                self.a.mov(R4, 0);
            }
        }
        self.goto(Place::Mix);
    }
}
