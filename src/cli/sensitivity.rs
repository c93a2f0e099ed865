//! `costcalc sensitivity`: how far each input is from changing the verdict.

use super::Streams;
use super::args::SensitivityArgs;
use super::exit::{Exit, Failure};
use super::reads::Reads;
use super::unpriced::AllUnpriced;
use super::{answers, inputs, prices_books, shared};
use crate::analysis::sensitivity::{Sensitivity, sensitivity};
use crate::analysis::{FleetSearch, Unpriced};
use crate::cost::CostError;
use crate::report;
use crate::scenario::Workload;

pub(crate) fn run(args: &SensitivityArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let output = answers::Output::begin(&Reads::of(&args.ask.scenario, &args.ask.input), &args.ask.output)?;
    let asked: (&[_], _) = (&[], args.ask.workload.as_deref());
    let input = inputs::read(&args.ask.scenario, &args.ask.input, asked, streams)?;
    let mut found: Vec<(String, Sensitivity, FleetSearch)> = Vec::with_capacity(input.workloads.len());
    let mut failed = AllUnpriced::default();
    let ask = |workload: &Workload| -> Result<(Sensitivity, FleetSearch), CostError> {
        let found = sensitivity(&input.book, workload, &input.settings)?;
        let (book, settings) = (&input.book, &input.settings);
        let mut search = FleetSearch::of(book, workload, settings)?;
        if let Some((dial, at)) = found.nearest_to_lambda() {
            search = search.and_at(book, workload, settings, dial, [at])?;
        }
        Ok((found, search))
    };
    for (workload, answer) in input.workloads.iter().zip(shared::of_each(&input.workloads, None, streams, ask)) {
        match answer {
            Ok((one, search)) => found.push((workload.name.clone(), one, search)),
            Err(error) => failed.note(Unpriced::new(&input.book, workload, &input.settings, error)),
        }
    }
    failed.failure(&input.name).map_or(Ok(()), Err)?;
    prices_books::tell_without_bills(&input.book, streams)?;
    let answer = report::sensitivity_answer(&input.book, input.settings, &found).of_regions(&input.workloads);
    output.write(&answer, &input.profiles, streams)
}
