//! Maps that are what a program declares: keys and values are bytes.

use std::{
    io,
    num::NonZeroUsize,
    os::fd::{AsFd, BorrowedFd},
    path::{Path, PathBuf},
    sync::atomic::Ordering,
};

use aya::maps::{MapData, MapError};
use bpf_asm::{AsMap, MapRef, MapSpec, Name};

use super::slots::errno;
use crate::{
    object::{self, MapShape, OpenError, PinRefusal},
    sys::{Elements, Mapping},
};

/// A map made from its declaration, such as an indirection table, or the entries of a table of the policy.
#[derive(Debug)]
#[must_use = "a map that nothing refers to is freed at once"]
pub struct PlainMap {
    data: MapData,
    spec: MapSpec,
}

/// What the kernel refused to do with such a map.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum PlainMapError {
    /// `EPERM`
    #[error("creating the map `{map}` needs CAP_BPF, or root")]
    Privilege {
        /// Its name.
        map: Name,
    },
    /// It was refused for another reason.
    #[error("cannot create the map `{map}` of {max_entries} entries")]
    Create {
        /// Its name.
        map: Name,
        /// Its size.
        max_entries: u32,
        /// What aya said.
        source: Box<MapError>,
    },
    /// The map cannot be pinned.
    #[error("cannot pin the map `{map}` at {}", path.display())]
    Pin {
        /// Its name.
        map: Name,
        /// Where to.
        path: PathBuf,
        /// Why not.
        source: PinRefusal,
    },
    /// A pinned map cannot be opened.
    #[error("cannot open the map `{map}` at {}", path.display())]
    Open {
        /// Its name.
        map: Name,
        /// Where.
        path: PathBuf,
        /// Why not.
        source: OpenError,
    },
    /// The value cannot be mapped into memory.
    #[error("mmap of the map `{map}`")]
    Words {
        /// Name of the map.
        map: Name,
        /// What the kernel said.
        source: io::Error,
    },
    /// An element was refused.
    #[error("{call} {map}")]
    Element {
        /// The call.
        call: &'static str,
        /// Name of the map.
        map: Name,
        /// What the kernel said.
        source: io::Error,
    },
}

impl PlainMap {
    /// Creates the map, with the bytes it is declared to start with.
    ///
    /// # Errors
    /// [`PlainMapError::Privilege`] (`EPERM`); otherwise [`PlainMapError::Create`].
    pub fn create(spec: &MapSpec) -> Result<Self, PlainMapError> {
        let MapSpec {
            name,
            map_type,
            key_size,
            value_size,
            max_entries,
            flags,
            data,
        } = spec.clone();
        let params = aya_obj::Map::new_from_params(
            map_type as u32,
            key_size,
            value_size,
            max_entries,
            flags,
        );
        let created = MapData::create(params, name.as_str(), None);
        let created = created.map_err(|source| match errno(&source) {
            Some(libc::EPERM) => PlainMapError::Privilege { map: name },
            _ => PlainMapError::Create {
                map: name,
                max_entries,
                source: Box::new(source),
            },
        })?;
        let map = Self {
            data: created,
            spec: spec.clone(),
        };
        if let Some(bytes) = data {
            map.insert(&0u32.to_ne_bytes(), &bytes)?;
        }
        Ok(map)
    }

    /// Pins the map, so that it outlives this process. The path must be on a bpffs.
    ///
    /// # Errors
    /// [`PlainMapError::Pin`]
    pub fn pin(&self, path: impl AsRef<Path>) -> Result<(), PlainMapError> {
        let path = path.as_ref();
        object::pin(self.as_fd(), path).map_err(|source| PlainMapError::Pin {
            map: self.spec.name.clone(),
            path: path.to_owned(),
            source,
        })
    }

    /// Opens a pinned map, as it was left. Its bytes need not be those it was declared with.
    ///
    /// # Errors
    /// [`PlainMapError::Open`] when there is none, or it is not what `spec` declares.
    pub fn open(path: impl AsRef<Path>, spec: &MapSpec) -> Result<Self, PlainMapError> {
        let path = path.as_ref();
        let shape = MapShape {
            map_type: spec.map_type as u32,
            key_size: spec.key_size,
            value_size: spec.value_size,
            max_entries: spec.max_entries,
        };
        let data = object::open_map(path, shape).map_err(|source| PlainMapError::Open {
            map: spec.name.clone(),
            path: path.to_owned(),
            source,
        })?;
        Ok(Self {
            data,
            spec: spec.clone(),
        })
    }

    /// What it was made from.
    #[must_use]
    pub fn spec(&self) -> &MapSpec {
        &self.spec
    }

    /// Stores `value` at `key`.
    ///
    /// # Errors
    /// [`PlainMapError::Element`], also for a key or value of another size than the map has.
    pub fn insert(&self, key: &[u8], value: &[u8]) -> Result<(), PlainMapError> {
        let result = self.elements().update(key, value, 0);
        result.map_err(|source| self.element("BPF_MAP_UPDATE_ELEM", source))
    }

    /// The value at `key`.
    ///
    /// # Errors
    /// [`PlainMapError::Element`], also for a key of another size than the map has.
    pub fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, PlainMapError> {
        let mut value = vec![0; self.spec.value_size as usize];
        let found = self.elements().lookup(key, &mut value);
        let found = found.map_err(|source| self.element("BPF_MAP_LOOKUP_ELEM", source))?;
        Ok(found.then_some(value))
    }

    /// Removes `key`, if it is there.
    ///
    /// # Errors
    /// [`PlainMapError::Element`], also for a key of another size than the map has.
    pub fn remove(&self, key: &[u8]) -> Result<(), PlainMapError> {
        match self.elements().delete(key) {
            Err(source) if source.raw_os_error() == Some(libc::ENOENT) => Ok(()),
            result => result.map_err(|source| self.element("BPF_MAP_DELETE_ELEM", source)),
        }
    }

    /// Stores `words` at the beginning of the only value of the map, each at once, in order: a program that reads one
    /// meanwhile finds the old or the new. No other call into the kernel is made than the one that maps the memory.
    ///
    /// # Kernel
    /// 5.5
    /// # Errors
    /// [`PlainMapError::Words`] unless the map was declared as [`Data`](bpf_asm::Data) and has as many words.
    pub fn store_words(
        &self,
        words: impl ExactSizeIterator<Item = u32>,
    ) -> Result<(), PlainMapError> {
        let Some(count) = NonZeroUsize::new(words.len()) else {
            return Ok(());
        };
        let mapping = self.mapping(count)?;
        for (place, word) in mapping.words().iter().zip(words) {
            // Each word stands for itself; the table is complete before a program that uses it is attached.
            place.store(word, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Changes words at the beginning of the only value of the map, each at once, in order: `change` makes the new one from
    /// an item and the old one. Nobody else may change them meanwhile.
    ///
    /// # Errors
    /// As for [`store_words`](Self::store_words).
    pub(crate) fn change_words<T>(
        &self,
        items: impl ExactSizeIterator<Item = T>,
        change: impl Fn(T, u32) -> u32,
    ) -> Result<(), PlainMapError> {
        let Some(count) = NonZeroUsize::new(items.len()) else {
            return Ok(());
        };
        let mapping = self.mapping(count)?;
        for (place, item) in mapping.words().iter().zip(items) {
            place.store(
                change(item, place.load(Ordering::Relaxed)),
                Ordering::Relaxed,
            );
        }
        Ok(())
    }

    /// Stores the word at `index` of the only value of the map, at once.
    ///
    /// # Kernel
    /// 5.5
    /// # Errors
    /// [`PlainMapError::Words`] unless the map was declared as [`Data`](bpf_asm::Data) and has such a word.
    pub fn store_word(&self, index: usize, word: u32) -> Result<(), PlainMapError> {
        let mapping = self.mapping(NonZeroUsize::MIN.saturating_add(index))?;
        if let Some(place) = mapping.words().get(index) {
            place.store(word, Ordering::Relaxed);
        }
        Ok(())
    }

    /// All values of an array, which was declared to be mapped, in the memory of this process. Each begins at a multiple of
    /// its size, which is one of 8 bytes.
    ///
    /// # Kernel
    /// 5.5
    /// # Errors
    /// [`PlainMapError::Words`] for another map.
    pub(crate) fn mapped(&self) -> Result<Mapping, PlainMapError> {
        let refused = |source| PlainMapError::Words {
            map: self.spec.name.clone(),
            source,
        };
        let bytes = self.spec.value_size as usize * self.spec.max_entries as usize;
        let words = NonZeroUsize::new(bytes / size_of::<u32>())
            .filter(|_| self.spec.value_size.is_multiple_of(8));
        let words = words.ok_or_else(|| refused(io::ErrorKind::InvalidInput.into()))?;
        Mapping::new(self.as_fd(), words).map_err(refused)
    }

    /// The first `count` words of the only value of the map, in the memory of this process.
    ///
    /// # Errors
    /// As for [`store_words`](Self::store_words), and for none.
    pub(crate) fn mapped_words(&self, count: u32) -> Result<Mapping, PlainMapError> {
        let count = NonZeroUsize::new(count as usize).unwrap_or(NonZeroUsize::MIN);
        self.mapping(count)
    }

    fn mapping(&self, words: NonZeroUsize) -> Result<Mapping, PlainMapError> {
        let refused = |source| PlainMapError::Words {
            map: self.spec.name.clone(),
            source,
        };
        if words.get() * size_of::<u32>() > self.spec.value_size as usize {
            return Err(refused(io::ErrorKind::InvalidInput.into()));
        }
        Mapping::new(self.as_fd(), words).map_err(refused)
    }

    fn element(&self, call: &'static str, source: io::Error) -> PlainMapError {
        PlainMapError::Element {
            call,
            map: self.spec.name.clone(),
            source,
        }
    }

    fn elements(&self) -> Elements<'_> {
        let MapSpec {
            key_size,
            value_size,
            ..
        } = self.spec;
        Elements::new(self.as_fd(), key_size as usize, value_size as usize)
    }
}

impl AsFd for PlainMap {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.data.fd().as_fd()
    }
}

impl AsMap for PlainMap {
    fn as_map(&self) -> MapRef<'_> {
        MapRef::Fd(self.as_fd())
    }
}
