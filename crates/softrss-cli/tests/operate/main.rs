//! `softrss attach`, `status` and `detach` from the outside: what they print, what they need, and what is left when
//! they are killed.

mod balance;
#[path = "../contract/mod.rs"]
mod contract;
mod identity;
mod killed;
mod least;
mod losses;
mod site;
mod trial;
mod words;

use std::process::ExitCode;

use softrss_testbed::harness::{self, Need, Trial};

fn main() -> ExitCode {
    const ROOT: &[Need] = &[Need::Root];
    const TOOLS: &[Need] = &[Need::Root, Need::Program("setpriv")];
    let trial = |name, needs, test| Trial { name, needs, test };
    let mut trials = identity();
    trials.extend([
        trial(
            "commands_say_what_they_did",
            ROOT,
            words::commands_say_what_they_did,
        ),
        trial(
            "a_dry_run_changes_nothing",
            ROOT,
            words::a_dry_run_changes_nothing,
        ),
        trial(
            "prefixes_that_come_and_go_are_told",
            ROOT,
            words::prefixes_that_come_and_go_are_told,
        ),
        trial(
            "what_is_typed_in_the_first_hour_works",
            &[
                Need::Root,
                Need::Program("ip"),
                Need::Program("unshare"),
                Need::Program("nsenter"),
                Need::Program("bash"),
            ],
            words::what_is_typed_in_the_first_hour_works,
        ),
        trial(
            "every_change_is_told_in_json",
            ROOT,
            words::every_change_is_told_in_json,
        ),
        trial(
            "a_policy_from_stdin_is_attached",
            ROOT,
            words::a_policy_from_stdin_is_attached,
        ),
        trial("who_receives_is_said", ROOT, words::who_receives_is_said),
        trial(
            "commands_wait_for_each_other",
            ROOT,
            words::commands_wait_for_each_other,
        ),
        trial(
            "refusals_say_what_to_do",
            ROOT,
            words::refusals_say_what_to_do,
        ),
        trial(
            "status_tells_what_the_kernel_knows",
            &[Need::Root, Need::Program("bpftool")],
            words::status_tells_what_the_kernel_knows,
        ),
        trial(
            "status_counts_what_was_sent",
            ROOT,
            words::status_counts_what_was_sent,
        ),
        trial(
            "an_interface_that_changes_is_told_for_itself",
            ROOT,
            words::an_interface_that_changes_is_told_for_itself,
        ),
        trial(
            "what_cannot_be_printed_is_done_nevertheless",
            ROOT,
            words::what_cannot_be_printed_is_done_nevertheless,
        ),
        trial(
            "an_interrupted_detach_tells_the_truth",
            ROOT,
            words::an_interrupted_detach_tells_the_truth,
        ),
        trial(
            "three_capabilities_are_enough",
            TOOLS,
            least::three_capabilities_are_enough,
        ),
        trial(
            "a_missing_capability_is_named",
            TOOLS,
            least::a_missing_capability_is_named,
        ),
        trial(
            "killed_at_any_time_it_steers_and_leaves_nothing",
            ROOT,
            killed::killed_at_any_time_it_steers_and_leaves_nothing,
        ),
    ]);
    trials.extend(losses());
    trials.extend(trial::all());
    trials.extend(balance::all());
    harness::run(trials)
}

/// What would lose packets, and what did.
fn losses() -> Vec<Trial> {
    const ROOT: &[Need] = &[Need::Root];
    let trial = |name, needs, test| Trial { name, needs, test };
    vec![
        trial(
            "what_init_writes_can_be_attached",
            ROOT,
            losses::what_init_writes_can_be_attached,
        ),
        trial(
            "what_would_lose_packets_is_refused",
            ROOT,
            losses::what_would_lose_packets_is_refused,
        ),
        trial(
            "what_the_stack_throws_away_is_seen",
            ROOT,
            losses::what_the_stack_throws_away_is_seen,
        ),
        trial(
            "redirects_are_looked_at",
            ROOT,
            losses::redirects_are_looked_at,
        ),
        trial(
            "names_do_not_steer_the_terminal",
            &[Need::Root, Need::Program("ip")],
            losses::names_do_not_steer_the_terminal,
        ),
    ]
}

/// Which interface it is, and who else is at work.
fn identity() -> Vec<Trial> {
    const IP: &[Need] = &[Need::Root, Need::Program("ip")];
    const MOUNTS: &[Need] = &[Need::Root, Need::Program("mount"), Need::Program("nsenter")];
    let trial = |name, needs, test| Trial { name, needs, test };
    vec![
        trial(
            "others_are_nobodys_hindrance",
            IP,
            identity::others_are_nobodys_hindrance,
        ),
        trial("what_is_advised_helps", IP, identity::what_is_advised_helps),
        trial(
            "where_it_has_moved_is_said",
            IP,
            identity::where_it_has_moved_is_said,
        ),
        trial(
            "the_state_of_the_machine_is_no_defect",
            MOUNTS,
            identity::the_state_of_the_machine_is_no_defect,
        ),
        trial(
            "what_ends_with_a_container_is_said",
            MOUNTS,
            identity::what_ends_with_a_container_is_said,
        ),
        trial(
            "the_second_command_waits_for_the_first",
            IP,
            identity::the_second_command_waits_for_the_first,
        ),
    ]
}
