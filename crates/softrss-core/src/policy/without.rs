//! A policy without CPUs that cannot take packets.

use super::{
    model::Policy,
    rule::{Action, RuleName},
    targets::{Target, Targets},
};
use crate::{CpuId, CpuSet, cpu::CpuList};

/// No target would be left.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("CPU {absent} cannot take packets now, and no other target is named")]
pub struct NoTargetLeft {
    /// The CPUs that would be left out.
    pub absent: CpuSet,
}

impl Targets {
    /// Every target, where they are named.
    pub fn named(&self) -> impl Iterator<Item = CpuId> + '_ {
        self.cpus.iter().flatten().map(Target::cpu)
    }
}

/// A list leaves no CPU on this machine.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("`cpus = \"{list}\"` names no CPU of this machine, which has {online}{}", of_rule(rule.as_ref()))]
pub struct NoCpu {
    /// The list.
    pub list: CpuList,
    /// The rule that it is of; `None` for that of the targets.
    pub rule: Option<RuleName>,
    /// What there is.
    pub online: CpuSet,
}

fn of_rule(rule: Option<&RuleName>) -> String {
    rule.map_or_else(String::new, |rule| format!(" (rule `{rule}`)"))
}

impl Policy {
    /// Whether it leaves to the machine which CPUs are meant.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let open = |action: &Action| matches!(action, Action::Cpus { cpus, .. } if cpus.is_open());
        self.targets.cpus.is_none() || self.rules.iter().any(|rule| open(&rule.action))
    }

    /// The same policy with the CPUs of a machine on which `online` are online, each named.
    ///
    /// ```
    /// use softrss_core::Policy;
    /// let text = "version = 1\n[targets]\ncpus = \"all,!0\"\n[[rule]]\nmatch = { vlan = 7 }\naction = { cpus = \"2-\" }\n";
    /// let policy = Policy::parse("policy.toml", text, |_| unreachable!())?.on(&"0-3".parse()?)?;
    /// assert_eq!(policy.targets.named().count(), 3);
    /// assert_eq!(policy.rules[0].action.cpus().to_string(), "2-3");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`NoCpu`] where a list leaves none.
    pub fn on(mut self, online: &CpuSet) -> Result<Self, NoCpu> {
        let settled = |list: &CpuList, rule: Option<&RuleName>| {
            let cpus = list.on(online);
            if cpus.is_empty() {
                return Err(NoCpu {
                    list: list.clone(),
                    rule: rule.cloned(),
                    online: online.clone(),
                });
            }
            Ok(cpus)
        };
        if self.targets.cpus.is_none() {
            let cpus = match self.targets.open.take() {
                Some(list) => settled(&list, None)?,
                None => online.clone(),
            };
            self.targets.cpus = Some(cpus.iter().map(Target::even).collect());
        }
        for rule in &mut self.rules {
            if let Action::Cpus { cpus, .. } = &mut rule.action
                && cpus.is_open()
            {
                *cpus = settled(cpus, Some(&rule.name))?.into();
            }
        }
        Ok(self)
    }

    /// Every CPU that is named: by targets, rules and tables.
    ///
    /// ```
    /// use softrss_core::Policy;
    /// let text = "version = 1\n[targets]\ncpus = \"2-3\"\n[[rule]]\nmatch = { vlan = 7 }\naction = { cpu = 0 }\n";
    /// let policy = Policy::parse("policy.toml", text, |_| unreachable!())?;
    /// assert_eq!(policy.named_cpus().to_string(), "0,2-3");
    /// # Ok::<(), softrss_core::policy::PolicyErrors>(())
    /// ```
    #[must_use]
    pub fn named_cpus(&self) -> CpuSet {
        let rules = self.rules.iter().flat_map(|rule| rule.action.cpus());
        let table = self.tables.iter().flat_map(|table| &table.entries);
        self.targets
            .named()
            .chain(rules)
            .chain(table.map(|(_, cpu)| *cpu))
            .collect()
    }

    /// The same policy without the CPUs of `absent`, for as long as they cannot take packets.
    ///
    /// Targets are left out, and the others share their buckets by weight. A rule over several CPUs goes on with those
    /// that remain. Where a rule or an entry of a table has one CPU only, and it is absent, a target takes its place: always the
    /// same one, so that what was on one CPU still is.
    ///
    /// # Errors
    /// [`NoTargetLeft`] where all that are named are absent.
    pub fn without(mut self, absent: &CpuSet) -> Result<Self, NoTargetLeft> {
        let stays = |cpu: CpuId| !absent.contains(cpu);
        let Some(targets) = &mut self.targets.cpus else {
            return Ok(self);
        };
        targets.retain(|target| stays(target.cpu()));
        let places: Vec<CpuId> = targets.iter().map(Target::cpu).collect();
        if places.is_empty() {
            let absent = absent.clone();
            return Err(NoTargetLeft { absent });
        }
        let instead = |cpu: CpuId| {
            let place = cpu.number() as usize % places.len();
            if stays(cpu) { cpu } else { places[place] }
        };
        for rule in &mut self.rules {
            match &mut rule.action {
                Action::Cpu { cpu, .. } => *cpu = instead(*cpu),
                Action::Cpus { cpus, .. } => {
                    let named = cpus.named();
                    let left: CpuSet = named.iter().filter(|cpu| stays(*cpu)).collect();
                    let left = if left.is_empty() {
                        named.iter().map(instead).collect()
                    } else {
                        left
                    };
                    *cpus = left.into();
                }
                Action::Pass | Action::Drop => {}
            }
        }
        for (_, cpu) in self.tables.iter_mut().flat_map(|table| &mut table.entries) {
            *cpu = instead(*cpu);
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = "version = 1\n[targets]\ncpus = [{ cpu = 2, weight = 3 }, { cpu = 3 }, { cpu = 5 }]\n\
                          [table]\nfile = \"t\"\nside = \"source\"\n\
                          [[rule]]\nmatch = { vlan = 1 }\naction = { cpu = 4 }\n\
                          [[rule]]\nmatch = { vlan = 2 }\naction = { cpus = \"4-6\" }\n\
                          [[rule]]\nmatch = { vlan = 3 }\naction = \"drop\"\n";

    fn policy() -> Policy {
        Policy::parse("test", POLICY, |_| Ok("10.0.0.0/8,5\n::/0,2\n".to_owned())).unwrap()
    }

    /// Targets with their weights; the CPUs of each rule; those of the prefixes.
    fn cpus(policy: &Policy) -> (Vec<(u32, u32)>, Vec<String>, Vec<u32>) {
        let targets = policy.targets.cpus.iter().flatten();
        let rules = policy.rules.iter();
        let entries = policy.tables.iter().flat_map(|table| &table.entries);
        (
            targets
                .map(|target| (target.cpu().number(), target.weight()))
                .collect(),
            rules.map(|rule| rule.action.cpus().to_string()).collect(),
            entries.map(|(_, cpu)| cpu.number()).collect(),
        )
    }

    #[test]
    fn absent_cpus_are_nowhere_and_all_else_stays() {
        for (absent, targets, rules, prefixes) in [
            ("", vec![(2, 3), (3, 1), (5, 1)], ["4", "4-6", ""], [5, 2]),
            (
                "1,7",
                vec![(2, 3), (3, 1), (5, 1)],
                ["4", "4-6", ""],
                [5, 2],
            ),
            ("5", vec![(2, 3), (3, 1)], ["4", "4,6", ""], [3, 2]),
            ("2,4", vec![(3, 1), (5, 1)], ["3", "5-6", ""], [5, 3]),
            ("4-6", vec![(2, 3), (3, 1)], ["2", "2-3", ""], [3, 2]),
            ("2,4-6", vec![(3, 1)], ["3", "3", ""], [3, 3]),
        ] {
            let absent = if absent.is_empty() {
                CpuSet::new()
            } else {
                absent.parse().unwrap()
            };
            let left = policy().without(&absent).unwrap();
            let rules: Vec<String> = rules.iter().map(ToString::to_string).collect();
            assert_eq!(cpus(&left), (targets, rules, prefixes.to_vec()), "{absent}");
            assert!(left.named_cpus().iter().all(|cpu| !absent.contains(cpu)));
        }
    }

    #[test]
    fn a_policy_needs_a_target() {
        let absent: CpuSet = "0-7".parse().unwrap();
        let error = policy().without(&absent).unwrap_err();
        assert_eq!(
            error.to_string(),
            "CPU 0-7 cannot take packets now, and no other target is named"
        );
    }
}
