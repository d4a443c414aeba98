//! The sums that observers add to. They can be pinned, and outlive the maps and programs they are about.

use std::{collections::BTreeMap, os::fd::AsFd as _, path::Path};

use softrss_core::{Counter, CpuId, counter::Source};

use super::error::StatsError;
use crate::{
    counts::Counts,
    map::{Counters, CountersError},
    object::pin_all,
    topology,
};

/// Sums of a queue.
const ENQUEUE: usize = Counter::count_of(Source::Enqueue) as usize;
/// Sums of a thread.
const KTHREAD: usize = Counter::count_of(Source::Kthread) as usize;
/// Sums that no CPU is responsible for.
const ERRORS: u32 = Counter::count_of(Source::Error);

/// What the queues and threads of an interface did, whichever CPUMAP they belonged to.
///
/// The sums are sized by the machine, not by a map: [`Observers`](super::Observers) of one CPUMAP after
/// another can add to them, and nothing begins at zero again.
#[derive(Debug)]
#[must_use = "what was counted is lost with this, unless it is pinned"]
pub struct QueueCounters {
    /// By target CPU: the counters of [`Source::Enqueue`].
    pub(super) enqueue: Counters<ENQUEUE>,
    /// By target CPU: the counters of [`Source::Kthread`], summed over its threads.
    pub(super) kthread: Counters<KTHREAD>,
    /// By number of the counters of [`Source::Error`].
    pub(super) errors: Counters<1>,
}

impl QueueCounters {
    /// Names of the pins in a directory.
    pub const PINS: [&str; 3] = ["sums_enqueue", "sums_kthread", "sums_errors"];

    /// Creates the sums, all zero.
    ///
    /// # Errors
    /// [`StatsError::Counters`]
    pub fn create() -> Result<Self, StatsError> {
        Ok(Self {
            enqueue: Counters::create(cpus()?, "enqueue")?,
            kthread: Counters::create(cpus()?, "kthread")?,
            errors: Counters::create(ERRORS, "errors")?,
        })
    }

    /// Pins the sums in `directory`, under the names in [`QueueCounters::PINS`].
    ///
    /// # Errors
    /// [`StatsError::Pin`]; no new pin is left then.
    pub fn pin(&self, directory: impl AsRef<Path>) -> Result<(), StatsError> {
        let maps = [
            self.enqueue.as_fd(),
            self.kthread.as_fd(),
            self.errors.as_fd(),
        ];
        let pins = Self::PINS.into_iter().zip(maps);
        pin_all(directory.as_ref(), pins).map_err(StatsError::pin)
    }

    /// Opens the sums that are pinned in `directory`.
    ///
    /// # Errors
    /// [`StatsError::Counters`]
    pub fn open(directory: impl AsRef<Path>) -> Result<Self, StatsError> {
        let [enqueue, kthread, errors] = Self::PINS.map(|name| directory.as_ref().join(name));
        Ok(Self {
            enqueue: Counters::open(enqueue, cpus()?)?,
            kthread: Counters::open(kthread, cpus()?)?,
            errors: Counters::open(errors, ERRORS)?,
        })
    }

    /// What the queues and threads of every CPU that took part did.
    ///
    /// # Errors
    /// [`StatsError::Counters`]
    pub fn read(&self) -> Result<BTreeMap<CpuId, Counts>, StatsError> {
        let mut all = BTreeMap::new();
        for cpu in topology::possible().map_err(CountersError::from)?.iter() {
            let enqueue = self.enqueue.total(cpu.number())?;
            let kthread = self.kthread.total(cpu.number())?;
            let counts = counters_of(Source::Enqueue)
                .zip(enqueue)
                .chain(counters_of(Source::Kthread).zip(kthread));
            let counts: Counts = counts.collect();
            if counts != Counts::default() {
                all.insert(cpu, counts);
            }
        }
        Ok(all)
    }

    /// The number of a counter of [`Source::Error`].
    pub(crate) fn errors(&self, counter: Counter) -> Result<u64, StatsError> {
        let [count] = self.errors.total(counter.index())?;
        Ok(count)
    }
}

/// The counters of a source, in the order of their numbers.
fn counters_of(source: Source) -> impl Iterator<Item = Counter> {
    let counters = Counter::ALL.iter().copied();
    counters.filter(move |counter| counter.row().source == source)
}

/// One more than the highest number of a CPU of this machine.
fn cpus() -> Result<u32, CountersError> {
    let highest = topology::possible()?.last();
    Ok(highest.map_or(0, CpuId::number) + 1)
}
