//! What softrss itself keeps on an interface.

use super::{Fact, Unknown, fact::is_denied};
use crate::{
    attach::Interface,
    deployment::{Deployment, DeploymentError},
};

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
