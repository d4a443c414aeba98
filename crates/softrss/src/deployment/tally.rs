//! What the programs counted: those of a generation, and of those before it.
//!
//! Counters belong to the rules of a policy. When the rules change, the counters are new ones, and what the old
//! ones had counted is kept beside them.

use std::{collections::BTreeMap, fs};

use serde::{Deserialize, Serialize};
use softrss_core::{Counter, CpuId, Reason, Slot};

use super::{
    DeploymentError, blocks,
    directory::unpin,
    generation::{EARLIER, EARLIER_NEXT, Generation},
    memory::MemoryError,
};
use crate::{
    map::{CountersError, OpenError},
    sample::{Choices, Sample},
};

/// Sums of counters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tally {
    /// By name. A name that two rules have is there twice.
    rules: Vec<(String, u64)>,
    /// In the order of [`Reason::ALL`].
    reasons: Vec<u64>,
    prefix: u64,
    bucket: u64,
    nothing: u64,
    /// By CPU.
    passed: BTreeMap<u32, u64>,
}

impl Tally {
    /// What the program of `generation` and those before it counted; its rules have these names.
    pub(super) fn of(generation: &Generation, rules: &[String]) -> Result<Self, DeploymentError> {
        let counters = generation.counters(rules.len())?;
        let total = |slot: Slot| -> Result<u64, CountersError> {
            let [packets] = counters.total(slot.index())?;
            Ok(packets)
        };
        let named = rules.iter().enumerate();
        let named = named.map(|(rule, name)| Ok((name.clone(), total(Slot::Rule(rule))?)));
        let reasons = Reason::ALL.iter();
        let reasons = reasons.map(|&reason| total(Slot::Reason(reason)));
        let passed = counters
            .by_cpu(Slot::from(Counter::Passed).index())?
            .into_iter();
        let tally = Self {
            rules: named.collect::<Result<_, CountersError>>()?,
            reasons: reasons.collect::<Result<_, CountersError>>()?,
            prefix: total(Counter::Prefix.into())?,
            bucket: total(Counter::Bucket.into())?,
            nothing: total(Counter::Nothing.into())?,
            passed: passed
                .filter(|(_, [packets])| *packets > 0)
                .map(|(cpu, [packets])| (cpu.number(), packets))
                .collect(),
        };
        Ok(match Self::earlier(generation)? {
            Some(earlier) => tally.plus(&earlier),
            None => tally,
        })
    }

    /// What those before `generation` counted.
    pub(super) fn earlier(generation: &Generation) -> Result<Option<Self>, DeploymentError> {
        let path = generation.at(EARLIER);
        let json = match blocks::open(&path) {
            Err(MemoryError::Open {
                source: OpenError::Absent,
                ..
            }) => return Ok(None),
            json => json?,
        };
        let tally = serde_json::from_slice(&json).map_err(|error| MemoryError::Malformed {
            path,
            what: error.to_string(),
        })?;
        Ok(Some(tally))
    }

    /// Makes this what those before `generation` counted.
    pub(super) fn keep(&self, generation: &Generation) -> Result<(), DeploymentError> {
        let (next, at) = (generation.at(EARLIER_NEXT), generation.at(EARLIER));
        // An interrupted command may have left it.
        unpin(&next)?;
        let map = blocks::to_map(EARLIER, self)?;
        map.pin(&next)?;
        fs::rename(&next, &at).map_err(DeploymentError::directory("write", at))
    }

    /// Both together. A rule goes on under its name, also when a policy in between had none of that name.
    fn plus(mut self, earlier: &Self) -> Self {
        let mut before: Vec<Option<&(String, u64)>> = earlier.rules.iter().map(Some).collect();
        for (name, packets) in &mut self.rules {
            let same = before
                .iter_mut()
                .find(|rule| rule.is_some_and(|(of, _)| of == name));
            if let Some((_, more)) = same.and_then(Option::take) {
                *packets += more;
            }
        }
        self.rules.extend(before.into_iter().flatten().cloned());
        self.reasons
            .resize(self.reasons.len().max(earlier.reasons.len()), 0);
        for (reason, more) in self.reasons.iter_mut().zip(&earlier.reasons) {
            *reason += more;
        }
        for (cpu, more) in &earlier.passed {
            *self.passed.entry(*cpu).or_default() += more;
        }
        self.prefix += earlier.prefix;
        self.bucket += earlier.bucket;
        self.nothing += earlier.nothing;
        self
    }

    /// Enters what was counted, of the first `rules` rules.
    pub(super) fn enter(self, rules: usize, sample: &mut Sample) {
        sample.choices = Choices {
            rules: self.rules.into_iter().take(rules).collect(),
            prefix: self.prefix,
            bucket: self.bucket,
            nothing: self.nothing,
        };
        let reasons = Reason::ALL.iter().copied();
        sample.reasons = reasons.zip(self.reasons).collect();
        for (cpu, packets) in self.passed {
            if let Ok(cpu) = CpuId::new(cpu) {
                sample.cpus.entry(cpu).or_default().passed = packets;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(rules: &[(&str, u64)], bucket: u64, passed: &[(u32, u64)]) -> Tally {
        Tally {
            rules: rules
                .iter()
                .map(|(name, packets)| ((*name).to_owned(), *packets))
                .collect(),
            reasons: vec![bucket; 6],
            bucket,
            passed: passed.iter().copied().collect(),
            ..Tally::default()
        }
    }

    #[test]
    fn rules_go_on_by_name() {
        let earlier = tally(&[("a", 1), ("b", 2), ("b", 4)], 10, &[(0, 5)]);
        let now = tally(&[("b", 100), ("c", 200), ("b", 300)], 20, &[(0, 1), (1, 2)]);
        let all = tally(
            &[("b", 102), ("c", 200), ("b", 304), ("a", 1)],
            30,
            &[(0, 6), (1, 2)],
        );
        assert_eq!(now.plus(&earlier), all);
    }
}
