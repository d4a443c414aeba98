//! `softrss check`: is this policy valid, and what does it mean?

use std::{
    io::{self, Write as _},
    path::PathBuf,
};

use serde::Serialize;
use softrss::{
    preflight::{Finding, absent_targets},
    topology::{Topology, TopologyError},
};
use softrss_core::{
    Policy,
    policy::{Absent, Decap, Lookup, NeverThere, PolicyError, PolicyErrors, Unreached, Unseen},
};

use super::policy::{called, read, refused};
use crate::{
    Failure,
    report::{SCHEMA, json, number::of_kind, shown},
};

/// Validate a policy file, and say in plain words what it means
///
/// A policy is valid or not on every machine alike. CPUs that it names and this machine has not, or has not online, are
/// named beside that.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The policy file; - reads it from stdin
    file: PathBuf,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

/// The JSON object.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Report {
    /// The version of this object.
    schema: u32,
    /// The file, or `stdin`.
    file: String,
    /// Whether it is a policy.
    valid: bool,
    /// What the policy means; empty if it is not valid.
    meaning: String,
    /// Rules that name what `decap` looks through or what is never there, and entries of tables that can never decide.
    notes: Vec<JsonNote>,
    /// What is wrong with it.
    errors: Vec<JsonError>,
    /// Errors beyond those that are listed.
    more_errors: usize,
    /// What of it this machine has not; `null` where its CPUs are not known, or the policy is not valid.
    machine: Option<Vec<JsonFinding>>,
}

/// A finding of the doctor, about the CPUs of this machine.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct JsonFinding {
    /// What it is: a word of docs/doctor.md.
    id: &'static str,
    /// What it is, in words.
    message: String,
    /// What to do about it; `null` where that is not known.
    remedy: Option<String>,
}

impl From<Finding> for JsonFinding {
    fn from(finding: Finding) -> Self {
        Self {
            id: finding.id,
            message: finding.sentence,
            remedy: finding.remedy,
        }
    }
}

/// What `policy` names that this machine has not.
fn absent(policy: &Policy) -> Result<Vec<JsonFinding>, TopologyError> {
    let topology = Topology::read()?;
    let findings = absent_targets(&topology, policy).into_iter();
    let mut findings: Vec<JsonFinding> = findings.map(JsonFinding::from).collect();
    if let Err(error) = policy.clone().on(&topology.online) {
        findings.push(JsonFinding {
            id: "target-impossible",
            message: error.to_string(),
            remedy: None,
        });
    }
    Ok(findings)
}

/// About a rule or about a table.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct JsonNote {
    /// The rule it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<String>,
    /// The table it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<String>,
    /// What it is, in words.
    message: String,
}

/// How many keys of a table a note names.
const LISTED: usize = 10;

impl From<&Unreached<'_>> for JsonNote {
    fn from(unreached: &Unreached<'_>) -> Self {
        let Unreached { table, by, entries } = unreached;
        let first = entries.iter().take(LISTED);
        let first = first.filter_map(|entry| table.entries.get(*entry));
        let mut keys: Vec<String> = first.map(|(key, _)| format!("`{key}`")).collect();
        if entries.len() > LISTED {
            keys.push("...".to_owned());
        }
        let what = of_kind(entries.len(), table.kind());
        let line = entries.first().and_then(|entry| table.line(*entry));
        let place = line.map_or_else(String::new, |(file, line)| {
            format!(" ({file}, line {line})")
        });
        Self {
            rule: None,
            table: Some(table.name.to_string()),
            message: format!(
                "{what} can never decide, because table `{}` before it has all their packets: {}{place}",
                by.name,
                keys.join(", ")
            ),
        }
    }
}

impl From<&Unseen> for JsonNote {
    fn from(unseen: &Unseen) -> Self {
        let Unseen {
            rule,
            field,
            value,
            kind,
            instead,
        } = unseen;
        let word = field.word();
        let to_match = match instead {
            Some(conditions) => format!("write `{conditions}`"),
            None => format!("leave `{kind}` out of `decap`"),
        };
        Self {
            rule: Some(rule.to_string()),
            table: None,
            message: format!(
                "`{word} = {value}` is what `decap` looks through by `{kind}`: rules look at what is inside, so it holds \
                 only where that cannot be read; {to_match} to match it"
            ),
        }
    }
}

impl From<&Absent> for JsonNote {
    fn from(absent: &Absent) -> Self {
        let word = absent.field.word();
        let message = match &absent.why {
            NeverThere::NotInDecap(kind) => format!(
                "`{word}` is never there, because `decap` leaves `{kind}` out, and that is not read: the rule matches nothing"
            ),
            NeverThere::SteppedOver(value) => format!(
                "`{word} = {value}` holds for no packet: that header is stepped over, and `{word}` is the protocol behind it"
            ),
            NeverThere::NoIp => format!(
                "`{word}` is that of an IP header, and behind these Ethernet types none is read: the rule matches nothing"
            ),
        };
        Self {
            rule: Some(absent.rule.to_string()),
            table: None,
            message,
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct JsonError {
    /// The file: the policy, or that of a table.
    file: String,
    /// The line, from 1.
    line: usize,
    /// The column, from 1, in characters.
    column: usize,
    /// What is wrong.
    message: String,
    /// What would be accepted.
    accepted: String,
}

impl From<&PolicyError> for JsonError {
    fn from(error: &PolicyError) -> Self {
        Self {
            file: error.place.file.clone(),
            line: error.place.line,
            column: error.place.column,
            message: error.problem.to_string(),
            accepted: error.problem.accepted(),
        }
    }
}

/// Runs the command.
///
/// # Errors
/// [`Failure`] with exit code 1 where the file cannot be read or the policy is not valid.
pub fn run(args: &Args) -> Result<(), Failure> {
    let checked = read(&args.file)?;
    if args.json {
        let errors = checked.as_ref().err();
        json(&Report {
            schema: SCHEMA,
            file: called(&args.file),
            valid: checked.is_ok(),
            meaning: checked
                .as_ref()
                .map(softrss_core::Policy::describe)
                .unwrap_or_default(),
            notes: checked.as_ref().map(notes).unwrap_or_default(),
            errors: errors
                .map(PolicyErrors::errors)
                .unwrap_or_default()
                .iter()
                .map(JsonError::from)
                .collect(),
            more_errors: errors.map(PolicyErrors::suppressed).unwrap_or_default(),
            machine: checked.as_ref().ok().and_then(|policy| absent(policy).ok()),
        })?;
    }
    let policy = checked.map_err(|errors| refused(&args.file, &errors))?;
    if !args.json {
        write!(io::stdout(), "{}", policy.describe()).map_err(Failure::output)?;
        for note in notes(&policy) {
            let (what, name) = match (&note.rule, &note.table) {
                (Some(rule), _) => ("rule", rule.as_str()),
                (None, table) => ("table", table.as_deref().unwrap_or_default()),
            };
            let (name, message) = (shown(name), shown(&note.message));
            // Talk; the policy is valid.
            let _ = writeln!(io::stderr(), "note: {what} `{name}`: {message}");
        }
        let mut talk = io::stderr();
        let _ = match absent(&policy) {
            Ok(absent) => absent.iter().try_for_each(|finding| {
                let remedy = finding.remedy.iter().map(|remedy| format!("; {remedy}"));
                let remedy: String = remedy.collect();
                writeln!(talk, "note: here: {}{remedy}", finding.message)
            }),
            Err(error) => writeln!(talk, "note: here: {error}"),
        };
    }
    Ok(())
}

/// About tables of VLANs, where no tag is read.
fn untagged(policy: &Policy) -> impl Iterator<Item = JsonNote> {
    let is_read = policy.flow.decap.contains(Decap::VLAN);
    let tables = policy
        .tables
        .iter()
        .filter(move |table| match table.lookup {
            Lookup::Vlan | Lookup::VlanPair => !is_read,
            Lookup::Prefix(_) | Lookup::Mac(_) => false,
        });
    tables.map(|table| JsonNote {
        rule: None,
        table: Some(table.name.to_string()),
        message: "it never decides, because `decap` leaves `vlan` out, and tags are not read"
            .to_owned(),
    })
}

fn notes(policy: &Policy) -> Vec<JsonNote> {
    let unseen = policy.unseen();
    let unseen = unseen.iter().map(JsonNote::from);
    let absent = policy.absent();
    let absent = absent.iter().map(JsonNote::from);
    let unreached = policy.unreached();
    let unreached = unreached.iter().map(JsonNote::from);
    let rules = unseen.chain(absent);
    rules.chain(untagged(policy)).chain(unreached).collect()
}

/// What of the JSON is promised.
#[cfg(test)]
pub(crate) fn schema() -> serde_json::Value {
    crate::contract::schema::<Report>()
}
