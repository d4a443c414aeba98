//! Atomic read-modify-write operations on `u32` and `u64`.

use std::panic::Location;

use crate::{
    Asm, Reg,
    insn::{AtomicOp, Insn},
    operand::{Atomic, Mem},
};

macro_rules! atomics { ($($name:ident $op:expr, $doc:literal)*) => {
    /// Atomic operations. The value must be aligned; the register is of 64 bits in either size.
    impl Asm<'_> { $(
        #[doc = $doc]
        #[track_caller]
        pub fn $name<T: Atomic>(&mut self, mem: impl Into<Mem>, src: Reg) -> &mut Self {
            let Mem { base, off } = mem.into();
            let insn = Insn::Atomic { op: $op, size: T::SIZE, base, off, src: src.into() };
            self.push(insn, None, Location::caller())
        }
    )* }
} }
atomics! {
    atomic_add AtomicOp::Add { fetch: false }, "`lock *(T *)(mem) += src`"
    atomic_or  AtomicOp::Or  { fetch: false }, "`lock *(T *)(mem) |= src`. Linux 5.12"
    atomic_and AtomicOp::And { fetch: false }, "`lock *(T *)(mem) &= src`. Linux 5.12"
    atomic_xor AtomicOp::Xor { fetch: false }, "`lock *(T *)(mem) ^= src`. Linux 5.12"
    atomic_fetch_add AtomicOp::Add { fetch: true }, "`src = atomic_fetch_add(mem, src)`: `src` becomes the old value. Linux 5.12"
    atomic_fetch_or  AtomicOp::Or  { fetch: true }, "`src = atomic_fetch_or(mem, src)`: `src` becomes the old value. Linux 5.12"
    atomic_fetch_and AtomicOp::And { fetch: true }, "`src = atomic_fetch_and(mem, src)`: `src` becomes the old value. Linux 5.12"
    atomic_fetch_xor AtomicOp::Xor { fetch: true }, "`src = atomic_fetch_xor(mem, src)`: `src` becomes the old value. Linux 5.12"
    xchg    AtomicOp::Xchg, "`src = xchg(mem, src)`: swaps. Linux 5.12"
    cmpxchg AtomicOp::Cmpxchg, "`r0 = cmpxchg(mem, r0, src)`: stores `src` if memory equals `r0`; `r0` becomes the old value. Linux 5.12"
}
