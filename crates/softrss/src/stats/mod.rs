//! What happens in the queues of a CPUMAP, by CPU, and what goes wrong on the way to them.
//!
//! Small programs run at tracepoints of the kernel ([`Observers`]) and add up what concerns one map or one
//! program ([`QueueCounters`]). Sums and programs can be pinned, and the sums handed from one CPUMAP to the
//! next.

mod counters;
mod error;
mod observers;
mod program;
mod programs;

use std::{collections::BTreeMap, path::Path};

use softrss_core::{Counter, CpuId};

use crate::{
    attach::XdpMode,
    counts::Counts,
    load::Loaded,
    map::{CpuMap, DevMap},
};
pub use counters::QueueCounters;
pub use error::{BtfError, StatsError};
pub use observers::Observers;
pub(crate) use program::ProgramCounts;
pub(crate) use programs::LaneRows;

/// Counters of one CPUMAP, and the observers that add to them.
#[derive(Debug)]
#[must_use = "counting ends when this is dropped, unless it is pinned"]
pub struct CpumapStats {
    counters: QueueCounters,
    observers: Observers,
}

impl CpumapStats {
    /// Begins to count, from zero, what happens in `map`, whose packets come from programs attached in
    /// `mode`.
    ///
    /// # Kernel
    /// 5.9
    /// # Errors
    /// [`StatsError`]; nothing is left behind then.
    pub fn attach(map: &CpuMap, mode: XdpMode) -> Result<Self, StatsError> {
        Self::go_on(QueueCounters::create()?, map, mode)
    }

    /// Counts on with `counters`, which may have observed another CPUMAP before.
    ///
    /// # Kernel
    /// 5.9
    /// # Errors
    /// [`StatsError`]
    pub fn go_on(counters: QueueCounters, map: &CpuMap, mode: XdpMode) -> Result<Self, StatsError> {
        let observers = Observers::attach(&counters, map, mode)?;
        Ok(Self {
            counters,
            observers,
        })
    }

    /// Counts the exceptions of `program` as well: see [`Observers::watch`].
    ///
    /// # Errors
    /// [`StatsError`]
    pub fn watch(&mut self, program: &Loaded) -> Result<(), StatsError> {
        self.observers.watch(&self.counters, program)
    }

    /// Counts redirects to the interfaces of `map` that fail: see [`Observers::watch_devices`].
    ///
    /// # Errors
    /// [`StatsError`]
    pub fn watch_devices(&mut self, map: &DevMap) -> Result<(), StatsError> {
        self.observers.watch_devices(&self.counters, map)
    }

    /// Pins counters and observers in `directory`, where counting goes on without this process.
    ///
    /// # Errors
    /// [`StatsError::Pin`]
    pub fn pin(&self, directory: impl AsRef<Path>) -> Result<(), StatsError> {
        self.counters.pin(&directory)?;
        self.observers.pin(&directory)
    }

    /// Opens the counters and observers that are pinned in `directory`.
    ///
    /// # Errors
    /// [`StatsError::Open`], [`StatsError::Counters`]
    pub fn open(directory: impl AsRef<Path>) -> Result<Self, StatsError> {
        Ok(Self {
            counters: QueueCounters::open(&directory)?,
            observers: Observers::open(&directory)?,
        })
    }

    /// Both parts, to be kept in different places.
    pub fn into_parts(self) -> (QueueCounters, Observers) {
        (self.counters, self.observers)
    }

    /// The counters and the observers that add to them, put together again.
    pub fn from_parts(counters: QueueCounters, observers: Observers) -> Self {
        Self {
            counters,
            observers,
        }
    }

    /// The counters.
    pub fn counters(&self) -> &QueueCounters {
        &self.counters
    }

    /// The observers.
    pub fn observers(&self) -> &Observers {
        &self.observers
    }

    /// What the queues and threads of every CPU that took part did.
    ///
    /// # Errors
    /// [`StatsError::Counters`]
    pub fn read(&self) -> Result<BTreeMap<CpuId, Counts>, StatsError> {
        self.counters.read()
    }

    /// How often an error happened; `None` where this kernel does not tell, or nobody looks.
    ///
    /// # Errors
    /// [`StatsError::Counters`]
    pub fn errors(&self, counter: Counter) -> Result<Option<u64>, StatsError> {
        let told = self.observers.tell(counter);
        told.then(|| self.counters.errors(counter)).transpose()
    }
}
