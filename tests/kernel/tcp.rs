//! Real TCP connections through a policy at both ends of the link.

use std::{error::Error, process::ExitCode, time::Duration};

use softrss::{Attached, CpumapStats, Steering, XdpMode, topology};
use softrss_core::{
    CpuSet, Policy,
    codegen::{Counter, Options},
    policy::Target,
    resolve::ResolvedPolicy,
};
use softrss_kernel_tests::{eventually, program::attached, trials};
use softrss_testbed::{
    Encapsulation, IpVersion, SegmentSizes, TcpBed, TcpPair,
    harness::{self, Need, Outcome},
};

fn main() -> ExitCode {
    const NEEDS: [Need; 2] = [Need::Root, Need::Kernel(5, 9)];
    harness::run(trials![
        NEEDS => [steered_connections_work],
    ])
}

const PATIENCE: Duration = Duration::from_secs(10);
const TRANSFER: u64 = 200_000;
const ENCAPSULATIONS: [Encapsulation; 6] = [
    Encapsulation::Plain,
    Encapsulation::Vlan(100),
    Encapsulation::QinQ {
        service: 200,
        customer: 100,
    },
    Encapsulation::Pppoe { session: 7 },
    Encapsulation::VlanPppoe {
        vlan: 100,
        session: 7,
    },
    Encapsulation::Mpls { label: 1000 },
];

/// A policy at both ends of a link.
struct Steered {
    ends: Vec<Attached>,
    steering: Steering,
}

impl Steered {
    fn new(bed: &TcpBed, policy: &ResolvedPolicy) -> Result<Self, Box<dyn Error>> {
        let options = Options {
            counters: true,
            ..Options::default()
        };
        let steering = Steering::load(policy, options)?;
        let bed = bed.testbed();
        let attach = |end| attached(steering.program(), end, XdpMode::Native);
        let ends = vec![attach(bed.source())?, attach(bed.sink())?];
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
    let equal = |cpu| Target { cpu, weight: 1 };
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
    let (source, sink) = (bed.testbed().source(), bed.testbed().sink());
    let taps = [bed.syns(sink)?, bed.syns(source)?];
    let connection = bed.connect(version)?;
    for tap in taps {
        let syn = tap.next_syn(PATIENCE)?.ok_or("no SYN was seen")?;
        assert!(syn.segment.checksums_valid, "{syn:?}");
        assert_eq!(syn.segment.mss.map(u32::from), Some(mss), "{syn:?}");
    }
    let (client, server) = (mss, mss);
    assert_eq!(connection.segment_sizes()?, SegmentSizes { client, server });
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
        let stats = CpumapStats::attach(steered.steering.cpus(), XdpMode::Native)?;
        for version in IpVersion::ALL {
            let connection = connection(&bed, version, full_size(encapsulation, version))?;
            connection.transfer(TRANSFER)?;
        }
        let arrived: u64 = [bed.testbed().source(), bed.testbed().sink()]
            .into_iter()
            .map(|end| Ok(bed.counters(end)?.received))
            .sum::<Result<u64, Box<dyn Error>>>()?;
        let steered_packets = || {
            let queued: u64 = stats.read()?.values().map(|cpu| cpu.processed).sum();
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
