//! Why no program could be made.

use bpf_asm::{AsmError, Name, NameError};

/// Why no program could be made.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CodegenError {
    /// A jump is too long: the policy has too many rules.
    #[error("the policy's rules ({rules}) make a program that is too large")]
    TooLarge {
        /// Number of rules.
        rules: usize,
        /// What the assembler says.
        #[source]
        source: AsmError,
    },
    /// The policy has no such step.
    #[error("the policy has no step {step}: it has {steps}, counted from 0")]
    NoSuchStep {
        /// What was asked for.
        step: u16,
        /// Number of steps.
        steps: usize,
    },
    /// There are more of something than a map has room for.
    #[error("{count} {what} are too many for a map: {} are the most", u32::MAX)]
    TooMany {
        /// What they are.
        what: &'static str,
        /// How many.
        count: usize,
    },
    /// An entry program has a jump that is too long.
    #[error("the entry program cannot be assembled")]
    Entry {
        /// What the assembler says.
        #[source]
        source: AsmError,
    },
    /// A program names a map by descriptor, which means nothing to another process.
    #[error("program `{program}` names a map by descriptor")]
    Descriptor {
        /// The program.
        program: Name,
    },
    /// A name the kernel would not accept.
    #[error(transparent)]
    Name(#[from] NameError),
}

/// A number of entries, if a map can have so many.
pub(crate) fn at_most(what: &'static str, count: usize) -> Result<u32, CodegenError> {
    u32::try_from(count).map_err(|_more| CodegenError::TooMany { what, count })
}
