//! The engine's speed: `cargo bench`.

use costcalc::analysis::compare;
use costcalc::cost::Settings;
use costcalc::pricebook::PriceBook;
use costcalc::scenario::{self, Workload};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

fn first(csv: &str) -> (PriceBook, Workload) {
    let Ok(book) = PriceBook::current() else { unreachable!("the embedded book is whole") };
    let workload = match scenario::read_str(csv, book.rules()) {
        Ok(mut scenario) => scenario.workloads.remove(0),
        Err(error) => unreachable!("{error}"),
    };
    (book, workload)
}

const GIVEN: &str = "name,requests_per_month,duration_ms,memory_mb,instance_type\nA,50M,120,1024,m7g.large\n";
const SEARCH: &str = "name,requests_per_month,duration_ms,memory_mb\nA,50M,120,1024\n";
const WEEK: &str = "name,requests_per_month,duration_ms,memory_mb,traffic\nA,50M,120,1024,weekly\n";

#[divan::bench(args = [GIVEN, SEARCH, WEEK])]
fn one_workload(bencher: Bencher<'_, '_>, csv: &str) {
    let (book, workload) = first(csv);
    let settings = Settings::new(book.rules());
    bencher.bench(|| compare(&book, black_box(workload.clone()), &settings));
}

#[divan::bench]
fn open_book() -> bool {
    PriceBook::current().is_ok()
}

#[divan::bench]
fn read_thousand_rows(bencher: Bencher<'_, '_>) {
    let Ok(book) = PriceBook::current() else { unreachable!("the embedded book is whole") };
    let mut csv = String::from("name,requests_per_month,duration_ms,memory_mb,instance_type\n");
    for row in 0..1_000 {
        csv.push_str(&format!("workload {row},{},120,1024,m7g.large\n", 1_000 + row));
    }
    bencher.bench(|| scenario::read_str(black_box(&csv), book.rules()).is_ok());
}
