//! Loading: what the verifier says, programs of each kind, and what `bpf_redirect_map` returns.

use std::{error::Error, os::fd::AsFd as _, process::ExitCode};

use aya::programs::loaded_programs;
use bpf_asm::{
    Asm, Cpumap, MapDecl, Program, ProgramKind, R0, R1, R2, R3, R6, R7, W0,
    xdp::{XDP_DROP, XDP_PASS, XDP_REDIRECT, xdp_md},
};
use softrss::{
    Counter, Counters, CpuId, CpuMap, CpumapEntry, CpumapStats, LoadError, Loaded, Qsize, XdpMode,
    load, topology,
};
use softrss_kernel_tests::{
    datagram::{Receiver, Sender},
    eventually,
    program::{attached, constant, counting, loaded, redirecting},
    refusal, told, trials,
};
use softrss_testbed::{
    Testbed,
    harness::{self, Need, Outcome},
};

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root] => [
            a_rejection_names_the_reason_and_this_line,
            a_rejection_in_the_middle_names_its_line,
            what_is_too_large_is_said_to_be,
            a_declared_map_has_to_be_given,
            a_map_that_is_given_is_used,
            the_program_has_its_name_and_kind,
            every_action_is_returned,
            a_miss_returns_the_fallback_action,
            a_hit_with_reserved_flags_aborts,
            entry_programs_run_on_the_target_cpu,
        ],
    ])
}

/// As the assembler knows it.
const THIS_FILE: &str = file!();

fn rejection(emit: impl FnOnce(&mut Asm<'_>)) -> Result<LoadError, Box<dyn Error>> {
    let mut a = Asm::new();
    emit(&mut a);
    Ok(refusal(load(&Program::new(
        "bad",
        ProgramKind::XDP,
        a.finish()?,
    )?))?)
}

fn a_rejection_names_the_reason_and_this_line() -> Outcome {
    let line = line!() + 2;
    let error = rejection(|a| {
        a.exit();
    })?;
    let LoadError::Rejected(rejection) = &error else {
        return Err(error.into());
    };
    assert_eq!(rejection.reason(), "R0 !read_ok");
    let at = rejection.at().ok_or("no line")?;
    assert_eq!((at.file(), at.line()), (THIS_FILE, line));
    assert!(rejection.log().contains("(95) exit"), "{}", rejection.log());
    assert_eq!(
        told(&error),
        format!(
            "the verifier rejected program `bad`: R0 !read_ok\n  --> {THIS_FILE}:{line}:{}\n   |  exit",
            at.column()
        )
    );
    Ok(())
}

#[rustfmt::skip]
fn a_rejection_in_the_middle_names_its_line() -> Outcome {
    let line = line!() + 6;
    let error = rejection(|a| {
        // Behind an instruction of two slots, so that slots and lines differ.
        a.ld_imm64(R3, 1 << 40);
        a.load::<u32>(R6, R1 + xdp_md::DATA);
        // A packet is read without a look at its length.
        a.load::<u16>(R2, R6 + 12);
        a.mov(W0, XDP_PASS).exit();
    })?;
    let LoadError::Rejected(rejection) = &error else { return Err(error.into()) };
    assert_eq!(rejection.at().map(|at| (at.file(), at.line())), Some((THIS_FILE, line)));
    let said = told(&error);
    assert!(rejection.log().contains("invalid access to packet"), "{}", rejection.log());
    // Of the packet, or of the memory: the words differ by kernel.
    assert!(rejection.reason().contains("is outside of the"), "{said}");
    assert!(said.ends_with("   |  w2 = *(u16 *)(r6 + 0xc)"), "{said}");
    Ok(())
}

fn what_is_too_large_is_said_to_be() -> Outcome {
    const LIMIT: usize = 1_000_000;
    let error = rejection(|a| {
        for _ in 0..LIMIT {
            a.mov(R0, XDP_PASS);
        }
        a.exit();
    })?;
    assert_eq!(
        told(&error),
        format!(
            "program `bad` of {} instructions is too large for this kernel",
            LIMIT + 1
        )
    );
    // Few instructions, which the verifier follows through every round.
    let error = rejection(|a| {
        a.mov(R1, 0);
        let again = a.here("again");
        a.add(R1, 1).jlt(R1, i32::MAX, again);
        a.mov(R0, XDP_PASS).exit();
    })?;
    let said = told(&error);
    let expected = "program `bad` of 5 instructions is too large for this kernel";
    // Older kernels keep the beginning of a log that is too long.
    let why = if harness::kernel_version()? >= (6, 4) {
        ": BPF program is too large."
    } else {
        ""
    };
    assert!(said.starts_with(&format!("{expected}{why}")), "{said}");
    Ok(())
}

fn a_declared_map_has_to_be_given() -> Outcome {
    let cpus = MapDecl::<Cpumap>::new("cpus", 8)?;
    let mut a = Asm::new();
    a.redirect_map(&cpus, 0, XDP_PASS).exit();
    let program = Program::new("steer", ProgramKind::XDP, a.finish()?)?;
    assert_eq!(
        told(&refusal(load(&program))?),
        "program `steer` declares the map `cpus`, which has to be created and passed to `with_map` first"
    );
    Ok(())
}

fn a_map_that_is_given_is_used() -> Outcome {
    let declared = MapDecl::<Cpumap>::new("cpus", 8)?;
    let map = CpuMap::create(8, "cpus")?;
    map.insert(CpuId::from(0), &CpumapEntry::new(Qsize::DEFAULT))?;
    let mut a = Asm::new();
    a.redirect_map(&declared, 0, XDP_DROP).exit();
    let program = Program::new("steer", ProgramKind::XDP, a.finish()?)?;
    let program = load(&program.with_map("cpus", map.as_fd())?)?;
    assert_eq!(returned(&program)?, XDP_REDIRECT);
    map.remove(CpuId::from(0))?;
    assert_eq!(returned(&program)?, XDP_DROP);
    Ok(())
}

fn returned(program: &Loaded) -> Result<i32, Box<dyn Error>> {
    Ok(program.test_run(&[0; 64])?.cast_signed())
}

fn the_program_has_its_name_and_kind() -> Outcome {
    let program = loaded("name_of_15_char", ProgramKind::XDP, |a| {
        a.mov(R0, XDP_PASS).exit();
    })?;
    let id = program.info()?.id;
    let info = loaded_programs()
        .filter_map(Result::ok)
        .find(|program| program.id() == id)
        .ok_or("the program is not there")?;
    assert_eq!(info.name_as_str(), Some("name_of_15_char"));
    assert!(
        info.gpl_compatible() == Some(true),
        "all helpers may be called"
    );
    // What the kernel takes for an entry program cannot be run by itself.
    let entry = constant(ProgramKind::XDP_CPUMAP, XDP_PASS)?;
    let refused = told(&refusal(entry.test_run(&[0; 64]))?);
    assert!(refused.contains("Invalid argument"), "{refused}");
    Ok(())
}

fn every_action_is_returned() -> Outcome {
    for action in 0..=4 {
        assert_eq!(returned(&constant(ProgramKind::XDP, action)?)?, action);
    }
    Ok(())
}

/// A program that redirects to the slot and with the flags that stand in the packet.
fn redirecting_as_told(map: &CpuMap) -> Result<Loaded, Box<dyn Error>> {
    loaded("as_told", ProgramKind::XDP, |a| {
        let short = a.label("short");
        a.load::<u32>(R6, R1 + xdp_md::DATA)
            .load::<u32>(R7, R1 + xdp_md::DATA_END);
        a.mov(R2, R6).add(R2, 24).jgt(R2, R7, &short);
        a.load::<u64>(R2, R6 + 8).load::<u64>(R3, R6 + 16);
        a.redirect_map(map, R2, R3).exit();
        a.bind(short).mov(W0, -1).exit();
    })
}

fn answer(program: &Loaded, key: u64, flags: u64) -> Result<u32, Box<dyn Error>> {
    let words = [0, key, flags].map(u64::to_ne_bytes);
    Ok(program.test_run(words.as_flattened())?)
}

fn a_miss_returns_the_fallback_action() -> Outcome {
    let map = CpuMap::create(4, "fallback")?;
    map.insert(CpuId::from(0), &CpumapEntry::new(Qsize::DEFAULT))?;
    let program = redirecting_as_told(&map)?;
    // ABORTED, DROP, PASS and TX.
    for action in 0..4 {
        assert_eq!(answer(&program, 0, action)?, 4, "there is an entry");
        // Empty, not possible, outside of the map. The kernel takes the low 32 bits of the key.
        for key in [1, 3, 4, 1 << 31, u64::from(u32::MAX)] {
            assert_eq!(
                u64::from(answer(&program, key, action)?),
                action,
                "key {key}"
            );
        }
    }
    Ok(())
}

fn a_hit_with_reserved_flags_aborts() -> Outcome {
    const ABORTED: u32 = 0;
    let map = CpuMap::create(4, "reserved")?;
    map.insert(CpuId::from(0), &CpumapEntry::new(Qsize::DEFAULT))?;
    let program = redirecting_as_told(&map)?;
    for bit in 2..64 {
        assert_eq!(answer(&program, 0, 1 << bit | 2)?, ABORTED, "bit {bit}");
    }
    assert_eq!(answer(&program, 0, 2)?, 4);
    Ok(())
}

fn entry_programs_run_on_the_target_cpu() -> Outcome {
    // Few enough for a socket that nobody reads yet, at a page for each packet.
    const PACKETS: usize = 40;
    let bed = Testbed::new()?;
    let last = topology::online()?.last().ok_or("no CPU")?;
    let (receiver, sender) = (Receiver::at(bed.sink())?, Sender::to_sink(&bed)?);
    for target in topology::online()?.iter() {
        for (action, arrive) in [(XDP_DROP, 0), (XDP_PASS, PACKETS)] {
            let counters = Counters::create(1, "entered")?;
            let entered = counting(ProgramKind::XDP_CPUMAP, &counters, action)?;
            let map = CpuMap::create(last.number() + 1, "entry")?;
            let entry = CpumapEntry::new(Qsize::DEFAULT).with_program(&entered);
            map.insert(target, &entry)?;
            let stats = CpumapStats::attach(&map, XdpMode::Native)?;
            let program = redirecting(&map, target)?;
            let _attached = attached(&program, bed.sink(), XdpMode::Native)?;
            sender.send(PACKETS)?;
            let mut received = 0;
            eventually(
                || {
                    received += receiver.received()?;
                    let processed = stats
                        .read()?
                        .get(&target)
                        .map_or(0, |cpu| cpu[Counter::KthreadPackets]);
                    Ok((counters.total(0)?, processed, received))
                },
                |counts| *counts == ([PACKETS as u64], PACKETS as u64, arrive),
            )?;
            for (cpu, [count]) in counters.by_cpu(0)? {
                assert_eq!(
                    count,
                    if cpu == target { PACKETS as u64 } else { 0 },
                    "cpu {cpu}"
                );
            }
        }
    }
    assert_eq!(receiver.received()?, 0);
    Ok(())
}
