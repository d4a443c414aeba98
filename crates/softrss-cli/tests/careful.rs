//! What files a command leaves alone, and what it does not show.

use std::{
    error::Error,
    fs,
    os::unix::fs::symlink,
    process::{Command, Output},
};

fn softrss(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_softrss"));
    command.args(arguments);
    command
}

fn said(output: &Output) -> String {
    [&output.stdout[..], &output.stderr]
        .concat()
        .escape_ascii()
        .to_string()
}

/// Lines of a table are quoted where it lies beside its policy, and nowhere else.
#[test]
fn a_table_that_lies_elsewhere_is_not_quoted() -> Result<(), Box<dyn Error>> {
    const SECRET: &str = "root:hash:19000";
    let (own, other) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let elsewhere = other.path().join("secret");
    fs::write(&elsewhere, format!("10.0.0.0/8,1\n{SECRET}\n"))?;
    fs::write(own.path().join("beside.csv"), format!("{SECRET}\n"))?;
    symlink(&elsewhere, own.path().join("link.csv"))?;
    let elsewhere = elsewhere.to_str().ok_or("a strange name")?;
    let policy = own.path().join("policy.toml");
    for (table, shown) in [
        (elsewhere, false),
        ("link.csv", false),
        ("beside.csv", true),
    ] {
        fs::write(
            &policy,
            format!("version = 1\n[table]\nfile = {table:?}\nside = \"source\"\n"),
        )?;
        let file = policy.to_str().ok_or("a strange name")?;
        for arguments in [
            &["check", file][..],
            &["check", file, "--json"],
            &["compile", file, "--asm"],
            &["doctor", "--policy", file],
        ] {
            let output = softrss(arguments).output()?;
            assert_eq!(
                output.status.code(),
                Some(1),
                "{arguments:?}: {}",
                said(&output)
            );
            assert_eq!(
                said(&output).contains("root:hash"),
                shown,
                "{arguments:?}: {}",
                said(&output)
            );
            assert!(
                shown || said(&output).contains("line 2 of the table"),
                "{}",
                said(&output)
            );
        }
    }
    Ok(())
}

/// What cannot be written to its end takes nobody's place.
#[test]
fn an_object_that_does_not_fit_leaves_the_old_one() -> Result<(), Box<dyn Error>> {
    let directory = tempfile::tempdir()?;
    let object = directory.path().join("policy.o");
    fs::write(&object, "old")?;
    // Files may have two blocks, and whoever writes more gets an error.
    let line = format!(
        "trap '' XFSZ; ulimit -f 2; exec {} compile -o {}",
        env!("CARGO_BIN_EXE_softrss"),
        object.display()
    );
    let output = Command::new("sh").args(["-c", &line]).output()?;
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(
        said(&output).contains("error: the object cannot be written to"),
        "{}",
        said(&output)
    );
    assert_eq!(fs::read_to_string(&object)?, "old");
    assert_eq!(
        fs::read_dir(directory.path())?.count(),
        1,
        "nothing is left beside it"
    );
    Ok(())
}
