use bpf_asm::{Asm, R1, R2, W1, W2};

fn main() {
    let mut a = Asm::new();
    let out = a.label("out");
    a.mov(R1, W2); //~ E0277 `Wreg` cannot be combined with a destination of type `bpf_asm::Reg`
    //~| the two registers of an instruction have one width
    a.add(W1, R2); //~ E0277 `bpf_asm::Reg` cannot be combined with a destination of type `Wreg`
    //~| the two registers of an instruction have one width
    a.jeq(R1, W2, &out); //~ E0277 `Wreg` cannot be combined with a destination of type `bpf_asm::Reg`
    //~| the two registers of an instruction have one width
}
