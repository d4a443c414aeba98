//! Bytecode for the Toeplitz hash, without tables.
//!
//! A 32-bit word of the input contributes the carry-less product of itself and the key bits it meets.
//! BPF multiplies with carries only, so each factor is split into four, each with every fourth bit:
//! between two bits that matter there is room for three more, sums of up to eight bits do not reach the
//! next one, and the lowest bit of each sum is the bit of the carry-less product. Sixteen
//! multiplications for a word, no branch and no memory.
//!
//! Multiplied with the key reversed, the words need not be: the hash comes out reversed, once.

use bpf_asm::{Mem, R0, R1, R2, R3, R4, R5, R6, R7, R8, R9, Reg, W1, W2};

use softrss_core::{
    hash::toeplitz::Toeplitz,
    policy::{FlowField, FlowFields},
};

use crate::{
    emitter::Emitter,
    record::{
        DST6, END_DST, END_SRC, FAMILY, FIRST, KIND_SPI, SECOND, SRC6, Slot, UPPER_DST,
        UPPER_FIRST, UPPER_KIND, UPPER_SECOND, UPPER_SRC,
    },
};

/// Every fourth bit.
const EVERY_FOURTH: u64 = 0x1111_1111_1111_1111;
/// The sums of products, by the position of their bits modulo 4.
const SUMS: [Reg; 4] = [R6, R7, R8, R9];
/// The parts of a word, by the position of their bits modulo 4.
const PARTS: [Reg; 4] = [R1, R2, R3, R4];

/// Where the fields of a family lie.
struct Place {
    ends: Vec<Slot>,
    /// Bytes of an address.
    size: i16,
    /// Source and destination port, if they are hashed.
    ports: Option<[Slot; 2]>,
}

impl Place {
    fn words(&self) -> Vec<Mem> {
        let offsets = (0..self.size).step_by(4);
        let of = |&slot: &Slot| offsets.clone().map(move |at| slot.at(at));
        self.ends.iter().flat_map(of).collect()
    }
}

/// Emits the hash of `fields` of the record, to the upper half of `r1`.
pub(crate) fn emit(e: &mut Emitter<'_>, toeplitz: &Toeplitz, fields: FlowFields, symmetric: bool) {
    let ordered = symmetric && fields.both_ends() && !toeplitz.is_symmetric();
    if ordered {
        emit_order(e, fields.ports());
    }
    let place = |size, src, dst| {
        let ends = if ordered { [FIRST, SECOND] } else { [src, dst] };
        let hashed = [FlowField::Source, FlowField::Destination].map(|field| fields.has(field));
        let hashed = ends.into_iter().zip(hashed);
        Place {
            ends: hashed
                .filter_map(|(end, hashed)| hashed.then_some(end))
                .collect(),
            size,
            ports: fields.ports().then_some(if ordered {
                [UPPER_FIRST, UPPER_SECOND]
            } else {
                [UPPER_SRC, UPPER_DST]
            }),
        }
    };
    let (v6, done) = (e.a.label("toeplitz_v6"), e.a.label("toeplitz_done"));
    for sum in SUMS {
        e.a.mov(sum, 0);
    }
    e.a.load::<u32>(R1, FAMILY).jeq(R1, 6, &v6);
    emit_fields(e, toeplitz, &place(4, END_SRC, END_DST));
    e.a.ja(&done).bind(v6);
    emit_fields(e, toeplitz, &place(16, SRC6, DST6));
    e.a.bind(done);
    emit_result(e);
}

/// Adds the fields of one family to the sums.
fn emit_fields(e: &mut Emitter<'_>, toeplitz: &Toeplitz, place: &Place) {
    let words = place.words();
    let ports_at = words.len() * 4;
    if toeplitz.is_symmetric() {
        // Every word meets the same bits of the key, so one product does for all.
        e.a.mov(R5, 0);
        for word in words {
            e.a.load::<u32>(R1, word).xor(R5, R1);
        }
        if let Some(ports) = place.ports {
            let none = e.a.label("no_ports");
            emit_ports(e, ports, &none);
            e.a.xor(R5, R1).bind(none);
        }
        e.a.mov(R1, R5);
        emit_word(e, toeplitz, 0);
        return;
    }
    for (word, position) in words.into_iter().zip((0..).step_by(4)) {
        e.a.load::<u32>(R1, word);
        emit_word(e, toeplitz, position);
    }
    if let Some(ports) = place.ports {
        let none = e.a.label("no_ports");
        emit_ports(e, ports, &none);
        emit_word(e, toeplitz, ports_at);
        e.a.bind(none);
    }
}

/// `r1` = the ports or the SPI as in the packet; goes to `none` if there are none.
fn emit_ports(e: &mut Emitter<'_>, [src, dst]: [Slot; 2], none: &bpf_asm::Label) {
    let spi = e.a.label("spi");
    e.a.load::<u32>(R2, UPPER_KIND)
        .jeq(R2, 0, none)
        .load::<u32>(R1, src)
        .jeq(R2, KIND_SPI, &spi)
        .load::<u32>(R3, dst)
        .lsh(R3, 16)
        .or(R1, R3)
        .bind(spi);
}

/// Adds the word in `r1`, as loaded from the packet, to the sums. It is at byte `position` of the input.
fn emit_word(e: &mut Emitter<'_>, toeplitz: &Toeplitz, position: usize) {
    let key = toeplitz.window64(position).reverse_bits() << 1;
    e.a.be32(R1);
    for (shift, part) in (0..4).zip(PARTS).skip(1) {
        e.a.mov(part, R1).and(part.w(), 0x1111_1111_u32 << shift);
    }
    e.a.and(R1.w(), 0x1111_1111_u32);
    for (class, sum) in SUMS.into_iter().enumerate() {
        for (part, register) in PARTS.into_iter().enumerate() {
            let bits = EVERY_FOURTH << ((4 + class - part) % 4);
            e.a.ld_imm64(R0, key & bits).mul(R0, register).xor(sum, R0);
        }
    }
}

/// `r1` = the hash in the upper half, from the sums.
fn emit_result(e: &mut Emitter<'_>) {
    e.a.mov(R1, 0);
    for (class, sum) in (0..4).zip(SUMS) {
        e.a.ld_imm64(R0, EVERY_FOURTH << class)
            .and(sum, R0)
            .or(R1, sum);
    }
    // Reversed: neighbours, pairs, halves of bytes, bytes.
    e.a.rsh(R1, 32);
    for (shift, mask) in [(1, 0x5555_5555_u32), (2, 0x3333_3333), (4, 0x0f0f_0f0f)] {
        e.a.mov(W2, W1)
            .rsh(W2, shift)
            .and(W2, mask)
            .and(W1, mask)
            .lsh(W1, shift)
            .or(W1, W2);
    }
    e.a.be32(R1).lsh(R1, 32);
}

/// Copies the ends to where the smaller one comes first: by address, then by port.
fn emit_order(e: &mut Emitter<'_>, with_ports: bool) {
    let (v6, done) = (e.a.label("order_v6"), e.a.label("ordered"));
    if with_ports {
        e.a.load::<u32>(R5, UPPER_SRC).load::<u32>(R6, UPPER_DST);
    } else {
        e.a.mov(R5, 0).mov(R6, 0);
    }
    e.a.load::<u32>(R1, FAMILY).jeq(R1, 6, &v6);
    e.a.load::<u64>(R1, END_SRC).load::<u64>(R2, END_DST);
    emit_pairs(e, &[(R1, R2), (R5, R6)]);
    // The verifier does not know that the family decides: the words behind are read, as far as it can
    // tell, so they must have been written.
    e.a.mov(R3, 0)
        .mov(R4, 0)
        .ja(&done)
        .bind(v6)
        .load::<u64>(R1, SRC6)
        .load::<u64>(R2, DST6)
        .load::<u64>(R3, SRC6.at(8))
        .load::<u64>(R4, DST6.at(8));
    emit_pairs(e, &[(R1, R2), (R3, R4), (R5, R6)]);
    e.a.bind(done)
        .store::<u64>(FIRST, R1)
        .store::<u64>(SECOND, R2)
        .store::<u64>(FIRST.at(8), R3)
        .store::<u64>(SECOND.at(8), R4)
        .store::<u32>(UPPER_FIRST, R5)
        .store::<u32>(UPPER_SECOND, R6);
}

/// Swaps all pairs if the first that differs runs downwards.
fn emit_pairs(e: &mut Emitter<'_>, pairs: &[(Reg, Reg)]) {
    let (swap, keep) = (e.a.label("swap"), e.a.label("keep"));
    for &(first, second) in pairs {
        e.a.jgt(first, second, &swap).jne(first, second, &keep);
    }
    e.a.ja(&keep).bind(swap);
    for &(first, second) in pairs {
        e.a.mov(R0, first).mov(first, second).mov(second, R0);
    }
    e.a.bind(keep);
}
