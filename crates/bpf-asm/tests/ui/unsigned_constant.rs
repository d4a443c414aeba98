use bpf_asm::{Asm, R1, W1};

fn main() {
    let mut a = Asm::new();
    a.xor(W1, 0x8000_0000_u32);
    a.xor(R1, 0x8000_0000_u32); //~ E0277 `u32` cannot be combined with a destination of type `bpf_asm::Reg`
    //~| for wider constants use `ld_imm64`
}
