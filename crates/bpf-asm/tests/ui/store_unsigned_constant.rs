use bpf_asm::{Asm, FP};

fn main() {
    Asm::new().store::<u64>(FP - 8, 0x8000_0000_u32); //~ E0277 `u32` cannot be stored
    //~| an i32, which it sign-extends
}
