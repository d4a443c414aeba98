//! What would lose packets is refused, and what is said about it is true.

use std::{
    error::Error,
    io,
    net::{SocketAddr, TcpStream, UdpSocket},
    time::Duration,
};

use serde_json::Value;
use softrss_testbed::{Testbed, harness::Outcome};

use crate::site::{Site, eventually_nothing, pinned, with_site_of};

const PACKETS: u64 = 200;

/// Sends datagrams of a socket to the sink, where nobody listens, and counts those that its stack took.
fn taken(site: &Site<'_>) -> Result<u64, Box<dyn Error>> {
    let (source, sink) = (site.bed.source(), site.bed.sink());
    let (unwanted, wrong) = udp(site)?;
    let to: SocketAddr = (sink.ipv4(), 9).into();
    let from = source.ipv4();
    source.netns().run(move || {
        let socket = UdpSocket::bind((from, 0))?;
        (0..PACKETS).try_for_each(|_| socket.send_to(b"unfinished", to).map(drop))
    })??;
    let mut taken = 0;
    eventually_nothing(|| {
        let now = udp(site)?;
        taken = now.0 - unwanted;
        let missing = PACKETS - taken - (now.1 - wrong);
        let left = (missing > 0).then(|| format!("{missing} packets are under way"));
        Ok(left.into_iter().collect())
    })?;
    Ok(taken)
}

/// Datagrams that no socket wanted, and those with a wrong checksum.
fn udp(site: &Site<'_>) -> Result<(u64, u64), Box<dyn Error>> {
    let sink = site.bed.sink().netns();
    let counters = sink.run(|| std::fs::read_to_string("/proc/thread-self/net/snmp"))??;
    let mut lines = counters
        .lines()
        .filter_map(|line| line.strip_prefix("Udp: "));
    let (names, values) = lines.next().zip(lines.next()).ok_or("no counters")?;
    let counter = |wanted: &str| {
        let mut pairs = names.split(' ').zip(values.split(' '));
        let (_, value) = pairs
            .find(|(name, _)| *name == wanted)
            .ok_or("no such counter")?;
        Ok::<u64, Box<dyn Error>>(value.parse()?)
    };
    Ok((counter("NoPorts")?, counter("InCsumErrors")?))
}

/// The command that a policy of `init` has in its own text attaches it, also to an interface that loses packets as it is.
pub(crate) fn what_init_writes_can_be_attached() -> Outcome {
    with_site_of(&Testbed::new()?, |site| {
        let written = site.run("init sink0 -o init.toml")?;
        assert_eq!(written.code, Some(0), "{written:?}");
        let text = std::fs::read_to_string(site.files.path().join("init.toml"))?;
        let typed = text
            .lines()
            .find_map(|line| line.strip_prefix("#   sudo softrss "));
        let typed = typed.ok_or_else(|| format!("no command in {text}"))?;
        let attach = typed
            .strip_suffix(" --confirm 60")
            .ok_or_else(|| format!("no trial: {typed}"))?;
        assert_eq!(
            attach, "attach sink0 --policy init.toml --fix-offloads",
            "{text}"
        );
        site.does(attach)?;
        assert_eq!(site.status()?["policy"], text);
        assert!(taken(site)? > 0);
        site.does("detach sink0")?;
        // Now there is nothing to be switched.
        let again = site.does("init sink0")?;
        assert!(!again.contains("--fix-offloads"), "{again}");
        Ok(())
    })
}

pub(crate) fn what_would_lose_packets_is_refused() -> Outcome {
    with_site_of(&Testbed::new()?, |site| {
        site.write("queue.toml", "version = 1\n[targets]\nlocal = \"queue\"\n")?;
        let attach = "attach sink0 --policy queue.toml";
        let refused = site.run(attach)?;
        assert_eq!(refused.code, Some(4), "{refused:?}");
        let error = "error: sink0 cannot be steered: source0 sends packets whose checksums are not computed yet: \
                     redirected TCP and UDP would be dropped by the receiver\n";
        assert!(refused.stderr.contains(error), "{refused:?}");
        let hint = refused.stderr.lines().last().unwrap_or_default();
        let (begin, end) = (
            "hint: attach with --fix-offloads, or: nsenter --net=/proc/",
            " ethtool -K source0 tx off; --force attaches nevertheless",
        );
        assert!(hint.starts_with(begin) && hint.ends_with(end), "{hint}");
        assert!(pinned()?.is_empty(), "nothing is left");
        let planned = site.run(&format!("{attach} --dry-run"))?;
        assert_eq!(planned.code, Some(4), "{planned:?}");

        // The doctor says the same.
        let doctor = site.run("doctor sink0 --policy queue.toml --json")?;
        assert_eq!(doctor.code, Some(4));
        let report: Value = serde_json::from_str(&doctor.stdout)?;
        let findings = report["findings"].as_array().ok_or("no findings")?;
        let lost: Vec<&Value> = findings
            .iter()
            .filter(|found| found["loses"] == true)
            .collect();
        assert_eq!(lost.len(), 1, "{report}");
        assert_eq!(
            (&lost[0]["id"], &lost[0]["severity"]),
            (&"veth-checksum".into(), &"fatal".into())
        );
        let error: Value = serde_json::from_str(&doctor.stderr)?;
        let told = error["error"]["hint"].as_str().unwrap_or_default();
        assert_eq!(format!("hint: {told}"), hint);

        // Whoever wants it nevertheless sees that it is true.
        let forced = site.run(&format!("{attach} --force"))?;
        assert_eq!(forced.code, Some(0), "{forced:?}");
        assert!(
            forced
                .stderr
                .contains("warning: forced: source0 sends packets"),
            "{forced:?}"
        );
        assert_eq!(taken(site)?, 0);
        let again = site.run(attach)?;
        assert_eq!(again.code, Some(4), "{again:?}");

        let fixed = site.run(&format!("{attach} --fix-offloads"))?;
        assert_eq!(fixed.code, Some(0), "{fixed:?}");
        assert!(
            fixed.stderr.starts_with(
                "note: switched, and left so: tx off at source0, txvlan off at source0\n"
            ),
            "{fixed:?}"
        );
        assert_eq!(taken(site)?, PACKETS);
        // It was looked at, and is said no more.
        let again = site.run(attach)?;
        assert_eq!((again.code, again.stderr.as_str()), (Some(0), ""));
        site.does("detach sink0")?;
        let doctor = site.run("doctor sink0 --policy queue.toml")?;
        assert!(!doctor.stdout.contains("checksum"), "{}", doctor.stdout);
        Ok(())
    })
}

/// What `status` and `metrics` say of the stack, from the namespace of the sink, or from that of the test.
fn stack(site: &Site<'_>, inside: bool) -> Result<(Value, String), Box<dyn Error>> {
    let run = |arguments: &str| -> Result<String, Box<dyn Error>> {
        if inside {
            return site.does(arguments);
        }
        let output = site.command(arguments).output()?;
        assert!(output.status.success(), "{output:?}");
        Ok(String::from_utf8(output.stdout)?)
    };
    let mut status: Value = serde_json::from_str(&run("status --json --interval 0")?)?;
    let metrics = run("metrics --once")?;
    Ok((status["interfaces"][0]["stack"].take(), metrics))
}

/// The value of a metric of the network stack.
fn stack_metric(metrics: &str, word: &str) -> Option<u64> {
    let name = format!("softrss_stack_{word}_total{{");
    let sample = metrics.lines().find(|line| line.starts_with(&name))?;
    sample.rsplit_once(' ')?.1.parse().ok()
}

/// Tries to open a connection to a port of the sink where nobody listens; whether it was told so.
fn is_refused(site: &Site<'_>) -> Result<bool, Box<dyn Error>> {
    let to: SocketAddr = (site.bed.sink().ipv4(), 9).into();
    let tried = site
        .bed
        .source()
        .netns()
        .run(move || TcpStream::connect_timeout(&to, Duration::from_millis(300)))?;
    Ok(tried.is_err_and(|error| error.kind() == io::ErrorKind::ConnectionRefused))
}

/// Packets that the stack throws away after they were steered are seen, and where none is, nobody is alarmed.
pub(crate) fn what_the_stack_throws_away_is_seen() -> Outcome {
    with_site_of(&Testbed::new()?, |site| {
        let forced = site.run("attach sink0 --force")?;
        assert_eq!(forced.code, Some(0), "{forced:?}");
        assert_eq!(taken(site)?, 0);
        assert!(!is_refused(site)?);
        for inside in [true, false] {
            let (stack, metrics) = stack(site, inside)?;
            let wrong = |word: &str| (stack[word].as_u64(), stack_metric(&metrics, word));
            assert_eq!(wrong("udp_checksum_errors"), (Some(PACKETS), Some(PACKETS)));
            let (tcp, metric) = wrong("tcp_checksum_errors");
            assert!(tcp >= Some(1) && tcp == metric, "{stack}\n{metrics}");
            assert_eq!(wrong("ip_header_errors"), (Some(0), Some(0)));
        }
        let text = site.does("status sink0 --interval 0")?;
        assert!(text.contains("thrown away by the stack"), "{text}");

        // What was lost stays lost, and another policy is not to blame.
        let fixed = site.run("attach sink0 --fix-offloads --cpus 0")?;
        assert_eq!(fixed.code, Some(0), "{fixed:?}");
        let (before, _) = stack(site, true)?;
        assert!(before["udp_checksum_errors"] == PACKETS, "{before}");
        assert_eq!(taken(site)?, PACKETS);
        assert!(is_refused(site)?);
        assert_eq!(stack(site, true)?.0, before);

        // Attached anew, it begins at zero, and stays there.
        site.does("detach sink0")?;
        site.does("attach sink0")?;
        assert_eq!(taken(site)?, PACKETS);
        assert!(is_refused(site)?);
        let (stack, metrics) = stack(site, false)?;
        let numbers = stack.as_object().ok_or("no numbers")?;
        assert!(numbers.len() > 10, "{stack}");
        for (word, number) in numbers {
            assert_eq!(*number, 0, "{word}");
            assert_eq!(stack_metric(&metrics, word), Some(0), "{word}");
        }
        let text = site.does("status sink0 --interval 0")?;
        assert!(!text.contains("thrown away"), "{text}");
        site.does("detach sink0")?;
        Ok(())
    })
}

/// Interfaces that a policy names are looked at before anything is done.
pub(crate) fn redirects_are_looked_at() -> Outcome {
    with_site_of(&Testbed::new()?, |site| {
        site.bed.source().finish_checksums()?;
        for (to, code, error) in [
            (
                "nope0",
                1,
                "there is no interface nope0, which the policy sends packets out of",
            ),
            (
                "lo",
                4,
                "lo does not send packets for a program in native mode",
            ),
            (
                "sink0",
                4,
                "the other end of sink0, source0, takes nothing from a program in native mode",
            ),
        ] {
            let policy = format!("version = 1\n[targets]\naction = {{ redirect = \"{to}\" }}\n");
            site.write("redirect.toml", &policy)?;
            let refused = site.run("attach sink0 --policy redirect.toml")?;
            assert_eq!(refused.code, Some(code), "{refused:?}");
            assert!(refused.stderr.contains(error), "{refused:?}");
        }
        let fixed = site.run("attach sink0 --policy redirect.toml --fix-offloads")?;
        assert_eq!(fixed.code, Some(0), "{fixed:?}");
        assert!(fixed.stderr.contains("gro on at source0"), "{fixed:?}");
        site.does("detach sink0")?;
        Ok(())
    })
}

/// Names of interfaces may hold what steers a terminal.
pub(crate) fn names_do_not_steer_the_terminal() -> Outcome {
    const NAME: &str = "v\u{1b}[31mx";
    with_site_of(&Testbed::new()?, |site| {
        let source = site.bed.source().netns();
        for arguments in [
            &["link", "set", "source0", "down"][..],
            &["link", "set", "source0", "name", NAME],
        ] {
            let mut ip = std::process::Command::new("ip");
            let renamed = source.run(|| ip.args(arguments).status())??;
            assert!(renamed.success());
        }
        for arguments in [
            "attach sink0",
            "doctor sink0",
            "attach sink0 --force",
            "attach sink0 --fix-offloads",
        ] {
            let ran = site.run(arguments)?;
            let said = ran.stdout + &ran.stderr;
            assert!(
                !said.contains('\u{1b}'),
                "{arguments}: {}",
                said.escape_debug()
            );
            assert!(said.contains(r"v\u{1b}[31mx"), "{arguments}: {said}");
        }
        site.does("detach sink0")?;
        let mut command = site.command("attach");
        command.arg(NAME);
        let ran = source.run(|| command.output())??;
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(
            !said.contains('\u{1b}') && said.contains("warning: "),
            "{}",
            said.escape_debug()
        );
        Ok(())
    })
}
