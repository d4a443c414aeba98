//! What attaching did, or would do.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
};

use serde::Serialize;
use softrss::{
    CpuId, CpuSet, Interface, LocalRecord,
    deployment::{
        Applied, Attachment, Changes, DryRun, EntryChange, Intent, Operation, PinRoot, SeedOrigin,
        TableChange,
    },
};
use softrss_core::{
    Policy,
    policy::{Dsa, KeyKind},
};

use super::{
    SCHEMA,
    number::{counted, grouped, of_kind},
    shown,
};
use crate::Failure;

/// What replacing a queue can do: the old one is emptied while the new one is filled.
const OVERTAKEN: &str =
    "queues were replaced: packets that waited in the old ones may have been overtaken\n";
const TO_BE_OVERTAKEN: &str =
    "queues would be replaced: packets that wait in the old ones may be overtaken\n";

/// What the policy left to the machine, and what was chosen.
pub(crate) struct Chosen {
    /// The CPUs that packets can be sent to.
    pub(crate) targets: CpuSet,
    /// CPUs that are named and not online: others have their packets.
    pub(crate) left_out: CpuSet,
    /// Why these.
    pub(crate) why: String,
    /// What happens to packets that are received by their target.
    pub(crate) local: LocalRecord,
    /// The tag of a switch in all frames, as the policy has it.
    pub(crate) asked_dsa: Dsa,
    /// The same, decided.
    pub(crate) dsa: Dsa,
}

impl Chosen {
    /// Behind `text`, a line for each choice.
    fn told(&self, text: &str) -> String {
        let Self {
            targets,
            left_out,
            why,
            local,
            asked_dsa,
            dsa,
        } = self;
        let local = super::local(local);
        let without = if left_out.is_empty() {
            String::new()
        } else {
            format!(", without CPU {left_out}, not online")
        };
        let dsa = match (asked_dsa, dsa) {
            (_, Dsa::None) => String::new(),
            (Dsa::Auto, tag) => format!("dsa: {} (auto: the tag of its switch)\n", tag.word()),
            (_, tag) => format!("dsa: {} (the policy says so)\n", tag.word()),
        };
        format!("{text}targets: CPU {targets} ({why}{without})\nlocal: {local}\n{dsa}")
    }
}

/// Prints what would be done, and what was chosen for it.
pub(crate) fn print(text: &str, chosen: &Chosen) -> Result<(), Failure> {
    let told = chosen.told(text);
    io::stdout()
        .write_all(told.as_bytes())
        .map_err(Failure::output)
}

/// The same of what was done, whether it can be printed or not.
pub(crate) fn say(text: &str, chosen: &Chosen) {
    super::say_done(&chosen.told(text));
}

/// What was done.
pub(crate) fn done(interface: &Interface, intent: &Intent, attachment: &Attachment) -> String {
    let (name, source, mode) = words(interface, intent);
    let applied = attachment.applied;
    let what = match applied {
        Applied::Attached => format!("{name}: attached in {mode} mode, with {source}\n"),
        Applied::Switched { .. } => {
            let overtaken = if keeps_queues(applied) { "" } else { OVERTAKEN };
            format!("{name}: switched to another program, for {source}\n{overtaken}")
        }
        Applied::Adjusted(changes) => {
            let what = changed(&changes);
            let overtaken = if keeps_queues(applied) { "" } else { OVERTAKEN };
            format!("{name}: changed in place for {source}: {what}\n{overtaken}")
        }
        Applied::Unchanged => format!("{name}: nothing to change, {source} is applied already\n"),
    };
    what + &entries(&attachment.tables, intent.policy.policy())
}

/// What would be done, with every operation on a line.
pub(crate) fn planned(interface: &Interface, intent: &Intent, run: &DryRun) -> String {
    let (name, source, mode) = words(interface, intent);
    let mut text = match run.applied {
        Applied::Attached => format!("{name}: would be attached in {mode} mode, with {source}\n"),
        Applied::Switched { .. } => {
            format!("{name}: would switch to another program, for {source}\n")
        }
        Applied::Adjusted(changes) => {
            let what = changed(&changes);
            format!("{name}: would be changed in place for {source}: {what}\n")
        }
        Applied::Unchanged => format!("{name}: nothing to change, {source} is applied already\n"),
    };
    for operation in &run.operations {
        let _ = writeln!(text, "  {}", shown(&operation.to_string()));
    }
    text.push_str(&entries(&run.tables, intent.policy.policy()));
    if !keeps_queues(run.applied) {
        text.push_str(TO_BE_OVERTAKEN);
    }
    text
}

/// What becomes of the entries of each table, as a line; nothing where there is no table.
fn entries(tables: &[TableChange], policy: &Policy) -> String {
    let lines = tables.iter().map(|change| {
        let EntryChange {
            before: _,
            after,
            added,
            moved,
            removed,
        } = change.entries;
        let counts = [(added, "added"), (removed, "removed"), (moved, "moved")];
        let counts = counts.map(|(count, what)| format!("{} {what}", grouped(count as u64)));
        let after = of_kind(after, change.kind);
        let many = change.kind.row().many;
        let of = of_table(change, tables, policy);
        format!("{many}{of}: {}, {after} in all\n", counts.join(", "))
    });
    lines.collect()
}

/// Which table it is, where there are several of the kind.
fn of_table(change: &TableChange, tables: &[TableChange], policy: &Policy) -> String {
    let of_kind = tables.iter().filter(|other| other.kind == change.kind);
    if of_kind.count() == 1 {
        return String::new();
    }
    match change.of(policy) {
        Some(table) => format!(" of {}", shown(table.name.as_str())),
        None => " of a table that is gone".to_owned(),
    }
}

/// Says where most entries of a table go, which a file that was cut short looks like.
pub(crate) fn warn_of_lost(tables: &[TableChange], policy: &Policy, would: bool) {
    for change in tables.iter().filter(|change| change.entries.removes_most()) {
        let are = if would { "would be" } else { "were" };
        let of = of_table(change, tables, policy);
        // Talk; it is what was asked for.
        let _ = writeln!(
            io::stderr(),
            "warning: {} of {}{of} {are} removed from the table: is its file complete?",
            grouped(change.entries.removed as u64),
            self::of_kind(change.entries.before, change.kind),
        );
    }
}

/// What becomes of all prefixes, for programs.
pub(super) fn prefixes(tables: &[TableChange]) -> EntryChange {
    let tables = tables
        .iter()
        .filter(|change| change.kind == KeyKind::Prefix);
    tables.fold(EntryChange::default(), |sum, change| {
        sum.and(change.entries)
    })
}

/// What becomes of the entries of a table, for programs.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct OfTable {
    /// Its name; `null` where it is gone.
    table: Option<String>,
    /// The columns of its key.
    key: String,
    #[serde(flatten)]
    #[cfg_attr(test, schemars(with = "crate::contract::Entries"))]
    entries: EntryChange,
}

impl OfTable {
    pub(super) fn all(tables: &[TableChange], policy: &Policy) -> Vec<Self> {
        let all = tables.iter().map(|change| Self {
            table: change.of(policy).map(|table| table.name.to_string()),
            key: change.kind.columns(),
            entries: change.entries,
        });
        all.collect()
    }
}

/// Says, before it is done, what becomes of a seed that is not where it was.
pub(crate) fn tell_of_seed(root: &PinRoot, operation: &Operation, would: bool) {
    let Operation::PinSeed { path, origin, .. } = operation else {
        return;
    };
    let (is, made) = if would {
        ("would be", "would be made, and flows would move")
    } else {
        ("is", "is made, and flows move")
    };
    let gone = root.path().join(path);
    let gone = gone.display();
    let told = match origin {
        SeedOrigin::Random => return,
        SeedOrigin::Recorded => format!(
            "note: the seed of the hashes is gone from {gone}; it {is} restored from the record of what is attached: no \
             flow moves"
        ),
        SeedOrigin::InPlaceOfUnknown => format!(
            "warning: the seed of the hashes is not at {gone}, and what is attached does not tell it; another one {made} to \
             other CPUs, once"
        ),
    };
    // Talk.
    let _ = writeln!(io::stderr(), "{told}");
}

fn words(interface: &Interface, intent: &Intent) -> (String, String, String) {
    let source = intent.source.as_deref().unwrap_or("the default policy");
    (
        shown(interface.name()),
        shown(source),
        intent.mode.to_string(),
    )
}

/// Whether every queue of before goes on.
pub(super) fn keeps_queues(applied: Applied) -> bool {
    match applied {
        Applied::Switched { kept_queues } => kept_queues,
        Applied::Adjusted(changes) => changes.queues_replaced == 0,
        Applied::Attached | Applied::Unchanged => true,
    }
}

fn changed(changes: &Changes) -> String {
    let queues = [
        (changes.queues_added, "added"),
        (changes.queues_replaced, "replaced"),
        (changes.queues_removed, "removed"),
    ];
    let queues = queues.iter().filter(|(count, _)| *count > 0);
    let mut parts: Vec<String> = queues
        .map(|(count, what)| format!("{} {what}", counted(*count as u64, "queue")))
        .collect();
    if changes.table {
        parts.push("the indirection table".to_owned());
    }
    let entries = KeyKind::ALL.iter().zip(changes.entries);
    let entries = entries.filter(|(_, count)| *count > 0);
    parts.extend(entries.map(|(kind, count)| of_kind(count, *kind)));
    parts.join(", ")
}

/// The word for what was done, or would be.
pub(super) fn word(applied: Applied) -> &'static str {
    match applied {
        Applied::Attached => "attached",
        Applied::Switched { .. } => "switched",
        Applied::Adjusted(_) => "adjusted",
        Applied::Unchanged => "unchanged",
    }
}

/// What is done, or would be, for programs.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Change<'r> {
    /// The version of this object.
    schema: u32,
    /// The interface.
    interface: &'r str,
    /// Whether nothing was changed, and it is only said what would be.
    dry_run: bool,
    /// `attached`, `switched`, `adjusted` or `unchanged`.
    applied: &'static str,
    /// `native` or `skb`.
    mode: String,
    /// Where the policy is from; `null` for the default policy.
    source: Option<&'r str>,
    /// CPUs that packets can be sent to.
    targets: Vec<u32>,
    /// Whether no packet can be overtaken in a queue that is replaced.
    keeps_queues: bool,
    /// What happens to packets that are received by their target.
    #[cfg_attr(test, schemars(with = "crate::contract::Local"))]
    local: &'r LocalRecord,
    /// The tag of a switch in all frames, as in `[flow]`.
    dsa: &'static str,
    /// CPUs that the policy names and that are not online.
    left_out: Vec<u32>,
    /// What becomes of the prefixes of all tables.
    #[cfg_attr(test, schemars(with = "crate::contract::Entries"))]
    prefixes: EntryChange,
    /// What becomes of the entries of each table.
    tables: Vec<OfTable>,
    /// What would be done, one by one; only of a dry run.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<Vec<crate::contract::Operation>>"))]
    operations: Option<&'r [Operation]>,
}

impl<'r> Change<'r> {
    fn new(
        interface: &'r Interface,
        intent: &'r Intent,
        chosen: &'r Chosen,
        applied: Applied,
        tables: &[TableChange],
    ) -> Self {
        Self {
            schema: SCHEMA,
            interface: interface.name(),
            dry_run: false,
            applied: word(applied),
            mode: intent.mode.to_string(),
            source: intent.source.as_deref(),
            targets: chosen.targets.iter().map(CpuId::number).collect(),
            keeps_queues: keeps_queues(applied),
            local: &chosen.local,
            dsa: chosen.dsa.word(),
            left_out: chosen.left_out.iter().map(CpuId::number).collect(),
            prefixes: prefixes(tables),
            tables: OfTable::all(tables, intent.policy.policy()),
            operations: None,
        }
    }

    /// What would be done.
    pub(crate) fn planned(
        interface: &'r Interface,
        intent: &'r Intent,
        chosen: &'r Chosen,
        run: &'r DryRun,
    ) -> Self {
        Self {
            dry_run: true,
            operations: Some(&run.operations),
            ..Self::new(interface, intent, chosen, run.applied, &run.tables)
        }
    }

    /// What was done.
    pub(crate) fn done(
        interface: &'r Interface,
        intent: &'r Intent,
        chosen: &'r Chosen,
        attachment: &Attachment,
    ) -> Self {
        Self::new(
            interface,
            intent,
            chosen,
            attachment.applied,
            &attachment.tables,
        )
    }
}
