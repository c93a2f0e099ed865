//! [`Gate`]: a condition over a comparison's fields, for `--fail-if`.
//!
//! Grammar: `or` of `and` of `not` of comparisons; a comparison is `value OP value` with `<`, `<=`, `>`, `>=`, `==`
//! or `!=`; a value is a field, a number (`5000`, `5k`), a `'text'`, `true` or `false`. A field of the totals begins
//! with `total.`. A value that is not there, such as the cost of an option that is not possible, makes its comparison
//! not hold, whatever the operator.

use super::fields::{self, FIELDS, Value};
use super::{Comparison, Totals};
use crate::scenario::parse_number;
use crate::terms::nearest;
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
    Field(&'static str),
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

/// A deeper nesting of brackets and `not` is refused.
const MOST_DEPTH: usize = 64;

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Operator(Operator),
    Open,
    Close,
}

impl Gate {
    /// Reads a condition.
    ///
    /// # Errors
    /// [`GateError`] names the place and the nearest field.
    pub fn parse(text: &str) -> Result<Gate, GateError> {
        let tokens = tokens(text)?;
        let end = text.chars().count() + 1;
        let mut parser = Parser { tokens: &tokens, at: 0, end, depth: 0 };
        let root = parser.or()?;
        match parser.tokens.get(parser.at) {
            None => Ok(Gate { root, text: text.to_owned() }),
            Some((at, _)) => Err(GateError { at: *at, message: "expected `and`, `or` or the end".to_owned() }),
        }
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

    /// Whether it asks for a break-even, which is looked for only where somebody wants it.
    #[must_use]
    pub fn mentions_break_even(&self) -> bool {
        self.root.any_operand(&|operand| matches!(operand, Operand::Field(name) if fields::needs_break_even(name)))
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
        Operand::Field(name) => {
            let value = comparison.zip(fields::find(name)).map(|(comparison, field)| (field.value)(comparison));
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

fn tokens(text: &str) -> Result<Vec<(usize, Token)>, GateError> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let place = at + 1;
        let next = chars.get(at + 1).copied();
        let token = match chars[at] {
            c if c.is_whitespace() => {
                at += 1;
                continue;
            }
            '(' => Token::Open,
            ')' => Token::Close,
            '<' | '>' | '=' | '!' => {
                let double = next == Some('=');
                let operator = match (chars[at], double) {
                    ('<', false) => Operator::Less,
                    ('<', true) => Operator::LessOrEqual,
                    ('>', false) => Operator::Greater,
                    ('>', true) => Operator::GreaterOrEqual,
                    ('=', _) => Operator::Equal,
                    ('!', true) => Operator::NotEqual,
                    _ => {
                        return Err(GateError { at: place, message: "expected != or `not`".to_owned() });
                    }
                };
                at += usize::from(double);
                Token::Operator(operator)
            }
            quote @ ('\'' | '"') => {
                let from = at + 1;
                let length = chars[from..]
                    .iter()
                    .position(|c| *c == quote)
                    .ok_or_else(|| GateError { at: place, message: "this quote is never closed".to_owned() })?;
                at = from + length;
                Token::Text(chars[from..at].iter().collect())
            }
            c if c.is_alphanumeric() || matches!(c, '_' | '.') => {
                let from = at;
                while at + 1 < chars.len() && (chars[at + 1].is_alphanumeric() || matches!(chars[at + 1], '_' | '.')) {
                    at += 1;
                }
                Token::Word(chars[from..=at].iter().collect())
            }
            c => {
                return Err(GateError { at: place, message: format!("{c:?} has no meaning here") });
            }
        };
        tokens.push((place, token));
        at += 1;
    }
    Ok(tokens)
}

struct Parser<'t> {
    tokens: &'t [(usize, Token)],
    at: usize,
    end: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    fn place(&self) -> usize {
        self.tokens.get(self.at).map_or(self.end, |(at, _)| *at)
    }

    fn fault<T>(&self, message: impl Into<String>) -> Result<T, GateError> {
        Err(GateError { at: self.place(), message: message.into() })
    }

    fn takes(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Word(known)) if known.eq_ignore_ascii_case(word));
        self.at += usize::from(found);
        found
    }

    fn or(&mut self) -> Result<Node, GateError> {
        let mut all = vec![self.and()?];
        while self.takes("or") {
            all.push(self.and()?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Node::Or(all) })
    }

    fn and(&mut self) -> Result<Node, GateError> {
        let mut all = vec![self.unary()?];
        while self.takes("and") {
            all.push(self.unary()?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Node::And(all) })
    }

    fn unary(&mut self) -> Result<Node, GateError> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return self.fault("too deeply nested");
        }
        let node = if self.takes("not") {
            Node::Not(Box::new(self.unary()?))
        } else if self.peek() == Some(&Token::Open) {
            self.at += 1;
            let inner = self.or()?;
            if self.peek() != Some(&Token::Close) {
                return self.fault("expected )");
            }
            self.at += 1;
            inner
        } else {
            self.comparison()?
        };
        self.depth -= 1;
        Ok(node)
    }

    fn comparison(&mut self) -> Result<Node, GateError> {
        let place = self.place();
        let left = self.operand()?;
        let Some(Token::Operator(operator)) = self.peek() else {
            return self.fault("expected <, <=, >, >=, == or !=");
        };
        let operator = *operator;
        self.at += 1;
        let right = self.operand()?;
        if let (Some(a), Some(b)) = (kind(&left), kind(&right))
            && a != b
        {
            return Err(GateError { at: place, message: format!("{a} cannot be compared with {b}") });
        }
        Ok(Node::Compare(left, operator, right))
    }

    fn operand(&mut self) -> Result<Operand, GateError> {
        let operand = match self.peek() {
            Some(Token::Text(text)) => Operand::Text(text.clone()),
            Some(Token::Word(word)) => match word.as_str() {
                "true" => Operand::Flag(true),
                "false" => Operand::Flag(false),
                word if word.starts_with(|c: char| c.is_ascii_digit() || c == '.') => {
                    let number = parse_number(word).map_err(|fault| (fault.message, fault.help)).and_then(|dec| {
                        Usd::from_dollars(dec).ok_or(("is too large".to_owned(), "use a smaller one".to_owned()))
                    });
                    match number {
                        Ok(number) => Operand::Number(number),
                        Err((message, help)) => return self.fault(format!("{word:?} {message}; {help}")),
                    }
                }
                word => self.field(word)?,
            },
            _ => return self.fault("expected a field, a number or a 'text'"),
        };
        self.at += 1;
        Ok(operand)
    }

    fn field(&self, word: &str) -> Result<Operand, GateError> {
        if let Some(field) = fields::find(word) {
            return Ok(Operand::Field(field.name));
        }
        if let Some((_, field)) = TOTALS.iter().find(|(name, _)| *name == word) {
            return Ok(Operand::Total(*field));
        }
        let names = FIELDS.iter().map(|field| field.name).chain(TOTALS.iter().map(|(name, _)| *name));
        let help = match nearest(word, names).first() {
            Some(near) => format!("did you mean {near}?"),
            None => "text needs quotes, and fields are those of the CSV output".to_owned(),
        };
        self.fault(format!("unknown field {word:?}; {help}"))
    }
}

/// What an operand can be compared with, where that is known in advance.
fn kind(operand: &Operand) -> Option<&'static str> {
    match operand {
        Operand::Number(_) | Operand::Total(_) => Some("a number"),
        Operand::Text(_) => Some("a text"),
        Operand::Flag(_) => Some("true or false"),
        Operand::Field(name) if name.ends_with("_usd") || name.ends_with("_pct") || fields::needs_break_even(name) => {
            Some("a number")
        }
        Operand::Field(name) if name.ends_with("_possible") => Some("true or false"),
        Operand::Field("name" | "region" | "cheaper" | "instance_type" | "bound" | "scaling" | "purchase") => {
            Some("a text")
        }
        Operand::Field(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        Gate::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn conditions_are_read_and_faults_name_the_place() {
        assert!(Gate::parse("lambda_usd > 500 or (cheaper == 'ec2' and not saving_pct < 10)").is_ok());
        assert!(Gate::parse("total.lambda_usd > 1M").unwrap().is_about_totals());
        assert_eq!(fault("lamda_usd > 5"), "at character 1: unknown field \"lamda_usd\"; did you mean lambda_usd?");
        assert!(fault("lambda_usd >").contains("at character 13"));
        assert!(fault("lambda_usd 5").contains("expected <"));
        assert!(fault("cheaper == ec3").contains("text needs quotes"));
        assert!(fault("lambda_usd == 'x'").contains("cannot be compared"));
        assert!(fault("lambda_usd > 1,5").contains("no meaning"));
        assert!(fault("").contains("expected a field"));
        assert!(fault(&"(".repeat(5_000)).contains("nested"));
        assert!(fault("name == 'x").contains("never closed"));
    }

    #[test]
    fn totals_decide_without_a_workload() {
        let totals = Totals {
            workloads: 2,
            cheapest: Usd::from_dollars(crate::units::Dec::from_int(7)).unwrap(),
            ..Totals::default()
        };
        let holds = |text: &str| Gate::parse(text).unwrap().holds(None, &totals);
        assert!(holds("total.cheapest_usd > 6.99 and total.workloads == 2"));
        assert!(!holds("total.cheapest_usd > 7"));
        assert!(holds("not total.cheapest_usd > 7"));
    }
}
