//! How the height of the window is shared out.

use ratatui::layout::Size;
use softrss::Rates;

use super::list;

/// Columns that leave room for both lists side by side.
const SIDE_BY_SIDE: u16 = 64;
/// Rows under which the lists are left out: a blank one, a heading and two entries.
const FEWEST_LISTS: u16 = 4;
/// Rows of the header, in a window that has room for them.
const HEADER: u16 = 3;
/// Windows of fewer rows give up a row of the header, then the keys.
const LOW: u16 = 8;

/// Rows of each part, from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Interface and sums.
    pub(crate) header: u16,
    /// Targets, below one row of headings.
    pub(crate) targets: u16,
    /// What decided, what was unparsed or went wrong, with a blank row above.
    pub(crate) lists: u16,
    /// Keys.
    pub(crate) footer: u16,
    /// Whether the lists stand side by side.
    pub(crate) side_by_side: bool,
}

impl Layout {
    pub(crate) fn of(size: Size, rates: &Rates) -> Self {
        let side_by_side = size.width >= SIDE_BY_SIDE;
        let header = if size.height < LOW {
            HEADER - 1
        } else {
            HEADER
        }
        .min(size.height);
        let footer = u16::from(size.height >= LOW - 2);
        let left = size.height.saturating_sub(header + footer + 1);
        let wanted = u16::try_from(rates.counted.cpus.len()).unwrap_or(u16::MAX);
        // The lists may take half of the rows from a long list of targets.
        let fewest = wanted.min(left.div_ceil(2).max(3)).min(left);
        let lists = (2 + entries(rates, side_by_side)).min(left - fewest);
        let lists = if lists < FEWEST_LISTS { 0 } else { lists };
        Self {
            header,
            targets: wanted.min(left - lists),
            lists,
            footer,
            side_by_side,
        }
    }
}

/// How many rows the lists want, without their heading.
fn entries(rates: &Rates, side_by_side: bool) -> u16 {
    let (decided, unparsed) = (list::decided(rates).len(), list::unparsed(rates).len());
    let entries = if side_by_side {
        decided.max(unparsed)
    } else {
        decided + unparsed + 1
    };
    u16::try_from(entries).unwrap_or(u16::MAX - 2)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use softrss::{CpuId, CpuReading};

    use super::*;
    use crate::test_readings;

    fn rates(targets: u32) -> Rates {
        let mut reading = test_readings::reading(Instant::now(), 1);
        reading.cpus = (0..targets)
            .map(|cpu| (CpuId::new(cpu).unwrap(), CpuReading::default()))
            .collect();
        Rates::between(&reading, &test_readings::later(&reading, 1)).unwrap()
    }

    #[test]
    fn every_row_is_used_once_and_targets_come_first() {
        for targets in [0, 1, 2, 8, 64, 500] {
            let rates = rates(targets);
            for height in 0..80 {
                for width in [1, 40, 80, 200] {
                    let layout = Layout::of(Size::new(width, height), &rates);
                    let used = layout.header + layout.targets + layout.lists + layout.footer;
                    assert!(used <= height, "{layout:?} in {height}");
                    if height >= 4 && targets > 0 {
                        assert!(layout.targets > 0, "{layout:?} in {height}");
                    }
                }
            }
        }
    }

    #[test]
    fn lists_do_not_starve_targets() {
        let layout = |targets, width, height| Layout::of(Size::new(width, height), &rates(targets));
        let longest = list::unparsed(&rates(2)).len();
        assert_eq!(usize::from(layout(2, 80, 24).lists), 2 + longest);
        assert_eq!(layout(500, 80, 24).targets, 10);
        assert_eq!(layout(2, 40, 12).targets, 2);
        assert_eq!(layout(8, 40, 9).lists, 0);
    }
}
