//! Generated programs in rbpf, a virtual machine in user space.
//!
//! Two things differ from the kernel: maps are memory of this process, whose addresses are written into
//! the program, and the context holds 64-bit addresses, so the two instructions that read them are
//! widened. Every other instruction runs as it was generated. rbpf refuses any access outside of the
//! frame, the stack, the context and the maps.

use std::{
    cell::RefCell,
    fs::File,
    net::IpAddr,
    os::unix::fs::FileExt,
    sync::atomic::{AtomicU32, Ordering},
};

use bpf_asm::{
    Code, MapRef,
    insn::{Imm64, Insn, Size},
};
use softrss_core::{Arrival, codegen::Probe, lpm::PrefixMap};

/// What stands for the address of a map that only helpers use.
const CPUS: u64 = 1;
const PREFIXES_4: u64 = 2;
const PREFIXES_6: u64 = 3;
const COUNTERS: u64 = 4;

/// Memory that the machine writes to.
pub type Words = Vec<AtomicU32>;

fn words(bytes: &[u8]) -> Words {
    bytes
        .chunks_exact(4)
        .map(|word| AtomicU32::new(u32::from_le_bytes(word.try_into().unwrap())))
        .collect()
}

fn address(words: &[AtomicU32]) -> u64 {
    words.as_ptr() as u64
}

/// What the helpers need to know.
#[derive(Default)]
struct World {
    cpu: u32,
    prefixes: Option<PrefixMap>,
    /// A looked-up value.
    value: u64,
    counters: u64,
}

thread_local! {
    static WORLD: RefCell<World> = RefCell::default();
}

/// Reads memory by address, which only the kernel does without `unsafe`.
fn peek<const N: usize>(address: u64) -> [u8; N] {
    let mut bytes = [0; N];
    File::open("/proc/self/mem")
        .and_then(|memory| memory.read_exact_at(&mut bytes, address))
        .unwrap();
    bytes
}

fn lookup(map: u64, key: u64, _: u64, _: u64, _: u64) -> u64 {
    WORLD.with_borrow(|world| {
        let address: IpAddr = match map {
            PREFIXES_4 => {
                let key: [u8; 8] = peek(key);
                assert_eq!(key[..4], 32_u32.to_le_bytes());
                IpAddr::from([key[4], key[5], key[6], key[7]])
            }
            PREFIXES_6 => {
                let key: [u8; 20] = peek(key);
                assert_eq!(key[..4], 128_u32.to_le_bytes());
                IpAddr::from(<[u8; 16]>::try_from(&key[4..]).unwrap())
            }
            COUNTERS => return world.counters + u64::from(u32::from_le_bytes(peek(key))) * 8,
            other => panic!("lookup in map {other}"),
        };
        match world.prefixes.as_ref().unwrap().get(address) {
            None => 0,
            Some(cpu) => {
                VALUE.store(cpu.0, Ordering::Relaxed);
                world.value
            }
        }
    })
}

/// A value that was looked up.
static VALUE: AtomicU32 = AtomicU32::new(0);

fn this_cpu(_: u64, _: u64, _: u64, _: u64, _: u64) -> u64 {
    WORLD.with_borrow(|world| world.cpu.into())
}

fn redirect(map: u64, _: u64, flags: u64, _: u64, _: u64) -> u64 {
    assert_eq!(map, CPUS);
    assert!(flags < 4);
    4
}

/// The memory of a program's maps.
pub struct Memory {
    tables: Words,
    turns: Words,
    probe: Words,
    counters: Words,
}

/// The program's bytes, with the maps' addresses in them.
pub fn link(code: &Code<'_>, memory: &Memory) -> Vec<u8> {
    let mut bytes = code.to_bytes();
    let mut at = 0;
    for line in code.lines() {
        match *line.insn() {
            Insn::LdImm64 { value, .. } if line.map().is_some() => {
                let Some(MapRef::Decl(spec)) = line.map() else {
                    panic!("a map that exists")
                };
                let offset = match value {
                    Imm64::MapValue { off, .. } => u64::from(off),
                    _ => 0,
                };
                let base = match spec.name.as_str() {
                    "cpus" => CPUS,
                    "prefixes4" => PREFIXES_4,
                    "prefixes6" => PREFIXES_6,
                    "counters" => COUNTERS,
                    "tables" => address(&memory.tables),
                    "turns" => address(&memory.turns),
                    "probe" => address(&memory.probe),
                    other => panic!("map {other}"),
                };
                let address = (base + offset).to_le_bytes();
                bytes[at + 1] &= 0x0f;
                bytes[at + 4..at + 8].copy_from_slice(&address[..4]);
                bytes[at + 12..at + 16].copy_from_slice(&address[4..]);
            }
            // `data` and `data_end` of the context.
            Insn::Load {
                size: Size::W,
                base,
                off: off @ (0 | 4),
                ..
            } if base.get() == 1 => {
                bytes[at] = 0x79;
                bytes[at + 2] = u8::try_from(off * 2).unwrap();
            }
            _ => {}
        }
        at += line.insn().slots() * 8;
    }
    bytes
}

impl Memory {
    pub fn new(maps: &softrss_core::codegen::Maps) -> Self {
        let data = |name| words(&maps.spec(name).unwrap().data.unwrap());
        let counters = maps.counters().spec().max_entries as usize * 8;
        Self {
            tables: data("tables"),
            turns: data("turns"),
            probe: data("probe"),
            counters: words(&vec![0; counters]),
        }
    }

    /// The counters, in order.
    pub fn counters(&self) -> Vec<u64> {
        let word = |i: usize| u64::from(self.counters[i].load(Ordering::Relaxed));
        (0..self.counters.len())
            .step_by(2)
            .map(|i| word(i) | word(i + 1) << 32)
            .collect()
    }

    fn probe(&self) -> Probe {
        let mut bytes = [0; Probe::BYTES];
        for (bytes, word) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(&self.probe) {
            *bytes = word.load(Ordering::Relaxed).to_le_bytes();
        }
        Probe::from_bytes(&bytes)
    }
}

/// A program in the machine.
pub struct Vm<'p> {
    vm: rbpf::EbpfVmMbuff<'p>,
    memory: &'p Memory,
}

impl<'p> Vm<'p> {
    pub fn new(linked: &'p [u8], memory: &'p Memory, prefixes: Option<&PrefixMap>) -> Self {
        let mut vm = rbpf::EbpfVmMbuff::new(None).unwrap();
        // The kernel's verifier is asked elsewhere.
        vm.set_verifier(|_| Ok(())).unwrap();
        vm.set_program(linked).unwrap();
        vm.register_helper(1, lookup).unwrap();
        vm.register_helper(8, this_cpu).unwrap();
        vm.register_helper(51, redirect).unwrap();
        let value = std::ptr::from_ref(&VALUE) as u64;
        for words in [
            &memory.tables,
            &memory.turns,
            &memory.probe,
            &memory.counters,
        ] {
            let start = address(words);
            vm.register_allowed_memory(start..start + words.len() as u64 * 4);
        }
        vm.register_allowed_memory(value..value + 4);
        WORLD.set(World {
            cpu: 0,
            prefixes: prefixes.cloned(),
            value,
            counters: address(&memory.counters),
        });
        Self { vm, memory }
    }

    /// Runs the program: what it returned, and what it wrote.
    pub fn run(&self, arrival: &Arrival<'_>) -> (u64, Probe) {
        WORLD.with_borrow_mut(|world| world.cpu = arrival.cpu.0);
        let data = arrival.frame.as_ptr() as u64;
        let mut context = [0; 24];
        context[..8].copy_from_slice(&data.to_le_bytes());
        context[8..16].copy_from_slice(&(data + arrival.frame.len() as u64).to_le_bytes());
        context[16..20].copy_from_slice(&arrival.queue.to_le_bytes());
        let action = self.vm.execute_program(arrival.frame, &context).unwrap();
        (action, self.memory.probe())
    }
}
