//! Texts of any length as a map, so that they can be pinned: in elements of the same size.
//!
//! Each text begins with its length, 8 bytes little-endian. A text is read without those behind it.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use bpf_asm::{Array, MapDecl};

use super::error::RecordError;
use crate::{
    map::PlainMap,
    object::{self, ObjectKind, map_info},
};

/// Bytes of an element. Small enough for every kernel, however long the whole is.
const BLOCK: u32 = 4096;
const BLOCK_BYTES: u64 = BLOCK as u64;
const LENGTH_BYTES: u64 = 8;

/// Texts that are pinned.
pub(super) struct Document {
    path: PathBuf,
    map: PlainMap,
    bytes: u64,
}

/// A map called `name` that holds `texts`.
pub(super) fn to_map(name: &str, texts: &[&[u8]]) -> Result<PlainMap, RecordError> {
    let mut bytes = Vec::new();
    for text in texts {
        bytes.extend((text.len() as u64).to_le_bytes());
        bytes.extend(*text);
    }
    let blocks = bytes.chunks(BLOCK as usize);
    let count = u32::try_from(blocks.len()).map_err(|_error| RecordError::TooLong {
        bytes: bytes.len() as u64,
    })?;
    let map = PlainMap::create(MapDecl::<Array>::new(name, BLOCK, count)?.spec())?;
    for (index, block) in (0u32..).zip(blocks) {
        let mut block = block.to_vec();
        block.resize(BLOCK as usize, 0);
        map.insert(&index.to_ne_bytes(), &block)?;
    }
    Ok(map)
}

impl Document {
    /// Opens what is pinned at `path`.
    pub(super) fn open(path: &Path) -> Result<Self, RecordError> {
        let map = object::open(path, ObjectKind::Map).map_err(|source| RecordError::Open {
            path: path.to_owned(),
            source,
        })?;
        let info = map_info(&map)?;
        let declared = MapDecl::<Array>::new(info.name, BLOCK, info.max_entries);
        // A map of somebody else may have a name that none of ours can have.
        let declared = declared.map_err(|error| RecordError::Malformed {
            path: path.to_owned(),
            what: error.to_string(),
        })?;
        Ok(Self {
            path: path.to_owned(),
            map: PlainMap::open(path, declared.spec())?,
            bytes: u64::from(info.max_entries) * BLOCK_BYTES,
        })
    }

    /// The text at `index`.
    pub(super) fn text(&self, index: usize) -> Result<Vec<u8>, RecordError> {
        let mut at = 0;
        for _ in 0..index {
            at += LENGTH_BYTES + self.length(at)?;
        }
        let length = self.length(at)?;
        self.read(at + LENGTH_BYTES, length)
    }

    fn length(&self, at: u64) -> Result<u64, RecordError> {
        let bytes = self.read(at, LENGTH_BYTES)?;
        let bytes = bytes.first_chunk().ok_or_else(|| self.too_short())?;
        Ok(u64::from_le_bytes(*bytes))
    }

    /// Some of its bytes.
    fn read(&self, at: u64, length: u64) -> Result<Vec<u8>, RecordError> {
        let end = at.checked_add(length).filter(|end| *end <= self.bytes);
        let end = end.ok_or_else(|| self.too_short())?;
        let blocks = at / BLOCK_BYTES..end.div_ceil(BLOCK_BYTES);
        let mut bytes = Vec::new();
        for block in blocks.clone() {
            let index = u32::try_from(block).map_err(|_error| self.too_short())?;
            bytes.extend(self.map.get(&index.to_ne_bytes())?.unwrap_or_default());
        }
        let from = usize::try_from(at - blocks.start * BLOCK_BYTES);
        let length = usize::try_from(length);
        let (Ok(from), Ok(length)) = (from, length) else {
            return Err(self.too_short());
        };
        bytes.drain(..from.min(bytes.len()));
        bytes.truncate(length);
        Ok(bytes)
    }

    fn too_short(&self) -> RecordError {
        self.malformed("it is shorter than it says")
    }

    pub(super) fn malformed(&self, what: impl fmt::Display) -> RecordError {
        RecordError::Malformed {
            path: self.path.clone(),
            what: format!("{what}"),
        }
    }
}
