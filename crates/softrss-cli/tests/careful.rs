//! What files a command leaves alone, and what it does not show.

use std::{
    error::Error,
    fs,
    os::unix::fs::{PermissionsExt, symlink},
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

/// Nothing is quoted of a policy that is none, or that the caller must not read, whatever the command may.
#[test]
fn a_file_that_is_no_policy_of_the_caller_is_not_quoted() -> Result<(), Box<dyn Error>> {
    const SECRET: &str = "root:hash:19000:0:99999:7:::";
    let directory = tempfile::tempdir()?;
    let secret = directory.path().join("secret");
    fs::write(&secret, format!("{SECRET}\n{SECRET}\n"))?;
    let file = secret.to_str().ok_or("a strange name")?;
    let all = [
        &["check", file][..],
        &["check", file, "--json"],
        &["compile", file, "--asm"],
        &["doctor", "--policy", file],
        &["attach", "lo", "--policy", file, "--dry-run"],
    ];
    for arguments in all {
        let output = softrss(arguments).output()?;
        let said = said(&output);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(!said.contains("root:hash"), "{arguments:?}: {said}");
        assert!(
            said.contains("is no policy: its line 1 is no TOML") && said.contains("version = 1"),
            "{arguments:?}: {said}"
        );
    }
    // One with a mistake is shown, which is what it is for.
    fs::write(&secret, "version = 1\nroot:hash\n")?;
    let output = softrss(&["check", file]).output()?;
    assert!(said(&output).contains("root:hash"), "{}", said(&output));
    let output = softrss(&["check", "/"]).output()?;
    assert!(
        said(&output).contains("name the file in it"),
        "{}",
        said(&output)
    );
    // Another user's, with the privilege to read it.
    if nix::unistd::geteuid().is_root() {
        fs::set_permissions(&secret, PermissionsExt::from_mode(0o600))?;
        fs::set_permissions(directory.path(), PermissionsExt::from_mode(0o755))?;
        let program = directory.path().join("softrss");
        fs::copy(env!("CARGO_BIN_EXE_softrss"), &program)?;
        let output = Command::new("setpriv")
            .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
            .args(["--inh-caps=+dac_override", "--ambient-caps=+dac_override"])
            .arg(&program)
            .args(["check", file])
            .output()?;
        let said = said(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("Permission denied"), "{said}");
        assert!(
            said.contains("hint: name a file that this user may read"),
            "{said}"
        );
        assert!(!said.contains("root:hash"), "{said}");
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
