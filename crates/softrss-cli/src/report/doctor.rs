//! What the doctor found.

use std::{
    fmt::Write as _,
    io::{self, BufWriter, Write},
};

use serde::Serialize;
use softrss::{
    Interface, XdpMode,
    preflight::{Facts, Finding, Severity, choose_targets},
};

use super::{SCHEMA, bar::coloured, json, number::counted, shown};
use crate::Failure;

/// Width of the column with the severities, in characters.
const SEVERITY: usize = 8;

/// The findings, as the JSON object has them.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Report {
    /// The version of this object.
    schema: u32,
    /// The release that runs; `null` where that is not known.
    kernel: Option<String>,
    /// The interface; `null` where none was named.
    interface: Option<String>,
    /// `native` or `skb`.
    mode: String,
    /// Whether nothing stands in the way.
    possible: bool,
    /// Whether the program has to take packets in several buffers.
    frags: bool,
    /// The CPUs that packets go to where nobody names any.
    targets: Option<Targets>,
    /// What was found, the worst first.
    findings: Vec<JsonFinding>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Targets {
    /// The CPUs, as a list.
    cpus: String,
    /// Why these.
    reason: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct JsonFinding {
    /// `fatal`, `warning`, `hint` or `fine`.
    severity: &'static str,
    /// What it is: a word of docs/doctor.md.
    id: &'static str,
    /// What it is about: `kernel`, `cpus`, or the name of the interface.
    subject: String,
    /// What was found.
    sentence: String,
    /// What to do about it; `null` where nothing is to be done.
    remedy: Option<String>,
    /// Whether this kernel or driver cannot do it at all.
    unsupported: bool,
    /// Whether packets would be lost, which `attach --force` accepts.
    loses: bool,
    #[serde(skip)]
    level: Severity,
}

impl From<&Finding> for JsonFinding {
    fn from(finding: &Finding) -> Self {
        Self {
            severity: finding.severity.word(),
            id: finding.id,
            subject: finding.subject.clone(),
            sentence: finding.sentence.clone(),
            remedy: finding.remedy.clone(),
            unsupported: finding.unsupported,
            loses: finding.loses,
            level: finding.severity,
        }
    }
}

impl Report {
    pub(crate) fn new(
        interface: Option<&Interface>,
        mode: XdpMode,
        facts: &Facts,
        findings: &[Finding],
    ) -> Self {
        let targets = choose_targets(facts).ok();
        Self {
            schema: SCHEMA,
            kernel: facts.kernel.release.clone().ok(),
            interface: interface.map(|interface| interface.name().to_owned()),
            mode: mode.to_string(),
            possible: findings
                .iter()
                .all(|finding| finding.severity != Severity::Fatal),
            frags: facts.frags_wanted(mode),
            targets: targets.map(|choice| Targets {
                cpus: choice.cpus.to_string(),
                reason: choice.reason,
            }),
            findings: findings.iter().map(JsonFinding::from).collect(),
        }
    }

    /// Prints to stdout.
    pub(crate) fn print(&self, as_json: bool) -> Result<(), Failure> {
        if as_json {
            return json(self);
        }
        let stdout = io::stdout();
        let colour = coloured(&stdout);
        let mut output = BufWriter::new(stdout.lock());
        self.text(&mut output, colour)
            .and_then(|()| output.flush())
            .map_err(Failure::output)
    }

    /// Writes the report for people.
    fn text(&self, to: &mut impl Write, colour: bool) -> io::Result<()> {
        let subjects = self
            .findings
            .iter()
            .map(|found| found.subject.chars().count());
        let width = subjects.max().unwrap_or(0);
        for found in &self.findings {
            let severity = painted(found.level, colour);
            let (subject, sentence) = (shown(&found.subject), shown(&found.sentence));
            writeln!(to, "{severity} {subject:width$}  {sentence}")?;
            if let Some(remedy) = &found.remedy {
                writeln!(
                    to,
                    "{:indent$}{}",
                    "",
                    shown(remedy),
                    indent = SEVERITY + width + 5
                )?;
            }
        }
        writeln!(to, "\n{}", self.verdict())
    }

    fn verdict(&self) -> String {
        let count = |level| {
            let same = self.findings.iter().filter(|found| found.level == level);
            same.count() as u64
        };
        let name = self.interface.as_deref().map(shown);
        let mut verdict = match (&name, self.possible) {
            (Some(name), true) => format!("{name} can be steered in {} mode", self.mode),
            (Some(name), false) => format!("{name} cannot be steered in {} mode", self.mode),
            (None, true) => "this machine can steer packets".to_owned(),
            (None, false) => "this machine cannot steer packets".to_owned(),
        };
        let mut separator = ": ";
        for (level, word) in [
            (Severity::Fatal, "fatal finding"),
            (Severity::Warning, "warning"),
            (Severity::Hint, "hint"),
        ] {
            if count(level) > 0 {
                // Writing to a string cannot fail.
                let _ = write!(verdict, "{separator}{}", counted(count(level), word));
                separator = ", ";
            }
        }
        if name.is_none() {
            verdict.push_str("; name an interface to have it looked at");
        }
        verdict
    }
}

fn painted(severity: Severity, colour: bool) -> String {
    let code = match severity {
        Severity::Fatal => "1;31",
        Severity::Warning => "33",
        Severity::Hint => "36",
        Severity::Fine => "32",
    };
    let word = format!("{severity:SEVERITY$}");
    if colour {
        format!("\x1b[{code}m{word}\x1b[0m")
    } else {
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(level: Severity, subject: &str, remedy: Option<&str>) -> JsonFinding {
        JsonFinding {
            severity: level.word(),
            id: "it",
            subject: subject.into(),
            sentence: format!("it is {level}"),
            remedy: remedy.map(Into::into),
            unsupported: false,
            loses: false,
            level,
        }
    }

    fn report(findings: Vec<JsonFinding>) -> Report {
        Report {
            schema: SCHEMA,
            kernel: None,
            interface: Some("eth\x1b0".into()),
            mode: "native".into(),
            possible: false,
            frags: false,
            targets: None,
            findings,
        }
    }

    fn text(report: &Report, colour: bool) -> String {
        let mut text = Vec::new();
        report.text(&mut text, colour).unwrap();
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn findings_are_a_table_with_a_verdict() {
        let report = report(vec![
            finding(Severity::Fatal, "eth0", Some("do this")),
            finding(Severity::Hint, "kernel", None),
            finding(Severity::Hint, "cpus", None),
        ]);
        assert_eq!(
            text(&report, false),
            "fatal    eth0    it is fatal\n                   do this\nhint     kernel  it is hint\n\
             hint     cpus    it is hint\n\neth\\u{1b}0 cannot be steered in native mode: 1 fatal finding, 2 hints\n"
        );
        assert!(text(&report, true).starts_with("\x1b[1;31mfatal   \x1b[0m eth0"));
    }
}
