//! What the machine is told to do, and what it tells.

use serde::{Deserialize, Serialize};

/// Where the machine finds its plan.
pub(crate) const FILE: &str = "/plan.json";
/// Where it finds the modules of its kernel.
pub(crate) const MODULES: &str = "/modules";

/// What a machine does before it switches itself off.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Plan {
    /// Files below [`MODULES`], each behind those that it needs.
    pub(crate) modules: Vec<String>,
    pub(crate) steps: Vec<Step>,
}

/// A program to run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Step {
    pub(crate) name: String,
    /// Program and arguments.
    pub(crate) command: Vec<String>,
}

/// A line on the console that is for the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Begin(String),
    /// The exit code of a step, or 128 and the signal that ended it, and how long it took.
    End {
        name: String,
        code: u8,
        seconds: u64,
    },
    /// Something in the machine itself went wrong.
    Broken(String),
    /// Every step was run.
    Done,
}

const PREFIX: &str = "@vm ";

impl Mark {
    /// As it is written, on a line of its own.
    pub(crate) fn line(&self) -> String {
        match self {
            Self::Begin(name) => format!("{PREFIX}begin {name}"),
            Self::End {
                name,
                code,
                seconds,
            } => format!("{PREFIX}end {code} {seconds} {name}"),
            Self::Broken(what) => format!("{PREFIX}broken {what}"),
            Self::Done => format!("{PREFIX}done"),
        }
    }

    /// What a line of the console says to the host.
    pub(crate) fn read(line: &str) -> Option<Self> {
        let (word, rest) = match line.trim_end().strip_prefix(PREFIX)? {
            "done" => return Some(Self::Done),
            line => line.split_once(' ')?,
        };
        match word {
            "begin" => Some(Self::Begin(rest.to_owned())),
            "broken" => Some(Self::Broken(rest.to_owned())),
            "end" => {
                let mut words = rest.splitn(3, ' ');
                let (code, seconds) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
                let name = words.next()?.to_owned();
                Some(Self::End {
                    name,
                    code,
                    seconds,
                })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_as_they_are_written() {
        let marks = [
            Mark::Begin("losses".to_owned()),
            Mark::End {
                name: "softrss demo".to_owned(),
                code: 101,
                seconds: 12,
            },
            Mark::Broken("module veth: out of memory".to_owned()),
            Mark::Done,
        ];
        for mark in marks {
            assert_eq!(Mark::read(&format!("{}\r", mark.line())), Some(mark));
        }
        for line in ["test a ... ok", "@vm end x", "@vm end 1 2", "@vm", ""] {
            assert_eq!(Mark::read(line), None, "{line}");
        }
    }
}
