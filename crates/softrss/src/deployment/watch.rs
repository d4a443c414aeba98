//! Whoever watches a change.

use std::ops::ControlFlow;

use super::{error::DeploymentError, operation::Operation};

/// Whoever watches a change: is told each operation before it is done, and may end the change there.
pub(super) struct Watch<'w>(&'w mut dyn FnMut(&Operation) -> ControlFlow<()>);

impl<'w> Watch<'w> {
    pub(super) fn new(watch: &'w mut dyn FnMut(&Operation) -> ControlFlow<()>) -> Self {
        Self(watch)
    }

    pub(super) fn before(&mut self, operation: &Operation) -> Result<(), DeploymentError> {
        match (self.0)(operation) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(DeploymentError::Cancelled {
                before: Box::new(operation.clone()),
            }),
        }
    }
}
