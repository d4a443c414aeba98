//! A machine for generated programs: no privileges, no unsafe code, and nothing that goes unseen.
//!
//! It executes the instructions that the assembler collected and checks each of them. Every access is
//! held against the bounds of the region it goes to, stack bytes and registers have to be written before
//! they are read, and a program that runs on without end is stopped. A program that behaves on a packet
//! has thereby been shown to touch nothing but that packet, its stack and its maps. An ordinary virtual
//! machine cannot show this: in one that hands out real addresses, a read behind the packet is a read of
//! something else.

mod access;
mod alu;
mod execute;
mod fault;
mod helper;
mod map;
mod memory;
mod region;

use std::panic::Location;

use bpf_asm::{
    Line, MapRef, Name, Program, ProgramKind,
    insn::{Callee, Imm64, Insn, Operand},
};

pub use fault::{Fault, MachineError, Stopped};
pub use map::Map;
use memory::Stack;
pub use region::Region;

use crate::engine::{Contents, Engine, Exit, Input, MOST_METADATA, RunError};

/// Instructions after which a program is stopped. The kernel's verifier looks at no more, either.
const MAX_STEPS: u32 = 1_000_000;

/// A program with its maps, ready to run.
#[derive(Clone, Debug)]
pub struct Machine {
    code: Vec<Step>,
    /// The text of each instruction, and the Rust line that emitted it.
    lines: Vec<(Insn, &'static Location<'static>)>,
    maps: Vec<Map>,
    /// Whether it is an entry program: only those have business to write to packets.
    writes: bool,
    /// The most instructions that a packet took.
    most_steps: u32,
    stack: Stack,
    registers: [u64; 11],
    /// One bit for each register that was written.
    set: u16,
}

/// An instruction with its jump or its map resolved.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// An address or a constant, and where it goes.
    Load { dst: u8, value: u64 },
    /// Anything else; `target` is the instruction that a jump leads to.
    Plain { insn: Insn, target: u32 },
}

impl Engine for Machine {
    const NAME: &'static str = "machine";
    const SEES_ALL: bool = true;

    fn load(program: &Program<'_>, contents: &Contents) -> Result<Self, RunError> {
        Ok(Self::with(program, contents)?)
    }

    fn run(&mut self, input: &Input<'_>) -> Result<Exit, RunError> {
        Ok(self.run(input)?)
    }

    fn values(&self, map: &str) -> Result<Option<Vec<u8>>, RunError> {
        Ok(self.map(map).map(|map| map.values().to_vec()))
    }

    fn effort(&self) -> Option<u32> {
        Some(self.most_steps)
    }
}

impl Machine {
    /// A machine for `program`, whose maps are as they are declared: arrays hold zeros or their data, all
    /// others are empty.
    ///
    /// # Errors
    /// [`MachineError`].
    pub fn new(program: &Program<'_>) -> Result<Self, MachineError> {
        Self::with(program, &Contents::new())
    }

    fn with(program: &Program<'_>, contents: &Contents) -> Result<Self, MachineError> {
        let lines = program.code().lines();
        let maps = Map::all(program, contents)?;
        Ok(Self {
            code: resolve(lines, &maps)?,
            lines: lines.iter().map(|line| (*line.insn(), line.at())).collect(),
            maps,
            writes: matches!(program.kind(), ProgramKind::XdpCpumap { .. }),
            most_steps: 0,
            stack: Stack::new(),
            registers: [0; 11],
            set: 0,
        })
    }

    /// The map called `name`, if the program uses one.
    #[must_use]
    pub fn map(&self, name: &str) -> Option<&Map> {
        self.maps
            .iter()
            .find(|map| map.spec().name.as_str() == name)
    }

    /// The map called `name`, if the program uses one.
    pub fn map_mut(&mut self, name: &str) -> Option<&mut Map> {
        let mut maps = self.maps.iter_mut();
        maps.find(|map| map.spec().name.as_str() == name)
    }

    /// Runs the program.
    ///
    /// # Errors
    /// [`Stopped`] at the first [`Fault`].
    pub fn run(&mut self, input: &Input<'_>) -> Result<Exit, Box<Stopped>> {
        self.stack.clear();
        self.set = 1 << 1 | 1 << 10;
        self.registers[1] = Region::Context.address(0);
        self.registers[10] = Region::Stack.address(memory::STACK);
        let mut at = 0;
        let mut run = Run::new(input);
        for steps in 1..=MAX_STEPS {
            match self.step(&mut run, &mut at) {
                Ok(false) => {}
                Ok(true) => {
                    self.most_steps = self.most_steps.max(steps);
                    return Ok(run.exit(low(self.registers[0])));
                }
                Err(fault) => return Err(self.stopped(fault, at).into()),
            }
        }
        Err(self.stopped(Fault::Endless, at).into())
    }

    #[cold]
    fn stopped(&self, fault: Fault, at: usize) -> Stopped {
        let (insn, line) = self.lines[at.min(self.lines.len() - 1)];
        Stopped {
            fault,
            index: at,
            insn: insn.to_string(),
            at: line,
        }
    }

    /// Executes the instruction at `at` and moves on. Whether the program has ended.
    fn step(&mut self, run: &mut Run<'_>, at: &mut usize) -> Result<bool, Fault> {
        let (insn, target) = match *self.code.get(*at).ok_or(Fault::PastTheEnd)? {
            Step::Load { dst, value } => {
                self.write(dst, value);
                *at += 1;
                return Ok(false);
            }
            Step::Plain { insn, target } => (insn, target as usize),
        };
        match insn {
            Insn::Exit => {
                self.read(0)?;
                return Ok(true);
            }
            // No program comes near as many as are too many.
            Insn::MayGoto { .. } => {
                *at += 1;
                return Ok(false);
            }
            Insn::Goto { .. } | Insn::Gotol { .. } => {
                *at = target;
                return Ok(false);
            }
            Insn::Jump {
                width,
                cond,
                lhs,
                rhs,
                ..
            } => {
                let (lhs, rhs) = (self.read(lhs.get())?, self.operand(rhs)?);
                *at = if alu::holds(width, cond, lhs, rhs) {
                    target
                } else {
                    *at + 1
                };
                return Ok(false);
            }
            Insn::Call(Callee::Helper(number)) => self.call(run, number)?,
            insn => self.plain(run, insn)?,
        }
        *at += 1;
        Ok(false)
    }

    #[inline]
    fn read(&self, register: u8) -> Result<u64, Fault> {
        if self.set >> register & 1 == 0 {
            return Err(Fault::Unset { register });
        }
        Ok(self.registers[usize::from(register)])
    }

    #[inline]
    fn write(&mut self, register: u8, value: u64) {
        self.set |= 1 << register;
        self.registers[usize::from(register)] = value;
    }

    #[inline]
    fn operand(&self, operand: Operand) -> Result<u64, Fault> {
        match operand {
            Operand::Reg(register) => self.read(register.get()),
            Operand::Imm(value) => Ok(i64::from(value).cast_unsigned()),
        }
    }

    fn address(&self, base: u8, off: i16) -> Result<u64, Fault> {
        Ok(self.read(base)?.wrapping_add_signed(off.into()))
    }
}

/// What one run has besides registers and memory.
struct Run<'a> {
    input: &'a Input<'a>,
    packet: Vec<u8>,
    /// What is before the packet; the last so many bytes of it are metadata.
    before: [u8; MOST_METADATA],
    metadata: usize,
    redirected: Option<(Name, u32)>,
}

impl<'a> Run<'a> {
    fn new(input: &'a Input<'a>) -> Self {
        let mut before = [0; MOST_METADATA];
        before[MOST_METADATA - input.before.len()..].copy_from_slice(input.before);
        Self {
            input,
            packet: input.packet.to_vec(),
            before,
            metadata: input.metadata,
            redirected: None,
        }
    }

    fn exit(self, action: u32) -> Exit {
        Exit {
            action,
            redirected: self.redirected,
            metadata: self.before[MOST_METADATA - self.metadata..].to_vec(),
            packet: self.packet,
        }
    }
}

/// Resolves jumps and maps.
fn resolve(lines: &[Line<'_>], maps: &[Map]) -> Result<Vec<Step>, MachineError> {
    let mut slots = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        slots.push(u32::try_from(index).ok());
        if line.insn().slots() == 2 {
            slots.push(None);
        }
    }
    let mut code = Vec::new();
    let mut next = 0_i64;
    for (index, line) in lines.iter().enumerate() {
        let insn = *line.insn();
        next += if insn.slots() == 2 { 2 } else { 1 };
        let target = match insn.distance() {
            None => 0,
            Some(distance) => usize::try_from(next + i64::from(distance))
                .ok()
                .and_then(|slot| *slots.get(slot)?)
                .ok_or(MachineError::Jump { index })?,
        };
        code.push(match insn {
            Insn::LdImm64 { dst, value } => Step::Load {
                dst: dst.get(),
                value: constant(value, line.map(), maps)?,
            },
            insn => Step::Plain { insn, target },
        });
    }
    Ok(code)
}

/// What a 64-bit load puts into its register.
fn constant(value: Imm64, map: Option<&MapRef<'_>>, maps: &[Map]) -> Result<u64, MachineError> {
    let position = || match map {
        Some(MapRef::Decl(spec)) => maps
            .iter()
            .position(|map| map.spec() == spec)
            .ok_or(MachineError::MapByDescriptor),
        None | Some(MapRef::Fd(_)) => Err(MachineError::MapByDescriptor),
    };
    match value {
        Imm64::Const(value) => Ok(value),
        Imm64::MapFd(_) => Ok(Region::Map(position()?).address(0)),
        Imm64::MapValue { off, .. } => Ok(Region::Values(position()?).address(off as usize)),
        Imm64::BtfId { .. } | Imm64::Func(_) | Imm64::MapIdx(_) | Imm64::MapIdxValue { .. } => {
            Err(MachineError::Constant)
        }
    }
}

/// The lower half of a register.
#[expect(
    clippy::cast_possible_truncation,
    reason = "taking the lower half is what it is for"
)]
pub(crate) const fn low(value: u64) -> u32 {
    value as u32
}
