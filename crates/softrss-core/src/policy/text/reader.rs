//! Typed access to the values of a TOML document; what does not fit is noted and reading goes on.
//!
//! Every method returns `None` after noting what is wrong, so that one pass finds all errors.

use std::ops::{Range, RangeInclusive};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    error::{PolicyError, PolicyErrors, Problem, listed, words},
    source::{Source, quoted},
};
use crate::policy::word::Word;

/// How many errors are kept. A file with more is better begun anew.
const MAX_ERRORS: usize = 64;
/// The longest key that is compared with the accepted ones, in bytes.
const MAX_COMPARED: usize = 40;

pub(super) type Value<'a> = Spanned<DeValue<'a>>;

/// Collects errors while the document is read.
pub(super) struct Reader<'a> {
    pub(super) source: Source<'a>,
    errors: Vec<PolicyError>,
    suppressed: usize,
}

/// A table of the document, its unknown keys already noted.
pub(super) struct Section<'d> {
    table: &'d DeTable<'d>,
    name: &'static str,
    /// Whether every key is known.
    pub(super) is_known: bool,
    /// Where the section is: the header, or the braces of an inline table.
    pub(super) span: Range<usize>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: Source<'a>) -> Self {
        Self {
            source,
            errors: Vec::new(),
            suppressed: 0,
        }
    }

    /// Whether nothing is wrong so far.
    pub(super) fn is_clean(&self) -> bool {
        self.errors.is_empty()
    }

    /// How much was noted so far.
    pub(super) fn noted(&self) -> usize {
        self.errors.len() + self.suppressed
    }

    /// All that was noted, in the order of the file.
    pub(super) fn finish(mut self) -> PolicyErrors {
        let policy = self.source.name;
        self.errors.sort_by(|a, b| {
            let order = |e: &PolicyError| {
                let place = &e.place;
                let file = (place.file != policy).then(|| place.file.clone());
                (file, place.line, place.column)
            };
            order(a).cmp(&order(b))
        });
        PolicyErrors {
            errors: self.errors,
            suppressed: self.suppressed,
        }
    }

    pub(super) fn report(&mut self, span: &Range<usize>, problem: Problem) {
        self.report_in(self.source, span, problem);
    }

    /// Like [`report`](Self::report), for another file.
    pub(super) fn report_in(&mut self, source: Source<'_>, span: &Range<usize>, problem: Problem) {
        if self.errors.len() == MAX_ERRORS {
            self.suppressed += 1;
            return;
        }
        self.errors.push(PolicyError {
            place: source.place(span),
            problem,
            related: None,
        });
    }

    /// Like [`report_in`](Self::report_in), with another place that it has to do with.
    pub(super) fn report_pair(
        &mut self,
        source: Source<'_>,
        span: &Range<usize>,
        problem: Problem,
        related: (&Range<usize>, &'static str),
    ) {
        if self.errors.len() == MAX_ERRORS {
            self.suppressed += 1;
            return;
        }
        self.errors.push(PolicyError {
            place: source.place(span),
            problem,
            related: Some((source.place(related.0), related.1)),
        });
    }

    /// The section that is `value`, which has to be a table with keys out of `keys`.
    pub(super) fn section<'d>(
        &mut self,
        value: &'d Value<'d>,
        key: &'static str,
        name: &'static str,
        keys: &'static [&'static str],
    ) -> Option<Section<'d>> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(
                value,
                key,
                format!("a table with the keys {}", listed(keys, "and")),
            );
            return None;
        };
        Some(self.table(table, value.span(), name, keys))
    }

    /// Notes the keys of `table` that are not of `keys`.
    pub(super) fn table<'d>(
        &mut self,
        table: &'d DeTable<'d>,
        span: Range<usize>,
        name: &'static str,
        keys: &'static [&'static str],
    ) -> Section<'d> {
        let mut is_known = true;
        for (key, _) in table {
            let written = key.get_ref().as_ref();
            if !keys.contains(&written) {
                is_known = false;
                let problem = Problem::UnknownKey {
                    key: quoted(written),
                    section: name,
                    nearest: nearest(written, keys),
                    keys,
                };
                self.report(&key.span(), problem);
            }
        }
        Section {
            table,
            name,
            is_known,
            span,
        }
    }

    /// Notes that `value` is of a type that `key` does not take.
    pub(super) fn wrong_type(&mut self, value: &Value<'_>, key: &'static str, accepted: String) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number with a fraction",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        };
        self.report(
            &value.span(),
            Problem::WrongType {
                key,
                found,
                accepted,
            },
        );
    }

    pub(super) fn bad_value(
        &mut self,
        span: &Range<usize>,
        key: &'static str,
        value: &str,
        accepted: String,
    ) {
        let value = quoted(value);
        self.report(
            span,
            Problem::BadValue {
                key,
                value,
                accepted,
            },
        );
    }

    pub(super) fn out_of_range(
        &mut self,
        span: &Range<usize>,
        key: &'static str,
        value: &str,
        accepted: String,
    ) {
        let value = quoted(value);
        self.report(
            span,
            Problem::OutOfRange {
                key,
                value,
                accepted,
            },
        );
    }

    pub(super) fn conflict(
        &mut self,
        span: &Range<usize>,
        what: impl Into<String>,
        accepted: impl Into<String>,
        related: (&Range<usize>, &'static str),
    ) {
        let problem = Problem::Conflict {
            what: what.into(),
            accepted: accepted.into(),
        };
        self.report_pair(self.source, span, problem, related);
    }

    pub(super) fn string<'v>(
        &mut self,
        value: &'v Value<'_>,
        key: &'static str,
        accepted: &str,
    ) -> Option<&'v str> {
        let string = value.get_ref().as_str();
        if string.is_none() {
            self.wrong_type(value, key, accepted.to_owned());
        }
        string
    }

    pub(super) fn boolean(&mut self, value: &Value<'_>, key: &'static str) -> Option<bool> {
        let boolean = value.get_ref().as_bool();
        if boolean.is_none() {
            self.wrong_type(value, key, "`true` or `false`".to_owned());
        }
        boolean
    }

    /// One of the choices of `T`, by its word.
    pub(super) fn word<T: Word>(&mut self, value: &Value<'_>, key: &'static str) -> Option<T> {
        let choices: Vec<(&str, T)> = T::ALL.iter().map(|&one| (one.word(), one)).collect();
        self.choice(value, key, &choices)
    }

    /// One of `choices`, by name.
    pub(super) fn choice<T: Copy>(
        &mut self,
        value: &Value<'_>,
        key: &'static str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let names = || words(choices.iter().map(|(name, _)| *name));
        let written = self.string(value, key, &names())?;
        let found = choices
            .iter()
            .find_map(|&(name, choice)| (name == written).then_some(choice));
        if found.is_none() {
            self.bad_value(&value.span(), key, written, names());
        }
        found
    }

    /// A whole number of `range`.
    pub(super) fn number(
        &mut self,
        value: &Value<'_>,
        key: &'static str,
        range: &RangeInclusive<u32>,
        accepted: &str,
    ) -> Option<u32> {
        let Some(integer) = value.get_ref().as_integer() else {
            self.wrong_type(value, key, accepted.to_owned());
            return None;
        };
        let number = u32::from_str_radix(integer.as_str(), integer.radix())
            .ok()
            .filter(|number| range.contains(number));
        if number.is_none() {
            self.out_of_range(
                &value.span(),
                key,
                &integer.to_string(),
                accepted.to_owned(),
            );
        }
        number
    }

    /// The elements of an array, or a single value as one element. An empty array is an error.
    pub(super) fn one_or_many<'v>(
        &mut self,
        value: &'v Value<'v>,
        key: &'static str,
    ) -> Vec<&'v Value<'v>> {
        let Some(array) = value.get_ref().as_array() else {
            return vec![value];
        };
        if array.is_empty() {
            let accepted =
                "at least one value; leave the key out to accept every packet".to_owned();
            self.bad_value(&value.span(), key, "[]", accepted);
        }
        array.iter().collect()
    }

    /// The bytes of the file that `part` of the string `value` was written as; all of `value` where
    /// escapes make that unclear.
    pub(super) fn part_span(&self, value: &Value<'_>, part: &Range<usize>) -> Range<usize> {
        let span = value.span();
        let written = self.source.text.get(span.clone()).unwrap_or("");
        match value.get_ref().as_str() {
            Some(string)
                if written.len() == string.len() + 2 && &written[1..=string.len()] == string =>
            {
                span.start + 1 + part.start..span.start + 1 + part.end
            }
            _ => span,
        }
    }
}

impl<'d> Section<'d> {
    pub(super) fn get(&self, key: &str) -> Option<&'d Value<'d>> {
        self.table.get(key)
    }

    /// The value of `key`; noted where it is missing.
    pub(super) fn require(
        &self,
        reader: &mut Reader<'_>,
        key: &'static str,
        accepted: &str,
    ) -> Option<&'d Value<'d>> {
        let value = self.get(key);
        if value.is_none() {
            let problem = Problem::MissingKey {
                key,
                section: self.name,
                accepted: accepted.to_owned(),
            };
            reader.report(&self.span, problem);
        }
        value
    }

    pub(super) fn is_empty(&self) -> bool {
        self.table.is_empty()
    }
}

fn nearest(written: &str, keys: &'static [&'static str]) -> Option<&'static str> {
    if written.len() > MAX_COMPARED {
        return None;
    }
    let written = written.to_lowercase().replace('-', "_");
    keys.iter()
        .map(|key| (strsim::osa_distance(&written, key), *key))
        .filter(|(distance, key)| *distance <= 1 + key.len() / 4)
        .min()
        .map(|(_, key)| key)
}
