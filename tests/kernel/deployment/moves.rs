//! Buckets that change their CPU while numbered packets of a sender that wanders are on their way.

#![expect(clippy::print_stdout, reason = "a test that tells what it measures")]

use std::{
    error::Error,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    thread,
    time::{Duration, Instant},
};

use softrss::{
    Counter, DeploymentError, XdpMode,
    deployment::{Intent, Moves, Owner},
};
use softrss_core::CpuId;
use softrss_kernel_tests::{AnyError, modes};
use softrss_testbed::{TrafficReport, TrafficSpec, allowed_cpus, harness::Outcome};

use crate::{
    site::{Site, boxed, on_cpu, policy, with_site},
    traffic::traffic_of,
};

/// How long is sent.
const LONG: Duration = Duration::from_secs(2);
const BALANCE: &str = "[balance]\n";

/// A sender whose flows wander over the CPUs. In skb mode the kernel itself may have one packet overtake another then: each CPU
/// has a backlog of its own, and one that is busy is late; and full, if too much is sent.
fn sender(mode: XdpMode, flows: u32) -> Result<TrafficSpec, Box<dyn Error>> {
    Ok(TrafficSpec {
        wandering: mode == XdpMode::Native,
        pps: (mode == XdpMode::Skb).then_some(30_000),
        flows,
        ..TrafficSpec::new(allowed_cpus()?)
    })
}

fn intended(text: &str, mode: XdpMode) -> Result<Intent, Box<dyn Error>> {
    Ok(Intent {
        mode,
        ..policy(text)?
    })
}

/// Numbers that look random.
struct Numbers(u32);

impl Numbers {
    fn bit(&mut self) -> bool {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.0 >> 31 == 1
    }
}

/// What is taken for delivered.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Rule {
    /// What is.
    Delivered,
    /// Everything.
    Sent,
}

/// Where the buckets of each receive queue go.
fn now(moves: &Moves) -> Vec<u32> {
    let lanes = moves.lanes();
    let buckets = lanes.layout().buckets();
    let queues = 0..lanes.queues();
    let all = queues.flat_map(|queue| (0..buckets).map(move |bucket| (queue, bucket)));
    all.map(|(queue, bucket)| lanes.now(queue, bucket))
        .collect()
}

/// Sends while half of all buckets are told to go to any of two CPUs again and again. Returns what became of the packets, and
/// how often a bucket was seen elsewhere than before.
fn shuffle(
    site: &Site<'_>,
    mode: XdpMode,
    rule: Rule,
    flows: u32,
) -> Result<(TrafficReport, usize), Box<dyn Error>> {
    let deployment = site.attach(&intended(BALANCE, mode)?)?.deployment;
    let owner = Owner::new(deployment)?;
    let moves = owner.moves();
    let buckets = moves.lanes().layout().buckets();
    let cpus = [0u8, 1].map(CpuId::from);
    let (mut moved, mut numbers) = (0, Numbers(1));
    let mut spec = sender(mode, flows)?;
    if rule == Rule::Sent {
        (spec.wandering, spec.pps) = (true, None);
    }
    let report = traffic_of(spec, site, || {
        let end = Instant::now() + LONG;
        let mut before = now(moves);
        while Instant::now() < end {
            let some = (0..buckets).filter_map(|bucket| {
                let to = cpus[usize::from(numbers.bit())];
                numbers.bit().then_some((bucket, to))
            });
            assert!(owner.want(&some.collect::<Vec<_>>())?);
            match rule {
                Rule::Delivered => moves.settle(),
                Rule::Sent => {
                    let all = vec![u64::MAX; moves.lanes().count()];
                    let epoch = moves.lanes().epoch();
                    for cpu in cpus {
                        moves.lanes().settle(0, cpu, epoch, &all);
                    }
                    thread::sleep(Duration::from_millis(1));
                }
            }
            let after = now(moves);
            let both = before.iter().zip(&after);
            moved += both
                .filter(|(before, after)| **before != 0 && before != after)
                .count();
            before = after;
        }
        Ok(())
    })?;
    for cpu in cpus {
        let lanes = moves.lanes();
        let sent: u64 = lanes.mark(0, cpu).iter().sum();
        assert_eq!(
            (lanes.queued(0, cpu), lanes.taken(0, cpu)),
            (sent, sent),
            "CPU {cpu}"
        );
    }
    site.detach()?;
    Ok((report, moved))
}

pub(crate) fn buckets_move_in_order() -> Outcome {
    for mode in modes()? {
        for flows in [16, 1024] {
            with_site(|site| {
                let (report, moved) = shuffle(site, mode, Rule::Delivered, flows)?;
                let sent = report.sent;
                println!("{mode}, {flows} flows: {sent} packets, {moved} moves seen");
                assert_eq!((report.lost, report.reordered), (0, 0), "of {sent}");
                assert!(moved > 0);
                Ok(())
            })?;
        }
    }
    Ok(())
}

/// The test above would notice.
pub(crate) fn what_moves_at_once_is_overtaken() -> Outcome {
    for mode in modes()? {
        let mut reordered = 0;
        for _ in 0..10 {
            with_site(|site| {
                reordered = shuffle(site, mode, Rule::Sent, 1024)?.0.reordered;
                Ok(())
            })?;
            if reordered > 0 {
                break;
            }
        }
        println!("{mode}: {reordered} reordered");
        assert!(reordered > 0, "nothing was overtaken, whatever moved");
    }
    Ok(())
}

/// A target that a policy leaves, and takes again.
pub(crate) fn targets_come_and_go_in_order() -> Outcome {
    for mode in modes()? {
        with_site(|site| {
            let both = intended(BALANCE, mode)?;
            let [one, other] = [0u8, 1].map(|cpu| on_cpu(cpu.into(), BALANCE));
            let [one, other] = [Intent { mode, ..one? }, Intent { mode, ..other? }];
            site.attach(&both)?;
            let mut stayed = 0;
            let report = traffic_of(sender(mode, 256)?, site, || {
                for intent in [&one, &both, &other, &both].into_iter().cycle().take(12) {
                    let untidy = site.attach(intent)?.untidy;
                    assert!(
                        matches!(untidy, None | Some(DeploymentError::Draining { .. })),
                        "{untidy:?}"
                    );
                    stayed += usize::from(untidy.is_some());
                    thread::sleep(Duration::from_millis(20));
                }
                Ok(())
            })?;
            let sent = report.sent;
            println!("{mode}: {sent} packets, {stayed} of 6 queues stayed for a while");
            assert_eq!((report.lost, report.reordered), (0, 0), "of {sent}");
            assert_eq!(site.open()??.read()?.total(Counter::Missed), Some(0));
            // Without packets nothing keeps a queue.
            assert!(site.attach(&one)?.untidy.is_none());
            let queues = site.open()??.queues()?;
            assert_eq!(queues[0].entries.len(), 1);
            site.detach()?;
            Ok(())
        })?;
    }
    Ok(())
}

pub(crate) fn buckets_have_one_owner() -> Outcome {
    with_site(|site| {
        let deployment = site.attach(&policy("")?)?.deployment;
        let still = Owner::new(deployment).expect_err("nothing moves there");
        assert!(matches!(still, DeploymentError::Still { .. }), "{still}");
        let deployment = site.attach(&policy(BALANCE)?)?.deployment;
        let owner = Owner::new(deployment.clone())?;
        let owned = Owner::new(deployment.clone()).expect_err("there is one");
        assert!(matches!(owned, DeploymentError::Owned { .. }), "{owned}");
        // Another policy, and one that only has other targets.
        let onlooker = Owner::onlooker(deployment)?;
        assert!(!onlooker.want(&[(0, CpuId::from(1))])?);
        assert!(owner.want(&[(0, CpuId::from(1)), (1, CpuId::from(63))])?);
        let wanted = owner.moves().wanted();
        assert_eq!(wanted[0], CpuId::from(1));
        assert!(wanted[1] < CpuId::from(2), "it has no such queue");
        site.attach(&on_cpu(CpuId::from(0), BALANCE)?)?;
        let replaced = owner
            .want(&[(0, CpuId::from(1))])
            .expect_err("it is another policy");
        assert!(
            matches!(replaced, DeploymentError::Replaced { .. }),
            "{replaced}"
        );
        let reopened = owner.deployment().reopen()?;
        drop(owner);
        let owner = Owner::new(reopened)?;
        assert_eq!(owner.moves().wanted()[0], CpuId::from(0));
        drop(owner);
        site.detach()?;
        Ok(())
    })
}

/// Those who look are neither taken for the owner nor in its way.
pub(crate) fn who_looks_owns_nothing() -> Outcome {
    with_site(|site| {
        let deployment = site.attach(&policy(BALANCE)?)?.deployment;
        let stop = AtomicBool::new(false);
        thread::scope(|scope| {
            let look = || {
                let mut taken_for_owner = 0;
                while !stop.load(Relaxed) {
                    let reading = deployment.read().map_err(AnyError::from)?;
                    let owner = reading.balance.ok_or("it is not said")?.owner;
                    taken_for_owner += usize::from(owner.is_some());
                }
                Ok::<_, AnyError>(taken_for_owner)
            };
            let lookers = [scope.spawn(look), scope.spawn(look)];
            thread::sleep(Duration::from_millis(300));
            stop.store(true, Relaxed);
            for looker in lookers {
                let taken_for_owner = looker.join().map_err(|_panic| "a looker panicked")??;
                assert_eq!(taken_for_owner, 0);
            }
            stop.store(false, Relaxed);
            let looker = scope.spawn(look);
            let owned = (0..50).try_for_each(|_| Owner::new(deployment.clone()).map(drop));
            stop.store(true, Relaxed);
            looker.join().map_err(|_panic| "a looker panicked")??;
            owned.map_err(AnyError::from)
        })
        .map_err(boxed)?;
        site.detach()?;
        Ok(())
    })
}

/// A flood to one target that cannot keep up, from the other CPU.
pub(crate) fn too_many_are_not_let_in() -> Outcome {
    const LIMIT: u64 = 128;
    /// What can be put into the queue between two looks at it, and what is in a bulk.
    const SLACK: u64 = 64 + 8;
    for mode in modes()? {
        with_site(|site| {
            let text = format!("[targets]\nlimit = {LIMIT}\n");
            let intent = Intent {
                mode,
                ..on_cpu(CpuId::from(1), &text)?
            };
            let deployment = site.attach(&intent)?.deployment;
            let moves = deployment.moves()?.ok_or("nothing is kept track of")?;
            let (stop, mut most) = (AtomicBool::new(false), 0);
            let report = thread::scope(|scope| {
                let watched = scope.spawn(|| {
                    let mut most = 0;
                    while !stop.load(Relaxed) {
                        most = most.max(moves.backlog().values().copied().max().unwrap_or(0));
                    }
                    most
                });
                let spec = TrafficSpec {
                    window: 65_536,
                    ..TrafficSpec::new(vec![0])
                };
                let report = traffic_of(spec, site, || {
                    thread::sleep(LONG);
                    Ok(())
                });
                stop.store(true, Relaxed);
                most = watched.join().map_err(|_panic| "the watch panicked")?;
                report
            })?;
            let reading = deployment.read()?;
            let shed = reading.total(Counter::Shed).unwrap_or_default();
            let sent = report.sent;
            println!("{mode}: {shed} of {sent} packets not let in, at most {most} waited");
            assert_eq!(reading.total(Counter::EnqueueDrops), Some(0));
            assert!(shed > 0, "the target kept up");
            assert!(most <= LIMIT + SLACK, "{most} waited");
            assert_eq!(report.reordered, 0);
            assert!(reading.lost() >= shed);
            site.detach()?;
            Ok(())
        })?;
    }
    Ok(())
}
