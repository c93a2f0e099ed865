//! Words too many behind an option that takes one: a name with blanks, a list or a condition without quotes.

use super::shell;
use super::strays::is_file;
use crate::scenario::parse_number;

/// What an option's value is, by the name that its help has for it.
#[derive(Clone, Copy)]
enum Value {
    /// A text, or a column with one.
    Text,
    /// A column with several values.
    List,
    /// A condition.
    Condition,
}

impl Value {
    fn of(option: &clap::Arg) -> Option<Value> {
        match option.get_value_names()?.first()?.as_str() {
            "COLUMN=VALUE" | "NAME" | "TEXT" => Some(Value::Text),
            "COLUMN=VALUES" => Some(Value::List),
            "EXPR" => Some(Value::Condition),
            _ => None,
        }
    }
}

/// How to write the value whose words were taken apart, where `stray` is one of them or the scenario behind them.
pub(super) fn tip(stray: &str, used: &clap::Command, args: &[&str]) -> Option<String> {
    (0..args.len()).find_map(|at| {
        let name = args[at].strip_prefix("--")?;
        let option = used.get_arguments().find(|option| option.get_long() == Some(name))?;
        let value = Value::of(option)?;
        let behind = args.get(at + 1..)?;
        let words = behind.iter().take_while(|word| !word.starts_with('-') && !is_file(word)).count();
        let met = behind.get(1..=words).or_else(|| behind.get(1..))?;
        if words < 2 || !met.contains(&stray) {
            return None;
        }
        Some(told(args[at], value, &behind[..words]))
    })
}

fn told(option: &str, value: Value, words: &[&str]) -> String {
    match value {
        Value::Text => format!("words with blanks between them need quotes: {option} {}", quoted(&words.join(" "))),
        Value::List => {
            let values = words.iter().map(|word| word.trim_matches(',')).filter(|word| !word.is_empty());
            format!("values stand in one word: '{option} {}'", values.collect::<Vec<_>>().join(","))
        }
        Value::Condition => match words {
            [field, number] if parse_number(number).is_ok() => {
                format!("a shell takes > and < for itself: {option} {}", quoted(&format!("{field} > {number}")))
            }
            _ => format!("a condition needs quotes: {option} {}", quoted(&condition(words))),
        },
    }
}

/// A condition with the quotes of its texts, which a shell has taken off.
fn condition(words: &[&str]) -> String {
    let mut written: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        let is_compared = written.last().is_some_and(|before| matches!(before.as_str(), "=" | "==" | "!="));
        let is_text = word.starts_with(char::is_alphabetic) && !word.contains('_') && !["true", "false"].contains(word);
        written.push(if is_compared && is_text { format!("'{word}'") } else { (*word).to_owned() });
    }
    written.join(" ")
}

/// A text in the quotes that all shells take, where nothing in it is special inside of these.
fn quoted(text: &str) -> String {
    if text.contains(['"', '$', '`', '\\', '!']) { shell::word_of(text) } else { format!("\"{text}\"") }
}
