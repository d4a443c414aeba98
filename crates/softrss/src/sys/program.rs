//! Programs: their types, their verification, and runs of them without a network.

use std::{
    ffi::{CStr, c_char},
    io,
    os::fd::{BorrowedFd, OwnedFd},
};

use aya_obj::generated::{bpf_attach_type, bpf_cmd, bpf_prog_type};
use bpf_asm::{DebugInfo, Name};

use super::{bpf, bpf_fd, length, number, zeroed};

/// `BPF_BTF_LOAD`: gives the kernel types, for a program to refer to.
pub(crate) fn btf_load(types: &[u8]) -> io::Result<OwnedFd> {
    let mut attr = zeroed();
    attr.__bindgen_anon_7.btf = types.as_ptr() as u64;
    attr.__bindgen_anon_7.btf_size = length(types)?;
    // SAFETY: the kernel reads `btf_size` bytes of `types`, which outlive the call; BPF_BTF_LOAD returns
    // a new descriptor.
    unsafe { bpf_fd(bpf_cmd::BPF_BTF_LOAD, &mut attr) }
}

/// A program as the kernel takes it.
#[derive(Clone, Copy)]
pub(crate) struct ProgramLoad<'p> {
    pub(crate) name: &'p Name,
    pub(crate) program_type: bpf_prog_type,
    /// For types that differ by the place they run at.
    pub(crate) attach_type: Option<bpf_attach_type>,
    /// `BPF_F_*`
    pub(crate) flags: u32,
    pub(crate) license: &'p CStr,
    pub(crate) instructions: &'p [u8],
    /// What [`btf_load`] made of the types, and the rest.
    pub(crate) debug: Option<(BorrowedFd<'p>, &'p DebugInfo)>,
}

/// Bytes of an instruction.
const INSTRUCTION: usize = 8;
/// `BPF_LOG_LEVEL1`: what the verifier did, up to what it did not like.
const LOG_LEVEL: u32 = 1;

/// `BPF_PROG_LOAD`. The verifier writes to `log`, unless that is empty: `ENOSPC` when it is too short.
pub(crate) fn program_load(program: ProgramLoad<'_>, log: &mut [u8]) -> io::Result<OwnedFd> {
    let mut attr = zeroed();
    // SAFETY: every field of the union is made of integers, which zero bytes are a value of.
    let load = unsafe { &mut attr.__bindgen_anon_3 };
    for (to, byte) in load.prog_name.iter_mut().zip(program.name.as_str().bytes()) {
        *to = c_char::from_ne_bytes([byte]);
    }
    load.prog_type = program.program_type as u32;
    load.expected_attach_type = program.attach_type.map_or(0, |at| at as u32);
    load.prog_flags = program.flags;
    load.license = program.license.as_ptr() as u64;
    load.insns = program.instructions.as_ptr() as u64;
    load.insn_cnt = length(program.instructions.as_chunks::<INSTRUCTION>().0)?;
    if let Some((types, debug)) = program.debug {
        const FUNCTION: usize = DebugInfo::FUNCTION_BYTES as usize;
        const LINE: usize = DebugInfo::LINE_BYTES as usize;
        let (functions, lines) = (
            debug.functions.as_chunks::<FUNCTION>().0,
            debug.lines.as_chunks::<LINE>().0,
        );
        load.prog_btf_fd = number(types);
        load.func_info = functions.as_ptr() as u64;
        load.func_info_cnt = length(functions)?;
        load.func_info_rec_size = DebugInfo::FUNCTION_BYTES;
        load.line_info = lines.as_ptr() as u64;
        load.line_info_cnt = length(lines)?;
        load.line_info_rec_size = DebugInfo::LINE_BYTES;
    }
    if !log.is_empty() {
        load.log_level = LOG_LEVEL;
        load.log_buf = log.as_mut_ptr() as u64;
        load.log_size = length(log)?;
    }
    // SAFETY: the kernel reads the licence up to its NUL, `insn_cnt` instructions and the records beside
    // them, and writes at most `log_size` bytes to `log`, which is borrowed exclusively; all outlive the
    // call. BPF_PROG_LOAD returns a new descriptor.
    unsafe { bpf_fd(bpf_cmd::BPF_PROG_LOAD, &mut attr) }
}

/// What an XDP program is run with.
#[derive(Debug, Default)]
pub(crate) struct ProgramRun<'r> {
    pub(crate) packet: &'r [u8],
    /// `struct xdp_md`; empty for the one that fits the packet.
    pub(crate) context: &'r [u8],
    /// Where the packet goes as the program left it; empty for nowhere.
    pub(crate) output: &'r mut [u8],
    pub(crate) repeat: u32,
    /// `BPF_F_TEST_*`
    pub(crate) flags: u32,
    /// Packets in a bulk, with `BPF_F_TEST_XDP_LIVE_FRAMES`.
    pub(crate) batch_size: u32,
}

/// What came of it.
pub(crate) struct ProgramAnswer {
    pub(crate) return_value: u32,
    /// Nanoseconds that a run took on average.
    pub(crate) duration_ns: u32,
    /// Bytes of the packet as the program left it, metadata included.
    pub(crate) output_bytes: u32,
}

/// `BPF_PROG_TEST_RUN`. `ENOSPC` when the packet does not fit `output`, which has its beginning then.
pub(crate) fn program_run(
    program: BorrowedFd<'_>,
    run: &mut ProgramRun<'_>,
) -> io::Result<ProgramAnswer> {
    let mut attr = zeroed();
    // SAFETY: every field of the union is made of integers, which zero bytes are a value of.
    let test = unsafe { &mut attr.test };
    test.prog_fd = number(program);
    test.data_in = run.packet.as_ptr() as u64;
    test.data_size_in = length(run.packet)?;
    if !run.context.is_empty() {
        test.ctx_in = run.context.as_ptr() as u64;
        test.ctx_size_in = length(run.context)?;
    }
    if !run.output.is_empty() {
        test.data_out = run.output.as_mut_ptr() as u64;
        test.data_size_out = length(run.output)?;
    }
    test.repeat = run.repeat;
    test.flags = run.flags;
    test.batch_size = run.batch_size;
    // SAFETY: the kernel reads as many bytes of packet and context as the sizes say, and writes at most
    // `data_size_out` bytes to `output`, which is borrowed exclusively.
    unsafe { bpf(bpf_cmd::BPF_PROG_TEST_RUN, &mut attr) }?;
    // SAFETY: the kernel filled the numbers in.
    let test = unsafe { attr.test };
    Ok(ProgramAnswer {
        return_value: test.retval,
        duration_ns: test.duration,
        output_bytes: test.data_size_out,
    })
}
