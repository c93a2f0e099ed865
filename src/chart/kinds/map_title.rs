//! What a map finds, in words: which option wins over how much of it, and by which rule.

use super::inputs::spoken_of;
use crate::analysis::breakeven::Dial;
use crate::analysis::map::Side;
use crate::analysis::sweep::Spread;
use crate::chart::{Area, MapRow};
use crate::cost::OptionKey;
use crate::terms::capitalized;
use crate::units::Dec;
use crate::units::format::whole_percent;
use std::borrow::Cow;

/// What an option is where it wins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Wins {
    /// The cheaper one.
    #[default]
    Cheaper,
    /// Here the cheaper one, there the only possible one.
    Both,
    /// The only possible one.
    Alone,
}

impl Wins {
    /// That an option wins.
    pub(super) const fn says(self, key: OptionKey) -> &'static str {
        match (self, key) {
            (Wins::Cheaper, OptionKey::Lambda) => "Lambda is cheaper",
            (Wins::Cheaper, OptionKey::Ec2) => "EC2 is cheaper",
            (Wins::Both, OptionKey::Lambda) => "Lambda is cheaper or the only one possible",
            (Wins::Both, OptionKey::Ec2) => "EC2 is cheaper or the only one possible",
            (Wins::Alone, OptionKey::Lambda) => "only Lambda is possible",
            (Wins::Alone, OptionKey::Ec2) => "only EC2 is possible",
        }
    }
}

/// What each option is where it wins.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Alone {
    pub(super) lambda: Wins,
    pub(super) ec2: Wins,
}

/// Low or high values of an input, as people speak of them.
fn values(dial: Dial, is_high: bool) -> Cow<'static, str> {
    let [low, high] = match dial {
        Dial::Requests => ["few requests", "many requests"],
        Dial::Duration => ["short durations", "long durations"],
        Dial::Memory => ["little memory", "much memory"],
        Dial::Burst => ["low bursts", "high bursts"],
        Dial::Utilization => ["low utilization", "high utilization"],
        Dial::Ec2Price => ["low EC2 prices", "high EC2 prices"],
        Dial::OpsHours => ["little operations work", "much operations work"],
        Dial::Column(knob) if is_high => return Cow::Owned(format!("high {}", knob.spoken)),
        Dial::Column(knob) => return Cow::Owned(format!("low {}", knob.spoken)),
    };
    Cow::Borrowed(if is_high { high } else { low })
}

/// An input as what something does not hang on.
const fn whatever(dial: Dial) -> &'static str {
    match dial {
        Dial::Requests => "number of requests",
        Dial::Ec2Price => "price of EC2",
        Dial::OpsHours => "operations work",
        other => spoken_of(other),
    }
}

/// How the two inputs decide.
pub(super) fn title(rows: &[MapRow], alone: Alone, x: Side, y: Side) -> String {
    let has = |area: Area| rows.iter().flat_map(|row| &row.spans).any(|span| span.2 == area);
    let (across, up) = (spoken_of(x.dial), spoken_of(y.dial));
    let winner = match (has(Area::Lambda), has(Area::Ec2)) {
        (true, false) => Some((alone.lambda, OptionKey::Lambda)),
        (false, true) => Some((alone.ec2, OptionKey::Ec2)),
        _ => None,
    };
    let whole = format!("over the whole range of {across} and {up}");
    let says = winner.map(|(wins, key)| (wins, capitalized(wins.says(key))));
    match (says, has(Area::Tie), has(Area::Neither)) {
        (Some((_, says)), false, false) => return format!("{says} {whole}"),
        (Some((Wins::Alone, says)), false, true) => return format!("{says}, and not {whole}"),
        (Some((_, says)), false, true) => return format!("{says} wherever {across} and {up} leave a side possible"),
        (None, true, false) if !has(Area::Lambda) => return format!("Both cost the same {whole}"),
        (None, false, true) if !has(Area::Lambda) => return format!("Neither is possible {whole}"),
        (None, ..) if !has(Area::Lambda) => return format!("No side is cheaper {whole}"),
        _ => {}
    }
    let rule = rule(rows, alone, x.dial, y.dial);
    lopsided(rows, alone, (x, y), rule.as_ref()).unwrap_or_else(|| {
        rule.map_or_else(|| format!("Which side is cheaper depends on {across} and {up}"), |rule| rule.says)
    })
}

/// A simple rule that holds for every row.
struct Rule {
    /// As a sentence.
    says: String,
    /// Where Lambda is cheaper, and where EC2 is.
    places: [String; 2],
}

/// The rule by which the two inputs decide; `None` where no simple one is true.
fn rule(rows: &[MapRow], alone: Alone, x: Dial, y: Dial) -> Option<Rule> {
    // Where Lambda's part of each row ends, from the bottom up; `None` where areas lie in another order.
    let border = |row: &MapRow| match (row.spans.first()?.2, row.spans.last()?.2, row.spans.len()) {
        (Area::Lambda, _, 1) => Some(f64::INFINITY),
        (Area::Ec2, _, 1) => Some(0.0),
        (Area::Lambda, Area::Ec2, _) => row.spans.first().map(|span| span.1),
        _ => None,
    };
    let borders = rows.iter().map(border).collect::<Option<Vec<f64>>>()?;
    let (low, high) = (borders.first()?, borders.last()?);
    // A fleet's steps make a border waver.
    let falls = borders.windows(2).all(|pair| pair[1] <= pair[0] * 1.3);
    let rises = borders.windows(2).all(|pair| pair[1] * 1.3 >= pair[0]);
    let of = |dial: Dial| [values(dial, false), values(dial, true)];
    let ([few, many], [short, long]) = (of(x), of(y));
    // Where Lambda is cheaper, where EC2 is, and what does not matter.
    let (lambda, ec2, whatever) = if rows.iter().all(|row| row.spans.len() == 1) {
        match (falls, rises) {
            (true, _) => (short.into_owned(), long.into_owned(), Some(whatever(x))),
            (_, true) => (long.into_owned(), short.into_owned(), Some(whatever(x))),
            _ => return None,
        }
    } else {
        match (falls, rises) {
            (true, _) if high * 1.2 < *low => {
                let [lambda, ec2] = corners([&few, &many], [&short, &long], low.is_infinite(), *high <= 0.0);
                (lambda, ec2, None)
            }
            (_, true) if *high > low * 1.2 => {
                let [lambda, ec2] = corners([&few, &many], [&long, &short], high.is_infinite(), *low <= 0.0);
                (lambda, ec2, None)
            }
            (true, true) => (few.into_owned(), many.into_owned(), Some(whatever(y))),
            _ => return None,
        }
    };
    let says = match (alone.lambda, alone.ec2) {
        (Wins::Cheaper, Wins::Cheaper) => {
            let whatever = whatever.map_or_else(String::new, |input| format!(", whatever the {input}"));
            format!("Lambda is cheaper at {lambda}, EC2 at {ec2}{whatever}")
        }
        (of_lambda, of_ec2) => format!(
            "{} at {lambda}; {} at {ec2}",
            capitalized(of_lambda.says(OptionKey::Lambda)),
            of_ec2.says(OptionKey::Ec2),
        ),
    };
    Some(Rule { says, places: [lambda, ec2] })
}

/// Where Lambda and where EC2 win, at their ends of both inputs: a side that wins all along its end of the second one needs no end of
/// the first.
fn corners(first: [&str; 2], second: [&str; 2], lambda_along: bool, ec2_along: bool) -> [String; 2] {
    let word = |own: bool| if own { "or" } else { "and" };
    match (lambda_along, ec2_along) {
        (true, true) => second.map(str::to_owned),
        _ => [(0, lambda_along), (1, ec2_along)]
            .map(|(at, along)| format!("{} {} {}", first[at], word(along), second[at])),
    }
}

/// A side that wins so much of what is shown is said to.
const NEARLY_ALL: f64 = 0.9;

/// Where one side wins nearly all of what is shown, how much that is, and where the other one wins.
fn lopsided(rows: &[MapRow], alone: Alone, (x, y): (Side, Side), rule: Option<&Rule>) -> Option<String> {
    let shares = [Area::Lambda, Area::Ec2].map(|area| share(rows, area, x, y));
    let most = shares.iter().position(|share| *share >= NEARLY_ALL)?;
    let [winner, other] = if most == 0 { OptionKey::ALL } else { [OptionKey::Ec2, OptionKey::Lambda] };
    let of = |key: OptionKey| if key == OptionKey::Lambda { alone.lambda } else { alone.ec2 };
    let percent = |share: f64| match Dec::from_f64(share * 100.0).unwrap_or_default() {
        some if some < Dec::ONE => "less than 1".to_owned(),
        some => whole_percent(some),
    };
    let shown = format!("in {} % of the area shown", percent(shares[most]));
    let wins = format!("{} {shown}", capitalized(of(winner).says(winner)));
    let there = match rule {
        Some(rule) => format!("at {}", rule.places[1 - most]),
        None => format!("in {} %", percent(shares[1 - most])),
    };
    let only = if rule.is_some() { "only " } else { "" };
    Some(match of(other) {
        Wins::Cheaper => format!("{wins}, {} {only}{there}", other.label()),
        among => format!("{wins}; {there} {}", among.says(other)),
    })
}

/// The share of what is shown that is of one area, as it is drawn.
fn share(rows: &[MapRow], area: Area, x: Side, y: Side) -> f64 {
    let length = |spread: Spread, from: f64, to: f64| match spread {
        Spread::Logarithmic => libm::log(to / from),
        Spread::Linear => to - from,
    };
    let (mut all, mut own) = (0.0, 0.0);
    for row in rows {
        let height = length(y.spread, row.from, row.to);
        for (from, to, of) in &row.spans {
            let part = height * length(x.spread, *from, *to);
            all += part;
            own += if *of == area { part } else { 0.0 };
        }
    }
    if all > 0.0 { own / all } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said_of(rows: &[&[(f64, f64, Area)]], alone: Alone) -> String {
        let row = |spans: &&[(f64, f64, Area)]| MapRow { at: 1.0, from: 1.0, to: 10.0, spans: spans.to_vec() };
        let side = |dial| Side { dial, from: Dec::ONE, to: Dec::from_int(100), spread: Spread::Logarithmic };
        let rows: Vec<MapRow> = rows.iter().map(row).collect();
        title(&rows, alone, side(Dial::Requests), side(Dial::Duration))
    }

    fn said(rows: &[&[(f64, f64, Area)]]) -> String {
        said_of(rows, Alone::default())
    }

    #[test]
    fn titles_say_what_is_not_possible() {
        let all = |area: Area| [(1.0, 100.0, area)];
        let (lambda, ec2, tie, neither) = (all(Area::Lambda), all(Area::Ec2), all(Area::Tie), all(Area::Neither));
        let whole = "over the whole range of requests and duration";
        let only = Alone { lambda: Wins::Alone, ec2: Wins::Cheaper };
        assert_eq!(said(&[&lambda]), format!("Lambda is cheaper {whole}"));
        assert_eq!(said(&[&neither]), format!("Neither is possible {whole}"));
        assert_eq!(said(&[&tie]), format!("Both cost the same {whole}"));
        assert_eq!(said(&[&tie, &neither]), format!("No side is cheaper {whole}"));
        assert_eq!(said(&[&ec2, &neither]), "EC2 is cheaper wherever requests and duration leave a side possible");
        assert_eq!(said_of(&[&lambda], only), format!("Only Lambda is possible {whole}"));
        assert_eq!(said_of(&[&lambda, &neither], only), format!("Only Lambda is possible, and not {whole}"));
        let partly = Alone { lambda: Wins::Both, ec2: Wins::Cheaper };
        assert_eq!(said_of(&[&lambda], partly), format!("Lambda is cheaper or the only one possible {whole}"));
        // In a part of it both cost the same, or another side wins: no simple rule is true.
        assert!(said(&[&lambda, &tie]).starts_with("Which side is cheaper depends"));
        assert!(said(&[&lambda, &ec2, &neither]).starts_with("Which side is cheaper depends"));
    }

    #[test]
    fn titles_say_how_much_a_side_wins_where_that_is_nearly_all() {
        // Over 1 to 100 by ratio a border at 10^1.9 = 79.4 leaves EC2 5 % of a row, one at 10^1.8 = 63.1 leaves it 10 %.
        let split = |at: f64| vec![(1.0, libm::pow(10.0, at), Area::Lambda), (libm::pow(10.0, at), 100.0, Area::Ec2)];
        let (all, rest) = (vec![(1.0, 100.0, Area::Lambda)], split(1.9));
        assert_eq!(
            said(&[&split(1.8), &rest]),
            "Lambda is cheaper in 93 % of the area shown, EC2 only at many requests and short durations"
        );
        assert_eq!(said(&[&rest, &rest]), "Lambda is cheaper in 95 % of the area shown, EC2 only at many requests");
        assert_eq!(said(&[&rest, &all, &rest]), "Lambda is cheaper in 97 % of the area shown, EC2 in 3 %");
        let ec2 = Alone { lambda: Wins::Cheaper, ec2: Wins::Alone };
        assert_eq!(
            said_of(&[&all, &rest], ec2),
            "Lambda is cheaper in 98 % of the area shown; at many requests and long durations only EC2 is possible"
        );
        // A sliver is no nothing, and what it leaves is not everything.
        let sliver = vec![(1.0, 99.9, Area::Lambda), (99.9, 100.0, Area::Ec2)];
        assert_eq!(
            said(&[&sliver, &all, &sliver]),
            "Lambda is cheaper in 99.9 % of the area shown, EC2 in less than 1 %"
        );
    }

    #[test]
    fn a_side_that_wins_all_along_its_end_needs_no_end_of_the_other_input() {
        let (lambda, ec2) = (vec![(1.0, 100.0, Area::Lambda)], vec![(1.0, 100.0, Area::Ec2)]);
        let split = |at: f64| vec![(1.0, at, Area::Lambda), (at, 100.0, Area::Ec2)];
        let [few, many, short, long] = ["few requests", "many requests", "short durations", "long durations"];
        for (rows, on_lambda, on_ec2) in [
            ([split(50.0), split(20.0), split(5.0)], format!("{few} and {short}"), format!("{many} and {long}")),
            ([split(50.0), split(20.0), ec2.clone()], format!("{few} and {short}"), format!("{many} or {long}")),
            ([lambda.clone(), split(50.0), split(5.0)], format!("{few} or {short}"), format!("{many} and {long}")),
            ([lambda.clone(), split(30.0), ec2.clone()], short.to_owned(), long.to_owned()),
            ([ec2.clone(), split(5.0), split(50.0)], format!("{few} and {long}"), format!("{many} or {short}")),
        ] {
            let rows: Vec<&[(f64, f64, Area)]> = rows.iter().map(Vec::as_slice).collect();
            assert_eq!(said(&rows), format!("Lambda is cheaper at {on_lambda}, EC2 at {on_ec2}"));
        }
    }

    #[test]
    fn titles_of_a_rule_say_what_is_only_possible() {
        let split = [(1.0, 30.0, Area::Lambda), (30.0, 100.0, Area::Ec2)];
        let alone = Alone { lambda: Wins::Cheaper, ec2: Wins::Alone };
        assert_eq!(
            said_of(&[&split, &split], alone),
            "Lambda is cheaper at few requests; only EC2 is possible at many requests"
        );
    }

    #[test]
    fn titles_hold_for_every_row() {
        let split = |at: f64| vec![(1.0, at, Area::Lambda), (at, 100.0, Area::Ec2)];
        let (low, high) = (split(20.0), split(60.0));
        let back = [(1.0, 20.0, Area::Lambda), (20.0, 60.0, Area::Ec2), (60.0, 100.0, Area::Lambda)];
        let lambda = [(1.0, 100.0, Area::Lambda)];
        let ec2 = [(1.0, 100.0, Area::Ec2)];
        assert!(
            said(&[&high, &low])
                .ends_with("at few requests and short durations, EC2 at many requests and long durations")
        );
        assert!(said(&[&low, &high]).starts_with("Lambda is cheaper at few requests and long durations, EC2 at many"));
        assert!(said(&[&low, &low]).ends_with("whatever the duration"));
        assert!(said(&[&lambda, &ec2]).ends_with("EC2 at long durations, whatever the number of requests"));
        // Where Lambda comes back, at high volume or above, no simple rule is true.
        assert!(said(&[&high, &low, &back]).starts_with("Which side is cheaper depends"));
        assert!(said(&[&high, &low, &lambda]).starts_with("Which side is cheaper depends"));
    }
}
