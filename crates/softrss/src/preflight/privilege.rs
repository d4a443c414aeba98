//! What this process may do.

use caps::{CapSet, Capability};

use super::{Fact, Unknown};

/// The capabilities that steering needs, with what each is for.
pub const NEEDED: [(&str, &str); 3] = [
    ("CAP_BPF", "to create maps and load programs"),
    ("CAP_NET_ADMIN", "to attach programs to interfaces"),
    (
        "CAP_PERFMON",
        "to load programs that compute with packet pointers, and to count at tracepoints",
    ),
];

/// The capabilities of [`NEEDED`] that the calling thread lacks.
///
/// `CAP_SYS_ADMIN` stands for `CAP_BPF` and `CAP_PERFMON`, as it does in the kernel.
pub(super) fn missing() -> Fact<Vec<&'static str>> {
    let held = caps::read(None, CapSet::Effective).map_err(|error| Unknown::Failed {
        what: "the capabilities of this process".to_owned(),
        reason: error.to_string(),
    })?;
    let is_held = |name: &str| {
        let by_itself = name.parse().is_ok_and(|cap| held.contains(&cap));
        by_itself || name != "CAP_NET_ADMIN" && held.contains(&Capability::CAP_SYS_ADMIN)
    };
    let needed = NEEDED.iter().map(|(name, _)| *name);
    Ok(needed.filter(|name| !is_held(name)).collect())
}
