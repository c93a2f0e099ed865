//! A sweep: a workload priced at every value of one or two columns of the scenario file.

mod axis;
mod recommend;

pub use axis::{Axis, AxisError, Spread};
pub use recommend::{Recommended, if_it_fits, recommended};

use super::breakeven::Dial;
use super::{Comparison, compare, compare_each};
use crate::cost::{CostError, OptionKey, Reason, Settings, at_memory};
use crate::pricebook::PriceBook;
use crate::scenario::{BadValue, Context, Measured, Workload, with_values};
use crate::terms::MOST_PROBLEMS;
use crate::units::Dec;

/// The workload at one place of a sweep.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    /// The value on each axis.
    pub values: Vec<String>,
    /// What Lambda's duration is there, ms; `None` where its memory is too small to run in.
    pub duration_ms: Option<Dec>,
    /// Whether a request is known to fit into Lambda's memory there: it ran in it, or holds no more.
    pub fits: bool,
    /// How many of the values are not the workload's own.
    pub changed: usize,
    /// Its price on each option, or why there is none.
    pub outcome: Result<Comparison, NoOutcome>,
}

/// Why a place of a sweep has no outcome.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoOutcome {
    /// It cannot be priced.
    #[error(transparent)]
    Cost(#[from] CostError),
    /// Its values do not go together, or not with the rest of the row.
    #[error(transparent)]
    Refused(#[from] BadValue),
}

/// The sweep of one workload.
#[derive(Debug, Clone, PartialEq)]
pub struct Swept {
    /// The workload's name.
    pub name: String,
    /// Every place, the last axis fastest.
    pub stops: Vec<Stop>,
    /// The workload as it is, where that is none of the places of a sweep over one column's numbers.
    pub own: Option<Comparison>,
    /// Columns that stay here, and that break-evens of the same input move along.
    pub kept: Vec<&'static str>,
}

/// The columns of a workload that a sweep over `duration_ms` leaves as they are, though break-evens of it move them along:
/// a sweep changes the cells that it is told to, and no other.
#[must_use]
pub fn kept(workload: &Workload, axes: &[Axis]) -> Vec<&'static str> {
    let varies = |column: &str| axes.iter().any(|axis| axis.name() == column);
    let followers = if varies("duration_ms") { Dial::Duration.followers(workload) } else { &[] };
    followers.iter().map(|one| one.column).filter(|column| !varies(column)).collect()
}

/// The workload as it is, where a sweep over the numbers of one column passed its own one over. `stops` are its places.
#[must_use]
pub fn passed_over(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    axes: &[Axis],
    stops: &[Stop],
) -> Option<Comparison> {
    let [axis] = axes else { return None };
    let is_wanted = axis.is_of_numbers() && stops.iter().all(|stop| stop.changed > 0);
    // What has no price as it is has its places to tell that.
    if is_wanted { compare(book, workload.clone(), settings).ok() } else { None }
}

/// Sweeps one workload over one or two axes, the last one fastest. A sweep of `memory_mb` changes Lambda alone: its
/// duration follows the vCPU share, or is the one that was `measured`.
///
/// # Errors
/// Values that their columns refuse, or that go with the rest of the row at no place: the first ones, each once. Where some
/// places have such values and others have not, the former have no outcome.
pub fn sweep(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    axes: &[Axis],
    measured: &[Measured],
    context: &Context<'_>,
) -> Result<Vec<Stop>, Vec<BadValue>> {
    refuse_values(workload, axes, context)?;
    let changes: Vec<Vec<bool>> = axes.iter().map(|axis| changes(workload, axis, context)).collect();
    let stops = places(axes).map(|places| {
        let changed = changes.iter().zip(&places).filter(|(changes, place)| changes[**place]).count();
        let stop = match row(workload, axes, &places, context) {
            Ok(row) => stop(book, row, settings, axes, &places, measured),
            Err(bad) => Stop::new(axes, &places, Err(bad.into())),
        };
        Stop { changed, ..stop }
    });
    Ok(stops.collect())
}

/// Refuses values that their columns refuse, and those that do not go with the rest of the row where no place has others.
fn refuse_values(workload: &Workload, axes: &[Axis], context: &Context<'_>) -> Result<(), Vec<BadValue>> {
    // Of two columns whose values are refused a place tells one.
    let mut refused = if axes.len() > 1 { refused_alone(workload, axes, context) } else { Vec::new() };
    if !refused.is_empty() {
        return Err(refused);
    }
    let (mut is_fatal, mut is_any_usable) = (false, false);
    for places in places(axes) {
        match row(workload, axes, &places, context) {
            Ok(_) => is_any_usable = true,
            Err(bad) => {
                is_fatal |= !bad.beside;
                if refused.len() < MOST_PROBLEMS && !refused.contains(&bad) {
                    refused.push(bad);
                }
            }
        }
    }
    if is_fatal || !is_any_usable { Err(refused) } else { Ok(()) }
}

/// The values that their columns refuse whatever stands beside them: the first ones, each once.
fn refused_alone(workload: &Workload, axes: &[Axis], context: &Context<'_>) -> Vec<BadValue> {
    let mut refused: Vec<BadValue> = Vec::new();
    for axis in axes {
        let values = (0..axis.values.len()).map(|at| row(workload, std::slice::from_ref(axis), &[at], context));
        for bad in values.filter_map(Result::err).filter(|bad| !bad.beside) {
            if refused.len() < MOST_PROBLEMS && !refused.contains(&bad) {
                refused.push(bad);
            }
        }
    }
    refused
}

/// Every place, as the number of its value on each axis; the last axis fastest.
fn places(axes: &[Axis]) -> impl Iterator<Item = Vec<usize>> {
    let count: usize = axes.iter().map(|axis| axis.values.len()).product();
    (0..count).map(|number| {
        let mut rest = number;
        let mut places: Vec<usize> = axes
            .iter()
            .rev()
            .map(|axis| {
                let place = rest % axis.values.len();
                rest /= axis.values.len();
                place
            })
            .collect();
        places.reverse();
        places
    })
}

/// Of each value of an axis, whether it makes another workload.
fn changes(workload: &Workload, axis: &Axis, context: &Context<'_>) -> Vec<bool> {
    let is_own = |value: &String| match axis.name() {
        "memory_mb" => {
            memory_size(workload, axis.column, value, context).is_ok_and(|memory_mb| memory_mb == workload.memory_mb)
        }
        _ => with_values(workload, &[(axis.column, value.as_str())], context).is_ok_and(|row| *row == *workload),
    };
    axis.values.iter().map(|value| !is_own(value)).collect()
}

/// The row at one place, and the memory size there, where that varies: it is Lambda's alone.
type Row = (Box<Workload>, Option<Dec>);

fn row(workload: &Workload, axes: &[Axis], places: &[usize], context: &Context<'_>) -> Result<Row, BadValue> {
    let value = |at: usize| axes[at].values[places[at]].as_str();
    let is_memory = |at: &usize| axes[*at].name() == "memory_mb";
    let columns: Vec<(usize, &str)> =
        (0..axes.len()).filter(|at| !is_memory(at)).map(|at| (axes[at].column, value(at))).collect();
    let base = with_values(workload, &columns, context)?;
    let memory = match (0..axes.len()).find(is_memory) {
        Some(at) => Some(memory_size(&base, axes[at].column, value(at), context)?),
        None => None,
    };
    Ok((base, memory))
}

fn stop(
    book: &PriceBook,
    (base, memory): Row,
    settings: &Settings,
    axes: &[Axis],
    places: &[usize],
    measured: &[Measured],
) -> Stop {
    let ran = memory.and_then(|memory_mb| measured.iter().find(|one| one.memory_mb == memory_mb));
    let fits = ran.is_some() || memory.is_none_or(|memory_mb| memory_mb >= base.effective_memory_used_mb());
    let lambda = match memory {
        None => Ok(Some((*base).clone())),
        Some(memory_mb) => match ran {
            Some(one) => Ok(Some(Workload { memory_mb, duration_ms: one.duration_ms, ..(*base).clone() })),
            None => at_memory(&base, book.rules(), memory_mb).map_err(CostError::from),
        },
    };
    let duration_ms = lambda.as_ref().ok().and_then(|lambda| Some(lambda.as_ref()?.duration_ms));
    let outcome = lambda.map_err(NoOutcome::from).and_then(|lambda| {
        let shown = lambda.clone().unwrap_or_else(|| (*base).clone());
        // Where the memory is too small for a request, only EC2 is left: its price does not depend on it.
        let mut comparison =
            compare_each(book, &shown, |key| if key == OptionKey::Lambda { &shown } else { &base }, settings)?;
        if lambda.is_none() {
            let (what, unit) = ("what a request holds in memory", "MB");
            let (value, limit) = (base.effective_memory_used_mb(), memory.unwrap_or(base.memory_mb));
            comparison.rule_out(OptionKey::Lambda, Reason::Limit { what, value, limit, unit, hint: "" })?;
        }
        Ok(comparison)
    });
    Stop { duration_ms, fits, ..Stop::new(axes, places, outcome) }
}

impl Stop {
    /// A place with what came out there, of which nothing else is known.
    fn new(axes: &[Axis], places: &[usize], outcome: Result<Comparison, NoOutcome>) -> Stop {
        let values = axes.iter().zip(places).map(|(axis, place)| axis.values[*place].clone()).collect();
        Stop { values, duration_ms: None, fits: true, changed: 0, outcome }
    }
}

/// A memory size as a number, checked as a cell is; what a request holds may be more, which the sweep itself handles.
fn memory_size(base: &Workload, column: usize, value: &str, context: &Context<'_>) -> Result<Dec, BadValue> {
    let free = Workload { memory_used_mb: None, cpu_ms: None, ..base.clone() };
    match with_values(&free, &[(column, value)], context) {
        Ok(row) => Ok(row.memory_mb),
        // Nothing that it could be beside is left.
        Err(bad) => Err(BadValue { beside: false, ..bad }),
    }
}
