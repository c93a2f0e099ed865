//! What to write in place of a command line that cannot be read.

use super::chart::no_kind;
use super::{shell, strays};
use crate::chart::Kind;
use crate::terms::resembles;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;

/// The error with the tip that its command line asks for, `used` being the command of `all` that it names.
pub(super) fn with_tip(
    mut error: clap::Error,
    all: &clap::Command,
    used: &clap::Command,
    args: &[OsString],
) -> clap::Error {
    if let Some(tip) = strays::tip(&error, used, args) {
        error.remove(ContextKind::SuggestedArg);
        error.remove(ContextKind::SuggestedValue);
        suggest(&mut error, used, tip);
        return error;
    }
    let error = of_outputs(of_kind(error, used, args), used);
    let error = match of_dashed_value(error, used, args) {
        Ok(told) => return told,
        Err(error) => error,
    };
    of_scenario(of_habit(of_value(of_file_name(error, used, args), used, args), all, used), used)
}

/// A chart of a kind that there is none of, where the file to write lacks too: says both.
fn of_kind(mut error: clap::Error, used: &clap::Command, args: &[OsString]) -> clap::Error {
    if error.kind() != ErrorKind::MissingRequiredArgument || used.get_name() != "chart" {
        return error;
    }
    let at = args.iter().position(|arg| arg.to_str() == Some(used.get_name()));
    let words = args.iter().skip(at.map_or(args.len(), |at| at + 1)).map_while(|arg| arg.to_str());
    let words: Vec<&str> = words.take(2).take_while(|word| !word.starts_with('-')).collect();
    if let [kind, behind] = words.as_slice()
        && Kind::from_key(kind).is_none()
    {
        suggest(&mut error, used, no_kind(kind, behind));
    }
    error
}

/// A chart without a place to go: says which places beside a file there are.
fn of_outputs(mut error: clap::Error, used: &clap::Command) -> clap::Error {
    let is_output = |missing: &String| missing.starts_with("--output");
    let lacks_output = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::Strings(missing)) => missing.iter().any(is_output),
        _ => false,
    };
    // A kind that there is none of is told before.
    let is_told = error.get(ContextKind::Suggested).is_some();
    if error.kind() == ErrorKind::MissingRequiredArgument && used.get_name() == "chart" && lacks_output && !is_told {
        let tip = "'-o FILE' writes a picture or slides, '--terminal' draws here, '--all DIR' writes every kind";
        suggest(&mut error, used, tip.to_owned());
    }
    error
}

/// A value that begins with `-` behind an option that takes one: clap takes it for letters of options. Where the option
/// refuses it, says that; else how to write it.
///
/// # Errors
/// Any other error, as it was.
fn of_dashed_value(error: clap::Error, used: &clap::Command, args: &[OsString]) -> Result<clap::Error, clap::Error> {
    let letter = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(arg)) if is_letter(arg) && error.kind() == ErrorKind::UnknownArgument => arg.as_str(),
        _ => return Err(error),
    };
    let is_it = |text: &str| text.starts_with(letter) && !text.starts_with("--");
    let at = args.iter().position(|arg| arg.to_str().is_some_and(is_it));
    let Some((at, option)) = at.and_then(|at| Some((at, args.get(at.checked_sub(1)?)?.to_str()?))) else {
        return Err(error);
    };
    let takes_it = |arg: &clap::Arg| {
        arg.get_long().is_some_and(|long| option.strip_prefix("--") == Some(long)) && arg.get_action().takes_values()
    };
    if !used.get_arguments().any(takes_it) {
        return Err(error);
    }
    let joined = format!("{option}={}", args[at].to_string_lossy());
    let tip = match args[at].to_string_lossy().strip_prefix('-') {
        Some(field) if option == "--sort" => {
            format!("'--sort {field}:desc' has the largest first, ':asc' the smallest")
        }
        _ => format!("a value that begins with '-' follows an equals sign: '{joined}'"),
    };
    let begin = args.iter().position(|arg| arg.to_str() == Some(used.get_name())).unwrap_or(0);
    let (before, behind) = (args[begin..at - 1].iter().cloned(), args[at + 1..].iter().cloned());
    let again = before.chain([OsString::from(joined)]).chain(behind);
    match used.clone().try_get_matches_from(again) {
        Err(refused) if matches!(refused.kind(), ErrorKind::InvalidValue | ErrorKind::ValueValidation) => Ok(refused),
        _ => {
            let mut error = error;
            suggest(&mut error, used, tip);
            Ok(error)
        }
    }
}

/// Whether an argument is `-` and a letter.
fn is_letter(arg: &str) -> bool {
    arg.strip_prefix('-').is_some_and(|rest| rest != "-" && rest.chars().count() == 1)
}

/// Letters that other programs have for options, in words.
const LETTERS: [(&str, &str); 6] =
    [("-f", "format"), ("-j", "jobs"), ("-o", "out"), ("-q", "quiet"), ("-v", "verbose"), ("-w", "workload")];

/// A file whose name begins with `-` is taken for letters of options, of which clap knows the first only: says how to name it.
fn of_file_name(mut error: clap::Error, used: &clap::Command, args: &[OsString]) -> clap::Error {
    let Some(ContextValue::String(letter)) = error.get(ContextKind::InvalidArg) else { return error };
    let is_it = |text: &&str| {
        text.starts_with(letter.as_str()) && letter.starts_with('-') && text.contains('.') && !text.starts_with("--")
    };
    let Some(name) = args.iter().filter_map(|arg| arg.to_str()).find(is_it).map(str::to_owned) else { return error };
    if error.kind() == ErrorKind::UnknownArgument {
        let tip = format!("a file of that name is named with './{name}', or behind '--' as in '-- {name}'");
        suggest(&mut error, used, tip);
        error.insert(ContextKind::InvalidArg, ContextValue::String(name));
    }
    error
}

/// A scenario where a command is wanted: says which one takes it.
fn of_scenario(mut error: clap::Error, used: &clap::Command) -> clap::Error {
    let name = match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(name)) if name.contains('.') => name.clone(),
        _ => return error,
    };
    let word = shell::word_of(&name);
    let tip = if word == name {
        format!("'costcalc compare {word}' prices the workloads of a scenario")
    } else {
        format!("costcalc compare {word}    prices the workloads of a scenario")
    };
    suggest(&mut error, used, tip);
    error
}

/// A word behind an option whose value follows a `=`: says so.
fn of_value(mut error: clap::Error, used: &clap::Command, args: &[OsString]) -> clap::Error {
    let Some(ContextValue::String(value)) = error.get(ContextKind::InvalidArg) else { return error };
    let Some(at) = args.iter().position(|arg| arg.to_str() == Some(value)) else { return error };
    let before = at.checked_sub(1).and_then(|before| args[before].to_str()).and_then(|arg| arg.strip_prefix("--"));
    let is_it = |arg: &clap::Arg| arg.is_require_equals_set() && arg.get_long() == before;
    let Some(name) = before.filter(|_| used.get_arguments().any(is_it)) else { return error };
    let tip = format!("the value follows an equals sign: '--{name}={value}'");
    suggest(&mut error, used, tip);
    error
}

/// What is asked for as other programs spell it: says how it is spelled here.
fn of_habit(mut error: clap::Error, all: &clap::Command, used: &clap::Command) -> clap::Error {
    let (word, is_option) = match (error.get(ContextKind::InvalidArg), error.get(ContextKind::InvalidValue)) {
        (Some(ContextValue::String(arg)), None) => match arg.strip_prefix("--") {
            Some(option) => (option, true),
            None if is_letter(arg) => {
                (LETTERS.iter().find(|(letter, _)| letter == arg).map_or("", |(_, word)| word), true)
            }
            None => return error,
        },
        (Some(ContextValue::String(arg)), Some(ContextValue::String(value))) if arg.starts_with("--format") => {
            (value.as_str(), false)
        }
        _ => return error,
    };
    let option = |name: &str| used.get_arguments().find(|arg| arg.get_long() == Some(name));
    let has_format = |name: &str| {
        let values = option("format").map(clap::Arg::get_possible_values).unwrap_or_default();
        values.iter().any(|value| value.get_name() == name)
    };
    let exports = option("export").is_some();
    let written = if word == "md" { "markdown" } else { word };
    let tip = match word {
        // Clap names what is like a longer option; a letter is like none.
        // Of options that do not go together both are there.
        _ if error.kind() == ErrorKind::ArgumentConflict => return error,
        _ if is_option && error.get(ContextKind::SuggestedArg).is_none() && option(word).is_some() => {
            format!("the option is '--{word}': it has no letter")
        }
        "out" if is_option && used.get_name() == "init" => {
            "the file is named without an option: 'costcalc init FILE'".to_owned()
        }
        _ if has_format(written) => format!("'--format {written}' asks for it"),
        "ndjson" | "jsonl" if has_format("json") => {
            "'--format json' is one document, '--format csv' a row a workload".to_owned()
        }
        "html" => "'costcalc report SCENARIO -o report.html' writes a page".to_owned(),
        "xlsx" if exports => "'--export FILE.xlsx' writes a workbook".to_owned(),
        "pdf" | "png" | "svg" | "pptx" if option("formats").is_none() => {
            format!("'costcalc chart {} SCENARIO -o FILE.{word}' draws the figures", Kind::Compare.key())
        }
        "outfile" | "out" | "out-file" if is_option && exports => "'--export FILE' also writes a file".to_owned(),
        "format" | "png" if is_option && option("output").is_some() => {
            "the ending of '--output FILE' says the format".to_owned()
        }
        "export" if is_option && option("output").is_some() => "'--output FILE' writes it".to_owned(),
        "quiet" | "silent" if is_option => {
            "'> /dev/null' hides what is shown; warnings and what --fail-if found go to standard error".to_owned()
        }
        "verbose" if is_option && option("explain").is_some() => "'--explain' shows each bill as arithmetic".to_owned(),
        // The tip would be how to name a file of that name.
        _ if is_option && !names_a_neighbor(&error, word) => match with_option(all, word) {
            Some(others) => format!("'--{word}' is an option of {others}"),
            None => {
                error.remove(ContextKind::Suggested);
                error.remove(ContextKind::SuggestedArg);
                plain_usage(&mut error, used);
                return error;
            }
        },
        _ => return error,
    };
    error.remove(ContextKind::SuggestedArg);
    error.remove(ContextKind::SuggestedValue);
    suggest(&mut error, used, tip);
    error
}

/// The commands that have an option, in words; `None` where none has it, or more than a few.
fn with_option(all: &clap::Command, word: &str) -> Option<String> {
    fn find(command: &clap::Command, path: &str, word: &str, found: &mut Vec<String>) {
        for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
            let path = format!("{path} {}", inner.get_name());
            if inner.get_arguments().any(|arg| !arg.is_hide_set() && arg.get_long() == Some(word)) {
                found.push(format!("'{path}'"));
            }
            find(inner, &path, word, found);
        }
    }
    // Of commands that were not run the options are not known yet.
    let mut all = all.clone();
    all.build();
    let mut found = Vec::new();
    find(&all, all.get_name(), word, &mut found);
    match found.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [first @ .., last] if first.len() < MOST_COMMANDS => Some(format!("{} and {last}", first.join(", "))),
        _ => None,
    }
}

/// Commands that a tip names.
const MOST_COMMANDS: usize = 3;

/// Whether an error tells an option that can be what was meant: one is the beginning of the other, or a third of the letters
/// differ at most. What clap calls similar may have less in common.
fn names_a_neighbor(error: &clap::Error, word: &str) -> bool {
    let Some(ContextValue::String(near)) = error.get(ContextKind::SuggestedArg) else { return false };
    let near = near.trim_start_matches('-');
    resembles(near, word)
}

/// Puts the command's usage in place of one that names what was suggested.
fn plain_usage(error: &mut clap::Error, used: &clap::Command) {
    error.insert(ContextKind::Usage, ContextValue::StyledStr(used.clone().render_usage()));
}

/// Puts a tip in place of what clap suggests, of which its usage would tell too.
fn suggest(error: &mut clap::Error, used: &clap::Command, tip: String) {
    plain_usage(error, used);
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
}
