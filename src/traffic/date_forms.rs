//! Dates that their file leaves no doubt about, written as all others are read: with names of months, with points, and with slashes
//! where a day above 12, or days that follow one another, show which part is the month.

use super::rows::Row;
use super::written::{self, named_day};
use crate::terms::days;
use std::borrow::Cow;

/// Lines at the beginning in which a column must have such a date.
const FIRST_LINES: usize = 12;

/// Columns at the beginning that may have some: tables have the time of a row in front of its numbers.
const FIRST_COLUMNS: usize = 64;

/// Writes dates of other forms as `2026-09-07 13:00` in every column that has some.
pub(super) fn unify(rows: &mut [Row]) {
    let width = rows.iter().take(FIRST_LINES).map(|row| row.cells.len()).max().unwrap_or(0);
    for at in 0..width.min(FIRST_COLUMNS) {
        let first = rows.iter().take(FIRST_LINES).filter_map(|row| row.cell(at));
        if !first.into_iter().any(|cell| read(cell, Order::MonthFirst).is_some()) {
            continue;
        }
        let order = order(rows.iter().filter_map(|row| row.cell(at)));
        for row in rows.iter_mut() {
            let unified = row.cell(at).and_then(|cell| read(cell, order));
            if let (Some(unified), Some(cell)) = (unified, row.cells.get_mut(at)) {
                *cell = unified;
            }
        }
    }
}

/// What the parts of dates with slashes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    MonthFirst,
    DayFirst,
    /// Nothing shows it, or dates contradict each other.
    Unknown,
}

/// The order of all dates of a column: from those of which one part is above 12, or the one in which days follow one another.
fn order<'c>(cells: impl Iterator<Item = &'c str>) -> Order {
    let (mut month_first, mut day_first) = (false, false);
    let mut in_order = [Days::default(), Days::default()];
    for cell in cells {
        let Some((date, _)) = slashed(cell) else { continue };
        let both = days(&date);
        for (place, days) in in_order.iter_mut().enumerate() {
            days.take(both.get(place).or(both.first()));
        }
        let mut parts = date.split(['/', '-']).map(|part| part.parse::<u8>().is_ok_and(|part| part > 12));
        day_first |= parts.next() == Some(true);
        month_first |= parts.next() == Some(true);
    }
    match (month_first, day_first) {
        (true, false) => Order::MonthFirst,
        (false, true) => Order::DayFirst,
        (true, true) => Order::Unknown,
        // Of days that follow one another in one order alone it is that one.
        (false, false) => match in_order.map(|days| days.follow()) {
            [true, false] => Order::MonthFirst,
            [false, true] => Order::DayFirst,
            _ => Order::Unknown,
        },
    }
}

/// The days of a column, in the order of its lines.
#[derive(Default)]
struct Days {
    last: Option<u64>,
    next: usize,
    before: usize,
    others: usize,
}

impl Days {
    fn take(&mut self, date: Option<&String>) {
        let Some(day) = date.and_then(|date| written::days_since_1970(date)) else {
            self.others += 1;
            return;
        };
        match self.last.replace(day) {
            None => {}
            Some(last) if last == day => {}
            Some(last) if last + 1 == day => self.next += 1,
            Some(last) if last == day + 1 => self.before += 1,
            Some(_) => self.others += 1,
        }
    }

    /// Whether they are several, of which each is the next one, or the one before; once alone a day can be mistyped.
    fn follow(&self) -> bool {
        self.others == 0 && ((self.next > 0 && self.before == 0) || (self.before > 1 && self.next == 0))
    }
}

/// A cell that begins with such a date, with the date as it is read.
fn read(cell: &str, order: Order) -> Option<String> {
    // nginx writes it in brackets.
    let bare = cell.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    if let Some((day, rest)) = bare.and_then(written::date) {
        return Some(format!("{day}{rest}"));
    }
    let (day, rest) = with_slashes(cell, order).or_else(|| with_points(cell)).or_else(|| with_name(cell))?;
    let rest = rest.trim_start_matches([',', ' ', 'T']);
    let rest = ["at ", "@ "].iter().find_map(|mark| rest.strip_prefix(mark)).unwrap_or(rest).trim();
    Some(if rest.is_empty() { day } else { format!("{day} {rest}") })
}

/// The date that a cell begins with, of three numbers of which the last one is a year, and what follows.
fn with_year_last<const N: usize>(cell: &str, marks: [char; N]) -> Option<(&str, &str)> {
    year_last(cell, marks, 4)
}

/// The same with a year of so many digits.
fn year_last<const N: usize>(cell: &str, marks: [char; N], year: usize) -> Option<(&str, &str)> {
    let (date, rest) = cell.split_at(cell.find([' ', ',', 'T']).unwrap_or(cell.len()));
    let mut parts = date.split(marks);
    let is_number = |part: &str, digits: std::ops::RangeInclusive<usize>| {
        digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_date =
        is_number(parts.next()?, 1..=2) && is_number(parts.next()?, 1..=2) && is_number(parts.next()?, year..=year);
    (is_date && parts.next().is_none()).then_some((date, rest))
}

/// A date with slashes or dashes and the year last, in four digits; where it has two, with slashes alone: those with dashes have the
/// year first as often.
fn slashed(cell: &str) -> Option<(Cow<'_, str>, &str)> {
    let full = with_year_last(cell, ['/', '-']).map(|(date, rest)| (Cow::Borrowed(date), rest));
    full.or_else(|| {
        let (date, rest) = year_last(cell, ['/'], 2)?;
        let (day, year) = date.rsplit_once('/')?;
        Some((Cow::Owned(format!("{day}/20{year}")), rest))
    })
}

fn with_slashes(cell: &str, order: Order) -> Option<(String, &str)> {
    let (date, rest) = slashed(cell)?;
    // With a short year in front, days and years are no less likely to be meant: only the month is at no other place.
    if matches!(date, Cow::Owned(_)) && order != Order::MonthFirst {
        return None;
    }
    let found = days(&date);
    let day = match (found.as_slice(), order) {
        (_, Order::Unknown) | ([], _) => return None,
        ([one], _) | ([one, _], Order::MonthFirst) | ([_, one, ..], Order::DayFirst) => one.clone(),
        _ => return None,
    };
    Some((day, rest))
}

/// `7.9.2026`, which nobody writes with the month first, and `2026.09.07`.
fn with_points(cell: &str) -> Option<(String, &str)> {
    let year_first = || {
        let (date, rest) = cell.split_at(cell.find([' ', 'T']).unwrap_or(cell.len()));
        let is_one = date.len() > "2026.9".len() && date.as_bytes().get(4) == Some(&b'.');
        is_one.then_some((date, rest))
    };
    let (date, rest) = with_year_last(cell, ['.']).or_else(year_first)?;
    Some((days(date).pop()?, rest))
}

/// `7 Sep 2026 13:00`, `Sep 7, 2026, 1:00 PM`, `Mon, 07 Sep 2026 13:00:00 GMT` and `Mon Sep  7 13:00:00 UTC 2026`.
fn with_name(cell: &str) -> Option<(String, &str)> {
    let text = named_day(cell).map_or(cell, |(_, rest)| rest.trim_start());
    let (first, rest) = word(text)?;
    let (second, rest) = word(rest)?;
    let (day, month) = if first.starts_with(|c: char| c.is_ascii_digit()) { (first, second) } else { (second, first) };
    let day = ["st", "nd", "rd", "th"].iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day);
    let is_month = month.len() >= 3 && month.chars().all(char::is_alphabetic);
    if !is_month || !(1..=2).contains(&day.len()) || !day.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let behind = word(rest).filter(|(year, after)| is_year(year) && !after.starts_with(':'));
    let (year, rest) = match behind {
        Some(found) => found,
        // Behind the hour, as C's `ctime` and `date` write it.
        None => rest.rsplit_once(' ').map(|(clock, year)| (year, clock)).filter(|(year, _)| is_year(year))?,
    };
    Some((days(&format!("{day}-{month}-{year}")).pop()?, rest))
}

/// Whether a text is a day of a month alone, `7 Sep` or `Sep 7`.
pub(super) fn is_without_year(text: &str) -> bool {
    with_name(&format!("{} 2026", text.replace(['-', '/', '.'], " "))).is_some_and(|(_, rest)| rest.is_empty())
}

/// The first word of a text, and what follows without what separates it.
fn word(text: &str) -> Option<(&str, &str)> {
    let (word, rest) = text.split_at(text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len()));
    (!word.is_empty()).then(|| (word, rest.trim_start_matches([' ', ',', '.'])))
}

#[cfg(test)]
mod tests {
    use super::super::told::{read as profile, told};
    use super::*;

    #[test]
    fn dates_of_one_meaning_are_written_as_others_are_read() {
        for (cell, expected) in [
            ("7 Sep 2026 00:00", "2026-09-07 00:00"),
            ("7 September 2026, 13:00", "2026-09-07 13:00"),
            ("Sep 7 2026 13:00", "2026-09-07 13:00"),
            ("Sep 7, 2026, 1:00 PM", "2026-09-07 1:00 PM"),
            ("September 7th, 2026 at 1:00 PM", "2026-09-07 1:00 PM"),
            ("Mon Sep  7 13:00:00 2026", "2026-09-07 13:00:00"),
            ("Mon Sep  7 13:00:00 UTC 2026", "2026-09-07 13:00:00 UTC"),
            ("Mon, 07 Sep 2026 13:00:00 GMT", "2026-09-07 13:00:00 GMT"),
            ("7.9.2026 13:00", "2026-09-07 13:00"),
            ("07.09.2026, 13:00", "2026-09-07 13:00"),
            ("07.09.2026", "2026-09-07"),
            ("2026.09.07 13:00", "2026-09-07 13:00"),
            ("Sep 7, 2026 @ 13:00:00.000", "2026-09-07 13:00:00.000"),
            ("[07/Sep/2026:13:00:00 +0200]", "2026-09-07:13:00:00 +0200"),
        ] {
            assert_eq!(read(cell, Order::Unknown).as_deref(), Some(expected), "{cell}");
        }
        for cell in [
            "2026-09-07 13:00",
            "Mon 13:00",
            "Monday",
            "7",
            "13:00",
            "1.5",
            "1.2.3",
            "31.02.2026",
            "9/7/2026 13:00",
            "May",
            "7 May",
            "12 Monkeys 2026",
            "Sep 2026",
            "",
            "é 7 2026",
        ] {
            assert_eq!(read(cell, Order::Unknown), None, "{cell}");
        }
    }

    #[test]
    fn a_day_above_12_shows_the_order_of_all() {
        let dates = |cells: [&str; 3]| order(cells.into_iter());
        assert_eq!(dates(["9/12/2026 0:00", "9/13/2026 0:00", "Total"]), Order::MonthFirst);
        assert_eq!(dates(["12/09/2026", "13/09/2026", "14/09/2026"]), Order::DayFirst);
        // In one order these are three days in a row, in the other one three months; of one day alone nobody knows.
        assert_eq!(dates(["9/7/2026", "9/8/2026", "9/9/2026"]), Order::MonthFirst);
        assert_eq!(dates(["9/9/2026", "9/8/2026", "9/7/2026"]), Order::MonthFirst);
        assert_eq!(dates(["7/9/2026", "7/9/2026", "8/9/2026"]), Order::DayFirst);
        assert_eq!(dates(["9/7/2026", "9/7/2026", "9/7/2026"]), Order::Unknown);
        assert_eq!(dates(["9/7/2026", "9/8/2026", "9/7/2026"]), Order::Unknown);
        assert_eq!(dates(["9/7/2026", "9/9/2026", "9/11/2026"]), Order::Unknown);
        assert_eq!(dates(["9/13/2026", "13/9/2026", ""]), Order::Unknown);
        assert_eq!(read("9/12/2026 0:00", Order::MonthFirst).as_deref(), Some("2026-09-12 0:00"));
        // 26/11/03 may be the third of November 2026 as well.
        assert_eq!(read("11/13/26 0:00", Order::MonthFirst).as_deref(), Some("2026-11-13 0:00"));
        assert_eq!(read("26/11/03 0:00", Order::DayFirst), None);
        assert_eq!(read("11-13-26", Order::MonthFirst), None);
        assert_eq!(read("9/12/2026 0:00", Order::DayFirst).as_deref(), Some("2026-12-09 0:00"));
    }

    /// The week from Wednesday, 2026-09-09, to Tuesday has days above 12; the one before, from the 2nd to the 8th, has none.
    #[test]
    fn a_week_of_slashes_is_read_where_it_shows_its_order() {
        let week = |first: usize| -> String {
            let line = |at: usize| {
                // Fridays have twice the demand of other days.
                let (day, weight) = (first + at / 24, if (first + at / 24) % 7 == 4 { 2 } else { 1 });
                format!("9/{day}/2026 {}:00,{weight}\n", at % 24)
            };
            (0..168).map(line).collect()
        };
        let hours = profile(&week(9)).unwrap();
        // 2026-09-11 is a Friday: hours 96 to 119 from Monday on.
        let heavy = hours.iter().enumerate().filter(|(_, weight)| **weight > 1.5).map(|(hour, _)| hour);
        assert!(heavy.eq(96..120));
        // A year of two digits is told from a day where the month comes first.
        let hours = profile(&week(9).replace("/2026", "/26")).unwrap();
        assert!(hours.iter().enumerate().filter(|(_, weight)| **weight > 1.5).map(|(hour, _)| hour).eq(96..120));
        // From the 2nd on the 4th is a Friday, too.
        let hours = profile(&week(2)).unwrap();
        assert!(hours.iter().enumerate().filter(|(_, weight)| **weight > 1.5).map(|(hour, _)| hour).eq(96..120));
        // Only the first day of it: nothing shows the order.
        let day: String = week(2).lines().take(24).map(|line| format!("{line}\n")).collect();
        assert!(told(profile(&day)).contains("2026-09-02T00:00 or 2026-02-09T00:00"));
    }
}
