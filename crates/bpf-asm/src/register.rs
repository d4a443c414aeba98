//! Registers and their types.
//!
//! [`Reg`] is the 64-bit view, [`Wreg`] the 32-bit view of the same ten registers. The view selects
//! the instruction class, and mixing the two in one instruction does not compile.

use std::fmt;

/// The 64-bit view of a general purpose register, `r0` to `r9`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reg(pub(crate) u8);

/// The 32-bit view of a general purpose register, `w0` to `w9`. Writing it zeroes the upper half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wreg(pub(crate) u8);

/// The frame pointer, `r10`. Read-only, hence not a [`Dst`](crate::Dst).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fp;

impl Reg {
    /// The 32-bit view of the same register.
    #[must_use]
    pub const fn w(self) -> Wreg {
        Wreg(self.0)
    }
}

impl Wreg {
    /// The 64-bit view of the same register.
    #[must_use]
    pub const fn r(self) -> Reg {
        Reg(self.0)
    }
}

macro_rules! registers { ($($r:ident $w:ident $n:literal $use:literal)*) => { $(
    #[doc = concat!("`r", $n, "`: ", $use, ".")]
    pub const $r: Reg = Reg($n);
    #[doc = concat!("`w", $n, "`, the lower half of [`", stringify!($r), "`].")]
    pub const $w: Wreg = Wreg($n);
)* } }
registers! {
    R0 W0 0 "return value of calls and of the program"
    R1 W1 1 "first argument; the context at entry; clobbered by calls"
    R2 W2 2 "second argument, clobbered by calls"
    R3 W3 3 "third argument, clobbered by calls"
    R4 W4 4 "fourth argument, clobbered by calls"
    R5 W5 5 "fifth argument, clobbered by calls"
    R6 W6 6 "kept over calls"
    R7 W7 7 "kept over calls"
    R8 W8 8 "kept over calls"
    R9 W9 9 "kept over calls"
}

/// `r10`, the frame pointer: 512 bytes of stack lie below it.
pub const FP: Fp = Fp;

/// A register number as it stands in an instruction, 0 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RegNo(u8);

impl RegNo {
    /// The number, if the machine has such a register.
    #[must_use]
    pub const fn new(number: u8) -> Option<Self> {
        if number <= 10 {
            Some(Self(number))
        } else {
            None
        }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl fmt::Display for RegNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Reg> for RegNo {
    fn from(register: Reg) -> Self {
        Self(register.0)
    }
}

impl From<Wreg> for RegNo {
    fn from(register: Wreg) -> Self {
        Self(register.0)
    }
}

impl From<Fp> for RegNo {
    fn from(_: Fp) -> Self {
        Self(10)
    }
}
