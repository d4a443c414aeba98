//! Attaching, and applying another policy to what is attached.

use std::ops::ControlFlow;

use softrss_core::policy::Seed;

use super::{
    applied::Applied,
    deployed::{Deployment, mode_of},
    detach::removals_of_gone,
    diff::Plan,
    directory::Directory,
    entries::TableChange,
    error::DeploymentError,
    execute::{Executor, remove},
    foreign::Running,
    found::{Examined, examine, steered},
    generation::Generation,
    lock::Lock,
    operation::Operation,
    pinned::Pinned,
    root::PinRoot,
    stored::Stored,
    target::{Intent, Target},
    trial::{self, Note, TRIAL, Terms, Trial},
    watch::Watch,
};
use crate::{
    attach::{Interface, XdpMode},
    link::AttachedLink,
};

/// What attaching came to.
#[derive(Debug)]
pub struct Attachment {
    /// What is attached now.
    pub deployment: Deployment,
    /// What was done.
    pub applied: Applied,
    /// What became of the entries of each table.
    pub tables: Vec<TableChange>,
    /// What went wrong after the change, while the old was removed. The next change tries again.
    pub untidy: Option<DeploymentError>,
    /// What was written down of the trial that it is on, if it is on one.
    pub trial: Option<Trial>,
}

/// What attaching would do.
#[derive(Debug)]
pub struct DryRun {
    /// What it would come to.
    pub applied: Applied,
    /// What it would make of the entries of each table.
    pub tables: Vec<TableChange>,
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
        Self::change(root, interface, Wanted::Intent(intent), None, watch)
    }

    /// Makes `wanted` of what is attached to `interface`, on trial if there are terms.
    pub(super) fn change(
        root: &PinRoot,
        interface: &Interface,
        wanted: Wanted<'_>,
        terms: Option<&Terms>,
        watch: &mut dyn FnMut(&Operation) -> ControlFlow<()>,
    ) -> Result<Attachment, DeploymentError> {
        let watch = &mut Watch::new(watch);
        interface.check()?;
        let (directory, lock) = claim(root, interface, |directory| {
            if let Some(lock) = Lock::existing(directory, interface.name())? {
                return Ok(Some(lock));
            }
            watch.before(&make_directory(directory))?;
            Lock::make(directory, interface.name()).map(Some)
        })?;
        let change = Change {
            directory: &directory,
            interface,
            wanted,
            terms,
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
        let (directory, lock) = claim(root, interface, |directory| {
            Lock::existing(directory, interface.name())
        })?;
        let change = Change {
            directory: &directory,
            interface,
            wanted: Wanted::Intent(intent),
            terms: None,
        };
        let Planned {
            seed, mend, plan, ..
        } = &change.plan()?;
        let make = lock.is_none().then(|| make_directory(&directory));
        let operations = make
            .into_iter()
            .chain(seed.as_ref().map(|(pin, _)| pin.clone()))
            .chain(mend.iter().chain(plan.operations()).cloned());
        Ok(DryRun {
            applied: plan.applied,
            tables: plan.tables.clone(),
            operations: operations.collect(),
        })
    }
}

/// The directory of `interface`, and what `lock` says of it: the one by which it is steered, or else the first of those
/// that it may get and that steers no other interface.
fn claim(
    root: &PinRoot,
    interface: &Interface,
    mut lock: impl FnMut(&Directory) -> Result<Option<Lock>, DeploymentError>,
) -> Result<(Directory, Option<Lock>), DeploymentError> {
    let existing = |directory: &Directory| Lock::existing(directory, interface.name());
    if let Some((directory, lock)) = steered(root, interface, existing)? {
        if let Some(user) = directory.root().other_owner() {
            return Err(DeploymentError::OtherOwner {
                interface: interface.name().to_owned(),
                user,
                pins: directory.path().to_owned(),
            });
        }
        return Ok((directory, Some(lock)));
    }
    for directory in Directory::of(root, interface)? {
        let locked = lock(&directory)?;
        let examined = examine(&directory, interface.name())?;
        if !examined.is_active() || is_of(&examined, interface)? {
            return Ok((directory, locked));
        }
    }
    Err(DeploymentError::NotAttached {
        interface: interface.name().to_owned(),
    })
}

/// Whether the link is at work on `interface`.
fn is_of(examined: &Examined, interface: &Interface) -> Result<bool, DeploymentError> {
    let running = Running::on(interface)?.map(|running| running.program_id);
    let state = examined.link.as_ref().map(|(_, state)| state);
    Ok(state.is_some_and(|state| {
        state.ifindex == Some(interface.index()) && Some(state.program_id) == running
    }))
}

fn make_directory(directory: &Directory) -> Operation {
    Operation::MakeDirectory {
        path: directory.name(),
    }
}

/// What an interface is to become.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wanted<'w> {
    /// What somebody asks for.
    Intent(&'w Intent),
    /// What was there before a trial.
    Earlier(&'w Stored),
}

impl Wanted<'_> {
    /// The mode that it runs in.
    fn mode(&self) -> XdpMode {
        match self {
            Self::Intent(intent) => intent.mode,
            Self::Earlier(stored) => mode_of(&stored.record),
        }
    }

    /// What that comes to, and the operation that pins the seed of it, with the seed, if it is not pinned.
    fn target(
        self,
        interface: &Interface,
        directory: &Directory,
        examined: &Examined,
    ) -> Result<(Target, Option<(Operation, Seed)>), DeploymentError> {
        match self {
            Self::Intent(intent) => {
                let record = examined.active().map(Generation::record);
                let is_unknown = intent.policy.needs_seed()
                    && record
                        .is_some_and(|record| record.map_or(true, |record| record.seed.is_none()));
                let (seed, pin) = directory.root().seed_or_new(directory, is_unknown)?;
                let target = Target::new(intent, interface, seed)?;
                Ok((target, pin.map(|pin| (pin, seed))))
            }
            Self::Earlier(stored) => {
                let name = interface.name();
                let mut stored = stored.clone();
                name.clone_into(&mut stored.record.interface);
                let interface = name.to_owned();
                Ok((Target { interface, stored }, None))
            }
        }
    }
}

/// A change of one interface, under its lock.
pub(super) struct Change<'c> {
    pub(super) directory: &'c Directory,
    pub(super) interface: &'c Interface,
    pub(super) wanted: Wanted<'c>,
    pub(super) terms: Option<&'c Terms>,
}

/// What is to be done.
struct Planned {
    /// What pins the seed of the machine, and the seed, if it is not pinned.
    seed: Option<(Operation, Seed)>,
    /// What gives a link at work its name again, before anything else.
    mend: Vec<Operation>,
    link: Option<AttachedLink>,
    plan: Plan,
    /// What is written down of the trial, if there is something to try.
    note: Option<Note>,
    /// The locks of what else is touched.
    _others: Vec<Lock>,
}

impl Change<'_> {
    /// What is to be done.
    fn plan(&self) -> Result<Planned, DeploymentError> {
        if matches!(self.wanted, Wanted::Intent(_)) {
            trial::refuse(self.directory.path(), self.interface.name())?;
        }
        let examined = examine(self.directory, self.interface.name())?;
        if examined.is_active() {
            self.refuse_other(&examined)?;
        } else if let Some(running) = Running::on(self.interface)? {
            return Err(running.refuse(self.interface));
        }
        let target = self
            .wanted
            .target(self.interface, self.directory, &examined);
        let (target, seed) = target?;
        let mut pinned = Pinned::read(self.directory, examined.active())?;
        let mut mend = Vec::new();
        if examined.is_lost {
            mend.extend(pinned.unpin_link().map(Operation::Remove));
            mend.push(Operation::PinLink {
                path: pinned.link(),
            });
            pinned.is_damaged();
        }
        let note = self.terms.map(|terms| {
            let name = self.interface.name();
            Ok::<_, DeploymentError>(Note::new(terms, name, pinned.goes_back_to(name)?))
        });
        let mut plan = Plan::new(&pinned, target);
        let note = note.transpose()?.filter(|_| !plan.change.is_empty());
        if note.is_some() {
            let path = format!("{}/{TRIAL}", pinned.directory);
            let goes_on = None;
            plan.change.insert(0, Operation::Pin { path, goes_on });
        } else {
            // A trial that is taken back is over then, and so is one that nobody guards.
            let over = pinned.unpin_trial().map(Operation::Remove);
            plan.tidy.extend(over);
        }
        let gone = removals_of_gone(self.directory, self.interface)?;
        plan.tidy.extend(gone.operations);
        Ok(Planned {
            seed,
            mend,
            link: examined.link.map(|(link, _)| link),
            plan,
            note,
            _others: gone.locks,
        })
    }

    /// What is to be done once the seed is pinned, if it was not.
    fn with_seed(&self, watch: &mut Watch<'_>) -> Result<Planned, DeploymentError> {
        loop {
            let planned = self.plan()?;
            let Some((operation, seed)) = &planned.seed else {
                return Ok(planned);
            };
            watch.before(operation)?;
            // Another command may pin one first: what is to be done follows from that.
            self.directory.root().pin_seed(*seed)?;
        }
    }

    pub(super) fn make(&self, watch: &mut Watch<'_>) -> Result<Attachment, DeploymentError> {
        let root = self.directory.root();
        let planned = self.with_seed(watch)?;
        let (plan, note) = (&planned.plan, &planned.note);
        for operation in &planned.mend {
            watch.before(operation)?;
            match (operation, &planned.link) {
                (Operation::PinLink { path }, Some(link)) => link.pin(root.path().join(path))?,
                (Operation::Remove(removal), _) => remove(root, removal)?,
                _ => {}
            }
        }
        let directory = self.directory.name();
        let executor =
            |goal| Executor::new(root, self.interface, self.wanted.mode(), &directory, goal);
        let finished = plan.finished.as_ref().unwrap_or(&plan.goal);
        executor(finished).execute_all(&plan.finish, watch)?;
        let mut executor = executor(&plan.goal).with_note(note.as_ref());
        executor.execute_or_undo(&plan.change, watch)?;
        let untidy = executor.execute_all(&plan.tidy, watch).err();
        drop(executor);
        let examined = examine(self.directory, self.interface.name())?;
        Ok(Attachment {
            deployment: examined.deployment()?,
            applied: plan.applied,
            tables: plan.tables.clone(),
            untidy,
            trial: note.as_ref().map(|note| note.trial.clone()),
        })
    }

    /// Refuses what is attached and cannot become what is wanted.
    fn refuse_other(&self, examined: &Examined) -> Result<(), DeploymentError> {
        let interface = || self.interface.name().to_owned();
        if examined.current.is_none() {
            let id = examined.program_id().unwrap_or_default();
            return Err(DeploymentError::UnknownProgram {
                interface: interface(),
                id,
            });
        }
        let running = Running::on(self.interface)?;
        let asked = self.wanted.mode();
        match running.and_then(|running| running.mode) {
            Some(attached) if attached != asked => Err(DeploymentError::OtherMode {
                interface: interface(),
                attached,
                asked,
            }),
            _ => Ok(()),
        }
    }
}
