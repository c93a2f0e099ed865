//! A sweep: a workload priced at every value of one or two columns of the scenario file.

use super::{Comparison, compare_each};
use crate::cost::{CostError, OptionKey, Reason, Settings, at_memory};
use crate::pricebook::PriceBook;
use crate::scenario::columns::COLUMNS;
use crate::scenario::{BadValue, Context, Measured, Workload, with_values};
use crate::terms::{Arch, Purchase};
use crate::units::Dec;

/// A column and the values that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// The column's place in [`COLUMNS`].
    pub column: usize,
    /// Its values, as cells hold them.
    pub values: Vec<String>,
}

/// How values are spread between two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// Evenly by difference.
    Linear,
    /// Evenly by ratio.
    Logarithmic,
}

impl Axis {
    /// The column's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        COLUMNS[self.column].name
    }

    /// `steps` values from `from` to `to`, both included, rounded to whole ones where both ends are whole and lie far
    /// enough apart.
    ///
    /// ```
    /// use costcalc::analysis::sweep::{Axis, Spread};
    /// let axis = Axis::range(0, "1".parse()?, "100".parse()?, Spread::Logarithmic, 3);
    /// assert_eq!(axis.values, ["1", "10", "100"]);
    /// # Ok::<(), costcalc::units::DecError>(())
    /// ```
    #[must_use]
    pub fn range(column: usize, from: Dec, to: Dec, spread: Spread, steps: u32) -> Axis {
        let (low, high) = (from.to_f64(), to.to_f64());
        let whole = from.is_whole() && to.is_whole() && (high - low).abs() >= f64::from(steps);
        let last = f64::from(steps.saturating_sub(1).max(1));
        let between = |at: u32| {
            let share = f64::from(at) / last;
            let value = match spread {
                Spread::Linear => low + (high - low) * share,
                Spread::Logarithmic => low * (high / low).powf(share),
            };
            // Six significant digits are more than a chart shows, and keep values readable.
            let scale = 10_f64.powf(6.0 - value.abs().max(1e-9).log10().ceil());
            let value = if whole { value.round() } else { (value * scale).round() / scale };
            Dec::from_f64(value).map_or_else(|| value.to_string(), |value| value.to_string())
        };
        let mut values: Vec<String> = (0..steps)
            .map(|at| match at {
                0 => from.to_string(),
                at if at + 1 == steps => to.to_string(),
                at => between(at),
            })
            .collect();
        values.dedup();
        Axis { column, values }
    }

    /// Every value that a column knows: regions of the book, purchase options, architectures; `None` for others.
    #[must_use]
    pub fn all(column: usize, book: &PriceBook) -> Option<Axis> {
        let values = match COLUMNS[column].name {
            "region" => book.region_names().map(str::to_owned).collect(),
            "purchase" => Purchase::all().map(|option| option.to_string()).collect(),
            "arch" => Arch::ALL.map(|arch| arch.name().to_owned()).to_vec(),
            _ => return None,
        };
        Some(Axis { column, values })
    }
}

/// The workload at one place of a sweep.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    /// The value on each axis.
    pub values: Vec<String>,
    /// What Lambda's duration is there, ms.
    pub duration_ms: Dec,
    /// Its price on each option, or why there is none.
    pub outcome: Result<Comparison, CostError>,
}

/// Sweeps one workload over one or two axes, the last one fastest. A sweep of `memory_mb` changes Lambda alone: its
/// duration follows the vCPU share, or is the one that was `measured`.
///
/// # Errors
/// The first value that the column refuses, or that does not go with the rest of the row.
pub fn sweep(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    axes: &[Axis],
    measured: &[Measured],
    context: &Context<'_>,
) -> Result<Vec<Stop>, BadValue> {
    let mut stops = Vec::new();
    let mut places = vec![0; axes.len()];
    loop {
        stops.push(stop(book, workload, settings, axes, &places, measured, context)?);
        let mut at = axes.len();
        loop {
            if at == 0 {
                return Ok(stops);
            }
            at -= 1;
            places[at] += 1;
            if places[at] < axes[at].values.len() {
                break;
            }
            places[at] = 0;
        }
    }
}

fn stop(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    axes: &[Axis],
    places: &[usize],
    measured: &[Measured],
    context: &Context<'_>,
) -> Result<Stop, BadValue> {
    let value = |at: usize| axes[at].values[places[at]].as_str();
    let is_memory = |at: &usize| axes[*at].name() == "memory_mb";
    let columns: Vec<(usize, &str)> =
        (0..axes.len()).filter(|at| !is_memory(at)).map(|at| (axes[at].column, value(at))).collect();
    let base = with_values(workload, &columns, context)?;
    let memory = match (0..axes.len()).find(is_memory) {
        Some(at) => Some(memory_size(&base, axes[at].column, value(at), context)?),
        None => None,
    };
    let lambda = match memory {
        None => Ok(Some((*base).clone())),
        Some(memory_mb) => match measured.iter().find(|one| one.memory_mb == memory_mb) {
            Some(one) => Ok(Some(Workload { memory_mb, duration_ms: one.duration_ms, ..(*base).clone() })),
            None => at_memory(&base, book.rules(), memory_mb).map_err(CostError::from),
        },
    };
    let outcome = lambda.and_then(|lambda| {
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
    let duration_ms = outcome.as_ref().map_or(base.duration_ms, |comparison| comparison.workload.duration_ms);
    Ok(Stop { values: (0..axes.len()).map(|at| value(at).to_owned()).collect(), duration_ms, outcome })
}

/// A memory size as a number, checked as a cell is; what a request holds may be more, which the sweep itself handles.
fn memory_size(base: &Workload, column: usize, value: &str, context: &Context<'_>) -> Result<Dec, BadValue> {
    let free = Workload { memory_used_mb: None, cpu_ms: None, ..base.clone() };
    Ok(with_values(&free, &[(column, value)], context)?.memory_mb)
}
