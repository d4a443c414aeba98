//! What rtnetlink and generic netlink tell about interfaces, and the little that they are told.

pub(crate) mod attribute;
pub(crate) mod link;
pub(crate) mod socket;
