//! Header kinds, as data.
//!
//! [`kinds`] has a row for each: how it is announced, how long it is, what is tested, what follows, what of it is
//! worth showing. [`layout`] is the language of those rows, [`dispatch`] the way from a number that announces a header
//! to the header, [`decap`] what a policy calls the kinds that can be looked through, [`ports`] the UDP ports it may name for
//! them.
//!
//! Nobody else knows a header. [`walk`](crate::walk) reads packets by the rows, the code generator writes the program
//! that does, `explain` shows the fields, and the tests make packets of them.

pub mod decap;
pub mod dispatch;
pub mod kinds;
pub mod layout;
pub mod ports;

pub use decap::Decap;
pub use dispatch::Interest;
pub use kinds::{Header, Kind, Part};
pub use ports::{TooManyPorts, UdpPorts};

pub use crate::reason::Reason;
