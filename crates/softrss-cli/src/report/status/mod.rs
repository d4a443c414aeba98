//! What `status` shows: JSON for programs, a table for people.

mod counts;
mod table;
mod trial;

use std::{
    fmt::{self, Write as _},
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde::Serialize;
use softrss::{
    LocalRecord, Record,
    deployment::{Deployment, DeploymentError, Inactive, Place, Running, Trial},
};

use counts::Counts;
use softrss_core::chain;

pub(crate) use counts::{Attached, LeftOut, Numbers, Stack};
use trial::Told;
pub(crate) use trial::named;

use super::{SCHEMA, shown};
use crate::{Failure, cmd::refusal};

/// Everything that is found.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Report {
    /// The version of this object.
    schema: u32,
    /// Each interface that softrss keeps something for.
    interfaces: Vec<Steering>,
    /// Whether an interface was asked for that has nothing of softrss.
    #[serde(skip)]
    named: bool,
    /// What is on that one.
    #[serde(skip)]
    other: Option<Running>,
}

/// One interface.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Steering {
    /// `attached`, `inactive` or `unreadable`.
    state: &'static str,
    /// The interface; `null` where it is not known.
    interface: Option<String>,
    /// Its index; `null` likewise.
    ifindex: Option<u32>,
    /// Inode of its network namespace; `null` likewise.
    netns: Option<u64>,
    /// Where its objects are pinned.
    pins: PathBuf,
    /// What is wrong, in words.
    problem: Option<String>,
    /// The trial of the policy; `null` where it is not on trial.
    trial: Option<Told>,
    #[serde(flatten)]
    known: Option<Known>,
    #[serde(flatten)]
    counts: Option<Counts>,
}

/// What the record says.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Known {
    /// The version of softrss that applied the policy.
    version: String,
    /// `native` or `skb`.
    mode: String,
    /// Whether the program takes packets in several buffers.
    frags: bool,
    /// When it was attached, in seconds since 1970.
    attached_at: u64,
    /// When the policy was applied, in seconds since 1970.
    applied_at: u64,
    /// How long it has been attached, in seconds.
    age_seconds: u64,
    /// `null` for the default policy.
    source: Option<String>,
    /// As it was written.
    policy: String,
    /// What happens to packets that are received by their target; `null` if the version that attached did not say.
    #[cfg_attr(test, schemars(with = "Option<crate::contract::Local>"))]
    local: Option<Box<LocalRecord>>,
}

impl Report {
    pub(crate) fn new(interfaces: Vec<Steering>) -> Self {
        Self {
            schema: SCHEMA,
            interfaces,
            named: false,
            other: None,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.interfaces.is_empty()
    }

    /// Whether an interface is steered.
    pub(crate) fn is_steered(&self) -> bool {
        let mut states = self.interfaces.iter().map(|steering| steering.state);
        states.any(|state| state == "attached")
    }

    /// Nothing of softrss is on the interface that was asked for, but this may be.
    pub(crate) fn nothing_on(&mut self, running: Option<Running>) {
        self.other = running;
        self.named = true;
    }

    /// Why the interface that was asked for is not steered.
    pub(crate) fn problem(&self, name: &str) -> String {
        let mut problem = format!("softrss is not attached to {}", shown(name));
        if let Some(running) = &self.other {
            let mode = running
                .mode
                .map_or(String::new(), |mode| format!(" in {mode} mode"));
            let _ = write!(
                problem,
                "; program {}, of another tool, runs there{mode}",
                running.program_id
            );
        }
        let mut known = self.interfaces.iter();
        let known = known.find_map(|steering| steering.problem.as_deref());
        if let Some(known) = known {
            let _ = write!(problem, ": {}", shown(known));
        }
        problem
    }

    /// Prints the tables for people.
    pub(crate) fn print(&self, policy_text: bool) -> Result<(), Failure> {
        let mut text = String::new();
        for (index, steering) in self.interfaces.iter().enumerate() {
            if index > 0 {
                text.push('\n');
            }
            steering.write(&mut text, policy_text);
        }
        if self.interfaces.is_empty() && !self.named {
            text.push_str("softrss is not attached to any interface\n");
        }
        io::stdout()
            .write_all(text.as_bytes())
            .map_err(Failure::output)
    }
}

impl Steering {
    pub(crate) fn attached(attached: &Attached) -> Self {
        let deployment = &attached.deployment;
        let record = deployment.record();
        let remedy = Remedy::of(Some(deployment.place()), deployment.directory());
        let problem = if !attached.damaged.is_empty() {
            let what = attached.damaged.join(", ");
            Some(format!(
                "not what softrss pinned, or missing: {what}; {remedy}"
            ))
        } else if deployment.is_interrupted() {
            Some("a change of the policy was interrupted; `softrss attach` finishes it".to_owned())
        } else {
            None
        };
        let (trial, unreadable) = match &attached.trial {
            Ok(trial) => (trial.as_ref(), None),
            Err(error) => {
                let why = chain(error);
                let told = format!(
                    "what is kept of a trial cannot be read, `softrss attach` removes it: {why}"
                );
                (None, Some(told))
            }
        };
        let problem = problem.or(unreadable);
        Self {
            state: "attached",
            interface: Some(deployment.interface().to_owned()),
            ifindex: Some(deployment.place().ifindex()),
            netns: Some(deployment.netns()),
            pins: deployment.pins().to_owned(),
            problem,
            trial: trial.map(Told::new),
            known: Some(Known::new(record, attached.policy.clone())),
            counts: Some(Counts::new(attached)),
        }
    }

    pub(crate) fn inactive(inactive: Inactive) -> Self {
        let problem = if inactive.was_attached {
            "the interface is gone, or the program was taken off it (by `ip`, `bpftool` or the driver); `softrss detach \
             --stale` removes what is left"
        } else {
            "an interrupted command left this; `softrss detach --stale` removes it"
        };
        let failed = |trial: &Trial| trial.failed.is_some();
        let problem = if inactive.trial.as_deref().is_some_and(failed) {
            "packets are not steered; `softrss attach` begins anew, `softrss detach` removes this note"
        } else {
            problem
        };
        let record = inactive.record.as_ref();
        let trial = inactive.trial.as_deref();
        Self {
            state: "inactive",
            interface: record
                .map(|record| &record.interface)
                .or(trial.map(|trial| &trial.interface))
                .cloned(),
            ifindex: Some(inactive.ifindex),
            netns: Some(inactive.netns),
            problem: Some(problem.to_owned()),
            trial: trial.map(Told::new),
            known: record.map(|record| Known::new(record, inactive.policy.unwrap_or_default())),
            counts: None,
            pins: inactive.pins,
        }
    }

    /// `numbers` are the index and the namespace, as far as they are known.
    pub(crate) fn unreadable(
        pins: &Path,
        numbers: (u32, u64),
        place: Option<&Place>,
        problem: &DeploymentError,
    ) -> Self {
        let remedy = Remedy::of(place, pins).from(problem);
        Self {
            interface: place.and_then(Place::name).map(str::to_owned),
            ifindex: Some(numbers.0),
            netns: Some(numbers.1),
            problem: Some(format!("{}; {remedy}", chain(problem))),
            ..Self::unknown(pins)
        }
    }

    /// One that changed or failed while it was looked at.
    pub(crate) fn failed(deployment: &Deployment, problem: &DeploymentError) -> Self {
        let record = deployment.record();
        // What went wrong is told already.
        let policy = deployment.policy().unwrap_or_default();
        let gone = matches!(
            problem,
            DeploymentError::NotAttached { .. } | DeploymentError::Inactive { .. }
        );
        let told = format!("while it was looked at: {}", chain(problem));
        let remedy = Remedy::of(Some(deployment.place()), deployment.directory()).from(problem);
        Self {
            state: if gone { "inactive" } else { "unreadable" },
            interface: Some(deployment.interface().to_owned()),
            ifindex: Some(deployment.place().ifindex()),
            netns: Some(deployment.netns()),
            problem: Some(if gone {
                told
            } else {
                format!("{told}; {remedy}")
            }),
            known: Some(Known::new(record, policy)),
            ..Self::unknown(deployment.pins())
        }
    }

    fn unknown(pins: &Path) -> Self {
        Self {
            state: "unreadable",
            interface: None,
            ifindex: None,
            netns: None,
            pins: pins.to_owned(),
            problem: None,
            trial: None,
            known: None,
            counts: None,
        }
    }

    fn write(&self, text: &mut String, policy_text: bool) {
        let interface = shown(self.interface.as_deref().unwrap_or("?"));
        let index = self.ifindex.unwrap_or_default();
        let _ = write!(text, "{interface} (index {index}");
        if self.netns.is_some_and(|netns| Some(netns) != here()) {
            let _ = write!(text, " of namespace {}", self.netns.unwrap_or_default());
        }
        let _ = write!(text, "): {}", self.state);
        if let Some(known) = &self.known {
            known.write(text);
        } else {
            text.push('\n');
        }
        if let Some(trial) = &self.trial {
            let _ = writeln!(text, "  trial    {}", shown(&trial.words));
        }
        if let Some(problem) = &self.problem {
            let _ = writeln!(text, "  problem  {}", shown(problem));
        }
        if let Some(counts) = &self.counts {
            counts.write_objects(text);
        }
        let _ = writeln!(text, "  pins     {}", self.pins.display());
        if let Some(counts) = &self.counts {
            counts.write(text);
        }
        if let (Some(known), true) = (&self.known, policy_text) {
            text.push_str("\n  policy as it was written:\n");
            for line in known.policy.lines() {
                let _ = writeln!(text, "    {}", shown(line));
            }
        }
    }
}

/// What to type where something is wrong with what is attached.
enum Remedy {
    /// In this network namespace.
    Here(String),
    /// Here, of what attaching does not take for its own.
    Detach(String),
    /// Nothing is wrong with what is attached.
    Machine(&'static str),
    /// From everywhere.
    Pins(PathBuf),
}

impl Remedy {
    fn of(place: Option<&Place>, pins: &Path) -> Self {
        match place {
            Some(Place::Here(interface)) => Self::Here(interface.name().to_owned()),
            _ => Self::Pins(pins.to_owned()),
        }
    }

    /// The same, for this problem.
    fn from(self, problem: &DeploymentError) -> Self {
        if let Some(hint) = refusal::condition(problem) {
            return Self::Machine(hint);
        }
        match (self, problem) {
            (Self::Here(name), DeploymentError::UnknownProgram { .. }) => Self::Detach(name),
            (remedy, _) => remedy,
        }
    }
}

impl fmt::Display for Remedy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Here(name) => write!(
                f,
                "`softrss attach {name}` replaces it, `softrss detach {name}` removes it"
            ),
            Self::Machine(hint) => f.write_str(hint),
            Self::Detach(name) => write!(f, "`softrss detach {name}` takes it off"),
            Self::Pins(pins) => write!(f, "`softrss detach --pins {}` removes it", pins.display()),
        }
    }
}

fn here() -> Option<u64> {
    softrss::Interface::netns().ok()
}

impl Known {
    fn new(record: &Record, policy: String) -> Self {
        Self {
            version: record.version.clone(),
            mode: record.mode.clone(),
            frags: record.frags,
            attached_at: record.attached_at,
            applied_at: record.applied_at,
            age_seconds: since(record.attached_at).as_secs(),
            source: record.source.clone(),
            policy,
            local: record.local.clone(),
        }
    }

    fn write(&self, text: &mut String) {
        let frags = if self.frags { " with frags" } else { "" };
        let _ = write!(
            text,
            " in {} mode{frags} for {}",
            self.mode,
            age(since(self.attached_at))
        );
        if self.applied_at != self.attached_at {
            let _ = write!(text, ", this policy for {}", age(since(self.applied_at)));
        }
        let source = shown(self.source.as_deref().unwrap_or("the default policy"));
        let _ = writeln!(text, "\n  policy   {source}");
        if let Some(local) = &self.local {
            let _ = writeln!(text, "  local    {}", super::local(local));
        }
        if self.version != env!("CARGO_PKG_VERSION") {
            let _ = writeln!(text, "  version  {}", self.version);
        }
    }
}

fn since(seconds: u64) -> Duration {
    let then = UNIX_EPOCH + Duration::from_secs(seconds);
    SystemTime::now().duration_since(then).unwrap_or_default()
}

/// A duration in its two largest units.
fn age(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        3600..86400 => format!("{} h {} min", seconds / 3600, seconds / 60 % 60),
        _ => format!("{} d {} h", seconds / 86400, seconds / 3600 % 24),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_have_two_units() {
        for (seconds, text) in [
            (0, "0 s"),
            (59, "59 s"),
            (61, "1 min 1 s"),
            (7322, "2 h 2 min"),
            (90_000, "1 d 1 h"),
        ] {
            assert_eq!(age(Duration::from_secs(seconds)), text);
        }
    }
}
