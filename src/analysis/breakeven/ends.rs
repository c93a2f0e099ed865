//! Ends of a range that was asked for, where they are the cause that no answer can be computed.

use super::{DialError, Question, break_even};
use crate::cost::{CostError, Settings};
use crate::pricebook::PriceBook;
use crate::scenario::Workload;
use crate::units::Dec;

/// An end of a range that is too far from where the workload stands to be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FarEnd {
    /// The first of the two ends.
    pub is_from: bool,
    /// Where it is.
    pub value: Dec,
    /// A value nearer to the workload's own with which the question has an answer.
    pub nearer: Option<Dec>,
}

/// The ends without which a question has an answer: either of them, else both. None where the range is not the cause.
#[must_use]
pub fn far_ends(book: &PriceBook, workload: &Workload, settings: &Settings, question: Question) -> Vec<FarEnd> {
    let fits = |question| {
        !matches!(break_even(book, workload, settings, question), Err(DialError::Cost(CostError::TooLarge(_))))
    };
    let own = question.dial.own(book, workload, settings).ok();
    let (open_from, open_to) = (Question { from: None, ..question }, Question { to: None, ..question });
    let from = question.from.map(|value| (true, value));
    let to = question.to.map(|value| (false, value));
    let causes = match (from, to) {
        (_, Some(to)) if fits(open_to) => vec![to],
        (Some(from), _) if fits(open_from) => vec![from],
        (Some(from), Some(to)) if fits(Question { to: None, ..open_from }) => vec![from, to],
        _ => Vec::new(),
    };
    let alone = causes.len() == 1;
    let with = |is_from: bool, value: Dec| {
        if is_from { Question { from: Some(value), ..question } } else { Question { to: Some(value), ..question } }
    };
    let end = |(is_from, value): (bool, Dec)| {
        let nearer =
            own.filter(|_| alone).and_then(|own| towards(value, own).find(|nearer| fits(with(is_from, *nearer))));
        FarEnd { is_from, value, nearer }
    };
    causes.into_iter().map(end).collect()
}

/// Values from an end towards where the workload stands, each a tenth or ten times the one before.
fn towards(end: Dec, own: Dec) -> impl Iterator<Item = Dec> {
    let falls = end > own;
    let next = move |value: &Dec| if falls { value.ratio(1, 10) } else { value.ratio(10, 1) };
    let is_beyond = move |value: &Dec| if falls { *value > own } else { *value < own };
    std::iter::successors(next(&end), next).take_while(is_beyond)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario;

    #[test]
    fn the_end_that_is_too_far_is_named_with_one_that_is_not() {
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb\nA,5M,100,512\n";
        let workload = scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        let settings = Settings::new(book.rules());
        let number = |text: &str| scenario::parse_number(text).unwrap();
        let far = |from: Option<&str>, to: Option<&str>| {
            let [from, to] = [from, to].map(|text| text.map(number));
            far_ends(&book, &workload, &settings, Question { from, to, ..Question::VOLUME })
        };
        // Steps are counted in 64 bits, of which 9.2e18 is the most.
        let expected = FarEnd { is_from: false, value: number("1e20"), nearer: Some(number("1e18")) };
        assert_eq!(far(None, Some("1e20")), [expected]);
        assert_eq!(far(Some("1"), Some("1e20")), [expected]);
        assert_eq!(far(Some("1e20"), Some("1e22")).len(), 2);
        assert_eq!(far(None, None), []);
    }
}
