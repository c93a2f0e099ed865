//! Scenario files: reading, showing their faults, pricing.

use super::is_harmless;
use costcalc::analysis::{self, Comparison, Totals};
use costcalc::cost::{CostError, Settings};
use costcalc::pricebook::PriceBook;
use costcalc::report::{CsvRows, Report, render_problems, write_json};
use costcalc::scenario::columns::COLUMNS;
use costcalc::scenario::{self, Assignments, Context, ScenarioError, Workload};
use costcalc::units::Usd;
use std::io::Read;
use std::sync::OnceLock;

/// The current book, opened once.
pub fn book() -> &'static PriceBook {
    static BOOK: OnceLock<PriceBook> = OnceLock::new();
    BOOK.get_or_init(|| PriceBook::current().unwrap())
}

/// A source that gives a few bytes at a time.
struct Drip<'a>(&'a [u8]);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = buffer.len().min(7).min(self.0.len());
        buffer[..length].copy_from_slice(&self.0[..length]);
        self.0 = &self.0[length..];
        Ok(length)
    }
}

fn read(source: impl Read) -> Result<Vec<Workload>, ScenarioError> {
    let context = Context::new(book().rules());
    scenario::read(source, &Assignments::default(), context).map(|scenario| scenario.workloads)
}

/// A file is read to workloads or to faults that have their place and can be shown, however its bytes arrive.
pub fn scenario(data: &[u8]) {
    let lines = data.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
    match (read(data), read(Drip(data))) {
        (Ok(workloads), Ok(again)) => {
            assert_eq!(workloads, again);
            assert!(!workloads.is_empty() && workloads.len() as u64 <= lines);
            for workload in workloads {
                assert_eq!(workload.line.map(|line| (1..=lines).contains(&line)), Some(true));
                written_and_read_again(&workload);
            }
        }
        (Err(ScenarioError::Problems { first, count, hidden }), Err(ScenarioError::Problems { first: again, .. })) => {
            assert_eq!(first, again);
            assert!(!first.is_empty() && first.len() as u64 <= count);
            assert!(first.iter().all(|problem| problem.line() <= lines), "{first:?}");
            let text = render_problems(&first, (count, &hidden), "scenario.csv", false);
            assert!(is_harmless(&text), "{text:?}");
        }
        (one, other) => panic!("{one:?} {other:?}"),
    }
}

/// A workload whose columns are written as cells and read again shows the same cells.
fn written_and_read_again(workload: &Workload) {
    let cells = COLUMNS.iter().map(|column| (column.name, column.value(workload)));
    let (names, cells): (Vec<&str>, Vec<String>) = cells.filter_map(|(name, cell)| Some((name, cell?))).unzip();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&names).unwrap();
    writer.write_record(&cells).unwrap();
    let text = writer.into_inner().unwrap();
    let shown = String::from_utf8_lossy(&text);
    let again = read(text.as_slice()).unwrap_or_else(|error| panic!("{shown}\n{error}")).remove(0);
    let again: Vec<String> = COLUMNS.iter().filter_map(|column| column.value(&again)).collect();
    assert_eq!(again, cells, "{shown}");
}

/// Workloads that are priced of a file.
const MOST_PRICED: usize = 3;

/// A scenario is priced, or the reason names the row; bills add up, and CSV and JSON hold the same totals.
pub fn compare(data: &[u8]) {
    let Ok(workloads) = read(data) else { return };
    let settings = Settings::new(book().rules());
    let mut comparisons = Vec::new();
    let mut totals = Totals::default();
    for workload in workloads.into_iter().take(MOST_PRICED) {
        let name = workload.name.clone();
        match analysis::compare(book(), workload, &settings) {
            Ok(comparison) => {
                check_bills(&comparison);
                if totals.add(&comparison).is_err() {
                    return;
                }
                comparisons.push(comparison);
            }
            Err(error) => {
                assert!(error.to_string().starts_with(&name));
                assert!(matches!(error.error, CostError::Price(_) | CostError::TooLarge(_)), "{error}");
                return;
            }
        }
    }
    outputs(&comparisons, &totals, settings);
}

fn check_bills(comparison: &Comparison) {
    for offer in &comparison.offers {
        match &offer.bill {
            None => assert!(!offer.reasons.is_empty()),
            Some(bill) => {
                let zero = Usd::default();
                let sum = bill.items().iter().try_fold(zero, |sum, item| {
                    assert!(item.amount >= zero, "{item:?}");
                    sum.add(item.amount)
                });
                assert_eq!(sum, Some(bill.total()));
            }
        }
    }
}

/// Totals as the CSV and the JSON output give them, by row.
fn outputs(comparisons: &[Comparison], totals: &Totals, settings: Settings) {
    let mut text = Vec::new();
    CsvRows::new(book(), false).write_all(comparisons, &mut text).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_slice());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    let report = Report { book: book(), settings, portfolio: false, comparisons, totals };
    let mut text = Vec::new();
    write_json(&report, &mut text).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&text).unwrap();
    let cell = |row: usize, name: &str| &rows[row][header.iter().position(|known| known == name).unwrap()];
    assert_eq!((rows.len(), json["workloads"].as_array().unwrap().len()), (comparisons.len(), comparisons.len()));
    for (at, comparison) in comparisons.iter().enumerate() {
        for offer in &comparison.offers {
            let key = offer.key.key();
            let total = offer.total().map(|total| total.to_string()).unwrap_or_default();
            assert_eq!(cell(at, &format!("{key}_usd")), total);
            let options = json["workloads"][at]["options"].as_array().unwrap();
            let option = options.iter().find(|option| option["key"] == key).unwrap();
            assert_eq!(option["total_usd"].as_str().unwrap_or_default(), total);
        }
    }
}
