//! Maps of aya, programs of softrss: `with_aya IFACE`.
//!
//! The map of queues and the map of counts are aya's. softrss assembles the program that uses them, loads it
//! and attaches it; aya then fills the one and reads the other. Both libraries hold descriptors of the same
//! objects, so what one of them does the other one sees.

#![expect(clippy::print_stdout, reason = "an example prints")]

use std::{os::fd::AsFd as _, thread, time::Duration};

use bpf_asm::{
    Asm, Cpumap, FP, MapDecl, PerCpuArray, Program, ProgramKind, R0, R1, R2, R6, xdp::XDP_PASS,
};
use clap::Parser;
use softrss::{
    Interface, XdpMode, attach,
    aya::maps::{self, Map, MapData},
    load, topology,
};

#[derive(Parser)]
struct Args {
    /// Interface whose packets are spread
    interface: String,
    /// Stop after this many seconds
    #[arg(long)]
    seconds: Option<u64>,
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let online = topology::online()?;
    let slots = online.last().map_or(1, |cpu| cpu.number() + 1);

    // 1. What the program expects of its maps, and the program: packets in turn to every CPU.
    let cpus = MapDecl::<Cpumap>::new("cpus", slots)?;
    let seen = MapDecl::<PerCpuArray>::new("seen", 8, 1)?;
    let mut a = Asm::new();
    let pass = a.label("pass");
    a.store::<u32>(FP - 4, 0);
    a.map_lookup_elem(&seen, FP - 4).jeq(R0, 0, &pass);
    a.load::<u64>(R6, R0).mov(R1, R6).add(R1, 1);
    a.store::<u64>(R0, R1);
    a.mov(R2, R6).modulo(R2, slots.cast_signed());
    // A CPU that is not online has no queue: its turn is passed.
    a.redirect_map(&cpus, R2, XDP_PASS).exit();
    a.bind(pass).mov(R0, XDP_PASS).exit();
    let program = Program::new("with_aya", ProgramKind::XDP, a.finish()?)?;

    // 2. The maps, by aya. The map of queues is filled before there are packets.
    let [cpus, seen] = [create(cpus.spec())?, create(seen.spec())?];
    let program = program
        .with_map("cpus", cpus.fd().as_fd())?
        .with_map("seen", seen.fd().as_fd())?;
    let loaded = load(&program)?;
    drop(program);
    let mut cpus = maps::CpuMap::try_from(Map::CpuMap(cpus))?;
    for cpu in online.iter() {
        cpus.set(cpu.number(), 2048, None, 0)?;
    }

    // 3. Packets come, and aya reads how many.
    let seen = maps::PerCpuArray::<_, u64>::try_from(Map::PerCpuArray(seen))?;
    let _attached = attach(
        &loaded,
        &Interface::by_name(&args.interface)?,
        XdpMode::Native,
    )?;
    for _ in 0..args.seconds.unwrap_or(u64::MAX) {
        thread::sleep(Duration::from_secs(1));
        for (cpu, count) in seen.get(&0, 0)?.iter().enumerate() {
            println!("cpu {cpu} received {count}");
        }
    }
    Ok(())
}

/// The map that a program declares, made by aya.
fn create(spec: &bpf_asm::MapSpec) -> anyhow::Result<MapData> {
    let map = aya_obj::Map::new_from_params(
        spec.map_type as u32,
        spec.key_size,
        spec.value_size,
        spec.max_entries,
        spec.flags,
    );
    Ok(MapData::create(map, spec.name.as_str(), None)?)
}
