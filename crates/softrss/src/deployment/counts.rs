//! What the programs of an interface counted, as it is pinned.
//!
//! Counters belong to the rules of a policy. When the rules change, the counters are new ones, and what the old
//! ones had counted is kept beside them.

use std::fs;

use super::{
    DeploymentError, blocks,
    directory::unpin,
    generation::{EARLIER, EARLIER_NEXT, Generation},
    memory::MemoryError,
};
use crate::{map::OpenError, stats::ProgramCounts};

/// What the program of `generation` and those before it counted; its rules have these names.
pub(super) fn counted(
    generation: &Generation,
    rules: &[String],
) -> Result<ProgramCounts, DeploymentError> {
    let counts = ProgramCounts::read(&generation.counters(rules.len())?, rules)?;
    Ok(match earlier(generation)? {
        Some(earlier) => counts.plus(&earlier),
        None => counts,
    })
}

/// What those before `generation` counted.
pub(super) fn earlier(generation: &Generation) -> Result<Option<ProgramCounts>, DeploymentError> {
    let path = generation.at(EARLIER);
    let json = match blocks::open(&path) {
        Err(MemoryError::Open {
            source: OpenError::Absent,
            ..
        }) => return Ok(None),
        json => json?,
    };
    let counts = serde_json::from_slice(&json).map_err(|error| MemoryError::Malformed {
        path,
        what: error.to_string(),
    })?;
    Ok(Some(counts))
}

/// Makes `counts` what those before `generation` counted.
pub(super) fn keep(counts: &ProgramCounts, generation: &Generation) -> Result<(), DeploymentError> {
    let (next, at) = (generation.at(EARLIER_NEXT), generation.at(EARLIER));
    // An interrupted command may have left it.
    unpin(&next)?;
    let map = blocks::to_map(EARLIER, counts)?;
    map.pin(&next)?;
    fs::rename(&next, &at).map_err(DeploymentError::directory("write", at))
}
