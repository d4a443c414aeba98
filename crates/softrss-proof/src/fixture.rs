//! Cases as text, so that a difference that was found becomes a file that is tested for ever.
//!
//! ```text
//! # anything that helps a reader
//! online = 0-7
//! present = 0-3
//! options = counters frags
//! cpu = 3
//! queue = 0
//! frame = ffffffffffff0200000000010800
//! beyond =
//! --- policy
//! version = 1
//! --- table
//! prefix,cpu
//! ```
//!
//! There are as many sections `table` as the policy has tables, or one.

use std::fmt::Write as _;

use softrss_core::{CpuId, CpuSet};

use crate::{
    case::{Sample, Setup},
    policies::{from_text, to_text},
};

const POLICY: &str = "--- policy\n";
const TABLE: &str = "--- table\n";

/// Why a text is no case.
#[derive(Debug, thiserror::Error)]
#[error("line `{line}`: {why}")]
pub struct FixtureError {
    /// The line, or the section, that cannot be read.
    pub line: String,
    /// Why.
    pub why: String,
}

/// The text of a case.
#[must_use]
pub fn write(setup: &Setup, sample: &Sample) -> String {
    let (toml, tables) = to_text(setup.policy().policy());
    // At least one, which may be empty.
    let first = if tables.is_empty() { TABLE } else { "" };
    let tables = tables.iter().map(|table| format!("{TABLE}{table}"));
    let tables: String = tables.collect();
    let mut options = Vec::new();
    if setup.options.counters {
        options.push("counters");
    }
    if setup.options.frags {
        options.push("frags");
    }
    format!(
        "online = {}\npresent = {}\noptions = {}\ncpu = {}\nqueue = {}\nframe = {}\nbeyond = {}\n{POLICY}{toml}{first}{tables}",
        setup.online(),
        setup.present,
        options.join(" "),
        sample.cpu,
        sample.queue,
        hex(&sample.frame),
        hex(&sample.beyond),
    )
}

/// Reads what [`write()`] wrote.
///
/// # Errors
/// [`FixtureError`].
pub fn read(text: &str) -> Result<(Setup, Sample), FixtureError> {
    let sections = text
        .split_once(POLICY)
        .and_then(|(head, rest)| Some((head, rest.split_once(TABLE)?)));
    let Some((head, (toml, tables))) = sections else {
        return Err(error("---", "a case has the sections `policy` and `table`"));
    };
    let tables: Vec<String> = tables.split(TABLE).map(str::to_owned).collect();
    let policy = from_text(toml, &tables).map_err(|errors| error(POLICY, errors))?;
    let mut sample = Sample::new(Vec::new());
    let (mut online, mut present) = (CpuSet::new(), None);
    let (mut counters, mut frags) = (false, false);
    let lines = head.lines().filter(|line| !line.starts_with('#'));
    for line in lines.filter(|line| !line.trim().is_empty()) {
        let (key, value) = line.split_once('=').ok_or_else(|| error(line, "no `=`"))?;
        let value = value.trim();
        let number = || value.parse::<u32>().map_err(|why| error(line, why));
        let cpus = || value.parse::<CpuSet>().map_err(|why| error(line, why));
        match key.trim() {
            "online" => online = cpus()?,
            "present" => present = Some(cpus()?),
            "options" => {
                counters = value.split(' ').any(|word| word == "counters");
                frags = value.split(' ').any(|word| word == "frags");
            }
            "cpu" => sample.cpu = CpuId::new(number()?).map_err(|why| error(line, why))?,
            "queue" => sample.queue = number()?,
            "frame" => sample.frame = bytes(value).ok_or_else(|| error(line, "no hex"))?,
            "beyond" => sample.beyond = bytes(value).ok_or_else(|| error(line, "no hex"))?,
            _ => return Err(error(line, "an unknown key")),
        }
    }
    let mut setup = Setup::new(policy, &online).map_err(|why| error(POLICY, why))?;
    setup.options.counters = counters;
    setup.options.frags = frags;
    setup.present = present.unwrap_or_else(|| setup.policy().cpus());
    Ok((setup, sample))
}

fn error(line: &str, why: impl std::fmt::Display) -> FixtureError {
    FixtureError {
        line: line.trim().to_owned(),
        why: why.to_string(),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let pairs = (0..hex.len()).step_by(2).map(|at| hex.get(at..at + 2));
    let bytes = pairs.map(|pair| u8::from_str_radix(pair?, 16).ok());
    bytes.collect()
}
