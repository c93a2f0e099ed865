//! What else can be said of a cell that was refused, by what its column takes and what people write for it.

use super::{COLUMNS, Column, Fault, about, alone, demand, doubtful, range};
use crate::scenario::draft::Draft;
use crate::scenario::made_dates::IS_DATE;
use crate::scenario::measure::{self, Measure, in_percent};
use crate::scenario::misuse::{CURRENCY, NEGATIVE, NOTHING, RATE};
use crate::scenario::number::{PLAIN, parse_number};
use crate::scenario::reader::Context;
use crate::scenario::times;
use crate::terms::DASHES;

/// Ways to write a cell that are followed one behind the other: there are some ten of each, so that more take too long.
const MOST_WAYS: u8 = 3;

/// A cell's fault with the help that its column and its text ask for.
pub(super) fn complete(mut fault: Box<Fault>, at: usize, cell: &str, context: &Context<'_>) -> Box<Fault> {
    if context.ways >= MOST_WAYS {
        return fault;
    }
    let context = &Context { ways: context.ways + 1, ..*context };
    let column = &COLUMNS[at];
    if let Some(help) = of_readings(&fault.readings, at, context) {
        fault.help = help;
    }
    if fault.help == PLAIN {
        fault.help = plain(column);
    }
    // Who is told "0 or more" writes 0.
    let set = |text: &str| (column.set)(&mut Draft::new().workload, text, context);
    if fault.message == NEGATIVE
        && let Err(zero) = set("0")
    {
        fault.help = zero.help;
    }
    if fault.message == RATE || (fault.message == CURRENCY && column.unit.starts_with("USD")) {
        fault.help = alone::help(column, cell);
    }
    let is_nothing = stands_for_nothing(cell);
    // `None` in other letters is a value of some columns.
    let is_value = cell.eq_ignore_ascii_case("none") && set("none").is_ok();
    if is_nothing && !column.required && !is_value {
        fault.help = format!("leave the cell empty, which means: {}; otherwise {}", column.default, fault.help);
    }
    if column.is_numeric()
        && let Some(help) = as_range(at, cell, &fault.message, context)
    {
        fault.help = help;
    }
    if column.is_numeric()
        && let Some(help) = range::converted(at, cell, context).or_else(|| range::separated(at, cell, context))
    {
        fault.help = help;
    }
    if column.unit.starts_with("ratio")
        && let Some(help) = as_ratio(at, cell, context)
    {
        fault.help = help;
    }
    if column.unit == "%"
        && let Some(help) = as_percentile(at, cell, context)
    {
        fault.help = help;
    }
    if column.name == "growth_pct_per_month" && says_other_time(cell) {
        fault.help = alone::of_another_time(column);
    }
    if column.is_demand()
        && let Some(help) = as_rate(column, cell, context)
    {
        fault.help = help;
    }
    if column.is_numeric()
        && let Some(help) = with_digits(cell)
    {
        fault.help = help;
    }
    if column.is_numeric()
        && let Some(help) = about::help(at, cell, context)
    {
        fault.help = help;
    }
    fault
}

/// How a number of a column is written.
pub(super) fn plain(column: &Column) -> String {
    match column.is_numeric() && !column.is_demand() {
        true => format!("write {}, such as {}", alone::number_in(column), column.example),
        false => PLAIN.to_owned(),
    }
}

/// How to write a percentile: `p99`, `99th`.
fn as_percentile(at: usize, cell: &str, context: &Context<'_>) -> Option<String> {
    let before = || cell.strip_prefix(['p', 'P']);
    let number = before().or_else(|| ["th", "st", "nd", "rd"].iter().find_map(|end| cell.strip_suffix(end)))?.trim();
    parse_number(number).ok()?;
    (COLUMNS[at].set)(&mut Draft::new().workload, number, context).ok()?;
    Some(format!("write {number}"))
}

/// The question for a number in which a letter stands where its digit does: `12O`.
fn with_digits(cell: &str) -> Option<String> {
    let letter = cell.chars().find(|c| matches!(c, 'O' | 'o' | 'l' | 'I'))?;
    let digits = cell.replace(['O', 'o'], "0").replace(['l', 'I'], "1");
    let is_number = cell.starts_with(|c: char| c.is_ascii_digit()) && parse_number(&digits).is_ok();
    is_number.then(|| format!("did you mean {digits}? The {letter} is a letter"))
}

/// Whether a cell is what programs and people write where there is no value.
pub(in crate::scenario) fn stands_for_nothing(cell: &str) -> bool {
    NOTHING.contains(&cell.to_lowercase().as_str()) || cell.chars().all(|c| DASHES.contains(&c))
}

/// How to write a percentage where a ratio is meant.
fn as_ratio(at: usize, cell: &str, context: &Context<'_>) -> Option<String> {
    const MANY: [char; 3] = ['x', 'X', '\u{d7}'];
    // `3x` and `3:1` are three times as much.
    let times = cell.strip_suffix(":1").or_else(|| cell.strip_suffix(MANY)).or_else(|| cell.strip_prefix(MANY));
    let ratio = match times.and_then(|times| parse_number(times).ok()) {
        Some(times) => times.to_string(),
        None => parse_number(in_percent(cell)?).ok()?.ratio(1, 100)?.to_string(),
    };
    let refused = (COLUMNS[at].set)(&mut Draft::new().workload, &ratio, context).err();
    Some(match refused {
        None => format!("write {ratio}, which is {cell}"),
        Some(fault) => format!("{cell} would be {ratio}, which {}: {}", fault.message, fault.help),
    })
}

/// Words for a rate of another span of time than a month.
const OTHER_TIMES: [&str; 18] = [
    "pa",
    "p.a",
    "p.a.",
    "yoy",
    "yr",
    "year",
    "annum",
    "annual",
    "annually",
    "yearly",
    "cagr",
    "qoq",
    "quarter",
    "quarterly",
    "wow",
    "week",
    "weekly",
    "daily",
];

/// Whether a cell says in words that it is a rate of another span of time than a month.
fn says_other_time(cell: &str) -> bool {
    let mut words = cell.split(|c: char| c.is_whitespace() || c == '/' || c == '%');
    words.any(|word| OTHER_TIMES.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// How to write a demand that says its span of time: `3 req/s`, `10k/day`, `3 rps`.
fn as_rate(column: &Column, cell: &str, context: &Context<'_>) -> Option<String> {
    let (number, found) = demand::written(cell)?;
    // `12 million/month` has a multiple in words as well.
    let number = &match parse_number(number) {
        Ok(_) => number.to_owned(),
        Err(fault) => match fault.readings.as_slice() {
            [one] => one.value("count")?.to_string(),
            _ => return None,
        },
    };
    // What the other column refuses is not advised.
    if let Some(other) = super::find(found.column)
        && let Err(fault) = super::apply(&mut Draft::new(), other, number, context)
    {
        return Some(format!("{number} {}: {}, in a column {}", fault.message, fault.help, found.column));
    }
    Some(match found.change {
        None if found.column == column.name => format!("write {number} alone"),
        None => format!("write {number} in a column {}", found.column),
        Some(change) => format!("write {number} {change} in a column {}", found.column),
    })
}

/// How to write a cell that is one of these numbers, where its own help does not say so: nothing is proposed that the
/// column refuses.
fn of_readings(readings: &[Measure], at: usize, context: &Context<'_>) -> Option<String> {
    let column = &COLUMNS[at];
    if let [one] = readings {
        let help = || (!one.unit.is_empty()).then(|| one.help(column.unit));
        return beyond_limits(one, at, context).or_else(|| beyond_millions(one, at, context)).or_else(help);
    }
    // No function has a thousand times as many gigabytes; those of which Lambda has none are no fault otherwise.
    let is_grouped = column.name == "memory_mb" && readings.iter().all(|one| one.unit == readings[0].unit);
    let is_beyond =
        |one: &Measure| is_grouped && one.value(column.unit).is_some_and(|value| value > context.rules.memory_max_mb);
    let is_usable =
        |one: &&Measure| written(one, at).is_some() && refusal(one, at, context).is_none() && !is_beyond(one);
    let usable: Vec<Measure> = readings.iter().filter(is_usable).cloned().collect();
    match usable.as_slice() {
        [] => of_readings(&[readings.iter().find(|one| !is_beyond(one)).or(readings.first())?.clone()], at, context),
        [one] => Some(one.help(column.unit)),
        several => measure::either(several, column.unit),
    }
}

/// A number as it is written in the column; `None` where its unit is another kind's.
fn written(measure: &Measure, at: usize) -> Option<String> {
    match measure.unit.as_str() {
        "" => Some(measure.number.clone()),
        _ => measure.value(COLUMNS[at].unit).map(|value| value.to_string()),
    }
}

/// Why a number in the column's unit would be refused, where it would.
pub(super) fn refusal(measure: &Measure, at: usize, context: &Context<'_>) -> Option<(String, String)> {
    let column = &COLUMNS[at];
    let text = written(measure, at)?;
    let mut draft = Draft::new();
    let mut faults = Vec::new();
    let doubt = doubtful::size_or_multiplier(column, &text);
    match doubt.map_or_else(|| (column.set)(&mut draft.workload, &text, context), Err) {
        Err(fault) => {
            let fault = complete(fault, at, &text, context);
            Some((format!("{text} {}", fault.message), fault.help))
        }
        Ok(()) => {
            draft.filled |= 1 << at;
            // Its unit is known.
            draft.check_lambda(&Context { is_written: false, ..*context }, &mut faults);
            let fault = faults.into_iter().find(|fault| fault.column == Some(column.name))?.fault;
            Some((fault.message, fault.help))
        }
    }
}

/// That a number in the column's unit would be refused as well, where it would.
fn beyond_limits(measure: &Measure, at: usize, context: &Context<'_>) -> Option<String> {
    let (message, help) = refusal(measure, at, context)?;
    let (Measure { number, unit }, column) = (measure, &COLUMNS[at]);
    Some(match measure.value(column.unit) {
        Some(value) if !unit.is_empty() && parse_number(number) != Ok(value) => {
            format!("{number} {unit} would be {value} {}; {message}: {help}", column.unit)
        }
        _ => format!("{message}: {help}"),
    })
}

/// What to write for a small m where millions are refused as well.
fn beyond_millions(measure: &Measure, at: usize, context: &Context<'_>) -> Option<String> {
    let column = &COLUMNS[at];
    if measure.unit != "m" || measure.value(column.unit).is_some() {
        return None;
    }
    let millions = format!("{}M", measure.number);
    let is_size_or_time = !measure.help(column.unit).contains(&millions);
    if is_size_or_time || (column.set)(&mut Draft::new().workload, &millions, context).is_ok() {
        return None;
    }
    Some(format!("write the number alone, in {}", column.unit))
}

/// How to write two numbers between which there is a dash, an ellipsis or a word.
fn as_range(at: usize, cell: &str, message: &str, context: &Context<'_>) -> Option<String> {
    // Of times it stands between hours and minutes.
    let colon = (message != times::WITH_COLONS).then_some(":");
    let others = ["\u{2026}", "...", "-", " to "].into_iter().chain(colon).map(String::from);
    let separators = DASHES.into_iter().map(String::from).chain(others);
    separators.into_iter().find_map(|separator| {
        let (low, high) = cell.split_once(separator.as_str())?;
        let (low, high) = (low.trim(), high.trim());
        let written = format!("{low}..{high}");
        let applied = super::apply(&mut Draft::new(), at, &written, context);
        if let Some(daily) = alone::of_each_day(&COLUMNS[at], (low, high), context) {
            let as_range = || format!("; write {written} where that is a range of hours a month");
            return Some(applied.map_or(daily.clone(), |()| daily + &as_range()));
        }
        parse_number(low).ok().and(parse_number(high).ok())?;
        match applied {
            Ok(()) => Some(format!("write {written} for a range")),
            // `2024-05` is no range that falls.
            Err(_) if message == IS_DATE => None,
            Err(fault) => Some(fault.help),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::help;
    use crate::pricebook::PriceBook;
    use crate::scenario::{Context, columns, draft::Draft};

    /// Each of its colons may stand between the two ends of a range: the time doubled with each of them.
    #[test]
    fn help_for_many_separators_ends() {
        for cell in
            ["8M-,i0ora5h8r\u{b5}s::::::::::::::::::", "8M-5s::::::::::::::::::::::::::::::", "1-2-3-4-5-6-7-8-9~a:b:c"]
        {
            assert!(!help("duration_ms", cell).is_empty());
        }
    }

    #[test]
    fn numbers_are_asked_for_as_their_column_has_them() {
        for (column, expected) in [
            ("memory_mb", "write a plain number in MB, such as 1024"),
            ("min_instances", "write a plain number, such as 3"),
            ("wait_percentile", "write a plain number in %, such as 99"),
            ("ops_usd_per_hour", "write a plain number in US dollars an hour, such as 60"),
            ("requests_per_day", super::PLAIN),
        ] {
            assert_eq!(help(column, "manual"), expected, "{column}");
        }
        for (cell, number) in [("p99", "99"), ("P99.9", "99.9"), ("95th", "95"), ("p 50", "50")] {
            assert_eq!(help("wait_percentile", cell), format!("write {number}"), "{cell}");
        }
        assert_eq!(help("burst", "x3"), "write 3, which is x3");
        let growth = "write 0.001% for 0.001 % a month, or 0.00001% for 0.00001 %";
        assert_eq!(help("growth_pct_per_month", "0.00001"), growth);
    }

    #[test]
    fn two_numbers_are_told_how_a_range_is_written() {
        for cell in ["8M\u{2013}20M", "8M-20M", "8M to 20M", "8M\u{2026}20M", "8M...20M", "8M \u{2014} 20M"] {
            assert_eq!(help("requests_per_month", cell), "write 8M..20M for a range", "{cell}");
        }
        assert_eq!(help("memory_used_mb", "256:512"), "write 256..512 for a range");
        assert_eq!(help("duration_ms", "1:30"), "write one number, in the unit that is expected here");
        // What is proposed is not refused in its turn.
        assert!(help("requests_per_month", "8-20M").starts_with("write 8M..20M, or 8..20000000"));
        assert!(help("requests_per_month", "20M-8M").starts_with("write low..high"));
        assert_eq!(help("memory_used_mb", "256-512"), "write 256..512 for a range");
        let sizes = help("memory_used_mb", "8M-20M");
        assert!(sizes.contains("alone: numbers here are in MB"), "{sizes}");
    }

    #[test]
    fn the_unit_of_a_range_s_end_is_that_of_all_values() {
        for (column, cell, expected) in [
            ("duration_ms", "1..2 s", "write 1000..2000, which is 1 s..2 s in ms"),
            ("duration_ms", "500ms..2 s", "write 500..2000, which is 500 ms..2 s in ms"),
            // 0.1 GB are 102.4 MB.
            ("memory_used_mb", "0.1..0.3 GB", "write 102.4..307.2, which is 0.1 GB..0.3 GB in MB"),
            ("memory_used_mb", "1..2..3G", "write 1024..2048..3072, which is 1 GB..2 GB..3 GB in MB"),
            ("response_kb", "1..2 MB", "write 1024..2048, which is 1 MB..2 MB in KB"),
            ("ebs_gb", "1..2 TB", "write 1024..2048, which is 1 TB..2 TB in GB"),
            ("requests_per_month", "1..2 million", "write 1000000..2000000, which is 1 million..2 million"),
            ("memory_mb", "2.GB", "write 2048, which is 2 GB in MB"),
            // Separators of thousands, in all values at once.
            ("requests_per_month", "8'000..9'000", "write 8000..9000"),
            ("requests_per_month", "8,000..9,000..20,000", "write 8000..9000..20000 or 8.0..9.0..20.0"),
            ("memory_mb", "1,024..2,048", "write 1024..2048"),
            ("requests_per_month", "8 000..9 000", "write 8000..9000"),
            // What would not rise is not meant: the beginning is in ms.
            ("duration_ms", "500..2 s", "write 2000, which is 2 s in ms"),
        ] {
            assert_eq!(help(column, cell), expected, "{column} {cell}");
        }
    }

    #[test]
    fn what_is_no_range_with_two_dots_is_told_what_it_lacks() {
        assert_eq!(help("requests_per_month", "5...6...7"), "write 5..6..7");
        for cell in ["...", "5....", "5..6...", "6...5"] {
            assert!(help("requests_per_month", cell).starts_with("write low..high"), "{cell}");
        }
    }

    #[test]
    fn sizes_whose_point_stands_between_thousands_are_those_that_there_are() {
        for cell in ["1.024 MB", "1.024MB", "1.024M"] {
            assert_eq!(help("memory_mb", cell), "write 1024 alone: numbers here are in MB", "{cell}");
        }
        // 1,536 GB are more than any function has, and 1.536 GB are 1,572.864 MB.
        let gb = help("memory_mb", "1.536 GB");
        assert!(gb.starts_with("1.5360 GB would be 1572.864 MB; ") && gb.ends_with("use 1573"), "{gb}");
        for cell in ["1.024M..2.048M", "1.024..2.048 MB"] {
            assert_eq!(help("memory_mb", cell), "write 1024..2048 alone: numbers here are in MB", "{cell}");
        }
        assert_eq!(
            help("duration_ms", "1.250 s..2.500 s"),
            "write 1250000..2500000, which is 1250 s..2500 s in ms; or write 1250..2500, which is 1.25 s..2.5 s in ms"
        );
    }

    #[test]
    fn a_rate_goes_into_the_column_of_its_time() {
        for (cell, expected) in [
            ("3 req/s", "write 3 in a column requests_per_second"),
            ("10k/day", "write 10k in a column requests_per_day"),
            ("3 rps", "write 3 in a column requests_per_second"),
            ("20 requests per hour", "write 20 in a column requests_per_hour"),
            ("5req/min", "write 5 times 60 in a column requests_per_hour"),
            ("5M/month", "write 5M alone"),
            ("5M monthly", "write 5M alone"),
            ("300k daily", "write 300k in a column requests_per_day"),
            ("12 million/month", "write 12000000 alone"),
            ("1.2 million requests per day", "write 1200000 in a column requests_per_day"),
        ] {
            assert_eq!(help("requests_per_month", cell), expected, "{cell}");
        }
        // A half is no rate.
        assert_eq!(help("requests_per_month", "1/2"), "convert it to requests a month and write the number alone");
    }

    #[test]
    fn letters_in_place_of_digits_are_told() {
        assert_eq!(help("duration_ms", "12O"), "did you mean 120? The O is a letter");
        assert_eq!(help("ebs_gb", "3l"), "did you mean 31? The l is a letter");
        assert!(!help("requests_per_month", "Ol").contains("did you mean"));
    }

    #[test]
    fn a_percentage_is_no_ratio() {
        assert_eq!(help("duration_cv", "6%"), "write 0.06, which is 6%");
        assert_eq!(help("burst", "300%"), "write 3, which is 300%");
        assert_eq!(help("cpu_factor", "130 %"), "write 1.3, which is 130 %");
        for cell in ["3x", "3 x", "3:1", "3\u{d7}"] {
            assert_eq!(help("burst", cell), format!("write 3, which is {cell}"), "{cell}");
        }
        // A peak of half the mean is none.
        assert_eq!(help("burst", "50%"), "50% would be 0.5, which is below 1: write 1 or more");
    }

    #[test]
    fn growth_of_another_time_is_no_growth_of_a_month() {
        for cell in [
            "60% p.a.",
            "60% a year",
            "5% pa",
            "5% YoY",
            "60%/yr",
            "12 % annually",
            "CAGR 20%",
            "5% QoQ",
            "1% per week",
        ] {
            assert_eq!(
                help("growth_pct_per_month", cell),
                "convert it to % a month and write the number alone",
                "{cell}"
            );
        }
    }

    #[test]
    fn thousands_of_megabytes_are_gigabytes() {
        assert_eq!(help("memory_mb", "2k"), "write 2048, which is 2 GB in MB");
        assert_eq!(help("memory_mb", "2K"), "write 2048, which is 2 GB in MB");
        assert_eq!(help("memory_mb", "2.k"), "write 2048, which is 2 GB in MB");
        assert_eq!(help("memory_mb", "4.G"), "write 4096, which is 4 GB in MB");
    }

    #[test]
    fn percents_and_fractions_are_told_apart() {
        assert_eq!(help("duration_cv", "80"), "write the standard deviation divided by the mean: 0.8 for 80 %");
        assert_eq!(help("duration_cv", "6000"), "write the standard deviation divided by the mean");
        assert_eq!(help("duration_cv", "20"), "write 0.2 for 20 %, or 20.0 for 20 times the mean");
        assert_eq!(help("duration_cv", "80 percent"), "write 0.8, which is 80 percent");
        assert_eq!(help("target_utilization_pct", "60 pct"), "write 60 alone: numbers here are in %");
        assert_eq!(help("growth_pct_per_month", "0.05"), "write 5 for 5 % a month, or 0.05% for 0.05 %");
        let book = PriceBook::current().unwrap();
        for (column, cell) in [
            ("duration_cv", "10"),
            ("duration_cv", "20.0"),
            ("duration_cv", "40.67"),
            ("growth_pct_per_month", "0.05%"),
            ("growth_pct_per_month", "0.1"),
        ] {
            let at = columns::find(column).unwrap();
            assert!(
                columns::apply(&mut Draft::new(), at, cell, &Context::new(book.rules())).is_ok(),
                "{column} {cell}"
            );
        }
    }

    #[test]
    fn front_doors_are_known_by_their_other_names() {
        for name in ["API Gateway", "apigw", "gateway"] {
            assert!(help("front_door", name).starts_with("write http-api or rest-api"), "{name}");
        }
        for name in ["lb", "load balancer", "ELB"] {
            assert!(help("front_door", name).starts_with("write alb "), "{name}");
        }
        for name in ["websocket", "ws", "WebSocket API", "api-gateway-websocket"] {
            assert!(help("front_door", name).starts_with("leave front_door empty and add their charges"), "{name}");
        }
    }

    #[test]
    fn a_small_m_is_no_million_where_a_million_is_too_much() {
        assert_eq!(help("requests_per_month", "2m"), "write 2M for millions");
        assert_eq!(help("cold_start_pct", "2m"), "write the number alone, in %");
        assert_eq!(help("duration_ms", "2m"), "write 120000, which is 2 min in ms");
    }

    #[test]
    fn a_remedy_keeps_to_the_limits_of_the_column() {
        // 512 KB are half a megabyte, and Lambda begins at 128 MB.
        let found = help("memory_mb", "512k");
        assert!(found.starts_with("512 KB would be 0.5 MB; ") && found.ends_with("use 128 or more"), "{found}");
        assert_eq!(help("memory_mb", "1g"), "write 1024, which is 1 GB in MB");
    }

    #[test]
    fn nobody_is_told_to_write_a_zero_that_is_refused() {
        assert_eq!(help("duration_ms", "-1"), "write a number above 0");
        assert_eq!(help("response_kb", "-1"), "write a number that is 0 or more");
    }

    #[test]
    fn of_two_numbers_only_what_the_column_takes_is_proposed() {
        // Lambda's sizes are whole megabytes from 128 on, and no share is above 100 %.
        assert_eq!(help("memory_mb", "1,024"), "write 1024");
        assert_eq!(help("memory_mb", "1,024 MB"), "write 1024 alone: numbers here are in MB");
        assert_eq!(help("cold_start_pct", "1,500"), "write 1.5");
        assert_eq!(help("duration_ms", "1,500"), "write 1500 or 1.5");
        assert_eq!(help("duration_ms", "1,500m"), "write 90000000 for 1500 min, or 90000 for 1.5 min");
        assert_eq!(help("memory_mb", "1,5"), "1.5 MB is below Lambda's smallest memory size: use 128 or more");
        assert_eq!(help("provisioned_concurrency", "1,5"), "1.5 is not a whole number: write a whole number");
    }

    #[test]
    fn words_for_nothing_are_left_out_where_a_column_may_be_empty() {
        for cell in ["NA", "N/A", "None", "NULL", "nan", "-", "#N/A", "\u{2013}", "\\N"] {
            assert!(
                help("memory_used_mb", cell).starts_with("leave the cell empty, which means: memory_mb; "),
                "{cell}"
            );
            assert!(!help("memory_mb", cell).contains("empty"), "{cell}");
        }
        assert!(
            help("instance_type", "\\N").starts_with("leave the cell empty, which means: the cheapest that fits; ")
        );
        for cell in ["True", "yes", "PublishedVersions"] {
            assert!(
                help("snapstart", cell).starts_with("write the function's runtime: java, python or dotnet"),
                "{cell}"
            );
        }
        assert!(help("snapstart", "None").starts_with("did you mean none? Otherwise use one of none, java"));
    }
}
