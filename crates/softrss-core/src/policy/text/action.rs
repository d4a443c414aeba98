//! What happens to packets: the `action` of a rule, that of the targets, and `then`.

use super::reader::{Reader, Section, Value};
use crate::{
    Mss,
    policy::{
        balance::{Balance, Tolerance},
        model::Observe,
        rule::{Action, ActionRow, Takes},
        sentence::join,
        then::{InterfaceName, TargetAction, TargetActionRow, TargetTakes},
    },
};

const KEYS: &[&str] = &{
    let mut words = ["then"; Action::ALL.len() + 1];
    let mut index = 0;
    while index < Action::ALL.len() {
        words[index] = Action::ALL[index].word;
        index += 1;
    }
    words
};
/// The words of those actions of targets that take an interface.
const TARGET_KEYS: &[&str] = {
    const ALL: &[&TargetActionRow] = TargetAction::ALL;
    const COUNT: usize = {
        let (mut index, mut count) = (0, 0);
        while index < ALL.len() {
            count += matches!(ALL[index].takes, TargetTakes::Interface(_)) as usize;
            index += 1;
        }
        count
    };
    &{
        let (mut words, mut index, mut count) = ([""; COUNT], 0, 0);
        while index < ALL.len() {
            if matches!(ALL[index].takes, TargetTakes::Interface(_)) {
                words[count] = ALL[index].word;
                count += 1;
            }
            index += 1;
        }
        words
    }
};
const NAME: &str =
    "the name of an interface, 1 to 15 bytes without `/`, `:` and blanks, like \"eth1\"";

impl Reader<'_> {
    pub(super) fn rule_action(&mut self, section: &Section<'_>) -> Option<Action> {
        let accepted = join(Action::ALL.iter().map(|row| row.example), "or");
        let value = section.require(self, "action", &format!("`action`: {accepted}"))?;
        if let Some(word) = value.get_ref().as_str() {
            for row in Action::ALL.iter().filter(|row| row.word == word) {
                if let Takes::Nothing(action) = &row.takes {
                    return Some(action.clone());
                }
            }
            self.bad_value(&value.span(), "action", word, format!("one of {accepted}"));
            return None;
        }
        if !value.get_ref().is_table() {
            self.wrong_type(value, "action", accepted);
            return None;
        }
        let action = self.section(value, "action", "`action`", KEYS)?;
        let given: Vec<(&ActionRow, &Value<'_>)> = Action::ALL
            .iter()
            .filter_map(|row| Some((*row, action.get(row.word)?)))
            .collect();
        let [(row, given)] = given[..] else {
            // Where there is only a key that does not exist, that has been noted.
            if action.is_empty() || action.get("then").is_some() || given.len() > 1 {
                let what = self.source.text.get(value.span()).unwrap_or_default();
                self.bad_value(&value.span(), "action", what, format!("one of {accepted}"));
            }
            return None;
        };
        match &row.takes {
            Takes::Nothing(kind) => {
                self.no_target(&action, row.word, given);
                self.wanted(given, row.word, &accepted)
                    .then(|| kind.clone())
            }
            Takes::Cpu(kind) => {
                let (cpu, then) = (self.cpu(given, row.word), self.then(&action));
                Some(kind(cpu?, then))
            }
            Takes::Cpus(kind) => {
                let (cpus, then) = (self.cpu_list(given, row.word), self.then(&action));
                Some(kind(cpus?, then))
            }
        }
    }

    /// What `then` of `action` says, if it is there. Where it is wrong, that is noted.
    fn then(&mut self, action: &Section<'_>) -> Option<TargetAction> {
        self.target_action(action.get("then")?, "then")
    }

    /// Notes a `then` where no target is that could do it.
    fn no_target(&mut self, action: &Section<'_>, key: &str, given: &Value<'_>) {
        if let Some(then) = action.get("then") {
            let what =
                format!("`then` is what a target does, and {{ {key} = true }} has no target");
            let accepted = "remove `then`, or name a CPU: { cpu = 2, then = \"drop\" }";
            self.conflict(&then.span(), what, accepted, (&given.span(), "the action"));
        }
    }

    /// Whether `{ pass = … }` or `{ drop = … }` says true; anything else is an error.
    fn wanted(&mut self, value: &Value<'_>, word: &str, accepted: &str) -> bool {
        let wanted = self.boolean(value, "action");
        if wanted == Some(false) {
            let accepted = format!("one of {accepted}; leave out what is not wanted");
            let written = format!("{word} = false");
            self.bad_value(&value.span(), "action", &written, accepted);
        }
        wanted == Some(true)
    }

    /// What a target does, as the value of `key`.
    pub(super) fn target_action(
        &mut self,
        value: &Value<'_>,
        key: &'static str,
    ) -> Option<TargetAction> {
        let accepted = join(TargetAction::ALL.iter().map(|row| row.example), "or");
        if let Some(word) = value.get_ref().as_str() {
            for row in TargetAction::ALL.iter().filter(|row| row.word == word) {
                if let TargetTakes::Nothing(action) = &row.takes {
                    return Some(action.clone());
                }
            }
            self.bad_value(&value.span(), key, word, format!("one of {accepted}"));
            return None;
        }
        if !value.get_ref().is_table() {
            self.wrong_type(value, key, accepted);
            return None;
        }
        let name = if key == "then" { "`then`" } else { "`action`" };
        let section = self.section(value, key, name, TARGET_KEYS)?;
        for row in TargetAction::ALL {
            if let (TargetTakes::Interface(kind), Some(given)) = (&row.takes, section.get(row.word))
            {
                return self.interface(given, row.word).map(kind);
            }
        }
        let keys = join(TARGET_KEYS.iter().map(|key| format!("`{key}`")), "or");
        section.require(self, TARGET_KEYS[0], &format!("{keys}, {NAME}"));
        None
    }

    /// The name of an interface, as the value of `key`.
    fn interface(&mut self, value: &Value<'_>, key: &'static str) -> Option<InterfaceName> {
        let written = self.string(value, key, NAME)?;
        let name = InterfaceName::new(written).ok();
        if name.is_none() {
            self.bad_value(&value.span(), key, written, NAME.to_owned());
        }
        name
    }

    pub(super) fn mss(&mut self, value: &Value<'_>) -> Option<Mss> {
        const ACCEPTED: &str = "a maximum segment size in bytes, from 88, the least that Linux sends, to 65495, \
                                what the largest IPv4 packet holds";
        let limits = u32::from(Mss::MIN.bytes())..=u32::from(Mss::MAX.bytes());
        let bytes = self.number(value, "mss", &limits, ACCEPTED)?;
        Mss::new(bytes).ok()
    }

    pub(super) fn balance(&mut self, value: &Value<'_>) -> Option<Balance> {
        const ACCEPTED: &str = "how much more than its share a target may have, from 0.001 to 1";
        let section = self.section(value, "balance", "[balance]", &["tolerance"])?;
        let mut balance = Balance::default();
        if let Some(tolerance) = section.get("tolerance") {
            let number = tolerance.get_ref();
            let written = match (number.as_float(), number.as_integer()) {
                (Some(float), _) => float.as_str(),
                (_, Some(integer)) => integer.as_str(),
                (None, None) => {
                    self.wrong_type(tolerance, "tolerance", ACCEPTED.to_owned());
                    return None;
                }
            };
            let part: Option<f64> = written.parse().ok();
            let Some(accepted) = part.and_then(Tolerance::new) else {
                self.out_of_range(&tolerance.span(), "tolerance", written, ACCEPTED.to_owned());
                return None;
            };
            balance.tolerance = accepted;
        }
        Some(balance)
    }

    pub(super) fn observe(&mut self, value: &Value<'_>) -> Observe {
        let mut observe = Observe::default();
        if let Some(section) = self.section(value, "observe", "[observe]", &["latency"])
            && let Some(latency) = section.get("latency")
        {
            observe.latency = self.boolean(latency, "latency").unwrap_or_default();
        }
        observe
    }
}
