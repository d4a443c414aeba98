//! The workspace is built as `docs/architecture.md` says: crates use only crates before them, and one
//! module has all unsafe code.

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// In the order of the table in `docs/architecture.md`.
const CRATES: [&str; 8] = [
    "softrss-core",
    "bpf-asm",
    "softrss-codegen",
    "softrss",
    "softrss-testbed",
    "softrss-proof",
    "softrss-cli",
    "xtask",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn crates_use_only_crates_before_them() -> Result<(), Box<dyn Error>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root())
        .output()?;
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().ok_or("no packages")?;
    for (at, name) in CRATES.iter().enumerate() {
        let package = packages
            .iter()
            .find(|p| p["name"] == **name)
            .ok_or_else(|| format!("no crate {name}"))?;
        for dependency in package["dependencies"]
            .as_array()
            .ok_or("no dependencies")?
        {
            let used = dependency["name"].as_str().ok_or("no name")?;
            let position = CRATES.iter().position(|other| *other == used);
            // Tests and examples may use any crate.
            if dependency["kind"].is_null() {
                assert!(position.is_none_or(|p| p < at), "{name} uses {used}");
            }
        }
    }
    Ok(())
}

#[test]
fn unsafe_code_is_in_one_module() -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    for name in CRATES {
        sources(&root().join("crates").join(name).join("src"), &mut files)?;
    }
    let mut with_unsafe = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path)?;
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        if code.into_iter().any(|line| line.contains("unsafe {")) {
            with_unsafe.push(path);
        }
    }
    let sys = root().join("crates/softrss/src/sys");
    assert!(with_unsafe.iter().any(|path| path.starts_with(&sys)));
    with_unsafe.retain(|path| !path.starts_with(&sys));
    assert_eq!(with_unsafe, Vec::<PathBuf>::new());
    Ok(())
}

/// `main` shows an error that it returns by `Debug`. What is derived is for programmers; `readable!` is for people.
#[test]
fn no_error_of_a_library_derives_debug() -> Result<(), Box<dyn Error>> {
    const LIBRARIES: [&str; 5] = [
        "softrss-core",
        "bpf-asm",
        "softrss-codegen",
        "softrss",
        "softrss-testbed",
    ];
    let (mut files, mut errors) = (Vec::new(), 0);
    for name in LIBRARIES {
        sources(&root().join("crates").join(name).join("src"), &mut files)?;
    }
    for path in files {
        let text = fs::read_to_string(&path)?;
        let derived = text.split("#[derive(").skip(1);
        let derived = derived.filter_map(|behind| behind.split(")]").next());
        for list in derived.filter(|list| list.contains("thiserror::Error")) {
            assert!(
                !list.contains("Debug"),
                "{}: #[derive({list})]: name the error in `readable!` of lib.rs instead",
                path.display()
            );
            errors += 1;
        }
    }
    assert!(errors > 0);
    Ok(())
}

/// The worked example of CONTRIBUTING.md is what stands in the files that it names.
#[test]
fn the_worked_example_is_what_is_there() -> Result<(), Box<dyn Error>> {
    let page = fs::read_to_string(root().join("CONTRIBUTING.md"))?;
    let mut files = String::new();
    for path in page.split('`').filter(|word| word.starts_with("crates/")) {
        files +=
            &fs::read_to_string(root().join(path)).map_err(|error| format!("{path}: {error}"))?;
    }
    let blocks: Vec<&str> = page.split("\n```rust\n").skip(1).collect();
    assert!(blocks.len() > 3, "{}", blocks.len());
    for block in blocks {
        let code = block.split("```").next().unwrap_or_default();
        assert!(files.contains(code), "nowhere:\n{code}");
    }
    Ok(())
}

fn sources(directory: &Path, into: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(&path, into)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
    Ok(())
}

/// `docs/reliability.md` names a file, and perhaps tests in it, for every promise. They are there.
#[test]
fn every_promise_has_its_test() -> Result<(), Box<dyn Error>> {
    let document = fs::read_to_string(root().join("docs/reliability.md"))?;
    let rows = document.lines().filter(|line| line.starts_with('|'));
    let rows: Vec<&str> = rows.filter(|line| !line.contains("---")).collect();
    let mut tests = 0;
    for row in rows.iter().filter(|row| !row.contains("shown by")) {
        let (_, shown) = row
            .trim_end_matches('|')
            .rsplit_once('|')
            .ok_or("no table")?;
        let mut file = None;
        for word in shown.split('`').skip(1).step_by(2) {
            if word.contains('/') {
                let text = fs::read_to_string(root().join(word));
                file = Some(text.map_err(|error| format!("{word}: {error}"))?);
                tests += 1;
            } else {
                let file = file.as_ref().ok_or_else(|| format!("no file for {word}"))?;
                assert!(
                    file.contains(&format!("fn {word}(")),
                    "no test {word}: {row}"
                );
            }
        }
        assert!(file.is_some(), "nothing shows it: {row}");
    }
    assert!(tests > 20, "{tests}");
    Ok(())
}
