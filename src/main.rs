//! The `costcalc` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    let code = costcalc::cli::run(std::env::args_os(), &mut std::io::stdout().lock(), &mut std::io::stderr().lock());
    ExitCode::from(code)
}
