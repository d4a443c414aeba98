//! `[targets]`: the CPUs that receive packets.

use std::collections::HashMap;

use super::reader::{Reader, Value};
use crate::{
    Qsize,
    policy::targets::{Target, Targets},
};

const KEYS: &[&str] = &[
    "cpus", "qsize", "limit", "on_full", "mss", "on_miss", "local", "action",
];
const CPUS: &str = "a CPU list like \"2-5,7\", \"2-\" or \"all,!0\", or weights like [{ cpu = 2, weight = 2 }, { cpu = 3 }]";

impl Reader<'_> {
    pub(super) fn targets(&mut self, value: &Value<'_>) -> Targets {
        let mut targets = Targets::default();
        let Some(section) = self.section(value, "targets", "[targets]", KEYS) else {
            return targets;
        };
        if let Some(cpus) = section.get("cpus") {
            if cpus.get_ref().is_str() {
                match self.cpu_list(cpus, "cpus") {
                    Some(list) if list.is_open() => targets.open = Some(list),
                    list => {
                        targets.cpus =
                            list.map(|list| list.named().iter().map(Target::even).collect());
                    }
                }
            } else {
                targets.cpus = self.target_cpus(cpus);
            }
        }
        if let Some(qsize) = section.get("qsize") {
            let limits = Qsize::MIN.frames()..=Qsize::MAX.frames();
            let accepted = "a queue length in frames, from 1 to 16384";
            targets.qsize = self
                .number(qsize, "qsize", &limits, accepted)
                .and_then(|frames| Qsize::new(frames).ok())
                .unwrap_or_default();
        }
        if let Some(limit) = section.get("limit") {
            let limits = Qsize::MIN.frames()..=targets.qsize.frames();
            let accepted = format!(
                "how many packets may wait, from 1 to {}, which is what the queue holds (`qsize`)",
                targets.qsize
            );
            targets.limit = self
                .number(limit, "limit", &limits, &accepted)
                .and_then(|frames| Qsize::new(frames).ok());
        }
        if let Some(on_full) = section.get("on_full") {
            targets.on_full = self.word(on_full, "on_full").unwrap_or_default();
            let accepted = "`limit` beside `on_full`: how many packets are too many";
            section.require(self, "limit", accepted);
        }
        if let Some(mss) = section.get("mss") {
            targets.mss = self.mss(mss);
        }
        if let Some(on_miss) = section.get("on_miss") {
            targets.on_miss = self.word(on_miss, "on_miss").unwrap_or_default();
        }
        if let Some(local) = section.get("local") {
            targets.local = self.word(local, "local").unwrap_or_default();
        }
        if let Some(action) = section.get("action") {
            targets.action = self.target_action(action, "action").unwrap_or_default();
        }
        targets
    }

    fn target_cpus(&mut self, value: &Value<'_>) -> Option<Vec<Target>> {
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(value, "cpus", CPUS.to_owned());
            return None;
        };
        if array.is_empty() {
            let accepted = format!("{CPUS}; leave `cpus` out for every online CPU");
            self.bad_value(&value.span(), "cpus", "[]", accepted);
        }
        let mut targets = Vec::new();
        let mut seen = HashMap::new();
        for element in array {
            let Some((target, span)) = self.target(element) else {
                continue;
            };
            if let Some(first) = seen.insert(target.cpu(), span.clone()) {
                self.repeated_cpu(target.cpu(), &span, &first);
            } else {
                targets.push(target);
            }
        }
        Some(targets)
    }

    fn target(&mut self, value: &Value<'_>) -> Option<(Target, std::ops::Range<usize>)> {
        if !value.get_ref().is_table() {
            self.wrong_type(value, "cpus", CPUS.to_owned());
            return None;
        }
        let section = self.section(value, "cpus", "a target", &["cpu", "weight"])?;
        let cpu = section.require(self, "cpu", "`cpu`, a CPU number");
        let weight = match section.get("weight") {
            Some(weight) => {
                let accepted = "a weight from 1 to 65536; leave the CPU out to send it nothing";
                self.number(weight, "weight", &(1..=Target::MAX_WEIGHT), accepted)
            }
            None => Some(1),
        };
        let cpu_value = cpu?;
        let cpu = self.cpu(cpu_value, "cpu")?;
        let target = Target::new(cpu, weight?).ok()?;
        Some((target, cpu_value.span()))
    }
}
