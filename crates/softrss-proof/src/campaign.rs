//! Many cases: random policies, each with many random packets, held against the model.

use std::ops::Range;

use softrss_core::{
    CpuId, CpuSet, Decision, Policy, ResolvedPolicy, chain, header::Header, policy::Decap,
    resolve::ResolveError,
};

use crate::{
    Rng,
    case::{Outcome, Sample, Setup},
    coverage::Coverage,
    difference::Difference,
    engine::RunError,
    executor::{Executor, Model},
    fixture,
    mutate::{headers, mutate},
    policies::{self, Machines},
    rows::{Frame, named_ports},
    shrink::shrink,
};

/// What packets and policies are made for.
#[derive(Clone, Debug)]
pub struct World {
    /// The CPUs that policies speak of.
    pub machines: Machines,
    /// The CPUs that are targets where a policy names none.
    pub online: CpuSet,
    /// The CPUs that can have an entry in the CPUMAP; `None` for any.
    pub possible: Option<CpuSet>,
    /// The CPU that receives every packet; `None` for any.
    pub cpu: Option<CpuId>,
    /// The interface that packets arrive at, 0 for none.
    pub interface: u32,
    /// Its receive queues.
    pub queues: u32,
    /// Whether programs take packets in several buffers.
    pub frags: bool,
    /// Lengths of the part of a frame that can be read, in bytes.
    pub lengths: Range<usize>,
    /// The longest part of a frame that cannot be read, in bytes.
    pub beyond: usize,
}

impl World {
    /// Anything that can be.
    #[must_use]
    pub fn any() -> Self {
        Self {
            machines: Machines::ANY,
            online: (0..8).map(CpuId::from).collect(),
            possible: None,
            cpu: None,
            interface: 0,
            queues: 4096,
            frags: true,
            lengths: 0..6000,
            beyond: 40_000,
        }
    }
}

/// A stream of cases.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// Starts everything.
    pub seed: u64,
    /// What cases are made for.
    pub world: World,
    /// Packets for each policy.
    pub frames: usize,
    /// Under this policy everything is read, to see where headers are.
    everything: ResolvedPolicy,
}

impl Campaign {
    /// A campaign with `frames` packets for each policy.
    ///
    /// # Errors
    /// [`ResolveError`], if `world` has no CPU.
    pub fn new(seed: u64, world: World, frames: usize) -> Result<Self, ResolveError> {
        let mut policy = Policy::default();
        policy.flow.icmp_errors = true;
        policy.flow.decap = Decap::ALL.union(Decap::FOU);
        policy.flow.ports = named_ports();
        Ok(Self {
            everything: ResolvedPolicy::new(policy, &world.online)?,
            seed,
            world,
            frames,
        })
    }

    /// One policy and its packets.
    ///
    /// # Errors
    /// The first [`Difference`].
    pub fn round<E: Executor>(&self, round: u64) -> Result<Coverage, Box<Difference>> {
        let mut rng = Rng::part(self.seed, round);
        let setup = self.setup(&mut rng).map_err(|why| {
            self.difference::<E>(round, "a setup", &why.to_string(), String::new())
        })?;
        Ok(self.run::<E>(round, &mut rng, &setup)?)
    }

    /// The setup of a round.
    fn setup(&self, rng: &mut Rng) -> Result<Setup, RunError> {
        let machines = self.world.machines;
        let policy = if rng.one_in(64) {
            policies::largest(rng, machines)
        } else {
            policies::policy(rng, machines)
        };
        let mut setup = Setup::new(policy, &self.world.online)?;
        setup.interface = self.world.interface;
        setup.options.counters = rng.one_in(3);
        setup.options.frags = self.world.frags && rng.one_in(4);
        let candidates = match &self.world.possible {
            None => setup.policy().cpus(),
            Some(possible) => {
                let last = setup.policy().cpus().last();
                let fits = possible.iter().filter(|cpu| Some(*cpu) <= last);
                fits.collect()
            }
        };
        if rng.one_in(3) {
            setup.present = candidates.iter().filter(|_| !rng.one_in(4)).collect();
        } else {
            setup.present = candidates;
        }
        Ok(setup)
    }

    fn run<E: Executor>(
        &self,
        round: u64,
        rng: &mut Rng,
        setup: &Setup,
    ) -> Result<Coverage, Difference> {
        let nothing = || fixture::write(setup, &Sample::new(Vec::new()));
        let mut executor = E::new(setup)
            .map_err(|why| self.difference::<E>(round, "a program", &chain(&*why), nothing()))?;
        let mut model = Model::of(setup);
        let mut coverage = Coverage::default();
        for _ in 0..self.frames {
            let whole = self.sample(rng, setup);
            // At every length now and then, the whole frame last.
            let cuts = if rng.one_in(2048) {
                self.world.lengths.start..whole.frame.len()
            } else {
                0..0
            };
            for len in cuts.chain([whole.frame.len()]) {
                let mut sample = whole.clone();
                sample.frame.truncate(len);
                let (decision, expected) = model.expect(&sample);
                let found = executor.run(&sample);
                if !agree::<E>(&expected, &found) {
                    return Err(self.shrunk::<E>(round, setup, &sample, &expected, &found));
                }
                coverage.note(&decision);
            }
        }
        let counted = executor.counters().map_err(|why| chain(&*why));
        let expected = model.counters().map_err(|why| chain(&*why));
        if counted != expected {
            let expected = format!("counters {expected:?}");
            return Err(self.difference::<E>(round, &expected, &format!("{counted:?}"), nothing()));
        }
        coverage.policies = 1;
        coverage.effort = executor.effort().unwrap_or_default();
        Ok(coverage)
    }

    /// A random packet.
    pub fn sample(&self, rng: &mut Rng, setup: &Setup) -> Sample {
        let world = &self.world;
        // Now and then one that is not for this interface.
        let first = setup.policy().interest().first;
        let first = if rng.one_in(16) {
            Header::Ethernet
        } else {
            first
        };
        let mut frame = self.beginning_with(rng, first);
        frame.truncate(world.lengths.end);
        if frame.len() < world.lengths.start {
            frame.resize(world.lengths.start, 0);
        }
        let beyond = if setup.options.frags && world.beyond > 0 && rng.one_in(3) {
            let len = rng.within(1, world.beyond);
            rng.bytes(len)
        } else {
            Vec::new()
        };
        let target = setup.policy().cpus().first().unwrap_or(CpuId::from(0));
        let any = u32::try_from(rng.below(300)).ok();
        let any = any.and_then(|any| CpuId::new(any).ok()).unwrap_or(target);
        Sample {
            frame,
            beyond,
            queue: rng.pick([0, 0, 0, 1, 2, 3, 7, 1030, 4095]) % world.queues,
            cpu: world.cpu.unwrap_or_else(|| rng.pick([target, any, any])),
        }
    }

    /// A random frame that begins with Ethernet, often damaged.
    pub fn frame(&self, rng: &mut Rng) -> Vec<u8> {
        self.beginning_with(rng, Header::Ethernet)
    }

    /// A random frame that begins with `first`, often damaged.
    fn beginning_with(&self, rng: &mut Rng, first: Header) -> Vec<u8> {
        let mut frame = Frame::beginning_with(rng, first).bytes;
        if rng.one_in(2) {
            for _ in 0..rng.pick([1, 1, 1, 2, 3]) {
                let spans = headers(&self.everything, &frame);
                let other = if rng.one_in(4) {
                    Frame::random(rng).bytes
                } else {
                    Vec::new()
                };
                mutate(rng, &mut frame, &spans, &other);
            }
        }
        frame
    }

    fn shrunk<E: Executor>(
        &self,
        round: u64,
        setup: &Setup,
        sample: &Sample,
        expected: &Outcome,
        found: &Result<Outcome, RunError>,
    ) -> Difference {
        let differs = |setup: &Setup, sample: &Sample| compare::<E>(setup, sample).is_some();
        let (setup, sample) = if differs(setup, sample) {
            shrink(setup, sample, &self.world.lengths, &differs)
        } else {
            // It takes the packets before it.
            (setup.clone(), sample.clone())
        };
        let case = format!(
            "# {}\n{}",
            trace(&setup, &sample),
            fixture::write(&setup, &sample)
        );
        let (expected, found) = compare::<E>(&setup, &sample).unwrap_or_else(|| {
            let found = found.as_ref().map_err(|why| chain(&**why));
            let alone = "only after the packets before it";
            (format!("{expected:?}, {alone}"), format!("{found:?}"))
        });
        self.difference::<E>(round, &expected, &found, case)
    }

    fn difference<E: Executor>(
        &self,
        round: u64,
        expected: &str,
        found: &str,
        case: String,
    ) -> Difference {
        Difference {
            executor: E::NAME,
            seed: self.seed,
            round,
            expected: expected.to_owned(),
            found: found.to_owned(),
            case,
        }
    }
}

/// What model and program say of one packet alone, if they disagree.
#[must_use]
pub fn compare<E: Executor>(setup: &Setup, sample: &Sample) -> Option<(String, String)> {
    let (_, expected) = Model::of(setup).expect(sample);
    let found = E::new(setup).and_then(|mut executor| executor.run(sample));
    if agree::<E>(&expected, &found) {
        return None;
    }
    let found = match found {
        Ok(outcome) => format!("{outcome:?}"),
        Err(why) => chain(&*why),
    };
    Some((format!("{expected:?}"), found))
}

/// What model and program decide of one packet alone.
///
/// # Errors
/// [`RunError`] if they disagree.
pub fn agreed<E: Executor>(setup: &Setup, sample: &Sample) -> Result<Decision, RunError> {
    if let Some((model, program)) = compare::<E>(setup, sample) {
        return Err(format!("model: {model}; {}: {program}", E::NAME).into());
    }
    Ok(Model::of(setup).expect(sample).0)
}

fn agree<E: Executor>(expected: &Outcome, found: &Result<Outcome, RunError>) -> bool {
    let Ok(found) = found else {
        return false;
    };
    expected.action == found.action
        && expected.probe == found.probe
        && (!E::SEES_TARGET
            || (expected.redirected, expected.stamped) == (found.redirected, found.stamped))
}

/// What the model read of a packet.
fn trace(setup: &Setup, sample: &Sample) -> String {
    let (decision, _) = Model::of(setup).expect(sample);
    let headers = decision.headers.iter();
    let headers: Vec<_> = headers
        .map(|(header, at)| format!("{header}@{at}"))
        .collect();
    let flow = decision
        .flow
        .map_or("no flow".to_owned(), |flow| flow.to_string());
    let reason = decision.reason.map_or("none", |reason| reason.word());
    format!("{}; {flow}; reason: {reason}", headers.join("/"))
}
