//! A new generation: made, filled, counted and pinned, before any packet comes to it.

use std::borrow::Cow;

use super::{
    DeploymentError, Stage,
    directory::make,
    generation::{Generation, PROGRAM, RECORD},
    memory::Memory,
    plan::Plan,
    stage::Watch,
};
use crate::{
    attach::XdpMode,
    map::CpuMap,
    stats::{Observers, QueueCounters},
    steering::{Parts, Steering},
};

/// What a generation takes over from the one before: what is in use goes on, so that no packet is overtaken and no
/// count begins anew.
#[derive(Default)]
pub(super) struct Inheritance {
    parts: Parts,
    sums: Option<QueueCounters>,
    /// By step, for the queues that are in `parts`.
    observers: Vec<Option<Observers>>,
    shares_devices: bool,
}

impl Inheritance {
    /// What `plan` can take over from `current`, the generation of `memory`.
    pub(super) fn of(
        current: &Generation,
        memory: &Memory,
        plan: &Plan,
    ) -> Result<Self, DeploymentError> {
        let mut inheritance = Self {
            sums: Some(current.sums()?),
            ..Self::default()
        };
        let mut taken = Vec::new();
        for step in 0..plan.policy.steps().len() {
            let from = inherited_step(plan, step, memory, &taken);
            taken.extend(from);
            let queue = from.map(|from| fitting_queue(current, from, plan, step));
            let queue = queue.transpose()?.flatten();
            let observers = match (from, &queue) {
                (Some(from), Some(_)) => Some(current.observers(from)?),
                _ => None,
            };
            inheritance.parts.queues.push(queue);
            inheritance.observers.push(observers);
        }
        if !memory.devices.is_empty() && memory.devices == plan.memory.devices {
            inheritance.parts.devices = Some(current.devices()?);
            inheritance.shares_devices = true;
        }
        if plan.policy.policy().observe.latency && current.has_latency()? {
            inheritance.parts.latency = Some(current.latency()?);
        }
        let rules = &memory.record.rules;
        if *rules == plan.memory.record.rules {
            inheritance.parts.counters = Some(current.counters(rules.len())?);
        }
        Ok(inheritance)
    }

    /// Whether the counters go on, so that what they counted is in them.
    pub(super) fn keeps_counters(&self) -> bool {
        self.parts.counters.is_some()
    }

    /// Whether all queues go on, so that no packet can be overtaken.
    pub(super) fn keeps_all_queues(&self) -> bool {
        self.parts.queues.iter().all(Option::is_some)
    }
}

/// The step whose queues can go on as those of `step`.
fn inherited_step(plan: &Plan, step: usize, memory: &Memory, taken: &[usize]) -> Option<usize> {
    let others = 0..memory.entries.len();
    let mut fitting =
        others.filter(|other| !taken.contains(other) && plan.has_queues_of(step, memory, *other));
    let first = fitting.next();
    if first == Some(step) || fitting.any(|other| other == step) {
        return Some(step);
    }
    first
}

/// The queues of step `from`, unless somebody changed them meanwhile to what `step` does not want.
fn fitting_queue(
    current: &Generation,
    from: usize,
    plan: &Plan,
    step: usize,
) -> Result<Option<CpuMap>, DeploymentError> {
    let queue = current.queue(from)?;
    let qsize = plan.policy.policy().targets.qsize;
    let has_program = plan.memory.entries[step].is_some();
    for cpu in plan.policy.step_cpus(step).iter() {
        if cpu.number() >= queue.max_entries() {
            return Ok(None);
        }
        let slot = queue.get(cpu)?;
        let fits =
            slot.is_none_or(|slot| slot.qsize == qsize && slot.program_id.is_some() == has_program);
        if !fits {
            return Ok(None);
        }
    }
    Ok(Some(queue))
}

/// Makes everything of `plan`, and pins it in `generation`.
pub(super) fn raise(
    generation: &Generation,
    plan: &Plan,
    mode: XdpMode,
    inheritance: Inheritance,
    watch: &mut Watch<'_>,
) -> Result<Steering, DeploymentError> {
    let Inheritance {
        parts,
        sums,
        observers,
        shares_devices,
    } = inheritance;
    watch.before(Stage::Load)?;
    let shared: Vec<bool> = parts.queues.iter().map(Option::is_some).collect();
    let steering = {
        let mut before = |step: usize, cpu| {
            if shared.get(step) == Some(&true) {
                watch.before(Stage::AddQueue(cpu))?;
            }
            Ok::<(), DeploymentError>(())
        };
        Steering::load_with(&plan.policy, plan.options, parts, &mut before)?
    };
    let sums = sums.map_or_else(QueueCounters::create, Ok)?;
    let observers = observe(&steering, &sums, observers, mode, shares_devices)?;
    watch.before(Stage::MakeDirectory)?;
    generation.make()?;
    pin_steering(generation, &steering, watch)?;
    watch.before(Stage::Pin("sums".into()))?;
    sums.pin(generation.path())?;
    for (step, observers) in observers.iter().enumerate() {
        let name = Generation::watch_name(step);
        let at = generation.at(&name);
        watch.before(Stage::Pin(name.into()))?;
        make(&at)?;
        observers.pin(&at)?;
    }
    watch.before(Stage::Pin(RECORD.into()))?;
    plan.memory.to_map()?.pin(generation.at(RECORD))?;
    Ok(steering)
}

/// Counts what happens in the queues, before the first packet comes.
fn observe(
    steering: &Steering,
    sums: &QueueCounters,
    mut inherited: Vec<Option<Observers>>,
    mode: XdpMode,
    shares_devices: bool,
) -> Result<Vec<Observers>, DeploymentError> {
    inherited.resize_with(steering.queues().len(), || None);
    let mut all = Vec::new();
    for (step, (queue, inherited)) in steering.queues().iter().zip(inherited).enumerate() {
        let watches_devices = inherited.is_some() && shares_devices;
        let mut observers = match inherited {
            Some(observers) => observers,
            None => Observers::attach(sums, queue, mode)?,
        };
        // What concerns the whole interface is counted beside the first step.
        if step == 0 {
            observers.watch(sums, steering.program())?;
            if let Some(devices) = steering.devices()
                && !watches_devices
            {
                observers.watch_devices(sums, devices)?;
            }
        }
        all.push(observers);
    }
    Ok(all)
}

fn pin_steering(
    generation: &Generation,
    steering: &Steering,
    watch: &mut Watch<'_>,
) -> Result<(), DeploymentError> {
    for (step, queue) in steering.queues().iter().enumerate() {
        let name = Generation::queue_name(step);
        let at = generation.at(&name);
        watch.before(Stage::Pin(name.into()))?;
        queue.pin(at)?;
    }
    if let Some(devices) = steering.devices() {
        watch.before(Stage::Pin("devices".into()))?;
        devices.pin(generation.at("devices"))?;
    }
    if let Some(latency) = steering.latency() {
        watch.before(Stage::Pin("latency".into()))?;
        latency.pin(generation.at("latency"))?;
    }
    if let Some(counters) = steering.counters() {
        watch.before(Stage::Pin("counters".into()))?;
        counters.pin(generation.at("counters"))?;
    }
    for (name, map) in steering.maps() {
        watch.before(Stage::Pin(Cow::Owned(name.clone())))?;
        map.pin(generation.at(name))?;
    }
    watch.before(Stage::Pin(PROGRAM.into()))?;
    steering.program().pin(generation.at(PROGRAM))?;
    Ok(())
}
