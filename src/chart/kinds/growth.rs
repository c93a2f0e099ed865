//! Months of growing demand: what both options cost, and when the cheaper one changes.

use super::crossings::MOST_WITH_WORDS;
use super::lines::{Pieces, neutral, sides, steps};
use super::reserved::undercut_or;
use super::{Subject, range, words};
use crate::analysis::growth::{Growth, Month, growth as months_of};
use crate::analysis::{Comparison, undercutting_told};
use crate::chart::{Axis, Body, Chart, ChartError, Crossing, Kind, Panel, Panels, Scale, Unit};
use crate::cost::OptionKey;
use crate::terms::capitalized;
use crate::units::Usd;

/// So many months of a workload whose demand grows.
///
/// # Errors
/// [`ChartError::Unusable`] where demand does not grow; a price is missing or a figure is too large.
pub fn growth(subject: &Subject<'_>, comparison: &Comparison, months: u32) -> Result<Chart, ChartError> {
    let workload = &comparison.workload;
    if workload.growth_pct_per_month.is_zero() {
        let why = "demand does not grow: give growth_pct_per_month, such as --set growth_pct_per_month=5";
        return Err(ChartError::Unusable(why.to_owned()));
    }
    let found = months_of(subject.book, workload, subject.settings, months)?;
    let x = Axis {
        title: "Month".to_owned(),
        scale: Scale::Linear,
        from: 0.5,
        to: f64::from(months) + 0.5,
        unit: Unit::Number,
        ticks: Some(month_ticks(months)),
    };
    let costs = found.months.iter().flat_map(|month| month.usd).flatten().map(Usd::to_f64);
    let requests = found.months.iter().map(|month| month.requests.to_f64());
    let flips = found.flips().count();
    let money = Panel {
        y: range::from_zero("USD a month", costs),
        series: sides(|at| pieces(&found, |month| month.usd[at].map(Usd::to_f64))),
        crossings: found.flips().map(|month| crossing(subject, month, flips > MOST_WITH_WORDS)).collect(),
    };
    let demand = Panel {
        y: Axis { unit: Unit::Count, ..range::from_zero("Requests a month", requests) },
        series: vec![neutral(
            format!("+{} % a month", subject.number(workload.growth_pct_per_month, 2)),
            pieces(&found, |month| Some(month.requests.to_f64())),
        )],
        crossings: Vec::new(),
    };
    Ok(Chart {
        kind: Kind::Growth,
        workload: Some(words::name(workload)),
        title: subject.title(workload, title(&found, comparison)),
        subtitle: subtitle(subject, comparison, &found),
        prices: subject.prices(&words::regions([&**workload])),
        foot: foot(comparison, &found),
        notes: words::notes(comparison),
        body: Body::Panels(Panels { x, panels: vec![money, demand], own: None }),
    })
}

/// What the months alone do not say: a fleet that a search does not take, and which values ranges count as.
fn foot(comparison: &Comparison, found: &Growth) -> String {
    let undercut = undercut_or(comparison, || {
        let (month, fleet) = found.undercut.as_ref()?;
        Some(format!("In month {month} {}.", undercutting_told(fleet)))
    });
    let workload = &comparison.workload;
    let ranges = workload.ranges.iter().chain(&workload.later_ranges);
    let told = ranges.map(|range| format!("{}.", range.told(workload, "here")));
    [undercut].into_iter().filter(|told| !told.is_empty()).chain(told).collect::<Vec<String>>().join(" ")
}

fn month_ticks(months: u32) -> Vec<(f64, String)> {
    let every = match months {
        ..=12 => 1,
        13..=24 => 3,
        25..=60 => 6,
        61..=180 => 12,
        _ => 60,
    };
    (1..=months)
        .filter(|month| *month == 1 || month % every == 0)
        .map(|month| (f64::from(month), month.to_string()))
        .collect()
}

/// A value that stays for each month, whose middle is the month's number.
fn pieces(found: &Growth, of: impl Fn(&Month) -> Option<f64>) -> Pieces {
    steps(found.months.iter().map(|month| {
        let middle = f64::from(month.number);
        (middle - 0.5, middle + 0.5, of(month))
    }))
}

fn crossing(subject: &Subject<'_>, month: &Month, short: bool) -> Crossing {
    let cheapest = month.usd.into_iter().flatten().min();
    let detail = match (month.winner(), cheapest) {
        _ if short => String::new(),
        (Some(_), Some(usd)) => format!("{} from here: {}", month.says(), subject.usd(usd)),
        _ => month.says(),
    };
    Crossing {
        x: f64::from(month.number) - 0.5,
        y: cheapest.map(Usd::to_f64),
        to: None,
        label: format!("Month {}", month.number),
        detail,
    }
}

fn title(found: &Growth, comparison: &Comparison) -> String {
    let flips: Vec<&Month> = found.flips().collect();
    let months = found.months.len();
    let one_sided = found.months.iter().all(Month::is_one_sided);
    let first = found.months.first().and_then(Month::winner);
    match (flips.as_slice(), first) {
        ([], Some(winner)) if one_sided => format!("Only {} can run this workload", winner.label()),
        ([], Some(winner)) => {
            let title = format!("{} stays cheaper for all {months} months", winner.label());
            match comparison.undercutting() {
                Some(fleet) => format!("{title}, but in month 1 {} would cost less", fleet.in_short()),
                None => title,
            }
        }
        ([], None) if one_sided => "Neither can run this workload".to_owned(),
        ([], None) => format!("No side is cheaper in {months} months"),
        ([only], _) => match only.winner() {
            Some(winner) if !only.is_one_sided() => {
                format!("{} becomes cheaper in month {}", winner.label(), only.number)
            }
            _ => format!("{} from month {} on", capitalized(&only.says()), only.number),
        },
        ([one, .., other], _) => format!(
            "The cheaper side changes {}, in month {} first and in month {} last",
            words::times(flips.len()),
            one.number,
            other.number
        ),
    }
}

fn subtitle(subject: &Subject<'_>, comparison: &Comparison, found: &Growth) -> String {
    let mut text = subject.about_titled(comparison);
    if !found.migration_usd.is_zero() {
        let paid = OptionKey::ALL.into_iter().find_map(|key| found.payback(key).map(|month| (key, month)));
        let move_usd = subject.usd(found.migration_usd);
        text.push_str(&match paid {
            Some((key, month)) => {
                format!(" · a move to {} for {move_usd} has paid off after month {}", key.label(), month.number)
            }
            None => format!(" · a move for {move_usd} does not pay off in {} months", found.months.len()),
        });
    }
    text
}
