//! Values that several keys share: CPUs, CPU lists, ranges, prefixes, named numbers.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    ops::{Range, RangeInclusive},
};

use super::{
    error::Problem,
    reader::{Reader, Value},
    source::quoted,
};
use crate::{
    CpuId, CpuSet,
    policy::{Prefix, names},
};

const A_CPU: &str = "a CPU number from 0 to 8191";
const A_CPU_LIST: &str = "a CPU list like \"2-5,7\"";

/// How a number with names, or ranges of a number, are spoken of in errors.
pub(super) struct Numbers {
    pub(super) key: &'static str,
    pub(super) range: RangeInclusive<u32>,
    pub(super) accepted: &'static str,
}

impl Reader<'_> {
    pub(super) fn cpu(&mut self, value: &Value<'_>, key: &'static str) -> Option<CpuId> {
        let number = self.number(value, key, &(0..=CpuId::MAX.number()), A_CPU)?;
        CpuId::new(number).ok()
    }

    /// A CPU list that names at least one CPU, and each once.
    pub(super) fn cpu_list(&mut self, value: &Value<'_>, key: &'static str) -> Option<CpuSet> {
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
        let mut at = 0;
        for part in list.split(',') {
            let start = at + part.len() - part.trim_start().len();
            let span = self.part_span(value, &(start..at + part.trim_end().len().max(1)));
            at += part.len() + 1;
            if part.trim().is_empty() {
                self.bad_value(&span, key, list, A_CPU_LIST.to_owned());
                return None;
            }
            let cpus: CpuSet = match part.trim().parse() {
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
        Some(first_given.into_keys().collect())
    }

    pub(super) fn repeated_cpu(&mut self, cpu: CpuId, span: &Range<usize>, first: &Range<usize>) {
        let problem = Problem::Repeated {
            what: format!("CPU {cpu}"),
            accepted: "each CPU once; a larger share is a `weight`: [{ cpu = 2, weight = 2 }]"
                .to_owned(),
        };
        self.report_pair(self.source, span, problem, (first, "first given here"));
    }

    /// A number, or one of its names.
    pub(super) fn named<N: Copy + TryFrom<u32>>(
        &mut self,
        value: &Value<'_>,
        numbers: &Numbers,
        known: &[(&str, N)],
    ) -> Option<N> {
        let Some(name) = value.get_ref().as_str() else {
            let number = self.number(value, numbers.key, &numbers.range, numbers.accepted)?;
            return N::try_from(number).ok();
        };
        let number = names::number(known, &name.to_ascii_lowercase()).or_else(|| {
            number_in(name, &numbers.range).and_then(|number| N::try_from(number).ok())
        });
        if number.is_none() {
            let names = known
                .iter()
                .map(|(name, _)| *name)
                .collect::<Vec<_>>()
                .join(", ");
            let accepted = format!("{}, or one of {names}", numbers.accepted);
            self.bad_value(&value.span(), numbers.key, name, accepted);
        }
        number
    }

    /// A number, or a range `FIRST-LAST` of them.
    pub(super) fn range(
        &mut self,
        value: &Value<'_>,
        numbers: &Numbers,
    ) -> Option<RangeInclusive<u32>> {
        let Numbers {
            key,
            range,
            accepted,
        } = numbers;
        let Some(written) = value.get_ref().as_str() else {
            let number = self.number(value, key, range, accepted)?;
            return Some(number..=number);
        };
        let (first, last) = written.split_once('-').unwrap_or((written, written));
        let parsed = number_in(first, range).zip(number_in(last, range));
        let Some((first, last)) = parsed else {
            self.bad_value(&value.span(), key, written, (*accepted).to_owned());
            return None;
        };
        if last < first {
            let accepted = format!("a range runs upwards: \"{last}-{first}\"");
            self.bad_value(&value.span(), key, written, accepted);
            return None;
        }
        Some(first..=last)
    }

    /// An address or a prefix, without host bits.
    pub(super) fn prefix(&mut self, value: &Value<'_>, key: &'static str) -> Option<Prefix> {
        const ACCEPTED: &str = "an address or a prefix like \"192.0.2.0/24\" or \"2001:db8::/32\"";
        let written = self.string(value, key, ACCEPTED)?;
        match parse_prefix(written) {
            Ok(prefix) => Some(prefix),
            Err(PrefixProblem::HostBits(meant)) => {
                let problem = host_bits(written, meant);
                self.report(&value.span(), problem);
                None
            }
            Err(PrefixProblem::Malformed) => {
                self.bad_value(&value.span(), key, written, ACCEPTED.to_owned());
                None
            }
        }
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

pub(super) enum PrefixProblem {
    Malformed,
    /// The prefix with its host bits cleared.
    HostBits(Prefix),
}

/// Reads `ADDRESS` or `ADDRESS/BITS`.
pub(super) fn parse_prefix(text: &str) -> Result<Prefix, PrefixProblem> {
    let (addr, bits) = match text.split_once('/') {
        Some((addr, bits)) => (addr, Some(bits)),
        None => (text, None),
    };
    let addr: IpAddr = addr.parse().ok().ok_or(PrefixProblem::Malformed)?;
    let max = if addr.is_ipv4() { 32 } else { 128 };
    let len = match bits {
        None => max,
        Some(bits) => number_in(bits, &(0..=u32::from(max)))
            .filter(|_| !bits.starts_with("0x"))
            .and_then(|len| u8::try_from(len).ok())
            .ok_or(PrefixProblem::Malformed)?,
    };
    let network = Prefix {
        addr: network(addr, len),
        len,
    };
    if network.addr == addr {
        Ok(network)
    } else {
        Err(PrefixProblem::HostBits(network))
    }
}

pub(super) fn host_bits(written: &str, meant: Prefix) -> Problem {
    Problem::HostBits {
        prefix: quoted(written),
        len: meant.len,
        meant: meant.to_string(),
    }
}

/// `addr` with all but its first `len` bits cleared.
pub(super) fn network(addr: IpAddr, len: u8) -> IpAddr {
    match addr {
        IpAddr::V4(addr) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(len)).unwrap_or(0);
            Ipv4Addr::from_bits(addr.to_bits() & mask).into()
        }
        IpAddr::V6(addr) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(len)).unwrap_or(0);
            Ipv6Addr::from_bits(addr.to_bits() & mask).into()
        }
    }
}
