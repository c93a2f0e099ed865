//! The hours of a day or a week: demand, instances, and what each option costs in them.
//!
//! A bill is of a month. Its lines are spread over the hours of the traffic's cycle by what causes them, so that the
//! hours add up to the bill: requests and what goes with them by demand, instances and their volumes by the hours in
//! which they run, commitments and what is paid all the time evenly.

use super::Comparison;
use crate::cost::ec2::{FleetHour, fleet_hours};
use crate::cost::{Bill, CostError, ItemKey, LineItem, OptionKey, Settings, Why};
use crate::pricebook::PriceBook;

/// One hour of the cycle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hour {
    /// Its number, from 0: midnight, on Monday where the cycle is a week.
    pub number: usize,
    /// Mean requests a second.
    pub requests_per_second: f64,
    /// Instances of the fleet; `None` where EC2 is not possible, or starts instances for each run.
    pub instances: Option<u64>,
    /// What Lambda and EC2 cost in it, dollars; `None` is not possible. For pictures: the bill itself is exact.
    pub usd: [Option<f64>; 2],
}

/// The hours of a workload's cycle: 24 of a day, also for steady demand, or 168 of a week.
///
/// # Errors
/// [`CostError`] when a price is missing or a figure is too large.
pub fn hours(book: &PriceBook, comparison: &Comparison, settings: &Settings) -> Result<Vec<Hour>, CostError> {
    let workload = &comparison.workload;
    let relative = workload.traffic.relative();
    let fleet = fleet_hours(book, workload, settings)?;
    // A scheduled fleet has the hours of a week whatever the traffic's cycle is.
    let cycle = relative.len().max(fleet.as_ref().map_or(0, Vec::len)).max(24);
    let demand: Vec<f64> = (0..cycle).map(|hour| relative[hour % relative.len()]).collect();
    let running: Option<Vec<FleetHour>> =
        fleet.filter(|hours| !hours.is_empty()).map(|hours| (0..cycle).map(|hour| hours[hour % hours.len()]).collect());
    let month_hours = settings.hours_per_month.to_f64();
    let mean_rate = match workload.demand.monthly(settings.hours_per_month) {
        Some(monthly) if month_hours > 0.0 => monthly.to_f64() / (month_hours * 3_600.0),
        _ => 0.0,
    };
    // How often a month has each hour of the cycle.
    let times = month_hours / cycle as f64;
    let spread = Spread { demand: &demand, running: running.as_deref(), comparison, month_hours };
    let usd = OptionKey::ALL.map(|key| {
        let bill = comparison.offer(key).and_then(|offer| offer.bill.as_ref())?;
        Some(spread.bill(bill).into_iter().map(|amount| amount / times).collect::<Vec<f64>>())
    });
    let hour = |number: usize| Hour {
        number,
        requests_per_second: mean_rate * demand[number],
        instances: running.as_ref().map(|hours| hours[number].instances),
        usd: [0, 1].map(|at| usd[at].as_ref().map(|hours| hours[number])),
    };
    Ok((0..cycle).map(hour).collect())
}

/// What causes a line's amount over the hours.
enum Cause {
    Demand,
    Fleet,
    Evenly,
    Busiest(f64),
    Uncommitted(u64),
}

struct Spread<'a> {
    demand: &'a [f64],
    running: Option<&'a [FleetHour]>,
    comparison: &'a Comparison,
    month_hours: f64,
}

impl Spread<'_> {
    /// A month's dollars of a bill by hour of the cycle.
    fn bill(&self, bill: &Bill) -> Vec<f64> {
        let mut hours = vec![0.0; self.demand.len()];
        for item in bill.items() {
            let weights = self.weights(&self.cause(item));
            let all: f64 = weights.iter().sum();
            for (hour, weight) in hours.iter_mut().zip(&weights) {
                let share = if all > 0.0 { weight / all } else { 1.0 / weights.len() as f64 };
                *hour += item.amount.to_f64() * share;
            }
        }
        hours
    }

    fn cause(&self, item: &LineItem) -> Cause {
        match item.key {
            ItemKey::Requests
            | ItemKey::Duration
            | ItemKey::Initialization
            | ItemKey::ProvisionedDuration
            | ItemKey::EphemeralStorage
            | ItemKey::SnapstartRestore
            | ItemKey::ResponseStreaming
            | ItemKey::HttpApiRequests
            | ItemKey::RestApiRequests
            | ItemKey::SurplusCpuCredits
            | ItemKey::AlbLcu
            | ItemKey::DataTransferOut
            | ItemKey::Logs => Cause::Demand,
            ItemKey::ProvisionedConcurrency => match self.comparison.workload.provisioned_hours_per_month {
                Some(hours) => Cause::Busiest(hours.to_f64()),
                None => Cause::Evenly,
            },
            ItemKey::Instances => match item.why {
                Why::CommittedInstances { .. } => Cause::Evenly,
                Why::UncommittedInstances => Cause::Uncommitted(self.committed()),
                _ => Cause::Fleet,
            },
            ItemKey::EbsStorage | ItemKey::PublicIpv4 => Cause::Fleet,
            ItemKey::SnapstartCache | ItemKey::AlbHours | ItemKey::SchedulerRequests | ItemKey::Operations => {
                Cause::Evenly
            }
        }
    }

    fn committed(&self) -> u64 {
        let fleet = self.comparison.offer(OptionKey::Ec2).and_then(|offer| offer.fleet.as_ref());
        fleet.and_then(|fleet| fleet.split).map_or(0, |split| split.committed)
    }

    fn weights(&self, cause: &Cause) -> Vec<f64> {
        let minutes = |hour: &FleetHour, above: u64| {
            hour.instances.saturating_sub(above) as f64 * f64::from(hour.minutes) + hour.lead_minutes as f64
        };
        match (cause, self.running) {
            (Cause::Fleet, Some(hours)) => hours.iter().map(|hour| minutes(hour, 0)).collect(),
            (Cause::Uncommitted(committed), Some(hours)) => {
                hours.iter().map(|hour| minutes(hour, *committed)).collect()
            }
            (Cause::Demand | Cause::Fleet | Cause::Uncommitted(_), _) => self.demand.to_vec(),
            (Cause::Evenly, _) => vec![1.0; self.demand.len()],
            (Cause::Busiest(month), _) => self.busiest(*month),
        }
    }

    /// A share of each hour, from the busiest one on, until so many hours a month are used up.
    fn busiest(&self, month: f64) -> Vec<f64> {
        let each = self.month_hours / self.demand.len() as f64;
        let mut order: Vec<usize> = (0..self.demand.len()).collect();
        order.sort_by(|a, b| self.demand[*b].total_cmp(&self.demand[*a]));
        let mut weights = vec![0.0; self.demand.len()];
        let mut left = month;
        for hour in order {
            weights[hour] = (left / each).clamp(0.0, 1.0);
            left -= each;
        }
        weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::compare;
    use crate::scenario;

    #[test]
    fn hours_add_up_to_the_bill() {
        let book = PriceBook::current().unwrap();
        let settings = Settings::new(book.rules());
        for rest in ["on-demand,,", "compute-sp-1y,,", "on-demand,20,100", "ri-1y-no-upfront,,"] {
            let csv = format!(
                "name,requests_per_month,duration_ms,memory_mb,instance_type,traffic,front_door,response_kb,purchase,\
                 provisioned_concurrency,provisioned_hours_per_month\nA,500M,100,1024,m5.large,office-hours,http-api,5,{rest}\n"
            );
            let workload = scenario::read_str(&csv, book.rules()).unwrap().workloads.remove(0);
            let comparison = compare(&book, workload, &settings).unwrap();
            let found = hours(&book, &comparison, &settings).unwrap();
            for (at, key) in OptionKey::ALL.into_iter().enumerate() {
                let total = comparison.offer(key).unwrap().total().unwrap().to_f64();
                let times = 730.0 / found.len() as f64;
                let sum: f64 = found.iter().map(|hour| hour.usd[at].unwrap() * times).sum();
                assert!((sum / total - 1.0).abs() < 1e-9, "{key:?} {rest}: {sum} {total}");
            }
            let most = found.iter().filter_map(|hour| hour.instances).max().unwrap();
            let fleet = comparison.offer(OptionKey::Ec2).unwrap().fleet.as_ref().unwrap();
            assert_eq!(most, fleet.peak_instances);
        }
    }
}
