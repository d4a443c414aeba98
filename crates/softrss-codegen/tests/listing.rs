//! Generated programs, instruction by instruction: `listing/*.toml` and the listings of their programs.
//! `BLESS=1` writes the listings anew.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its cases has failed"
)]

use std::{fmt::Write as _, fs, path::Path};

use softrss_codegen::{Maps, Options, entry, generate};
use softrss_core::{Policy, ResolvedPolicy};

/// The programs of the policy in the file `path` that are made with `options`, each under its name.
fn listings(path: &Path, options: Options) -> String {
    let text = fs::read_to_string(path).unwrap();
    let table = |file: &str| fs::read_to_string(path.with_file_name(file));
    let policy = Policy::parse("test", &text, table).unwrap();
    let policy = ResolvedPolicy::new(policy, &"0-3".parse().unwrap()).unwrap();
    let maps = Maps::new(&policy).unwrap();
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
        is_listed(
            &listings(&path, Options::default()),
            &path.with_extension("s"),
        );
    }
    assert_eq!(cases, 9);
}

#[test]
fn the_end_of_loops_is_said_where_it_is_understood() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/listing");
    let options = Options {
        may_goto: true,
        ..Options::default()
    };
    let found = listings(&directory.join("clamp.toml"), options);
    is_listed(&found, &directory.join("clamp.may_goto.s"));
}

/// Compares with the file `expected`, or writes it.
fn is_listed(found: &str, expected: &Path) {
    if std::env::var_os("BLESS").is_some() {
        fs::write(expected, found).unwrap();
    }
    let text = fs::read_to_string(expected).unwrap();
    assert_eq!(found, text, "{}", expected.display());
}
