//! `softrss attach`: puts a policy on an interface, where it stays.

use std::{
    io::{self, Write as _},
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::atomic::Ordering,
};

use softrss::{
    CpuSet, Interface, LocalRecord,
    deployment::{Deployment, Intent, PinRoot},
    preflight::{Facts, Reception},
    topology,
};
use softrss_core::Policy;

use super::{
    interrupt::interruptible,
    lifetime,
    mode::Mode,
    policy::PolicyArgs,
    preflight::{self, Wish},
    refusal,
};
use crate::{
    Failure,
    report::{self, change, change::Chosen, shown},
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
    #[command(flatten)]
    wish: Wish,
    /// Say what would be done, operation by operation, and change nothing
    #[arg(long, conflicts_with = "fix_offloads")]
    dry_run: bool,
    /// Print what would be done as JSON
    #[arg(long, requires = "dry_run")]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// [`Failure`]; everything is as it was then.
pub fn run(args: &Args) -> Result<(), Failure> {
    let interface = Interface::by_name(&args.interface).map_err(refusal::interface)?;
    let root = root(args.dry_run)?;
    let facts = Facts::gather(Some(&interface));
    if let Ok(missing) = &facts.missing_capabilities
        && !missing.is_empty()
    {
        return Err(refusal::capabilities(missing));
    }
    let written = args.policy.load_written(&facts)?;
    let facts = facts.with_redirects(&written.policy);
    let reception = Reception::of(&facts, args.mode.into());
    let left_out = offline(&written.policy)?;
    let policy = written.policy.clone().without(&left_out);
    let policy = policy.map_err(refusal::no_target)?;
    let resolved = super::policy::resolve(policy)?;
    let resolved = resolved.received_by(reception.receiver());
    let chosen = Chosen {
        targets: resolved.cpus(),
        left_out: left_out.clone(),
        why: written.targets,
        local: LocalRecord::new(&resolved, &reception.to_string()),
    };
    preflight::check(
        &interface,
        &facts,
        &written.policy,
        args.mode.into(),
        args.wish,
    )?;
    let source = written.file.as_deref().map(absolute);
    let intent = Intent {
        policy: resolved,
        text: written.text,
        left_out,
        source: source.map(|file| file.display().to_string()),
        mode: args.mode.into(),
        frags: facts.frags_wanted(args.mode.into()),
        receiver_reason: reception.to_string(),
    };
    if args.dry_run {
        let run = Deployment::dry_run(&root, &interface, &intent).map_err(refusal::deployment)?;
        lifetime::warn(&root);
        if args.json {
            return report::json(&change::Planned::new(&interface, &chosen, &run));
        }
        return change::print(&change::planned(&interface, &intent, &run), &chosen);
    }
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
            "note: what was there before could not be removed, the next attach or detach tries again: {}",
            shown(&error.to_string())
        );
    }
    lifetime::warn(&root);
    let done = change::done(&interface, &intent, attachment.applied);
    change::say(&done, &chosen);
    Ok(())
}

/// Where pins lie, or would lie: a dry run mounts nothing.
fn root(dry_run: bool) -> Result<PinRoot, Failure> {
    let found = if dry_run {
        PinRoot::find_or_planned()
    } else {
        PinRoot::find_or_mount()
    };
    let (root, mounted) = found.map_err(|error| refusal::deployment(error.into()))?;
    if mounted {
        // Talk: it stays mounted.
        let would = if dry_run { "would have " } else { "" };
        let _ = writeln!(
            io::stderr(),
            "note: {would}mounted a BPF file system at /sys/fs/bpf"
        );
    }
    Ok(root)
}

/// The CPUs that are named and not online.
fn offline(policy: &Policy) -> Result<CpuSet, Failure> {
    let online = topology::online().map_err(refusal::topology)?;
    let named = policy.named_cpus();
    Ok(named.iter().filter(|cpu| !online.contains(*cpu)).collect())
}

/// A path that still says the same from another directory.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
