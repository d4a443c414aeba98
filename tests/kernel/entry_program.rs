//! Entry programs: loaded as their map needs them, refused where the kernel would leak, and replaced while
//! packets come.

use std::{error::Error, os::fd::AsFd as _, process::ExitCode, time::Duration};

use aya::maps::MapData;
use bpf_asm::{
    Asm, Program, ProgramKind, W0,
    xdp::{XDP_DROP, XDP_PASS},
};
use softrss::{
    Counter, CpuId, CpuMap, CpumapEntry, CpumapError, EntryProgram, Loaded, Mss, Qsize, XdpMode,
    load,
    object::{map_info, program_info},
    topology,
};
use softrss_core::Feature;
use softrss_kernel_tests::{
    eventually,
    program::{attached, constant, loaded, redirecting},
    refusal,
    replacement::lose_nothing,
    told, trials,
};
use softrss_testbed::{
    FrameSocket, FrameTap, Testbed,
    harness::{self, Need, Outcome},
    packet::{Tcp, eth},
};

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root] => [
            a_program_is_loaded_once_for_many_entries,
            an_entry_has_one_program,
            the_segment_size_is_lowered_on_the_target,
            a_program_that_uses_its_own_map_is_refused,
            a_program_of_another_kind_is_no_entry_program,
            nothing_is_lost_when_programs_come_and_go,
        ],
        [Need::Root, Need::Feature(Feature::Frags)] => [
            frags_follow_the_programs_that_redirect,
            frags_are_as_the_map_was_made,
            without_another_program_there_are_no_frags,
        ],
    ])
}

const FRAGS: ProgramKind = ProgramKind::Xdp { frags: true };

fn entry() -> CpumapEntry<'static> {
    CpumapEntry::new(Qsize::DEFAULT)
}

/// Not loaded yet; does `action` to every packet.
fn to_load(action: i32) -> Result<EntryProgram<'static>, Box<dyn Error>> {
    let mut a = Asm::new();
    a.mov(W0, action).exit();
    let program = Program::new("to_load", ProgramKind::XDP_CPUMAP, a.finish()?)?;
    Ok(EntryProgram::new(program)?)
}

/// A main program for `map`.
fn main_program(map: &CpuMap, kind: ProgramKind) -> Result<Loaded, Box<dyn Error>> {
    loaded("main", kind, |a| {
        a.redirect_map(map, 0, XDP_PASS).exit();
    })
}

fn program_id(map: &CpuMap, cpu: CpuId) -> Result<Option<u32>, Box<dyn Error>> {
    Ok(map.get(cpu)?.ok_or("no entry")?.program_id)
}

fn a_program_is_loaded_once_for_many_entries() -> Outcome {
    let (cpus, program) = (topology::possible()?, to_load(XDP_PASS)?);
    let map = CpuMap::create(cpus.last().ok_or("no CPU")?.number() + 1, "many")?;
    let ids = |map: &CpuMap| -> Result<Vec<Option<u32>>, Box<dyn Error>> {
        cpus.iter().map(|cpu| program_id(map, cpu)).collect()
    };
    let alike = |ids: &[Option<u32>]| ids[0].is_some() && ids.iter().all(|id| *id == ids[0]);
    for cpu in cpus.iter() {
        map.insert(cpu, &entry().with_entry_program(&program))?;
    }
    let passing = ids(&map)?;
    assert!(alike(&passing), "{passing:?}");
    let clamping = |bytes| Ok::<_, Box<dyn Error>>(entry().with_mss(Mss::new(bytes)?));
    for cpu in cpus.iter() {
        map.insert(cpu, &clamping(1400)?)?;
    }
    let clamped = ids(&map)?;
    assert!(alike(&clamped) && clamped != passing, "{clamped:?}");
    map.insert(CpuId::from(0), &clamping(1200)?)?;
    assert_ne!(program_id(&map, CpuId::from(0))?, clamped[0]);
    map.insert(CpuId::from(0), &clamping(1400)?)?;
    assert_eq!(program_id(&map, CpuId::from(0))?, clamped[0]);
    map.insert(CpuId::from(0), &entry())?;
    assert_eq!(program_id(&map, CpuId::from(0))?, None);
    Ok(())
}

fn an_entry_has_one_program() -> Outcome {
    let (map, program) = (CpuMap::create(8, "one")?, to_load(XDP_PASS)?);
    map.insert(CpuId::from(0), &entry())?;
    let two = entry()
        .with_mss(Mss::new(1400)?)
        .with_entry_program(&program);
    assert_eq!(
        told(&refusal(map.insert(CpuId::from(0), &two))?),
        "an entry of a CPUMAP has one program, and this one is to have two: one that was given, and one that holds \
         connections to segments of 1400 bytes"
    );
    assert_eq!(program_id(&map, CpuId::from(0))?, None);
    Ok(())
}

/// The first packet of a connection, through the CPUMAP: it arrives as if the smaller size had been sent,
/// checksum and all.
fn the_segment_size_is_lowered_on_the_target() -> Outcome {
    const PATIENCE: Duration = Duration::from_secs(5);
    let bed = Testbed::new()?;
    let target = topology::online()?.last().ok_or("no CPU")?;
    let map = CpuMap::create(target.number() + 1, "mss")?;
    let main = redirecting(&map, target)?;
    let _attached = attached(&main, bed.sink(), XdpMode::Native)?;
    let (source, sink) = (bed.source(), bed.sink());
    let syn = |mss| {
        let tcp = Tcp::syn(50_000, 9, mss);
        let ethernet = eth(sink.mac(), source.mac()).vlan(7);
        ethernet.ipv4(source.ipv4(), sink.ipv4()).layer(tcp).build()
    };
    let (socket, tap) = (FrameSocket::open(source)?, FrameTap::open(sink)?);
    for (limit, sent, arrives) in [
        (Some(1400), 1460, 1400),
        (Some(1400), 1300, 1300),
        (None, 1460, 1460),
        (Some(536), 1460, 536),
    ] {
        let entry = match limit {
            Some(bytes) => entry().with_mss(Mss::new(bytes)?),
            None => entry(),
        };
        map.insert(target, &entry)?;
        assert_eq!(socket.send(&[&syn(sent)?])?, 1);
        let expected = syn(arrives)?;
        // The tag may have been taken off the frame, and other frames may be on the way.
        let tcp = |frame: &[u8]| {
            frame
                .split_at_checked(frame.len().saturating_sub(44))
                .map(|(_, tcp)| tcp.to_vec())
        };
        loop {
            let frame = tap.next_frame(PATIENCE)?.ok_or("no frame came")?;
            if frame.windows(4).any(|ports| ports == [0xc3, 0x50, 0, 9]) {
                assert_eq!(tcp(&frame), tcp(&expected), "{limit:?} {sent}");
                break;
            }
        }
    }
    Ok(())
}

/// Whether there is a map with this id.
fn exists(id: u32) -> bool {
    MapData::from_id(id).is_ok()
}

/// The kernel would take each of them; map, program and threads would then stay until the machine is
/// restarted.
fn a_program_that_uses_its_own_map_is_refused() -> Outcome {
    let (map, other) = (CpuMap::create(8, "cycle")?, CpuMap::create(8, "other")?);
    let id = map.id()?;
    map.insert(CpuId::from(0), &entry())?;
    let mut a = Asm::new();
    a.redirect_map(&map, 0, XDP_PASS).exit();
    let program = Program::new("again", ProgramKind::XDP_CPUMAP, a.finish()?)?;
    let held = load(&program)?;
    let unloaded = EntryProgram::new(program)?;
    for entry in [
        entry().with_program(&held),
        entry().with_program_fd(held.as_fd()),
        entry().with_entry_program(&unloaded),
    ] {
        let error = refusal(map.insert(CpuId::from(0), &entry))?;
        assert!(matches!(&error, CpumapError::EntryProgramCycle { .. }));
        let said = told(&error);
        assert!(
            said.starts_with("program `again` (id ")
                && said.ends_with(
                    ") uses the CPUMAP it is to be part of: map and program would keep each other alive for ever, \
                     with the threads of the map; redirect to another CPUMAP instead"
                ),
            "{said}"
        );
        assert_eq!(
            program_id(&map, CpuId::from(0))?,
            None,
            "the old entry stays"
        );
    }
    other.insert(CpuId::from(0), &entry().with_program(&held))?;
    let told_id = program_info(&held)?.id;
    assert_eq!(program_id(&other, CpuId::from(0))?, Some(told_id));
    assert_eq!(map_info(&map)?.id, id);

    drop(unloaded);
    drop((map, held));
    assert!(exists(id), "the other map has a program that uses it");
    let other_id = other.id()?;
    drop(other);
    eventually(|| Ok(exists(other_id) || exists(id)), |there| !there)?;
    Ok(())
}

fn a_program_of_another_kind_is_no_entry_program() -> Outcome {
    let mut a = Asm::new();
    a.mov(W0, XDP_PASS).exit();
    let error = refusal(EntryProgram::new(Program::new(
        "main",
        ProgramKind::XDP,
        a.finish()?,
    )?))?;
    assert_eq!(
        told(&error),
        "program `main` cannot be part of an entry of a CPUMAP: it was loaded as `xdp`, entry programs are loaded as \
         `xdp/cpumap` or `xdp.frags/cpumap`"
    );
    // What is no program at all is told apart.
    let map = CpuMap::create(8, "no_program")?;
    let error = refusal(map.insert(CpuId::from(0), &entry().with_program_fd(map.as_fd())))?;
    assert_eq!(
        told(&error),
        "cannot ask the kernel about the CPUMAP, or the program of an entry: this is no program, but bpf-map"
    );
    Ok(())
}

fn frags_follow_the_programs_that_redirect() -> Outcome {
    for (kind, frags) in [(ProgramKind::XDP, false), (FRAGS, true)] {
        let (map, program) = (CpuMap::create(8, "follow")?, to_load(XDP_DROP)?);
        let _main = main_program(&map, kind)?;
        assert_eq!(map.frags(), None);
        map.insert(CpuId::from(0), &entry().with_entry_program(&program))?;
        assert!(program_id(&map, CpuId::from(0))?.is_some());
        assert_eq!(map.frags(), Some(frags), "learned");
        map.insert(CpuId::from(0), &entry().with_mss(Mss::new(1400)?))?;

        // From here on the reason is known before the kernel is asked.
        let differing = constant(ProgramKind::XdpCpumap { frags: !frags }, XDP_PASS)?;
        let error = refusal(map.insert(CpuId::from(0), &entry().with_program(&differing)))?;
        let (loaded, others) = if frags {
            ("xdp/cpumap", "take packets in several buffers (frags)")
        } else {
            ("xdp.frags/cpumap", "take packets in one buffer (no frags)")
        };
        assert_eq!(
            told(&error),
            format!(
                "program `constant` was loaded as `{loaded}`, but the programs of this CPUMAP {others}: they have to \
                 agree"
            )
        );
    }
    Ok(())
}

fn frags_are_as_the_map_was_made() -> Outcome {
    for (kind, other, frags) in [
        (ProgramKind::XDP, FRAGS, false),
        (FRAGS, ProgramKind::XDP, true),
    ] {
        let map = CpuMap::create(8, "made")?.with_frags(frags);
        assert_eq!(map.frags(), Some(frags));
        let program = to_load(XDP_DROP)?;
        map.insert(CpuId::from(0), &entry().with_entry_program(&program))?;
        let _main = main_program(&map, kind)?;
        assert!(main_program(&map, other).is_err());
    }
    Ok(())
}

fn without_another_program_there_are_no_frags() -> Outcome {
    let (map, program) = (CpuMap::create(8, "first")?, to_load(XDP_DROP)?);
    map.insert(CpuId::from(0), &entry().with_entry_program(&program))?;
    assert_eq!(map.frags(), Some(false));
    let said = told(refusal(main_program(&map, FRAGS))?.as_ref());
    assert!(
        said.contains("a CPUMAP or DEVMAP it uses is also used by programs with another frags setting, its entry programs"),
        "{said}"
    );
    drop(main_program(&map, ProgramKind::XDP)?);
    Ok(())
}

/// Queue lengths and programs change while numbered packets come.
fn nothing_is_lost_when_programs_come_and_go() -> Outcome {
    let counts = lose_nothing(&[
        entry().with_mss(Mss::new(1400)?),
        CpumapEntry::new(Qsize::new(1024)?),
        CpumapEntry::new(Qsize::new(1024)?).with_mss(Mss::new(1200)?),
        entry(),
    ])?;
    assert!(
        (1..counts[Counter::Enqueued]).contains(&counts[Counter::XdpPass]),
        "some of them met a program: {counts:?}"
    );
    Ok(())
}
