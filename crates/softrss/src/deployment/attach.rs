//! Attaching, and applying another policy to what is attached.

use std::ops::ControlFlow;

use super::{
    applied::Applied,
    deployed::{Deployment, mode_of},
    detach::removals_of_gone,
    diff::Plan,
    directory::Directory,
    error::DeploymentError,
    execute::Executor,
    foreign::Running,
    found::{Examined, examine},
    lock::Lock,
    operation::Operation,
    pinned::Pinned,
    root::PinRoot,
    target::{Intent, Target},
    watch::Watch,
};
use crate::attach::Interface;

/// What attaching came to.
#[derive(Debug)]
pub struct Attachment {
    /// What is attached now.
    pub deployment: Deployment,
    /// What was done.
    pub applied: Applied,
    /// What went wrong after the change, while the old was removed. The next change tries again.
    pub untidy: Option<DeploymentError>,
}

/// What attaching would do.
#[derive(Debug)]
pub struct DryRun {
    /// What it would come to.
    pub applied: Applied,
    /// What it would do, in order.
    pub operations: Vec<Operation>,
}

impl Deployment {
    /// Attaches `intent` to `interface`, or applies it to what is attached there. It stays when this process ends.
    ///
    /// `watch` is told each operation before it is done, and may end the change there; then, and after any error,
    /// everything is as it was.
    ///
    /// # Kernel
    /// 5.9
    /// # Errors
    /// [`DeploymentError`]
    pub fn attach(
        root: &PinRoot,
        interface: &Interface,
        intent: &Intent,
        watch: &mut dyn FnMut(&Operation) -> ControlFlow<()>,
    ) -> Result<Attachment, DeploymentError> {
        let watch = &mut Watch::new(watch);
        interface.check()?;
        let directory = Directory::of(root, interface)?;
        let lock = if let Some(lock) = Lock::existing(&directory, interface.name())? {
            lock
        } else {
            watch.before(&make_directory(&directory))?;
            Lock::make(&directory, interface.name())?
        };
        let change = Change {
            root,
            directory: &directory,
            interface,
            intent,
        };
        let attachment = change.make(watch).inspect_err(|_| {
            // The error is what has to be told; an empty directory is no harm.
            let _removed = directory.remove_if_empty();
        });
        drop(lock);
        attachment
    }

    /// What [`Deployment::attach`] would do now, in order. Nothing is changed, and nothing loaded.
    ///
    /// # Errors
    /// [`DeploymentError`]: what attaching would refuse before it changes anything.
    pub fn dry_run(
        root: &PinRoot,
        interface: &Interface,
        intent: &Intent,
    ) -> Result<DryRun, DeploymentError> {
        interface.check()?;
        let directory = Directory::of(root, interface)?;
        let lock = Lock::existing(&directory, interface.name())?;
        let change = Change {
            root,
            directory: &directory,
            interface,
            intent,
        };
        let (plan, others) = change.plan()?;
        let make = lock.is_none().then(|| make_directory(&directory));
        let operations = make.into_iter().chain(plan.operations().cloned());
        drop(others);
        Ok(DryRun {
            applied: plan.applied,
            operations: operations.collect(),
        })
    }
}

fn make_directory(directory: &Directory) -> Operation {
    Operation::MakeDirectory {
        path: directory.name(),
    }
}

/// A change of one interface, under its lock.
struct Change<'c> {
    root: &'c PinRoot,
    directory: &'c Directory,
    interface: &'c Interface,
    intent: &'c Intent,
}

impl Change<'_> {
    /// What is to be done, with the locks of what else is touched.
    fn plan(&self) -> Result<(Plan, Vec<Lock>), DeploymentError> {
        let target = Target::new(self.intent, self.directory, self.interface)?;
        let examined = examine(self.directory, self.interface.name())?;
        if examined.is_active() {
            self.refuse_other(&examined)?;
        } else if let Some(running) = Running::on(self.interface)? {
            return Err(running.refuse(self.interface));
        }
        let pinned = Pinned::read(self.directory, examined.active())?;
        let mut plan = Plan::new(&pinned, target);
        let gone = removals_of_gone(self.root, self.directory, self.interface)?;
        plan.tidy.extend(gone.operations);
        Ok((plan, gone.locks))
    }

    fn make(&self, watch: &mut Watch<'_>) -> Result<Attachment, DeploymentError> {
        let (plan, _others) = self.plan()?;
        let directory = self.directory.name();
        let executor = |goal| {
            Executor::new(
                self.root,
                self.interface,
                self.intent.mode,
                &directory,
                goal,
            )
        };
        let finished = plan.finished.as_ref().unwrap_or(&plan.goal);
        executor(finished).execute_all(&plan.finish, watch)?;
        let mut executor = executor(&plan.goal);
        executor.execute_or_undo(&plan.change, watch)?;
        let untidy = executor.execute_all(&plan.tidy, watch).err();
        drop(executor);
        let examined = examine(self.directory, self.interface.name())?;
        Ok(Attachment {
            deployment: examined.deployment()?,
            applied: plan.applied,
            untidy,
        })
    }

    /// Refuses what is attached and cannot become what is wanted.
    fn refuse_other(&self, examined: &Examined) -> Result<(), DeploymentError> {
        let interface = || self.interface.name().to_owned();
        let Some(generation) = &examined.current else {
            let id = examined.program_id().unwrap_or_default();
            return Err(DeploymentError::UnknownProgram {
                interface: interface(),
                id,
            });
        };
        let attached = match generation.record() {
            Ok(record) => Some(mode_of(&record)),
            Err(error) if error.is_of_another_version() => {
                Running::on(self.interface)?.and_then(|running| running.mode)
            }
            Err(error) => return Err(error.into()),
        };
        let asked = self.intent.mode;
        match attached {
            Some(attached) if attached != asked => Err(DeploymentError::OtherMode {
                interface: interface(),
                attached,
                asked,
            }),
            _ => Ok(()),
        }
    }
}
