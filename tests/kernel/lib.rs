//! Tests that need a kernel and privileges.
