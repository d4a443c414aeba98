//! How long packets waited in the queues.

use std::time::Duration;

use serde::Serialize;
use softrss::Histogram;

use crate::report::number::{duration, grouped};

/// The waits in the queue of one CPU, from a histogram by powers of two.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Wait {
    /// Packets that were measured.
    packets: u64,
    /// Half of them waited at most so long; `null` where there were none.
    p50_ns: Option<u64>,
    /// 99 % of them.
    p99_ns: Option<u64>,
    /// 99.9 % of them.
    p999_ns: Option<u64>,
}

impl Wait {
    pub(super) fn new(histogram: &Histogram) -> Self {
        let quantile = |share| histogram.quantile(share).map(whole_nanoseconds);
        Self {
            packets: histogram.count(),
            p50_ns: quantile(0.5),
            p99_ns: quantile(0.99),
            p999_ns: quantile(0.999),
        }
    }

    pub(super) const TITLE: &str =
        "  waited in the queue                  packets       p50       p99     p99.9\n";

    pub(super) fn row(&self, cpu: u32) -> String {
        let cell = |ns: Option<u64>| {
            ns.map_or_else(|| "-".into(), |ns| duration(Duration::from_nanos(ns)))
        };
        format!(
            "  CPU {cpu:>3} {:>36} {:>9} {:>9} {:>9}\n",
            grouped(self.packets),
            cell(self.p50_ns),
            cell(self.p99_ns),
            cell(self.p999_ns)
        )
    }
}

fn whole_nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
