//! What attaching came to.

use serde::Serialize;
use softrss_codegen::Image;
use softrss_core::{CpuId, policy::Prefix};

use super::{operation::Operation, prefixes::differences};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// Nothing was attached before.
    Attached,
    /// Another program took the place of the old one, between two packets.
    Switched {
        /// Whether all queues that both policies have went on. Otherwise packets may be overtaken by later ones of
        /// their flow, while old queues are emptied.
        kept_queues: bool,
    },
    /// The program stayed, and its maps were changed.
    Adjusted(Changes),
    /// There was nothing to change.
    Unchanged,
}

/// What a change in place changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Queues that were made for CPUs that had none.
    pub queues_added: usize,
    /// Queues that were replaced by others, of another length or with another program.
    pub queues_replaced: usize,
    /// Queues that were removed.
    pub queues_removed: usize,
    /// Whether the indirection table is another one.
    pub table: bool,
    /// Prefixes that were stored or removed.
    pub prefixes: usize,
}

/// How one prefix table becomes another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PrefixChange {
    /// Prefixes before.
    pub before: usize,
    /// Prefixes after.
    pub after: usize,
    /// Those that were not there before.
    pub added: usize,
    /// Those that have another CPU than before.
    pub moved: usize,
    /// Those that are not there any more.
    pub removed: usize,
}

impl PrefixChange {
    /// From what is there, if that is known, to what is wanted.
    pub(super) fn between(from: Option<&Image>, to: &Image) -> Self {
        let before = from.map(prefixes).unwrap_or_default();
        Self::by(&differences(&before, &prefixes(to)), before.len())
    }

    /// By `operations`, where there were so many prefixes `before`.
    pub(super) fn by(operations: &[Operation], before: usize) -> Self {
        let count = |is: fn(&Operation) -> bool| operations.iter().filter(|one| is(one)).count();
        let added = count(|one| matches!(one, Operation::StorePrefix { before: None, .. }));
        let removed = count(|one| matches!(one, Operation::RemovePrefix { .. }));
        Self {
            before,
            after: before + added - removed,
            added,
            moved: count(|one| {
                matches!(
                    one,
                    Operation::StorePrefix {
                        before: Some(_),
                        ..
                    }
                )
            }),
            removed,
        }
    }

    /// Whether more than half of what was there is removed.
    #[must_use]
    pub const fn removes_most(&self) -> bool {
        self.removed > self.before / 2
    }
}

/// All prefixes of an image.
fn prefixes(image: &Image) -> Vec<(Prefix, CpuId)> {
    image
        .prefixes()
        .flat_map(|(_, table)| table)
        .copied()
        .collect()
}

impl Changes {
    /// Counts `operation`, if it is one of a change in place.
    pub(super) fn note(&mut self, operation: &Operation) {
        match operation {
            Operation::AddQueue { .. } => self.queues_added += 1,
            Operation::ReplaceQueue { .. } => self.queues_replaced += 1,
            Operation::RemoveQueue { .. } => self.queues_removed += 1,
            Operation::StoreTable { .. } => self.table = true,
            Operation::StorePrefix { .. } | Operation::RemovePrefix { .. } => self.prefixes += 1,
            Operation::MakeDirectory { .. }
            | Operation::Load { .. }
            | Operation::Observe { .. }
            | Operation::StoreDevice { .. }
            | Operation::Pin { .. }
            | Operation::PinObservers { .. }
            | Operation::KeepCounts { .. }
            | Operation::Attach { .. }
            | Operation::PinLink { .. }
            | Operation::Switch { .. }
            | Operation::Commit { .. }
            | Operation::Wait
            | Operation::Remove(_) => {}
        }
    }
}
