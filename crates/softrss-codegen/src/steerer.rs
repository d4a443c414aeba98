//! The program that chooses a CPU, in progress.

use std::ops::{Deref, DerefMut};

use bpf_asm::{AsmError, Code};
use softrss_core::ResolvedPolicy;

use crate::{emitter::Emitter, maps::Maps, need::Need, options::Options};

/// The program that chooses a CPU, in progress.
pub(crate) struct Steerer<'m> {
    emitter: Emitter<'m>,
    pub(crate) maps: &'m Maps,
    pub(crate) policy: &'m ResolvedPolicy,
    pub(crate) options: Options,
}

impl<'m> Deref for Steerer<'m> {
    type Target = Emitter<'m>;

    fn deref(&self) -> &Emitter<'m> {
        &self.emitter
    }
}

impl<'m> DerefMut for Steerer<'m> {
    fn deref_mut(&mut self) -> &mut Emitter<'m> {
        &mut self.emitter
    }
}

impl<'m> Steerer<'m> {
    pub(crate) fn new(policy: &'m ResolvedPolicy, maps: &'m Maps, options: Options) -> Self {
        Self {
            emitter: Emitter::new(policy.interest(), Need::of(policy), options.frags),
            maps,
            policy,
            options,
        }
    }

    /// What was emitted.
    pub(crate) fn into_code(self) -> Result<Code<'m>, AsmError> {
        self.emitter.a.finish()
    }
}
