//! What `top` and `metrics` show: one reading of every interface that is steered.

use std::{error::Error, fmt};

use softrss::{Record, Sample};

/// Why something could not be read.
pub type ReadError = Box<dyn Error + Send + Sync>;

/// An interface, as it is told from all others.
///
/// Names are given once in each network namespace, so the name alone is not enough.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InterfaceId {
    /// Its name.
    pub name: String,
    /// Inode of its network namespace; `None` if that is the one of this process.
    pub elsewhere: Option<u64>,
}

impl fmt::Display for InterfaceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.elsewhere {
            None => f.write_str(&self.name),
            Some(netns) => write!(f, "{} in net:[{netns}]", self.name),
        }
    }
}

/// What is attached to one interface, and what it has done.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The interface.
    pub interface: InterfaceId,
    /// What is attached.
    pub record: Record,
    /// What it has done.
    pub sample: Sample,
}

/// An interface that is steered, or was, and cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The interface.
    pub interface: InterfaceId,
    /// Why, in words.
    pub why: String,
}

/// All interfaces, read once.
#[derive(Clone, Debug, Default)]
pub struct Readings {
    /// Those that could be read.
    pub read: Vec<Reading>,
    /// Those that could not.
    pub unread: Vec<Unread>,
}

/// Where readings come from.
pub trait Source: Send + Sync {
    /// Reads every interface.
    ///
    /// # Errors
    /// If not even the list of interfaces can be read.
    fn read(&self) -> Result<Readings, ReadError>;
}

/// An error and what caused it, on one line.
pub(crate) fn chain(error: &(dyn Error + 'static)) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        words.push_str(": ");
        words.push_str(&cause.to_string());
        source = cause.source();
    }
    words
}
