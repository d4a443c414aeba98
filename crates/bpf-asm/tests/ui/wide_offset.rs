use bpf_asm::{Asm, R1, R6};

fn main() {
    Asm::new().load::<u32>(R1, R6 + 70000); //~ overflowing_literals literal out of range for `i16`
}
