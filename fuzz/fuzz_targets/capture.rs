//! Any bytes as a capture: they are read to their end, or to the damage, and every packet before it is decided.
#![no_main]

use libfuzzer_sys::fuzz_target;
use softrss_cli::{capture::Capture, simulation::Simulation};
use softrss_core::{CpuId, Policy, ResolvedPolicy};

fuzz_target!(|input: &[u8]| {
    let Ok(mut capture) = Capture::new(input) else {
        return;
    };
    let cpus = (0..4).map(CpuId::from).collect();
    let policy = ResolvedPolicy::new(Policy::default(), &cpus).expect("it fits any CPUs");
    let mut simulation = Simulation::new(&policy).by_bucket();
    let mut packets = 0;
    while let Ok(Some(frame)) = capture.next() {
        assert!(frame.data.len() <= frame.wire_len.max(input.len() + 14));
        simulation.step(&frame);
        packets += 1;
    }
    assert_eq!(simulation.sums().packets, packets);
    assert!(capture.packets() >= packets);
});
