//! Attaching, and applying another policy to what is attached.

use std::{
    fs,
    ops::ControlFlow,
    time::{SystemTime, UNIX_EPOCH},
};

use super::{
    Applied, Attachment, Deployment, DeploymentError, Intent, PinRoot, Stage,
    adjust::{Changes, adjust, is_possible, remove_surplus, wait_for_programs},
    counts,
    detach::remove_gone,
    directory::{Directory, unpin},
    foreign::Running,
    found::{Examined, examine},
    generation::{EARLIER, Generation, PENDING, RECORD},
    lock::Lock,
    memory::{Memory, MemoryError},
    mode_of,
    plan::{Occasion, Plan},
    raise::{Inheritance, raise},
    stage::Watch,
};
use crate::{
    attach::{Interface, attach},
    link::AttachedLink,
};

/// A change of one interface, under its lock.
struct Change<'c, 'w> {
    directory: &'c Directory,
    interface: &'c Interface,
    intent: &'c Intent,
    watch: &'c mut Watch<'w>,
}

/// What is attached: the link, the generation whose program it holds, and what is known of that.
struct Current {
    link: AttachedLink,
    generation: Generation,
    /// `None` when another version made it.
    memory: Option<Memory>,
}

impl Deployment {
    /// Attaches `intent` to `interface`, or applies it to what is attached there. It stays when this process ends.
    ///
    /// `watch` is told each step before it is taken, and may end the change there; then, and after any error,
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
        watch: &mut dyn FnMut(&Stage) -> ControlFlow<()>,
    ) -> Result<Attachment, DeploymentError> {
        let watch = &mut Watch::new(watch);
        interface.check()?;
        let directory = Directory::of(root, interface)?;
        watch.before(Stage::MakeDirectory)?;
        let _lock = Lock::make(&directory, interface.name())?;
        let change = Change {
            directory: &directory,
            interface,
            intent,
            watch,
        };
        let mut attachment = change.make().inspect_err(|_| {
            // The error is what has to be told; an empty directory is no harm.
            let _removed = directory.remove_if_empty();
        })?;
        let cleaned = remove_gone(root, &directory, interface, watch);
        attachment.untidy = attachment.untidy.or(cleaned.err());
        Ok(attachment)
    }
}

impl Change<'_, '_> {
    fn make(mut self) -> Result<Attachment, DeploymentError> {
        let examined = examine(self.directory, self.interface.name())?;
        if !examined.is_active() {
            if let Some(running) = Running::on(self.interface)? {
                return Err(running.refuse(self.interface));
            }
            // What is left of another steering does nothing.
            drop(examined);
            self.directory.unpin_link(self.watch)?;
            self.directory.remove_generations(None, self.watch)?;
            return self.first();
        }
        let current = self.current(examined)?;
        self.refuse_other_mode(&current)?;
        let memory = match &current.memory {
            Some(memory) => self.roll_forward(&current.generation, memory.clone())?,
            None => None,
        };
        let Some(memory) = memory else {
            let plan = self.plan(now())?;
            return self.switch(&current, None, &plan);
        };
        let plan = self.plan(memory.record.attached_at)?;
        let from = Plan::recall(memory)?;
        self.tidy(&current.generation, &from)?;
        self.apply(&current, &from, plan)
    }

    fn current(&self, examined: Examined) -> Result<Current, DeploymentError> {
        let unknown = |id| DeploymentError::UnknownProgram {
            interface: self.interface.name().to_owned(),
            id,
        };
        let (link, state) = examined.link.ok_or_else(|| unknown(0))?;
        let generation = examined.current.ok_or_else(|| unknown(state.program_id))?;
        let memory = match generation.memory() {
            Err(DeploymentError::Memory(
                MemoryError::OtherVersion { .. } | MemoryError::Malformed { .. },
            )) => None,
            memory => Some(memory?),
        };
        Ok(Current {
            link,
            generation,
            memory,
        })
    }

    fn refuse_other_mode(&self, current: &Current) -> Result<(), DeploymentError> {
        let attached = match &current.memory {
            Some(memory) => Some(mode_of(&memory.record)),
            None => Running::on(self.interface)?.and_then(|running| running.mode),
        };
        let asked = self.intent.mode;
        match attached {
            Some(attached) if attached != asked => Err(DeploymentError::OtherMode {
                interface: self.interface.name().to_owned(),
                attached,
                asked,
            }),
            _ => Ok(()),
        }
    }

    fn plan(&self, attached_at: u64) -> Result<Plan, DeploymentError> {
        let occasion = Occasion {
            interface: self.interface,
            netns: self.directory.netns(),
            attached_at,
            now: now(),
        };
        Plan::new(self.intent, &occasion)
    }

    /// Attaches where nothing was attached.
    fn first(&mut self) -> Result<Attachment, DeploymentError> {
        let plan = self.plan(now())?;
        let generation = Generation::new(self.directory.path(), 1);
        let mode = self.intent.mode;
        let attached = raise(&generation, &plan, mode, Inheritance::default(), self.watch);
        let attached = attached.and_then(|steering| {
            self.watch.before(Stage::Attach)?;
            let attached = attach(steering.program(), self.interface, mode)?;
            self.watch.before(Stage::PinLink)?;
            attached.pin(self.directory.link())?;
            Ok(())
        });
        if let Err(error) = attached {
            return Err(take_back(error, || {
                generation.remove(&mut Watch::new(&mut keep_on))
            }));
        }
        self.done(Applied::Attached, None)
    }

    /// Applies `to`, by the smallest change that does.
    fn apply(
        &mut self,
        current: &Current,
        from: &Plan,
        mut to: Plan,
    ) -> Result<Attachment, DeploymentError> {
        let (old, new) = (&from.memory.record, &to.memory.record);
        let same_text = (&old.policy, &old.source) == (&new.policy, &new.source);
        if !to.has_program_of(&from.memory) || !is_possible(&current.generation, from, &to)? {
            return self.switch(current, Some(from), &to);
        }
        if to.does_the_same_as(&from.memory) {
            to.memory.record.applied_at = from.memory.record.applied_at;
            // An interface that packets are sent out of may have become another one of the same name.
            if same_text && to.memory.devices.is_empty() {
                return self.done(Applied::Unchanged, None);
            }
        }
        self.change_in_place(&current.generation, from, &to)
    }

    /// Puts a new generation in the place of the current one.
    fn switch(
        &mut self,
        current: &Current,
        from: Option<&Plan>,
        to: &Plan,
    ) -> Result<Attachment, DeploymentError> {
        let last = self.directory.generations()?.last().map(Generation::number);
        let number = last.map_or(1, |last| last.wrapping_add(1).max(1));
        let generation = Generation::new(self.directory.path(), number);
        let switched = self.raise_and_switch(current, from, to, &generation);
        let kept_queues = match switched {
            Ok(kept_queues) => kept_queues,
            Err(error) => {
                return Err(take_back(error, || {
                    let keep_on = &mut keep_on;
                    let watch = &mut Watch::new(keep_on);
                    generation.remove(watch)?;
                    if let Some(from) = from {
                        remove_surplus(&current.generation, from, watch)?;
                    }
                    Ok(())
                }));
            }
        };
        let untidy = from.map_or(Ok(()), |from| {
            self.count_last(current, from, to, &generation)
        });
        let untidy = untidy.and_then(|()| self.tidy(&generation, to)).err();
        self.done(Applied::Switched { kept_queues }, untidy)
    }

    /// Adds what the old program counted until the new one took its place.
    fn count_last(
        &mut self,
        current: &Current,
        from: &Plan,
        to: &Plan,
        generation: &Generation,
    ) -> Result<(), DeploymentError> {
        if from.memory.record.rules == to.memory.record.rules {
            return Ok(());
        }
        wait_for_programs();
        let counted = counts::counted(&current.generation, &from.memory.record.rules)?;
        self.watch.before(Stage::Pin(EARLIER.into()))?;
        counts::keep(&counted, generation)
    }

    fn raise_and_switch(
        &mut self,
        current: &Current,
        from: Option<&Plan>,
        to: &Plan,
        generation: &Generation,
    ) -> Result<bool, DeploymentError> {
        let inheritance = match from {
            Some(from) => Inheritance::of(&current.generation, &from.memory, to)?,
            None => Inheritance::default(),
        };
        let kept_queues = inheritance.keeps_all_queues();
        let keeps_counters = inheritance.keeps_counters();
        let steering = raise(generation, to, self.intent.mode, inheritance, self.watch)?;
        let expected = current.generation.program()?;
        let expected = expected.ok_or_else(|| DeploymentError::NotAttached {
            interface: self.interface.name().to_owned(),
        })?;
        let earlier = match from {
            Some(_) if keeps_counters => counts::earlier(&current.generation)?,
            Some(from) => Some(counts::counted(
                &current.generation,
                &from.memory.record.rules,
            )?),
            None => None,
        };
        if let Some(earlier) = earlier {
            self.watch.before(Stage::Pin(EARLIER.into()))?;
            counts::keep(&earlier, generation)?;
        }
        self.watch.before(Stage::Switch)?;
        current.link.replace(steering.program(), expected)?;
        Ok(kept_queues)
    }

    /// Changes the maps of the current generation, under a record of what they are to become.
    fn change_in_place(
        &mut self,
        generation: &Generation,
        from: &Plan,
        to: &Plan,
    ) -> Result<Attachment, DeploymentError> {
        self.watch.before(Stage::Pin(PENDING.into()))?;
        to.memory.to_map()?.pin(generation.at(PENDING))?;
        let changed = adjust(generation, from, to, self.watch)
            .and_then(|changes| self.commit(generation).map(|()| changes));
        let mut changes = match changed {
            Ok(changes) => changes,
            Err(error) => {
                return Err(take_back(error, || {
                    let keep_on = &mut keep_on;
                    let watch = &mut Watch::new(keep_on);
                    adjust(generation, to, from, watch)?;
                    remove_surplus(generation, from, watch)?;
                    unpin(&generation.at(PENDING))
                }));
            }
        };
        let untidy = match remove_surplus(generation, to, self.watch) {
            Ok(removed) => {
                changes.queues_removed = removed;
                None
            }
            Err(error) => Some(error),
        };
        let applied = if changes == Changes::default() {
            Applied::Unchanged
        } else {
            Applied::Adjusted(changes)
        };
        self.done(applied, untidy)
    }

    /// Finishes a change in place that was interrupted. Gives what is known of the generation then; nothing when
    /// another version began the change, so that it is not known what is in the maps.
    fn roll_forward(
        &mut self,
        generation: &Generation,
        memory: Memory,
    ) -> Result<Option<Memory>, DeploymentError> {
        let pending = match generation.pending() {
            Err(DeploymentError::Memory(
                MemoryError::OtherVersion { .. } | MemoryError::Malformed { .. },
            )) => return Ok(None),
            pending => pending?,
        };
        let Some(pending) = pending else {
            return Ok(Some(memory));
        };
        let (from, to) = (Plan::recall(memory)?, Plan::recall(pending)?);
        adjust(generation, &from, &to, self.watch)?;
        self.commit(generation)?;
        Ok(Some(to.memory))
    }

    fn commit(&mut self, generation: &Generation) -> Result<(), DeploymentError> {
        self.watch.before(Stage::Commit)?;
        let (pending, record) = (generation.at(PENDING), generation.at(RECORD));
        fs::rename(pending, &record).map_err(DeploymentError::directory("write", record))
    }

    /// Removes what does not belong to the current generation.
    fn tidy(&mut self, current: &Generation, plan: &Plan) -> Result<(), DeploymentError> {
        remove_surplus(current, plan, self.watch)?;
        self.directory.remove_generations(Some(current), self.watch)
    }

    fn done(
        &self,
        applied: Applied,
        untidy: Option<DeploymentError>,
    ) -> Result<Attachment, DeploymentError> {
        let examined = examine(self.directory, self.interface.name())?;
        Ok(Attachment {
            deployment: examined.deployment()?,
            applied,
            untidy,
        })
    }
}

/// Undoes what was done before `error`.
fn take_back(
    error: DeploymentError,
    undo: impl FnOnce() -> Result<(), DeploymentError>,
) -> DeploymentError {
    match undo() {
        Ok(()) => error,
        Err(source) => DeploymentError::HalfWay {
            change: Box::new(error),
            source: Box::new(source),
        },
    }
}

/// Undoing is not interrupted.
fn keep_on(_: &Stage) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Seconds since 1970.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
