//! Round-robin: no two CPUs share a counter.

use softrss_core::{CpuId, CpuSet, Policy};
use softrss_proof::{
    case::{Sample, Setup},
    engine::RunError,
    executor::{Executor, InMachine, InRbpf, Model},
};

/// CPU numbers go up to 8191.
const RECEIVERS: [u32; 8] = [0, 1, 255, 256, 257, 4096, 8190, 8191];

#[test]
fn every_cpu_takes_turns_of_its_own() -> Result<(), RunError> {
    let text = "version = 1\n[targets]\ncpus = \"0-3\"\n[flow]\nfields = \"round-robin\"\n";
    let setup = Setup::new(text.parse::<Policy>()?, &CpuSet::new())?;
    let mut model = Model::of(&setup);
    let (mut machine, mut rbpf) = (InMachine::new(&setup)?, InRbpf::new(&setup)?);
    for turn in 0..5 {
        for cpu in RECEIVERS {
            let sample = Sample {
                cpu: CpuId::new(cpu)?,
                ..Sample::new(vec![0; 60])
            };
            let (decision, expected) = model.expect(&sample);
            assert!(decision.took_turn);
            assert_eq!(decision.bucket, Some(turn), "turn {turn} of CPU {cpu}");
            for found in [machine.run(&sample)?, rbpf.run(&sample)?] {
                assert_eq!(
                    found.redirected, expected.redirected,
                    "turn {turn} of CPU {cpu}"
                );
            }
        }
    }
    Ok(())
}
