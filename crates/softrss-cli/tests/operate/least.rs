//! The least privileges: three capabilities, and no user who is root.

use std::{fs, os::unix::fs::PermissionsExt as _, process::Command};

use softrss_testbed::harness::Outcome;

use crate::site::{Ran, Site, pinned, with_site};

const ALL: [&str; 3] = ["bpf", "net_admin", "perfmon"];

/// Makes everything that the command reads readable for everybody.
fn for_everybody(site: &Site<'_>) -> Result<std::path::PathBuf, std::io::Error> {
    let directory = site.files.path();
    fs::set_permissions(directory, fs::Permissions::from_mode(0o755))?;
    let program = directory.join("softrss");
    fs::copy(&site.program, &program)?;
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
    Ok(program)
}

/// Runs the command as nobody, with these capabilities and no others.
fn run_with(
    site: &Site<'_>,
    program: &std::path::Path,
    capabilities: &[&str],
    arguments: &str,
) -> Result<Ran, Box<dyn std::error::Error>> {
    let set: Vec<String> = capabilities.iter().map(|name| format!("+{name}")).collect();
    let set = format!("-all,{}", set.join(","));
    let set = set.trim_end_matches(',');
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid", "65534", "--regid", "65534", "--clear-groups"])
        .args([
            "--bounding-set",
            set,
            "--inh-caps",
            set,
            "--ambient-caps",
            set,
        ])
        .arg(program)
        .args(arguments.split_whitespace())
        .current_dir("/");
    site.run_it(command)
}

pub(crate) fn three_capabilities_are_enough() -> Outcome {
    with_site(|site| {
        let program = for_everybody(site)?;
        let run = |arguments: &str| {
            let ran = run_with(site, &program, &ALL, arguments)?;
            assert_eq!(ran.code, Some(0), "{arguments}: {}", ran.stderr);
            Ok::<_, Box<dyn std::error::Error>>(ran.stdout)
        };
        let policy = site.files.path().join("p.toml");
        fs::write(
            &policy,
            "version = 1\n[targets]\nmss = 1300\n[[rule]]\nmatch = { dst_port = 53 }\naction = { cpu = 0, then = \"drop\" }\n",
        )?;
        assert!(run("attach sink0")?.contains("attached in native mode"));
        assert!(run("status sink0")?.contains("attached in native mode"));
        // The guardian of a trial has what the command has.
        let tried = run_with(site, &program, &ALL, "attach sink0 --cpus 0 --confirm 1")?;
        assert_eq!(tried.code, Some(1), "{}", tried.stderr);
        assert!(
            tried.stderr.contains("taken back to the default policy"),
            "{}",
            tried.stderr
        );
        assert!(run("attach sink0 --cpus 0")?.contains("targets: CPU 0 "));
        assert!(run(&format!("attach sink0 --policy {}", policy.display()))?.contains("switched"));
        assert!(run("status --json")?.contains("\"state\":\"attached\""));
        assert_eq!(run("detach sink0")?, "sink0: detached\n");
        Ok(())
    })
}

pub(crate) fn a_missing_capability_is_named() -> Outcome {
    with_site(|site| {
        let program = for_everybody(site)?;
        for missing in ALL {
            let rest: Vec<&str> = ALL.into_iter().filter(|name| *name != missing).collect();
            let ran = run_with(site, &program, &rest, "attach sink0")?;
            let name = format!("CAP_{}", missing.to_uppercase());
            assert_eq!(ran.code, Some(3), "without {name}: {}", ran.stderr);
            assert!(ran.stderr.contains(&name), "without {name}: {}", ran.stderr);
            assert!(pinned()?.is_empty(), "nothing is left");
        }
        let ran = run_with(site, &program, &[], "attach sink0")?;
        assert_eq!(ran.code, Some(3), "{}", ran.stderr);
        // What root attached is not for everybody to see or to take off.
        site.does("attach sink0")?;
        for arguments in ["status", "status sink0", "detach sink0"] {
            let ran = run_with(site, &program, &ALL, arguments)?;
            assert_eq!(
                ran.code,
                Some(3),
                "{arguments}: {} {}",
                ran.stdout,
                ran.stderr
            );
        }
        assert_eq!(site.status()?["state"], "attached");
        site.does("detach sink0")?;
        Ok(())
    })
}
