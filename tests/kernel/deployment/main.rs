//! Steering that outlives its process: attached, changed, interrupted at every step, killed at every step, detached.
#![allow(
    clippy::type_complexity,
    clippy::needless_pass_by_value,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test"
)]

mod changes;
mod damaged;
mod faults;
mod identity;
mod interrupted;
mod killed;
mod moves;
mod offline;
mod order;
mod planned;
mod site;
mod soak;
mod state;
mod tables;
mod traffic;

use std::process::ExitCode;

use softrss_testbed::harness::{self, Need};

use changes::{
    a_change_does_as_little_as_it_can, a_foreign_program_is_named_and_left_alone,
    a_mode_is_not_changed_while_it_runs, a_seed_that_is_gone_is_restored_or_told,
    another_version_is_replaced, attached_steering_stays_and_detaching_leaves_nothing,
    detaching_removes_what_an_interface_left,
    one_seed_is_kept_for_as_long_as_something_is_attached,
    the_variant_for_several_buffers_is_switched, what_somebody_else_pinned_is_left_alone,
};
use damaged::{
    a_table_that_is_not_the_programs_is_replaced, earlier_counts_that_cannot_be_read_are_named,
    every_damage_is_removed, every_damage_is_repaired_and_removed,
};
use faults::{
    a_table_is_stored_word_by_word, an_interface_that_is_gone_is_in_nobodys_way,
    directories_that_are_tidied_do_not_hide_others, odd_directories_do_not_hide_others,
    what_an_older_version_attached_is_switched, what_is_locked_is_left_to_its_owner,
    wider_counters_are_switched_to,
};
use identity::{
    a_directory_is_taken_off_by_its_path, a_moved_interface_is_found_by_all_of_its_names,
    a_moved_interface_is_found_by_its_program, a_renamed_interface_has_its_new_name,
    a_stranger_is_not_in_the_way_of_root, an_interface_that_came_home_is_found,
    other_names_lead_to_the_interface, the_link_of_another_interface_is_left_alone,
    what_is_gone_is_removed,
};
use interrupted::{
    a_change_that_is_ended_leaves_the_old_state, detaching_can_be_ended_and_repeated,
};
use killed::{
    a_killed_change_leaves_the_old_or_the_new, a_killed_detach_is_finished,
    a_trial_that_is_killed_is_taken_back,
};
use moves::{
    buckets_have_one_owner, buckets_move_in_order, targets_come_and_go_in_order,
    too_many_are_not_let_in, what_moves_at_once_is_overtaken, who_looks_owns_nothing,
};
use offline::{
    a_target_that_is_offline_is_left_out_until_it_is_back, a_target_that_was_offline_is_renewed,
};
use order::{
    passing_on_at_once_is_done_where_it_is_asked_for, tcp_tells_how_often_it_was_overtaken,
    the_default_keeps_the_order_of_those_who_wander,
};
use planned::{a_dry_run_says_what_is_done, a_dry_run_says_what_is_finished};
use soak::it_holds_for_as_long_as_it_is_asked_to;
use softrss_core::Feature;
use softrss_kernel_tests::trials;
use tables::{entries_change_under_traffic, entries_of_every_kind_change_in_place};
use traffic::{
    no_packet_is_lost_when_targets_change, nothing_is_lost_or_overtaken_when_targets_stay,
    nothing_is_overtaken_wherever_it_is_received, what_is_counted_is_what_was_sent,
};

fn main() -> ExitCode {
    if let Some(outcome) = killed::as_victim() {
        return outcome;
    }
    harness::run(trials![
        [Need::Root] => [
            attached_steering_stays_and_detaching_leaves_nothing,
            one_seed_is_kept_for_as_long_as_something_is_attached,
            a_seed_that_is_gone_is_restored_or_told,
            a_change_does_as_little_as_it_can,
            a_foreign_program_is_named_and_left_alone,
            another_version_is_replaced,
            what_somebody_else_pinned_is_left_alone,
            a_change_that_is_ended_leaves_the_old_state,
            detaching_can_be_ended_and_repeated,
            a_killed_change_leaves_the_old_or_the_new,
            a_killed_detach_is_finished,
            a_trial_that_is_killed_is_taken_back,
            a_dry_run_says_what_is_done,
            a_dry_run_says_what_is_finished,
            odd_directories_do_not_hide_others,
            directories_that_are_tidied_do_not_hide_others,
            wider_counters_are_switched_to,
            what_an_older_version_attached_is_switched,
            a_table_is_stored_word_by_word,
            a_table_that_is_not_the_programs_is_replaced,
        ],
        // Before, what the stack does not take, such as a VLAN that it has not, counts as lost by the queue.
        [Need::Root, Need::Kernel(5, 13)] => [
            entries_of_every_kind_change_in_place,
            entries_change_under_traffic,
        ],
        [Need::Root, Need::Feature(Feature::SkbRedirect)] => [a_mode_is_not_changed_while_it_runs],
        [Need::Root, Need::Feature(Feature::Frags)] => [the_variant_for_several_buffers_is_switched],
        [Need::Root, Need::Program("ip")] => [
            detaching_removes_what_an_interface_left,
            what_is_locked_is_left_to_its_owner,
            an_interface_that_is_gone_is_in_nobodys_way,
            a_moved_interface_is_found_by_its_program,
            a_moved_interface_is_found_by_all_of_its_names,
            an_interface_that_came_home_is_found,
            a_renamed_interface_has_its_new_name,
            other_names_lead_to_the_interface,
            what_is_gone_is_removed,
            a_directory_is_taken_off_by_its_path,
            the_link_of_another_interface_is_left_alone,
            a_stranger_is_not_in_the_way_of_root,
        ],
        [Need::Root, Need::Program("ip"), Need::Program("bpftool")] => [
            every_damage_is_repaired_and_removed,
            every_damage_is_removed,
            earlier_counts_that_cannot_be_read_are_named,
        ],
        [Need::Root, Need::Cpus(2)] => [
            what_is_counted_is_what_was_sent,
            nothing_is_lost_or_overtaken_when_targets_stay,
            nothing_is_overtaken_wherever_it_is_received,
            no_packet_is_lost_when_targets_change,
            the_default_keeps_the_order_of_those_who_wander,
            passing_on_at_once_is_done_where_it_is_asked_for,
            tcp_tells_how_often_it_was_overtaken,
            buckets_move_in_order,
            what_moves_at_once_is_overtaken,
            targets_come_and_go_in_order,
            buckets_have_one_owner,
            too_many_are_not_let_in,
            who_looks_owns_nothing,
            it_holds_for_as_long_as_it_is_asked_to,
        ],
        [Need::Root, Need::Cpus(4), Need::Vm] => [
            a_target_that_was_offline_is_renewed,
            a_target_that_is_offline_is_left_out_until_it_is_back,
        ],
    ])
}
