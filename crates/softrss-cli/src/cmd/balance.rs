//! `softrss balance`: moves buckets to where there is room.

use std::{
    fmt::Write as _,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    thread,
    time::{Duration, Instant},
};

use serde::Serialize;
use softrss::{
    Deployment, DeploymentError, Interface, TargetCpus, TargetState,
    deployment::{Counted, Owner, moved},
};
use softrss_core::{
    CpuId, CpuSet,
    balance::{Group, Limits, Plan, Sample, plan},
};

use super::{interrupt::interruptible, refusal};
use crate::{
    Failure,
    report::{SCHEMA, json, number, say_done, shown},
};

/// Pauses between two looks: the first while something changes, the last in calm.
const SHORTEST: Duration = Duration::from_millis(50);
const LONGEST: Duration = Duration::from_secs(1);
/// How long is counted for a plan that is only shown.
const ONE_LOOK: Duration = Duration::from_secs(1);
/// How long is counted at most until there are enough packets to tell shares by.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long is slept before it is looked whether to end.
const TICK: Duration = Duration::from_millis(20);

/// Move flows to where there is room, in order
///
/// It counts the packets of each bucket of flows, and moves those that bring the busiest target nearest to its share. A bucket
/// follows once none of its packets is on its way, so nothing is lost or overtaken. Targets that go offline are left, and taken
/// again when they are back. The policy needs a `[balance]` section. It runs until it is interrupted; what it has done stays.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The interfaces
    #[arg(value_name = "IFACE", required = true)]
    interfaces: Vec<String>,
    /// Count for a second, say what would move, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print each step as a line of JSON
    #[arg(long)]
    json: bool,
}

/// The JSON object: a step.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Step<'s> {
    /// The version of this object.
    schema: u32,
    /// The interface.
    interface: &'s str,
    /// How long was counted, in nanoseconds.
    counted_ns: u64,
    /// Packets that were counted.
    packets: u64,
    /// Packets of the target that is most above its share, by its share; `null` where there were too few packets to tell.
    imbalance: Option<f64>,
    /// The same once all that moves has moved, for packets like these.
    expected: Option<f64>,
    /// No plan could reach less, as buckets are not divided, and what is fixed stays.
    bound: Option<f64>,
    /// The buckets that move.
    moves: Vec<Moved>,
    /// Buckets that alone are more than a share, and stay.
    elephants: Vec<Elephant>,
    /// Buckets that are still where they should not be, because packets of them are on their way, or none came.
    pending: usize,
    /// Targets that are offline, or have just come back.
    left_out: Vec<u32>,
    /// Targets that have a bound thread again.
    renewed: Vec<u32>,
}

/// A bucket that moves.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Moved {
    /// Its number, counted over all indirection tables.
    bucket: usize,
    /// Where it went.
    from: u32,
    /// Where it goes.
    to: u32,
    /// Its packets.
    packets: u64,
}

/// A bucket that stays.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Elephant {
    /// Its number, counted over all indirection tables.
    bucket: usize,
    /// Where it stays.
    cpu: u32,
    /// Its packets per second.
    pps: f64,
}

/// Runs the command.
///
/// # Errors
/// [`Failure`]
pub fn run(args: &Args) -> Result<(), Failure> {
    let stop = interruptible()?;
    let owner = if args.dry_run {
        Owner::onlooker
    } else {
        Owner::new
    };
    let open = |name: &String| Balanced::open(name, owner).map_err(refusal::deployment);
    let mut all: Vec<Balanced> = args.interfaces.iter().map(open).collect::<Result<_, _>>()?;
    if args.dry_run {
        sleep(ONE_LOOK, &stop);
        let machine = TargetCpus::read();
        return all.iter_mut().try_for_each(|one| {
            let looked = one.look(&machine);
            one.tell(&looked, args)
        });
    }
    while !stop.load(Relaxed) {
        let machine = TargetCpus::read();
        for one in &mut all {
            if one.due <= Instant::now() {
                one.step(&machine, args)?;
            }
        }
        let next = all.iter().map(|one| one.due).min();
        let pause = next.map_or(TICK, |next| next.saturating_duration_since(Instant::now()));
        sleep(pause, &stop);
    }
    Ok(())
}

fn sleep(long: Duration, stop: &Arc<AtomicBool>) {
    let end = Instant::now() + long;
    while !stop.load(Relaxed) {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return;
        }
        thread::sleep(left.min(TICK));
    }
}

/// An interface whose buckets are moved.
struct Balanced {
    owner: Owner,
    groups: Vec<Group>,
    limits: Limits,
    counted: Counted,
    /// Since when is counted.
    since: Instant,
    /// What was counted, and for how long, since there were enough packets.
    gathered: Option<(Sample, Duration)>,
    pause: Duration,
    due: Instant,
}

impl Balanced {
    fn open(
        name: &str,
        owner: fn(Deployment) -> Result<Owner, DeploymentError>,
    ) -> Result<Self, DeploymentError> {
        let opened = Interface::by_name(name).map_err(DeploymentError::from);
        let deployment = match opened.and_then(|interface| Deployment::open(&interface)) {
            Err(error) => return Err(moved(name)?.unwrap_or(error)),
            Ok(deployment) => deployment,
        };
        Self::of(deployment, owner)
    }

    fn of(
        deployment: Deployment,
        owner: fn(Deployment) -> Result<Owner, DeploymentError>,
    ) -> Result<Self, DeploymentError> {
        let owner = owner(deployment)?;
        let balance = owner.deployment().record().balance.unwrap_or_default();
        let mut counted = Counted::default();
        let _begin = owner.moves().sample(&mut counted);
        Ok(Self {
            groups: owner.moves().groups(),
            limits: Limits::new(&balance),
            owner,
            counted,
            since: Instant::now(),
            gathered: None,
            pause: SHORTEST,
            due: Instant::now() + SHORTEST,
        })
    }

    fn sample(&mut self) -> (Sample, Duration) {
        let sample = self.owner.moves().sample(&mut self.counted);
        let elapsed = self.since.elapsed();
        self.since = Instant::now();
        (sample, elapsed)
    }

    /// Looks, and changes nothing.
    fn look(&mut self, machine: &TargetCpus) -> Looked {
        let (sample, elapsed) = self.sample();
        let (limits, _) = self.limits(machine);
        Looked {
            plan: plan(&sample, &self.groups, &limits),
            sample,
            elapsed,
            enough: true,
            left_out: limits.unusable,
            renewed: Vec::new(),
        }
    }

    /// With the targets that cannot be used now; and those of them whose thread has to be bound again.
    fn limits(&self, machine: &TargetCpus) -> (Limits, Vec<CpuId>) {
        let mut limits = self.limits.clone();
        let mut unbound = Vec::new();
        let states = self.owner.deployment().targets(machine).unwrap_or_default();
        let mut unusable = Vec::new();
        for (cpu, state) in states {
            match state {
                TargetState::Bound | TargetState::Unknown => {}
                TargetState::Offline => unusable.push(cpu),
                TargetState::Unbound => {
                    unusable.push(cpu);
                    unbound.push(cpu);
                }
            }
        }
        limits.unusable = unusable.into_iter().collect::<CpuSet>();
        (limits, unbound)
    }

    fn step(&mut self, machine: &TargetCpus, args: &Args) -> Result<(), Failure> {
        match self.try_step(machine) {
            Err(DeploymentError::Replaced { .. }) => {
                let again = self.owner.deployment().reopen();
                let again = again.and_then(|again| Self::of(again, Owner::new));
                *self = again.map_err(refusal::deployment)?;
                Ok(())
            }
            Err(error) => Err(refusal::deployment(error)),
            Ok(looked) if looked.happened() || (args.json && looked.enough) => {
                self.tell(&looked, args)
            }
            Ok(_) => Ok(()),
        }
    }

    fn try_step(&mut self, machine: &TargetCpus) -> Result<Looked, DeploymentError> {
        let (limits, unbound) = self.limits(machine);
        let (mut sample, mut elapsed) = self.sample();
        if let Some((earlier, long)) = self.gathered.take() {
            sample.add(&earlier);
            elapsed += long;
        }
        let packets: u64 = sample.packets.iter().sum();
        let targets = self.groups.iter().map(|group| group.targets.len() as u64);
        let enough = packets >= limits.fewest() * targets.max().unwrap_or(1);
        let mut plan = plan(&sample, &self.groups, &limits);
        if !enough {
            // Too few to tell shares by: only what has to leave does.
            plan.moves.retain(|one| limits.unusable.contains(one.from));
            plan.elephants.clear();
            plan.imbalance = None;
            plan.expected = None;
            plan.bound = None;
        }
        let moves: Vec<(u32, CpuId)> = plan
            .moves
            .iter()
            .filter_map(|one| Some((u32::try_from(one.bucket).ok()?, one.to)))
            .collect();
        let done = moves.is_empty() || self.owner.want(&moves)?;
        if !done {
            // A command is at work: it is looked at again.
            plan.moves.clear();
        }
        if self.owner.moves().pending() > 0 {
            self.owner.moves().settle();
        }
        let mut renewed = Vec::new();
        for cpu in unbound {
            if self.owner.renew(cpu)? {
                renewed.push(cpu);
            }
        }
        if !enough && elapsed < PATIENCE {
            self.gathered = Some((sample.clone(), elapsed));
        }
        let looked = Looked {
            sample,
            elapsed,
            enough,
            plan,
            left_out: limits.unusable,
            renewed,
        };
        self.pause = if looked.happened() || !done {
            SHORTEST
        } else {
            (self.pause * 2).min(LONGEST)
        };
        self.due = Instant::now() + self.pause;
        Ok(looked)
    }

    /// Says what a step does, or would do.
    fn tell(&self, looked: &Looked, args: &Args) -> Result<(), Failure> {
        let Looked { sample, plan, .. } = looked;
        let seconds = looked.elapsed.as_secs_f64().max(f64::MIN_POSITIVE);
        let step = Step {
            schema: SCHEMA,
            interface: self.owner.deployment().interface(),
            counted_ns: u64::try_from(looked.elapsed.as_nanos()).unwrap_or(u64::MAX),
            packets: sample.packets.iter().sum(),
            imbalance: plan.imbalance,
            expected: plan.expected,
            bound: plan.bound,
            moves: plan
                .moves
                .iter()
                .map(|one| Moved {
                    bucket: one.bucket,
                    from: one.from.number(),
                    to: one.to.number(),
                    packets: one.packets,
                })
                .collect(),
            elephants: plan
                .elephants
                .iter()
                .map(|one| Elephant {
                    bucket: one.bucket,
                    cpu: one.cpu.number(),
                    pps: rate(one.packets, seconds),
                })
                .collect(),
            pending: self.owner.moves().pending(),
            left_out: looked.left_out.iter().map(CpuId::number).collect(),
            renewed: looked.renewed.iter().map(|cpu| cpu.number()).collect(),
        };
        if args.json {
            return json(&step);
        }
        say_done(&text(&step, args.dry_run));
        Ok(())
    }
}

/// What a step saw, and did.
struct Looked {
    sample: Sample,
    elapsed: Duration,
    /// Whether there were packets enough to tell shares by.
    enough: bool,
    plan: Plan,
    left_out: CpuSet,
    /// Targets whose thread was bound again.
    renewed: Vec<CpuId>,
}

impl Looked {
    fn happened(&self) -> bool {
        !self.plan.moves.is_empty() || !self.renewed.is_empty()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rate needs no 53rd bit")]
fn rate(packets: u64, seconds: f64) -> f64 {
    packets as f64 / seconds
}

fn text(step: &Step<'_>, dry_run: bool) -> String {
    let name = shown(step.interface);
    let mut text = String::new();
    let mut line = |said: String| {
        let _ = writeln!(text, "{name}: {said}");
    };
    match (step.imbalance, step.expected) {
        (Some(imbalance), _) if step.moves.is_empty() => {
            line(format!("imbalance {imbalance:.2}: nothing has to move"));
        }
        (Some(imbalance), Some(expected)) => {
            let verb = if dry_run { "would move" } else { "move" };
            let count = step.moves.len();
            let what = if count == 1 { "bucket" } else { "buckets" };
            line(format!(
                "imbalance {imbalance:.2}, {count} {what} {verb}: {expected:.2} expected, {} pending",
                step.pending
            ));
        }
        _ if step.moves.is_empty() => line("too few packets to tell shares by".to_owned()),
        _ => line(format!("{} buckets leave their target", step.moves.len())),
    }
    for elephant in &step.elephants {
        line(format!(
            "bucket {} alone is more than a share, and stays on CPU {}: {}",
            elephant.bucket,
            elephant.cpu,
            number::rate(elephant.pps)
        ));
    }
    if !step.left_out.is_empty() && (dry_run || !step.moves.is_empty()) {
        let cpus = step.left_out.iter().filter_map(|cpu| CpuId::new(*cpu).ok());
        let cpus: CpuSet = cpus.collect();
        line(format!(
            "left out, because they are or were offline: CPU {cpus}"
        ));
    }
    for cpu in &step.renewed {
        line(format!(
            "CPU {cpu} is back, and its thread bound to it again"
        ));
    }
    text
}

/// What of the JSON is promised.
#[cfg(test)]
pub(crate) fn schema() -> serde_json::Value {
    crate::contract::schema::<Step<'static>>()
}
