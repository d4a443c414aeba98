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
//! The program follows [`walk`](crate::walk) to the letter; [`decide`](crate::decide()) says what it does with
//! any packet.

pub(crate) mod clamp;
pub(crate) mod emitter;
pub mod entry;
pub mod image;
mod latency;
mod maps;
mod need;
mod notes;
mod plain;
pub(crate) mod record;
mod steer;

use std::ops::{Deref, DerefMut};

use bpf_asm::{AsmError, Mem, Name, NameError, Program, ProgramKind, R1, R2, xdp::xdp_md};

use crate::resolve::ResolvedPolicy;
use emitter::Emitter;
pub use image::Image;
pub use maps::{Counter, Maps, PROBE_NONE, Probe};
use need::Need;
use record::{
    CONTEXT, DSCP, DST6, END, END_DST, END_SRC, ETHER_TYPE, FAMILY, HASH, NONE, PROTO, QUEUE, SRC6,
    START, UPPER_DST, UPPER_KIND, UPPER_SRC, VLAN,
};

/// How the program is to be made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Count packets by rule and by reason in [`Maps::counters`].
    pub counters: bool,
    /// Write each decision to [`Maps::probe`], for tests.
    pub probe: bool,
    /// Accept packets in several buffers (Linux 5.18).
    pub frags: bool,
}

/// Why no program could be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
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
        step: usize,
        /// Number of steps.
        steps: usize,
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

/// The program of `policy`.
///
/// ```
/// use softrss_core::{Policy, ResolvedPolicy, codegen::{Maps, Options, generate}};
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
        .emitter
        .a
        .finish()
        .map_err(|source| CodegenError::TooLarge {
            rules: policy.policy().rules.len(),
            source,
        })?;
    let kind = ProgramKind::Xdp {
        frags: options.frags,
    };
    Ok(Program::new("softrss", kind, code)?)
}

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
    fn new(policy: &'m ResolvedPolicy, maps: &'m Maps, options: Options) -> Self {
        Self {
            emitter: Emitter::new(policy.interest(), Need::of(policy)),
            maps,
            policy,
            options,
        }
    }
}

impl Steerer<'_> {
    fn program(&mut self) {
        self.prologue();
        if self.policy.reads_packets() {
            if self.has_plain_path() {
                self.plain_path();
                // The same address again, but without what the verifier learned on the plain path,
                // which would make states differ that are alike.
                self.a.load::<u32>(START, R1 + xdp_md::DATA);
            }
            self.clear_record();
            self.walk();
        }
        self.finish();
    }

    /// Loads what comes from the context, which is kept only for stamps.
    fn prologue(&mut self) {
        if self.stamps() {
            self.a.store::<u64>(CONTEXT, R1);
        }
        if self.options.probe {
            self.reset_probe();
        }
        if self.need.queue {
            self.a
                .load::<u32>(R2, R1 + xdp_md::RX_QUEUE_INDEX)
                .store::<u32>(QUEUE, R2);
        }
        if self.policy.reads_packets() {
            self.a
                .load::<u32>(START, R1 + xdp_md::DATA)
                .load::<u32>(END, R1 + xdp_md::DATA_END);
        }
        if self.need.length {
            self.frame_length();
        }
    }

    /// Initialises what is read even if no header has set it.
    fn clear_record(&mut self) {
        let (need, ports) = (self.need, self.interest.ports);
        // Not from one register: the verifier would remember that they were equal.
        let mut words: Vec<Mem> = vec![END_SRC.into(), END_DST.into()];
        if need.hash_first {
            words.push(HASH.into());
        }
        if need.addresses6 {
            words.extend(
                [SRC6, DST6]
                    .iter()
                    .flat_map(|slot| [slot.at(0), slot.at(8)]),
            );
        }
        for word in words {
            self.untracked_zero(R2);
            self.a.store::<u64>(word, R2);
        }
        self.untracked_zero(R2);
        let a = &mut self.a;
        for (wanted, slot) in [
            (true, FAMILY),
            (ports, UPPER_SRC),
            (ports, UPPER_DST),
            (need.upper_kind, UPPER_KIND),
            (need.ether_type, ETHER_TYPE),
        ] {
            if wanted {
                a.store::<u32>(slot, R2);
            }
        }
        for (wanted, slot) in [(true, PROTO), (need.dscp, DSCP), (need.vlan, VLAN)] {
            if wanted {
                a.store::<u32>(slot, NONE);
            }
        }
    }
}
