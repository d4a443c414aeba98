//! Instructions as text, in the syntax of `llvm-objdump --mcpu=v4`.

use std::fmt;

use crate::{
    insn::{AluOp, AtomicOp, Callee, Cond, Imm64, Insn, Operand, Order, Size, Width},
    register::RegNo,
};

/// A register in the view of its instruction: `r1` or `w1`.
struct View(Width, RegNo);
impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = if self.0 == Width::W64 { 'r' } else { 'w' };
        write!(f, "{letter}{}", self.1)
    }
}

/// A signed number the way LLVM prints it: `0xe`, `-0xe`.
struct Hex(i64);
impl fmt::Display for Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{:#x}", self.0.unsigned_abs())
    }
}

/// A jump distance: always with its sign.
struct Distance(i64);
impl fmt::Display for Distance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "" } else { "+" };
        write!(f, "{sign}{}", Hex(self.0))
    }
}

struct Right(Width, Operand);
impl fmt::Display for Right {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            Operand::Reg(register) => View(self.0, register).fmt(f),
            Operand::Imm(imm) => Hex(i64::from(imm)).fmt(f),
        }
    }
}

/// `r6 + 0xc`
struct Address(RegNo, i16);
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.1 < 0 { '-' } else { '+' };
        write!(f, "r{} {sign} {:#x}", self.0, self.1.unsigned_abs())
    }
}

/// The view in which a value of this size is moved.
fn view_of(size: Size) -> Width {
    if size == Size::Dw {
        Width::W64
    } else {
        Width::W32
    }
}

impl fmt::Display for Insn {
    // The table of the syntax, one entry for each form.
    #[rustfmt::skip]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Alu { width, op, dst, src } => {
                write!(f, "{} {} {}", View(width, dst), alu_sign(op), Right(width, src))
            }
            Self::Neg { width, dst } => write!(f, "{0} = -{0}", View(width, dst)),
            Self::Movsx { width, from, dst, src } => {
                write!(f, "{} = (s{}){}", View(width, dst), from.bits(), View(width, src))
            }
            Self::Swap { order, size, dst } => {
                write!(f, "r{dst} = {}{} r{dst}", order_name(order), size.bits())
            }
            // A sign-extending load always fills the 64-bit register.
            Self::Load { size, signed: true, dst, base, off } => {
                write!(f, "r{dst} = *(s{} *)({})", size.bits(), Address(base, off))
            }
            Self::Load { size, signed: false, dst, base, off } => {
                write!(f, "{} = *(u{} *)({})", View(view_of(size), dst), size.bits(), Address(base, off))
            }
            Self::Store { size, base, off, src } => {
                write!(f, "*(u{} *)({}) = {}", size.bits(), Address(base, off), Right(view_of(size), src))
            }
            Self::Atomic { op, size, base, off, src } => atomic(f, op, size, &Address(base, off), src),
            Self::LoadAcquire { size, dst, base, off } => {
                let (dst, at) = (View(view_of(size), dst), Address(base, off));
                write!(f, "{dst} = load_acquire((u{} *)({at}))", size.bits())
            }
            Self::StoreRelease { size, base, off, src } => {
                let (src, at) = (View(view_of(size), src), Address(base, off));
                write!(f, "store_release((u{} *)({at}), {src})", size.bits())
            }
            Self::Jump { width, cond, lhs, rhs, off } => {
                let (lhs, rhs, to) = (View(width, lhs), Right(width, rhs), Distance(off.into()));
                write!(f, "if {lhs} {} {rhs} goto {to}", cond_sign(cond))
            }
            Self::Goto { off } => write!(f, "goto {}", Distance(off.into())),
            Self::Gotol { off } => write!(f, "gotol {}", Distance(off.into())),
            Self::MayGoto { off } => write!(f, "may_goto {}", Distance(off.into())),
            Self::Call(callee) => call(f, callee),
            Self::Exit => f.write_str("exit"),
            Self::LdImm64 { dst, value } => load_imm64(f, dst, value),
        }
    }
}

fn call(f: &mut fmt::Formatter<'_>, callee: Callee) -> fmt::Result {
    let imm = match callee {
        Callee::Helper(id) => id.cast_signed(),
        Callee::Kfunc { btf_id: imm, .. } | Callee::Local(imm) => imm,
    };
    write!(f, "call {}", Hex(imm.into()))
}

fn order_name(order: Order) -> &'static str {
    match order {
        Order::Le => "le",
        Order::Be => "be",
        Order::Swap => "bswap",
    }
}

fn alu_sign(op: AluOp) -> &'static str {
    match op {
        AluOp::Add => "+=",
        AluOp::Sub => "-=",
        AluOp::Mul => "*=",
        AluOp::Div => "/=",
        AluOp::Sdiv => "s/=",
        AluOp::Or => "|=",
        AluOp::And => "&=",
        AluOp::Lsh => "<<=",
        AluOp::Rsh => ">>=",
        AluOp::Mod => "%=",
        AluOp::Smod => "s%=",
        AluOp::Xor => "^=",
        AluOp::Mov => "=",
        AluOp::Arsh => "s>>=",
    }
}

fn cond_sign(cond: Cond) -> &'static str {
    match cond {
        Cond::Eq => "==",
        Cond::Ne => "!=",
        Cond::Set => "&",
        Cond::Gt => ">",
        Cond::Ge => ">=",
        Cond::Lt => "<",
        Cond::Le => "<=",
        Cond::Sgt => "s>",
        Cond::Sge => "s>=",
        Cond::Slt => "s<",
        Cond::Sle => "s<=",
    }
}

fn atomic(
    f: &mut fmt::Formatter<'_>,
    op: AtomicOp,
    size: Size,
    at: &Address,
    src: RegNo,
) -> fmt::Result {
    let (bits, width) = (size.bits(), view_of(size));
    let src = View(width, src);
    // LLVM writes xchg_64, but xchg32_32.
    let suffix = if size == Size::Dw { "_64" } else { "32_32" };
    let (sign, word, fetch) = match op {
        AtomicOp::Add { fetch } => ("+=", "add", fetch),
        AtomicOp::Or { fetch } => ("|=", "or", fetch),
        AtomicOp::And { fetch } => ("&=", "and", fetch),
        AtomicOp::Xor { fetch } => ("^=", "xor", fetch),
        AtomicOp::Xchg => return write!(f, "{src} = xchg{suffix}({at}, {src})"),
        AtomicOp::Cmpxchg => {
            let r0 = if size == Size::Dw { "r0" } else { "w0" };
            return write!(f, "{r0} = cmpxchg{suffix}({at}, {r0}, {src})");
        }
    };
    if fetch {
        write!(f, "{src} = atomic_fetch_{word}((u{bits} *)({at}), {src})")
    } else {
        write!(f, "lock *(u{bits} *)({at}) {sign} {src}")
    }
}

fn load_imm64(f: &mut fmt::Formatter<'_>, dst: RegNo, value: Imm64) -> fmt::Result {
    let (pseudo, imm) = match value {
        Imm64::Const(value) => return write!(f, "r{dst} = {} ll", Hex(value.cast_signed())),
        Imm64::MapFd(fd) => (1, fd),
        Imm64::MapValue { fd, .. } => (2, fd),
        Imm64::BtfId { btf_id, .. } => (3, btf_id),
        Imm64::Func(distance) => (4, distance),
        Imm64::MapIdx(idx) => (5, idx),
        Imm64::MapIdxValue { idx, .. } => (6, idx),
    };
    // LLVM prints this number without a sign.
    write!(f, "ld_pseudo\tr{dst}, {pseudo:#x}, {imm:#x}")
}
