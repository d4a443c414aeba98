//! What is kept of a steering beside its objects: a record, the policy as it was written, and its image.
//!
//! They are the texts of one [document](super::document), so that one system call replaces all of them. Whoever looks
//! at the record does not read the others, which may be long.

use std::path::Path;

use serde::Deserialize;
use softrss_codegen::Image;

use super::{
    document::{self, Document},
    error::RecordError,
};
use crate::{map::PlainMap, record::Record};

/// Places in the document. A record of schema 1 was the only text of its document, with all else in it.
const RECORD: usize = 0;
const POLICY: usize = 1;
const IMAGE: usize = 2;

/// A steering as it was applied: enough to tell what another policy would change.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stored {
    pub(super) record: Record,
    /// The policy as it was written.
    pub(super) policy: String,
    pub(super) image: Image,
}

/// What every version writes and reads.
#[derive(Deserialize)]
struct Stamp {
    schema: u32,
    version: String,
}

impl Stored {
    /// A map that holds this.
    pub(super) fn to_map(&self) -> Result<PlainMap, RecordError> {
        let texts = self.to_texts()?;
        document::to_map("record", &texts.each_ref().map(Vec::as_slice))
    }

    /// The texts of it, in the order of their places.
    pub(super) fn to_texts(&self) -> Result<[Vec<u8>; 3], RecordError> {
        let record = serde_json::to_vec(&self.record).map_err(RecordError::Write)?;
        let image = serde_json::to_vec(&self.image).map_err(RecordError::Write)?;
        Ok([record, self.policy.clone().into_bytes(), image])
    }

    /// Reads what is pinned at `path`.
    pub(super) fn open(path: &Path) -> Result<Self, RecordError> {
        Self::in_document(&Document::open(path)?, path, 0)
    }

    /// Reads what is in the document of `path`, from the text at `first` on.
    pub(super) fn in_document(
        document: &Document,
        path: &Path,
        first: usize,
    ) -> Result<Self, RecordError> {
        let image = |error| document.malformed(error);
        Ok(Self {
            record: read_record(document, path, first)?,
            policy: policy_of(document, first)?,
            image: serde_json::from_slice(&document.text(first + IMAGE)?).map_err(image)?,
        })
    }
}

/// The record that is pinned at `path`, without what is kept beside it.
pub(super) fn open_record(path: &Path) -> Result<Record, RecordError> {
    read_record(&Document::open(path)?, path, 0)
}

/// The policy, as it was written, beside the record that is pinned at `path`.
pub(super) fn open_policy(path: &Path) -> Result<String, RecordError> {
    policy_of(&Document::open(path)?, 0)
}

fn policy_of(document: &Document, first: usize) -> Result<String, RecordError> {
    let text = document.text(first + POLICY)?;
    String::from_utf8(text).map_err(|error| document.malformed(error))
}

fn read_record(document: &Document, path: &Path, first: usize) -> Result<Record, RecordError> {
    let json = document.text(first + RECORD)?;
    let stamp: Stamp = serde_json::from_slice(&json).map_err(|error| document.malformed(error))?;
    if stamp.schema != Record::SCHEMA {
        return Err(RecordError::OtherVersion {
            path: path.to_owned(),
            schema: stamp.schema,
            version: stamp.version,
        });
    }
    serde_json::from_slice(&json).map_err(|error| document.malformed(error))
}
