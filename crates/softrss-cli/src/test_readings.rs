//! Readings and records for tests.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use softrss::{
    Counter, Counts, CpuId, CpuReading, Epoch, Qsize, Reading, Reason, Record, StackCounter,
};
use softrss_core::counter::Per;

use crate::interfaces::{InterfaceId, Interfaces, Steered};

/// When the interface was attached, in seconds since 1970.
pub(crate) const ATTACHED: u64 = 1_700_000_000;

/// Targets 2 and 3, `seconds` after they were attached, under steady traffic that CPU 2 receives.
pub(crate) fn reading(attached: Instant, seconds: u64) -> Reading {
    let target = |packets, bulks, sched, passed| {
        let counts: Counts = [
            (Counter::Enqueued, packets * seconds),
            (Counter::EnqueueBulks, bulks * seconds),
            (Counter::KthreadPackets, packets * seconds),
            (Counter::KthreadBulks, bulks * seconds),
            (Counter::Sched, sched * seconds),
            (Counter::Passed, passed * seconds),
        ]
        .into_iter()
        .collect();
        CpuReading {
            target: true,
            state: None,
            counts,
            latency: None,
        }
    };
    Reading {
        at: attached + Duration::from_secs(seconds),
        epoch: Epoch {
            ifindex: 7,
            attached_at: ATTACHED,
        },
        cpus: BTreeMap::from([
            (CpuId::from(2), target(200_000, 25_000, 15_000, 100_000)),
            (CpuId::from(3), target(100_000, 20_000, 16_000, 0)),
        ]),
        totals: single()
            .map(|counter| (counter, 0))
            .chain([
                (Counter::Bucket, 353_790 * seconds),
                (Counter::Nothing, 10 * seconds),
            ])
            .collect(),
        rules: vec![
            ("dns".to_owned(), 1200 * seconds),
            ("shop".to_owned(), 25_000 * seconds),
        ],
        tables: vec![("subscribers".to_owned(), 20_000 * seconds)],
        reasons: Reason::ALL
            .iter()
            .zip([10, 2, 0, 0, 0, 300])
            .map(|(reason, rate)| (*reason, rate * seconds))
            .collect(),
        stack: Ok(StackCounter::ALL
            .iter()
            .map(|counter| (*counter, 0))
            .collect()),
        balance: Some(softrss::Balancing {
            owner: Some("process 7 (softrss)".to_owned()),
            pending: 3,
        }),
    }
}

/// The counters that have one number.
fn single() -> impl Iterator<Item = Counter> {
    let counters = Counter::ALL.iter().copied();
    counters.filter(|counter| matches!(counter.row().per, Per::Choice | Per::Interface))
}

/// `reading` again, some seconds of silence later.
pub(crate) fn later(reading: &Reading, seconds: u64) -> Reading {
    let at = reading.at + Duration::from_secs(seconds);
    Reading {
        at,
        ..reading.clone()
    }
}

/// What is kept of the steering of `interface`.
pub(crate) fn record(interface: &str) -> Record {
    Record {
        schema: Record::SCHEMA,
        version: "0.1.0".to_owned(),
        interface: interface.to_owned(),
        ifindex: 7,
        netns_cookie: None,
        objects: std::collections::BTreeMap::new(),
        netns: 4_026_531_840,
        mode: "native".to_owned(),
        frags: false,
        attached_at: ATTACHED,
        applied_at: ATTACHED,
        source: Some("/etc/softrss/shop.toml".to_owned()),
        cpus: vec![2.into(), 3.into()],
        qsize: Qsize::DEFAULT,
        rules: vec!["dns".to_owned(), "shop".to_owned()],
        counters: Vec::new(),
        local: None,
        left_out: Vec::new(),
        stack: None,
        seed: None,
        lanes: None,
        balance: None,
    }
}

/// An interface of this namespace.
pub(crate) fn interface(name: &str) -> InterfaceId {
    InterfaceId {
        name: name.to_owned(),
        elsewhere: None,
    }
}

/// `eth0`, on which `reading` was counted.
pub(crate) fn steered(reading: Reading) -> Steered {
    Steered {
        interface: interface("eth0"),
        record: record("eth0"),
        reading,
    }
}

/// Nothing but `eth0`, on which `reading` was counted.
pub(crate) fn interfaces(reading: Reading) -> Interfaces {
    Interfaces {
        steered: vec![steered(reading)],
        unreadable: Vec::new(),
    }
}
