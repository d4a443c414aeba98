//! What the tests that need a kernel have in common.
//!
//! Each file beside this one is a test program with a table of trials, run by
//! [`softrss_testbed::harness`]. Packets exist only between namespaces that a trial makes for itself.
#![forbid(unsafe_code)]

pub mod bpffs;
pub mod datagram;
pub mod link;
pub mod privilege;
pub mod program;
pub mod replacement;
pub mod traffic;

use std::{
    error::Error,
    io, thread,
    time::{Duration, Instant},
};

use softrss::XdpMode;
use softrss_core::Feature;
pub use softrss_core::chain as told;
use softrss_testbed::{Netns, harness};

/// An error that any thread may return.
pub type AnyError = Box<dyn Error + Send + Sync>;

/// How long something may take that usually happens at once.
const PATIENCE: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(2);

/// A table of [`Trial`](softrss_testbed::harness::Trial)s: needs, then the tests that have them.
#[macro_export]
macro_rules! trials {
    ($($needs:expr => [$($test:ident),* $(,)?]),* $(,)?) => {
        vec![$($(softrss_testbed::harness::Trial {
            name: stringify!($test),
            needs: &$needs,
            test: $test,
        }),*),*]
    };
}

/// Runs `body` on a thread inside of `netns`.
///
/// # Errors
/// What `body` returns, or that the namespace cannot be entered.
pub fn inside<T: Send, E: Into<AnyError>>(
    netns: &Netns,
    body: impl FnOnce() -> Result<T, E> + Send,
) -> Result<T, Box<dyn Error>> {
    netns
        .run(|| body().map_err(Into::into))?
        .map_err(|error| error as Box<dyn Error>)
}

/// Runs `body` on a thread of its own, which may then be changed in ways that cannot be undone.
fn on_thread<T: Send>(
    body: impl FnOnce() -> Result<T, AnyError> + Send,
) -> Result<T, Box<dyn Error>> {
    let result = thread::scope(|scope| scope.spawn(body).join());
    result
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        .map_err(|error| error as Box<dyn Error>)
}

/// The modes in which the running kernel redirects to a CPUMAP.
///
/// # Errors
/// That it does not say its version.
pub fn modes() -> io::Result<Vec<XdpMode>> {
    let skb = harness::has(Feature::SkbRedirect)?.then_some(XdpMode::Skb);
    Ok([XdpMode::Native].into_iter().chain(skb).collect())
}

/// The error of what has to fail.
///
/// # Errors
/// When it did not.
pub fn refusal<T, E>(result: Result<T, E>) -> io::Result<E> {
    result
        .err()
        .ok_or_else(|| io::Error::other("this should have been refused"))
}

/// Polls until `state` satisfies `done`, and returns it.
///
/// # Errors
/// What `state` returns, or the last state when it never does within some seconds.
pub fn eventually<T: std::fmt::Debug>(
    mut state: impl FnMut() -> Result<T, Box<dyn Error>>,
    done: impl Fn(&T) -> bool,
) -> Result<T, Box<dyn Error>> {
    let start = Instant::now();
    loop {
        let now = state()?;
        if done(&now) {
            return Ok(now);
        }
        if start.elapsed() > PATIENCE {
            return Err(format!("after {PATIENCE:?} it is still {now:?}").into());
        }
        thread::sleep(POLL);
    }
}
