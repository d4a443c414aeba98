use bpf_asm::{Asm, FP};

fn main() {
    Asm::new().mov(FP, 0); //~ E0277 `Fp` cannot be written by an instruction
    //~| r10, the frame pointer, is read-only
}
