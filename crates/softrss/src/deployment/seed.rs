//! The seed of this machine: what the hash of every interface starts from whose policy names none.
//!
//! It is a secret, made when the first interface is attached, and pinned beside the directories of the interfaces, so that
//! all of them have one: both directions of a flow may be received by different interfaces. It goes with the last of them.

use std::path::PathBuf;

use bpf_asm::{Array, MapDecl};
use softrss_core::policy::Seed;

use super::{
    error::{DeploymentError, RecordError},
    root::{PinRoot, SEED},
};
use crate::{
    map::{PlainMap, PlainMapError},
    object::{OpenError, PinRefusal},
};

/// The only key.
const KEY: [u8; 4] = [0; 4];

impl PinRoot {
    /// The seed, if there is one.
    pub(super) fn seed(&self) -> Result<Option<Seed>, DeploymentError> {
        if !self.exists()? {
            return Ok(None);
        }
        match PlainMap::open(self.seed_path(), declared()?.spec()) {
            Err(PlainMapError::Open {
                source: OpenError::Absent,
                ..
            }) => Ok(None),
            map => {
                let bytes = map.and_then(|map| map.get(&KEY));
                let bytes = bytes.map_err(|source| self.seed_error(source))?;
                let bytes = bytes.and_then(|bytes| bytes.try_into().ok());
                Ok(bytes.map(Seed::from_bytes))
            }
        }
    }

    /// The same, made and pinned if there is none.
    pub(super) fn make_seed(&self) -> Result<Seed, DeploymentError> {
        if let Some(seed) = self.seed()? {
            return Ok(seed);
        }
        let (seed, declared) = (fresh()?, declared()?);
        let make = || {
            let map = PlainMap::create(declared.spec())?;
            map.insert(&KEY, &seed.bytes())?;
            map.pin(self.seed_path())
        };
        match make() {
            // Another command was first.
            Err(PlainMapError::Pin {
                source: PinRefusal::Taken,
                ..
            }) => Ok(self.seed()?.unwrap_or(seed)),
            made => made
                .map(|()| seed)
                .map_err(|source| self.seed_error(source)),
        }
    }

    fn seed_path(&self) -> PathBuf {
        self.path().join(SEED)
    }

    fn seed_error(&self, source: PlainMapError) -> DeploymentError {
        DeploymentError::Seed {
            path: self.seed_path(),
            source,
        }
    }
}

/// A seed that nobody knows.
pub(super) fn fresh() -> Result<Seed, DeploymentError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| DeploymentError::Random(error.into()))?;
    Ok(Seed::from_bytes(bytes))
}

/// The map that holds it, in the order in which it is written.
fn declared() -> Result<MapDecl<Array>, DeploymentError> {
    let declared = MapDecl::<Array>::new(SEED, 16, 1);
    Ok(declared.map_err(RecordError::from)?)
}
