//! Laws of what comes out, for random workloads, files and prices: formats agree, streams agree with memory, dearer prices
//! never make a bill smaller, no question panics.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod random;

use assert_cmd::Command;
use costcalc::analysis::breakeven::{Dial, DialError, Question, break_even};
use costcalc::analysis::optimize::{Part, optimize};
use costcalc::analysis::sweep::{Axis, NoOutcome};
use costcalc::analysis::{Comparison, Totals, compare, growth, sensitivity, sweep};
use costcalc::cost::{CostError, OptionKey};
use costcalc::pricebook::{OverlayFile, PriceBook};
use costcalc::report::{CsvRows, Report, write_json};
use costcalc::scenario::{Context, columns};
use costcalc::units::Dec;
use proptest::prelude::*;
use random::*;
use std::fmt::Write as _;
use std::time::Duration;

// Formats --------------------------------------------------------------------------------------------------------

/// Cells of a CSV output: column and text, a list a row.
fn cells(text: &[u8]) -> Vec<Vec<(String, String)>> {
    let mut reader = csv::Reader::from_reader(text);
    let header = reader.headers().unwrap().clone();
    let named = |row: csv::StringRecord| -> Vec<(String, String)> {
        header.iter().zip(&row).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect()
    };
    reader.records().map(|row| named(row.unwrap())).collect()
}

fn cell<'a>(row: &'a [(String, String)], name: &str) -> &'a str {
    &row.iter().find(|(known, _)| known == name).unwrap().1
}

fn csv_of(comparisons: &[Comparison], detail: bool) -> Vec<Vec<(String, String)>> {
    let mut text = Vec::new();
    CsvRows::new(book(), detail).write_all(comparisons, &mut text).unwrap();
    cells(&text)
}

fn json_of(comparisons: &[Comparison], totals: &Totals) -> serde_json::Value {
    let report = Report { book: book(), settings: settings(), portfolio: false, comparisons, totals };
    let mut text = Vec::new();
    write_json(&report, &mut text).unwrap();
    serde_json::from_slice(&text).unwrap()
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn csv_and_json_hold_the_figures_of_the_bills(row in anything(), other in anything()) {
        let comparisons: Vec<Comparison> = [row, with(&other, "name", "=x,\"y\"\n\u{1b}")].iter().map(compared).collect();
        let mut totals = Totals::default();
        comparisons.iter().for_each(|comparison| totals.add(comparison).unwrap());
        let (rows, details) = (csv_of(&comparisons, false), csv_of(&comparisons, true));
        let json = json_of(&comparisons, &totals);
        let mut details = details.iter();
        let mut cheapest = 0;
        for (at, comparison) in comparisons.iter().enumerate() {
            let out = &json["workloads"][at];
            prop_assert_eq!(out["name"].as_str(), Some(comparison.workload.name.as_str()));
            let mut least: Option<i128> = None;
            for (place, offer) in comparison.offers.iter().enumerate() {
                let (key, option) = (offer.key.key(), &out["options"][place]);
                let found = total(comparison, offer.key);
                let written = cell(&rows[at], &format!("{key}_usd"));
                prop_assert_eq!((!written.is_empty()).then(|| exact(written, 24)), found);
                prop_assert_eq!(option["total_usd"].as_str().map(|text| exact(text, 24)), found);
                prop_assert_eq!(cell(&rows[at], &format!("{key}_possible")), found.is_some().to_string());
                least = [least, found].into_iter().flatten().min();
                let Some(found) = found else {
                    let detail = details.next().unwrap();
                    prop_assert_eq!((cell(detail, "option"), cell(detail, "feasible")), (key, "false"));
                    continue;
                };
                // Each line in both, and their sum.
                let mut sum = 0;
                for item in option["line_items"].as_array().unwrap() {
                    let detail = details.next().unwrap();
                    let figure = |name: &str, digits| exact(item[name].as_str().unwrap(), digits);
                    let usd = figure("amount_usd", 24);
                    prop_assert_eq!(usd, figure("quantity", 12) * figure("unit_price_usd", 12));
                    for (name, same) in [("amount_usd", "amount_usd"), ("quantity", "quantity"), ("unit_price_usd", "unit_price_usd")] {
                        prop_assert_eq!(cell(detail, name), item[same].as_str().unwrap());
                    }
                    prop_assert_eq!(cell(detail, "option"), key);
                    sum += usd;
                }
                prop_assert_eq!(sum, found);
            }
            cheapest += least.unwrap_or(0);
        }
        prop_assert!(details.next().is_none());
        prop_assert_eq!(exact(json["totals"]["cheapest_usd"].as_str().unwrap(), 24), cheapest);
    }
}

// Streams --------------------------------------------------------------------------------------------------------

/// A piece of a scenario file: rows, comments, blank lines, line breaks in quotes, sometimes a fault.
fn piece() -> impl Strategy<Value = String> {
    let name = prop::sample::select(
        &["Plain", "\"Quoted, \"\"twice\"\"\"", "\"Two\nlines\"", "결제", "\"Ends\r\nin\r\n\""][..],
    );
    let good = (name, 1_u32..50_000_000, 1_u32..2_000, 128_u32..4_096)
        .prop_map(|(name, requests, duration, memory)| format!("{name},{requests},{duration},{memory},\n"));
    prop_oneof![
        12 => good,
        1 => Just("# a comment, \"with a quote\n".to_owned()),
        1 => Just("\n".to_owned()),
        1 => Just("\r\n,,,,\n".to_owned()),
    ]
}

fn fault() -> impl Strategy<Value = Option<String>> {
    let faults = [
        "Bad,soon,120,1024,\n",
        "Short,5M,120\n",
        "Long,5M,120,1024,,,7\n",
        "Twice,5M,120,1024,\nTwice,5M,120,1024,\n",
        "Far,1e25,120,1024,\n",
    ];
    prop::option::of(prop::sample::select(faults.to_vec()).prop_map(str::to_owned))
}

/// A file of several blocks (256 KiB each) in which every name is its own.
fn file(pieces: &[String], faults: &[(usize, Option<String>)]) -> String {
    let mut text = String::from("name,requests_per_month,duration_ms,memory_mb,traffic\n");
    let mut number = 0;
    while text.len() < 600_000 {
        for (at, piece) in pieces.iter().enumerate() {
            number += 1;
            if piece.starts_with('"') {
                text.push_str(&piece.replacen('"', &format!("\"{number} "), 1));
            } else if piece.starts_with(|c: char| c.is_alphabetic()) {
                let _ = write!(text, "{number} {piece}");
            } else {
                text.push_str(piece);
            }
            for fault in
                faults.iter().filter(|(after, _)| *after * 700 + at == number).filter_map(|(_, fault)| fault.as_ref())
            {
                text.push_str(fault);
            }
        }
    }
    text
}

/// Standard output, standard error and exit code of a run in a folder.
fn run(folder: &std::path::Path, args: &[&str]) -> (Vec<u8>, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_costcalc"));
    command.current_dir(folder).timeout(Duration::from_secs(120)).env("SOURCE_DATE_EPOCH", "1795478400");
    let all = ["compare", "s.csv", "--set", "instance_type=m5.large", "--format", "csv"];
    let output = command.args(all).args(args).output().unwrap();
    (output.stdout, String::from_utf8(output.stderr).unwrap(), output.status.code())
}

proptest! {
    #![proptest_config(config(2))]

    #[test]
    fn streams_are_what_memory_gives_with_any_number_of_threads(
        pieces in prop::collection::vec(piece(), 60..120),
        faults in prop::collection::vec((0_usize..14, fault()), 0..3),
    ) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("s.csv"), file(&pieces, &faults)).unwrap();
        let one = run(folder.path(), &["--jobs", "1"]);
        for jobs in ["2", "3", "16"] {
            prop_assert_eq!(&run(folder.path(), &["--jobs", jobs]), &one);
        }
        // An export that is no CSV takes the way through memory.
        let memory = run(folder.path(), &["--export", "out.json"]);
        prop_assert_eq!(&memory, &one);
        prop_assert_eq!(folder.path().join("out.json").exists(), one.2 == Some(0));
        prop_assert!(matches!(one.2, Some(0 | 3)), "{}", one.1);
    }
}

// Prices ---------------------------------------------------------------------------------------------------------

/// The book with own hourly prices of m5.large in a region, and of a request on Lambda.
fn priced(hourly: Dec, request: Dec) -> PriceBook {
    let ec2 = format!(
        "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source,estimated\n\
         us-east-1,m5.large,on-demand,{hourly},,2026-01-01,contract,false\n"
    );
    let rates = format!(
        "region,service,dimension,arch,purchase,tier_from,tier_to,unit,usd,as_of,source,estimated\n\
         us-east-1,lambda,requests,x86_64,on-demand,0,Inf,request,{request},2026-01-01,contract,false\n"
    );
    let files = [("ec2.csv", ec2), ("rates.csv", rates)].map(|(name, text)| OverlayFile::new(name, text));
    PriceBook::open("2026", &files).unwrap()
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn a_bill_is_linear_in_its_prices_and_never_smaller_for_dearer_ones(
        row in on_demand(),
        hourly in 1_u64..1_000_000_000,
        request in 1_u64..1_000_000,
        dearer in 1_u64..1_000_000,
    ) {
        let small = |steps: u64| Dec::from_scientific(i128::from(steps), -9).unwrap();
        let mut row = with(&row, "region", "us-east-1");
        row.insert("arch", "x86_64".to_owned());
        let any_type = row.clone();
        row.insert("instance_type", "m5.large".to_owned());
        let (cheap, dear) = (priced(small(hourly), small(request)), priced(small(hourly + dearer), small(request + dearer)));
        let on = |book: &PriceBook, row: &Row| compare(book, workload(row), &settings()).unwrap();
        let (low, high) = (on(&cheap, &row), on(&dear, &row));
        for (key, item) in [(OptionKey::Lambda, "requests"), (OptionKey::Ec2, "instances")] {
            let (Some(before), Some(after)) = (total(&low, key), total(&high, key)) else {
                prop_assert_eq!(total(&low, key), total(&high, key));
                continue;
            };
            // What the price multiplies with is on the bill; nothing else moves.
            let lines = items(&low, key).iter().filter(|line| line.key.key() == item);
            let quantity: i128 = lines.map(|line| dec(line.quantity)).sum();
            prop_assert!(quantity > 0, "no line {item}");
            prop_assert_eq!(after - before, quantity * dec(small(dearer)));
        }
        // Where the type is searched for, the others bound what it can cost.
        let (low, high) = (total(&on(&cheap, &any_type), OptionKey::Ec2), total(&on(&dear, &any_type), OptionKey::Ec2));
        prop_assert!(low <= high, "{low:?} {high:?}");
    }
}

// Questions ------------------------------------------------------------------------------------------------------

/// Faults that may be named: a missing price, a figure that is too large.
fn is_named(error: &CostError) -> bool {
    matches!(error, CostError::Price(_) | CostError::TooLarge(_))
}

proptest! {
    #![proptest_config(config(6))]

    #[test]
    fn no_question_panics(
        row in anything(),
        huge in prop::option::of(one_of(&["requests_per_month", "duration_ms", "response_kb", "ebs_gb", "migration_usd"])),
        (from, to) in (prop::option::of(magnitude(12)), prop::option::of(magnitude(15))),
        growing in 0_u64..200,
        // Each search may look at hundreds of thousands of prices: not every input in every case.
        dials in prop::sample::subsequence(Dial::every().collect::<Vec<Dial>>(), 8),
    ) {
        let mut row = with(&row, "growth_pct_per_month", growing);
        if let Some(column) = huge {
            row.insert(columns::COLUMNS[columns::find(&column).unwrap()].name, "1e18".to_owned());
        }
        let Ok(read) = read(std::slice::from_ref(&row)) else { return Ok(()) };
        let workload = &read[0];
        let millionths = |end: u64| Dec::from_scientific(i128::from(end), -6).unwrap();
        let (from, to) = (from.map(millionths), to.map(millionths));
        for dial in dials {
            let question = Question { dial, from, to, looks: 4, ..Question::VOLUME };
            match break_even(book(), workload, &settings(), question) {
                Ok(answer) => {
                    // The intervals cover the range without gaps, each with its neighbor's end.
                    prop_assert!(!answer.intervals.is_empty());
                    for pair in answer.intervals.windows(2) {
                        prop_assert_eq!(pair[0].to.add(answer.step), Some(pair[1].from));
                    }
                    let (first, last) = (answer.intervals[0].from, answer.intervals[answer.intervals.len() - 1].to);
                    prop_assert!(from.is_none_or(|from| first >= from) && to.is_none_or(|to| last <= to));
                }
                Err(DialError::Cost(error)) => prop_assert!(is_named(&error), "{error}"),
                Err(other) => prop_assert!(!other.to_string().is_empty()),
            }
        }
        if let Err(error) = sensitivity::sensitivity(book(), workload, &settings()) {
            prop_assert!(is_named(&error), "{error}");
        }
        if let Err(error) = growth::growth(book(), workload, &settings(), 120) {
            prop_assert!(is_named(&error), "{error}");
        }
        if let Err(error) = optimize(book(), workload, &settings(), &[Part::Arch, Part::Purchase]) {
            prop_assert!(is_named(&error.error), "{error}");
        }
        let context = Context { profiles: &Profiles, ..Context::new(book().rules()) };
        for text in ["requests_per_month=1..1e26:log", "duration_ms=0.001..1e9:log", "memory_mb=128..10240", "purchase=all"] {
            let axis = Axis::parse(text, 7, book()).unwrap();
            prop_assert!(axis.values.len() >= 7, "{axis:?}");
            match sweep::sweep(book(), workload, &settings(), std::slice::from_ref(&axis), &[], &context) {
                Ok(stops) => {
                    prop_assert_eq!(stops.len(), axis.values.len());
                    for stop in stops {
                        let named = match stop.outcome {
                            Err(NoOutcome::Cost(error)) => is_named(&error),
                            // Instances that start for each run are bought by no commitment.
                            Err(NoOutcome::Refused(bad)) => !bad.message.is_empty(),
                            Ok(_) => true,
                        };
                        prop_assert!(named);
                    }
                }
                Err(refused) => prop_assert!(!refused.is_empty()),
            }
        }
    }
}
