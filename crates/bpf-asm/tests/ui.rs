//! What must not compile does not, and the compiler says why.
//!
//! Each file of `tests/ui` is a program with mistakes. `//~ CODE TEXT` stands at the line of an error and gives its
//! code and what its message contains; `//~| TEXT` below gives what one of its notes contains. An error without
//! such a remark, and a remark without an error, fail the test. The rest of the compiler's words is its own affair.

use std::{
    collections::BTreeMap,
    error::Error,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// An error in a file, by line.
#[derive(Debug)]
struct Mistake {
    line: u64,
    code: String,
    message: String,
    notes: Vec<String>,
}

#[test]
fn misuse_does_not_compile() -> Result<(), Box<dyn Error>> {
    let files = files()?;
    assert!(files.len() >= 16, "{files:?}");
    let mut found = compile(&files)?;
    let mut failures = Vec::new();
    for (name, path) in files {
        let expected = remarks(&fs::read_to_string(&path)?)?;
        assert!(!expected.is_empty(), "{name} expects no error");
        let found = found.remove(&name).unwrap_or_default();
        let same = expected.len() == found.len() && expected.iter().zip(&found).all(matches);
        if !same {
            failures.push(format!("{name}: expected {expected:#?}, found {found:#?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    Ok(())
}

fn matches((expected, found): (&Mistake, &Mistake)) -> bool {
    let noted = |text: &String| found.notes.iter().any(|note| note.contains(text));
    expected.line == found.line
        && expected.code == found.code
        && found.message.contains(&expected.message)
        && expected.notes.iter().all(noted)
}

/// The programs, by name.
fn files() -> io::Result<BTreeMap<String, PathBuf>> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let name = path.with_extension("");
        let name = name.file_name().unwrap_or_default().to_string_lossy();
        files.insert(name.into_owned(), path);
    }
    Ok(files)
}

/// What the remarks of a file expect.
fn remarks(text: &str) -> Result<Vec<Mistake>, String> {
    let mut mistakes: Vec<Mistake> = Vec::new();
    for (text, line) in text.lines().zip(1..) {
        if let Some((_, note)) = text.split_once("//~| ") {
            let mistake = mistakes.last_mut().ok_or("a note follows its error")?;
            mistake.notes.push(note.to_owned());
        } else if let Some((_, error)) = text.split_once("//~ ") {
            let (code, message) = error.split_once(' ').ok_or("a code, then a message")?;
            mistakes.push(Mistake {
                line,
                code: code.to_owned(),
                message: message.to_owned(),
                notes: Vec::new(),
            });
        }
    }
    Ok(mistakes)
}

/// Compiles the programs and returns the errors of each, in the order of their lines.
fn compile(
    files: &BTreeMap<String, PathBuf>,
) -> Result<BTreeMap<String, Vec<Mistake>>, Box<dyn Error>> {
    let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui");
    write_project(&project, files)?;
    let output = Command::new(env!("CARGO"))
        .args([
            "check",
            "--offline",
            "--keep-going",
            "--message-format=json",
        ])
        .current_dir(&project)
        .env("CARGO_TARGET_DIR", project.join("target"))
        // Flags and wrappers of this build are not meant for that one.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("RUSTC_WORKSPACE_WRAPPER")
        .output()?;
    let mut found: BTreeMap<String, Vec<Mistake>> = BTreeMap::new();
    for line in String::from_utf8(output.stdout)?.lines() {
        let report: Value = serde_json::from_str(line)?;
        let target = report["target"]["name"].as_str().unwrap_or_default();
        if let Some(mistake) = mistake(&report["message"]) {
            found.entry(target.to_owned()).or_default().push(mistake);
        }
    }
    assert!(
        !found.is_empty() && !found.contains_key("bpf_asm"),
        "{found:?}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    for mistakes in found.values_mut() {
        mistakes.sort_by_key(|mistake| mistake.line);
    }
    Ok(found)
}

/// The error that a compiler message reports. The summary at the end has no place, and is left out.
fn mistake(message: &Value) -> Option<Mistake> {
    if message["level"] != "error" {
        return None;
    }
    let spans = message["spans"].as_array()?;
    let span = spans.iter().find(|span| span["is_primary"] == true)?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let notes = message["children"].as_array()?;
    Some(Mistake {
        line: span["line_start"].as_u64()?,
        code: text(&message["code"]["code"]),
        message: text(&message["message"]),
        notes: notes.iter().map(|note| text(&note["message"])).collect(),
    })
}

/// A package with a binary for each program, and the versions of this workspace.
fn write_project(project: &Path, files: &BTreeMap<String, PathBuf>) -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // TOML writes strings as JSON does.
    let quoted = |path: &Path| Value::from(path.to_string_lossy()).to_string();
    let mut manifest = format!(
        "[package]\nname = \"ui\"\nedition = \"2024\"\n[workspace]\n[dependencies]\nbpf-asm.path = {}\n",
        quoted(root)
    );
    for (name, path) in files {
        let path = quoted(path);
        writeln!(manifest, "[[bin]]\nname = \"{name}\"\npath = {path}")
            .map_err(io::Error::other)?;
    }
    fs::create_dir_all(project)?;
    fs::write(project.join("Cargo.toml"), manifest)?;
    fs::copy(root.join("../../Cargo.lock"), project.join("Cargo.lock"))?;
    Ok(())
}
