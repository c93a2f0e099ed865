//! [`FleetSearch`]: what the search for EC2's fleet does not take, for answers that hold for the fleets that it takes.

use super::breakeven::{Dial, DialError, offer};
use super::reservations::ways_to;
use crate::cost::ec2::{NotTaken, RunnerUp, not_taken};
use crate::cost::{Assumptions, CostError, OptionKey, Settings, Warning};
use crate::pricebook::PriceBook;
use crate::scenario::Workload;
use crate::units::{Dec, Usd, format};

/// So many values are looked at: the first ones, and the last.
const MOST_LOOKED_AT: usize = 3;

/// How EC2's fleet comes to be, and what is not taken where the workload stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FleetSearch {
    /// It is searched for: the scenario names no instance type.
    pub is_searched: bool,
    not_taken: NotTaken,
    /// What either option costs as the workload is; `None` where it is not possible.
    lambda: Option<Usd>,
    ec2: Option<Usd>,
    /// The values asked about at which Lambda is cheaper than the fleet taken and dearer than one that is not.
    elsewhere: Option<(Dial, Vec<(Dec, RunnerUp)>)>,
    /// What of the demand falls outside the fleet's hours.
    unserved: Option<Warning>,
    /// What both sides' bills rest on as the workload is; nothing of a side that cannot be computed there.
    pub assumptions: Assumptions,
}

/// The cheapest fleet that a search does not take and that costs less than Lambda, where the one that it takes does not.
///
/// # Errors
/// [`CostError`] when a price is missing or a figure is too large.
pub fn undercutting(book: &PriceBook, workload: &Workload, settings: &Settings) -> Result<Option<RunnerUp>, CostError> {
    if !workload.instance_types.is_empty() {
        return Ok(None);
    }
    let Some(lambda) = offer(book, workload, settings, OptionKey::Lambda)?.total() else { return Ok(None) };
    let ec2 = offer(book, workload, settings, OptionKey::Ec2)?.total();
    if ec2.is_some_and(|ec2| ec2 <= lambda) {
        return Ok(None);
    }
    Ok(not_taken(book, workload, settings, lambda)?.cheapest().cloned())
}

/// Which of these values of an input have such a fleet, and the fleets. The first few are looked at, and the last, from which on a
/// side may stay the cheaper one; one at which figures are too large, or that the input cannot have, is passed over.
///
/// # Errors
/// [`CostError`] when a price is missing.
pub fn undercutting_at(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    dial: Dial,
    values: impl IntoIterator<Item = Dec>,
) -> Result<Vec<(Dec, RunnerUp)>, CostError> {
    let at = |value: Dec| -> Result<Option<RunnerUp>, DialError> {
        let own = dial.own(book, workload, settings)?;
        match dial.turn(book, workload, settings, own, value)? {
            Some((turned, settings)) => Ok(undercutting(book, &turned, &settings)?),
            None => Ok(None),
        }
    };
    let mut values = values.into_iter();
    let first: Vec<Dec> = values.by_ref().take(MOST_LOOKED_AT - 1).collect();
    let mut found = Vec::new();
    for value in first.into_iter().chain(values.last()) {
        match at(value) {
            Ok(fleet) => found.extend(fleet.map(|fleet| (value, fleet))),
            Err(DialError::Cost(error)) if !matches!(error, CostError::TooLarge(_)) => return Err(error),
            Err(_) => {}
        }
    }
    Ok(found)
}

/// What such a fleet is and costs, for the end of a sentence that says where.
#[must_use]
pub fn undercutting_told(fleet: &RunnerUp) -> String {
    format!(
        "EC2 would cost {} a month as {}, which the search does not take by itself",
        format::usd(fleet.total),
        fleet.in_short()
    )
}

/// Where there are such fleets, as a sentence without its full stop: `place` says a value in words. `None` for none.
#[must_use]
pub fn undercutting_at_told(found: &[(Dec, RunnerUp)], place: impl Fn(Dec) -> String) -> Option<String> {
    let ((at, fleet), rest) = found.split_first()?;
    let mut told = format!("at {} {}", place(*at), undercutting_told(fleet));
    for (at, fleet) in rest {
        told.push_str(&format!("; at {} {} as {}", place(*at), format::usd(fleet.total), fleet.in_short()));
    }
    Some(told)
}

impl FleetSearch {
    /// Of a workload whose fleets that are not taken are told elsewhere.
    #[must_use]
    pub fn unasked(workload: &Workload) -> FleetSearch {
        FleetSearch { is_searched: workload.instance_types.is_empty(), ..FleetSearch::default() }
    }

    /// Finds fleets that would cost less than the one taken or, where none is, than Lambda.
    ///
    /// # Errors
    /// [`CostError`] when a price is missing. Where figures of the workload as it is are too large, which a question about
    /// other values may not need, nothing is found.
    pub fn of(book: &PriceBook, workload: &Workload, settings: &Settings) -> Result<FleetSearch, CostError> {
        let mut untold = FleetSearch::unasked(workload);
        let sides = OptionKey::ALL.into_iter().filter_map(|key| offer(book, workload, settings, key).ok());
        untold.assumptions = sides.fold(Assumptions::default(), |all, side| all.union(side.assumptions));
        if workload.schedule.is_some() {
            untold.unserved = match offer(book, workload, settings, OptionKey::Ec2) {
                Ok(fleet) => fleet.unserved().cloned(),
                Err(CostError::TooLarge(_)) => None,
                Err(error) => return Err(error),
            };
        }
        if !untold.is_searched {
            return Ok(untold);
        }
        let find = || -> Result<FleetSearch, CostError> {
            let [lambda, ec2] = OptionKey::ALL.map(|key| offer(book, workload, settings, key));
            let (lambda, ec2) = (lambda?.total(), ec2?.total());
            let Some(below) = ec2.or(lambda) else { return Ok(untold.clone()) };
            let not_taken = not_taken(book, workload, settings, below)?;
            Ok(FleetSearch { not_taken, lambda, ec2, ..untold.clone() })
        };
        match find() {
            Err(CostError::TooLarge(_)) => Ok(untold),
            found => found,
        }
    }

    /// The same, looked into at values of an input at which Lambda becomes the cheaper side as well: at the first few and the last.
    ///
    /// # Errors
    /// [`CostError`] when a price is missing. Where figures are too large, or the input has no such value, nothing is found.
    pub fn and_at(
        mut self,
        book: &PriceBook,
        workload: &Workload,
        settings: &Settings,
        dial: Dial,
        values: impl IntoIterator<Item = Dec>,
    ) -> Result<FleetSearch, CostError> {
        self.elsewhere = Some((dial, undercutting_at(book, workload, settings, dial, values)?));
        Ok(self)
    }

    /// That the fleet does not serve all of the demand, where it runs in some hours only.
    #[must_use]
    pub fn unserved_told(&self) -> Option<String> {
        self.unserved.as_ref().map(|warning| format!("On EC2 {warning}."))
    }

    /// That the search does not take a fleet which would keep EC2 the cheaper side where Lambda becomes it.
    #[must_use]
    pub fn told_elsewhere(&self) -> Option<String> {
        let (dial, found) = self.elsewhere.as_ref()?;
        let place = |value: Dec| match dial {
            // Their units say what they are.
            Dial::Requests | Dial::Utilization => format::counted(&format::decimals(value, 2), dial.unit()),
            _ => format!("{} {}", dial.key(), format::counted(&format::decimals(value, 2), dial.unit())),
        };
        Some(format!("But {}.", undercutting_at_told(found, place)?))
    }

    /// The rule of the search, what EC2 would cost without it, and what asks for that of one among so many `workloads`; `None`
    /// where it is no cheaper.
    #[must_use]
    pub fn told(&self, workloads: usize) -> Option<String> {
        let (ways, cheapest) = (ways_to(&self.not_taken)?, self.not_taken.cheapest()?);
        let setting = cheapest.setting()?;
        let is_other_side =
            self.lambda.is_some_and(|lambda| cheapest.total < lambda && self.ec2.is_none_or(|ec2| ec2 >= lambda));
        // It sets the column of every row.
        let alone = if workloads > 1 { "--workload NAME " } else { "" };
        let asks = format!("{alone}--set {setting} asks for the answer with that");
        let then = match is_other_side {
            true => format!("At {} it would be the cheaper side: {asks}.", format::usd(cheapest.total)),
            false => format!("{asks}."),
        };
        let now = match self.ec2 {
            Some(ec2) => format!("As the workload is, EC2 would cost less than {}", format::usd(ec2)),
            None => "As the workload is, EC2 would be possible".to_owned(),
        };
        Some(format!(
            "The search takes no burstable type whose CPU credits do not carry the mean CPU use. {now} {ways}. {then}"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::breakeven::{Question, break_even};
    use crate::scenario::{self, Demand};

    fn told(cells: &str) -> FleetSearch {
        let book = PriceBook::current().unwrap();
        let (columns, values) = cells.split_once(';').unwrap_or_default();
        let csv = format!("name,requests_per_month,duration_ms,memory_mb{columns}\nA,50M,120,1024{values}\n");
        let workload = scenario::read_str(&csv, book.rules()).unwrap().workloads.remove(0);
        FleetSearch::of(&book, &workload, &Settings::new(book.rules())).unwrap()
    }

    #[test]
    fn a_fleet_that_is_not_taken_is_told_with_what_asks_for_it() {
        // 3 × t3a.small with surplus credits cost $66.9241, and 4 carry the work: both by hand in `choose/runners.rs`. A fourth
        // costs 730 h at $0.0188 and 20 GB at $0.08, $15.324, and the $4.4382 of credits are saved: $77.8099.
        let search = told("");
        let text = search.told(1).unwrap();
        let larger = "with min_instances 4, as the CPU credits of 4 × t3a.small carry the load: $77.81 a month";
        let surplus = "with instance_type t3a.small, as 3 × t3a.small buys surplus CPU credits: $66.92 a month";
        assert!(search.is_searched && text.contains(&format!("{larger}; or {surplus}.")), "{text}");
        assert!(text.ends_with("--set instance_type=t3a.small asks for the answer with that."), "{text}");
        let of_two = search.told(2).unwrap();
        let alone = "--workload NAME --set instance_type=t3a.small asks for the answer with that.";
        assert!(of_two.ends_with(alone), "{of_two}");
        // Lambda costs 50 million × (0.12 s × 1 GB × $0.0000166667 + $0.0000002) = $110.00: with 10 h of work at $100 on EC2 it
        // stays the cheaper side, with an hour at $40 EC2 is cheaper only so.
        let is_other = |hours: &str, usd: &str| {
            let text = told(&format!(",ops_hours_ec2,ops_usd_per_hour;,{hours},{usd}")).told(1).unwrap();
            text.contains(" it would be the cheaper side: ")
        };
        assert!(!is_other("10", "100") && is_other("1", "40"));
    }

    /// The fleet that is told costs less than Lambda at that volume, and the one that the search takes costs more.
    #[test]
    fn where_lambda_becomes_the_cheaper_side_a_fleet_that_is_not_taken_is_told() {
        let book = PriceBook::current().unwrap();
        let settings = Settings::new(book.rules());
        let csv = "name,requests_per_month,duration_ms,memory_mb,memory_used_mb,cpu_ms,invocation,traffic\n\
                   A,3M,850,1024,410,400,async,daily\n";
        let workload = scenario::read_str(csv, book.rules()).unwrap().workloads.remove(0);
        let answer = break_even(&book, &workload, &settings, Question::VOLUME).unwrap();
        let returns: Vec<Dec> = answer.returns_to_lambda().collect();
        let found = undercutting_at(&book, &workload, &settings, Dial::Requests, returns.clone()).unwrap();
        // There are many returns: the first two and the last are looked at.
        assert_eq!(
            found.iter().map(|(at, _)| *at).collect::<Vec<Dec>>(),
            [returns[0], returns[1], returns[returns.len() - 1]]
        );
        for (at, fleet) in &found {
            let there = Workload { demand: Demand::PerMonth(*at), ..workload.clone() };
            let [lambda, ec2] =
                OptionKey::ALL.map(|key| offer(&book, &there, &settings, key).unwrap().total().unwrap());
            assert!(fleet.total < lambda && lambda < ec2, "{fleet:?} {lambda} {ec2}");
        }
        let search = FleetSearch::of(&book, &workload, &settings).unwrap();
        let told =
            search.and_at(&book, &workload, &settings, Dial::Requests, returns).unwrap().told_elsewhere().unwrap();
        assert!(told.starts_with("But at ") && told.contains("; at "), "{told}");
        assert!(found.iter().all(|(_, fleet)| told.contains(&fleet.in_short())), "{told}");
    }

    /// Mondays to Fridays from 22:00 to 06:00 are 40 of the 168 hours of steady demand: 76.2 % fall outside.
    #[test]
    fn what_falls_outside_a_schedule_is_told() {
        let search = told(",schedule,scaling;,Mon-Fri 22:00-06:00,scheduled");
        let text = search.unserved_told().unwrap();
        assert!(text.starts_with("On EC2 76.2 % of the demand falls outside the fleet's hours"), "{text}");
        assert!(told("").unserved_told().is_none());
    }

    #[test]
    fn of_a_named_type_nothing_is_told() {
        let search = told(",instance_type;,m5.large");
        assert!(!search.is_searched && search.told(1).is_none());
    }
}
