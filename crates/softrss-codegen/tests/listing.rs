//! Generated programs, instruction by instruction: `listing/*.toml` and the listings of their programs.
//! `BLESS=1` writes the listings anew.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its cases has failed"
)]

use std::{fmt::Write as _, fs, path::Path};

use softrss_codegen::{Maps, Options, entry, generate};
use softrss_core::{Policy, ResolvedPolicy};

/// The programs of the policy in the file `path`, each under its name.
fn listings(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let table = |file: &str| fs::read_to_string(path.with_file_name(file));
    let policy = Policy::parse("test", &text, table).unwrap();
    let policy = ResolvedPolicy::new(policy, &"0-3".parse().unwrap()).unwrap();
    let (maps, options) = (Maps::new(&policy).unwrap(), Options::default());
    let main = generate(&policy, &maps, options).unwrap();
    let steps = (0..).zip(policy.steps());
    let entries = steps.map(|(step, _)| entry::generate(&policy, &maps, step, options).unwrap());
    let mut text = String::new();
    for program in std::iter::once(main).chain(entries.flatten()) {
        let (name, kind) = (program.name(), program.kind());
        writeln!(text, "; {name}, {kind}\n{}", program.code()).unwrap();
    }
    text
}

#[test]
fn programs_are_these() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/listing");
    let mut cases = 0;
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        cases += 1;
        let found = listings(&path);
        let expected = path.with_extension("s");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expected, &found).unwrap();
        }
        let expected = fs::read_to_string(&expected).unwrap();
        assert_eq!(found, expected, "{}", path.display());
    }
    assert_eq!(cases, 9);
}
