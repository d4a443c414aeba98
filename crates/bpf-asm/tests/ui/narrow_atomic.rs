use bpf_asm::{Asm, R1, R6};

fn main() {
    Asm::new().atomic_add::<u16>(R6 + 8, R1); //~ E0277 an atomic operation cannot work on a `u16`
    //~| atomic operations work on u32 and u64
}
