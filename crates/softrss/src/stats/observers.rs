//! Programs at tracepoints, held by links that can be pinned.

use std::{
    ffi::CStr,
    os::fd::{AsFd as _, OwnedFd},
    path::Path,
    sync::OnceLock,
};

use bpf_asm::{Asm, Data, MapDecl, NameError, Program, ProgramKind};
use softrss_core::{Counter, counter::Source};

use super::{
    counters::QueueCounters,
    error::StatsError,
    programs::{self, LaneRows, ProgramId},
};
use crate::{
    attach::XdpMode,
    btf::{BtfError, KernelBtf},
    load::{Loaded, load},
    map::{CpuMap, DevMap, PlainMap},
    object::{self, LinkTarget, ObjectKind, OpenError, link_info, pin_all},
    sys,
};

/// A tracepoint, its name for the kernel, the name of the pin of what runs there, and who counts by it.
struct Tracepoint {
    name: &'static str,
    kernel: &'static CStr,
    pin: &'static str,
    source: Source,
    /// What is counted, where that is one thing.
    counter: Option<Counter>,
}

const ENQUEUE: Tracepoint = Tracepoint {
    name: "xdp_cpumap_enqueue",
    kernel: c"xdp_cpumap_enqueue",
    pin: "link_enqueue",
    source: Source::Enqueue,
    counter: None,
};
const KTHREAD: Tracepoint = Tracepoint {
    name: "xdp_cpumap_kthread",
    kernel: c"xdp_cpumap_kthread",
    pin: "link_kthread",
    source: Source::Kthread,
    counter: None,
};
/// The same two, for what moves buckets in order.
const LANE: Tracepoint = Tracepoint {
    pin: "link_lane",
    ..ENQUEUE
};
const TAKEN: Tracepoint = Tracepoint {
    pin: "link_taken",
    ..KTHREAD
};
const REDIRECT_ERR: Tracepoint = Tracepoint {
    name: "xdp_redirect_err",
    kernel: c"xdp_redirect_err",
    pin: "link_redirect_err",
    source: Source::Error,
    counter: Some(Counter::RedirectErr),
};
/// The same, for redirects to interfaces.
const DEVICE_ERR: Tracepoint = Tracepoint {
    pin: "link_device_err",
    ..REDIRECT_ERR
};
const EXCEPTION: Tracepoint = Tracepoint {
    name: "xdp_exception",
    kernel: c"xdp_exception",
    pin: "link_exception",
    source: Source::Error,
    counter: Some(Counter::XdpException),
};

/// Name of the pin of the map that says whether entry programs are counted.
const ENTRY_PROGRAMS: &str = "entry_programs";

/// What adds to [`QueueCounters`] while a CPUMAP is in use. Dropping it ends the counting, unless it is
/// pinned; the sums stay.
///
/// Two sets of observers may add to the same counters at a time, if they observe different maps and
/// programs: so no packet is missed while one map takes the place of another.
#[derive(Debug)]
#[must_use = "counting ends when this is dropped"]
pub struct Observers {
    enqueue: OwnedFd,
    kthread: OwnedFd,
    /// Not 0: what entry programs do is counted.
    entry_programs: PlainMap,
    redirect_err: Option<OwnedFd>,
    device_err: Option<OwnedFd>,
    exception: Option<OwnedFd>,
    /// What happens on the lanes, and on the targets, if buckets move in order.
    moves: Option<[OwnedFd; 2]>,
}

impl Observers {
    /// Names of the pins in a directory. Not all of them need be there.
    pub const PINS: [&str; 8] = [
        ENQUEUE.pin,
        KTHREAD.pin,
        ENTRY_PROGRAMS,
        REDIRECT_ERR.pin,
        DEVICE_ERR.pin,
        EXCEPTION.pin,
        LANE.pin,
        TAKEN.pin,
    ];

    /// Begins to add to `counters` what happens in `map`, whose packets come from programs attached in
    /// `mode`.
    ///
    /// # Kernel
    /// 5.9. Redirect errors are counted since 5.13.
    /// # Errors
    /// [`StatsError`]; nothing is left behind then.
    pub fn attach(
        counters: &QueueCounters,
        map: &CpuMap,
        mode: XdpMode,
    ) -> Result<Self, StatsError> {
        let id = map.id()?;
        let entry_programs = PlainMap::create(entry_programs()?.spec())?;
        Ok(Self {
            enqueue: run_at(&ENQUEUE, |a| programs::enqueue(a, counters, id, mode))?,
            kthread: run_at(&KTHREAD, |a| {
                programs::kthread(a, counters, &entry_programs, id);
            })?,
            entry_programs,
            redirect_err: redirect_errors(&REDIRECT_ERR, counters, id, mode)?,
            device_err: None,
            exception: None,
            moves: None,
        })
    }

    /// Keeps the positions of `rows` from now on, by which buckets move in order.
    ///
    /// # Kernel
    /// 5.9
    /// # Errors
    /// [`StatsError`]; what was observed before goes on then.
    pub(crate) fn follow(
        &mut self,
        rows: &LaneRows<'_>,
        map: &CpuMap,
        mode: XdpMode,
    ) -> Result<(), StatsError> {
        let id = map.id()?;
        let switches = voluntary_switches()?;
        // First who counts what goes in: more of that than was seen to come out does no harm.
        let lane = run_at(&LANE, |a| programs::lane(a, rows, id, mode))?;
        let taken = run_at(&TAKEN, |a| programs::taken(a, rows, id, switches))?;
        self.moves = Some([lane, taken]);
        Ok(())
    }

    /// Whether to count what entry programs do, which begins as true. A map without entry programs is
    /// observed for less if this is false; their counts do not change then.
    ///
    /// # Errors
    /// [`StatsError::Map`]
    pub fn count_entry_programs(&self, count: bool) -> Result<(), StatsError> {
        let value = u32::from(count).to_ne_bytes();
        Ok(self.entry_programs.insert(&0u32.to_ne_bytes(), &value)?)
    }

    /// Whether positions are kept.
    pub(crate) fn follows(&self) -> bool {
        self.moves.is_some()
    }

    /// Keeps positions no longer.
    pub(crate) fn stop_following(&mut self) {
        self.moves = None;
    }

    /// Counts redirects to the interfaces of `map` that fail as redirect errors, too.
    ///
    /// What an entry program redirects in vain is then in both [`Counter::XdpDrop`]
    /// and the redirect errors.
    ///
    /// # Errors
    /// [`StatsError`]; what was observed before goes on then.
    pub fn watch_devices(
        &mut self,
        counters: &QueueCounters,
        map: &DevMap,
    ) -> Result<(), StatsError> {
        self.device_err = redirect_errors(&DEVICE_ERR, counters, map.id()?, XdpMode::Native)?;
        Ok(())
    }

    /// Counts the exceptions of `program` from now on, and those of no other program. Nothing is counted
    /// when the kernel does not tell where it keeps the number of a program (BTF), and
    /// [`CpumapStats::errors`](super::CpumapStats::errors) says so.
    ///
    /// # Kernel
    /// 5.5
    /// # Errors
    /// [`StatsError`]; what was observed before goes on then.
    pub fn watch(&mut self, counters: &QueueCounters, program: &Loaded) -> Result<(), StatsError> {
        let Some(at) = program_id()? else {
            self.exception = None;
            return Ok(());
        };
        let id = program.info()?.id;
        let link = run_at(&EXCEPTION, |a| programs::exception(a, counters, id, at))?;
        self.exception = Some(link);
        Ok(())
    }

    /// Every tracepoint, and what holds the program there.
    fn links(&self) -> [(&'static Tracepoint, Option<&OwnedFd>); 7] {
        let moves = self.moves.as_ref();
        [
            (&ENQUEUE, Some(&self.enqueue)),
            (&KTHREAD, Some(&self.kthread)),
            (&REDIRECT_ERR, self.redirect_err.as_ref()),
            (&DEVICE_ERR, self.device_err.as_ref()),
            (&EXCEPTION, self.exception.as_ref()),
            (&LANE, moves.map(|[lane, _]| lane)),
            (&TAKEN, moves.map(|[_, taken]| taken)),
        ]
    }

    /// Whether `counter` is counted here. Redirect errors are not before Linux 5.13, which tells them of no map.
    pub(crate) fn tell(&self, counter: Counter) -> bool {
        let links = self.links();
        let mut counting = links.iter().filter(|(_, link)| link.is_some());
        counting.any(|(tracepoint, _)| {
            let one = tracepoint.counter.unwrap_or(counter);
            tracepoint.source == counter.row().source && one == counter
        })
    }

    /// Pins the observers in `directory`, under the names in [`Observers::PINS`]: counting goes on when this is
    /// dropped, for as long as there are the pins.
    ///
    /// # Errors
    /// [`StatsError::Pin`]; no new pin is left then.
    pub fn pin(&self, directory: impl AsRef<Path>) -> Result<(), StatsError> {
        let links = self.links();
        let pins = links
            .into_iter()
            .filter_map(|(tracepoint, link)| Some((tracepoint.pin, link?.as_fd())))
            .chain([(ENTRY_PROGRAMS, self.entry_programs.as_fd())]);
        pin_all(directory.as_ref(), pins).map_err(StatsError::pin)
    }

    /// Opens the observers that are pinned in `directory`.
    ///
    /// # Errors
    /// [`StatsError::Open`], [`StatsError::Map`]
    pub fn open(directory: impl AsRef<Path>) -> Result<Self, StatsError> {
        let directory = directory.as_ref();
        let open = |tracepoint: &Tracepoint| {
            let path = directory.join(tracepoint.pin);
            open_link(&path).map_err(|source| StatsError::Open { path, source })
        };
        let perhaps = |tracepoint| match open(tracepoint) {
            Ok(link) => Ok(Some(link)),
            Err(StatsError::Open {
                source: OpenError::Absent,
                ..
            }) => Ok(None),
            Err(error) => Err(error),
        };
        Ok(Self {
            enqueue: open(&ENQUEUE)?,
            kthread: open(&KTHREAD)?,
            entry_programs: PlainMap::open(
                directory.join(ENTRY_PROGRAMS),
                entry_programs()?.spec(),
            )?,
            redirect_err: perhaps(&REDIRECT_ERR)?,
            device_err: perhaps(&DEVICE_ERR)?,
            exception: perhaps(&EXCEPTION)?,
            moves: perhaps(&LANE)?
                .zip(perhaps(&TAKEN)?)
                .map(|(lane, taken)| [lane, taken]),
        })
    }
}

/// The map that says whether entry programs are counted: they are.
fn entry_programs() -> Result<MapDecl<Data>, NameError> {
    MapDecl::<Data>::new(ENTRY_PROGRAMS, 1u32.to_ne_bytes().to_vec())
}

/// Counts redirects to the map `id` that fail; `None` before Linux 5.13.
fn redirect_errors(
    tracepoint: &Tracepoint,
    counters: &QueueCounters,
    id: u32,
    mode: XdpMode,
) -> Result<Option<OwnedFd>, StatsError> {
    match run_at(tracepoint, |a| {
        programs::redirect_err(a, counters, id, mode);
    }) {
        Ok(link) => Ok(Some(link)),
        Err(StatsError::NoTracepoint { .. } | StatsError::OtherArguments { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

fn open_link(path: &Path) -> Result<OwnedFd, OpenError> {
    let link = object::open(path, ObjectKind::Link)?;
    if link_info(&link)?.target != LinkTarget::RawTracepoint {
        return Err(OpenError::WrongTarget {
            expected: "a tracepoint",
        });
    }
    Ok(link)
}

/// Where the kernel keeps the number of a program, if it tells. It is asked once: the types of a kernel are
/// megabytes, and stay the same.
fn program_id() -> Result<Option<ProgramId>, StatsError> {
    static TOLD: OnceLock<Option<ProgramId>> = OnceLock::new();
    if let Some(told) = TOLD.get() {
        return Ok(*told);
    }
    let find = || {
        let types = KernelBtf::of_kernel()?;
        let offset = |structure, field| {
            let offset = types.offset(structure, field)?;
            i32::try_from(offset).map_err(|_error| BtfError::Malformed {
                what: "an offset is too large",
            })
        };
        Ok(ProgramId {
            aux: offset("bpf_prog", "aux")?,
            id: offset("bpf_prog_aux", "id")?,
        })
    };
    let told = match find() {
        Ok(at) => Some(at),
        Err(BtfError::Read(_) | BtfError::NoField { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    Ok(*TOLD.get_or_init(|| told))
}

/// Where the kernel keeps how often a task has given its CPU away by itself, if it tells.
fn voluntary_switches() -> Result<Option<i32>, StatsError> {
    static TOLD: OnceLock<Option<i32>> = OnceLock::new();
    if let Some(told) = TOLD.get() {
        return Ok(*told);
    }
    let find = || KernelBtf::of_kernel()?.offset("task_struct", "nvcsw");
    let told = match find() {
        Ok(offset) => i32::try_from(offset).ok(),
        Err(BtfError::Read(_) | BtfError::NoField { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    Ok(*TOLD.get_or_init(|| told))
}

/// Assembles, loads and attaches the program for one tracepoint.
fn run_at<'m>(
    &Tracepoint {
        name: tracepoint,
        kernel,
        ..
    }: &Tracepoint,
    emit: impl FnOnce(&mut Asm<'m>),
) -> Result<OwnedFd, StatsError> {
    let mut a = Asm::new();
    emit(&mut a);
    let code = a
        .finish()
        .map_err(|source| StatsError::Assemble { tracepoint, source })?;
    let kind = ProgramKind::RawTracepoint {
        name: tracepoint.to_owned(),
    };
    let name = tracepoint.trim_start_matches("xdp_");
    let program = load(&Program::new(name, kind, code)?)?;
    sys::raw_tracepoint_open(program.as_fd(), kernel).map_err(|source| {
        match source.raw_os_error() {
            Some(libc::EINVAL) => StatsError::OtherArguments { tracepoint, source },
            Some(libc::ENOENT) => StatsError::NoTracepoint { tracepoint, source },
            _ => StatsError::Tracepoint { tracepoint, source },
        }
    })
}
