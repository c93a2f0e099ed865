//! What standard output is: its width, whether it takes color, and what may style it.

use super::args::{Command, FormatArg};
use super::prices_args::{ListFormat, Listing, PricesCommand};
use crate::report::TableStyle;
use std::io::IsTerminal as _;

/// The style for tables on standard output: as wide as the terminal (or `COLUMNS`, where it does not say), plain and 80
/// cells wide elsewhere. A width that a shell exports must not change the bytes of a pipe or a file.
pub(crate) fn table_style() -> TableStyle {
    if !is_reached() {
        return TableStyle::PLAIN;
    }
    let from_terminal = terminal_size::terminal_size().map(|(width, _)| width.0);
    let from_environment = || std::env::var("COLUMNS").ok()?.parse::<u16>().ok();
    let width = from_terminal.or_else(from_environment).unwrap_or(TableStyle::PLAIN.width).clamp(40, 400);
    TableStyle { width, color: colors_wanted() }
}

/// Whether standard output goes to a terminal.
pub(crate) fn is_reached() -> bool {
    std::io::stdout().is_terminal()
}

/// Whether a command writes styles of its own to standard output. Those that do make all words of an input harmless
/// themselves; nothing else that reaches a terminal has an escape to keep.
pub(crate) fn is_styled(command: &Command) -> bool {
    let is_table = |format: FormatArg| format == FormatArg::Table;
    let is_list = |format: ListFormat| format == ListFormat::Table;
    match command {
        Command::Compare(args) => is_table(args.format),
        Command::Breakeven(args) => is_table(args.ask.output.format),
        Command::Sweep(args) => is_table(args.ask.output.format),
        Command::Sensitivity(args) => is_table(args.ask.output.format),
        Command::Columns(_) => true,
        Command::Prices(args) => match &args.command {
            PricesCommand::Show(args) => is_list(args.format),
            PricesCommand::Find(args) => is_list(args.format),
            PricesCommand::Diff(args) => is_list(args.format),
            PricesCommand::Books | PricesCommand::List { what: Listing::Types, .. } => true,
            _ => false,
        },
        _ => false,
    }
}

/// Cells of a line of help where standard output is no terminal; on a terminal clap asks it.
pub(crate) fn help_width() -> Option<usize> {
    (!is_reached()).then_some(100)
}

/// Whether standard error takes color.
pub(crate) fn colored_errors() -> bool {
    std::io::stderr().is_terminal() && colors_wanted()
}

/// `NO_COLOR` (any value but the empty one) and a dumb terminal turn color off.
fn colors_wanted() -> bool {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    !no_color && !dumb
}
