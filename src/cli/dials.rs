//! Inputs by name, and values of them, as options give them.

use super::exit::{Exit, Failure, Failures};
use crate::analysis::breakeven::Dial;
use crate::report;
use crate::scenario::{ONE_SUFFIX, columns, one_suffix, parse_number, two_dots};
use crate::terms::{as_percent, nearest, resembles};
use crate::units::Dec;

/// The input of that name.
///
/// # Errors
/// Wrong usage with the nearest name.
pub(crate) fn named(option: &str, name: &str) -> Result<Dial, Failure> {
    Dial::from_key(name).ok_or_else(|| {
        let keys: Vec<&str> = Dial::every().map(Dial::key).collect();
        // All demand columns are one input.
        let is_demand = columns::find(name).is_some_and(|at| columns::COLUMNS[at].is_demand());
        let is_column = columns::find(name).is_some();
        let near = match () {
            () if is_demand => Some(Dial::Requests.key()),
            // What is a column was meant to be it.
            () if is_column => None,
            () => nearest(name, keys.iter().copied()).into_iter().find(|key| resembles(&name.to_lowercase(), key)),
        };
        let hint = match near {
            Some(near) => format!("did you mean {near}?"),
            None => format!("it can be asked of {}", keys.join(", ")),
        };
        let what =
            if is_column && !is_demand { "this column is no input that is turned" } else { "there is no such input" };
        Failure::new(Exit::Usage, format_args!("{option} {}: {what}; {hint}", report::clean(name)))
    })
}

/// What `--of` of a break-even takes.
pub(crate) fn help_of() -> String {
    let keys: Vec<&str> = Dial::ALL.iter().map(|dial| dial.key()).collect();
    let numeric = columns::COLUMNS.iter().filter(|column| column.is_numeric() && !column.is_demand());
    let others: Vec<&str> = numeric.map(|column| column.name).filter(|name| Dial::from_key(name).is_none()).collect();
    format!("The input that is turned: {}, or a numeric column other than {}", keys.join(", "), others.join(", "))
}

/// A value of this input, where one is given.
///
/// # Errors
/// Wrong usage for a text that is no number.
pub(crate) fn bound(dial: Dial, option: &str, text: Option<&str>) -> Result<Option<Dec>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let plain = text.trim_end().strip_suffix('%').filter(|_| is_percent(dial)).unwrap_or(text);
    let number = parse_number(plain).map_err(|fault| {
        let text = report::clean(text);
        Failure::new(Exit::Usage, format_args!("{option} {text}: {}; {}", fault.message, fault.help_in(dial.unit())))
    })?;
    // Of other inputs a third decimal is as likely as any.
    if let Some(help) = columns::group_or_number(plain).filter(|_| dial == Dial::Requests) {
        let text = report::clean(text);
        return Err(Failure::new(Exit::Usage, format_args!("{option} {text}: {}; {help}", columns::GROUP_OR_NUMBER)));
    }
    Ok(Some(number))
}

/// Both ends of a range, as far as they are given.
///
/// # Errors
/// Wrong usage for each text that is no number.
pub(crate) fn bounds(
    dial: Dial,
    from: (&str, Option<&str>),
    to: (&str, Option<&str>),
) -> Result<(Option<Dec>, Option<Dec>), Failure> {
    let mut wrong = Failures::default();
    let low = wrong.take(bound(dial, from.0, from.1));
    let high = wrong.take(bound(dial, to.0, to.1));
    wrong.or(low.zip(high))
}

/// A range `from..to` of this input, where its two ends are given.
///
/// # Errors
/// Wrong usage where the ends are out of order.
pub(crate) fn ends(
    dial: Dial,
    from: (&str, Option<&str>),
    to: (&str, Option<&str>),
) -> Result<(Option<Dec>, Option<Dec>), Failure> {
    let (low, high) = bounds(dial, from, to)?;
    if let (Some(low), Some(high)) = (low, high)
        && low >= high
    {
        return Err(Failure::new(Exit::Usage, format_args!("{} {low} is not below {} {high}", from.0, to.0)));
    }
    no_fraction(dial, to.0, to.1)?;
    Ok((low, high))
}

/// That the end of a range of percents is not most likely a fraction of 1, or a factor of EC2's prices: no discount leaves a
/// tenth of them. With its sign the number is a percentage, and so it is where the percentage that it may be is below 1, too.
///
/// # Errors
/// Wrong usage with the percentages that it may be.
pub(crate) fn no_fraction(dial: Dial, option: &str, text: Option<&str>) -> Result<(), Failure> {
    let high = bound(dial, option, text)?;
    let is_signed = text.is_some_and(|text| text.trim_end().ends_with('%'));
    let usual = if dial == Dial::Ec2Price { Dec::from_int(10) } else { Dec::ONE };
    let meant = high.and_then(|high| high.times(100)).filter(|meant| *meant > Dec::ONE);
    match (high, meant) {
        (Some(high), Some(meant)) if is_percent(dial) && high < usual && !is_signed => {
            let other = if high < Dec::ONE { "a fraction of 1" } else { "a factor" };
            Err(Failure::new(
                Exit::Usage,
                format_args!(
                    "{option} {high}: {} is in percent, and {high} may be {other}; {}",
                    dial.key(),
                    as_percent(meant, high)
                ),
            ))
        }
        _ => Ok(()),
    }
}

/// Whether an input is a percentage that people also give as a fraction.
fn is_percent(dial: Dial) -> bool {
    matches!(dial, Dial::Utilization | Dial::Ec2Price)
}

/// An input with or without a range of it: `duration` or `duration=10..1000`.
///
/// # Errors
/// Wrong usage for an unknown input or a range that is none.
pub(crate) fn with_range(option: &str, text: &str) -> Result<(Dial, Option<(Dec, Dec)>), Failure> {
    let Some((name, range)) = text.split_once('=') else { return Ok((named(option, text.trim())?, None)) };
    let dial = named(option, name.trim())?;
    if let Some(two) = two_dots(range) {
        // What lacks more than that is told of.
        let two = format!("{}={two}", dial.key());
        with_range(option, &two)?;
        let text = report::clean(text);
        return Err(Failure::new(
            Exit::Usage,
            format_args!("{option} {text}: a range has two dots in a row: write {}", report::clean(&two)),
        ));
    }
    let Some((low, high)) = range.split_once("..") else {
        let text = report::clean(text);
        return Err(Failure::new(
            Exit::Usage,
            format_args!("{option} {text}: write a range, such as {}=1..100", dial.key()),
        ));
    };
    match bounds(dial, (option, Some(low.trim())), (option, Some(high.trim())))? {
        (Some(low), Some(high)) if low >= high => {
            let text = report::clean(text);
            Err(Failure::new(Exit::Usage, format_args!("{option} {text}: {low} is not below {high}")))
        }
        (Some(low_end), Some(high_end)) => {
            if let Some(help) = one_suffix(range) {
                let text = report::clean(text);
                return Err(Failure::new(Exit::Usage, format_args!("{option} {text}: {ONE_SUFFIX}; {help}")));
            }
            no_fraction(dial, option, Some(high.trim()))?;
            Ok((dial, Some((low_end, high_end))))
        }
        _ => Ok((dial, None)),
    }
}
