//! The program in rbpf, a virtual machine in user space that knows nothing of this project.
//!
//! Two things differ from the kernel: maps and context are memory of this process, whose addresses are
//! written into the program, and the context holds 64-bit addresses, so the instructions that read them
//! are widened. Every other instruction runs as it was generated. rbpf refuses any access outside of the
//! packet, the stack, the context and the maps.

use std::{
    cell::RefCell,
    fs::File,
    os::unix::fs::FileExt,
    sync::atomic::{AtomicU8, AtomicU64, Ordering::Relaxed},
};

use bpf_asm::{
    Helper, MapRef, Program,
    insn::{Imm64, Insn, Size},
    xdp::{XDP_ABORTED, XDP_REDIRECT},
};
use rbpf::EbpfVmMbuff;

use super::{Contents, Engine, Exit, Input, MOST_METADATA, RunError};
use crate::machine::{Map, low};

/// Stands for the address of the first map, as helpers take it; the others follow. No process has memory
/// there.
const MAPS: u64 = 1 << 62;

/// `struct xdp_md` with room for addresses: twice the offset of each field, but for `data_meta`.
const DATA: usize = 0;
const DATA_END: usize = 1;
const QUEUE: usize = 2;
const DATA_META: usize = 3;

/// A program in rbpf.
#[derive(Debug)]
pub struct Rbpf {
    /// With the addresses of context and maps in it.
    code: Vec<u8>,
    /// Elsewhere while the program runs.
    memory: Option<Memory>,
}

/// The memory of a program, and what its helpers need to know.
#[derive(Debug)]
struct Memory {
    maps: Vec<(Map, Box<[AtomicU64]>)>,
    context: Box<[AtomicU64; 4]>,
    /// Room for metadata, and the packet.
    packet: Vec<AtomicU8>,
    length: u32,
    cpu: u32,
    now: u64,
    /// The position of the map, and the key.
    redirected: Option<(usize, u32)>,
    /// What a helper had to refuse.
    fault: Option<String>,
    /// Reads by address, which nothing else does without `unsafe`.
    process: File,
}

thread_local! {
    /// That of the program which runs on this thread: helpers are functions without an environment.
    static RUNNING: RefCell<Option<Memory>> = const { RefCell::new(None) };
}

impl Engine for Rbpf {
    const NAME: &'static str = "rbpf";
    const SEES_ALL: bool = true;

    fn load(program: &Program<'_>, contents: &Contents) -> Result<Self, RunError> {
        let maps = Map::all(program, contents)?.into_iter().map(|map| {
            let words = map.values().chunks(8).map(|bytes| {
                let mut word = [0; 8];
                word[..bytes.len()].copy_from_slice(bytes);
                AtomicU64::new(u64::from_ne_bytes(word))
            });
            let words = words.collect();
            (map, words)
        });
        let memory = Memory {
            maps: maps.collect(),
            context: Box::default(),
            packet: Vec::new(),
            length: 0,
            cpu: 0,
            now: 0,
            redirected: None,
            fault: None,
            process: File::open("/proc/self/mem")?,
        };
        Ok(Self {
            code: link(program, &memory)?,
            memory: Some(memory),
        })
    }

    fn run(&mut self, input: &Input<'_>) -> Result<Exit, RunError> {
        let mut memory = self.memory.take().ok_or("an earlier run has not ended")?;
        memory.place(input);
        let mut vm = EbpfVmMbuff::new(None)?;
        // The kernel's verifier is asked elsewhere.
        vm.set_verifier(|_| Ok(()))?;
        vm.set_program(&self.code)?;
        vm.register_helper(Helper::MAP_LOOKUP_ELEM.id(), lookup)?;
        vm.register_helper(Helper::KTIME_GET_NS.id(), now)?;
        vm.register_helper(Helper::GET_SMP_PROCESSOR_ID.id(), this_cpu)?;
        vm.register_helper(Helper::REDIRECT_MAP.id(), redirect)?;
        vm.register_helper(Helper::XDP_ADJUST_META.id(), adjust_meta)?;
        vm.register_helper(Helper::XDP_GET_BUFF_LEN.id(), length)?;
        let packet = address(&memory.packet);
        let end = packet + (MOST_METADATA + input.packet.len()) as u64;
        vm.register_allowed_memory(packet..end);
        vm.register_allowed_memory(memory.context()..memory.context() + 32);
        for (map, words) in &memory.maps {
            let values = address(words);
            vm.register_allowed_memory(values..values + map.values().len() as u64);
        }
        RUNNING.set(Some(memory));
        let result = vm.execute_program(&[], &[]);
        let memory = RUNNING.take().ok_or("the memory is gone")?;
        let memory = self.memory.insert(memory);
        let action = result?;
        if let Some(fault) = memory.fault.take() {
            return Err(fault.into());
        }
        memory.exit(action, input.packet.len())
    }

    fn values(&self, map: &str) -> Result<Option<Vec<u8>>, RunError> {
        let memory = self.memory.as_ref().ok_or("a run has not ended")?;
        let mut maps = memory.maps.iter();
        let held = maps.find(|(held, _)| held.spec().name.as_str() == map);
        Ok(held.map(|(map, words)| {
            let words = words.iter().map(|word| word.load(Relaxed).to_ne_bytes());
            let mut bytes: Vec<u8> = words.flatten().collect();
            bytes.truncate(map.values().len());
            bytes
        }))
    }

    fn effort(&self) -> Option<u32> {
        None
    }
}

fn address<T>(memory: &[T]) -> u64 {
    memory.as_ptr() as u64
}

/// The bytes of the program, with addresses in them.
fn link(program: &Program<'_>, memory: &Memory) -> Result<Vec<u8>, RunError> {
    // The address of the context comes first, as the kernel would put it there.
    let mut bytes = Vec::new();
    load_constant(&mut bytes, 1, memory.context());
    for line in program.code().lines() {
        let at = bytes.len();
        line.insn().encode(&mut bytes);
        match *line.insn() {
            Insn::LdImm64 { dst, value } if line.map().is_some() => {
                let Some(MapRef::Decl(spec)) = line.map() else {
                    return Err("a map by descriptor".into());
                };
                let mut maps = memory.maps.iter().enumerate();
                let (index, (_, words)) = maps
                    .find(|(_, (map, _))| map.spec() == spec)
                    .ok_or("a map that is not declared")?;
                let address = match value {
                    Imm64::MapValue { off, .. } => address(words) + u64::from(off),
                    Imm64::Const(_)
                    | Imm64::MapFd(_)
                    | Imm64::BtfId { .. }
                    | Imm64::Func(_)
                    | Imm64::MapIdx(_)
                    | Imm64::MapIdxValue { .. } => MAPS + index as u64,
                };
                bytes.truncate(at);
                load_constant(&mut bytes, dst.get(), address);
            }
            // `data`, `data_end` and `data_meta` of the context.
            Insn::Load {
                size: Size::W,
                base,
                off: off @ (0 | 4 | 8),
                ..
            } if matches!(base.get(), 1 | 9) => {
                const LOAD_64: u8 = 0x79;
                let field = [DATA, DATA_END, DATA_META][usize::try_from(off / 4)?];
                (bytes[at], bytes[at + 2]) = (LOAD_64, u8::try_from(field * 8)?);
            }
            _ => {}
        }
    }
    Ok(bytes)
}

fn load_constant(bytes: &mut Vec<u8>, register: u8, value: u64) {
    const LOAD_IMMEDIATE: u8 = 0x18;
    let value = value.to_le_bytes();
    bytes.extend([LOAD_IMMEDIATE, register, 0, 0]);
    bytes.extend(&value[..4]);
    bytes.extend([0; 4]);
    bytes.extend(&value[4..]);
}

impl Memory {
    fn context(&self) -> u64 {
        address(&self.context[..])
    }

    /// Makes everything ready for a run.
    fn place(&mut self, input: &Input<'_>) {
        let end = MOST_METADATA + input.packet.len();
        if self.packet.len() < end {
            self.packet.resize_with(end, AtomicU8::default);
        }
        let start = MOST_METADATA - input.before.len();
        let bytes = input.before.iter().chain(input.packet);
        for (to, from) in self.packet[start..].iter().zip(bytes) {
            to.store(*from, Relaxed);
        }
        let at = |offset: usize| address(&self.packet) + offset as u64;
        self.context[DATA].store(at(MOST_METADATA), Relaxed);
        self.context[DATA_END].store(at(end), Relaxed);
        self.context[QUEUE].store(input.queue.into(), Relaxed);
        self.context[DATA_META].store(at(MOST_METADATA - input.metadata), Relaxed);
        (self.length, self.cpu, self.now) = (input.length(), input.cpu, input.now);
        self.redirected = None;
    }

    fn exit(&self, action: u64, len: usize) -> Result<Exit, RunError> {
        let bytes = |range: std::ops::Range<usize>| -> Vec<u8> {
            let bytes = self.packet[range].iter();
            bytes.map(|byte| byte.load(Relaxed)).collect()
        };
        let meta = self.context[DATA_META].load(Relaxed) - address(&self.packet);
        let redirected = self.redirected.map(|(map, key)| {
            let (map, _) = &self.maps[map];
            (map.spec().name.clone(), key)
        });
        Ok(Exit {
            action: low(action),
            redirected,
            metadata: bytes(usize::try_from(meta)?..MOST_METADATA),
            packet: bytes(MOST_METADATA..MOST_METADATA + len),
        })
    }

    fn map(&self, address: u64) -> Result<usize, String> {
        let position = address.checked_sub(MAPS);
        let position = position.and_then(|position| usize::try_from(position).ok());
        let known = position.filter(|position| *position < self.maps.len());
        known.ok_or_else(|| format!("{address:#x} is no map"))
    }

    fn is_context(&self, address: u64) -> Result<(), String> {
        let is = address == self.context();
        is.then_some(())
            .ok_or_else(|| format!("{address:#x} is not the context"))
    }
}

/// What a helper does, with the memory of the program that calls it.
fn helper(body: impl FnOnce(&mut Memory) -> Result<u64, String>) -> u64 {
    RUNNING.with_borrow_mut(|memory| {
        let Some(memory) = memory else { return 0 };
        body(memory).unwrap_or_else(|fault| {
            memory.fault.get_or_insert(fault);
            0
        })
    })
}

fn lookup(map: u64, key: u64, _: u64, _: u64, _: u64) -> u64 {
    helper(|memory| {
        let (map, values) = &memory.maps[memory.map(map)?];
        let mut bytes = vec![0; map.spec().key_size as usize];
        let read = memory.process.read_exact_at(&mut bytes, key);
        read.map_err(|why| format!("a key at {key:#x}: {why}"))?;
        if !map.takes(&bytes) {
            return Err(format!("no lookups in {}", map.spec().name));
        }
        let value = map.lookup(&bytes);
        Ok(value.map_or(0, |offset| address(values) + offset as u64))
    })
}

fn now(_: u64, _: u64, _: u64, _: u64, _: u64) -> u64 {
    helper(|memory| Ok(memory.now))
}

fn this_cpu(_: u64, _: u64, _: u64, _: u64, _: u64) -> u64 {
    helper(|memory| Ok(memory.cpu.into()))
}

fn length(context: u64, _: u64, _: u64, _: u64, _: u64) -> u64 {
    helper(|memory| {
        memory.is_context(context)?;
        Ok(memory.length.into())
    })
}

fn redirect(map: u64, key: u64, flags: u64, _: u64, _: u64) -> u64 {
    const ON_MISS: u64 = 3;
    helper(|memory| {
        let index = memory.map(map)?;
        let (map, _) = &memory.maps[index];
        let present = map.has_slot(key).ok_or("a redirect through no such map")?;
        memory.redirected = None;
        if flags & !ON_MISS != 0 {
            return Ok(i64::from(XDP_ABORTED).cast_unsigned());
        }
        if !present {
            return Ok(flags);
        }
        memory.redirected = u32::try_from(key).ok().map(|key| (index, key));
        Ok(i64::from(XDP_REDIRECT).cast_unsigned())
    })
}

/// Moves the start of the metadata, as the kernel allows it everywhere.
fn adjust_meta(context: u64, delta: u64, _: u64, _: u64, _: u64) -> u64 {
    const REFUSED: i64 = -22;
    helper(|memory| {
        memory.is_context(context)?;
        let field = |at: usize| memory.context[at].load(Relaxed);
        let meta = field(DATA_META).wrapping_add_signed(low(delta).cast_signed().into());
        let length = field(DATA).wrapping_sub(meta);
        if length > MOST_METADATA as u64 || !length.is_multiple_of(4) {
            return Ok(REFUSED.cast_unsigned());
        }
        memory.context[DATA_META].store(meta, Relaxed);
        Ok(0)
    })
}
