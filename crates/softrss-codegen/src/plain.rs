//! The path of plain packets: Ethernet, IPv4 or IPv6 without options, TCP or UDP.
//!
//! Everything is at a fixed offset, one bounds check covers all of it, and nothing is stored. Whatever
//! is not plain goes the long way from the start.

use bpf_asm::{Label, R1, R2, R3, R4, R5};

use crate::{
    dispatch::wire,
    emitter::Place,
    hash::mix,
    record::{END, START},
    steerer::Steerer,
};
use softrss_core::{
    hash::mix as model,
    header::dispatch::{Next, UDP_EITHER, UDP_TO},
    policy::Fields,
};

const ETHERNET: i16 = 14;
const PORTS_4: i16 = ETHERNET + 20;
const PORTS_6: i16 = ETHERNET + 40;

impl Steerer<'_> {
    /// Whether plain packets have a path of their own. With rules, or a hash that costs more than the
    /// path saves, they have not.
    pub(crate) fn has_plain_path(&self) -> bool {
        let policy = self.policy.policy();
        self.need.mix && policy.rules.is_empty() && policy.table.is_none()
    }

    pub(crate) fn plain_path(&mut self) {
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
        let fields = self.policy.policy().flow.fields;
        for (end, port, address, left_out) in [
            (R1, PORTS_4, ETHERNET + 12, Fields::Destination),
            (R2, PORTS_4 + 2, ETHERNET + 16, Fields::Source),
        ] {
            if fields == left_out {
                self.a.mov(end, 0);
                continue;
            }
            self.a.load::<u32>(end, START + address);
            if fields == Fields::FiveTuple {
                self.a
                    .load::<u16>(R3, START + port)
                    .lsh(R3, 32)
                    .add(end, R3);
            }
        }
        let symmetric = self.policy.policy().flow.symmetric;
        mix::emit_spread(self, symmetric);
        self.plain_done();
    }

    fn plain6(&mut self, other: &Label) {
        self.a
            .load::<u8>(R2, START + ETHERNET)
            .rsh(R2, 4)
            .jne(R2, 6, other)
            .load::<u8>(R4, START + (ETHERNET + 6));
        self.plain_transport(PORTS_6, other);
        let fields = self.policy.policy().flow.fields;
        let factors = model::factors(self.policy.policy().flow.symmetric);
        for (i, (end, at, left_out)) in [
            (R1, ETHERNET + 8, Fields::Destination),
            (R2, ETHERNET + 24, Fields::Source),
        ]
        .into_iter()
        .enumerate()
        {
            if fields == left_out {
                self.a.mov(end, 0);
                continue;
            }
            // (fold + rest) * factor, with both products on their way at once.
            self.a
                .load::<u64>(end, START + at)
                .be64(end)
                .load::<u64>(R3, START + (at + 8));
            if fields == Fields::FiveTuple {
                let port = PORTS_6 + if i == 0 { 0 } else { 2 };
                self.a.load::<u16>(R5, START + port).lsh(R5, 32).add(R3, R5);
            }
            self.a
                .ld_imm64(R5, model::FOLD.wrapping_mul(factors[i]))
                .mul(end, R5)
                .ld_imm64(R5, factors[i])
                .mul(R3, R5)
                .add(end, R3);
        }
        self.plain_done();
    }

    /// Leaves for `other` unless the protocol in `r4` is TCP, or UDP without a tunnel.
    fn plain_transport(&mut self, ports: i16, other: &Label) {
        let plain = self.a.label("plain");
        self.a.jeq(R4, 6, &plain).jne(R4, 17, other);
        let interest = self.interest;
        let wanted = |list: &[Option<(u16, Next)>]| -> Vec<u16> {
            let active = list.iter().flatten();
            let active = active.filter(|(_, (_, when))| when.holds(interest));
            active.map(|&(number, _)| number).collect()
        };
        let either = wanted(&UDP_EITHER);
        self.refuse(
            ports + 2,
            &[wanted(&UDP_TO), either.clone()].concat(),
            other,
        );
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

    /// Goes on with the multiplied ends in `r1` and `r2`.
    fn plain_done(&mut self) {
        if self.policy.policy().flow.fields != Fields::FiveTuple {
            self.a.mov(R4, 0);
        }
        self.goto(Place::Mix);
    }
}
