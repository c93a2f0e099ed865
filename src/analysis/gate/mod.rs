//! [`Gate`]: a condition over a comparison's fields, for `--fail-if`.
//!
//! Grammar: `or` of `and` of `not` of comparisons; a comparison is `value OP value` with `<`, `<=`, `>`, `>=`, `==`
//! or `!=`; a value is a field, a number (`5000`, `5k`), a `'text'`, `true` or `false`. A field of the totals begins
//! with `total.`. A field alone that is true or false stands for `field == true`. What a value would be that is not there
//! because an option is not possible, nobody can tell: a condition that hangs on it [cannot be judged](Judgment::Unknown).
//! Where there is nothing to tell, such as no break-even, the comparison does not hold, whatever the operator.

mod judge;
mod parse;
mod percent;

pub use judge::{Cause, Judgment, Missing};

use super::fields::{Field, Of};
use super::{Comparison, Totals};
use crate::cost::OptionKey;
use crate::pricebook::PriceBook;
use crate::units::Usd;

/// A condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Gate {
    root: Node,
    /// What `or` joins, outside of any brackets.
    alternatives: Vec<Alternative>,
    text: String,
}

/// A part of a condition that is enough for all of it to hold.
#[derive(Debug, Clone, PartialEq)]
struct Alternative {
    text: String,
    fields: Vec<&'static Field>,
}

/// Why a text is not a condition.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("at character {at}: {message}")]
pub struct GateError {
    /// The place, in characters from 1.
    pub at: usize,
    /// What is wrong and what was expected.
    pub message: String,
}

#[derive(Debug, Clone, PartialEq)]
enum Node {
    Or(Vec<Node>),
    And(Vec<Node>),
    Not(Box<Node>),
    Compare(Operand, Operator, Operand),
}

#[derive(Debug, Clone, PartialEq)]
enum Operand {
    Field(&'static Field),
    Total(TotalField),
    Number(Usd),
    Text(String),
    Flag(bool),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Operator {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum TotalField {
    Lambda,
    Ec2,
    Cheapest,
    Saving,
    Workloads,
}

const TOTALS: [(&str, TotalField); 5] = [
    ("total.lambda_usd", TotalField::Lambda),
    ("total.ec2_usd", TotalField::Ec2),
    ("total.cheapest_usd", TotalField::Cheapest),
    ("total.saving_usd", TotalField::Saving),
    ("total.workloads", TotalField::Workloads),
];

impl Gate {
    /// Reads a condition.
    ///
    /// # Errors
    /// [`GateError`] names the place and the nearest field or value: what no workload of the `book` can be would never
    /// hold.
    pub fn parse(text: &str, book: &PriceBook) -> Result<Gate, GateError> {
        let (root, alternatives) = parse::parse(text, Some(book))?;
        Ok(Gate { root, alternatives, text: text.to_owned() })
    }

    /// Reads a condition where no book can say which regions and instance types there are.
    ///
    /// # Errors
    /// As [`parse`](Gate::parse), but for names that only a book knows.
    pub fn check(text: &str) -> Result<(), GateError> {
        parse::parse(text, None).map(drop)
    }

    /// The same condition where an option that is not possible leaves nothing open: alternatives that ask what it costs hold
    /// only where it is possible. With it, whether there are others, by which such a workload is judged.
    #[must_use]
    pub fn guarded(&self, side: OptionKey) -> (String, bool) {
        let flag = format!("{}_possible", side.key());
        let hangs = |one: &&Alternative| {
            one.fields.iter().any(|field| match field.of {
                Of::Workload => false,
                Of::Side(of) => of == side,
                Of::BothSides => true,
            })
        };
        let guard = |one: &Alternative| format!("({flag} and {})", one.text);
        let parts: Vec<String> =
            (self.alternatives.iter()).map(|one| if hangs(&one) { guard(one) } else { one.text.clone() }).collect();
        if self.alternatives.iter().all(|one| hangs(&one)) {
            return (format!("{flag} and ({})", self.text), false);
        }
        (parts.join(" or "), true)
    }

    /// The condition as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it asks for totals at all, which are known only when every workload is priced.
    #[must_use]
    pub fn mentions_totals(&self) -> bool {
        self.root.any_operand(&|operand| matches!(operand, Operand::Total(_)))
    }

    /// The fields that it asks for.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static Field> {
        self.root.fields()
    }

    /// The texts that it compares `name` with, for being that name or not: a name that no workload has is most likely
    /// mistyped, and the condition would pass without a word.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.root.add_names(&mut names);
        names
    }

    /// The amounts of the totals that it asks for, in dollars a month, each once: none that is not known, and no count.
    #[must_use]
    pub fn total_amounts(&self, totals: &Totals) -> Vec<(&'static str, Usd)> {
        let is_asked = |field: TotalField| {
            self.root.any_operand(&|operand| matches!(operand, Operand::Total(asked) if *asked == field))
        };
        let asked = TOTALS.iter().filter(|(_, field)| *field != TotalField::Workloads && is_asked(*field));
        asked.filter_map(|(name, field)| Some((*name, judge::amount_of(*field, totals)?))).collect()
    }

    /// Whether it asks for totals alone, so that it is decided once and not for each workload.
    #[must_use]
    pub fn is_about_totals(&self) -> bool {
        fn only_totals(node: &Node) -> bool {
            match node {
                Node::Or(all) | Node::And(all) => all.iter().all(only_totals),
                Node::Not(inner) => only_totals(inner),
                Node::Compare(left, _, right) => ![left, right].iter().any(|side| matches!(side, Operand::Field(_))),
            }
        }
        only_totals(&self.root)
    }

    /// Whether it asks for a workload and for totals: it can be decided only when all are known.
    #[must_use]
    pub fn is_mixed(&self) -> bool {
        self.mentions_totals() && !self.is_about_totals()
    }

    /// What comes of it for a workload, or for the totals where it asks for those alone.
    #[must_use]
    pub fn judge(&self, comparison: Option<&Comparison>, totals: &Totals) -> Judgment {
        judge::judge(&self.root, comparison, totals)
    }
}

impl Node {
    fn add_names<'n>(&'n self, names: &mut Vec<&'n str>) {
        match self {
            Node::Or(all) | Node::And(all) => all.iter().for_each(|node| node.add_names(names)),
            Node::Not(inner) => inner.add_names(names),
            Node::Compare(left, Operator::Equal | Operator::NotEqual, right) => match (left, right) {
                (Operand::Field(field), Operand::Text(text)) | (Operand::Text(text), Operand::Field(field))
                    if field.name == "name" =>
                {
                    names.push(text);
                }
                _ => {}
            },
            Node::Compare(..) => {}
        }
    }

    fn fields(&self) -> Vec<&'static Field> {
        let found = std::cell::RefCell::new(Vec::new());
        self.any_operand(&|operand| {
            if let Operand::Field(field) = operand {
                found.borrow_mut().push(*field);
            }
            false
        });
        found.into_inner()
    }

    fn any_operand(&self, wanted: &dyn Fn(&Operand) -> bool) -> bool {
        match self {
            Node::Or(all) | Node::And(all) => all.iter().any(|node| node.any_operand(wanted)),
            Node::Not(inner) => inner.any_operand(wanted),
            Node::Compare(left, _, right) => wanted(left) || wanted(right),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Gate, GateError> {
        Gate::parse(text, &PriceBook::current().unwrap())
    }

    fn fault(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn conditions_are_read_and_faults_name_the_place() {
        assert!(read("lambda_usd > 500 or (cheaper == 'ec2' and not saving_pct < 10)").is_ok());
        assert!(read("total.lambda_usd > 1M").unwrap().is_about_totals());
        assert_eq!(fault("lamda_usd > 5"), "at character 1: unknown field \"lamda_usd\"; did you mean lambda_usd?");
        assert!(fault("lambda_usd >").contains("at character 13"));
        assert!(fault("lambda_usd 5").contains("expected <"));
        assert!(fault("cheaper == ec3").ends_with("; a text needs quotes, as in cheaper == 'ec2'"));
        assert!(fault("lambda_usd == 'x'").contains("cannot be compared"));
        assert!(fault("lambda_usd > 1,5").contains("no meaning"));
        assert!(fault("").contains("expected a field"));
        assert!(fault(&"(".repeat(5_000)).contains("nested"));
        assert!(fault("name == 'x").contains("never closed"));
    }

    #[test]
    fn what_other_languages_write_is_answered_with_what_is_written_here() {
        for (condition, answer) in [
            ("lambda_usd > 5 && ec2_usd > 5", "write `and`"),
            ("lambda_usd > 5 || ec2_usd > 5", "write `or`"),
            ("!(lambda_usd > 5)", "write `not`, or != for \"is not\""),
            ("lambda_usd => 5", "write >="),
            ("cheaper <> 'ec2'", "write !="),
            ("lambda_usd > $10", "write the number alone: a field's name says its unit"),
        ] {
            assert!(fault(condition).ends_with(answer), "{condition}: {}", fault(condition));
        }
    }

    #[test]
    fn a_condition_that_a_shell_cut_off_is_put_in_quotes() {
        let quotes = "put the condition in quotes, as in --fail-if \"lambda_usd > 100\"";
        let told = format!("expected <, <=, >, >=, == or !=; a shell takes > and < for itself: {quotes}");
        assert_eq!(fault("lambda_usd"), format!("at character 11: {told}"));
        assert!(fault("ec2_usd > 5 and lambda_usd").ends_with(quotes));
        assert!(fault("total.lambda_usd").ends_with("\"total.lambda_usd > 100\""));
        // A number is not what was cut off, and texts are compared with ==.
        for other in ["lambda_usd 5", "5", "cheaper", "(lambda_usd)"] {
            assert!(fault(other).ends_with("== or !="), "{other}: {}", fault(other));
        }
    }

    #[test]
    fn percentages_may_have_their_sign_and_fractions_are_asked_about() {
        assert_eq!(read("saving_pct > 10%").map(|gate| gate.root), read("saving_pct > 10").map(|gate| gate.root));
        for fine in ["0.2% < saving_pct", "saving_pct > 0", "saving_pct > 1", "lambda_usd > 0.2"] {
            assert!(read(fine).is_ok(), "{fine}");
        }
        let told = "saving_pct is in percent, and 0.2 may be a fraction of 1; write 20 for 20 %, or 0.2% for 0.2 %";
        assert_eq!(fault("saving_pct < 0.2"), format!("at character 14: {told}"));
        assert_eq!(fault("0.2 >= saving_pct"), format!("at character 1: {told}"));
        // 10 would be dollars, and 99 % are 0.99 times.
        for (condition, help) in [
            ("lambda_usd > 10%", "lambda_usd is none; write an amount of dollars, or ask for saving_pct"),
            ("total.saving_usd > 10%", "total.saving_usd is none; write an amount of dollars, or ask for saving_pct"),
            ("breakeven_ratio < 99%", "breakeven_ratio is none; write 0.99"),
            ("instances > 10%", "instances is none; leave the sign out"),
            ("10% > 5", "what it is compared with is none; leave the sign out"),
        ] {
            assert!(fault(condition).ends_with(help), "{}", fault(condition));
        }
    }

    #[test]
    fn totals_by_other_names_are_told_their_own() {
        for (condition, meant) in [
            ("total > 400", "total.cheapest_usd"),
            ("total_usd > 400", "total.cheapest_usd"),
            ("total.cost > 400", "total.cheapest_usd"),
            ("total_lambda_usd > 400", "total.lambda_usd"),
            ("total.ec2 > 400", "total.ec2_usd"),
            ("totals.saving_usd > 400", "total.saving_usd"),
        ] {
            let found = fault(condition);
            assert!(found.contains(&format!("did you mean {meant}? ")), "{condition}: {found}");
            for (name, _) in TOTALS {
                assert!(found.contains(name), "{condition}: {found}");
            }
            let mended = format!("{meant} > 400");
            assert!(read(&mended).is_ok(), "{mended}");
        }
    }

    #[test]
    fn names_are_the_texts_that_name_is_or_is_not() {
        let gate =
            read("name == 'A' and (not name != 'B' or 'C' == name) or name > 'D' or region == 'us-east-1'").unwrap();
        assert_eq!(gate.names(), ["A", "B", "C"]);
    }

    #[test]
    fn totals_decide_without_a_workload() {
        let totals = Totals {
            workloads: 2,
            cheapest: Usd::from_dollars(crate::units::Dec::from_int(7)).unwrap(),
            ..Totals::default()
        };
        let holds = |text: &str| read(text).unwrap().judge(None, &totals) == Judgment::Holds;
        assert!(holds("total.cheapest_usd > 6.99 and total.workloads == 2"));
        assert!(!holds("total.cheapest_usd > 7"));
        assert!(holds("not total.cheapest_usd > 7"));
    }
}
