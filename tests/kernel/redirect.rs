//! Packets through a CPUMAP: counted on the CPU they were sent to, by the kernel's tracepoints and by who
//! receives them.

use std::{error::Error, process::ExitCode, time::Duration};

use softrss::{
    Counter, Counts, CpuId, CpuMap, CpumapEntry, CpumapStats, Qsize, TestRun, XdpMode, topology,
};
use softrss_core::Feature;
use softrss_kernel_tests::{
    eventually, inside,
    program::{attached, redirecting},
    traffic, trials,
};
use softrss_testbed::{
    Testbed, TestbedOptions, TrafficSpec, allowed_cpus,
    harness::{self, Need, Outcome},
};

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root] => [
            native_packets_go_to_the_cpu_that_was_chosen,
            other_maps_are_not_counted,
            a_packet_without_an_entry_is_not_lost,
            an_overflowing_queue_is_counted,
        ],
        [Need::Root, Need::Feature(Feature::SkbRedirect)] => [skb_packets_go_to_the_cpu_that_was_chosen],
        [Need::Root, Need::Feature(Feature::LiveFrames)] => [what_does_not_fit_the_queue_is_counted],
    ])
}

/// A map for the CPUs of this machine, with an entry for `target` only.
fn map_to(target: CpuId, qsize: u32) -> Result<CpuMap, Box<dyn Error>> {
    let last = topology::online()?.last().ok_or("no CPU")?;
    let map = CpuMap::create(last.number() + 1, "redirect")?;
    map.insert(target, &CpumapEntry::new(Qsize::new(qsize)?))?;
    Ok(map)
}

fn spec() -> Result<TrafficSpec, Box<dyn Error>> {
    let mut spec = TrafficSpec::new(allowed_cpus()?);
    spec.duration = Duration::from_millis(300);
    Ok(spec)
}

/// The counters of `target`, when the thread has processed all that was put into the queue.
fn settled(stats: &CpumapStats, target: CpuId, all: u64) -> Result<Counts, Box<dyn Error>> {
    let counts = eventually(
        || Ok(stats.read()?),
        |counts| {
            counts.get(&target).is_some_and(|cpu| {
                cpu[Counter::KthreadPackets]
                    + cpu[Counter::KthreadDrops]
                    + cpu[Counter::EnqueueDrops]
                    >= all
            })
        },
    )?;
    assert_eq!(
        counts.keys().collect::<Vec<_>>(),
        [&target],
        "only one CPU takes part"
    );
    Ok(counts[&target])
}

fn every_cpu_in_turn(mode: XdpMode) -> Outcome {
    let bed = Testbed::new()?;
    for target in topology::online()?.iter() {
        let map = map_to(target, 2048)?;
        let stats = CpumapStats::attach(&map, mode)?;
        let program = redirecting(&map, target)?;
        let attached = attached(&program, bed.sink(), mode)?;
        let report = traffic::enough(&bed, &spec()?)?;
        assert_eq!((report.lost, report.duplicates), (0, 0));
        assert!(report.flows_seen > 1, "{} flows", report.flows_seen);
        let counts = settled(&stats, target, report.sent)?;
        assert_eq!(
            (counts[Counter::Enqueued], counts[Counter::KthreadPackets]),
            (report.sent, report.sent)
        );
        assert_eq!(
            (counts[Counter::EnqueueDrops], counts[Counter::KthreadDrops]),
            (0, 0)
        );
        assert!(
            (1..=report.sent).contains(&counts[Counter::EnqueueBulks]),
            "{counts:?}"
        );
        attached.detach();
        let report = traffic::enough(&bed, &spec()?)?;
        assert_eq!(report.lost, 0);
        assert_eq!(
            stats.read()?[&target],
            counts,
            "nothing passes a detached program"
        );
    }
    Ok(())
}

fn native_packets_go_to_the_cpu_that_was_chosen() -> Outcome {
    every_cpu_in_turn(XdpMode::Native)
}

fn skb_packets_go_to_the_cpu_that_was_chosen() -> Outcome {
    every_cpu_in_turn(XdpMode::Skb)
}

fn other_maps_are_not_counted() -> Outcome {
    let bed = Testbed::new()?;
    let (map, other) = (map_to(CpuId::from(0), 2048)?, map_to(CpuId::from(0), 2048)?);
    let stats = CpumapStats::attach(&map, XdpMode::Native)?;
    let others = CpumapStats::attach(&other, XdpMode::Native)?;
    let program = redirecting(&other, CpuId::from(0))?;
    let _attached = attached(&program, bed.sink(), XdpMode::Native)?;
    let report = traffic::enough(&bed, &spec()?)?;
    assert_eq!(
        settled(&others, CpuId::from(0), report.sent)?[Counter::KthreadPackets],
        report.sent
    );
    assert!(stats.read()?.is_empty());
    Ok(())
}

fn a_packet_without_an_entry_is_not_lost() -> Outcome {
    let bed = Testbed::new()?;
    let map = CpuMap::create(8, "empty")?;
    let stats = CpumapStats::attach(&map, XdpMode::Native)?;
    let program = redirecting(&map, CpuId::from(0))?;
    let _attached = attached(&program, bed.sink(), XdpMode::Native)?;
    let report = traffic::enough(&bed, &spec()?)?;
    assert_eq!(report.lost, 0, "they pass");
    assert!(stats.read()?.is_empty());
    Ok(())
}

/// More packets in flight than the queue holds: what the kernel counts as dropped is what is missing.
fn an_overflowing_queue_is_counted() -> Outcome {
    let bed = Testbed::new()?;
    let target = topology::online()?.last().ok_or("no CPU")?;
    let map = map_to(target, 1)?;
    let stats = CpumapStats::attach(&map, XdpMode::Native)?;
    let program = redirecting(&map, target)?;
    let _attached = attached(&program, bed.sink(), XdpMode::Native)?;
    let report = traffic::enough(&bed, &spec()?)?;
    let counts = settled(&stats, target, report.sent)?;
    assert!(counts[Counter::EnqueueDrops] > 0, "{counts:?}");
    assert_eq!(
        counts[Counter::Enqueued] + counts[Counter::EnqueueDrops],
        report.sent
    );
    assert_eq!(counts[Counter::KthreadPackets], counts[Counter::Enqueued]);
    assert_eq!(
        (report.received, report.lost),
        (
            counts[Counter::KthreadPackets],
            counts[Counter::EnqueueDrops]
        )
    );
    Ok(())
}

/// Packets that the kernel makes itself, faster than any queue of one CPU can take them.
fn what_does_not_fit_the_queue_is_counted() -> Outcome {
    const FRAMES: u32 = 20_000;
    let bed = Testbed::with(&TestbedOptions::default())?;
    for target in topology::online()?.iter() {
        for qsize in [1, 8, 192] {
            let map = map_to(target, qsize)?;
            let stats = CpumapStats::attach(&map, XdpMode::Native)?;
            let program = redirecting(&map, target)?;
            // The frames come from the loopback device of the namespace, and are for nobody there.
            inside(bed.sink().netns(), || {
                let run = TestRun::new(&[0x02; 64]).repeat(FRAMES);
                run.live_frames(64).run(&program)
            })?;
            let counts = settled(&stats, target, FRAMES.into())?;
            assert_eq!(
                counts[Counter::Enqueued] + counts[Counter::EnqueueDrops],
                u64::from(FRAMES),
                "{counts:?}"
            );
            assert_eq!(counts[Counter::KthreadPackets], counts[Counter::Enqueued]);
            assert!(
                counts[Counter::EnqueueDrops] > 0 || qsize > 1,
                "a queue of one frame cannot hold a bulk of eight: {counts:?}"
            );
        }
    }
    Ok(())
}
