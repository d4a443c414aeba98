//! An interface that was named, or was not.

use nix::net::if_::if_nameindex;
use softrss::AttachError;

use crate::{Failure, report::shown};

/// An interface that is not there.
pub(super) fn no_interface(error: AttachError) -> Failure {
    Failure::failed(error, there_are())
}

/// The interfaces that there are, as a hint.
pub(super) fn there_are() -> String {
    let names = if_nameindex().map(|interfaces| {
        let names = interfaces.iter().map(nix::net::if_::Interface::name);
        let names = names.map(|name| shown(&name.to_string_lossy()));
        names.collect::<Vec<_>>().join(", ")
    });
    match names {
        Ok(names) if !names.is_empty() => format!("the interfaces here: {names}"),
        _ => "`ip link` shows the interfaces of this network namespace".to_owned(),
    }
}
