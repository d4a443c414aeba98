//! A number for each counter.

use std::{
    fmt,
    ops::{Index, IndexMut},
};

use softrss_core::Counter;

/// A number for each counter. It begins with all of them 0.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Counts([u64; Counter::ALL.len()]);

impl Default for Counts {
    fn default() -> Self {
        Self([0; Counter::ALL.len()])
    }
}

impl Index<Counter> for Counts {
    type Output = u64;

    fn index(&self, counter: Counter) -> &u64 {
        &self.0[counter as usize]
    }
}

impl IndexMut<Counter> for Counts {
    fn index_mut(&mut self, counter: Counter) -> &mut u64 {
        &mut self.0[counter as usize]
    }
}

impl FromIterator<(Counter, u64)> for Counts {
    fn from_iter<T: IntoIterator<Item = (Counter, u64)>>(counts: T) -> Self {
        let mut all = Self::default();
        for (counter, count) in counts {
            all[counter] = count;
        }
        all
    }
}

impl fmt::Debug for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = self.iter().filter(|(_, count)| *count > 0);
        let counted = counted.map(|(counter, count)| (counter.row().word, count));
        f.debug_map().entries(counted).finish()
    }
}

impl Counts {
    /// Every counter with its number.
    pub fn iter(&self) -> impl Iterator<Item = (Counter, u64)> {
        Counter::ALL.iter().copied().zip(self.0)
    }

    /// What was counted since `earlier`.
    #[must_use]
    pub fn since(&self, earlier: &Self) -> Self {
        let counts = self.iter();
        let since = counts.map(|(counter, now)| (counter, added(earlier[counter], now)));
        since.collect()
    }
}

/// What was added to a number that was `before`. One that became smaller began anew.
pub(crate) fn added(before: u64, now: u64) -> u64 {
    now.checked_sub(before).unwrap_or(now)
}
