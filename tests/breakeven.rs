//! Break-evens against a scan of every step, and every figure that `breakeven` prints against `compare` there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use assert_cmd::Command;
use costcalc::analysis::breakeven::{BreakEven, Dial, Extent, Method, Question, break_even};
use costcalc::analysis::compare;
use costcalc::cost::{OptionKey, Settings};
use costcalc::pricebook::PriceBook;
use costcalc::scenario::{self, Demand, Workload};
use costcalc::units::{Dec, Usd};
use proptest::prelude::*;
use std::sync::LazyLock;

static BOOK: LazyLock<PriceBook> = LazyLock::new(|| PriceBook::current().unwrap());

fn workload(header: &str, row: &str) -> Workload {
    let text = format!("name,{header}\nA,{row}\n");
    match scenario::read_str(&text, BOOK.rules()) {
        Ok(mut scenario) => scenario.workloads.remove(0),
        Err(error) => panic!("{text}: {error}"),
    }
}

fn settings() -> Settings {
    Settings::new(BOOK.rules())
}

fn ask(workload: &Workload, dial: Dial, from: i64, to: i64) -> BreakEven {
    let range = (Some(Dec::from_int(from)), Some(Dec::from_int(to)));
    let question = Question { dial, from: range.0, to: range.1, ..Question::VOLUME };
    break_even(&BOOK, workload, &settings(), question).unwrap()
}

/// What both options cost by `compare` itself.
fn costs(workload: &Workload) -> [Option<Usd>; 2] {
    let comparison = compare(&BOOK, workload.clone(), &settings()).unwrap();
    OptionKey::ALL.map(|key| comparison.offer(key).unwrap().total())
}

/// The cheaper option at every volume of a range, in runs.
fn scan(workload: &Workload, from: i64, to: i64) -> Vec<(Dec, Dec, &'static str)> {
    let mut runs: Vec<(Dec, Dec, &'static str)> = Vec::new();
    for requests in from..=to {
        let at = Dec::from_int(requests);
        let comparison =
            compare(&BOOK, Workload { demand: Demand::PerMonth(at), ..workload.clone() }, &settings()).unwrap();
        let key = comparison.verdict.key();
        match runs.last_mut() {
            Some((_, end, known)) if *known == key => *end = at,
            _ => runs.push((at, at, key)),
        }
    }
    runs
}

fn found(answer: &BreakEven) -> Vec<(Dec, Dec, &'static str)> {
    let key = |winner: Option<OptionKey>| winner.map_or("tie", OptionKey::key);
    answer.intervals.iter().map(|one| (one.from, one.to, key(one.winner))).collect()
}

/// A volume at which the cheaper option changes, found by trying volumes a tenth apart and halving between two.
fn a_change(workload: &Workload) -> Option<i64> {
    let key = |requests: i64| {
        let at = Workload { demand: Demand::PerMonth(Dec::from_int(requests)), ..workload.clone() };
        compare(&BOOK, at, &settings()).unwrap().verdict.key()
    };
    let mut low = 1;
    while low < 100_000_000 {
        let high = low + low / 10 + 1;
        if key(low) != key(high) {
            let (mut low, mut high) = (low, high);
            while high - low > 1 {
                let middle = low + (high - low) / 2;
                if key(middle) == key(low) { low = middle } else { high = middle }
            }
            return Some(high);
        }
        low = high;
    }
    None
}

/// Heavy requests, so that a step of the fleet is some requests wide and a few thousand steps hold many.
fn heavy() -> impl Strategy<Value = String> {
    let types = prop::sample::select(vec![
        "m7g.large",
        "c7g.xlarge",
        "m5.large",
        "r6g.large",
        "c6i.2xlarge",
        "t3.medium",
        "t4g.small",
        "m7i c7i t3",
    ]);
    let traffic = prop::sample::select(vec!["steady", "daily", "office-hours", "weekly"]);
    let extra = prop::sample::select(vec![
        "sync,on-demand,none,0,,",
        "async,on-demand,none,0,auto,",
        "async,on-demand,http-api,40,,",
        "sync,compute-sp-1y,alb,200,,",
        "sync,ri-3y-all-upfront,none,0,fixed,",
        "async,spot,none,0,per-run,",
        "sync,on-demand,none,0,,400",
    ]);
    let durations = 1_000_i64..90_000;
    let memories = prop::sample::select(vec![1024_i64, 1769, 3008, 8192]);
    (types, traffic, extra, durations, memories, 10_i64..26).prop_map(
        |(kind, traffic, extra, duration, memory, tenths)| {
            let burst = tenths as f64 / 10.0;
            format!("1000,{duration},{memory},{kind},{traffic},{extra},{burst}")
        },
    )
}

const HEAVY: &str = "requests_per_month,duration_ms,memory_mb,instance_type,traffic,invocation,purchase,front_door,response_kb,scaling,max_wait_ms,burst";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// With given types every change is found, whatever the traffic, the purchase option and the way to scale.
    #[test]
    fn changes_are_those_of_a_scan(row in heavy(), before in 1_i64..1_400) {
        let workload = workload(HEAVY, &row);
        let from = a_change(&workload).map_or(1, |change| (change - before).max(1));
        let answer = ask(&workload, Dial::Requests, from, from + 1_500);
        prop_assert_eq!(found(&answer), scan(&workload, from, from + 1_500), "{}", row);
    }

    /// The same over a tier of duration: 900 s at 10,240 MB are 9,000 GB-s, so the first tier of 6 billion ends at
    /// 666,667 requests, at $100,000; the price of a request falls there by a tenth, from $0.15. 52 m7g.16xlarge with 211
    /// GB each cost about that.
    #[test]
    fn changes_around_a_tier_are_those_of_a_scan(ebs_gb in 195_i64..230, before in 0_i64..1_200) {
        let row = format!("1000,900000,10240,m7g.16xlarge,52,1,async,{ebs_gb}");
        let header = "requests_per_month,duration_ms,memory_mb,instance_type,min_instances,cpu_ms,invocation,ebs_gb";
        let workload = workload(header, &row);
        let from = 666_667 - before;
        let answer = ask(&workload, Dial::Requests, from, from + 1_200);
        prop_assert_eq!(found(&answer), scan(&workload, from, from + 1_200));
    }

    /// Over the whole range, where fleets grow to thousands of instances and nothing can be scanned: at random volumes,
    /// and right beside every change, the cheaper option is that of the interval, and a margin is kept.
    #[test]
    fn far_and_wide_the_cheaper_option_is_that_of_the_interval(
        duration in 2_i64..4_000,
        memory in prop::sample::select(vec![128_i64, 512, 1024, 1769, 3008]),
        kind in prop::sample::select(vec!["m7g.large", "c7g.xlarge", "r6g.large", "m7g.medium"]),
        way in prop::sample::select(vec![
            "sync,on-demand,none,0,,", "sync,spot,alb,3,fixed,3", "sync,ri-3y-all-upfront,http-api,60,,",
            "async,compute-sp-1y,function-url,2,auto,1", "sync,on-demand,none,0,,12",
        ]),
        capacity in prop::sample::select(vec!["", "3", "180"]),
        logs in 0_i64..3,
        volumes in prop::collection::vec(0.0_f64..23.0, 40),
    ) {
        let header = "requests_per_month,duration_ms,memory_mb,arch,instance_type,invocation,purchase,front_door,\
                      response_kb,scaling,spare_instances,requests_per_second_per_instance,log_kb";
        let row = format!("1000,{duration},{memory},arm64,{kind},{way},{capacity},{logs}");
        let workload = workload(header, &row);
        let answer = break_even(&BOOK, &workload, &settings(), Question::VOLUME).unwrap();
        prop_assert_eq!(answer.method, Method::Exact);
        let mut asked: Vec<Dec> = volumes.iter().filter_map(|volume| Dec::from_rounded(libm::exp(*volume), 0)).collect();
        asked.extend(answer.intervals.iter().take(40).flat_map(|one| [one.from, one.to]));
        for at in asked {
            let [lambda, ec2] = costs(&Workload { demand: Demand::PerMonth(at), ..workload.clone() });
            let one = answer.intervals.iter().find(|one| one.from <= at && at <= one.to).unwrap();
            let key = match (lambda, ec2) {
                (Some(lambda), Some(ec2)) if lambda == ec2 => None,
                (Some(lambda), ec2) if ec2.is_none_or(|ec2| lambda < ec2) => Some(OptionKey::Lambda),
                (None, None) => None,
                _ => Some(OptionKey::Ec2),
            };
            prop_assert_eq!(one.winner, key, "{} at {}", row, at);
            if let (Some(margin), Some(lambda), Some(ec2)) = (answer.margin, lambda, ec2) {
                prop_assert!(lambda.max(ec2).sub(lambda.min(ec2)).unwrap() >= margin, "{} at {}", row, at);
            }
        }
    }

    /// Who asks for the nearest change alone, wherever a workload stands, is told what the whole range says.
    #[test]
    fn the_nearest_change_is_that_of_the_whole_range(
        volume in 0.0_f64..23.0,
        duration in 2_i64..4_000,
        memory in prop::sample::select(vec![128_i64, 512, 1024, 1769, 3008]),
        kind in prop::sample::select(vec!["m7g.large", "c7g.xlarge", "m7g.medium"]),
        way in prop::sample::select(vec![
            "sync,on-demand,none,0,,,steady", "sync,spot,alb,3,fixed,3,steady", "sync,ri-3y-all-upfront,http-api,60,,,daily",
            "async,compute-sp-1y,function-url,2,auto,1,steady", "sync,on-demand,none,0,,12,web",
        ]),
    ) {
        let header = "requests_per_month,duration_ms,memory_mb,arch,instance_type,invocation,purchase,front_door,\
                      response_kb,scaling,spare_instances,traffic";
        let requests = libm::exp(volume).ceil();
        let workload = workload(header, &format!("{requests},{duration},{memory},arm64,{kind},{way}"));
        let ask = |extent| break_even(&BOOK, &workload, &settings(), Question { extent, ..Question::VOLUME }).unwrap();
        let (every, nearest) = (ask(Extent::Every), ask(Extent::Nearest));
        prop_assert_eq!(every.method, Method::Exact);
        prop_assert_eq!(nearest.nearest(), every.nearest());
        if every.nearest().is_none() {
            let ends = |answer: &BreakEven| answer.intervals.first().map(|one| one.from).zip(answer.intervals.last().map(|one| one.to));
            prop_assert_eq!(ends(&nearest), ends(&every));
        }
    }

    /// Wherever nothing changes, the difference that is told is kept.
    #[test]
    fn a_margin_is_kept_everywhere(row in heavy(), from in 1_i64..200_000) {
        let workload = workload(HEAVY, &row);
        let answer = ask(&workload, Dial::Requests, from, from + 400);
        if let Some(margin) = answer.margin {
            for requests in from..=from + 400 {
                let at = Workload { demand: Demand::PerMonth(Dec::from_int(requests)), ..workload.clone() };
                if let [Some(lambda), Some(ec2)] = costs(&at) {
                    let difference = lambda.max(ec2).sub(lambda.min(ec2)).unwrap();
                    prop_assert!(difference >= margin, "{} at {}: {} < {}", row, requests, difference, margin);
                }
            }
        }
    }
}

/// Tables ask for the nearest change alone, also where all types are searched: it is the one of `breakeven`.
#[test]
fn what_a_table_calls_nearest_is_the_nearest_of_breakeven() {
    for row in ["64M,80,256,web", "20M,80,256,web", "500,80,256,weekly", "2M,80,256,steady"] {
        let workload = workload("requests_per_month,duration_ms,memory_mb,traffic", row);
        let ask = |question| break_even(&BOOK, &workload, &settings(), question).unwrap();
        let (glance, volume) = (ask(Question::GLANCE), ask(Question::VOLUME));
        assert_eq!((glance.method, volume.method), (Method::Exact, Method::Exact), "{row}");
        assert_eq!(glance.nearest(), volume.nearest(), "{row}");
        assert!(glance.nearest().is_some(), "{row}");
    }
}

/// A window of a few thousand requests in 168 million, between an instance that no longer suffices and the next: found by
/// looking at every single step around it.
#[test]
fn a_narrow_window_of_a_search_is_found() {
    let header = "region,requests_per_month,duration_ms,memory_mb,traffic";
    let workload = workload(header, "ap-northeast-2,2000000,80,256,web");
    let (from, to) = (167_920_000, 167_940_000);
    let whole = ask(&workload, Dial::Requests, 1, 400_000_000);
    let inside: Vec<_> = found(&whole)
        .into_iter()
        .filter(|(first, ..)| *first > Dec::from_int(from) && *first <= Dec::from_int(to))
        .collect();
    assert!(inside.len() >= 2, "{inside:?}");
    for (first, _, winner) in inside {
        let at = |requests: Dec| {
            let there = Workload { demand: Demand::PerMonth(requests), ..workload.clone() };
            compare(&BOOK, there, &settings()).unwrap().verdict.key()
        };
        assert_eq!(at(first), winner);
        assert_ne!(at(first.sub(Dec::ONE).unwrap()), winner);
    }
    let rows = scan(&workload, from, to);
    let expected = found(&ask(&workload, Dial::Requests, from, to));
    assert_eq!(rows, expected);
}

#[test]
fn credits_that_carry_the_load_for_a_few_requests_are_found() {
    // Over a week with a launch lead, one more instance in the last hour of a day is one less that is added on the next: a
    // burstable type may carry the load between two demands at which it does not. Every step of the range is compared.
    let header = "requests_per_month,duration_ms,memory_mb,cpu_ms,memory_used_mb,traffic,burst,target_utilization_pct,\
                  min_instances,spare_instances,scaling,arch";
    let row = "1064172,54231.1,2048,37961.77,10,events,3.0001,66.67,5,1,auto,arm64";
    let (mut workload, settings) = (workload(header, row), Settings { launch_lead_min: 59, ..settings() });
    let (from, to) = (1_064_100, 1_064_220);
    let question = Question { from: Some(Dec::from_int(from)), to: Some(Dec::from_int(to)), ..Question::VOLUME };
    let answer = break_even(&BOOK, &workload, &settings, question).unwrap();
    let ends: Vec<Dec> = answer.intervals.iter().map(|interval| interval.to).collect();
    let mut changes = Vec::new();
    let mut last = None;
    for requests in from..=to {
        workload.demand = Demand::PerMonth(Dec::from_int(requests));
        let comparison = compare(&BOOK, workload.clone(), &settings).unwrap();
        let [lambda, ec2] = OptionKey::ALL.map(|key| comparison.offer(key).unwrap().total());
        let is_ec2 = ec2 < lambda;
        if last.is_some_and(|last| last != is_ec2) {
            changes.push(Dec::from_int(requests - 1));
        }
        last = Some(is_ec2);
    }
    assert_eq!(changes.len(), 2);
    assert_eq!(ends[..2], changes);
}

#[test]
fn a_search_of_all_types_finds_what_a_fine_scan_finds() {
    for row in ["1000,60000,1769,daily", "1000,30000,3008,steady", "1000,200000,512,office-hours"] {
        let workload = workload("requests_per_month,duration_ms,memory_mb,traffic", row);
        let answer = ask(&workload, Dial::Requests, 1, 4_000);
        assert_eq!(found(&answer), scan(&workload, 1, 4_000), "{row}");
        assert_eq!(answer.method, Method::Exact);
    }
}

#[test]
fn estimated_cold_starts_do_not_hide_the_steps_of_a_search() {
    // The cheapest type leaves and comes back with each instance: windows far narrower than the steps that are looked at.
    let service = workload(
        "requests_per_month,duration_ms,memory_mb,traffic,duration_cv,init_ms,front_door,spare_instances,memory_used_mb",
        "5000000,900,1769,nightly,0.3,5000,alb,1,64",
    );
    let key = |requests: i64| {
        let at = Workload { demand: Demand::PerMonth(Dec::from_int(requests)), ..service.clone() };
        compare(&BOOK, at, &settings()).unwrap().verdict.key()
    };
    let answer = break_even(&BOOK, &service, &settings(), Question::VOLUME).unwrap();
    let mut windows = 0;
    for requests in (8_200_000..8_400_000).step_by(500) {
        let at = Dec::from_int(requests);
        let one = answer.intervals.iter().find(|one| one.from <= at && at <= one.to).unwrap();
        assert_eq!(one.winner.map_or("tie", OptionKey::key), key(requests), "{requests}");
        windows += i32::from(one.winner == Some(OptionKey::Lambda));
    }
    assert!(windows > 0);
}

#[test]
fn costs_of_other_inputs_are_those_of_compare_there() {
    let base = workload(
        "requests_per_month,duration_ms,memory_mb,cpu_ms,instance_type,ops_hours_ec2,ops_usd_per_hour",
        "50000000,120,1024,40,m7g.large,1,80",
    );
    type Turn = fn(Workload, Dec) -> Workload;
    let cases: [(Dial, Turn); 3] = [
        (Dial::Burst, |workload, value| Workload { burst: Some(value), ..workload }),
        (Dial::Utilization, |workload, value| Workload { target_utilization_pct: Some(value), ..workload }),
        (Dial::OpsHours, |workload, value| Workload { ops_hours_ec2: value, ..workload }),
    ];
    for (dial, turn) in cases {
        let answer = ask(&base, dial, 1, 100);
        for interval in &answer.intervals {
            assert_eq!(costs(&turn(base.clone(), interval.from)), interval.at_from, "{dial:?} {}", interval.from);
            assert_eq!(costs(&turn(base.clone(), interval.to)), interval.at_to, "{dial:?} {}", interval.to);
        }
    }
    // Twice the duration is twice the work: 240 ms with 80 vCPU-ms.
    let answer = ask(&base, Dial::Duration, 240, 240);
    let twice = Workload { duration_ms: Dec::from_int(240), cpu_ms: Some(Dec::from_int(80)), ..base.clone() };
    assert_eq!(answer.intervals[0].at_from, costs(&twice));
}

#[test]
fn hours_of_work_break_even_by_hand() {
    // 10 M x (0.1 GB-s x 0.0000166667 + 0.0000002) = 18.6667. One m5.large, asynchronous: 71.68 with its volume. With 2
    // hours of work at 20 dollars on Lambda it costs 58.6667: EC2 would have to save work, so it never wins. With 4
    // hours 98.6667: EC2 wins by 26.9867 with none, so up to 26.9867 / 20 = 1.349 hours: to 1.3, in steps of 0.1.
    let header = "requests_per_month,duration_ms,memory_mb,instance_type,instance_count,invocation,ops_hours_lambda,ops_usd_per_hour";
    let never = ask(&workload(header, "10000000,100,1024,m5.large,1,async,2,20"), Dial::OpsHours, 0, 100);
    assert_eq!(found(&never), [(Dec::ZERO, Dec::from_int(100), "lambda")]);
    // 71.68 - 58.6667 = 13.0133 at 0 hours, more beyond.
    assert_eq!(never.margin.unwrap().to_string(), "13.0133");
    let flips = ask(&workload(header, "10000000,100,1024,m5.large,1,async,4,20"), Dial::OpsHours, 0, 100);
    assert_eq!(flips.intervals[0].to.to_string(), "1.3");
    assert_eq!(flips.intervals[0].winner, Some(OptionKey::Ec2));
    assert_eq!(flips.intervals[1].winner, Some(OptionKey::Lambda));
}

/// Every volume that `breakeven` prints for the examples, run through `compare` as a user would.
#[test]
fn every_printed_volume_is_confirmed_by_compare() {
    let scenarios = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_costcalc"));
        let output = command.current_dir(&scenarios).args(args).assert().success().get_output().stdout.clone();
        String::from_utf8(output).unwrap()
    };
    let mut confirmed = 0;
    for scenario in ["first.csv", "few-times-a-day.csv", "provisioned.csv"] {
        let answer: serde_json::Value =
            serde_json::from_str(&run(&["breakeven", scenario, "--format", "json"])).unwrap();
        for one in answer["workloads"].as_array().unwrap() {
            for row in one["rows"].as_array().unwrap().iter().take(3) {
                for place in ["from", "to"] {
                    let set = format!("requests_per_month={}", row[place].as_str().unwrap());
                    let priced: serde_json::Value = serde_json::from_str(&run(&[
                        "compare",
                        scenario,
                        "--set",
                        &set,
                        "--format",
                        "json",
                        "--no-breakeven",
                    ]))
                    .unwrap();
                    let there = priced["workloads"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .find(|other| other["name"] == one["name"])
                        .unwrap();
                    for option in there["options"].as_array().unwrap() {
                        let column = format!("{}_usd_at_{place}", option["key"].as_str().unwrap());
                        assert_eq!(option["total_usd"], row[&column], "{scenario} {} {set}", one["name"]);
                        confirmed += 1;
                    }
                }
            }
        }
    }
    assert!(confirmed > 20, "{confirmed}");
}
