//! Reading the command line, and what is said of one that cannot be read.

use super::Streams;
use super::args::Cli;
use super::exit::{Exit, Failure};
use super::tips;
use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _};
use std::ffi::OsString;

/// Reads the command line. Help that does not go to a terminal has lines of one width, whatever `COLUMNS` says.
pub(crate) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let mut command = Cli::command();
    if let Some(width) = super::terminal::help_width() {
        command = command.term_width(width);
    }
    let args: Vec<OsString> = args.into_iter().collect();
    let mut matches = match command.try_get_matches_from_mut(&args) {
        Ok(matches) => matches,
        Err(error) => {
            let used = used(&command, &args);
            return Err(tips::with_tip(error, &command, used, &args));
        }
    };
    Cli::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
}

/// The command that a command line names, as far as it names one.
fn used<'a>(command: &'a clap::Command, args: &[OsString]) -> &'a clap::Command {
    let named = args.iter().skip(1).map_while(|arg| arg.to_str());
    let mut used = command;
    for name in named {
        match used.find_subcommand(name) {
            Some(inner) => used = inner,
            None => break,
        }
    }
    used
}

/// Prints clap's message: help and version to standard output, faults to standard error.
pub(crate) fn report(error: &clap::Error, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let colored = super::terminal::colored_errors();
    let text = error.render();
    let plain: String = text.to_string().lines().map(|line| crate::report::clean(line).into_owned() + "\n").collect();
    let harmless = plain == text.to_string();
    let text = if colored && error.use_stderr() && harmless { text.ansi().to_string() } else { plain };
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            streams.out.write_all(text.as_bytes())?;
            Ok(Exit::Done)
        }
        _ => Err(Failure::Said(Exit::Usage, text)),
    }
}
