//! The table itself: one entry a field.

use super::{Field, Holds, Needs, Of, TakesFigures, Value};
use crate::analysis::breakeven::Flip;
use crate::analysis::uncertainty::Spread;
use crate::analysis::{Comparison, Verdict};
use crate::cost::ec2::{Bound, FleetSummary};
use crate::cost::{Assumptions, Offer, OptionKey};
use crate::scenario::Scaling;
use crate::terms::Purchase;
use crate::units::{Dec, Usd};
use std::borrow::Cow;
use std::fmt;

fn money(amount: Option<Usd>) -> Value<'static> {
    amount.map_or(Value::Empty, Value::Money)
}

fn number(count: u64) -> Value<'static> {
    i64::try_from(count).map_or(Value::Empty, |count| Value::Number(Dec::from_int(count)))
}

fn total(comparison: &Comparison, key: OptionKey) -> Value<'static> {
    money(comparison.offer(key).and_then(Offer::total))
}

fn possible(comparison: &Comparison, key: OptionKey) -> Value<'static> {
    Value::Flag(comparison.offer(key).is_some_and(|offer| offer.bill.is_some()))
}

fn own_price(comparison: &Comparison, key: OptionKey) -> Value<'static> {
    Value::Flag(comparison.offer(key).is_some_and(Offer::has_own_price))
}

/// What offers have to say, each sentence after the option's name.
fn by_offer<T: fmt::Display>(comparison: &Comparison, sentences: fn(&Offer) -> &Vec<T>) -> Value<'static> {
    let mut text = String::new();
    for offer in &comparison.offers {
        for sentence in sentences(offer) {
            let separator = if text.is_empty() { "" } else { "; " };
            text.push_str(&format!("{separator}{}: {sentence}", offer.key.label()));
        }
    }
    if text.is_empty() { Value::Empty } else { Value::Text(text.into()) }
}

fn fleet<'a>(comparison: &'a Comparison, value: impl Fn(&'a FleetSummary) -> Value<'a>) -> Value<'a> {
    let fleet = comparison.offer(OptionKey::Ec2).and_then(|offer| offer.fleet.as_ref());
    fleet.map_or(Value::Empty, value)
}

/// The nearest change of the verdict in volume.
fn flip(comparison: &Comparison) -> Option<Flip> {
    comparison.break_even.as_ref().and_then(|answer| answer.nearest())
}

/// What an option costs over the possible inputs.
fn spread(comparison: &Comparison, key: OptionKey) -> Option<&Spread> {
    comparison.uncertainty.as_ref().and_then(|found| found.spread(key))
}

/// Share of the possible inputs in which an option wins, in percent.
fn wins(comparison: &Comparison, at: usize) -> Value<'static> {
    let share = comparison.uncertainty.as_ref().map(|found| found.wins[at]);
    share.and_then(|share| Dec::from_rounded(share * 100.0, 6)).map_or(Value::Empty, Value::Number)
}

/// What an option costs over all months of growing demand.
fn all_months(comparison: &Comparison, key: OptionKey) -> Value<'static> {
    let last = comparison.growth.as_ref().and_then(|found| found.months.last());
    money(last.and_then(|month| month.cumulated_usd[usize::from(key == OptionKey::Ec2)]))
}

/// The month in which a move has paid for itself.
fn payback(comparison: &Comparison, key: OptionKey) -> Value<'static> {
    let month = comparison.growth.as_ref().and_then(|found| found.payback(key));
    month.map_or(Value::Empty, |month| number(u64::from(month.number)))
}

/// Makes the table, and a function that goes through its first part without looking values up by their place: there the
/// compiler sees which kind of value each field has, which takes half of the steps of asking at run time.
macro_rules! fields {
    (
        figures: [$(Field { name: $name:literal, of: $of:expr, holds: $holds:expr, meaning: $meaning:literal, value: $value:expr $(,)? },)*],
        others: [$($other:expr,)*],
    ) => {
        /// Every field, in the order of CSV columns.
        pub static FIELDS: &[Field] =
            &[$(Field { name: $name, of: $of, holds: $holds, needs: Needs::Nothing, meaning: $meaning, value: $value },)* $($other,)*];

        /// How many fields come before those that follow from reasons, warnings and each offer's assumptions alone:
        /// writers keep their text where there are no reasons and warnings.
        pub const FIGURES: usize = [$($name,)*].len();

        /// Hands out the values of the first [`FIGURES`] fields.
        pub fn each_figure(comparison: &Comparison, to: &mut impl TakesFigures) {
            $({
                let value: for<'a> fn(&'a Comparison) -> Value<'a> = $value;
                to.take(value(comparison));
            })*
        }
    };
}

fields! {
    figures: [
        Field {
            name: "name", of: Of::Workload, holds: Holds::Text,
            meaning: "the workload",
            value: |comparison| Value::Text(comparison.workload.name.as_str().into()),
        },
        Field {
            name: "region", of: Of::Workload, holds: Holds::Regions,
            meaning: "the AWS region",
            value: |comparison| Value::Text(Cow::Borrowed(&*comparison.workload.region)),
        },
        Field {
            name: "requests_per_month", of: Of::Workload, holds: Holds::Number,
            meaning: "invocations a month",
            value: |comparison| {
                let offer = comparison.offer(OptionKey::Lambda);
                offer.and_then(|offer| offer.function).map_or(Value::Empty, |f| Value::Number(f.invocations))
            },
        },
        Field {
            name: "lambda_usd", of: Of::Side(OptionKey::Lambda), holds: Holds::Number,
            meaning: "cost on Lambda a month; empty where not possible",
            value: |comparison| total(comparison, OptionKey::Lambda),
        },
        Field {
            name: "ec2_usd", of: Of::Side(OptionKey::Ec2), holds: Holds::Number,
            meaning: "cost on EC2 a month; empty where not possible",
            value: |comparison| total(comparison, OptionKey::Ec2),
        },
        Field {
            name: "cheaper", of: Of::Workload, holds: Holds::Words(|| Verdict::KEYS.map(str::to_owned).to_vec()),
            meaning: "lambda, ec2, tie or none",
            value: |comparison| Value::Key(comparison.verdict.key()),
        },
        Field {
            name: "saving_usd", of: Of::BothSides, holds: Holds::Number,
            meaning: "dollars a month that the cheaper option saves",
            value: |comparison| match comparison.verdict {
                Verdict::Cheaper { saving, .. } => Value::Money(saving),
                Verdict::Tie => Value::Money(Usd::ZERO),
                _ => Value::Empty,
            },
        },
        Field {
            name: "saving_pct", of: Of::BothSides, holds: Holds::Number,
            meaning: "the saving in percent of the dearer option",
            value: |comparison| match comparison.verdict {
                Verdict::Cheaper { saving_pct, .. } => Value::Number(saving_pct),
                Verdict::Tie => Value::Number(Dec::ZERO),
                _ => Value::Empty,
            },
        },
        Field {
            name: "lambda_possible", of: Of::Workload, holds: Holds::Flag,
            meaning: "whether Lambda can run it",
            value: |comparison| possible(comparison, OptionKey::Lambda),
        },
        Field {
            name: "ec2_possible", of: Of::Workload, holds: Holds::Flag,
            meaning: "whether EC2 can run it",
            value: |comparison| possible(comparison, OptionKey::Ec2),
        },
        Field {
            name: "instance_type", of: Of::Side(OptionKey::Ec2), holds: Holds::InstanceTypes,
            meaning: "the EC2 instance type",
            value: |comparison| fleet(comparison, |fleet| Value::Text(Cow::Borrowed(fleet.instance_type.as_str()))),
        },
        Field {
            name: "instances", of: Of::Side(OptionKey::Ec2), holds: Holds::Number,
            meaning: "most instances at a time",
            value: |comparison| fleet(comparison, |fleet| number(fleet.peak_instances)),
        },
        Field {
            name: "instance_hours", of: Of::Side(OptionKey::Ec2), holds: Holds::Number,
            meaning: "instance-hours a month",
            value: |comparison| fleet(comparison, |fleet| Value::Number(fleet.instance_hours)),
        },
        Field {
            name: "bound", of: Of::Side(OptionKey::Ec2), holds: Holds::Words(|| Bound::ALL.map(|bound| bound.name().to_owned()).to_vec()),
            meaning: "what set the fleet's size",
            value: |comparison| fleet(comparison, |fleet| Value::Key(fleet.bound.name())),
        },
        Field {
            name: "scaling", of: Of::Side(OptionKey::Ec2), holds: Holds::Words(|| Scaling::ALL.map(|scaling| scaling.name().to_owned()).to_vec()),
            meaning: "how the fleet follows demand",
            value: |comparison| fleet(comparison, |fleet| Value::Key(fleet.scaling.name())),
        },
        Field {
            name: "purchase", of: Of::Side(OptionKey::Ec2), holds: Holds::Words(|| Purchase::all().map(|purchase| purchase.to_string()).collect()),
            meaning: "how EC2 is bought",
            value: |comparison| {
                fleet(comparison, |fleet| match fleet.purchase {
                    Purchase::OnDemand => Value::Key("on-demand"),
                    other => Value::Text(other.to_string().into()),
                })
            },
        },
        Field {
            name: "peak_utilization_pct", of: Of::Side(OptionKey::Ec2), holds: Holds::Number,
            meaning: "load over what the fleet can carry, at the peak",
            value: |comparison| {
                fleet(comparison, |fleet| {
                    Dec::from_rounded(fleet.peak_utilization * 100.0, 6).map_or(Value::Empty, Value::Number)
                })
            },
        },
    ],
    others: [
        Field {
            name: "reasons", of: Of::Workload, holds: Holds::Text, needs: Needs::Nothing,
            meaning: "why an option is not possible",
            value: |comparison| by_offer(comparison, |offer| &offer.reasons),
        },
        Field {
            name: "warnings", of: Of::Workload, holds: Holds::Text, needs: Needs::Nothing,
            meaning: "what to know before relying on an option",
            value: |comparison| by_offer(comparison, |offer| &offer.warnings),
        },
        Field {
            name: "assumptions", of: Of::Workload, holds: Holds::Text, needs: Needs::Nothing,
            meaning: "values not given that shaped the result, by short name",
            value: |comparison| {
                let all = comparison.assumptions();
                if all == Assumptions::default() { Value::Empty } else { Value::Assumptions(all) }
            },
        },
        Field {
            name: "lambda_own_price", of: Of::Workload, holds: Holds::Flag, needs: Needs::Nothing,
            meaning: "whether prices of your own moved the cost on Lambda",
            value: |comparison| own_price(comparison, OptionKey::Lambda),
        },
        Field {
            name: "ec2_own_price", of: Of::Workload, holds: Holds::Flag, needs: Needs::Nothing,
            meaning: "the same of EC2",
            value: |comparison| own_price(comparison, OptionKey::Ec2),
        },
        Field {
            name: "breakeven_requests_per_month", of: Of::Workload, holds: Holds::Number, needs: Needs::BreakEven,
            meaning: "the nearest volume at which another option is cheaper; empty where there is none or none was asked for",
            value: |comparison| flip(comparison).map_or(Value::Empty, |flip| Value::Number(flip.at)),
        },
        Field {
            name: "breakeven_ratio", of: Of::Workload, holds: Holds::Number, needs: Needs::BreakEven,
            meaning: "that volume over the workload's own",
            value: |comparison| {
                let ratio = flip(comparison).and_then(|flip| flip.ratio);
                ratio.and_then(|ratio| Dec::from_rounded(ratio, 6)).map_or(Value::Empty, Value::Number)
            },
        },
        Field {
            name: "lambda_wins_pct", of: Of::Workload, holds: Holds::Number, needs: Needs::Ranges,
            meaning: "share of the possible inputs in which Lambda is cheaper, where inputs are ranges; else empty",
            value: |comparison| wins(comparison, 0),
        },
        Field { name: "ec2_wins_pct", of: Of::Workload, holds: Holds::Number, needs: Needs::Ranges, meaning: "the same of EC2", value: |comparison| wins(comparison, 1) },
        Field {
            name: "lambda_p5_usd", of: Of::Side(OptionKey::Lambda), holds: Holds::Number, needs: Needs::Ranges,
            meaning: "cost on Lambda that one in twenty of the possible inputs is below",
            value: |comparison| money(spread(comparison, OptionKey::Lambda).map(|spread| spread.p5)),
        },
        Field {
            name: "lambda_p95_usd", of: Of::Side(OptionKey::Lambda), holds: Holds::Number, needs: Needs::Ranges,
            meaning: "cost on Lambda that one in twenty of the possible inputs is above",
            value: |comparison| money(spread(comparison, OptionKey::Lambda).map(|spread| spread.p95)),
        },
        Field {
            name: "ec2_p5_usd", of: Of::Side(OptionKey::Ec2), holds: Holds::Number, needs: Needs::Ranges,
            meaning: "the same of EC2, below",
            value: |comparison| money(spread(comparison, OptionKey::Ec2).map(|spread| spread.p5)),
        },
        Field {
            name: "ec2_p95_usd", of: Of::Side(OptionKey::Ec2), holds: Holds::Number, needs: Needs::Ranges,
            meaning: "the same of EC2, above",
            value: |comparison| money(spread(comparison, OptionKey::Ec2).map(|spread| spread.p95)),
        },
        Field {
            name: "median_saving_usd", of: Of::BothSides, holds: Holds::Number, needs: Needs::Ranges,
            meaning: "half of the possible inputs save more by the option that wins more often",
            value: |comparison| money(comparison.uncertainty.as_ref().and_then(|found| found.median_saving)),
        },
        Field {
            name: "lambda_regret_usd", of: Of::Side(OptionKey::Lambda), holds: Holds::Number, needs: Needs::Ranges,
            meaning: "the most that choosing Lambda costs too much",
            value: |comparison| money(spread(comparison, OptionKey::Lambda).map(|spread| spread.worst_regret)),
        },
        Field {
            name: "ec2_regret_usd", of: Of::Side(OptionKey::Ec2), holds: Holds::Number, needs: Needs::Ranges,
            meaning: "the most that choosing EC2 costs too much",
            value: |comparison| money(spread(comparison, OptionKey::Ec2).map(|spread| spread.worst_regret)),
        },
        Field {
            name: "optimized", of: Of::Workload, holds: Holds::Text, needs: Needs::Optimize,
            meaning: "settings that --optimize changed",
            value: |comparison| {
                let changes: Vec<String> = (comparison.changes.iter())
                    .map(|change| format!("{}: {}={}", change.key.label(), change.column, change.to))
                    .collect();
                if changes.is_empty() { Value::Empty } else { Value::Text(changes.join("; ").into()) }
            },
        },
        Field {
            name: "flip_month", of: Of::Workload, holds: Holds::Number, needs: Needs::Growth,
            meaning: "the first month of growing demand in which another option becomes the cheaper one",
            value: |comparison| {
                let month = comparison.growth.as_ref().and_then(|found| found.flips().next());
                month.map_or(Value::Empty, |month| number(u64::from(month.number)))
            },
        },
        Field {
            name: "lambda_all_months_usd", of: Of::Side(OptionKey::Lambda), holds: Holds::Number, needs: Needs::Growth,
            meaning: "what Lambda costs over all months",
            value: |comparison| all_months(comparison, OptionKey::Lambda),
        },
        Field {
            name: "ec2_all_months_usd", of: Of::Side(OptionKey::Ec2), holds: Holds::Number, needs: Needs::Growth,
            meaning: "what EC2 costs over all months",
            value: |comparison| all_months(comparison, OptionKey::Ec2),
        },
        Field {
            name: "lambda_payback_month", of: Of::Workload, holds: Holds::Number, needs: Needs::Growth,
            meaning: "the month at whose end a move to Lambda has paid for itself",
            value: |comparison| payback(comparison, OptionKey::Lambda),
        },
        Field {
            name: "ec2_payback_month", of: Of::Workload, holds: Holds::Number, needs: Needs::Growth,
            meaning: "the month at whose end a move to EC2 has paid for itself",
            value: |comparison| payback(comparison, OptionKey::Ec2),
        },
        Field {
            name: "breakeven_searched", of: Of::Workload, holds: Holds::Flag, needs: Needs::BreakEven,
            meaning: "whether the search for the break-even was finished; where not, a nearer one may be there",
            value: |comparison| {
                comparison.break_even.as_ref().map_or(Value::Empty, |answer| Value::Flag(!answer.is_unfinished))
            },
        },
    ],
}
