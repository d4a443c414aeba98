//! How results are shown: JSON for programs, text for people.

use std::io::{self, Write as _};

use serde::Serialize;
use softrss::LocalRecord;

use crate::Failure;

pub(crate) mod bar;
pub(crate) mod change;
pub(crate) mod doctor;
pub(crate) mod draft;
pub(crate) mod explanation;
pub(crate) mod header;
pub(crate) mod number;
pub(crate) mod packet;
pub(crate) mod progress;
pub(crate) mod simulation;
pub(crate) mod status;
pub(crate) mod then;
pub(crate) mod trial;

/// The version of every JSON object that a command prints.
pub const SCHEMA: u32 = 1;

/// Prints `report` as a line of JSON.
pub(crate) fn json(report: &impl Serialize) -> Result<(), Failure> {
    let text = line(report)
        .map_err(|error| Failure::failed(error, "this is a defect of softrss: please report it"))?;
    io::stdout()
        .write_all(text.as_bytes())
        .map_err(Failure::output)
}

/// Prints what was done as a line of JSON. Where that cannot be written, it is done all the same.
pub(crate) fn json_done(report: &impl Serialize) {
    match line(report) {
        Ok(text) => say_done(&text),
        Err(error) => say_done(&format!("note: it is done, and cannot be told: {error}\n")),
    }
}

fn line(report: &impl Serialize) -> serde_json::Result<String> {
    Ok(serde_json::to_string(report)? + "\n")
}

/// What happens to packets that are received by their target, and why.
pub(crate) fn local(local: &LocalRecord) -> String {
    let LocalRecord { asked, is, why } = local;
    let why = shown(why);
    if asked == is {
        format!("{is} ({why})")
    } else {
        format!("{is} ({asked}: {why})")
    }
}

/// Says what was done, to stdout. Where that cannot be written it goes to stderr: the command has done it, and its
/// exit code says so.
pub(crate) fn say_done(text: &str) {
    let Err(error) = io::stdout().write_all(text.as_bytes()) else {
        return;
    };
    if error.kind() != io::ErrorKind::BrokenPipe {
        // Where stderr is closed as well there is nobody left to tell.
        let _ = writeln!(
            io::stderr(),
            "{text}note: that could not be written to the output: {error}"
        );
    }
}

/// Names of interfaces and programs come from people: what would steer the terminal is written out.
pub(crate) fn shown(text: &str) -> String {
    let mut shown = String::new();
    for character in text.chars() {
        if character.is_control() {
            shown.extend(character.escape_debug());
        } else {
            shown.push(character);
        }
    }
    shown
}
