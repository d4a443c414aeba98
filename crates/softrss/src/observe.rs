//! The one reader of counts: from the kernel's maps to a [`Reading`].

use std::{collections::BTreeMap, time::Instant};

use softrss_core::{
    Counter, CpuId, Reason, ResolvedPolicy,
    counter::{Per, Source},
};

use crate::{
    histogram::Histogram,
    reading::{CpuReading, Epoch, Reading},
    stack::{StackCounts, StackUnknown},
    stats::{Observers, ProgramCounts, QueueCounters, StatsError},
    steering::{Latency, Steering},
};

/// Where the counts of an interface are.
pub(crate) struct Sources<'s> {
    pub(crate) epoch: Epoch,
    pub(crate) targets: Vec<CpuId>,
    /// What the queues and their threads did.
    pub(crate) queues: &'s QueueCounters,
    /// Those of the first queue, who know what this kernel tells.
    pub(crate) observers: &'s Observers,
    /// What the programs did. Those of rules and tables that the policy has come first.
    pub(crate) program: &'s ProgramCounts,
    /// How many rules the policy has.
    pub(crate) rules: usize,
    /// How many tables.
    pub(crate) tables: usize,
    pub(crate) latency: Option<&'s Latency>,
    /// What the network stack counted.
    pub(crate) stack: Result<StackCounts, StackUnknown>,
}

impl Sources<'_> {
    pub(crate) fn read(self) -> Result<Reading, StatsError> {
        let at = Instant::now();
        let program = self.program;
        let target = CpuReading {
            target: true,
            ..CpuReading::default()
        };
        let targets = self.targets.into_iter().map(|cpu| (cpu, target.clone()));
        let mut reading = Reading {
            at,
            epoch: self.epoch,
            cpus: targets.collect(),
            totals: BTreeMap::new(),
            rules: program.rules.iter().take(self.rules).cloned().collect(),
            tables: program.tables.iter().take(self.tables).cloned().collect(),
            reasons: Reason::ALL
                .iter()
                .map(|&reason| (reason, program.reason(reason)))
                .collect(),
            stack: self.stack,
            balance: None,
        };
        for (cpu, counts) in self.queues.read()? {
            reading.cpus.entry(cpu).or_default().counts = counts;
        }
        for &counter in Counter::ALL {
            let row = counter.row();
            match (row.source, row.per) {
                // The numbers of queues and threads are there already; rules, tables and reasons, too.
                (Source::Enqueue | Source::Kthread, _)
                | (_, Per::Rule | Per::Table | Per::Reason) => {}
                (Source::Program, Per::Cpu) => {
                    for (cpu, packets) in program.by_cpu(counter) {
                        reading.cpus.entry(cpu).or_default().counts[counter] = packets;
                    }
                }
                (Source::Program, Per::Choice | Per::Interface) => {
                    reading.totals.insert(counter, program.total(counter));
                }
                (Source::Error, Per::Cpu | Per::Choice | Per::Interface) => {
                    if self.observers.tell(counter) {
                        reading.totals.insert(counter, self.queues.errors(counter)?);
                    }
                }
            }
        }
        if let Some(latency) = self.latency {
            for (cpu, buckets) in latency.by_cpu(0)? {
                let histogram = Histogram { buckets };
                if reading.cpus.contains_key(&cpu) || histogram.count() > 0 {
                    reading.cpus.entry(cpu).or_default().latency = Some(histogram);
                }
            }
        }
        Ok(reading)
    }
}

impl Steering {
    /// What was counted since the maps were created: by the program, and by `queues`, which observers of every step of
    /// `policy` add to; `observers` are those of the first.
    ///
    /// # Errors
    /// [`StatsError::Counters`]
    pub fn read(
        &self,
        policy: &ResolvedPolicy,
        queues: &QueueCounters,
        observers: &Observers,
    ) -> Result<Reading, StatsError> {
        let program = match self.counters() {
            Some(counters) => ProgramCounts::read(counters, self.image().counters())?,
            None => ProgramCounts::default(),
        };
        let sources = Sources {
            epoch: Epoch::default(),
            targets: policy.cpus().iter().collect(),
            queues,
            observers,
            program: &program,
            rules: policy.policy().rules.len(),
            tables: policy.policy().tables.len(),
            latency: self.latency(),
            stack: Err(StackUnknown::NoBaseline),
        };
        sources.read()
    }
}
