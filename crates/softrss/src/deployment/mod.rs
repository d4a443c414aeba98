//! Steering that outlives the process that attached it: everything of it is pinned, in a directory for each
//! interface.
//!
//! The truth is in the kernel. What is attached is what the pinned link says; the generation whose program it holds
//! is the current one; everything else in the directory is what an interrupted command left, and the next one
//! removes it. So there is one moment at which a change happens, and a process that is killed leaves the old state or
//! the new one.
//!
//! ```no_run
//! use softrss::{Interface, deployment::Deployment};
//!
//! let deployment = Deployment::open(&Interface::by_name("eth0")?)?;
//! println!("attached in {} mode", deployment.record().mode);
//! for (cpu, counted) in deployment.read()?.cpus {
//!     println!("CPU {cpu}: {} packets", counted.packets());
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod applied;
mod attach;
mod counts;
mod deployed;
mod detach;
mod diff;
mod directory;
mod document;
mod entries;
mod error;
mod execute;
mod files;
mod foreign;
mod found;
mod generation;
mod grace;
mod identity;
mod lock;
mod moved;
mod moves;
mod operation;
mod owner;
mod pinned;
pub(crate) mod root;
mod seed;
mod stored;
mod taken_back;
mod target;
mod trial;
mod watch;

pub use applied::{Applied, Changes};
pub use attach::{Attachment, DryRun};
pub use deployed::{Deployment, Queues};
pub use detach::{Detached, Stale};
pub use entries::{EntryChange, TableChange};
pub use error::{DeploymentError, RecordError};
pub use foreign::Running;
pub(crate) use found::own_program;
pub use found::{Found, Inactive, deployments, survey, survey_in};
pub use identity::{NetnsId, Place};
pub use moved::moved;
pub use moves::{Counted, Moves};
pub use operation::{Operation, Removal, SeedOrigin, TargetQueue};
pub use owner::Owner;
pub use root::{Lifetime, PinRoot, RootError};
pub use taken_back::TakenBack;
pub use target::Intent;
pub use trial::{EarlierPolicy, Guardian, Prospect, Terms, Trial, boottime_ms};
