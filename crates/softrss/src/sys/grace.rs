//! Waiting until programs that run now have ended.

use std::io;

/// `MEMBARRIER_CMD_GLOBAL`: returns when every CPU has passed a moment at which no XDP program runs, so that
/// what was replaced before is used no more. `EINVAL` where CPUs are free of ticks (`nohz_full=`).
///
/// # Source
/// `synchronize_rcu` in membarrier(2), kernel/sched/membarrier.c
pub(crate) fn wait_for_programs() -> io::Result<()> {
    const GLOBAL: libc::c_int = 1;
    const NO_FLAGS: libc::c_uint = 0;
    const NO_CPU: libc::c_int = 0;
    // SAFETY: membarrier(2) takes three numbers and touches no memory of the caller.
    let result = unsafe { libc::syscall(libc::SYS_membarrier, GLOBAL, NO_FLAGS, NO_CPU) };
    if result == 0 {
        return Ok(());
    }
    Err(io::Error::last_os_error())
}
