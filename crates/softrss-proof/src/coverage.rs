//! What a campaign has been through.

use std::{collections::BTreeMap, fmt};

use softrss_core::{
    Counter, Decision,
    header::{Header, Reason},
    policy::Dsa,
};

/// What a campaign has been through. Everything in it is a reason to trust it, or not.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Policies.
    pub policies: u64,
    /// Decisions that were compared, each in all its parts.
    pub comparisons: u64,
    /// Packets with a flow.
    pub flows: u64,
    /// Packets with a number of a session that was hashed.
    pub tunnel_ids: u64,
    /// Packets by what chose their CPU.
    pub choices: BTreeMap<&'static str, u64>,
    /// Packets by the reason why reading them ended early.
    pub reasons: BTreeMap<Reason, u64>,
    /// How often each header kind was read.
    pub headers: BTreeMap<Header, u64>,
    /// The most headers in one packet.
    pub deepest: usize,
    /// The most instructions that a packet took in the machine, or a program in the kernel's verifier.
    pub effort: u32,
}

impl Coverage {
    pub(crate) fn note(&mut self, decision: &Decision) {
        self.comparisons += 1;
        self.flows += u64::from(decision.flow.is_some());
        self.tunnel_ids += u64::from(decision.tags.tunnel_id != 0);
        let choice = Counter::from(decision.choice).row().word;
        *self.choices.entry(choice).or_default() += 1;
        if let Some(reason) = decision.reason {
            *self.reasons.entry(reason).or_default() += 1;
        }
        for (header, _) in decision.headers.iter() {
            *self.headers.entry(header).or_default() += 1;
        }
        self.deepest = self.deepest.max(decision.headers.len());
    }

    /// Adds what another campaign has been through.
    pub fn add(&mut self, other: &Self) {
        self.policies += other.policies;
        self.comparisons += other.comparisons;
        self.flows += other.flows;
        self.tunnel_ids += other.tunnel_ids;
        self.deepest = self.deepest.max(other.deepest);
        self.effort = self.effort.max(other.effort);
        sum(&mut self.choices, &other.choices);
        sum(&mut self.reasons, &other.reasons);
        sum(&mut self.headers, &other.headers);
    }

    /// What there is of header kinds and reasons and was not met: what nothing is proven of. The tags that frames begin with
    /// are left out, of which each policy has one at most: `tests/rows.rs` has them all.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        let begins = |header: &Header| Dsa::ALL.iter().any(|dsa| dsa.row().first == *header);
        let headers = Header::ALL.iter();
        let headers =
            headers.filter(|header| !self.headers.contains_key(header) && !begins(header));
        let reasons = Reason::ALL.iter();
        let reasons = reasons.filter(|reason| !self.reasons.contains_key(reason));
        let headers = headers.map(|header| format!("{header:?}"));
        let ids = (self.tunnel_ids == 0).then(|| "tunnel-id".to_owned());
        headers
            .chain(reasons.map(ToString::to_string))
            .chain(ids)
            .collect()
    }
}

fn sum<K: Ord + Copy>(mine: &mut BTreeMap<K, u64>, theirs: &BTreeMap<K, u64>) {
    for (&key, count) in theirs {
        *mine.entry(key).or_default() += count;
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} comparisons under {} policies, at most {} instructions; {} packets have a flow, {} a tunnel-id, the deepest {} headers",
            self.comparisons, self.policies, self.effort, self.flows, self.tunnel_ids, self.deepest
        )?;
        writeln!(f, "chosen by: {}", words(&self.choices))?;
        writeln!(f, "ended early: {}", words(&self.reasons))?;
        write!(f, "headers: {}", words(&self.headers))
    }
}

fn words<K: fmt::Display>(counts: &BTreeMap<K, u64>) -> String {
    let words = counts.iter().map(|(word, count)| format!("{word} {count}"));
    words.collect::<Vec<_>>().join(", ")
}
