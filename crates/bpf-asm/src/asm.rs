//! The assembler: instructions in order, labels, and where each came from.

use std::{
    borrow::Cow,
    collections::HashSet,
    panic::Location,
    sync::atomic::{AtomicU32, Ordering},
};

use crate::{
    code::{Code, Line},
    decode::decode,
    insn::Insn,
    map::MapRef,
    operand::Sealed,
};

/// Collects instructions.
///
/// An emitter is a method that appends one instruction and returns the assembler, so a program reads
/// like its listing. Emitters do not fail: what goes wrong is kept, and [`Asm::finish`] reports it with
/// the Rust line that caused it.
///
/// `'m` is the lifetime of the maps that are named by descriptor.
///
/// ```
/// use bpf_asm::{Asm, R1, R2, R6, R7, W0, xdp::{XDP_PASS, xdp_md}};
/// let mut a = Asm::new();
/// let pass = a.label("pass");
/// a.load::<u32>(R6, R1 + xdp_md::DATA)
///     .load::<u32>(R7, R1 + xdp_md::DATA_END)
///     .mov(R2, R6)
///     .add(R2, 14)
///     .jgt(R2, R7, &pass) // truncated Ethernet header
///     .load::<u16>(R2, R6 + 12)
///     .jne(R2, 0x0008, &pass) // IPv4, as loaded on little-endian
///     .mov(W0, 1)
///     .exit();
/// a.bind(pass).mov(W0, XDP_PASS).exit();
/// assert_eq!(a.finish()?.slots(), 11);
/// # Ok::<(), bpf_asm::AsmError>(())
/// ```
#[derive(Debug)]
pub struct Asm<'m> {
    id: u32,
    lines: Vec<Line<'m>>,
    labels: Vec<LabelInfo>,
    jumps: Vec<Jump>,
    problems: Vec<AsmError>,
}

#[derive(Debug)]
struct LabelInfo {
    name: Cow<'static, str>,
    at: &'static Location<'static>,
    /// Index of the line it stands before.
    line: Option<usize>,
}

#[derive(Debug)]
struct Jump {
    line: usize,
    label: usize,
}

/// A forward jump target. Not `Clone`: [`Asm::bind`] consumes it, so a label is bound once.
#[derive(Debug)]
#[must_use = "jumps to a label that is never bound fail in `finish`"]
pub struct Label(Place);

/// A place in the program that exists already, for jumps backwards. Copied freely.
#[derive(Clone, Copy, Debug)]
pub struct Anchor(Place);

/// Which label of which assembler, and where it was created.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Place {
    asm: u32,
    index: usize,
    at: &'static Location<'static>,
}

impl Sealed for &Label {}
impl Sealed for Anchor {}

/// Something a jump can name: `&Label` forwards, [`Anchor`] backwards.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not something to jump to",
    note = "jumps take `&label` for a label that `Asm::label` returned, or an anchor that `Asm::here` returned"
)]
pub trait Target: Sealed {
    #[doc(hidden)]
    fn place(&self) -> Place;
}
impl Target for &Label {
    fn place(&self) -> Place {
        self.0
    }
}
impl Target for Anchor {
    fn place(&self) -> Place {
        self.0
    }
}

/// Why a program cannot be assembled. `at` is the Rust line that emitted the instruction.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AsmError {
    /// A label is jumped to and never bound.
    #[error("label `{name}` created at {label_at} is never bound, but {at} jumps to it")]
    UnboundLabel {
        /// Name of the label.
        name: Cow<'static, str>,
        /// Where the label was created.
        label_at: &'static Location<'static>,
        /// The jump.
        at: &'static Location<'static>,
    },
    /// A jump is longer than its offset field.
    #[error(
        "jump to `{name}` at {at} spans {distance} slots, its offset field holds -32768 to 32767: \
         jump over a `gotol` (Linux 6.6)"
    )]
    JumpOutOfRange {
        /// Name of the label.
        name: Cow<'static, str>,
        /// Distance in slots.
        distance: i64,
        /// The jump.
        at: &'static Location<'static>,
    },
    /// A label is bound behind the last instruction, and jumped to.
    #[error(
        "the jump to `{name}` at {at} leads behind the last instruction: bind the label before one"
    )]
    JumpPastEnd {
        /// Name of the label.
        name: Cow<'static, str>,
        /// The jump.
        at: &'static Location<'static>,
    },
    /// An instruction whose fields contradict each other.
    #[error("the machine has no instruction `{insn}`, emitted at {at}")]
    NoSuchInsn {
        /// What was emitted.
        insn: Insn,
        /// Where.
        at: &'static Location<'static>,
    },
    /// A label of another assembler.
    #[error("the label created at {label_at} and used at {at} belongs to another assembler")]
    ForeignLabel {
        /// Where the label was created.
        label_at: &'static Location<'static>,
        /// Where it was used.
        at: &'static Location<'static>,
    },
    /// Control runs off the end.
    #[error(
        "control runs off the end behind {at}: the last instruction has to be `exit` or a `goto`"
    )]
    NoExit {
        /// The last instruction.
        at: &'static Location<'static>,
    },
    /// There are no instructions.
    #[error("the program has no instructions")]
    Empty,
}

impl<'m> Asm<'m> {
    /// An assembler without instructions.
    #[must_use]
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        Self {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            lines: Vec::new(),
            labels: Vec::new(),
            jumps: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Creates a label for jumps forward; [`Asm::bind`] places it.
    #[track_caller]
    pub fn label(&mut self, name: impl Into<Cow<'static, str>>) -> Label {
        Label(self.new_label(name.into(), None, Location::caller()))
    }

    /// Places `label` before the next instruction.
    #[track_caller]
    pub fn bind(&mut self, label: Label) -> &mut Self {
        let (line, Label(place)) = (self.lines.len(), label);
        if place.asm == self.id {
            self.labels[place.index].line = Some(line);
        } else {
            self.problem(AsmError::ForeignLabel {
                label_at: place.at,
                at: Location::caller(),
            });
        }
        self
    }

    /// Marks the next instruction, for jumps backwards.
    #[track_caller]
    pub fn here(&mut self, name: impl Into<Cow<'static, str>>) -> Anchor {
        let line = self.lines.len();
        Anchor(self.new_label(name.into(), Some(line), Location::caller()))
    }

    /// Attaches a remark to the last instruction. Listings and the kernel's verifier log show it.
    pub fn note(&mut self, text: impl Into<Cow<'static, str>>) -> &mut Self {
        if let Some(line) = self.lines.last_mut() {
            line.note = Some(text.into());
        }
        self
    }

    /// Appends `insn` as it is, a jump with the distance it holds.
    ///
    /// The named emitters are to be preferred: what they cannot express does not compile, while fields
    /// that contradict each other here are reported by [`Asm::finish`].
    #[track_caller]
    pub fn emit(&mut self, insn: Insn) -> &mut Self {
        let at = Location::caller();
        let mut bytes = Vec::with_capacity(16);
        insn.encode(&mut bytes);
        if decode(&bytes).is_err() {
            self.problem(AsmError::NoSuchInsn { insn, at });
        }
        self.push(insn, None, at)
    }

    pub(crate) fn push(
        &mut self,
        insn: Insn,
        map: Option<MapRef<'m>>,
        at: &'static Location<'static>,
    ) -> &mut Self {
        self.lines.push(Line {
            insn,
            at,
            map,
            note: None,
            target: None,
        });
        self
    }

    pub(crate) fn push_jump(
        &mut self,
        insn: Insn,
        target: &impl Target,
        at: &'static Location<'static>,
    ) -> &mut Self {
        let place = target.place();
        if place.asm == self.id {
            self.jumps.push(Jump {
                line: self.lines.len(),
                label: place.index,
            });
        } else {
            self.problem(AsmError::ForeignLabel {
                label_at: place.at,
                at,
            });
        }
        self.push(insn, None, at)
    }

    pub(crate) fn problem(&mut self, problem: AsmError) {
        self.problems.push(problem);
    }

    fn new_label(
        &mut self,
        name: Cow<'static, str>,
        line: Option<usize>,
        at: &'static Location<'static>,
    ) -> Place {
        let (asm, index) = (self.id, self.labels.len());
        self.labels.push(LabelInfo { name, at, line });
        Place { asm, index, at }
    }

    /// Resolves the labels.
    ///
    /// # Errors
    /// The first thing that is wrong: [`AsmError`].
    pub fn finish(mut self) -> Result<Code<'m>, AsmError> {
        if !self.problems.is_empty() {
            return Err(self.problems.swap_remove(0));
        }
        let last = self.lines.last().ok_or(AsmError::Empty)?;
        if !matches!(
            last.insn,
            Insn::Exit | Insn::Goto { .. } | Insn::Gotol { .. }
        ) {
            return Err(AsmError::NoExit { at: last.at });
        }
        self.resolve_jumps()?;
        // One that stands behind the last instruction is the target of nothing. A place that is jumped
        // to from both sides has a label and an anchor; if they share a name, it is listed once.
        let mut listed = HashSet::new();
        let labels = self
            .labels
            .into_iter()
            .filter_map(|l| Some((l.line?, l.name)))
            .filter(|label| listed.insert(label.clone()))
            .collect();
        Ok(Code::new(self.lines, labels))
    }

    fn resolve_jumps(&mut self) -> Result<(), AsmError> {
        let (slots, end) = (slot_numbers(&self.lines), self.lines.len());
        for jump in &self.jumps {
            let (line, label) = (&mut self.lines[jump.line], &self.labels[jump.label]);
            let (name, at) = (label.name.clone(), line.at);
            let Some(target) = label.line else {
                let label_at = label.at;
                return Err(AsmError::UnboundLabel { name, label_at, at });
            };
            if target == end {
                return Err(AsmError::JumpPastEnd { name, at });
            }
            let distance = slots[target] - slots[jump.line] - 1;
            if set_distance(&mut line.insn, distance).is_none() {
                return Err(AsmError::JumpOutOfRange { name, distance, at });
            }
            line.target = Some(name);
        }
        Ok(())
    }
}

impl Default for Asm<'_> {
    fn default() -> Self {
        Self::new()
    }
}

/// The slot of each line, and of the end.
fn slot_numbers(lines: &[Line<'_>]) -> Vec<i64> {
    let mut next = 0;
    let mut slots = Vec::with_capacity(lines.len() + 1);
    for line in lines {
        slots.push(next);
        next += if line.insn.slots() == 2 { 2 } else { 1 };
    }
    slots.push(next);
    slots
}

fn set_distance(insn: &mut Insn, distance: i64) -> Option<()> {
    match insn {
        Insn::Jump { off, .. } | Insn::Goto { off } | Insn::MayGoto { off } => {
            *off = distance.try_into().ok()?;
        }
        Insn::Gotol { off } => *off = distance.try_into().ok()?,
        insn => debug_assert_eq!(insn.distance(), None, "it jumps"),
    }
    Some(())
}
