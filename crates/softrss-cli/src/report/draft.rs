//! The policy that a person begins with: every choice with a comment that says why.

use softrss::{
    XdpMode,
    preflight::{Finding, Reception, Suggestion, shell_word},
};
use softrss_core::{Qsize, resolve::Receiver};

use super::shown;

/// Columns of a line.
const WIDTH: usize = 100;
/// How long a policy is tried that is attached for the first time, in seconds.
const TRIAL: u32 = 60;

/// What the text says of the machine beside what is suggested.
#[derive(Clone, Debug)]
pub(crate) struct Draft<'a> {
    /// The interface; `None` for any on this machine.
    pub(crate) interface: Option<&'a str>,
    /// Its receive queues, where they are known.
    pub(crate) queues: Option<u32>,
    /// The release of the kernel, where it is known.
    pub(crate) release: Option<&'a str>,
    /// Where the policy will lie.
    pub(crate) file: &'a str,
    pub(crate) suggestion: &'a Suggestion,
}

impl Draft<'_> {
    /// The policy.
    pub(crate) fn text(&self) -> String {
        let mut page = Page::default();
        self.head(&mut page);
        page.line("version = 1");
        page.line("");
        page.line("[targets]");
        self.targets(&mut page);
        page.line("");
        page.line("[flow]");
        page.comment(
            "What makes packets belong together: here a connection, that is addresses, ports and protocol, with both \
             directions on one CPU. \"addresses\" keeps fragments with their connection as well, \"source\" or \
             \"destination\" keeps all of a host together, and an array names what you like: [\"vlan\", \"inner-vlan\"].",
        );
        page.line("fields = \"5-tuple\"");
        page.line("symmetric = true");
        page.comment(
            "Every header in front that softrss knows is looked through: VLAN tags, PPPoE, MPLS, tunnels. To read fewer, name those \
             that you have: decap = [\"vlan\", \"pppoe\"].",
        );
        page.text
    }

    fn head(&self, page: &mut Page) {
        let of = match self.interface {
            Some(name) => format!("for {}", shown(name)),
            None => "for this machine".to_owned(),
        };
        let release = self.release.map(|release| format!(", on Linux {release}"));
        page.comment(&format!(
            "A policy {of}, as `softrss init` suggests it{}. All of it may be changed: \
             `softrss docs policy` describes every key, `softrss docs examples` what other networks need.",
            release.unwrap_or_default()
        ));
        page.line("#");
        let interface = self.interface.map_or("IFACE".to_owned(), shell_word);
        let file = shell_word(self.file);
        let (mode, fixes) = (self.mode(), self.fixes());
        page.line(&format!(
            "#   softrss doctor {interface} --policy {file}{mode}"
        ));
        page.line(&format!(
            "#   sudo softrss attach {interface} --policy {file}{mode}{fixes} --confirm {TRIAL}"
        ));
        page.line("#");
        page.comment(&format!(
            "--confirm takes it back after {TRIAL} seconds unless you confirm it, and at once where the connection to this machine \
             ends: so nobody is locked out of one that is far away. `sudo softrss detach {interface}` takes it off."
        ));
        for finding in &self.suggestion.not_native {
            page.comment(&format!(
                "--mode skb, in the network stack, because in the driver it cannot run: {}.",
                shown(&finding.sentence)
            ));
        }
        let (fixable, first): (Vec<&Finding>, Vec<&Finding>) = self
            .suggestion
            .fatal
            .iter()
            .partition(|finding| !finding.fixes.is_empty());
        for finding in fixable {
            page.comment(&format!(
                "--fix-offloads switches what else would lose packets: {}.",
                shown(&finding.sentence)
            ));
        }
        for finding in first {
            let remedy = finding.remedy.as_deref().unwrap_or("`softrss docs doctor`");
            page.comment(&format!(
                "First of all, because it cannot be attached as things are: {}: {}.",
                shown(&finding.sentence),
                shown(remedy)
            ));
        }
        page.line("");
    }

    fn mode(&self) -> &'static str {
        match self.suggestion.mode {
            XdpMode::Native => "",
            XdpMode::Skb => " --mode skb",
        }
    }

    fn fixes(&self) -> &'static str {
        let fatal = &self.suggestion.fatal;
        if fatal.iter().any(|finding| !finding.fixes.is_empty()) {
            " --fix-offloads"
        } else {
            ""
        }
    }

    fn targets(&self, page: &mut Page) {
        let Suggestion {
            cpus,
            choice,
            receivers,
            spared,
            beside,
            first,
            ..
        } = self.suggestion;
        page.comment(&format!("The CPUs that packets go to: {}.", choice.reason));
        match (first, self.queues) {
            (Reception::Virtual { .. } | Reception::NoDevice, _) | (_, None) => {}
            (_, Some(1)) => page.comment(
                "The interface has one receive queue: one CPU has all packets first, and reads their headers.",
            ),
            (_, Some(queues)) => page.comment(&format!("The interface has {queues} receive queues.")),
        }
        if receivers.is_empty() {
            if self.interface.is_some() {
                page.comment(&format!(
                    "None is left out because it receives: {}.",
                    shown(&first.to_string())
                ));
            }
        } else if spared.is_empty() {
            page.comment(&format!(
                "CPU {receivers} has all packets first. It is a target nevertheless, because there are too few others: with three \
                 others for each that receives, it is better left out."
            ));
        } else {
            page.comment(&format!(
                "Without CPU {spared}, which has all packets first: to receive and to hand on is work enough for it, and it \
                 is the one that would be full first."
            ));
        }
        if !beside.is_empty() {
            page.comment(&format!(
                "Without CPU {beside}, which shares a core with one that receives, and would slow it down."
            ));
        }
        page.line(&format!("cpus = \"{cpus}\""));
        page.comment(
            "The queue before each of them, in frames. A CPU that receives hands on at most some 10 million packets a second, and a \
             target may need 133 µs to wake up from a deep sleep: 1330 packets. Longer queues are for targets that are slow \
             now and then, and fall out of the cache.",
        );
        page.line(&format!("qsize = {}", Qsize::DEFAULT));
        self.local(page);
        page.comment(
            "For PPPoE and tunnels, which leave less room in a packet than TCP connections believe; 1452 is for PPPoE.",
        );
        page.line("#mss = 1452");
    }

    fn local(&self, page: &mut Page) {
        let reception = &self.suggestion.reception;
        let now = match (self.interface, reception.receiver()) {
            (None, _) => String::new(),
            (Some(_), Receiver::Fixed) => {
                format!(
                    " Now it would be passed on at once: {}.",
                    shown(&reception.to_string())
                )
            }
            (Some(_), Receiver::Varies) => match reception {
                Reception::Unknown { .. } => {
                    " Now it would be queued, because who receives is not known.".to_owned()
                }
                known => format!(" Now it would be queued: {}.", shown(&known.to_string())),
            },
        };
        page.comment(&format!(
            "A packet that is on its CPU already skips the queue where that leaves flows in order, which `attach` finds out.{now}"
        ));
        page.line("local = \"auto\"");
    }
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Adds a paragraph as lines of a comment.
    fn comment(&mut self, paragraph: &str) {
        let mut line = "#".to_owned();
        for word in paragraph.split_whitespace() {
            if line.chars().count() + 1 + word.chars().count() > WIDTH {
                self.line(&line);
                "#".clone_into(&mut line);
            }
            line.push(' ');
            line.push_str(word);
        }
        self.line(&line);
    }
}

#[cfg(test)]
mod tests {
    use softrss::preflight::Choice;
    use softrss_core::{CpuSet, Policy};

    use super::*;

    fn suggestion() -> Suggestion {
        let set = |list: &str| list.parse::<CpuSet>().unwrap();
        Suggestion {
            cpus: set("2-3,6-7"),
            choice: Choice {
                cpus: set("0-7"),
                reason: "all online CPUs".into(),
            },
            receivers: set("0"),
            spared: set("0-1"),
            beside: set("4-5"),
            first: Reception::NoDevice,
            mode: XdpMode::Skb,
            reception: Reception::Stack,
            fatal: Vec::new(),
            not_native: Vec::new(),
        }
    }

    #[test]
    fn whatever_names_there_are_it_is_a_policy() {
        let suggestion = suggestion();
        for (interface, file) in [
            (None, "policy.toml"),
            (Some("eth0"), "policy.toml"),
            (Some("a\nb = 1"), "my \u{7f} policy.toml"),
            (Some("it's"), "-"),
        ] {
            let draft = Draft {
                interface,
                queues: Some(1),
                release: Some("6.12.0"),
                file,
                suggestion: &suggestion,
            };
            let text = draft.text();
            let policy = Policy::parse("policy.toml", &text, |_| unreachable!("it has no table"));
            let policy = policy.unwrap_or_else(|errors| panic!("{errors}\n{text}"));
            let cpus: CpuSet = policy
                .targets
                .cpus
                .iter()
                .flatten()
                .map(softrss_core::policy::Target::cpu)
                .collect();
            assert_eq!(cpus, suggestion.cpus);
            assert_eq!(policy.targets.qsize, Qsize::DEFAULT);
        }
    }

    #[test]
    fn what_was_chosen_is_said() {
        let suggestion = suggestion();
        let draft = Draft {
            interface: Some("eth0"),
            queues: Some(1),
            release: None,
            file: "policy.toml",
            suggestion: &suggestion,
        };
        let text = draft.text();
        for words in [
            "sudo softrss attach eth0 --policy policy.toml --mode skb --confirm 60",
            "# Without CPU 0-1, which",
            "# Without CPU 4-5, which",
            "skb mode runs on whichever CPU",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        let long = text.lines().filter(|line| line.chars().count() > WIDTH);
        assert_eq!(long.count(), 0, "{text}");
    }
}
