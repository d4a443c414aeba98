//! Which features the running kernel has: by making the real thing where this process may, by the names
//! in the kernel's BTF where it may not. A version number proves nothing: vendors take features back.

use std::{
    ffi::CStr,
    fs,
    io::{self, BufRead as _},
    os::fd::AsFd as _,
    path::Path,
};

use bpf_asm::{Asm, Program, ProgramKind, R0};

use super::{Fact, Unknown};
use crate::{
    load::{LoadError, Loaded, load},
    map::{CpuMap, CpumapError, cpumap::ValueLayout},
    sys,
};

/// The tracepoints that the counters of queues and losses need.
pub(super) const TRACEPOINTS: [(&str, &CStr); 4] = [
    ("xdp_cpumap_enqueue", c"xdp_cpumap_enqueue"),
    ("xdp_cpumap_kthread", c"xdp_cpumap_kthread"),
    ("xdp_redirect_err", c"xdp_redirect_err"),
    ("xdp_exception", c"xdp_exception"),
];

/// The names in the kernel's BTF, if it has any.
pub(super) struct Names(Option<Vec<u8>>);

impl Names {
    pub(super) fn read(root: &Path) -> Self {
        Self(fs::read(root.join("sys/kernel/btf/vmlinux")).ok())
    }

    pub(super) fn are_there(&self) -> bool {
        self.0.is_some()
    }

    /// Whether something is called `name`; `None` without BTF.
    fn have(&self, name: &str) -> Option<bool> {
        let wanted = [&[0], name.as_bytes(), &[0]].concat();
        let first = *name.as_bytes().first()?;
        let mut rest = self.0.as_deref()?;
        // From one of its first letters to the next, which skips most of the megabytes, fast in any build.
        loop {
            let before = rest;
            let passed = rest.skip_until(first).ok().filter(|passed| *passed > 0);
            let Some(passed) = passed else {
                return Some(false);
            };
            // The letter is behind the NUL that is looked for.
            let start = before.get(passed.saturating_sub(2)..).unwrap_or_default();
            if passed > 1 && start.starts_with(&wanted) {
                return Some(true);
            }
        }
    }

    /// The answer of the kernel itself, or, where it does not answer, that of the names.
    pub(super) fn or(&self, probed: Fact<bool>, name: &str) -> Fact<bool> {
        probed.or_else(|unknown| self.have(name).ok_or(unknown))
    }
}

/// CPUMAP entries with a program.
pub(super) fn cpumap_programs() -> Fact<bool> {
    let what = "whether CPUMAP entries take programs";
    match CpuMap::create(1, "probe") {
        Ok(map) => Ok(map.layout() == ValueLayout::WithProgram),
        Err(CpumapError::Privilege { .. }) => Err(Unknown::Privilege { what: what.into() }),
        Err(error) => Err(failed(what, &error)),
    }
}

/// XDP programs at all.
pub(super) fn xdp() -> Fact<bool> {
    let program = program(ProgramKind::XDP, "whether this process may load programs")?;
    Ok(program.is_some())
}

/// Programs that take packets in several buffers. `loads` says whether others are taken.
pub(super) fn frags(loads: &Fact<bool>) -> Fact<bool> {
    let what = "whether programs may take packets in several buffers";
    match loads {
        Ok(true) => Ok(program(ProgramKind::Xdp { frags: true }, what)?.is_some()),
        Ok(false) => Ok(false),
        Err(unknown) => Err(unknown.clone()),
    }
}

/// Redirects to a CPUMAP in skb mode. No object of its own shows it, but a function does,
/// which is found without privileges.
pub(super) fn skb_redirect(root: &Path, names: &Names) -> Fact<bool> {
    const FUNCTION: &str = "cpu_map_generic_redirect";
    if let Some(known) = names.have(FUNCTION) {
        return Ok(known);
    }
    let what = "whether skb mode can redirect to a CPUMAP";
    let symbols = fs::read_to_string(root.join("proc/kallsyms"));
    let symbols = symbols.map_err(|error| Unknown::new(what, &error))?;
    let mut functions = symbols
        .lines()
        .filter_map(|line| line.split_whitespace().nth(2));
    Ok(functions.any(|name| name == FUNCTION))
}

/// Each of [`TRACEPOINTS`], and whether it is there.
pub(super) fn tracepoints(names: &Names) -> Vec<(&'static str, Fact<bool>)> {
    let kind = ProgramKind::RawTracepoint {
        name: TRACEPOINTS[0].0.to_owned(),
    };
    // The same program can be run at any tracepoint.
    let program = program(kind, "the tracepoints of XDP");
    let is_there = |name: &str, c_name| match &program {
        Ok(Some(program)) => match sys::raw_tracepoint_open(program.as_fd(), c_name) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(Unknown::new(format!("the tracepoint {name}"), &error)),
        },
        Ok(None) => Ok(false),
        Err(unknown) => Err(unknown.clone()),
    };
    TRACEPOINTS
        .iter()
        .map(|&(name, c_name)| {
            let known = names.or(is_there(name, c_name), &format!("btf_trace_{name}"));
            (name, known)
        })
        .collect()
}

/// The smallest program of a kind, or `None` if the kernel refuses it.
fn program(kind: ProgramKind, what: &str) -> Fact<Option<Loaded>> {
    let mut a = Asm::new();
    a.mov(R0, 0).exit();
    let code = a.finish().map_err(|error| failed(what, &error))?;
    let program = Program::new("probe", kind, code).map_err(|error| failed(what, &error))?;
    match load(&program) {
        Ok(loaded) => Ok(Some(loaded)),
        Err(LoadError::Privilege { .. }) => Err(Unknown::Privilege { what: what.into() }),
        Err(LoadError::Refused { .. } | LoadError::Rejected(_)) => Ok(None),
        Err(error) => Err(failed(what, &error)),
    }
}

/// With the last of the causes: what the kernel said.
fn failed(what: &str, error: &dyn std::error::Error) -> Unknown {
    let mut last = error;
    while let Some(cause) = last.source() {
        last = cause;
    }
    Unknown::Failed {
        what: what.to_owned(),
        reason: last.to_string(),
    }
}
