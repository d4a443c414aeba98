//! What can run a program.

mod both;
mod kernel;
mod rbpf;

use std::collections::BTreeMap;

use bpf_asm::{Name, Program};
use softrss_codegen::{Image, image, lanes};
use softrss_core::{CpuId, policy::Key};

pub use both::Both;
pub use kernel::{Kernel, SHORTEST, stay_on};
pub use rbpf::Rbpf;

/// A failure to run a program, which is a difference from the model too.
pub type RunError = Box<dyn std::error::Error + Send + Sync>;

/// What is put into maps before a program runs: keys and values, by the map's name.
pub type Contents = BTreeMap<String, Vec<(Vec<u8>, Vec<u8>)>>;

/// What `image` says is in its maps, without the queues of CPUs that are not `present`.
#[must_use]
pub fn contents(image: &Image, present: impl Fn(CpuId) -> bool) -> Contents {
    let word = |number: u32| number.to_ne_bytes().to_vec();
    let maps = image.maps().iter().map(|map| {
        let entries = match &map.contents {
            image::Contents::Queues(queues) => {
                let queues = queues.iter().filter(|queue| present(queue.cpu));
                // `struct bpf_cpumap_val`: the program has its own test.
                let value = |queue: &image::Queue| [word(queue.qsize.frames()), word(0)].concat();
                queues
                    .map(|queue| (word(queue.cpu.number()), value(queue)))
                    .collect()
            }
            // `struct bpf_devmap_val`: any interfaces.
            image::Contents::Devices(devices) => (0..)
                .zip(devices)
                .map(|(slot, _)| (word(slot), vec![0; 8]))
                .collect(),
            image::Contents::Table(table) => {
                let words = table.iter().map(|cpu| match image.lanes() {
                    Some(_) => lanes::word(*cpu, lanes::FIRST_EPOCH),
                    None => cpu.number(),
                });
                let words = words.flat_map(word);
                vec![(word(0), words.collect())]
            }
            image::Contents::Entries(entries) => match map.words() {
                Some(words) => vec![(word(0), words.into_iter().flat_map(word).collect())],
                None => entries
                    .iter()
                    .filter_map(|(key, cpu)| keyed(map, key, *cpu))
                    .collect(),
            },
            image::Contents::Counters(_)
            | image::Contents::Waits
            | image::Contents::Lanes(_)
            | image::Contents::Buckets
            | image::Contents::Shared(_)
            | image::Contents::Zero => Vec::new(),
        };
        (map.name.clone(), entries)
    });
    maps.collect()
}

/// Key and value of an entry of a table.
fn keyed(map: &image::Map, key: &Key, cpu: CpuId) -> Option<(Vec<u8>, Vec<u8>)> {
    match map.element(key, cpu) {
        image::Element::Keyed { key, value } => Some((key, value)),
        image::Element::Word { .. } => None,
    }
}

/// What a program runs on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Input<'a> {
    /// The bytes of the packet that can be read.
    pub packet: &'a [u8],
    /// The bytes behind them, which a packet in several buffers has.
    pub beyond: &'a [u8],
    /// The bytes before it, at most [`MOST_METADATA`].
    pub before: &'a [u8],
    /// How many of those are metadata.
    pub metadata: usize,
    /// The interface, 0 for none.
    pub interface: u32,
    /// The receive queue.
    pub queue: u32,
    /// The CPU.
    pub cpu: u32,
    /// The time in nanoseconds.
    pub now: u64,
}

impl Input<'_> {
    /// Length of the whole packet in bytes.
    ///
    /// # Panics
    /// Of 4 GiB, which no packet has.
    #[must_use]
    pub fn length(&self) -> u32 {
        let length = u32::try_from(self.packet.len() + self.beyond.len());
        length.expect("a packet is shorter than 4 GiB")
    }
}

/// Bytes of metadata that a packet can have on every kernel.
pub const MOST_METADATA: usize = 32;

/// How a program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exit {
    /// What it returned: the XDP action.
    pub action: u32,
    /// Map and key of the last `bpf_redirect_map`, if that was successful.
    pub redirected: Option<(Name, u32)>,
    /// The metadata that is before the packet.
    pub metadata: Vec<u8>,
    /// The packet.
    pub packet: Vec<u8>,
}

/// Something that runs programs: a program in it, with its maps, that packets can be given to.
pub trait Engine: Sized {
    /// Its name in reports.
    const NAME: &'static str;
    /// Whether an [`Exit`] says where the packet is redirected to, and what its metadata is.
    const SEES_ALL: bool;

    /// Makes `program` ready to run, in maps that are made as declared and hold `contents`. Of maps that
    /// the program does not use there is no need.
    ///
    /// # Errors
    /// When it is refused.
    fn load(program: &Program<'_>, contents: &Contents) -> Result<Self, RunError>;

    /// Gives it a packet.
    ///
    /// # Errors
    /// When it does something that no program may do.
    fn run(&mut self, input: &Input<'_>) -> Result<Exit, RunError>;

    /// The values of the array `map`, one behind the other, sums where each CPU has its own; `None` if the
    /// program does not use it.
    ///
    /// # Errors
    /// When they cannot be read.
    fn values(&self, map: &str) -> Result<Option<Vec<u8>>, RunError>;

    /// How many instructions it took, in the way that is limited there: for a packet at most, or for the
    /// verifier. `None` if that is not known.
    fn effort(&self) -> Option<u32>;
}
