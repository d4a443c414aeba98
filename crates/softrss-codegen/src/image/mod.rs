//! All that a policy becomes on a machine, as data: programs, maps with their contents, queues with their entries.
//!
//! An [`Image`] is made once, by [`Image::new`], and is the same on every machine. It can be compared, kept
//! (it is serialised by serde) and read again. Whoever realises it makes maps that are at least as large as it says.
//!
//! ```
//! use softrss_codegen::{Image, Options};
//! use softrss_core::{Policy, ResolvedPolicy};
//! let policy = ResolvedPolicy::new(Policy::default(), &"0-3".parse()?)?;
//! let image = Image::new(&policy, Options::default())?;
//! assert_eq!(image.program().name().as_str(), "softrss");
//! assert_eq!(image.queues().map(|(map, queues)| (&*map.name, queues.len())).collect::<Vec<_>>(), [("cpus", 4)]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod build;
mod data;
mod kept;
mod map_type;

pub use crate::table::Element;
pub use data::{Contents, Image, Map, Program, Queue};
pub use kept::ImageError;
