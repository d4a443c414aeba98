//! Atomic read-modify-write operations on `u32` and `u64`, and ordered loads and stores.

use std::panic::Location;

use crate::{
    Asm, Reg,
    insn::{AtomicOp, Insn},
    operand::{Atomic, Mem, Store},
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

/// Loads and stores that order what is around them. Linux 6.15.
impl Asm<'_> {
    /// `dst = load_acquire((T *)(mem))`: zero-extends; no later access is moved before it.
    #[track_caller]
    #[doc(alias = "BPF_LOAD_ACQ")]
    pub fn load_acquire<T: Store>(&mut self, dst: Reg, mem: impl Into<Mem>) -> &mut Self {
        let Mem { base, off } = mem.into();
        let insn = Insn::LoadAcquire {
            size: T::SIZE,
            dst: dst.into(),
            base,
            off,
        };
        self.push(insn, None, Location::caller())
    }

    /// `store_release((T *)(mem), src)`: no earlier access is moved behind it.
    #[track_caller]
    #[doc(alias = "BPF_STORE_REL")]
    pub fn store_release<T: Store>(&mut self, mem: impl Into<Mem>, src: Reg) -> &mut Self {
        let Mem { base, off } = mem.into();
        let insn = Insn::StoreRelease {
            size: T::SIZE,
            base,
            off,
            src: src.into(),
        };
        self.push(insn, None, Location::caller())
    }
}
