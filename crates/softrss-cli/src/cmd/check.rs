//! `softrss check`: is this policy valid, and what does it mean?

use std::{
    io::{self, Write as _},
    path::PathBuf,
};

use serde::Serialize;
use softrss_core::{
    Policy,
    policy::{PolicyError, PolicyErrors, Unseen},
};

use super::policy::{read, refused};
use crate::{
    Failure,
    report::{SCHEMA, json, shown},
};

/// Validate a policy file, and say in plain words what it means
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The policy file
    file: PathBuf,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

/// The JSON object.
#[derive(Serialize)]
struct Report {
    schema: u32,
    file: String,
    valid: bool,
    /// What the policy means; empty if it is not valid.
    meaning: String,
    /// Rules that name what `decap` looks through.
    notes: Vec<JsonNote>,
    errors: Vec<JsonError>,
    /// Errors beyond those that are listed.
    more_errors: usize,
}

#[derive(Serialize)]
struct JsonNote {
    rule: String,
    message: String,
}

impl From<&Unseen> for JsonNote {
    fn from(unseen: &Unseen) -> Self {
        let Unseen {
            rule,
            field,
            value,
            kind,
        } = unseen;
        let word = field.word();
        Self {
            rule: rule.to_string(),
            message: format!(
                "`{word} = {value}` is what `decap` looks through by `{kind}`: rules look at what is inside, so it holds \
                 only where that cannot be read; leave `{kind}` out of `decap` to match it"
            ),
        }
    }
}

#[derive(Serialize)]
struct JsonError {
    file: String,
    line: usize,
    column: usize,
    message: String,
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
            file: args.file.display().to_string(),
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
        })?;
    }
    let policy = checked.map_err(|errors| refused(&args.file, &errors))?;
    if !args.json {
        write!(io::stdout(), "{}", policy.describe()).map_err(Failure::output)?;
        for JsonNote { rule, message } in notes(&policy) {
            // Talk; the policy is valid.
            let _ = writeln!(io::stderr(), "note: rule `{}`: {message}", shown(&rule));
        }
    }
    Ok(())
}

fn notes(policy: &Policy) -> Vec<JsonNote> {
    policy.unseen().iter().map(JsonNote::from).collect()
}
