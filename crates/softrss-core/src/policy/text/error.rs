//! What can be wrong with a policy, and how it is shown.

use std::{fmt, io};

use super::source::Place;
use crate::{cpu::CpuListError, policy::key::KeyKind};

/// One thing that is wrong, and what would be accepted in its place.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The text is no TOML.
    #[error("this is no TOML: {message}")]
    Syntax {
        /// What the TOML reader says.
        message: String,
    },
    /// A key that the section does not have.
    #[error("unknown key `{key}` in {section}")]
    UnknownKey {
        /// The key as written.
        key: String,
        /// The section it stands in.
        section: &'static str,
        /// The accepted key that is spelled most alike.
        nearest: Option<&'static str>,
        /// All keys of the section.
        keys: &'static [&'static str],
    },
    /// A key that has to be there is not.
    #[error("{section} has no `{key}`")]
    MissingKey {
        /// The key.
        key: &'static str,
        /// The section that lacks it.
        section: &'static str,
        /// What to write.
        accepted: String,
    },
    /// A value of the wrong TOML type.
    #[error("`{key}` cannot be {found}")]
    WrongType {
        /// The key.
        key: &'static str,
        /// The type that was found, with its article.
        found: &'static str,
        /// What the key takes.
        accepted: String,
    },
    /// A value that the key does not take.
    #[error("`{value}` is no `{key}`")]
    BadValue {
        /// The key.
        key: &'static str,
        /// The value as written.
        value: String,
        /// What the key takes.
        accepted: String,
    },
    /// A number outside of its range.
    #[error("`{key}` cannot be {value}")]
    OutOfRange {
        /// The key.
        key: &'static str,
        /// The number as written.
        value: String,
        /// What the key takes.
        accepted: String,
    },
    /// A CPU list that cannot be read.
    #[error("`{value}` is no CPU list: {source}")]
    CpuList {
        /// The list as written.
        value: String,
        /// What is wrong with it.
        source: CpuListError,
    },
    /// Something is said twice; [`PolicyError::related`] is the first time.
    #[error("{what} is given twice")]
    Repeated {
        /// What, with its name.
        what: String,
        /// What to do about it.
        accepted: String,
    },
    /// Two settings that cannot both hold; [`PolicyError::related`] is the other one.
    #[error("{what}")]
    Conflict {
        /// What excludes what.
        what: String,
        /// What to do about it.
        accepted: String,
    },
    /// A prefix whose address has bits behind the prefix length.
    #[error("`{prefix}` has bits set behind its first {len}")]
    HostBits {
        /// The prefix as written.
        prefix: String,
        /// Its length in bits.
        len: u8,
        /// The prefix with those bits cleared.
        meant: String,
    },
    /// A rule that no packet can match.
    #[error("rule `{rule}` can never match: {why}")]
    NeverMatches {
        /// The rule's name.
        rule: String,
        /// Why.
        why: String,
    },
    /// A rule behind one that catches all it would catch; [`PolicyError::related`] is that one.
    #[error("rule `{rule}` can never match: rule `{by}` before it catches all it would catch")]
    Shadowed {
        /// The rule's name.
        rule: String,
        /// The earlier rule's name.
        by: String,
    },
    /// More of something than a program has room for.
    #[error("{count} {what} are too many")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How many there are.
        count: usize,
        /// The limit, and the way around it.
        accepted: String,
    },
    /// The file of a table cannot be read.
    #[error("cannot read the table `{file}`: {source}")]
    ReadTable {
        /// The file as written in the policy.
        file: String,
        /// Why.
        source: io::Error,
    },
    /// The file of a table has no entry.
    #[error("the {} table `{file}` is empty", kind.word())]
    EmptyTable {
        /// The file as written in the policy.
        file: String,
        /// The kind of keys that it would have.
        kind: KeyKind,
    },
    /// The first line of a table names columns that no table has.
    #[error("`{line}` is no header of a table")]
    TableHeader {
        /// The line as written.
        line: String,
    },
    /// A line of a table is none.
    #[error("`{line}` is no line of a {} table", kind.word())]
    TableLine {
        /// The line as written.
        line: String,
        /// The kind of keys.
        kind: KeyKind,
    },
}

impl Problem {
    /// What would be accepted, or what to do.
    #[must_use]
    pub fn accepted(&self) -> String {
        match self {
            Self::Syntax { .. } => "see https://toml.io for how TOML is written".to_owned(),
            Self::UnknownKey { nearest, keys, .. } => {
                let are = if keys.len() == 1 {
                    "key is"
                } else {
                    "keys are"
                };
                let keys = listed(*keys, "and");
                match nearest {
                    Some(nearest) => format!("did you mean `{nearest}`? the {are} {keys}"),
                    None => format!("the {are} {keys}"),
                }
            }
            Self::MissingKey { accepted, .. }
            | Self::WrongType { accepted, .. }
            | Self::BadValue { accepted, .. }
            | Self::OutOfRange { accepted, .. }
            | Self::Repeated { accepted, .. }
            | Self::Conflict { accepted, .. }
            | Self::TooMany { accepted, .. } => accepted.clone(),
            Self::CpuList { .. } => "a CPU list is written like `0,2-5`".to_owned(),
            Self::HostBits {
                prefix, meant, len, ..
            } => {
                let address = prefix.split('/').next().unwrap_or(prefix);
                format!(
                    "write `{meant}` for the network of {len} bits, or `{address}` for the one address"
                )
            }
            Self::NeverMatches { .. } => "correct its conditions, or remove it".to_owned(),
            Self::Shadowed { .. } => {
                "the first match wins: move it before the other rule, or remove it".to_owned()
            }
            Self::ReadTable { .. } => {
                "a relative name is looked up in the directory of the policy file".to_owned()
            }
            Self::EmptyTable { kind, .. } => format!(
                "lines like `{}`; with `allow_empty = true` it may have none",
                kind.row().example
            ),
            Self::TableHeader { .. } => {
                let kinds = KeyKind::ALL.iter();
                let headers = words(kinds.map(|kind| format!("{},cpu", kind.columns())));
                format!("the first line names the columns: {headers}")
            }
            Self::TableLine { kind, .. } => format!(
                "each line is `{},CPU`, like `{}`; `#` begins a comment",
                kind.columns().to_ascii_uppercase(),
                kind.row().example
            ),
        }
    }
}

/// `a, b or c`, each in backquotes.
pub(super) fn words<W: fmt::Display>(words: impl IntoIterator<Item = W>) -> String {
    listed(words, "or")
}

/// Like [`words`], with another word before the last.
pub(super) fn listed<W: fmt::Display>(
    words: impl IntoIterator<Item = W>,
    before_last: &str,
) -> String {
    let mut words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    let last = words.pop().unwrap_or_default();
    if words.is_empty() {
        return last;
    }
    format!("{} {before_last} {last}", words.join(", "))
}

/// A [`Problem`] and where it is.
///
/// `Display` is the message with the place on one line; [`PolicyErrors`] shows the lines of the file too.
#[derive(thiserror::Error)]
#[error("{}:{}:{}: {problem}", place.file, place.line, place.column)]
#[non_exhaustive]
pub struct PolicyError {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub problem: Problem,
    /// Another place it has to do with, and what is there.
    pub related: Option<(Place, &'static str)>,
}

/// Everything that is wrong with a policy, in the order of the file.
///
/// `Display` shows each error with the line it is on and what would be accepted:
///
/// ```
/// let errors = "version = 1\n[flow]\nbuckets = 1000\n".parse::<softrss_core::Policy>().unwrap_err();
/// assert_eq!(errors.to_string(), "\
/// error: `buckets` cannot be 1000
///  --> policy:3:11
///   |
/// 3 | buckets = 1000
///   |           ^^^^
///   = accepted: a power of two from 1 to 65536; the nearest are 512 and 1024
/// ");
/// ```
pub struct PolicyErrors {
    pub(super) errors: Vec<PolicyError>,
    pub(super) suppressed: usize,
}

impl PolicyErrors {
    /// The errors; never empty.
    #[must_use]
    pub fn errors(&self) -> &[PolicyError] {
        &self.errors
    }

    /// How many errors were found beyond those of [`errors`](Self::errors).
    #[must_use]
    pub fn suppressed(&self) -> usize {
        self.suppressed
    }
}

impl std::error::Error for PolicyErrors {}

impl fmt::Display for PolicyErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.errors.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            show(f, error)?;
        }
        match self.suppressed {
            0 => Ok(()),
            more => writeln!(f, "\nand {more} more errors"),
        }
    }
}

fn show(f: &mut fmt::Formatter<'_>, error: &PolicyError) -> fmt::Result {
    let place = &error.place;
    let related_line = error.related.as_ref().map_or(0, |(place, _)| place.line);
    let gutter = place.line.max(related_line).to_string().len();
    writeln!(f, "error: {}", error.problem)?;
    writeln!(
        f,
        "{:gutter$}--> {}:{}:{}",
        "", place.file, place.line, place.column
    )?;
    writeln!(f, "{:gutter$} |", "")?;
    let mut lines = vec![(place, '^', "")];
    if let Some((related, what)) = &error.related {
        lines.push((related, '-', what));
    }
    lines.sort_by_key(|(place, ..)| place.line);
    let mut before = lines[0].0.line;
    for (place, mark, label) in lines {
        if place.line > before + 1 {
            writeln!(f, "...")?;
        }
        before = place.line;
        show_line(f, place, mark, label, gutter)?;
    }
    writeln!(f, "{:gutter$} = accepted: {}", "", error.problem.accepted())
}

fn show_line(
    f: &mut fmt::Formatter<'_>,
    place: &Place,
    mark: char,
    label: &str,
    gutter: usize,
) -> fmt::Result {
    writeln!(f, "{:gutter$} | {}", place.line, place.excerpt)?;
    let marks: String = place.marked.clone().map(|_| mark).collect();
    let label = if label.is_empty() {
        String::new()
    } else {
        format!(" {label}")
    };
    writeln!(
        f,
        "{:gutter$} | {:2$}{marks}{label}",
        "", "", place.marked.start
    )
}
