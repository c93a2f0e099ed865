//! Numbers with a unit, as people write them in cells, in the unit of a column.

use super::digit_groups::as_decimal;
use super::number::parse_number;
use super::number_fault::{NumberFault, PLAIN};
use crate::terms::{COUNT, COUNTS, SIZES, TIMES, power_of_ten, thousands};
use crate::units::Dec;

/// A number that has a unit behind it: `1.5 s`, `512MB`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The number as it is written.
    pub number: String,
    /// The unit as it is written; empty where there is none.
    pub unit: String,
}

/// Words behind a share in percent.
const SHARES: [(&str, i64); 5] = [("%", 1), ("percent", 1), ("pct", 1), ("prozent", 1), ("pourcent", 1)];

impl Measure {
    /// How to write it where numbers are in `unit`, such as `ms` or `MB`: converted where both are times or sizes.
    #[must_use]
    pub fn help(&self, unit: &str) -> String {
        let Measure { number, unit: own } = self;
        // A day of work is no day of 24 hours, and what else people measure work in is no hour.
        if unit.ends_with(A_MONTH) && !self.is_part_of_an_hour() {
            return convert_to(&format!("{HOURS_OF_WORK} a month"));
        }
        let unit = plain_unit(unit);
        if own.is_empty() {
            return format!("write {number}");
        }
        if own == "m" {
            let meant = self.without_m(unit);
            return meant.map_or_else(|| format!("write {number}M for millions"), |meant| meant.help(unit));
        }
        match self.sizes(unit) {
            Some((Some(from), to)) if from == to && unit == COUNT => format!("write {number} alone"),
            Some((Some(from), to)) if from == to => {
                format!("write {number} alone: numbers here are in {unit}")
            }
            Some((Some(from), to)) if unit == COUNT => match converted(number, from, to) {
                Some(value) => format!("write {value}, which is {number} {own}"),
                None => PLAIN.to_owned(),
            },
            Some((None, _)) if unit == COUNT => PLAIN.to_owned(),
            Some((Some(from), to)) => match converted(number, from, to) {
                Some(value) => format!("write {value}, which is {number} {own} in {unit}"),
                None => convert_to(unit),
            },
            Some((None, _)) if self.is_of_another_kind(unit) => {
                format!(
                    "{own} is no unit of {unit}: look whether the cell stands in the wrong column, and write the number alone"
                )
            }
            // Whoever cuts an unknown unit off leaves the number of another one.
            Some(_) => convert_to(unit),
            None => PLAIN.to_owned(),
        }
    }
}

impl Measure {
    /// Whether it is a size where a time is wanted, or a time where a size is.
    fn is_of_another_kind(&self, unit: &str) -> bool {
        let (own, unit) = (self.unit.to_lowercase(), unit.to_lowercase());
        let is_in = |list: &[(&str, i64)], unit: &str| list.iter().any(|(known, _)| *known == unit);
        (is_in(&SIZES, &own) && is_in(&TIMES, &unit)) || (is_in(&TIMES, &own) && is_in(&SIZES, &unit))
    }

    /// The number in `unit`, where both are times or sizes, or where it has none of its own.
    pub(super) fn value(&self, unit: &str) -> Option<Dec> {
        if self.unit.is_empty() {
            return parse_number(&self.number).ok();
        }
        if let Some(meant) = self.without_m(unit) {
            return meant.value(unit);
        }
        let (from, to) = self.sizes(plain_unit(unit))?;
        converted(&self.number, from?, to)
    }

    /// What to write for it in `unit`, as one of several; `None` where it cannot be converted.
    fn proposal(&self, unit: &str) -> Option<String> {
        if self.unit.is_empty() {
            return Some(self.number.clone());
        }
        if let Some(meant) = self.without_m(unit) {
            return meant.proposal(unit);
        }
        let text = self.value(unit)?.to_string();
        // What is proposed must not be taken for thousands in its turn.
        let text = text.split_once('.').map_or_else(|| text.clone(), |(whole, decimals)| as_decimal(whole, decimals));
        Some(format!("{text} for {} {}", self.number, self.unit))
    }

    /// How large its own unit is and `unit` is, in the smallest of their kind; its own is not known where it is of another.
    fn sizes(&self, unit: &str) -> Option<(Option<i64>, i64)> {
        let (own, unit) = (self.unit.to_lowercase(), unit.to_lowercase());
        [&TIMES[..], &SIZES[..], &COUNTS[..], &SHARES[..]].into_iter().find_map(|units| {
            let find = |name: &str| units.iter().find(|(known, _)| *known == name).map(|(_, size)| *size);
            Some((find(&own), find(&unit)?))
        })
    }

    /// Whether it is in hours or less, or says no unit.
    fn is_part_of_an_hour(&self) -> bool {
        let own = in_units(&self.unit.to_lowercase(), "h");
        self.unit.is_empty() || matches!(own, Some((own, hour)) if own <= hour)
    }

    /// A small m is a minute or a megabyte, by what the column holds, and elsewhere a million, for which this gives `None`;
    /// milli it is nowhere.
    fn without_m(&self, unit: &str) -> Option<Measure> {
        let name = match plain_unit(unit) {
            _ if self.unit != "m" => return None,
            "ms" | "h" => "min",
            "KB" | "MB" | "GB" => "MB",
            _ => return None,
        };
        Some(Measure { unit: name.to_owned(), ..self.clone() })
    }
}

/// How many of `unit` one of the unit `own` is, as a fraction; `None` where both are not of a kind.
pub(super) fn in_units(own: &str, unit: &str) -> Option<(i128, i128)> {
    let unit = plain_unit(unit);
    let own = match (own, unit) {
        ("m", "ms" | "h") => "min",
        ("k" | "m" | "g", "KB" | "MB" | "GB") => &format!("{own}b"),
        ("k", COUNT) => "thousand",
        ("m", COUNT) => "million",
        _ => own,
    };
    let (from, to) = Measure { number: String::new(), unit: own.to_owned() }.sizes(unit)?;
    Some((from?.into(), to.into()))
}

/// The number before a sign or a word for percent.
pub(super) fn in_percent(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    SHARES.iter().find_map(|(word, _)| Some(text.get(..lower.strip_suffix(word)?.len())?.trim_end()))
}

/// Whether a word in small letters is a unit of time or of data.
pub(super) fn is_unit(word: &str) -> bool {
    TIMES.iter().chain(&SIZES).any(|(unit, _)| *unit == word)
}

/// How many a word for a multiple is, such as `millions` or `k`; `None` for what is none.
pub(super) fn multiple(word: &str) -> Option<i128> {
    in_units(word, COUNT).map(|(many, _)| many).filter(|many| *many > 1)
}

/// How to write what is one of several numbers, where numbers are in `unit`; `None` where one of them cannot be converted.
pub(super) fn either(readings: &[Measure], unit: &str) -> Option<String> {
    let all: Option<Vec<String>> = readings.iter().map(|one| one.proposal(unit)).collect();
    let all = all.filter(|all| all.len() > 1)?;
    let comma = if readings.iter().all(|one| one.unit.is_empty()) { " or " } else { ", or " };
    Some(format!("write {}", all.join(comma)))
}

/// What to tell of a number in another unit, which cut off would leave another number.
pub(super) fn convert_to(unit: &str) -> String {
    format!("convert it to {unit} and write the number alone")
}

/// CPU time is time, and so are hours of a month.
fn plain_unit(unit: &str) -> &str {
    unit.strip_prefix("vCPU-").unwrap_or(unit).trim_end_matches(A_MONTH)
}

/// What columns of operations work hold.
pub(super) const HOURS_OF_WORK: &str = "hours of work";

/// What units of work a month end in.
const A_MONTH: &str = "/month";

fn converted(number: &str, from: i64, to: i64) -> Option<Dec> {
    parse_number(number).ok()?.ratio(i128::from(from), i128::from(to))
}

/// Longer texts are no number with a unit.
const MOST_NUMBER_BYTES: usize = 64;

/// The fault of a number with a unit behind it, which is told in every form that numbers are written in.
pub(super) fn with_unit(text: &str) -> Option<NumberFault> {
    // Abbreviations end in a point: `5 Mio.`.
    let text = text.strip_suffix('.').filter(|word| word.ends_with(char::is_alphabetic)).unwrap_or(text);
    let number = text.trim_end_matches(char::is_alphabetic);
    let unit = &text[number.len()..];
    let is_number_with_letter =
        unit.len() == 1 && (power_of_ten(unit.as_bytes()[0]).is_some() || unit.eq_ignore_ascii_case("e"));
    if unit.is_empty() || is_number_with_letter || !number.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let number = number.trim_end();
    // What stands before a unit may have one itself, and so on; no number is that long.
    if number.len() > MOST_NUMBER_BYTES {
        return None;
    }
    let (message, numbers) = match parse_number(number) {
        Ok(_) => ("has a unit".to_owned(), of_point(number, unit)),
        Err(fault) if fault.readings.is_empty() || fault.readings.iter().any(|one| !one.unit.is_empty()) => {
            return None;
        }
        Err(NumberFault { message, readings, .. }) => {
            let message = if readings.len() == 1 { format!("{message}, and a unit") } else { message };
            (message, readings.into_iter().map(|one| one.number).collect())
        }
    };
    let (message, help) = match unit {
        "m" => {
            let millions: Vec<String> = numbers.iter().map(|number| format!("{number}M")).collect();
            let help = format!("write {} for millions", millions.join(" or "));
            ("ends in a small m, which could mean milli or million".to_owned(), help)
        }
        _ => (message, "write the number alone, in the unit that is expected here".to_owned()),
    };
    let readings = numbers.into_iter().map(|number| Measure { number, unit: unit.to_owned() }).collect();
    Some(NumberFault { readings, ..NumberFault::new(message, help) })
}

/// The numbers that one before a unit can be. A point before three digits of a time or a size may stand between thousands: who is told
/// to write `1.024 MB` without its unit would write another size than the one that it may be.
pub(super) fn of_point(number: &str, unit: &str) -> Vec<String> {
    match thousands(number, '.').filter(|_| is_unit(&unit.to_lowercase())) {
        Some((whole, group, suffix)) => {
            vec![format!("{whole}{group}{suffix}"), format!("{}{suffix}", as_decimal(whole, group))]
        }
        // `2.` is 2.
        None => vec![number.strip_suffix('.').unwrap_or(number).to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help(number: &str, own: &str, unit: &str) -> String {
        Measure { number: number.to_owned(), unit: own.to_owned() }.help(unit)
    }

    #[test]
    fn units_are_converted_and_not_just_cut_off() {
        assert_eq!(help("120", "ms", "ms"), "write 120 alone: numbers here are in ms");
        // 1.5 s = 1,500 ms; 0.5 GB = 512 MB; 2 MB = 2,048 KB; 90 s = 0.025 h; 1500 us = 1.5 ms.
        assert_eq!(help("1.5", "s", "ms"), "write 1500, which is 1.5 s in ms");
        assert_eq!(help("0.5", "GB", "MB"), "write 512, which is 0.5 GB in MB");
        assert_eq!(help("2", "MiB", "KB"), "write 2048, which is 2 MiB in KB");
        assert_eq!(help("90", "seconds", "h"), "write 0.025, which is 90 seconds in h");
        // 2 times 168 h.
        assert_eq!(help("2", "weeks", "h"), "write 336, which is 2 weeks in h");
        assert_eq!(help("1", "terabyte", "GB"), "write 1024, which is 1 terabyte in GB");
        assert_eq!(help("1500", "us", "vCPU-ms"), "write 1.5, which is 1500 us in ms");
        assert_eq!(help("90", "min", "h/month"), "write 1.5, which is 90 min in h");
        assert_eq!(help("8", "h", "h/month"), "write 8 alone: numbers here are in h");
    }

    #[test]
    fn a_point_before_three_digits_and_a_unit_may_stand_between_thousands() {
        let told = |cell: &str, unit: &str| parse_number(cell).unwrap_err().help_in(unit);
        assert_eq!(told("1.250 ms", "ms"), "write 1250 for 1250 ms, or 1.25 for 1.25 ms");
        // 1,250 s are 1,250,000 ms.
        assert_eq!(told("1.250 s", "ms"), "write 1250000 for 1250 s, or 1250 for 1.25 s");
        assert_eq!(told("2.048 MB", "MB"), "write 2048 for 2048 MB, or 2.0480 for 2.0480 MB");
        assert_eq!(told("0.250 s", "ms"), "write 250, which is 0.250 s in ms");
        assert_eq!(told("1.25 s", "ms"), "write 1250, which is 1.25 s in ms");
        assert_eq!(told(".5 s", "ms"), "write 500, which is .5 s in ms");
        assert_eq!(told(".5s", "ms"), "write 500, which is .5 s in ms");
    }

    #[test]
    fn what_cannot_be_converted_is_not_guessed() {
        assert_eq!(help("2", "m", "ms"), "write 120000, which is 2 min in ms");
        assert_eq!(help("300", "m", "MB"), "write 300 alone: numbers here are in MB");
        assert_eq!(help("5", "m", "count"), "write 5M for millions");
        let other = |own: &str, unit: &str| {
            format!(
                "{own} is no unit of {unit}: look whether the cell stands in the wrong column, and write the number alone"
            )
        };
        assert_eq!((help("5", "GB", "ms"), help("120", "ms", "MB")), (other("GB", "ms"), other("ms", "MB")));
        for unit in ["months", "Mbit", "million"] {
            assert_eq!(help("5", unit, "ms"), "convert it to ms and write the number alone", "{unit}");
        }
        assert_eq!(help("1", "day", "h/month"), "convert it to hours of work a month and write the number alone");
        assert_eq!(help("1", "FTE", "h/month"), "convert it to hours of work a month and write the number alone");
        assert_eq!(help("200", "lines", "ms"), "convert it to ms and write the number alone");
        assert_eq!(help("200", "ppm", "%"), "convert it to % and write the number alone");
        for (unit, number) in
            [("Sekunden", "2000"), ("segundos", "2000"), ("sn", "2000"), ("\u{79d2}", "2000"), ("Minuten", "120000")]
        {
            assert_eq!(help("2", unit, "ms"), format!("write {number}, which is 2 {unit} in ms"));
        }
        assert_eq!(help("1", "\u{413}\u{411}", "MB"), "write 1024, which is 1 \u{413}\u{411} in MB");
        assert_eq!(help("5", "MM", "count"), PLAIN);
    }
}
