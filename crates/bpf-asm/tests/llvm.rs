//! Every row, and whole programs, against LLVM: its disassembler prints our bytes as our listing does, and its
//! assembler turns our listing into our bytes.

mod rows;

use std::{
    error::Error,
    fs,
    process::{Command, ExitCode},
};

use bpf_asm::{
    Asm, Code, Cpumap, Data, FP, MapDecl, Object, Program, ProgramKind, R0, R1, R2, R3, R4, R6, R7,
    W0, W2, W3,
    insn::{Callee, Imm64, Insn},
    xdp::{XDP_DROP, XDP_PASS, xdp_md},
};
use object::{Object as _, ObjectSection as _};
use rows::rows;
use softrss_testbed::harness::{self, Need, Outcome, Trial};

/// The first version that knows the instructions of `--mcpu=v4`.
const OLDEST: u32 = 18;
/// The first version that knows load-acquire and store-release.
const ORDERED: u32 = 20;

fn main() -> ExitCode {
    let needs: &'static [Need] = Box::leak(Box::new([
        Need::Program(newest("llvm-objdump").map_or("llvm-objdump 18 or newer", |tool| tool.name)),
        Need::Program(newest("llvm-mc").map_or("llvm-mc 18 or newer", |tool| tool.name)),
    ]));
    let trial = |name, test| Trial { name, needs, test };
    harness::run(vec![
        trial(
            "objdump_prints_every_row_as_we_do",
            objdump_prints_every_row_as_we_do,
        ),
        trial(
            "objdump_prints_programs_as_we_do",
            objdump_prints_programs_as_we_do,
        ),
        trial(
            "mc_assembles_every_row_to_our_bytes",
            mc_assembles_every_row_to_our_bytes,
        ),
        trial(
            "mc_assembles_programs_to_our_bytes",
            mc_assembles_programs_to_our_bytes,
        ),
    ])
}

struct Tool {
    name: &'static str,
    version: u32,
}

/// The newest installed version of an LLVM program.
fn newest(program: &str) -> Option<Tool> {
    let numbered = (OLDEST..40)
        .rev()
        .map(|version| format!("{program}-{version}"));
    numbered.chain([program.to_owned()]).find_map(|name| {
        let output = Command::new(&name).arg("--version").output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        let number = text
            .split("LLVM version ")
            .nth(1)?
            .split('.')
            .next()?
            .trim();
        let version = number.parse().ok().filter(|version| *version >= OLDEST)?;
        let name = name.leak();
        Some(Tool { name, version })
    })
}

fn tool(program: &str) -> Result<Tool, String> {
    newest(program).ok_or_else(|| format!("{program} is gone"))
}

fn objdump_prints_every_row_as_we_do() -> Outcome {
    let objdump = tool("llvm-objdump")?;
    let code = rows_as_code(|insn| objdump.version >= ORDERED || !is_ordered(insn))?;
    assert!(code.lines().len() > 150);
    compare_with_objdump(objdump.name, code)
}

fn objdump_prints_programs_as_we_do() -> Outcome {
    let objdump = tool("llvm-objdump")?;
    compare_with_objdump(objdump.name, parse_and_redirect()?)?;
    compare_with_objdump(objdump.name, count_down()?)?;
    compare_with_objdump(objdump.name, far_jump()?)
}

fn mc_assembles_every_row_to_our_bytes() -> Outcome {
    let mc = tool("llvm-mc")?;
    let code =
        rows_as_code(|insn| has_syntax(insn) && (mc.version >= ORDERED || !is_ordered(insn)))?;
    assert!(code.lines().len() > 150);
    compare_with_mc(mc.name, &code)
}

fn mc_assembles_programs_to_our_bytes() -> Outcome {
    let mc = tool("llvm-mc")?;
    // Not the far jump: the assembler takes numbers of 16 bits only, although `gotol` has 32.
    compare_with_mc(mc.name, &count_down()?)
}

/// The rows that `wanted` picks, one after the other.
fn rows_as_code(wanted: impl Fn(&Insn) -> bool) -> Result<Code<'static>, bpf_asm::AsmError> {
    let mut rows = rows();
    rows.retain(|row| wanted(&row.insn));
    let mut a = Asm::new();
    for row in &rows {
        a.emit(row.insn);
    }
    a.exit();
    let code = a.finish()?;
    // What is compared with LLVM is what was worked out by hand.
    for (line, row) in code.lines().iter().zip(&rows) {
        assert_eq!(line.to_string(), row.text);
    }
    let bytes: Vec<u8> = rows.into_iter().flat_map(|row| row.bytes).collect();
    assert_eq!(code.to_bytes()[..bytes.len()], bytes);
    Ok(code)
}

fn is_ordered(insn: &Insn) -> bool {
    matches!(insn, Insn::LoadAcquire { .. } | Insn::StoreRelease { .. })
}

/// Whether the text says everything. It does not tell whom a call calls, and the assembler reads no `ld_pseudo`.
fn has_syntax(insn: &Insn) -> bool {
    match insn {
        Insn::LdImm64 { value, .. } => matches!(value, Imm64::Const(_)),
        Insn::Call(callee) => matches!(callee, Callee::Helper(_)),
        _ => true,
    }
}

/// A forward jump, a helper call and maps of both kinds.
fn parse_and_redirect() -> Result<Code<'static>, Box<dyn Error>> {
    let cpus: &'static _ = Box::leak(Box::new(MapDecl::<Cpumap>::new("cpus", 8)?));
    let table: &'static _ = Box::leak(Box::new(MapDecl::<Data>::new("table", vec![0; 64])?));
    let mut a = Asm::new();
    let pass = a.label("pass");
    a.load::<u32>(R6, R1 + xdp_md::DATA)
        .load::<u32>(R7, R1 + xdp_md::DATA_END)
        .mov(R2, R6)
        .add(R2, 34)
        .jgt(R2, R7, &pass)
        .note("truncated")
        .load::<u32>(R0, R6 + 26)
        .and(W0, 0xf)
        .lsh(R0, 2)
        .ld_map_value(R2, table, 4)
        .add(R2, R0)
        .load::<u32>(R2, R2)
        .redirect_map(cpus, R2, XDP_PASS)
        .exit();
    a.bind(pass).mov(W0, XDP_PASS).exit();
    Ok(a.finish()?)
}

/// Jumps in both directions, over instructions of one and of two slots.
fn count_down() -> Result<Code<'static>, Box<dyn Error>> {
    let mut a = Asm::new();
    let done = a.label("done");
    a.mov(W2, 10).store::<u64>(FP - 8, 0);
    let again = a.here("again");
    a.jeq(R2, 0, &done)
        .ld_imm64(R4, 0x1_0000_0001)
        .atomic_fetch_add::<u64>(FP - 8, R4)
        .sub(R2, 1)
        .jsgt(W2, -1, again)
        .ja(again);
    a.bind(done)
        .load::<i32>(R0, FP - 8)
        .movsx::<i8, _>(W3, W0)
        .bswap32(R3)
        .mov(W0, XDP_DROP)
        .exit();
    Ok(a.finish()?)
}

/// A jump that the 16 bits of other jumps do not reach.
fn far_jump() -> Result<Code<'static>, Box<dyn Error>> {
    let mut a = Asm::new();
    let far = a.label("far");
    a.gotol(&far);
    for _ in 0..40_000 {
        a.mov(R0, 1);
    }
    a.bind(far).mov(R0, 2).exit();
    Ok(a.finish()?)
}

fn compare_with_objdump(objdump: &str, code: Code<'static>) -> Outcome {
    let ours = listing(&code.to_string());
    let program = Program::new("program", ProgramKind::XDP, code)?;
    let file = tempfile::NamedTempFile::new()?;
    fs::write(
        file.path(),
        Object::new("GPL").program(&program).to_live_elf()?,
    )?;
    let output = Command::new(objdump)
        .args([
            "-d",
            "--mcpu=v4",
            "--no-show-raw-insn",
            "--disassemble-zeroes",
        ])
        .arg(file.path())
        .output()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8(output.stderr)?
    );
    assert_same(&ours, &listing(&String::from_utf8(output.stdout)?));
    Ok(())
}

fn compare_with_mc(mc: &str, code: &Code<'_>) -> Outcome {
    let dir = tempfile::tempdir()?;
    let (source, object) = (dir.path().join("listing.s"), dir.path().join("listing.o"));
    let mut text = String::new();
    for (_, insn) in listing(&code.to_string()) {
        text += &insn;
        text.push('\n');
    }
    fs::write(&source, text)?;
    let output = Command::new(mc)
        .args(["--triple=bpfel", "--mcpu=v4", "-filetype=obj", "-o"])
        .args([&object, &source])
        .output()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8(output.stderr)?
    );
    let elf = fs::read(&object)?;
    let elf = object::File::parse(&*elf)?;
    let text = elf.section_by_name(".text").ok_or("no .text")?;
    let (theirs, ours) = (text.data()?, code.to_bytes());
    let differs = ours
        .chunks(8)
        .zip(theirs.chunks(8))
        .position(|(a, b)| a != b);
    if let Some(slot) = differs {
        let range = slot * 8..slot * 8 + 8;
        panic!(
            "slot {slot}: ours {:02x?}, theirs {:02x?}",
            &ours[range.clone()],
            &theirs[range]
        );
    }
    assert_eq!(ours.len(), theirs.len());
    Ok(())
}

fn assert_same(ours: &[(usize, String)], theirs: &[(usize, String)]) {
    for (ours, theirs) in ours.iter().zip(theirs) {
        assert_eq!(ours, theirs, "ours and theirs");
    }
    assert_eq!(ours.len(), theirs.len(), "numbers of instructions");
}

/// Slots and instructions of a listing, without the names of targets and maps, and without remarks.
fn listing(text: &str) -> Vec<(usize, String)> {
    text.lines()
        .filter_map(|line| {
            let (slot, insn) = line.split_once(":\t")?;
            let insn = insn.split("\t#").next()?;
            let insn = match insn.rsplit_once(" <") {
                Some((insn, name)) if name.ends_with('>') => insn,
                _ => insn,
            };
            Some((slot.trim().parse().ok()?, insn.trim_end().to_owned()))
        })
        .collect()
}
