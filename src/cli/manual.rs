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
        let man = clap_mangen::Man::new(sub.clone());
        page.extend_from_slice(format!(".SH COMMAND {}\n", sub.get_name().to_uppercase()).as_bytes());
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    streams.out.write_all(&page)?;
    Ok(Exit::Done)
}
