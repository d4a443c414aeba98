//! DEVMAP: the same as CPUMAP, and a packet that really leaves by an interface.

use std::{error::Error, process::ExitCode};

use aya::maps::{MapData, MapType};
use bpf_asm::{ProgramKind, xdp::XDP_PASS};
use netlink_packet_route::link::XdpAttached;
use softrss::{CpuId, DevMap, DevmapError, Interface, XdpMode};
use softrss_kernel_tests::{
    datagram::{Receiver, Sender},
    eventually, inside,
    link::xdp_of,
    program::{attached, constant, redirecting},
    refusal, told, trials,
};
use softrss_testbed::{
    Netns, Testbed,
    harness::{self, Need, Outcome},
};

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root] => [
            the_kernel_has_the_map_that_was_asked_for,
            slots_are_filled_listed_and_emptied,
            what_the_kernel_refuses,
            packets_leave_by_the_interface_of_their_slot,
        ],
    ])
}

fn loopback(netns: &Netns) -> Result<Interface, Box<dyn Error>> {
    inside(netns, || Interface::by_name("lo"))
}

fn the_kernel_has_the_map_that_was_asked_for() -> Outcome {
    let map = DevMap::create(5, "devices")?;
    assert_eq!(map.max_entries(), 5);
    let data = map.into_map_data();
    let info = data.info()?;
    assert_eq!(info.map_type()?, MapType::DevMap);
    assert_eq!(info.name_as_str(), Some("devices"));
    assert_eq!(
        (info.key_size(), info.value_size(), info.max_entries()),
        (4, 8, 5)
    );
    assert!(MapData::from_id(info.id()).is_ok());
    Ok(())
}

fn slots_are_filled_listed_and_emptied() -> Outcome {
    let bed = Testbed::new()?;
    let map = DevMap::create(4, "devices")?;
    let filled = || map.iter().collect::<Result<Vec<_>, _>>();
    assert_eq!(filled()?, []);
    inside(bed.sink().netns(), || {
        map.insert(0, &Interface::by_name("lo")?)?;
        map.insert(3, &Interface::by_name(bed.sink().interface())?)?;
        Ok::<_, Box<dyn Error + Send + Sync>>(())
    })?;
    assert_eq!(filled()?, [(0, 1), (3, bed.sink().index())]);
    assert_eq!(
        (map.get(0)?, map.get(1)?, map.get(4)?),
        (Some(1), None, None)
    );
    map.remove(0)?;
    map.remove(1)?;
    assert_eq!(filled()?, [(3, bed.sink().index())]);
    // An interface that ends leaves its slot.
    drop(bed);
    eventually(|| Ok(filled()?), Vec::is_empty)?;
    Ok(())
}

fn what_the_kernel_refuses() -> Outcome {
    let (bed, empty) = (Testbed::new()?, Netns::new()?);
    let lo = loopback(&empty)?;
    let map = DevMap::create(4, "devices")?;
    let no_entries = refusal(DevMap::create(0, "devices"))?;
    assert_eq!(told(&no_entries), "a DEVMAP needs at least one slot");
    assert_eq!(
        told(&refusal(DevMap::create(4, "dev map"))?),
        "`dev map` contains ` `: names of programs and maps are made of letters, digits and `_`"
    );
    for slot in [4, u32::MAX] {
        let reason = format!("slot {slot} is outside of the map, which has slots 0 to 3");
        assert_eq!(told(&refusal(map.insert(slot, &lo))?), reason);
        assert_eq!(told(&refusal(map.remove(slot))?), reason);
    }
    let elsewhere = inside(bed.sink().netns(), || {
        Interface::by_name(bed.sink().interface())
    })?;
    let error = empty.run(|| map.insert(0, &elsewhere))?;
    let error = refusal(error)?;
    let index = elsewhere.index();
    assert!(matches!(error, DevmapError::NoSuchInterface { ifindex, .. } if ifindex == index));
    assert_eq!(
        told(&error),
        format!("there is no interface `sink0` with index {index} in this network namespace")
    );
    // There the number is another interface, which the kernel would take.
    let other = bed.source().netns().run(|| map.insert(0, &elsewhere))?;
    assert_eq!(bed.source().index(), index);
    assert_eq!(told(&refusal(other)?), told(&error));
    assert_eq!(map.get(0)?, None);
    Ok(())
}

fn packets_leave_by_the_interface_of_their_slot() -> Outcome {
    let bed = Testbed::new()?;
    let map = DevMap::create(4, "devices")?;
    inside(bed.sink().netns(), || {
        map.insert(2, &Interface::by_name(bed.sink().interface())?)?;
        Ok::<_, Box<dyn Error + Send + Sync>>(())
    })?;
    let (out, miss) = (
        redirecting(&map, CpuId::from(2))?,
        redirecting(&map, CpuId::from(1))?,
    );
    // A veth takes redirected packets when its peer runs a native program.
    let pass = constant(ProgramKind::XDP, XDP_PASS)?;
    let _peer = attached(&pass, bed.source(), XdpMode::Native)?;
    let (back, sender) = (Receiver::at(bed.source())?, Sender::to_itself(&bed)?);

    let attached_out = attached(&out, bed.sink(), XdpMode::Native)?;
    assert_eq!(
        xdp_of(bed.sink().netns(), bed.sink().interface())?.0,
        XdpAttached::Driver
    );
    sender.send(20)?;
    let mut received = 0;
    eventually(
        || {
            received += back.received()?;
            Ok(received)
        },
        |received| *received == 20,
    )?;
    attached_out.detach();

    // The same packets, and a slot without an interface: none comes back.
    let to_sink = Receiver::at(bed.sink())?;
    let _attached = attached(&miss, bed.sink(), XdpMode::Native)?;
    sender.send(20)?;
    Sender::to_sink(&bed)?.send(1)?;
    eventually(|| Ok(to_sink.received()?), |received| *received == 1)?;
    assert_eq!(back.received()?, 0);
    Ok(())
}
