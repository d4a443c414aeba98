//! Every metric: its name, what it means, where its value comes from.

use std::time::Duration;

use softrss::{
    Balancing, Counter, CpuReading, Histogram, Reading, Record, StackCounter, TargetState,
};
use softrss_core::counter::{Per, Unit};

use super::text::{Exposition, Family, Kind, Label};
use crate::interfaces::{InterfaceId, Interfaces, Steered};

/// The bounds of waiting times, as powers of two of nanoseconds: 256 ns to 1.07 s.
const WAIT_BOUNDS: std::ops::RangeInclusive<usize> = 8..=30;

/// Everything there is to say about `interfaces`, which took `reading` to read.
#[must_use]
pub fn write(interfaces: &Interfaces, reading: Duration) -> String {
    let mut all = Exposition::default();
    exporter(&mut all, interfaces, reading);
    attachments(&mut all, &interfaces.steered);
    packets(&mut all, &interfaces.steered);
    for &counter in Counter::ALL {
        counted(&mut all, &interfaces.steered, counter);
    }
    states(&mut all, &interfaces.steered);
    backlogs(&mut all, &interfaces.steered);
    balancing(&mut all, &interfaces.steered);
    for &counter in StackCounter::ALL {
        stack(&mut all, &interfaces.steered, counter);
    }
    waits(&mut all, &interfaces.steered);
    all.finish()
}

/// The family of a number of the network stack.
fn stack(all: &mut Exposition, steered: &[Steered], counter: StackCounter) {
    let help = format!(
        "Counted by the stack of the network namespace since attach: {}.",
        counter.row().help
    );
    let mut family = all.family(&stack_metric(counter), Kind::Counter, &help);
    each(steered, |labels, _, reading| {
        // What is not known is left out.
        let stack = reading.stack.as_ref().ok();
        if let Some(number) = stack.and_then(|stack| stack.get(counter)) {
            family.sample(labels, number);
        }
    });
}

/// The name of the family of a number of the network stack.
pub(crate) fn stack_metric(counter: StackCounter) -> String {
    format!("softrss_stack_{}_total", counter.row().word)
}

/// Packets that the program saw, by what decided.
fn packets(all: &mut Exposition, steered: &[Steered]) {
    let mut family = all.family(
        "softrss_packets_total",
        Kind::Counter,
        "Packets that the program saw, by what decided where they go.",
    );
    each(steered, |labels, _, reading| {
        for (by, packets) in reading.decided() {
            family.sample(&with(labels, "by", by.row().word), packets);
        }
    });
}

/// What waits for each target.
fn backlogs(all: &mut Exposition, steered: &[Steered]) {
    let mut family = all.family(
        "softrss_backlog_packets",
        Kind::Gauge,
        "Packets that are in the queues of a target CPU.",
    );
    each(steered, |labels, _, reading| {
        each_cpu(labels, reading, |labels, cpu| {
            if cpu.target {
                family.sample(labels, cpu.backlog());
            }
        });
    });
}

/// What is so of buckets that can move.
fn balancing(all: &mut Exposition, steered: &[Steered]) {
    let mut gauge = |name, help, value: fn(&Balancing) -> u64| {
        let mut family = all.family(name, Kind::Gauge, help);
        each(steered, |labels, _, reading| {
            if let Some(balance) = &reading.balance {
                family.sample(labels, value(balance));
            }
        });
    };
    gauge(
        "softrss_balanced",
        "Whether a process moves buckets to where there is room, of policies with [balance].",
        |balance| balance.owner.is_some().into(),
    );
    gauge(
        "softrss_pending_buckets",
        "Buckets that are not yet where they should be, of policies with [balance].",
        |balance| balance.pending as u64,
    );
}

/// Where the packets of each target are processed.
fn states(all: &mut Exposition, steered: &[Steered]) {
    let states = TargetState::ALL.iter().map(|state| state.row().word);
    let states: Vec<&str> = states.collect();
    let help = format!(
        "Where the packets of a target CPU are processed: 1 for what is so, of {}.",
        states.join(", ")
    );
    let mut family = all.family("softrss_target_state", Kind::Gauge, &help);
    each(steered, |labels, _, reading| {
        each_cpu(labels, reading, |labels, cpu| {
            for state in TargetState::ALL {
                if let Some(is) = cpu.state {
                    let labels = with(labels, "state", state.row().word);
                    family.sample(&labels, u64::from(is == *state));
                }
            }
        });
    });
}

/// The family of a counter; that of a choice is [`packets`].
fn counted(all: &mut Exposition, steered: &[Steered], counter: Counter) {
    let row = counter.row();
    let help = match row.unit {
        Unit::Packets => format!("Packets {}.", row.help),
        Unit::Bulks => format!("The {}.", row.help),
    };
    let mut family = match row.per {
        Per::Choice => return,
        Per::Cpu | Per::Interface | Per::Rule | Per::Table | Per::Reason => {
            all.family(&metric(counter), Kind::Counter, &help)
        }
    };
    each(steered, |labels, _, reading| match row.per {
        Per::Cpu => each_cpu(labels, reading, |labels, cpu| {
            family.sample(labels, cpu.counts[counter]);
        }),
        Per::Rule => {
            for (rule, packets) in &reading.rules {
                family.sample(&with(labels, "rule", rule), packets);
            }
        }
        Per::Table => {
            for (table, packets) in &reading.tables {
                family.sample(&with(labels, "table", table), packets);
            }
        }
        Per::Reason => {
            for (reason, packets) in &reading.reasons {
                family.sample(&with(labels, "reason", reason.word()), packets);
            }
        }
        Per::Choice | Per::Interface => {
            // What the kernel does not tell is left out.
            if let Some(number) = reading.total(counter) {
                family.sample(labels, number);
            }
        }
    });
}

/// The name of a counter's family.
pub(crate) fn metric(counter: Counter) -> String {
    match counter.row().per {
        Per::Choice => "softrss_packets_total".to_owned(),
        Per::Cpu | Per::Interface | Per::Rule | Per::Table | Per::Reason => {
            format!("softrss_{}_total", counter.row().word)
        }
    }
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

fn each(steered: &[Steered], mut tell: impl FnMut(&[Label<'_>], &Record, &Reading)) {
    for steered in steered {
        let netns = netns(&steered.interface);
        tell(
            &labels(&steered.interface, &netns),
            &steered.record,
            &steered.reading,
        );
    }
}

fn each_cpu(
    labels: &[Label<'_>],
    reading: &Reading,
    mut tell: impl FnMut(&[Label<'_>], &CpuReading),
) {
    for (number, cpu) in &reading.cpus {
        tell(&with(labels, "cpu", &number.to_string()), cpu);
    }
}

fn with<'a>(labels: &[Label<'a>], name: &'static str, value: &'a str) -> Vec<Label<'a>> {
    [labels, &[(name, value)]].concat()
}

fn exporter(all: &mut Exposition, interfaces: &Interfaces, reading: Duration) {
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
    let steered = interfaces.steered.iter();
    let steered = steered.map(|steered| (&steered.interface, 1));
    let unreadable = interfaces.unreadable.iter();
    let unreadable = unreadable.map(|unreadable| (&unreadable.interface, 0));
    for (interface, value) in steered.chain(unreadable) {
        up.sample(&labels(interface, &netns(interface)), value);
    }
}

fn attachments(all: &mut Exposition, steered: &[Steered]) {
    let mut info = all.family(
        "softrss_attachment_info",
        Kind::Gauge,
        "What is attached, and which version attached it; always 1.",
    );
    each(steered, |labels, record, _| {
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
        each(steered, |labels, record, _| {
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
        |record| record.qsize.frames().into(),
    );
    gauge(
        "softrss_left_out_targets",
        "CPUs that the policy names, and that were left out because they were not online when it was applied.",
        |record| record.left_out.len() as u64,
    );
}

fn waits(all: &mut Exposition, steered: &[Steered]) {
    let mut family = all.family(
        "softrss_queue_wait_seconds",
        Kind::Histogram,
        "How long packets waited for the target CPU, if that is measured. Waits are counted by their \
         logarithm, so there is no sum of them.",
    );
    each(steered, |labels, _, reading| {
        each_cpu(labels, reading, |labels, cpu| {
            if let Some(latency) = &cpu.latency {
                histogram(&mut family, labels, latency);
            }
        });
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

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, time::Instant};

    use softrss::StackUnknown;

    use super::*;
    use crate::{interfaces::Unreadable, test_readings};

    /// `eth0` here and elsewhere, and `eth1`, which cannot be read.
    fn interfaces() -> Interfaces {
        let steered =
            |seconds| test_readings::steered(test_readings::reading(Instant::now(), seconds));
        let mut here = steered(10);
        here.reading.totals.remove(&Counter::XdpException);
        let mut latency = Histogram::default();
        latency.buckets[0] = 1;
        latency.buckets[8] = 2;
        latency.buckets[11] = 4;
        latency.buckets[40] = 8;
        here.reading
            .cpus
            .entry(softrss::CpuId::from(3))
            .or_default()
            .latency = Some(latency);
        let mut elsewhere = steered(20);
        elsewhere.interface.elsewhere = Some(4_026_532_201);
        elsewhere.record.source = None;
        elsewhere.reading.stack = Err(StackUnknown::NoBaseline);
        elsewhere.reading.rules[0].0 = "\"dns\"".to_owned();
        let gone = Unreadable {
            interface: test_readings::interface("eth1"),
            why: "it is gone".to_owned(),
        };
        Interfaces {
            steered: vec![here, elsewhere],
            unreadable: vec![gone],
        }
    }

    /// Samples by name and labels.
    fn samples(text: &str) -> BTreeMap<&str, &str> {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| line.rsplit_once(' ').unwrap()).collect()
    }

    #[test]
    fn everything_is_exported_once() {
        let text = write(&interfaces(), Duration::from_millis(3));
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
                "softrss_enqueued_total{interface=\"eth0\",cpu=\"2\"}",
                "2000000",
            ),
            (
                "softrss_passed_total{interface=\"eth0\",cpu=\"2\"}",
                "1000000",
            ),
            (
                "softrss_sched_total{interface=\"eth0\",cpu=\"3\"}",
                "160000",
            ),
            (
                "softrss_packets_total{interface=\"eth0\",by=\"rule\"}",
                "262000",
            ),
            (
                "softrss_rule_total{interface=\"eth0\",rule=\"dns\"}",
                "12000",
            ),
            (
                "softrss_rule_total{interface=\"eth0\",netns=\"4026532201\",rule=\"\\\"dns\\\"\"}",
                "24000",
            ),
            (
                "softrss_unparsed_total{interface=\"eth0\",reason=\"not-in-decap\"}",
                "3000",
            ),
            ("softrss_redirect_err_total{interface=\"eth0\"}", "0"),
            (
                "softrss_stack_tcp_checksum_errors_total{interface=\"eth0\"}",
                "0",
            ),
            (
                "softrss_attachment_info{interface=\"eth0\",mode=\"native\",policy=\"/etc/softrss/shop.toml\",version=\"0.1.0\"}",
                "1",
            ),
        ] {
            assert_eq!(samples.get(series), Some(&value), "{series} in\n{text}");
        }
        assert!(!text.contains("softrss_xdp_exception_total{interface=\"eth0\"}"));
        // What is not known is not 0.
        let elsewhere = "softrss_stack_tcp_checksum_errors_total{interface=\"eth0\",netns=";
        assert!(!text.contains(elsewhere), "{text}");
    }

    #[test]
    fn waits_are_cumulative() {
        let text = write(&interfaces(), Duration::ZERO);
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
        let text = write(&Interfaces::default(), Duration::ZERO);
        let samples = samples(&text);
        assert_eq!(samples.len(), 2, "{text}");
    }
}
