//! The program in the kernel, by `BPF_PROG_TEST_RUN`.

use std::{collections::BTreeMap, marker::PhantomData, os::fd::AsFd};

use bpf_asm::MapSpec;
use nix::{
    sched::{CpuSet, sched_setaffinity},
    unistd::Pid,
};
use softrss::{Counters, CpuMap, CpumapEntry, Loaded, PlainMap, TestRun, load};
use softrss_codegen::{Maps, Probe};
use softrss_core::{CpuId, Slot};

use super::{Executor, RunError};
use crate::case::{Outcome, Sample, Setup};

/// Bytes of an Ethernet header, which a test run asks for.
pub const SHORTEST: usize = 14;

/// A program in the kernel.
#[derive(Debug)]
pub struct Kernel<'s> {
    loaded: Loaded,
    probe: PlainMap,
    counters: Option<(Counters<1>, u32)>,
    interface: u32,
    setup: PhantomData<&'s Setup>,
}

impl<'s> Executor<'s> for Kernel<'s> {
    const NAME: &'static str = "kernel";
    const SEES_TARGET: bool = false;

    fn new(setup: &'s Setup) -> Result<Self, RunError> {
        let program = setup.program()?;
        let specs: Vec<MapSpec> = program
            .code()
            .declared_maps()
            .into_iter()
            .cloned()
            .collect();
        let queues = setup.maps().queues().iter().enumerate();
        let queues = queues.map(|(step, map)| queue(setup, step, map.spec()));
        let queues: BTreeMap<&str, CpuMap> = queues.collect::<Result<_, _>>()?;
        let count = Slot::count(setup.policy().policy().rules.len());
        let counters = Counters::create(count, "counters")?;
        let plain = specs
            .iter()
            .filter(|spec| {
                let name = spec.name.as_str();
                name != "counters" && !queues.contains_key(name)
            })
            .map(|spec| filled(setup, spec))
            .collect::<Result<Vec<_>, _>>()?;
        let mut linked = program;
        for spec in &specs {
            let name = spec.name.as_str();
            let map = match queues.get(name) {
                Some(queue) => queue.as_fd(),
                None if name == "counters" => counters.as_fd(),
                None => plain
                    .iter()
                    .find(|map| map.spec() == spec)
                    .ok_or("a map was not made")?
                    .as_fd(),
            };
            linked = linked.with_map(name, map)?;
        }
        let loaded = load(&linked)?;
        drop(linked);
        let mut plain = plain.into_iter();
        Ok(Self {
            loaded,
            probe: plain
                .find(|map| map.spec().name.as_str() == "probe")
                .ok_or("the program has no probe")?,
            counters: setup.options.counters.then_some((counters, count)),
            interface: setup.interface,
            setup: PhantomData,
        })
    }

    fn run(&mut self, sample: &Sample) -> Result<Outcome, RunError> {
        let linear = u32::try_from(sample.frame.len())?;
        // data, data_end, data_meta, ingress_ifindex, rx_queue_index, egress_ifindex
        let fields = [0, linear, 0, self.interface, sample.queue, 0];
        let context = fields.map(u32::to_ne_bytes).concat();
        let whole;
        let data = if sample.beyond.is_empty() {
            &sample.frame
        } else {
            whole = [&sample.frame[..], &sample.beyond].concat();
            &whole
        };
        let run = TestRun::new(data).context(&context);
        let action = run.run(&self.loaded)?.return_value;
        let probe = self.probe.get(&0_u32.to_ne_bytes())?;
        let probe = probe.ok_or("the probe has no value")?;
        Ok(Outcome {
            action,
            redirected: None,
            stamped: false,
            probe: Probe::from_bytes(probe.as_slice().try_into()?),
        })
    }

    fn counters(&self) -> Result<Vec<u64>, RunError> {
        let Some((counters, count)) = &self.counters else {
            return Ok(Vec::new());
        };
        let totals = (0..*count).map(|index| Ok(counters.total(index)?[0]));
        totals.collect()
    }

    /// Linux 5.16 and newer say it.
    fn effort(&self) -> Result<u32, RunError> {
        match self.loaded.info()?.verified_instructions {
            0 => Err("the kernel does not say how many instructions it verified".into()),
            count => Ok(count),
        }
    }
}

/// The CPUMAP of `step`, by name, with the CPUs of that step only: a redirect through another one misses.
fn queue<'s>(setup: &Setup, step: usize, spec: &'s MapSpec) -> Result<(&'s str, CpuMap), RunError> {
    let map = CpuMap::create(spec.max_entries, spec.name.as_str())?;
    let qsize = setup.policy().policy().targets.qsize;
    for cpu in setup.present_for(step).iter() {
        map.insert(cpu, &CpumapEntry::new(qsize))?;
    }
    Ok((spec.name.as_str(), map))
}

/// The map, with what the policy puts into it.
fn filled(setup: &Setup, spec: &MapSpec) -> Result<PlainMap, RunError> {
    let map = PlainMap::create(spec)?;
    let name = spec.name.as_str();
    let entries = setup
        .policy()
        .policy()
        .table
        .iter()
        .flat_map(|table| &table.entries);
    for (prefix, cpu) in entries {
        let trie = if prefix.is_ipv4() {
            "prefixes4"
        } else {
            "prefixes6"
        };
        if trie == name {
            map.insert(&Maps::prefix_key(prefix), &cpu.number().to_ne_bytes())?;
        }
    }
    Ok(map)
}

/// Keeps the calling thread on `cpu`, where its test runs then happen.
///
/// # Errors
/// When the thread may not run there.
pub fn stay_on(cpu: CpuId) -> Result<(), RunError> {
    let mut only = CpuSet::new();
    only.set(usize::try_from(cpu.number())?)?;
    sched_setaffinity(Pid::from_raw(0), &only)?;
    Ok(())
}
