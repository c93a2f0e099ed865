//! From a condition's text to its tree.

use super::{Alternative, GateError, Node, Operand, Operator, TOTALS, TotalField, percent};
use crate::analysis::Verdict;
use crate::analysis::fields::{self, Field, Holds};
use crate::pricebook::PriceBook;
use crate::scenario::columns::{GROUP_OR_NUMBER, group_or_number};
use crate::scenario::parse_number;
use crate::terms::{clean, nearest, shortened};
use crate::units::Usd;
use std::ops::Range;

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

/// The tree of a condition over workloads of the book's regions and instance types, and its alternatives; without a book these may
/// be any.
pub(super) fn parse(text: &str, book: Option<&PriceBook>) -> Result<(Node, Vec<Alternative>), GateError> {
    let tokens = tokens(text)?;
    let end = text.chars().count() + 1;
    let mut parser = Parser { tokens: &tokens, book, at: 0, end, depth: 0 };
    let all = parser.alternatives()?;
    match parser.tokens.get(parser.at) {
        None => {
            let alternative = |(places, node): &(Range<usize>, Node)| {
                let text: String = text.chars().skip(places.start - 1).take(places.len()).collect();
                Alternative { text: text.trim_end().to_owned(), fields: node.fields() }
            };
            let alternatives = all.iter().map(alternative).collect();
            Ok((any_of(all), alternatives))
        }
        Some((at, _)) => Err(GateError { at: *at, message: "expected `and`, `or` or the end".to_owned() }),
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
                        return Err(GateError { at: place, message: "write `not`, or != for \"is not\"".to_owned() });
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
                // A percentage may carry its sign.
                if c.is_ascii_digit() && chars.get(at + 1) == Some(&'%') {
                    at += 1;
                }
                Token::Word(chars[from..=at].iter().collect())
            }
            '-' if next.is_some_and(|next| next.is_ascii_digit())
                && matches!(tokens.last(), Some((_, Token::Operator(_)))) =>
            {
                let message = "figures are compared with numbers from 0 on; write 0 or more".to_owned();
                return Err(GateError { at: place, message });
            }
            c => {
                let hint = instead_of(c);
                return Err(GateError { at: place, message: format!("{c:?} has no meaning here{hint}") });
            }
        };
        tokens.push((place, token));
        at += 1;
    }
    Ok(tokens)
}

/// What to write where another language has that letter.
fn instead_of(letter: char) -> &'static str {
    match letter {
        '&' => "; write `and`",
        '|' => "; write `or`",
        '$' | '%' | '€' => "; write the number alone: a field's name says its unit",
        ',' => "; write numbers without separators, and conditions with `and` or `or`",
        '+' | '-' | '*' | '/' => "; conditions compare fields with fields or with numbers, they do not compute",
        _ => "",
    }
}

/// What holds where one of them does.
fn any_of(all: Vec<(Range<usize>, Node)>) -> Node {
    let mut all: Vec<Node> = all.into_iter().map(|(_, node)| node).collect();
    if all.len() == 1 { all.remove(0) } else { Node::Or(all) }
}

struct Parser<'t> {
    tokens: &'t [(usize, Token)],
    book: Option<&'t PriceBook>,
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
        self.alternatives().map(any_of)
    }

    /// What `or` joins, each with its place in characters from 1.
    fn alternatives(&mut self) -> Result<Vec<(Range<usize>, Node)>, GateError> {
        let mut all = Vec::new();
        loop {
            let from = self.place();
            let node = self.and()?;
            all.push((from..self.place(), node));
            if !self.takes("or") {
                return Ok(all);
            }
        }
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
        let (left_at, left) = (self.at, self.operand()?);
        let Some(Token::Operator(operator)) = self.peek() else {
            if matches!(left, Operand::Field(_)) && kind(&left) == FLAG {
                return Ok(Node::Compare(left, Operator::Equal, Operand::Flag(true)));
            }
            return self.fault(format!("expected <, <=, >, >=, == or !={}", self.taken_by_shell(&left)));
        };
        let operator = *operator;
        self.at += 1;
        if let Some(Token::Operator(second)) = self.peek() {
            let hint = match (operator, second) {
                (Operator::Equal, Operator::Greater) => "; write >=",
                (Operator::Equal, Operator::Less) => "; write <=",
                (Operator::Less, Operator::Greater) => "; write !=",
                _ => "",
            };
            return self.fault(format!("two operators in a row{hint}"));
        }
        let (right_at, right) = (self.at, self.operand()?);
        let (a, b) = (kind(&left), kind(&right));
        if a != b {
            return Err(GateError { at: place, message: format!("{a} cannot be compared with {b}") });
        }
        for (one, other, other_at) in [(&left, &right, right_at), (&right, &left, left_at)] {
            if let (Operand::Number(_), Some((at, Token::Word(word)))) = (other, self.tokens.get(other_at))
                && let Some(message) = percent::fault(word, one)
            {
                return Err(GateError { at: *at, message });
            }
            if let (Operand::Field(field), Operand::Text(text)) = (one, other)
                && let Some(hint) = self.book.and_then(|book| never(field, text, book))
            {
                let message = format!("{} is never '{}'{hint}", field.name, clean(&shortened(text)));
                return Err(GateError { at: place, message });
            }
        }
        Ok(Node::Compare(left, operator, right))
    }

    /// What to write where a condition ends behind a figure: a shell takes what follows for a file to write into or to read.
    fn taken_by_shell(&self, left: &Operand) -> String {
        let Some((_, Token::Word(name))) = self.tokens.last().filter(|_| self.at == self.tokens.len()) else {
            return String::new();
        };
        match left {
            Operand::Field(_) | Operand::Total(_) if kind(left) == NUMBER => {
                format!(
                    "; a shell takes > and < for itself: put the condition in quotes, as in --fail-if \"{name} > 100\""
                )
            }
            _ => String::new(),
        }
    }

    fn operand(&mut self) -> Result<Operand, GateError> {
        let operand = match self.peek() {
            Some(Token::Text(text)) => Operand::Text(text.clone()),
            Some(Token::Word(word)) => match word.as_str() {
                "true" => Operand::Flag(true),
                "false" => Operand::Flag(false),
                word if word.starts_with(|c: char| c.is_ascii_digit() || c == '.') => {
                    if let Some(help) = group_or_number(word) {
                        return self.fault(format!("{word:?} {GROUP_OR_NUMBER}; {help}"));
                    }
                    let number = parse_number(word.strip_suffix('%').unwrap_or(word))
                        .map_err(|fault| (fault.message, fault.help))
                        .and_then(|dec| {
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
            return Ok(Operand::Field(field));
        }
        if let Some((_, field)) = TOTALS.iter().find(|(name, _)| *name == word) {
            return Ok(Operand::Total(*field));
        }
        if fields::OF_RUN.contains(&word) {
            return self.fault(format!("{word} is the same for every workload: it says nothing of one"));
        }
        if let Some(help) = total_help(word) {
            return self.fault(format!("unknown field {word:?}; {help}"));
        }
        let near = fields::meant(word, TOTALS.iter().map(|(name, _)| *name));
        let near = near.map(|near| format!("did you mean {near}? ")).unwrap_or_default();
        // Values are single words, most fields are not.
        let value = nearest(word, Verdict::KEYS).first().copied().filter(|_| !word.contains('_'));
        let help = match (value, near.is_empty()) {
            (Some(value), is_first) => {
                let begin = if is_first { "a" } else { "A" };
                format!("{near}{begin} text needs quotes, as in cheaper == '{value}'")
            }
            (None, false) => near.trim_end().to_owned(),
            (None, true) => "text needs quotes, and fields are those of the CSV output".to_owned(),
        };
        self.fault(format!("unknown field {word:?}; {help}"))
    }
}

/// What people call what all workloads cost.
const ALL_COSTS: [&str; 5] = ["", "usd", "cost", "costs", "cost_usd"];

/// What to write where a word is about the totals and none of their fields.
fn total_help(word: &str) -> Option<String> {
    let rest = word.strip_prefix("totals").or_else(|| word.strip_prefix("total"))?.trim_start_matches(['.', '_']);
    let own = |name: &'static str| name.strip_prefix("total.").unwrap_or(name);
    let known = || TOTALS.iter().map(|(name, _)| *name);
    let begun = known().find(|name| !rest.is_empty() && own(name).starts_with(rest));
    let near = || nearest(rest, known().map(own)).first().and_then(|near| known().find(|name| own(name) == *near));
    let cheapest = || TOTALS.iter().find(|(_, field)| *field == TotalField::Cheapest).map(|(name, _)| *name);
    let meant = if ALL_COSTS.contains(&rest) { cheapest() } else { begun.or_else(near) };
    let begin = meant.map_or_else(|| "the".to_owned(), |meant| format!("did you mean {meant}? The"));
    Some(format!("{begin} fields of the totals are {}", known().collect::<Vec<_>>().join(", ")))
}

/// What fields are that are figures.
const NUMBER: &str = "a number";

/// What fields are that are true or false.
const FLAG: &str = "true or false";

/// What an operand can be compared with.
fn kind(operand: &Operand) -> &'static str {
    match operand {
        Operand::Number(_) | Operand::Total(_) => NUMBER,
        Operand::Text(_) => "a text",
        Operand::Flag(_) => FLAG,
        Operand::Field(field) => match field.holds {
            Holds::Number => NUMBER,
            Holds::Flag => FLAG,
            Holds::Text | Holds::Words(_) | Holds::Regions | Holds::InstanceTypes => "a text",
        },
    }
}

/// What a field can be, in words, where it can never be this text.
fn never(field: &Field, text: &str, book: &PriceBook) -> Option<String> {
    let near = match field.holds {
        Holds::Words(words) => {
            let words = words();
            return (!words.iter().any(|word| word == text)).then(|| among(text, &words));
        }
        Holds::Regions if !book.has_region(text) => book.regions_like(text),
        // A family alone is no type.
        Holds::InstanceTypes if !text.contains('.') => Vec::new(),
        Holds::InstanceTypes if !book.may_have_type(text) => book.types_like(text),
        Holds::Regions | Holds::InstanceTypes | Holds::Number | Holds::Flag | Holds::Text => return None,
    };
    Some(match (near.first(), field.holds) {
        (Some(near), _) => format!("; did you mean '{near}'?"),
        (None, Holds::Regions) => "; it is a region of the price book, such as 'us-east-1'".to_owned(),
        (None, _) => "; it is an instance type of the price book, such as 'm7g.large'".to_owned(),
    })
}

/// The nearest of some words, and all of them where a sentence can hold them.
fn among(text: &str, words: &[String]) -> String {
    let near = nearest(text, words.iter().map(String::as_str));
    let all = words.join(", ");
    match near.first() {
        Some(near) if words.len() > MOST_WORDS => format!("; did you mean '{near}'?"),
        Some(near) => format!("; did you mean '{near}'? It is one of {all}"),
        None => format!("; it is one of {all}"),
    }
}

/// Words that a sentence lists beside the nearest one.
const MOST_WORDS: usize = 8;
