//! What the programs of an interface counted: the one that is attached, and those before it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use softrss_core::{Counter, CpuId, Reason, Slot, counter::Per};

use super::error::StatsError;
use crate::{map::Counters, reading::by_name};

/// Sums of what programs counted.
///
/// They are kept beside the counters of an interface when its rules change, under the words of counters and reasons:
/// a version with other counters than the one that wrote them finds those that both know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProgramCounts {
    /// By name, in the order of the policy. A name that two rules have is there twice.
    pub(crate) rules: Vec<(String, u64)>,
    /// Likewise.
    #[serde(default)]
    pub(crate) tables: Vec<(String, u64)>,
    reasons: BTreeMap<String, u64>,
    totals: BTreeMap<String, u64>,
    cpus: BTreeMap<CpuId, BTreeMap<String, u64>>,
}

impl ProgramCounts {
    /// What is in the counters of a program that have these names, as
    /// [`Image::counters`](softrss_codegen::Image::counters) gives them.
    pub(crate) fn read(counters: &Counters<1>, names: &[String]) -> Result<Self, StatsError> {
        let mut counts = Self::default();
        for (index, name) in (0..).zip(names) {
            let total = || counters.total(index).map(|[packets]| packets);
            if let Some(rule) = name.strip_prefix(Slot::RULE) {
                counts.rules.push((rule.to_owned(), total()?));
            } else if let Some(table) = name.strip_prefix(Slot::TABLE) {
                counts.tables.push((table.to_owned(), total()?));
            } else if let Some(reason) = name.strip_prefix(Slot::REASON) {
                counts.reasons.insert(reason.to_owned(), total()?);
            } else if is_by_cpu(name) {
                for (cpu, [packets]) in counters.by_cpu(index)? {
                    if packets > 0 {
                        let cpu = counts.cpus.entry(cpu).or_default();
                        cpu.insert(name.clone(), packets);
                    }
                }
            } else if !name.is_empty() {
                counts.totals.insert(name.clone(), total()?);
            }
        }
        Ok(counts)
    }

    /// Both together. A rule or table goes on under its name, also when a policy in between had none of that name.
    pub(crate) fn plus(mut self, earlier: &Self) -> Self {
        for (now, before) in [
            (&mut self.rules, &earlier.rules),
            (&mut self.tables, &earlier.tables),
        ] {
            let gone = by_name(now, before, |now, before| {
                *now += before;
            });
            now.extend(gone);
        }
        add(&mut self.reasons, &earlier.reasons);
        add(&mut self.totals, &earlier.totals);
        for (cpu, more) in &earlier.cpus {
            add(self.cpus.entry(*cpu).or_default(), more);
        }
        self
    }

    /// A reason's number.
    pub(crate) fn reason(&self, reason: Reason) -> u64 {
        number(&self.reasons, reason.word())
    }

    /// The number of a counter that has one.
    pub(crate) fn total(&self, counter: Counter) -> u64 {
        number(&self.totals, counter.row().word)
    }

    /// The numbers of a counter that has one for each CPU.
    pub(crate) fn by_cpu(&self, counter: Counter) -> impl Iterator<Item = (CpuId, u64)> {
        let word = counter.row().word;
        let cpus = self.cpus.iter();
        cpus.map(move |(cpu, counts)| (*cpu, number(counts, word)))
    }
}

/// Whether the counter called `name` has a number for each CPU.
fn is_by_cpu(name: &str) -> bool {
    let mut rows = Counter::ALL.iter().map(|counter| counter.row());
    rows.any(|row| row.word == name && row.per == Per::Cpu)
}

fn number(of: &BTreeMap<String, u64>, word: &str) -> u64 {
    of.get(word).copied().unwrap_or_default()
}

fn add(to: &mut BTreeMap<String, u64>, more: &BTreeMap<String, u64>) {
    for (word, more) in more {
        *to.entry(word.clone()).or_default() += more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(rules: &[(&str, u64)], bucket: u64, passed: &[(u8, u64)]) -> ProgramCounts {
        let word = |counter: Counter| counter.row().word.to_owned();
        let passed = passed.iter().map(|(cpu, packets)| {
            let counts = BTreeMap::from([(word(Counter::Passed), *packets)]);
            ((*cpu).into(), counts)
        });
        ProgramCounts {
            rules: rules
                .iter()
                .map(|(name, packets)| ((*name).to_owned(), *packets))
                .collect(),
            tables: vec![("subscribers".to_owned(), bucket)],
            reasons: BTreeMap::from([(Reason::NotIp.word().to_owned(), bucket)]),
            totals: BTreeMap::from([(word(Counter::Bucket), bucket)]),
            cpus: passed.collect(),
        }
    }

    #[test]
    fn rules_go_on_by_name() {
        let earlier = counts(&[("a", 1), ("b", 2), ("b", 4)], 10, &[(0, 5)]);
        let now = counts(&[("b", 100), ("c", 200), ("b", 300)], 20, &[(0, 1), (1, 2)]);
        let all = counts(
            &[("b", 102), ("c", 200), ("b", 304), ("a", 1)],
            30,
            &[(0, 6), (1, 2)],
        );
        assert_eq!(now.plus(&earlier), all);
    }

    #[test]
    fn counts_of_a_cpu_that_cannot_exist_are_refused() {
        let json = |cpu| {
            format!(
                r#"{{"rules":[],"reasons":{{}},"totals":{{}},"cpus":{{"{cpu}":{{"passed":1}}}}}}"#
            )
        };
        let read = |cpu| serde_json::from_str::<ProgramCounts>(&json(cpu));
        let counts = read(8191).unwrap();
        assert_eq!(counts.by_cpu(Counter::Passed).next(), Some((CpuId::MAX, 1)));
        let error = read(8192).unwrap_err().to_string();
        assert!(error.contains("CPU 8192 cannot exist"), "{error}");
    }
}
