//! CPUMAP: creation, entries, and what happens to packets while entries change.

use std::{
    error::Error,
    os::fd::AsFd as _,
    process::{Command, ExitCode},
};

use aya::maps::{MapData, MapInfo, MapType};
use bpf_asm::{Asm, Program, ProgramKind, xdp::XDP_PASS};
use serde_json::Value;
use softrss::{
    CpuId, CpuMap, CpumapEntry, CpumapSlot, Qsize, load, map::cpumap::ValueLayout, topology,
};
use softrss_kernel_tests::{
    bpffs::with_bpffs, program::constant, refusal, replacement::lose_nothing, told, trials,
};
use softrss_testbed::harness::{self, Need, Outcome};

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root] => [
            a_map_is_created_and_filled,
            cpu_0_gets_a_queue_of_2048,
            a_program_redirects_to_cpu_0,
            the_kernel_has_the_map_that_was_asked_for,
            entries_are_listed_replaced_and_removed,
            slots_may_stay_empty,
            an_entry_reports_its_program,
            values_of_four_bytes_work,
            nothing_is_lost_when_an_entry_is_replaced,
        ],
        [Need::Root, Need::Program("bpftool")] => [bpftool_shows_the_same_map, a_frozen_map_says_so],
    ])
}

fn entry(frames: u32) -> Result<CpumapEntry<'static>, Box<dyn Error>> {
    Ok(CpumapEntry::new(Qsize::new(frames)?))
}

fn slot(frames: u32) -> Result<Option<CpumapSlot>, Box<dyn Error>> {
    let qsize = Qsize::new(frames)?;
    Ok(Some(CpumapSlot {
        qsize,
        program_id: None,
    }))
}

fn entries(map: &CpuMap) -> Result<Vec<(u32, u32)>, Box<dyn Error>> {
    let flat = |entry| {
        let (cpu, slot): (CpuId, CpumapSlot) = entry?;
        Ok((cpu.number(), slot.qsize.frames()))
    };
    map.iter().map(flat).collect()
}

fn a_map_is_created_and_filled() -> Outcome {
    let map = CpuMap::create(8, "cpu_redirect")?;
    assert_eq!(map.max_entries(), 8);
    assert_eq!(entries(&map)?, []);
    map.insert(CpuId::from(0), &entry(1024)?)?;
    assert_eq!(entries(&map)?, [(0, 1024)]);
    Ok(())
}

fn cpu_0_gets_a_queue_of_2048() -> Outcome {
    let map = CpuMap::create(8, "cpu_redirect")?;
    map.insert(CpuId::from(0), &entry(2048)?)?;
    assert_eq!(map.get(CpuId::from(0))?, slot(2048)?);
    Ok(())
}

fn a_program_redirects_to_cpu_0() -> Outcome {
    const REDIRECT: u32 = 4;
    let map = CpuMap::create(8, "cpu_redirect")?;
    map.insert(CpuId::from(0), &entry(2048)?)?;
    let mut a = Asm::new();
    a.redirect_map(&map, 0, XDP_PASS).exit();
    let program = load(&Program::new("to_cpu_0", ProgramKind::XDP, a.finish()?)?)?;
    assert_eq!(program.test_run(&[0; 64])?, REDIRECT);
    Ok(())
}

/// What the kernel says about the map of an id, found by that id alone.
fn info_of(id: u32) -> Result<MapInfo, Box<dyn Error>> {
    Ok(MapData::from_id(id)?.info()?)
}

fn the_kernel_has_the_map_that_was_asked_for() -> Outcome {
    for (max_entries, name) in [(1, "a"), (8, "cpu_redirect"), (5, "A_name_with_15_")] {
        let map = CpuMap::create(max_entries, name)?;
        let info = info_of(map.id()?)?;
        assert_eq!(info.map_type()?, MapType::CpuMap);
        assert_eq!(info.name_as_str(), Some(name));
        assert_eq!((info.key_size(), info.value_size()), (4, 8));
        assert_eq!(
            (info.max_entries(), map.max_entries()),
            (max_entries, max_entries)
        );
        assert_eq!(info.map_flags(), 0);
        assert_eq!(map.layout(), ValueLayout::WithProgram);
        assert_eq!(map.into_map_data().info()?.id(), info.id());
    }
    Ok(())
}

fn bpftool_shows_the_same_map() -> Outcome {
    let map = CpuMap::create(8, "cpu_redirect")?;
    let id = map.id()?.to_string();
    let output = Command::new("bpftool")
        .args(["-j", "map", "show", "id", &id])
        .output()?;
    let shown: Value = serde_json::from_slice(&output.stdout)?;
    assert_eq!(shown["id"], map.id()?);
    assert_eq!(shown["type"], "cpumap");
    assert_eq!(shown["name"], "cpu_redirect");
    assert_eq!(shown["max_entries"], 8);
    assert_eq!(
        (&shown["bytes_key"], &shown["bytes_value"]),
        (&4.into(), &8.into())
    );
    Ok(())
}

fn a_frozen_map_says_so() -> Outcome {
    let map = CpuMap::create(8, "frozen")?;
    map.insert(CpuId::from(0), &entry(192)?)?;
    let id = map.id()?.to_string();
    let freeze = Command::new("bpftool")
        .args(["map", "freeze", "id", &id])
        .status()?;
    assert!(freeze.success());
    for (error, call) in [
        (map.insert(CpuId::from(0), &entry(1)?), "updating a CPUMAP"),
        (map.remove(CpuId::from(0)), "removing an entry of a CPUMAP"),
    ] {
        assert_eq!(
            told(&refusal(error)?),
            format!("{call} is impossible: the map was frozen, and nobody can change it any more")
        );
    }
    assert_eq!(map.get(CpuId::from(0))?, slot(192)?);
    Ok(())
}

fn entries_are_listed_replaced_and_removed() -> Outcome {
    let cpus = topology::possible()?;
    let last = cpus.last().ok_or("no CPU")?;
    let map = CpuMap::create(last.number() + 1, "entries")?;
    for cpu in cpus.iter() {
        map.insert(cpu, &entry(64 + cpu.number())?)?;
    }
    let all: Vec<_> = cpus
        .iter()
        .map(|cpu| (cpu.number(), 64 + cpu.number()))
        .collect();
    assert_eq!(entries(&map)?, all);
    map.insert(last, &entry(16384)?)?;
    map.insert(last, &entry(16384)?)?;
    assert_eq!(map.get(last)?, slot(16384)?);
    map.insert(last, &entry(1)?)?;
    assert_eq!(map.get(last)?, slot(1)?);
    map.remove(last)?;
    assert_eq!(map.get(last)?, None);
    assert_eq!(entries(&map)?, all[..all.len() - 1]);
    map.remove(last)?;
    map.insert(last, &entry(64 + last.number())?)?;
    assert_eq!(entries(&map)?, all);
    Ok(())
}

fn slots_may_stay_empty() -> Outcome {
    let last = topology::possible()?.last().ok_or("no CPU")?;
    let map = CpuMap::create(last.number() + 40, "sparse")?;
    assert_eq!(entries(&map)?, []);
    map.insert(last, &entry(192)?)?;
    assert_eq!(entries(&map)?, [(last.number(), 192)]);
    // Empty, not possible, outside of the map: there is no entry in any of them.
    for cpu in [
        last.number() + 1,
        last.number() + 39,
        last.number() + 40,
        CpuId::MAX.number(),
    ] {
        assert_eq!(map.get(CpuId::new(cpu)?)?, None, "cpu {cpu}");
    }
    map.remove(CpuId::new(last.number() + 39)?)?;
    Ok(())
}

fn an_entry_reports_its_program() -> Outcome {
    let map = CpuMap::create(8, "with_program")?;
    let program = constant(ProgramKind::XDP_CPUMAP, XDP_PASS)?;
    map.insert(CpuId::from(0), &entry(192)?.with_program(&program))?;
    let id = program.info()?.id;
    let reported = map.get(CpuId::from(0))?.ok_or("no entry")?;
    assert_eq!(
        (reported.qsize, reported.program_id),
        (Qsize::new(192)?, Some(id))
    );
    // The entry keeps the program, and loses it when it is replaced.
    drop(program);
    assert_eq!(map.get(CpuId::from(0))?, Some(reported));
    map.insert(CpuId::from(0), &entry(192)?)?;
    assert_eq!(map.get(CpuId::from(0))?, slot(192)?);
    let program = constant(ProgramKind::XDP_CPUMAP, XDP_PASS)?;
    map.insert(CpuId::from(0), &entry(7)?.with_program_fd(program.as_fd()))?;
    let id = program.info()?.id;
    assert_eq!(
        map.get(CpuId::from(0))?.ok_or("no entry")?.program_id,
        Some(id)
    );
    Ok(())
}

/// Maps of the layout before Linux 5.9 can be created to this day.
fn values_of_four_bytes_work() -> Outcome {
    let program = constant(ProgramKind::XDP_CPUMAP, XDP_PASS)?;
    with_bpffs(|pins| {
        let params = aya_obj::Map::new_from_params(MapType::CpuMap as u32, 4, 4, 8, 0);
        MapData::create(params, "plain", None)?.pin(pins.join("plain"))?;
        let map = CpuMap::open(pins.join("plain"))?;
        assert_eq!((map.layout(), map.max_entries()), (ValueLayout::Plain, 8));
        let entry = CpumapEntry::new(Qsize::new(2048)?);
        map.insert(CpuId::from(0), &entry)?;
        let slot = CpumapSlot {
            qsize: Qsize::new(2048)?,
            program_id: None,
        };
        assert_eq!(map.get(CpuId::from(0))?, Some(slot));
        let refused = map
            .insert(CpuId::from(0), &entry.with_program(&program))
            .err();
        assert_eq!(
            refused.map(|error| error.to_string()).as_deref(),
            Some("a program in a CPUMAP entry needs Linux 5.9")
        );
        assert_eq!(map.get(CpuId::from(0))?, Some(slot), "the old entry stays");
        map.remove(CpuId::from(0))?;
        assert_eq!(map.get(CpuId::from(0))?, None);
        Ok(())
    })
}

fn nothing_is_lost_when_an_entry_is_replaced() -> Outcome {
    lose_nothing(&[entry(1024)?, entry(2048)?])?;
    Ok(())
}
