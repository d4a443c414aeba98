//! Entry programs in the kernel: the verifier takes them, they change packets like the reference does,
//! and targets do with packets what the policy says.

#[path = "../../crates/softrss-codegen/tests/common/mod.rs"]
mod common;

use std::{
    error::Error,
    os::fd::{AsFd as _, BorrowedFd},
    process::ExitCode,
    sync::atomic::AtomicBool,
    time::Duration,
};

use bpf_asm::{Program, ProgramKind, xdp::XDP_PASS};
use common::{
    policies::random_policy,
    random::{Rng, random_frame},
    tcp::{OPENING, Segment, closed, options, tags, whole},
};
use softrss::{
    Counter, Counters, CpuMap, CpumapEntry, CpumapStats, DevMap, Interface, Loaded, PlainMap,
    Qsize, TestRun, XdpMode, load, topology,
};
use softrss_codegen::{Maps, Options, entry, generate};
use softrss_core::{Mss, Policy, ResolvedPolicy, mss::clamp, policy::Decap};
use softrss_kernel_tests::{
    AnyError,
    datagram::{Receiver, Sender},
    eventually, inside,
    program::{attached, constant},
    trials,
};
use softrss_testbed::{
    Testbed, TrafficSpec, allowed_cpus,
    harness::{self, Need, Outcome},
};

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root] => [
            clamping_agrees_with_the_reference,
            native_waits_are_measured,
            targets_drop_and_redirect,
        ],
        [Need::Root, Need::Kernel(5, 15)] => [skb_waits_are_measured],
        [Need::Root, Need::Kernel(5, 18)] => [every_entry_program_is_accepted],
    ])
}

/// The program as one that a test run takes.
fn as_xdp(program: &Program<'_>) -> Result<Loaded, Box<dyn Error>> {
    let code = program.code().clone();
    Ok(load(&Program::new("clamp", ProgramKind::XDP, code)?)?)
}

/// Frames that are long enough for a test run.
fn frames(rng: &mut Rng) -> Vec<Vec<u8>> {
    let mut frames = Vec::new();
    for tags in tags() {
        for ip in whole().into_iter().chain(closed()) {
            for _ in 0..12 {
                let stack = [tags.clone(), ip.clone()].concat();
                let payload = rng.pick(&[0, 0, 1, 9]);
                let mut frame =
                    Segment::new(&stack, rng.pick(&OPENING), &options(rng), payload).frame;
                if rng.one_in(4) {
                    frame.truncate(rng.below(frame.len() + 1));
                }
                frames.push(frame);
            }
        }
    }
    frames.extend((0..4000).map(|_| random_frame(rng)));
    frames.retain(|frame| (14..3000).contains(&frame.len()));
    frames
}

fn clamping_agrees_with_the_reference() -> Outcome {
    let mut rng = Rng(0x5eed_0005);
    let frames = frames(&mut rng);
    let mut lowered = 0;
    for (decap, bytes) in [(Decap::ALL, 1200), (Decap::VLAN, 88), (Decap::NONE, 65495)] {
        let mss = Mss::new(bytes)?;
        let loaded = as_xdp(&entry::clamp(mss, decap, false)?)?;
        for frame in &frames {
            let mut expected = frame.clone();
            clamp(&mut expected, decap, mss);
            let mut out = vec![0; frame.len()];
            let result = TestRun::new(frame).output(&mut out).run(&loaded)?;
            assert_eq!(result.return_value, XDP_PASS.cast_unsigned());
            assert_eq!(out, expected, "{decap:?} {mss}\n{frame:02x?}");
            lowered += usize::from(expected != *frame);
        }
    }
    assert!(lowered > 300, "{lowered} of {}", frames.len());
    Ok(())
}

fn every_entry_program_is_accepted() -> Outcome {
    let mut rng = Rng(0x5eed_0006);
    let (mut programs, mut effort) = (0, 0);
    while programs < 120 {
        let policy = random_policy(&mut rng);
        let maps = Maps::new(&policy)?;
        let options = Options {
            frags: rng.one_in(2),
            ..Options::default()
        };
        for step in 0..policy.steps().len() {
            let Some(program) = entry::generate(&policy, &maps, step, options)? else {
                continue;
            };
            let made = made(&program, &[])?;
            let loaded = loaded(program, named(&made))?;
            let verified = loaded.info()?.verified_instructions;
            assert!(verified > 0, "the kernel does not say what it verified");
            effort = effort.max(verified);
            programs += 1;
        }
    }
    // The verifier gives up after a million.
    assert!(effort < 200_000, "{effort}");
    Ok(())
}

/// The maps that `program` declares, but for those in `but`.
fn made(program: &Program<'_>, but: &[&str]) -> Result<Vec<PlainMap>, Box<dyn Error>> {
    let specs = program.code().declared_maps().into_iter();
    let specs = specs.filter(|spec| !but.contains(&spec.name.as_str()));
    Ok(specs.map(PlainMap::create).collect::<Result<_, _>>()?)
}

fn loaded<'m>(
    mut program: Program<'m>,
    maps: impl IntoIterator<Item = (&'m str, BorrowedFd<'m>)>,
) -> Result<Loaded, Box<dyn Error>> {
    for (name, map) in maps {
        let declared = program.code().declared_maps();
        if declared.iter().any(|spec| spec.name.as_str() == name) {
            program = program.with_map(name, map)?;
        }
    }
    load(&program).map_err(|error| format!("{error}\n{}", program.code()).into())
}

fn named(maps: &[PlainMap]) -> impl Iterator<Item = (&str, BorrowedFd<'_>)> {
    let named = |map| (PlainMap::spec(map).name.as_str(), map.as_fd());
    maps.iter().map(named)
}

/// A policy in the kernel, put together by hand.
struct Steps {
    main: Loaded,
    latency: Counters<65>,
    queues: Vec<CpuMap>,
    _devices: DevMap,
    _maps: Vec<PlainMap>,
}

impl Steps {
    /// In the namespace of the sink, whose interface every redirect leads to.
    fn load(bed: &Testbed, text: &str) -> Result<Self, Box<dyn Error>> {
        let policy: Policy = format!("version = 1\n{text}").parse()?;
        let policy = ResolvedPolicy::new(policy, &topology::online()?)?;
        let (declared, options) = (Maps::new(&policy)?, Options::default());
        let latency = Counters::create(1, "latency")?;
        let devices = DevMap::create(1, "devices")?;
        inside(bed.sink().netns(), || {
            let interface = Interface::by_name(bed.sink().interface())?;
            Ok::<_, AnyError>(devices.insert(0, &interface)?)
        })?;
        let mut queues = Vec::new();
        for (step, map) in declared.queues().iter().enumerate() {
            let map = CpuMap::create(map.spec().max_entries, map.spec().name.as_str())?;
            let entry = entry::generate(&policy, &declared, step, options)?;
            let own = [("latency", latency.as_fd()), ("devices", devices.as_fd())];
            let entry = entry.map(|entry| loaded(entry, own)).transpose()?;
            let mut value = CpumapEntry::new(Qsize::new(2048)?);
            if let Some(program) = &entry {
                value = value.with_program(program);
            }
            for cpu in policy.step_cpus(step).iter() {
                map.insert(cpu, &value)?;
            }
            queues.push(map);
        }
        let main = generate(&policy, &declared, options)?;
        let names = declared.queues().iter().map(|map| map.spec().name.as_str());
        let named_queues: Vec<_> = names.zip(queues.iter().map(CpuMap::as_fd)).collect();
        let but: Vec<_> = named_queues.iter().map(|(name, _)| *name).collect();
        let maps = made(&main, &but)?;
        let main = loaded(main, named_queues.into_iter().chain(named(&maps)))?;
        Ok(Self {
            main,
            latency,
            queues,
            _devices: devices,
            _maps: maps,
        })
    }
}

fn waits_are_measured(mode: XdpMode) -> Outcome {
    let bed = Testbed::new()?;
    let text = "[targets]\nlocal = \"queue\"\n[observe]\nlatency = true\n";
    let steps = Steps::load(&bed, text)?;
    let stats = CpumapStats::attach(&steps.queues[0], mode)?;
    let _attached = attached(&steps.main, bed.sink(), mode)?;
    let mut spec = TrafficSpec::new(allowed_cpus()?);
    spec.duration = Duration::from_millis(300);
    let report = spec.run(&bed, &AtomicBool::new(false), |_| ())?;
    assert!(report.sent > 100 && report.lost == 0, "{report:?}");
    let processed = || -> Result<u64, Box<dyn Error>> {
        let counts = stats.read()?;
        Ok(counts
            .values()
            .map(|cpu| cpu[Counter::KthreadPackets])
            .sum())
    };
    eventually(processed, |processed| *processed >= report.sent)?;
    let buckets = steps.latency.total(0)?;
    // Every packet waited, none for less than some nanoseconds or more than a minute.
    assert_eq!(buckets.iter().sum::<u64>(), processed()?, "{buckets:?}");
    assert_eq!(buckets[..5].iter().sum::<u64>(), 0, "{buckets:?}");
    assert_eq!(buckets[36..].iter().sum::<u64>(), 0, "{buckets:?}");
    Ok(())
}

fn native_waits_are_measured() -> Outcome {
    waits_are_measured(XdpMode::Native)
}

fn skb_waits_are_measured() -> Outcome {
    waits_are_measured(XdpMode::Skb)
}

/// The same packets under three rules: to the stack, to nowhere, and back out of the interface.
fn targets_drop_and_redirect() -> Outcome {
    let bed = Testbed::new()?;
    // A veth takes redirected packets when its peer runs a native program.
    let pass = constant(ProgramKind::XDP, XDP_PASS)?;
    let _peer = attached(&pass, bed.source(), XdpMode::Native)?;
    let (to_sink, back) = (Receiver::at(bed.sink())?, Receiver::at(bed.source())?);
    let rule = |then: &str| {
        format!("[[rule]]\nmatch = {{ proto = \"udp\" }}\naction = {{ cpu = 0, then = {then} }}\n")
    };
    for (then, arrive, return_) in [
        ("\"stack\"", 20, 0),
        ("\"drop\"", 0, 0),
        ("{ redirect = \"sink0\" }", 0, 20),
    ] {
        for mss in ["", "[targets]\nmss = 1200\n"] {
            let steps = Steps::load(&bed, &format!("{mss}{}", rule(then)))?;
            let used = steps.queues.last().ok_or("no queue")?;
            let stats = CpumapStats::attach(used, XdpMode::Native)?;
            let _attached = attached(&steps.main, bed.sink(), XdpMode::Native)?;
            // Of those that come back, only what looks as if it came from the sink is received.
            Sender::to_sink(&bed)?.send(if return_ == 0 { 20 } else { 0 })?;
            Sender::to_itself(&bed)?.send(return_)?;
            let plain = then == "\"stack\"" && mss.is_empty();
            if !plain {
                let sum = || -> Result<u64, Box<dyn Error>> {
                    Ok(stats
                        .read()?
                        .values()
                        .map(|cpu| cpu[Counter::KthreadPackets])
                        .sum())
                };
                eventually(sum, |sum| *sum >= 20)?;
            }
            let (mut arrived, mut returned) = (0, 0);
            let counted = || {
                arrived += to_sink.received()?;
                returned += back.received()?;
                Ok((arrived, returned))
            };
            eventually(counted, |counts| *counts == (arrive, return_))?;
        }
    }
    Ok(())
}
