//! What is known of a program beside its instructions: its function, and the Rust line of each
//! instruction. Object files hold it, and the kernel takes it with a program.

use crate::{
    btf::{SourceLine, TypeId, TypeSection, VOID},
    code::{Code, Line},
    error::{ObjectError, at_most},
    program::{Program, ProgramKind},
};

/// What the kernel takes beside the instructions of a program, so that its log and `bpftool prog dump`
/// cite the Rust lines.
///
/// # Kernel
/// 5.0; functions that are visible outside of their object, as these are, 5.6.
/// # Source
/// `prog_btf_fd`, `func_info` and `line_info` of `BPF_PROG_LOAD`, Documentation/bpf/btf.rst
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebugInfo {
    /// The types, for `BPF_BTF_LOAD`.
    pub types: Vec<u8>,
    /// `struct bpf_func_info`, one for the program.
    pub functions: Vec<u8>,
    /// `struct bpf_line_info`, in the order of the instructions.
    pub lines: Vec<u8>,
}

impl DebugInfo {
    /// Bytes of one of [`DebugInfo::functions`].
    pub const FUNCTION_BYTES: u32 = 8;
    /// Bytes of one of [`DebugInfo::lines`].
    pub const LINE_BYTES: u32 = 16;
}

impl Program<'_> {
    /// What the kernel takes beside the instructions.
    ///
    /// # Errors
    /// [`ObjectError::TooLarge`]
    pub fn debug_info(&self) -> Result<DebugInfo, ObjectError> {
        let mut types = TypeSection::new();
        let function = function(&mut types, self)?;
        let lines = lines(&mut types, self.code())?;
        let mut info = DebugInfo {
            types: types.into_bytes()?,
            functions: function.record(0).map(u32::to_le_bytes).concat(),
            lines: Vec::with_capacity(lines.len() * DebugInfo::LINE_BYTES as usize),
        };
        for (slot, line) in lines {
            let offset = at_most("the code in slots", slot, u32::MAX)?;
            let record = line.record(offset).map(u32::to_le_bytes);
            info.lines.extend(record.as_flattened());
        }
        Ok(info)
    }
}

/// The function that a program is.
pub(crate) fn function(
    types: &mut TypeSection,
    program: &Program<'_>,
) -> Result<TypeId, ObjectError> {
    let int = types.int("int", 4, true)?;
    let context = context(types, program.kind())?;
    types.function(program.name().as_str(), int, context)
}

/// Type of the argument of a program.
fn context(types: &mut TypeSection, kind: &ProgramKind) -> Result<TypeId, ObjectError> {
    let to = match kind {
        ProgramKind::Xdp { .. } | ProgramKind::XdpCpumap { .. } => {
            let u32_ = types.int("unsigned int", 4, false)?;
            let members = [
                "data",
                "data_end",
                "data_meta",
                "ingress_ifindex",
                "rx_queue_index",
                "egress_ifindex",
            ];
            types.structure("xdp_md", 4, &members.map(|name| (name, u32_)))?
        }
        ProgramKind::Classifier | ProgramKind::RawTracepoint { .. } => VOID,
    };
    types.pointer(to)
}

/// The slots at which a run of instructions begins that one Rust line emitted, and that line.
pub(crate) fn lines(
    types: &mut TypeSection,
    code: &Code<'_>,
) -> Result<Vec<(usize, SourceLine)>, ObjectError> {
    let mut slot = 0;
    let runs = code.lines().chunk_by(|a, b| a.at() == b.at());
    let lines = runs.map(|run| {
        let at = run[0].at();
        let source = SourceLine {
            file: types.string(at.file())?,
            text: types.string(&source_text(run))?,
            line: at.line(),
            column: at.column(),
        };
        let start = slot;
        slot += run.iter().map(|line| line.insn().slots()).sum::<usize>();
        Ok((start, source))
    });
    lines.collect()
}

/// What the verifier log shows beside the file and line: the remarks, or else the first instruction.
fn source_text(run: &[Line<'_>]) -> String {
    let notes: Vec<&str> = run.iter().filter_map(Line::note).collect();
    if notes.is_empty() {
        run[0].to_string()
    } else {
        notes.join(", ")
    }
}
