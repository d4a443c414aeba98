//! Rules on the flags of TCP, packet by packet.

use softrss_core::{CpuSet, Policy, decide::Verdict};
use softrss_proof::{
    case::{Sample, Setup},
    engine::RunError,
    executor::{Executor, InMachine, InRbpf, Model},
    stack::{Layer, Stack},
};
use softrss_testbed::packet::{Fragment, Tcp};

/// Drops what `flags` match, and hashes the rest.
fn setup(flags: &str) -> Result<Setup, RunError> {
    let text = format!(
        "version = 1\n[targets]\ncpus = \"1-3\"\n[flow]\nfields = \"addresses\"\nicmp_errors = true\n\
         [[rule]]\nmatch = {{ tcp_flags = {flags} }}\naction = \"drop\"\n"
    );
    Ok(Setup::new(text.parse::<Policy>()?, &CpuSet::new())?)
}

fn tcp(flags: u8) -> Layer {
    let tcp = Tcp {
        flags,
        ..Tcp::new(40000, 443)
    };
    tcp.into()
}

fn v4() -> Layer {
    Layer::v4([192, 0, 2, 1], [198, 51, 100, 7])
}

/// Whether the rule matches, as the model and two machines say.
fn matches(setup: &Setup, frame: Vec<u8>) -> Result<bool, RunError> {
    let sample = Sample::new(frame);
    let (decision, expected) = Model::of(setup).expect(&sample);
    for found in [
        InMachine::new(setup)?.run(&sample)?,
        InRbpf::new(setup)?.run(&sample)?,
    ] {
        assert_eq!(
            (found.action, found.probe),
            (expected.action, expected.probe)
        );
    }
    Ok(decision.verdict == Verdict::Drop)
}

fn stack(layers: Vec<Layer>) -> Result<Vec<u8>, RunError> {
    Ok(Stack { layers }.build()?)
}

#[test]
fn flags_match_as_those_of_nft_do() -> Result<(), RunError> {
    type Holds = fn(u8) -> bool;
    let cases: [(&str, Holds); 6] = [
        ("\"syn\"", |flags| flags & 0x02 != 0),
        ("\"syn,rst\"", |flags| flags & 0x06 != 0),
        ("[\"ack\", \"cwr\"]", |flags| flags & 0x90 != 0),
        ("\"syn / fin,syn,rst,ack\"", |flags| flags & 0x17 == 0x02),
        ("\"none / fin,syn,rst,psh,ack,urg\"", |flags| {
            flags.trailing_zeros() >= 6
        }),
        ("\"fin,psh,urg / fin,syn,rst,psh,ack,urg\"", |flags| {
            flags & 0x3f == 0x29
        }),
    ];
    for (text, holds) in cases {
        let setup = setup(text)?;
        for flags in 0..=255 {
            let found = matches(&setup, stack(vec![Layer::eth(), v4(), tcp(flags)])?)?;
            assert_eq!(found, holds(flags), "{text}, {flags:#x}");
        }
    }
    Ok(())
}

#[test]
fn only_the_flags_of_the_packet_itself_count() -> Result<(), RunError> {
    let setup = setup("\"syn\"")?;
    let v6 = || Layer::v6(0x2001_0db8 << 96 | 1, 0x2001_0db8 << 96 | 2);
    let inner = || {
        vec![
            Layer::eth(),
            v4(),
            Layer::udp(50000, 4789),
            Layer::vxlan(false),
            Layer::eth(),
        ]
    };
    for (layers, expected) in [
        (vec![Layer::eth(), v6(), tcp(2)], true),
        (vec![Layer::eth(), Layer::q(7), v4(), tcp(0x12)], true),
        ([inner(), vec![v6(), tcp(2)]].concat(), true),
        ([inner(), vec![v6(), tcp(0x10)]].concat(), false),
        (vec![Layer::eth(), v4(), Layer::udp(2, 2)], false),
        (
            vec![Layer::eth(), v6(), Fragment::new(0, true, 1).into(), tcp(2)],
            false,
        ),
    ] {
        let frame = stack(layers.clone())?;
        assert_eq!(matches(&setup, frame)?, expected, "{layers:?}");
    }
    // A header that is cut before its flags has none.
    let whole = stack(vec![Layer::eth(), v4(), tcp(2)])?;
    for length in 34..whole.len() {
        let cut = whole[..length].to_vec();
        assert_eq!(matches(&setup, cut)?, length >= 48, "{length} bytes");
    }
    Ok(())
}
