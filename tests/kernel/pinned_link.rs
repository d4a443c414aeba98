//! Programs that stay on an interface when the process that attached them has gone, and are replaced
//! there.

use std::{error::Error, fs, path::Path, process::ExitCode};

use aya::programs::loaded_programs;
use bpf_asm::{
    ProgramKind,
    xdp::{XDP_DROP, XDP_PASS},
};
use netlink_packet_route::link::XdpAttached;
use softrss::{
    AttachedLink, Counters, CpuMap, LinkError, Loaded, PinnedProgram, XdpMode,
    object::{ObjectKind, OpenError, link_info, map_info, program_info},
};
use softrss_core::Feature;
use softrss_kernel_tests::{
    bpffs::with_bpffs,
    datagram::{Receiver, Sender},
    eventually,
    link::xdp_of,
    privilege::unprivileged,
    program::{attached, constant, counting},
    refusal, told, trials,
};
use softrss_testbed::{
    Testbed,
    harness::{self, Need, Outcome},
};

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root] => [
            a_pinned_program_stays_until_the_pin_is_removed,
            a_link_is_detached_though_it_is_pinned,
            a_program_is_replaced_and_no_packet_meets_none,
            a_program_that_is_not_the_expected_one_is_left_alone,
            a_link_tells_that_its_interface_is_gone,
            what_is_no_link_is_not_opened,
            the_kernel_tells_about_objects,
        ],
        [Need::Root, Need::Feature(Feature::Descriptors)] => [who_holds_the_link_may_replace],
    ])
}

const NOTHING: (XdpAttached, Option<u32>) = (XdpAttached::None, None);

/// What the kernel says about the sink of a test bed.
fn at_sink(bed: &Testbed) -> Result<(XdpAttached, Option<u32>), Box<dyn Error>> {
    xdp_of(bed.sink().netns(), bed.sink().interface())
}

fn program() -> Result<Loaded, Box<dyn Error>> {
    constant(ProgramKind::XDP, XDP_PASS)
}

/// The same, in threads.
fn sent<T>(result: Result<T, Box<dyn Error>>) -> Result<T, Box<dyn Error + Send + Sync>> {
    result.map_err(|error| error.to_string().into())
}

fn a_pinned_program_stays_until_the_pin_is_removed() -> Outcome {
    let (bed, program) = (Testbed::new()?, program()?);
    let id = program.info()?.id;
    let attached = attached(&program, bed.sink(), XdpMode::Native)?;
    with_bpffs(|pins| {
        let path = pins.join("link");
        attached.pin(&path)?;
        drop((attached, program));
        assert_eq!(sent(at_sink(&bed))?, (XdpAttached::Driver, Some(id)));
        let link = AttachedLink::open(&path)?;
        let state = link.state()?;
        assert_eq!(
            (state.program_id, state.ifindex),
            (id, Some(bed.sink().index()))
        );
        assert_eq!(state.id, link_info(&link)?.id);
        drop(link);
        assert_eq!(sent(at_sink(&bed))?, (XdpAttached::Driver, Some(id)));

        let link = AttachedLink::open(&path)?;
        fs::remove_file(&path)?;
        assert_eq!(sent(at_sink(&bed))?, (XdpAttached::Driver, Some(id)));
        drop(link);
        sent(eventually(|| at_sink(&bed), |found| *found == NOTHING))?;
        Ok(())
    })?;
    Ok(())
}

fn a_link_is_detached_though_it_is_pinned() -> Outcome {
    let (bed, program) = (Testbed::new()?, program()?);
    let attached = attached(&program, bed.sink(), XdpMode::Native)?;
    with_bpffs(|pins| {
        attached.pin(pins.join("link"))?;
        let link = AttachedLink::open(pins.join("link"))?;
        link.detach()?;
        assert_eq!(sent(at_sink(&bed))?, NOTHING);
        assert_eq!(link.state()?.ifindex, None);
        link.detach()?;
        let error = refusal(link.replace(&program, &program))?;
        assert_eq!(
            told(&error),
            format!(
                "the interface of the link {} is gone, or the program was detached from it",
                link.state()?.id
            )
        );
        Ok(())
    })
}

/// Both programs count and drop: a packet that no program met would arrive.
fn a_program_is_replaced_and_no_packet_meets_none() -> Outcome {
    const ROUNDS: usize = 200;
    let bed = Testbed::new()?;
    let (receiver, sender) = (Receiver::at(bed.sink())?, Sender::to_sink(&bed)?);
    let counters = [
        Counters::create(1, "first")?,
        Counters::create(1, "second")?,
    ];
    let programs = [
        counting(ProgramKind::XDP, &counters[0], XDP_DROP)?,
        counting(ProgramKind::XDP, &counters[1], XDP_DROP)?,
    ];
    let attached = attached(&programs[0], bed.sink(), XdpMode::Native)?;
    for round in 0..ROUNDS {
        sender.send(5)?;
        attached.replace(&programs[(round + 1) % 2], &programs[round % 2])?;
        let id = programs[(round + 1) % 2].info()?.id;
        assert_eq!(attached.link().state()?.program_id, id);
    }
    let counts = eventually(
        || Ok([counters[0].total(0)?[0], counters[1].total(0)?[0]]),
        |counts| counts.iter().sum::<u64>() >= 5 * ROUNDS as u64,
    )?;
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
    assert_eq!(receiver.received()?, 0);
    attached.replace(&programs[0], &programs[0])?;
    Ok(())
}

fn a_program_that_is_not_the_expected_one_is_left_alone() -> Outcome {
    let (bed, first, second, third) = (Testbed::new()?, program()?, program()?, program()?);
    let attached = attached(&first, bed.sink(), XdpMode::Native)?;
    let [first_id, second_id] = [first.info()?.id, second.info()?.id];
    let error = refusal(attached.replace(&third, &second))?;
    assert!(matches!(error, LinkError::OtherProgram { .. }));
    let link = attached.link().state()?.id;
    assert_eq!(
        told(&error),
        format!(
            "another program took the place of the one that was to be replaced: the link {link} holds program \
             {first_id}, not {second_id}"
        )
    );
    assert_eq!(at_sink(&bed)?, (XdpAttached::Driver, Some(first_id)));
    let entry = constant(ProgramKind::XDP_CPUMAP, XDP_PASS)?;
    assert_eq!(
        told(&refusal(attached.replace(&entry, &first))?),
        "program `constant` was loaded as `xdp/cpumap`, interfaces take `xdp` and `xdp.frags`"
    );
    // By a pin the old program is known to another process.
    with_bpffs(|pins| {
        first.pin(pins.join("program"))?;
        drop(first);
        let first = PinnedProgram::open(pins.join("program"))?;
        assert_eq!(first.info()?.id, first_id);
        attached.replace(&second, &first)?;
        Ok(())
    })?;
    assert_eq!(at_sink(&bed)?, (XdpAttached::Driver, Some(second_id)));
    Ok(())
}

fn a_link_tells_that_its_interface_is_gone() -> Outcome {
    let (bed, program) = (Testbed::new()?, program()?);
    let attached = attached(&program, bed.sink(), XdpMode::Native)?;
    drop(bed);
    let state = eventually(
        || Ok(attached.link().state()?),
        |state| state.ifindex.is_none(),
    )?;
    assert_eq!(state.program_id, program.info()?.id);
    let error = refusal(attached.replace(&program, &program))?;
    assert!(matches!(error, LinkError::Gone { .. }));
    Ok(())
}

fn who_holds_the_link_may_replace() -> Outcome {
    let (bed, first, second) = (Testbed::new()?, program()?, program()?);
    let attached = attached(&first, bed.sink(), XdpMode::Native)?;
    unprivileged(|| Ok(attached.replace(&second, &first)?))?;
    let id = second.info()?.id;
    assert_eq!(at_sink(&bed)?, (XdpAttached::Driver, Some(id)));
    Ok(())
}

fn why_not(path: &Path) -> Result<OpenError, Box<dyn Error + Send + Sync>> {
    match refusal(AttachedLink::open(path))? {
        LinkError::Open { source, .. } => Ok(source),
        other => Err(other.into()),
    }
}

fn what_is_no_link_is_not_opened() -> Outcome {
    let program = program()?;
    with_bpffs(|pins| {
        CpuMap::create(1, "map")?.pin(pins.join("map"))?;
        program.pin(pins.join("program"))?;
        for (name, kind) in [("map", "bpf-map"), ("program", "bpf-prog")] {
            let error = why_not(&pins.join(name))?;
            assert!(matches!(
                &error,
                OpenError::WrongKind { found, expected: ObjectKind::Link } if found == kind
            ));
            assert_eq!(
                told(&error),
                format!("what is pinned there is no link, but {kind}")
            );
        }
        assert!(matches!(why_not(&pins.join("nothing"))?, OpenError::Absent));
        let error = refusal(PinnedProgram::open(pins.join("map")))?;
        assert_eq!(
            told(&error),
            format!(
                "cannot open a program at {}: what is pinned there is no program, but bpf-map",
                pins.join("map").display()
            )
        );
        Ok(())
    })
}

fn the_kernel_tells_about_objects() -> Outcome {
    let counters = Counters::create(3, "three")?;
    let program = counting(ProgramKind::XDP, &counters, XDP_PASS)?;
    let map = map_info(&counters)?;
    assert_eq!(map.name, "three");
    assert_eq!((map.key_size, map.value_size, map.max_entries), (4, 8, 3));
    let info = program_info(&program)?;
    assert_eq!(info.name, "counting");
    assert_eq!(info.map_ids, [map.id]);
    let by_aya = loaded_programs()
        .filter_map(Result::ok)
        .find(|program| program.id() == info.id)
        .ok_or("aya does not find the program")?;
    assert_eq!(by_aya.name_as_str(), Some("counting"));
    assert_eq!(info.tag, by_aya.tag().to_be_bytes());
    assert!(info.loaded_after_boot.as_secs() > 0);
    assert_eq!(
        told(&refusal(map_info(&program))?),
        "this is no map, but bpf-prog"
    );
    assert_eq!(
        told(&refusal(program_info(&counters))?),
        "this is no program, but bpf-map"
    );
    assert_eq!(
        told(&refusal(link_info(&program))?),
        "this is no link, but bpf-prog"
    );
    Ok(())
}
