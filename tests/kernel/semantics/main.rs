//! Every family of instructions, run by this kernel on values that the verifier does not know, against the same
//! computed in Rust.

mod arithmetic;
mod atomic;
mod control;
mod memory;

use std::{error::Error, process::ExitCode};

use aya::maps::{MapData, MapType};
use bpf_asm::{
    Asm, FP, MMAPABLE, ProgramKind, R0, R1, R2, R3, R6, R7, R8, W0,
    xdp::{XDP_PASS, xdp_md},
};
use nix::{
    sched::{CpuSet, sched_setaffinity},
    time::{ClockId, clock_gettime},
    unistd::Pid,
};
use softrss::{Loaded, TestRun};
use softrss_kernel_tests::{program::loaded, trials};
use softrss_testbed::{
    allowed_cpus,
    harness::{self, Need, Outcome},
};

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root] => [arithmetic, jumps, loads_and_stores, values_of_maps, helpers],
        [Need::Root, Need::Kernel(5, 12)] => [atomics],
        [Need::Root, Need::Kernel(6, 6)] => [what_linux_6_6_brought],
        [Need::Root, Need::Kernel(6, 15)] => [ordered_loads_and_stores],
    ])
}

type Emit = fn(&mut Asm<'static>);
type Compute = fn(u64, u64) -> u64;

/// One computation: instructions that find `x` in `r1` and at `fp - 8`, and `y` in `r2`, and leave the result in
/// `r0`; and the same in Rust.
struct Check {
    name: &'static str,
    emit: Emit,
    compute: Compute,
}

/// Where the packet of a test holds the operands, and where the results begin.
const X: i16 = 16;
const Y: i16 = 24;
const RESULTS: i16 = 32;

/// Results for which a packet has room.
const CHECKS_MAX: usize = 400;

fn result_at(index: usize) -> Result<i16, Box<dyn Error>> {
    assert!(index < CHECKS_MAX);
    Ok(RESULTS + 8 * i16::try_from(index)?)
}

/// A program that does all of `checks` with the operands in the packet and writes the results into it.
fn program_of(checks: &[&Check]) -> Result<Loaded, Box<dyn Error>> {
    let slots = (0..checks.len())
        .map(result_at)
        .collect::<Result<Vec<_>, _>>()?;
    let end = i32::from(result_at(checks.len())?);
    loaded("semantics", ProgramKind::XDP, |a| {
        let short = a.label("short");
        a.load::<u32>(R6, R1 + xdp_md::DATA)
            .load::<u32>(R7, R1 + xdp_md::DATA_END);
        a.mov(R8, R6).add(R8, end).jgt(R8, R7, &short);
        for (check, at) in checks.iter().zip(slots) {
            a.load::<u64>(R1, R6 + X)
                .load::<u64>(R2, R6 + Y)
                .store::<u64>(FP - 8, R1);
            (check.emit)(a);
            a.store::<u64>(R6 + at, R0);
        }
        a.mov(R0, XDP_PASS).exit();
        a.bind(short).mov(W0, 0).exit();
    })
}

/// Runs `program` on a packet with these operands: the packet afterwards, in words.
fn run(program: &Loaded, results: usize, x: u64, y: u64) -> Result<Vec<u64>, Box<dyn Error>> {
    let mut packet = vec![0; result_at(results)?.try_into()?];
    packet[16..24].copy_from_slice(&x.to_ne_bytes());
    packet[24..32].copy_from_slice(&y.to_ne_bytes());
    let mut after = vec![0; packet.len()];
    let answer = TestRun::new(&packet).output(&mut after).run(program)?;
    assert_eq!(answer.return_value.cast_signed(), XDP_PASS);
    let (words, _) = after[32..].as_chunks::<8>();
    Ok(words.iter().map(|word| u64::from_ne_bytes(*word)).collect())
}

/// Operands at which something happens: a sign, a carry, a width, a shift by all bits.
const EDGES: [u64; 22] = [
    0,
    1,
    2,
    7,
    31,
    32,
    63,
    64,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0x8000,
    0xffff,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_ffff,
    0x1_0000_0000,
    0x8000_0000_8000_0000,
    0x7fff_ffff_ffff_ffff,
    1 << 63,
    u64::MAX,
];

/// All pairs of edges, and some of no meaning.
fn operands() -> impl Iterator<Item = (u64, u64)> {
    let edges = EDGES.into_iter().flat_map(|x| EDGES.map(|y| (x, y)));
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    edges.chain((0..500).map(move |_| (next(), next())))
}

/// Whether the quotient of `x` and `y` is a number of either width. Some kernels from 6.6 on die of one that is not.
fn has_quotient((x, y): &(u64, u64)) -> bool {
    let (x, y) = (x.cast_signed(), y.cast_signed());
    let low = |wide: i64| wide & 0xffff_ffff;
    (x, y) != (i64::MIN, -1) && (low(x), low(y)) != (0x8000_0000, 0xffff_ffff)
}

fn compare(groups: &[&[Check]], operands: impl Iterator<Item = (u64, u64)>) -> Outcome {
    let checks: Vec<&Check> = groups.iter().copied().flatten().collect();
    let program = program_of(&checks)?;
    for (x, y) in operands {
        let results = run(&program, checks.len(), x, y)?;
        assert_eq!(results.len(), checks.len());
        for (check, result) in checks.iter().zip(results) {
            let expected = (check.compute)(x, y);
            assert!(
                result == expected,
                "{} of {x:#x} and {y:#x} is {result:#x}, not {expected:#x}",
                check.name
            );
        }
    }
    Ok(())
}

fn arithmetic() -> Outcome {
    compare(arithmetic::BASE, operands())
}

fn jumps() -> Outcome {
    compare(control::BASE, operands())
}

fn loads_and_stores() -> Outcome {
    compare(memory::BASE, operands())
}

fn atomics() -> Outcome {
    compare(atomic::ALL, operands())
}

fn what_linux_6_6_brought() -> Outcome {
    for checks in [arithmetic::LINUX_6_6, memory::LINUX_6_6, control::LINUX_6_6] {
        compare(checks, operands().filter(has_quotient))?;
    }
    Ok(())
}

fn ordered_loads_and_stores() -> Outcome {
    compare(memory::LINUX_6_15, operands())
}

fn values_of_maps() -> Outcome {
    let params = aya_obj::Map::new_from_params(MapType::Array as u32, 4, 16, 1, MMAPABLE);
    let map = MapData::create(params, "value", None)?;
    let fd = std::os::fd::AsFd::as_fd(map.fd());
    let program = loaded("value", ProgramKind::XDP, |a| {
        // What the last run left, then something new.
        a.ld_map_value(R3, &fd, 12)
            .load::<u32>(R0, R3)
            .mov(R1, R0)
            .add(R1, 5);
        a.store::<u32>(R3, R1).exit();
    })?;
    for before in [0, 5, 10] {
        assert_eq!(program.test_run(&[0; 64])?, before);
    }
    Ok(())
}

/// The boot clock that programs see.
fn monotonic() -> Result<u64, Box<dyn Error>> {
    let now = clock_gettime(ClockId::CLOCK_MONOTONIC)?;
    Ok(u64::try_from(now.tv_sec())? * 1_000_000_000 + u64::try_from(now.tv_nsec())?)
}

const HELPERS: &[Check] = &[
    Check {
        name: "ktime_get_ns",
        emit: |a| {
            a.ktime_get_ns();
        },
        compute: |_, _| 0,
    },
    Check {
        name: "get_prandom_u32",
        emit: |a| {
            a.get_prandom_u32();
        },
        compute: |_, _| 0,
    },
    Check {
        name: "get_smp_processor_id",
        emit: |a| {
            a.get_smp_processor_id();
        },
        compute: |_, _| 0,
    },
    Check {
        name: "probe_read_kernel",
        emit: |a| {
            // `y`, read from the packet by its address in the kernel.
            a.mov(R3, R6).add(R3, i32::from(Y)).store::<u64>(FP - 16, 0);
            a.probe_read_kernel(FP - 16, 8, R3).load::<u64>(R0, FP - 16);
        },
        compute: |_, y| y,
    },
];

fn helpers() -> Outcome {
    let program = program_of(&HELPERS.iter().collect::<Vec<_>>())?;
    let mut random = Vec::new();
    std::thread::scope(|scope| {
        // On a thread of its own, which may be moved from CPU to CPU.
        let on_every_cpu = scope.spawn(|| {
            for cpu in allowed_cpus().map_err(|error| error.to_string())? {
                let mut only = CpuSet::new();
                only.set(cpu as usize).map_err(|error| error.to_string())?;
                sched_setaffinity(Pid::from_raw(0), &only).map_err(|error| error.to_string())?;
                random.push(on_this_cpu(&program, cpu).map_err(|error| error.to_string())?);
            }
            Ok::<_, String>(())
        });
        on_every_cpu
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })?;
    let numbers: Vec<u64> = random.concat();
    assert!(
        numbers.iter().any(|number| *number != numbers[0]),
        "{numbers:?} is not random"
    );
    Ok(())
}

/// Some random numbers of the kernel, after a look at what else it says on this CPU.
fn on_this_cpu(program: &Loaded, cpu: u32) -> Result<Vec<u64>, Box<dyn Error>> {
    let once = || {
        let before = monotonic()?;
        let results = run(program, HELPERS.len(), 0, 0xfeed_beef_0bad_cafe)?;
        let [now, random, on, read] = results[..] else {
            return Err("four results".into());
        };
        assert!(
            (before..=monotonic()?).contains(&now),
            "the clock says {now}"
        );
        assert_eq!((on, read), (cpu.into(), 0xfeed_beef_0bad_cafe));
        assert!(random <= u32::MAX.into());
        Ok(random)
    };
    (0..8).map(|_| once()).collect()
}
