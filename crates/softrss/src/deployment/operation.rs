//! What attaching, changing and detaching consist of: operations in order, each of which changes one thing.

use std::{fmt, sync::Arc};

use serde::{Serialize, Serializer};
use softrss_codegen::image::Program;
use softrss_core::{CpuId, Qsize, policy::Key};

/// One thing that attaching, changing or detaching changes. Paths are relative to the [`PinRoot`](super::PinRoot).
///
/// It is plain data. Each is told before it is done; a process that is killed there leaves what those before it did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "operation", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Operation {
    /// A directory is made.
    MakeDirectory {
        /// Where.
        path: String,
    },
    /// Maps are made and filled, and programs loaded. Nobody else sees them yet.
    Load {
        /// The maps.
        maps: Vec<String>,
        /// The programs.
        programs: Vec<String>,
    },
    /// The seed of the hashes of this machine is pinned.
    PinSeed {
        /// Where.
        path: String,
        /// Where it is from.
        origin: SeedOrigin,
    },
    /// What happens in the queues of a CPUMAP is counted from now on.
    Observe {
        /// The CPUMAP.
        queues: String,
    },
    /// A queue is made in a CPUMAP that is in use, for a CPU that had none.
    AddQueue {
        /// The CPUMAP.
        queues: String,
        /// The queue.
        #[serde(flatten)]
        queue: TargetQueue,
    },
    /// A queue of a CPUMAP that is in use is replaced by one with other properties.
    ReplaceQueue {
        /// The CPUMAP.
        queues: String,
        /// The queue.
        #[serde(flatten)]
        queue: TargetQueue,
        /// The one before.
        before: TargetQueue,
    },
    /// Until every bucket has left a target, or can leave it with its next packet.
    Drain {
        /// The CPUMAP.
        queues: String,
        /// The target.
        #[serde(serialize_with = "number")]
        cpu: CpuId,
    },
    /// A queue that no packet comes to any more is removed.
    RemoveQueue {
        /// The CPUMAP.
        queues: String,
        /// The target.
        #[serde(serialize_with = "number")]
        cpu: CpuId,
    },
    /// An interface that targets send packets out of is looked up again.
    StoreDevice {
        /// Its slot in the DEVMAP.
        slot: u32,
        /// The interface.
        interface: String,
    },
    /// The indirection tables are written.
    StoreTable {
        /// How many buckets get another CPU.
        buckets: usize,
        /// The CPUs of all buckets.
        #[serde(skip)]
        cpus: Arc<[CpuId]>,
        /// Those before.
        #[serde(skip)]
        before: Arc<[CpuId]>,
    },
    /// An entry of a table is stored.
    StoreEntry {
        /// The map.
        map: String,
        /// The key.
        #[serde(serialize_with = "text")]
        key: Key,
        /// Its CPU.
        #[serde(serialize_with = "number")]
        cpu: CpuId,
        /// The CPU it had before, if it was there.
        #[serde(skip)]
        before: Option<CpuId>,
    },
    /// An entry of a table is removed.
    RemoveEntry {
        /// The map.
        map: String,
        /// The key.
        #[serde(serialize_with = "text")]
        key: Key,
        /// The CPU it had before.
        #[serde(skip)]
        before: CpuId,
    },
    /// An object gets a name.
    Pin {
        /// The name.
        path: String,
        /// The name it has already, if it belongs to what is attached and goes on.
        #[serde(skip_serializing_if = "Option::is_none")]
        goes_on: Option<String>,
    },
    /// What counts the events of queues, or the sums that it adds to, get names: several, in a directory that was made
    /// for them or for the generation.
    PinObservers {
        /// The directory, or how the names of the sums begin.
        path: String,
        /// The names they have already, if they belong to what is attached and go on.
        #[serde(skip_serializing_if = "Option::is_none")]
        goes_on: Option<String>,
    },
    /// What was counted until now is kept beside the new counters.
    KeepCounts {
        /// Where.
        path: String,
    },
    /// The program is attached to the interface.
    Attach {
        /// The interface.
        interface: String,
    },
    /// The link gets its name: from now on the program stays. The point of no return of a first attach.
    PinLink {
        /// Where.
        path: String,
    },
    /// The new program takes the place of the old one. The point of no return of a change of programs.
    Switch {
        /// The interface.
        interface: String,
    },
    /// The record of a change in place becomes that of the interface. The point of no return of such a change.
    Commit {
        /// The record.
        path: String,
    },
    /// All programs that run are waited for: one that was replaced may still be on its way to a queue.
    Wait,
    /// Something is taken away.
    #[serde(untagged)]
    Remove(Removal),
}

/// Where the seed of a machine is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SeedOrigin {
    /// The kernel's random numbers: none was in use.
    Random,
    /// The record of what is attached: its pin was gone.
    Recorded,
    /// The kernel's random numbers, though another one may be in use: neither is it pinned, nor does the record of what is
    /// attached tell it. Flows move.
    InPlaceOfUnknown,
}

/// An operation that takes something away: all that detaching consists of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "operation", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Removal {
    /// The program is taken off the interface. The point of no return of detaching.
    Detach {
        /// The link.
        path: String,
    },
    /// A name is removed.
    Unpin {
        /// The name.
        path: String,
    },
    /// A directory is removed, unless something is in it that softrss did not make.
    RemoveDirectory {
        /// Where.
        path: String,
    },
}

/// The queue of a target, with its program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TargetQueue {
    /// The target.
    #[serde(serialize_with = "number")]
    pub cpu: CpuId,
    /// Its length in frames.
    #[serde(serialize_with = "frames")]
    pub qsize: Qsize,
    /// The program that runs on the target CPU, if there is one.
    #[serde(serialize_with = "name")]
    pub program: Option<Program>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn number<S: Serializer>(cpu: &CpuId, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_u32(cpu.number())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn frames<S: Serializer>(qsize: &Qsize, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_u32(qsize.frames())
}

fn text<S: Serializer>(key: &Key, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(key)
}

#[expect(clippy::ref_option, reason = "serde's signature")]
fn name<S: Serializer>(program: &Option<Program>, to: S) -> Result<S::Ok, S::Error> {
    let name = program.as_ref().map(|program| program.name().as_str());
    name.serialize(to)
}

impl Operation {
    /// What undoes it; `None` when dropping what it made does, or when there is nothing to undo.
    pub(super) fn inverse(&self) -> Option<Self> {
        match self {
            Self::MakeDirectory { path } => Some(Self::Remove(Removal::RemoveDirectory {
                path: path.clone(),
            })),
            Self::AddQueue { queues, queue } => Some(Self::RemoveQueue {
                queues: queues.clone(),
                cpu: queue.cpu,
            }),
            Self::ReplaceQueue {
                queues,
                queue,
                before,
            } => Some(Self::ReplaceQueue {
                queues: queues.clone(),
                queue: before.clone(),
                before: queue.clone(),
            }),
            Self::StoreTable {
                buckets,
                cpus,
                before,
            } => Some(Self::StoreTable {
                buckets: *buckets,
                cpus: before.clone(),
                before: cpus.clone(),
            }),
            Self::StoreEntry {
                map,
                key,
                cpu,
                before: None,
            } => Some(Self::RemoveEntry {
                map: map.clone(),
                key: *key,
                before: *cpu,
            }),
            Self::StoreEntry {
                map,
                key,
                cpu,
                before: Some(before),
            } => Some(Self::StoreEntry {
                map: map.clone(),
                key: *key,
                cpu: *before,
                before: Some(*cpu),
            }),
            Self::RemoveEntry { map, key, before } => Some(Self::StoreEntry {
                map: map.clone(),
                key: *key,
                cpu: *before,
                before: None,
            }),
            Self::Pin { path, .. } | Self::KeepCounts { path } => {
                Some(Self::Remove(Removal::Unpin { path: path.clone() }))
            }
            Self::Load { .. }
            // It is that of all interfaces.
            | Self::PinSeed { .. }
            | Self::Observe { .. }
            | Self::Drain { .. }
            | Self::RemoveQueue { .. }
            // They go with their directory.
            | Self::PinObservers { .. }
            | Self::StoreDevice { .. }
            | Self::Attach { .. }
            | Self::PinLink { .. }
            | Self::Switch { .. }
            | Self::Commit { .. }
            | Self::Wait
            | Self::Remove(_) => None,
        }
    }
}

/// What is done, as an order.
impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MakeDirectory { path } => write!(f, "make the directory {path}"),
            Self::Load { maps, programs } => {
                let made = if maps.is_empty() {
                    ""
                } else {
                    "make and fill "
                };
                let and = if maps.is_empty() || programs.is_empty() {
                    ""
                } else {
                    "; "
                };
                let loaded = if programs.is_empty() { "" } else { "load " };
                let (maps, programs) = (maps.join(", "), programs.join(", "));
                write!(f, "{made}{maps}{and}{loaded}{programs}")
            }
            Self::PinSeed { path, origin, .. } => {
                let what = match origin {
                    SeedOrigin::Random => "make the seed of the hashes",
                    SeedOrigin::Recorded => "restore the seed of the hashes from the record",
                    SeedOrigin::InPlaceOfUnknown => {
                        "make another seed of the hashes, by which flows move"
                    }
                };
                write!(f, "{what}, and pin {path}")
            }
            Self::Observe { queues } => write!(f, "count what happens in {queues}"),
            Self::AddQueue { queues, queue } => write!(f, "add to {queues} {queue}"),
            Self::ReplaceQueue { queues, queue, .. } => write!(f, "replace in {queues} {queue}"),
            Self::Drain { queues, cpu } => {
                write!(
                    f,
                    "wait until nothing is on its way to CPU {cpu} of {queues}"
                )
            }
            Self::RemoveQueue { queues, cpu } => write!(f, "remove from {queues} CPU {cpu}"),
            Self::StoreDevice { slot, interface } => {
                write!(
                    f,
                    "store the interface {interface} in slot {slot} of devices"
                )
            }
            Self::StoreTable { buckets, .. } => {
                write!(f, "store the indirection table ({buckets} buckets differ)")
            }
            Self::StoreEntry { map, key, cpu, .. } => {
                let kind = key.kind().word();
                write!(f, "store in {map} the {kind} {key}, CPU {cpu}")
            }
            Self::RemoveEntry { map, key, .. } => {
                write!(f, "remove from {map} the {} {key}", key.kind().word())
            }
            Self::Pin {
                path,
                goes_on: None,
            } => write!(f, "pin {path}"),
            Self::Pin {
                path,
                goes_on: Some(from),
            } => write!(f, "pin {path}, which is {from}"),
            Self::PinObservers {
                path,
                goes_on: None,
            } => write!(f, "pin {path}*"),
            Self::PinObservers {
                path,
                goes_on: Some(from),
            } => write!(f, "pin {path}*, which are {from}*"),
            Self::KeepCounts { path } => write!(f, "keep what was counted in {path}"),
            Self::Attach { interface } => write!(f, "attach the program to {interface}"),
            Self::PinLink { path } => write!(f, "pin the link {path}"),
            Self::Switch { interface } => write!(f, "switch {interface} to the new program"),
            Self::Commit { path } => write!(f, "commit the change to {path}"),
            Self::Wait => f.write_str("wait for the programs that run"),
            Self::Remove(removal) => removal.fmt(f),
        }
    }
}

impl fmt::Display for Removal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Detach { path } => write!(f, "detach the link {path}"),
            Self::Unpin { path } => write!(f, "unpin {path}"),
            Self::RemoveDirectory { path } => write!(f, "remove the directory {path}"),
        }
    }
}

impl fmt::Display for TargetQueue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            cpu,
            qsize,
            program,
        } = self;
        write!(f, "CPU {cpu} with {} frames", qsize.frames())?;
        match program {
            Some(program) => write!(f, " and the program {}", program.name()),
            None => Ok(()),
        }
    }
}
