//! `softrss attach`: puts a policy on an interface, where it stays.

use std::{
    io::{self, Write as _},
    ops::ControlFlow,
    path::Path,
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
    applied::{Asked, tell},
    interrupt::interruptible,
    lifetime,
    mode::Mode,
    policy::{PolicyArgs, is_stdin},
    preflight::{self, Wish},
    refusal, trial,
};
use crate::{
    Failure,
    report::{
        self,
        change::{self, Change, Chosen},
    },
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
    /// Try it: take it back after so many seconds, to the earlier policy or to nothing, unless it is confirmed
    ///
    /// Confirmed is by Enter at this terminal, or by `softrss confirm IFACE` from anywhere. Until then it is shown what
    /// happens. Ctrl-C takes it back at once, and so does the end of this command, of its terminal or connection.
    #[arg(long, value_name = "SECONDS", value_parser = seconds, conflicts_with = "dry_run")]
    confirm: Option<u64>,
    /// Print what was done, or would be, or with --confirm what came of it, as JSON
    #[arg(long)]
    json: bool,
}

fn seconds(text: &str) -> Result<u64, String> {
    match text.parse() {
        Ok(seconds @ 1..=86_400) => Ok(seconds),
        _ => Err("accepted: whole seconds from 1 to 86400, a day".to_owned()),
    }
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
    let resolved = resolved
        .received_by(reception.receiver())
        .on_conduit(facts.switch_tag());
    let chosen = Chosen {
        targets: resolved.cpus(),
        left_out: left_out.clone(),
        why: written.targets,
        local: LocalRecord::new(&resolved, &reception.to_string()),
        asked_dsa: resolved.policy().flow.dsa,
        dsa: resolved.dsa(),
    };
    preflight::check(
        &interface,
        &facts,
        &written.policy,
        args.mode.into(),
        args.wish,
    )?;
    let source = written.file.as_deref().map(source);
    let intent = Intent {
        policy: resolved,
        text: written.text,
        left_out,
        source,
        mode: args.mode.into(),
        frags: facts.frags_wanted(args.mode.into()),
        receiver_reason: reception.to_string(),
    };
    if args.dry_run {
        let run = Deployment::dry_run(&root, &interface, &intent).map_err(refusal::deployment)?;
        change::warn_of_lost(&run.tables, intent.policy.policy(), true);
        for operation in &run.operations {
            change::tell_of_seed(&root, operation, true);
        }
        lifetime::warn(&root);
        if args.json {
            return report::json(&Change::planned(&interface, &intent, &chosen, &run));
        }
        return change::print(&change::planned(&interface, &intent, &run), &chosen);
    }
    let stop = interruptible()?;
    let mut watch = |operation: &_| {
        change::tell_of_seed(&root, operation, false);
        if stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let asked = Asked {
        root: &root,
        interface: &interface,
        intent: &intent,
        chosen: &chosen,
        json: args.json,
    };
    if let Some(seconds) = args.confirm {
        return trial::run(&asked, seconds, &stop, &mut watch);
    }
    let attachment =
        Deployment::attach(&root, &interface, &intent, &mut watch).map_err(refusal::deployment)?;
    tell(&asked, &attachment);
    if args.json {
        report::json_done(&Change::done(&interface, &intent, &chosen, &attachment));
    }
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

/// Where a policy is from, so that it still says the same in another directory.
fn source(file: &Path) -> String {
    if is_stdin(file) {
        return "a policy from stdin".to_owned();
    }
    let absolute = std::path::absolute(file);
    absolute.as_deref().unwrap_or(file).display().to_string()
}
