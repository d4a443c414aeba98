//! The seed of this machine: what the hash of every interface starts from whose policy names none.
//!
//! It is a secret, made when the first interface is attached, and pinned beside the directories of the interfaces, so that
//! all of them have one: both directions of a flow may be received by different interfaces. It goes with the last of them. The
//! records of the interfaces have it, too, so that it is not lost with its pin.

use std::{iter, path::PathBuf};

use bpf_asm::{Array, MapDecl};
use softrss_core::policy::Seed;

use super::{
    directory::Directory,
    error::{DeploymentError, RecordError},
    generation::Generation,
    operation::{Operation, SeedOrigin},
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

    /// What hashes of the interface of `directory` are to begin with, and the operation that pins it, if it is not pinned:
    /// the one that a record has, that of the interface first, or else a new one. Flows of an interface that is attached
    /// without telling by what seed may move then (`is_unknown`).
    pub(super) fn seed_or_new(
        &self,
        directory: &Directory,
        is_unknown: bool,
    ) -> Result<(Seed, Option<Operation>), DeploymentError> {
        if let Some(seed) = self.seed()? {
            return Ok((seed, None));
        }
        let (seed, origin) = match (self.recorded_seed(directory)?, is_unknown) {
            (Some(seed), _) => (seed, SeedOrigin::Recorded),
            (None, false) => (fresh()?, SeedOrigin::Random),
            (None, true) => (fresh()?, SeedOrigin::InPlaceOfUnknown),
        };
        let path = SEED.to_owned();
        let pin = Operation::PinSeed { path, origin };
        Ok((seed, Some(pin)))
    }

    /// The seed that hashes of an interface begin with that is or was attached, by its record: that of `directory`, or
    /// else any other. A record that cannot be read tells none.
    fn recorded_seed(&self, directory: &Directory) -> Result<Option<Seed>, DeploymentError> {
        let all = Directory::all_in(self)?;
        let others = all.iter().filter(|other| other.path() != directory.path());
        for directory in iter::once(directory).chain(others) {
            let generations = directory.generations()?;
            let mut records = generations.iter().rev().map(Generation::record);
            let recorded = records.find_map(|record| record.ok()?.seed?.of_machine());
            if recorded.is_some() {
                return Ok(recorded);
            }
        }
        Ok(None)
    }

    /// Pins `seed`, unless another command was first: then it is that one's.
    pub(super) fn pin_seed(&self, seed: Seed) -> Result<(), DeploymentError> {
        let declared = declared()?;
        let make = || {
            let map = PlainMap::create(declared.spec())?;
            map.insert(&KEY, &seed.bytes())?;
            map.pin(self.seed_path())
        };
        match make() {
            Err(PlainMapError::Pin {
                source: PinRefusal::Taken,
                ..
            }) => Ok(()),
            made => made.map_err(|source| self.seed_error(source)),
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
fn fresh() -> Result<Seed, DeploymentError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| DeploymentError::Random(error.into()))?;
    Ok(Seed::from_bytes(bytes))
}

/// The map that holds it, in the order in which it is written.
fn declared() -> Result<MapDecl<Array>, DeploymentError> {
    let declared = MapDecl::<Array>::new(SEED, 16, 1);
    Ok(declared.map_err(RecordError::from)?)
}
