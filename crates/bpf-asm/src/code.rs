//! Assembled code: instructions with resolved jumps, and where each came from.

use std::{borrow::Cow, fmt, panic::Location};

use crate::{
    decode::{DecodeError, decode},
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

    /// The declared maps by the slot of each instruction that names one.
    pub fn named_maps(&self) -> impl Iterator<Item = (usize, &MapSpec)> {
        let slots = self.lines.iter().scan(0, |next, line| {
            let slot = *next;
            *next += line.insn.slots();
            Some((slot, line))
        });
        slots.filter_map(|(slot, line)| match &line.map {
            Some(MapRef::Decl(spec)) => Some((slot, spec)),
            Some(MapRef::Fd(_)) | None => None,
        })
    }

    /// The same code, borrowed from nobody; `None` when it names a map by descriptor.
    #[must_use]
    pub fn into_static(self) -> Option<Code<'static>> {
        let lines = self.lines.into_iter().map(|line| {
            let map = match line.map {
                None => None,
                Some(MapRef::Decl(spec)) => Some(MapRef::Decl(spec)),
                Some(MapRef::Fd(_)) => return None,
            };
            Some(Line {
                insn: line.insn,
                at: line.at,
                map,
                note: line.note,
                target: line.target,
            })
        });
        Some(Code::new(lines.collect::<Option<_>>()?, self.labels))
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

impl Code<'static> {
    /// Code that was kept as [bytes](Code::to_bytes), with the [maps it names](Code::named_maps). The Rust line of all
    /// of it is that of the call; labels and remarks are not kept.
    ///
    /// # Errors
    /// [`DecodeError`] where the bytes are no instruction.
    #[track_caller]
    pub fn from_bytes(bytes: &[u8], maps: &[(usize, MapSpec)]) -> Result<Self, DecodeError> {
        let at = Location::caller();
        let mut slot = 0;
        let lines = decode(bytes)?.into_iter().map(|insn| {
            let map = maps.iter().find(|(names, _)| *names == slot);
            slot += insn.slots();
            Line {
                insn,
                at,
                map: map.map(|(_, spec)| MapRef::Decl(spec.clone())),
                note: None,
                target: None,
            }
        });
        Ok(Self::new(lines.collect(), Vec::new()))
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

#[cfg(test)]
mod tests {
    use crate::{
        Asm, Code, Cpumap, Data, MapDecl, MapSpec, R1, R2, W0,
        xdp::{XDP_PASS, xdp_md},
    };

    #[test]
    fn code_that_was_kept_is_the_same() {
        let cpus = MapDecl::<Cpumap>::new("cpus", 8).unwrap();
        let table = MapDecl::<Data>::new("table", vec![1, 2, 3, 4]).unwrap();
        let mut a = Asm::new();
        let pass = a.label("pass");
        a.load::<u32>(R2, R1 + xdp_md::RX_QUEUE_INDEX)
            .ld_map_value(R1, &table, 0)
            .jne(R2, 0, &pass)
            .redirect_map(&cpus, R2, XDP_PASS)
            .exit();
        a.bind(pass).mov(W0, XDP_PASS).exit();
        let code = a.finish().unwrap().into_static().unwrap();
        let maps: Vec<(usize, MapSpec)> = code
            .named_maps()
            .map(|(slot, spec)| (slot, spec.clone()))
            .collect();
        assert_eq!(maps.len(), 2);
        let kept = Code::from_bytes(&code.to_bytes(), &maps).unwrap();
        assert_eq!(kept.to_bytes(), code.to_bytes());
        assert!(kept.named_maps().eq(code.named_maps()));
        assert_eq!(kept.declared_maps(), [table.spec(), cpus.spec()]);
    }
}
