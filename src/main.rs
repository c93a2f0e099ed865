//! The `costcalc` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(costcalc::cli::run_process())
}
