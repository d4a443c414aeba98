//! The smallest programs that show one thing.

use std::error::Error;

use bpf_asm::{Asm, FP, Program, ProgramKind, R0, R1, R2, RedirectMap, xdp::XDP_PASS};
use softrss::{Attached, Counters, CpuId, Interface, Loaded, XdpMode, attach, load};
use softrss_testbed::End;

use crate::inside;

/// Assembles and loads a program.
///
/// # Errors
/// Whatever is wrong with it.
pub fn loaded<'m>(
    name: &str,
    kind: ProgramKind,
    emit: impl FnOnce(&mut Asm<'m>),
) -> Result<Loaded, Box<dyn Error>> {
    let mut a = Asm::new();
    emit(&mut a);
    Ok(load(&Program::new(name, kind, a.finish()?)?)?)
}

/// Returns `action` for every packet.
///
/// # Errors
/// See [`loaded`].
pub fn constant(kind: ProgramKind, action: i32) -> Result<Loaded, Box<dyn Error>> {
    loaded("constant", kind, |a| {
        a.mov(R0, action).exit();
    })
}

/// Redirects every packet to slot `to` of `map`; the packets for which there is none pass.
///
/// # Errors
/// See [`loaded`].
pub fn redirecting(map: &impl RedirectMap, to: CpuId) -> Result<Loaded, Box<dyn Error>> {
    loaded("redirecting", ProgramKind::XDP, |a| {
        a.redirect_map(map, to.number().cast_signed(), XDP_PASS)
            .exit();
    })
}

/// Counts every packet in element 0 of `counters` and returns `action`.
///
/// # Errors
/// See [`loaded`].
pub fn counting(
    kind: ProgramKind,
    counters: &Counters<1>,
    action: i32,
) -> Result<Loaded, Box<dyn Error>> {
    loaded("counting", kind, |a| {
        let done = a.label("done");
        a.store::<u32>(FP - 4, 0)
            .map_lookup_elem(counters, FP - 4)
            .jeq(R0, 0, &done);
        a.load::<u64>(R1, R0).mov(R2, 1).add(R1, R2);
        a.store::<u64>(R0, R1);
        a.bind(done).mov(R0, action).exit();
    })
}

/// Attaches `program` to the interface of `end`.
///
/// # Errors
/// That of [`softrss::attach()`].
pub fn attached(program: &Loaded, end: &End, mode: XdpMode) -> Result<Attached, Box<dyn Error>> {
    inside(end.netns(), || {
        attach(program, &Interface::by_name(end.interface())?, mode)
    })
}
