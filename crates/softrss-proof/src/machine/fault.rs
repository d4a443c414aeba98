//! What can be wrong with a program, and with the attempt to run one.

use bpf_asm::Name;

use super::region::Region;

/// What a program did that the kernel's verifier exists to prevent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// An access outside of a region.
    #[error("{size} bytes at offset {offset} of {region:?}, which has {len}")]
    OutOfBounds {
        /// The region.
        region: Region,
        /// Where the access starts.
        offset: i64,
        /// Its size in bytes.
        size: usize,
        /// The size of the region in bytes.
        len: usize,
    },
    /// An access to the stack, a map or the context at an offset that its size does not divide.
    #[error("{size} bytes at offset {offset} of {region:?}, which takes multiples of the size")]
    Misaligned {
        /// The region.
        region: Region,
        /// Where the access starts.
        offset: i64,
        /// Its size in bytes.
        size: usize,
    },
    /// A read of stack that was not written.
    #[error(
        "the stack is read {below_fp} bytes below the frame pointer, and was not written there"
    )]
    Unwritten {
        /// Distance from the frame pointer in bytes.
        below_fp: usize,
    },
    /// A read of a register that was not written.
    #[error("r{register} is read, and was not written")]
    Unset {
        /// The register.
        register: u8,
    },
    /// An address in no region.
    #[error("{address:#x} is no address")]
    NoAddress {
        /// The address.
        address: u64,
    },
    /// A write to what is read-only.
    #[error("{region:?} is read-only")]
    ReadOnly {
        /// The region.
        region: Region,
    },
    /// A helper that the machine has not, or one called with arguments that it does not take.
    #[error("helper {helper} does not take these arguments, or is not known")]
    Helper {
        /// Its number.
        helper: u32,
    },
    /// An instruction that the machine has not.
    #[error("this instruction is not known")]
    Unknown,
    /// The program counter left the program.
    #[error("the program runs past its end")]
    PastTheEnd,
    /// It runs and runs.
    #[error("the program does not end")]
    Endless,
}

/// A fault, and which instruction it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("instruction {index} `{insn}` ({at}): {fault}")]
pub struct Stopped {
    /// What it did.
    pub fault: Fault,
    /// The instruction, counted in instructions.
    pub index: usize,
    /// Its text.
    pub insn: String,
    /// The Rust line that emitted it.
    pub at: &'static std::panic::Location<'static>,
}

/// Why there is no machine for a program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MachineError {
    /// It names a map by descriptor, which says nothing about the map.
    #[error("the program names a map by descriptor: leave its declaration in")]
    MapByDescriptor,
    /// It loads the address of something that the machine has not.
    #[error(
        "the machine has no functions, and nothing of a kernel: load constants and declared maps only"
    )]
    Constant,
    /// It declares a map of a type that the machine has not.
    #[error("the machine has no maps of the type of `{map}`")]
    UnknownMap {
        /// The map.
        map: Name,
    },
    /// A map does not take what it is to hold.
    #[error("the map `{map}` does not take the key {key:x?}")]
    Entry {
        /// The map.
        map: Name,
        /// The key.
        key: Vec<u8>,
    },
    /// A jump leads into the middle of an instruction or out of the program.
    #[error("the jump in instruction {index} leads nowhere")]
    Jump {
        /// The instruction.
        index: usize,
    },
}
