//! A policy on its way into the kernel, or one that is there: what it needs, and what it has in common
//! with another.

use std::{
    fmt::Write as _,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use bpf_asm::{MapType, Program};
use softrss_codegen::{Maps, Options, entry, generate};
use softrss_core::{CpuId, CpuSet, Policy, ResolvedPolicy, policy::Prefix};

use super::{
    DeploymentError,
    memory::{Memory, MemoryError, write_policy},
};
use crate::{
    attach::{Interface, XdpMode},
    record::Record,
    steering::SteeringError,
};

/// What is to be attached.
#[derive(Clone, Debug)]
pub struct Intent {
    /// The policy. Its targets have to be settled ([`Targets::cpus`](softrss_core::policy::Targets::cpus)), so that it means
    /// the same when it is looked at later.
    pub policy: Policy,
    /// The policy as it was written.
    pub text: String,
    /// Where it was read.
    pub source: Option<String>,
    /// Where the program is to run.
    pub mode: XdpMode,
    /// Whether packets may come in several buffers.
    pub frags: bool,
}

/// A policy, its maps, and what is kept of it.
pub(super) struct Plan {
    pub(super) policy: ResolvedPolicy,
    pub(super) declared: Maps,
    pub(super) options: Options,
    pub(super) memory: Memory,
}

/// When something happened, and to which interface.
pub(super) struct Occasion<'a> {
    pub(super) interface: &'a Interface,
    pub(super) netns: u64,
    pub(super) attached_at: u64,
    pub(super) now: u64,
}

impl Plan {
    /// What `intent` comes to.
    pub(super) fn new(intent: &Intent, occasion: &Occasion<'_>) -> Result<Self, DeploymentError> {
        let policy = ResolvedPolicy::new(intent.policy.clone(), &CpuSet::new());
        let policy = policy.map_err(MemoryError::from)?;
        let options = options(intent.frags);
        let declared = Maps::new(&policy).map_err(SteeringError::from)?;
        let (resolved, table) = write_policy(policy.policy());
        let record = record(intent, occasion, &policy);
        let entries = 0..policy.steps().len();
        let entries = entries.map(|step| entry_digest(&policy, &declared, step, options));
        let memory = Memory {
            program: program_digest(&policy, &declared, options)?,
            entries: entries.collect::<Result<_, _>>()?,
            devices: policy.devices().iter().map(ToString::to_string).collect(),
            record,
            resolved,
            table,
        };
        Ok(Self {
            policy,
            declared,
            options,
            memory,
        })
    }

    /// What was kept.
    pub(super) fn recall(memory: Memory) -> Result<Self, DeploymentError> {
        let policy = memory.policy()?;
        let declared = Maps::new(&policy).map_err(SteeringError::from)?;
        Ok(Self {
            options: options(memory.record.frags),
            declared,
            policy,
            memory,
        })
    }

    /// The prefixes with a CPU of their own.
    pub(super) fn prefixes(&self) -> &[(Prefix, CpuId)] {
        let table = self.policy.policy().table.as_ref();
        table.map_or(&[], |table| &table.entries)
    }

    /// Whether the same program does, with other contents of its maps.
    pub(super) fn has_program_of(&self, other: &Memory) -> bool {
        let (mine, other_record) = (&self.memory.record, &other.record);
        self.memory.program == other.program
            && self.memory.devices == other.devices
            && self.memory.entries.len() == other.entries.len()
            && (mine.frags, &mine.mode) == (other_record.frags, &other_record.mode)
    }

    /// Whether nothing at all would change in the kernel.
    pub(super) fn does_the_same_as(&self, other: &Memory) -> bool {
        self.has_program_of(other)
            && (&self.memory.resolved, &self.memory.table) == (&other.resolved, &other.table)
            && self.memory.entries == other.entries
    }

    /// Whether the queues of `step` can go on as those of `step` of `other`: with the same length, and the same
    /// program behind them.
    pub(super) fn has_queues_of(&self, step: usize, other: &Memory, other_step: usize) -> bool {
        let (mine, other_record) = (&self.memory.record, &other.record);
        let (entry, other_entry) = (self.memory.entries.get(step), other.entries.get(other_step));
        entry.is_some()
            && entry == other_entry
            && (mine.qsize, mine.frags) == (other_record.qsize, other_record.frags)
    }
}

/// What is known of the steering.
fn record(intent: &Intent, occasion: &Occasion<'_>, policy: &ResolvedPolicy) -> Record {
    let rules = policy.policy().rules.iter();
    Record {
        schema: Record::SCHEMA,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        interface: occasion.interface.name().to_owned(),
        ifindex: occasion.interface.index(),
        netns: occasion.netns,
        mode: intent.mode.to_string(),
        frags: intent.frags,
        attached_at: occasion.attached_at,
        applied_at: occasion.now,
        source: intent.source.clone(),
        policy: intent.text.clone(),
        cpus: policy.cpus().iter().map(|cpu| cpu.number()).collect(),
        qsize: policy.policy().targets.qsize.frames(),
        rules: rules.map(|rule| rule.name.to_string()).collect(),
    }
}

fn options(frags: bool) -> Options {
    Options {
        counters: true,
        probe: false,
        frags,
    }
}

/// Sixteen digits that differ when anything differs that cannot be changed while the program runs: its code, the
/// shape of its maps, and the names that its counters have.
fn program_digest(
    policy: &ResolvedPolicy,
    declared: &Maps,
    options: Options,
) -> Result<String, SteeringError> {
    let program = generate(policy, declared, options)?;
    let mut text = listing(&program);
    for rule in &policy.policy().rules {
        let _ = writeln!(text, "rule {:?}", rule.name.as_str());
    }
    Ok(digest(&text))
}

fn entry_digest(
    policy: &ResolvedPolicy,
    declared: &Maps,
    step: usize,
    options: Options,
) -> Result<Option<String>, SteeringError> {
    let program = entry::generate(policy, declared, step, options)?;
    Ok(program.map(|program| {
        let mut text = code(&program);
        let devices = declared.devices().map(bpf_asm::MapDecl::spec);
        let uses = program.code().declared_maps();
        if devices.is_some_and(|devices| uses.contains(&devices)) {
            let _ = writeln!(text, "devices {:?}", policy.devices());
        }
        digest(&text)
    }))
}

/// The instructions, with maps by name.
fn code(program: &Program<'_>) -> String {
    format!("{}\n{}", program.kind(), program.code())
}

/// The instructions, and the maps; but for what can be changed in them, and the sizes that are not those that are
/// declared.
fn listing(program: &Program<'_>) -> String {
    let mut text = code(program);
    for map in program.code().declared_maps() {
        let entries = match map.map_type {
            MapType::BPF_MAP_TYPE_CPUMAP | MapType::BPF_MAP_TYPE_LPM_TRIE => 0,
            _ => map.max_entries,
        };
        let (kind, key, value) = (map.map_type as u32, map.key_size, map.value_size);
        let _ = writeln!(
            text,
            "{} {kind} {key} {value} {entries} {}",
            map.name, map.flags
        );
    }
    text
}

/// Should another version of the standard library compute another one, programs are switched that need not be.
fn digest(text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
