//! Any words as a command line: they are understood, or there is something to say. One word a line.
#![no_main]

use std::{ffi::OsString, os::unix::ffi::OsStringExt as _};

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let words = input.split(|byte| *byte == b'\n');
    let words = words.map(|word| OsString::from_vec(word.to_owned()));
    let command = std::iter::once(OsString::from("softrss"));
    if let Err(failure) = softrss_cli::parse(command.chain(words)) {
        let mut told = Vec::new();
        failure.tell(&mut told).expect("a vector takes all");
        assert!(!told.is_empty());
    }
});
