//! What to say of cells that may be one.

use super::joins::{Join, Kind};
use crate::terms::shortened;

/// How cells are to be written that may be one.
pub(super) struct Mended {
    /// As they stand.
    pub(super) text: String,
    /// As they are to be written.
    pub(super) written: String,
    /// The name of their column; empty of one that is not read.
    pub(super) column: &'static str,
    /// How many empty cells stand beside one another there.
    pub(super) empty: usize,
    /// The cell behind them.
    pub(super) next: String,
    /// Each of them.
    pub(super) parts: Vec<String>,
}

/// The cell to show, where one is to be mended first, and how to mend a row that can be read in these ways. Of ways that are not
/// clear no figure is told, as most would be wrong.
pub(super) fn how_to_join(
    ways: &[Vec<Join>],
    is_clear: bool,
    otherwise: &str,
    mended: &dyn Fn(&Join) -> Mended,
) -> (Option<usize>, String) {
    let is_number = |join: &Join| matches!(join.kind, Kind::Thousands | Kind::Decimals);
    let first = |way: &[Join]| way.first().map(|join| join.first);
    let place = ways.iter().filter_map(|way| first(way)).min();
    let help = match ways {
        [way] if is_clear => {
            let otherwise = if way.iter().any(is_number) { format!("; otherwise {otherwise}") } else { String::new() };
            format!("{}{otherwise}", of_way(way, mended))
        }
        // A group of three digits, or three decimals.
        [one, other] if is_clear && is_same_number(one, other) => {
            let (one, other) = (mended(&one[0]), mended(&other[0]));
            format!("if {} is one number, write {} or {}; otherwise {otherwise}", one.text, one.written, other.written)
        }
        [one, other] if is_clear && !(one.iter().all(is_number) && other.iter().all(is_number)) => {
            format!("{}; or {}", of_way(one, mended), of_way(other, mended))
        }
        _ if ways.iter().flatten().all(is_number) => {
            let mut texts: Vec<String> = Vec::new();
            for join in ways.iter().flatten() {
                let text = mended(join).text;
                if !texts.contains(&text) {
                    texts.push(text);
                }
            }
            let are_single = is_clear && ways.iter().all(|way| way.len() == 1);
            match texts.as_slice() {
                [rest @ .., last] if are_single && (1..MOST_TOLD).contains(&rest.len()) => {
                    format!("{} or {last} may be one number: {PLAIN}", rest.join(", "))
                }
                _ => format!(
                    "commas within numbers begin further cells, and which belong together is not clear: {PLAIN}"
                ),
            }
        }
        _ if ways.iter().flatten().all(|join| join.kind == Kind::Text) => {
            format!("put quotes around the text that the separator is a part of; otherwise {otherwise}")
        }
        _ => UNCLEAR.to_owned(),
    };
    (place, help)
}

/// Of more numbers that may be one none is told.
const MOST_TOLD: usize = 4;

const PLAIN: &str = "write numbers without separators between thousands and with a point before decimals, such as 1536 rather than \
                     1,536 and 1.5 rather than 1,5";

const UNCLEAR: &str = "a separator within a text or a number begins another cell, and which ones do is not clear: put quotes around \
                       texts, write 1536 rather than 1,536, and remove empty cells that are too many";

fn is_same_number(one: &[Join], other: &[Join]) -> bool {
    let ([one], [other]) = (one, other) else { return false };
    (one.kind, other.kind) == (Kind::Thousands, Kind::Decimals)
        && (one.first, one.cells, one.index) == (other.first, other.cells, other.index)
}

/// What to do with all that is to be joined in one way to read a row.
fn of_way(way: &[Join], mended: &dyn Fn(&Join) -> Mended) -> String {
    let (numbers, others): (Vec<&Join>, Vec<&Join>) =
        way.iter().partition(|join| matches!(join.kind, Kind::Thousands | Kind::Decimals));
    let mut all: Vec<String> = others.iter().map(|join| of_join(join.kind, &mended(join))).collect();
    let numbers: Vec<Mended> = numbers.into_iter().map(mended).collect();
    let each = |of: fn(&Mended) -> &str| and(&numbers.iter().map(of).collect::<Vec<_>>());
    let (texts, written) = (each(|one| &one.text), each(|one| &one.written));
    match numbers.len() {
        0 => {}
        1 => all.push(format!("if {texts} is one number, write {written}")),
        _ => all.push(format!("if {texts} are one number each, write {written}")),
    }
    all.join("; and ")
}

fn of_join(kind: Kind, mended: &Mended) -> String {
    let Mended { text, written, column, empty, next, parts } = mended;
    let count = parts.len();
    match (kind, *column) {
        (Kind::Empty, _) if count == 1 && *empty == 1 => {
            format!("if the empty cell in front of {} is one too many, remove it with its separator", shortened(next))
        }
        (Kind::Empty, _) => {
            let (are, them) =
                if count == 1 { ("is", "it with its separator") } else { ("are", "them with their separators") };
            let behind = shortened(next);
            format!("if {count} of the {empty} empty cells in front of {behind} {are} too many, remove {them}")
        }
        (_, "instance_type") => {
            let types: Vec<&str> = parts.iter().map(String::as_str).collect();
            format!("if {} are types to choose from, write them in one cell: {written}", and(&types))
        }
        (_, "region") if !written.contains(' ') => format!("if {text} is one region, write {written}"),
        (_, column) => {
            let noun = if column == "name" { "name" } else { "cell" };
            let quoted = if text.chars().count() > 60 { String::new() } else { format!(": \"{text}\"") };
            format!("if {} is one {noun}, put quotes around it{quoted}", shortened(text))
        }
    }
}

/// Words with `and` before the last one.
fn and(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
