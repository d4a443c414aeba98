//! Generated programs in rbpf, a virtual machine in user space.
//!
//! Two things differ from the kernel: maps and context are memory of this process, whose addresses are
//! written into the program, and the context holds 64-bit addresses, so the instructions that read them
//! are widened. Every other instruction runs as it was generated. rbpf refuses any access outside of the
//! frame, the stack, the context and the maps; a frame that may be written to has a few bytes around it
//! that are looked at afterwards.

use std::{
    cell::RefCell,
    fs::File,
    net::IpAddr,
    os::unix::fs::FileExt,
    rc::Rc,
    sync::atomic::{AtomicU8, AtomicU32, AtomicU64, Ordering::Relaxed},
};

use bpf_asm::{
    Code, MapRef,
    insn::{Imm64, Insn, Size},
};
use softrss_codegen::Probe;
use softrss_core::{Arrival, lpm::PrefixMap};

/// What stands for the address of a map that only helpers use.
const DEVICES: u64 = 1;
const PREFIXES_4: u64 = 2;
const PREFIXES_6: u64 = 3;
const COUNTERS: u64 = 4;
const LATENCY: u64 = 5;
/// The CPUMAP of step 0; those of the other steps follow.
const QUEUES: u64 = 1000;

/// Bytes before a frame for metadata.
const HEADROOM: usize = 32;
/// The longest frame that can be written to.
const LONGEST: usize = 9000;
/// Bytes behind a frame that nothing may change.
const CANARY: [u8; 8] = *b"\xc5canary\x5c";

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

/// `struct xdp_md`, with room for addresses: start and end of the packet, queue, start of the metadata.
type Context = Rc<[AtomicU64; 4]>;
/// Twice the offset of each of its fields, but for that of the metadata.
const DATA_META: usize = 3;

/// What the helpers need to know.
#[derive(Default)]
struct World {
    cpu: u32,
    /// A CPU, or an interface's slot, that is not in its map.
    absent: Option<u64>,
    prefixes: Option<PrefixMap>,
    /// A looked-up value.
    value: u64,
    counters: u64,
    latency: u64,
    context: Context,
    /// Where metadata may start.
    headroom: u64,
    /// The time in nanoseconds.
    now: u64,
    /// Map and key of the last redirect.
    redirected: Option<(u64, u64)>,
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
            LATENCY => {
                assert_eq!(peek(key), [0; 4]);
                return world.latency;
            }
            COUNTERS => return world.counters + u64::from(u32::from_le_bytes(peek(key))) * 8,
            other => panic!("lookup in map {other}"),
        };
        match world.prefixes.as_ref().unwrap().get(address) {
            None => 0,
            Some(cpu) => {
                VALUE.store(cpu.number(), Relaxed);
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

fn now(_: u64, _: u64, _: u64, _: u64, _: u64) -> u64 {
    WORLD.with_borrow(|world| world.now)
}

fn redirect(map: u64, key: u64, flags: u64, _: u64, _: u64) -> u64 {
    assert!(map >= QUEUES || map == DEVICES);
    assert!(flags < 4);
    WORLD.with_borrow_mut(|world| {
        if world.absent == Some(key) {
            return flags;
        }
        world.redirected = Some((map, key));
        4
    })
}

/// Moves the start of the metadata.
fn adjust_meta(context: u64, delta: u64, _: u64, _: u64, _: u64) -> u64 {
    WORLD.with_borrow(|world| {
        assert_eq!(context, world.context.as_ptr() as u64);
        let field = |at: usize| world.context[at].load(Relaxed);
        let delta = i64::from(u32::try_from(delta & 0xffff_ffff).unwrap().cast_signed());
        let meta = field(DATA_META).wrapping_add_signed(delta);
        let length = field(0).wrapping_sub(meta);
        if meta < world.headroom || length > 32 || length % 4 != 0 {
            return (-22_i64).cast_unsigned();
        }
        world.context[DATA_META].store(meta, Relaxed);
        0
    })
}

/// The memory of a program: its context, a frame, and its maps.
pub struct Memory {
    context: Context,
    /// Headroom, a frame that may be written to, and what is behind it.
    packet: Vec<AtomicU8>,
    tables: Words,
    turns: Words,
    probe: Words,
    counters: Words,
    latency: Words,
}

/// The program's bytes, with the maps' addresses in them.
pub fn link(code: &Code<'_>, memory: &Memory) -> Vec<u8> {
    // The address of the context comes first, as the kernel would put it there.
    let context = (memory.context.as_ptr() as u64).to_le_bytes();
    let mut bytes = vec![0x18, 1, 0, 0];
    bytes.extend(&context[..4]);
    bytes.extend([0; 4]);
    bytes.extend(&context[4..]);
    let mut at = bytes.len();
    bytes.extend(code.to_bytes());
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
                    "cpus" => QUEUES,
                    "devices" => DEVICES,
                    "latency" => LATENCY,
                    "prefixes4" => PREFIXES_4,
                    "prefixes6" => PREFIXES_6,
                    "counters" => COUNTERS,
                    "tables" => address(&memory.tables),
                    "turns" => address(&memory.turns),
                    "probe" => address(&memory.probe),
                    other => {
                        let step = other.strip_prefix("cpus_").unwrap();
                        QUEUES + step.parse::<u64>().unwrap()
                    }
                };
                let address = (base + offset).to_le_bytes();
                bytes[at + 1] &= 0x0f;
                bytes[at + 4..at + 8].copy_from_slice(&address[..4]);
                bytes[at + 12..at + 16].copy_from_slice(&address[4..]);
            }
            // `data`, `data_end` and `data_meta` of the context.
            Insn::Load {
                size: Size::W,
                base,
                off: off @ (0 | 4 | 8),
                ..
            } if matches!(base.get(), 1 | 9) => {
                bytes[at] = 0x79;
                let field = if off == 8 {
                    DATA_META
                } else {
                    usize::try_from(off / 4).unwrap()
                };
                bytes[at + 2] = u8::try_from(field * 8).unwrap();
            }
            _ => {}
        }
        at += line.insn().slots() * 8;
    }
    bytes
}

impl Memory {
    pub fn new(maps: &softrss_codegen::Maps) -> Self {
        let data = |name| words(&maps.spec(name).unwrap().data.unwrap());
        let counters = maps.counters().spec().max_entries as usize * 8;
        Self {
            tables: data("tables"),
            turns: data("turns"),
            probe: data("probe"),
            counters: words(&vec![0; counters]),
            latency: words(&vec![0; maps.latency().spec().value_size as usize]),
            ..Self::without_maps()
        }
    }

    /// For a program that has no maps.
    pub fn without_maps() -> Self {
        let packet = 0..HEADROOM + LONGEST + CANARY.len();
        Self {
            context: Context::default(),
            packet: packet.map(|_| AtomicU8::new(0)).collect(),
            tables: Words::new(),
            turns: Words::new(),
            probe: words(&[0; Probe::BYTES]),
            counters: Words::new(),
            latency: Words::new(),
        }
    }

    /// How long packets waited, by bucket.
    pub fn latency(&self) -> Vec<u64> {
        pairs(&self.latency)
    }

    /// Puts `metadata` and `frame` where they can be written to; gives the addresses of both and of
    /// the end.
    fn place(&self, metadata: &[u8], frame: &[u8]) -> [u64; 3] {
        let start = HEADROOM - metadata.len();
        let bytes = metadata.iter().chain(frame).chain(&CANARY);
        for (to, from) in self.packet[start..].iter().zip(bytes) {
            to.store(*from, Relaxed);
        }
        let base = self.packet.as_ptr() as u64;
        [start, HEADROOM, HEADROOM + frame.len()].map(|at| base + at as u64)
    }

    /// The bytes of `range` from the start of the placed frame.
    fn placed(&self, range: std::ops::Range<usize>) -> Vec<u8> {
        let bytes = &self.packet[HEADROOM + range.start..HEADROOM + range.end];
        bytes.iter().map(|byte| byte.load(Relaxed)).collect()
    }

    /// The counters, in order.
    pub fn counters(&self) -> Vec<u64> {
        pairs(&self.counters)
    }

    fn probe(&self) -> Probe {
        let mut bytes = [0; Probe::BYTES];
        for (bytes, word) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(&self.probe) {
            *bytes = word.load(Relaxed).to_le_bytes();
        }
        Probe::from_bytes(&bytes)
    }
}

fn pairs(words: &Words) -> Vec<u64> {
    let word = |i: usize| u64::from(words[i].load(Relaxed));
    (0..words.len())
        .step_by(2)
        .map(|i| word(i) | word(i + 1) << 32)
        .collect()
}

/// A program in the machine.
pub struct Vm<'p> {
    vm: rbpf::EbpfVmMbuff<'p>,
    memory: &'p Memory,
}

/// Takes `key` out of the maps that packets are redirected through, for the machine of this thread.
pub fn leave_out(key: Option<u64>) {
    WORLD.with_borrow_mut(|world| world.absent = key);
}

/// What a program that chooses a CPU did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steered {
    /// What it returned.
    pub action: u64,
    /// What it wrote down.
    pub probe: Probe,
    /// The step and the CPU that it redirected to.
    pub redirected: Option<(usize, u32)>,
    /// The stamp it put before the packet.
    pub stamp: Option<u64>,
}

/// What an entry program did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// What it returned.
    pub action: u64,
    /// The packet.
    pub frame: Vec<u8>,
    /// How many bytes of metadata are left.
    pub metadata: usize,
    /// The slot of the interface that it redirected to.
    pub redirected: Option<u64>,
}

impl<'p> Vm<'p> {
    pub fn new(linked: &'p [u8], memory: &'p Memory, prefixes: Option<&PrefixMap>) -> Self {
        let mut vm = rbpf::EbpfVmMbuff::new(None).unwrap();
        // The kernel's verifier is asked elsewhere.
        vm.set_verifier(|_| Ok(())).unwrap();
        vm.set_program(linked).unwrap();
        vm.register_helper(1, lookup).unwrap();
        vm.register_helper(5, now).unwrap();
        vm.register_helper(8, this_cpu).unwrap();
        vm.register_helper(51, redirect).unwrap();
        vm.register_helper(54, adjust_meta).unwrap();
        let value = std::ptr::from_ref(&VALUE) as u64;
        for words in [
            &memory.tables,
            &memory.turns,
            &memory.probe,
            &memory.counters,
            &memory.latency,
        ] {
            let start = address(words);
            vm.register_allowed_memory(start..start + words.len() as u64 * 4);
        }
        vm.register_allowed_memory(value..value + 4);
        let context = memory.context.as_ptr() as u64;
        vm.register_allowed_memory(context..context + 32);
        let packet = memory.packet.as_ptr() as u64;
        vm.register_allowed_memory(packet..packet + memory.packet.len() as u64);
        WORLD.set(World {
            prefixes: prefixes.cloned(),
            value,
            counters: address(&memory.counters),
            latency: address(&memory.latency),
            context: Rc::clone(&memory.context),
            headroom: packet,
            ..World::default()
        });
        Self { vm, memory }
    }

    /// Runs a program that chooses a CPU. Where it stamps packets, `now` is the time, and the frame is one
    /// that can be written before.
    pub fn run(&self, arrival: &Arrival<'_>, now: Option<u64>) -> Steered {
        WORLD.with_borrow_mut(|world| {
            world.cpu = arrival.cpu.map_or(u32::MAX, |cpu| cpu.number());
            world.now = now.unwrap_or_default();
            world.redirected = None;
        });
        let own = arrival.frame.as_ptr() as u64;
        let [meta, data, end] = match now {
            Some(_) => self.memory.place(&[], arrival.frame),
            None => [own, own, own + arrival.frame.len() as u64],
        };
        self.set_context([data, end, arrival.queue.into(), meta]);
        let action = self.vm.execute_program(arrival.frame, &[]).unwrap();
        let stamped = data - self.memory.context[DATA_META].load(Relaxed);
        if now.is_some() {
            self.check_canary(arrival.frame.len());
            assert_eq!(self.memory.placed(0..arrival.frame.len()), arrival.frame);
        }
        let redirected = WORLD.with_borrow(|world| world.redirected);
        Steered {
            action,
            probe: self.memory.probe(),
            redirected: redirected.map(|(map, cpu)| {
                let step = usize::try_from(map - QUEUES).unwrap();
                (step, u32::try_from(cpu).unwrap())
            }),
            stamp: (stamped == 8).then(|| {
                let bytes = &self.memory.packet[HEADROOM - 8..HEADROOM];
                let bytes: Vec<u8> = bytes.iter().map(|byte| byte.load(Relaxed)).collect();
                u64::from_le_bytes(bytes.try_into().unwrap())
            }),
        }
    }

    /// Runs an entry program at the time `now`. `hidden` are bytes before the packet, of which the last
    /// `metadata` are shown as such.
    pub fn enter(&self, frame: &[u8], hidden: &[u8], metadata: usize, now: u64) -> Entered {
        WORLD.with_borrow_mut(|world| {
            world.now = now;
            world.redirected = None;
        });
        let [_, data, end] = self.memory.place(hidden, frame);
        self.set_context([data, end, 0, data - metadata as u64]);
        let action = self.vm.execute_program(&[], &[]).unwrap();
        self.check_canary(frame.len());
        let meta = self.memory.context[DATA_META].load(Relaxed);
        let redirected = WORLD.with_borrow(|world| world.redirected);
        Entered {
            action,
            frame: self.memory.placed(0..frame.len()),
            metadata: usize::try_from(data - meta).unwrap(),
            redirected: redirected.map(|(map, slot)| {
                assert_eq!(map, DEVICES, "an entry program redirects through no CPUMAP");
                slot
            }),
        }
    }

    fn set_context(&self, fields: [u64; 4]) {
        for (to, from) in self.memory.context.iter().zip(fields) {
            to.store(from, Relaxed);
        }
    }

    fn check_canary(&self, len: usize) {
        assert_eq!(self.memory.placed(len..len + CANARY.len()), CANARY);
    }
}
