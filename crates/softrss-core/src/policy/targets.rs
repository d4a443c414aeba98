//! The CPUs that receive packets.

use super::{then::TargetAction, word::rows};
use crate::{CpuId, Mss, Qsize, cpu::CpuList};

/// The CPUs that receive packets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Targets {
    /// `None`: those of `open`, each with weight 1.
    pub cpus: Option<Vec<Target>>,
    /// Where `cpus` is `None`: which of the online CPUs; `None` for all, or for those that whoever settles it prefers.
    pub open: Option<CpuList>,
    /// Queue length of every target.
    pub qsize: Qsize,
    /// How many packets may wait for a target before `on_full` decides about more of those that are hashed; at most as many as
    /// its queue holds. `None`: until the queue is full.
    pub limit: Option<Qsize>,
    /// What happens to a hashed packet whose target has so many waiting.
    pub on_full: OnFull,
    /// The maximum segment size that TCP connections are held to, by lowering what their first packets
    /// name; `None` leaves them as they are.
    pub mss: Option<Mss>,
    /// What happens to a packet whose target is not in the map.
    pub on_miss: OnMiss,
    /// What happens to a packet whose target is the CPU that received it. Where a target does something to
    /// its packets, they are queued all the same.
    pub local: Local,
    /// What a target does with its packets.
    pub action: TargetAction,
}

impl Default for Targets {
    fn default() -> Self {
        Self {
            cpus: None,
            open: None,
            qsize: Qsize::DEFAULT,
            limit: None,
            on_full: OnFull::Drop,
            mss: None,
            on_miss: OnMiss::Pass,
            local: Local::Auto,
            action: TargetAction::Stack,
        }
    }
}

/// One CPU and its share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    cpu: CpuId,
    weight: u32,
}

/// A weight that no target can have.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a weight of {weight}: it is from 1 to {}", Target::MAX_WEIGHT)]
pub struct WeightError {
    /// The weight.
    pub weight: u32,
}

impl Target {
    /// The largest weight: past it, the other targets would be left without a bucket.
    pub const MAX_WEIGHT: u32 = 65536;

    /// `cpu` with a share of the buckets, relative to the other targets.
    ///
    /// # Errors
    /// [`WeightError`] outside of 1 to [`MAX_WEIGHT`](Self::MAX_WEIGHT).
    pub const fn new(cpu: CpuId, weight: u32) -> Result<Self, WeightError> {
        if weight == 0 || weight > Self::MAX_WEIGHT {
            return Err(WeightError { weight });
        }
        Ok(Self { cpu, weight })
    }

    /// `cpu` with weight 1.
    #[must_use]
    pub const fn even(cpu: CpuId) -> Self {
        Self { cpu, weight: 1 }
    }

    /// The CPU.
    #[must_use]
    pub const fn cpu(&self) -> CpuId {
        self.cpu
    }

    /// Its share of the buckets, relative to the other targets; at least 1.
    #[must_use]
    pub const fn weight(&self) -> u32 {
        self.weight
    }
}

/// What becomes of packets whose CPU has no queue.
pub struct OnMissRow {
    /// The word of the policy file.
    pub word: &'static str,
    /// What the packet does, as the end of a sentence.
    pub help: &'static str,
}

rows! {
    /// The fallback action of `bpf_redirect_map`, its low two flag bits.
    #[derive(Default)]
    OnMiss: OnMissRow {
        /// `XDP_PASS`: the packet stays on the CPU that received it.
        #[default]
        Pass = OnMissRow { word: "pass", help: "stays on the CPU that received it" };
        /// `XDP_DROP`.
        Drop = OnMissRow { word: "drop", help: "is dropped" };
        /// `XDP_ABORTED`: dropped, and visible in the `xdp_exception` tracepoint.
        Abort = OnMissRow {
            word: "abort",
            help: "is dropped, and seen in the tracepoint xdp_exception",
        };
    }
}

/// What becomes of packets whose target has too many waiting.
pub struct OnFullRow {
    /// The word of the policy file.
    pub word: &'static str,
    /// What the packet does, as the end of a sentence.
    pub help: &'static str,
}

rows! {
    /// What happens to a hashed packet whose target has as many waiting as `limit` says.
    #[derive(Default)]
    OnFull: OnFullRow {
        /// `XDP_DROP`, and counted as `shed`.
        #[default]
        Drop = OnFullRow { word: "drop", help: "is dropped before it is handed over" };
        /// `XDP_PASS`: the packet stays on the CPU that received it, and may overtake those that wait.
        Pass = OnFullRow {
            word: "pass",
            help: "stays on the CPU that received it, and may overtake those that wait",
        };
    }
}

/// What happens to packets that are received by their target.
pub struct LocalRow {
    /// The word of the policy file.
    pub word: &'static str,
    /// What the packet does, as the end of a sentence.
    pub help: &'static str,
}

rows! {
    /// What happens to a packet whose target is the CPU that received it.
    #[derive(Default)]
    Local: LocalRow {
        /// [`Pass`](Self::Pass) where one CPU serves each receive queue, else [`Queue`](Self::Queue): what is
        /// known of the interface decides, see [`ResolvedPolicy::received_by`](crate::ResolvedPolicy::received_by).
        #[default]
        Auto = LocalRow {
            word: "auto",
            help: "is passed on at once where one CPU serves its receive queue, else goes through that CPU's queue",
        };
        /// `XDP_PASS`. Where packets of a flow are received now by this CPU and now by that, those that are
        /// passed overtake those that wait.
        Pass = LocalRow { word: "pass", help: "is passed on at once, without a queue" };
        /// It waits in its CPU's queue like any other.
        Queue = LocalRow { word: "queue", help: "goes through that CPU's queue all the same" };
    }
}
