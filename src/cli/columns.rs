//! `costcalc columns`: what a scenario file can hold.

use super::Streams;
use super::args::ColumnsArgs;
use super::exit::{Exit, Failure};
use super::terminal;
use crate::report::columns_table;
use crate::scenario::columns::{COLUMNS, find, suggestion};
use crate::terms::quoted;

pub(crate) fn run(args: &ColumnsArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let Some(name) = &args.column else {
        streams.out.write_all(columns_table(terminal::table_style()).as_bytes())?;
        return Ok(Exit::Done);
    };
    let Some(column) = find(name).map(|at| &COLUMNS[at]) else {
        let hint = suggestion(name).map_or_else(String::new, |question| format!("; {question}"));
        return Err(Failure::new(Exit::Usage, format_args!("there is no column {}{hint}", quoted(name))));
    };
    writeln!(
        streams.out,
        "{}: {}\n  values:     {}\n  when empty: {}\n  example:    {}",
        column.name, column.meaning, column.unit, column.default, column.example
    )?;
    Ok(Exit::Done)
}
