//! The whole program that chooses a CPU, from the context to the verdict.

use bpf_asm::{Program, ProgramKind, R1, R2, xdp::xdp_md};
use softrss_core::{
    ResolvedPolicy,
    policy::{Field, FlowField},
};

use crate::{
    error::CodegenError,
    maps::Maps,
    options::Options,
    record::{
        Before, CONTEXT, DST6, END, END_DST, END_SRC, FAMILY, HASH, INNER, INNER_VLAN, NONE,
        OUTER_DST, OUTER_FAMILY, OUTER_SRC, PROTO, QUEUE, SRC6, START, Slot, TUNNEL_ID, UPPER_DST,
        UPPER_KIND, UPPER_SRC, VLAN, kept,
    },
    steerer::Steerer,
};

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

impl Steerer<'_> {
    /// Emits all of it.
    pub(crate) fn program(&mut self) {
        self.prologue();
        if self.policy.reads_packets() {
            if self.has_plain_path() {
                self.plain_path();
                // The same address again, but without what the verifier learned on the plain path,
                // which would make states differ that are alike.
                self.a.load::<u32>(START, R1 + xdp_md::DATA);
            }
            self.clear_record(&[]);
            self.walk();
        }
        self.finish();
    }

    /// Loads what comes from the context, which is kept if it is needed later.
    fn prologue(&mut self) {
        if self.stamps() || self.need.packet_behind_hash() {
            self.a.store::<u64>(CONTEXT, R1);
        } else if self.policy.reads_packets() {
            self.keep_context(R1);
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
        if self.need.field(Field::Length) {
            self.frame_length();
        }
    }

    /// Initialises what is read even if no header has set it, but what will be `set`.
    pub(crate) fn clear_record(&mut self, set: &[Slot]) {
        let (need, ports) = (self.need, self.interest.ports);
        // Not from one register: the verifier would remember that they were equal.
        let mut words = vec![(END_SRC, 0), (END_DST, 0)];
        if need.hash_first {
            words.push((HASH, 0));
        }
        if need.addresses6 {
            words.extend([(SRC6, 0), (SRC6, 8), (DST6, 0), (DST6, 8)]);
        }
        for (field, slot) in [(Field::OuterSrc, OUTER_SRC), (Field::OuterDst, OUTER_DST)] {
            if need.field(field) {
                words.push((slot, 0));
                words.extend(need.outer6.then_some((slot, 8)));
            }
        }
        for (slot, bytes) in words {
            if !set.contains(&slot) {
                self.untracked_zero(R2);
                self.a.store::<u64>(slot.at(bytes), R2);
            }
        }
        self.untracked_zero(R2);
        let a = &mut self.a;
        for (wanted, slot) in [
            (true, FAMILY),
            (ports, UPPER_SRC),
            (ports, UPPER_DST),
            (need.upper_kind, UPPER_KIND),
            (need.outer_addresses(), OUTER_FAMILY),
            (need.inner(), INNER),
        ] {
            if wanted && !set.contains(&slot) {
                a.store::<u32>(slot, R2);
            }
        }
        let wanted = Field::ALL.iter().filter(|field| need.field(**field));
        let mut slots: Vec<(Before, Slot)> = wanted
            .filter_map(|&field| kept(field).before())
            .map(|(slot, before)| (before, slot))
            .collect();
        slots.push((Before::None, PROTO));
        if need.vlan() && !need.field(Field::Vlan) {
            slots.push((Before::None, VLAN));
        }
        if need.inner_vlan() && !need.field(Field::InnerVlan) {
            slots.push((Before::None, INNER_VLAN));
        }
        if need.hashes(FlowField::TunnelId) {
            slots.push((Before::Zero, TUNNEL_ID));
        }
        slots.extend(need.hashed_proto().map(|slot| (Before::None, slot)));
        slots.sort_unstable();
        for (before, slot) in slots.into_iter().filter(|(_, slot)| !set.contains(slot)) {
            match before {
                Before::Settled => {}
                Before::Zero => {
                    a.store::<u32>(slot, R2);
                }
                Before::None => {
                    a.store::<u32>(slot, NONE);
                }
            }
        }
    }
}
