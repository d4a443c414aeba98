//! What the kernel refuses a command, in words: what was tried, why not, and what to do about it.

use std::{error::Error, io, iter};

use bpf_asm::ObjectError;
use nix::errno::Errno;
use softrss::{
    AttachError, CountersError, CpuId, CpuSet, CpumapError, DeploymentError, DevmapError,
    LinkError, LoadError, PlainMapError, StatsError, SteeringError,
    deployment::{RecordError, RootError},
    object::{OpenError, PinRefusal},
    topology::TopologyError,
};
use softrss_codegen::CodegenError;
use softrss_core::policy::{InterfaceName, NoTargetLeft};
use softrss_testbed::{TestbedError, packet::PacketError};

use crate::{Exit, Failure};

pub(super) const DEFECT: &str =
    "this is a defect of softrss: please report it with the output of `uname -a`";
const TOO_LARGE: &str = "use fewer rules, or name fewer kinds of headers in `decap`";

/// What an error number says of the machine or of the process, whatever was tried: nothing that softrss could
/// do better.
///
/// # Source
/// errno(3), bpf(2)
const CONDITIONS: [(&[Errno], Exit, &str); 9] = [
    (
        &[Errno::EMFILE],
        Exit::Failed,
        "this process may not open more files: raise the limit with `ulimit -n`",
    ),
    (
        &[Errno::ENFILE],
        Exit::Failed,
        "the machine has too many files open: close some, or raise fs.file-max",
    ),
    (
        &[Errno::ENOMEM],
        Exit::Failed,
        "there is too little memory: free some, or raise the limit of this control group (memory.max)",
    ),
    (
        &[Errno::EAGAIN],
        Exit::Failed,
        "there are too many processes, or the machine is busy: try again, or raise pids.max and kernel.threads-max",
    ),
    (
        &[Errno::EROFS],
        Exit::Failed,
        "the file system is read-only: mount -o remount,rw /sys/fs/bpf",
    ),
    (
        &[Errno::ENOSPC, Errno::EDQUOT],
        Exit::Failed,
        "there is no space left: remove what is not needed any more",
    ),
    (
        &[Errno::E2BIG],
        Exit::Unsupported,
        "this kernel does not take so much: use fewer rules, entries of tables or buckets",
    ),
    (
        &[Errno::EINTR],
        Exit::Failed,
        "a signal came in between: run it again",
    ),
    (
        &[Errno::ENOSYS, Errno::EOPNOTSUPP],
        Exit::Unsupported,
        "this kernel cannot do it: use Linux 5.9 or newer with CONFIG_BPF_SYSCALL",
    ),
];

/// An error and its causes.
fn chain<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    iter::successors(Some(error), |&error| error.source())
}

/// The first error number among an error and its causes.
fn errno(error: &(dyn Error + 'static)) -> Option<Errno> {
    chain(error).find_map(|error| {
        let io = error.downcast_ref().and_then(io::Error::raw_os_error);
        io.map(Errno::from_raw)
            .or_else(|| error.downcast_ref().copied())
    })
}

/// What is known of an error for which there are no words of its own: a privilege that is missing, a condition
/// of the machine, or else a defect.
fn otherwise(what: Option<&'static str>, error: impl Error + Send + Sync + 'static) -> Failure {
    let errno = errno(&error);
    let known =
        |(errnos, ..): &&(&[Errno], _, _)| errno.is_some_and(|errno| errnos.contains(&errno));
    let elsewhere = |error: &(dyn Error + 'static)| {
        matches!(error.downcast_ref(), Some(PinRefusal::NoPlace { .. }))
    };
    let taken =
        |error: &(dyn Error + 'static)| matches!(error.downcast_ref(), Some(PinRefusal::Taken));
    let (exit, hint) = if chain(&error).any(elsewhere) {
        // The kernel says `EPERM` of it.
        (
            Exit::Failed,
            "mount a BPF file system there: mount -t bpf bpf /sys/fs/bpf",
        )
    } else if chain(&error).any(taken) {
        (
            Exit::Failed,
            "softrss did not make it and does not remove it: find out who did, and remove it",
        )
    } else if matches!(errno, Some(Errno::EPERM | Errno::EACCES)) {
        return privilege(error);
    } else if let Some((_, exit, hint)) = CONDITIONS.iter().find(known) {
        (*exit, *hint)
    } else {
        (Exit::Failed, DEFECT)
    };
    match what {
        Some(what) => refused(exit, what, error, hint),
        None => Failure::new(exit, error, hint),
    }
}

/// The same command with privileges. It has the path of this program, which need not be on root's path.
fn as_root() -> String {
    let program = std::env::current_exe().unwrap_or_else(|_| "softrss".into());
    let arguments = std::env::args()
        .skip(1)
        .map(|argument| format!(" {argument}"));
    format!(
        "run it as root: sudo {}{}",
        program.display(),
        arguments.collect::<String>()
    )
}

/// What was tried, as the first line of the message.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
struct CannotRun {
    what: &'static str,
    source: Box<dyn Error + Send + Sync>,
}

fn refused(
    exit: Exit,
    what: &'static str,
    error: impl Into<Box<dyn Error + Send + Sync>>,
    hint: impl Into<String>,
) -> Failure {
    let source = error.into();
    Failure::new(exit, CannotRun { what, source }, hint)
}

pub(crate) fn privilege(error: impl Error + Send + Sync + 'static) -> Failure {
    let what = "this command needs privileges that this process lacks";
    refused(Exit::Privilege, what, error, as_root())
}

fn failed(
    what: &'static str,
    error: impl Into<Box<dyn Error + Send + Sync>>,
    hint: &str,
) -> Failure {
    refused(Exit::Failed, what, error, hint)
}

fn unsupported(
    what: &'static str,
    error: impl Error + Send + Sync + 'static,
    hint: &str,
) -> Failure {
    refused(Exit::Unsupported, what, error, hint)
}

pub(crate) fn testbed(error: TestbedError) -> Failure {
    if error.is_privilege() {
        return privilege(error);
    }
    let hint = match &error {
        TestbedError::Damaged { .. } => DEFECT,
        TestbedError::Cpu { .. } => {
            "choose other CPUs with --cpus, or lift the CPU affinity of the shell"
        }
        _ => "check that this kernel has network namespaces and veth (CONFIG_NET_NS, CONFIG_VETH)",
    };
    failed("the test network is not there", error, hint)
}

pub(crate) fn cpumap(error: CpumapError) -> Failure {
    match error {
        CpumapError::Privilege { .. } => privilege(error),
        CpumapError::EntryProgramLoad(error) => load(*error),
        CpumapError::Unsupported { .. } => {
            unsupported("the kernel is too old", error, "use Linux 5.9 or newer")
        }
        CpumapError::NoSuchCpu { .. } | CpumapError::TooManyEntries { .. } => failed(
            "a target CPU is missing",
            error,
            "choose other CPUs with --cpus",
        ),
        CpumapError::QueueTooLarge { .. } => {
            unsupported("the CPUMAP was refused", error, "lower `qsize`")
        }
        error => otherwise(Some("the CPUMAP was refused"), error),
    }
}

pub(crate) fn load(error: LoadError) -> Failure {
    let what = "a program was refused";
    match error {
        LoadError::Privilege { .. } => privilege(error),
        LoadError::TooLarge { .. } | LoadError::Object(ObjectError::TooLarge { .. }) => {
            unsupported(what, error, TOO_LARGE)
        }
        // The number is that of the verifier, which means something else by it.
        LoadError::Rejected(_) => failed(what, error, DEFECT),
        error => otherwise(Some(what), error),
    }
}

pub(crate) fn attach(error: AttachError) -> Failure {
    match error {
        AttachError::Privilege { .. } => privilege(error),
        AttachError::NoNative { .. } => unsupported(
            "veth has no native XDP here",
            error,
            "use Linux 4.19 or newer with CONFIG_VETH",
        ),
        error => otherwise(Some("a program could not be attached"), error),
    }
}

/// Of an interface that a person named.
pub(crate) fn interface(error: AttachError) -> Failure {
    let hint = match &error {
        AttachError::Privilege { .. } => return privilege(error),
        AttachError::NoNative { .. } => {
            let hint = "use --mode skb: it works with any driver, and is slower";
            return Failure::new(Exit::Unsupported, error, hint);
        }
        AttachError::NoSuchInterface { .. } => {
            "`ip link` lists the interfaces of this network namespace"
        }
        AttachError::Mtu { .. } => "lower the MTU, or use --mode skb, which is slower",
        AttachError::Busy { .. } | AttachError::OtherMode { .. } => TAKE_OFF,
        _ => return otherwise(None, error),
    };
    Failure::failed(error, hint)
}

const TAKE_OFF: &str = "an interface has one XDP program: end what attached it, or `ip link set dev IFACE xdp off`, \
                        or `bpftool link detach id LINK`";

/// Capabilities that a command needs and this process lacks.
pub(crate) fn capabilities(missing: &[&str]) -> Failure {
    #[derive(Debug, thiserror::Error)]
    #[error("steering needs {0}, or root")]
    struct Missing(String);
    privilege(Missing(missing.join(" and ")))
}

/// What concerns a steering that is pinned.
pub(crate) fn deployment(error: DeploymentError) -> Failure {
    use DeploymentError as E;
    if denied(&error) {
        return privilege(error);
    }
    // A new seed is nothing that a command makes without being asked.
    let is_seed = matches!(error, DeploymentError::Seed { .. });
    if !is_seed && chain(&error).any(is_damage) {
        return Failure::failed(
            error,
            "`softrss attach` replaces it, `softrss detach` removes it",
        );
    }
    let hint = match error {
        E::Attach(error) | E::Steering(SteeringError::Device(error)) => return interface(error),
        E::Steering(error) => return steering(error),
        E::Stats(error) => return stats(error),
        E::Counters(error) => return counters(error),
        E::Cpumap(error) => return cpumap(error),
        E::Devmap(error) => return devmap(error),
        E::Cancelled { .. } => return Failure::failed(error, "run it again when it suits"),
        E::Root(RootError::Hidden { .. } | RootError::NoBpffs { .. }) => {
            "keep the mounts of the machine: nsenter --net=/run/netns/NAME softrss ..., or mount -t bpf bpf /sys/fs/bpf"
        }
        E::Root(RootError::Untrusted { .. }) => "find out who made it, and remove it",
        E::NotAttached { .. } => {
            "`softrss status` shows what is attached, `softrss attach` attaches"
        }
        E::Inactive { .. } => "`softrss detach` removes what is left, `softrss attach` begins anew",
        E::Moved { ref pins, .. } => {
            let hint = format!("softrss detach --pins {}", pins.display());
            return Failure::failed(error, format!("take it off from here with: {hint}"));
        }
        E::OtherOwner { ref pins, .. } => {
            let hint = format!("softrss detach --pins {}", pins.display());
            return Failure::failed(
                error,
                format!("take it off with: {hint}; then attach again"),
            );
        }
        E::NoPins { .. } => "`softrss status` shows where each interface is pinned",
        E::Seed { .. } => {
            "find out who put it there; without it a new one is made, and flows move to other CPUs once"
        }
        E::LinkLost { .. } => "`softrss attach` pins it again, `softrss detach` takes it off",
        E::Busy { .. } => "wait until it is done, or end it: whatever it did is kept or taken back",
        E::OnTrial { .. } => {
            "`softrss confirm IFACE` keeps what is tried, `softrss confirm IFACE --undo` takes it back at once"
        }
        E::NotOnTrial { .. } => "`softrss status` shows what is attached",
        E::NoWayBack { .. } => "attach without --confirm: it replaces what is there, and stays",
        E::Foreign { .. } => TAKE_OFF,
        E::OtherMode { .. } => {
            "`softrss detach` and then attach again; between the two, packets are not steered"
        }
        E::UnknownProgram { .. } => "`softrss detach` takes it off, whoever put it there",
        E::Record(RecordError::OtherVersion { .. } | RecordError::Malformed { .. }) => {
            "`softrss attach` replaces it, `softrss detach` removes it"
        }
        E::Replaced { .. } => "run it again",
        E::Owned { .. } => "end that one first: `softrss balance` runs once for each interface",
        E::Still { .. } => "write a line `[balance]` into the policy, and `softrss attach` it",
        E::Draining { .. } => {
            "run `softrss attach` again later: it removes what is not needed any more"
        }
        E::HalfWay { .. } => "run `softrss attach` again: it finishes the change, or detach",
        E::Link(LinkError::Mtu { .. }) => "lower the MTU of the interface",
        E::Link(LinkError::Gone { .. }) => "`softrss status` shows what is left",
        _ => return otherwise(None, error),
    };
    Failure::failed(error, hint)
}

/// What to do about the state of the machine, where that is why something failed.
pub(crate) fn condition(error: &(dyn Error + 'static)) -> Option<&'static str> {
    let errno = errno(error)?;
    let known = CONDITIONS
        .iter()
        .find(|(errnos, ..)| errnos.contains(&errno));
    known.map(|(.., hint)| *hint)
}

/// Whether something that softrss pinned is missing, or was replaced by something else.
fn is_damage(error: &(dyn Error + 'static)) -> bool {
    let opened = error.downcast_ref();
    opened.is_some_and(OpenError::is_unexpected)
}

/// Of an interface that was asked for and is not steered; `nothing` of softrss may be there.
pub(crate) fn not_steered(problem: String, nothing: bool) -> Failure {
    let hint = if nothing {
        "`softrss attach` attaches; `softrss status` without an interface shows all that are steered"
    } else {
        "`softrss attach` begins anew, `softrss detach` removes what is left"
    };
    Failure::failed(problem, hint)
}

/// Whether a privilege is what is missing, and no error number says so.
fn denied(error: &DeploymentError) -> bool {
    use DeploymentError as E;
    match error {
        E::Root(error) => error.is_privilege(),
        E::Link(LinkError::Privilege)
        | E::Map(PlainMapError::Privilege { .. })
        | E::Seed {
            source: PlainMapError::Privilege { .. },
            ..
        }
        | E::Record(RecordError::Map(PlainMapError::Privilege { .. })) => true,
        _ => false,
    }
}

pub(crate) fn stats(error: StatsError) -> Failure {
    let what = "the counters are missing";
    match error {
        StatsError::Load(error) => load(error),
        StatsError::Cpumap(error) => cpumap(error),
        StatsError::Devmap(error) => devmap(error),
        StatsError::Counters(error) => counters(error),
        StatsError::Map(PlainMapError::Privilege { .. }) => privilege(error),
        StatsError::NoTracepoint { .. } | StatsError::OtherArguments { .. } => unsupported(
            what,
            error,
            "use a kernel with CONFIG_BPF_EVENTS and CONFIG_TRACEPOINTS",
        ),
        error => otherwise(Some(what), error),
    }
}

pub(crate) fn counters(error: CountersError) -> Failure {
    match error {
        CountersError::Privilege => privilege(error),
        error => otherwise(Some("the counters are missing"), error),
    }
}

fn devmap(error: DevmapError) -> Failure {
    let what = "the interfaces that packets are sent out of were refused";
    match error {
        DevmapError::Privilege { .. } => privilege(error),
        DevmapError::NoSuchInterface { .. } => failed(
            what,
            error,
            "`ip link` lists the interfaces of this network namespace",
        ),
        error => otherwise(Some(what), error),
    }
}

pub(crate) fn topology(error: TopologyError) -> Failure {
    failed(
        "the CPUs of this machine are not known",
        error,
        "mount sysfs: mount -t sysfs sysfs /sys",
    )
}

/// What no program can be made of.
pub(crate) fn codegen(error: CodegenError) -> Failure {
    match error {
        CodegenError::TooLarge { .. } => unsupported("the policy was refused", error, TOO_LARGE),
        error => otherwise(Some("the policy was refused"), error),
    }
}

pub(crate) fn steering(error: SteeringError) -> Failure {
    let what = "the policy was refused";
    match error {
        SteeringError::Codegen(error) => codegen(error),
        SteeringError::Cpumap(error) => cpumap(error),
        SteeringError::Devmap(error) => devmap(error),
        SteeringError::Device(error) => interface(error),
        SteeringError::Counters(error) => counters(error),
        SteeringError::Load(error) => load(error),
        SteeringError::Topology(error) => topology(error),
        SteeringError::Map(PlainMapError::Privilege { .. }) => privilege(error),
        error => otherwise(Some(what), error),
    }
}

pub(crate) fn assemble(error: impl Error + Send + Sync + 'static) -> Failure {
    failed("a program could not be assembled", error, DEFECT)
}

pub(crate) fn capture(error: impl Into<Box<dyn Error + Send + Sync>>) -> Failure {
    failed(
        "the capture made for the simulation is not right",
        error,
        DEFECT,
    )
}

pub(crate) fn packet(error: PacketError) -> Failure {
    failed("a packet could not be built", error, DEFECT)
}

pub(crate) fn affinity(error: Errno) -> Failure {
    otherwise(Some("the measuring thread cannot stay on one CPU"), error)
}

pub(crate) fn clock(error: Errno) -> Failure {
    otherwise(Some("the time that a thread ran is not known"), error)
}

pub(crate) fn test_run(error: io::Error) -> Failure {
    otherwise(
        Some("the kernel does not run the program for a test"),
        error,
    )
}

pub(crate) fn signal(error: io::Error) -> Failure {
    otherwise(Some("Ctrl-C cannot be caught"), error)
}

pub(crate) fn guardian(error: io::Error) -> Failure {
    let what =
        "the process that would take the policy back cannot be started, so nothing was changed";
    otherwise(Some(what), error)
}

pub(crate) fn kernel_version(error: io::Error) -> Failure {
    otherwise(Some("the kernel does not tell its version"), error)
}

pub(crate) fn offline(cpu: CpuId, online: &CpuSet) -> Failure {
    let error = format!("the policy or --cpus names CPU {cpu}, which is not online");
    Failure::usage(error, format!("the CPUs that are online: {online}"))
}

pub(crate) fn no_target(error: NoTargetLeft) -> Failure {
    let online = softrss::topology::online().map_or_else(
        |_| "lscpu shows the CPUs that are online".to_owned(),
        |online| format!("the CPUs that are online: {online}"),
    );
    Failure::failed(error, online)
}

pub(crate) fn not_in_the_demo(interface: &InterfaceName) -> Failure {
    let error =
        format!("the policy redirects to {interface}, which the demo's own network does not have");
    let hint = "leave out `redirect` for the demo; `softrss explain` tells which packets it is for";
    Failure::usage(error, hint)
}

pub(crate) fn no_cpu() -> Failure {
    Failure::failed(
        "this process may run on no CPU that is online",
        "lift the CPU affinity of the shell (taskset)",
    )
}

pub(crate) fn nothing_to_measure(cpu: CpuId) -> Failure {
    Failure::failed(
        format!(
            "CPU {cpu} is the only target and the only CPU to measure on: no packet would be redirected"
        ),
        "name another target with --cpus, or lift the CPU affinity of the shell (taskset)",
    )
}

pub(crate) fn interrupted() -> Failure {
    Failure::failed(
        "interrupted before the end",
        "nothing was left behind; run it again for a result",
    )
}

#[cfg(test)]
mod tests {
    use aya::maps::MapError;
    use bpf_asm::{Name, ProgramKind};
    use softrss_core::Qsize;

    use super::*;

    fn io(errno: Errno) -> io::Error {
        errno.into()
    }

    fn name() -> Name {
        Name::new("steer").unwrap()
    }

    /// aya's words for a map that was refused.
    fn map(errno: Errno) -> MapError {
        MapError::CreateError {
            name: "cpus".into(),
            io_error: io(errno),
        }
    }

    fn told(failure: &Failure) -> String {
        let mut told = Vec::new();
        failure.tell(&mut told).unwrap();
        String::from_utf8(told).unwrap()
    }

    #[test]
    fn a_condition_of_the_machine_is_no_defect_wherever_it_shows() {
        for (errnos, exit, hint) in CONDITIONS {
            for errno in errnos {
                let update = CpumapError::Update {
                    cpu: CpuId::from(1),
                    qsize: Qsize::DEFAULT,
                    source: io(*errno),
                };
                let create = CpumapError::Create {
                    name: name(),
                    max_entries: 8,
                    source: map(*errno).into(),
                };
                let element = || PlainMapError::Element {
                    call: "BPF_MAP_UPDATE_ELEM",
                    map: name(),
                    source: io(*errno),
                };
                let directory = DeploymentError::Directory {
                    what: "make",
                    path: "/sys/fs/bpf/softrss".into(),
                    source: io(*errno),
                };
                let root = RootError::Directory {
                    what: "make",
                    path: "/sys/fs/bpf/softrss".into(),
                    source: io(*errno),
                };
                let pin = LinkError::Pin {
                    path: "/sys/fs/bpf/softrss/eth0/link".into(),
                    source: PinRefusal::Other(io(*errno)),
                };
                let room = LoadError::NoRoom {
                    program: name(),
                    source: io(*errno),
                };
                let tracepoint = StatsError::Tracepoint {
                    tracepoint: "xdp_exception",
                    source: io(*errno),
                };
                for failure in [
                    cpumap(update),
                    cpumap(create),
                    steering(element().into()),
                    deployment(element().into()),
                    deployment(directory),
                    deployment(root.into()),
                    deployment(pin.into()),
                    deployment(SteeringError::from(room).into()),
                    stats(tracepoint),
                    counters(CountersError::Create(map(*errno).into())),
                    signal(io(*errno)),
                    affinity(*errno),
                ] {
                    let said = told(&failure);
                    assert!(
                        said.ends_with(&format!("hint: {hint}\n")),
                        "{errno}: {said}"
                    );
                    assert_eq!(failure.exit(), Some(exit), "{errno}: {said}");
                    assert!(!said.contains("defect"), "{said}");
                }
            }
        }
    }

    #[test]
    fn a_privilege_is_asked_for_by_its_exit_code() {
        for errno in [Errno::EPERM, Errno::EACCES] {
            let interface = || "eth0".to_owned();
            for failure in [
                load(LoadError::Privilege { program: name() }),
                attach(AttachError::Privilege {
                    interface: interface(),
                }),
                super::interface(AttachError::Privilege {
                    interface: interface(),
                }),
                deployment(LinkError::Privilege.into()),
                deployment(LinkError::Detach(io(errno)).into()),
                deployment(PlainMapError::Privilege { map: name() }.into()),
                deployment(
                    DevmapError::Privilege {
                        call: "creating a DEVMAP",
                    }
                    .into(),
                ),
                deployment(DeploymentError::Netlink {
                    interface: interface(),
                    source: io(errno),
                }),
                deployment(RootError::MountPrivilege.into()),
                deployment(RootError::Mount(io(errno)).into()),
                stats(PlainMapError::Privilege { map: name() }.into()),
                stats(CountersError::Privilege.into()),
                counters(CountersError::Create(map(errno).into())),
                steering(
                    DevmapError::Privilege {
                        call: "creating a DEVMAP",
                    }
                    .into(),
                ),
                test_run(io(errno)),
            ] {
                let said = told(&failure);
                assert_eq!(failure.exit(), Some(Exit::Privilege), "{errno}: {said}");
                assert!(said.contains("hint: run it as root: sudo "), "{said}");
            }
        }
    }

    #[test]
    fn what_the_kernel_cannot_do_is_unsupported() {
        let large = || LoadError::TooLarge {
            program: name(),
            slots: 5000,
            reason: None,
        };
        for (failure, hint) in [
            (load(large()), TOO_LARGE),
            (deployment(SteeringError::from(large()).into()), TOO_LARGE),
            (stats(large().into()), TOO_LARGE),
            (
                load(LoadError::Object(ObjectError::TooLarge {
                    part: "the type information in bytes",
                    size: 1 << 25,
                    max: 1 << 24,
                })),
                TOO_LARGE,
            ),
            (
                cpumap(CpumapError::QueueTooLarge {
                    cpu: CpuId::from(0),
                    qsize: Qsize::MAX,
                }),
                "lower `qsize`",
            ),
        ] {
            let said = told(&failure);
            assert_eq!(failure.exit(), Some(Exit::Unsupported), "{said}");
            assert!(said.ends_with(&format!("hint: {hint}\n")), "{said}");
        }
    }

    #[test]
    fn a_place_that_is_none_is_no_missing_privilege() {
        let error = LinkError::Pin {
            path: "/tmp/link".into(),
            source: PinRefusal::NoPlace {
                source: io(Errno::EPERM),
            },
        };
        let failure = deployment(error.into());
        assert_eq!(failure.exit(), Some(Exit::Failed));
        assert!(told(&failure).contains("hint: mount a BPF file system there"));
    }

    #[test]
    fn the_rest_is_to_be_reported() {
        let refused = LoadError::Refused {
            program: name(),
            kind: ProgramKind::XDP,
            source: io(Errno::EINVAL),
        };
        let failure = load(refused);
        assert_eq!(failure.exit(), Some(Exit::Failed));
        assert!(told(&failure).ends_with(&format!("hint: {DEFECT}\n")));
    }
}
