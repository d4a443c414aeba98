//! Entries of a CPUMAP that are replaced while numbered packets come through it.

use std::{
    error::Error,
    panic::resume_unwind,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    thread,
    time::{Duration, Instant},
};

use softrss::{Counter, Counts, CpuMap, CpumapEntry, CpumapStats, XdpMode, topology};
use softrss_testbed::{Testbed, TrafficSpec, allowed_cpus};

use crate::{
    eventually,
    program::{attached, redirecting},
    told,
};

/// How long packets come: until entries were replaced this often, and not shorter than that.
const TIMES: u32 = 2;
const SHORTEST: Duration = Duration::from_millis(700);
const LONGEST: Duration = Duration::from_secs(30);

/// Puts one of `entries` after the other into a map while packets come, and makes sure that none is lost. The last is
/// the one that the map begins with. Gives what was counted.
///
/// # Errors
/// What the kernel refuses.
/// # Panics
/// If a packet is lost.
pub fn lose_nothing(entries: &[CpumapEntry<'_>]) -> Result<Counts, Box<dyn Error>> {
    let bed = Testbed::new()?;
    let target = topology::online()?.last().ok_or("no CPU")?;
    let map = CpuMap::create(target.number() + 1, "replaced")?;
    map.insert(target, entries.last().ok_or("no entry")?)?;
    let stats = CpumapStats::attach(&map, XdpMode::Native)?;
    let program = redirecting(&map, target)?;
    let _attached = attached(&program, bed.sink(), XdpMode::Native)?;
    let mut spec = TrafficSpec::new(allowed_cpus()?);
    spec.duration = LONGEST;
    let [done, enough, arriving] = [const { AtomicBool::new(false) }; 3];
    let (report, replaced) = thread::scope(|scope| {
        let replacing = scope.spawn(|| {
            let (start, mut replaced) = (Instant::now(), 0);
            for entry in entries.iter().cycle() {
                if done.load(Relaxed) {
                    break;
                }
                map.insert(target, entry).map_err(|error| told(&error))?;
                replaced += 1;
                let long = replaced > TIMES && start.elapsed() > SHORTEST;
                if long && arriving.load(Relaxed) {
                    enough.store(true, Relaxed);
                }
                thread::sleep(Duration::from_millis(2));
            }
            Ok::<_, String>(replaced)
        });
        let report = spec.run(&bed, &enough, |progress| {
            arriving.store(progress.sink.received > 10, Relaxed);
        });
        done.store(true, Relaxed);
        (report, replacing.join())
    });
    let (report, replaced) = (
        report?,
        replaced.unwrap_or_else(|panic| resume_unwind(panic))?,
    );
    assert!(replaced > TIMES, "replaced {replaced} times");
    assert!(report.sent > 10, "sent {}", report.sent);
    assert_eq!((report.lost, report.duplicates), (0, 0));
    let counts = eventually(
        || Ok(stats.read()?.get(&target).copied().unwrap_or_default()),
        |counts| counts[Counter::KthreadPackets] == report.sent,
    )?;
    assert_eq!(
        (counts[Counter::Enqueued], counts[Counter::EnqueueDrops]),
        (report.sent, 0)
    );
    Ok(counts)
}
