//! What an emitter takes: destinations, sources, memory operands and access widths.
//!
//! All traits are sealed, so the combinations that compile are the ones the machine has.

use std::ops::{Add, Sub};

use crate::{
    insn::{Operand, Size, Width},
    register::{Fp, Reg, RegNo, Wreg},
};

mod sealed {
    pub trait Sealed {}
    impl Sealed for crate::Reg {}
    impl Sealed for crate::Wreg {}
    impl Sealed for crate::Fp {}
    impl Sealed for i8 {}
    impl Sealed for i16 {}
    impl Sealed for i32 {}
    impl Sealed for i64 {}
    impl Sealed for u8 {}
    impl Sealed for u16 {}
    impl Sealed for u32 {}
    impl Sealed for u64 {}
}
pub(crate) use sealed::Sealed;

/// A register that can be written. Its type picks the instruction class, ALU64 or ALU.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written by an instruction",
    note = "destinations are R0-R9 (64 bits) and W0-W9 (32 bits); r10, the frame pointer, is read-only"
)]
pub trait Dst: Sealed + Copy + Into<RegNo> {
    /// Width of the operation.
    const WIDTH: Width;
}
impl Dst for Reg {
    const WIDTH: Width = Width::W64;
}
impl Dst for Wreg {
    const WIDTH: Width = Width::W32;
}

/// A right-hand side that can be combined with the destination `D`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be combined with a destination of type `{D}`",
    note = "the two registers of an instruction have one width (R with R, W with W); a 64-bit operation takes an i32, \
            which it sign-extends; for wider constants use `ld_imm64`"
)]
pub trait Src<D>: Sealed + Copy {
    /// The operand as it is encoded.
    fn operand(self) -> Operand;
}
impl Src<Reg> for Reg {
    fn operand(self) -> Operand {
        Operand::Reg(self.into())
    }
}
impl Src<Reg> for Fp {
    fn operand(self) -> Operand {
        Operand::Reg(self.into())
    }
}
impl Src<Wreg> for Wreg {
    fn operand(self) -> Operand {
        Operand::Reg(self.into())
    }
}
/// Sign-extended by a 64-bit operation.
impl<D> Src<D> for i32 {
    fn operand(self) -> Operand {
        Operand::Imm(self)
    }
}
/// A bit pattern. Only with a 32-bit destination: a 64-bit operation would sign-extend it.
impl Src<Wreg> for u32 {
    fn operand(self) -> Operand {
        Operand::Imm(self.cast_signed())
    }
}

/// A memory operand: base register and signed offset in bytes, written `R6 + 12` or `FP - 8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mem {
    pub(crate) base: RegNo,
    pub(crate) off: i16,
}

macro_rules! mem_operand { ($($base:ty),*) => { $(
    impl Add<i16> for $base {
        type Output = Mem;
        fn add(self, off: i16) -> Mem {
            Mem { base: self.into(), off }
        }
    }
    impl Sub<i16> for $base {
        type Output = Mem;
        /// # Panics
        /// For `- i16::MIN`, which no instruction can express.
        #[track_caller]
        fn sub(self, off: i16) -> Mem {
            let Some(off) = off.checked_neg() else {
                panic!("offset -({off}) does not fit the 16-bit field of an instruction")
            };
            Mem { base: self.into(), off }
        }
    }
    impl From<$base> for Mem {
        fn from(base: $base) -> Mem {
            base + 0
        }
    }
)* } }
mem_operand!(Reg, Fp);

/// What a load reads: `u8` to `u64` zero-extend, `i8` to `i32` sign-extend (Linux 6.6).
#[diagnostic::on_unimplemented(
    message = "a load cannot read a `{Self}`",
    note = "loads read u8, u16, u32, u64, and sign-extend i8, i16, i32"
)]
pub trait Load: Sealed {
    /// Bytes that are read.
    const SIZE: Size;
    /// Whether the value is sign-extended.
    const SIGNED: bool;
}
/// What a store writes: `u8` to `u64`.
#[diagnostic::on_unimplemented(
    message = "a store cannot write a `{Self}`",
    note = "stores write u8, u16, u32 and u64"
)]
pub trait Store: Load {}
/// What an atomic operation works on: `u32` or `u64`.
#[diagnostic::on_unimplemented(
    message = "an atomic operation cannot work on a `{Self}`",
    note = "atomic operations work on u32 and u64"
)]
pub trait Atomic: Store {}

macro_rules! loads { ($($t:ty: $size:ident $signed:literal),*) => { $(
    impl Load for $t {
        const SIZE: Size = Size::$size;
        const SIGNED: bool = $signed;
    }
)* } }
loads! {
    u8: B false, u16: H false, u32: W false, u64: Dw false,
    i8: B true, i16: H true, i32: W true
}
impl Store for u8 {}
impl Store for u16 {}
impl Store for u32 {}
impl Store for u64 {}
impl Atomic for u32 {}
impl Atomic for u64 {}

/// What `movsx` extends into the destination `D`: `i8` and `i16`, and `i32` into 64 bits.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` cannot be sign-extended into `{D}`",
    note = "movsx extends i8 and i16 into 32 or 64 bits, and i32 into 64 bits"
)]
pub trait SignExtend<D>: Load {}
impl SignExtend<Reg> for i8 {}
impl SignExtend<Reg> for i16 {}
impl SignExtend<Reg> for i32 {}
// Nothing can use this, as `()` is no `Dst`. Were there only one implementation for `i32`, the compiler would infer
// the destination from it, and complain of mismatched types instead of saying what is the matter.
#[doc(hidden)]
impl SignExtend<()> for i32 {}
impl SignExtend<Wreg> for i8 {}
impl SignExtend<Wreg> for i16 {}

/// The value of a helper's argument: a register of either width or a constant.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be passed to a helper",
    note = "arguments are registers, an i32, which is sign-extended, or a u32, which is zero-extended; \
            put wider constants into a register with `ld_imm64`"
)]
pub trait Arg: Sealed + Copy {
    /// The operand, and the width with which it is moved into the argument register.
    fn arg(self) -> (Width, Operand);
}
macro_rules! args { ($($t:ty: $d:ty),*) => { $(
    impl Arg for $t {
        fn arg(self) -> (Width, Operand) {
            (<$d as Dst>::WIDTH, Src::<$d>::operand(self))
        }
    }
)* } }
args!(Reg: Reg, Fp: Reg, Wreg: Wreg, i32: Reg, u32: Wreg);
