//! Values that several keys share: CPUs, CPU lists, ranges, prefixes, named numbers.

use std::{
    collections::HashMap,
    ops::{Range, RangeInclusive},
};

use super::{
    error::Problem,
    reader::{Reader, Value},
    source::quoted,
};
use crate::{
    CpuId,
    cpu::CpuList,
    policy::{
        bits::{Bits, Masked},
        field::Numbers,
        masked_mac::{MaskedMac, MaskedMacError},
        prefix::{Prefix, PrefixError},
    },
};

const A_CPU: &str = "a CPU number from 0 to 8191";
const A_MAC: &str =
    "a MAC address like \"02:00:5e:10:00:01\", or with a mask like \"02:00:5e:00:00:00/24\"";
const A_CPU_LIST: &str = "a CPU list like \"2-5,7\", \"2-\" or \"all,!0\"";

impl Reader<'_> {
    pub(super) fn cpu(&mut self, value: &Value<'_>, key: &'static str) -> Option<CpuId> {
        let number = self.number(value, key, &(0..=CpuId::MAX.number()), A_CPU)?;
        CpuId::new(number).ok()
    }

    /// A CPU list that names at least one CPU, and each once.
    pub(super) fn cpu_list(&mut self, value: &Value<'_>, key: &'static str) -> Option<CpuList> {
        let list = self.string(value, key, A_CPU_LIST)?;
        if list.trim().is_empty() {
            self.bad_value(
                &value.span(),
                key,
                list,
                format!("{A_CPU_LIST} with at least one CPU"),
            );
            return None;
        }
        let mut first_given = HashMap::new();
        let mut whole = CpuList::default();
        let mut at = 0;
        for part in list.split(',') {
            let start = at + part.len() - part.trim_start().len();
            let span = self.part_span(value, &(start..at + part.trim_end().len().max(1)));
            at += part.len() + 1;
            if part.trim().is_empty() {
                self.bad_value(&span, key, list, A_CPU_LIST.to_owned());
                return None;
            }
            let cpus = match whole.add(part) {
                Ok(cpus) => cpus,
                Err(source) => {
                    let value = quoted(list);
                    self.report(&span, Problem::CpuList { value, source });
                    return None;
                }
            };
            for cpu in cpus.iter() {
                if let Some(first) = first_given.insert(cpu, span.clone()) {
                    self.repeated_cpu(cpu, &span, &first);
                    return None;
                }
            }
        }
        let problem = match whole.whole() {
            Ok(list) if list.is_open() || !list.named().is_empty() => return Some(list),
            Ok(_) => Problem::BadValue {
                key,
                value: quoted(list),
                accepted: format!("{A_CPU_LIST} with at least one CPU"),
            },
            Err(source) => Problem::CpuList {
                value: quoted(list),
                source,
            },
        };
        self.report(&value.span(), problem);
        None
    }

    pub(super) fn repeated_cpu(&mut self, cpu: CpuId, span: &Range<usize>, first: &Range<usize>) {
        let problem = Problem::Repeated {
            what: format!("CPU {cpu}"),
            accepted: "each CPU once; a larger share is a `weight`: [{ cpu = 2, weight = 2 }]"
                .to_owned(),
        };
        self.report_pair(self.source, span, problem, (first, "first given here"));
    }

    /// A number, or a string with several, see [`Self::range`].
    pub(super) fn numbers(
        &mut self,
        value: &Value<'_>,
        key: &'static str,
        numbers: &Numbers,
    ) -> Option<Vec<RangeInclusive<u32>>> {
        let Some(written) = value.get_ref().as_str() else {
            let number = self.number(value, key, &numbers.limits, numbers.accepted)?;
            return Some(vec![number..=number]);
        };
        let parts = self.parts(value, written);
        let ranges = parts
            .into_iter()
            .map(|(part, span)| self.range(part, &span, key, numbers));
        ranges.collect()
    }

    /// The parts between the commas of the string `value`, and where they are.
    fn parts<'w>(&self, value: &Value<'_>, written: &'w str) -> Vec<(&'w str, Range<usize>)> {
        if !written.contains(',') {
            return vec![(written, value.span())];
        }
        let mut at = 0;
        let parts = written.split(',').map(|part| {
            let start = at + part.len() - part.trim_start().len();
            let within = start..at + part.trim_end().len().max(1);
            at += part.len() + 1;
            (part.trim(), self.part_span(value, &within))
        });
        parts.collect()
    }

    /// A number, one of its names, or a range `FIRST-LAST` where numbers have no names.
    fn range(
        &mut self,
        written: &str,
        span: &Range<usize>,
        key: &'static str,
        numbers: &Numbers,
    ) -> Option<RangeInclusive<u32>> {
        let limits = &numbers.limits;
        if let Some(number) = numbers.named(&written.to_ascii_lowercase()) {
            return Some(number..=number);
        }
        let (first, last) = match written.split_once('-') {
            Some(ends) if numbers.names.is_empty() => ends,
            _ => (written, written),
        };
        let Some((first, last)) = number_in(first, limits).zip(number_in(last, limits)) else {
            let mut accepted = numbers.accepted.to_owned();
            if !numbers.names.is_empty() {
                let names: Vec<&str> = numbers.names.iter().map(|(name, _)| *name).collect();
                accepted = format!("{accepted}, or one of {}", names.join(", "));
            }
            self.bad_value(span, key, written, accepted);
            return None;
        };
        if last < first {
            let accepted = format!("a range runs upwards: \"{last}-{first}\"");
            self.bad_value(span, key, written, accepted);
            return None;
        }
        Some(first..=last)
    }

    /// Names of bits, see [`Bits::parse`].
    pub(super) fn bits(
        &mut self,
        value: &Value<'_>,
        key: &'static str,
        bits: &Bits,
    ) -> Option<Vec<Masked>> {
        let written = self.string(value, key, bits.accepted)?;
        let parsed = bits.parse(&written.to_ascii_lowercase());
        if parsed.is_none() {
            let names: Vec<&str> = bits.names.iter().map(|(name, _)| *name).collect();
            let accepted = format!("{}, of {}", bits.accepted, names.join(", "));
            self.bad_value(&value.span(), key, written, accepted);
        }
        parsed
    }

    /// MAC addresses, with or without a mask: one, or several with commas.
    pub(super) fn macs(&mut self, value: &Value<'_>, key: &'static str) -> Option<Vec<MaskedMac>> {
        let written = self.string(value, key, A_MAC)?;
        let parts = self.parts(value, written);
        let macs = parts.into_iter().map(|(part, span)| {
            let mac = part.parse();
            let noted = mac.map_err(|why| self.report(&span, no_mac(key, part, why)));
            noted.ok()
        });
        macs.collect()
    }

    /// Addresses or prefixes, without host bits: one, or several with commas.
    pub(super) fn prefixes(&mut self, value: &Value<'_>, key: &'static str) -> Option<Vec<Prefix>> {
        const ACCEPTED: &str = "an address or a prefix like \"192.0.2.0/24\" or \"2001:db8::/32\"";
        let written = self.string(value, key, ACCEPTED)?;
        let parts = self.parts(value, written);
        let prefixes = parts.into_iter().map(|(part, span)| {
            let prefix = part.parse();
            let noted =
                prefix.map_err(|why| self.report(&span, no_prefix(key, part, why, ACCEPTED)));
            noted.ok()
        });
        prefixes.collect()
    }
}

/// What is wrong with `written`, a value of `key`.
fn no_mac(key: &'static str, written: &str, why: MaskedMacError) -> Problem {
    let accepted = match why {
        MaskedMacError::Malformed(_) => {
            let names: Vec<&str> = MaskedMac::NAMES.iter().map(|(name, _)| *name).collect();
            format!("{A_MAC}, or one of {}", names.join(", "))
        }
        MaskedMacError::Mask => why.to_string(),
        MaskedMacError::OutsideMask { meant } => {
            format!("an address without bits that the mask leaves out: \"{meant}\"")
        }
    };
    Problem::BadValue {
        key,
        value: quoted(written),
        accepted,
    }
}

/// Reads decimal, or hexadecimal after `0x`; only digits, so no sign and no blanks.
pub(super) fn number_in(text: &str, range: &RangeInclusive<u32>) -> Option<u32> {
    let text = text.trim();
    let (digits, radix) = match text.strip_prefix("0x") {
        Some(digits) => (digits, 16),
        None => (text, 10),
    };
    if !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    u32::from_str_radix(digits, radix)
        .ok()
        .filter(|number| range.contains(number))
}

/// What is wrong with the prefix `written` of `key`.
pub(super) fn no_prefix(
    key: &'static str,
    written: &str,
    why: PrefixError,
    accepted: &str,
) -> Problem {
    match why {
        PrefixError::HostBits { meant } => Problem::HostBits {
            prefix: quoted(written),
            len: meant.bits(),
            meant: meant.to_string(),
        },
        PrefixError::Malformed | PrefixError::TooLong { .. } => Problem::BadValue {
            key,
            value: quoted(written),
            accepted: accepted.to_owned(),
        },
    }
}
