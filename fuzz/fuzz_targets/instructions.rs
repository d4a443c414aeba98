//! Any bytes as instructions: what is decoded is encoded to the same bytes, and can be shown.
#![no_main]

use bpf_asm::Code;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if let Ok(code) = Code::from_bytes(input, &[]) {
        assert_eq!(code.to_bytes(), input);
        assert_eq!(code.slots() * 8, input.len());
        assert_eq!(code.to_string().is_empty(), input.is_empty());
    }
});
