//! The command line: clap, streams, files, exit codes. One file a command: read, compute, render.

mod answers;
mod args;
mod asked_fields;
mod asked_names;
mod bills;
mod breakeven;
mod chart;
mod chart_all;
mod chart_args;
mod clock;
mod columns;
mod compare;
mod decks;
mod deferred;
mod destination;
mod diagnostics;
mod dials;
mod download;
mod effect;
mod exit;
mod export;
mod export_form;
mod gates;
mod harmless;
mod init;
mod inputs;
mod loose;
mod manual;
mod network;
mod order;
mod pictures;
mod plan;
mod power_tuning;
mod price_file;
mod price_lists;
mod price_tables;
mod prices;
mod prices_args;
mod prices_books;
mod prices_check;
mod prices_diff;
mod prices_find;
mod prices_import;
mod prices_show;
mod prices_update;
mod profiles;
mod progress;
mod reads;
mod report;
mod report_args;
mod saved_book;
mod scratch;
mod sensitivity;
mod shared;
mod shell;
mod shortlist;
mod signals;
mod source;
mod strays;
mod stream;
mod sweep;
mod tally;
mod terminal;
mod tips;
mod trimmed;
mod unanswered;
mod unpriced;
mod usage;
mod whole;

use diagnostics::Diagnostics;
use exit::{Exit, Failure};
use harmless::Harmless;
use std::ffi::OsString;
use std::io::{BufWriter, Write};

/// Standard output and standard error of a run.
pub(crate) struct Streams<'a> {
    pub(crate) out: &'a mut dyn Write,
    pub(crate) err: &'a mut dyn Write,
}

/// Runs the program with these arguments and streams; gives the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    signals::outlive_file_limits();
    let parsed = usage::parse(args);
    let styled = parsed.as_ref().is_ok_and(|cli| terminal::is_styled(&cli.command));
    let mut harmless;
    let out: &mut dyn Write = if terminal::is_reached() && !styled {
        harmless = Harmless::new(out);
        &mut harmless
    } else {
        out
    };
    // Tables are written line by line, and each would be a call of the system.
    let mut out = BufWriter::new(out);
    let mut err = Diagnostics::new(err);
    let mut streams = Streams { out: &mut out, err: &mut err };
    let result = match parsed {
        Ok(cli) => dispatch(cli, &mut streams),
        Err(error) => usage::report(&error, &mut streams),
    };
    let result = result.and_then(|code| {
        exit::tolerate_closed_pipe(streams.out.flush())?;
        Ok(code)
    });
    match result {
        Ok(exit) => exit.code(),
        Err(failure) => {
            // What was written so far stands before the failure that ended it; whether it can be written changes nothing more.
            let _ = streams.out.flush();
            failure.report(streams.err).code()
        }
    }
}

fn dispatch(cli: args::Cli, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    match cli.command {
        args::Command::Compare(args) => compare::run(&args, streams),
        args::Command::Breakeven(args) => breakeven::run(&args, streams),
        args::Command::Sweep(args) => sweep::run(&args, streams),
        args::Command::Sensitivity(args) => sensitivity::run(&args, streams),
        args::Command::Chart(args) => chart::run(&args, streams),
        args::Command::Report(args) => report::run(&args, streams),
        args::Command::Init(args) => init::run(&args, streams),
        args::Command::Columns(args) => columns::run(&args, streams),
        args::Command::Prices(args) => prices::run(&args, streams),
        args::Command::Completions { shell } => manual::completions(shell, streams),
        args::Command::Man => manual::man(streams),
    }
}
