//! The tags that a switch puts into frames.

use softrss_core::policy::Dsa;

use super::{
    super::{Finding, Severity},
    Case,
};

pub(super) fn judge(case: &Case<'_>) -> Option<Finding> {
    let asked = case.policy.map_or(Dsa::Auto, |policy| policy.flow.dsa);
    let name = case.name();
    let Some(told) = &case.interface.device.dsa else {
        return unplugged(case, asked);
    };
    let told = match told {
        Ok(told) => told,
        Err(unknown) if asked == Dsa::Auto => {
            let sentence = format!(
                "{name} is plugged into a switch, and it is not known which tag that puts into its frames: {unknown}"
            );
            let finding = case.finding(Severity::Fatal, "switch-tag", sentence);
            return Some(finding.remedy(
                "mount the sysfs of this network namespace, or name the tag in the policy: `dsa` in [flow]",
            ));
        }
        Err(_) => return None,
    };
    Some(match (asked, Dsa::of_kernel(told)) {
        (Dsa::Auto, Err(unknown)) => {
            let sentence = format!(
                "{name} is plugged into a switch, and what is behind the tag in its frames cannot be read: {unknown}"
            );
            let finding = case.finding(Severity::Fatal, "switch-tag", sentence);
            finding.remedy(
                "name one of the same form in the policy, `dsa` in [flow], or \"none\" where frames come without it",
            )
        }
        (Dsa::Auto, Ok(_)) => {
            let sentence = format!("{name} is plugged into a switch; its tag, `{told}`, is read");
            case.finding(Severity::Fine, "switch-tag", sentence)
        }
        (asked, tag) if tag.as_ref().is_ok_and(|tag| is_read_by(*tag, asked)) => {
            let sentence = format!(
                "{name} is plugged into a switch; its tag, `{told}`, is read, as the policy says"
            );
            case.finding(Severity::Fine, "switch-tag", sentence)
        }
        (asked, Err(_)) => {
            let sentence = format!(
                "{name} is plugged into a switch; its tag, `{told}`, is read like `{}`, as the policy says",
                asked.word()
            );
            case.finding(Severity::Fine, "switch-tag", sentence)
        }
        (asked, Ok(_)) => {
            let sentence = format!(
                "the switch that {name} is plugged into puts the tag `{told}` into its frames, and the policy has dsa = \"{}\"",
                asked.word()
            );
            let finding = case.finding(Severity::Warning, "switch-tag", sentence);
            finding.remedy("dsa = \"auto\" reads the tag of the switch, whichever that is")
        }
    })
}

/// On an interface without a switch.
fn unplugged(case: &Case<'_>, asked: Dsa) -> Option<Finding> {
    if is_read_by(Dsa::None, asked) {
        return None;
    }
    let sentence = format!(
        "{} is not plugged into a switch, and the policy has dsa = \"{}\": without that tag, no packet is read",
        case.name(),
        asked.word()
    );
    let finding = case.finding(Severity::Warning, "switch-tag", sentence);
    Some(
        finding
            .remedy("dsa = \"auto\" reads the tag of the switch that an interface is plugged into"),
    )
}

/// Whether frames with this tag are read by a policy that asks for another.
fn is_read_by(tag: Dsa, asked: Dsa) -> bool {
    let (tag, asked) = (tag.row(), asked.row());
    tag.first == asked.first
}
