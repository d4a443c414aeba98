//! Arithmetic, moves and byte order.

use std::panic::Location;

use crate::{
    Asm, Reg,
    insn::{AluOp, Insn, Order, Size},
    operand::{Dst, SignExtend, Src},
};

macro_rules! alu { ($($name:ident $op:ident $doc:literal)*) => {
    /// Arithmetic and logic. The destination's type picks 64 or 32 bits; constants are sign-extended.
    impl Asm<'_> { $(
        #[doc = $doc]
        #[track_caller]
        pub fn $name<D: Dst>(&mut self, dst: D, src: impl Src<D>) -> &mut Self {
            let insn = Insn::Alu { width: D::WIDTH, op: AluOp::$op, dst: dst.into(), src: src.operand() };
            self.push(insn, None, Location::caller())
        }
    )* }
} }
alu! {
    mov    Mov  "`dst = src`"
    add    Add  "`dst += src`"
    sub    Sub  "`dst -= src`"
    mul    Mul  "`dst *= src`"
    div    Div  "`dst /= src`, unsigned; division by zero gives 0"
    modulo Mod  "`dst %= src`, unsigned; modulo zero leaves `dst`"
    sdiv   Sdiv "`dst s/= src`, signed. Linux 6.6"
    smod   Smod "`dst s%= src`, signed. Linux 6.6"
    or     Or   "`dst |= src`"
    and    And  "`dst &= src`"
    xor    Xor  "`dst ^= src`"
    lsh    Lsh  "`dst <<= src`; only the low 5 or 6 bits of `src` count"
    rsh    Rsh  "`dst >>= src`, filled with zeros; only the low 5 or 6 bits of `src` count"
    arsh   Arsh "`dst s>>= src`, filled with the sign. 32 bits: Linux 5.0"
}

macro_rules! swaps { ($($name:ident $order:ident $size:ident $doc:literal)*) => {
    /// Byte order. All work on the 64-bit register; what is above the converted bytes becomes zero.
    impl Asm<'_> { $(
        #[doc = $doc]
        #[track_caller]
        pub fn $name(&mut self, dst: Reg) -> &mut Self {
            let insn = Insn::Swap { order: Order::$order, size: Size::$size, dst: dst.into() };
            self.push(insn, None, Location::caller())
        }
    )* }
} }
swaps! {
    be16 Be H  "`dst = be16 dst`: host to network order, 16 bits"
    be32 Be W  "`dst = be32 dst`: host to network order, 32 bits"
    be64 Be Dw "`dst = be64 dst`: host to network order, 64 bits"
    le16 Le H  "`dst = le16 dst`: host to little-endian order, 16 bits"
    le32 Le W  "`dst = le32 dst`: host to little-endian order, 32 bits"
    le64 Le Dw "`dst = le64 dst`: host to little-endian order, 64 bits"
    bswap16 Swap H  "`dst = bswap16 dst`: swaps 2 bytes. Linux 6.6"
    bswap32 Swap W  "`dst = bswap32 dst`: swaps 4 bytes. Linux 6.6"
    bswap64 Swap Dw "`dst = bswap64 dst`: swaps 8 bytes. Linux 6.6"
}

impl Asm<'_> {
    /// `dst = -dst`
    #[track_caller]
    pub fn neg<D: Dst>(&mut self, dst: D) -> &mut Self {
        self.push(
            Insn::Neg {
                width: D::WIDTH,
                dst: dst.into(),
            },
            None,
            Location::caller(),
        )
    }

    /// `dst = (s8|s16|s32)src`: sign-extends the low bytes of `src`, as in `movsx::<i8, _>(R1, R2)`.
    /// Linux 6.6.
    #[track_caller]
    pub fn movsx<T: SignExtend<D>, D: Dst>(&mut self, dst: D, src: D) -> &mut Self {
        let insn = Insn::Movsx {
            width: D::WIDTH,
            from: T::SIZE,
            dst: dst.into(),
            src: src.into(),
        };
        self.push(insn, None, Location::caller())
    }
}
