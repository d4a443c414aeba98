//! `softrss check`: is this policy valid, and what does it mean?

use std::{
    io::{self, Write as _},
    path::PathBuf,
};

use serde::Serialize;
use softrss_core::policy::{PolicyError, PolicyErrors};

use super::policy::{read, refused};
use crate::{
    Failure,
    report::{SCHEMA, json},
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
    errors: Vec<JsonError>,
    /// Errors beyond those that are listed.
    more_errors: usize,
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
    }
    Ok(())
}
