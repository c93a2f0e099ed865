//! `costcalc sensitivity`: how far each input is from changing the verdict.

use super::Streams;
use super::args::SensitivityArgs;
use super::exit::{Exit, Failure};
use super::reads::Reads;
use super::unpriced::AllUnpriced;
use super::{answers, inputs, shared};
use crate::analysis::Unpriced;
use crate::analysis::sensitivity::{Sensitivity, sensitivity};
use crate::report;

pub(crate) fn run(args: &SensitivityArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let output = answers::Output::begin(&Reads::of(&args.ask.scenario, &args.ask.input), &args.ask.output)?;
    let asked: (&[_], _) = (&[], args.ask.workload.as_deref());
    let input = inputs::read(&args.ask.scenario, &args.ask.input, asked, streams)?;
    let mut found: Vec<(String, Sensitivity)> = Vec::with_capacity(input.workloads.len());
    let mut failed = AllUnpriced::default();
    let answers =
        shared::of_each(&input.workloads, streams, |workload| sensitivity(&input.book, workload, &input.settings));
    for (workload, answer) in input.workloads.iter().zip(answers) {
        match answer {
            Ok(one) => found.push((workload.name.clone(), one)),
            Err(error) => failed.note(Unpriced::new(&input.book, workload, &input.settings, error)),
        }
    }
    failed.failure(&input.name).map_or(Ok(()), Err)?;
    let answer = report::sensitivity_answer(&input.book, input.settings, &found).of_regions(&input.workloads);
    output.write(&answer, &input.profiles, streams)
}
