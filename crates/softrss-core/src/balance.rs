//! Which buckets should move, so that every target has its share.
//!
//! [`plan`] is a function of what was counted: the packets of each bucket since the last look, where the bucket should go now, and
//! who may take it. It takes from the target that is most above its share the bucket that brings it nearest to the one that is
//! most below, and goes on until nobody is above the tolerance, or nothing helps. What makes a target exceed its share all by
//! itself, an elephant, stays where it is and is named: moved, it would only exceed the share of another.
//!
//! How a bucket moves without being overtaken is not its concern.

use std::{cmp::Reverse, collections::BTreeMap, ops::Range};

use crate::{CpuId, CpuSet, policy::Balance};

/// What was counted since the last look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    /// Packets of each bucket, of all indirection tables one behind the other.
    pub packets: Vec<u64>,
    /// Where each bucket should go.
    pub wanted: Vec<CpuId>,
    /// Packets for a CPU that no bucket decided about: those of rules and tables that name one.
    pub fixed: BTreeMap<CpuId, u64>,
}

impl Sample {
    /// Adds what was counted before this.
    pub fn add(&mut self, earlier: &Self) {
        for (packets, more) in self.packets.iter_mut().zip(&earlier.packets) {
            *packets += more;
        }
        for (cpu, more) in &earlier.fixed {
            *self.fixed.entry(*cpu).or_default() += more;
        }
    }
}

/// An indirection table, and who shares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its buckets.
    pub buckets: Range<usize>,
    /// Those that may take them, each with its weight, which is not 0.
    pub targets: Vec<(CpuId, u64)>,
}

impl Group {
    /// The groups of tables of so many buckets each, as the policy deals them out: one behind the other. A weight is the number
    /// of buckets that a target begins with.
    #[must_use]
    pub fn of(dealt: &[CpuId], buckets: usize) -> Vec<Self> {
        let tables = dealt.chunks(buckets.max(1)).enumerate();
        let groups = tables.map(|(table, cpus)| {
            let mut weights = BTreeMap::new();
            for cpu in cpus {
                *weights.entry(*cpu).or_insert(0) += 1;
            }
            let first = table * buckets;
            Self {
                buckets: first..first + cpus.len(),
                targets: weights.into_iter().collect(),
            }
        });
        groups.collect()
    }
}

/// What a plan may do.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// How much more than its share a target may have, as a part of it.
    pub tolerance: f64,
    /// The most buckets that move for the sake of shares. Those of a target that cannot be used always do.
    pub moves: usize,
    /// CPUs that cannot be used, because they are offline or for another reason.
    pub unusable: CpuSet,
}

impl Limits {
    /// Those that `balance` asks for, with every CPU in use.
    #[must_use]
    pub fn new(balance: &Balance) -> Self {
        Self {
            tolerance: balance.tolerance.part(),
            moves: 64,
            unusable: CpuSet::new(),
        }
    }
}

impl Limits {
    /// Packets for each target without which a difference of the tolerance may be chance: of so many, half of it is to be expected.
    #[must_use]
    pub fn fewest(&self) -> u64 {
        let inverse = 2.0 / self.tolerance.max(0.001);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is from 4 to 4 million"
        )]
        let packets = (inverse * inverse) as u64;
        packets
    }
}

/// A bucket that should go elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// The bucket, counted over all indirection tables.
    pub bucket: usize,
    /// Where it should go until now.
    pub from: CpuId,
    /// Where it should go.
    pub to: CpuId,
    /// Its packets since the last look.
    pub packets: u64,
}

/// A bucket that has more packets than a target can have by its share, or too many to be taken by another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elephant {
    /// The bucket, counted over all indirection tables.
    pub bucket: usize,
    /// Where it stays.
    pub cpu: CpuId,
    /// Its packets since the last look.
    pub packets: u64,
}

/// What should be done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The buckets that should move.
    pub moves: Vec<Move>,
    /// Those that keep a target above the tolerance, and stay.
    pub elephants: Vec<Elephant>,
    /// Packets of the target that is most above its share, by its share; `None` if there were none.
    pub imbalance: Option<f64>,
    /// The same once all have moved, if the packets to come are like those that came.
    pub expected: Option<f64>,
    /// No plan can reach less, because no bucket is divided, and what is fixed stays; `None` if there were no packets.
    pub bound: Option<f64>,
}

/// Plans.
///
/// What it makes of a sample is never worse than what was: no move makes the greatest excess greater.
#[must_use]
pub fn plan(sample: &Sample, groups: &[Group], limits: &Limits) -> Plan {
    let mut state = State::new(sample, groups, limits);
    let mut plan = Plan {
        imbalance: state.imbalance(),
        ..Plan::default()
    };
    state.leave_unusable(&mut plan.moves);
    let least = state.moves_left(&plan.moves);
    state.even_out(least, limits.tolerance, &mut plan);
    plan.expected = state.imbalance();
    plan.bound = state.bound();
    plan.moves.sort_unstable_by_key(|one| one.bucket);
    plan
}

/// A CPU, as the plan goes on.
struct Target {
    cpu: CpuId,
    packets: u64,
    weight: u64,
    usable: bool,
    /// Which of the pools it belongs to; `None` for one that shares no table.
    pool: Option<usize>,
    /// Nothing that can be done makes it less busy.
    stuck: bool,
}

/// Tells each target to which pool it belongs, and returns them.
fn pools(groups: &[Group], targets: &mut [Target]) -> Vec<Pool> {
    let mut of_group: Vec<usize> = (0..groups.len()).collect();
    let mut of_cpu: BTreeMap<CpuId, usize> = BTreeMap::new();
    for (index, group) in groups.iter().enumerate() {
        for (cpu, _) in &group.targets {
            let known = *of_cpu.entry(*cpu).or_insert(of_group[index]);
            let (keep, other) = (known.min(of_group[index]), known.max(of_group[index]));
            for pool in of_group.iter_mut().chain(of_cpu.values_mut()) {
                if *pool == other {
                    *pool = keep;
                }
            }
        }
    }
    let mut pools = vec![Pool::default(); groups.len()];
    for target in targets {
        target.pool = of_cpu.get(&target.cpu).copied();
        if let Some(pool) = target.pool {
            pools[pool].packets += target.packets;
            pools[pool].weights += if target.usable { target.weight } else { 0 };
        }
    }
    pools
}

struct State<'s> {
    sample: &'s Sample,
    groups: &'s [Group],
    most: usize,
    targets: Vec<Target>,
    /// By bucket, the position of its target; and its group.
    at: Vec<(usize, usize)>,
    /// By target, its buckets, those with the most packets first.
    buckets: Vec<Vec<usize>>,
    pools: Vec<Pool>,
}

/// Targets that share tables with each other, however far: packets can be divided among them, and not between two pools.
#[derive(Clone, Copy, Debug, Default)]
struct Pool {
    packets: u64,
    /// Of those that can be used.
    weights: u64,
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a ratio of counts needs no 53rd bit"
)]
fn ratio(part: u64, whole: u64) -> f64 {
    part as f64 / whole as f64
}

impl<'s> State<'s> {
    fn new(sample: &'s Sample, groups: &'s [Group], limits: &Limits) -> Self {
        let mut targets: BTreeMap<CpuId, Target> = BTreeMap::new();
        let mut know = |cpu: CpuId, weight: u64| {
            let target = targets.entry(cpu).or_insert(Target {
                cpu,
                packets: sample.fixed.get(&cpu).copied().unwrap_or_default(),
                weight: 0,
                usable: !limits.unusable.contains(cpu),
                pool: None,
                stuck: false,
            });
            // The weight in the first table it has a share of: that of all targets comes first.
            if target.weight == 0 {
                target.weight = weight;
            }
        };
        for group in groups {
            let dealt: u64 = group.targets.iter().map(|(_, weight)| weight).sum();
            let count = group.targets.len() as u64;
            for (cpu, weight) in &group.targets {
                // In thousandths of an even share, so that tables of different sizes can be compared.
                know(*cpu, (weight * count * 1000 / dealt.max(1)).max(1));
            }
        }
        for cpu in sample.wanted.iter().chain(sample.fixed.keys()) {
            know(*cpu, 0);
        }
        let mut targets: Vec<Target> = targets.into_values().collect();
        let place = |cpu: CpuId, targets: &[Target]| {
            targets
                .binary_search_by_key(&cpu, |target| target.cpu)
                .unwrap_or(0)
        };
        let mut at = vec![(0, 0); sample.packets.len()];
        for (index, group) in groups.iter().enumerate() {
            for bucket in group.buckets.clone() {
                if let (Some(at), Some(cpu)) = (at.get_mut(bucket), sample.wanted.get(bucket)) {
                    *at = (place(*cpu, &targets), index);
                }
            }
        }
        let mut buckets = vec![Vec::new(); targets.len()];
        for (bucket, (target, _)) in at.iter().enumerate() {
            targets[*target].packets += sample.packets[bucket];
            buckets[*target].push(bucket);
        }
        for own in &mut buckets {
            own.sort_unstable_by_key(|bucket| (Reverse(sample.packets[*bucket]), *bucket));
        }
        let pools = pools(groups, &mut targets);
        Self {
            sample,
            groups,
            most: limits.moves,
            pools,
            at,
            buckets,
            targets,
        }
    }

    /// How many times its share a target has.
    fn excess(&self, target: usize, packets: u64) -> f64 {
        let target = &self.targets[target];
        let Some(pool) = target.pool.filter(|_| packets > 0) else {
            return 0.0;
        };
        let Pool {
            packets: all,
            weights,
        } = self.pools[pool];
        let share = ratio(all, weights.max(1)) * ratio(target.weight, 1);
        ratio(packets, 1) / share.max(f64::MIN_POSITIVE)
    }

    fn now(&self, target: usize) -> f64 {
        self.excess(target, self.targets[target].packets)
    }

    fn imbalance(&self) -> Option<f64> {
        let pools = self.pools.iter();
        if pools.map(|pool| pool.packets).sum::<u64>() == 0 {
            return None;
        }
        let targets = 0..self.targets.len();
        targets
            .map(|target| self.now(target))
            .max_by(f64::total_cmp)
    }

    /// Some target has the largest bucket, and each that can be used has what is fixed.
    fn bound(&self) -> Option<f64> {
        self.imbalance()?;
        let least = |group: &Group, packets| {
            let shares = group.targets.iter().filter_map(|(cpu, _)| {
                let target = self.position(*cpu)?;
                self.targets[target]
                    .usable
                    .then(|| self.excess(target, packets))
            });
            shares.min_by(f64::total_cmp)
        };
        let largest = self.groups.iter().filter_map(|group| {
            let packets = self
                .sample
                .packets
                .get(group.buckets.clone())?
                .iter()
                .max()?;
            least(group, *packets)
        });
        let fixed = self
            .sample
            .fixed
            .iter()
            .filter_map(|(cpu, packets)| Some(self.excess(self.position(*cpu)?, *packets)));
        largest.chain(fixed).chain([1.0]).max_by(f64::total_cmp)
    }

    fn position(&self, cpu: CpuId) -> Option<usize> {
        self.targets
            .binary_search_by_key(&cpu, |target| target.cpu)
            .ok()
    }

    fn moves_left(&self, moves: &[Move]) -> usize {
        self.most.saturating_sub(moves.len())
    }

    /// Who of a group has the least of its share and may take more.
    fn least(&self, group: usize, but: usize) -> Option<usize> {
        let targets = self.groups.get(group)?.targets.iter();
        let targets = targets.filter_map(|(cpu, _)| {
            let target = self.position(*cpu)?;
            (self.targets[target].usable && target != but).then_some(target)
        });
        targets.min_by(|a, b| self.now(*a).total_cmp(&self.now(*b)))
    }

    fn apply(&mut self, bucket: usize, to: usize) -> Move {
        let packets = self.sample.packets[bucket];
        let (from, _) = self.at[bucket];
        self.targets[from].packets -= packets;
        self.targets[to].packets += packets;
        self.buckets[from].retain(|one| *one != bucket);
        let sample = self.sample;
        let key = |one: &usize| (Reverse(sample.packets[*one]), *one);
        let own = &mut self.buckets[to];
        let place = own
            .binary_search_by_key(&key(&bucket), key)
            .unwrap_or_else(|place| place);
        own.insert(place, bucket);
        self.at[bucket].0 = to;
        Move {
            bucket,
            from: self.targets[from].cpu,
            to: self.targets[to].cpu,
            packets,
        }
    }

    /// Takes everything from targets that cannot be used, the most busy buckets first.
    fn leave_unusable(&mut self, moves: &mut Vec<Move>) {
        let left = (0..self.targets.len()).filter(|target| !self.targets[*target].usable);
        for target in left.collect::<Vec<_>>() {
            for bucket in self.buckets[target].clone() {
                if let Some(to) = self.least(self.at[bucket].1, target) {
                    moves.push(self.apply(bucket, to));
                }
            }
        }
    }

    /// Moves buckets until nobody is above the tolerance.
    fn even_out(&mut self, most: usize, tolerance: f64, plan: &mut Plan) {
        let mut moved = 0;
        loop {
            let open = (0..self.targets.len())
                .filter(|target| !self.targets[*target].stuck && !self.buckets[*target].is_empty());
            let hottest = open.max_by(|a, b| self.now(*a).total_cmp(&self.now(*b)));
            let Some(hottest) = hottest.filter(|hottest| self.now(*hottest) > 1.0 + tolerance)
            else {
                return;
            };
            let next = (moved < most).then(|| self.best(hottest)).flatten();
            if let Some((bucket, to)) = next {
                let one = self.apply(bucket, to);
                plan.moves.push(one);
                moved += 1;
                continue;
            }
            self.targets[hottest].stuck = true;
            let first = self.buckets[hottest].first().copied();
            let packets = first.map_or(0, |bucket| self.sample.packets[bucket]);
            // It alone is what is too much.
            if let Some(bucket) = first
                && self.excess(hottest, packets) > 1.0
            {
                plan.elephants.push(Elephant {
                    bucket,
                    cpu: self.targets[hottest].cpu,
                    packets,
                });
            }
        }
    }

    /// The bucket that should leave a target, and to whom: of those after which neither is as busy as the target was, that which
    /// leaves the busier one of them least busy.
    fn best(&self, from: usize) -> Option<(usize, usize)> {
        let mut best: Option<(f64, usize, usize)> = None;
        let before = self.now(from);
        let mut least: BTreeMap<usize, Option<usize>> = BTreeMap::new();
        for bucket in &self.buckets[from] {
            let packets = self.sample.packets[*bucket];
            if packets == 0 {
                break;
            }
            let group = self.at[*bucket].1;
            let to = *least
                .entry(group)
                .or_insert_with(|| self.least(group, from));
            let Some(to) = to else { continue };
            let left = self.excess(from, self.targets[from].packets - packets);
            let more = self.excess(to, self.targets[to].packets + packets);
            let after = left.max(more);
            if after < before && best.is_none_or(|(best, _, _)| after < best) {
                best = Some((after, *bucket, to));
            }
        }
        best.map(|(_, bucket, to)| (bucket, to))
    }
}
