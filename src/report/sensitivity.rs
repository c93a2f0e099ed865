//! Sensitivities in rows, and what they find in words.

use super::answer::{Answer, AnswerColumn, Datum, Section};
use super::breakeven::moves_along;
use super::notes::price_notes;
use super::wording;
use crate::analysis::FleetSearch;
use crate::analysis::breakeven::{Flip, Side, followers_told};
use crate::analysis::sensitivity::{Influence, Sensitivity};
use crate::cost::{Assumptions, OptionKey, Settings};
use crate::pricebook::PriceBook;
use crate::units::{Usd, format};

/// The sensitivities of a run, one a workload, each with how its fleet was found.
#[must_use]
pub fn sensitivity_answer<'a>(
    book: &'a PriceBook,
    settings: Settings,
    found: &[(String, Sensitivity, FleetSearch)],
) -> Answer<'a> {
    // What the two before it give.
    let column = |(name, heading)| match name {
        "ratio" => AnswerColumn::new(name, heading).giving_way(AnswerColumn::LAST),
        _ => AnswerColumn::new(name, heading),
    };
    let columns = [
        ("input", "Input"),
        ("unit", ""),
        ("own", "Now"),
        ("flips_at", "Flips at"),
        ("ratio", "Times"),
        ("then_cheaper", ""),
        ("half", ""),
        ("ec2_over_lambda_usd_at_half", "At half"),
        ("double", ""),
        ("ec2_over_lambda_usd_at_double", "At twice"),
        ("moves_along", ""),
    ];
    let sections = (found.iter())
        .map(|(name, one, search)| Section {
            name: name.clone(),
            findings: findings(one)
                .into_iter()
                .chain(unfinished(one))
                .chain(search.told(found.len()))
                .chain(search.told_elsewhere())
                .chain(search.unserved_told())
                .collect(),
            rows: one.inputs.iter().map(row).collect(),
        })
        .collect();
    let followers = found.iter().flat_map(|(_, one, _)| &one.inputs).flat_map(|input| input.followers);
    let but = followers_told(followers.copied()).map_or_else(String::new, |told| format!(", but {told}"));
    let mut notes = vec![format!(
        "Each input is turned alone{but}. Flips at: looked for from a hundredth to a hundred times the value (whole numbers from \
         the least), as far as the input can go and figures can be computed, in volume as far as costcalc breakeven does; - where nothing changes \
         there. At half, at twice: what EC2 then costs more than Lambda, USD a month; below 0 EC2 is cheaper; - where one is \
         not possible there, or the input cannot be that."
    )];
    let rest_on: Vec<Assumptions> = found.iter().map(|(_, _, search)| search.assumptions).collect();
    notes.extend(price_notes(&rest_on, "workloads"));
    Answer {
        kind: "sensitivity",
        book,
        settings,
        columns: columns.into_iter().map(column).collect(),
        sections,
        notes,
        regions: String::new(),
    }
}

fn row(input: &Influence) -> Vec<Datum> {
    let flip = input.flip;
    vec![
        Datum::Known(input.dial.key(), input.dial.key()),
        Datum::Known(input.unit, input.unit),
        Datum::Number(input.own, 2),
        flip.map_or(Datum::Empty, |flip| Datum::Number(flip.at, 2)),
        flip.and_then(|flip| flip.ratio)
            .map_or(Datum::Empty, |ratio| Datum::figure(ratio, format::ratio_digits(ratio).max(3))),
        flip.and_then(|flip| flip.winner).map_or(Datum::Empty, |winner| Datum::Known(winner.key(), winner.label())),
        Datum::Number(input.half.at, 2),
        Datum::money(input.half.ec2_over_lambda),
        Datum::Number(input.double.at, 2),
        Datum::money(input.double.ec2_over_lambda),
        moves_along(input.followers),
    ]
}

/// Inputs of which not all was searched.
fn unfinished(found: &Sensitivity) -> Option<String> {
    let inputs = found.inputs.iter().filter(|input| input.is_unfinished);
    let ranges: Vec<String> = inputs
        .map(|input| {
            let [from, to] = [input.searched.0, input.searched.1].map(|end| format::decimals(end, 2));
            format!("{} from {from} to {}", input.dial.key(), format::counted(&to, input.unit))
        })
        .collect();
    let told = || {
        format!("There was more to search than is sensible, so a change was looked for only in {}.", ranges.join("; "))
    };
    (!ranges.is_empty()).then(told)
}

fn findings(found: &Sensitivity) -> Vec<String> {
    let now = match found.ec2_over_lambda {
        Some(difference) if difference > Usd::ZERO => format!("EC2 costs {} more than Lambda", format::usd(difference)),
        Some(difference) if difference < Usd::ZERO => {
            let saving = Usd::ZERO.sub(difference).unwrap_or_default();
            format!("EC2 costs {} less than Lambda", format::usd(saving))
        }
        Some(_) => "EC2 and Lambda cost the same".to_owned(),
        None => match found.side {
            Side::First => "only Lambda is possible".to_owned(),
            Side::Second => "only EC2 is possible".to_owned(),
            Side::Tie | Side::Neither => "neither is possible".to_owned(),
        },
    };
    let near: Vec<String> = (found.inputs.iter())
        .filter_map(|input| Some((input, input.flip?)))
        .take(MOST_NAMED)
        .map(|(input, flip)| {
            let by = flip.ratio.map_or_else(String::new, |ratio| format!("{} times: ", format::times(ratio)));
            let at = format::counted(&format::decimals(flip.at, 2), input.unit);
            format!("{} at {by}{at}{}", input.dial.key(), alone(flip))
        })
        .collect();
    // An option that is chosen because the other one is not possible stays chosen past the limit, while it is the cheaper one.
    let what = match found.side {
        Side::First | Side::Second if found.ec2_over_lambda.is_none() => "the choice",
        _ => "that",
    };
    let flips = if near.is_empty() {
        format!("no input alone changes {what} within a hundredth and a hundred times its value")
    } else {
        format!("{what} changes first with {}", near.join(", then "))
    };
    let why_not = OptionKey::ALL.into_iter().zip(&found.reasons).filter(|(_, reasons)| !reasons.is_empty());
    let why_not = why_not.map(|(key, reasons)| wording::not_possible(key, reasons));
    [format!("{now}; {flips}.")].into_iter().chain(why_not).collect()
}

/// That an option wins there because the other one is not possible, or that none does.
fn alone(flip: Flip) -> String {
    if flip.alone || flip.side == Side::Neither { format!(" ({} there)", flip.says()) } else { String::new() }
}

/// Inputs that the sentence names.
const MOST_NAMED: usize = 3;
