//! Samples and records for tests.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use softrss::{Choices, CpuCounters, CpuId, CpuSample, Record, Sample};
use softrss_core::header::Reason;

use crate::reading::{InterfaceId, Reading, Readings};

/// When the interface was attached, in seconds since 1970.
pub(crate) const ATTACHED: u64 = 1_700_000_000;

/// Targets 2 and 3, `seconds` after they were attached, under steady traffic that CPU 2 receives.
pub(crate) fn sample(attached: Instant, seconds: u64) -> Sample {
    let receiver = CpuCounters {
        enqueued: 200_000 * seconds,
        enqueue_bulks: 25_000 * seconds,
        processed: 200_000 * seconds,
        kthread_bulks: 25_000 * seconds,
        sched: 15_000 * seconds,
        ..CpuCounters::default()
    };
    let other = CpuCounters {
        enqueued: 100_000 * seconds,
        enqueue_bulks: 20_000 * seconds,
        processed: 100_000 * seconds,
        kthread_bulks: 20_000 * seconds,
        sched: 16_000 * seconds,
        ..CpuCounters::default()
    };
    let target = |queue, passed| CpuSample {
        queue,
        passed,
        latency: None,
    };
    Sample {
        at: attached + Duration::from_secs(seconds),
        cpus: BTreeMap::from([
            (CpuId::from(2), target(receiver, 100_000 * seconds)),
            (CpuId::from(3), target(other, 0)),
        ]),
        choices: Choices {
            rules: vec![
                ("dns".to_owned(), 1200 * seconds),
                ("shop".to_owned(), 25_000 * seconds),
            ],
            prefix: 0,
            bucket: 373_790 * seconds,
            nothing: 10 * seconds,
        },
        reasons: Reason::ALL
            .iter()
            .zip([10, 2, 0, 0, 0, 300])
            .map(|(reason, rate)| (*reason, rate * seconds))
            .collect(),
        redirect_errors: Some(0),
        exceptions: Some(0),
    }
}

/// `sample` again, some seconds of silence later.
pub(crate) fn later(sample: &Sample, seconds: u64) -> Sample {
    let at = sample.at + Duration::from_secs(seconds);
    Sample {
        at,
        ..sample.clone()
    }
}

/// What is kept of the steering of `interface`.
pub(crate) fn record(interface: &str) -> Record {
    Record {
        schema: Record::SCHEMA,
        version: "0.1.0".to_owned(),
        interface: interface.to_owned(),
        ifindex: 7,
        netns: 4_026_531_840,
        mode: "native".to_owned(),
        frags: false,
        attached_at: ATTACHED,
        applied_at: ATTACHED,
        source: Some("/etc/softrss/shop.toml".to_owned()),
        policy: "version = 1\n".to_owned(),
        cpus: vec![2, 3],
        qsize: 2048,
        rules: vec!["dns".to_owned(), "shop".to_owned()],
    }
}

/// An interface of this namespace.
pub(crate) fn interface(name: &str) -> InterfaceId {
    InterfaceId {
        name: name.to_owned(),
        elsewhere: None,
    }
}

/// A reading of `eth0`.
pub(crate) fn reading(sample: Sample) -> Reading {
    Reading {
        interface: interface("eth0"),
        record: record("eth0"),
        sample,
    }
}

/// Nothing but `sample`, of `eth0`.
pub(crate) fn readings(sample: Sample) -> Readings {
    Readings {
        read: vec![reading(sample)],
        unread: Vec::new(),
    }
}
