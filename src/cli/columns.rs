//! `costcalc columns`: what a scenario file can hold.

use super::Streams;
use super::args::ColumnsArgs;
use super::exit::{Exit, Failure};
use super::terminal;
use crate::report::{columns_table, hanging, paragraphs};
use crate::scenario::columns::{COLUMNS, find, suggestion};
use crate::terms::quoted;

pub(crate) fn run(args: &ColumnsArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let Some(name) = &args.column else {
        let style = terminal::table_style();
        streams.out.write_all(columns_table(style).as_bytes())?;
        let own = "Columns of your own, such as an owner or a cost center, begin with x_ and are not read.";
        streams.out.write_all(format!("\n{}", paragraphs(style, own)).as_bytes())?;
        return Ok(Exit::Done);
    };
    let Some(column) = find(name).map(|at| &COLUMNS[at]) else {
        let hint = suggestion(name).map_or_else(String::new, |question| format!("; {question}"));
        return Err(Failure::new(Exit::Usage, format_args!("there is no column {}{hint}", quoted(name))));
    };
    let head = format!("{}: {}", column.name, column.meaning);
    let lines = [("values", column.unit), ("when empty", column.default), ("example", column.example)];
    let lines = lines.map(|(what, says)| (format!("  {:<12}", format!("{what}:")), says));
    let style = terminal::table_style();
    streams.out.write_all(paragraphs(style, &head).as_bytes())?;
    for (what, says) in lines {
        streams.out.write_all(hanging(style, &what, says).as_bytes())?;
    }
    Ok(Exit::Done)
}
