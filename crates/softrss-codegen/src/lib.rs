//! From a policy to a program.
//!
//! [`Maps`] declares the maps that the program needs, [`generate`] writes it. Only code that the policy
//! needs is emitted: a header kind that nothing leads to, a field that no rule and no hash looks at and
//! counters that are off cost nothing.
//!
//! ```text
//! plain IPv4 or IPv6 with TCP or UDP, by fixed offsets ──────────────► mix ─► bucket ─► cpu ─► steer
//! everything else: header by header, kept on the stack ─► rules ─► prefixes ─► hash ──┘
//! ```
//!
//! The program follows [`walk`](softrss_core::walk) to the letter; [`decide`](softrss_core::decide()) says what it does with
//! any packet.
#![forbid(unsafe_code)]

mod clamp;
mod dispatch;
mod emitter;
pub mod entry;
mod error;
mod hash;
mod header;
mod keep;
mod latency;
mod maps;
mod need;
mod notes;
mod offset;
mod options;
mod parser;
mod plain;
mod program;
mod record;
mod rules;
mod steer;
mod steerer;

use bpf_asm::{Program, ProgramKind};
use softrss_core::ResolvedPolicy;

pub use error::CodegenError;
pub use maps::{Maps, PROBE_NONE, Probe};
pub use options::Options;
use steerer::Steerer;

/// The program of `policy`.
///
/// ```
/// use softrss_codegen::{Maps, Options, generate};
/// use softrss_core::{Policy, ResolvedPolicy};
/// let policy = ResolvedPolicy::new(Policy::default(), &"0-3".parse()?)?;
/// let maps = Maps::new(&policy)?;
/// let program = generate(&policy, &maps, Options::default())?;
/// assert!(program.code().to_string().contains("bpf_redirect_map"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Kernel
/// 5.5. Loading needs `CAP_PERFMON` besides `CAP_BPF` and `CAP_NET_ADMIN`, because packet pointers are
/// subtracted.
/// # Errors
/// [`CodegenError`].
pub fn generate<'m>(
    policy: &'m ResolvedPolicy,
    maps: &'m Maps,
    options: Options,
) -> Result<Program<'m>, CodegenError> {
    let mut steerer = Steerer::new(policy, maps, options);
    steerer.program();
    let code = steerer
        .into_code()
        .map_err(|source| CodegenError::TooLarge {
            rules: policy.policy().rules.len(),
            source,
        })?;
    let kind = ProgramKind::Xdp {
        frags: options.frags,
    };
    Ok(Program::new("softrss", kind, code)?)
}
