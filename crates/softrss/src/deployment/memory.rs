//! What is kept of a steering beside its objects: the value of a map, so that it can be pinned like them.

use std::path::{Path, PathBuf};

use bpf_asm::NameError;
use serde::{Deserialize, Serialize};
use softrss_core::{CpuSet, Policy, ResolvedPolicy, policy::PolicyErrors, resolve::ResolveError};

use super::blocks;
use crate::{
    map::{PlainMap, PlainMapError},
    object::{InfoError, OpenError},
    record::Record,
};

/// A steering as it was applied: enough to do it again, and to tell what another policy would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Memory {
    #[serde(flatten)]
    pub(super) record: Record,
    /// The policy with every setting spelled out, its CPUs too.
    pub(super) resolved: String,
    /// The prefixes of the policy, as the file that `resolved` names.
    pub(super) table: Option<String>,
    /// What the program is, without the contents of its maps.
    pub(super) program: String,
    /// What the entry program of each step is; `None` for a step without.
    pub(super) entries: Vec<Option<String>>,
    /// The interfaces that targets send packets out of, by slot.
    pub(super) devices: Vec<String>,
}

/// What every version writes and reads.
#[derive(Deserialize)]
struct Stamp {
    schema: u32,
    version: String,
}

/// Why what is kept of a steering cannot be written or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MemoryError {
    /// The map of it has a bad name.
    #[error(transparent)]
    Name(#[from] NameError),
    /// The map of it was refused.
    #[error(transparent)]
    Map(#[from] PlainMapError),
    /// It cannot be opened.
    #[error("cannot open the record at {}", path.display())]
    Open {
        /// Where.
        path: PathBuf,
        /// Why not.
        source: OpenError,
    },
    /// The kernel does not say how long it is.
    #[error(transparent)]
    Info(#[from] InfoError),
    /// Another version wrote it.
    #[error(
        "{} was written by softrss {version} (schema {schema}), this is {} (schema {})",
        path.display(), env!("CARGO_PKG_VERSION"), Record::SCHEMA
    )]
    OtherVersion {
        /// Where.
        path: PathBuf,
        /// Its schema.
        schema: u32,
        /// The version that wrote it.
        version: String,
    },
    /// It is no record.
    #[error("{} is no record of softrss: {what}", path.display())]
    Malformed {
        /// Where.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// The policy in it cannot be read.
    #[error("the policy in the record cannot be read: {0}")]
    Policy(String),
    /// The policy in it cannot be resolved.
    #[error("the policy in the record cannot be used")]
    Resolve(#[from] ResolveError),
}

impl From<PolicyErrors> for MemoryError {
    fn from(errors: PolicyErrors) -> Self {
        Self::Policy(errors.to_string())
    }
}

/// The name under which the policy that is kept knows its prefixes.
const TABLE: &str = "table";

/// The policy and its prefixes, as they are kept.
pub(super) fn write_policy(policy: &Policy) -> (String, Option<String>) {
    let table = policy.table.as_ref();
    (
        policy.to_toml(TABLE),
        table.map(softrss_core::policy::PrefixTable::to_csv),
    )
}

impl Memory {
    /// The policy that is kept, on its CPUs.
    pub(super) fn policy(&self) -> Result<ResolvedPolicy, MemoryError> {
        let table = |_: &str| Ok(self.table.clone().unwrap_or_default());
        let policy = Policy::parse("the record", &self.resolved, table)?;
        Ok(ResolvedPolicy::new(policy, &CpuSet::new())?)
    }

    /// A map that holds this.
    pub(super) fn to_map(&self) -> Result<PlainMap, MemoryError> {
        blocks::to_map("record", self)
    }

    /// Reads what is pinned at `path`.
    pub(super) fn open(path: &Path) -> Result<Self, MemoryError> {
        let malformed = |what: &str| MemoryError::Malformed {
            path: path.to_owned(),
            what: what.to_owned(),
        };
        let json = &blocks::open(path)?[..];
        let stamp: Stamp =
            serde_json::from_slice(json).map_err(|error| malformed(&error.to_string()))?;
        if stamp.schema != Record::SCHEMA {
            return Err(MemoryError::OtherVersion {
                path: path.to_owned(),
                schema: stamp.schema,
                version: stamp.version,
            });
        }
        serde_json::from_slice(json).map_err(|error| malformed(&error.to_string()))
    }
}
