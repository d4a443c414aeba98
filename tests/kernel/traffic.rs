//! Numbered packets while something happens.

use std::{
    error::Error,
    panic::{self, AssertUnwindSafe},
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    thread,
    time::{Duration, Instant},
};

use softrss_testbed::{Testbed, TrafficReport, TrafficSpec, harness::Outcome};

/// Sends from `cpus` until `body` is done, and says what became of the packets.
///
/// # Errors
/// Those of `body`, and what stops the traffic.
pub fn during(
    bed: &Testbed,
    cpus: Vec<u32>,
    body: impl FnOnce() -> Outcome,
) -> Result<TrafficReport, Box<dyn Error>> {
    of(TrafficSpec::new(cpus), bed, body)
}

/// The same, of other traffic.
///
/// # Errors
/// Those of `body`, and what stops the traffic.
pub fn of(
    mut spec: TrafficSpec,
    bed: &Testbed,
    body: impl FnOnce() -> Outcome,
) -> Result<TrafficReport, Box<dyn Error>> {
    // Programs come and go.
    bed.sink().keep_ring()?;
    // It ends with the body.
    spec.duration = Duration::from_mins(30);
    let (stop, sending) = (AtomicBool::new(false), AtomicBool::new(false));
    thread::scope(|scope| {
        let traffic = scope.spawn(|| {
            spec.run(bed, &stop, |progress| {
                sending.store(progress.sink.received > 0, Relaxed);
            })
        });
        while !sending.load(Relaxed) && !traffic.is_finished() {
            thread::sleep(Duration::from_millis(2));
        }
        // Where it panics the traffic ends, too; else that would be waited for.
        let done = panic::catch_unwind(AssertUnwindSafe(body));
        stop.store(true, Relaxed);
        let report = traffic.join().map_err(|_panic| "the traffic panicked")?;
        done.unwrap_or_else(|panic| panic::resume_unwind(panic))?;
        Ok(report?)
    })
}

/// Sends by `spec` for as long as it says, and longer where it takes longer until every flow has come several times.
///
/// # Errors
/// What stops the traffic, or that it takes too long.
pub fn enough(bed: &Testbed, spec: &TrafficSpec) -> Result<TrafficReport, Box<dyn Error>> {
    let (start, stop) = (Instant::now(), AtomicBool::new(false));
    let patient = TrafficSpec {
        duration: Duration::from_mins(1),
        ..spec.clone()
    };
    let several = 4 * u64::from(spec.flows);
    let report = patient.run(bed, &stop, |progress| {
        let came = progress.sink.received > several;
        stop.store(came && start.elapsed() > spec.duration, Relaxed);
    })?;
    if report.sent < several {
        return Err(format!("only {} packets were sent", report.sent).into());
    }
    Ok(report)
}
