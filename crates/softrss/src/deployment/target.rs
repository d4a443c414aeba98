//! What an interface is to become.

use std::{
    collections::BTreeMap,
    time::{SystemTime, UNIX_EPOCH},
};

use softrss_codegen::{Image, Options};
use softrss_core::{CpuSet, ResolvedPolicy, policy::Seed};

use super::{error::DeploymentError, identity::NetnsId, stored::Stored};
use crate::{
    attach::{Interface, XdpMode},
    record::{LocalRecord, Record, SeedRecord},
    stack,
    steering::SteeringError,
};

/// What is to be attached.
#[derive(Clone, Debug)]
pub struct Intent {
    /// The policy. Where it names no seed, it gets that of the machine. It has to name its targets itself ([`Targets::cpus`](softrss_core::policy::Targets::cpus)), so that it
    /// means the same when it is looked at later; and who receives the packets of a queue there has to be settled
    /// ([`ResolvedPolicy::received_by`]).
    pub policy: ResolvedPolicy,
    /// The policy as it was written.
    pub text: String,
    /// Where it was read.
    pub source: Option<String>,
    /// Where the program is to run.
    pub mode: XdpMode,
    /// Whether packets may come in several buffers.
    pub frags: bool,
    /// CPUs that the policy names as it was written, and that are not online: `policy` is [without](softrss_core::Policy::without) them.
    pub left_out: CpuSet,
    /// How it is known who receives, as a clause without a full stop.
    pub receiver_reason: String,
}

/// What an interface is to become.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) interface: String,
    pub(super) stored: Stored,
}

impl Target {
    /// What `intent` comes to with the `seed` of this machine. The image is made here, and nowhere else.
    pub(super) fn new(
        intent: &Intent,
        interface: &Interface,
        seed: Seed,
    ) -> Result<Self, DeploymentError> {
        let policy = &intent.policy.clone().seeded(seed);
        let options = Options {
            counters: true,
            probe: false,
            frags: intent.frags,
        };
        let image = Image::new(policy, options).map_err(SteeringError::from)?;
        for name in image.devices() {
            Interface::by_name(name.as_str()).map_err(SteeringError::Device)?;
        }
        let now = now();
        let netns = NetnsId::current()?;
        let record = Record {
            schema: Record::SCHEMA,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            interface: interface.name().to_owned(),
            ifindex: interface.index(),
            netns: netns.inode,
            netns_cookie: netns.cookie,
            mode: intent.mode.to_string(),
            frags: intent.frags,
            attached_at: now,
            applied_at: now,
            source: intent.source.clone(),
            cpus: policy.cpus().iter().collect(),
            qsize: policy.policy().targets.qsize,
            rules: policy
                .policy()
                .rules
                .iter()
                .map(|rule| rule.name.to_string())
                .collect(),
            counters: image.counters().to_vec(),
            local: Some(Box::new(LocalRecord::new(policy, &intent.receiver_reason))),
            left_out: intent.left_out.iter().collect(),
            stack: stack::baseline().map(Box::new),
            seed: Some(SeedRecord::new(&intent.policy, seed)),
            lanes: image.lanes(),
            balance: policy.policy().balance,
            // Known once they are there.
            objects: BTreeMap::new(),
        };
        Ok(Self {
            interface: interface.name().to_owned(),
            stored: Stored {
                record,
                policy: intent.text.clone(),
                image,
            },
        })
    }
}

/// Seconds since 1970.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
