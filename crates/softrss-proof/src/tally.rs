//! What a campaign has been through.

use std::{collections::BTreeMap, fmt};

use softrss_core::decide::{Choice, Decision};

/// What a campaign has been through. Everything in it is a reason to trust it, or not.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Policies.
    pub policies: u64,
    /// Decisions that were compared, each in all its parts.
    pub comparisons: u64,
    /// Packets with a flow.
    pub flows: u64,
    /// Packets by what chose their CPU.
    pub choices: BTreeMap<&'static str, u64>,
    /// Packets by the reason why reading them ended early.
    pub reasons: BTreeMap<&'static str, u64>,
    /// How often each header kind was read.
    pub headers: BTreeMap<String, u64>,
    /// The most headers in one packet.
    pub deepest: usize,
    /// The most instructions that a packet took in the machine, or a program in the kernel's verifier.
    pub effort: u32,
}

impl Tally {
    pub(crate) fn note(&mut self, decision: &Decision) {
        self.comparisons += 1;
        self.flows += u64::from(decision.flow.is_some());
        let choice = match decision.choice {
            Choice::Nothing => "nothing",
            Choice::Rule(_) => "rule",
            Choice::Prefix => "prefix",
            Choice::Bucket => "bucket",
        };
        *self.choices.entry(choice).or_default() += 1;
        if let Some(reason) = decision.reason {
            *self.reasons.entry(reason.word()).or_default() += 1;
        }
        // A sample is enough, and formatting is slow.
        if self.comparisons.is_multiple_of(16) {
            for (header, _) in decision.headers.iter() {
                *self.headers.entry(header.to_string()).or_default() += 1;
            }
        }
        self.deepest = self.deepest.max(decision.headers.len());
    }

    /// Adds another tally.
    pub fn add(&mut self, other: &Self) {
        self.policies += other.policies;
        self.comparisons += other.comparisons;
        self.flows += other.flows;
        self.deepest = self.deepest.max(other.deepest);
        self.effort = self.effort.max(other.effort);
        for (mine, theirs) in [
            (&mut self.choices, &other.choices),
            (&mut self.reasons, &other.reasons),
        ] {
            for (&word, count) in theirs {
                *mine.entry(word).or_default() += count;
            }
        }
        for (header, count) in &other.headers {
            *self.headers.entry(header.clone()).or_default() += count;
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} comparisons under {} policies, at most {} instructions; {} packets have a flow, the deepest {} headers",
            self.comparisons, self.policies, self.effort, self.flows, self.deepest
        )?;
        let words = |words: &BTreeMap<&'static str, u64>| {
            let words = words.iter().map(|(word, count)| format!("{word} {count}"));
            words.collect::<Vec<_>>().join(", ")
        };
        writeln!(f, "chosen by: {}", words(&self.choices))?;
        writeln!(f, "ended early: {}", words(&self.reasons))?;
        let headers = self.headers.iter();
        let headers = headers.map(|(header, count)| format!("{header} {count}"));
        write!(
            f,
            "headers, in every 16th packet: {}",
            headers.collect::<Vec<_>>().join(", ")
        )
    }
}
