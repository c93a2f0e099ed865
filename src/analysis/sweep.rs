//! A sweep: a workload priced at every value of one or two columns of the scenario file.

use super::{Comparison, compare_each};
use crate::cost::{CostError, OptionKey, Reason, Settings, at_memory};
use crate::pricebook::PriceBook;
use crate::scenario::columns::{self, COLUMNS};
use crate::scenario::{BadValue, Context, Measured, Workload, parse_number, with_values};
use crate::terms::{Arch, MOST_PROBLEMS, Purchase};
use crate::units::Dec;
use std::collections::HashSet;

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
            let power = 6.0 - value.abs().max(1e-9).log10().ceil();
            let scaled = (value * 10_f64.powf(power)).round();
            let value = match (whole && value < 1e15, power < 0.0) {
                (true, _) => Dec::from_rounded(value),
                // Digits with zeros behind them: a float of this size has digits of its own down there.
                (false, true) => Dec::from_scientific(scaled as i128, (-power) as i32).ok(),
                (false, false) => Dec::from_f64(scaled / 10_f64.powf(power)),
            };
            // Between two numbers that can be computed every number can be.
            value.map_or(to, |value| value.clamp(from, to)).to_string()
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

    /// Reads `COLUMN=A..B`, `COLUMN=A..B:log`, `COLUMN=a,b,c` or `COLUMN=all`; a range has so many `steps`.
    ///
    /// ```
    /// use costcalc::{analysis::sweep::Axis, pricebook::PriceBook};
    /// let axis = Axis::parse("memory_mb=128..512", 4, &PriceBook::current()?)?;
    /// assert_eq!(axis.values, ["128", "256", "384", "512"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`AxisError`] says what is wrong and how to mend it.
    pub fn parse(text: &str, steps: u32, book: &PriceBook) -> Result<Axis, AxisError> {
        let (name, values) = (text.split_once('='))
            .ok_or_else(|| AxisError("write it as COLUMN=VALUES, such as memory_mb=128..3008".to_owned()))?;
        let name = name.trim();
        let column = columns::find(name).filter(|at| COLUMNS[*at].name != "name").ok_or_else(|| {
            if name == "name" {
                return AxisError("names cannot vary: every workload has its own".to_owned());
            }
            let hint = match columns::meant(name) {
                Some(near) => format!("did you mean {near}?"),
                None => "`costcalc columns` lists the columns".to_owned(),
            };
            AxisError(format!("there is no column {name:?} to vary; {hint}"))
        })?;
        let values = values.trim();
        if values == "all" {
            let unknown = || AxisError("`all` is known for region, purchase and arch only".to_owned());
            return Axis::all(column, book).ok_or_else(unknown);
        }
        if let Some((low, high)) = values.split_once("..") {
            if !COLUMNS[column].is_numeric() {
                let values = Axis::all(column, book).map(|axis| axis.values).filter(|values| values.len() > 1);
                let how = match values {
                    Some(values) => {
                        format!("list its values, as in {name}={},{}, or write {name}=all", values[0], values[1])
                    }
                    None => format!("list its values, separated by commas; `costcalc columns {name}` tells them"),
                };
                return Err(AxisError(format!("{name} is no number, so there is nothing between two values; {how}")));
            }
            return Axis::between(column, low, high, steps);
        }
        let mut list: Vec<String> = values.split(',').map(|value| value.trim().to_owned()).collect();
        if list.iter().any(String::is_empty) {
            return Err(AxisError("a value of the list is empty".to_owned()));
        }
        let begins_with_0 = |value: &&String| {
            value.len() > 1 && value.bytes().all(|byte| byte.is_ascii_digit()) && value.starts_with('0')
        };
        if let Some(value) = list.iter().find(begins_with_0) {
            return Err(AxisError(format!(
                "{value:?} begins with 0: a comma stands between values, so write 1000000 or 1M for a million"
            )));
        }
        let mut seen = HashSet::new();
        list.retain(|value| seen.insert(value.clone()));
        Ok(Axis { column, values: list })
    }

    fn between(column: usize, low: &str, high: &str, steps: u32) -> Result<Axis, AxisError> {
        let (high, spread) = match high.rsplit_once(':') {
            Some((high, "log")) => (high, Spread::Logarithmic),
            Some((high, "linear")) => (high, Spread::Linear),
            Some((_, other)) => return Err(AxisError(format!("{other:?} is no spread; use log or linear"))),
            None => (high, Spread::Linear),
        };
        let number = |text: &str| -> Result<Dec, AxisError> {
            parse_number(text).map_err(|wrong| {
                AxisError(format!("{text:?} {}; {}", wrong.message, wrong.help_in(COLUMNS[column].unit)))
            })
        };
        let (from, to) = (number(low)?, number(high)?);
        if from >= to {
            return Err(AxisError(format!("{from} is not below {to}")));
        }
        if spread == Spread::Logarithmic && from.is_zero() {
            return Err(AxisError("a range by ratio cannot begin at 0".to_owned()));
        }
        Ok(Axis::range(column, from, to, spread, steps))
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

/// Why a text is no axis.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct AxisError(String);

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
/// Values that their columns refuse, or that do not go with the rest of the row: the first ones, each once.
pub fn sweep(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    axes: &[Axis],
    measured: &[Measured],
    context: &Context<'_>,
) -> Result<Vec<Stop>, Vec<BadValue>> {
    let mut stops = Vec::new();
    let mut refused: Vec<BadValue> = Vec::new();
    let mut places = vec![0; axes.len()];
    loop {
        match row(workload, axes, &places, context) {
            // One place that is refused leaves no answer: nothing more is priced.
            Ok(row) if refused.is_empty() => stops.push(stop(book, row, settings, axes, &places, measured)),
            Ok(_) => {}
            Err(bad) if refused.contains(&bad) => {}
            Err(bad) => refused.push(bad),
        }
        if refused.len() == MOST_PROBLEMS {
            return Err(refused);
        }
        let mut at = axes.len();
        loop {
            if at == 0 {
                return if refused.is_empty() { Ok(stops) } else { Err(refused) };
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
    let values = axes.iter().zip(places).map(|(axis, place)| axis.values[*place].clone()).collect();
    Stop { values, duration_ms, outcome }
}

/// A memory size as a number, checked as a cell is; what a request holds may be more, which the sweep itself handles.
fn memory_size(base: &Workload, column: usize, value: &str, context: &Context<'_>) -> Result<Dec, BadValue> {
    let free = Workload { memory_used_mb: None, cpu_ms: None, ..base.clone() };
    Ok(with_values(&free, &[(column, value)], context)?.memory_mb)
}
