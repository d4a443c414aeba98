//! Assembles BPF programs at run time: typed instructions, labels, BTF and ELF objects, no LLVM.
//!
//! An [`Asm`] collects instructions and remembers the Rust line of each; [`Asm::finish`] resolves the
//! labels and returns [`Code`]; a [`Program`] is code with a name and a kind; an [`Object`] writes
//! programs and the maps they declare into an ELF file that libbpf, bpftool, iproute2 and aya load.
//!
//! Nothing here talks to a kernel: the same calls give the same bytes on every machine.
//!
//! ```
//! use bpf_asm::{Asm, Cpumap, MapDecl, Object, Program, ProgramKind, R1, R2, xdp::{XDP_PASS, xdp_md}};
//!
//! // Every packet goes to the CPU whose number is the receive queue's.
//! let cpus = MapDecl::<Cpumap>::new("cpus", 8)?;
//! let mut a = Asm::new();
//! a.load::<u32>(R2, R1 + xdp_md::RX_QUEUE_INDEX).redirect_map(&cpus, R2, XDP_PASS).exit();
//! let program = Program::new("by_queue", ProgramKind::XDP, a.finish()?)?;
//!
//! assert_eq!(program.code().to_string(), "       \
//!        0:\tw2 = *(u32 *)(r1 + 0x10)\n       \
//!        1:\tr3 = 0x2\n       \
//!        2:\tr1 = 0x0 ll <cpus>\n       \
//!        4:\tcall 0x33\t# bpf_redirect_map\n       \
//!        5:\texit\n");
//! let elf: Vec<u8> = Object::new("Dual MIT/GPL").program(&program).to_elf()?;
//! # assert_eq!(&elf[..4], b"\x7fELF");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

/// Its example is tested with the others.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod asm;
mod btf;
mod code;
mod debug;
mod decode;
mod elf;
mod emit;
mod encode;
mod error;
mod helper;
pub mod insn;
mod listing;
mod map;
mod name;
mod object;
mod opcode;
mod operand;
mod program;
mod readable;
mod register;
pub mod xdp;

pub use asm::{Anchor, Asm, AsmError, Label, Target};
pub use code::{Code, Line};
pub use debug::DebugInfo;
pub use decode::{DecodeError, decode};
pub use emit::StoreSrc;
pub use error::ObjectError;
pub use helper::Helper;
pub use insn::{Insn, Width};
pub use map::{
    Array, AsMap, Cpumap, Data, Devmap, Hash, LpmTrie, MMAPABLE, MapDecl, MapRef, MapSpec, MapType,
    NO_PREALLOC, PerCpuArray, RedirectMap,
};
pub use name::{Name, NameError};
pub use object::Object;
pub use operand::{Arg, Atomic, Dst, Load, Mem, SignExtend, Src, Store};
pub use program::{NoSuchMap, Program, ProgramKind};
pub use register::{
    FP, Fp, R0, R1, R2, R3, R4, R5, R6, R7, R8, R9, Reg, RegNo, W0, W1, W2, W3, W4, W5, W6, W7, W8,
    W9, Wreg,
};

readable::readable!(AsmError, DecodeError, NameError, NoSuchMap, ObjectError,);
