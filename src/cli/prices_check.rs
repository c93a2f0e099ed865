//! `costcalc prices check`: faults and doubts in a book's data.

use super::exit::{Exit, Failure};
use super::prices_args::CheckArgs;
use super::{Streams, clock, price_tables, source};
use crate::pricebook::PriceBook;
use crate::pricebook::check::{Finding, Gravity, check};
use crate::report::clean;
use crate::terms::{Problem, number_of};

pub(crate) fn run(args: &CheckArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let current = PriceBook::current().map_err(|error| source::book_failure(&error))?;
    let what = args.what.as_deref().unwrap_or(&current.info().id);
    let files = source::price_files(what)?;
    let mut found = check(&files, &current, clock::today());
    found.extend(source::passed_over(what).iter().map(|path| {
        let problem = Problem::of_file("it was passed over", price_tables::SAVE);
        Finding { gravity: Gravity::Doubt, file: path.display().to_string(), problem, count: 1 }
    }));
    let (mut faults, mut all) = (0, 0);
    for finding in &found {
        let word = match finding.gravity {
            Gravity::Fault => "fault",
            Gravity::Doubt => "doubt",
        };
        all += finding.count;
        faults += if args.strict || finding.gravity == Gravity::Fault { finding.count } else { 0 };
        writeln!(streams.out, "{word}: {}; {}", finding.problem.title(&finding.file), clean(&finding.problem.help))?;
    }
    let doubts = all - faults;
    let tables = number_of(files.len() as u64, "table", "tables");
    writeln!(streams.out, "{}: {} {tables}; faults: {faults}; doubts: {doubts}", clean(what), files.len())?;
    Ok(if faults > 0 { Exit::BadInput } else { Exit::Done })
}
