//! Instructions that the next one follows.

use bpf_asm::insn::{AluOp, AtomicOp, Insn, Order, Size};

use super::{Fault, Machine, Run, alu};

impl Machine {
    /// Executes an instruction that the next one follows.
    pub(super) fn plain(&mut self, run: &mut Run<'_>, insn: Insn) -> Result<(), Fault> {
        match insn {
            Insn::Alu {
                width,
                op,
                dst,
                src,
            } => {
                let src = self.operand(src)?;
                let old = if op == AluOp::Mov {
                    0
                } else {
                    self.read(dst.get())?
                };
                self.write(dst.get(), alu::alu(width, op, old, src));
            }
            Insn::Neg { width, dst } => {
                let value = self.read(dst.get())?;
                let op = AluOp::Sub;
                self.write(dst.get(), alu::alu(width, op, 0, value));
            }
            Insn::Movsx {
                width,
                from,
                dst,
                src,
            } => {
                let value = alu::sign_extended(from, self.read(src.get())?);
                let op = AluOp::Mov;
                self.write(dst.get(), alu::alu(width, op, 0, value));
            }
            Insn::Swap { order, size, dst } => {
                let value = self.read(dst.get())?;
                self.write(dst.get(), alu::swapped(order, size, value));
            }
            insn => self.memory(run, insn)?,
        }
        Ok(())
    }

    /// Loads, stores and atomic operations.
    fn memory(&mut self, run: &mut Run<'_>, insn: Insn) -> Result<(), Fault> {
        match insn {
            Insn::Load {
                size,
                signed,
                dst,
                base,
                off,
            } => {
                let value = self.load(run, size, self.address(base.get(), off)?)?;
                let value = if signed {
                    alu::sign_extended(size, value)
                } else {
                    value
                };
                self.write(dst.get(), value);
            }
            Insn::LoadAcquire {
                size,
                dst,
                base,
                off,
            } => {
                let value = self.load(run, size, self.address(base.get(), off)?)?;
                self.write(dst.get(), value);
            }
            Insn::Store {
                size,
                base,
                off,
                src,
            } => {
                let value = self.operand(src)?;
                self.store(run, size, self.address(base.get(), off)?, value)?;
            }
            Insn::StoreRelease {
                size,
                base,
                off,
                src,
            } => {
                let value = self.read(src.get())?;
                self.store(run, size, self.address(base.get(), off)?, value)?;
            }
            Insn::Atomic {
                op,
                size,
                base,
                off,
                src,
            } => {
                let address = self.address(base.get(), off)?;
                self.atomic(run, op, size, address, src.get())?;
            }
            Insn::Alu { .. }
            | Insn::Neg { .. }
            | Insn::Movsx { .. }
            | Insn::Swap { .. }
            | Insn::Jump { .. }
            | Insn::Goto { .. }
            | Insn::Gotol { .. }
            | Insn::MayGoto { .. }
            | Insn::Call(_)
            | Insn::Exit
            | Insn::LdImm64 { .. } => return Err(Fault::Unknown),
        }
        Ok(())
    }

    fn atomic(
        &mut self,
        run: &mut Run<'_>,
        op: AtomicOp,
        size: Size,
        address: u64,
        src: u8,
    ) -> Result<(), Fault> {
        let old = self.load(run, size, address)?;
        let by = self.read(src)?;
        let (new, fetch) = match op {
            AtomicOp::Add { fetch } => (old.wrapping_add(by), fetch),
            AtomicOp::Or { fetch } => (old | by, fetch),
            AtomicOp::And { fetch } => (old & by, fetch),
            AtomicOp::Xor { fetch } => (old ^ by, fetch),
            AtomicOp::Xchg => (by, true),
            AtomicOp::Cmpxchg => {
                let expected = alu::swapped(Order::Le, size, self.read(0)?);
                self.write(0, old);
                (if old == expected { by } else { old }, false)
            }
        };
        self.store(run, size, address, new)?;
        if fetch {
            self.write(src, old);
        }
        Ok(())
    }
}
