use bpf_asm::{Asm, R1, R2, W1, W2};

fn main() {
    let mut a = Asm::new();
    a.movsx::<i32, _>(R1, R2);
    a.movsx::<i32, _>(W1, W2); //~ E0277 a `i32` cannot be sign-extended into `Wreg`
    //~| i32 into 64 bits
}
