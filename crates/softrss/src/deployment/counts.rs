//! What the programs counted: those of a generation, and of those before it.
//!
//! Counters belong to the rules of a policy, and to a version. When they change, the counters are new ones, and what
//! the old ones had counted is kept beside them, by name.

use std::{collections::BTreeMap, fs, path::Path};

use serde::{Deserialize, Serialize};
use softrss_core::{Counter, CpuId, Reason};

use super::{
    DeploymentError,
    directory::unpin,
    document::{self, Document},
    generation::{EARLIER, EARLIER_NEXT, Generation},
    stored::RecordError,
};
use crate::{
    map::OpenError,
    sample::{Choices, Sample},
};

/// Sums of counters, in their order, by name and CPU. A name that two rules have is there twice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counts {
    counters: Vec<(String, BTreeMap<u32, u64>)>,
}

impl Counts {
    /// What the program of `generation` and those before it counted; its counters have these names.
    pub(super) fn of(generation: &Generation, names: &[String]) -> Result<Self, DeploymentError> {
        let counters = generation.counters(names.len())?;
        let mut counts = Self::default();
        for (index, name) in (0..).zip(names) {
            let copies = counters.by_cpu(index)?.into_iter();
            let counted = copies.filter(|(_, [packets])| *packets > 0);
            let by_cpu = counted.map(|(cpu, [packets])| (cpu.0, packets));
            counts.counters.push((name.clone(), by_cpu.collect()));
        }
        Ok(match Self::earlier(generation)? {
            Some(earlier) => counts.plus(&earlier),
            None => counts,
        })
    }

    /// What those before `generation` counted.
    pub(super) fn earlier(generation: &Generation) -> Result<Option<Self>, DeploymentError> {
        let document = match Document::open(&generation.at(EARLIER)) {
            Err(RecordError::Open {
                source: OpenError::Absent,
                ..
            }) => return Ok(None),
            document => document?,
        };
        let counts = serde_json::from_slice(&document.text(0)?);
        Ok(Some(counts.map_err(|error| document.malformed(error))?))
    }

    /// Makes this what those before the generation at `path` counted.
    pub(super) fn keep(&self, generation: &Path) -> Result<(), DeploymentError> {
        let (next, at) = (generation.join(EARLIER_NEXT), generation.join(EARLIER));
        // An interrupted command may have left it.
        unpin(&next)?;
        let json = serde_json::to_vec(self).map_err(RecordError::Write)?;
        document::to_map(EARLIER, &[&json])?
            .pin(&next)
            .map_err(RecordError::from)?;
        fs::rename(&next, &at).map_err(DeploymentError::directory("write", at))
    }

    /// Both together. A rule goes on under its name, also when a policy in between had none of that name.
    fn plus(mut self, earlier: &Self) -> Self {
        let mut before: Vec<Option<&(String, BTreeMap<u32, u64>)>> =
            earlier.counters.iter().map(Some).collect();
        for (name, by_cpu) in &mut self.counters {
            let same = before
                .iter_mut()
                .find(|counter| counter.is_some_and(|(of, _)| of == name));
            for (cpu, more) in same
                .and_then(Option::take)
                .into_iter()
                .flat_map(|(_, more)| more)
            {
                *by_cpu.entry(*cpu).or_default() += more;
            }
        }
        self.counters.extend(before.into_iter().flatten().cloned());
        self
    }

    fn total(&self, name: &str) -> u64 {
        self.by_cpu(name).map(|(_, packets)| packets).sum()
    }

    fn by_cpu(&self, name: &str) -> impl Iterator<Item = (u32, u64)> {
        let named = self.counters.iter().find(|(of, _)| of == name);
        let by_cpu = named.into_iter().flat_map(|(_, by_cpu)| by_cpu);
        by_cpu.map(|(cpu, packets)| (*cpu, *packets))
    }

    /// Enters what was counted, with the first `rules` rules.
    pub(super) fn enter(&self, rules: usize, sample: &mut Sample) {
        let one = |counter: Counter| self.total(counter.row().word);
        let all = self.counters.iter();
        let by_rule = all.filter_map(|(name, by_cpu)| {
            let rule = name.strip_prefix("rule ")?;
            Some((rule.to_owned(), by_cpu.values().sum()))
        });
        sample.choices = Choices {
            rules: by_rule.take(rules).collect(),
            prefix: one(Counter::Prefix),
            bucket: one(Counter::Bucket),
            nothing: one(Counter::Nothing),
        };
        let reasons = Reason::ALL.iter().copied();
        let reasons =
            reasons.map(|reason| (reason, self.total(&format!("reason {}", reason.word()))));
        sample.reasons = reasons.collect();
        for (cpu, packets) in self.by_cpu(Counter::Passed.row().word) {
            sample.cpus.entry(CpuId(cpu)).or_default().passed = packets;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(counters: &[(&str, &[(u32, u64)])]) -> Counts {
        let counters = counters.iter().map(|(name, by_cpu)| {
            let by_cpu = by_cpu.iter().copied().collect();
            ((*name).to_owned(), by_cpu)
        });
        Counts {
            counters: counters.collect(),
        }
    }

    #[test]
    fn counters_go_on_by_name() {
        let earlier = counts(&[
            ("bucket", &[(0, 10)]),
            ("passed", &[(0, 5)]),
            ("rule a", &[(0, 1)]),
            ("rule b", &[(0, 2)]),
            ("rule b", &[(1, 4)]),
        ]);
        let now = counts(&[
            ("more of a newer version", &[(0, 7)]),
            ("bucket", &[(0, 20)]),
            ("passed", &[(0, 1), (1, 2)]),
            ("rule b", &[(0, 100)]),
            ("rule c", &[(0, 200)]),
            ("rule b", &[(0, 300)]),
        ]);
        let all = counts(&[
            ("more of a newer version", &[(0, 7)]),
            ("bucket", &[(0, 30)]),
            ("passed", &[(0, 6), (1, 2)]),
            ("rule b", &[(0, 102)]),
            ("rule c", &[(0, 200)]),
            ("rule b", &[(0, 300), (1, 4)]),
            ("rule a", &[(0, 1)]),
        ]);
        assert_eq!(now.plus(&earlier), all);
    }
}
