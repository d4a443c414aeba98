//! Cases that differed once, or that show what is easily got wrong: they agree, in the machine.

use std::{fs, path::Path};

use softrss_proof::{campaign::compare, executor::InMachine, fixture};

#[test]
fn known_cases_agree() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases = 0;
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let (setup, sample) =
            fixture::read(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        if let Some((model, machine)) = compare::<InMachine>(&setup, &sample) {
            panic!("{}\nmodel:   {model}\nmachine: {machine}", path.display());
        }
        cases += 1;
    }
    assert!(cases > 0);
}
