//! What is known of a steering that outlives the process that attached it.
//!
//! A [`Record`] is kept beside the pinned objects, so that the next command knows what it finds: by
//! which policy, since when, by which version. It is short; the policy's text, its prefixes and its programs are kept
//! beside it.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};
use softrss_codegen::lanes::LaneLayout;
use softrss_core::{
    CpuId, Qsize, ResolvedPolicy, Slot,
    policy::{Balance, Local, Seed},
    resolve::Step,
};

use crate::stack::Baseline;

/// A steering, as it was attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// [`Record::SCHEMA`] of the version that wrote it.
    pub schema: u32,
    /// The version of softrss that wrote it, such as `0.1.0`.
    pub version: String,
    /// Name of the interface when it was attached.
    pub interface: String,
    /// Its index.
    pub ifindex: u32,
    /// Inode of its network namespace, the number in `net:[4026531840]`.
    pub netns: u64,
    /// The number that no other namespace has had; `None` before Linux 5.14, and in records of versions that did not
    /// know it.
    #[serde(default)]
    pub netns_cookie: Option<u64>,
    /// `native` or `skb`.
    pub mode: String,
    /// Whether packets may come in several buffers.
    pub frags: bool,
    /// When it was attached, in seconds since 1970.
    pub attached_at: u64,
    /// When the policy was last changed, in seconds since 1970.
    pub applied_at: u64,
    /// Where the policy was read; `None` for the default policy.
    pub source: Option<String>,
    /// The CPUs that packets can be sent to, in ascending order.
    pub cpus: Vec<CpuId>,
    /// Queue length of every target.
    pub qsize: Qsize,
    /// The names of the policy's rules, in order.
    pub rules: Vec<String>,
    /// What the program counts, by index: names that mean the same to every version.
    pub counters: Vec<String>,
    /// What happens to packets that are received by their target; `None` in records of versions that did not say.
    #[serde(default)]
    pub local: Option<Box<LocalRecord>>,
    /// CPUs that the policy names, and that were not online when it was applied: others have their packets.
    #[serde(default)]
    pub left_out: Vec<CpuId>,
    /// What the network stack had counted when the interface was attached; `None` in records of versions that did not
    /// write it down.
    #[serde(default)]
    pub stack: Option<Box<Baseline>>,
    /// What the hash begins with; `None` in records of versions that did not say.
    #[serde(default)]
    pub seed: Option<SeedRecord>,
    /// Where what is kept of packets on their way lies; `None` where nothing is.
    #[serde(default)]
    pub lanes: Option<LaneLayout>,
    /// What the policy says of buckets that move; `None` if none does.
    #[serde(default)]
    pub balance: Option<Balance>,
    /// The kernel's numbers of what is pinned beside it, by path; none in records of versions that did not say. What has
    /// another number was put there by somebody else.
    #[serde(default)]
    pub objects: BTreeMap<String, u32>,
}

impl Record {
    /// The names of the policy's tables, in order; none of a version that counted all tables together.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        let names = self.counters.iter();
        names.filter_map(|name| name.strip_prefix(Slot::TABLE))
    }
}

/// What a hash begins with: a secret where it is that of the machine. Who can read the record can read the program.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeedRecord {
    /// The seed of the machine.
    Machine([u8; 16]),
    /// What the policy says, or nothing.
    Policy,
}

impl SeedRecord {
    /// What is hashed with under `policy` where the seed of the machine is `seed`.
    pub(crate) fn new(policy: &ResolvedPolicy, seed: Seed) -> Self {
        if policy.needs_seed() {
            Self::Machine(seed.bytes())
        } else {
            Self::Policy
        }
    }

    /// The seed of the machine, if it is that.
    pub(crate) fn of_machine(self) -> Option<Seed> {
        match self {
            Self::Machine(bytes) => Some(Seed::from_bytes(bytes)),
            Self::Policy => None,
        }
    }
}

/// Without the secret.
impl fmt::Debug for SeedRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Machine(_) => "Machine",
            Self::Policy => "Policy",
        })
    }
}

/// What happens to packets that are received by their target, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalRecord {
    /// What the policy says: `auto`, `pass` or `queue`.
    pub asked: String,
    /// What is done: `pass` or `queue`.
    pub is: String,
    /// Why, as a clause without a full stop.
    pub why: String,
}

impl LocalRecord {
    /// What is done under `policy`, whose receiver was settled for a reason.
    #[must_use]
    pub fn new(policy: &ResolvedPolicy, reason: &str) -> Self {
        let asked = policy.policy().targets.local;
        let has_plain = policy.steps().iter().any(Step::is_plain);
        let why = match (asked, has_plain) {
            (Local::Queue, _) | (Local::Pass, true) => "the policy says so",
            (Local::Auto | Local::Pass, false) => "what targets do is done behind the queue",
            (Local::Auto, true) => reason,
        };
        Self {
            asked: asked.word().to_owned(),
            is: policy.local().word().to_owned(),
            why: why.to_owned(),
        }
    }
}

impl Record {
    /// Rises when an earlier version cannot read what this one writes.
    ///
    /// Since 2 the policy is kept beside it, and its image.
    pub const SCHEMA: u32 = 2;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_earlier_versions_did_not_write_down_is_unknown() {
        let earlier = r#"{"schema":2,"version":"0.1.0","interface":"eth0","ifindex":2,"netns":1,"mode":"native","frags":false,
            "attached_at":1,"applied_at":1,"source":null,"cpus":[0],"qsize":2048,"rules":[],"counters":[]}"#;
        let record: Record = serde_json::from_str(earlier).unwrap();
        assert_eq!((record.local, record.stack), (None, None));
    }
}
