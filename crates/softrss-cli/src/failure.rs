//! How a command fails: an exit code, the chain of causes, and one hint.

use std::{error::Error, io, iter, process::ExitCode};

use serde::Serialize;

use crate::report::{SCHEMA, shown};

/// What went wrong, for the person at the keyboard.
#[derive(Debug)]
pub struct Failure(Kind);

#[derive(Debug)]
enum Kind {
    Told {
        exit: Exit,
        error: Box<dyn Error + Send + Sync>,
        hint: String,
    },
    /// Nobody reads the output any more: not an error.
    ClosedPipe,
}

/// The exit codes of a command that did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It was tried and failed.
    Failed = 1,
    /// The command line asks for something that does not exist.
    Usage = 2,
    /// The privileges are missing.
    Privilege = 3,
    /// This kernel or driver cannot do it.
    Unsupported = 4,
}

impl Failure {
    /// A failure with its exit code; `hint` says what to do, in one line.
    pub fn new(
        exit: Exit,
        error: impl Into<Box<dyn Error + Send + Sync>>,
        hint: impl Into<String>,
    ) -> Self {
        Self(Kind::Told {
            exit,
            error: error.into(),
            hint: hint.into(),
        })
    }

    /// Something was tried and failed: [`Exit::Failed`].
    pub fn failed(error: impl Into<Box<dyn Error + Send + Sync>>, hint: impl Into<String>) -> Self {
        Self::new(Exit::Failed, error, hint)
    }

    /// The command line is wrong: [`Exit::Usage`].
    pub fn usage(error: impl Into<Box<dyn Error + Send + Sync>>, hint: impl Into<String>) -> Self {
        Self::new(Exit::Usage, error, hint)
    }

    /// Output could not be written. A closed pipe ends the program quietly.
    #[must_use]
    pub fn output(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self(Kind::ClosedPipe);
        }
        Self::failed(
            Unwritten(error),
            "check that the output is open and has space left",
        )
    }

    /// Why it failed; `None` where nobody reads the output any more.
    #[must_use]
    pub fn exit(&self) -> Option<Exit> {
        match &self.0 {
            Kind::ClosedPipe => None,
            Kind::Told { exit, .. } => Some(*exit),
        }
    }

    /// The exit code.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        match &self.0 {
            Kind::ClosedPipe => ExitCode::SUCCESS,
            Kind::Told { exit, .. } => ExitCode::from(*exit as u8),
        }
    }

    /// Writes a line of JSON with the causes, the hint and the exit code.
    ///
    /// # Errors
    /// What `to` returns.
    pub fn tell_json(&self, mut to: impl io::Write) -> io::Result<()> {
        let Kind::Told { exit, error, hint } = &self.0 else {
            return Ok(());
        };
        let told = JsonFailure {
            schema: SCHEMA,
            error: JsonError {
                message: error.to_string(),
                causes: iter::successors(error.source(), |&cause| cause.source())
                    .map(ToString::to_string)
                    .collect(),
                hint,
                exit: *exit as u8,
            },
        };
        let text = serde_json::to_string(&told)?;
        writeln!(to, "{text}")
    }

    /// Writes the cause chain, each cause on a line, then the hint.
    ///
    /// # Errors
    /// What `to` returns.
    pub fn tell(&self, mut to: impl io::Write) -> io::Result<()> {
        let Kind::Told { error, hint, .. } = &self.0 else {
            return Ok(());
        };
        writeln!(to, "error: {}", harmless(&error.to_string()))?;
        let mut source = error.source();
        while let Some(cause) = source {
            writeln!(to, "  because: {}", harmless(&cause.to_string()))?;
            source = cause.source();
        }
        writeln!(to, "hint: {}", harmless(hint))
    }
}

/// A failure, for programs.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct JsonFailure<'f> {
    /// The version of this object.
    schema: u32,
    /// What went wrong.
    error: JsonError<'f>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct JsonError<'f> {
    /// What went wrong, in words.
    message: String,
    /// What caused it, the nearest first.
    causes: Vec<String>,
    /// What to do, in one line.
    hint: &'f str,
    /// The exit code of the command.
    exit: u8,
}

/// Names in messages come from people, and some would steer the terminal. Lines stay lines.
fn harmless(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(shown).collect();
    lines.join("\n")
}

#[derive(Debug, thiserror::Error)]
#[error("the output cannot be written")]
struct Unwritten(#[source] io::Error);

/// What of the JSON is promised.
#[cfg(test)]
pub(crate) fn schema() -> serde_json::Value {
    crate::contract::schema::<JsonFailure<'static>>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_causes_and_one_hint() {
        let failure = Failure::output(io::Error::other("disk full"));
        let mut told = Vec::new();
        failure.tell(&mut told).unwrap();
        assert_eq!(
            String::from_utf8(told).unwrap(),
            "error: the output cannot be written\n  because: disk full\n\
             hint: check that the output is open and has space left\n"
        );
    }

    #[test]
    fn json_has_the_same() {
        let failure = Failure::output(io::Error::other("disk \u{1b} full"));
        let mut told = Vec::new();
        failure.tell_json(&mut told).unwrap();
        assert_eq!(
            String::from_utf8(told).unwrap(),
            "{\"schema\":1,\"error\":{\"message\":\"the output cannot be written\",\"causes\":[\"disk \\u001b full\"],\
             \"hint\":\"check that the output is open and has space left\",\"exit\":1}}\n"
        );
    }

    #[test]
    fn names_do_not_steer_the_terminal() {
        let failure = Failure::failed("no `a\u{1b}[2J\u{7}`\nthere", "look at \u{9b}31m");
        let mut told = Vec::new();
        failure.tell(&mut told).unwrap();
        assert_eq!(
            String::from_utf8(told).unwrap(),
            "error: no `a\\u{1b}[2J\\u{7}`\nthere\nhint: look at \\u{9b}31m\n"
        );
    }

    #[test]
    fn a_closed_pipe_is_no_failure() {
        let failure = Failure::output(io::ErrorKind::BrokenPipe.into());
        let mut told = Vec::new();
        failure.tell(&mut told).unwrap();
        assert!(told.is_empty());
    }
}
