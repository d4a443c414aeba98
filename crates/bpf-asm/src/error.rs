//! Why an object cannot be written.

use std::panic::Location;

use crate::{map::MapSpec, name::Name};

/// Why an object cannot be written.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum ObjectError {
    /// A program names a map by descriptor.
    #[error(
        "program `{program}` names a map by file descriptor at {at}: that number means nothing to another process, \
         declare the map with `MapDecl` instead"
    )]
    LiveMap {
        /// The program.
        program: Name,
        /// The instruction.
        at: &'static Location<'static>,
    },
    /// A program names something in the kernel by BTF id.
    #[error(
        "program `{program}` names a kernel function or variable by BTF id at {at}: on another kernel that number is \
         something else, so this program can only be loaded at once"
    )]
    KernelId {
        /// The program.
        program: Name,
        /// The instruction.
        at: &'static Location<'static>,
    },
    /// Two declarations of one map differ.
    #[error("map `{map}` is declared in two ways: {first:?} and {second:?}")]
    MapConflict {
        /// Name of the map.
        map: Name,
        /// One declaration.
        first: Box<MapSpec>,
        /// The other one.
        second: Box<MapSpec>,
    },
    /// Two programs have one name.
    #[error("two programs are named `{program}`")]
    DuplicateProgram {
        /// The name.
        program: Name,
    },
    /// A program and a map have one name.
    #[error(
        "`{name}` names a program and a map: the symbols of an object file need different names"
    )]
    NameClash {
        /// The name.
        name: Name,
    },
    /// A map is used in a way that object files cannot express.
    #[error(
        "program `{program}` takes the address of {taken} map `{map}` at {at}: in an object file an instruction names \
         the value of a `MapDecl<Data>` (`ld_map_value`) and the map itself of every other kind (`ld_map`)"
    )]
    MapUse {
        /// The program.
        program: Name,
        /// The map.
        map: Name,
        /// What the instruction names: the value of the map, or the whole map.
        taken: &'static str,
        /// The instruction.
        at: &'static Location<'static>,
    },
    /// The bytes of a data map are none, or not as many as its value has.
    #[error(
        "map `{map}` has a value of {value_size} bytes and {bytes} bytes to fill it: give both the same size, at least 1"
    )]
    DataSize {
        /// The map.
        map: Name,
        /// Size of its value.
        value_size: u32,
        /// Bytes it was given.
        bytes: usize,
    },
    /// Something is longer than the file format or the kernel allows.
    #[error("{part} of the object would be {size}, at most {max} is possible")]
    TooLarge {
        /// What is too large, with its unit.
        part: &'static str,
        /// Its size.
        size: usize,
        /// The largest size.
        max: usize,
    },
    /// The ELF writer refused.
    #[error("cannot write the ELF file")]
    Elf(#[from] object::write::Error),
}

/// Refuses what is larger than `max`; else it is the number that it is written as.
pub(crate) fn at_most(part: &'static str, size: usize, max: u32) -> Result<u32, ObjectError> {
    u32::try_from(size)
        .ok()
        .filter(|size| *size <= max)
        .ok_or(ObjectError::TooLarge {
            part,
            size,
            max: max as usize,
        })
}
