//! How long a tick of this kernel is.

use std::{fs, thread, time::Duration};

/// How often this kernel ticks in a second (`CONFIG_HZ`), roughly; `None` where it does not show that.
///
/// # Source
/// `/proc/timer_list` (`timer_list_show`): the time in nanoseconds, and the ticks since boot.
pub(crate) fn rate() -> Option<u64> {
    const LONG: Duration = Duration::from_millis(50);
    let look = || counted(&fs::read_to_string("/proc/timer_list").ok()?);
    let (begin, before) = look()?;
    thread::sleep(LONG);
    let (end, after) = look()?;
    let nanoseconds = end.checked_sub(begin)?.max(1);
    Some(after.checked_sub(before)? * 1_000_000_000 / nanoseconds)
}

/// The time in nanoseconds, and the ticks.
fn counted(list: &str) -> Option<(u64, u64)> {
    let number = |begin: &str, end: &str| {
        let mut lines = list.lines();
        let line = lines.find_map(|line| line.strip_prefix(begin)?.strip_suffix(end))?;
        line.trim().parse().ok()
    };
    Some((number("now at ", " nsecs")?, number("jiffies: ", "")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_kernel_lists_is_read() {
        let list = "Timer List Version: v0.10\nnow at 14560577900704 nsecs\n\n  .idle_jiffies   : 7\njiffies: 4298532379\n";
        assert_eq!(counted(list), Some((14_560_577_900_704, 4_298_532_379)));
        assert_eq!(counted("now at 1 nsecs\n"), None);
    }
}
