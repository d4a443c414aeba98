//! The tutorial shows code that runs: every part of the example stands in the example, word for word,
//! and the first program prints the listing that is shown. (The other blocks are doctests.)

use bpf_asm::{
    Asm, AsmError, R1, R2, R7, R8, W0,
    xdp::{XDP_DROP, XDP_PASS, xdp_md},
};

const TUTORIAL: &str = include_str!("../../../docs/tutorial/cpu-redirection.md");
const EXAMPLE: &str = include_str!("../../../examples/xdp_cpumap_lb.rs");

/// The fenced blocks of one kind.
fn blocks(kind: &str) -> Vec<&'static str> {
    let blocks = TUTORIAL.split("\n```").skip(1).step_by(2);
    blocks
        .filter_map(|block| block.strip_prefix(kind)?.strip_prefix('\n'))
        .collect()
}

#[test]
fn every_part_is_in_the_example() {
    for part in blocks("rust,ignore") {
        assert!(
            EXAMPLE.contains(part),
            "not in examples/xdp_cpumap_lb.rs:\n{part}"
        );
    }
}

#[test]
fn the_whole_way_is_shown() {
    let parts = blocks("rust,ignore");
    for step in [
        "CpuMap::create",
        "map_lookup_elem",
        "redirect_map(map",
        "attach(&program",
    ] {
        assert!(
            parts.iter().any(|part| part.contains(step)),
            "{step} is not shown"
        );
    }
}

#[rustfmt::skip]
fn first_program() -> Result<String, AsmError> {
    let mut a = Asm::new();
    let pass = a.label("pass");
    a.load::<u32>(R7, R1 + xdp_md::DATA).load::<u32>(R8, R1 + xdp_md::DATA_END);
    a.mov(R2, R7).add(R2, 14).jgt(R2, R8, &pass).note("shorter than Ethernet");
    a.load::<u16>(R2, R7 + 12).be16(R2).jne(R2, 0x0800, &pass).note("not IPv4");
    a.mov(W0, XDP_DROP).exit();
    a.bind(pass).mov(W0, XDP_PASS).exit();
    Ok(a.finish()?.to_string())
}

#[test]
fn the_first_program_prints_what_is_shown() {
    let shown = blocks("rust")[0];
    let body = shown.split_once("Asm::new();\n").unwrap().1;
    let body = body.split_once("    println!").unwrap().0;
    assert!(
        include_str!("tutorial.rs").contains(body),
        "the tutorial's program is another one"
    );
    let listing = format!("{}\n", blocks("text")[2]);
    assert_eq!(first_program().unwrap(), listing);
}
