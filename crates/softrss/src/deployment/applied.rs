//! What attaching came to.

use softrss_core::policy::KeyKind;

use super::operation::Operation;

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
    /// Entries of tables that were stored or removed, for each of [`KeyKind::ALL`].
    pub entries: [usize; KeyKind::ALL.len()],
}

impl Changes {
    /// Counts `operation`, if it is one of a change in place.
    pub(super) fn note(&mut self, operation: &Operation) {
        match operation {
            Operation::AddQueue { .. } => self.queues_added += 1,
            Operation::ReplaceQueue { .. } => self.queues_replaced += 1,
            Operation::RemoveQueue { .. } => self.queues_removed += 1,
            Operation::StoreTable { .. } => self.table = true,
            Operation::StoreEntry { key, .. } | Operation::RemoveEntry { key, .. } => {
                self.entries[key.kind() as usize] += 1;
            }
            Operation::MakeDirectory { .. }
            | Operation::Load { .. }
            | Operation::PinSeed { .. }
            | Operation::Observe { .. }
            | Operation::StoreDevice { .. }
            | Operation::Pin { .. }
            | Operation::PinObservers { .. }
            | Operation::KeepCounts { .. }
            | Operation::Attach { .. }
            | Operation::PinLink { .. }
            | Operation::Switch { .. }
            | Operation::Commit { .. }
            | Operation::Drain { .. }
            | Operation::Wait
            | Operation::Remove(_) => {}
        }
    }
}
