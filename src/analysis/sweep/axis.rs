//! [`Axis`]: a column of the scenario file with the values that a sweep gives it.

use crate::analysis::breakeven::Dial;
use crate::pricebook::PriceBook;
use crate::scenario::columns::{self, COLUMNS};
use crate::scenario::{Context, ONE_SUFFIX, one_suffix, parse_number, two_dots};
use crate::terms::{Arch, Purchase};
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

    /// Whether its values are a choice that can be made, and not what the work is that has to be done.
    #[must_use]
    pub fn is_setting(&self) -> bool {
        SETTINGS.contains(&self.name())
    }

    /// Whether all of its values are numbers, between which there are others.
    #[must_use]
    pub fn is_of_numbers(&self) -> bool {
        COLUMNS[self.column].is_numeric()
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
                Spread::Logarithmic => low * libm::pow(high / low, share),
            };
            // Six significant digits are more than a chart shows, and keep values readable.
            let power = 6.0 - libm::log10(value.abs().max(1e-9)).ceil();
            let scaled = (value * libm::pow(10.0, power)).round();
            let value = match (whole && value < 1e15, power < 0.0) {
                (true, _) => Dec::from_rounded(value, 0),
                // Digits with zeros behind them: a float of this size has digits of its own down there.
                (false, true) => Dec::from_scientific(scaled as i128, (-power) as i32).ok(),
                (false, false) => Dec::from_f64(scaled / libm::pow(10.0, power)),
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
            let hint = columns::suggestion(name).unwrap_or_else(|| "`costcalc columns` lists the columns".to_owned());
            AxisError(format!("there is no column {name:?} to vary; {hint}"))
        })?;
        if OF_LATER_MONTHS.contains(&COLUMNS[column].name) {
            return Err(AxisError(format!(
                "a sweep prices one month, and {name} counts in later ones: `costcalc compare --months N --set {name}=VALUE` \
                 looks ahead"
            )));
        }
        let values = values.trim();
        if values == "all" {
            let unknown = || AxisError("`all` is known for region, purchase and arch only".to_owned());
            return Axis::all(column, book).ok_or_else(unknown);
        }
        // The name of a file may begin with two dots.
        let may_be_range = COLUMNS[column].name != "traffic";
        if let Some(two) = two_dots(values).filter(|_| may_be_range).map(|two| format!("{name}={two}")) {
            // What lacks more than that is told of.
            Axis::parse(&two, steps, book)?;
            return Err(AxisError(format!("a range has two dots in a row: write {two}")));
        }
        if let Some((low, high)) = values.split_once("..").filter(|_| may_be_range) {
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
            if values.contains(',') {
                return Err(AxisError(format!(
                    "a comma stands between values and .. between the ends of a range: write {name}=A..B, its numbers \
                     without separators, or each value, as in {name}=A,B,C"
                )));
            }
            return Axis::between(column, low, high, steps).map(|axis| axis.in_steps(book));
        }
        let list: Vec<String> = values.split(',').map(|value| value.trim().to_owned()).collect();
        if list.iter().any(String::is_empty) {
            return Err(AxisError("a value of the list is empty".to_owned()));
        }
        if COLUMNS[column].is_numeric()
            && let Some(separated) = list.iter().find_map(|value| separated(value))
        {
            return Err(AxisError(format!(
                "commas stand between the values of a list: write {name}={separated}; a number has no blanks"
            )));
        }
        let begins_with_0 = |value: &&String| {
            value.len() > 1 && value.bytes().all(|byte| byte.is_ascii_digit()) && value.starts_with('0')
        };
        if let Some(value) = list.iter().find(begins_with_0) {
            return Err(AxisError(format!(
                "{value:?} begins with 0: a comma stands between values, so write 1000000 or 1M for a million"
            )));
        }
        let list: Vec<String> = list.iter().map(|value| unsigned(column, value).to_owned()).collect();
        let mut seen = HashSet::new();
        let number = |value: &String| parse_number(value).map_or_else(|_| value.clone(), |number| number.to_string());
        if let Some(twice) = list.iter().find(|value| !seen.insert(number(value))) {
            return Err(AxisError(format!("{twice} stands twice in the list; name each value once")));
        }
        Ok(Axis { column, values: list })
    }

    /// The values between the ends of a range in the steps that its column has: a range was cut by its ends alone.
    fn in_steps(mut self, book: &PriceBook) -> Axis {
        let whole = || COLUMNS[self.column].is_whole(&Context::new(book.rules())).then_some(Dec::ONE);
        let step = Dial::from_key(self.name()).and_then(|dial| dial.only_step(book)).or_else(whole);
        let Some(step) = step else { return self };
        let last = self.values.len().saturating_sub(1);
        let end = self.values.last().and_then(|value| value.parse::<Dec>().ok());
        for value in self.values.iter_mut().take(last).skip(1) {
            let above = value.parse::<Dec>().ok().and_then(|value| value.ceil_to(step));
            if let Some(above) = above {
                // The step above the last one before the end may lie behind it.
                *value = end.map_or(above, |end| above.min(end)).to_string();
            }
        }
        self.values.dedup();
        self
    }

    fn between(column: usize, low: &str, high: &str, steps: u32) -> Result<Axis, AxisError> {
        let (high, spread) = match high.rsplit_once(':') {
            Some((high, "log")) => (high, Spread::Logarithmic),
            Some((high, "linear")) => (high, Spread::Linear),
            Some((_, other)) => return Err(AxisError(format!("{other:?} is no spread; use log or linear"))),
            None => (high, Spread::Linear),
        };
        let [low, high] = [low, high].map(|end| unsigned(column, end));
        let number = |text: &str| -> Result<Dec, AxisError> {
            parse_number(text).map_err(|wrong| {
                AxisError(format!("{text:?} {}; {}", wrong.message, wrong.help_in(COLUMNS[column].unit)))
            })
        };
        let (from, to) = (number(low)?, number(high)?);
        let range = format!("{}..{}", low.trim(), high.trim());
        if let Some(help) = one_suffix(&range) {
            return Err(AxisError(format!("{range} {ONE_SUFFIX}; {help}")));
        }
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

/// Columns that are chosen: where and on what the work runs, how it is bought, how many instances there are.
const SETTINGS: [&str; 19] = [
    "region",
    "memory_mb",
    "arch",
    "provisioned_concurrency",
    "provisioned_hours_per_month",
    "snapstart",
    "front_door",
    "instance_type",
    "instance_count",
    "min_instances",
    "spare_instances",
    "target_utilization_pct",
    "max_wait_ms",
    "wait_percentile",
    "scaling",
    "schedule",
    "purchase",
    "lambda_purchase",
    "ebs_gb",
];

/// Columns that no month's costs depend on.
const OF_LATER_MONTHS: [&str; 2] = ["growth_pct_per_month", "migration_usd"];

/// A value without its percent sign, where all values of its column are percent.
fn unsigned(column: usize, value: &str) -> &str {
    let value = value.trim();
    if COLUMNS[column].unit == "%" { value.strip_suffix('%').map_or(value, str::trim_end) } else { value }
}

/// Numbers between which other signs stand, with commas; `None` for anything else.
fn separated(value: &str) -> Option<String> {
    let parts: Vec<&str> = value.split([' ', '\t', ';', '|']).filter(|part| !part.is_empty()).collect();
    let are_numbers = parts.len() > 1 && parts.iter().all(|part| parse_number(part).is_ok());
    are_numbers.then(|| parts.join(","))
}

/// Why a text is no axis.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct AxisError(String);

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str, steps: u32, book: &str) -> Result<Vec<String>, AxisError> {
        let book = PriceBook::open(book, &[]).unwrap();
        Axis::parse(text, steps, &book).map(|axis| axis.values)
    }

    #[test]
    fn ranges_are_cut_in_the_steps_of_their_column() {
        assert_eq!(values("memory_mb=128..130", 10, "2026").unwrap(), ["128", "129", "130"]);
        assert_eq!(values("instance_count=1..3", 5, "2026").unwrap(), ["1", "2", "3"]);
        // A third of the way is 1.67, two thirds are 2.33: the next whole ones.
        assert_eq!(values("parallelism=1..3", 4, "2026").unwrap(), ["1", "2", "3"]);
        // Sizes of 2019 are multiples of 64 MB: 128, then 192 above 160, 192, 256 above 224, 256.
        assert_eq!(values("memory_mb=128..256", 5, "2019").unwrap(), ["128", "192", "256"]);
        assert_eq!(values("burst=1..2", 3, "2026").unwrap(), ["1", "1.5", "2"]);
        // An end that is none is what was asked for, and is refused as such.
        assert_eq!(values("memory_mb=128..129.5", 4, "2026").unwrap(), ["128", "129", "129.5"]);
    }

    #[test]
    fn settings_are_columns() {
        for name in SETTINGS {
            assert!(columns::find(name).is_some_and(|at| COLUMNS[at].name == name), "{name}");
        }
    }

    #[test]
    fn a_list_is_no_range() {
        for text in ["memory_mb=128,256..1024", "requests_per_month=1,000..2,000"] {
            let why = values(text, 2, "2026").unwrap_err().to_string();
            assert!(why.contains("or each value, as in "), "{text}: {why}");
        }
    }

    #[test]
    fn what_is_no_number_has_no_range() {
        assert_eq!(values("traffic=../p/ref.csv,daily", 2, "2026").unwrap(), ["../p/ref.csv", "daily"]);
        assert_eq!(values("traffic=../../p/ref.csv", 2, "2026").unwrap(), ["../../p/ref.csv"]);
        for text in ["purchase=on-demand..ri-3y", "purchase=on-demand,ri-1y..ri-3y"] {
            let why = values(text, 2, "2026").unwrap_err().to_string();
            assert!(why.contains("or write purchase=all"), "{text}: {why}");
        }
    }

    #[test]
    fn what_counts_in_later_months_alone_is_no_axis() {
        let why = values("growth_pct_per_month=1,2", 2, "2026").unwrap_err().to_string();
        assert!(why.contains("--months N --set growth_pct_per_month=VALUE"), "{why}");
        assert!(values("migration_usd=0..5000", 2, "2026").is_err());
    }

    #[test]
    fn a_list_has_commas() {
        for text in ["memory_mb=128 256", "memory_mb=128; 256", "memory_mb=128|256"] {
            let why = values(text, 2, "2026").unwrap_err().to_string();
            assert!(why.contains("write memory_mb=128,256;"), "{text}: {why}");
        }
    }

    #[test]
    fn a_range_is_one_in_every_part() {
        let why = |text: &str| values(text, 2, "2026").unwrap_err().to_string();
        assert_eq!(
            why("requests_per_month=50..60M"),
            "50..60M is a range of which only the end has a suffix; write 50M..60M, or 50..60000000 if that is meant"
        );
        assert!(why("requests_per_month=50..60M:log").contains("write 50M..60M"));
        assert!(why("duration_ms=100...200").ends_with("write duration_ms=100..200"));
        assert!(why("duration_ms=100...").starts_with("\"\" is empty"));
    }

    #[test]
    fn percents_may_carry_their_sign() {
        assert_eq!(values("target_utilization_pct=1%..100%", 4, "2026").unwrap(), ["1", "34", "67", "100"]);
        assert_eq!(values("target_utilization_pct=1%,50 %,100", 4, "2026").unwrap(), ["1", "50", "100"]);
        assert!(values("target_utilization_pct=1%,1", 4, "2026").unwrap_err().to_string().contains("stands twice"));
        assert!(values("burst=1%..3%", 4, "2026").unwrap_err().to_string().starts_with("\"1%\" is not a number"));
    }

    #[test]
    fn a_value_stands_once() {
        let why = values("memory_mb=128,128", 2, "2026").unwrap_err().to_string();
        assert_eq!(why, "128 stands twice in the list; name each value once");
        assert!(values("requests_per_month=1M,1000000", 2, "2026").is_err());
        assert!(values("purchase=spot,on-demand", 2, "2026").is_ok());
    }
}
