//! What runs on the target CPU: the entry programs of a policy's CPUMAPs.
//!
//! Each [`Step`](softrss_core::resolve::Step) of a policy has a CPUMAP, and all entries of that CPUMAP have the
//! program that [`generate`] makes for the step. It does, in this order:
//!
//! ```text
//! stamp ─► histogram      TCP SYN ─► lower the maximum segment size      stack | drop | redirect
//! ```
//!
//! Packets that are to leave by an interface that is not in the DEVMAP are dropped: they were not meant
//! for this machine's stack, and the kernel counts them with the drops of the entry program.

use bpf_asm::{
    AsmError, Code, Program, ProgramKind, R1, W0,
    xdp::{XDP_DROP, XDP_PASS, xdp_md},
};

use crate::{
    Options, clamp,
    emitter::{Emitter, Place},
    error::CodegenError,
    latency,
    maps::Maps,
    need::Need,
    record::{END, START},
};
use softrss_core::{
    Mss,
    header::{Header, Interest, Reason},
    policy::{Decap, TargetAction},
    resolve::ResolvedPolicy,
};

/// The entry program of `step`, a position in [`ResolvedPolicy::steps`], or `None` where the packets need
/// none: they go to the stack as they are, and their wait is not measured.
///
/// It redirects through [`Maps::devices`] only, never through a CPUMAP: were it to name the one it is an entry of,
/// neither would ever be freed.
///
/// ```
/// use softrss_codegen::{Maps, Options, entry};
/// use softrss_core::{Policy, ResolvedPolicy};
/// let policy: Policy = "version = 1\n[targets]\nmss = 1400\n".parse()?;
/// let policy = ResolvedPolicy::new(policy, &"0-3".parse()?)?;
/// let maps = Maps::new(&policy)?;
/// let program = entry::generate(&policy, &maps, 0, Options::default())?;
/// assert_eq!(program.unwrap().kind().to_string(), "xdp/cpumap");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Kernel
/// 5.9. Its `frags` are those of the program that redirects, which the kernel asks for.
/// # Errors
/// [`CodegenError::NoSuchStep`]; otherwise see [`CodegenError`].
pub fn generate<'m>(
    policy: &ResolvedPolicy,
    maps: &'m Maps,
    step: u16,
    options: Options,
) -> Result<Option<Program<'m>>, CodegenError> {
    let steps = policy.steps().len();
    let wanted = policy.steps().get(usize::from(step));
    let wanted = wanted.ok_or(CodegenError::NoSuchStep { step, steps })?;
    let latency = policy.policy().observe.latency;
    if wanted.is_plain() && !latency {
        return Ok(None);
    }
    let Interest { first, decap, .. } = policy.interest();
    let interest = Interest::clamping(first, decap);
    let mut emitter = Emitter::new(interest, Need::default(), options.frags);
    let mut context = R1;
    if latency {
        latency::emit_measure(&mut emitter.a, maps.latency());
        context = latency::CTX;
    }
    if let Some(mss) = wanted.mss {
        clamped(&mut emitter, mss, context);
    }
    match &wanted.action {
        TargetAction::Stack => pass(&mut emitter),
        TargetAction::Drop => {
            emitter.a.mov(W0, XDP_DROP).exit();
        }
        TargetAction::Redirect(name) => {
            let mut slots = (0..).zip(policy.devices());
            let slot = slots.find(|&(_, device)| device == name);
            let (Some((slot, _)), Some(devices)) = (slot, maps.devices()) else {
                return Err(CodegenError::NoSuchStep { step, steps });
            };
            emitter.a.redirect_map(devices, slot, XDP_DROP).exit();
        }
    }
    let name = match step {
        0 => "softrss_entry".to_owned(),
        // Longer ones would not fit into 15 characters.
        step => format!("softrss_ent{step}"),
    };
    program(&name, options.frags, emitter.a.finish()).map(Some)
}

/// An entry program that lowers the maximum segment size of TCP connections to `mss` and hands all packets to the stack. The
/// packets begin with Ethernet, and are read behind those tags (VLAN, `PPPoE`, MPLS and others) that `decap` names.
///
/// ```
/// use softrss_codegen::entry;
/// use softrss_core::{Mss, policy::Decap};
/// let program = entry::clamp(Mss::new(1400)?, Decap::ALL, false)?;
/// assert!(program.code().declared_maps().is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Kernel
/// 5.9
/// # Errors
/// [`CodegenError`].
pub fn clamp(mss: Mss, decap: Decap, frags: bool) -> Result<Program<'static>, CodegenError> {
    let interest = Interest::clamping(Header::Ethernet, decap);
    let mut emitter = Emitter::new(interest, Need::default(), frags);
    clamped(&mut emitter, mss, R1);
    pass(&mut emitter);
    program("softrss_entry", frags, emitter.a.finish())
}

/// Emits the clamping; the packet is changed, if it has to be, when what comes behind runs.
fn clamped(e: &mut Emitter<'_>, mss: Mss, context: bpf_asm::Reg) {
    e.clamp = Some(mss);
    e.a.load::<u32>(START, context + xdp_md::DATA)
        .load::<u32>(END, context + xdp_md::DATA_END);
    if e.interest.first == Header::Ethernet {
        clamp::emit_plain(e);
    }
    e.keep_context(context);
    e.walk();
    for &reason in Reason::ALL {
        let place = Place::Stop(reason);
        if e.is_wanted(place) {
            e.bind(place);
        }
    }
    e.bind(Place::Done);
}

fn pass(e: &mut Emitter<'_>) {
    e.a.mov(W0, XDP_PASS).exit();
}

fn program<'m>(
    name: &str,
    frags: bool,
    code: Result<Code<'m>, AsmError>,
) -> Result<Program<'m>, CodegenError> {
    let code = code.map_err(|source| CodegenError::Entry { source })?;
    Ok(Program::new(name, ProgramKind::XdpCpumap { frags }, code)?)
}
