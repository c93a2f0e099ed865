//! The workloads of a run, one after another: priced, summed up, checked against conditions, kept as far as they are shown.

use super::asked_fields::Computed;
use super::effect;
use super::exit::{Exit, Failure, Failures};
use super::gates::{GateFailures, check_gates, check_totals, check_workload};
use super::plan::Plan;
use super::shortlist::Shortlist;
use super::unpriced::AllUnpriced;
use crate::analysis::{Comparison, Gate, Totals, Unpriced};
use crate::report;
use crate::scenario::Workload;
use crate::terms::nearest;
use crate::units::format::float;
use crate::units::{TooLarge, Usd};
use std::io;
use std::path::Path;

/// What is known of the workloads so far.
pub(crate) struct Tally<'a> {
    plan: &'a Plan<'a>,
    shortlist: Shortlist<'a>,
    /// Every workload in the order of the file, where something asks for them together.
    all: Option<Vec<Comparison>>,
    /// Of them only those of this name are asked for.
    only: Option<&'a str>,
    /// Names that are nearly that one.
    near: Vec<String>,
    totals: Result<Totals, TooLarge>,
    gates: GateFailures,
    failures: AllUnpriced,
    computed: Computed,
    workbook: Option<WorkbookRoom<'a>>,
}

/// The workloads of a run, all of which could be priced.
pub(crate) struct Tallied {
    /// Those to show, in order.
    pub(crate) shown: Vec<Comparison>,
    /// Every workload in the order of the file, where they were kept.
    pub(crate) all: Vec<Comparison>,
    /// Names that are nearly the only one that was asked for.
    pub(crate) near: Vec<String>,
    pub(crate) totals: Totals,
    pub(crate) gates: GateFailures,
}

impl<'a> Tally<'a> {
    /// `keeps_all`: every workload is asked for in the order of the file.
    pub(crate) fn new(plan: &'a Plan<'a>, shortlist: Shortlist<'a>, keeps_all: bool) -> Tally<'a> {
        Tally {
            plan,
            shortlist,
            only: None,
            near: Vec::new(),
            all: (keeps_all || plan.gates.iter().any(Gate::is_mixed)).then(Vec::new),
            totals: Ok(Totals::default()),
            gates: GateFailures::default(),
            failures: AllUnpriced::default(),
            computed: Computed::default(),
            workbook: None,
        }
    }

    /// Of every workload only those of a name are asked for; conditions that look at workloads together need the others as well.
    pub(crate) fn named(self, name: Option<&'a str>) -> Tally<'a> {
        Tally { only: name.filter(|_| !self.plan.gates.iter().any(Gate::is_mixed)), ..self }
    }

    /// All of the workloads go into a workbook: those beyond what it holds are not kept in memory, only counted.
    pub(crate) fn in_workbook(self, path: &'a Path) -> Tally<'a> {
        Tally { workbook: Some(WorkbookRoom { path, items: 0 }), ..self }
    }

    /// Prices a workload and takes it.
    pub(crate) fn price(&mut self, workload: impl Into<Box<Workload>>) {
        self.take(self.plan.compare(workload, self.failures.have_room()));
    }

    /// Takes a workload, or why it cannot be priced.
    pub(crate) fn take(&mut self, priced: Result<Comparison, Unpriced>) {
        let remedies = self.failures.have_room();
        let enriched = priced.and_then(|mut comparison| {
            self.plan.enrich(&mut comparison, self.plan.break_evens.always(), remedies)?;
            Ok(comparison)
        });
        match enriched {
            Ok(comparison) => self.add(comparison),
            Err(failed) => self.failures.note(failed),
        }
    }

    fn add(&mut self, comparison: Comparison) {
        self.computed.note(&comparison);
        let Ok(totals) = &mut self.totals else { return };
        if let Err(error) = totals.add(&comparison) {
            self.totals = Err(error);
            return;
        }
        if self.workbook.as_mut().is_some_and(|room| !room.holds(&comparison)) {
            return;
        }
        match &mut self.all {
            Some(all) if self.only.is_none() => all.push(comparison.clone()),
            all => {
                check_workload(&self.plan.gates, &comparison, &Totals::default(), &mut self.gates);
                let name = comparison.workload.name.as_str();
                match (all, self.only) {
                    (Some(all), Some(only)) if name == only => all.push(comparison.clone()),
                    (_, Some(only)) => note_near(only, name, &mut self.near),
                    _ => {}
                }
            }
        }
        self.shortlist.push(comparison);
    }

    /// The workloads share an account, which costs so much with each of them on its cheaper side.
    pub(crate) fn share_account(&mut self, mix: Usd) {
        if let Ok(totals) = &mut self.totals {
            totals.cheapest = mix;
        }
    }

    /// A failure of the scenario's text, and of the workloads that could be read those that cannot be priced: one run tells
    /// both.
    pub(crate) fn beside(self, failure: Failure, scenario: &str) -> Failure {
        let unpriced = self.failures.failure(scenario);
        Failures::from_iter([failure].into_iter().chain(unpriced)).together()
    }

    /// The end of the scenario, called `scenario` in messages.
    ///
    /// # Errors
    /// A workload that cannot be priced, or a total that is too large.
    pub(crate) fn end(mut self, scenario: &str) -> Result<Tallied, Failure> {
        if let Some(failure) = self.failures.failure(scenario) {
            return Err(failure);
        }
        effect::of_draw(self.plan.asked_to_draw, self.computed.ranges, scenario)?;
        self.plan.asked.refuse_empty(self.computed, scenario)?;
        self.workbook.map_or(Ok(()), WorkbookRoom::end)?;
        let totals = self.totals.map_err(|error| Failure::new(Exit::BadInput, error))?;
        match &self.all {
            Some(all) if self.only.is_none() => self.gates = check_gates(&self.plan.gates, all, &totals),
            _ => check_totals(&self.plan.gates, &totals, &mut self.gates),
        }
        let mut shown = self.shortlist.shown();
        self.plan.find_more(&mut shown, totals.workloads, scenario)?;
        Ok(Tallied { shown, all: self.all.unwrap_or_default(), near: self.near, totals, gates: self.gates })
    }
}

/// Notes a name that is nearly the one that is asked for: of many the nearest stay.
fn note_near(only: &str, name: &str, near: &mut Vec<String>) {
    const MOST: usize = 50;
    if near.len() == MOST {
        let nearest: Vec<String> =
            nearest(only, near.iter().map(String::as_str)).into_iter().map(str::to_owned).collect();
        *near = nearest;
    }
    if !nearest(only, [name]).is_empty() {
        near.push(name.to_owned());
    }
}

/// How much of a workbook's sheet of line items is taken.
#[derive(Debug)]
struct WorkbookRoom<'a> {
    path: &'a Path,
    items: u64,
}

impl WorkbookRoom<'_> {
    /// Counts a workload; tells whether there is room for it.
    fn holds(&mut self, comparison: &Comparison) -> bool {
        let items = comparison.offers.iter().flat_map(|offer| &offer.bill).map(|bill| bill.items().len() as u64);
        self.items = self.items.saturating_add(items.sum());
        self.items <= report::WORKBOOK_ROWS
    }

    /// # Errors
    /// There was no room for all workloads.
    fn end(self) -> Result<(), Failure> {
        if self.items <= report::WORKBOOK_ROWS {
            return Ok(());
        }
        let [most, items] = [report::WORKBOOK_ROWS, self.items].map(|count| float(count as f64, 0));
        let why = io::Error::other(format!(
            "a workbook's sheet holds {most} rows below its heading, and these workloads have {items} line items; \
             export .csv or .json, which hold any number, or the first ones with --top"
        ));
        Err(Failure::file(&self.path.display().to_string(), "write", &why))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::compare;
    use crate::cost::Settings;
    use crate::pricebook::PriceBook;
    use crate::scenario;

    #[test]
    fn a_workbook_holds_line_items_to_its_last_row() {
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb,instance_type\nA,1000000,100,128,m7g.large\n";
        let workload = scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        let comparison = compare(&book, workload, &Settings::new(book.rules())).unwrap();
        // Requests and GB-seconds; instance-hours, volumes, and a load balancer's hours and capacity.
        let room = |left: u64| WorkbookRoom { path: Path::new("out.xlsx"), items: report::WORKBOOK_ROWS - left };
        let mut last = room(6);
        assert!(last.holds(&comparison) && last.end().is_ok());
        let mut full = room(5);
        assert!(!full.holds(&comparison));
        let told = full.end().unwrap_err().text();
        assert!(told.contains("out.xlsx") && told.contains("1,048,576 line items"), "{told}");
    }
}
