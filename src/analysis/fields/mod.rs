//! The named figures of a comparison: the one table behind CSV columns, sorting and gates.

mod meant;
mod table;

pub use meant::meant;
pub use table::{FIELDS, FIGURES, each_figure};

use super::Comparison;
use crate::cost::{Assumptions, OptionKey};
use crate::units::{Dec, Usd};
use std::borrow::Cow;
use std::fmt;

/// The value of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Nothing to say, such as the cost of an option that is not possible.
    Empty,
    /// Words, some of them from the scenario.
    Text(Cow<'a, str>),
    /// One of our own names, which no format needs to quote.
    Key(&'static str),
    /// Short names of assumptions.
    Assumptions(Assumptions),
    /// Dollars a month.
    Money(Usd),
    /// A number.
    Number(Dec),
    /// Yes or no.
    Flag(bool),
}

impl<'a> Value<'a> {
    /// The words of a value that is made of words.
    #[must_use]
    pub fn text(self) -> Option<Cow<'a, str>> {
        match self {
            Value::Text(text) => Some(text),
            Value::Key(key) => Some(Cow::Borrowed(key)),
            Value::Assumptions(assumptions) => {
                let mut text = String::new();
                keys(assumptions, |part| text.push_str(part));
                Some(Cow::Owned(text))
            }
            Value::Empty | Value::Money(_) | Value::Number(_) | Value::Flag(_) => None,
        }
    }

    /// Appends the exact value, plain, for exports.
    #[inline(always)]
    pub fn push_to(&self, out: &mut Vec<u8>) {
        match self {
            Value::Empty => {}
            Value::Text(text) => out.extend_from_slice(text.as_bytes()),
            Value::Key(key) => out.extend_from_slice(key.as_bytes()),
            Value::Assumptions(assumptions) => keys(*assumptions, |part| out.extend_from_slice(part.as_bytes())),
            Value::Money(amount) => amount.push_to(out),
            Value::Number(number) => number.push_to(out),
            Value::Flag(flag) => out.extend_from_slice(if *flag { b"true" } else { b"false" }),
        }
    }
}

/// One named figure of a comparison.
pub struct Field {
    /// Its name: a CSV column, and a word of `--sort` and `--fail-if`. Names are kept for good.
    pub name: &'static str,
    /// What must be possible for it to have values.
    pub of: Of,
    /// What its values can be.
    pub holds: Holds,
    /// What a run must compute for it to have values.
    pub needs: Needs,
    /// What it is.
    pub meaning: &'static str,
    /// Its value.
    pub value: for<'a> fn(&'a Comparison) -> Value<'a>,
}

impl PartialEq for Field {
    fn eq(&self, other: &Field) -> bool {
        self.name == other.name
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Field({})", self.name)
    }
}

impl Field {
    /// The option that is not possible, where that is why the field has no value, or one that leaves inputs out.
    #[must_use]
    pub fn missing_side(&self, comparison: &Comparison) -> Option<OptionKey> {
        let is_computed = match self.needs {
            Needs::Growth => comparison.growth.is_some(),
            Needs::Ranges => comparison.uncertainty.is_some(),
            Needs::Nothing | Needs::BreakEven | Needs::Optimize => true,
        };
        if let (Needs::Ranges, Some(found)) = (self.needs, &comparison.uncertainty) {
            // A figure of the inputs that an option can serve says nothing of the others: 5 % above it may be half.
            let falls_short = |key: &OptionKey| !found.is_always_possible(*key);
            return match self.of {
                Of::Workload => None,
                Of::Side(key) => Some(key).filter(falls_short),
                Of::BothSides => OptionKey::ALL.into_iter().find(falls_short),
            };
        }
        let impossible = |key: &OptionKey| comparison.offer(*key).is_none_or(|offer| offer.bill.is_none());
        let side = match self.of {
            Of::Workload => None,
            // What is possible today may not be in a month or at an input to come.
            Of::Side(key) => Some(key),
            Of::BothSides => OptionKey::ALL.into_iter().find(impossible),
        };
        side.filter(|_| is_computed && (self.value)(comparison) == Value::Empty)
    }

    /// Whether it tells of a change that was searched for, and the search took too much effort to be finished.
    #[must_use]
    pub fn is_of_a_cut_search(&self, comparison: &Comparison) -> bool {
        let tells_of_one = self.needs == Needs::BreakEven && matches!(self.holds, Holds::Number);
        tells_of_one && comparison.break_even.as_ref().is_some_and(|answer| answer.is_unfinished)
    }
}

/// What must be possible for a field to have values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Nothing: where it is empty, there is nothing to tell.
    Workload,
    /// That option.
    Side(OptionKey),
    /// Every option.
    BothSides,
}

/// What the values of a field can be; any of them can also be [empty](Value::Empty).
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// Money or another number.
    Number,
    /// Yes or no.
    Flag,
    /// Any words.
    Text,
    /// Some known words and no others.
    Words(fn() -> Vec<String>),
    /// Regions of the price book.
    Regions,
    /// Instance types of the price book.
    InstanceTypes,
}

/// What a run must compute for a field to have values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing besides prices.
    Nothing,
    /// A break-even in volume.
    BreakEven,
    /// Months of growing demand.
    Growth,
    /// Inputs that are ranges.
    Ranges,
    /// A search for cheaper settings.
    Optimize,
}

/// Takes figures one after the other: see [`each_figure`].
pub trait TakesFigures {
    /// Takes the next one.
    fn take(&mut self, figure: Value<'_>);
}

/// Hands out the names of assumptions, and what separates them.
fn keys(assumptions: Assumptions, mut each: impl FnMut(&'static str)) {
    let mut separator = "";
    for assumption in assumptions.iter() {
        each(separator);
        each(assumption.key());
        separator = "; ";
    }
}

/// How many fields every comparison has; those after them are empty unless it is
/// [enriched](Comparison::is_enriched).
pub const PLAIN: usize = 22;

/// Columns behind the fields in rows of CSV, of which every row of a run has the same: the price book's name and its date.
pub const OF_RUN: [&str; 2] = ["price_book", "price_as_of"];

/// The field of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::breakeven::Question;
    use crate::analysis::compare;
    use crate::cost::Settings;
    use crate::pricebook::PriceBook;

    #[test]
    fn values_are_what_the_table_says_that_they_can_be() {
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb,growth_pct_per_month\nA,10M..50M,120,1024,5\n";
        let workload = crate::scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        let settings = Settings::new(book.rules());
        let mut comparison = compare(&book, workload, &settings).unwrap();
        comparison.find_break_even(&book, &settings, Question::GLANCE).unwrap();
        comparison.find_growth(&book, &settings, 36).unwrap();
        let sampling = crate::analysis::uncertainty::Sampling { samples: 100, seed: 1 };
        comparison.find_uncertainty(&book, &settings, sampling).unwrap();
        for field in FIELDS {
            let agrees = match ((field.value)(&comparison), field.holds) {
                (Value::Empty, _) => true,
                (Value::Money(_) | Value::Number(_), holds) => matches!(holds, Holds::Number),
                (Value::Flag(_), holds) => matches!(holds, Holds::Flag),
                (words, Holds::Words(known)) => known().iter().any(|word| words.clone().text().unwrap() == *word),
                (_, holds) => matches!(holds, Holds::Text | Holds::Regions | Holds::InstanceTypes),
            };
            assert!(agrees, "{}", field.name);
        }
    }

    /// Values as they are handed out.
    struct Taken(Vec<String>);

    impl TakesFigures for Taken {
        fn take(&mut self, figure: Value<'_>) {
            self.0.push(format!("{figure:?}"));
        }
    }

    #[test]
    fn figures_are_the_first_fields_in_their_order() {
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb\nA,50M,120,1024\n";
        let workload = crate::scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        let comparison = compare(&book, workload, &Settings::new(book.rules())).unwrap();
        let mut taken = Taken(Vec::new());
        each_figure(&comparison, &mut taken);
        let fields: Vec<String> =
            FIELDS[..FIGURES].iter().map(|field| format!("{:?}", (field.value)(&comparison))).collect();
        assert_eq!((taken.0, FIELDS[FIGURES].name), (fields, "reasons"));
    }

    #[test]
    fn fields_after_the_plain_ones_are_empty_where_nothing_more_was_asked() {
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb\nA,50M,120,1024\n";
        let workload = crate::scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        let comparison = compare(&book, workload, &Settings::new(book.rules())).unwrap();
        assert!(!comparison.is_enriched());
        assert_eq!(
            FIELDS[FIGURES..PLAIN].iter().map(|field| field.name).collect::<Vec<_>>(),
            ["reasons", "warnings", "assumptions", "lambda_own_price", "ec2_own_price"]
        );
        for field in &FIELDS[PLAIN..] {
            assert_eq!((field.value)(&comparison), Value::Empty, "{}", field.name);
        }
    }
}
