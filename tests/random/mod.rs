//! Random workloads as a user writes them, and exact figures apart from the library's own arithmetic.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use costcalc::analysis::{Comparison, compare};
use costcalc::cost::{ItemKey, LineItem, OptionKey, Settings};
use costcalc::pricebook::PriceBook;
use costcalc::scenario::{self, Assignments, Context, ProfileLoader, ScenarioError, Workload};
use costcalc::traffic::Profile;
use costcalc::units::Dec;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

// The world ------------------------------------------------------------------------------------------------------

pub fn book() -> &'static PriceBook {
    static BOOK: OnceLock<PriceBook> = OnceLock::new();
    BOOK.get_or_init(|| {
        let id = PriceBook::current().unwrap().info().id.clone();
        PriceBook::open(&id, &[]).unwrap()
    })
}

/// Built-in profiles, and `day-N`: 24 weights that follow from N alone.
pub struct Profiles;

impl ProfileLoader for Profiles {
    fn load(&self, reference: &str) -> Result<Arc<Profile>, String> {
        if let Some(seed) = reference.strip_prefix("day-") {
            let mut state: u64 = seed.parse().map_err(|_| "no number".to_owned())?;
            let mut text = String::new();
            for _ in 0..24 {
                // A linear congruential generator (Knuth's MMIX constants).
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(&format!("{}\n", (state >> 33) % 12 + 1));
            }
            return Profile::parse(reference, &text).map(Arc::new).map_err(|error| error.to_string());
        }
        let profile = Profile::builtin(reference).ok_or("no such profile")?;
        profile.map(Arc::new).map_err(|error| error.to_string())
    }
}

/// Cells by column.
pub type Row = BTreeMap<&'static str, String>;

pub fn row<const N: usize>(cells: [(&'static str, &str); N]) -> Row {
    cells.into_iter().map(|(column, cell)| (column, cell.to_owned())).collect()
}

pub fn with(row: &Row, column: &'static str, cell: impl ToString) -> Row {
    let mut changed = row.clone();
    changed.insert(column, cell.to_string());
    changed
}

pub fn settings() -> Settings {
    Settings::new(book().rules())
}

/// Workloads through a scenario's text, as a user gives them.
pub fn workloads(rows: &[Row]) -> Vec<Workload> {
    read(rows).unwrap_or_else(|error| panic!("{rows:?}\n{error:?}"))
}

/// Workloads, or the problems of the text.
pub fn read(rows: &[Row]) -> Result<Vec<Workload>, ScenarioError> {
    let columns: BTreeSet<&str> = rows.iter().flat_map(|row| row.keys().copied()).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&columns).unwrap();
    for row in rows {
        writer.write_record(columns.iter().map(|column| row.get(column).map_or("", String::as_str))).unwrap();
    }
    let text = writer.into_inner().unwrap();
    let hours_per_month = settings().hours_per_month;
    let context = Context { names: Some(book()), hours_per_month, profiles: &Profiles, ..Context::new(book().rules()) };
    Ok(scenario::read(text.as_slice(), &Assignments::default(), context)?.workloads)
}

pub fn workload(row: &Row) -> Workload {
    workloads(std::slice::from_ref(row)).remove(0)
}

pub fn compared(row: &Row) -> Comparison {
    compare(book(), workload(row), &settings()).unwrap()
}

// Exact decimals, apart from the library's own arithmetic --------------------------------------------------------

/// A decimal string in steps of 10^-digits.
pub fn exact(text: &str, digits: usize) -> i128 {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    assert!(fraction.len() <= digits, "{text}");
    sign * format!("{whole}{fraction:0<digits$}").parse::<i128>().unwrap()
}

/// A quantity or price in steps of 10^-12.
pub fn dec(value: Dec) -> i128 {
    exact(&value.to_string(), 12)
}

/// An item's amount in steps of 10^-24 dollars.
pub fn amount(item: &LineItem) -> i128 {
    exact(&item.amount.to_string(), 24)
}

/// An option's total in steps of 10^-24 dollars; `None` where it is not possible.
pub fn total(comparison: &Comparison, key: OptionKey) -> Option<i128> {
    comparison.offer(key).unwrap().total().map(|total| exact(&total.to_string(), 24))
}

pub const DOLLAR: i128 = 10_i128.pow(24);

pub fn items(comparison: &Comparison, key: OptionKey) -> &[LineItem] {
    comparison.offer(key).unwrap().bill.as_ref().map_or(&[], |bill| bill.items())
}

pub fn of_key(comparison: &Comparison, option: OptionKey, key: ItemKey) -> Vec<LineItem> {
    items(comparison, option).iter().filter(|item| item.key == key).copied().collect()
}

/// Total = sum of lines; amount = quantity x price to the last digit; nothing below zero.
pub fn check_bills(comparison: &Comparison) -> Result<(), TestCaseError> {
    for offer in &comparison.offers {
        let Some(bill) = &offer.bill else {
            prop_assert!(!offer.reasons.is_empty(), "not possible and no reason");
            continue;
        };
        prop_assert!(offer.reasons.is_empty());
        let mut sum = 0_i128;
        for item in bill.items() {
            let (quantity, price, amount) = (dec(item.quantity), dec(item.unit_price_usd), amount(item));
            prop_assert!(quantity >= 0 && price >= 0 && amount >= 0, "{item:?}");
            prop_assert!(dec(item.consumed) >= quantity, "{item:?}");
            prop_assert_eq!(Some(amount), quantity.checked_mul(price), "{:?}", item);
            sum = sum.checked_add(amount).unwrap();
        }
        prop_assert_eq!(sum, exact(&bill.total().to_string(), 24));
    }
    Ok(())
}

// Random workloads -----------------------------------------------------------------------------------------------

pub fn one_of(cells: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(cells).prop_map(str::to_owned)
}

/// A whole number whose order of magnitude is uniform.
pub fn magnitude(most: u32) -> impl Strategy<Value = u64> {
    (1_u64..1_000, 0..=most).prop_map(|(lead, zeros)| lead * 10_u64.pow(zeros))
}

/// What every workload has.
pub fn plain() -> impl Strategy<Value = Row> {
    let profile = prop_oneof![
        one_of(&["steady", "daily", "weekly", "web", "events", "office-hours", "nightly"]),
        (0_u32..1_000).prop_map(|seed| format!("day-{seed}")),
    ];
    (
        magnitude(7),
        1_u64..20_000,
        128_u64..=10_240,
        profile,
        one_of(&["x86_64", "arm64"]),
        one_of(&["sync", "async"]),
        one_of(&["us-east-1", "eu-central-1", "ap-northeast-2"]),
    )
        .prop_map(|(requests, duration, memory, profile, arch, invocation, region)| {
            BTreeMap::from([
                ("name", "w".to_owned()),
                ("requests_per_month", requests.to_string()),
                ("duration_ms", duration.to_string()),
                ("memory_mb", memory.to_string()),
                ("traffic", profile),
                ("arch", arch),
                ("invocation", invocation),
                ("region", region),
            ])
        })
}

/// What a workload may have besides, on both sides.
pub fn extras() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let cells = (
        prop::option::of(one_of(&["none", "function-url", "http-api", "rest-api", "alb"])),
        prop::option::of(prop_oneof![Just(0_u64), 1_u64..900, Just(7_168)]),
        prop::option::of(0_u64..64),
        prop::option::of(1_u64..200),
        prop::option::of(512_u64..=10_240),
        prop::option::of(0_u64..=100),
    );
    cells.prop_map(|(door, response, log, connection, tmp, cold)| {
        let mut row = Vec::new();
        let mut push = |column, cell: Option<String>| row.extend(cell.map(|cell| (column, cell)));
        push("front_door", door);
        push("response_kb", response.map(|kb| kb.to_string()));
        push("request_kb", response.map(|kb| (kb % 900).to_string()));
        push("log_kb", log.map(|kb| kb.to_string()));
        push("requests_per_connection", connection.map(|count| count.to_string()));
        push("ephemeral_mb", tmp.map(|mb| mb.to_string()));
        push("cold_start_pct", cold.map(|percent| percent.to_string()));
        push("init_ms", cold.map(|percent| (percent * 37).to_string()));
        row
    })
}

/// Lambda's lines that on-demand duration does not have.
pub fn lambda_extras() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    prop_oneof![
        Just(Vec::new()),
        (1_u64..500, prop::option::of(1_u64..730), prop::option::of(0_u64..=100)).prop_map(|(count, hours, share)| {
            let mut row = vec![("provisioned_concurrency", count.to_string())];
            row.extend(hours.map(|hours| ("provisioned_hours_per_month", hours.to_string())));
            // A 1 without its sign may be all of it, and is asked about.
            row.extend(share.map(|share| ("provisioned_share_pct", format!("{share}%"))));
            row
        }),
        one_of(&["java", "python", "dotnet"])
            .prop_map(|kind| vec![("snapstart", kind), ("ephemeral_mb", "512".to_owned())]),
        (1_u64..300).prop_map(|percent| vec![("duration_cv", format!("{}.{:02}", percent / 100, percent % 100))]),
    ]
}

/// How the fleet is sized and bought.
pub fn fleet() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let cells = (
        one_of(&["auto", "fixed", "per-run", "scheduled"]),
        one_of(&["on-demand", "spot", "ri-1y", "compute-sp-1y", "ri-3y-all-upfront"]),
        0_u64..5,
        0_u64..4,
        10_u64..=100,
        prop::option::of(1_u64..=100),
        1_u64..4,
        prop::option::of(10_u64..40),
    );
    cells.prop_map(|(scaling, purchase, fewest, spare, target, used, parallelism, burst)| {
        let schedule = (scaling == "scheduled").then(|| ("schedule", "Mon-Fri 08:00-20:30".to_owned()));
        let committed = !matches!(purchase.as_str(), "on-demand" | "spot");
        let purchase = if scaling == "per-run" && committed { "on-demand".to_owned() } else { purchase };
        let mut row = vec![
            ("scaling", scaling),
            ("purchase", purchase),
            ("min_instances", fewest.to_string()),
            ("spare_instances", spare.to_string()),
            ("target_utilization_pct", target.to_string()),
            ("parallelism", parallelism.to_string()),
        ];
        row.extend(schedule);
        // In percent of memory_mb; see `anything`.
        row.extend(used.map(|percent| ("memory_used_mb", percent.to_string())));
        row.extend(burst.map(|tenths| ("burst", format!("{}.{}", tenths / 10, tenths % 10))));
        row
    })
}

/// A workload with everything.
pub fn anything() -> impl Strategy<Value = Row> {
    (plain(), extras(), lambda_extras(), fleet()).prop_map(|(mut row, extras, lambda, fleet)| {
        for (column, cell) in extras.into_iter().chain(lambda).chain(fleet) {
            row.insert(column, cell);
        }
        if let Some(percent) = row.get("memory_used_mb") {
            let (percent, memory): (u64, u64) = (percent.parse().unwrap(), row["memory_mb"].parse().unwrap());
            row.insert("memory_used_mb", (memory * percent / 100).max(1).to_string());
        }
        row
    })
}

/// A workload of on-demand Lambda, with front doors, logs and the rest.
pub fn on_demand() -> impl Strategy<Value = Row> {
    (plain(), extras()).prop_map(|(mut row, extras)| {
        row.extend(extras);
        row
    })
}

pub fn free_tier() -> impl Strategy<Value = Settings> {
    any::<[bool; 4]>().prop_map(|[compute, streaming, transfer, logs]| {
        let mut settings = settings();
        settings.free_tier.compute = compute;
        settings.free_tier.streaming = streaming;
        settings.free_tier.transfer = transfer;
        settings.free_tier.logs = logs;
        settings
    })
}

/// `LAWS_FACTOR=50 cargo test --test laws` tries fifty times as many workloads.
pub fn config(cases: u32) -> ProptestConfig {
    let factor = std::env::var("LAWS_FACTOR").ok().and_then(|text| text.parse::<u32>().ok()).unwrap_or(1);
    let cases = cases * factor;
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() }
}
