//! `costcalc completions` and `costcalc man`, generated from the command line's own definition.

use super::Streams;
use super::args::Cli;
use super::exit::{Exit, Failure};
use crate::chart::Kind;
use clap::builder::EnumValueParser;
use clap::{Arg, Command, CommandFactory as _};
use clap_complete::Shell;

pub(crate) fn completions(shell: Shell, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let mut command = Cli::command();
    // Until then a command has no options that could be told more of.
    command.build();
    // What stands first may be a scenario too, of which a shell names the files where no kind begins so.
    let kind = |arg: Arg| {
        if arg.get_id() == "kind" { arg.value_parser(EnumValueParser::<Kind>::new()) } else { arg }
    };
    let of_charts = |sub: Command| if sub.get_name() == "chart" { sub.mut_args(kind) } else { sub };
    let mut command = command.mut_subcommands(of_charts);
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "costcalc", &mut script);
    streams.out.write_all(with_kinds(shell, &String::from_utf8_lossy(&script)).as_bytes())?;
    Ok(Exit::Done)
}

/// The script with the kinds of charts where clap's writes only options.
fn with_kinds(shell: Shell, script: &str) -> String {
    let lines = Kind::ALL.map(|kind| {
        let (key, about) = (kind.key(), kind.about().replace('\'', "\\'"));
        format!("complete -c costcalc -n \"__fish_costcalc_using_subcommand chart\" -a \"{key}\" -d '{about}'\n")
    });
    if shell == Shell::Fish { format!("{script}{}", lines.concat()) } else { script.to_owned() }
}

/// One page: the program, then each command with its options.
pub(crate) fn man(streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    // Each command would have a page of its own: here all stand on one.
    let mut text = String::from_utf8_lossy(&page).into_owned();
    for name in command.get_subcommands().map(Command::get_name) {
        text = text.replace(&format!("costcalc\\-{name}(1)\n"), &format!("costcalc {name}\n"));
    }
    let mut page = text.into_bytes();
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
fn section(page: &mut Vec<u8>, command: &Command, name: &str) -> std::io::Result<()> {
    let man = clap_mangen::Man::new(command.clone());
    page.extend_from_slice(format!(".SH COMMAND {}\n", name.to_uppercase()).as_bytes());
    man.render_description_section(page)?;
    man.render_options_section(page)
}
