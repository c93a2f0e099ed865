//! What comes of a condition: it holds, it does not, or nobody can tell.

use super::{Node, Operand, Operator, TOTALS, TotalField};
use crate::analysis::fields::Value;
use crate::analysis::{Comparison, Totals};
use crate::cost::OptionKey;
use crate::units::{Dec, Usd};
use std::borrow::Cow;

/// What comes of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgment {
    /// It holds.
    Holds,
    /// It does not.
    HoldsNot,
    /// It hangs on a value that is not there.
    Unknown(Missing),
}

/// A value that is not there, or does not stand for all that it tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Missing {
    /// The field.
    pub field: &'static str,
    /// Why it is not there.
    pub cause: Cause,
}

/// Why a value is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The option is not possible, or not at all inputs.
    NotPossible(OptionKey),
    /// It takes any option, and none is possible.
    PossibleNowhere,
    /// The search for it took too much effort: a nearer change of the cheaper option may be there.
    NotSearched,
}

/// Judges as logic of three values does: what is not known counts only where the rest leaves the answer open.
pub(super) fn judge(node: &Node, comparison: Option<&Comparison>, totals: &Totals) -> Judgment {
    // One `decisive` part decides; else one that is not known does; else the other answer is left.
    let of_all = |all: &[Node], decisive: Judgment, otherwise: Judgment| {
        let mut found = otherwise;
        for node in all {
            match judge(node, comparison, totals) {
                known if known == decisive => return decisive,
                Judgment::Unknown(missing) if found == otherwise => found = Judgment::Unknown(missing),
                _ => {}
            }
        }
        found
    };
    match node {
        Node::Or(all) => of_all(all, Judgment::Holds, Judgment::HoldsNot),
        Node::And(all) => of_all(all, Judgment::HoldsNot, Judgment::Holds),
        Node::Not(inner) => match judge(inner, comparison, totals) {
            Judgment::Holds => Judgment::HoldsNot,
            Judgment::HoldsNot => Judgment::Holds,
            unknown @ Judgment::Unknown(_) => unknown,
        },
        Node::Compare(left, operator, right) => {
            let (left, right) = (resolve(left, comparison, totals), resolve(right, comparison, totals));
            compared(&left, *operator, &right)
        }
    }
}

fn compared(left: &Resolved<'_>, operator: Operator, right: &Resolved<'_>) -> Judgment {
    let order = match (left, right) {
        (Resolved::Missing(missing), _) | (_, Resolved::Missing(missing)) => return Judgment::Unknown(*missing),
        (Resolved::Number(a), Resolved::Number(b)) => a.cmp(b),
        (Resolved::Text(a), Resolved::Text(b)) => a.cmp(b),
        (Resolved::Flag(a), Resolved::Flag(b)) => a.cmp(b),
        _ => return Judgment::HoldsNot,
    };
    let holds = match operator {
        Operator::Less => order.is_lt(),
        Operator::LessOrEqual => order.is_le(),
        Operator::Greater => order.is_gt(),
        Operator::GreaterOrEqual => order.is_ge(),
        Operator::Equal => order.is_eq(),
        Operator::NotEqual => order.is_ne(),
    };
    if holds { Judgment::Holds } else { Judgment::HoldsNot }
}

enum Resolved<'a> {
    Number(Usd),
    Text(Cow<'a, str>),
    Flag(bool),
    /// There is nothing to tell.
    Absent,
    /// Nobody can tell.
    Missing(Missing),
}

fn resolve<'a>(operand: &'a Operand, comparison: Option<&'a Comparison>, totals: &Totals) -> Resolved<'a> {
    match operand {
        Operand::Number(number) => Resolved::Number(*number),
        Operand::Text(text) => Resolved::Text(Cow::Borrowed(text)),
        Operand::Flag(flag) => Resolved::Flag(*flag),
        Operand::Total(field) => of_totals(*field, totals),
        Operand::Field(field) => {
            let Some(comparison) = comparison else { return Resolved::Absent };
            if let Some(side) = field.missing_side(comparison) {
                return Resolved::Missing(Missing { field: field.name, cause: Cause::NotPossible(side) });
            }
            if field.is_of_a_cut_search(comparison) {
                return Resolved::Missing(Missing { field: field.name, cause: Cause::NotSearched });
            }
            match (field.value)(comparison) {
                Value::Money(amount) => Resolved::Number(amount),
                Value::Number(number) => Usd::from_dollars(number).map_or(Resolved::Absent, Resolved::Number),
                Value::Flag(flag) => Resolved::Flag(flag),
                words => words.text().map_or(Resolved::Absent, Resolved::Text),
            }
        }
    }
}

/// A total that is a number and known.
pub(super) fn amount_of(field: TotalField, totals: &Totals) -> Option<Usd> {
    if let Resolved::Number(amount) = of_totals(field, totals) { Some(amount) } else { None }
}

fn of_totals(field: TotalField, totals: &Totals) -> Resolved<'static> {
    let (amount, sides): (Option<Usd>, &[OptionKey]) = match field {
        TotalField::Lambda => (totals.all_on(OptionKey::Lambda), &[OptionKey::Lambda]),
        TotalField::Ec2 => (totals.all_on(OptionKey::Ec2), &[OptionKey::Ec2]),
        TotalField::Cheapest => (Some(totals.cheapest).filter(|_| totals.impossible == 0), &[]),
        TotalField::Saving => (totals.saving(), &OptionKey::ALL),
        TotalField::Workloads => {
            (i64::try_from(totals.workloads).ok().and_then(|n| Usd::from_dollars(Dec::from_int(n))), &[])
        }
    };
    let name = TOTALS.iter().find(|(_, known)| *known == field).map(|(name, _)| *name);
    let side = sides.iter().copied().find(|side| totals.all_on(*side).is_none());
    match (amount, name) {
        (Some(amount), _) => Resolved::Number(amount),
        // What is possible nowhere is missing on each side: to name one would say that the other helps.
        (None, Some(field)) if totals.impossible > 0 => {
            Resolved::Missing(Missing { field, cause: Cause::PossibleNowhere })
        }
        (None, Some(field)) => {
            side.map_or(Resolved::Absent, |side| Resolved::Missing(Missing { field, cause: Cause::NotPossible(side) }))
        }
        (None, None) => Resolved::Absent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::breakeven::{Question, break_even};
    use crate::analysis::{Gate, compare};
    use crate::cost::Settings;
    use crate::pricebook::PriceBook;

    /// 1,000,000 ms are more than the 900,000 that Lambda allows.
    #[test]
    fn what_is_not_possible_leaves_only_conditions_open_that_hang_on_it() {
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb\nLong,1000,1000000,1024\n";
        let workload = crate::scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        let comparison = compare(&book, workload, &Settings::new(book.rules())).unwrap();
        let mut totals = Totals::default();
        totals.add(&comparison).unwrap();
        let judge = |text: &str| Gate::parse(text, &book).unwrap().judge(Some(&comparison), &totals);
        let missing = |field| Judgment::Unknown(Missing { field, cause: Cause::NotPossible(OptionKey::Lambda) });
        for (text, expected) in [
            ("lambda_usd > 5", missing("lambda_usd")),
            ("not lambda_usd > 5", missing("lambda_usd")),
            ("lambda_usd != lambda_usd", missing("lambda_usd")),
            ("saving_pct < 10", missing("saving_pct")),
            ("saving_usd > 1 and name == 'Long'", missing("saving_usd")),
            ("total.lambda_usd > 1", missing("total.lambda_usd")),
            ("total.saving_usd > 1", missing("total.saving_usd")),
            ("lambda_usd > 5 or lambda_possible == false", Judgment::Holds),
            ("not lambda_possible or lambda_usd > 5", Judgment::Holds),
            ("lambda_possible and lambda_usd > 5", Judgment::HoldsNot),
            ("lambda_usd > 5 and name == 'Short'", Judgment::HoldsNot),
            ("cheaper == 'ec2' and ec2_possible", Judgment::Holds),
            ("ec2_usd < 0 or total.ec2_usd < 0", Judgment::HoldsNot),
            // Nothing to tell, which is an answer.
            ("breakeven_ratio < 2", Judgment::HoldsNot),
            ("warnings == 'x'", Judgment::HoldsNot),
        ] {
            assert_eq!(judge(text), expected, "{text}");
        }
    }

    #[test]
    fn what_a_cut_search_found_decides_nothing() {
        // As by hand in `analysis/breakeven/mod.rs`: Lambda up to 38,399,931 requests, which is 3.84 times 10M.
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb,instance_type,instance_count,invocation\n\
                   A,10M,100,1024,m5.large,1,async\n";
        let workload = crate::scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        let settings = Settings::new(book.rules());
        let mut comparison = compare(&book, workload, &settings).unwrap();
        let found = break_even(&book, &comparison.workload, &settings, Question::VOLUME).unwrap();
        comparison.break_even = Some(Box::new(found));
        let judge = |text: &str, comparison: &Comparison| {
            Gate::parse(text, &book).unwrap().judge(Some(comparison), &Totals::default())
        };
        assert_eq!(judge("breakeven_ratio > 3.8 and breakeven_searched", &comparison), Judgment::Holds);
        comparison.break_even.as_mut().unwrap().is_unfinished = true;
        let missing = Judgment::Unknown(Missing { field: "breakeven_ratio", cause: Cause::NotSearched });
        assert_eq!(judge("breakeven_ratio > 3.8", &comparison), missing);
        assert_eq!(judge("breakeven_searched", &comparison), Judgment::HoldsNot);
        assert_eq!(judge("breakeven_searched and breakeven_ratio > 3.8", &comparison), Judgment::HoldsNot);
    }
}
