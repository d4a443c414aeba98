//! Objects loaded into the kernel with bpftool: what it runs, and the Rust lines that it shows.

use std::{
    error::Error,
    fs, io,
    process::{Command, ExitCode, Output},
};

use bpf_asm::{
    Array, Asm, Cpumap, Data, Devmap, FP, LpmTrie, MMAPABLE, MapDecl, NO_PREALLOC, Object,
    PerCpuArray, Program, ProgramKind, R0, R1, R2, R6, W0,
    xdp::{XDP_DROP, XDP_PASS, xdp_md},
};
use serde_json::{Value, json};
use softrss_proof::semantics::{Case, GOOD, Needs, all_of, cases};
use softrss_testbed::harness::{self, Need, Outcome, Trial};

const TOOLS: [Need; 4] = [
    Need::Root,
    Need::Program("bpftool"),
    Need::Program("unshare"),
    Need::Program("mount"),
];
const BASE: &[Need] = &with_kernel(5, 12);
const V4: &[Need] = &with_kernel(6, 6);
const ORDERED: &[Need] = &with_kernel(6, 15);
const FRAGS: &[Need] = &with_kernel(5, 18);
/// The first whose log says the file and the line.
const NAMED_LINES: &[Need] = &with_kernel(6, 9);

const fn with_kernel(major: u32, minor: u32) -> [Need; 5] {
    let [root, bpftool, unshare, mount] = TOOLS;
    [root, bpftool, unshare, mount, Need::Kernel(major, minor)]
}

fn main() -> ExitCode {
    let trial = |name, needs, test| Trial { name, needs, test };
    harness::run(vec![
        trial(
            "base_instructions_do_what_they_say",
            BASE,
            base_instructions_do_what_they_say,
        ),
        trial(
            "v4_instructions_do_what_they_say",
            V4,
            v4_instructions_do_what_they_say,
        ),
        trial(
            "ordered_instructions_do_what_they_say",
            ORDERED,
            ordered_instructions_do_what_they_say,
        ),
        trial("maps_are_made_as_declared", BASE, maps_are_made_as_declared),
        trial(
            "programs_use_the_maps_they_declare",
            BASE,
            programs_use_the_maps_they_declare,
        ),
        trial(
            "every_kind_of_program_loads",
            FRAGS,
            every_kind_of_program_loads,
        ),
        trial(
            "the_kernel_knows_the_rust_lines",
            BASE,
            the_kernel_knows_the_rust_lines,
        ),
        trial(
            "the_verifier_names_the_rust_line",
            NAMED_LINES,
            the_verifier_names_the_rust_line,
        ),
    ])
}

/// Runs a shell script in a mount namespace of its own that has an empty BPF file system at `$fs`. The object file
/// is `$object`, and `$packet` is one. The mount is gone when the script ends, however it ends.
fn with_bpffs(object: &[u8], script: &str) -> io::Result<Output> {
    // libbpf replaces the dots in the paths that it pins to.
    let dir = tempfile::Builder::new().prefix("bpf-asm-").tempdir()?;
    let path = |name| dir.path().join(name);
    fs::write(path("object"), object)?;
    fs::write(path("packet"), [0; 64])?;
    fs::create_dir(path("fs"))?;
    Command::new("unshare")
        .args(["--mount", "sh", "-euc"])
        .arg(format!("mount -t bpf bpf \"$fs\"\n{script}"))
        .env("fs", path("fs"))
        .env("object", path("object"))
        .env("packet", path("packet"))
        .output()
}

/// The output of a script that has to succeed.
fn output(object: &[u8], script: &str) -> Result<String, Box<dyn Error>> {
    let output = with_bpffs(object, script)?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script}: {stderr}");
    Ok(String::from_utf8(output.stdout)?)
}

/// The same, where each line of output is JSON.
fn json(object: &[u8], script: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    let output = output(object, script)?;
    let lines = output.lines().map(serde_json::from_str);
    Ok(lines.collect::<Result<_, _>>()?)
}

fn base_instructions_do_what_they_say() -> Outcome {
    run_cases(|needs| needs <= Needs::Atomics)
}

fn v4_instructions_do_what_they_say() -> Outcome {
    run_cases(|needs| needs == Needs::V4)
}

fn ordered_instructions_do_what_they_say() -> Outcome {
    run_cases(|needs| needs == Needs::Ordered)
}

fn run_cases(wanted: fn(Needs) -> bool) -> Outcome {
    let cases = cases();
    let cases: Vec<&Case> = cases.iter().filter(|case| wanted(case.needs)).collect();
    assert!(!cases.is_empty());
    let program = Program::new("cases", ProgramKind::XDP, all_of(&cases)?)?;
    let report = json(
        &Object::new("GPL").program(&program).to_elf()?,
        LOAD_AND_RUN,
    )?;
    let result = report[0]["retval"].as_u64().ok_or("no return value")?;
    let case = cases.get(usize::try_from(result)?);
    let name = case.map_or("no case", |case| case.name);
    assert_eq!(result, u64::from(GOOD), "`{name}` gives another result");
    Ok(())
}

const LOAD_AND_RUN: &str = r#"
    bpftool prog load "$object" "$fs/program"
    bpftool -j prog run pinned "$fs/program" data_in "$packet"
"#;

fn maps_are_made_as_declared() -> Outcome {
    let cpus = MapDecl::<Cpumap>::new("cpus", 3)?;
    let devices = MapDecl::<Devmap>::new("devices", 5)?;
    let counters = MapDecl::<Array>::new("counters", 16, 7)?;
    let each = MapDecl::<PerCpuArray>::new("each", 24, 9)?;
    let prefixes = MapDecl::<LpmTrie>::new("prefixes", 8, 4, 11)?;
    // The longest name there is.
    let table = MapDecl::<Data>::new("table_012345678", vec![1, 2, 3, 4, 5])?;
    let mut a = Asm::new();
    a.ld_map(R2, &cpus)
        .ld_map(R2, &devices)
        .ld_map(R2, &counters)
        .ld_map(R2, &each)
        .ld_map(R2, &prefixes)
        .ld_map_value(R2, &table, 1)
        .mov(R0, XDP_PASS)
        .exit();
    let program = Program::new("program", ProgramKind::XDP, a.finish()?)?;
    let elf = Object::new("Dual MIT/GPL").program(&program).to_elf()?;
    let maps = json(
        &elf,
        r#"
        mkdir "$fs/maps"
        bpftool prog loadall "$object" "$fs/programs" pinmaps "$fs/maps"
        for map in cpus devices counters each prefixes .data.table_012345678
        do bpftool -j map show pinned "$fs/maps/$(echo "$map" | tr . _)"
        done
        bpftool -j map dump pinned "$fs/maps/_data_table_012345678"
        "#,
    )?;
    let expected = [
        json!({"type": "cpumap", "name": "cpus", "bytes_key": 4, "bytes_value": 8, "max_entries": 3, "flags": 0}),
        json!({"type": "devmap", "name": "devices", "bytes_key": 4, "bytes_value": 8, "max_entries": 5}),
        json!({"type": "array", "name": "counters", "bytes_key": 4, "bytes_value": 16, "max_entries": 7, "flags": 0}),
        json!({"type": "percpu_array", "name": "each", "bytes_key": 4, "bytes_value": 24, "max_entries": 9, "flags": 0}),
        json!({"type": "lpm_trie", "name": "prefixes", "bytes_key": 8, "bytes_value": 4, "max_entries": 11,
               "flags": NO_PREALLOC}),
        json!({"type": "array", "bytes_key": 4, "bytes_value": 5, "max_entries": 1, "flags": MMAPABLE}),
    ];
    for (map, expected) in maps.iter().zip(&expected) {
        for (key, value) in expected.as_object().ok_or("an object")? {
            assert_eq!(&map[key], value, "{key} of {map}");
        }
    }
    let value = &maps[expected.len()][0]["formatted"]["value"];
    let bytes = &value.as_object().ok_or("the types of the value")?[".data.table_012345678"][0]["table_012345678"];
    assert_eq!(*bytes, json!([1, 2, 3, 4, 5]), "{value}");
    Ok(())
}

/// Adds to a counter the byte of a table at an offset that the verifier does not know, then redirects to a CPU that
/// is not there.
fn programs_use_the_maps_they_declare() -> Outcome {
    let cpus = MapDecl::<Cpumap>::new("cpus", 1)?;
    let counters = MapDecl::<Array>::new("counters", 8, 2)?;
    let table = MapDecl::<Data>::new("table", (10..74).collect())?;
    let mut a = Asm::new();
    let none = a.label("none");
    a.load::<u32>(R6, R1 + xdp_md::RX_QUEUE_INDEX)
        .and(R6, 7)
        .store::<u32>(FP - 4, 1)
        .map_lookup_elem(&counters, FP - 4)
        .jeq(R0, 0, &none)
        .ld_map_value(R1, &table, 32)
        .add(R1, R6)
        .load::<u8>(R1, R1 + 3)
        .atomic_add::<u64>(R0 + 0, R1)
        .redirect_map(&cpus, R6, XDP_DROP)
        .exit();
    a.bind(none).mov(W0, XDP_PASS).exit();
    let program = Program::new("program", ProgramKind::XDP, a.finish()?)?;
    let elf = Object::new("GPL").program(&program).to_elf()?;
    let report = json(
        &elf,
        r#"
        mkdir "$fs/maps"
        bpftool prog loadall "$object" "$fs/programs" pinmaps "$fs/maps"
        bpftool -j prog run pinned "$fs/programs/program" data_in "$packet" repeat 3
        bpftool -j map lookup pinned "$fs/maps/counters" key 1 0 0 0
        "#,
    )?;
    assert_eq!(report[0]["retval"], XDP_DROP, "the action for a miss");
    let bytes = report[1]["value"].as_array().ok_or("no value")?;
    // The table holds 10 + 35 at offset 32 + 3, and it was added three times.
    assert_eq!(bytes[0], format!("{:#x}", 3 * (10 + 35)), "{bytes:?}");
    Ok(())
}

fn every_kind_of_program_loads() -> Outcome {
    let kinds = [
        ("plain", ProgramKind::Xdp { frags: false }, "xdp"),
        ("frags", ProgramKind::Xdp { frags: true }, "xdp"),
        ("target", ProgramKind::XdpCpumap { frags: false }, "xdp"),
        (
            "target_frags",
            ProgramKind::XdpCpumap { frags: true },
            "xdp",
        ),
        ("traffic", ProgramKind::Classifier, "sched_cls"),
        (
            "trace",
            ProgramKind::RawTracepoint {
                name: "xdp_cpumap_kthread".to_owned(),
            },
            "raw_tracepoint",
        ),
        // A second one in the section of the first.
        ("second", ProgramKind::Xdp { frags: false }, "xdp"),
    ];
    let mut programs = Vec::new();
    for (result, (name, kind, _)) in (0..).zip(&kinds) {
        let mut a = Asm::new();
        a.mov(W0, result).exit();
        programs.push(Program::new(*name, kind.clone(), a.finish()?)?);
    }
    let object = programs.iter().fold(Object::new("GPL"), Object::program);
    let names = kinds.each_ref().map(|(name, ..)| *name).join(" ");
    let script = format!(
        r#"
        bpftool prog loadall "$object" "$fs"
        for name in {names}
        do
            bpftool -j prog show pinned "$fs/$name"
            bpftool -j prog dump xlated pinned "$fs/$name"
        done
        "#
    );
    let report = json(&object.to_elf()?, &script)?;
    for ((index, (name, _, kind)), shown) in (0..).zip(&kinds).zip(report.chunks(2)) {
        assert_eq!(
            (&shown[0]["name"], &shown[0]["type"]),
            (&json!(name), &json!(kind))
        );
        let code = shown[1].to_string();
        assert!(code.contains(&format!("w0 = {index}")), "{name}: {code}");
    }
    Ok(())
}

fn the_kernel_knows_the_rust_lines() -> Outcome {
    let mut a = Asm::new();
    a.load::<u32>(R2, R1 + xdp_md::RX_QUEUE_INDEX);
    a.note("the queue").mov(R0, R2);
    a.exit();
    let program = Program::new("program", ProgramKind::XDP, a.finish()?)?;
    let dump = output(
        &Object::new("GPL").program(&program).to_elf()?,
        r#"
        bpftool prog load "$object" "$fs/program"
        bpftool prog dump xlated pinned "$fs/program" linum
        "#,
    )?;
    assert!(dump.contains("program("), "the prototype: {dump}");
    let lines = program.code().lines();
    for (line, text) in lines.iter().zip(["the queue", "r0 = r2", "exit"]) {
        let (file, number) = (file!(), line.at().line());
        let expected = format!("; {text} [file:{file} line_num:{number} ");
        assert!(dump.contains(&expected), "`{expected}` in {dump}");
    }
    Ok(())
}

fn the_verifier_names_the_rust_line() -> Outcome {
    let mut a = Asm::new();
    a.load::<u32>(R2, R1 + xdp_md::DATA);
    let line = line!() + 1;
    a.load::<u8>(R0, R2).note("read without looking");
    a.exit();
    let program = Program::new("program", ProgramKind::XDP, a.finish()?)?;
    let elf = Object::new("GPL").program(&program).to_elf()?;
    let refused = with_bpffs(&elf, r#"bpftool prog load "$object" "$fs/program""#)?;
    assert!(
        !refused.status.success(),
        "the program reads behind the packet"
    );
    let log = String::from_utf8(refused.stderr)?;
    let expected = format!("; read without looking @ bpftool.rs:{line}");
    assert!(log.contains(&expected), "`{expected}` in {log}");
    assert!(log.contains("invalid access to packet"), "{log}");
    Ok(())
}
