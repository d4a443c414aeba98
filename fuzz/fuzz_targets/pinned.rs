//! What is pinned beside a steering, damaged: an image or a record is refused with words, or is one that can be used.
//!
//! The first byte chooses what is damaged; then come edits, each of a position (2 bytes), how much is taken out (1 byte), how
//! much is put in (1 byte), and that.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::{Corpus, fuzz_target};
use softrss::Record;
use softrss_codegen::{Image, Options};
use softrss_core::CpuId;
use softrss_proof::{
    Rng,
    case::Setup,
    policies::{Machines, policy},
};

const RECORD: &str = r#"{"schema":1,"version":"0.1.0","interface":"eth0","ifindex":3,"netns":4026531840,"netns_cookie":1,
"mode":"native","frags":false,"attached_at":1700000000,"applied_at":1700000000,"source":null,"cpus":[0,1],"qsize":2048,
"rules":["dns"],"counters":["redirected"],"local":null,"left_out":[7],"stack":null,"seed":"policy","objects":{"record":12}}"#;
const IMAGES: u8 = 15;

/// A record, and images of every kind.
static WHOLE: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut whole = vec![RECORD.as_bytes().to_vec()];
    for seed in 0..IMAGES.into() {
        let policy = policy(&mut Rng::new(seed), Machines::ANY);
        let setup =
            Setup::new(policy, &(0..8).map(CpuId::from).collect()).expect("it fits eight CPUs");
        let image = Image::new(setup.policy(), Options::default()).expect("it can be generated");
        whole.push(serde_json::to_vec(&image).expect("it can be kept"));
    }
    whole
});

fuzz_target!(|input: &[u8]| -> Corpus {
    let Some((choice, edits)) = input.split_first() else {
        return Corpus::Reject;
    };
    let mut text = WHOLE[usize::from(*choice) % WHOLE.len()].clone();
    edit(&mut text, edits);
    if usize::from(*choice) % WHOLE.len() == 0 {
        match serde_json::from_slice::<Record>(&text) {
            Ok(record) => {
                let kept = serde_json::to_vec(&record).expect("it can be kept");
                assert_eq!(
                    serde_json::from_slice::<Record>(&kept).expect("as it was"),
                    record
                );
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
        return Corpus::Keep;
    }
    match serde_json::from_slice::<Image>(&text) {
        Ok(image) => use_it(&image),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    Corpus::Keep
});

fn edit(text: &mut Vec<u8>, mut edits: &[u8]) {
    while let [high, low, out, length, rest @ ..] = edits {
        let at = usize::from(u16::from_be_bytes([*high, *low])) % (text.len() + 1);
        let end = (at + usize::from(*out)).min(text.len());
        let (put_in, behind) = rest.split_at(rest.len().min((*length).into()));
        text.splice(at..end, put_in.iter().copied());
        edits = behind;
    }
}

/// All that a change asks of the image that it finds.
fn use_it(image: &Image) {
    let kept = serde_json::to_vec(image).expect("it can be kept");
    let again: Image = serde_json::from_slice(&kept).expect("as it was");
    assert_eq!(again, *image);
    for program in image.programs() {
        assert!(!program.name().to_string().is_empty());
    }
    for map in image.maps() {
        let _ = (map.spec(), map.words(), map.table());
    }
    for (map, entries) in image.entries() {
        for (key, cpu) in entries {
            let _ = map.element(key, *cpu);
        }
    }
    for (_, queues) in image.queues() {
        let _ = image.entry_program(queues).map(|program| program.name());
        let _ = image.has_entry_program_of(queues, &again, queues);
    }
    let _ = (
        image.counters(),
        image.devices(),
        image.has_program_of(&again),
    );
}
