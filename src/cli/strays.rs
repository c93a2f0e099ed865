//! Words too many on a command line, and options that there are none of: columns, discounts, the scenario, workloads.

use crate::scenario::columns;
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
                None => of_parted(used, &args).or_else(|| of_second_scenario(arg, used, &args)),
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
        return Some(format!("the scenario is named without an option: 'costcalc {name} {}'", value.unwrap_or("FILE")));
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

/// A column and its value in two words.
fn of_parted(used: &clap::Command, args: &[&str]) -> Option<String> {
    args.windows(3).find_map(|words| {
        let [before, name, value] = words else { return None };
        let option = option(used, before.strip_prefix("--")?)?;
        let is_pair = |name: &clap::builder::Str| name.starts_with("COLUMN=");
        let takes_pair = option.get_value_names().is_some_and(|names| names.iter().any(is_pair));
        let takes_range = option.get_value_names().is_some_and(|names| names.iter().any(|name| name.contains("[=")));
        let value = value.trim_start_matches('=');
        let name = name.trim_end_matches('=');
        let parted =
            !name.contains('=') && ((takes_pair && !value.starts_with('-')) || (takes_range && value.contains("..")));
        parted.then(|| format!("both stand in one word: '{before} {name}={value}'"))
    })
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
