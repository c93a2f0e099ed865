//! `costcalc completions` and `costcalc man`, generated from the command line's own definition.

use super::Streams;
use super::args::Cli;
use super::exit::{Exit, Failure};
use clap::CommandFactory as _;

pub(crate) fn completions(shell: clap_complete::Shell, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "costcalc", &mut script);
    streams.out.write_all(&script)?;
    Ok(Exit::Done)
}

/// One page: the program, then each command with its options.
pub(crate) fn man(streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for sub in command.get_subcommands() {
        section(&mut page, sub, sub.get_name())?;
        for inner in sub.get_subcommands().filter(|inner| inner.get_name() != "help") {
            section(&mut page, inner, &format!("{} {}", sub.get_name(), inner.get_name()))?;
        }
    }
    streams.out.write_all(&page)?;
    Ok(Exit::Done)
}

/// A command's description and options.
fn section(page: &mut Vec<u8>, command: &clap::Command, name: &str) -> std::io::Result<()> {
    let man = clap_mangen::Man::new(command.clone());
    page.extend_from_slice(format!(".SH COMMAND {}\n", name.to_uppercase()).as_bytes());
    man.render_description_section(page)?;
    man.render_options_section(page)
}
