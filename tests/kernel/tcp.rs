//! Real TCP connections through a policy at both ends of the link.

use std::{
    error::Error,
    process::ExitCode,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use softrss::{Attached, CpumapEntry, CpumapStats, Qsize, Steering, XdpMode, load, topology};
use softrss_codegen::{Image, Options, entry};
use softrss_core::{
    Counter, CpuSet, Feature, Mss, Policy,
    policy::{Decap, Target},
    resolve::ResolvedPolicy,
};
use softrss_kernel_tests::{eventually, program::attached, trials};
use softrss_testbed::{
    Encapsulation, End, IpVersion, SegmentSizes, TcpBed, TcpPair, TestbedError,
    harness::{self, Need, Outcome},
};

fn main() -> ExitCode {
    const NEEDS: [Need; 2] = [Need::Root, Need::Feature(Feature::CpumapPrograms)];
    harness::run(trials![
        NEEDS => [
            steered_connections_work,
            connections_are_clamped,
            each_end_is_clamped_by_what_it_receives,
            a_larger_size_is_left_alone,
            headers_that_are_not_read_hide_connections,
            clamping_comes_and_goes_under_a_transfer,
        ],
    ])
}

const PATIENCE: Duration = Duration::from_secs(10);
const TRANSFER: u64 = 200_000;
const ENCAPSULATIONS: [Encapsulation; 6] = Encapsulation::EACH;

/// Some, where each takes long.
const KINDS: [Encapsulation; 3] = [ENCAPSULATIONS[0], ENCAPSULATIONS[2], ENCAPSULATIONS[4]];

/// A policy at both ends of a link.
struct Steered {
    ends: Vec<Attached>,
    steering: Steering,
}

impl Steered {
    fn new(bed: &TcpBed, policy: &ResolvedPolicy) -> Result<Self, Box<dyn Error>> {
        let ends = [bed.testbed().source(), bed.testbed().sink()];
        Self::at(&ends, policy)
    }

    /// The policy at some of the ends.
    fn at(ends: &[&End], policy: &ResolvedPolicy) -> Result<Self, Box<dyn Error>> {
        let options = Options {
            counters: true,
            ..Options::default()
        };
        let steering = Steering::load(&Image::new(policy, options)?)?;
        let attach = |end: &&End| attached(steering.program(), end, XdpMode::Native);
        let ends = ends.iter().map(attach).collect::<Result<_, _>>()?;
        Ok(Self { ends, steering })
    }

    fn detach(self) {
        self.ends.into_iter().for_each(Attached::detach);
    }
}

/// A policy over all CPUs that are online.
fn policy(text: &str) -> Result<ResolvedPolicy, Box<dyn Error>> {
    let mut policy = Policy::parse("test", text, |_| Err(std::io::ErrorKind::NotFound.into()))?;
    let online = topology::online()?;
    let equal = Target::even;
    policy.targets.cpus = Some(online.iter().map(equal).collect());
    Ok(ResolvedPolicy::new(policy, &CpuSet::new())?)
}

/// What is left for the payload of a segment by an unsteered connection.
fn full_size(encapsulation: Encapsulation, version: IpVersion) -> u32 {
    let mtu = match encapsulation {
        Encapsulation::Pppoe { .. } | Encapsulation::VlanPppoe { .. } => 1492,
        _ => 1500,
    };
    match version {
        IpVersion::V4 => mtu - 40,
        IpVersion::V6 => mtu - 60,
    }
}

/// Opens a connection; both SYNs must have arrived with this size in the option, and valid checksums.
fn connection(bed: &TcpBed, version: IpVersion, mss: u32) -> Result<TcpPair, Box<dyn Error>> {
    let (client, server) = (mss, mss);
    connection_of(bed, version, SegmentSizes { client, server })
}

/// The same with a size for each direction: what an end sends is what the SYN said that it received.
fn connection_of(
    bed: &TcpBed,
    version: IpVersion,
    sizes: SegmentSizes,
) -> Result<TcpPair, Box<dyn Error>> {
    let (source, sink) = (bed.testbed().source(), bed.testbed().sink());
    let taps = [bed.syns(sink)?, bed.syns(source)?];
    let connection = bed.connect(version)?;
    for (tap, mss) in taps.into_iter().zip([sizes.server, sizes.client]) {
        let syn = tap.next_syn(PATIENCE)?.ok_or("no SYN was seen")?;
        assert!(syn.segment.checksums_valid, "{syn:?}");
        assert_eq!(syn.segment.mss.map(u32::from), Some(mss), "{syn:?}");
    }
    assert_eq!(connection.segment_sizes()?, sizes);
    Ok(connection)
}

fn assert_no_checksum_errors(bed: &TcpBed) -> Outcome {
    for end in [bed.testbed().source(), bed.testbed().sink()] {
        let counters = bed.counters(end)?;
        assert!(
            counters.received > 0 && counters.checksum_errors == 0,
            "{counters:?}"
        );
    }
    Ok(())
}

/// Steering alone changes nothing about a connection, and all of its packets are steered.
fn steered_connections_work() -> Outcome {
    for encapsulation in ENCAPSULATIONS {
        let bed = TcpBed::new(encapsulation)?;
        let steered = Steered::new(&bed, &policy("version = 1")?)?;
        let stats = CpumapStats::attach(steered.steering.cpus()?, XdpMode::Native)?;
        for version in IpVersion::ALL {
            let connection = connection(&bed, version, full_size(encapsulation, version))?;
            connection.transfer(TRANSFER)?;
        }
        let arrived: u64 = [bed.testbed().source(), bed.testbed().sink()]
            .into_iter()
            .map(|end| Ok(bed.counters(end)?.received))
            .sum::<Result<u64, Box<dyn Error>>>()?;
        let steered_packets = || {
            let queued: u64 = stats
                .read()?
                .values()
                .map(|cpu| cpu[Counter::KthreadPackets])
                .sum();
            let passed = steered.steering.count(Counter::Passed)?;
            Ok(queued + passed.iter().map(|(_, packets)| packets).sum::<u64>())
        };
        // What TCP received came through the programs; the kernel may have put some segments together.
        eventually(steered_packets, |packets| *packets >= arrived)?;
        assert_no_checksum_errors(&bed)?;
        steered.detach();
        bed.finish()?;
    }
    Ok(())
}

fn connections_are_clamped() -> Outcome {
    let clamping = policy("version = 1\n[targets]\nmss = 1200")?;
    for encapsulation in ENCAPSULATIONS {
        let bed = TcpBed::new(encapsulation)?;
        let steered = Steered::new(&bed, &clamping)?;
        for version in IpVersion::ALL {
            connection(&bed, version, 1200)?.transfer(TRANSFER)?;
        }
        assert_no_checksum_errors(&bed)?;
        steered.detach();
        bed.finish()?;
    }
    Ok(())
}

/// A program sees the SYNs of one direction, and so limits what its own end sends.
fn each_end_is_clamped_by_what_it_receives() -> Outcome {
    let clamping = policy("version = 1\n[targets]\nmss = 1200")?;
    for encapsulation in KINDS {
        let bed = TcpBed::new(encapsulation)?;
        for version in IpVersion::ALL {
            let full = full_size(encapsulation, version);
            let sink = Steered::at(&[bed.testbed().sink()], &clamping)?;
            let (client, server) = (full, 1200);
            connection_of(&bed, version, SegmentSizes { client, server })?.transfer(TRANSFER)?;
            sink.detach();
            let source = Steered::at(&[bed.testbed().source()], &clamping)?;
            let (client, server) = (1200, full);
            connection_of(&bed, version, SegmentSizes { client, server })?.transfer(TRANSFER)?;
            source.detach();
        }
        assert_no_checksum_errors(&bed)?;
        bed.finish()?;
    }
    Ok(())
}

fn a_larger_size_is_left_alone() -> Outcome {
    for encapsulation in KINDS {
        let bed = TcpBed::new(encapsulation)?;
        for version in IpVersion::ALL {
            let full = full_size(encapsulation, version);
            for (mss, negotiated) in [(full + 1, full), (full, full), (full - 1, full - 1)] {
                let policy = policy(&format!("version = 1\n[targets]\nmss = {mss}"))?;
                let steered = Steered::new(&bed, &policy)?;
                connection(&bed, version, negotiated)?.transfer(1000)?;
                steered.detach();
            }
        }
        assert_no_checksum_errors(&bed)?;
        bed.finish()?;
    }
    Ok(())
}

/// The relays of the test bed really put headers before the packets.
fn headers_that_are_not_read_hide_connections() -> Outcome {
    let blind = policy("version = 1\n[targets]\nmss = 1200\n[flow]\ndecap = []")?;
    for encapsulation in ENCAPSULATIONS {
        let bed = TcpBed::new(encapsulation)?;
        let steered = Steered::new(&bed, &blind)?;
        for version in IpVersion::ALL {
            let size = match encapsulation {
                Encapsulation::Plain => 1200,
                _ => full_size(encapsulation, version),
            };
            connection(&bed, version, size)?.transfer(1000)?;
        }
        steered.detach();
        bed.finish()?;
    }
    Ok(())
}

/// The entries of the queues are replaced again and again while connections carry data through them.
fn clamping_comes_and_goes_under_a_transfer() -> Outcome {
    const ROUNDS: u32 = 40;
    let bed = TcpBed::new(Encapsulation::Pppoe { session: 7 })?;
    let steered = Steered::new(&bed, &policy("version = 1\n[targets]\nmss = 1200")?)?;
    let clamped = connection(&bed, IpVersion::V6, 1200)?;
    let ending = AtomicBool::new(false);
    let transfers = thread::scope(|scope| {
        let transfers = scope.spawn(|| {
            let mut transfers = 0;
            while !ending.load(Ordering::Relaxed) {
                clamped.transfer(TRANSFER)?;
                transfers += 1;
            }
            Ok(transfers)
        });
        let replaced = replace_entries(&bed, &steered, ROUNDS);
        ending.store(true, Ordering::Relaxed);
        let transfers: Result<u32, TestbedError> = transfers
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        replaced.and(Ok(transfers?))
    })?;
    assert!(transfers > 1, "{transfers} transfers");
    let size = clamped.segment_sizes()?;
    assert_eq!((size.client, size.server), (1200, 1200));
    assert_no_checksum_errors(&bed)?;
    steered.detach();
    Ok(bed.finish()?)
}

/// Switches clamping off and on, with other queue lengths each time, and looks at a new connection.
fn replace_entries(bed: &TcpBed, steered: &Steered, rounds: u32) -> Result<(), Box<dyn Error>> {
    let full = full_size(Encapsulation::Pppoe { session: 7 }, IpVersion::V4);
    let clamp = load(&entry::clamp(Mss::new(1200)?, Decap::ALL, false)?)?;
    for round in 0..rounds {
        let entry = CpumapEntry::new(Qsize::new(512 + round)?);
        let (entry, size) = if round % 2 == 0 {
            (entry, full)
        } else {
            (entry.with_program(&clamp), 1200)
        };
        for cpu in topology::online()?.iter() {
            steered.steering.cpus()?.insert(cpu, &entry)?;
        }
        connection(bed, IpVersion::V4, size)?.transfer(1000)?;
    }
    Ok(())
}
