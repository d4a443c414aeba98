//! Policy text → [`Policy`].
//!
//! The text is TOML. One pass finds every error of the file; each names its line and column, the value
//! and what would be accepted. Nothing is clamped, and a policy that could not do what it says is an
//! error too. Reading the files of tables is the caller's part: this crate does no I/O.
//!
//! ```
//! let policy: softrss_core::Policy = r#"
//!     version = 1
//!     [targets]
//!     cpus = "2-5"
//!     [[rule]]
//!     name   = "dns"
//!     match  = { proto = "udp", dst_port = 53 }
//!     action = { cpu = 6 }
//! "#.parse()?;
//! assert_eq!(policy.targets.cpus.map(|cpus| cpus.len()), Some(4));
//! # Ok::<(), softrss_core::policy::PolicyErrors>(())
//! ```

use std::{collections::HashSet, io, ops::Range, str::FromStr};

use toml::de::DeTable;

use super::{flow::Buckets, model::Policy, rule::Action, targets::Local, then::TargetAction};
use reader::{Reader, Section, Value};
use source::Source;

mod action;
mod error;
mod flow;
mod reader;
mod rule;
mod source;
mod table;
mod targets;
mod value;

pub use error::{PolicyError, PolicyErrors, Problem};
pub use source::Place;

const KEYS: &[&str] = &[
    "version", "targets", "flow", "rule", "table", "balance", "observe",
];
const VERSION: &str = "`version = 1`, the only version there is";

impl Policy {
    /// Reads the policy `text`; `name` is what errors call it by.
    ///
    /// `read_table` gives the text of the file that a `[[table]]` names; it is called at most once for each.
    ///
    /// # Errors
    /// [`PolicyErrors`] with everything that is wrong in the text and in the tables.
    pub fn parse(
        name: &str,
        text: &str,
        mut read_table: impl FnMut(&str) -> io::Result<String>,
    ) -> Result<Self, PolicyErrors> {
        let mut reader = Reader::new(Source { name, text });
        let (document, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let message = error.message().to_owned();
            reader.report(&error.span().unwrap_or(0..0), Problem::Syntax { message });
        }
        // Behind a syntax error the document is a guess, and so would be all that is said about it.
        if !reader.is_clean() {
            return Err(reader.finish());
        }
        let policy = reader.policy(document.get_ref(), &mut read_table);
        if reader.is_clean() {
            Ok(policy)
        } else {
            Err(reader.finish())
        }
    }
}

impl FromStr for Policy {
    type Err = PolicyErrors;

    /// Reads a policy without tables.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse("policy", text, |_| Err(io::ErrorKind::Unsupported.into()))
    }
}

impl Reader<'_> {
    fn policy(
        &mut self,
        document: &DeTable<'_>,
        read_table: &mut dyn FnMut(&str) -> io::Result<String>,
    ) -> Policy {
        let document = self.table(document, 0..0, "the policy", KEYS);
        if let Some(version) = document.require(self, "version", VERSION) {
            self.number(version, "version", &(1..=1), VERSION);
        }
        let mut policy = Policy::default();
        if let Some(targets) = document.get("targets") {
            policy.targets = self.targets(targets);
        }
        if let Some(flow) = document.get("flow") {
            policy.flow = self.flow(flow);
        }
        if let Some(rules) = document.get("rule") {
            policy.rules = self.rules(rules);
        }
        if let Some(table) = document.get("table") {
            policy.tables = self.key_tables(table, &policy.rules, read_table);
        }
        if let Some(balance) = document.get("balance") {
            policy.balance = self.balance(balance);
        }
        if let Some(observe) = document.get("observe") {
            policy.observe = self.observe(observe);
        }
        if self.is_clean() {
            self.check_shares(&document, &policy);
            self.check_tables(&document, &policy);
            self.check_mss(&document, &policy);
            self.check_lanes(&document, &policy);
        }
        policy
    }

    /// Notes sets of CPUs that are larger than the number of buckets.
    fn check_shares(&mut self, document: &Section<'_>, policy: &Policy) {
        let targets = policy.targets.cpus.as_ref().map_or(0, Vec::len);
        if let Some(span) = span_of(document, "targets", "cpus") {
            self.check_share(document, policy.flow.buckets.count(), targets, &span);
        }
        let tables = document
            .get("rule")
            .and_then(|rules| rules.get_ref().as_array());
        let tables = tables.into_iter().flat_map(|rules| rules.iter());
        for (rule, table) in policy.rules.iter().zip(tables) {
            let Action::Cpus { cpus, .. } = &rule.action else {
                continue;
            };
            let cpus = cpus.named();
            let span = table.get_ref().get("action").map(Value::span);
            self.check_share(
                document,
                policy.flow.buckets.count(),
                cpus.len(),
                &span.unwrap_or(0..0),
            );
        }
    }

    /// Notes what does not go with keeping track of what is on its way.
    fn check_lanes(&mut self, document: &Section<'_>, policy: &Policy) {
        let (cause, related) = if policy.balance.is_some() {
            let balance = document.get("balance").map(Value::span);
            (balance, ("`[balance]`", "buckets move here"))
        } else if policy.targets.limit.is_some() {
            let limit = span_of(document, "targets", "limit");
            (limit, ("`limit`", "packets that wait are counted here"))
        } else {
            return;
        };
        let (Some(cause), (word, related)) = (cause, related) else {
            return;
        };
        if policy.flow.fields.hashed().is_none()
            && let Some(span) = span_of(document, "flow", "fields")
        {
            self.conflict(
                &span,
                format!("with these fields flows have no buckets, which {word} needs"),
                format!("fields that are hashed, or no {word}"),
                (&cause, related),
            );
        }
        if policy.targets.local == Local::Pass
            && let Some(span) = span_of(document, "targets", "local")
        {
            self.conflict(
                &span,
                format!("what is passed on at once is not counted as {word} needs it"),
                format!("`auto` or `queue`, by both of which it is queued with {word}"),
                (&cause, related),
            );
        }
    }

    /// Notes more sets of CPUs than there is room for their tables.
    fn check_tables(&mut self, document: &Section<'_>, policy: &Policy) {
        let mut sets = HashSet::new();
        for rule in &policy.rules {
            if let Action::Cpus { cpus, .. } = &rule.action {
                sets.insert(cpus);
            }
        }
        let (tables, buckets) = (sets.len() + 1, policy.flow.buckets);
        if buckets.fit(tables) {
            return;
        }
        let most = Buckets::MAX_OF_TABLES;
        let what = format!(
            "the targets and {} sets of CPUs in rules have tables of {} buckets each, more than {most} in all",
            sets.len(),
            buckets.count(),
        );
        let mut fewer = Buckets::MAX_OF_TABLES;
        while !Buckets::new(fewer).is_ok_and(|fewer| fewer.fit(tables)) {
            fewer /= 2;
        }
        let accepted = format!("`buckets = {fewer}` or less, or rules with the same `cpus`");
        let rules = document.get("rule").map_or(0..0, Value::span);
        // The tables are too many only where there are more buckets than by default.
        let buckets = span_of(document, "flow", "buckets").unwrap_or_else(|| rules.clone());
        self.conflict(&buckets, what, accepted, (&rules, "the rules"));
    }

    /// Notes an `mss` where every packet that reaches a target is dropped.
    fn check_mss(&mut self, document: &Section<'_>, policy: &Policy) {
        let drops = |action: &TargetAction| *action == TargetAction::Drop;
        let mut actions = policy.rules.iter().filter_map(|rule| rule.action.then());
        let (Some(mss), Some(action)) = (
            span_of(document, "targets", "mss"),
            span_of(document, "targets", "action"),
        ) else {
            return;
        };
        if drops(&policy.targets.action) && actions.all(drops) {
            let what = "`mss` has no packet to act on: the targets drop all of theirs";
            let accepted = "remove `mss`, or let the targets or a rule do something else than drop";
            self.conflict(&mss, what, accepted, (&action, "the action"));
        }
    }

    fn check_share(
        &mut self,
        document: &Section<'_>,
        buckets: u32,
        cpus: usize,
        span: &Range<usize>,
    ) {
        if cpus as u64 <= u64::from(buckets) {
            return;
        }
        let what = format!("{buckets} buckets cannot reach {cpus} CPUs");
        let accepted = format!(
            "at least {} buckets, or fewer CPUs",
            cpus.next_power_of_two()
        );
        match span_of(document, "flow", "buckets") {
            Some(buckets) => self.conflict(&buckets, what, accepted, (span, "the CPUs")),
            None => self.conflict(span, what, accepted, (span, "the CPUs")),
        }
    }
}

fn span_of(document: &Section<'_>, section: &str, key: &str) -> Option<Range<usize>> {
    let table = document.get(section)?.get_ref().as_table()?;
    table.get(key).map(Value::span)
}
