//! The same for people.

use std::fmt::Write as _;

use super::counts::{ChoiceCounts, Counts, Cpu, Latency, Program};
use crate::report::{number::grouped, shown};

impl Counts {
    pub(super) fn write_objects(&self, text: &mut String) {
        let Program { id, name, tag } = &self.program;
        let _ = writeln!(
            text,
            "  program  {id} {name}, tag {tag}, link {}",
            self.link_id
        );
        let maps = self
            .maps
            .iter()
            .map(|map| format!("{} {}", map.pin, map.id));
        let maps: Vec<String> = maps.collect();
        for (index, line) in wrapped(&maps, 68).iter().enumerate() {
            let title = if index == 0 { "maps" } else { "" };
            let _ = writeln!(text, "  {title:<8} {line}");
        }
        for stranger in &self.strangers {
            let _ = writeln!(
                text,
                "  note     not made by softrss: {}",
                shown(&stranger.display().to_string())
            );
        }
    }

    pub(super) fn write(&self, text: &mut String) {
        let _ = writeln!(
            text,
            "\n  {:>4} {:>6} {:>13} {:>11} {:>13} {:>13} {:>5} {:>10}",
            "CPU", "qsize", "enqueued", "dropped", "processed", "passed", "bulk", "pkt/s"
        );
        for cpu in &self.cpus {
            cpu.write(text);
        }
        let mut counted: Vec<(String, u64)> = Vec::new();
        let rules = self.rules.iter();
        counted.extend(rules.map(|rule| (format!("by rule {}", shown(&rule.name)), rule.packets)));
        let ChoiceCounts {
            prefix,
            bucket,
            nothing,
        } = self.choices;
        counted.extend([
            ("by the prefix table".to_owned(), prefix),
            ("by their bucket".to_owned(), bucket),
            ("by nothing, passed on".to_owned(), nothing),
        ]);
        let _ = writeln!(text, "\n  packets steered");
        for (what, packets) in counted {
            let _ = writeln!(text, "    {what:<40} {:>15}", grouped(packets));
        }
        let reasons: Vec<_> = self.reasons.iter().filter(|r| r.packets > 0).collect();
        if !reasons.is_empty() {
            let _ = writeln!(text, "  not read to the end");
        }
        for reason in reasons {
            let _ = writeln!(
                text,
                "    {:<40} {:>15}",
                reason.name,
                grouped(reason.packets)
            );
        }
        let told = |count: Option<u64>| count.map_or("not told by this kernel".to_owned(), grouped);
        let _ = writeln!(text, "  {:<42} {:>15}", "packets lost", grouped(self.lost));
        let _ = writeln!(
            text,
            "  {:<42} {:>15}",
            "redirect errors",
            told(self.redirect_errors)
        );
        let _ = writeln!(text, "  {:<42} {:>15}", "exceptions", told(self.exceptions));
    }
}

impl Cpu {
    fn write(&self, text: &mut String) {
        let qsizes: Vec<String> = self.queues.iter().map(|q| q.qsize.to_string()).collect();
        let qsize = match &qsizes[..] {
            [] => "-".to_owned(),
            [first, ..] => first.clone(),
        };
        let rate = self
            .packets_per_second
            .map_or("-".to_owned(), |rate| format!("{rate:.0}"));
        let _ = writeln!(
            text,
            "  {:>4} {qsize:>6} {:>13} {:>11} {:>13} {:>13} {:>5.1} {rate:>10}",
            self.cpu,
            grouped(self.enqueued),
            grouped(self.dropped),
            grouped(self.processed),
            grouped(self.passed),
            self.average_bulk,
        );
        let mut more: Vec<String> = Vec::new();
        if self.to_stack + self.to_drop + self.to_redirect > 0 {
            more.push(format!(
                "entry program: {} to the stack, {} dropped, {} redirected",
                grouped(self.to_stack),
                grouped(self.to_drop),
                grouped(self.to_redirect)
            ));
        }
        if self.allocation_failures > 0 {
            let failures = grouped(self.allocation_failures);
            more.push(format!("{failures} lost because memory was short"));
        }
        if self.kthread_bulks > 0 && self.sched == 0 {
            more.push("its thread never sleeps: saturated".to_owned());
        }
        if let Some(Latency { p50, p99, p999 }) = &self.latency_seconds {
            let micros = |seconds: &f64| format!("{:.1} µs", seconds * 1e6);
            more.push(format!(
                "waited: half less than {}, 99 % {}, 99.9 % {}",
                micros(p50),
                micros(p99),
                micros(p999)
            ));
        }
        for line in more {
            let _ = writeln!(text, "       {line}");
        }
    }
}

/// Items, separated by commas, on lines of about `width` characters.
fn wrapped(items: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for item in items {
        match lines.last_mut() {
            Some(line) if line.len() + item.len() + 2 <= width => {
                line.push_str(", ");
                line.push_str(item);
            }
            _ => lines.push(item.clone()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_are_wrapped() {
        let items = ["abc 1", "def 2", "ghi 3"].map(str::to_owned);
        assert_eq!(wrapped(&items, 12), ["abc 1, def 2", "ghi 3"]);
    }
}
