//! Spreads the packets of an interface over the CPUs: `xdp_cpumap_lb [--mode round-robin|hash] IFACE`.
//!
//! `docs/tutorial/cpu-redirection.md` builds this program step by step.

#![expect(clippy::print_stdout, reason = "an example prints")]

use std::{thread, time::Duration};

use bpf_asm::{
    Asm, FP, Label, Program, ProgramKind, R0, R1, R2, R3, R4, R5, R6, R7, R8, R9, W3, W6,
    xdp::{XDP_PASS, xdp_md},
};
use clap::{Parser, ValueEnum};
use softrss::{
    Counter, Counters, CpuMap, CpuSet, CpumapEntry, CpumapStats, Interface, Qsize, XdpMode, attach,
    load, topology,
};

#[derive(Parser)]
struct Args {
    /// Interface whose packets are spread
    interface: String,
    /// How the CPU is chosen
    #[arg(long, value_enum, default_value_t = Mode::Hash)]
    mode: Mode,
    /// Length of each CPU's queue, in frames
    #[arg(long, default_value_t = 2048)]
    qsize: u32,
    /// Run in the stack, for drivers without XDP
    #[arg(long)]
    skb: bool,
    /// Stop after this many seconds
    #[arg(long)]
    seconds: Option<u64>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Mode {
    /// Packets in turn. Spreads best, and reorders flows
    RoundRobin,
    /// Both directions of a flow on one CPU
    Hash,
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let xdp_mode = if args.skb {
        XdpMode::Skb
    } else {
        XdpMode::Native
    };

    // 1. A map with an entry for each CPU: a queue, and a kernel thread behind it.
    let cpus = topology::online()?;
    let map = CpuMap::create(
        cpus.last().map_or(1, |cpu| cpu.number() + 1),
        "cpu_redirect",
    )?;
    for cpu in cpus.iter() {
        map.insert(cpu, &CpumapEntry::new(Qsize::new(args.qsize)?))?;
    }

    // 2. A program that picks one of them for each packet.
    let turn = Counters::<1>::create(1, "turn")?;
    let mut a = Asm::new();
    match args.mode {
        Mode::RoundRobin => next_in_turn(&mut a, &turn),
        Mode::Hash => flow_hash(&mut a),
    }
    redirect(&mut a, &map, &cpus);
    let program = load(&Program::new(
        "xdp_cpumap_lb",
        ProgramKind::XDP,
        a.finish()?,
    )?)?;

    // 3. Only now, with the map filled, do packets come.
    let stats = CpumapStats::attach(&map, xdp_mode)?;
    let _attached = attach(&program, &Interface::by_name(&args.interface)?, xdp_mode)?;
    for _ in 0..args.seconds.unwrap_or(u64::MAX) {
        thread::sleep(Duration::from_secs(1));
        for (cpu, count) in stats.read()? {
            println!(
                "cpu {cpu}: {} processed, {} dropped",
                count[Counter::KthreadPackets],
                count[Counter::EnqueueDrops]
            );
        }
    }
    Ok(())
}

/// `w6` = how many packets this CPU received before this one.
#[rustfmt::skip]
fn next_in_turn<'m>(a: &mut Asm<'m>, turn: &'m Counters<1>) {
    let pass = a.label("pass");
    a.store::<u32>(FP - 4, 0).map_lookup_elem(turn, FP - 4).jeq(R0, 0, &pass);
    a.load::<u64>(R6, R0).mov(R1, R6).add(R1, 1).store::<u64>(R0, R1);
    otherwise_pass(a, pass);
}

/// `w6` = hash of addresses, ports and protocol, the same in both directions. What is not IP passes.
#[rustfmt::skip]
fn flow_hash(a: &mut Asm<'_>) {
    let (pass, ipv6) = (a.label("pass"), a.label("ipv6"));
    let (ports, mix) = (a.label("ports"), a.label("mix"));
    a.load::<u32>(R7, R1 + xdp_md::DATA).load::<u32>(R8, R1 + xdp_md::DATA_END);
    a.ld_imm64(R5, 0x9e37_79b9_7f4a_7c15).note("2^64 / golden ratio");
    a.mov(R2, R7).add(R2, 34).jgt(R2, R8, &pass).note("shorter than Ethernet and IPv4");
    a.load::<u16>(R3, R7 + 12).be16(R3).jeq(R3, 0x86dd, &ipv6).jne(R3, 0x0800, &pass);

    a.load::<u32>(R6, R7 + 26).load::<u32>(R9, R7 + 30).note("source and destination");
    a.load::<u8>(R4, R7 + 23).note("protocol");
    a.load::<u16>(R3, R7 + 20).be16(R3).jset(R3, 0x3fff, &mix).note("fragments: no ports");
    a.load::<u8>(R3, R7 + 14).and(R3, 15).lsh(R3, 2).add(R7, R3).add(R7, 14).ja(&ports);

    a.bind(ipv6).mov(R2, R7).add(R2, 54).jgt(R2, R8, &pass).note("shorter than Ethernet and IPv6");
    for (end, at) in [(R6, 22), (R9, 38)] {
        a.load::<u64>(end, R7 + at).mul(end, R5).load::<u64>(R3, R7 + (at + 8)).xor(end, R3);
    }
    a.load::<u8>(R4, R7 + 20).add(R7, 54);

    let tcp_or_udp = a.label("tcp_or_udp");
    a.bind(ports).jeq(R4, 6, &tcp_or_udp).jne(R4, 17, &mix).bind(tcp_or_udp);
    a.mov(R2, R7).add(R2, 4).jgt(R2, R8, &mix).note("no ports in this packet");
    for (end, at) in [(R6, 0), (R9, 2)] {
        a.load::<u16>(R3, R7 + at).lsh(R3, 32).xor(end, R3);
    }

    // Each end is mixed for itself; the sum does not care which end sent the packet.
    a.bind(mix);
    for end in [R6, R9] {
        a.mul(end, R5).mov(R3, end).rsh(R3, 32).xor(end, R3).mul(end, R5);
    }
    a.add(R6, R9).add(R6, R4).mul(R6, R5).rsh(R6, 32);
    otherwise_pass(a, pass);
}

/// Returns `XDP_PASS` at `pass`; whoever comes from above goes on below.
fn otherwise_pass(a: &mut Asm<'_>, pass: Label) {
    let chosen = a.label("chosen");
    a.ja(&chosen)
        .bind(pass)
        .mov(R0, XDP_PASS)
        .exit()
        .bind(chosen);
}

/// Redirects to CPU number `w6` of `cpus`, counted round. CPU numbers may have gaps.
#[rustfmt::skip]
fn redirect<'m>(a: &mut Asm<'m>, map: &'m CpuMap, cpus: &CpuSet) {
    let go = a.label("go");
    a.mov(W3, u32::try_from(cpus.len()).unwrap_or(1)).modulo(W6, W3);
    for (index, cpu) in (0..).zip(cpus.iter()) {
        a.mov(R2, cpu.number().cast_signed()).jeq(R6, index, &go);
    }
    // If there is no entry, the packet is not lost: the kernel returns XDP_PASS.
    a.bind(go).redirect_map(map, R2, XDP_PASS).exit();
}
