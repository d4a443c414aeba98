//! The kernel, and what this process may do in it.

use softrss_core::Feature;

use super::super::{Bpffs, Facts, Finding, NEEDED_CAPABILITIES, Severity, Unknown};
use crate::attach::XdpMode;

const SUBJECT: &str = "kernel";

pub(super) fn judge(facts: &Facts, mode: XdpMode) -> Vec<Finding> {
    let mut findings = vec![version(facts)];
    findings.extend(privileges(facts));
    findings.extend(features(facts, mode));
    findings.extend(tracepoints(facts));
    findings.extend(surroundings(facts));
    findings
}

fn find(severity: Severity, id: &'static str, sentence: impl Into<String>) -> Finding {
    Finding::new(severity, id, SUBJECT, sentence)
}

fn version(facts: &Facts) -> Finding {
    let release = facts.kernel.release.as_deref().unwrap_or("?");
    let lacks = match (&facts.kernel.loads, &facts.kernel.cpumap_programs) {
        (Ok(false), _) => Some("takes no XDP programs"),
        (_, Ok(false)) => Some("has no CPUMAP that takes programs"),
        _ => None,
    };
    if let Some(lacks) = lacks {
        return find(
            Severity::Fatal,
            "kernel-too-old",
            format!("Linux {release} {lacks}"),
        )
        .remedy(format!(
            "use {} or newer, with CONFIG_BPF_SYSCALL",
            Feature::CpumapPrograms
        ))
        .unsupported();
    }
    find(Severity::Fine, "kernel", format!("Linux {release}"))
}

fn privileges(facts: &Facts) -> Option<Finding> {
    let missing = facts.missing_capabilities.as_ref().ok()?;
    if !missing.is_empty() {
        let needed = NEEDED_CAPABILITIES.iter();
        let purposes: Vec<String> = needed
            .filter(|(name, _)| missing.contains(name))
            .map(|(name, purpose)| format!("{name} ({purpose})"))
            .collect();
        let sentence = format!("this process lacks {}", purposes.join(", "));
        let finding = Finding::new(Severity::Warning, "capabilities", "process", sentence);
        return Some(finding.remedy("attach, detach, status and top need them: run those as root"));
    }
    if matches!(facts.kernel.loads, Err(Unknown::Privilege { .. })) {
        let sentence =
            "the kernel does not let this process load programs, although it has the capabilities";
        let finding = Finding::new(Severity::Fatal, "bpf-refused", "process", sentence);
        return Some(finding.remedy(
            "run it outside of containers and user namespaces; look for a security module, a seccomp \
             filter or kernel lockdown in the kernel's log",
        ));
    }
    let sentence = "this process has every capability that steering needs";
    Some(Finding::new(
        Severity::Fine,
        "capabilities",
        "process",
        sentence,
    ))
}

fn features(facts: &Facts, mode: XdpMode) -> Vec<Finding> {
    let mut findings = Vec::new();
    if mode == XdpMode::Skb && facts.kernel.skb_redirect == Ok(false) {
        let sentence = "this kernel cannot redirect to a CPUMAP in skb mode";
        let finding = find(Severity::Fatal, "skb-redirect", sentence);
        let remedy = format!("use --mode native, or {} or newer", Feature::SkbRedirect);
        findings.push(finding.remedy(remedy).unsupported());
    }
    findings
}

fn tracepoints(facts: &Facts) -> Option<Finding> {
    let absent: Vec<&str> = facts
        .kernel
        .tracepoints
        .iter()
        .filter(|(_, is_there)| *is_there == Ok(false))
        .map(|(name, _)| *name)
        .collect();
    if absent.is_empty() {
        return None;
    }
    let sentence = format!(
        "this kernel has no tracepoint {}: status and top cannot count",
        absent.join(", ")
    );
    let finding = find(Severity::Warning, "tracepoints", sentence);
    Some(finding.remedy("use a kernel with CONFIG_TRACEPOINTS and CONFIG_BPF_EVENTS"))
}

fn surroundings(facts: &Facts) -> Vec<Finding> {
    let kernel = &facts.kernel;
    let mut findings = Vec::new();
    if kernel.jit == Ok(false) {
        let sentence =
            "programs are interpreted, which makes each packet several times as expensive";
        let finding = find(Severity::Warning, "jit", sentence);
        findings.push(finding.remedy("sysctl net.core.bpf_jit_enable=1"));
    }
    if !kernel.btf {
        let sentence = "the kernel does not describe its types (BTF): aborted packets cannot be told by program";
        let finding = find(Severity::Hint, "btf", sentence);
        findings.push(finding.remedy("use a kernel with CONFIG_DEBUG_INFO_BTF"));
    }
    if kernel.bpffs == Ok(Bpffs::Absent) {
        let sentence = "there is no BPF file system at /sys/fs/bpf, where steering is kept";
        let finding = find(Severity::Warning, "bpffs", sentence);
        findings.push(
            finding.remedy("mount -t bpf bpf /sys/fs/bpf; softrss attach does so itself if it may"),
        );
    }
    let may_steer = facts.missing_capabilities.as_ref().is_ok_and(Vec::is_empty);
    let closed = match kernel.bpffs {
        Ok(Bpffs::Closed) => (
            "this process may not keep anything in /sys/fs/bpf",
            "run it as the owner of /sys/fs/bpf, or let root make /sys/fs/bpf/softrss-UID for this user",
        ),
        Ok(Bpffs::ReadOnly) => (
            "the BPF file system at /sys/fs/bpf is read-only",
            "mount -o remount,rw /sys/fs/bpf",
        ),
        Ok(Bpffs::Hidden) => (
            "this process does not see the machine's /sys/fs/bpf: it has a mount namespace of its own",
            "enter network namespaces without it: nsenter --net=/run/netns/NAME softrss ...",
        ),
        _ => return findings,
    };
    if may_steer {
        let finding = find(Severity::Fatal, "bpffs", closed.0);
        findings.push(finding.remedy(closed.1));
    }
    findings
}
