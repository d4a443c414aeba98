//! Attaching: exactly the mode that was asked for, or an error that says why not.

use std::{error::Error, process::ExitCode};

use bpf_asm::{ProgramKind, xdp::XDP_PASS};
use netlink_packet_route::link::XdpAttached;
use softrss::{AttachError, Interface, Loaded, XdpMode, attach};
use softrss_core::Feature;
use softrss_kernel_tests::{
    inside,
    link::xdp_of,
    program::{attached, constant},
    refusal, told, trials,
};
use softrss_testbed::{
    Netns, Testbed, TestbedOptions,
    harness::{self, Need, Outcome},
};

fn main() -> ExitCode {
    harness::run(trials![
        [Need::Root] => [
            the_mode_is_the_one_that_was_asked_for,
            a_driver_without_xdp_is_no_reason_for_another_mode,
            an_interface_in_use_is_left_alone,
            names_that_no_interface_has,
            an_interface_of_another_namespace,
            only_programs_for_interfaces,
        ],
        [Need::Root, Need::Feature(Feature::Frags)] => [large_packets_need_frags],
    ])
}

fn program() -> Result<Loaded, Box<dyn Error>> {
    constant(ProgramKind::XDP, XDP_PASS)
}

fn id_of(program: &Loaded) -> Result<u32, Box<dyn Error>> {
    Ok(program.info()?.id)
}

/// What the kernel says about the sink of a test bed.
fn at_sink(bed: &Testbed) -> Result<(XdpAttached, Option<u32>), Box<dyn Error>> {
    xdp_of(bed.sink().netns(), bed.sink().interface())
}

fn refused(
    netns: &Netns,
    program: &Loaded,
    interface: &str,
    mode: XdpMode,
) -> Result<AttachError, Box<dyn Error>> {
    let result = inside(netns, || {
        Ok::<_, AttachError>(attach(program, &Interface::by_name(interface)?, mode))
    })?;
    Ok(refusal(result)?)
}

const MODES: [(XdpMode, XdpAttached, &str); 2] = [
    (XdpMode::Native, XdpAttached::Driver, "native"),
    (XdpMode::Skb, XdpAttached::SocketBuffer, "skb"),
];

fn the_mode_is_the_one_that_was_asked_for() -> Outcome {
    let (bed, program) = (Testbed::new()?, program()?);
    assert_eq!(at_sink(&bed)?, (XdpAttached::None, None));
    for (mode, attached_as, name) in MODES {
        let attached = attached(&program, bed.sink(), mode)?;
        assert_eq!(at_sink(&bed)?, (attached_as, Some(id_of(&program)?)));
        assert_eq!((attached.mode(), mode.to_string().as_str()), (mode, name));
        assert_eq!(attached.interface().name(), bed.sink().interface());
        assert_eq!(attached.interface().index(), bed.sink().index());
        drop(attached);
        assert_eq!(
            at_sink(&bed)?,
            (XdpAttached::None, None),
            "dropping detaches"
        );
    }
    let attached = attached(&program, bed.sink(), XdpMode::Native)?;
    let id = id_of(&program)?;
    drop(program);
    assert_eq!(
        at_sink(&bed)?,
        (XdpAttached::Driver, Some(id)),
        "the interface holds it"
    );
    attached.detach();
    assert_eq!(at_sink(&bed)?, (XdpAttached::None, None));
    Ok(())
}

fn a_driver_without_xdp_is_no_reason_for_another_mode() -> Outcome {
    let (netns, program) = (Netns::new()?, program()?);
    let error = refused(&netns, &program, "lo", XdpMode::Native)?;
    assert!(matches!(error, AttachError::NoNative { .. }));
    assert_eq!(
        told(&error),
        "the driver of lo does not support XDP in native mode"
    );
    assert_eq!(xdp_of(&netns, "lo")?, (XdpAttached::None, None));
    let attached = inside(&netns, || {
        attach(&program, &Interface::by_name("lo")?, XdpMode::Skb)
    })?;
    assert_eq!(
        xdp_of(&netns, "lo")?,
        (XdpAttached::SocketBuffer, Some(id_of(&program)?))
    );
    attached.detach();
    Ok(())
}

fn an_interface_in_use_is_left_alone() -> Outcome {
    let (bed, first, second) = (Testbed::new()?, program()?, program()?);
    let (sink, netns) = (bed.sink().interface(), bed.sink().netns());
    for (mode, attached_as, name) in MODES {
        let _attached = attached(&first, bed.sink(), mode)?;
        let running = (attached_as, Some(id_of(&first)?));
        let error = refused(netns, &second, sink, mode)?;
        assert_eq!(
            told(&error),
            format!("{sink} already has an XDP program in {name} mode, which was not replaced")
        );
        assert_eq!(at_sink(&bed)?, running);
        let (other, _, other_name) = MODES[usize::from(mode == XdpMode::Native)];
        assert_eq!(
            told(&refused(netns, &second, sink, other)?),
            format!(
                "{sink} already has an XDP program in another mode than {other_name}; an interface has one at a \
                 time"
            )
        );
        assert_eq!(at_sink(&bed)?, running);
    }
    Ok(())
}

fn names_that_no_interface_has() -> Outcome {
    let netns = Netns::new()?;
    for (name, shown) in [
        ("nosuch0", "nosuch0"),
        ("", ""),
        (
            "an_interface_name_that_is_too_long",
            "an_interface_name_that_is_too_long",
        ),
        ("lo\0", "lo\\0"),
        ("\x1b[31mlo", "\\u{1b}[31mlo"),
        ("lo ", "lo "),
        ("lo/../x", "lo/../x"),
    ] {
        let error = netns.run(|| refusal(Interface::by_name(name)))??;
        assert!(
            matches!(&error, AttachError::NoSuchInterface { interface, .. } if interface == name)
        );
        assert_eq!(
            error.to_string(),
            format!("there is no interface `{shown}` in this network namespace")
        );
    }
    let lo = inside(&netns, || Interface::by_name("lo"))?;
    assert_eq!((lo.name(), lo.index()), ("lo", 1));
    Ok(())
}

/// The kernel knows interfaces by number: the same number may be another interface, or none.
fn an_interface_of_another_namespace() -> Outcome {
    let (bed, netns, program) = (Testbed::new()?, Netns::new()?, program()?);
    let sink = inside(bed.sink().netns(), || {
        Interface::by_name(bed.sink().interface())
    })?;
    assert_eq!(
        bed.source().index(),
        sink.index(),
        "both are the first of their namespace"
    );
    for netns in [bed.source().netns(), &netns] {
        let error = refusal(netns.run(|| attach(&program, &sink, XdpMode::Native))?)?;
        assert!(matches!(error, AttachError::NoSuchInterface { .. }));
        assert_eq!(
            told(&error),
            "there is no interface `sink0` in this network namespace: No such device (os error 19)"
        );
    }
    for end in [bed.source(), bed.sink()] {
        assert_eq!(
            xdp_of(end.netns(), end.interface())?,
            (XdpAttached::None, None)
        );
    }
    Ok(())
}

fn only_programs_for_interfaces() -> Outcome {
    let (bed, entry) = (
        Testbed::new()?,
        constant(ProgramKind::XDP_CPUMAP, XDP_PASS)?,
    );
    for (mode, ..) in MODES {
        let error = refused(bed.sink().netns(), &entry, bed.sink().interface(), mode)?;
        assert_eq!(
            told(&error),
            "program `constant` was loaded as `xdp/cpumap`, interfaces take `xdp` and `xdp.frags`"
        );
    }
    assert_eq!(at_sink(&bed)?, (XdpAttached::None, None));
    Ok(())
}

fn large_packets_need_frags() -> Outcome {
    let bed = Testbed::with(&TestbedOptions {
        mtu: 9000,
        ..TestbedOptions::default()
    })?;
    let program = program()?;
    let error = refused(
        bed.sink().netns(),
        &program,
        bed.sink().interface(),
        XdpMode::Native,
    )?;
    assert!(matches!(error, AttachError::Mtu { .. }));
    assert_eq!(
        told(&error),
        "the MTU of sink0 (or of its peer) is too large for `xdp`: packets would not fit one buffer"
    );
    assert_eq!(at_sink(&bed)?, (XdpAttached::None, None));
    let frags = constant(ProgramKind::Xdp { frags: true }, XDP_PASS)?;
    let _attached = attached(&frags, bed.sink(), XdpMode::Native)?;
    assert_eq!(at_sink(&bed)?, (XdpAttached::Driver, Some(id_of(&frags)?)));
    Ok(())
}
