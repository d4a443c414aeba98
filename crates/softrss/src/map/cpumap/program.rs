//! Entry programs that are loaded when it is known for which map.

use std::sync::OnceLock;

use bpf_asm::{Program, ProgramKind};
use softrss_codegen::entry;
use softrss_core::{Mss, policy::Decap};

use super::CpumapError;
use crate::load::{Loaded, load};

/// An entry program that is not loaded yet.
///
/// The kernel wants the programs that redirect to a CPUMAP and the entry programs in it to agree about frags.
/// So this is loaded when it is inserted, as the map needs it: once, however many entries it is for.
///
/// ```no_run
/// use bpf_asm::{Asm, Program, ProgramKind, W0, xdp::XDP_DROP};
/// use softrss::{CpuId, CpuMap, CpumapEntry, EntryProgram, Qsize};
///
/// let mut a = Asm::new();
/// a.mov(W0, XDP_DROP).exit();
/// let drop = EntryProgram::new(Program::new("drop", ProgramKind::XDP_CPUMAP, a.finish()?)?)?;
/// let map = CpuMap::create(8, "drop_there")?;
/// map.insert(CpuId::from(3), &CpumapEntry::new(Qsize::DEFAULT).with_entry_program(&drop))?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct EntryProgram<'m> {
    program: Program<'m>,
    single: OnceLock<Loaded>,
    frags: OnceLock<Loaded>,
}

impl<'m> EntryProgram<'m> {
    /// Takes a program of kind [`ProgramKind::XdpCpumap`], with or without frags: that is decided later.
    ///
    /// # Errors
    /// [`CpumapError::EntryProgramKind`] for any other kind.
    pub fn new(program: Program<'m>) -> Result<Self, CpumapError> {
        if !matches!(program.kind(), ProgramKind::XdpCpumap { .. }) {
            return Err(CpumapError::EntryProgramKind {
                program: program.name().clone(),
                kind: program.kind().clone(),
            });
        }
        Ok(Self {
            program,
            single: OnceLock::new(),
            frags: OnceLock::new(),
        })
    }

    /// The program that lowers the maximum segment size of TCP connections to `mss`, behind any tags.
    pub(super) fn clamping(mss: Mss) -> Result<EntryProgram<'static>, CpumapError> {
        EntryProgram::new(entry::clamp(mss, Decap::ALL, false)?)
    }

    /// The program, loaded for a map whose other programs have `frags`.
    pub(super) fn loaded(&self, frags: bool) -> Result<&Loaded, CpumapError> {
        let slot = if frags { &self.frags } else { &self.single };
        if let Some(loaded) = slot.get() {
            return Ok(loaded);
        }
        let (kind, code) = (
            ProgramKind::XdpCpumap { frags },
            self.program.code().clone(),
        );
        let program = Program::new(self.program.name().as_str(), kind, code)?;
        let loaded = load(&program).map_err(|error| CpumapError::EntryProgramLoad(error.into()))?;
        // Another thread may have been faster, with the same.
        Ok(slot.get_or_init(|| loaded))
    }
}
