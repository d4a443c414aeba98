//! The program in the kernel, by `BPF_PROG_TEST_RUN`.

use std::os::fd::{AsFd, BorrowedFd};

use bpf_asm::{MapSpec, MapType, Program};
use nix::{
    sched::{CpuSet, sched_setaffinity},
    unistd::Pid,
};
use softrss::{Counters, Loaded, PlainMap, TestRun, load};
use softrss_core::CpuId;

use super::{Contents, Engine, Exit, Input, MOST_METADATA, RunError};

/// Bytes of an Ethernet header, which a test run asks for.
pub const SHORTEST: usize = 14;

/// A program in the kernel.
#[derive(Debug)]
pub struct Kernel {
    loaded: Loaded,
    maps: Vec<Held>,
}

/// A map in the kernel.
#[derive(Debug)]
enum Held {
    Plain(PlainMap),
    /// Numbers of which each CPU has its own.
    Sums(MapSpec, Counters<1>),
}

impl Held {
    fn create(spec: &MapSpec) -> Result<Self, RunError> {
        let numbers = spec.map_type == MapType::BPF_MAP_TYPE_PERCPU_ARRAY && spec.value_size == 8;
        if numbers {
            let counters = Counters::create(spec.max_entries, spec.name.as_str())?;
            return Ok(Self::Sums(spec.clone(), counters));
        }
        Ok(Self::Plain(PlainMap::create(spec)?))
    }

    fn spec(&self) -> &MapSpec {
        match self {
            Self::Plain(map) => map.spec(),
            Self::Sums(spec, _) => spec,
        }
    }

    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Plain(map) => map.as_fd(),
            Self::Sums(_, counters) => counters.as_fd(),
        }
    }

    fn insert(&self, key: &[u8], value: &[u8]) -> Result<(), RunError> {
        match self {
            Self::Plain(map) => Ok(map.insert(key, value)?),
            Self::Sums(spec, _) => Err(format!("{} is for the program", spec.name).into()),
        }
    }
}

impl Engine for Kernel {
    const NAME: &'static str = "kernel";
    const SEES_ALL: bool = false;

    fn load(program: &Program<'_>, contents: &Contents) -> Result<Self, RunError> {
        let specs = program.code().declared_maps();
        let maps: Vec<Held> = specs
            .into_iter()
            .map(Held::create)
            .collect::<Result<_, _>>()?;
        let mut linked = program.clone();
        for map in &maps {
            let name = map.spec().name.as_str();
            for (key, value) in contents.get(name).into_iter().flatten() {
                map.insert(key, value)?;
            }
            linked = linked.with_map(name, map.as_fd())?;
        }
        let loaded = load(&linked)?;
        drop(linked);
        Ok(Self { loaded, maps })
    }

    /// The time is the kernel's, the CPU the one that this thread is on, and there is no metadata.
    fn run(&mut self, input: &Input<'_>) -> Result<Exit, RunError> {
        let linear = u32::try_from(input.packet.len())?;
        // data, data_end, data_meta, ingress_ifindex, rx_queue_index, egress_ifindex
        let fields = [0, linear, 0, input.interface, input.queue, 0];
        let context = fields.map(u32::to_ne_bytes).concat();
        let whole = [input.packet, input.beyond].concat();
        let mut out = vec![0; MOST_METADATA + whole.len()];
        let run = TestRun::new(&whole).context(&context).output(&mut out);
        let result = run.run(&self.loaded)?;
        // Since Linux 5.15 what comes back begins with the metadata.
        let metadata = (result.output_bytes as usize).saturating_sub(whole.len());
        out.drain(..metadata);
        out.truncate(input.packet.len());
        Ok(Exit {
            action: result.return_value,
            redirected: None,
            metadata: Vec::new(),
            packet: out,
        })
    }

    fn values(&self, map: &str) -> Result<Option<Vec<u8>>, RunError> {
        let mut maps = self.maps.iter();
        let Some(map) = maps.find(|held| held.spec().name.as_str() == map) else {
            return Ok(None);
        };
        let values = (0..map.spec().max_entries).map(|index| match map {
            Held::Plain(map) => {
                let value = map.get(&index.to_ne_bytes())?;
                Ok(value.ok_or("an index that an array does not have")?)
            }
            Held::Sums(_, counters) => Ok(counters.total(index)?[0].to_ne_bytes().to_vec()),
        });
        let values: Vec<Vec<u8>> = values.collect::<Result<_, RunError>>()?;
        Ok(Some(values.concat()))
    }

    /// Linux 5.16 and newer say it.
    fn effort(&self) -> Option<u32> {
        let info = self.loaded.info().ok()?;
        Some(info.verified_instructions).filter(|&count| count > 0)
    }
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
