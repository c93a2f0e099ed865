//! A day or a week: demand, instances, and what each option costs by the hour.

use super::lines::{neutral, sides, steps};
use super::reserved::{undercut, unless_undercut};
use super::{Subject, range, words};
use crate::analysis::Comparison;
use crate::analysis::hours::{Hour, hours};
use crate::chart::{Axis, Body, Chart, ChartError, Kind, Panel, Panels, Role, Scale, Series, Unit};
use crate::cost::OptionKey;
use crate::traffic::{WEEKDAYS, short_weekday};

/// The hours of a workload's cycle.
///
/// # Errors
/// [`ChartError::Cost`] where a price is missing or a figure is too large.
pub fn profile(subject: &Subject<'_>, comparison: &Comparison) -> Result<Chart, ChartError> {
    let workload = &comparison.workload;
    let found = hours(subject.book, comparison, subject.settings)?;
    let week = found.len() > 24;
    let x = Axis {
        title: if week { "Hour of the week, from Monday" } else { "Hour of the day" }.to_owned(),
        scale: Scale::Linear,
        from: 0.0,
        to: found.len() as f64,
        unit: Unit::Number,
        ticks: Some(if week {
            days()
        } else {
            (0..=24).step_by(3).map(|hour| (f64::from(hour), format!("{hour}:00"))).collect()
        }),
    };
    let stairs = |of: &dyn Fn(&Hour) -> Option<f64>| {
        steps(found.iter().map(|hour| (hour.number as f64, hour.number as f64 + 1.0, of(hour))))
    };
    let mut panels = vec![Panel {
        y: Axis {
            unit: Unit::Number,
            ..range::from_zero("Requests a second (hourly mean)", found.iter().map(|hour| hour.requests_per_second))
        },
        series: vec![neutral("demand", stairs(&|hour| Some(hour.requests_per_second)))],
        crossings: Vec::new(),
    }];
    let instances = stairs(&|hour| hour.instances.map(|count| count as f64));
    if !instances.is_empty() {
        let counts = found.iter().filter_map(|hour| hour.instances).map(|count| count as f64);
        panels.push(Panel {
            y: Axis { unit: Unit::Count, ..whole(range::from_zero("EC2 instances", counts)) },
            series: vec![Series { name: "instances".to_owned(), role: Role::Ec2, pieces: instances }],
            crossings: Vec::new(),
        });
    }
    panels.push(Panel {
        y: range::from_zero("USD an hour", found.iter().flat_map(|hour| hour.usd).flatten()),
        series: sides(|at| stairs(&|hour| hour.usd[at])),
        crossings: Vec::new(),
    });
    let mut notes = words::notes(comparison);
    notes.push("Hours add up to the month's bill: what goes with requests by demand, instances by the hours they run, commitments and fixed charges evenly.".to_owned());
    Ok(Chart {
        kind: Kind::Profile,
        workload: Some(words::name(workload)),
        title: subject.title(workload, told(title(&found, comparison.verdict.winner()), comparison)),
        subtitle: format!(
            "{} · traffic: {}",
            subject.about_titled(comparison),
            crate::terms::clean(workload.traffic.name())
        ),
        prices: subject.prices(&words::regions([&**workload])),
        foot: undercut(std::slice::from_ref(comparison)),
        notes,
        body: Body::Panels(Panels { x, panels, own: None }),
    })
}

/// A title that says that Lambda is cheaper, with what denies it.
fn told(title: String, comparison: &Comparison) -> String {
    if title.starts_with("Lambda is cheaper") { unless_undercut(title, comparison) } else { title }
}

fn days() -> Vec<(f64, String)> {
    WEEKDAYS.into_iter().enumerate().map(|(at, day)| (24.0 * at as f64, short_weekday(day).to_owned())).collect()
}

/// An axis of whole things has no labels between them.
fn whole(axis: Axis) -> Axis {
    if axis.to > 5.0 {
        return axis;
    }
    let last = axis.to.ceil() as i32;
    Axis {
        to: f64::from(last),
        ticks: Some((0..=last).map(|count| (f64::from(count), count.to_string())).collect()),
        ..axis
    }
}

fn hours_of(count: usize) -> String {
    if count == 1 { "1 hour".to_owned() } else { format!("{count} hours") }
}

/// In how many hours which option is cheaper; where hours differ, which is over the month stands before them.
fn title(hours: &[Hour], over_month: Option<OptionKey>) -> String {
    let cheaper = |at: usize| {
        hours.iter().filter(move |hour| match (hour.usd[at], hour.usd[1 - at]) {
            (Some(one), Some(other)) => one < other,
            (Some(_), None) => true,
            _ => false,
        })
    };
    let (lambda, ec2, all) = (cheaper(0).count(), cheaper(1).count(), hours.len());
    let cycle = if all > 24 { "week" } else { "day" };
    // What is not possible is so in every hour.
    let one_sided = hours.iter().all(|hour| hour.usd.contains(&None));
    match (lambda, ec2) {
        (0, 0) if one_sided => "Neither can run this workload".to_owned(),
        (lambda, 0) if lambda == all && one_sided => "Only Lambda can run this workload".to_owned(),
        (0, ec2) if ec2 == all && one_sided => "Only EC2 can run this workload".to_owned(),
        (0, 0) => format!("No side is cheaper in any hour of the {cycle}"),
        (lambda, 0) if lambda == all => format!("Lambda is cheaper in every hour of the {cycle}"),
        (0, ec2) if ec2 == all => format!("EC2 is cheaper in every hour of the {cycle}"),
        (0, ec2) => format!("EC2 is cheaper in {} of the {cycle}, Lambda in none", hours_of(ec2)),
        (lambda, 0) => format!("Lambda is cheaper in {} of the {cycle}, EC2 in none", hours_of(lambda)),
        (lambda, ec2) => {
            let (own, other) = match over_month {
                Some(OptionKey::Lambda) => (("Lambda", lambda), ("EC2", ec2)),
                Some(OptionKey::Ec2) => (("EC2", ec2), ("Lambda", lambda)),
                None => return format!("Lambda is cheaper in {} of the {cycle}, EC2 in {ec2}", hours_of(lambda)),
            };
            let [in_own, in_other] = [own.1, other.1].map(hours_of);
            match own.1 < other.1 {
                true => format!("{} is cheaper over the month, but {} in {in_other} of the {cycle}", own.0, other.0),
                false => {
                    format!(
                        "{} is cheaper over the month and in {in_own} of the {cycle}, {} in {}",
                        own.0, other.0, other.1
                    )
                }
            }
        }
    }
}
