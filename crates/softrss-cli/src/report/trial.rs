//! What is said of a policy on trial: while it is tried, and when it ends.

use serde::{Deserialize, Serialize};
use softrss::{
    Counter, Interface, LocalRecord, Reading, Sign, StackCounter,
    deployment::{Attachment, EarlierPolicy, EntryChange, TakenBack},
};

use softrss_core::Policy;

use super::{
    SCHEMA,
    change::{self, Chosen},
    number::grouped,
    shown,
    status::{Numbers, Stack, named},
};

pub(crate) const ATTACH_ANEW: &str =
    "`softrss attach` begins anew; `softrss status` says why until then";

/// How a trial ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    Confirmed,
    /// Its time was over.
    Deadline(TakenBack),
    /// Somebody ended it here.
    Interrupted(TakenBack),
    /// Somebody ended it elsewhere.
    Undone(TakenBack),
    /// Nobody was left who could see it.
    HungUp(TakenBack),
    /// The guardian was killed.
    Killed(TakenBack),
    /// Somebody took everything off meanwhile.
    Detached,
}

impl Ended {
    /// A word for it, in JSON.
    fn word(&self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Deadline(_) => "deadline",
            Self::Interrupted(_) => "interrupted",
            Self::Undone(_) => "undone",
            Self::HungUp(_) => "hung-up",
            Self::Killed(_) => "guardian-killed",
            Self::Detached => "detached",
        }
    }

    fn taken_back(&self) -> Option<&TakenBack> {
        match self {
            Self::Deadline(taken_back)
            | Self::Interrupted(taken_back)
            | Self::Undone(taken_back)
            | Self::HungUp(taken_back)
            | Self::Killed(taken_back) => Some(taken_back),
            Self::Confirmed | Self::Detached => None,
        }
    }

    /// What happened to a trial of so many seconds.
    pub(crate) fn words(&self, seconds: u64) -> String {
        let why = match self {
            Self::Confirmed => return "confirmed".to_owned(),
            Self::Detached => return "it was detached meanwhile".to_owned(),
            Self::Deadline(_) => format!("not confirmed within {seconds} s"),
            Self::Interrupted(_) => "interrupted".to_owned(),
            Self::Undone(_) => "ended from elsewhere".to_owned(),
            Self::HungUp(_) => "whoever watched it is gone".to_owned(),
            Self::Killed(_) => "the guardian was killed".to_owned(),
        };
        let came_to = self.taken_back().map(came_to).unwrap_or_default();
        format!("{why}: {came_to}")
    }

    pub(crate) fn hint(&self, interface: &str) -> String {
        match self.taken_back() {
            Some(TakenBack::Failed { .. }) => ATTACH_ANEW.to_owned(),
            _ => format!(
                "run it again, and press Enter or run `softrss confirm {interface}` in time"
            ),
        }
    }
}

/// What taking back came to.
pub(crate) fn came_to(taken_back: &TakenBack) -> String {
    match taken_back {
        TakenBack::Earlier(earlier) => format!("taken back to {}", named(earlier)),
        TakenBack::Nothing => "taken back, nothing is attached, as before".to_owned(),
        TakenBack::Failed { reason } => format!(
            "it was taken off, and nothing is attached: there was no way back to the earlier policy: {}",
            shown(reason)
        ),
        _ => "it was over already".to_owned(),
    }
}

/// What a guardian says of how it ended.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "to", rename_all = "snake_case")]
pub(crate) enum Outcome {
    Earlier {
        /// Where that policy is from; `null` for the default policy.
        source: Option<String>,
    },
    Nothing,
    Failed {
        /// Why there was no way back.
        reason: String,
    },
    Over,
}

impl From<&TakenBack> for Outcome {
    fn from(taken_back: &TakenBack) -> Self {
        match taken_back {
            TakenBack::Earlier(EarlierPolicy { source }) => Self::Earlier {
                source: source.clone(),
            },
            TakenBack::Nothing => Self::Nothing,
            TakenBack::Failed { reason } => Self::Failed {
                reason: reason.clone(),
            },
            _ => Self::Over,
        }
    }
}

impl From<Outcome> for TakenBack {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Earlier { source } => Self::Earlier(EarlierPolicy { source }),
            Outcome::Nothing => Self::Nothing,
            Outcome::Failed { reason } => Self::Failed { reason },
            Outcome::Over => Self::Over,
        }
    }
}

/// The causes of losses, with what was lost by each.
fn losses(counted: &Reading) -> Vec<(Counter, Option<u64>)> {
    let causes = [
        Counter::EnqueueDrops,
        Counter::KthreadDrops,
        Counter::RedirectErr,
        Counter::XdpException,
    ];
    let told = causes.iter();
    told.map(|&counter| (counter, counted.total(counter)))
        .collect()
}

/// What happened until now, on a line.
pub(crate) fn line(seconds_left: u64, counted: Option<&Reading>) -> String {
    let left = format!("{seconds_left:>3} s left:");
    let Some(counted) = counted else {
        return format!("{left} nothing was counted yet");
    };
    let causes = losses(counted);
    let causes = causes
        .iter()
        .map(|(counter, number)| (counter.row().word, number.unwrap_or_default()));
    let lost = with_causes(counted.lost(), causes);
    let packets = grouped(counted.packets());
    let stack = match &counted.stack {
        Ok(stack) => {
            let numbers = |sign| {
                let all = StackCounter::of(sign);
                all.map(|counter| (counter.row().word, stack.get(counter).unwrap_or_default()))
            };
            let errors = with_causes(stack.sum(Sign::Error), numbers(Sign::Error));
            let reordered = grouped(stack.sum(Sign::Reordering));
            format!("{errors} stack errors, {reordered} out of order")
        }
        Err(_) => "stack errors are unknown".to_owned(),
    };
    format!("{left} {packets} packets, {lost} lost, {stack}")
}

/// A number, and what it consists of.
fn with_causes<'c>(number: u64, causes: impl Iterator<Item = (&'c str, u64)>) -> String {
    let causes = causes.filter(|(_, number)| *number > 0);
    let causes: Vec<String> = causes
        .map(|(word, number)| format!("{word} {}", grouped(number)))
        .collect();
    match causes.as_slice() {
        [] => grouped(number),
        causes => format!("{} ({})", grouped(number), causes.join(", ")),
    }
}

/// What came of a trial, for programs.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Tried<'r> {
    /// The version of this object.
    schema: u32,
    /// The interface.
    interface: &'r str,
    /// `attached`, `switched`, `adjusted` or `unchanged`.
    applied: &'static str,
    /// Whether no packet could be overtaken in a queue that was replaced.
    keeps_queues: bool,
    /// What happens to packets that are received by their target.
    #[cfg_attr(test, schemars(with = "crate::contract::Local"))]
    local: &'r LocalRecord,
    /// What became of the prefixes of all tables when it was applied.
    #[cfg_attr(test, schemars(with = "crate::contract::Entries"))]
    prefixes: EntryChange,
    /// What became of the entries of each table.
    tables: Vec<change::OfTable>,
    /// Whether it stays.
    confirmed: bool,
    /// `confirmed`, `deadline`, `interrupted`, `undone`, `hung-up`, `guardian-killed` or `detached`.
    ended_by: &'static str,
    /// `null` unless it was taken back.
    taken_back: Option<Outcome>,
    /// What was counted while it was tried; `null` where nothing could be read.
    counted: Option<Counted>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Counted {
    /// Packets that the program saw.
    packets: u64,
    /// Packets known to be lost.
    lost: u64,
    /// By cause.
    #[cfg_attr(
        test,
        schemars(with = "std::collections::BTreeMap<String, Option<u64>>")
    )]
    losses: Numbers,
    /// What the network stack threw away meanwhile; `null` where that is not known.
    #[cfg_attr(
        test,
        schemars(with = "Option<std::collections::BTreeMap<String, Option<u64>>>")
    )]
    stack: Stack,
}

impl<'r> Tried<'r> {
    pub(crate) fn new(
        interface: &'r Interface,
        chosen: &'r Chosen,
        policy: &Policy,
        attachment: &Attachment,
    ) -> Self {
        let applied = attachment.applied;
        Self {
            schema: SCHEMA,
            interface: interface.name(),
            applied: change::word(applied),
            keeps_queues: change::keeps_queues(applied),
            local: &chosen.local,
            prefixes: change::prefixes(&attachment.tables),
            tables: change::OfTable::all(&attachment.tables, policy),
            confirmed: false,
            ended_by: "",
            taken_back: None,
            counted: None,
        }
    }

    pub(crate) fn ended(self, ended: &Ended, counted: Option<&Reading>) -> Self {
        Self {
            confirmed: *ended == Ended::Confirmed,
            ended_by: ended.word(),
            taken_back: ended.taken_back().map(Outcome::from),
            counted: counted.map(|counted| Counted {
                packets: counted.packets(),
                lost: counted.lost(),
                losses: Numbers(losses(counted)),
                stack: Stack(counted.stack.clone()),
            }),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use softrss::StackUnknown;

    use super::*;
    use crate::test_readings;

    #[test]
    fn a_line_has_losses_by_their_causes() {
        let mut reading = test_readings::reading(Instant::now(), 1);
        reading.totals.insert(Counter::RedirectErr, 3);
        assert_eq!(
            line(9, Some(&reading)),
            "  9 s left: 400,000 packets, 3 (redirect_err 3) lost, 0 stack errors, 0 out of order"
        );
        reading.stack = Ok([(StackCounter::TcpChecksum, 1200)].into_iter().collect());
        let told = line(120, Some(&reading));
        assert!(
            told.contains("1,200 (tcp_checksum_errors 1,200) stack errors"),
            "{told}"
        );
        reading.stack = Err(StackUnknown::NoBaseline);
        assert!(line(0, Some(&reading)).ends_with("stack errors are unknown"));
        assert_eq!(line(9, None), "  9 s left: nothing was counted yet");
    }

    #[test]
    fn what_a_guardian_says_is_understood() {
        for taken_back in [
            TakenBack::Earlier(EarlierPolicy { source: None }),
            TakenBack::Nothing,
            TakenBack::Failed {
                reason: "refused".to_owned(),
            },
            TakenBack::Over,
        ] {
            let said = serde_json::to_string(&Outcome::from(&taken_back)).unwrap();
            let outcome: Outcome = serde_json::from_str(&said).unwrap();
            assert_eq!(TakenBack::from(outcome), taken_back, "{said}");
        }
    }
}
