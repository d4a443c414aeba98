//! Policy files and what becomes of them: `policy/good/*.toml` with their description, `policy/bad/*.toml`
//! with the exact errors. `BLESS=1` writes the expected files anew.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its cases has failed"
)]

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use softrss_core::Policy;

fn cases(kind: &str) -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/policy")
        .join(kind);
    let mut cases: Vec<PathBuf> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .collect();
    cases.sort();
    assert!(cases.len() > 5, "the cases of {kind} are missing");
    cases
}

fn parse(path: &Path) -> Result<Policy, String> {
    let name = path.file_name().unwrap().to_str().unwrap();
    let text = fs::read_to_string(path).unwrap();
    let read = |file: &str| match file {
        "absent.csv" => Err(io::Error::new(io::ErrorKind::NotFound, "no such file")),
        file => fs::read_to_string(path.with_file_name(file)),
    };
    Policy::parse(name, &text, read).map_err(|errors| errors.to_string())
}

/// What differs from the expected file; empty if nothing does.
fn difference(path: &Path, found: &str) -> String {
    let expected_path = path.with_extension("txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&expected_path, found).unwrap();
    }
    let expected = fs::read_to_string(&expected_path).unwrap_or_default();
    if expected == found {
        return String::new();
    }
    format!("{} differs; found:\n{found}\n", expected_path.display())
}

#[test]
fn good_policies_mean_what_they_say() {
    let mut differences = String::new();
    for path in cases("good") {
        let policy = parse(&path).unwrap_or_else(|errors| panic!("{errors}"));
        differences += &difference(&path, &policy.describe());
        let written = policy.to_toml("table.csv");
        let again = Policy::parse("written", &written, |file| {
            let mut tables = policy.tables.iter().enumerate();
            let found = tables.find(|(at, _)| Policy::table_file("table.csv", *at) == file);
            Ok(found.unwrap().1.to_csv())
        });
        assert_eq!(again.map_err(|e| e.to_string()), Ok(policy), "{written}");
    }
    assert!(differences.is_empty(), "{differences}BLESS=1 accepts this");
}

#[test]
fn bad_policies_get_exact_errors() {
    let mut differences = String::new();
    for path in cases("bad") {
        let errors = parse(&path).expect_err(path.to_str().unwrap());
        differences += &difference(&path, &errors);
    }
    assert!(differences.is_empty(), "{differences}BLESS=1 accepts this");
}
