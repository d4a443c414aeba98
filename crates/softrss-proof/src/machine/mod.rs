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

use bpf_asm::{
    Line, MapRef, Name, Program,
    insn::{Callee, Imm64, Insn, Operand},
};

pub use fault::{Fault, MachineError, Stopped};
pub use map::Map;
pub use memory::Region;
use memory::Stack;

/// Instructions after which a program is stopped. The kernel's verifier looks at no more, either.
const MAX_STEPS: u32 = 1_000_000;

/// What a program runs on.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The bytes of the packet that can be read.
    pub packet: &'a [u8],
    /// Length of the whole packet in bytes.
    pub length: u32,
    /// The receive queue.
    pub queue: u32,
    /// The CPU.
    pub cpu: u32,
    /// The time in nanoseconds.
    pub now: u64,
}

/// How a program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exit {
    /// What it returned: the XDP action.
    pub action: u32,
    /// Map and key of the last successful `bpf_redirect_map`.
    pub redirected: Option<(Name, u32)>,
    /// The metadata that it put before the packet.
    pub metadata: Vec<u8>,
    /// Instructions that were executed.
    pub steps: u32,
}

/// A program with its maps, ready to run.
#[derive(Clone, Debug)]
pub struct Machine<'m> {
    lines: Vec<Line<'m>>,
    code: Vec<Step>,
    maps: Vec<Map>,
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

impl<'m> Machine<'m> {
    /// A machine for `program`. Its maps are made as declared: arrays hold zeros or their data, all
    /// others are empty.
    ///
    /// # Errors
    /// [`MachineError`].
    pub fn new(program: &Program<'m>) -> Result<Self, MachineError> {
        let lines = program.code().lines().to_vec();
        let specs = program.code().declared_maps();
        let maps: Vec<Map> = specs.into_iter().map(Map::new).collect::<Result<_, _>>()?;
        let code = resolve(&lines, &maps)?;
        Ok(Self {
            lines,
            code,
            maps,
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
        let mut run = Run {
            input,
            redirected: None,
            metadata: Vec::new(),
        };
        for steps in 1..=MAX_STEPS {
            match self.step(&mut run, &mut at) {
                Ok(false) => {}
                Ok(true) => {
                    return Ok(Exit {
                        action: low(self.registers[0]),
                        redirected: run.redirected,
                        metadata: run.metadata,
                        steps,
                    });
                }
                Err(fault) => return Err(self.stopped(fault, at).into()),
            }
        }
        Err(self.stopped(Fault::Endless, at).into())
    }

    #[cold]
    fn stopped(&self, fault: Fault, at: usize) -> Stopped {
        let line = &self.lines[at.min(self.lines.len() - 1)];
        Stopped {
            fault,
            index: at,
            insn: line.to_string(),
            at: line.at(),
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
    redirected: Option<(Name, u32)>,
    /// What is before the packet.
    metadata: Vec<u8>,
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
        let distance = match insn {
            Insn::Jump { off, .. } | Insn::Goto { off } => Some(i64::from(off)),
            Insn::Gotol { off } => Some(i64::from(off)),
            _ => None,
        };
        let target = match distance {
            None => 0,
            Some(distance) => usize::try_from(next + distance)
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
        _ => Err(MachineError::MapByDescriptor),
    };
    match value {
        Imm64::Const(value) => Ok(value),
        Imm64::MapFd(_) => Ok(Region::Map(position()?).address(0)),
        Imm64::MapValue { off, .. } => Ok(Region::Values(position()?).address(off as usize)),
        _ => Err(MachineError::MapByDescriptor),
    }
}

/// The lower half of a register.
#[expect(
    clippy::cast_possible_truncation,
    reason = "taking the lower half is what it is for"
)]
const fn low(value: u64) -> u32 {
    value as u32
}
