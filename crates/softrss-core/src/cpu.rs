//! CPU numbers, and sets of them in the kernel's list syntax.

use std::{collections::BTreeSet, fmt, num::ParseIntError, str::FromStr};

use serde::{Deserialize, Serialize};

/// A CPU number of the kernel, 0 to 8191. Sparse: a number, never an index into something.
///
/// ```
/// use softrss_core::CpuId;
/// assert_eq!(CpuId::new(4095)?.number(), 4095);
/// assert_eq!(CpuId::from(3).number(), 3);
/// assert!(CpuId::new(8192).is_err());
/// # Ok::<(), softrss_core::cpu::NoSuchCpu>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct CpuId(u16);

/// A CPU number that no Linux can have.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "CPU {cpu} cannot exist: the highest number Linux can be built for is {}",
    CpuId::MAX
)]
pub struct NoSuchCpu {
    /// The number.
    pub cpu: u32,
}

impl CpuId {
    /// The largest CPU number any Linux can be built for (`NR_CPUS` on x86 with `MAXSMP`).
    pub const MAX: Self = Self(8191);

    /// Checks `number` against what a kernel can have.
    ///
    /// # Errors
    /// [`NoSuchCpu`] above [`MAX`](Self::MAX).
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it is compared with a u16 first"
    )]
    pub const fn new(number: u32) -> Result<Self, NoSuchCpu> {
        if number > Self::MAX.number() {
            return Err(NoSuchCpu { cpu: number });
        }
        Ok(Self(number as u16))
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0 as u32
    }
}

/// Every number of 8 bits is one that a CPU can have.
impl From<u8> for CpuId {
    fn from(number: u8) -> Self {
        Self(number.into())
    }
}

impl From<CpuId> for u32 {
    fn from(cpu: CpuId) -> Self {
        cpu.number()
    }
}

impl TryFrom<u32> for CpuId {
    type Error = NoSuchCpu;

    fn try_from(number: u32) -> Result<Self, NoSuchCpu> {
        Self::new(number)
    }
}

impl fmt::Display for CpuId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A set of CPUs, written like the kernel writes them: `0,2-5`.
///
/// ```
/// use softrss_core::{CpuId, CpuSet};
/// let cpus: CpuSet = "0,2-4".parse()?;
/// assert!(cpus.contains(CpuId::from(3)));
/// assert_eq!(cpus.to_string(), "0,2-4");
/// # Ok::<(), softrss_core::cpu::CpuListError>(())
/// ```
///
/// # Source
/// `bitmap_parselist`, lib/bitmap-str.c. Strides (`0-31:2/4`) are read too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CpuSet(BTreeSet<CpuId>);

impl CpuSet {
    /// The empty set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether `cpu` is one of the set.
    #[must_use]
    pub fn contains(&self, cpu: CpuId) -> bool {
        self.0.contains(&cpu)
    }

    /// The CPUs in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = CpuId> + '_ {
        self.0.iter().copied()
    }

    /// How many CPUs the set has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the set has no CPU.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lowest CPU number.
    #[must_use]
    pub fn first(&self) -> Option<CpuId> {
        self.0.first().copied()
    }

    /// The highest CPU number.
    #[must_use]
    pub fn last(&self) -> Option<CpuId> {
        self.0.last().copied()
    }
}

impl IntoIterator for CpuSet {
    type Item = CpuId;
    type IntoIter = std::collections::btree_set::IntoIter<CpuId>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<CpuId> for CpuSet {
    fn from_iter<I: IntoIterator<Item = CpuId>>(cpus: I) -> Self {
        Self(cpus.into_iter().collect())
    }
}

impl fmt::Display for CpuSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut cpus = self.iter().map(CpuId::number).peekable();
        let mut separator = "";
        while let Some(first) = cpus.next() {
            let mut last = first;
            while let Some(next) = cpus.next_if_eq(&(last + 1)) {
                last = next;
            }
            f.write_str(separator)?;
            separator = ",";
            if first == last {
                write!(f, "{first}")?;
            } else {
                write!(f, "{first}-{last}")?;
            }
        }
        Ok(())
    }
}

/// A list of CPUs as people write it, which may leave to the machine which they are: `all`, `2-`, `all,!0`.
///
/// ```
/// use softrss_core::cpu::CpuList;
/// let online = "0-3,6".parse()?;
/// for (list, cpus) in [("all", "0-3,6"), ("2-", "2-3,6"), ("all,!0,!2-3", "1,6"), ("1,7", "1,7"), ("0-3,!1", "0,2-3")] {
///     assert_eq!(list.parse::<CpuList>()?.on(&online).to_string(), cpus);
/// }
/// # Ok::<(), softrss_core::cpu::CpuListError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CpuList {
    /// Those that are named.
    named: CpuSet,
    /// Every online CPU from this one on.
    from: Option<CpuId>,
    /// But not these.
    except: CpuSet,
}

impl CpuList {
    /// The CPUs on a machine on which `online` are online. Those that are named need not be.
    #[must_use]
    pub fn on(&self, online: &CpuSet) -> CpuSet {
        let is_open = |cpu: &CpuId| self.from.is_some_and(|from| *cpu >= from);
        let open = online.iter().filter(is_open);
        let all = self.named.iter().chain(open);
        all.filter(|cpu| !self.except.contains(*cpu)).collect()
    }

    /// Whether the machine decides which they are.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.from.is_some()
    }

    /// The CPUs that are named, on whatever machine.
    #[must_use]
    pub const fn named(&self) -> &CpuSet {
        &self.named
    }

    /// Adds a part of a list, and gives the CPUs that it names.
    ///
    /// # Errors
    /// [`CpuListError`]
    pub(crate) fn add(&mut self, part: &str) -> Result<CpuSet, CpuListError> {
        let part = part.trim();
        let (excludes, cpus) = match part.strip_prefix('!') {
            Some(cpus) => (true, cpus),
            None => (false, part),
        };
        if cpus.trim().is_empty() {
            // Which says so.
            number("")?;
        }
        if excludes {
            let except: CpuSet = match open(cpus)? {
                Some(first) => (first.0..=CpuId::MAX.0).map(CpuId).collect(),
                None => cpus.parse()?,
            };
            self.except = self.except.iter().chain(except.iter()).collect();
        } else if let Some(first) = open(part)? {
            self.from = Some(self.from.map_or(first, |from| from.min(first)));
        } else {
            let cpus: CpuSet = part.parse()?;
            self.named = self.named.iter().chain(cpus.iter()).collect();
            return Ok(cpus);
        }
        Ok(CpuSet::new())
    }

    /// The list, once every part was added: an exclusion counts wherever it stands.
    ///
    /// # Errors
    /// [`CpuListError::Nothing`]
    pub(crate) fn whole(mut self) -> Result<Self, CpuListError> {
        if !self.is_open() && self.named.is_empty() && !self.except.is_empty() {
            let except = self.except;
            return Err(CpuListError::Nothing { except });
        }
        self.named = self
            .named
            .iter()
            .filter(|cpu| !self.except.contains(*cpu))
            .collect();
        if !self.is_open() {
            self.except = CpuSet::new();
        }
        Ok(self)
    }
}

/// The first CPU of a range without an end, such as `2-`, or of `all`.
fn open(part: &str) -> Result<Option<CpuId>, CpuListError> {
    let part = part.trim();
    if part == "all" {
        return Ok(Some(CpuId(0)));
    }
    let first = part.strip_suffix('-').filter(|first| !first.is_empty());
    let first = first.map(number).transpose()?;
    Ok(first.map(CpuId::new).transpose()?)
}

impl From<CpuSet> for CpuList {
    fn from(named: CpuSet) -> Self {
        Self {
            named,
            ..Self::default()
        }
    }
}

impl FromStr for CpuList {
    type Err = CpuListError;

    fn from_str(text: &str) -> Result<Self, CpuListError> {
        let mut list = Self::default();
        if !text.trim().is_empty() {
            for part in text.split(',') {
                list.add(part)?;
            }
        }
        list.whole()
    }
}

impl fmt::Display for CpuList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if !self.named.is_empty() {
            parts.push(self.named.to_string());
        }
        match self.from {
            Some(CpuId(0)) => parts.push("all".to_owned()),
            Some(first) => parts.push(format!("{first}-")),
            None => {}
        }
        let except = self.except.to_string();
        let except = except.split(',').filter(|part| !part.is_empty());
        parts.extend(except.map(|part| format!("!{part}")));
        f.write_str(&parts.join(","))
    }
}

/// What is wrong with a CPU list.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CpuListError {
    /// A part that should be a number is none.
    #[error("`{text}` is not a CPU number")]
    NotANumber {
        /// The part as written.
        text: String,
        /// Why it is no number.
        #[source]
        source: ParseIntError,
    },
    /// A range runs downwards.
    #[error("the range `{text}` runs downwards")]
    Descending {
        /// The range as written.
        text: String,
    },
    /// A number that no Linux can have.
    #[error(transparent)]
    NoSuchCpu(#[from] NoSuchCpu),
    /// CPUs are excluded, and none is named.
    #[error("`!{except}` excludes CPUs from nothing: write `all,!{except}`")]
    Nothing {
        /// Those that are excluded.
        except: CpuSet,
    },
    /// A stride is malformed.
    #[error("`{text}` is not a stride: write FIRST-LAST:USED/GROUP, with 1 <= USED <= GROUP")]
    Stride {
        /// The part as written.
        text: String,
    },
}

impl FromStr for CpuSet {
    type Err = CpuListError;

    fn from_str(list: &str) -> Result<Self, Self::Err> {
        let mut cpus = BTreeSet::new();
        if list.trim().is_empty() {
            return Ok(Self(cpus));
        }
        for part in list.trim().split(',') {
            let (range, stride) = match part.split_once(':') {
                Some((range, stride)) => (range, Some(stride)),
                None => (part, None),
            };
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return Err(CpuListError::Descending {
                    text: part.to_owned(),
                });
            }
            let (last, first) = (CpuId::new(last)?.0, CpuId::new(first)?.0);
            let (used, group) = match stride {
                None => (1, 1),
                Some(stride) => parse_stride(stride).ok_or_else(|| CpuListError::Stride {
                    text: part.to_owned(),
                })?,
            };
            cpus.extend(
                (first..=last)
                    .filter(|cpu| u32::from(cpu - first) % group < used)
                    .map(CpuId),
            );
        }
        Ok(Self(cpus))
    }
}

fn parse_stride(stride: &str) -> Option<(u32, u32)> {
    let (used, group) = stride.split_once('/')?;
    let (used, group) = (used.parse().ok()?, group.parse().ok()?);
    (1 <= used && used <= group).then_some((used, group))
}

fn number(text: &str) -> Result<u32, CpuListError> {
    text.trim()
        .parse()
        .map_err(|source| CpuListError::NotANumber {
            text: text.to_owned(),
            source,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_kernel_writes() {
        for (list, cpus) in [
            ("", vec![]),
            ("0", vec![0]),
            ("0-3", vec![0, 1, 2, 3]),
            ("0,2-3,7\n", vec![0, 2, 3, 7]),
            ("0-7:1/2", vec![0, 2, 4, 6]),
            ("0-7:2/4", vec![0, 1, 4, 5]),
            ("3,1,1", vec![1, 3]),
        ] {
            let set: CpuSet = list.parse().unwrap();
            assert_eq!(
                set.iter().map(CpuId::number).collect::<Vec<_>>(),
                cpus,
                "{list}"
            );
        }
    }

    #[test]
    fn writes_what_it_reads() {
        for list in ["", "0", "0-3", "0,2-3,7", "8191"] {
            assert_eq!(list.parse::<CpuSet>().unwrap().to_string(), list);
        }
    }

    #[test]
    fn a_list_is_what_the_machine_has() {
        let online: CpuSet = "0-1,4-6".parse().unwrap();
        for (list, cpus, written) in [
            ("all", "0-1,4-6", "all"),
            (" all , !0 ", "1,4-6", "all,!0"),
            ("!0,all", "1,4-6", "all,!0"),
            ("all,!0-1,!5", "4,6", "all,!0-1,!5"),
            ("2-", "4-6", "2-"),
            ("5-,0", "0,5-6", "0,5-"),
            ("7-", "", "7-"),
            ("0-3,!1", "0,2-3", "0,2-3"),
            ("all,!4-", "0-1", "all,!4-8191"),
            ("9,all", "0-1,4-6,9", "9,all"),
            ("all,!all", "", "all,!0-8191"),
            ("1,8", "1,8", "1,8"),
            ("", "", ""),
        ] {
            let list: CpuList = list.parse().unwrap();
            assert_eq!(list.on(&online).to_string(), cpus, "{list}");
            assert_eq!(list.to_string(), written);
            assert_eq!(written.parse(), Ok(list));
        }
        for (list, error) in [
            ("!0", "`!0` excludes CPUs from nothing: write `all,!0`"),
            ("-", "`` is not a CPU number"),
            ("all,", "`` is not a CPU number"),
            ("al", "`al` is not a CPU number"),
            ("!", "`` is not a CPU number"),
            (
                "9000-",
                "CPU 9000 cannot exist: the highest number Linux can be built for is 8191",
            ),
        ] {
            assert_eq!(
                list.parse::<CpuList>().unwrap_err().to_string(),
                error,
                "{list}"
            );
        }
    }

    #[test]
    fn names_what_is_wrong() {
        for (list, error) in [
            ("a", "`a` is not a CPU number"),
            ("1,,2", "`` is not a CPU number"),
            ("-1", "`` is not a CPU number"),
            ("4-2", "the range `4-2` runs downwards"),
            (
                "99999",
                "CPU 99999 cannot exist: the highest number Linux can be built for is 8191",
            ),
            (
                "0-4294967295",
                "CPU 4294967295 cannot exist: the highest number Linux can be built for is 8191",
            ),
            (
                "0-3:0/2",
                "`0-3:0/2` is not a stride: write FIRST-LAST:USED/GROUP, with 1 <= USED <= GROUP",
            ),
        ] {
            assert_eq!(list.parse::<CpuSet>().unwrap_err().to_string(), error);
        }
    }
}
