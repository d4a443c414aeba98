//! The sums that observers add to. They can be pinned, and outlive the maps and programs they are about.

use std::{collections::BTreeMap, os::fd::AsFd as _, path::Path};

use softrss_core::CpuId;

use super::{CpuCounters, StatsError};
use crate::{
    map::{Counters, CountersError},
    object::pin_all,
    topology,
};

/// Columns of the sums of a queue, in bytes.
pub(super) struct Enqueue;

impl Enqueue {
    pub(super) const PACKETS: i16 = 0;
    pub(super) const DROPS: i16 = 8;
    pub(super) const BULKS: i16 = 16;
}

/// Columns of the sums of a thread, in bytes.
pub(super) struct Kthread;

impl Kthread {
    pub(super) const PACKETS: i16 = 0;
    pub(super) const DROPS: i16 = 8;
    pub(super) const BULKS: i16 = 16;
    pub(super) const SCHED: i16 = 24;
    pub(super) const XDP_PASS: i16 = 32;
    pub(super) const XDP_DROP: i16 = 40;
    pub(super) const XDP_REDIRECT: i16 = 48;
}

/// Index of a sum that no CPU is responsible for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Redirect = 0,
    Exception = 1,
}

impl Fault {
    const COUNT: u32 = 2;
}

/// What the queues and threads of an interface did, whichever CPUMAP they belonged to.
///
/// The sums are sized by the machine, not by a map: [`Observers`](super::Observers) of one CPUMAP after
/// another can add to them, and nothing begins at zero again.
#[derive(Debug)]
#[must_use = "what was counted is lost with this, unless it is pinned"]
pub struct QueueCounters {
    /// By target CPU.
    pub(super) enqueue: Counters<3>,
    /// One element: the copy of a CPU is the sum of its threads.
    pub(super) kthread: Counters<7>,
    /// By [`Fault`].
    pub(super) faults: Counters<1>,
}

impl QueueCounters {
    /// Names of the pins in a directory.
    pub const PINS: [&str; 3] = ["sums_enqueue", "sums_kthread", "sums_faults"];

    /// Creates the sums, all zero.
    ///
    /// # Errors
    /// [`StatsError::Counters`]
    pub fn create() -> Result<Self, StatsError> {
        Ok(Self {
            enqueue: Counters::create(cpus()?, "enqueue")?,
            kthread: Counters::create(1, "kthread")?,
            faults: Counters::create(Fault::COUNT, "faults")?,
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
            self.faults.as_fd(),
        ];
        let pins = Self::PINS.into_iter().zip(maps);
        pin_all(directory.as_ref(), pins).map_err(StatsError::pin)
    }

    /// Opens the sums that are pinned in `directory`.
    ///
    /// # Errors
    /// [`StatsError::Counters`]
    pub fn open(directory: impl AsRef<Path>) -> Result<Self, StatsError> {
        let [enqueue, kthread, faults] = Self::PINS.map(|name| directory.as_ref().join(name));
        Ok(Self {
            enqueue: Counters::open(enqueue, cpus()?)?,
            kthread: Counters::open(kthread, 1)?,
            faults: Counters::open(faults, Fault::COUNT)?,
        })
    }

    /// The sums of every CPU that took part.
    ///
    /// # Errors
    /// [`StatsError::Counters`]
    pub fn read(&self) -> Result<BTreeMap<CpuId, CpuCounters>, StatsError> {
        let mut all = BTreeMap::new();
        for (cpu, sums) in self.kthread.by_cpu(0)? {
            let [enqueued, enqueue_drops, enqueue_bulks] = self.enqueue.total(cpu.number())?;
            let [
                processed,
                kthread_drops,
                kthread_bulks,
                sched,
                xdp_pass,
                xdp_drop,
                xdp_redirect,
            ] = sums;
            let counters = CpuCounters {
                enqueued,
                enqueue_drops,
                enqueue_bulks,
                processed,
                kthread_drops,
                kthread_bulks,
                sched,
                xdp_pass,
                xdp_drop,
                xdp_redirect,
            };
            if counters != CpuCounters::default() {
                all.insert(cpu, counters);
            }
        }
        Ok(all)
    }

    pub(super) fn fault(&self, fault: Fault) -> Result<u64, StatsError> {
        let [count] = self.faults.total(fault as u32)?;
        Ok(count)
    }
}

/// One more than the highest number of a CPU of this machine.
fn cpus() -> Result<u32, CountersError> {
    let highest = topology::possible()?.last();
    Ok(highest.map_or(0, |cpu| cpu.number()) + 1)
}
