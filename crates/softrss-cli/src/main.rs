//! The `softrss` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    softrss_cli::main()
}
