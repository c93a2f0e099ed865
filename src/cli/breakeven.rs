//! `costcalc breakeven`: where the cheaper side changes.

use super::Streams;
use super::answers;
use super::args::BreakevenArgs;
use super::exit::{Exit, Failure};
use super::inputs::{self, Input};
use crate::analysis::breakeven;
use crate::analysis::breakeven::{BreakEven, Dial, DialError, Question, break_even};
use crate::cost::OptionKey;
use crate::report;
use crate::scenario::{Workload, parse_number};
use crate::terms::nearest;
use crate::units::Dec;

pub(crate) fn run(args: &BreakevenArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let question = question(args)?;
    let output = answers::Output::begin(&args.ask.scenario, &args.ask.output)?;
    let input = inputs::read(&args.ask.scenario, &args.ask.input, streams)?;
    let mut found: Vec<(String, BreakEven)> = Vec::with_capacity(input.workloads.len());
    for workload in &input.workloads {
        let answer = break_even(&input.book, workload, &input.settings, question)
            .map_err(|error| dial_failure(&input, workload, error))?;
        found.push((workload.name.clone(), answer));
    }
    let answer = report::breakeven_answer(&input.book, input.settings, &found);
    output.write(&answer, streams)
}

/// A question that a workload cannot be asked is bad input; a missing price is a missing price.
fn dial_failure(input: &Input, workload: &Workload, error: DialError) -> Failure {
    match error {
        DialError::Cost(error) => input.unpriced(workload, error),
        why => Failure::new(Exit::BadInput, format_args!("{}: {why}", report::clean(&workload.name))),
    }
}

fn question(args: &BreakevenArgs) -> Result<Question, Failure> {
    let dial = Dial::from_key(&args.of).ok_or_else(|| {
        let keys: Vec<&str> = Dial::every().map(Dial::key).collect();
        let hint = match nearest(&args.of, keys.iter().copied()).first() {
            Some(near) => format!("did you mean {near}?"),
            None => format!("it can be asked of {}", keys.join(", ")),
        };
        let of = report::clean(&args.of);
        Failure::new(Exit::Usage, format_args!("--of {of}: there is no such input; {hint}"))
    })?;
    let from = bound("--from", args.from.as_deref())?;
    let to = bound("--to", args.to.as_deref())?;
    if let (Some(low), Some(high)) = (from, to)
        && low > high
    {
        return Err(Failure::new(Exit::Usage, format_args!("--from {low} is above --to {high}")));
    }
    Ok(Question { dial, between: between(&args.between)?, from, to, ..breakeven::Question::VOLUME })
}

fn bound(option: &str, text: Option<&str>) -> Result<Option<Dec>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let number = parse_number(text).map_err(|fault| {
        let text = report::clean(text);
        Failure::new(Exit::Usage, format_args!("{option} {text}: {}; {}", fault.message, fault.help))
    })?;
    Ok(Some(number))
}

/// Two different options, separated by a comma.
fn between(text: &str) -> Result<[OptionKey; 2], Failure> {
    let fault = |hint: String| {
        let text = report::clean(text);
        Failure::new(Exit::Usage, format_args!("--between {text}: {hint}"))
    };
    let keys = OptionKey::ALL.map(OptionKey::key);
    let one = |name: &str| {
        OptionKey::ALL.into_iter().find(|key| key.key() == name.trim()).ok_or_else(|| {
            fault(format!("{:?} is no option; the options are {}", report::clean(name.trim()), keys.join(", ")))
        })
    };
    match text.split(',').collect::<Vec<&str>>().as_slice() {
        [first, second] if first.trim() != second.trim() => Ok([one(first)?, one(second)?]),
        _ => Err(fault(format!("name two different options, such as {}", keys.join(",")))),
    }
}
