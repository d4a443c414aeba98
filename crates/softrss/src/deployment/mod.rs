//! Steering that outlives the process that attached it: everything of it is pinned, in a directory for each
//! interface.
//!
//! The truth is in the kernel. What is attached is what the pinned link says; the generation whose program it holds
//! is the current one; everything else in the directory is what an interrupted command left, and the next one
//! removes it. So there is one moment at which a change happens, and a process that is killed leaves the old state or
//! the new one.
//!
//! ```no_run
//! use softrss::{Interface, deployment::Deployment};
//!
//! let deployment = Deployment::open(&Interface::by_name("eth0")?)?;
//! println!("attached in {} mode", deployment.record().mode);
//! for (cpu, sample) in deployment.sample()?.cpus {
//!     println!("CPU {cpu}: {} packets", sample.queue.processed + sample.passed);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod adjust;
mod applied;
mod apply;
mod blocks;
mod detach;
mod directory;
mod error;
mod foreign;
mod found;
mod generation;
mod lock;
mod memory;
mod plan;
mod raise;
pub(crate) mod root;
mod stage;
mod tally;

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use softrss_core::CpuId;

use crate::{
    attach::{Interface, XdpMode},
    link::{AttachedLink, LinkError},
    map::{CountersError, CpumapSlot, OpenError},
    object::{MapInfo, ProgramInfo},
    record::Record,
    sample::{CpuSample, Histogram, Sample},
};
use directory::Directory;
use generation::Generation;
use memory::Memory;
use tally::Tally;

pub use adjust::Changes;
pub use applied::{Applied, Attachment};
pub use detach::Detached;
pub use error::DeploymentError;
pub use foreign::Running;
pub use found::{Found, Inactive, survey, survey_in};
pub use memory::MemoryError;
pub use plan::Intent;
pub use root::{PinRoot, RootError};
pub use stage::Stage;

/// What is attached to an interface and pinned.
///
/// It holds nothing open: whoever has one does not keep the steering alive, nor does it change with it.
#[derive(Clone, Debug)]
pub struct Deployment {
    directory: Directory,
    generation: Generation,
    memory: Memory,
    link_id: u32,
    program_id: u32,
    /// A change in place was interrupted.
    interrupted: bool,
}

/// The queues of one step of a policy.
#[derive(Clone, Debug)]
pub struct Queues {
    /// Position of the step in the policy.
    pub step: usize,
    /// Number of the CPUMAP.
    pub map_id: u32,
    /// Its entries.
    pub entries: Vec<(CpuId, CpumapSlot)>,
}

/// Every interface that softrss is attached to, in all network namespaces of this machine. What is there and cannot
/// be used is left out; [`survey`] has it.
///
/// # Errors
/// [`DeploymentError`]
pub fn deployments() -> Result<Vec<Deployment>, DeploymentError> {
    let found = survey()?.into_iter();
    Ok(found
        .filter_map(|found| match found {
            Found::Attached(deployment) => Some(*deployment),
            _ => None,
        })
        .collect())
}

impl Deployment {
    /// Opens what is attached to `interface`.
    ///
    /// # Errors
    /// [`DeploymentError::NotAttached`], [`DeploymentError::Inactive`] when it does nothing any more,
    /// [`MemoryError::OtherVersion`]; otherwise see [`DeploymentError`].
    pub fn open(interface: &Interface) -> Result<Self, DeploymentError> {
        let root = PinRoot::find()?;
        let root = root.ok_or_else(|| DeploymentError::NotAttached {
            interface: interface.name().to_owned(),
        })?;
        Self::open_in(&root, interface)
    }

    /// The same, of the pins in `root`.
    ///
    /// # Errors
    /// As [`Deployment::open`].
    pub fn open_in(root: &PinRoot, interface: &Interface) -> Result<Self, DeploymentError> {
        let directory = Directory::of(root, interface)?;
        found::examine(&directory, interface.name())?.deployment()
    }

    /// By what it was attached, since when, with which policy.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.memory.record
    }

    /// The mode.
    #[must_use]
    pub fn mode(&self) -> XdpMode {
        mode_of(&self.memory.record)
    }

    /// Number of the link, as `bpftool link` shows it.
    #[must_use]
    pub fn link_id(&self) -> u32 {
        self.link_id
    }

    /// Number of the program, as `bpftool prog` shows it.
    #[must_use]
    pub fn program_id(&self) -> u32 {
        self.program_id
    }

    /// Where everything of it is pinned.
    #[must_use]
    pub fn pins(&self) -> &Path {
        self.generation.path()
    }

    /// Whether a change was interrupted half-way. The next attach finishes it.
    #[must_use]
    pub fn is_interrupted(&self) -> bool {
        self.interrupted
    }

    /// What the kernel says about the program.
    ///
    /// # Errors
    /// [`DeploymentError::Replaced`]; otherwise see [`DeploymentError`].
    pub fn program(&self) -> Result<ProgramInfo, DeploymentError> {
        self.look(|| {
            let program = self.generation.program()?;
            let program = program.ok_or_else(|| self.replaced())?;
            Ok(program.info()?)
        })
    }

    /// The queues of every step.
    ///
    /// # Errors
    /// [`DeploymentError::Replaced`]; otherwise see [`DeploymentError`].
    pub fn queues(&self) -> Result<Vec<Queues>, DeploymentError> {
        self.look(|| {
            let steps = 0..self.memory.entries.len();
            let queues = steps.map(|step| {
                let map = self.generation.queue(step)?;
                Ok(Queues {
                    step,
                    map_id: map.id()?,
                    entries: map.iter().collect::<Result<_, _>>()?,
                })
            });
            queues.collect()
        })
    }

    /// Every map of it: the name of its pin, and what the kernel says about it.
    ///
    /// # Errors
    /// [`DeploymentError::Replaced`]; otherwise see [`DeploymentError`].
    pub fn maps(&self) -> Result<Vec<(String, MapInfo)>, DeploymentError> {
        self.look(|| self.generation.maps())
    }

    /// What lies among its pins and was not made by softrss.
    ///
    /// # Errors
    /// [`DeploymentError::Directory`]
    pub fn strangers(&self) -> Result<Vec<PathBuf>, DeploymentError> {
        self.directory.strangers()
    }

    /// What was counted since the interface was attached.
    ///
    /// # Errors
    /// [`DeploymentError::Replaced`] when another policy was applied since this was opened, or
    /// [`DeploymentError::Inactive`]: open it again. Otherwise see [`DeploymentError`].
    pub fn sample(&self) -> Result<Sample, DeploymentError> {
        self.look(|| {
            let stats = self.generation.stats()?;
            let faults = stats.faults()?;
            let mut sample = Sample {
                at: Instant::now(),
                cpus: self.targets(),
                choices: crate::sample::Choices::default(),
                reasons: Vec::new(),
                redirect_errors: faults.redirect_errors,
                exceptions: faults.exceptions,
            };
            for (cpu, queue) in stats.read()? {
                sample.cpus.entry(cpu).or_default().queue = queue;
            }
            let rules = &self.memory.record.rules;
            Tally::of(&self.generation, rules)?.enter(rules.len(), &mut sample);
            self.count_waits(&mut sample)?;
            Ok(sample)
        })
    }

    /// Every target, with nothing counted yet.
    fn targets(&self) -> std::collections::BTreeMap<CpuId, CpuSample> {
        let cpus = self.memory.record.cpus.iter();
        cpus.filter_map(|&cpu| Some((CpuId::new(cpu).ok()?, CpuSample::default())))
            .collect()
    }

    fn count_waits(&self, sample: &mut Sample) -> Result<(), DeploymentError> {
        let latency = match self.generation.latency() {
            Err(DeploymentError::Counters(CountersError::Open {
                source: OpenError::Absent,
                ..
            })) => return Ok(()),
            latency => latency?,
        };
        for (cpu, buckets) in latency.by_cpu(0)? {
            let histogram = Histogram { buckets };
            if let Some(known) = sample.cpus.get_mut(&cpu) {
                known.latency = Some(histogram);
            } else if histogram.count() > 0 {
                sample.cpus.entry(cpu).or_default().latency = Some(histogram);
            }
        }
        Ok(())
    }

    /// Looks at the objects of the current generation. When that fails because it is not the current one any more,
    /// this is what is said.
    fn look<T>(
        &self,
        look: impl FnOnce() -> Result<T, DeploymentError>,
    ) -> Result<T, DeploymentError> {
        self.check()?;
        look().or_else(|error| {
            self.check()?;
            Err(error)
        })
    }

    /// Whether the link still holds the program.
    fn check(&self) -> Result<(), DeploymentError> {
        let interface = || self.memory.record.interface.clone();
        let link = match AttachedLink::open(self.directory.link()) {
            Err(LinkError::Open {
                source: OpenError::Absent,
                ..
            }) => {
                return Err(DeploymentError::NotAttached {
                    interface: interface(),
                });
            }
            link => link?,
        };
        let state = link.state()?;
        if state.ifindex.is_none() {
            return Err(DeploymentError::Inactive {
                interface: interface(),
            });
        }
        if (state.id, state.program_id) != (self.link_id, self.program_id) {
            return Err(self.replaced());
        }
        Ok(())
    }

    fn replaced(&self) -> DeploymentError {
        DeploymentError::Replaced {
            interface: self.memory.record.interface.clone(),
        }
    }
}

fn mode_of(record: &Record) -> XdpMode {
    if record.mode == XdpMode::Skb.to_string() {
        XdpMode::Skb
    } else {
        XdpMode::Native
    }
}
