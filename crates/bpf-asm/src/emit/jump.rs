//! Jumps.
#![expect(
    clippy::needless_pass_by_value,
    reason = "a target is a reference or a copy"
)]

use std::panic::Location;

use crate::{
    Asm,
    asm::Target,
    insn::{Cond, Insn},
    operand::{Dst, Src},
};

macro_rules! jumps { ($($name:ident $cond:ident $doc:literal)*) => {
    /// Conditional jumps. The left operand's type picks JMP or JMP32 (Linux 5.1).
    impl Asm<'_> { $(
        #[doc = $doc]
        #[track_caller]
        pub fn $name<D: Dst>(&mut self, lhs: D, rhs: impl Src<D>, target: impl Target) -> &mut Self {
            let insn = Insn::Jump { width: D::WIDTH, cond: Cond::$cond, lhs: lhs.into(), rhs: rhs.operand(), off: 0 };
            self.push_jump(insn, &target, Location::caller())
        }
    )* }
} }
jumps! {
    jeq  Eq  "`if lhs == rhs goto target`"
    jne  Ne  "`if lhs != rhs goto target`"
    jset Set "`if lhs & rhs goto target`"
    jgt  Gt  "`if lhs > rhs goto target`, unsigned"
    jge  Ge  "`if lhs >= rhs goto target`, unsigned"
    jlt  Lt  "`if lhs < rhs goto target`, unsigned. Linux 4.14"
    jle  Le  "`if lhs <= rhs goto target`, unsigned. Linux 4.14"
    jsgt Sgt "`if lhs s> rhs goto target`"
    jsge Sge "`if lhs s>= rhs goto target`"
    jslt Slt "`if lhs s< rhs goto target`. Linux 4.14"
    jsle Sle "`if lhs s<= rhs goto target`. Linux 4.14"
}

impl Asm<'_> {
    /// `goto target`, within ±32767 slots.
    #[track_caller]
    pub fn ja(&mut self, target: impl Target) -> &mut Self {
        self.push_jump(Insn::Goto { off: 0 }, &target, Location::caller())
    }

    /// `gotol target`, any distance. Linux 6.6.
    #[track_caller]
    pub fn gotol(&mut self, target: impl Target) -> &mut Self {
        self.push_jump(Insn::Gotol { off: 0 }, &target, Location::caller())
    }

    /// `may_goto target`: goes on to the next instruction, and to `target` once all that the program met were met too often, some
    /// millions of times or for a quarter of a second. It tells the verifier that a loop ends, which so looks at the loop
    /// once and not once for each turn. Linux 6.9.
    #[track_caller]
    pub fn may_goto(&mut self, target: impl Target) -> &mut Self {
        self.push_jump(Insn::MayGoto { off: 0 }, &target, Location::caller())
    }
}
