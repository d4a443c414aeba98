//! What is counted: one row for each counter.
//!
//! Everything that counts, reads, exports or shows a counter goes by its row. A counter of the generated program is
//! a row here and a `count` in the code generator; one of a tracepoint is a row here and an addition in the program
//! that runs there.

use crate::{
    decide::{Choice, Decision, Verdict},
    reason::Reason,
};

/// Who counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The program that chooses the CPU.
    Program,
    /// The tracepoint `xdp_cpumap_enqueue`: what is put into a queue.
    Enqueue,
    /// The tracepoint `xdp_cpumap_kthread`: what the kernel's thread takes out of it.
    Kthread,
    /// A tracepoint that tells of an error. Not every kernel has it.
    Error,
}

/// How many numbers a counter has for an interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// One for each CPU: the one whose queue it is, or the one that received the packet.
    Cpu,
    /// One. It is one of the ways to choose a CPU, and all of them together count every packet.
    Choice,
    /// One.
    Interface,
    /// One for each rule of the policy. Their sum is one of the ways to choose a CPU.
    Rule,
    /// One for each table of the policy. Their sum is one of the ways to choose a CPU.
    Table,
    /// One for each [`Reason`].
    Reason,
}

/// What a counter counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Packets.
    Packets,
    /// Calls, each about several packets.
    Bulks,
}

impl Unit {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Packets => "packets",
            Self::Bulks => "bulks",
        }
    }
}

/// All there is to say about a counter.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its name, in code, JSON, metrics and documents.
    pub word: &'static str,
    /// Who counts it.
    pub source: Source,
    /// How many numbers it has.
    pub per: Per,
    /// What it counts.
    pub unit: Unit,
    /// The heading of its column in `status` and `top`, if it has one.
    pub column: Option<&'static str>,
    /// What it means: a clause without a full stop.
    pub help: &'static str,
}

macro_rules! counters {
    ($($counter:ident $word:literal: $source:ident $per:ident $unit:ident $column:expr, $help:literal;)*) => {
        /// What is counted of an interface that is steered.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Counter { $(#[doc = concat!($help, ".")] $counter),* }

        impl Counter {
            /// Every counter, in the order in which they are shown.
            pub const ALL: &[Self] = &[$(Self::$counter),*];

            /// All there is to say about it.
            #[must_use]
            pub const fn row(self) -> &'static Row {
                match self { $(Self::$counter => &Row {
                    word: $word,
                    source: Source::$source,
                    per: Per::$per,
                    unit: Unit::$unit,
                    column: $column,
                    help: $help,
                }),* }
            }
        }
    };
}

counters! {
    Enqueued "enqueued": Enqueue Cpu Packets Some("enqueued"),
        "put into the queue of the CPU";
    EnqueueDrops "enqueue_drops": Enqueue Cpu Packets None,
        "lost because the queue of the CPU was full";
    EnqueueBulks "enqueue_bulks": Enqueue Cpu Bulks None,
        "times that packets were put into the queue; `enqueued` ÷ this is `bulk_avg`";
    KthreadPackets "kthread_packets": Kthread Cpu Packets Some("kthread"),
        "taken out of the queue by the thread of the CPU";
    KthreadDrops "kthread_drops": Kthread Cpu Packets None,
        "lost in the thread because no SKB could be allocated";
    KthreadBulks "kthread_bulks": Kthread Cpu Bulks None,
        "times that the thread took packets out of the queue";
    Sched "sched": Kthread Cpu Bulks None,
        "times that the thread had slept before; one that never does is saturated";
    KthreadElsewhere "kthread_elsewhere": Kthread Cpu Packets None,
        "of these, taken while the thread ran on another CPU, because its own was offline";
    XdpPass "xdp_pass": Kthread Cpu Packets None,
        "given to the stack by the entry program; 0 without one";
    XdpDrop "xdp_drop": Kthread Cpu Packets None,
        "dropped by the entry program";
    XdpRedirect "xdp_redirect": Kthread Cpu Packets None,
        "redirected by the entry program";
    Passed "passed": Program Cpu Packets Some("passed"),
        "passed on by the CPU that received them, without a queue";
    Rule "rule": Program Rule Packets None,
        "decided by a rule of the policy";
    Table "table": Program Table Packets None,
        "decided by an entry of a table of the policy";
    Bucket "bucket": Program Choice Packets None,
        "decided by their bucket of the indirection table";
    Nothing "nothing": Program Choice Packets None,
        "decided by nothing, and passed on";
    Dropped "dropped": Program Interface Packets None,
        "dropped by a rule of the policy";
    Missed "missed": Program Interface Packets None,
        "whose CPU had no queue; `on_miss` says what was done with them";
    Shed "shed": Program Interface Packets None,
        "dropped because as many as `limit` says waited for their target";
    RedirectErr "redirect_err": Error Interface Packets None,
        "lost in a redirect that failed, before a queue or to an interface";
    XdpException "xdp_exception": Error Interface Packets None,
        "aborted by a program, or answered by it with what is no action";
    Unparsed "unparsed": Program Reason Packets None,
        "not read to the innermost header";
}

impl Counter {
    /// Its number among the counters of its source that have no number for each rule or reason, from 0; of the one that has a number
    /// for each table, that of the first table.
    #[must_use]
    pub const fn index(self) -> u32 {
        Self::before(self as usize, self.row().source)
    }

    /// How many of them there are.
    #[must_use]
    pub const fn count_of(source: Source) -> u32 {
        Self::before(Self::ALL.len(), source)
    }

    const fn before(end: usize, source: Source) -> u32 {
        let (mut count, mut at) = (0, 0);
        while at < end {
            let row = Self::ALL[at].row();
            if row.source as u8 == source as u8 && !matches!(row.per, Per::Rule | Per::Reason) {
                count += 1;
            }
            at += 1;
        }
        count
    }
}

/// One number of the generated program's map of counters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The only one of a counter.
    One(Counter),
    /// Packets that were not read to the innermost header for this reason.
    Reason(Reason),
    /// Packets that the rule at this position decided.
    Rule(u16),
    /// Packets that the table at this position decided.
    Table(u16),
}

impl From<Counter> for Slot {
    fn from(counter: Counter) -> Self {
        Self::One(counter)
    }
}

/// Where the numbers of a program are in its map of counters: first the reasons, then the counters that have one number, then
/// the rules. The first table has a place among the counters, so that only those behind it need more room; they are last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slots {
    /// How many rules the policy has.
    pub rules: u16,
    /// How many tables it has.
    pub tables: u16,
}

impl Slots {
    /// Room for reasons.
    const REASONS: u32 = 16;

    /// Those of a map whose numbers have these [`names`](Self::names).
    #[must_use]
    pub fn of_names(names: &[String]) -> Self {
        let count = |begin: &str| {
            let named = names.iter().filter(|name| name.starts_with(begin));
            // Places are numbered by 16 bits.
            named.fold(0_u16, |count, _| count.saturating_add(1))
        };
        Self {
            rules: count(Slot::RULE),
            tables: count(Slot::TABLE),
        }
    }

    /// The place of a number in the map.
    ///
    /// ```
    /// use softrss_core::{Slot, Slots};
    /// let slots = Slots { rules: 2, tables: 2 };
    /// assert_eq!(slots.index(Slot::Table(1)), slots.index(Slot::Rule(1)) + 1);
    /// ```
    #[must_use]
    pub fn index(self, slot: Slot) -> u32 {
        let rules = Self::REASONS + Counter::count_of(Source::Program);
        match slot {
            Slot::Reason(reason) => reason.number(),
            Slot::One(counter) => Self::REASONS + counter.index(),
            Slot::Rule(rule) => rules + u32::from(rule),
            Slot::Table(0) => self.index(Slot::One(Counter::Table)),
            Slot::Table(table) => rules + u32::from(self.rules) + u32::from(table) - 1,
        }
    }

    /// How many there are.
    #[must_use]
    pub fn count(self) -> u32 {
        self.index(Slot::Table(self.tables.max(1)))
    }

    /// What every number of the map is called, by its place, for rules and tables with these names. Versions with other
    /// counters call those that both have the same; a place that has no number has no name.
    #[must_use]
    pub fn names(self, rules: &[&str], tables: &[&str]) -> Vec<String> {
        let mut names = vec![String::new(); self.count() as usize];
        let mut name = |slot: Slot, text: String| {
            if let Some(name) = names.get_mut(self.index(slot) as usize) {
                *name = text;
            }
        };
        for &reason in Reason::ALL {
            let text = format!("{}{}", Slot::REASON, reason.word());
            name(Slot::Reason(reason), text);
        }
        for &counter in Counter::ALL {
            let row = counter.row();
            if row.source == Source::Program {
                match row.per {
                    Per::Cpu | Per::Choice | Per::Interface => {
                        name(Slot::One(counter), row.word.to_owned());
                    }
                    Per::Rule | Per::Table | Per::Reason => {}
                }
            }
        }
        for (index, rule) in (0..).zip(rules) {
            name(Slot::Rule(index), format!("{}{rule}", Slot::RULE));
        }
        for (index, table) in (0..).zip(tables) {
            name(Slot::Table(index), format!("{}{table}", Slot::TABLE));
        }
        names
    }
}

impl Slot {
    /// How the name of a rule's number begins.
    pub const RULE: &str = "rule ";
    /// How the name of a table's number begins.
    pub const TABLE: &str = "table ";
    /// How the name of a reason's number begins.
    pub const REASON: &str = "reason ";

    /// What the program counts a packet as; `missed` when its CPU had no queue.
    pub fn of(decision: &Decision, missed: bool) -> impl Iterator<Item = Self> {
        let action = match decision.verdict {
            Verdict::Pass => Some(Counter::Passed),
            Verdict::Redirect => missed.then_some(Counter::Missed),
            Verdict::Drop => Some(Counter::Dropped),
        };
        std::iter::once(decision.choice.into())
            .chain(action.map(Self::One))
            .chain(decision.reason.map(Self::Reason))
    }
}

impl From<Choice> for Slot {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::Rule(rule) => Self::Rule(rule),
            Choice::Table(table) => Self::Table(table),
            Choice::Bucket | Choice::Nothing => Self::One(choice.into()),
        }
    }
}

/// The counter of packets that were decided so: it says what there is to say about a choice.
impl From<Choice> for Counter {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::Rule(_) => Self::Rule,
            Choice::Table(_) => Self::Table,
            Choice::Bucket => Self::Bucket,
            Choice::Nothing => Self::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_number_of_a_program_has_a_place_of_its_own() {
        for (rules, tables) in [(0, 0), (3, 0), (0, 1), (3, 1), (0, 8), (256, 8)] {
            let layout = Slots { rules, tables };
            let counters = Counter::ALL.iter().copied();
            let single = counters.filter(|counter| match counter.row().per {
                Per::Cpu | Per::Choice | Per::Interface => counter.row().source == Source::Program,
                Per::Rule | Per::Table | Per::Reason => false,
            });
            let slots = single
                .map(Slot::One)
                .chain(Reason::ALL.iter().copied().map(Slot::Reason))
                .chain((0..rules).map(Slot::Rule))
                .chain((0..tables).map(Slot::Table));
            let slots: Vec<u32> = slots.map(|slot| layout.index(slot)).collect();
            let places: BTreeSet<u32> = slots.iter().copied().collect();
            assert_eq!(places.len(), slots.len());
            assert!(places.iter().all(|place| *place < layout.count()));
            let names = layout.names(&vec!["r"; rules.into()], &vec!["t"; tables.into()]);
            assert_eq!(names.len(), layout.count() as usize);
            assert_eq!(Slots::of_names(&names), layout);
            // Every number has a name, and nothing else.
            assert_eq!(
                names.iter().filter(|name| !name.is_empty()).count(),
                slots.len()
            );
        }
        assert!(Reason::ALL.len() <= Slots::REASONS as usize);
    }

    #[test]
    fn one_table_needs_no_more_room_than_none() {
        let count = |tables| Slots { rules: 5, tables }.count();
        assert_eq!(
            [count(0), count(1), count(2)].map(|n| n - count(0)),
            [0, 0, 1]
        );
    }

    #[test]
    fn words_are_told_apart() {
        let words = Counter::ALL.iter().map(|counter| counter.row().word);
        let different: BTreeSet<&str> = words.collect();
        assert_eq!(different.len(), Counter::ALL.len());
    }
}
