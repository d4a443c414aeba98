//! The `mix` hash spreads random address plans like a random function would.
//!
//! Networks are numbered by people and by machines: addresses and ports count up in steps, alone, one
//! against the other or in step with the other end. Any such plan has to come out even, and not only
//! those that somebody thought of.
#![expect(
    clippy::cast_precision_loss,
    reason = "counts are far below what a float holds exactly"
)]

use std::{
    collections::BTreeSet,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use softrss_core::{
    flow::{FlowKey, Ports},
    hash::FlowHash,
    policy::FlowSpec,
};
use softrss_proof::Rng;

const SEED: u64 = 0x5eed_0006;
const PLANS: usize = 150;
const FLOWS: u32 = 1 << 14;
/// Exceeded by a random function once in 25 million tables; there are about two thousand.
const LIMIT: f64 = 5.4;

/// One end of a plan.
#[derive(Clone, Copy, Debug)]
struct End {
    v6: bool,
    base: u128,
    step: u128,
    port: u16,
    port_step: u16,
}

impl End {
    fn new(rng: &mut Rng, v6: bool) -> Self {
        let wide = u128::from(rng.number()) << 64 | u128::from(rng.number());
        let bits = if v6 { 112 } else { 18 };
        let odd = u128::from(rng.word() | 1) & 0x3ff;
        let step = 1_u128 << rng.below(bits);
        Self {
            v6,
            base: wide,
            step: rng.pick([0, 1, 1, step, odd * step]),
            port: rng.pick([443, 1024, 32768, 50000]),
            port_step: rng.pick([0, 0, 1, 2, 256]),
        }
    }

    /// The `i`th address and port.
    fn at(self, i: u32) -> (IpAddr, u16) {
        let address = self.base.wrapping_add(self.step.wrapping_mul(i.into()));
        let address = if self.v6 {
            IpAddr::V6(Ipv6Addr::from_bits(address))
        } else {
            let low = u32::try_from(address & u128::from(u32::MAX));
            IpAddr::V4(Ipv4Addr::from_bits(low.unwrap_or_default()))
        };
        let [.., high, low] = i.to_be_bytes();
        let steps = u16::from_be_bytes([high, low]).wrapping_mul(self.port_step);
        (address, self.port.wrapping_add(steps))
    }
}

/// A random plan: its name, and flows that are all different in both directions.
fn plan(rng: &mut Rng) -> (String, Vec<FlowKey>) {
    let v6 = rng.one_in(2);
    let ends = [End::new(rng, v6), End::new(rng, v6)];
    let proto = rng.pick([6, 17]);
    let side = 1 << rng.within(0, 14);
    let order = rng.below(3);
    let flows = (0..FLOWS).map(|n| {
        let (i, j) = match order {
            0 => (n % side, n / side),
            1 => (n, n),
            _ => (n, FLOWS - n),
        };
        let ((src, from), (dst, to)) = (ends[0].at(i), ends[1].at(j));
        let flow = FlowKey {
            src,
            dst,
            proto,
            ports: Ports::Pair { src: from, dst: to },
        };
        flow.undirected()
    });
    let flows: BTreeSet<FlowKey> = flows.collect();
    (
        format!("{ends:x?} {order} {side}"),
        flows.into_iter().collect(),
    )
}

/// The normal deviate of the chi-square of `counts` (Wilson-Hilferty).
fn deviate(counts: &[u32]) -> f64 {
    let expected = f64::from(counts.iter().sum::<u32>()) / counts.len() as f64;
    let squares = counts
        .iter()
        .map(|&count| (f64::from(count) - expected).powi(2));
    let chi2 = squares.sum::<f64>() / expected;
    let df = (counts.len() - 1) as f64;
    let spread = 2.0 / (9.0 * df);
    ((chi2 / df).cbrt() - (1.0 - spread)) / spread.sqrt()
}

#[test]
fn any_plan_comes_out_even() {
    let mut rng = Rng::new(SEED);
    let (mut tested, mut bad) = (0, Vec::new());
    for _ in 0..PLANS {
        let (name, flows) = plan(&mut rng);
        for symmetric in [true, false] {
            let spec = FlowSpec {
                symmetric,
                ..FlowSpec::default()
            };
            let hash = FlowHash::new(&spec);
            for buckets in [2, 8, 16, 64, 128, 1024_u32] {
                // Too few flows say nothing about many buckets.
                if flows.len() < 5 * buckets as usize {
                    continue;
                }
                let mut counts = vec![0; buckets as usize];
                for flow in &flows {
                    counts[(hash.of(flow) % buckets) as usize] += 1;
                }
                tested += 1;
                let deviate = deviate(&counts);
                if deviate > LIMIT {
                    bad.push(format!("{deviate:.1} at {buckets} buckets: {name}"));
                }
            }
        }
    }
    assert!(tested > 1_000, "{tested}");
    assert!(bad.is_empty(), "{} of {tested} uneven: {bad:#?}", bad.len());
}

#[test]
fn an_uneven_plan_would_be_seen() {
    assert!(deviate(&[4400, 3600, 3600, 3600]) > LIMIT);
    assert!(deviate(&[1000, 1010, 990, 1000]) < LIMIT);
}
