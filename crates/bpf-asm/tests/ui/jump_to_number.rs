use bpf_asm::Asm;

fn main() {
    Asm::new().ja(3); //~ E0277 `{integer}` is not something to jump to
    //~| jumps take `&label`
}
