//! What standard output is: its width, and whether it takes color.

use crate::report::TableStyle;
use std::io::IsTerminal as _;

/// The style for tables on standard output: plain and 80 cells wide when piped (or `COLUMNS` wide where it is set).
pub(crate) fn table_style() -> TableStyle {
    let terminal = std::io::stdout().is_terminal();
    let from_terminal = terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| width.0);
    let from_environment = || std::env::var("COLUMNS").ok()?.parse::<u16>().ok();
    let width = from_terminal.or_else(from_environment).unwrap_or(TableStyle::PLAIN.width).clamp(40, 400);
    TableStyle { width, color: terminal && colors_wanted() }
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
