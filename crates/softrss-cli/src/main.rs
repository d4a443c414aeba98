//! The `softrss` command.
fn main() {}
