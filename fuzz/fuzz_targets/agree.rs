//! Any bytes, under any policy: the generated program and the reference model agree.
//!
//! The first eight bytes are the seed of a policy, two more the CPU and the queue, the rest is the
//! frame. Run with `cargo xtask fuzz agree`.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use softrss_core::CpuId;
use softrss_proof::{
    Rng,
    campaign::compare,
    case::{Sample, Setup},
    engine::Both,
    executor::Generated,
    policies::{Machines, policy},
};

fuzz_target!(|input: &[u8]| -> Corpus {
    let Some((seed, rest)) = input.split_first_chunk::<8>() else {
        return Corpus::Reject;
    };
    let &[cpu, queue, ref frame @ ..] = rest else {
        return Corpus::Reject;
    };
    // Few policies, so that the fuzzer can learn what a frame does under each.
    let mut rng = Rng::new(u64::from_le_bytes(*seed) % 64);
    let policy = policy(&mut rng, Machines::ANY);
    let setup = Setup::new(policy, &(0..8).map(CpuId::from).collect()).expect("it fits eight CPUs");
    let sample = Sample {
        queue: queue.into(),
        cpu: CpuId::from(cpu),
        ..Sample::new(frame.to_vec())
    };
    if let Some((model, program)) = compare::<Generated<Both>>(&setup, &sample) {
        panic!(
            "model: {model}\nprogram: {program}\n{:?}",
            setup.policy().policy()
        );
    }
    Corpus::Keep
});
