//! The same for people.

use std::fmt::Write as _;

use softrss::{Counter, Sign, StackCounter, stack::ERRORS_MEAN};
use softrss_core::counter::{Per, Unit};

use super::counts::{Balance, Counts, Cpu, Latency, Named, Program, Stack};
use crate::report::{
    number::{counted, grouped},
    shown,
};

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
        if let Some(left_out) = &self.left_out_told {
            let _ = writeln!(text, "  left out {left_out}");
        }
        if let Some(Balance { owner, pending }) = &self.balance {
            let who = owner.as_ref().map_or_else(
                || "nobody moves flows: `softrss balance` would".to_owned(),
                |owner| format!("{} moves flows", shown(owner)),
            );
            let _ = writeln!(
                text,
                "  balance  {who}; {} to move",
                counted(*pending as u64, "bucket")
            );
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
        let _ = write!(text, "\n  {:>4} {:>6}", "CPU", "qsize");
        for (_, title) in columns() {
            let _ = write!(text, " {title:>13}");
        }
        let _ = writeln!(
            text,
            " {:>11} {:>8} {:>10}",
            "lost", "bulk_avg", "packets/s"
        );
        for cpu in &self.cpus {
            cpu.write(text);
        }
        text.push('\n');
        let mut line = |indent: usize, what: &str, number: Option<u64>| {
            let number = number.map_or("not told by this kernel".to_owned(), grouped);
            let wide = 44 - indent;
            let _ = writeln!(text, "{:indent$}{what:<wide$} {number:>15}", "");
        };
        line(2, "packets", Some(self.packets));
        for (counter, named) in [(Counter::Rule, &self.rules), (Counter::Table, &self.tables)] {
            let word = counter.row().word;
            for Named { name, packets } in named {
                line(4, &format!("by {word} {}", shown(name)), Some(*packets));
            }
        }
        for (counter, number) in &self.decided.0 {
            if counter.row().per == Per::Choice {
                line(4, &format!("by {}", counter.row().word), *number);
            }
        }
        let unparsed = self.unparsed.0.iter().map(|(_, packets)| packets).sum();
        line(2, Counter::Unparsed.row().word, Some(unparsed));
        for (reason, packets) in self.unparsed.0.iter().filter(|(_, packets)| *packets > 0) {
            line(4, reason.word(), Some(*packets));
        }
        line(2, "lost", Some(self.lost));
        for (counter, number) in &self.totals.0 {
            line(2, counter.row().word, *number);
        }
        text.push('\n');
        self.stack.write(text);
    }
}

impl Stack {
    fn write(&self, text: &mut String) {
        let stack = match &self.0 {
            Ok(stack) => stack,
            Err(unknown) => {
                let unknown = shown(&unknown.to_string());
                let _ = writeln!(text, "  stack errors are unknown since attach: {unknown}");
                return;
            }
        };
        for (sign, what) in [
            (Sign::Error, "stack errors"),
            (Sign::Reordering, "out of order, as TCP sees it"),
        ] {
            let _ = writeln!(text, "  {what:<42} {:>15}", grouped(stack.sum(sign)));
            for counter in StackCounter::of(sign) {
                if let Some(number) = stack.get(counter).filter(|number| *number > 0) {
                    let word = counter.row().word;
                    let _ = writeln!(text, "    {word:<40} {:>15}", grouped(number));
                }
            }
        }
        if stack.sum(Sign::Error) > 0 {
            let _ = writeln!(text, "  {ERRORS_MEAN}");
        }
    }
}

/// The counters that have a column, and their headings.
fn columns() -> impl Iterator<Item = (Counter, &'static str)> {
    let counters = Counter::ALL.iter();
    counters.filter_map(|counter| Some((*counter, counter.row().column?)))
}

impl Cpu {
    fn write(&self, text: &mut String) {
        let number = |counter| {
            let mut counts = self.counts.0.iter();
            let count = counts.find(|(other, _)| *other == counter);
            count.and_then(|(_, number)| *number).unwrap_or_default()
        };
        let qsize = self.queues.first();
        let qsize = qsize.map_or("-".to_owned(), |queue| queue.qsize.to_string());
        let told = |number: Option<f64>, decimals: usize| {
            number.map_or("-".to_owned(), |number| format!("{number:.decimals$}"))
        };
        let _ = write!(text, "  {:>4} {qsize:>6}", self.cpu);
        for (counter, _) in columns() {
            let _ = write!(text, " {:>13}", grouped(number(counter)));
        }
        let _ = writeln!(
            text,
            " {:>11} {:>8} {:>10}",
            grouped(self.lost),
            told(self.bulk_avg, 1),
            told(self.packets_per_second, 0),
        );
        // What has no column is told where it is not 0.
        let others = self.counts.0.iter().filter(|(counter, number)| {
            let row = counter.row();
            row.unit == Unit::Packets && row.column.is_none() && *number > Some(0)
        });
        let others: Vec<String> = others
            .map(|(counter, number)| {
                let number = grouped(number.unwrap_or_default());
                format!("{} {number}", counter.row().word)
            })
            .collect();
        let mut more = wrapped(&others, 80);
        if let Some(row) = self.astray {
            more.push(format!("{}: {}", row.word, row.help));
        }
        if self.saturated {
            more.push("saturated: its thread never sleeps".to_owned());
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
    use softrss::StackUnknown;

    use super::*;

    fn told(stack: &Stack) -> (String, String) {
        let mut text = String::new();
        stack.write(&mut text);
        (text, serde_json::to_string(stack).unwrap())
    }

    #[test]
    fn what_the_stack_counted_is_told_where_it_is_known() {
        let counts = |numbers: &[(StackCounter, u64)]| Stack(Ok(numbers.iter().copied().collect()));
        let (text, json) = told(&counts(&[
            (StackCounter::TcpChecksum, 1234),
            (StackCounter::UdpChecksum, 0),
            (StackCounter::TcpOutOfOrder, 5),
        ]));
        assert_eq!(
            text,
            "  stack errors                                         1,234\n\
             \x20   tcp_checksum_errors                                1,234\n\
             \x20 out of order, as TCP sees it                             5\n\
             \x20   tcp_out_of_order                                       5\n\
             \x20 thrown away by the stack of its namespace, of whichever interface: see `softrss doctor IFACE`\n"
        );
        assert!(
            json.starts_with(
                "{\"tcp_checksum_errors\":1234,\"udp_checksum_errors\":0,\"udp6_checksum_errors\":null,"
            ),
            "{json}"
        );
        let (text, _) = told(&counts(&[(StackCounter::TcpChecksum, 0)]));
        assert_eq!(text.lines().count(), 2, "no alarm: {text}");
        let (text, json) = told(&Stack(Err(StackUnknown::NoBaseline)));
        assert_eq!(json, "null");
        assert!(text.contains("unknown since attach: "), "{text}");
        assert!(text.chars().count() < 100, "{text}");
    }

    #[test]
    fn maps_are_wrapped() {
        let items = ["abc 1", "def 2", "ghi 3"].map(str::to_owned);
        assert_eq!(wrapped(&items, 12), ["abc 1, def 2", "ghi 3"]);
    }
}
