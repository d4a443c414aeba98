//! What `status`, `top` and `metrics` look at: every interface that is steered, each for itself.
//!
//! An interface that changes or fails while it is read is reported for itself; the others are read all the same.

use std::{error::Error, fmt};

use softrss::{DeploymentError, Reading, Record};

/// How often to look again when a policy is replaced while it is read.
const TRIES: usize = 5;

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

/// What is attached to one interface, and what it has counted.
#[derive(Clone, Debug)]
pub struct Steered {
    /// The interface.
    pub interface: InterfaceId,
    /// What is attached.
    pub record: Record,
    /// What was counted.
    pub reading: Reading,
}

/// An interface that is steered, or was, and cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The interface.
    pub interface: InterfaceId,
    /// Why, in words.
    pub why: String,
}

/// All interfaces, read once.
#[derive(Clone, Debug, Default)]
pub struct Interfaces {
    /// Those that could be read.
    pub steered: Vec<Steered>,
    /// Those that could not.
    pub unreadable: Vec<Unreadable>,
}

/// Where readings come from.
pub trait Source: Send + Sync {
    /// Reads every interface.
    ///
    /// # Errors
    /// If not even the list of interfaces can be read.
    fn read(&self) -> Result<Interfaces, ReadError>;
}

/// What `read` says of `opened`, which is opened `again` each time that another policy takes its place meanwhile.
pub(crate) fn settled<D, T>(
    mut opened: D,
    again: impl Fn(&D) -> Result<D, DeploymentError>,
    read: impl Fn(&D) -> Result<T, DeploymentError>,
) -> (D, Result<T, DeploymentError>) {
    for _ in 1..TRIES {
        match read(&opened) {
            Err(DeploymentError::Replaced { .. }) => match again(&opened) {
                Ok(current) => opened = current,
                Err(error) => return (opened, Err(error)),
            },
            outcome => return (opened, outcome),
        }
    }
    let outcome = read(&opened);
    (opened, outcome)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn interface() -> String {
        "eth0".to_owned()
    }

    fn replaced<T>() -> Result<T, DeploymentError> {
        let interface = interface();
        Err(DeploymentError::Replaced { interface })
    }

    #[test]
    fn a_policy_that_is_replaced_while_it_is_read_is_read_again() {
        // The third policy stays.
        let read = |policy: &u32| {
            if *policy < 3 {
                replaced()
            } else {
                Ok(policy * 10)
            }
        };
        let (opened, outcome) = settled(1, |policy| Ok(policy + 1), read);
        assert_eq!((opened, outcome.unwrap()), (3, 30));
    }

    #[test]
    fn one_that_goes_or_never_settles_is_told_for_itself() {
        let gone = |_: &u32| {
            let interface = interface();
            Err(DeploymentError::NotAttached { interface })
        };
        let (opened, outcome) = settled(1, gone, |_| replaced::<()>());
        assert!(matches!(
            (opened, outcome),
            (1, Err(DeploymentError::NotAttached { .. }))
        ));
        let reads = Cell::new(0);
        let read = |_: &u32| {
            reads.set(reads.get() + 1);
            replaced::<()>()
        };
        let (opened, outcome) = settled(1, |policy| Ok(policy + 1), read);
        assert!(matches!(outcome, Err(DeploymentError::Replaced { .. })));
        assert_eq!((opened, reads.get()), (5, TRIES));
    }
}
