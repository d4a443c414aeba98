//! `softrss attach`: puts a policy on an interface, where it stays.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::atomic::Ordering,
};

use softrss::{
    CpuSet, Interface,
    deployment::{Applied, Attachment, Changes, Deployment, Intent, PinRoot},
    preflight::Facts,
    topology,
};

use super::{
    interrupt::interruptible,
    mode::Mode,
    policy::{PolicyArgs, Written},
    preflight, refusal,
};
use crate::{
    Failure,
    report::{number::counted, shown},
};

/// Steer the packets of an interface; run it again to apply another policy
///
/// The steering stays when the command ends, until `softrss detach` or a restart of the machine. Another policy is
/// applied while packets come in: none is lost, and where a flow keeps its CPU and its queue none is reordered.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The interface
    #[arg(value_name = "IFACE")]
    interface: String,
    #[command(flatten)]
    policy: PolicyArgs,
    /// Where the program runs: in the driver, or in the stack, which any driver can and is slower
    #[arg(long, value_enum, default_value_t)]
    mode: Mode,
    /// Switch off what spoils packets for steering: rx-vlan-offload, which takes VLAN tags away, and LRO. It stays
    /// off
    #[arg(long)]
    fix_offloads: bool,
}

/// Runs the command.
///
/// # Errors
/// [`Failure`]; everything is as it was then.
pub fn run(args: &Args) -> Result<(), Failure> {
    let interface = Interface::by_name(&args.interface).map_err(refusal::interface)?;
    let (root, mounted) =
        PinRoot::find_or_mount().map_err(|error| refusal::deployment(error.into()))?;
    if mounted {
        // Talk: it stays mounted.
        let _ = writeln!(
            io::stderr(),
            "note: mounted a BPF file system at /sys/fs/bpf"
        );
    }
    if args.fix_offloads {
        preflight::switch_off(&interface)?;
    }
    let facts = Facts::gather(Some(&interface));
    if let Ok(missing) = &facts.missing_capabilities
        && !missing.is_empty()
    {
        return Err(refusal::capabilities(missing));
    }
    let written = args.policy.load_written(&facts)?;
    let targets = targets(&written)?;
    preflight::check(&interface, &facts, &written.policy, args.mode.into())?;
    let why = written.targets;
    let source = written.file.as_deref().map(absolute);
    let intent = Intent {
        policy: written.policy,
        text: written.text,
        source: source.map(|file| file.display().to_string()),
        mode: args.mode.into(),
        frags: facts.frags_wanted(args.mode.into()),
    };
    let stop = interruptible()?;
    let mut watch = |_: &_| {
        if stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let attachment =
        Deployment::attach(&root, &interface, &intent, &mut watch).map_err(refusal::deployment)?;
    if let Some(error) = &attachment.untidy {
        // Talk; what was asked for is done.
        let _ = writeln!(
            io::stderr(),
            "note: what was there before could not be removed, the next attach or detach tries again: {error}"
        );
    }
    let mut text = told(&interface, &attachment);
    let _ = writeln!(text, "targets: CPU {targets} ({why})");
    io::stdout()
        .write_all(text.as_bytes())
        .map_err(Failure::output)
}

/// The CPUs that packets can be sent to, all of them online.
fn targets(written: &Written) -> Result<CpuSet, Failure> {
    let resolved = super::policy::resolve(written.policy.clone())?;
    let online = topology::online().map_err(refusal::topology)?;
    let cpus = resolved.cpus();
    if let Some(cpu) = cpus.iter().find(|cpu| !online.contains(*cpu)) {
        return Err(refusal::offline(cpu, &online));
    }
    Ok(cpus)
}

/// A path that still says the same from another directory.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// What replacing a queue can do: the old one is emptied while the new one is filled.
const OVERTAKEN: &str =
    "queues were replaced: packets that waited in the old ones may have been overtaken\n";

/// What was done.
fn told(interface: &Interface, attachment: &Attachment) -> String {
    let record = attachment.deployment.record();
    let source = shown(record.source.as_deref().unwrap_or("the default policy"));
    let name = shown(interface.name());
    match attachment.applied {
        Applied::Attached => {
            format!("{name}: attached in {} mode, with {source}\n", record.mode)
        }
        Applied::Switched { kept_queues } => {
            let overtaken = if kept_queues { "" } else { OVERTAKEN };
            format!("{name}: switched to another program, for {source}\n{overtaken}")
        }
        Applied::Adjusted(changes) => {
            let what = changed(&changes);
            let kept_queues = changes.queues_replaced == 0;
            let overtaken = if kept_queues { "" } else { OVERTAKEN };
            format!("{name}: changed in place for {source}: {what}\n{overtaken}")
        }
        _ => format!("{name}: nothing to change, {source} is applied already\n"),
    }
}

fn changed(changes: &Changes) -> String {
    let queues = [
        (changes.queues_added, "added"),
        (changes.queues_replaced, "replaced"),
        (changes.queues_removed, "removed"),
    ];
    let queues = queues.iter().filter(|(count, _)| *count > 0);
    let mut parts: Vec<String> = queues
        .map(|(count, what)| format!("{} {what}", counted(*count as u64, "queue")))
        .collect();
    if changes.table {
        parts.push("the indirection table".to_owned());
    }
    match changes.prefixes {
        0 => {}
        1 => parts.push("1 prefix".to_owned()),
        many => parts.push(format!("{many} prefixes")),
    }
    parts.join(", ")
}
