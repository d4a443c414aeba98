//! Text of any length as a map, so that it can be pinned: JSON, in elements of the same size.

use std::path::{Path, PathBuf};

use bpf_asm::{Array, MapDecl};
use serde::Serialize;

use super::memory::MemoryError;
use crate::{
    map::PlainMap,
    object::{self, ObjectKind, map_info},
};

/// Bytes of an element. Small enough for every kernel, however long the whole is.
const BLOCK: u32 = 4096;

/// A map called `name` that holds `what`.
pub(super) fn to_map(name: &str, what: &impl Serialize) -> Result<PlainMap, MemoryError> {
    let malformed = |what: String| MemoryError::Malformed {
        path: PathBuf::from(name),
        what,
    };
    let json = serde_json::to_vec(what).map_err(|error| malformed(error.to_string()))?;
    let mut bytes = (json.len() as u64).to_le_bytes().to_vec();
    bytes.extend(json);
    let blocks = bytes.chunks(BLOCK as usize);
    let count = u32::try_from(blocks.len()).map_err(|error| malformed(error.to_string()))?;
    let map = PlainMap::create(MapDecl::<Array>::new(name, BLOCK, count)?.spec())?;
    for (index, block) in (0u32..).zip(blocks) {
        let mut block = block.to_vec();
        block.resize(BLOCK as usize, 0);
        map.insert(&index.to_ne_bytes(), &block)?;
    }
    Ok(map)
}

/// The JSON of the map that is pinned at `path`.
pub(super) fn open(path: &Path) -> Result<Vec<u8>, MemoryError> {
    let malformed = |what: &str| MemoryError::Malformed {
        path: path.to_owned(),
        what: what.to_owned(),
    };
    let bytes = read(path)?;
    let (length, rest) = bytes
        .split_first_chunk::<8>()
        .ok_or_else(|| malformed("it is empty"))?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok();
    let json = length.and_then(|length| rest.get(..length));
    let json = json.ok_or_else(|| malformed("it is shorter than it says"))?;
    Ok(json.to_vec())
}

/// All elements, one behind the other.
fn read(path: &Path) -> Result<Vec<u8>, MemoryError> {
    let map = object::open(path, ObjectKind::Map).map_err(|source| MemoryError::Open {
        path: path.to_owned(),
        source,
    })?;
    let info = map_info(&map)?;
    let declared = MapDecl::<Array>::new(info.name, BLOCK, info.max_entries)?;
    let map = PlainMap::open(path, declared.spec())?;
    let mut bytes = Vec::new();
    for index in 0..info.max_entries {
        bytes.extend(map.get(&index.to_ne_bytes())?.unwrap_or_default());
    }
    Ok(bytes)
}
