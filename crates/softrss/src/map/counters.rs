//! Sums that programs keep without locks: an array with a copy for every CPU.

use std::{
    io,
    os::fd::{AsFd, BorrowedFd},
    path::{Path, PathBuf},
};

use aya::maps::{MapData, MapError};
use bpf_asm::{AsMap, MapRef, MapType};
use softrss_core::{CpuId, CpuSet};

use super::slots::errno;
use crate::{
    object::{self, MapShape, OpenError, PinRefusal},
    sys::Elements,
    topology::{self, TopologyError},
};

/// An array of `[u64; N]`, each with a copy for every CPU (`BPF_MAP_TYPE_PERCPU_ARRAY`).
///
/// A program adds to the copy of the CPU it runs on; reading collects the copies.
///
/// # Kernel
/// 4.6
#[derive(Debug)]
#[must_use = "a map that nothing refers to is freed at once"]
pub struct Counters<const N: usize> {
    data: MapData,
    /// The kernel keeps a copy for each possible CPU, in this order.
    possible: CpuSet,
}

/// Why counters cannot be had.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum CountersError {
    /// `EPERM`.
    #[error("creating a map of counters needs CAP_BPF, or root")]
    Privilege,
    /// The map cannot be created.
    #[error("cannot create a map of counters")]
    Create(#[source] Box<MapError>),
    /// The map cannot be read.
    #[error("BPF_MAP_LOOKUP_ELEM counters[{index}]")]
    Read {
        /// The element.
        index: u32,
        /// What the kernel said.
        source: io::Error,
    },
    /// There is no such element.
    #[error("there is no element {index} in the map of counters")]
    NoSuchElement {
        /// The element.
        index: u32,
    },
    /// The map cannot be pinned.
    #[error("cannot pin the counters at {}", path.display())]
    Pin {
        /// Where to.
        path: PathBuf,
        /// Why not.
        source: PinRefusal,
    },
    /// Pinned counters cannot be opened.
    #[error("cannot open counters at {}", path.display())]
    Open {
        /// Where.
        path: PathBuf,
        /// Why not.
        source: OpenError,
    },
    /// The CPUs that the copies belong to are not known.
    #[error(transparent)]
    Topology(#[from] TopologyError),
}

impl<const N: usize> Counters<N> {
    /// Bytes of an element. More than the kernel has a number for does not compile.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the line before it is about that"
    )]
    const BYTES: u32 = {
        assert!(size_of::<[u64; N]>() <= u32::MAX as usize);
        size_of::<[u64; N]>() as u32
    };

    fn shape(entries: u32) -> MapShape {
        MapShape {
            map_type: MapType::BPF_MAP_TYPE_PERCPU_ARRAY as u32,
            key_size: 4,
            value_size: Self::BYTES,
            max_entries: entries,
        }
    }

    /// Creates `entries` elements, all zero.
    ///
    /// # Errors
    /// [`CountersError::Privilege`] (`EPERM`); otherwise [`CountersError::Create`].
    pub fn create(entries: u32, name: &str) -> Result<Self, CountersError> {
        let MapShape {
            map_type,
            key_size,
            value_size,
            max_entries,
        } = Self::shape(entries);
        let params = aya_obj::Map::new_from_params(map_type, key_size, value_size, max_entries, 0);
        let data = MapData::create(params, name, None).map_err(|error| match errno(&error) {
            Some(libc::EPERM) => CountersError::Privilege,
            _ => CountersError::Create(Box::new(error)),
        })?;
        Ok(Self {
            data,
            possible: topology::possible()?,
        })
    }

    /// Pins the counters, so that they outlive this process. The path must be on a bpffs.
    ///
    /// # Errors
    /// [`CountersError::Pin`]
    pub fn pin(&self, path: impl AsRef<Path>) -> Result<(), CountersError> {
        let path = path.as_ref();
        object::pin(self.as_fd(), path).map_err(|source| CountersError::Pin {
            path: path.to_owned(),
            source,
        })
    }

    /// Opens pinned counters, with what they have counted so far.
    ///
    /// # Errors
    /// [`CountersError::Open`] when there are none, or they are not `entries` elements of `N` numbers.
    pub fn open(path: impl AsRef<Path>, entries: u32) -> Result<Self, CountersError> {
        let path = path.as_ref();
        let data =
            object::open_map(path, Self::shape(entries)).map_err(|source| CountersError::Open {
                path: path.to_owned(),
                source,
            })?;
        Ok(Self {
            data,
            possible: topology::possible()?,
        })
    }

    /// The copies of element `index`, by CPU.
    ///
    /// # Errors
    /// [`CountersError`], also for an index outside of the array.
    pub fn by_cpu(&self, index: u32) -> Result<Vec<(CpuId, [u64; N])>, CountersError> {
        let value_size = size_of::<[u64; N]>() * self.possible.len();
        let mut value = vec![0; value_size];
        let found = Elements::new(self.as_fd(), 4, value_size)
            .lookup(&index.to_ne_bytes(), &mut value)
            .map_err(|source| CountersError::Read { index, source })?;
        if !found {
            return Err(CountersError::NoSuchElement { index });
        }
        let (words, _) = value.as_chunks::<8>();
        let copies = words
            .chunks_exact(N)
            .map(|copy| std::array::from_fn(|i| u64::from_ne_bytes(copy[i])));
        Ok(self.possible.iter().zip(copies).collect())
    }

    /// Element `index`, summed over the CPUs.
    ///
    /// # Errors
    /// [`CountersError`], also for an index outside of the array.
    pub fn total(&self, index: u32) -> Result<[u64; N], CountersError> {
        let mut total = [0; N];
        for (_, copy) in self.by_cpu(index)? {
            for (total, copy) in total.iter_mut().zip(copy) {
                *total += copy;
            }
        }
        Ok(total)
    }
}

impl<const N: usize> AsFd for Counters<N> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.data.fd().as_fd()
    }
}
impl<const N: usize> AsMap for Counters<N> {
    fn as_map(&self) -> MapRef<'_> {
        MapRef::Fd(self.as_fd())
    }
}
