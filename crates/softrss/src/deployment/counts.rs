//! What the programs of an interface counted, as it is pinned.
//!
//! Counters belong to the rules of a policy, and to a version. When they change, the counters are new ones, and what the
//! old ones had counted is kept beside them, by name.

use std::{fs, path::Path};

use super::{
    document,
    error::{DeploymentError, RecordError},
    files::unpin,
    generation::{EARLIER, EARLIER_NEXT, Generation},
};
use crate::stats::ProgramCounts;

/// What the program of `generation` and those before it counted; its counters have these names.
pub(super) fn counted(
    generation: &Generation,
    names: &[String],
) -> Result<ProgramCounts, DeploymentError> {
    let counts = ProgramCounts::read(&generation.counters(names)?, names)?;
    Ok(match earlier(generation)? {
        Some(earlier) => counts.plus(&earlier),
        None => counts,
    })
}

/// What those before `generation` counted; nothing where that cannot be read, which is a damage of the generation.
pub(super) fn earlier(generation: &Generation) -> Result<Option<ProgramCounts>, DeploymentError> {
    match generation.earlier() {
        Err(error) if error.is_of_another_version() => Ok(None),
        counts => Ok(Some(counts?)),
    }
}

/// Makes `counts` what those before the generation at `path` counted.
pub(super) fn keep(counts: &ProgramCounts, path: &Path) -> Result<(), DeploymentError> {
    let (next, at) = (path.join(EARLIER_NEXT), path.join(EARLIER));
    // An interrupted command may have left it.
    unpin(&next)?;
    let json = serde_json::to_vec(counts).map_err(RecordError::Write)?;
    let map = document::to_map(EARLIER, &[&json])?;
    map.pin(&next).map_err(RecordError::from)?;
    fs::rename(&next, &at).map_err(DeploymentError::directory("write", at))
}
