//! Doing what was planned, operation by operation.

use std::{
    ffi::OsStr,
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

use softrss_codegen::{
    image::{Element, Program, Queue},
    lanes::{LANES, TARGETS},
};
use softrss_core::{CpuId, Qsize, policy::Key};

use super::{
    counts,
    diff::{Goal, Inherited},
    error::DeploymentError,
    files::{make, remove_if_empty, unpin},
    generation::{self, Generation, PENDING, PROGRAM, RECORD},
    grace::wait_for_programs,
    moves::Moves,
    operation::{Operation, Removal, TargetQueue},
    root::{PinRoot, SEED},
    trial::{Note, TRIAL},
    watch::Watch,
};
use crate::{
    attach::{Attached, Interface, XdpMode, attach},
    lanes::Shared,
    link::AttachedLink,
    load::Loaded,
    map::{CpuMap, PlainMap},
    stats::{LaneRows, Observers, QueueCounters},
    steering::{
        AnyMap, Maps, Steering, SteeringError, entry_of, load_program, remove_entry, store_device,
        store_entry, store_table,
    },
};

/// Executes the operations of a plan.
pub(super) struct Executor<'p> {
    root: &'p PinRoot,
    interface: &'p Interface,
    mode: XdpMode,
    goal: &'p Goal,
    /// The directory of the interface, relative to the root.
    directory: &'p str,
    /// The new generation, once it is loaded.
    steering: Option<Steering>,
    /// The maps of the current generation, when they are changed in place.
    maps: Maps,
    /// Programs for queues of maps that are in use.
    entries: Vec<(Program, Loaded)>,
    sums: Option<QueueCounters>,
    /// By step.
    observers: Vec<Observers>,
    attached: Option<Attached>,
    /// What is written down of a trial.
    note: Option<&'p Note>,
}

impl<'p> Executor<'p> {
    pub(super) fn new(
        root: &'p PinRoot,
        interface: &'p Interface,
        mode: XdpMode,
        directory: &'p str,
        goal: &'p Goal,
    ) -> Self {
        Self {
            root,
            interface,
            mode,
            goal,
            directory,
            steering: None,
            maps: Maps::new(),
            entries: Vec::new(),
            sums: None,
            observers: Vec::new(),
            attached: None,
            note: None,
        }
    }

    /// With what is written down of a trial.
    pub(super) fn with_note(self, note: Option<&'p Note>) -> Self {
        Self { note, ..self }
    }

    /// Does `operations`, each of which is told first.
    pub(super) fn execute_all(
        &mut self,
        operations: &[Operation],
        watch: &mut Watch<'_>,
    ) -> Result<(), DeploymentError> {
        for operation in operations {
            watch.before(operation)?;
            self.execute(operation)?;
        }
        Ok(())
    }

    /// Does `operations`, each of which is told first, or none of them: what was done is undone before an error is
    /// returned.
    pub(super) fn execute_or_undo(
        &mut self,
        operations: &[Operation],
        watch: &mut Watch<'_>,
    ) -> Result<(), DeploymentError> {
        for (index, operation) in operations.iter().enumerate() {
            let done = watch.before(operation);
            // An operation that fails may have been done by half.
            let (done, begun) = match done {
                Err(error) => (Err(error), index),
                Ok(()) => (self.execute(operation), index + 1),
            };
            if let Err(error) = done {
                return Err(match self.undo(&operations[..begun]) {
                    Ok(()) => error,
                    Err(source) => DeploymentError::HalfWay {
                        change: Box::new(error),
                        source: Box::new(source),
                    },
                });
            }
        }
        Ok(())
    }

    fn undo(&mut self, operations: &[Operation]) -> Result<(), DeploymentError> {
        // What was attached has no name yet.
        drop(self.attached.take());
        for operation in operations.iter().rev() {
            if let Some(inverse) = operation.inverse() {
                self.execute(&inverse)?;
            }
        }
        Ok(())
    }

    fn execute(&mut self, operation: &Operation) -> Result<(), DeploymentError> {
        match operation {
            Operation::MakeDirectory { path } => make(&self.at(path)),
            Operation::Load { .. } => self.load(),
            // It is pinned before there is a plan.
            Operation::PinSeed { .. } => Err(absent(SEED)),
            Operation::Observe { queues } => self.observe(queues),
            Operation::AddQueue { queues, queue }
            | Operation::ReplaceQueue { queues, queue, .. } => self.store_queue(queues, queue),
            Operation::Drain { queues, cpu } => self.drain(queues, *cpu),
            Operation::RemoveQueue { queues, cpu } => Ok(self.queues(queues)?.remove(*cpu)?),
            Operation::StoreDevice { slot, interface } => match self.map("devices")? {
                AnyMap::Devices(map) => Ok(store_device(map, *slot, interface)?),
                _ => Err(absent("devices")),
            },
            Operation::StoreTable { cpus, .. } => {
                let epoch = self.begin_epoch()?;
                Ok(store_table(self.plain("tables")?, cpus, epoch)?)
            }
            Operation::StoreEntry { map, key, cpu, .. } => {
                let element = self.element(map, key, *cpu)?;
                Ok(store_entry(self.plain(map)?, &element)?)
            }
            Operation::RemoveEntry { map, key, before } => {
                let element = self.element(map, key, *before)?;
                Ok(remove_entry(self.plain(map)?, &element)?)
            }
            Operation::Pin { path, .. } => self.pin(path),
            Operation::PinObservers { path, .. } => self.pin_observers(path),
            Operation::KeepCounts { path } => self.keep_counts(path),
            Operation::Attach { .. } => {
                let program = self.steering()?.program();
                self.attached = Some(attach(program, self.interface, self.mode)?);
                Ok(())
            }
            Operation::PinLink { path } => {
                let path = self.at(path);
                let attached = self.attached.as_ref();
                Ok(attached.ok_or_else(|| absent("link"))?.pin(path)?)
            }
            Operation::Switch { .. } => self.switch(),
            Operation::Commit { path } => {
                let record = self.at(path);
                let pending = record.with_file_name(PENDING);
                fs::rename(pending, &record).map_err(DeploymentError::directory("write", record))
            }
            Operation::Wait => {
                wait_for_programs();
                Ok(())
            }
            Operation::Remove(removal) => remove(self.root, removal),
        }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    fn generation(&self, number: u32) -> Generation {
        Generation::new(&self.at(self.directory), number)
    }

    /// The generation that was at work before a new one, and what goes on of it.
    fn former(&self) -> Option<(Generation, &'p Inherited)> {
        let inherited = self.goal.inherited.as_ref()?;
        Some((self.generation(inherited.from?), inherited))
    }

    /// Whether the map called `name` goes on.
    fn inherits(&self, name: &str) -> bool {
        let inherited = self.goal.inherited.as_ref();
        inherited.is_some_and(|inherited| inherited.maps.contains_key(name))
    }

    fn steering(&self) -> Result<&Steering, DeploymentError> {
        self.steering.as_ref().ok_or_else(|| absent("cpus"))
    }

    /// Makes a new generation; or else gets ready to load programs for queues that are in use.
    fn load(&mut self) -> Result<(), DeploymentError> {
        if self.goal.inherited.is_none() {
            return Ok(());
        }
        let image = &self.goal.stored.image;
        let mut given = Maps::new();
        let mut sums = None;
        if let Some((former, inherited)) = self.former() {
            for (name, from) in &inherited.maps {
                if let Some(map) = image.map(name) {
                    given.insert(name.clone(), AnyMap::open(map, &former.at(from))?);
                }
            }
            if inherited.is_observed {
                sums = Some(former.sums()?);
            }
        }
        self.steering = Some(Steering::load_with(image, given)?);
        self.sums = Some(sums.map_or_else(QueueCounters::create, Ok)?);
        Ok(())
    }

    /// Counts what happens in the queues, before the first packet comes.
    fn observe(&mut self, queues: &str) -> Result<(), DeploymentError> {
        let steering = self.steering()?;
        let step = self.observers.len();
        let (Some(AnyMap::Queues(map)), Some(sums)) = (steering.maps().get(queues), &self.sums)
        else {
            return Err(absent("queues"));
        };
        let former = self.former().filter(|(_, former)| former.is_observed);
        let from = former.and_then(|(former, inherited)| {
            let from = inherited.steps.get(step).copied().flatten()?;
            Some((former.observers(from), inherited.shares_devices))
        });
        let was_in_use = from.is_some();
        let (mut observers, watches_devices) = match from {
            Some((observers, watches_devices)) => (observers?, watches_devices),
            None => (Observers::attach(sums, map, self.mode)?, false),
        };
        match steering.lane_maps() {
            None => observers.stop_following(),
            Some(_) if was_in_use && self.inherits(LANES) && observers.follows() => {}
            Some((layout, lanes, targets)) => {
                let step = u16::try_from(step).map_err(|_many| absent("queues"))?;
                if was_in_use {
                    let most = Qsize::MAX.frames();
                    let shared = Shared::new(targets, layout).map_err(SteeringError::from)?;
                    shared.expect(step, most.into());
                }
                let rows = LaneRows {
                    lanes,
                    targets,
                    layout,
                    step,
                };
                observers.follow(&rows, map, self.mode)?;
            }
        }
        // What concerns the whole interface is counted beside the first step.
        if step == 0 {
            observers.watch(sums, steering.program())?;
            if let Some(devices) = steering.devices()
                && !watches_devices
            {
                observers.watch_devices(sums, devices)?;
            }
        }
        self.observers.push(observers);
        Ok(())
    }

    /// The maps that are changed: those of a new generation, or of the current one.
    fn map(&mut self, name: &str) -> Result<&AnyMap, DeploymentError> {
        if self.steering.is_none() {
            self.open(name)?;
        }
        self.maps().get(name).ok_or_else(|| absent("queues"))
    }

    fn maps(&self) -> &Maps {
        self.steering.as_ref().map_or(&self.maps, Steering::maps)
    }

    /// Opens a map of the current generation.
    fn open(&mut self, name: &str) -> Result<(), DeploymentError> {
        if !self.maps.contains_key(name)
            && let Some(map) = self.goal.stored.image.map(name)
        {
            let path = self.generation(self.goal.generation).at(name);
            self.maps.insert(name.to_owned(), AnyMap::open(map, &path)?);
        }
        Ok(())
    }

    /// A new epoch of the buckets, if they move in order.
    fn begin_epoch(&mut self) -> Result<Option<u32>, DeploymentError> {
        let Some(layout) = self.goal.stored.image.lanes() else {
            return Ok(None);
        };
        let shared = Shared::new(self.plain(TARGETS)?, layout).map_err(SteeringError::from)?;
        Ok(Some(shared.begin_epoch()))
    }

    /// Waits until nothing is sent to a target any more, and all that was is delivered.
    fn drain(&mut self, queues: &str, cpu: CpuId) -> Result<(), DeploymentError> {
        /// Much longer than a queue needs, and no longer than somebody would wait for a command.
        const LONG: Duration = Duration::from_secs(3);
        let image = &self.goal.stored.image;
        let step = image.queues().position(|(map, _)| map.name == queues);
        let step = step.and_then(|step| u16::try_from(step).ok());
        let generation = self.generation(self.goal.generation);
        let (Some(moves), Some(step)) = (Moves::open(&generation, image)?, step) else {
            return Ok(());
        };
        let begin = Instant::now();
        while !moves.is_left(step, cpu) {
            if begin.elapsed() > LONG {
                return Err(DeploymentError::Draining { cpu });
            }
        }
        Ok(())
    }

    /// What is in the map called `name` for an entry of a table.
    fn element(&self, name: &str, key: &Key, cpu: CpuId) -> Result<Element, DeploymentError> {
        let map = self.goal.stored.image.map(name);
        Ok(map.ok_or_else(|| absent("tables"))?.element(key, cpu))
    }

    fn queues(&mut self, name: &str) -> Result<&CpuMap, DeploymentError> {
        match self.map(name)? {
            AnyMap::Queues(queues) => Ok(queues),
            _ => Err(absent("queues")),
        }
    }

    fn plain(&mut self, name: &str) -> Result<&PlainMap, DeploymentError> {
        match self.map(name)? {
            AnyMap::Plain(map) => Ok(map),
            _ => Err(absent("tables")),
        }
    }

    fn store_queue(&mut self, queues: &str, queue: &TargetQueue) -> Result<(), DeploymentError> {
        if let Some(program) = &queue.program {
            self.load_entry(program)?;
        }
        let entry = Queue {
            cpu: queue.cpu,
            qsize: queue.qsize,
            program: None,
        };
        let entries = std::mem::take(&mut self.entries);
        let mut loaded = entries.iter();
        let loaded = loaded.find(|(program, _)| Some(program) == queue.program.as_ref());
        let entry = entry_of(&entry, loaded.map(|(_, loaded)| loaded));
        let stored = self
            .queues(queues)
            .and_then(|map| Ok(map.insert(queue.cpu, &entry)?));
        self.entries = entries;
        stored
    }

    /// Loads a program for queues that are in use, once.
    fn load_entry(&mut self, program: &Program) -> Result<(), DeploymentError> {
        if self.entries.iter().any(|(known, _)| known == program) {
            return Ok(());
        }
        let names = program.code().declared_maps();
        let names: Vec<String> = names.iter().map(|map| map.name.to_string()).collect();
        if self.steering.is_none() {
            for name in &names {
                self.open(name)?;
            }
        }
        let loaded = load_program(program, self.maps())?;
        self.entries.push((program.clone(), loaded));
        Ok(())
    }

    fn pin(&self, path: &str) -> Result<(), DeploymentError> {
        let at = self.at(path);
        let name = path.rsplit('/').next().unwrap_or(path);
        if name == RECORD || name == PENDING {
            let mut stored = self.goal.stored.clone();
            stored.record.objects = self.generation(self.goal.generation).objects()?;
            return Ok(stored.to_map()?.pin(at)?);
        }
        if name == TRIAL {
            return self.note.ok_or_else(|| absent(TRIAL))?.pin(&at);
        }
        if name == PROGRAM {
            return Ok(self.steering()?.program().pin(at)?);
        }
        match self.steering()?.maps().get(name) {
            Some(map) => Ok(map.pin(&at)?),
            None => Err(absent("pinned")),
        }
    }

    fn pin_observers(&self, path: &str) -> Result<(), DeploymentError> {
        let at = self.at(path);
        let name = at.file_name().and_then(OsStr::to_str);
        if let Some(step) = name.and_then(generation::watched_step) {
            let observers = self.observers.get(step);
            return Ok(observers.ok_or_else(|| absent("observers"))?.pin(at)?);
        }
        let sums = self.sums.as_ref().ok_or_else(|| absent("sums"))?;
        Ok(sums.pin(at.parent().unwrap_or(&at))?)
    }

    /// Keeps in the generation of `path` what was counted before it: by those before the former one, and by that, too,
    /// unless its counters go on.
    fn keep_counts(&self, path: &str) -> Result<(), DeploymentError> {
        let at = self.at(path);
        let (Some((former, inherited)), Some(directory)) = (self.former(), at.parent()) else {
            return Ok(());
        };
        let counted = match &inherited.counters {
            Some(names) if !inherited.maps.contains_key("counters") => {
                Some(counts::counted(&former, names)?)
            }
            _ => counts::earlier(&former)?,
        };
        counted.map_or(Ok(()), |counted| counts::keep(&counted, directory))
    }

    fn switch(&self) -> Result<(), DeploymentError> {
        let not_attached = || DeploymentError::NotAttached {
            interface: self.interface.name().to_owned(),
        };
        let (former, _) = self.former().ok_or_else(not_attached)?;
        let link = AttachedLink::open(self.at(self.directory).join("link"))?;
        // The one that is pinned, also where another one has taken its place; or the one that has lost its pin.
        let expected = match former.program_with(link.state()?.program_id)? {
            Some(expected) => expected,
            None => former.program()?.ok_or_else(not_attached)?,
        };
        Ok(link.replace(self.steering()?.program(), expected)?)
    }
}

/// An operation comes before the one that makes what it is about.
fn absent(map: &'static str) -> DeploymentError {
    SteeringError::NoMap { map }.into()
}

/// Takes something away. What is gone already is no error.
pub(super) fn remove(root: &PinRoot, removal: &Removal) -> Result<(), DeploymentError> {
    match removal {
        Removal::Detach { path } => Ok(AttachedLink::open(root.path().join(path))?.detach()?),
        Removal::Unpin { path } => unpin(&root.path().join(path)),
        Removal::RemoveDirectory { path } => {
            let at = root.path().join(path);
            let number = at.file_name().and_then(generation::number);
            if let (Some(number), Some(directory)) = (number, at.parent()) {
                // All that softrss makes in it, of a generation that did not come to be.
                return Generation::new(directory, number).remove();
            }
            generation::remove_observers(&at)?;
            remove_if_empty(&at)?;
            Ok(root.remove_if_empty()?)
        }
    }
}
