//! A program on one end of the pair.

use softrss::{Attached, Interface, Loaded, XdpMode};
use softrss_testbed::End;

use crate::{Failure, cmd::refusal};

/// veth has XDP in its driver.
pub(super) const MODE: XdpMode = XdpMode::Native;

/// Attaches `program` to one end of the pair.
pub(super) fn attach(program: &Loaded, end: &End) -> Result<Attached, Failure> {
    let attached = end.netns().run(|| {
        let interface = Interface::by_name(end.interface())?;
        softrss::attach(program, &interface, MODE)
    });
    attached.map_err(refusal::testbed)?.map_err(refusal::attach)
}
