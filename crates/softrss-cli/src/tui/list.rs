//! The two lists below the targets: what decided, and what was unparsed or went wrong.

use softrss::{Counter, Rates, Sign, StackCounter};
use softrss_core::counter::{Per, Source};

/// One line of a list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) words: String,
    /// Per second; `None` where this kernel does not tell.
    pub(crate) rate: Option<f64>,
    /// Whether it needs somebody's eye.
    pub(crate) bad: bool,
}

pub(crate) const DECIDED: &str = "decided by";
pub(crate) const UNPARSED: &str = "unparsed, errors";

/// What decided: rules first, then tables, each by its name.
pub(crate) fn decided(rates: &Rates) -> Vec<Entry> {
    let entry = |words: String, packets| Entry {
        words,
        rate: Some(rates.per_second(packets)),
        bad: false,
    };
    let named = [
        (Counter::Rule, &rates.counted.rules),
        (Counter::Table, &rates.counted.tables),
    ];
    let named = named.into_iter().flat_map(|(counter, named)| {
        let word = counter.row().word;
        named
            .iter()
            .map(move |(name, packets)| (format!("{word} {name}"), *packets))
    });
    let named = named.map(|(words, packets)| entry(words, packets));
    let choices = rates.counted.decided();
    let choices = choices.filter(|(counter, _)| counter.row().per == Per::Choice);
    named
        .chain(choices.map(|(counter, packets)| entry(counter.row().word.to_owned(), packets)))
        .collect()
}

/// Why packets were unparsed, the other counters of the interface, and what the network stack says. What is bad comes first, where it is not cut
/// off.
pub(crate) fn unparsed(rates: &Rates) -> Vec<Entry> {
    let reasons = rates.counted.reasons.iter().map(|(reason, packets)| Entry {
        words: reason.word().to_owned(),
        rate: Some(rates.per_second(*packets)),
        bad: false,
    });
    let counters = Counter::ALL.iter();
    let counters = counters.filter(|counter| counter.row().per == Per::Interface);
    let counters = counters.map(|counter| {
        let number = rates.counted.total(*counter);
        Entry {
            words: counter.row().word.to_owned(),
            rate: number.map(|number| rates.per_second(number)),
            bad: counter.row().source == Source::Error && number > Some(0),
        }
    });
    // Of the stack, what there is: it is not of this interface alone.
    let stack = rates.counted.stack.iter().flat_map(|stack| {
        let all = StackCounter::ALL.iter();
        all.filter_map(|&counter| Some((counter, stack.get(counter).filter(|number| *number > 0)?)))
    });
    let stack = stack.map(|(counter, number)| Entry {
        words: format!("stack {}", counter.row().word),
        rate: Some(rates.per_second(number)),
        bad: counter.row().sign == Sign::Error,
    });
    let mut all: Vec<Entry> = reasons.chain(counters).chain(stack).collect();
    all.sort_by_key(|entry| !entry.bad);
    all
}
