use bpf_asm::Asm;

fn main() {
    let mut a = Asm::new();
    let out = a.label("out");
    a.ja(&out);
    a.bind(out).exit();
    a.bind(out).exit(); //~ E0382 use of moved value: `out`
}
