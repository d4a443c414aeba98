use bpf_asm::Asm;

fn main() {
    let mut a = Asm::new();
    let out = a.label("out");
    a.ja(out); //~ E0277 `Label` is not something to jump to
    //~| consider borrowing here
}
