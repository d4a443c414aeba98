//! The object file, parsed back with `object` and with the loader of aya.

use std::{
    collections::HashSet,
    error::Error,
    fs::File,
    os::fd::{AsFd, AsRawFd},
};

use aya_obj::{
    ProgramSection,
    btf::{Btf, BtfKind},
    generated::bpf_insn,
};
use bpf_asm::{
    Array, AsMap, Asm, Code, Cpumap, Data, Insn, MapDecl, MapRef, MapSpec, MapType, Object,
    ObjectError, Program, ProgramKind, R0, R1, R2, R3, W0,
    insn::{Callee, Imm64},
    xdp::XDP_PASS,
};
use object::{
    Architecture, Endianness, Object as _, ObjectSection, ObjectSymbol, RelocationFlags,
    RelocationTarget, SymbolKind, SymbolScope, elf,
};

type Outcome = Result<(), Box<dyn Error>>;

/// The maps of the program that most tests look at.
struct Maps {
    cpus: MapDecl<Cpumap>,
    counters: MapDecl<Array>,
    table: MapDecl<Data>,
}

impl Maps {
    fn new() -> Result<Self, Box<dyn Error>> {
        Ok(Self {
            cpus: MapDecl::<Cpumap>::new("cpus", 8)?,
            counters: MapDecl::<Array>::new("counters", 16, 4)?,
            table: MapDecl::<Data>::new("table", (0..100).collect())?,
        })
    }

    /// `first` uses every map, `second` is in the same section, `third` in another.
    fn programs(&self) -> Result<[Program<'_>; 3], Box<dyn Error>> {
        let mut a = Asm::new();
        a.mov(R3, 0)
            .ld_map(R1, &self.counters)
            .ld_map_value(R2, &self.table, 0x24)
            .redirect_map(&self.cpus, R3, XDP_PASS)
            .exit();
        let first = Program::new("first", ProgramKind::XDP, a.finish()?)?;
        let mut a = Asm::new();
        a.mov(W0, 1).ld_map(R1, &self.cpus).exit();
        let second = Program::new("second", ProgramKind::XDP, a.finish()?)?;
        let third = Program::new("third", ProgramKind::XDP_CPUMAP, pass()?)?;
        Ok([first, second, third])
    }

    fn elf(&self) -> Result<Vec<u8>, Box<dyn Error>> {
        let [first, second, third] = &self.programs()?;
        let object = Object::new("Dual MIT/GPL");
        Ok(object
            .program(first)
            .program(second)
            .program(third)
            .to_elf()?)
    }
}

fn pass<'m>() -> Result<Code<'m>, bpf_asm::AsmError> {
    let mut a = Asm::new();
    a.mov(W0, XDP_PASS).exit();
    a.finish()
}

fn section<'d>(elf: &object::File<'d>, name: &str) -> Result<&'d [u8], Box<dyn Error>> {
    let section = elf.section_by_name(name).ok_or(format!("no {name}"))?;
    Ok(section.data()?)
}

#[test]
fn the_file_is_a_little_endian_bpf_object() -> Outcome {
    let bytes = Maps::new()?.elf()?;
    let elf = object::File::parse(&*bytes)?;
    assert_eq!(elf.architecture(), Architecture::Bpf);
    assert_eq!(elf.endianness(), Endianness::Little);
    assert_eq!(elf.kind(), object::ObjectKind::Relocatable);
    let named: HashSet<&str> = elf
        .sections()
        .filter_map(|section| section.name().ok())
        .collect();
    for name in [
        "license",
        "xdp",
        "xdp/cpumap",
        ".maps",
        ".data.table",
        ".BTF",
        ".BTF.ext",
    ] {
        assert!(named.contains(name), "{name} is not in {named:?}");
    }
    assert_eq!(section(&elf, "license")?, b"Dual MIT/GPL\0");
    assert_eq!(section(&elf, ".data.table")?, (0..100).collect::<Vec<u8>>());
    assert_eq!(section(&elf, ".maps")?, [0; 2 * 5 * 8]);
    Ok(())
}

#[test]
fn programs_follow_each_other_in_the_section_of_their_kind() -> Outcome {
    let maps = Maps::new()?;
    let (bytes, programs) = (maps.elf()?, maps.programs()?);
    let elf = object::File::parse(&*bytes)?;
    let sizes = programs
        .each_ref()
        .map(|program| program.code().slots() * 8);
    assert_eq!(section(&elf, "xdp")?.len(), sizes[0] + sizes[1]);
    assert_eq!(section(&elf, "xdp/cpumap")?, programs[2].code().to_bytes());
    let expected = [
        ("first", "xdp", 0, sizes[0], SymbolKind::Text),
        ("second", "xdp", sizes[0], sizes[1], SymbolKind::Text),
        ("third", "xdp/cpumap", 0, sizes[2], SymbolKind::Text),
        ("counters", ".maps", 0, 40, SymbolKind::Data),
        ("cpus", ".maps", 40, 40, SymbolKind::Data),
        ("table", ".data.table", 0, 100, SymbolKind::Data),
    ];
    let mut globals = 0;
    for symbol in elf.symbols().filter(ObjectSymbol::is_global) {
        let (name, index) = (symbol.name()?, symbol.section_index().ok_or("no section")?);
        let (size, at) = (
            usize::try_from(symbol.size())?,
            usize::try_from(symbol.address())?,
        );
        let found = (
            name,
            elf.section_by_index(index)?.name()?,
            at,
            size,
            symbol.kind(),
        );
        assert!(expected.contains(&found), "{found:?}");
        assert_eq!(symbol.scope(), SymbolScope::Dynamic, "{name} is visible");
        globals += 1;
    }
    assert_eq!(globals, expected.len());
    Ok(())
}

#[test]
fn each_use_of_a_map_is_a_relocation_without_addend() -> Outcome {
    let bytes = Maps::new()?.elf()?;
    let elf = object::File::parse(&*bytes)?;
    let xdp = elf.section_by_name("xdp").ok_or("no xdp")?;
    let mut found = Vec::new();
    for (offset, relocation) in xdp.relocations() {
        let RelocationTarget::Symbol(symbol) = relocation.target() else {
            panic!("{relocation:?}");
        };
        let name = elf.symbol_by_index(symbol)?.name()?.to_owned();
        assert_eq!(relocation.addend(), 0, "{name}");
        let r_type = elf::R_BPF_64_64;
        assert_eq!(relocation.flags(), RelocationFlags::Elf { r_type });
        found.push((offset / 8, name));
    }
    // Slots of `first`: 0 mov, 1 counters, 3 table, 5 mov, 6 mov, 7 cpus, 9 call, 10 exit; `second` starts at 11.
    let expected = [(1, "counters"), (3, "table"), (7, "cpus"), (12, "cpus")];
    assert_eq!(found, expected.map(|(slot, name)| (slot, name.to_owned())));
    // The instruction holds the offset into the symbol, and no pseudo source register.
    let code = xdp.data()?;
    assert_eq!(
        code[8..24],
        [0x18, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    );
    assert_eq!(
        code[24..40],
        [0x18, 2, 0, 0, 0x24, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    );
    Ok(())
}

#[test]
fn aya_reads_programs_and_maps_as_they_were_declared() -> Outcome {
    let mut object = aya_obj::Object::parse(&Maps::new()?.elf()?)?;
    assert_eq!(object.license.to_bytes(), b"Dual MIT/GPL");
    let section = |name: &str| {
        object
            .programs
            .get(name)
            .map(|program| program.section.clone())
    };
    assert!(matches!(
        section("first"),
        Some(ProgramSection::Xdp { frags: false, .. })
    ));
    assert!(matches!(
        section("second"),
        Some(ProgramSection::Xdp { frags: false, .. })
    ));
    let Some(ProgramSection::Xdp { attach_type, .. }) = section("third") else {
        panic!("{:?}", section("third"));
    };
    assert_eq!(format!("{attach_type:?}"), "CpuMap");
    let map = |name: &str| {
        let map = &object.maps[name];
        (
            map.map_type(),
            map.key_size(),
            map.value_size(),
            map.max_entries(),
            map.data().to_vec(),
        )
    };
    assert_eq!(
        map("cpus"),
        (MapType::BPF_MAP_TYPE_CPUMAP as u32, 4, 8, 8, vec![])
    );
    assert_eq!(
        map("counters"),
        (MapType::BPF_MAP_TYPE_ARRAY as u32, 4, 16, 4, vec![])
    );
    let bytes: Vec<u8> = (0..100).collect();
    assert_eq!(
        map(".data.table"),
        (MapType::BPF_MAP_TYPE_ARRAY as u32, 4, 100, 1, bytes)
    );

    let maps = object.maps.clone();
    let fds = [("cpus", 41), ("counters", 42), (".data.table", 43)];
    let text: HashSet<_> = object
        .functions
        .keys()
        .map(|(section, _)| *section)
        .collect();
    object.relocate_maps(
        fds.iter().map(|(name, fd)| (*name, *fd, &maps[*name])),
        &text,
    )?;
    let code = |name: &str| &object.functions[&object.programs[name].function_key()].instructions;
    let load = |insns: &[bpf_insn]| (insns[0].src_reg(), insns[0].imm, insns[1].imm);
    assert_eq!(load(&code("first")[1..]), (1, 42, 0), "the array");
    assert_eq!(
        load(&code("first")[3..]),
        (2, 43, 0x24),
        "the value of the data map"
    );
    assert_eq!(load(&code("first")[7..]), (1, 41, 0), "the CPUMAP");
    assert_eq!(
        load(&code("second")[1..]),
        (1, 41, 0),
        "the CPUMAP in the other program"
    );
    Ok(())
}

/// The string at `offset` in the `.BTF` section `btf`.
fn string(btf: &[u8], offset: u32) -> Result<&str, Box<dyn Error>> {
    let word = |at: usize| u32::from_le_bytes([btf[at], btf[at + 1], btf[at + 2], btf[at + 3]]);
    // The header ends at the offset in its second word; its fifth word is where the strings start.
    let start = usize::try_from(word(4) + word(16) + offset)?;
    let text = btf[start..]
        .split(|byte| *byte == 0)
        .next()
        .ok_or("no end")?;
    Ok(std::str::from_utf8(text)?)
}

#[test]
fn the_types_are_those_of_the_kernel() -> Outcome {
    let bytes = Maps::new()?.elf()?;
    let elf = object::File::parse(&*bytes)?;
    let raw = section(&elf, ".BTF")?;
    let btf = Btf::parse(raw, Endianness::Little)?;
    for (name, kind) in [
        ("first", BtfKind::Func),
        ("second", BtfKind::Func),
        ("third", BtfKind::Func),
        ("xdp_md", BtfKind::Struct),
        ("cpus", BtfKind::Var),
        ("counters", BtfKind::Var),
        ("table", BtfKind::Var),
        (".maps", BtfKind::DataSec),
        (".data.table", BtfKind::DataSec),
        ("int", BtfKind::Int),
    ] {
        assert!(
            btf.id_by_type_name_kind(name, kind).is_ok(),
            "{kind} {name}"
        );
    }
    // Each name stands once, and so does each type: three programs take one `xdp_md`.
    let texts: Vec<&[u8]> = raw.split(|byte| *byte == 0).collect();
    for name in ["xdp_md", "max_entries", "ctx"] {
        let stands = texts
            .iter()
            .filter(|text| text.ends_with(name.as_bytes()))
            .count();
        assert_eq!(stands, 1, "{name}");
    }
    assert_eq!(
        btf.to_bytes().len(),
        raw.len(),
        "aya writes as many bytes as we"
    );
    Ok(())
}

#[test]
fn every_instruction_has_the_line_that_emitted_it() -> Outcome {
    let maps = Maps::new()?;
    let (bytes, programs) = (maps.elf()?, maps.programs()?);
    let elf = object::File::parse(&*bytes)?;
    let btf = section(&elf, ".BTF")?;
    let object = aya_obj::Object::parse(&bytes)?;
    for program in &programs {
        let name = program.name().as_str();
        let function = &object.functions[&object.programs[name].function_key()];
        let infos = &function.func_info.func_info;
        assert_eq!(infos.len(), 1, "{name}");
        let ours = Btf::parse(btf, Endianness::Little)?;
        assert_eq!(
            infos[0].type_id,
            ours.id_by_type_name_kind(name, BtfKind::Func)?
        );

        // A record for each run of instructions from one place, at the first of them.
        let lines = program.code().lines();
        let mut expected = Vec::new();
        let mut slot = 0;
        for run in lines.chunk_by(|a, b| a.at() == b.at()) {
            expected.push((
                slot,
                run[0].at().file(),
                run[0].at().line(),
                run[0].at().column(),
            ));
            slot += run.iter().map(|line| line.insn().slots()).sum::<usize>();
        }
        assert!(expected.len() > 1);
        let mut found = Vec::new();
        for info in &function.line_info.line_info {
            let file = string(btf, info.file_name_off)?;
            let slot = usize::try_from(info.insn_off)?;
            found.push((slot, file, info.line_col >> 10, info.line_col & 0x3ff));
        }
        assert_eq!(found, expected, "{name}");
    }
    let first = &object.functions[&object.programs["first"].function_key()];
    let texts: Result<Vec<_>, _> = first
        .line_info
        .line_info
        .iter()
        .map(|info| string(btf, info.line_off))
        .collect();
    assert_eq!(
        texts?,
        [
            "r3 = 0x0",
            "r1 = 0x0 ll <counters>",
            "r2 = 0x24 ll <table>",
            "bpf_redirect_map",
            "exit"
        ]
    );
    Ok(())
}

#[test]
fn the_same_calls_give_the_same_bytes() -> Outcome {
    assert_eq!(Maps::new()?.elf()?, Maps::new()?.elf()?);
    Ok(())
}

#[test]
fn every_kind_has_the_section_name_that_loaders_know() -> Outcome {
    for (kind, name) in [
        (ProgramKind::Xdp { frags: false }, "xdp"),
        (ProgramKind::Xdp { frags: true }, "xdp.frags"),
        (ProgramKind::XdpCpumap { frags: false }, "xdp/cpumap"),
        (ProgramKind::XdpCpumap { frags: true }, "xdp.frags/cpumap"),
        (ProgramKind::Classifier, "classifier"),
        (
            ProgramKind::RawTracepoint {
                name: "xdp_redirect".to_owned(),
            },
            "raw_tp/xdp_redirect",
        ),
    ] {
        let program = Program::new("program", kind, pass()?)?;
        let bytes = Object::new("GPL").program(&program).to_elf()?;
        section(&object::File::parse(&*bytes)?, name)?;
        assert!(
            aya_obj::Object::parse(&bytes)?
                .programs
                .contains_key("program"),
            "{name}"
        );
    }
    Ok(())
}

#[test]
fn an_object_may_hold_no_map_and_no_program() -> Outcome {
    let bytes = Object::new("GPL").to_elf()?;
    assert!(aya_obj::Object::parse(&bytes)?.programs.is_empty());
    let program = Program::new("program", ProgramKind::XDP, pass()?)?;
    let bytes = Object::new("GPL").program(&program).to_elf()?;
    let elf = object::File::parse(&*bytes)?;
    assert!(elf.section_by_name(".maps").is_none());
    Ok(())
}

/// What `to_elf` says of a program with this code.
fn refusal(code: Code<'_>) -> Result<String, Box<dyn Error>> {
    let program = Program::new("program", ProgramKind::XDP, code)?;
    let error = Object::new("GPL").program(&program).to_elf();
    Ok(error.err().ok_or("it was written")?.to_string())
}

#[test]
fn a_live_map_is_loaded_at_once_or_not_at_all() -> Outcome {
    let file = File::open("/dev/null")?;
    let map = file.as_fd();
    let mut a = Asm::new();
    a.ld_map(R1, &map).mov(R0, 0).exit();
    let code = a.finish()?;
    let at = code.lines()[0].at().to_string();
    let program = Program::new("live", ProgramKind::XDP, code.clone())?;
    let bytes = Object::new("GPL").program(&program).to_live_elf()?;
    let text = section(&object::File::parse(&*bytes)?, "xdp")?.to_vec();
    assert_eq!(text[..2], [0x18, 0x11]);
    assert_eq!(text[4..8], map.as_raw_fd().to_le_bytes());

    let said = refusal(code)?;
    for part in ["`program`", &at, "file descriptor", "MapDecl"] {
        assert!(said.contains(part), "`{said}` does not say `{part}`");
    }
    // The same number, emitted as data.
    let mut a = Asm::new();
    let (dst, value) = (R1.into(), Imm64::MapFd(3));
    a.emit(Insn::LdImm64 { dst, value }).exit();
    assert!(refusal(a.finish()?)?.contains("file descriptor"));
    Ok(())
}

#[test]
fn a_declared_map_is_replaced_by_a_live_one() -> Outcome {
    let (file, maps) = (File::open("/dev/null")?, Maps::new()?);
    let [first, second, _] = maps.programs()?;
    let fd = file.as_fd();
    let first = first.with_map("table", fd)?.with_map("cpus", fd)?;
    let declared: Vec<_> = first
        .code()
        .declared_maps()
        .iter()
        .map(|spec| spec.name.to_string())
        .collect();
    assert_eq!(declared, ["counters"]);
    let values: Vec<_> = first
        .code()
        .lines()
        .iter()
        .filter_map(|line| match line.insn() {
            Insn::LdImm64 { value, .. } => Some(*value),
            _ => None,
        })
        .collect();
    let number = fd.as_raw_fd();
    let table = Imm64::MapValue {
        fd: number,
        off: 0x24,
    };
    assert_eq!(values, [Imm64::MapFd(0), table, Imm64::MapFd(number)]);

    let said = second
        .with_map("table", fd)
        .err()
        .ok_or("it was taken")?
        .to_string();
    assert!(
        said.contains("`second`") && said.contains("`table`") && said.contains("cpus"),
        "{said}"
    );
    Ok(())
}

#[test]
fn what_only_this_kernel_knows_is_not_written() -> Outcome {
    let mut a = Asm::new();
    a.call_kfunc(1234).exit();
    let code = a.finish()?;
    let at = code.lines()[0].at().to_string();
    let said = refusal(code)?;
    assert!(said.contains(&at) && said.contains("BTF id"), "{said}");
    let mut a = Asm::new();
    let value = Imm64::BtfId {
        btf_id: 1,
        btf_fd: 0,
    };
    a.emit(Insn::LdImm64 {
        dst: R1.into(),
        value,
    })
    .exit();
    assert!(refusal(a.finish()?)?.contains("BTF id"));
    // A place in a list of descriptors, which only the process that loads has.
    for value in [Imm64::MapIdx(0), Imm64::MapIdxValue { idx: 0, off: 0 }] {
        let mut a = Asm::new();
        let dst = R1.into();
        a.emit(Insn::LdImm64 { dst, value }).exit();
        assert!(refusal(a.finish()?)?.contains("file descriptor"));
    }
    // Calls inside of the program mean the same everywhere.
    let mut a = Asm::new();
    a.emit(Insn::Call(Callee::Local(1)))
        .exit()
        .mov(R0, 0)
        .exit();
    let program = Program::new("program", ProgramKind::XDP, a.finish()?)?;
    assert!(Object::new("GPL").program(&program).to_elf().is_ok());
    Ok(())
}

#[test]
fn names_are_given_once() -> Outcome {
    let maps = Maps::new()?;
    let [first, second, _] = &maps.programs()?;
    let twice = Object::new("GPL")
        .program(first)
        .program(second)
        .program(first)
        .to_elf();
    let Err(ObjectError::DuplicateProgram { program }) = twice else {
        panic!("{twice:?}");
    };
    assert_eq!(program.as_str(), "first");

    let named = Program::new("cpus", ProgramKind::XDP, pass()?)?;
    let clash = Object::new("GPL").program(first).program(&named).to_elf();
    let Err(ObjectError::NameClash { name }) = clash else {
        panic!("{clash:?}");
    };
    assert_eq!(name.as_str(), "cpus");
    Ok(())
}

#[test]
fn a_map_is_declared_in_one_way() -> Outcome {
    let (eight, also_eight, nine) = (
        MapDecl::<Cpumap>::new("cpus", 8)?,
        MapDecl::<Cpumap>::new("cpus", 8)?,
        MapDecl::<Cpumap>::new("cpus", 9)?,
    );
    let mut a = Asm::new();
    a.ld_map(R1, &eight).ld_map(R1, &also_eight).exit();
    let program = Program::new("program", ProgramKind::XDP, a.finish()?)?;
    assert_eq!(program.code().declared_maps().len(), 1);
    Object::new("GPL").program(&program).to_elf()?;

    let mut a = Asm::new();
    a.ld_map(R1, &eight).ld_map(R1, &nine).exit();
    let said = refusal(a.finish()?)?;
    for part in ["`cpus`", "max_entries: 8", "max_entries: 9"] {
        assert!(said.contains(part), "`{said}` does not say `{part}`");
    }
    Ok(())
}

#[test]
fn object_files_name_the_value_of_data_maps_and_other_maps_whole() -> Outcome {
    let maps = Maps::new()?;
    let mut a = Asm::new();
    a.ld_map_value(R1, &maps.counters, 0).exit();
    let code = a.finish()?;
    let at = code.lines()[0].at().to_string();
    let said = refusal(code)?;
    for part in [&at, "the value of map `counters`", "`ld_map`"] {
        assert!(said.contains(part), "`{said}` does not say `{part}`");
    }
    let mut a = Asm::new();
    a.ld_map(R1, &maps.table).exit();
    let said = refusal(a.finish()?)?;
    assert!(said.contains("the whole map `table`"), "{said}");
    Ok(())
}

/// A map that was declared by hand.
struct Declared(MapSpec);

impl AsMap for Declared {
    fn as_map(&self) -> MapRef<'_> {
        MapRef::Decl(self.0.clone())
    }
}

#[test]
fn data_fills_its_value() -> Outcome {
    let empty = MapDecl::<Data>::new("empty", Vec::new())?;
    let mut a = Asm::new();
    a.ld_map_value(R1, &empty, 0).exit();
    assert!(refusal(a.finish()?)?.contains("`empty`"));

    let spec = MapSpec {
        value_size: 3,
        ..MapDecl::<Data>::new("short", vec![1, 2])?.spec().clone()
    };
    let short = Declared(spec);
    let mut a = Asm::new();
    a.ld_map_value(R1, &short, 0).exit();
    let said = refusal(a.finish()?)?;
    assert!(said.contains("a value of 3 bytes and 2 bytes"), "{said}");
    Ok(())
}

#[test]
fn what_the_kernel_would_not_take_is_not_written() -> Outcome {
    let mut a = Asm::new();
    // Sixteen times a text of a megabyte and something.
    for index in 0..16 {
        a.mov(R0, index)
            .note(format!("{index}{}", "x".repeat(1 << 20)));
        a.exit();
    }
    let said = refusal(a.finish()?)?;
    assert!(
        said.contains("`.BTF` in bytes") && said.contains("16777216"),
        "{said}"
    );
    Ok(())
}
