//! What standard output is: its width, and whether it takes color.

use crate::report::TableStyle;
use std::io::IsTerminal as _;

/// The style for tables on standard output: as wide as the terminal (or `COLUMNS`, where it does not say), plain and 80
/// cells wide elsewhere. A width that a shell exports must not change the bytes of a pipe or a file.
pub(crate) fn table_style() -> TableStyle {
    if !std::io::stdout().is_terminal() {
        return TableStyle::PLAIN;
    }
    let from_terminal = terminal_size::terminal_size().map(|(width, _)| width.0);
    let from_environment = || std::env::var("COLUMNS").ok()?.parse::<u16>().ok();
    let width = from_terminal.or_else(from_environment).unwrap_or(TableStyle::PLAIN.width).clamp(40, 400);
    TableStyle { width, color: colors_wanted() }
}

/// Cells of a line of help where standard output is no terminal; on a terminal clap asks it.
pub(crate) fn help_width() -> Option<usize> {
    (!std::io::stdout().is_terminal()).then_some(100)
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
