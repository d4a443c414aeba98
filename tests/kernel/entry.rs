//! Targets do with packets what the policy says, and measure how long they waited.

use std::{
    error::Error,
    os::fd::{AsFd as _, BorrowedFd},
    process::ExitCode,
    sync::atomic::AtomicBool,
    time::Duration,
};

use bpf_asm::{Program, ProgramKind, xdp::XDP_PASS};
use softrss::{
    Counter, Counters, CpuMap, CpumapEntry, CpumapStats, DevMap, Interface, Loaded, PlainMap,
    Qsize, XdpMode, load, topology,
};
use softrss_codegen::{Maps, Options, entry, generate};
use softrss_core::{Policy, ResolvedPolicy};
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
            native_waits_are_measured,
            targets_drop_and_redirect,
        ],
        [Need::Root, Need::Kernel(5, 15)] => [skb_waits_are_measured],
    ])
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
