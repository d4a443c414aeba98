use bpf_asm::Asm;

fn main() {
    Asm::new().redirect(1, 0_u64); //~ E0277 `u64` cannot be passed to a helper
    //~| put wider constants into a register with `ld_imm64`
}
