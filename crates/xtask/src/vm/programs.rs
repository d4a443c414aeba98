//! The programs to test, as Cargo builds them.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;

use super::arguments::{SUITE, Selection};
use crate::failure::{Failure, output, started};

/// Examples that the kernel suite runs.
const EXAMPLES: [&str; 2] = ["xdp_cpumap_lb", "with_aya"];

/// What was built.
pub(crate) struct Programs {
    /// The program of each selection.
    pub(crate) tests: Vec<(Selection, PathBuf)>,
    /// Other programs that were built: those that the tests start.
    pub(crate) others: Vec<PathBuf>,
    /// Directories with files that the tests read.
    pub(crate) data: Vec<PathBuf>,
}

/// Builds what `selections` name; the whole kernel suite, if none does and there is nothing `else_to_do`.
pub(crate) fn build(selections: &[Selection], else_to_do: bool) -> Result<Programs, Failure> {
    let targets = targets()?;
    let selections = if selections.is_empty() && !else_to_do {
        let suite = targets.iter().filter(|target| target.package == SUITE);
        suite.map(Target::whole).collect()
    } else {
        selections.to_vec()
    };
    let mut data: Vec<PathBuf> = Vec::new();
    for selection in &selections {
        let target = targets.iter().find(|target| target.is(selection));
        let target = target.ok_or_else(|| unknown(selection, &targets))?;
        if !data.contains(&target.data) {
            data.push(target.data.clone());
        }
    }
    let built = cargo(&selections, else_to_do)?;
    let mut programs = Programs {
        tests: Vec::new(),
        others: Vec::new(),
        data,
    };
    for program in built {
        let wanted = selections
            .iter()
            .filter(|selection| program.is_test && program.target.is(selection));
        programs
            .tests
            .extend(wanted.map(|selection| (selection.clone(), program.path.clone())));
        if !program.is_test {
            programs.others.push(program.path);
        }
    }
    let place = |selection: &Selection| selections.iter().position(|other| other == selection);
    programs
        .tests
        .sort_by_key(|(selection, _)| place(selection));
    Ok(programs)
}

/// A test program of the workspace.
struct Target {
    package: String,
    name: String,
    data: PathBuf,
}

impl Target {
    fn is(&self, selection: &Selection) -> bool {
        (&self.package, &self.name) == (&selection.package, &selection.name)
    }

    fn whole(&self) -> Selection {
        Selection {
            package: self.package.clone(),
            name: self.name.clone(),
            filters: Vec::new(),
        }
    }
}

fn unknown(selection: &Selection, targets: &[Target]) -> Failure {
    let Selection { package, name, .. } = selection;
    let there: Vec<&str> = targets
        .iter()
        .filter(|target| target.package == *package)
        .map(|target| target.name.as_str())
        .collect();
    let failure = Failure::new(format!("{package} has no test program {name}"));
    failure.with_hint(if there.is_empty() {
        "name the package as in its Cargo.toml: softrss-cli/operate".to_owned()
    } else {
        format!("it has {}", there.join(", "))
    })
}

/// Where Cargo keeps what it builds.
pub(crate) fn target_directory() -> Result<PathBuf, Failure> {
    let directory = metadata()?["target_directory"].as_str().map(PathBuf::from);
    directory.ok_or_else(unread)
}

fn targets() -> Result<Vec<Target>, Failure> {
    read_targets(&metadata()?).ok_or_else(unread)
}

fn metadata() -> Result<Value, Failure> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--no-deps", "--offline", "--format-version=1"]);
    let metadata = output("cargo", &mut cargo)?;
    serde_json::from_slice(&metadata).map_err(|_not_json| unread())
}

fn unread() -> Failure {
    Failure::new("cargo metadata is not of the form that is known")
}

fn read_targets(metadata: &Value) -> Option<Vec<Target>> {
    let mut found = Vec::new();
    for package in metadata["packages"].as_array()? {
        let manifest = Path::new(package["manifest_path"].as_str()?);
        for target in package["targets"].as_array()? {
            if target["kind"][0] == "test" {
                found.push(Target {
                    package: package["name"].as_str()?.to_owned(),
                    name: target["name"].as_str()?.to_owned(),
                    data: manifest.parent()?.join("tests"),
                });
            }
        }
    }
    Some(found)
}

/// A program that Cargo has built.
struct Built {
    target: Target,
    is_test: bool,
    path: PathBuf,
}

/// What `cargo test` builds of the selections, and what it would build beside them for the tests to start.
fn cargo(selections: &[Selection], with_command: bool) -> Result<Vec<Built>, Failure> {
    let tests = selections
        .iter()
        .flat_map(|selection| ["--test", &selection.name]);
    let with_examples = selections
        .iter()
        .any(|selection| selection.package == SUITE && selection.name == "example");
    let examples = EXAMPLES.iter().filter(|_| with_examples);
    let examples = examples.flat_map(|example| ["--example", example]);
    let softrss = ["--bin", "softrss"].into_iter().filter(|_| with_command);
    let (tests, others): (Vec<&str>, Vec<&str>) =
        (tests.collect(), examples.chain(softrss).collect());
    let mut built = Vec::new();
    if !tests.is_empty() {
        built.extend(build_targets(&["test", "--no-run"], &tests)?);
    }
    // `cargo test` makes a test of a target that it is told to build.
    if !others.is_empty() {
        built.extend(build_targets(&["build"], &others)?);
    }
    Ok(built)
}

/// Builds for the whole workspace, as `cargo test` does: so nothing is built again that it has built.
fn build_targets(verb: &[&str], targets: &[&str]) -> Result<Vec<Built>, Failure> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(verb)
        .args(["--workspace", "--locked"])
        .arg("--message-format=json-render-diagnostics")
        .args(targets)
        .stderr(Stdio::inherit());
    let built = started("cargo", cargo.output())?;
    if !built.status.success() {
        return Err(Failure::new("the tests cannot be built"));
    }
    let messages = String::from_utf8_lossy(&built.stdout);
    Ok(messages.lines().filter_map(read_message).collect())
}

/// The program that a message of Cargo tells of.
fn read_message(message: &str) -> Option<Built> {
    let message: Value = serde_json::from_str(message).ok()?;
    let path = PathBuf::from(message["executable"].as_str()?);
    let manifest = Path::new(message["manifest_path"].as_str()?);
    let kind = message["target"]["kind"][0].as_str()?;
    let is_test = message["profile"]["test"] == true;
    // The test variant of a program is none that tests start.
    if is_test && kind != "test" {
        return None;
    }
    // `path+file:///src/crates/softrss-cli#0.1.0` or `path+file:///src/tests/kernel#softrss-kernel-tests@0.1.0`
    let (place, id) = message["package_id"].as_str()?.split_once('#')?;
    let package = match id.split_once('@') {
        Some((package, _)) => package,
        None => place.rsplit('/').next()?,
    };
    Some(Built {
        target: Target {
            package: package.to_owned(),
            name: message["target"]["name"].as_str()?.to_owned(),
            data: manifest.parent()?.join("tests"),
        },
        is_test,
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_found_in_what_cargo_tells() {
        let message = |id: &str, kind: &str, name: &str, test: bool| {
            format!(
                r#"{{"reason":"compiler-artifact","package_id":"path+file:///w/{id}","manifest_path":"/w/Cargo.toml",
                "target":{{"kind":["{kind}"],"name":"{name}"}},"profile":{{"test":{test}}},"executable":"/t/{name}-1"}}"#
            )
        };
        let read = |id, kind, name, test| {
            let built = read_message(&message(id, kind, name, test))?;
            Some((built.target.package, built.is_test))
        };
        let suite = "tests/kernel#softrss-kernel-tests@0.1.0";
        assert_eq!(
            read(suite, "test", "attach", true),
            Some((SUITE.to_owned(), true))
        );
        assert_eq!(
            read("crates/softrss-cli#0.1.0", "bin", "softrss", false),
            Some(("softrss-cli".to_owned(), false))
        );
        assert_eq!(read(suite, "lib", "softrss", true).map(|_| ()), None);
        assert!(read_message(r#"{"reason":"build-finished","success":true}"#).is_none());
    }
}
