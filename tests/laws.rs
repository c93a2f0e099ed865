//! Laws that hold for every workload: exact sums, conserved quantities, fleets that carry their load, cheapest types.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod random;

use costcalc::analysis::{Comparison, Unpriced, compare, compare_portfolio};
use costcalc::cost::ec2::Bound;
use costcalc::cost::{ItemKey, LineItem, OptionKey, Settings};
use costcalc::scenario::{self, ProfileLoader, ScenarioError};
use costcalc::terms::{Arch, Purchase};
use costcalc::traffic::Profile;
use proptest::prelude::*;
use random::*;
use std::collections::BTreeMap;

// Sums and tiers -------------------------------------------------------------------------------------------------

/// Tier lines are filled from the first on, and only the last is not full.
fn check_tiers(lines: &[LineItem], billed: i128) -> Result<(), TestCaseError> {
    let mut expected_from = 0;
    for (at, line) in lines.iter().enumerate() {
        let (from, to) = match line.tier {
            Some(tier) => (dec(tier.from), tier.to.map(dec)),
            None => (0, None),
        };
        prop_assert_eq!(from, expected_from, "tiers follow one another");
        let quantity = dec(line.quantity);
        match to {
            Some(to) if at + 1 < lines.len() => prop_assert_eq!(quantity, to - from, "a full tier"),
            Some(to) => prop_assert!(quantity <= to - from, "more than the tier holds"),
            None => prop_assert_eq!(at + 1, lines.len()),
        }
        expected_from = to.unwrap_or(0);
    }
    prop_assert_eq!(lines.iter().map(|line| dec(line.quantity)).sum::<i128>(), billed, "all of it, once");
    Ok(())
}

/// a x b / c, rounded half-up.
fn mul_div(a: i128, b: i128, c: i128) -> i128 {
    let product = a.checked_mul(b).unwrap();
    (product + c / 2) / c
}

proptest! {
    #![proptest_config(config(160))]

    #[test]
    fn a_total_is_the_sum_of_its_lines(row in anything(), settings in free_tier()) {
        match compare(book(), workload(&row), &settings) {
            Ok(comparison) => check_bills(&comparison)?,
            Err(error) => prop_assert!(error.to_string().starts_with("w: "), "{error}"),
        }
    }

    #[test]
    fn tiers_conserve_what_is_used(
        requests in magnitude(9),
        duration in 1_u64..900_000,
        tenth in 0_u64..10,
        memory in 128_u64..=10_240,
        log_kb in 0_u64..2_000,
        arch in one_of(&["x86_64", "arm64"]),
        door in one_of(&["http-api", "rest-api"]),
        response_kb in 0_u64..6_000,
        free in any::<bool>(),
    ) {
        // A started ms is a billed one; an HTTP API waits 30 s.
        let duration = if door == "http-api" { duration % 30_000 + 1 } else { duration };
        let (before, started) = (duration - 1, if tenth == 0 { 10 } else { tenth });
        let row = BTreeMap::from([
            ("name", "w".to_owned()),
            ("requests_per_month", requests.to_string()),
            ("duration_ms", tenths(before * 10 + started)),
            ("memory_mb", memory.to_string()),
            ("log_kb", log_kb.to_string()),
            ("response_kb", response_kb.to_string()),
            ("front_door", door.clone()),
            ("arch", arch),
            ("instance_type", "m5.xlarge m6g.4xlarge".to_owned()),
            ("memory_used_mb", "100".to_owned()),
        ]);
        let mut settings = settings();
        settings.free_tier.compute = free;
        settings.free_tier.transfer = free;
        let comparison = compare(book(), workload(&row), &settings).unwrap();
        prop_assert!(total(&comparison, OptionKey::Lambda).is_some());
        let lines = |key| of_key(&comparison, OptionKey::Lambda, key);
        let one = 10_i128.pow(12);
        let requests = i128::from(requests);
        // GB-seconds = requests x ms / 1000 x MB / 1024, less 400,000 free; both as AWS states them.
        let used = mul_div(requests * one, i128::from(duration) * i128::from(memory), 1_024_000);
        let allowance = |size: i128| if free { size * one } else { 0 };
        check_tiers(&lines(ItemKey::Duration), (used - allowance(400_000)).max(0))?;
        check_tiers(&lines(ItemKey::Requests), (requests * one - allowance(1_000_000)).max(0))?;
        // GB = requests x KB / 1,048,576; 100 GB to the internet are free.
        let gb = |kb: u64| mul_div(requests * one, i128::from(kb), 1_048_576);
        check_tiers(&lines(ItemKey::Logs), gb(log_kb))?;
        check_tiers(&lines(ItemKey::DataTransferOut), (gb(response_kb) - allowance(100)).max(0))?;
        let ec2 = of_key(&comparison, OptionKey::Ec2, ItemKey::DataTransferOut);
        check_tiers(&ec2, (gb(response_kb) - allowance(100)).max(0))?;
        if door == "http-api" {
            let each = i128::from(response_kb.div_ceil(512).max(1));
            check_tiers(&lines(ItemKey::HttpApiRequests), requests * each * one)?;
        } else {
            check_tiers(&lines(ItemKey::RestApiRequests), requests * one)?;
        }
        check_bills(&comparison)?;
    }

    #[test]
    fn more_of_anything_never_costs_less_on_lambda(
        row in on_demand(),
        settings in free_tier(),
        column in prop::sample::select(&["requests_per_month", "memory_mb", "duration_ms"][..]),
        factor in 1_u64..40,
        plan in any::<bool>(),
        cv in prop::option::of(1_u64..30),
    ) {
        let before: u64 = row[column].parse().unwrap();
        let more = before + (before * factor / 10).max(1);
        let row = if plan { with(&with(&row, "lambda_purchase", "compute-sp-1y"), "region", "us-east-1") } else { row };
        let row = cv.map_or_else(|| row.clone(), |cv| with(&row, "duration_cv", tenths(cv)));
        // The fleet does not matter here, and a small one is found fast.
        let row = with(&with(&row, "instance_count", 1), "instance_type", "m5.large");
        let price = |row: &Row| {
            let comparison = compare(book(), workload(row), &settings).unwrap();
            total(&comparison, OptionKey::Lambda)
        };
        if let (Some(less), Some(more)) = (price(&row), price(&with(&row, column, more))) {
            prop_assert!(less <= more, "{column}: {less} {more}");
        }
    }
}

// Fleets ---------------------------------------------------------------------------------------------------------

/// What one instance of a type carries, after section 4 of the cost model, and a workload's load.
struct Sizing {
    cpu_need: f64,
    memory_need: f64,
}

/// A workload for sizing, in numbers.
#[derive(Debug, Clone)]
struct Load {
    requests: u64,
    duration_ms: u64,
    memory_mb: u64,
    used_mb: u64,
    /// CPU work in thousandths of the most that is possible; `None` leaves the cell empty.
    cpu_share: Option<u64>,
    parallelism: u64,
    target: u64,
    fewest: u64,
    spare: u64,
    /// Tenths.
    burst: u64,
    /// Tenths.
    cpu_factor: u64,
    profile: String,
    kind: String,
}

fn load() -> impl Strategy<Value = Load> {
    let profile = prop_oneof![
        Just("steady".to_owned()),
        Just("web".to_owned()),
        (0_u32..1_000).prop_map(|seed| format!("day-{seed}")),
    ];
    (
        (magnitude(8), 1_u64..20_000, 128_u64..=10_240, 32_u64..8_000, prop::option::of(0_u64..=1_000), 1_u64..9),
        (10_u64..=100, 0_u64..6, 0_u64..4, 10_u64..50, 5_u64..20),
        profile,
        one_of(&["m5.large", "c5.4xlarge", "r6i.xlarge", "m7g.2xlarge", "c7g.medium", "t3.large"]),
    )
        .prop_map(|((requests, duration_ms, memory_mb, used_mb, cpu_share, parallelism), rest, profile, kind)| {
            let (target, fewest, spare, burst, cpu_factor) = rest;
            let used_mb = used_mb.min(memory_mb);
            Load {
                requests,
                duration_ms,
                memory_mb,
                used_mb,
                cpu_share,
                parallelism,
                target,
                fewest,
                spare,
                burst,
                cpu_factor,
                profile,
                kind,
            }
        })
}

fn tenths(value: u64) -> String {
    format!("{}.{}", value / 10, value % 10)
}

impl Load {
    /// vCPUs that the function can use.
    fn busy(&self) -> f64 {
        (self.memory_mb as f64 / 1_769.0).min(6.0).min(self.parallelism as f64)
    }

    /// CPU work as the cell holds it, ms to three digits (rounded down, so that it never is more than possible).
    fn cpu_ms(&self) -> Option<f64> {
        let most = self.duration_ms as f64 * self.busy();
        self.cpu_share.map(|share| (most * share as f64).floor() / 1_000.0)
    }

    fn row(&self) -> Row {
        let mut row =
            row([("name", "w"), ("scaling", "auto"), ("traffic", &self.profile), ("instance_type", &self.kind)]);
        row.insert("requests_per_month", self.requests.to_string());
        row.insert("duration_ms", self.duration_ms.to_string());
        row.insert("memory_mb", self.memory_mb.to_string());
        row.insert("memory_used_mb", self.used_mb.to_string());
        row.insert("parallelism", self.parallelism.to_string());
        row.insert("target_utilization_pct", self.target.to_string());
        row.insert("min_instances", self.fewest.to_string());
        row.insert("spare_instances", self.spare.to_string());
        row.insert("burst", tenths(self.burst));
        row.insert("cpu_factor", tenths(self.cpu_factor));
        if let Some(cpu_ms) = self.cpu_ms() {
            row.insert("cpu_ms", format!("{cpu_ms:.3}"));
        }
        row
    }

    fn cpu_s(&self) -> f64 {
        self.cpu_ms().unwrap_or(self.duration_ms as f64 * self.busy()) / 1e3
    }

    fn relative(&self) -> Vec<f64> {
        let profile =
            if self.profile == "steady" { Profile::steady() } else { (*Profiles.load(&self.profile).unwrap()).clone() };
        profile.relative().to_vec()
    }

    fn mean_rate(&self) -> f64 {
        self.requests as f64 / (730.0 * 3_600.0)
    }

    /// Instances of `vcpu` vCPUs and `memory_mb` that a rate needs, not rounded.
    fn need(&self, rate: f64, vcpu: f64, memory_mb: f64) -> Sizing {
        let (target, factor) = (self.target as f64 / 100.0, self.cpu_factor as f64 / 10.0);
        let cpu_need = rate * (self.cpu_s() / factor) / (vcpu * target);
        let io_s = (self.duration_ms as f64 / 1e3 - self.cpu_s() / self.busy()).max(0.0);
        let ec2_s = io_s + self.cpu_s() / (factor * (self.parallelism as f64).min(vcpu));
        let slots = ((memory_mb - 512.0) / self.used_mb as f64).floor();
        Sizing { cpu_need, memory_need: rate * ec2_s / (slots * target) }
    }

    /// vCPUs and memory of the type, apart from the bills.
    fn kind(&self) -> (f64, f64) {
        let (_, kind) = book().instance_type(&self.kind).unwrap();
        (f64::from(kind.vcpu), kind.memory_mb.to_f64())
    }

    /// The fleet of every hour.
    fn counts(&self) -> Vec<u64> {
        let (vcpu, memory) = self.kind();
        let rates = self.relative().into_iter().map(|relative| self.mean_rate() * relative);
        rates
            .map(|rate| {
                let need = self.need(rate * self.burst as f64 / 10.0, vcpu, memory);
                let whole = (need.cpu_need.max(need.memory_need) * (1.0 - 1e-12)).ceil() as u64;
                (whole + self.spare).max(self.fewest)
            })
            .collect()
    }
}

/// Hours a month that instances above the `committed`-th run, launch lead included.
fn hours_above(counts: &[u64], committed: u64) -> f64 {
    let last = counts.len() - 1;
    let cycle: f64 = (0..counts.len())
        .map(|hour| {
            let before = counts[if hour == 0 { last } else { hour - 1 }].max(committed);
            let now = counts[hour].max(committed);
            (now - committed) as f64 + now.saturating_sub(before) as f64 * 5.0 / 60.0
        })
        .sum();
    cycle * 730.0 / counts.len() as f64
}

/// Erlang C by the textbook recursion: the share that waits longer than `wait_s`; 1 where the queue is unstable.
fn waits_longer(servers: u64, rate: f64, service_s: f64, wait_s: f64) -> f64 {
    let (load, n) = (rate * service_s, servers as f64);
    if load >= n {
        return 1.0;
    }
    let blocked = (1..=servers).fold(1.0, |blocked, k| load * blocked / (k as f64 + load * blocked));
    let waits = n * blocked / (n - load * (1.0 - blocked));
    waits * libm::exp(-(n - load) * wait_s / service_s)
}

proptest! {
    #![proptest_config(config(160))]

    #[test]
    fn a_sized_fleet_carries_its_load_and_one_instance_fewer_cannot(load in load()) {
        let comparison = compared(&load.row());
        let offer = comparison.offer(OptionKey::Ec2).unwrap();
        let (vcpu, memory) = load.kind();
        if memory - 512.0 < load.used_mb as f64 {
            prop_assert!(offer.bill.is_none(), "no instance of the type holds a request");
            return Ok(());
        }
        let fleet = offer.fleet.as_ref().unwrap();
        let peak = load.relative().into_iter().fold(0.0, f64::max) * load.mean_rate() * load.burst as f64 / 10.0;
        let need = load.need(peak, vcpu, memory);
        let most = need.cpu_need.max(need.memory_need);
        let sized = fleet.peak_instances;
        prop_assert!(sized >= load.fewest);
        let working = sized.saturating_sub(load.spare) as f64;
        prop_assert!(working >= most * (1.0 - 2e-12), "{sized} instances do not carry {most}");
        if sized > load.fewest {
            prop_assert!(working - 1.0 < most * (1.0 + 1e-12), "{sized} instances where {most} are needed");
        }
        // Hour by hour, with five minutes of launch lead for each instance that is added.
        let hours = hours_above(&load.counts(), 0);
        let found = fleet.instance_hours.to_f64();
        prop_assert!((found - hours).abs() <= hours * 1e-9 + 1e-9, "{found} {hours}");
        // One instance is what the least load takes.
        let is_one = most * (1.0 - 1e-12) <= 1.0 && load.spare == 0 && load.fewest == 1;
        let bound = if is_one || load.fewest > sized.min((most * (1.0 - 1e-12)).ceil() as u64 + load.spare) {
            Bound::Minimum
        } else if (need.memory_need * (1.0 - 1e-12)).ceil() > (need.cpu_need * (1.0 - 1e-12)).ceil() {
            Bound::Memory
        } else {
            Bound::Cpu
        };
        prop_assert_eq!(fleet.bound, bound);
    }

    #[test]
    fn a_fleet_sized_for_waiting_keeps_it_and_one_instance_fewer_does_not(
        load in load(),
        wait_ms in 0_u64..500,
        percentile in 50_u64..=99,
    ) {
        let mut load = load;
        // As many instances as the recursion can count through.
        load.requests = load.requests.min(200_000_000_000 / load.duration_ms.max(1) / 10);
        load.cpu_share = Some(load.cpu_share.unwrap_or(500).max(1));
        let row = with(&with(&load.row(), "max_wait_ms", wait_ms), "wait_percentile", percentile);
        let (vcpu, memory) = load.kind();
        let comparison = compared(&row);
        let offer = comparison.offer(OptionKey::Ec2).unwrap();
        let Some(fleet) = &offer.fleet else {
            prop_assert!(memory - 512.0 < load.used_mb as f64);
            return Ok(());
        };
        let peak = load.relative().into_iter().fold(0.0, f64::max) * load.mean_rate() * load.burst as f64 / 10.0;
        let need = load.need(peak, vcpu, memory);
        let servers = (vcpu / load.parallelism as f64).floor().max(1.0) as u64;
        let service_s = load.cpu_s() / (load.cpu_factor as f64 / 10.0 * (load.parallelism as f64).min(vcpu));
        let share = 1.0 - percentile as f64 / 100.0;
        let waiting = |instances: u64| waits_longer(servers * instances, peak, service_s, wait_ms as f64 / 1e3);
        let working = fleet.peak_instances.saturating_sub(load.spare);
        let memory_need = (need.memory_need * (1.0 - 1e-12)).ceil() as u64;
        if service_s > 0.0 {
            prop_assert!(waiting(working) <= share * (1.0 + 1e-6), "{working}: {}", waiting(working));
        }
        prop_assert!(working >= memory_need);
        if fleet.peak_instances > load.fewest && working > 0 {
            let fewer = working - 1;
            let enough = fewer >= memory_need && (service_s <= 0.0 || waiting(fewer) <= share * (1.0 - 1e-6));
            prop_assert!(!enough || fewer == 0, "{working} where {fewer} would do");
        }
    }

    #[test]
    fn a_measured_rate_sizes_the_fleet(load in load(), rate in 1_u64..500) {
        let row = with(&load.row(), "requests_per_second_per_instance", rate);
        let comparison = compared(&row);
        let fleet = comparison.offer(OptionKey::Ec2).unwrap().fleet.as_ref().unwrap();
        let peak = load.relative().into_iter().fold(0.0, f64::max) * load.mean_rate() * load.burst as f64 / 10.0;
        let need = (peak / rate as f64 * (1.0 - 1e-12)).ceil() as u64;
        prop_assert_eq!(fleet.peak_instances, (need + load.spare).max(load.fewest));
    }

    #[test]
    fn the_committed_number_is_the_cheapest_of_all(
        load in load(),
        purchase in one_of(&["ri-1y", "ri-3y", "compute-sp-1y", "compute-sp-3y", "ec2-sp-1y", "ri-1y-all-upfront"]),
    ) {
        let mut load = load;
        prop_assume!(load.kind().1 - 512.0 >= load.used_mb as f64);
        // A fleet of at most some hundred instances, so that every number can be tried.
        let peak = load.counts().into_iter().max().unwrap();
        if peak > 400 {
            load.requests = (load.requests / (peak / 200)).max(1);
        }
        let counts = load.counts();
        let most = counts.iter().copied().max().unwrap();
        prop_assume!(most <= 1_000);
        let row = with(&load.row(), "purchase", &purchase);
        let comparison = match compare(book(), workload(&row), &settings()) {
            Ok(comparison) => comparison,
            // Not every type has every plan.
            Err(error) => {
                prop_assert!(error.to_string().contains("rate"), "{error}");
                return Ok(());
            }
        };
        let Some(fleet) = &comparison.offer(OptionKey::Ec2).unwrap().fleet else { return Ok(()) };
        let (id, _) = book().instance_type(&load.kind).unwrap();
        let rate = |purchase| book().hourly("us-east-1", id, purchase).unwrap().unwrap().price.usd().to_f64();
        let plan = rate(Purchase::from_name(&purchase).unwrap());
        let listed = rate(Purchase::OnDemand);
        let cost = |committed: u64| committed as f64 * 730.0 * plan + hours_above(&counts, committed) * listed;
        let best = (0..=most).map(cost).fold(f64::INFINITY, f64::min);
        let lines = of_key(&comparison, OptionKey::Ec2, ItemKey::Instances);
        let found = lines.iter().map(amount).sum::<i128>() as f64 / DOLLAR as f64;
        prop_assert!((found - best).abs() <= best * 1e-9 + 1e-9, "{found} where {best} is possible");
        // The number that is shown is that of the bill.
        let split = fleet.split.unwrap();
        prop_assert!((cost(split.committed) - found).abs() <= found * 1e-9 + 1e-9);
    }
}

// The cheapest type ----------------------------------------------------------------------------------------------

/// Prices a workload on every general type, one by one, and compares with what the search finds.
fn check_cheapest(row: &Row) {
    let found = compare(book(), workload(row), &settings()).unwrap();
    let (region, arch, purchase) = (&found.workload.region, found.workload.arch, found.workload.purchase);
    let general = book().general(region, purchase, arch).unwrap();
    assert!(general.types.len() > 50, "{region} {arch:?}");
    // Total, instance-hours, name: the order of ties.
    let mut best: Option<(i128, i128, String)> = None;
    let mut surplus = 0;
    for (id, _) in &general.types {
        let name = &book().instance_type_by_id(*id).unwrap().name;
        let alone = compare(book(), workload(&with(row, "instance_type", name)), &settings()).unwrap();
        let Some(total) = total(&alone, OptionKey::Ec2) else { continue };
        if !of_key(&alone, OptionKey::Ec2, ItemKey::SurplusCpuCredits).is_empty() {
            surplus += 1;
            continue;
        }
        let fleet = alone.offer(OptionKey::Ec2).unwrap().fleet.as_ref().unwrap();
        let this = (total, dec(fleet.instance_hours), name.to_string());
        if best.as_ref().is_none_or(|known| this < *known) {
            best = Some(this);
        }
    }
    let fleet = found.offer(OptionKey::Ec2).unwrap().fleet.as_ref();
    let found = total(&found, OptionKey::Ec2)
        .map(|total| (total, dec(fleet.unwrap().instance_hours), fleet.unwrap().instance_type.as_str().into()));
    assert_eq!(found, best, "{row:?} ({surplus} types need surplus credits)");
}

#[test]
fn the_type_found_is_the_cheapest_of_all_types() {
    let base = row([("name", "w"), ("duration_ms", "120"), ("memory_mb", "1024"), ("requests_per_month", "50M")]);
    let changed = |cells: &[(&'static str, &str)]| {
        cells.iter().fold(base.clone(), |row, (column, cell)| with(&row, column, cell))
    };
    let rows = [
        base.clone(),
        changed(&[("requests_per_month", "3"), ("invocation", "async"), ("scaling", "auto")]),
        changed(&[("requests_per_month", "900M"), ("traffic", "web"), ("arch", "arm64")]),
        changed(&[("requests_per_month", "400M"), ("traffic", "weekly"), ("cpu_ms", "12"), ("memory_used_mb", "700")]),
        changed(&[
            ("requests_per_month", "200M"),
            ("traffic", "day-7"),
            ("scaling", "fixed"),
            ("spare_instances", "1"),
        ]),
        changed(&[("traffic", "office-hours"), ("scaling", "scheduled"), ("schedule", "Mon-Fri 08:00-20:00")]),
        changed(&[
            ("requests_per_month", "5000"),
            ("duration_ms", "400000"),
            ("invocation", "async"),
            ("memory_mb", "9000"),
        ]),
        changed(&[("requests_per_month", "120M"), ("traffic", "day-3"), ("purchase", "ri-1y"), ("ebs_gb", "100")]),
        changed(&[("requests_per_month", "70M"), ("purchase", "spot"), ("region", "eu-west-1")]),
        changed(&[
            ("requests_per_month", "90M"),
            ("max_wait_ms", "20"),
            ("region", "ap-northeast-2"),
            ("cpu_ms", "30"),
        ]),
        changed(&[
            ("requests_per_month", "300"),
            ("scaling", "per-run"),
            ("invocation", "async"),
            ("duration_ms", "60000"),
        ]),
        changed(&[("requests_per_month", "1M"), ("instance_count", "2"), ("cpu_ms", "60")]),
        changed(&[
            ("requests_per_month", "30M"),
            ("front_door", "rest-api"),
            ("response_kb", "40"),
            ("min_instances", "1"),
        ]),
    ];
    for row in &rows {
        check_cheapest(row);
    }
}

#[test]
fn a_burstable_type_that_needs_surplus_is_never_chosen_by_itself() {
    // One vCPU-second a second at all hours on at most a t3.medium's two vCPUs of 20 % baseline: 0.4 sustained.
    let busy = row([
        ("name", "w"),
        ("requests_per_second", "1"),
        ("duration_ms", "1000"),
        ("memory_mb", "1769"),
        ("memory_used_mb", "100"),
        ("target_utilization_pct", "100"),
        ("min_instances", "1"),
        ("invocation", "async"),
        ("scaling", "auto"),
    ]);
    let named = compared(&with(&busy, "instance_type", "t3.medium"));
    let surplus = of_key(&named, OptionKey::Ec2, ItemKey::SurplusCpuCredits);
    // (1 - 0.4) vCPU x 730 h = 438 vCPU-hours x 0.05 = 21.90.
    assert_eq!(surplus.len(), 1);
    assert!((surplus[0].quantity.to_f64() - 438.0).abs() < 1e-6, "{:?}", surplus[0]);
    assert_eq!(surplus[0].unit_price_usd.to_string(), "0.05");
    // 1 vCPU x 730 h used, 0.4 x 730 = 292 earned: the line can be computed again from its text.
    let why =
        "730 vCPU-hours used − 292 earned by the baseline of 20 % of each vCPU, on days that use more than they earn";
    assert_eq!(surplus[0].why.to_string(), why);
    // The search may choose a burstable type, but none that pays surplus; its instances carry the load on baseline.
    for arch in ["x86_64", "arm64"] {
        let found = compared(&with(&busy, "arch", arch));
        assert!(of_key(&found, OptionKey::Ec2, ItemKey::SurplusCpuCredits).is_empty());
        let fleet = found.offer(OptionKey::Ec2).unwrap().fleet.as_ref().unwrap();
        let (_, kind) = book().instance_type(&fleet.instance_type).unwrap();
        if let Some(baseline) = kind.baseline_pct.filter(|_| kind.burstable) {
            let sustained = baseline.to_f64() / 100.0 * f64::from(kind.vcpu) * fleet.peak_instances as f64;
            assert!(sustained >= 1.0, "{fleet:?} sustains {sustained} vCPU of 1");
        }
    }
    // With little CPU work a burstable type is welcome: the filter does not shut them out.
    let idle = compared(&with(&busy, "cpu_ms", "20"));
    assert!(idle.offer(OptionKey::Ec2).unwrap().fleet.as_ref().unwrap().instance_type.starts_with('t'));
}

proptest! {
    #![proptest_config(config(100))]

    #[test]
    fn the_search_never_chooses_surplus(row in anything()) {
        if let Ok(comparison) = compare(book(), workload(&row), &settings()) {
            prop_assert!(of_key(&comparison, OptionKey::Ec2, ItemKey::SurplusCpuCredits).is_empty());
        }
    }
}

// Portfolios -----------------------------------------------------------------------------------------------------

/// Some rows with names of their own.
fn rows(most: usize) -> impl Strategy<Value = Vec<Row>> {
    let kept = [
        "requests_per_month",
        "duration_ms",
        "memory_mb",
        "arch",
        "region",
        "front_door",
        "response_kb",
        "log_kb",
        "ephemeral_mb",
    ];
    prop::collection::vec(on_demand(), 1..=most).prop_map(move |rows| {
        let named = |(at, mut row): (usize, Row)| {
            row.retain(|column, _| kept.contains(column));
            row.insert("name", format!("w{at}"));
            row.insert("instance_type", "m5.4xlarge".to_owned());
            row
        };
        rows.into_iter().enumerate().map(named).collect()
    })
}

fn sum(comparisons: &[Comparison], key: OptionKey) -> i128 {
    comparisons.iter().filter_map(|comparison| total(comparison, key)).sum()
}

fn separate(rows: &[Row], settings: &Settings) -> Vec<Comparison> {
    let priced: Result<Vec<Comparison>, Unpriced> =
        workloads(rows).into_iter().map(|workload| compare(book(), workload, settings)).collect();
    priced.unwrap()
}

/// Rounding of 10^-12 in each of some hundred quantities, at prices of at most some dollars.
const ROUNDING: i128 = DOLLAR / 1_000_000_000;

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn the_order_of_rows_changes_nothing(rows in rows(6), settings in free_tier(), seed in any::<u64>()) {
        let mut shuffled = rows.clone();
        let length = shuffled.len();
        for at in 0..length {
            shuffled.swap(at, (seed.rotate_left(at as u32 * 7) % length as u64) as usize);
        }
        let by_name = |comparisons: Vec<Comparison>| -> BTreeMap<String, (Option<i128>, Option<i128>)> {
            let entry = |comparison: Comparison| {
                let totals = (total(&comparison, OptionKey::Lambda), total(&comparison, OptionKey::Ec2));
                (comparison.workload.name, totals)
            };
            comparisons.into_iter().map(entry).collect()
        };
        let portfolio = |rows: &[Row]| by_name(compare_portfolio(book(), workloads(rows), &settings).unwrap());
        prop_assert_eq!(portfolio(&rows), portfolio(&shuffled));
        prop_assert_eq!(by_name(separate(&rows, &settings)), by_name(separate(&shuffled, &settings)));
    }

    #[test]
    fn a_portfolio_within_the_first_tiers_is_the_separate_bills(rows in rows(6)) {
        // 1,000 requests of at most 20 s at 10 GB: far below every second tier.
        let rows: Vec<Row> = rows.iter().map(|row| with(row, "requests_per_month", 1_000)).collect();
        let together = compare_portfolio(book(), workloads(&rows), &settings()).unwrap();
        for (shared, alone) in together.iter().zip(separate(&rows, &settings())) {
            prop_assert_eq!(total(shared, OptionKey::Lambda), total(&alone, OptionKey::Lambda));
            prop_assert_eq!(total(shared, OptionKey::Ec2), total(&alone, OptionKey::Ec2));
            check_bills(shared)?;
        }
    }

    #[test]
    fn a_portfolio_never_costs_more_than_separate_bills_without_free_tier(
        rows in rows(6),
        requests in prop::collection::vec(magnitude(9), 6),
    ) {
        let rows: Vec<Row> =
            rows.iter().zip(requests).map(|(row, count)| with(row, "requests_per_month", count)).collect();
        let together = compare_portfolio(book(), workloads(&rows), &settings()).unwrap();
        let alone = separate(&rows, &settings());
        for key in OptionKey::ALL {
            let (pooled, apart) = (sum(&together, key), sum(&alone, key));
            prop_assert!(pooled <= apart + ROUNDING, "{key:?}: {pooled} {apart}");
        }
        for comparison in &together {
            check_bills(comparison)?;
        }
    }

    #[test]
    fn the_shares_of_a_portfolio_add_up_to_one_bill(
        usages in prop::collection::vec((magnitude(9), 1_u64..20_000, 128_u64..=10_240), 1..7),
        free in any::<bool>(),
    ) {
        let of = |(at, (requests, duration, memory)): (usize, &(u64, u64, u64))| {
            BTreeMap::from([
                ("name", format!("w{at}")),
                ("requests_per_month", requests.to_string()),
                ("duration_ms", duration.to_string()),
                ("memory_mb", memory.to_string()),
                ("instance_type", "m5.4xlarge".to_owned()),
            ])
        };
        let rows: Vec<Row> = usages.iter().enumerate().map(of).collect();
        let mut settings = settings();
        settings.free_tier.compute = free;
        let together = compare_portfolio(book(), workloads(&rows), &settings).unwrap();
        // One account's bill by AWS's tiers of us-east-1, x86: 6 billion GB-s, 9 billion more, the rest.
        let used: f64 = usages.iter().map(|(r, d, m)| *r as f64 * *d as f64 * *m as f64 / 1_024_000.0).sum();
        let requests: f64 = usages.iter().map(|(r, ..)| *r as f64).sum();
        let (free_gb_s, free_requests) = if free { (400_000.0, 1_000_000.0) } else { (0.0, 0.0) };
        let billed = (used - free_gb_s).max(0.0);
        let duration = billed.min(6e9) * 0.0000166667
            + (billed - 6e9).clamp(0.0, 9e9) * 0.000015
            + (billed - 15e9).max(0.0) * 0.0000133334;
        let expected = duration + (requests - free_requests).max(0.0) * 0.0000002;
        let found = sum(&together, OptionKey::Lambda) as f64 / DOLLAR as f64;
        prop_assert!((found - expected).abs() <= expected * 1e-9 + 1e-9, "{found} {expected}");
        // In proportion to use: equal use, equal share.
        for (at, a) in usages.iter().enumerate() {
            for (other, b) in usages.iter().enumerate().filter(|(_, b)| *b == a) {
                let totals = (total(&together[at], OptionKey::Lambda), total(&together[other], OptionKey::Lambda));
                prop_assert_eq!(totals.0, totals.1, "{:?} {:?}", a, b);
            }
        }
    }
}

// Extremes -------------------------------------------------------------------------------------------------------

#[test]
fn a_quintillion_requests_are_answered_or_refused_by_name() {
    let base = row([("name", "huge"), ("requests_per_month", "1e18"), ("duration_ms", "100"), ("memory_mb", "1024")]);
    let rows = [
        base.clone(),
        with(&base, "traffic", "web"),
        with(&base, "max_wait_ms", 10),
        with(&base, "provisioned_concurrency", "1e8"),
        with(&base, "instance_count", "1e8"),
        with(&with(&base, "invocation", "async"), "scaling", "per-run"),
        with(&with(&base, "purchase", "ri-1y"), "traffic", "day-1"),
        with(&with(&base, "front_door", "http-api"), "response_kb", 6_000),
        with(&with(&base, "front_door", "alb"), "response_kb", 6_000),
        with(&with(&base, "init_ms", 100), "snapstart", "python"),
        with(&base, "duration_cv", 9),
        with(&base, "requests_per_month", "1e26"),
        with(&base, "cpu_factor", "0.000000000001"),
    ];
    for row in &rows {
        match compare(book(), workload(row), &settings()) {
            Ok(comparison) => check_bills(&comparison).unwrap(),
            Err(error) => {
                let text = error.to_string();
                assert!(text.starts_with("huge: ") && text.contains("too large"), "{text}");
            }
        }
        if let Err(error) = compare_portfolio(book(), workloads(&[row.clone(), with(row, "name", "twin")]), &settings())
        {
            assert!(error.to_string().contains("too large"), "{error}");
        }
    }
}

proptest! {
    #![proptest_config(config(160))]

    #[test]
    fn extremes_never_panic(
        row in anything(),
        changes in prop::collection::vec(
            (
                one_of(&["requests_per_month", "duration_ms", "burst", "cpu_factor", "memory_used_mb", "os_memory_mb",
                    "response_kb", "log_kb", "max_wait_ms", "ebs_gb", "ops_usd_per_hour", "init_ms", "ephemeral_mb"]),
                one_of(&["1e18", "1e12", "123456789.123456789012", "1e25"]),
            ),
            1..4,
        ),
        tiny in any::<bool>(),
    ) {
        let mut row = row;
        row.remove("snapstart");
        for (column, cell) in &changes {
            let column: &'static str = scenario::columns::COLUMNS[scenario::columns::find(column).unwrap()].name;
            let cell = if tiny && !matches!(column, "burst" | "ephemeral_mb") { "0.000000000001" } else { cell };
            row.insert(column, cell.to_owned());
        }
        let workload = match read(std::slice::from_ref(&row)) {
            Ok(mut workloads) => workloads.remove(0),
            Err(ScenarioError::Problems { first, .. }) => {
                prop_assert!(!first.is_empty() && first.iter().all(|problem| problem.line() > 0));
                return Ok(());
            }
            Err(error) => return Err(TestCaseError::fail(format!("{error:?}"))),
        };
        match compare(book(), workload, &settings()) {
            Ok(comparison) => check_bills(&comparison)?,
            Err(error) => {
                let text = error.to_string();
                prop_assert!(text.starts_with("w: "), "{text}");
                prop_assert!(text.contains("too large") || text.contains("price book"), "{text}");
            }
        }
    }
}

#[test]
fn architectures_are_both_searched() {
    // Keeps the random laws honest: both architectures have types in the regions that they use.
    for region in ["us-east-1", "eu-central-1", "ap-northeast-2"] {
        for arch in Arch::ALL {
            assert!(book().general(region, Purchase::OnDemand, arch).unwrap().types.len() > 50, "{region} {arch:?}");
        }
    }
}
