//! Making a case that differs small enough to be understood.

use std::ops::Range;

use softrss_core::{
    Policy,
    policy::{
        Buckets, Decap, Dsa, FlowSpec, HashKind, Observe, TableName, TargetAction, Targets,
        UdpPorts,
    },
};

use crate::case::{Sample, Setup};

/// Attempts after which the rest stays as it is: with a kernel each takes tens of milliseconds.
const ATTEMPTS: usize = 600;

/// The smallest case found that still `differs`.
pub fn shrink(
    setup: &Setup,
    sample: &Sample,
    lengths: &Range<usize>,
    differs: &dyn Fn(&Setup, &Sample) -> bool,
) -> (Setup, Sample) {
    let mut shrinker = Shrinker {
        setup: setup.clone(),
        sample: sample.clone(),
        left: ATTEMPTS,
        differs,
    };
    shrinker.policy();
    shrinker.arrival();
    shrinker.frame(lengths.start);
    shrinker.policy();
    (shrinker.setup, shrinker.sample)
}

struct Shrinker<'d> {
    setup: Setup,
    sample: Sample,
    left: usize,
    differs: &'d dyn Fn(&Setup, &Sample) -> bool,
}

impl Shrinker<'_> {
    /// Keeps the change if the case still differs.
    fn attempt(&mut self, setup: Option<Setup>, sample: Option<Sample>) -> bool {
        if self.left == 0 {
            return false;
        }
        self.left -= 1;
        let new_setup = setup.as_ref().unwrap_or(&self.setup);
        let new_sample = sample.as_ref().unwrap_or(&self.sample);
        if !(self.differs)(new_setup, new_sample) {
            return false;
        }
        self.setup = setup.unwrap_or_else(|| self.setup.clone());
        self.sample = sample.unwrap_or_else(|| self.sample.clone());
        true
    }

    fn attempt_policy(&mut self, change: impl Fn(&mut Policy)) -> bool {
        let mut policy = self.setup.policy().policy().clone();
        change(&mut policy);
        if policy == *self.setup.policy().policy() {
            return false;
        }
        let setup = self.setup.with_policy(policy).ok();
        setup.is_some() && self.attempt(setup, None)
    }

    fn attempt_sample(&mut self, change: impl Fn(&mut Sample)) -> bool {
        let mut sample = self.sample.clone();
        change(&mut sample);
        sample != self.sample && self.attempt(None, Some(sample))
    }

    fn policy(&mut self) {
        self.attempt_policy(|policy| *policy = Policy::default());
        self.attempt_policy(|policy| policy.rules.clear());
        let mut rule = self.setup.policy().policy().rules.len();
        while rule > 0 {
            rule -= 1;
            self.attempt_policy(|policy| drop(policy.rules.remove(rule)));
        }
        for rule in 0..self.setup.policy().policy().rules.len() {
            let mut condition = self.setup.policy().policy().rules[rule].matches.len();
            while condition > 0 {
                condition -= 1;
                self.attempt_policy(|policy| drop(policy.rules[rule].matches.remove(condition)));
            }
        }
        self.tables();
        self.attempt_policy(|policy| policy.observe = Observe::default());
        self.attempt_policy(|policy| policy.balance = None);
        self.attempt_policy(|policy| policy.targets.action = TargetAction::Stack);
        self.attempt_policy(|policy| policy.targets.mss = None);
        self.attempt_policy(|policy| policy.targets = Targets::default());
        self.attempt_policy(|policy| policy.flow = FlowSpec::default());
        self.attempt_policy(|policy| policy.flow.hash = HashKind::default());
        self.attempt_policy(|policy| policy.flow.icmp_errors = false);
        self.attempt_policy(|policy| policy.flow.buckets = Buckets::DEFAULT);
        self.attempt_policy(|policy| policy.flow.ports = UdpPorts::USUAL);
        self.attempt_policy(|policy| policy.flow.decap = Decap::ALL);
        self.attempt_policy(|policy| policy.flow.dsa = Dsa::Auto);
        self.options();
    }

    fn tables(&mut self) {
        let mut table = self.setup.policy().policy().tables.len();
        while table > 0 {
            table -= 1;
            self.attempt_policy(|policy| {
                policy.tables.remove(table);
                let tables = policy.tables.len();
                for (position, table) in policy.tables.iter_mut().enumerate() {
                    table.name = TableName::by_position(position, tables);
                }
            });
        }
        for table in 0..self.setup.policy().policy().tables.len() {
            let mut entry = self.setup.policy().policy().tables[table].entries.len();
            while entry > 0 {
                entry -= 1;
                self.attempt_policy(|policy| {
                    let table = &mut policy.tables[table];
                    table.entries.remove(entry);
                    table.allow_empty |= table.entries.is_empty();
                });
            }
        }
    }

    fn options(&mut self) {
        for change in [
            |setup: &mut Setup| setup.options.counters = false,
            |setup: &mut Setup| setup.options.frags = false,
        ] {
            let mut setup = self.setup.clone();
            change(&mut setup);
            if setup.options != self.setup.options {
                self.attempt(Some(setup), None);
            }
        }
    }

    fn arrival(&mut self) {
        self.attempt_sample(|sample| sample.beyond.clear());
        self.attempt_sample(|sample| sample.queue = 0);
    }

    fn frame(&mut self, shortest: usize) {
        // Off the end, in ever smaller pieces.
        let mut piece = self.sample.frame.len() / 2;
        while piece > 0 {
            let len = self.sample.frame.len();
            let shorter = len > shortest + piece
                && self.attempt_sample(|sample| sample.frame.truncate(len - piece));
            if !shorter {
                piece /= 2;
            }
        }
        // Out of the middle, then to zeros.
        for piece in [64, 20, 8, 4] {
            let mut at = 12;
            while at + piece <= self.sample.frame.len() {
                let short = self.sample.frame.len() < shortest + piece;
                let without = |sample: &mut Sample| {
                    sample.frame.drain(at..at + piece);
                };
                if short || !self.attempt_sample(without) {
                    at += piece;
                }
            }
        }
        for piece in [16, 4, 1] {
            for at in (0..self.sample.frame.len()).step_by(piece) {
                let end = (at + piece).min(self.sample.frame.len());
                self.attempt_sample(|sample| sample.frame[at..end].fill(0));
            }
        }
    }
}
