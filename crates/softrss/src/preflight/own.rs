//! What softrss itself keeps on an interface.

use softrss_core::policy::Local;

use super::{Fact, Unknown, fact::is_denied};
use crate::{
    attach::Interface,
    deployment::{Deployment, DeploymentError},
};

/// Whether what is pinned for `interface` passes packets on at once that are received by their target.
pub(super) fn passes(interface: &Interface) -> bool {
    let deployment = Deployment::open(interface).ok();
    let local = deployment.and_then(|deployment| deployment.record().local.clone());
    local.is_some_and(|local| local.is == Local::Pass.word())
}

/// The program that is pinned as the one of `interface`.
pub(super) fn program(interface: &Interface) -> Fact<Option<u32>> {
    let what = || format!("what softrss keeps for {}", interface.name());
    match Deployment::open(interface) {
        Ok(deployment) => Ok(Some(deployment.program_id())),
        Err(
            DeploymentError::NotAttached { .. }
            | DeploymentError::Inactive { .. }
            | DeploymentError::UnknownProgram { .. },
        ) => Ok(None),
        Err(error) if is_denied(&error) => Err(Unknown::Privilege { what: what() }),
        Err(error) => Err(Unknown::Failed {
            what: what(),
            reason: error.to_string(),
        }),
    }
}
