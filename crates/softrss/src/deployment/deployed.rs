//! What is attached to an interface and pinned.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use softrss_codegen::lanes;
use softrss_core::CpuId;

use super::{
    counts,
    directory::Directory,
    error::DeploymentError,
    generation::{Generation, RECORD, TABLES},
    identity::Place,
    lock::Lock,
    moves::Moves,
    root::SEED,
    stored::Stored,
};
use crate::{
    attach::XdpMode,
    link::{AttachedLink, LinkError},
    map::{CpumapSlot, OpenError},
    object::{MapInfo, ProgramInfo},
    observe::Sources,
    reading::{Balancing, Epoch, Reading},
    record::Record,
    stack::{self, Baseline},
    steering::{open_records, open_words},
    target::{TargetCpus, TargetState},
};

/// What is attached to an interface and pinned.
///
/// It holds nothing open: whoever has one does not keep the steering alive, nor does it change with it.
#[derive(Clone, Debug)]
pub struct Deployment {
    pub(super) directory: Directory,
    pub(super) generation: Generation,
    pub(super) record: Record,
    pub(super) link_id: u32,
    pub(super) program_id: u32,
    pub(super) place: Place,
    /// A change in place was interrupted.
    pub(super) interrupted: bool,
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

impl Deployment {
    /// By what it was attached, since when, with which policy.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// What the interface is called now, where it is; where that cannot be asked, what it was called when it was attached.
    #[must_use]
    pub fn interface(&self) -> &str {
        self.place.name().unwrap_or(&self.record.interface)
    }

    /// Where the interface was when this was opened.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Inode of the network namespace that the interface is in now; where that cannot be asked, that in which it was
    /// attached.
    #[must_use]
    pub fn netns(&self) -> u64 {
        self.place.netns().unwrap_or(self.record.netns)
    }

    /// The directory of the interface, with everything that is pinned for it.
    #[must_use]
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// What is missing among its pins, or is not what was pinned there, by name. The next attach replaces it. `seed` is that of
    /// the machine, which lies beside the directories of the interfaces.
    ///
    /// # Errors
    /// [`DeploymentError::Replaced`]; otherwise see [`DeploymentError`].
    pub fn damaged(&self) -> Result<Vec<String>, DeploymentError> {
        self.look(|| {
            let damaged = self.generation.damaged(&self.record)?;
            let root = self.directory.root();
            let has_lost = self
                .record
                .seed
                .is_some_and(|seed| seed.of_machine().is_some())
                && root.seed().is_ok_and(|seed| seed.is_none());
            let seed = has_lost.then(|| SEED.to_owned());
            Ok(damaged.into_iter().chain(seed).collect())
        })
    }

    /// The policy as it was written, byte for byte.
    ///
    /// # Errors
    /// [`DeploymentError::Replaced`]; otherwise see [`DeploymentError`].
    pub fn policy(&self) -> Result<String, DeploymentError> {
        self.look(|| Ok(self.generation.policy()?))
    }

    /// The mode.
    #[must_use]
    pub fn mode(&self) -> XdpMode {
        mode_of(&self.record)
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
            let maps = self.generation.queues()?;
            let queues = maps.iter().enumerate().map(|(step, map)| {
                Ok(Queues {
                    step,
                    map_id: map.id()?,
                    entries: map.iter().collect::<Result<_, _>>()?,
                })
            });
            queues.collect()
        })
    }

    /// The buckets and what is known of their packets; `None` where nothing is kept of them: without `[balance]` and `limit`.
    ///
    /// # Errors
    /// [`DeploymentError::Replaced`]; otherwise see [`DeploymentError`].
    pub fn moves(&self) -> Result<Option<Moves>, DeploymentError> {
        self.look(|| {
            let stored = Stored::open(&self.generation.at(RECORD))?;
            Moves::open(&self.generation, &stored.image)
        })
    }

    /// Where the packets of each target are processed: the worst of what is so for its queues.
    ///
    /// # Errors
    /// [`DeploymentError::Replaced`]; otherwise see [`DeploymentError`].
    pub fn targets(
        &self,
        machine: &TargetCpus,
    ) -> Result<BTreeMap<CpuId, TargetState>, DeploymentError> {
        let mut targets = BTreeMap::new();
        for queues in self.queues()? {
            for (cpu, _) in queues.entries {
                let state = machine.state(queues.map_id, cpu);
                let worst = targets.entry(cpu).or_insert(state);
                *worst = state.max(*worst);
            }
        }
        Ok(targets)
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

    /// What was counted since the interface was attached, and where its packets are processed.
    ///
    /// # Errors
    /// [`DeploymentError::Replaced`] when another policy was applied since this was opened, or
    /// [`DeploymentError::Inactive`]: open it again. Otherwise see [`DeploymentError`].
    pub fn read(&self) -> Result<Reading, DeploymentError> {
        self.read_on(&TargetCpus::read())
    }

    /// The same, where the CPUs of this machine were looked at already.
    ///
    /// # Errors
    /// As [`Deployment::read`].
    pub fn read_on(&self, machine: &TargetCpus) -> Result<Reading, DeploymentError> {
        self.look(|| {
            let (generation, record) = (&self.generation, &self.record);
            let latency = generation.has("latency")?.then(|| generation.latency());
            let latency = latency.transpose()?;
            let sources = Sources {
                epoch: Epoch {
                    ifindex: self.place.ifindex(),
                    attached_at: record.attached_at,
                },
                targets: record.cpus.clone(),
                queues: &generation.sums()?,
                observers: &generation.observers(0)?,
                program: &counts::counted(generation, &record.counters)?,
                rules: record.rules.len(),
                tables: record.tables().count(),
                latency: latency.as_ref(),
                stack: stack::since(self.baseline(), self.netns()),
            };
            let mut reading = sources.read()?;
            reading.balance = self.balancing()?;
            for (cpu, state) in self.targets(machine)? {
                reading.cpus.entry(cpu).or_default().state = Some(state);
            }
            Ok(reading)
        })
    }

    /// What is so of buckets that can move.
    fn balancing(&self) -> Result<Option<Balancing>, DeploymentError> {
        let (Some(layout), Some(_)) = (self.record.lanes, self.record.balance) else {
            return Ok(None);
        };
        let records = open_records(&self.generation.at(lanes::BUCKETS), layout)?;
        let table = open_words(&self.generation.at(TABLES), layout)?;
        Ok(Some(Balancing {
            owner: Lock::holder(&self.generation.right())?,
            pending: records.pending(table.words()),
        }))
    }

    /// What the stack of its namespace had counted when it was attached; `None` where that is not known, also because it
    /// was attached in another namespace.
    fn baseline(&self) -> Option<&Baseline> {
        let baseline = self.record.stack.as_deref();
        baseline.filter(|_| self.netns() == self.record.netns)
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
    pub(super) fn check(&self) -> Result<(), DeploymentError> {
        let interface = || self.interface().to_owned();
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

    pub(super) fn replaced(&self) -> DeploymentError {
        DeploymentError::Replaced {
            interface: self.interface().to_owned(),
        }
    }
}

pub(super) fn mode_of(record: &Record) -> XdpMode {
    if record.mode == XdpMode::Skb.to_string() {
        XdpMode::Skb
    } else {
        XdpMode::Native
    }
}
