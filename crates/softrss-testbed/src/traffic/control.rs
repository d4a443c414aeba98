//! How fast a source may send: never more in flight than the window, never more per second than the cap.
//!
//! A window instead of a rate makes the machine choose the rate. As long as the window is no larger than the smallest
//! queue on the way, no queue can overflow, so a packet that is missing at the end was lost by what is being tested.

use std::{
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::{Duration, Instant},
};

/// How long nothing may arrive, with a full window, until what is in flight is taken for lost.
pub(crate) const STALL: Duration = Duration::from_millis(250);

/// The counters that the source's threads and the sink share.
#[derive(Debug)]
pub(crate) struct FlowControl {
    window: u64,
    /// Packets handed to the kernel, and those a thread is about to hand over.
    sent: AtomicU64,
    received: AtomicU64,
    /// Packets taken for lost so far, to make room in the window.
    written_off: AtomicU64,
}

impl FlowControl {
    pub(crate) fn new(window: u32) -> Self {
        Self {
            window: window.into(),
            sent: AtomicU64::new(0),
            received: AtomicU64::new(0),
            written_off: AtomicU64::new(0),
        }
    }

    /// Takes room for up to `wanted` packets; 0 when the window is full.
    pub(crate) fn reserve(&self, wanted: usize) -> usize {
        let mut sent = self.sent.load(Relaxed);
        loop {
            let free = self.window.saturating_sub(self.in_flight(sent));
            let room = usize::try_from(free).map_or(wanted, |free| free.min(wanted));
            if room == 0 {
                return 0;
            }
            match self
                .sent
                .compare_exchange_weak(sent, sent + room as u64, Relaxed, Relaxed)
            {
                Ok(_) => return room,
                Err(now) => sent = now,
            }
        }
    }

    /// Whether the window has no room.
    pub(crate) fn is_full(&self) -> bool {
        self.in_flight(self.sent()) >= self.window
    }

    /// Gives back room that was reserved for packets which were not sent.
    pub(crate) fn release(&self, packets: usize) {
        self.sent.fetch_sub(packets as u64, Relaxed);
    }

    pub(crate) fn arrived(&self, packets: u64) {
        self.received.fetch_add(packets, Relaxed);
    }

    /// Takes everything in flight for lost, unless a packet arrived since `received` was read.
    ///
    /// A packet that comes later all the same is still counted as received at the end.
    pub(crate) fn write_off(&self, received: u64) {
        let written_off = self.written_off.load(Relaxed);
        if self.received.load(Relaxed) == received {
            let outstanding = self.in_flight(self.sent.load(Relaxed));
            // Fails if another thread was first, which then made the room.
            let _ = self.written_off.compare_exchange(
                written_off,
                written_off + outstanding,
                Relaxed,
                Relaxed,
            );
        }
    }

    pub(crate) fn sent(&self) -> u64 {
        self.sent.load(Relaxed)
    }

    pub(crate) fn received(&self) -> u64 {
        self.received.load(Relaxed)
    }

    pub(crate) fn written_off(&self) -> u64 {
        self.written_off.load(Relaxed)
    }

    fn in_flight(&self, sent: u64) -> u64 {
        sent.saturating_sub(self.received.load(Relaxed) + self.written_off.load(Relaxed))
    }
}

/// Spreads the packets of one thread evenly over time.
#[derive(Debug)]
pub(crate) struct Pacer {
    /// Time that one packet costs; `None` for no cap.
    cost: Option<Duration>,
    /// Time saved up, at most `SAVED_MAX` beyond the cost of one packet.
    saved: Duration,
    last: Instant,
}

/// What a thread that was held up may send at once when it comes back, as time.
const SAVED_MAX: Duration = Duration::from_millis(2);

impl Pacer {
    /// `pps`: packets per second of all `threads` together.
    pub(crate) fn new(pps: Option<u64>, threads: u64, now: Instant) -> Self {
        let cost = pps.map(|pps| {
            let seconds = threads.saturating_mul(1_000_000_000);
            Duration::from_nanos(seconds.div_ceil(pps.max(1)))
        });
        Self {
            cost,
            saved: Duration::ZERO,
            last: now,
        }
    }

    /// How many of `wanted` packets may go now.
    pub(crate) fn allowed(&mut self, wanted: usize, now: Instant) -> usize {
        let Some(cost) = self.cost else {
            return wanted;
        };
        self.saved = (self.saved + now.duration_since(self.last)).min(SAVED_MAX + cost);
        self.last = now;
        let saved = self.saved.as_nanos() / cost.as_nanos();
        usize::try_from(saved).map_or(wanted, |saved| saved.min(wanted))
    }

    /// Pays for packets that went.
    pub(crate) fn pay(&mut self, packets: usize) {
        if let Some(cost) = self.cost {
            // More packets than that cost more than can be saved up.
            self.saved = u32::try_from(packets).map_or(Duration::ZERO, |packets| {
                self.saved.saturating_sub(cost.saturating_mul(packets))
            });
        }
    }

    /// Time until the next packet may go.
    pub(crate) fn wait(&self) -> Duration {
        self.cost
            .map_or(Duration::ZERO, |cost| cost.saturating_sub(self.saved))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_bounds_what_is_in_flight() {
        let control = FlowControl::new(10);
        assert_eq!(control.reserve(8), 8);
        assert_eq!(control.reserve(8), 2);
        assert_eq!(control.reserve(8), 0);
        control.arrived(3);
        assert_eq!(control.reserve(8), 3);
        control.release(1);
        assert_eq!(control.sent(), 12);
        assert_eq!(control.reserve(8), 1);
    }

    #[test]
    fn written_off_packets_make_room_once() {
        let control = FlowControl::new(4);
        assert_eq!(control.reserve(4), 4);
        control.arrived(1);
        control.write_off(0);
        assert_eq!(control.written_off(), 0, "a packet arrived meanwhile");
        control.write_off(1);
        control.write_off(1);
        assert_eq!((control.written_off(), control.sent()), (3, 4));
        assert_eq!(control.reserve(9), 4);
        control.arrived(3);
        assert_eq!(control.reserve(9), 3, "late packets count as received");
    }

    #[test]
    fn the_pacer_spreads_packets() {
        let start = Instant::now();
        let at = |micros| start + Duration::from_micros(micros);
        let mut pacer = Pacer::new(Some(10_000), 2, start);
        assert_eq!(pacer.allowed(32, at(0)), 0);
        assert_eq!(pacer.wait(), Duration::from_micros(200));
        assert_eq!(pacer.allowed(32, at(450)), 2);
        pacer.pay(2);
        assert_eq!(pacer.allowed(32, at(450)), 0);
        assert_eq!(pacer.wait(), Duration::from_micros(150));
        assert_eq!(pacer.allowed(32, at(900_000)), 11, "no burst after a pause");
        assert_eq!(pacer.allowed(4, at(900_000)), 4);
    }

    #[test]
    fn slow_and_absent_caps_work() {
        let start = Instant::now();
        let mut slow = Pacer::new(Some(2), 1, start);
        assert_eq!(slow.allowed(32, start + Duration::from_millis(499)), 0);
        assert_eq!(slow.allowed(32, start + Duration::from_millis(500)), 1);
        let mut free = Pacer::new(None, 1, start);
        assert_eq!((free.allowed(32, start), free.wait()), (32, Duration::ZERO));
    }
}
