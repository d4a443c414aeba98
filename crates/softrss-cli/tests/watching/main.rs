//! `softrss top` and `softrss metrics` on an interface that is really steered.

mod metrics;
mod site;
mod top;

use std::process::ExitCode;

use softrss_testbed::harness::{self, Need, Trial};

fn main() -> ExitCode {
    const ROOT: &[Need] = &[Need::Root];
    let trial = |name, needs, test| Trial { name, needs, test };
    harness::run(vec![
        trial(
            "what_is_sent_is_counted",
            ROOT,
            metrics::what_is_sent_is_counted,
        ),
        trial(
            "promtool_accepts_it",
            &[Need::Root, Need::Program("promtool")],
            metrics::promtool_accepts_it,
        ),
        trial("http_is_spoken", ROOT, metrics::http_is_spoken),
        trial(
            "a_port_that_is_taken_is_explained",
            ROOT,
            metrics::a_port_that_is_taken_is_explained,
        ),
        trial(
            "top_lives_in_a_terminal",
            &[Need::Root, Need::Program("tmux")],
            top::top_lives_in_a_terminal,
        ),
        trial(
            "a_signal_gives_the_terminal_back",
            &[Need::Root, Need::Program("tmux")],
            top::a_signal_gives_the_terminal_back,
        ),
        trial(
            "a_terminal_that_closes_is_no_panic",
            ROOT,
            top::a_terminal_that_closes_is_no_panic,
        ),
        trial("top_wants_a_terminal", &[], top::top_wants_a_terminal),
    ])
}
