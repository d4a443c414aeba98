//! Rules on MAC addresses, packet by packet.

use softrss_core::{CpuSet, Mac, Policy, decide::Verdict, policy::Dsa};
use softrss_proof::{
    Rng,
    campaign::agreed,
    case::{Sample, Setup},
    engine::{Both, RunError},
    executor::Generated,
    rows::Frame,
};

/// Drops what `conditions` match, on an interface whose frames have this tag of a switch.
fn setup(dsa: Dsa, conditions: &str) -> Result<Setup, RunError> {
    let text = format!(
        "version = 1\n[targets]\ncpus = \"1-3\"\n[flow]\ndsa = \"{}\"\n\
         [[rule]]\nmatch = {{ {conditions} }}\naction = \"drop\"\n",
        dsa.word()
    );
    Ok(Setup::new(text.parse::<Policy>()?, &CpuSet::new())?)
}

/// Whether the rule matches, as the model and two machines say.
fn matches(setup: &Setup, frame: &[u8]) -> Result<bool, RunError> {
    let decision = agreed::<Generated<Both>>(setup, &Sample::new(frame.to_vec()))?;
    Ok(decision.verdict == Verdict::Drop)
}

#[test]
fn masks_and_names_match_as_those_of_flower_do() -> Result<(), RunError> {
    type Holds = fn(u64) -> bool;
    let cases: [(&str, Holds); 8] = [
        ("\"02:00:5e:10:00:01\"", |mac| mac == 0x0200_5e10_0001),
        ("\"02-00-5e-00-00-00/24\"", |mac| mac >> 24 == 0x0002_005e),
        ("\"02:00:5e:10:00:00/33\"", |mac| {
            mac >> 15 == 0x0200_5e10_0000 >> 15
        }),
        ("\"00:00:00:00:00:01/00:00:00:00:00:ff\"", |mac| {
            mac & 0xff == 1
        }),
        ("\"broadcast\"", |mac| mac == 0xffff_ffff_ffff),
        ("[\"multicast\", \"02:00:5e:10:00:01\"]", |mac| {
            mac >> 40 & 1 == 1 || mac == 0x0200_5e10_0001
        }),
        ("\"unicast\"", |mac| mac >> 40 & 1 == 0),
        ("\"00:00:00:00:00:00/0\"", |_| true),
    ];
    for (text, holds) in cases {
        for (field, at) in [("dst_mac", 0), ("src_mac", 6)] {
            let setup = setup(Dsa::None, &format!("{field} = {text}"))?;
            for bits in near() {
                let mut frame = vec![0xaa; 64];
                frame[at..at + 6].copy_from_slice(&Mac::from_bits(bits).0);
                let found = matches(&setup, &frame)?;
                assert_eq!(found, holds(bits), "{field} = {text}: {bits:#x}");
            }
        }
    }
    Ok(())
}

/// Addresses that differ from those of the conditions in one bit, or in none.
fn near() -> impl Iterator<Item = u64> {
    let usual = [0x0200_5e10_0001, u64::MAX >> 16, 0x0100_5e00_0001];
    let bits = usual.into_iter().map(|mac: u64| (mac, mac));
    bits.flat_map(|(mac, same)| (0..48).map(move |bit| mac ^ 1 << bit).chain([same]))
}

#[test]
fn the_outermost_ethernet_header_counts() -> Result<(), RunError> {
    let mut rng = Rng::new(0x5eed_0012);
    for &dsa in Dsa::ALL {
        let first = dsa.row().first;
        // Where the documents of the kernel have it.
        let at = match dsa.word() {
            "ar9331" => 2,
            "brcm-prepend" => 4,
            "gswip" => 8,
            "ocelot" | "seville" => 20,
            _ => 0,
        };
        let conditions = "dst_mac = \"02:00:00:00:00:07\", src_mac = \"02:00:00:00:00:00/40\"";
        let setup = setup(dsa, conditions)?;
        for _ in 0..20 {
            let mut frame = Frame::beginning_with(&mut rng, first).bytes;
            frame.resize(frame.len().max(64), 0);
            frame[at..at + 12].copy_from_slice(&[2, 0, 0, 0, 0, 7, 2, 0, 0, 0, 0, 9]);
            assert!(matches(&setup, &frame)?, "{}", dsa.word());
            frame[at + 10] ^= 1;
            assert!(!matches(&setup, &frame)?, "{}", dsa.word());
        }
        // What is shorter than an Ethernet header has no addresses.
        let mut frame = vec![0; at + 14];
        frame[at..at + 12].copy_from_slice(&[2, 0, 0, 0, 0, 7, 2, 0, 0, 0, 0, 9]);
        assert!(matches(&setup, &frame)?, "{}", dsa.word());
        assert!(!matches(&setup, &frame[..at + 13])?, "{}", dsa.word());
    }
    Ok(())
}

/// Toeplitz takes all registers, and its hash is there before the rules.
#[test]
fn a_hash_before_the_rules_does_not_hide_the_packet() -> Result<(), RunError> {
    for symmetric in [true, false] {
        let text = format!(
            "version = 1\n[targets]\ncpus = \"1-3\"\n[flow]\nhash = \"toeplitz\"\nsymmetric = {symmetric}\nkey = \"{}\"\n\
             [[rule]]\nmatch = {{ src_mac = \"02:00:00:00:00:07\" }}\naction = {{ cpus = \"2-3\" }}\n\
             [[rule]]\nmatch = {{ dst_mac = \"02:00:00:00:00:08\" }}\naction = \"drop\"\n",
            "6d5a56da255b0ec2".repeat(5)
        );
        let setup = Setup::new(text.parse::<Policy>()?, &CpuSet::new())?;
        let mut rng = Rng::new(0x5eed_0013);
        for _ in 0..200 {
            let mut frame = Frame::bare(&mut rng).bytes;
            frame.resize(frame.len().max(64), 0);
            frame[..12].copy_from_slice(&[2, 0, 0, 0, 0, 8, 2, 0, 0, 0, 0, 9]);
            assert!(matches(&setup, &frame)?);
            frame[5] ^= 1;
            assert!(!matches(&setup, &frame)?);
        }
    }
    Ok(())
}
