//! A test bed, a place for pins, and policies to apply.

use std::{error::Error, fs, ops::ControlFlow, path::Path};

use softrss::{
    Deployment, DeploymentError, Interface, XdpMode,
    deployment::{Attachment, Detached, DryRun, Intent, Operation, PinRoot, TakenBack},
};
use softrss_core::{CpuId, CpuSet, Policy, ResolvedPolicy, policy::Target};
use softrss_kernel_tests::{AnyError, bpffs::with_bpffs, inside};
use softrss_testbed::{Testbed, harness::Outcome};

/// A test bed whose sink is steered, by pins that nobody else sees.
pub(crate) struct Site<'s> {
    pub(crate) bed: &'s Testbed,
    pub(crate) root: PinRoot,
}

/// Runs `body` with a site of its own, and then makes sure that nothing is pinned.
pub(crate) fn with_site(
    body: impl FnOnce(&Site<'_>) -> Result<(), Box<dyn Error>> + Send,
) -> Outcome {
    let bed = Testbed::new()?;
    with_bpffs(|pins| {
        let root = PinRoot::at(pins)?;
        let site = Site { bed: &bed, root };
        body(&site).map_err(sendable)?;
        assert_eq!(listed(pins)?, Vec::<String>::new(), "left behind");
        Ok(())
    })
}

/// An error of another thread.
pub(crate) fn sendable(error: Box<dyn Error>) -> AnyError {
    softrss_kernel_tests::told(error.as_ref()).into()
}

/// The same, on the way back.
pub(crate) fn boxed(error: AnyError) -> Box<dyn Error> {
    error
}

/// Everything below `path`, by relative path.
pub(crate) fn listed(path: &Path) -> Result<Vec<String>, std::io::Error> {
    fn list(path: &Path, below: &str, all: &mut Vec<String>) -> Result<(), std::io::Error> {
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let name = format!("{below}{}", entry.file_name().display());
            // What a bpffs has by itself.
            if below.is_empty() && name.ends_with(".debug") {
                continue;
            }
            if entry.file_type()?.is_dir() {
                list(&entry.path(), &format!("{name}/"), all)?;
            }
            all.push(name);
        }
        Ok(())
    }
    let mut all = Vec::new();
    list(path, "", &mut all)?;
    all.sort();
    Ok(all)
}

/// A policy on CPU 0 and those CPUs up to 1 that the machine has, with more text.
pub(crate) fn policy(text: &str) -> Result<Intent, Box<dyn Error>> {
    policy_with(text, None)
}

/// The same, with prefixes.
pub(crate) fn policy_with(text: &str, prefixes: Option<&str>) -> Result<Intent, Box<dyn Error>> {
    policy_of(text, |_| prefixes.unwrap_or_default().to_owned())
}

/// The same, with the text of each file of a table.
pub(crate) fn policy_of(
    text: &str,
    table: impl Fn(&str) -> String,
) -> Result<Intent, Box<dyn Error>> {
    let text = format!("version = 1\n{text}");
    let mut policy = Policy::parse("test", &text, |file| Ok(table(file)))?;
    if policy.targets.cpus.is_none() {
        let online = softrss::topology::online()?;
        let cpus = online.iter().take(2).map(Target::even);
        policy.targets.cpus = Some(cpus.collect());
    }
    Ok(Intent {
        policy: ResolvedPolicy::new(policy, &CpuSet::new())?,
        text,
        source: None,
        mode: XdpMode::Native,
        frags: false,
        left_out: CpuSet::new(),
        receiver_reason: "it is a veth".to_owned(),
    })
}

/// A policy on one CPU.
pub(crate) fn on_cpu(cpu: CpuId, text: &str) -> Result<Intent, Box<dyn Error>> {
    with_targets(policy(text)?, vec![Target::even(cpu)])
}

/// `intent` on these targets, whatever its text says.
pub(crate) fn with_targets(intent: Intent, targets: Vec<Target>) -> Result<Intent, Box<dyn Error>> {
    let mut policy = intent.policy.policy().clone();
    policy.targets.cpus = Some(targets);
    let policy = ResolvedPolicy::new(policy, &CpuSet::new())?;
    Ok(Intent { policy, ..intent })
}

pub(crate) fn go_on(_: &Operation) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

impl Site<'_> {
    /// Ends a trial, as a guardian would.
    pub(crate) fn take_back(&self) -> Result<TakenBack, Box<dyn Error>> {
        self.inside(|| {
            let interface = Interface::by_name(self.name())?;
            let watch = &mut go_on;
            Ok::<_, AnyError>(Deployment::take_back(&self.root, &interface, None, watch)?)
        })
    }

    /// Runs `body` in the network namespace of the sink.
    pub(crate) fn inside<T: Send, E: Into<AnyError>>(
        &self,
        body: impl FnOnce() -> Result<T, E> + Send,
    ) -> Result<T, Box<dyn Error>> {
        inside(self.bed.sink().netns(), body)
    }

    pub(crate) fn name(&self) -> &str {
        self.bed.sink().interface()
    }

    pub(crate) fn attach(&self, intent: &Intent) -> Result<Attachment, Box<dyn Error>> {
        self.attach_watched(intent, &mut go_on)?.map_err(Into::into)
    }

    /// The inner error is that of attaching.
    pub(crate) fn attach_watched(
        &self,
        intent: &Intent,
        watch: &mut (dyn FnMut(&Operation) -> ControlFlow<()> + Send),
    ) -> Result<Result<Attachment, DeploymentError>, Box<dyn Error>> {
        self.inside(|| {
            let interface = Interface::by_name(self.name())?;
            let attached = Deployment::attach(&self.root, &interface, intent, watch);
            Ok::<_, AnyError>(attached)
        })
    }

    pub(crate) fn dry_run(&self, intent: &Intent) -> Result<DryRun, Box<dyn Error>> {
        self.inside(|| {
            let interface = Interface::by_name(self.name())?;
            Deployment::dry_run(&self.root, &interface, intent).map_err(AnyError::from)
        })
    }

    pub(crate) fn open(&self) -> Result<Result<Deployment, DeploymentError>, Box<dyn Error>> {
        self.inside(|| {
            let interface = Interface::by_name(self.name())?;
            Ok::<_, AnyError>(Deployment::open_in(&self.root, &interface))
        })
    }

    pub(crate) fn detach(&self) -> Result<Detached, Box<dyn Error>> {
        self.detach_watched(&mut go_on)?.map_err(Into::into)
    }

    pub(crate) fn detach_watched(
        &self,
        watch: &mut (dyn FnMut(&Operation) -> ControlFlow<()> + Send),
    ) -> Result<Result<Detached, DeploymentError>, Box<dyn Error>> {
        self.inside(|| Ok::<_, AnyError>(Deployment::detach(&self.root, self.name(), watch)))
    }
}
