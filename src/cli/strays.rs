//! Words too many on a command line, and options that there are none of: columns, discounts, the scenario, workloads.

use super::loose;
use crate::chart::Kind;
use crate::scenario::{columns, parse_number};
use crate::terms::{Arch, Purchase};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;

/// What to write in place of what an error names, where that is known.
pub(super) fn tip(error: &clap::Error, used: &clap::Command, args: &[OsString]) -> Option<String> {
    let Some(ContextValue::String(arg)) = error.get(ContextKind::InvalidArg) else { return None };
    match (error.kind(), error.get(ContextKind::InvalidValue)) {
        (ErrorKind::InvalidValue, Some(ContextValue::String(value))) if arg.starts_with("--arch") => {
            Arch::meant(value).map(|arch| format!("'--arch {}' asks for it", arch.name()))
        }
        (ErrorKind::UnknownArgument, _) => {
            let args: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
            match arg.strip_prefix("--") {
                Some(option) => of_option(option, used, &args),
                None if arg.starts_with('-') => None,
                None => of_parted(arg, used, &args)
                    .or_else(|| loose::tip(arg, used, &args))
                    .or_else(|| of_second_scenario(arg, used, &args)),
            }
        }
        _ => None,
    }
}

fn option<'c>(used: &'c clap::Command, name: &str) -> Option<&'c clap::Arg> {
    used.get_arguments().find(|arg| arg.get_long() == Some(name))
}

/// Whether a command reads a scenario.
fn reads_scenario(used: &clap::Command) -> bool {
    used.get_positionals().any(|arg| arg.get_id() == "scenario")
}

/// What people call prices below the published ones.
const DISCOUNTS: [&str; 8] =
    ["discount", "discounts", "discount-pct", "edp", "ppa", "private-pricing", "negotiated", "discount-percent"];

/// What people call the scenario where a program wants an option for its input.
const INPUTS: [&str; 6] = ["scenario", "input", "in", "file", "scenario-file", "input-file"];

/// What people call a choice among workloads.
const WORKLOADS: [&str; 6] = ["workload", "workloads", "name", "only", "filter", "function"];

/// An option that there is none of.
fn of_option(word: &str, used: &clap::Command, args: &[&str]) -> Option<String> {
    let whole = format!("--{word}");
    let at = args.iter().position(|arg| *arg == whole || arg.starts_with(&format!("{whole}=")))?;
    let behind = args.get(at + 1).copied().filter(|next| !next.starts_with('-'));
    let value = args[at].split_once('=').map(|(_, value)| value).or(behind);
    let word = word.to_lowercase().replace('_', "-");
    let word = word.as_str();
    if DISCOUNTS.contains(&word) && option(used, "pricing").is_some() {
        return Some(
            "'--pricing FILE' takes a table of discounts; 'costcalc prices columns' shows how it is written".to_owned(),
        );
    }
    if INPUTS.contains(&word) && reads_scenario(used) {
        let name = used.get_name();
        let kind = kind_of(used, args);
        return Some(format!(
            "the scenario is named without an option: 'costcalc {name} {kind}{}'",
            value.unwrap_or("FILE")
        ));
    }
    if WORKLOADS.contains(&word) && reads_scenario(used) {
        return Some(match option(used, "workload") {
            Some(_) => format!("'--workload {}' asks about one workload", value.unwrap_or("NAME")),
            None => "every workload of the scenario is answered for: a scenario of one row asks about one".to_owned(),
        });
    }
    option(used, "set")?;
    let column = column_of(word)?;
    Some(format!("'--set {column}={}' sets a column for every row", value_of(column, value)))
}

/// What stands before the scenario where a command takes the kind of a chart there: the kind that is given, or the word for it.
fn kind_of(used: &clap::Command, args: &[&str]) -> String {
    let takes_kind = used.get_positionals().next().is_some_and(|first| first.get_id() == "kind");
    let given = args.iter().skip(2).find_map(|arg| Kind::from_key(arg));
    if takes_kind { format!("{} ", given.map_or("KIND", Kind::key)) } else { String::new() }
}

/// The column that an option is called after: by its name, or by the beginning of it.
fn column_of(word: &str) -> Option<&'static str> {
    let word = word.replace('-', "_");
    let meant = columns::meant(&word)?;
    let rest = meant.strip_prefix(word.as_str())?;
    (rest.is_empty() || rest.starts_with('_')).then_some(meant)
}

/// A value as the column takes it, where it has another name there.
fn value_of(column: &str, value: Option<&str>) -> String {
    let Some(value) = value else { return "VALUE".to_owned() };
    let meant = match column {
        "arch" => Arch::meant(value).map(|arch| arch.name().to_owned()),
        "purchase" | "lambda_purchase" if Purchase::from_name(value).is_none() => Purchase::meant(value),
        _ => None,
    };
    meant.unwrap_or_else(|| value.to_owned())
}

/// A column and its values in words of their own, where the error is about one of them; numbers are nothing else, even
/// where they were taken for the scenario.
fn of_parted(stray: &str, used: &clap::Command, args: &[&str]) -> Option<String> {
    (0..args.len()).find_map(|at| {
        let before = args[at];
        let option = option(used, before.strip_prefix("--")?)?;
        let called = |test: fn(&str) -> bool| option.get_value_names().is_some_and(|all| all.iter().any(|it| test(it)));
        let takes_input = called(|name| name.starts_with("INPUT[="));
        let takes_many = called(|name| name == "COLUMN=VALUES");
        if !takes_input && !called(|name| name.starts_with("COLUMN=")) {
            return None;
        }
        let name = args.get(at + 1)?.trim_end_matches('=');
        if name.contains('=') {
            return None;
        }
        let loose =
            args[at + 2..].iter().copied().take_while(|word| !word.starts_with('-')).filter(|word| *word != "=");
        let loose: Vec<&str> = loose.take(if takes_many { usize::MAX } else { 1 }).collect();
        // A sign alone between the two is named where nothing stands before it.
        let is_named = |word: &str| word == stray || stray == "=";
        let is_sure = |word: &str| word.starts_with('=') || is_range(word) || parse_number(word).is_ok();
        let first = *loose.first()?;
        if !loose.iter().any(|word| is_named(word)) && !is_sure(first) {
            return None;
        }
        if takes_input {
            let range = first.trim_start_matches('=');
            return is_range(range).then(|| format!("both stand in one word: '{before} {name}={range}'"));
        }
        // Behind the values there may be the scenario.
        let is_value = |word: &&str| is_sure(word) || !is_file(word) || (*word == first && is_named(word));
        let column = column_of(name)?;
        let values: Vec<String> = (loose.into_iter().filter(is_value))
            .map(|word| value_of(column, Some(word.trim_start_matches('='))))
            .collect();
        (!values.is_empty()).then(|| {
            let all = if values.len() == 1 { "both" } else { "all" };
            format!("{all} stand in one word: '{before} {column}={}'", values.join(","))
        })
    })
}

/// Whether a word is a range of numbers; `..` alone is a folder.
fn is_range(word: &str) -> bool {
    let begins = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
    word.split_once("..").is_some_and(|(low, high)| begins(low) && begins(high))
}

/// Whether a word is the name of a file of rows.
pub(super) fn is_file(word: &str) -> bool {
    let ending = word.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    word.contains(['/', '\\']) || ending.is_some_and(|ending| ["csv", "tsv", "txt"].contains(&ending.as_str()))
}

/// A second scenario, or a name that was taken apart at its spaces.
fn of_second_scenario(word: &str, used: &clap::Command, args: &[&str]) -> Option<String> {
    // Behind an option whose value follows a `=` it is that value.
    let at = args.iter().rposition(|arg| *arg == word)?;
    let before = at.checked_sub(1).and_then(|at| args[at].strip_prefix("--")).and_then(|name| option(used, name));
    if !reads_scenario(used) || before.is_some_and(clap::Arg::is_require_equals_set) {
        return None;
    }
    let name = used.get_name();
    Some(format!(
        "'{name}' takes one scenario: run it for each file, or put all rows into one; a name with spaces needs quotes"
    ))
}
