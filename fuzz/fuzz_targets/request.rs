//! Any bytes as the request of a client of `metrics`, however they arrive.
#![no_main]

use libfuzzer_sys::fuzz_target;
use softrss_cli::metrics::request::Request;

fuzz_target!(|input: &[u8]| {
    let whole = Request::parse(input);
    // What has been said about the beginning stays true, whatever comes behind it.
    for end in 0..input.len() {
        let begun = Request::parse(&input[..end]);
        assert!(
            begun == Request::Incomplete || begun == whole,
            "{begun:?} after {end} bytes, {whole:?} after all"
        );
    }
});
