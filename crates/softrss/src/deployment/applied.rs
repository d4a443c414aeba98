//! What attaching came to.

use super::{Changes, Deployment, DeploymentError};

/// What attaching came to.
#[derive(Debug)]
pub struct Attachment {
    /// What is attached now.
    pub deployment: Deployment,
    /// What was done.
    pub applied: Applied,
    /// What went wrong after the change, while the old was removed. The next change tries again.
    pub untidy: Option<DeploymentError>,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Applied {
    /// Nothing was attached before.
    Attached,
    /// Another program took the place of the old one, between two packets.
    Switched {
        /// Whether all queues that both policies have went on. Otherwise packets may be overtaken by later ones of
        /// their flow, while old queues are emptied.
        kept_queues: bool,
    },
    /// The program stayed, and its maps were changed.
    Adjusted(Changes),
    /// There was nothing to change.
    Unchanged,
}
