//! Any bytes, under any policy: the generated program in rbpf and the reference model agree.
//!
//! The first eight bytes are the seed of a policy, two more the CPU and the queue, the rest is the
//! frame. Run with `cargo +nightly fuzz run agree`.
#![no_main]

#[path = "../../crates/softrss-codegen/tests/common/mod.rs"]
mod common;

use common::{
    policies::{CPUS, random_policy},
    random::Rng,
    vm::{Memory, Vm, link},
};
use libfuzzer_sys::{Corpus, fuzz_target};
use softrss_codegen::{Maps, Options, Probe, generate};
use softrss_core::{
    Arrival, CpuId,
    decide,
};

fuzz_target!(|input: &[u8]| -> Corpus {
    let Some((seed, rest)) = input.split_first_chunk::<8>() else {
        return Corpus::Reject;
    };
    let &[cpu, queue, ref frame @ ..] = rest else {
        return Corpus::Reject;
    };
    // Few policies, so that the fuzzer can learn what a frame does under each.
    let policy = random_policy(&mut Rng(u64::from_le_bytes(*seed) % 64));
    let maps = Maps::new(&policy).expect("the names are valid");
    let options = Options {
        probe: true,
        ..Options::default()
    };
    let program = generate(&policy, &maps, options).expect("few rules make a small program");
    let memory = Memory::new(&maps);
    let linked = link(program.code(), &memory);
    let vm = Vm::new(&linked, &memory, policy.prefixes());
    let arrival = Arrival {
        cpu: CpuId::new(u32::from(cpu) % CPUS).ok(),
        queue: queue.into(),
        ..Arrival::new(frame)
    };
    let decision = decide(&policy, &arrival);
    let now = policy.policy().observe.latency.then_some(1 << 40);
    let found = vm.run(&arrival, now);
    assert_eq!(found.probe, Probe::of(&decision), "{:?}\n{decision:?}", policy.policy());
    Corpus::Keep
});
