//! Campaigns on every CPU at once, for a number of rounds or a time.

use std::{
    env::{self, VarError},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::Instant,
};

use bpf_asm::xdp::XDP_DROP;
use softrss::topology;
use softrss_core::{
    CpuId, CpuSet, Policy,
    policy::{Action, Field, Match, Rule, RuleName},
};
use softrss_testbed::{Testbed, TestbedOptions, allowed_cpus, harness::kernel_version};

use crate::{
    Coverage, Difference,
    campaign::{Campaign, World},
    case::{Sample, Setup},
    engine::{RunError, SHORTEST, stay_on},
    executor::{Executor, InKernel},
    policies::Machines,
};

/// Receive queues of the interface that packets arrive at in the kernel.
const QUEUES: u32 = 8;
/// The longest first buffer of a test run: a page without what the kernel keeps around the packet.
const LONGEST: usize = 3500;
/// The most CPUs a CPUMAP is made for in the kernel, where distributions allow for more.
const MOST_CPUS: u32 = 256;

/// How long to go on.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// Rounds, from 0.
    pub rounds: u64,
    /// Comparisons, after which no round starts.
    pub comparisons: u64,
    /// No round starts after this.
    pub until: Option<Instant>,
    /// Differences after which it is enough.
    pub differences: usize,
}

impl Limit {
    /// As many comparisons as the environment variable `SOFTRSS_COMPARISONS` says, by default a million; the
    /// first difference ends it.
    ///
    /// # Errors
    /// When the variable holds no number.
    pub fn from_env() -> Result<Self, RunError> {
        let comparisons = match env::var("SOFTRSS_COMPARISONS") {
            Ok(number) => number.parse()?,
            Err(VarError::NotPresent) => 1_000_000,
            Err(other) => return Err(other.into()),
        };
        Ok(Self {
            rounds: u64::MAX,
            comparisons,
            until: None,
            differences: 1,
        })
    }
}

/// What a campaign has shown.
#[derive(Debug, Default)]
pub struct Report {
    /// What it has been through.
    pub coverage: Coverage,
    /// Where model and program differ.
    pub differences: Vec<Difference>,
}

/// Runs a campaign with an executor that needs no privileges.
///
/// # Errors
/// When the campaign cannot start.
pub fn in_user_space<E: Executor>(
    seed: u64,
    frames: usize,
    limit: Limit,
) -> Result<Report, RunError> {
    let cpus = allowed()?;
    let campaign = Campaign::new(seed, World::any(), frames)?;
    let rounds = Rounds::new(limit);
    thread::scope(|scope| {
        for _ in &cpus {
            scope.spawn(|| rounds.work::<E>(&campaign));
        }
    });
    Ok(rounds.report())
}

/// Runs a campaign in the kernel, in a network namespace of its own.
///
/// # Errors
/// When privileges are missing, or something else that the test bed needs.
pub fn in_kernel(seed: u64, frames: usize, limit: Limit) -> Result<Report, RunError> {
    let bed = Testbed::with(&TestbedOptions {
        queues: QUEUES,
        ..TestbedOptions::default()
    })?;
    let interface = bed.sink().index();
    let possible = topology::possible()?;
    let frags = kernel_version()? >= (5, 18);
    let beyond = if frags && takes_several_buffers()? {
        20_000
    } else {
        0
    };
    let campaigns = allowed()?.into_iter().map(|cpu| {
        let mut world = kernel_world(cpu, &possible, interface);
        (world.frags, world.beyond) = (frags, beyond);
        Ok((cpu, Campaign::new(seed, world, frames)?))
    });
    let campaigns: Vec<_> = campaigns.collect::<Result<_, RunError>>()?;
    let rounds = Rounds::new(limit);
    let placed = bed.sink().netns().run(|| {
        thread::scope(|scope| {
            let workers = campaigns.iter().map(|(cpu, campaign)| {
                let rounds = &rounds;
                scope.spawn(move || {
                    stay_on(*cpu)?;
                    rounds.work::<InKernel>(campaign);
                    Ok(())
                })
            });
            let workers: Vec<_> = workers.collect();
            let mut joined = workers.into_iter().map(thread::ScopedJoinHandle::join);
            joined.try_for_each(|result: thread::Result<Result<(), RunError>>| {
                result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
        })
    });
    placed??;
    Ok(rounds.report())
}

fn allowed() -> Result<Vec<CpuId>, RunError> {
    let cpus = allowed_cpus()?.into_iter().map(CpuId::new);
    Ok(cpus.collect::<Result<_, _>>()?)
}

fn kernel_world(cpu: CpuId, possible: &CpuSet, interface: u32) -> World {
    World {
        machines: Machines {
            max_cpu: MOST_CPUS - 1,
            real_cpus: 4,
        },
        online: (0..4).map(CpuId::from).collect(),
        possible: Some(possible.clone()),
        cpu: Some(cpu),
        interface,
        queues: QUEUES,
        frags: false,
        lengths: SHORTEST..LONGEST,
        beyond: 0,
    }
}

/// Whether a test run can be told how much of a packet is in its first buffer. Linux 6.18; before, it
/// takes that for the length of the whole packet.
fn takes_several_buffers() -> Result<bool, RunError> {
    let mut policy = Policy::default();
    policy.rules.push(Rule {
        name: RuleName::by_position(0),
        matches: vec![Match::numbers(Field::Length, [100])?],
        action: Action::Drop,
    });
    let mut setup = Setup::new(policy, &(0..1).map(CpuId::from).collect())?;
    setup.options.frags = true;
    let mut sample = Sample::new(vec![0; 60]);
    sample.beyond = vec![0; 40];
    let outcome = InKernel::new(&setup)?.run(&sample)?;
    Ok(outcome.action == XDP_DROP.cast_unsigned())
}

/// Rounds, dealt to whoever is free, and what has come of them.
struct Rounds {
    limit: Limit,
    next: AtomicU64,
    enough: AtomicBool,
    report: Mutex<Report>,
}

impl Rounds {
    fn new(limit: Limit) -> Self {
        Self {
            limit,
            next: AtomicU64::new(0),
            enough: AtomicBool::new(false),
            report: Mutex::default(),
        }
    }

    fn work<E: Executor>(&self, campaign: &Campaign) {
        while !self.enough.load(Ordering::Relaxed)
            && self.limit.until.is_none_or(|until| Instant::now() < until)
        {
            let round = self.next.fetch_add(1, Ordering::Relaxed);
            if round >= self.limit.rounds {
                return;
            }
            let result = campaign.round::<E>(round);
            let mut report = self.report.lock().unwrap_or_else(PoisonError::into_inner);
            match result {
                Ok(coverage) => report.coverage.add(&coverage),
                Err(difference) => report.differences.push(*difference),
            }
            let compared = report.coverage.comparisons >= self.limit.comparisons;
            if compared || report.differences.len() >= self.limit.differences {
                self.enough.store(true, Ordering::Relaxed);
            }
        }
    }

    fn report(self) -> Report {
        let report = self.report.into_inner();
        report.unwrap_or_else(PoisonError::into_inner)
    }
}
