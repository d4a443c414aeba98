//! Assembled code: instructions with resolved jumps, and where each came from.

use std::{borrow::Cow, fmt, panic::Location};

use crate::{
    insn::{Imm64, Insn},
    map::{MapRef, MapSpec},
};

/// The instructions of a program, with the Rust line of each.
///
/// `{}` prints a listing in the syntax of `llvm-objdump`; `{:#}` adds the Rust lines.
#[derive(Clone, Debug)]
pub struct Code<'m> {
    lines: Vec<Line<'m>>,
    /// Index of a line and the label before it, in order of creation.
    labels: Vec<(usize, Cow<'static, str>)>,
}

/// One instruction and what is known about it.
#[derive(Clone, Debug)]
pub struct Line<'m> {
    pub(crate) insn: Insn,
    pub(crate) at: &'static Location<'static>,
    pub(crate) map: Option<MapRef<'m>>,
    pub(crate) note: Option<Cow<'static, str>>,
    pub(crate) target: Option<Cow<'static, str>>,
}

impl<'m> Line<'m> {
    /// The instruction.
    #[must_use]
    pub fn insn(&self) -> &Insn {
        &self.insn
    }

    /// The Rust line that emitted it.
    #[must_use]
    pub fn at(&self) -> &'static Location<'static> {
        self.at
    }

    /// The map it names.
    #[must_use]
    pub fn map(&self) -> Option<&MapRef<'m>> {
        self.map.as_ref()
    }

    /// The remark attached with [`Asm::note`](crate::Asm::note).
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// The label it jumps to.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        self.target.as_deref()
    }
}

impl<'m> Code<'m> {
    pub(crate) fn new(lines: Vec<Line<'m>>, labels: Vec<(usize, Cow<'static, str>)>) -> Self {
        Self { lines, labels }
    }

    /// The instructions in order.
    #[must_use]
    pub fn lines(&self) -> &[Line<'m>] {
        &self.lines
    }

    /// Length in slots of eight bytes; the kernel limits this number.
    #[must_use]
    pub fn slots(&self) -> usize {
        self.lines.iter().map(|line| line.insn.slots()).sum()
    }

    /// The instructions as the kernel takes them.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.slots() * 8);
        for line in &self.lines {
            line.insn.encode(&mut bytes);
        }
        bytes
    }

    /// The declared maps that are not replaced by descriptors yet, each once, in order of use.
    #[must_use]
    pub fn declared_maps(&self) -> Vec<&MapSpec> {
        let mut specs: Vec<&MapSpec> = Vec::new();
        for line in &self.lines {
            if let Some(MapRef::Decl(spec)) = &line.map
                && !specs.contains(&spec)
            {
                specs.push(spec);
            }
        }
        specs
    }

    /// Replaces the declared map `name` by an existing one, in every instruction.
    pub(crate) fn replace_map(&mut self, name: &str, map: &MapRef<'m>, fd: i32) {
        for line in &mut self.lines {
            let Some(MapRef::Decl(spec)) = &line.map else {
                continue;
            };
            if spec.name.as_str() != name {
                continue;
            }
            if let Insn::LdImm64 {
                value: Imm64::MapFd(old) | Imm64::MapValue { fd: old, .. },
                ..
            } = &mut line.insn
            {
                *old = fd;
            }
            line.map = Some(map.clone());
        }
    }
}

impl fmt::Display for Code<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut slot = 0;
        for (index, line) in self.lines.iter().enumerate() {
            for (_, label) in self.labels.iter().filter(|(at, _)| *at == index) {
                writeln!(f, "<{label}>:")?;
            }
            write!(f, "{slot:8}:\t{line}")?;
            if f.alternate() {
                write!(f, "\t; {}:{}", line.at.file(), line.at.line())?;
            }
            writeln!(f)?;
            slot += line.insn.slots();
        }
        Ok(())
    }
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.map, &self.insn) {
            // As in an object file: a relocation fills the number in.
            (Some(MapRef::Decl(spec)), Insn::LdImm64 { dst, value }) => {
                let off = if let Imm64::MapValue { off, .. } = value {
                    *off
                } else {
                    0
                };
                write!(f, "r{dst} = {off:#x} ll <{}>", spec.name)?;
            }
            (_, insn) => write!(f, "{insn}")?,
        }
        if let Some(target) = &self.target {
            write!(f, " <{target}>")?;
        }
        if let Some(note) = &self.note {
            write!(f, "\t# {note}")?;
        }
        Ok(())
    }
}
