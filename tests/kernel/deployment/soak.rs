//! Everything at once, for as long as it is asked to: frames of every kind and numbered packets, while policies change,
//! targets move, commands are killed, CPUs go. Memory stays as it was.

#![expect(clippy::print_stdout, reason = "it tells what it does while it does")]

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fs, io,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    thread,
    time::{Duration, Instant},
};

use softrss::{TargetCpus, TargetState, deployment::Intent};
use softrss_core::CpuId;
use softrss_kernel_tests::AnyError;
use softrss_proof::{
    Rng,
    campaign::{Campaign, World},
};
use softrss_testbed::{FrameSocket, allowed_cpus, harness::Outcome};

use crate::{
    interrupted::pairs,
    killed::run_victim,
    offline::{Offline, set_online, without},
    site::{Site, on_cpu, policy, with_site},
    state::Objects,
    traffic::{alike, traffic_during},
};

/// For how long, in minutes; some seconds without it.
const MINUTES: &str = "SOFTRSS_SOAK_MINUTES";
/// What it begins with; the time of day without it.
const SEED: &str = "SOFTRSS_SOAK_SEED";
const SECONDS: u64 = 10;
/// Changes in a round.
const CHANGES: usize = 8;
/// Memory of this process may differ by so much, in kB. A leak in each of some hundred rounds is more.
const SLACK: u64 = 32 << 10;
/// Rounds before memory is measured: all code has run, and what is kept is there.
const WARM: u64 = 12;

/// What is done in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Round {
    /// Policies that treat the numbered flows alike.
    Alike,
    /// Policies with other targets, queues and entry programs.
    Moves,
    /// Commands that are killed at any of their steps.
    Kills,
    /// Taken off and put on again.
    Comes,
    /// A CPU goes and comes back.
    Cpus,
}

impl Round {
    /// Whether packets may be overtaken by it.
    fn may_reorder(self) -> bool {
        match self {
            Self::Alike => false,
            // Another target, or none, for flows whose packets are under way.
            Self::Moves | Self::Kills | Self::Comes | Self::Cpus => true,
        }
    }
}

/// What came of all rounds of a kind.
#[derive(Debug, Default)]
struct Sum {
    rounds: u64,
    sent: u64,
    reordered: u64,
}

pub(crate) fn it_holds_for_as_long_as_it_is_asked_to() -> Outcome {
    let minutes = env::var(MINUTES).ok().map(|text| text.parse::<u64>());
    let length = match minutes.transpose()? {
        Some(minutes) => Duration::from_mins(minutes),
        None => Duration::from_secs(SECONDS),
    };
    let seed = env::var(SEED).ok().map(|text| text.parse::<u64>());
    let seed = match seed.transpose()? {
        Some(seed) => seed,
        None => std::time::UNIX_EPOCH.elapsed()?.as_secs(),
    };
    println!("{SEED}={seed}");
    with_site(|site| {
        let stop = AtomicBool::new(false);
        thread::scope(|scope| {
            let noise = scope.spawn(|| noise(site, seed, &stop));
            let done = soak(site, seed, length);
            stop.store(true, Relaxed);
            let noise = noise.join().map_err(|_panic| "the noise panicked")?;
            let frames = noise.map_err(|error| error as Box<dyn Error>)?;
            println!("{frames} frames of other kinds beside");
            done
        })
    })
}

/// Sends frames of every kind, whole and damaged, until it is stopped. How many.
fn noise(site: &Site<'_>, seed: u64, stop: &AtomicBool) -> Result<u64, AnyError> {
    const AT_A_TIME: usize = 64;
    let campaign = Campaign::new(seed, World::any(), AT_A_TIME)?;
    let socket = FrameSocket::open(site.bed.source())?;
    let mut rng = Rng::part(seed, 1);
    let mut sent = 0;
    let longest = site.bed.source().mtu() as usize;
    while !stop.load(Relaxed) {
        let frames: Vec<Vec<u8>> = (0..AT_A_TIME).map(|_| campaign.frame(&mut rng)).collect();
        // The kernel takes no shorter ones from a packet socket, and no longer ones.
        let fitting = frames
            .iter()
            .filter(|frame| (14..=longest).contains(&frame.len()));
        for frame in fitting {
            // One that is refused is none that arrives.
            sent += socket.send(&[frame]).unwrap_or_default() as u64;
        }
        thread::sleep(Duration::from_millis(5));
    }
    Ok(sent)
}

fn soak(site: &Site<'_>, seed: u64, length: Duration) -> Outcome {
    let mut rng = Rng::part(seed, 0);
    let mut kinds = vec![Round::Alike, Round::Moves, Round::Kills, Round::Comes];
    if cpus_may_go()? {
        kinds.push(Round::Cpus);
    }
    let (start, mut sums) = (Instant::now(), BTreeMap::<Round, Sum>::new());
    let (mut rounds, mut warm, mut objects) = (0, None, Vec::new());
    while start.elapsed() < length || rounds < kinds.len() {
        // Each kind once, and then any.
        let kind = kinds
            .get(rounds)
            .copied()
            .unwrap_or_else(|| *rng.one_of(&kinds));
        site.attach(&policy("")?)?;
        objects.push(Objects::of(site)?);
        let report = traffic_during(site, allowed_cpus()?, || round(site, &mut rng, kind))?;
        let told = format!("round {rounds}, {kind:?}, of {}", report.sent);
        assert_eq!(report.lost, 0, "{told}");
        assert!(
            kind.may_reorder() || report.reordered == 0,
            "{} {told}",
            report.reordered
        );
        assert_eq!(site.open()??.read()?.lost(), 0, "{told}");
        let sum = sums.entry(kind).or_default();
        sum.rounds += 1;
        sum.sent += report.sent;
        sum.reordered += report.reordered;
        rounds += 1;
        if rounds as u64 == WARM {
            warm = Some(resident()?);
        }
    }
    site.detach()?;
    for objects in objects {
        objects.are_gone()?;
    }
    for (kind, sum) in sums {
        let Sum {
            rounds,
            sent,
            reordered,
        } = sum;
        println!("{kind:?}: {rounds} rounds, {sent} packets, 0 lost, {reordered} reordered");
    }
    if let Some(warm) = warm {
        let now = resident()?;
        println!("memory: {warm} kB after {WARM} rounds, {now} kB after {rounds}");
        assert!(now < warm + SLACK, "{warm} kB became {now}");
    }
    Ok(())
}

fn round(site: &Site<'_>, rng: &mut Rng, kind: Round) -> Outcome {
    let pause = || thread::sleep(Duration::from_millis(20));
    for _ in 0..CHANGES {
        match kind {
            Round::Alike => apply(site, &alike("")?, rng)?,
            Round::Moves => apply(site, &moves()?, rng)?,
            Round::Kills => {
                let pair = *rng.one_of(&long_queues()?);
                let step = rng.below(40);
                let _killed = run_victim(site, &format!("{step} attach {pair}"))?;
                pause();
                apply(site, &moves()?, rng)?;
            }
            Round::Comes => {
                site.detach()?;
                pause();
                apply(site, &moves()?, rng)?;
            }
            Round::Cpus => {
                let offline = Offline::new()?;
                pause();
                site.attach(&without(&policy("[targets]\ncpus = \"1-3\"\n")?)?)?;
                pause();
                drop(offline);
                let back = site.attach(&policy("[targets]\ncpus = \"1-3\"\n")?)?;
                let mut targets = back.deployment.targets(&TargetCpus::read())?.into_values();
                assert!(!targets.any(TargetState::is_astray));
            }
        }
        pause();
    }
    // As the next round begins.
    Ok(())
}

fn apply(site: &Site<'_>, policies: &[Intent], rng: &mut Rng) -> Outcome {
    let attachment = site.attach(rng.one_of(policies))?;
    assert!(attachment.untidy.is_none(), "{:?}", attachment.untidy);
    Ok(())
}

fn moves() -> Result<Vec<Intent>, Box<dyn Error>> {
    Ok(vec![
        policy("")?,
        on_cpu(CpuId::from(0), "")?,
        on_cpu(CpuId::from(1), "[targets]\nqsize = 4096\n")?,
        policy("[targets]\nmss = 1300\nqsize = 1024\n")?,
        policy("[observe]\nlatency = true\n")?,
        policy("[flow]\nfields = \"round-robin\"\n")?,
        policy("[flow]\nfields = \"addresses\"\nbuckets = 256\n")?,
    ])
}

/// The changes to policies whose queues hold what comes at a time: short ones lose packets, as they should.
fn long_queues() -> Result<Vec<usize>, Box<dyn Error>> {
    let long = |intent: &Intent| intent.policy.policy().targets.qsize.frames() >= 1024;
    let pairs = pairs()?.into_iter().enumerate();
    let fitting = pairs.filter(|(_, (_, to))| long(to));
    Ok(fitting.map(|(number, _)| number).collect())
}

/// Whether this is a machine that nobody else uses, with CPUs to spare.
fn cpus_may_go() -> io::Result<bool> {
    let enough = thread::available_parallelism()?.get() >= 4;
    Ok(enough && env::var_os("SOFTRSS_VM").is_some() && set_online(true).is_ok())
}

/// Memory of this process, in kB.
fn resident() -> Result<u64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let mut lines = status.lines();
    let line = lines.find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    Ok(kilobytes.ok_or("no VmRSS")?.parse()?)
}
