//! What is counted about queues, threads and entry programs; what is not; and counters that outlive maps
//! and processes.

use std::{
    collections::BTreeMap, error::Error, fs, io, path::Path, process::ExitCode, thread,
    time::Duration,
};

use bpf_asm::{
    ProgramKind,
    xdp::{XDP_DROP, XDP_PASS},
};
use softrss::{
    AttachedLink, Counter, Counts, CpuId, CpuMap, CpumapEntry, CpumapStats, DevMap, Interface, Mss,
    Observers, PinnedProgram, Qsize, QueueCounters, StatsError, XdpMode, attach,
    object::{OpenError, program_info},
    topology,
};
use softrss_core::Feature;
use softrss_kernel_tests::{
    AnyError,
    bpffs::with_bpffs,
    datagram::{Receiver, Sender},
    eventually, inside,
    privilege::least_privileged,
    program::{attached, constant, loaded, redirecting},
    refusal, told, trials,
};
use softrss_testbed::{
    Testbed,
    harness::{self, Need, Outcome},
};

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root] => [
            the_thread_counts_what_it_takes_and_how_often,
            what_an_entry_program_does_is_counted,
            sums_go_on_with_the_next_map,
            counting_goes_on_without_the_process,
            pins_are_all_there_or_none,
            what_is_pinned_and_no_observer_is_not_opened,
            exceptions_of_another_program_are_not_counted,
            three_capabilities_are_enough,
        ],
        [Need::Root, Need::Feature(Feature::RedirectErrors)] => [redirects_that_fail_are_counted],
        [Need::Root, Need::Feature(Feature::SkbRedirect)] => [a_full_queue_is_no_redirect_error],
    ])
}

type ByCpu = BTreeMap<CpuId, Counts>;

/// A map with an entry for the last CPU.
fn map() -> Result<(CpuMap, CpuId), Box<dyn Error>> {
    let target = topology::online()?.last().ok_or("no CPU")?;
    let map = CpuMap::create(target.number() + 1, "counted")?;
    map.insert(target, &CpumapEntry::new(Qsize::DEFAULT))?;
    Ok((map, target))
}

/// What is told of errors.
fn errors_of(stats: &CpumapStats) -> Result<[Option<u64>; 2], StatsError> {
    let [redirects, exceptions] =
        [Counter::RedirectErr, Counter::XdpException].map(|counter| stats.errors(counter));
    Ok([redirects?, exceptions?])
}

/// The counters of `target` when its thread has taken `packets`.
fn settled(
    read: impl Fn() -> Result<ByCpu, StatsError>,
    target: CpuId,
    packets: u64,
) -> Result<Counts, Box<dyn Error>> {
    let counts = eventually(
        || Ok(read()?),
        |counts| {
            counts
                .get(&target)
                .is_some_and(|cpu| cpu[Counter::KthreadPackets] >= packets)
        },
    )?;
    assert_eq!(counts.len(), 1, "{counts:?}");
    Ok(counts[&target])
}

fn the_thread_counts_what_it_takes_and_how_often() -> Outcome {
    let (bed, (map, target)) = (Testbed::new()?, map()?);
    let stats = CpumapStats::attach(&map, XdpMode::Native)?;
    assert_eq!(stats.read()?, ByCpu::new());
    let program = redirecting(&map, target)?;
    let _attached = attached(&program, bed.sink(), XdpMode::Native)?;
    let sender = Sender::to_sink(&bed)?;
    for _ in 0..10 {
        sender.send(20)?;
    }
    let counts = settled(|| stats.read(), target, 200)?;
    assert_eq!(
        (counts[Counter::Enqueued], counts[Counter::KthreadPackets]),
        (200, 200)
    );
    assert_eq!(
        (counts[Counter::EnqueueDrops], counts[Counter::KthreadDrops]),
        (0, 0)
    );
    for bulks in [counts[Counter::EnqueueBulks], counts[Counter::KthreadBulks]] {
        assert!((200 / 64..=200).contains(&bulks), "{counts:?}");
    }
    assert!(
        counts[Counter::Sched] > 0,
        "it waits for packets: {counts:?}"
    );
    let by_program = (
        counts[Counter::XdpPass],
        counts[Counter::XdpDrop],
        counts[Counter::XdpRedirect],
    );
    assert_eq!(by_program, (0, 0, 0), "there is no entry program");
    Ok(())
}

/// The same packets under three entry programs, and the kernel counts what each does with them.
fn what_an_entry_program_does_is_counted() -> Outcome {
    const PACKETS: u64 = 60;
    let (bed, (map, target)) = (Testbed::new()?, map()?);
    let devices = DevMap::create(1, "devices")?;
    inside(bed.sink().netns(), || {
        devices.insert(0, &Interface::by_name(bed.sink().interface())?)?;
        Ok::<_, Box<dyn Error + Send + Sync>>(())
    })?;
    // A veth takes redirected packets when its peer runs a native program.
    let pass = constant(ProgramKind::XDP, XDP_PASS)?;
    let _peer = attached(&pass, bed.source(), XdpMode::Native)?;
    let redirect = loaded("out", ProgramKind::XDP_CPUMAP, |a| {
        a.redirect_map(&devices, 0, XDP_DROP).exit();
    })?;
    let stats = CpumapStats::attach(&map, XdpMode::Native)?;
    let main = redirecting(&map, target)?;
    let _attached = attached(&main, bed.sink(), XdpMode::Native)?;
    let (back, sender) = (Receiver::at(bed.source())?, Sender::to_itself(&bed)?);
    let mut expected = Counts::default();
    for (n, entry) in [
        constant(ProgramKind::XDP_CPUMAP, XDP_PASS)?,
        constant(ProgramKind::XDP_CPUMAP, XDP_DROP)?,
        redirect,
    ]
    .iter()
    .enumerate()
    {
        map.insert(
            target,
            &CpumapEntry::new(Qsize::DEFAULT).with_program(entry),
        )?;
        sender.send(usize::try_from(PACKETS)?)?;
        let counts = settled(|| stats.read(), target, (n as u64 + 1) * PACKETS)?;
        match n {
            0 => expected[Counter::XdpPass] = PACKETS,
            1 => expected[Counter::XdpDrop] = PACKETS,
            _ => expected[Counter::XdpRedirect] = PACKETS,
        }
        assert_eq!(
            (
                counts[Counter::XdpPass],
                counts[Counter::XdpDrop],
                counts[Counter::XdpRedirect]
            ),
            (
                expected[Counter::XdpPass],
                expected[Counter::XdpDrop],
                expected[Counter::XdpRedirect]
            )
        );
    }
    // When it is not wanted, the same packets change nothing.
    stats.observers().count_entry_programs(false)?;
    sender.send(usize::try_from(PACKETS)?)?;
    let counts = settled(|| stats.read(), target, 4 * PACKETS)?;
    assert_eq!(counts[Counter::XdpRedirect], PACKETS);
    stats.observers().count_entry_programs(true)?;
    sender.send(usize::try_from(PACKETS)?)?;
    let counts = settled(|| stats.read(), target, 5 * PACKETS)?;
    assert_eq!(counts[Counter::XdpRedirect], 2 * PACKETS);
    let mut received = 0;
    eventually(
        || {
            received += back.received()? as u64;
            Ok(received)
        },
        |received| *received == 3 * PACKETS,
    )?;
    Ok(())
}

/// Two CPUMAPs, one after the other and for a moment at the same time.
fn sums_go_on_with_the_next_map() -> Outcome {
    let (bed, (first, target)) = (Testbed::new()?, map()?);
    let second = CpuMap::create(target.number() + 20, "larger")?;
    second.insert(target, &CpumapEntry::new(Qsize::DEFAULT))?;
    let sender = Sender::to_sink(&bed)?;
    let stats = CpumapStats::attach(&first, XdpMode::Native)?;
    let programs = [redirecting(&first, target)?, redirecting(&second, target)?];
    let attached = attached(&programs[0], bed.sink(), XdpMode::Native)?;
    sender.send(30)?;
    settled(|| stats.read(), target, 30)?;

    let (counters, old) = stats.into_parts();
    let new = Observers::attach(&counters, &second, XdpMode::Native)?;
    sender.send(30)?;
    attached.replace(&programs[1], &programs[0])?;
    sender.send(30)?;
    settled(|| counters.read(), target, 90)?;
    drop(old);
    sender.send(30)?;
    let counts = settled(|| counters.read(), target, 120)?;
    assert_eq!(
        (counts[Counter::Enqueued], counts[Counter::KthreadPackets]),
        (120, 120)
    );

    // No map is observed any more, and the sums stay.
    drop(new);
    sender.send(30)?;
    assert_eq!(counters.read()?[&target], counts);
    Ok(())
}

/// Number of pins in a bpffs, which has files of its own, with a dot in their names.
fn pinned(pins: &Path) -> io::Result<usize> {
    let names: Result<Vec<_>, _> = fs::read_dir(pins)?
        .map(|entry| Ok::<_, io::Error>(entry?.file_name()))
        .collect();
    let names = names?.into_iter();
    let ours = names.filter(|name| !name.to_string_lossy().contains('.'));
    Ok(ours.count())
}

fn counting_goes_on_without_the_process() -> Outcome {
    let (bed, (map, target)) = (Testbed::new()?, map()?);
    let sender = Sender::to_sink(&bed)?;
    let program = redirecting(&map, target)?;
    let _attached = attached(&program, bed.sink(), XdpMode::Native)?;
    let mut stats = CpumapStats::attach(&map, XdpMode::Native)?;
    stats.watch(&program)?;
    let errors = errors_of(&stats)?;
    with_bpffs(|pins| {
        stats.pin(pins)?;
        sender.send(10).map_err(|error| error.to_string())?;
        drop(stats);
        sender.send(10).map_err(|error| error.to_string())?;
        let stats = CpumapStats::open(pins)?;
        let counts = settled(|| stats.read(), target, 20).map_err(|error| error.to_string())?;
        assert_eq!(counts[Counter::Enqueued], 20);
        let again = errors_of(&stats).map_err(|error| error.to_string())?;
        assert_eq!(again, errors, "what is known is known again");

        // Without the observers the sums can still be read.
        let links = pinned(pins)? - QueueCounters::PINS.len();
        assert!((3..=5).contains(&links), "{links} pins");
        for name in Observers::PINS {
            match fs::remove_file(pins.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(error.into());
                }
                _ => {}
            }
        }
        assert_eq!(pinned(pins)?, QueueCounters::PINS.len());
        let (counters, observers) = stats.into_parts();
        drop(observers);
        // The kernel lets go of what was unlinked some time later.
        let taken = || Ok::<_, Box<dyn Error>>(counters.read()?[&target][Counter::Enqueued]);
        let sent_in_vain = || {
            let before = taken()?;
            sender.send(10)?;
            thread::sleep(Duration::from_millis(50));
            Ok(taken()? == before)
        };
        eventually(sent_in_vain, |in_vain| *in_vain).map_err(|error| error.to_string())?;
        assert_eq!(QueueCounters::open(pins)?.read()?, counters.read()?);
        let error = refusal(Observers::open(pins))?;
        assert!(matches!(
            &error,
            StatsError::Open {
                source: OpenError::Absent,
                ..
            }
        ));
        Ok(())
    })
}

fn pins_are_all_there_or_none() -> Outcome {
    let (map, _) = map()?;
    let stats = CpumapStats::attach(&map, XdpMode::Native)?;
    with_bpffs(|pins| {
        let taken = pins.join(QueueCounters::PINS[2]);
        map.pin(&taken)?;
        assert_eq!(
            told(&refusal(stats.pin(pins))?),
            format!(
                "cannot pin what counts at {}: there is something already, which was not replaced",
                taken.display()
            )
        );
        assert_eq!(pinned(pins)?, 1);
        Ok(())
    })
}

fn what_is_pinned_and_no_observer_is_not_opened() -> Outcome {
    let (bed, program) = (Testbed::new()?, constant(ProgramKind::XDP, XDP_PASS)?);
    let attached = attached(&program, bed.sink(), XdpMode::Native)?;
    with_bpffs(|pins| {
        let path = pins.join(Observers::PINS[0]);
        attached.pin(&path)?;
        assert_eq!(
            told(&refusal(Observers::open(pins))?),
            format!(
                "cannot open what counts at {}: the pinned link does not belong to a tracepoint",
                path.display()
            )
        );
        Ok(())
    })
}

fn exceptions_of_another_program_are_not_counted() -> Outcome {
    const ABORTED: i32 = 0;
    const NO_ACTION: i32 = 77;
    let (ours, theirs, (map, _)) = (Testbed::new()?, Testbed::new()?, map()?);
    let mut stats = CpumapStats::attach(&map, XdpMode::Native)?;
    let exceptions = |stats: &CpumapStats| stats.errors(Counter::XdpException);
    assert_eq!(exceptions(&stats)?, None, "no program is watched");
    let programs = [ABORTED, NO_ACTION].map(|action| constant(ProgramKind::XDP, action));
    let [aborting, senseless] = programs;
    let (aborting, senseless) = (aborting?, senseless?);
    stats.watch(&aborting)?;
    let has_btf = fs::exists("/sys/kernel/btf/vmlinux")?;
    assert_eq!(exceptions(&stats)?, has_btf.then_some(0));
    if !has_btf {
        return Ok(());
    }
    let attached_ours = attached(&aborting, ours.sink(), XdpMode::Native)?;
    let _theirs = attached(&senseless, theirs.sink(), XdpMode::Native)?;
    let (to_ours, to_theirs) = (Sender::to_sink(&ours)?, Sender::to_sink(&theirs)?);
    let exceptions = |stats: &CpumapStats, count| {
        let read = || Ok(exceptions(stats)?);
        eventually(read, |found| *found >= Some(count))
    };
    to_theirs.send(20)?;
    to_ours.send(15)?;
    assert_eq!(exceptions(&stats, 15)?, Some(15));

    // After a replacement it is the new program that counts.
    stats.watch(&senseless)?;
    attached_ours.replace(&senseless, &aborting)?;
    to_ours.send(5)?;
    assert_eq!(exceptions(&stats, 20)?, Some(20));
    assert_eq!(program_info(&senseless)?.id, senseless.info()?.id);
    Ok(())
}

/// From the map to the pins, and from the pins to a change.
fn three_capabilities_are_enough() -> Outcome {
    let target = topology::online()?.last().ok_or("no CPU")?;
    let bed = Testbed::new()?;
    with_bpffs(|pins| {
        let everything = || -> Result<(), AnyError> {
            let map = CpuMap::create(target.number() + 1, "least")?;
            let clamped = CpumapEntry::new(Qsize::DEFAULT).with_mss(Mss::new(1400)?);
            map.insert(target, &clamped)?;
            let programs = [
                redirecting(&map, target).map_err(|error| error.to_string())?,
                redirecting(&map, target).map_err(|error| error.to_string())?,
            ];
            let mut stats = CpumapStats::attach(&map, XdpMode::Native)?;
            stats.watch(&programs[0])?;
            stats.pin(pins)?;
            map.pin(pins.join("map"))?;
            programs[0].pin(pins.join("program"))?;
            let sink = Interface::by_name(bed.sink().interface())?;
            attach(&programs[0], &sink, XdpMode::Native)?.pin(pins.join("link"))?;

            let link = AttachedLink::open(pins.join("link"))?;
            let expected = PinnedProgram::open(pins.join("program"))?;
            assert_eq!(link.state()?.program_id, expected.info()?.id);
            link.replace(&programs[1], &expected)?;
            CpuMap::open(pins.join("map"))?.insert(target, &clamped)?;
            // The new thread may have looked for packets already.
            let counts = CpumapStats::open(pins)?.read()?;
            assert!(counts.values().all(|cpu| cpu[Counter::Enqueued] == 0));
            link.detach()?;
            Ok(())
        };
        let told = bed
            .sink()
            .netns()
            .run(|| least_privileged(everything).map_err(|error| told(error.as_ref())))?;
        Ok(told?)
    })
}

/// The loopback interface takes no redirected packets.
fn redirects_that_fail_are_counted() -> Outcome {
    let (bed, (map, _)) = (Testbed::new()?, map()?);
    let [watched, other] = [DevMap::create(1, "watched")?, DevMap::create(1, "other")?];
    inside(bed.sink().netns(), || {
        let lo = Interface::by_name("lo")?;
        watched.insert(0, &lo)?;
        other.insert(0, &lo)?;
        Ok::<_, Box<dyn Error + Send + Sync>>(())
    })?;
    let mut stats = CpumapStats::attach(&map, XdpMode::Native)?;
    stats.watch_devices(&watched)?;
    let programs = [
        redirecting(&other, CpuId::from(0))?,
        redirecting(&watched, CpuId::from(0))?,
    ];
    let attached = attached(&programs[0], bed.sink(), XdpMode::Native)?;
    let sender = Sender::to_sink(&bed)?;
    sender.send(20)?;
    attached.replace(&programs[1], &programs[0])?;
    sender.send(30)?;
    let failed = eventually(
        || Ok(stats.errors(Counter::RedirectErr)?),
        |failed| *failed >= Some(30),
    )?;
    assert_eq!(failed, Some(30));
    assert_eq!(stats.errors(Counter::XdpException)?, None);
    Ok(())
}

/// In skb mode the kernel reports a full queue as a failed redirect as well.
fn a_full_queue_is_no_redirect_error() -> Outcome {
    let (bed, (map, target)) = (Testbed::new()?, map()?);
    map.insert(target, &CpumapEntry::new(Qsize::new(1)?))?;
    let stats = CpumapStats::attach(&map, XdpMode::Skb)?;
    let program = redirecting(&map, target)?;
    let _attached = attached(&program, bed.sink(), XdpMode::Skb)?;
    let sender = Sender::to_sink(&bed)?;
    let mut sent = 0;
    let dropped = eventually(
        || {
            sender.send(50)?;
            sent += 50;
            Ok(stats
                .read()?
                .get(&target)
                .map_or(0, |cpu| cpu[Counter::EnqueueDrops]))
        },
        |dropped| *dropped > 0,
    )?;
    assert!(dropped <= sent);
    assert_eq!(stats.errors(Counter::RedirectErr)?, Some(0));
    Ok(())
}
