//! [`Gate`]: a condition over a comparison's fields, for `--fail-if`.
//!
//! Grammar: `or` of `and` of `not` of comparisons; a comparison is `value OP value` with `<`, `<=`, `>`, `>=`, `==`
//! or `!=`; a value is a field, a number (`5000`, `5k`), a `'text'`, `true` or `false`. A field of the totals begins
//! with `total.`. A value that is not there, such as the cost of an option that is not possible, makes its comparison
//! not hold, whatever the operator.

mod parse;

use super::fields::{Field, Value};
use super::{Comparison, Totals};
use crate::pricebook::PriceBook;
use crate::units::Usd;

/// A condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Gate {
    root: Node,
    text: String,
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
    Workloads,
}

const TOTALS: [(&str, TotalField); 4] = [
    ("total.lambda_usd", TotalField::Lambda),
    ("total.ec2_usd", TotalField::Ec2),
    ("total.cheapest_usd", TotalField::Cheapest),
    ("total.workloads", TotalField::Workloads),
];

impl Gate {
    /// Reads a condition.
    ///
    /// # Errors
    /// [`GateError`] names the place and the nearest field or value: what no workload of the `book` can be would never
    /// hold.
    pub fn parse(text: &str, book: &PriceBook) -> Result<Gate, GateError> {
        Ok(Gate { root: parse::parse(text, book)?, text: text.to_owned() })
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
        let found = std::cell::RefCell::new(Vec::new());
        self.root.any_operand(&|operand| {
            if let Operand::Field(field) = operand {
                found.borrow_mut().push(*field);
            }
            false
        });
        found.into_inner()
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

    /// Whether it holds for a workload, or for the totals where it asks for those alone.
    #[must_use]
    pub fn holds(&self, comparison: Option<&Comparison>, totals: &Totals) -> bool {
        holds(&self.root, comparison, totals)
    }
}

impl Node {
    fn any_operand(&self, wanted: &dyn Fn(&Operand) -> bool) -> bool {
        match self {
            Node::Or(all) | Node::And(all) => all.iter().any(|node| node.any_operand(wanted)),
            Node::Not(inner) => inner.any_operand(wanted),
            Node::Compare(left, _, right) => wanted(left) || wanted(right),
        }
    }
}

fn holds(node: &Node, comparison: Option<&Comparison>, totals: &Totals) -> bool {
    match node {
        Node::Or(all) => all.iter().any(|node| holds(node, comparison, totals)),
        Node::And(all) => all.iter().all(|node| holds(node, comparison, totals)),
        Node::Not(inner) => !holds(inner, comparison, totals),
        Node::Compare(left, operator, right) => {
            let (left, right) = (resolve(left, comparison, totals), resolve(right, comparison, totals));
            let order = match (&left, &right) {
                (Resolved::Number(a), Resolved::Number(b)) => a.cmp(b),
                (Resolved::Text(a), Resolved::Text(b)) => a.cmp(b),
                (Resolved::Flag(a), Resolved::Flag(b)) => a.cmp(b),
                _ => return false,
            };
            match operator {
                Operator::Less => order.is_lt(),
                Operator::LessOrEqual => order.is_le(),
                Operator::Greater => order.is_gt(),
                Operator::GreaterOrEqual => order.is_ge(),
                Operator::Equal => order.is_eq(),
                Operator::NotEqual => order.is_ne(),
            }
        }
    }
}

enum Resolved {
    Number(Usd),
    Text(String),
    Flag(bool),
    Absent,
}

fn resolve(operand: &Operand, comparison: Option<&Comparison>, totals: &Totals) -> Resolved {
    match operand {
        Operand::Number(number) => Resolved::Number(*number),
        Operand::Text(text) => Resolved::Text(text.clone()),
        Operand::Flag(flag) => Resolved::Flag(*flag),
        Operand::Total(field) => {
            let amount = match field {
                TotalField::Lambda => totals.all_on(crate::cost::OptionKey::Lambda),
                TotalField::Ec2 => totals.all_on(crate::cost::OptionKey::Ec2),
                TotalField::Cheapest => Some(totals.cheapest),
                TotalField::Workloads => {
                    i64::try_from(totals.workloads).ok().and_then(|n| Usd::from_dollars(crate::units::Dec::from_int(n)))
                }
            };
            amount.map_or(Resolved::Absent, Resolved::Number)
        }
        Operand::Field(field) => {
            let value = comparison.map(|comparison| (field.value)(comparison));
            match value {
                Some(Value::Money(amount)) => Resolved::Number(amount),
                Some(Value::Number(number)) => Usd::from_dollars(number).map_or(Resolved::Absent, Resolved::Number),
                Some(Value::Flag(flag)) => Resolved::Flag(flag),
                Some(words) => words.text().map_or(Resolved::Absent, |text| Resolved::Text(text.into_owned())),
                None => Resolved::Absent,
            }
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
        assert!(fault("cheaper == ec3").ends_with("A text needs quotes, as in cheaper == 'ec2'"));
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
            ("saving_pct > 10%", "write the number alone: a field's name says its unit"),
        ] {
            assert!(fault(condition).ends_with(answer), "{condition}: {}", fault(condition));
        }
    }

    #[test]
    fn totals_decide_without_a_workload() {
        let totals = Totals {
            workloads: 2,
            cheapest: Usd::from_dollars(crate::units::Dec::from_int(7)).unwrap(),
            ..Totals::default()
        };
        let holds = |text: &str| read(text).unwrap().holds(None, &totals);
        assert!(holds("total.cheapest_usd > 6.99 and total.workloads == 2"));
        assert!(!holds("total.cheapest_usd > 7"));
        assert!(holds("not total.cheapest_usd > 7"));
    }
}
