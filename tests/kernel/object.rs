//! Object files that bpf-asm writes, in the hands of the loaders of others.

use std::{
    error::Error,
    fs,
    os::fd::{AsFd as _, BorrowedFd},
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use aya::{
    EbpfLoader,
    maps::{Array, CpuMap as AyaCpuMap},
    programs::{Xdp, loaded_programs},
};
use aya_obj::programs::XdpAttachType;
use bpf_asm::{
    Asm, Cpumap, Data, MapDecl, Object, Program, ProgramKind, R1, R2,
    xdp::{XDP_PASS, XDP_REDIRECT},
};
use netlink_packet_route::link::XdpAttached;
use serde_json::Value;
use softrss::{CpuId, CpuMap, CpumapEntry, Qsize, topology};
use softrss_codegen::{Maps, Options, entry, generate};
use softrss_core::{Feature, Policy, ResolvedPolicy};
use softrss_kernel_tests::{AnyError, bpffs::with_bpffs, inside, link::xdp_of, trials};
use softrss_testbed::{
    Testbed,
    harness::{self, Need, Outcome},
};
use tempfile::TempDir;

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root, Need::Program("bpftool")] => [
            bpftool_loads_it_and_shows_these_lines,
            bpftool_loads_the_programs_of_every_step,
        ],
        [Need::Root, Need::Program("ip")] => [ip_attaches_it],
        [Need::Root] => [aya_loads_it],
    ])
}

struct File {
    _directory: TempDir,
    path: PathBuf,
    /// The CPU that its program redirects to, which it reads from the data of the file.
    cpu: CpuId,
    /// Where the instruction that reads it is emitted.
    line: u32,
}

/// A file with a program, a CPUMAP and the number of a CPU.
fn file() -> Result<File, Box<dyn Error>> {
    let cpu = topology::possible()?.last().ok_or("no CPU")?;
    let cpus = MapDecl::<Cpumap>::new("cpus", cpu.number() + 1)?;
    let table = MapDecl::<Data>::new("table", cpu.number().to_ne_bytes().to_vec())?;
    let mut a = Asm::new();
    a.ld_map_value(R1, &table, 0);
    let line = line!() + 1;
    a.load::<u32>(R2, R1).note("the CPU");
    a.redirect_map(&cpus, R2, XDP_PASS).exit();
    let program = Program::new("steer", ProgramKind::XDP, a.finish()?)?;
    let directory = TempDir::new()?;
    let path = directory.path().join("steer.o");
    fs::write(
        &path,
        Object::new("Dual MIT/GPL").program(&program).to_elf()?,
    )?;
    Ok(File {
        _directory: directory,
        path,
        cpu,
        line,
    })
}

/// Runs a program that has to succeed.
fn run(program: &str, words: &str, paths: &[&Path]) -> Result<Vec<u8>, AnyError> {
    let mut paths = paths.iter();
    let mut command = Command::new(program);
    for word in words.split(' ') {
        match word {
            "PATH" => command.arg(paths.next().ok_or("no path")?),
            word => command.arg(word),
        };
    }
    let output = command.output()?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)).into())
}

fn bpftool(words: &str, paths: &[&Path]) -> Result<Value, AnyError> {
    Ok(serde_json::from_slice(&run(
        "bpftool",
        &format!("-j {words}"),
        paths,
    )?)?)
}

fn bpftool_loads_it_and_shows_these_lines() -> Outcome {
    let file = file()?;
    with_bpffs(|pins| {
        let (program, maps) = (pins.join("steer"), pins.join("maps"));
        run(
            "bpftool",
            "prog load PATH PATH pinmaps PATH",
            &[&file.path, &program, &maps],
        )?;

        let dump = bpftool("prog dump xlated pinned PATH linum", &[&program])?;
        let dump = dump.as_array().ok_or("no array")?;
        let with_line = |insn: &&Value| insn["line_num"] == file.line;
        let shown = dump
            .iter()
            .find(with_line)
            .ok_or_else(|| format!("{dump:?}"))?;
        assert_eq!(shown["file"], file!());
        assert_eq!(shown["src"], "the CPU");

        let shown = bpftool("map show pinned PATH", &[&maps.join("cpus")])?;
        let cpus = CpuMap::open(maps.join("cpus"))?;
        assert_eq!(
            (&shown["type"], &shown["id"]),
            (&"cpumap".into(), &cpus.id()?.into())
        );
        assert_eq!(cpus.max_entries(), file.cpu.number() + 1);

        let packet = file.path.with_extension("packet");
        fs::write(&packet, [0; 64])?;
        let answer = || bpftool("prog run pinned PATH data_in PATH", &[&program, &packet]);
        assert_eq!(answer()?["retval"], XDP_PASS, "there is no entry");
        cpus.insert(file.cpu, &CpumapEntry::new(Qsize::DEFAULT))?;
        assert_eq!(answer()?["retval"], XDP_REDIRECT);
        Ok(())
    })
}

/// The main program and those of the targets, from one file, with the maps that they share.
fn bpftool_loads_the_programs_of_every_step() -> Outcome {
    let policy: Policy = "version = 1\ntargets.mss = 1400\nobserve.latency = true\n\
        [[rule]]\nmatch = { vlan = 1 }\naction = { cpu = 0, then = { redirect = \"eth1\" } }\n"
        .parse()?;
    let policy = ResolvedPolicy::new(policy, &topology::possible()?)?;
    let maps = Maps::new(&policy)?;
    let frags = harness::has(Feature::Frags)?.then_some(true);
    for frags in [false].into_iter().chain(frags) {
        let options = Options {
            frags,
            ..Options::default()
        };
        let main = generate(&policy, &maps, options)?;
        let entries = [0, 1].map(|step| entry::generate(&policy, &maps, step, options));
        let entries = entries.into_iter().collect::<Result<Vec<_>, _>>()?;
        let object = Object::new("Dual MIT/GPL").program(&main);
        let object = entries.iter().flatten().fold(object, Object::program);
        let directory = TempDir::new()?;
        let path = directory.path().join("steps.o");
        fs::write(&path, object.to_elf()?)?;
        with_bpffs(|pins| {
            let (programs, pinned) = (pins.join("programs"), pins.join("maps"));
            run(
                "bpftool",
                "prog loadall PATH PATH pinmaps PATH",
                &[&path, &programs, &pinned],
            )?;
            for (step, name) in ["softrss_entry", "softrss_ent1"].into_iter().enumerate() {
                let shown = bpftool("prog show pinned PATH", &[&programs.join(name)])?;
                assert_eq!(
                    (&shown["name"], &shown["type"]),
                    (&name.into(), &"xdp".into())
                );
                let used = shown["map_ids"].as_array().ok_or("no maps")?.len();
                assert_eq!(used, 1 + step, "{shown}");
                // The kernel takes it as what it is: an entry of the map that the main program uses.
                let program = ProgramFd(Xdp::from_pin(programs.join(name), XdpAttachType::CpuMap)?);
                let map = CpuMap::open(pinned.join(["cpus", "cpus_1"][step]))?;
                let entry = CpumapEntry::new(Qsize::DEFAULT);
                map.insert(CpuId::from(0), &entry.with_program_fd(program.as_fd()?))?;
                let id = map.get(CpuId::from(0))?.and_then(|slot| slot.program_id);
                assert_eq!(shown["id"], serde_json::json!(id));
                map.remove(CpuId::from(0))?;
            }
            for (name, kind) in [("devices", "devmap"), ("latency", "percpu_array")] {
                let shown = bpftool("map show pinned PATH", &[&pinned.join(name)])?;
                assert_eq!(shown["type"], kind);
            }
            Ok(())
        })?;
    }
    Ok(())
}

struct ProgramFd(Xdp);

impl ProgramFd {
    fn as_fd(&self) -> Result<BorrowedFd<'_>, AnyError> {
        Ok(self.0.fd()?.as_fd())
    }
}

fn ip_attaches_it() -> Outcome {
    let (file, bed) = (file()?, Testbed::new()?);
    let (netns, sink) = (bed.sink().netns(), bed.sink().interface());
    let attach = format!("link set dev {sink} xdpdrv obj PATH sec xdp");
    inside(netns, || run("ip", &attach, &[&file.path]))?;
    let (attached, id) = xdp_of(netns, sink)?;
    assert_eq!(attached, XdpAttached::Driver);
    let program = loaded_programs()
        .filter_map(Result::ok)
        .find(|program| Some(program.id()) == id)
        .ok_or("the program is not there")?;
    assert_eq!(program.name_as_str(), Some("steer"));
    inside(netns, || {
        run("ip", &format!("link set dev {sink} xdpdrv off"), &[])
    })?;
    assert_eq!(xdp_of(netns, sink)?, (XdpAttached::None, None));
    Ok(())
}

fn aya_loads_it() -> Outcome {
    let file = file()?;
    let mut ebpf = EbpfLoader::new().load(&fs::read(&file.path)?)?;
    let program: &mut Xdp = ebpf.program_mut("steer").ok_or("no program")?.try_into()?;
    program.load()?;
    let table = ebpf
        .maps()
        .find(|(name, _)| name.contains("table"))
        .ok_or("no table")?
        .1;
    assert_eq!(
        Array::<_, u32>::try_from(table)?.get(&0, 0)?,
        file.cpu.number()
    );
    let cpus = AyaCpuMap::try_from(ebpf.map("cpus").ok_or("no map")?)?;
    assert_eq!(cpus.len(), file.cpu.number() + 1);
    Ok(())
}
