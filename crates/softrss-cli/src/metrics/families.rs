//! Every metric: its name, what it means, where its value comes from.

use std::time::Duration;

use softrss::{Choices, CpuSample, Histogram, Record, Sample};

use super::text::{Exposition, Family, Kind, Label};
use crate::reading::{InterfaceId, Reading, Readings};

/// A counter that every target has: its name, what it means, its value.
type CpuCounter = (&'static str, &'static str, CpuCount);
/// A count of a target.
type CpuCount = fn(&CpuSample) -> u64;

const CPU_COUNTERS: [CpuCounter; 8] = [
    (
        "softrss_enqueued_packets_total",
        "Packets put into the queue of a target CPU.",
        |cpu| cpu.queue.enqueued,
    ),
    (
        "softrss_enqueue_dropped_packets_total",
        "Packets lost because the queue of the target CPU was full.",
        |cpu| cpu.queue.enqueue_drops,
    ),
    (
        "softrss_enqueue_bulks_total",
        "Times that packets were put into the queue; enqueued packets / this is the average bulk.",
        |cpu| cpu.queue.enqueue_bulks,
    ),
    (
        "softrss_processed_packets_total",
        "Packets that the thread of the target CPU took out of its queue.",
        |cpu| cpu.queue.processed,
    ),
    (
        "softrss_allocation_dropped_packets_total",
        "Packets lost on the target CPU because no SKB could be allocated.",
        |cpu| cpu.queue.kthread_drops,
    ),
    (
        "softrss_kthread_bulks_total",
        "Times that the thread of the target CPU took packets out of its queue.",
        |cpu| cpu.queue.kthread_bulks,
    ),
    (
        "softrss_kthread_sleeps_total",
        "Times that the thread had slept before; one that never sleeps is saturated.",
        |cpu| cpu.queue.sched,
    ),
    (
        "softrss_local_packets_total",
        "Packets that the CPU received and kept, without a queue.",
        |cpu| cpu.passed,
    ),
];

/// What entry programs can do with a packet.
const ENTRY_ACTIONS: [(&str, CpuCount); 3] = [
    ("pass", |cpu| cpu.queue.xdp_pass),
    ("drop", |cpu| cpu.queue.xdp_drop),
    ("redirect", |cpu| cpu.queue.xdp_redirect),
];

/// The bounds of waiting times, as powers of two of nanoseconds: 256 ns to 1.07 s.
const WAIT_BOUNDS: std::ops::RangeInclusive<usize> = 8..=30;

/// Everything there is to say about `readings`, which took `reading` to read.
#[must_use]
pub fn write(readings: &Readings, reading: Duration) -> String {
    let mut all = Exposition::default();
    exporter(&mut all, readings, reading);
    attachments(&mut all, &readings.read);
    for (name, help, value) in CPU_COUNTERS {
        let mut family = all.family(name, Kind::Counter, help);
        each_cpu(&readings.read, |labels, cpu| {
            family.sample(labels, value(cpu));
        });
    }
    entry_programs(&mut all, &readings.read);
    waits(&mut all, &readings.read);
    decisions(&mut all, &readings.read);
    errors(&mut all, &readings.read);
    all.finish()
}

/// The labels of an interface.
fn labels<'a>(interface: &'a InterfaceId, netns: &'a str) -> Vec<Label<'a>> {
    let mut labels = vec![("interface", &interface.name[..])];
    if interface.elsewhere.is_some() {
        labels.push(("netns", netns));
    }
    labels
}

/// The namespace as a label has it; only used where it is not the one of this process.
fn netns(interface: &InterfaceId) -> String {
    interface.elsewhere.unwrap_or_default().to_string()
}

fn each(readings: &[Reading], mut tell: impl FnMut(&[Label<'_>], &Record, &Sample)) {
    for reading in readings {
        let netns = netns(&reading.interface);
        tell(
            &labels(&reading.interface, &netns),
            &reading.record,
            &reading.sample,
        );
    }
}

fn each_cpu(readings: &[Reading], mut tell: impl FnMut(&[Label<'_>], &CpuSample)) {
    each(readings, |labels, _, sample| {
        for (number, cpu) in &sample.cpus {
            let number = number.to_string();
            tell(&with(labels, "cpu", &number), cpu);
        }
    });
}

fn with<'a>(labels: &[Label<'a>], name: &'static str, value: &'a str) -> Vec<Label<'a>> {
    [labels, &[(name, value)]].concat()
}

fn exporter(all: &mut Exposition, readings: &Readings, reading: Duration) {
    all.family(
        "softrss_build_info",
        Kind::Gauge,
        "The version of softrss; always 1.",
    )
    .sample(&[("version", env!("CARGO_PKG_VERSION"))], 1);
    all.family(
        "softrss_read_duration_seconds",
        Kind::Gauge,
        "How long it took to read all interfaces.",
    )
    .sample(&[], reading.as_secs_f64());
    let mut up = all.family(
        "softrss_up",
        Kind::Gauge,
        "Whether the interface is steered and could be read.",
    );
    let read = readings.read.iter().map(|reading| (&reading.interface, 1));
    let unread = readings.unread.iter().map(|unread| (&unread.interface, 0));
    for (interface, value) in read.chain(unread) {
        up.sample(&labels(interface, &netns(interface)), value);
    }
}

fn attachments(all: &mut Exposition, readings: &[Reading]) {
    let mut info = all.family(
        "softrss_attachment_info",
        Kind::Gauge,
        "What is attached, and which version attached it; always 1.",
    );
    each(readings, |labels, record, _| {
        let policy = record.source.as_deref().unwrap_or_default();
        let more = [
            ("mode", &record.mode[..]),
            ("policy", policy),
            ("version", &record.version),
        ];
        info.sample(&[labels, &more].concat(), 1);
    });
    let mut gauge = |name, help, value: fn(&Record) -> u64| {
        let mut family = all.family(name, Kind::Gauge, help);
        each(readings, |labels, record, _| {
            family.sample(labels, value(record));
        });
    };
    gauge(
        "softrss_attached_timestamp_seconds",
        "When the interface was attached, in seconds since 1970.",
        |record| record.attached_at,
    );
    gauge(
        "softrss_applied_timestamp_seconds",
        "When the policy was last changed, in seconds since 1970.",
        |record| record.applied_at,
    );
    gauge(
        "softrss_queue_capacity_packets",
        "Packets that the queue of each target CPU holds.",
        |record| record.qsize.into(),
    );
}

fn entry_programs(all: &mut Exposition, readings: &[Reading]) {
    let mut family = all.family(
        "softrss_entry_packets_total",
        Kind::Counter,
        "Packets by what the entry program of the target CPU did with them.",
    );
    each_cpu(readings, |labels, cpu| {
        for (action, value) in ENTRY_ACTIONS {
            family.sample(&with(labels, "action", action), value(cpu));
        }
    });
}

fn waits(all: &mut Exposition, readings: &[Reading]) {
    let mut family = all.family(
        "softrss_queue_wait_seconds",
        Kind::Histogram,
        "How long packets waited for the target CPU, if that is measured. Waits are counted by their \
         logarithm, so there is no sum of them.",
    );
    each_cpu(readings, |labels, cpu| {
        if let Some(latency) = &cpu.latency {
            histogram(&mut family, labels, latency);
        }
    });
}

fn histogram(family: &mut Family<'_>, labels: &[Label<'_>], histogram: &Histogram) {
    for bound in WAIT_BOUNDS {
        let below: u64 = histogram.buckets[..=bound].iter().sum();
        let seconds = Duration::from_nanos(1 << bound).as_secs_f64().to_string();
        family.suffixed("_bucket", &with(labels, "le", &seconds), below);
    }
    let count = histogram.count();
    family.suffixed("_bucket", &with(labels, "le", "+Inf"), count);
    family.suffixed("_count", labels, count);
}

fn decisions(all: &mut Exposition, readings: &[Reading]) {
    let mut family = all.family(
        "softrss_decided_packets_total",
        Kind::Counter,
        "Packets by what decided where they go: a rule, the prefix table, the flow hash, or nothing.",
    );
    each(readings, |labels, _, sample| {
        for (by, packets) in decided(&sample.choices) {
            family.sample(&with(labels, "by", by), packets);
        }
    });
    let mut family = all.family(
        "softrss_rule_packets_total",
        Kind::Counter,
        "Packets that a rule of the policy decided.",
    );
    each(readings, |labels, _, sample| {
        for (rule, packets) in &sample.choices.rules {
            family.sample(&with(labels, "rule", rule), packets);
        }
    });
    let mut family = all.family(
        "softrss_unread_packets_total",
        Kind::Counter,
        "Packets whose headers were not read to the innermost, by the reason.",
    );
    each(readings, |labels, _, sample| {
        for (reason, packets) in &sample.reasons {
            family.sample(&with(labels, "reason", reason.word()), packets);
        }
    });
}

fn decided(choices: &Choices) -> [(&'static str, u64); 4] {
    let rules = choices.rules.iter().map(|(_, packets)| packets).sum();
    [
        ("rule", rules),
        ("prefix", choices.prefix),
        ("hash", choices.bucket),
        ("nothing", choices.nothing),
    ]
}

fn errors(all: &mut Exposition, readings: &[Reading]) {
    let mut counter = |name, help, value: fn(&Sample) -> Option<u64>| {
        let mut family = all.family(name, Kind::Counter, help);
        each(readings, |labels, _, sample| {
            // What the kernel does not tell is left out.
            if let Some(packets) = value(sample) {
                family.sample(labels, packets);
            }
        });
    };
    counter(
        "softrss_redirect_errors_total",
        "Packets lost before they reached a queue, in a redirect that failed.",
        |sample| sample.redirect_errors,
    );
    counter(
        "softrss_exceptions_total",
        "Packets that a program aborted, or answered with what is no action.",
        |sample| sample.exceptions,
    );
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, time::Instant};

    use super::*;
    use crate::{made_up, reading::Unread};

    /// `eth0` here and elsewhere, and `eth1`, which cannot be read.
    fn readings() -> Readings {
        let mut here = made_up::reading(made_up::sample(Instant::now(), 10));
        here.sample.exceptions = None;
        let mut latency = Histogram::default();
        latency.buckets[0] = 1;
        latency.buckets[8] = 2;
        latency.buckets[11] = 4;
        latency.buckets[40] = 8;
        here.sample
            .cpus
            .entry(softrss::CpuId::from(3))
            .or_default()
            .latency = Some(latency);
        let mut elsewhere = made_up::reading(made_up::sample(Instant::now(), 20));
        elsewhere.interface.elsewhere = Some(4_026_532_201);
        elsewhere.record.source = None;
        elsewhere.sample.choices.rules[0].0 = "\"dns\"".to_owned();
        let gone = Unread {
            interface: made_up::interface("eth1"),
            why: "it is gone".to_owned(),
        };
        Readings {
            read: vec![here, elsewhere],
            unread: vec![gone],
        }
    }

    /// Samples by name and labels.
    fn samples(text: &str) -> BTreeMap<&str, &str> {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| line.rsplit_once(' ').unwrap()).collect()
    }

    #[test]
    fn everything_is_exported_once() {
        let text = write(&readings(), Duration::from_millis(3));
        let samples = samples(&text);
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(
            samples.len(),
            lines.count(),
            "the same series twice:\n{text}"
        );
        for (series, value) in [
            ("softrss_up{interface=\"eth0\"}", "1"),
            ("softrss_up{interface=\"eth1\"}", "0"),
            ("softrss_up{interface=\"eth0\",netns=\"4026532201\"}", "1"),
            ("softrss_read_duration_seconds", "0.003"),
            (
                "softrss_attached_timestamp_seconds{interface=\"eth0\"}",
                "1700000000",
            ),
            (
                "softrss_enqueued_packets_total{interface=\"eth0\",cpu=\"2\"}",
                "2000000",
            ),
            (
                "softrss_local_packets_total{interface=\"eth0\",cpu=\"2\"}",
                "1000000",
            ),
            (
                "softrss_kthread_sleeps_total{interface=\"eth0\",cpu=\"3\"}",
                "160000",
            ),
            (
                "softrss_decided_packets_total{interface=\"eth0\",by=\"rule\"}",
                "262000",
            ),
            (
                "softrss_rule_packets_total{interface=\"eth0\",rule=\"dns\"}",
                "12000",
            ),
            (
                "softrss_rule_packets_total{interface=\"eth0\",netns=\"4026532201\",rule=\"\\\"dns\\\"\"}",
                "24000",
            ),
            (
                "softrss_unread_packets_total{interface=\"eth0\",reason=\"not-in-decap\"}",
                "3000",
            ),
            ("softrss_redirect_errors_total{interface=\"eth0\"}", "0"),
            (
                "softrss_attachment_info{interface=\"eth0\",mode=\"native\",policy=\"/etc/softrss/shop.toml\",version=\"0.1.0\"}",
                "1",
            ),
        ] {
            assert_eq!(samples.get(series), Some(&value), "{series} in\n{text}");
        }
        assert!(!text.contains("softrss_exceptions_total{interface=\"eth0\"}"));
    }

    #[test]
    fn waits_are_cumulative() {
        let text = write(&readings(), Duration::ZERO);
        let samples = samples(&text);
        let bucket = |le: &str| {
            let series = format!(
                "softrss_queue_wait_seconds_bucket{{interface=\"eth0\",cpu=\"3\",le=\"{le}\"}}"
            );
            samples
                .get(&series[..])
                .map(|value| value.parse::<u64>().unwrap())
        };
        assert_eq!(bucket("0.000000256"), Some(3));
        assert_eq!(bucket("0.000001024"), Some(3));
        assert_eq!(bucket("0.000002048"), Some(7));
        assert_eq!(bucket("1.073741824"), Some(7));
        assert_eq!(bucket("+Inf"), Some(15));
        let count = "softrss_queue_wait_seconds_count{interface=\"eth0\",cpu=\"3\"}";
        assert_eq!(samples.get(count), Some(&"15"));
        assert!(!text.contains("_bucket{interface=\"eth0\",cpu=\"2\""));
    }

    #[test]
    fn nothing_attached_is_no_error() {
        let text = write(&Readings::default(), Duration::ZERO);
        let samples = samples(&text);
        assert_eq!(samples.len(), 2, "{text}");
    }
}
