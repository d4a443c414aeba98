use bpf_asm::{Asm, R1, R6};

fn main() {
    Asm::new().store::<i8>(R6 + 8, R1); //~ E0277 a store cannot write a `i8`
    //~| stores write u8, u16, u32 and u64
}
