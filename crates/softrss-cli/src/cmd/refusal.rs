//! What the kernel refuses a command, in words: what was tried, why not, and what to do about it.

use std::{error::Error, io};

use nix::errno::Errno;

use softrss::{
    AttachError, CountersError, CpuId, CpuSet, CpumapError, DeploymentError, LinkError, LoadError,
    PinnedProgramError, PlainMapError, StatsError, SteeringError, TestRunError,
    deployment::{MemoryError, RootError},
    map::OpenError,
    topology::TopologyError,
};
use softrss_core::policy::InterfaceName;
use softrss_testbed::{TestbedError, packet::PacketError};

use crate::{Exit, Failure};

const DEFECT: &str = "this is a defect of softrss: please report it with the output of `uname -a`";

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
        CpumapError::NoSuchCpu { .. } => failed(
            "a target CPU is missing",
            error,
            "choose other CPUs with --cpus",
        ),
        _ => failed(
            "the CPUMAP was refused",
            error,
            "check that this kernel has CONFIG_BPF_SYSCALL",
        ),
    }
}

pub(crate) fn load(error: LoadError) -> Failure {
    match error {
        LoadError::Privilege { .. } => privilege(error),
        _ => failed("a program was refused", error, DEFECT),
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
        _ => failed("a program could not be attached", error, DEFECT),
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
        _ => DEFECT,
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
    let hint = match error {
        E::Attach(error) | E::Steering(SteeringError::Device(error)) => return interface(error),
        E::Steering(error) => return steering(error),
        E::Stats(error) => return stats(error),
        E::Counters(error) => return counters(error),
        E::Cpumap(error) => return cpumap(error),
        E::Cancelled { .. } => return Failure::failed(error, "run it again when it suits"),
        E::Root(RootError::Hidden { .. } | RootError::NoBpffs { .. }) => {
            "keep the mounts of the machine: nsenter --net=/run/netns/NAME softrss ..., or mount -t bpf bpf /sys/fs/bpf"
        }
        E::Root(RootError::Untrusted { .. }) => "find out who made it, and remove it",
        E::NotAttached { .. } => {
            "`softrss status` shows what is attached, `softrss attach` attaches"
        }
        E::Inactive { .. } => "`softrss detach` removes what is left, `softrss attach` begins anew",
        E::Busy { .. } => "wait until it is done, or end it: whatever it did is kept or taken back",
        E::Foreign { .. } => TAKE_OFF,
        E::OtherMode { .. } => {
            "`softrss detach` and then attach again; between the two, packets are not steered"
        }
        E::UnknownProgram { .. } => "`softrss detach` takes it off, whoever put it there",
        E::Memory(MemoryError::OtherVersion { .. } | MemoryError::Malformed { .. }) => {
            "`softrss attach` replaces it, `softrss detach` removes it"
        }
        E::Memory(MemoryError::Resolve(_)) => {
            "give the flow table more buckets, or name fewer CPUs"
        }
        E::Replaced { .. } => "run it again",
        E::HalfWay { .. } => "run `softrss attach` again: it finishes the change, or detach",
        E::Link(LinkError::Mtu { .. }) => "lower the MTU of the interface",
        E::Link(LinkError::Gone { .. }) => "`softrss status` shows what is left",
        _ => DEFECT,
    };
    Failure::failed(error, hint)
}

/// Whether a privilege is what is missing.
fn denied(error: &DeploymentError) -> bool {
    use DeploymentError as E;
    let by_open = |error: &OpenError| match error {
        OpenError::NoObject { .. } => true,
        OpenError::Open { source } => source.kind() == io::ErrorKind::PermissionDenied,
        _ => false,
    };
    match error {
        E::Root(error) => error.is_privilege(),
        E::Directory { source, .. } => source.kind() == io::ErrorKind::PermissionDenied,
        E::Link(LinkError::Privilege)
        | E::Map(PlainMapError::Privilege { .. })
        | E::Memory(MemoryError::Map(PlainMapError::Privilege { .. })) => true,
        E::Link(LinkError::Open { source, .. })
        | E::Memory(MemoryError::Open { source, .. })
        | E::Program(PinnedProgramError::Open { source, .. }) => by_open(source),
        _ => false,
    }
}

pub(crate) fn stats(error: StatsError) -> Failure {
    match error {
        StatsError::Load(error) => load(error),
        StatsError::Cpumap(error) => cpumap(error),
        StatsError::Tracepoint { ref source, .. }
            if source.kind() == io::ErrorKind::PermissionDenied =>
        {
            privilege(error)
        }
        StatsError::NoTracepoint { .. } => unsupported(
            "the counters are missing",
            error,
            "use a kernel with CONFIG_BPF_EVENTS and CONFIG_TRACEPOINTS",
        ),
        _ => failed("the counters are missing", error, DEFECT),
    }
}

pub(crate) fn counters(error: CountersError) -> Failure {
    match error {
        CountersError::Privilege => privilege(error),
        _ => failed("the counters are missing", error, DEFECT),
    }
}

pub(crate) fn topology(error: TopologyError) -> Failure {
    failed(
        "the CPUs of this machine are not known",
        error,
        "mount sysfs: mount -t sysfs sysfs /sys",
    )
}

pub(crate) fn steering(error: SteeringError) -> Failure {
    match error {
        SteeringError::Cpumap(error) => cpumap(error),
        SteeringError::Counters(error) => counters(error),
        SteeringError::Load(error) => load(error),
        SteeringError::Map(PlainMapError::Privilege { .. }) => privilege(error),
        _ => failed("the policy was refused", error, DEFECT),
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
    failed("the measuring thread cannot stay on one CPU", error, DEFECT)
}

pub(crate) fn clock(error: Errno) -> Failure {
    failed("the time that a thread ran is not known", error, DEFECT)
}

pub(crate) fn test_run(error: TestRunError) -> Failure {
    failed(
        "the kernel does not run the program for a test",
        error,
        "use Linux 4.12 or newer",
    )
}

pub(crate) fn signal(error: io::Error) -> Failure {
    failed("Ctrl-C cannot be caught", error, DEFECT)
}

pub(crate) fn kernel_version(error: io::Error) -> Failure {
    failed("the kernel does not tell its version", error, DEFECT)
}

pub(crate) fn offline(cpu: CpuId, online: &CpuSet) -> Failure {
    let error = format!("the policy or --cpus names CPU {cpu}, which is not online");
    Failure::usage(error, format!("the CPUs that are online: {online}"))
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
