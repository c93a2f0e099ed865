//! `costcalc breakeven`: where the cheaper side changes.

use super::Streams;
use super::answers;
use super::args::BreakevenArgs;
use super::dials;
use super::exit::{Exit, Failure, Failures};
use super::inputs;
use super::prices_books;
use super::reads::Reads;
use super::shared;
use super::unanswered::Unanswered;
use super::unpriced::AllUnpriced;
use crate::analysis::breakeven;
use crate::analysis::breakeven::{BreakEven, Dial, DialError, FarEnd, Question, break_even, far_ends};
use crate::analysis::{FleetSearch, Unpriced};
use crate::cost::{CostError, OptionKey};
use crate::report;
use crate::scenario::Workload;
use crate::terms::quoted;
use crate::units::Dec;
use crate::units::format::with_exponent;

pub(crate) fn run(args: &BreakevenArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let mut wrong = Failures::default();
    let question = wrong.take(question(args));
    let reads = Reads::of(&args.ask.scenario, &args.ask.input);
    let output = wrong.take(answers::Output::begin(&reads, &args.ask.output));
    let (question, output) = wrong.or(question.zip(output))?;
    let asked: (&[Dial], _) = (&[question.dial], args.ask.workload.as_deref());
    let input = inputs::read(&args.ask.scenario, &args.ask.input, asked, streams)?;
    let mut found: Vec<(String, BreakEven, FleetSearch)> = Vec::with_capacity(input.workloads.len());
    let mut failed = AllUnpriced::default();
    let mut unanswered = Unanswered::default();
    let ask = |workload: &Workload| -> Result<(BreakEven, FleetSearch), DialError> {
        let answer = break_even(&input.book, workload, &input.settings, question)?;
        let (book, settings) = (&input.book, &input.settings);
        let search = FleetSearch::of(book, workload, settings)?;
        let search = search.and_at(book, workload, settings, question.dial, answer.returns_to_lambda())?;
        Ok((answer, search))
    };
    for (workload, answer) in input.workloads.iter().zip(shared::of_each(&input.workloads, None, streams, ask)) {
        match answer {
            Ok((answer, search)) => found.push((workload.name.clone(), answer, search)),
            Err(DialError::Cost(error)) => {
                let far = match error {
                    CostError::TooLarge(_) => far_ends(&input.book, workload, &input.settings, question),
                    _ => Vec::new(),
                };
                if far.is_empty() {
                    failed.note(Unpriced::new(&input.book, workload, &input.settings, error.clone()));
                }
                far.iter().for_each(|end| unanswered.note(workload, Exit::Usage, &too_far(*end, &error)));
            }
            Err(outside @ DialError::Outside { .. }) => {
                unanswered.note(workload, Exit::Usage, &outside.to_string());
            }
            // A question that a workload cannot be asked is bad input.
            Err(why) => unanswered.note(workload, Exit::BadInput, &why.to_string()),
        }
    }
    unanswered.and(&failed, &input.name)?;
    prices_books::tell_without_bills(&input.book, streams)?;
    let answer = report::breakeven_answer(&input.book, input.settings, &found).of_regions(&input.workloads);
    output.write(&answer, &input.profiles, streams)
}

/// That an end of the range is the cause that figures are too large.
pub(crate) fn too_far(end: FarEnd, error: &CostError) -> String {
    let option = if end.is_from { "--from" } else { "--to" };
    let nearer = match end.nearer {
        Some(nearer) => format!("; {option} {} can be computed", with_exponent(nearer)),
        None => "; choose it nearer to the workload's own value, or leave it out".to_owned(),
    };
    format!("{option} {} is too far: {error}{nearer}", with_exponent(end.value))
}

fn question(args: &BreakevenArgs) -> Result<Question, Failure> {
    let mut wrong = Failures::default();
    let dial = wrong.take(dials::named("--of", &args.of));
    let ends = dial.and_then(|dial| wrong.take(ends(args, dial)));
    let between = wrong.take(between(&args.between));
    let ((dial, (from, to)), between) = wrong.or(dial.zip(ends).zip(between))?;
    Ok(Question { dial, between, from, to, ..breakeven::Question::VOLUME })
}

/// The ends of the range that is searched, which may be one volume.
fn ends(args: &BreakevenArgs, dial: Dial) -> Result<(Option<Dec>, Option<Dec>), Failure> {
    let (from, to) = dials::bounds(dial, ("--from", args.from.as_deref()), ("--to", args.to.as_deref()))?;
    if let (Some(low), Some(high)) = (from, to)
        && low > high
    {
        return Err(Failure::new(Exit::Usage, format_args!("--from {low} is above --to {high}")));
    }
    dials::no_fraction(dial, "--to", args.to.as_deref())?;
    Ok((from, to))
}

/// Two different options, separated by a comma.
fn between(text: &str) -> Result<[OptionKey; 2], Failure> {
    let fault = |hint: String| {
        let text = report::clean(text);
        Failure::new(Exit::Usage, format_args!("--between {text}: {hint}"))
    };
    let keys = OptionKey::ALL.map(OptionKey::key);
    let one = |name: &str| {
        OptionKey::ALL
            .into_iter()
            .find(|key| key.key() == name.trim())
            .ok_or_else(|| fault(format!("{} is no option; the options are {}", quoted(name.trim()), keys.join(", "))))
    };
    match text.split(',').collect::<Vec<&str>>().as_slice() {
        [first, second] if first.trim() != second.trim() => Ok([one(first)?, one(second)?]),
        _ => Err(fault(format!("name two different options, such as {}", keys.join(",")))),
    }
}
