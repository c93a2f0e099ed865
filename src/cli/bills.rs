//! `--explain`: whose bills are told line by line, on standard output and in tables that are exported.

use super::args::CompareArgs;
use super::exit::{Exit, Failure};
use super::plan::Plan;
use crate::analysis::Comparison;
use crate::cost::ec2::RunnerUp;
use crate::pricebook::PriceBook;
use crate::report;
use crate::terms::{nearest, quoted};
use std::io::{self, Write};
use std::path::PathBuf;

/// `--explain` may stand before the scenario: its optional value is the scenario then.
pub(crate) fn scenario_and_explain(args: &CompareArgs) -> Result<(PathBuf, Option<Option<String>>), Failure> {
    match (&args.scenario, &args.explain) {
        (Some(path), explain) => Ok((path.clone(), explain.clone())),
        (None, Some(Some(path))) => Ok((PathBuf::from(path), Some(None))),
        (None, _) => Err(Failure::new(
            Exit::Usage,
            "which scenario? costcalc compare SCENARIO.csv, or - for standard input; `costcalc init` writes one to start from",
        )),
    }
}

/// The bills of all workloads of a run, or of one.
pub(crate) struct Bills<'a> {
    book: &'a PriceBook,
    /// Each comparison with the cheapest of its instance types.
    bills: Vec<(&'a Comparison, Vec<RunnerUp>)>,
}

impl<'a> Bills<'a> {
    /// Those of the workloads with that name; `None`: of all. `near` are names of others that are nearly that one.
    ///
    /// # Errors
    /// There is no workload of that name, or a type cannot be priced.
    pub(crate) fn of(
        plan: &Plan<'a>,
        scenario: &str,
        comparisons: &'a [Comparison],
        name: Option<&str>,
        near: &[String],
    ) -> Result<Bills<'a>, Failure> {
        if let Some(name) = name {
            check_name(comparisons, near, name)?;
        }
        let chosen = comparisons.iter().filter(|comparison| name.is_none_or(|name| comparison.workload.name == name));
        let bills = chosen.map(|comparison| Ok((comparison, plan.runners_up(comparison, scenario)?)));
        Ok(Bills { book: plan.book, bills: bills.collect::<Result<_, Failure>>()? })
    }

    /// Writes them in lines of that many columns.
    pub(crate) fn write(&self, width: u16, out: &mut dyn Write) -> io::Result<()> {
        let mut bills = self.bills.iter();
        bills.try_for_each(|(comparison, runners)| {
            report::explain(self.book, comparison, runners, usize::from(width), out)
        })
    }
}

/// That a workload of that name is there to be explained.
fn check_name(comparisons: &[Comparison], near: &[String], name: &str) -> Result<(), Failure> {
    let known = || comparisons.iter().map(|comparison| comparison.workload.name.as_str());
    let names = || known().chain(near.iter().map(String::as_str));
    if names().any(|known| known == name) {
        return Ok(());
    }
    let hint = match nearest(name, names()).first() {
        Some(near) => format!("; did you mean {}?", quoted(near)),
        None => String::new(),
    };
    Err(Failure::new(Exit::Usage, format_args!("--explain: there is no workload {}{hint}", quoted(name))))
}
