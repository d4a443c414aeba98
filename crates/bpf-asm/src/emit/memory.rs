//! Loads, stores and 64-bit constants.

use std::panic::Location;

use crate::{
    Asm, Reg, Wreg,
    insn::{Imm64, Insn, Operand},
    map::{AsMap, MapRef},
    operand::{Load, Mem, Store},
    register::Fp,
};
use std::os::fd::AsRawFd;

/// What a store writes: a register of either width, or a constant.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be stored",
    note = "a store takes a register, or an i32, which it sign-extends; for wider constants use `ld_imm64`"
)]
pub trait StoreSrc: crate::operand::Sealed {
    /// The operand.
    fn stored(self) -> Operand;
}
macro_rules! store_sources { ($($t:ty),*) => { $(
    impl StoreSrc for $t {
        fn stored(self) -> Operand {
            Operand::Reg(self.into())
        }
    }
)* } }
store_sources!(Reg, Wreg, Fp);
impl StoreSrc for i32 {
    fn stored(self) -> Operand {
        Operand::Imm(self)
    }
}

impl<'m> Asm<'m> {
    /// `dst = *(T *)(mem)`. `u8` to `u64` zero-extend; `i8` to `i32` sign-extend (Linux 6.6).
    #[track_caller]
    pub fn load<T: Load>(&mut self, dst: Reg, mem: impl Into<Mem>) -> &mut Self {
        let Mem { base, off } = mem.into();
        let insn = Insn::Load {
            size: T::SIZE,
            signed: T::SIGNED,
            dst: dst.into(),
            base,
            off,
        };
        self.push(insn, None, Location::caller())
    }

    /// `*(T *)(mem) = src`. A constant is sign-extended.
    #[track_caller]
    pub fn store<T: Store>(&mut self, mem: impl Into<Mem>, src: impl StoreSrc) -> &mut Self {
        let Mem { base, off } = mem.into();
        let insn = Insn::Store {
            size: T::SIZE,
            base,
            off,
            src: src.stored(),
        };
        self.push(insn, None, Location::caller())
    }

    /// `dst = value ll`: a 64-bit constant, in two slots.
    #[track_caller]
    pub fn ld_imm64(&mut self, dst: Reg, value: u64) -> &mut Self {
        let insn = Insn::LdImm64 {
            dst: dst.into(),
            value: Imm64::Const(value),
        };
        self.push(insn, None, Location::caller())
    }

    /// `dst` = address of `map`, as helpers take it.
    #[track_caller]
    #[doc(alias = "BPF_PSEUDO_MAP_FD")]
    pub fn ld_map(&mut self, dst: Reg, map: &'m (impl AsMap + ?Sized)) -> &mut Self {
        let map = map.as_map();
        let value = Imm64::MapFd(fd_number(&map));
        self.push(
            Insn::LdImm64 {
                dst: dst.into(),
                value,
            },
            Some(map),
            Location::caller(),
        )
    }

    /// `dst` = address of byte `off` of the first value of the array `map`.
    ///
    /// # Kernel
    /// 5.2; the array must have one entry.
    #[track_caller]
    #[doc(alias = "BPF_PSEUDO_MAP_VALUE")]
    pub fn ld_map_value(
        &mut self,
        dst: Reg,
        map: &'m (impl AsMap + ?Sized),
        off: u32,
    ) -> &mut Self {
        let map = map.as_map();
        let value = Imm64::MapValue {
            fd: fd_number(&map),
            off,
        };
        self.push(
            Insn::LdImm64 {
                dst: dst.into(),
                value,
            },
            Some(map),
            Location::caller(),
        )
    }
}

/// The descriptor as the instruction holds it; 0 for a declared map, until it is replaced.
fn fd_number(map: &MapRef<'_>) -> i32 {
    match map {
        MapRef::Fd(fd) => fd.as_raw_fd(),
        MapRef::Decl(_) => 0,
    }
}
