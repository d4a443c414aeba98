//! `BPF_OBJ_GET_INFO_BY_FD`: what the kernel says about an object.
//!
//! The answer does not say what kind of object it is about, and that of one kind could pass for that of
//! another: callers make sure of the kind first ([`crate::object`]).

use std::{ffi::c_char, io, os::fd::BorrowedFd, time::Duration};

use aya_obj::generated::{
    bpf_attr, bpf_cmd, bpf_link_info, bpf_link_type, bpf_map_info, bpf_prog_info,
};

use super::{bpf, length, number, zeroed};
use crate::object::{LinkInfo, LinkTarget, MapInfo, ProgramInfo};

/// A structure that the kernel fills: integers only, so that any bytes are a value.
///
/// # Safety
/// Every bit pattern must be a valid value.
unsafe trait Info {}
// SAFETY: a structure of integers and arrays of integers.
unsafe impl Info for bpf_map_info {}
// SAFETY: a structure of integers, arrays of integers, and bits of an integer.
unsafe impl Info for bpf_prog_info {}
// SAFETY: integers, and a union of structures of integers.
unsafe impl Info for bpf_link_info {}

/// A structure of zeros, which is what the kernel expects of fields that it is not asked to fill.
fn empty<I: Info>() -> I {
    // SAFETY: `Info` is implemented where zero bytes are a value.
    unsafe { std::mem::zeroed() }
}

/// Fills `info`.
///
/// # Safety
/// Addresses in `info` must be valid for as many writes as the lengths beside them say.
unsafe fn fill<I: Info>(object: BorrowedFd<'_>, info: &mut I) -> io::Result<()> {
    let mut attr: bpf_attr = zeroed();
    attr.info.bpf_fd = number(object);
    attr.info.info = std::ptr::from_mut(info) as u64;
    // The largest of these structures has about 200 bytes.
    attr.info.info_len = u32::try_from(size_of::<I>()).map_err(io::Error::other)?;
    // SAFETY: the kernel writes at most `info_len` bytes to `info`, which is borrowed exclusively; the
    // caller vouches for the addresses inside.
    unsafe { bpf(bpf_cmd::BPF_OBJ_GET_INFO_BY_FD, &mut attr) }.map(drop)
}

/// What the kernel says about a map.
pub(crate) fn map_info(map: BorrowedFd<'_>) -> io::Result<MapInfo> {
    let mut info = empty::<bpf_map_info>();
    // SAFETY: there are no addresses in it.
    unsafe { fill(map, &mut info) }?;
    Ok(MapInfo {
        id: info.id,
        map_type: info.type_,
        key_size: info.key_size,
        value_size: info.value_size,
        max_entries: info.max_entries,
        flags: info.map_flags,
        name: text(&info.name),
    })
}

/// What the kernel says about a program.
pub(crate) fn program_info(program: BorrowedFd<'_>) -> io::Result<ProgramInfo> {
    let mut map_ids: Vec<u32> = Vec::new();
    loop {
        let mut info = empty::<bpf_prog_info>();
        info.nr_map_ids = length(&map_ids)?;
        info.map_ids = map_ids.as_mut_ptr() as u64;
        // SAFETY: the kernel writes at most `nr_map_ids` numbers to `map_ids`, which has that many. It
        // takes the other addresses for absent, as the lengths beside them are 0.
        unsafe { fill(program, &mut info) }?;
        let there_are = info.nr_map_ids as usize;
        if there_are > map_ids.len() {
            map_ids.resize(there_are, 0);
            continue;
        }
        map_ids.truncate(there_are);
        return Ok(ProgramInfo {
            id: info.id,
            program_type: info.type_,
            name: text(&info.name),
            tag: info.tag,
            map_ids,
            loaded_after_boot: Duration::from_nanos(info.load_time),
            run_time: Duration::from_nanos(info.run_time_ns),
            run_count: info.run_cnt,
            verified_instructions: info.verified_insns,
        });
    }
}

/// What the kernel says about a link.
pub(crate) fn link_info(link: BorrowedFd<'_>) -> io::Result<LinkInfo> {
    const XDP: u32 = bpf_link_type::BPF_LINK_TYPE_XDP as u32;
    const RAW_TRACEPOINT: u32 = bpf_link_type::BPF_LINK_TYPE_RAW_TRACEPOINT as u32;
    let mut info = empty::<bpf_link_info>();
    // SAFETY: all addresses in it are 0, which the kernel takes for absent.
    unsafe { fill(link, &mut info) }?;
    let target = match info.type_ {
        XDP => {
            // SAFETY: any bytes are a number.
            let ifindex = unsafe { info.__bindgen_anon_1.xdp.ifindex };
            LinkTarget::Xdp {
                ifindex: (ifindex != 0).then_some(ifindex),
            }
        }
        RAW_TRACEPOINT => LinkTarget::RawTracepoint,
        other => LinkTarget::Other(other),
    };
    Ok(LinkInfo {
        id: info.id,
        program_id: info.prog_id,
        target,
    })
}

/// A name, up to its NUL.
fn text(name: &[c_char]) -> String {
    let bytes = name.iter().map(|byte| byte.to_ne_bytes()[0]);
    let bytes: Vec<u8> = bytes.take_while(|byte| *byte != 0).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}
