//! Short texts: numbers and ranges, profiles, schedules, `--fail-if`, `--set`, `--vary`, measured durations.

use super::is_harmless;
use super::scenarios::book;
use costcalc::analysis::breakeven::Question;
use costcalc::analysis::sweep::Axis;
use costcalc::analysis::{self, Comparison, Gate, Judgment, Totals};
use costcalc::cost::Settings;
use costcalc::report::render_problem;
use costcalc::scenario::{self, Assignments, Context, parse_number, read_power_tuning};
use costcalc::traffic::{Profile, Schedule};
use costcalc::units::Dec;
use std::str::from_utf8;
use std::sync::OnceLock;

/// A number is exact: written out and read again it is the same. A fault says what to do. As a cell it is a number or a
/// range whose ends rise.
pub fn number(data: &[u8]) {
    let Ok(text) = from_utf8(data) else { return };
    match parse_number(text) {
        Ok(number) => {
            assert!(number >= Dec::ZERO);
            assert_eq!(parse_number(&number.to_string()), Ok(number));
        }
        Err(fault) => assert!(!fault.message.is_empty() && !fault.help.is_empty()),
    }
    let quoted = text.replace('"', "\"\"");
    let csv = format!("name,requests_per_month,duration_ms,memory_mb\nA,\"{quoted}\",120,1024\n");
    if let Ok(scenario) = scenario::read_str(&csv, book().rules()) {
        for range in &scenario.workloads[0].ranges {
            assert!(range.low < range.high);
            assert!(range.likely.is_none_or(|likely| range.low <= likely && likely <= range.high));
        }
    }
}

/// A profile is 24 or 168 finite weights whose mean is 1.
pub fn profile(data: &[u8]) {
    let Ok(text) = from_utf8(data) else { return };
    if let Ok(profile) = Profile::parse("profile.csv", text) {
        assert!(matches!(profile.len(), 24 | 168));
        assert!(profile.relative().iter().all(|weight| weight.is_finite() && *weight >= 0.0));
        let mean = profile.relative().iter().sum::<f64>() / profile.len() as f64;
        assert!((mean - 1.0).abs() < 1e-9, "{mean}");
    }
}

/// A schedule runs for 1 to 10,080 minutes a week, and reads the same from its own text.
pub fn schedule(data: &[u8]) {
    let Ok(text) = from_utf8(data) else { return };
    match Schedule::parse(text) {
        Ok(schedule) => {
            let minutes: u32 = schedule.minutes().iter().copied().map(u32::from).sum();
            assert_eq!((schedule.minutes().len(), minutes), (168, schedule.minutes_per_week()));
            assert!((1..=10_080).contains(&minutes));
            assert!((minutes == 10_080) == (schedule.starts_per_week() == 0));
            assert_eq!(Schedule::parse(schedule.text()), Ok(schedule));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Two priced workloads, of which one is not possible on Lambda.
fn priced() -> &'static (Vec<Comparison>, Totals) {
    static PRICED: OnceLock<(Vec<Comparison>, Totals)> = OnceLock::new();
    PRICED.get_or_init(|| {
        let text = "name,requests_per_month,duration_ms,memory_mb\nA,50M,120,1024\nB,10,2000000,1024\n";
        let settings = Settings::new(book().rules());
        let mut totals = Totals::default();
        let workloads = scenario::read_str(text, book().rules()).unwrap().workloads;
        let priced = workloads.into_iter().map(|workload| {
            let mut comparison = analysis::compare(book(), workload, &settings).unwrap();
            comparison.find_break_even(book(), &settings, Question { looks: 10, ..Question::GLANCE }).unwrap();
            totals.add(&comparison).unwrap();
            comparison
        });
        (priced.collect(), totals)
    })
}

/// A condition is decided, and its opposite is decided the other way, or neither can be judged; a fault names the place.
pub fn fail_if(data: &[u8]) {
    let Ok(text) = from_utf8(data) else { return };
    let opposite = Gate::parse(&format!("not ({text})"), book());
    match Gate::parse(text, book()) {
        Ok(gate) => {
            assert_eq!(gate.text(), text);
            let (comparisons, totals) = priced();
            let whole = [None];
            let each = comparisons.iter().map(Some);
            for comparison in each.chain(whole) {
                let judgment = gate.judge(comparison, totals);
                // One more pair of parentheses may be one too many.
                if let Ok(opposite) = &opposite {
                    let expected = match judgment {
                        Judgment::Holds => Judgment::HoldsNot,
                        Judgment::HoldsNot => Judgment::Holds,
                        unknown @ Judgment::Unknown(_) => unknown,
                    };
                    assert_eq!(opposite.judge(comparison, totals), expected);
                }
            }
        }
        Err(error) => assert!(error.to_string().starts_with("at character "), "{error}"),
    }
}

/// Values for every row, an assignment a line: they are refused, or rows that lack them can be read and priced.
pub fn set(data: &[u8]) {
    let Ok(text) = from_utf8(data) else { return };
    let context = Context::new(book().rules());
    let texts: Vec<String> = text.lines().map(str::to_owned).collect();
    let assignments = match Assignments::parse(&texts, &context) {
        Ok(assignments) => assignments,
        Err(problems) => {
            assert!(!problems.is_empty() && problems.len() <= texts.len());
            for problem in problems {
                let text = render_problem(&problem, "scenario.csv", false);
                assert!(is_harmless(&text), "{text:?}");
            }
            return;
        }
    };
    let csv = "name,requests_per_month,duration_ms,memory_mb\nA,50M,120,1024\n";
    if let Ok(scenario) = scenario::read(csv.as_bytes(), &assignments, context) {
        for workload in scenario.workloads {
            if let Err(error) = analysis::compare(book(), workload, &Settings::new(book().rules())) {
                assert!(!error.to_string().is_empty());
            }
        }
    }
}

/// A column and its values: no value is empty or stands twice.
pub fn vary(data: &[u8]) {
    let Ok(text) = from_utf8(data) else { return };
    match Axis::parse(text, 11, book()) {
        Ok(axis) => {
            assert!(!axis.values.is_empty() && axis.values.iter().all(|value| !value.is_empty()));
            assert!(axis.values.windows(2).all(|pair| pair[0] != pair[1]), "{axis:?}");
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Measured durations: sizes rise, nothing is 0.
pub fn power_tuning(data: &[u8]) {
    let Ok(text) = from_utf8(data) else { return };
    match read_power_tuning(text) {
        Ok(measured) => {
            assert!(!measured.is_empty());
            assert!(measured.windows(2).all(|pair| pair[0].memory_mb < pair[1].memory_mb), "{measured:?}");
            assert!(measured.iter().all(|one| one.memory_mb > Dec::ZERO && one.duration_ms > Dec::ZERO));
        }
        Err(error) => assert!(!error.is_empty()),
    }
}
