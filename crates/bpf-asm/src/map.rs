//! How a program names a map: by the descriptor of one that exists, or by a declaration.
//!
//! A descriptor goes straight into the instruction, and the program can be loaded at once. A
//! [`MapDecl`] stands for a map that does not exist yet: in an object file it becomes a BTF-defined map
//! and a relocation, and before a load it is replaced by a descriptor
//! ([`Program::with_map`](crate::Program::with_map)).

use std::{marker::PhantomData, os::fd::BorrowedFd, sync::Arc};

use aya_obj::generated::bpf_map_type;
pub use aya_obj::generated::bpf_map_type as MapType;

use crate::name::{Name, NameError};

/// Something that names a map in an instruction.
///
/// A map named by descriptor stays borrowed until the program is loaded: were it closed earlier, the
/// number could be given to another map, and the kernel would take that one.
pub trait AsMap {
    /// The map.
    fn as_map(&self) -> MapRef<'_>;
}

/// A map that `bpf_redirect_map` takes: CPUMAP, DEVMAP, XSKMAP.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a map that `redirect_map` can redirect to",
    note = "packets are redirected through a CPUMAP, DEVMAP or XSKMAP"
)]
pub trait RedirectMap: AsMap {}

/// A map as an instruction names it.
#[derive(Clone, Debug)]
pub enum MapRef<'m> {
    /// An existing map.
    Fd(BorrowedFd<'m>),
    /// A declared one.
    Decl(MapSpec),
}

impl AsMap for BorrowedFd<'_> {
    fn as_map(&self) -> MapRef<'_> {
        MapRef::Fd(*self)
    }
}

/// What a declared map is to be.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MapSpec {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub map_type: MapType,
    /// Size of a key in bytes.
    pub key_size: u32,
    /// Size of a value in bytes.
    pub value_size: u32,
    /// Number of entries.
    pub max_entries: u32,
    /// `BPF_F_*` flags of `BPF_MAP_CREATE`.
    pub flags: u32,
    /// For a [`Data`] map the bytes of its one value; it becomes the section `.data.NAME`. Every instruction that
    /// names the map has the specification, and all share the bytes.
    pub data: Option<Arc<[u8]>>,
}

/// A map that does not exist yet. `K` is its kind, so that what a kind cannot do does not compile.
///
/// ```
/// use bpf_asm::{Asm, Cpumap, MapDecl, R0, xdp::XDP_PASS};
/// let cpus = MapDecl::<Cpumap>::new("cpu_redirect", 8)?;
/// let mut a = Asm::new();
/// a.redirect_map(&cpus, 0, XDP_PASS).exit();
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapDecl<K> {
    spec: MapSpec,
    kind: PhantomData<K>,
}

impl<K> MapDecl<K> {
    /// What was declared.
    #[must_use]
    pub fn spec(&self) -> &MapSpec {
        &self.spec
    }
}

impl<K> AsMap for MapDecl<K> {
    fn as_map(&self) -> MapRef<'_> {
        MapRef::Decl(self.spec.clone())
    }
}

/// Kind of a CPUMAP: CPU number → queue. Linux 4.15; declared with the values of 8 bytes of Linux 5.9.
#[doc(alias = "BPF_MAP_TYPE_CPUMAP")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cpumap {}
/// Kind of a DEVMAP: index → interface. Linux 4.14; declared with the values of 8 bytes of Linux 5.8.
#[doc(alias = "BPF_MAP_TYPE_DEVMAP")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Devmap {}
/// Kind of an array. Linux 3.19.
#[doc(alias = "BPF_MAP_TYPE_ARRAY")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Array {}
/// Kind of an array with a value for each CPU. Linux 4.6.
#[doc(alias = "BPF_MAP_TYPE_PERCPU_ARRAY")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PerCpuArray {}
/// Kind of a longest-prefix-match table. Linux 4.11.
#[doc(alias = "BPF_MAP_TYPE_LPM_TRIE")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LpmTrie {}
/// Kind of a hash table, whose entries are allocated one by one and freed once no program reads them. Linux 4.6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hash {}
/// Kind of an array of one value that user space maps into memory and programs address directly.
/// Linux 5.5.
#[doc(alias = "BPF_F_MMAPABLE")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {}

impl RedirectMap for MapDecl<Cpumap> {}
impl RedirectMap for MapDecl<Devmap> {}

/// `BPF_F_MMAPABLE`: the value can be mapped into memory.
pub const MMAPABLE: u32 = aya_obj::generated::BPF_F_MMAPABLE;
/// `BPF_F_NO_PREALLOC`: entries take memory once they are there. An LPM trie requires it.
pub const NO_PREALLOC: u32 = aya_obj::generated::BPF_F_NO_PREALLOC;

macro_rules! decls { ($($kind:ident($($arg:ident: $doc:literal),*) = $map_type:ident $key:expr, $value:expr, $max:expr, $flags:expr;)*) => { $(
    impl MapDecl<$kind> {
        /// Declares a map.
        ///
        $(#[doc = concat!("`", stringify!($arg), "`: ", $doc, ".")])*
        ///
        /// # Errors
        /// [`NameError`] for a name the kernel would not accept.
        pub fn new(name: impl Into<String>, $($arg: u32),*) -> Result<Self, NameError> {
            let spec = MapSpec {
                name: Name::new(name)?,
                map_type: bpf_map_type::$map_type,
                key_size: $key,
                value_size: $value,
                max_entries: $max,
                flags: $flags,
                data: None,
            };
            Ok(Self { spec, kind: PhantomData })
        }
    }
)* } }
decls! {
    Cpumap(max_entries: "one more than the highest CPU number") = BPF_MAP_TYPE_CPUMAP 4, 8, max_entries, 0;
    Devmap(max_entries: "number of slots") = BPF_MAP_TYPE_DEVMAP 4, 8, max_entries, 0;
    Array(value_size: "bytes of a value", max_entries: "number of values") = BPF_MAP_TYPE_ARRAY 4, value_size, max_entries, 0;
    PerCpuArray(value_size: "bytes of a value", max_entries: "number of values") = BPF_MAP_TYPE_PERCPU_ARRAY 4, value_size, max_entries, 0;
    LpmTrie(key_size: "4 + bytes of an address", value_size: "bytes of a value", max_entries: "number of prefixes") = BPF_MAP_TYPE_LPM_TRIE key_size, value_size, max_entries, NO_PREALLOC;
    Hash(key_size: "bytes of a key", value_size: "bytes of a value", max_entries: "number of entries") = BPF_MAP_TYPE_HASH key_size, value_size, max_entries, NO_PREALLOC;
}

impl MapDecl<Array> {
    /// Has user space map the values into memory. Linux 5.5.
    #[doc(alias = "BPF_F_MMAPABLE")]
    #[must_use]
    pub fn mmapable(mut self) -> Self {
        self.spec.flags |= MMAPABLE;
        self
    }
}

impl MapDecl<Data> {
    /// Declares an array of one value that starts as `bytes`. Without a byte it cannot be made, and
    /// [`Object::to_elf`](crate::Object::to_elf) refuses it.
    ///
    /// # Errors
    /// [`NameError`] for a name the kernel would not accept.
    /// # Panics
    /// With 4 GiB or more, for which the kernel has no number.
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, NameError> {
        let spec = MapSpec {
            name: Name::new(name)?,
            map_type: bpf_map_type::BPF_MAP_TYPE_ARRAY,
            key_size: 4,
            value_size: u32::try_from(bytes.len()).expect("the value has less than 4 GiB"),
            max_entries: 1,
            flags: MMAPABLE,
            data: Some(bytes.into()),
        };
        Ok(Self {
            spec,
            kind: PhantomData,
        })
    }
}
