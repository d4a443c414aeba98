//! What is kept of a steering beside its objects: the value of a map, so that it can be pinned like them.

use std::path::{Path, PathBuf};

use bpf_asm::{Array, MapDecl, NameError};
use serde::{Deserialize, Serialize};
use softrss_core::{CpuSet, Policy, ResolvedPolicy, policy::PolicyErrors, resolve::ResolveError};

use crate::{
    map::{PlainMap, PlainMapError},
    object::{self, InfoError, ObjectKind, OpenError, map_info},
    record::Record,
};

/// Bytes of an element. Small enough for every kernel, however long the whole is.
const BLOCK: u32 = 4096;

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
        let json = serde_json::to_vec(self).map_err(|error| MemoryError::Malformed {
            path: PathBuf::new(),
            what: error.to_string(),
        })?;
        let mut bytes = (json.len() as u64).to_le_bytes().to_vec();
        bytes.extend(json);
        let blocks = bytes.chunks(BLOCK as usize);
        let count = u32::try_from(blocks.len()).unwrap_or(u32::MAX);
        let map = PlainMap::create(MapDecl::<Array>::new("record", BLOCK, count)?.spec())?;
        for (index, block) in (0u32..).zip(blocks) {
            let mut block = block.to_vec();
            block.resize(BLOCK as usize, 0);
            map.insert(&index.to_ne_bytes(), &block)?;
        }
        Ok(map)
    }

    /// Reads what is pinned at `path`.
    pub(super) fn open(path: &Path) -> Result<Self, MemoryError> {
        let malformed = |what: &str| MemoryError::Malformed {
            path: path.to_owned(),
            what: what.to_owned(),
        };
        let bytes = read(path)?;
        let (length, rest) = bytes
            .split_first_chunk::<8>()
            .ok_or_else(|| malformed("it is empty"))?;
        let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(usize::MAX);
        let json = rest
            .get(..length)
            .ok_or_else(|| malformed("it is shorter than it says"))?;
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

/// All elements, one behind the other.
fn read(path: &Path) -> Result<Vec<u8>, MemoryError> {
    let map = object::open(path, ObjectKind::Map).map_err(|source| MemoryError::Open {
        path: path.to_owned(),
        source,
    })?;
    let count = map_info(&map)?.max_entries;
    let map = PlainMap::open(path, MapDecl::<Array>::new("record", BLOCK, count)?.spec())?;
    let mut bytes = Vec::new();
    for index in 0..count {
        bytes.extend(map.get(&index.to_ne_bytes())?.unwrap_or_default());
    }
    Ok(bytes)
}
