use bpf_asm::{Asm, R1, R6};

fn main() {
    Asm::new().load::<i64>(R1, R6 + 8); //~ E0277 a load cannot read a `i64`
    //~| loads read u8, u16, u32, u64, and sign-extend i8, i16, i32
}
