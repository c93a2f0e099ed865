//! [`Dial`]: an input that a break-even is asked for, and what turning it means.

use super::knobs::{KNOBS, Knob};
use crate::cost::{CostError, Settings, ec2};
use crate::pricebook::PriceBook;
use crate::scenario::{InstanceChoice, Workload};
use crate::units::{Dec, OrTooLarge};
use std::borrow::Cow;

/// An input that can be turned alone, everything else staying what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dial {
    /// Requests a month; the traffic profile stays.
    Requests,
    /// Duration of an invocation; its CPU work and a measured capacity scale with it.
    Duration,
    /// Lambda memory size; the duration follows the vCPU share.
    Memory,
    /// Busiest stretch of an hour over its mean.
    Burst,
    /// How busy the fleet is: for a given fleet its utilization at the peak, else the CPU level it is sized for.
    Utilization,
    /// EC2's hourly rates, in percent of the price book's.
    Ec2Price,
    /// Hours of operations work a month with EC2.
    OpsHours,
    /// Another column of the scenario file, turned by itself.
    Column(&'static Knob),
}

/// Why a dial cannot be asked about for a workload.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DialError {
    /// The scenario lacks what the question needs.
    #[error("{0}")]
    Unusable(Cow<'static, str>),
    /// The range that was asked for goes beyond what the input can be.
    #[error("{}", outside(*value, *least, *most, unit))]
    Outside {
        /// The end of the range.
        value: Dec,
        /// The least that the input can be.
        least: Dec,
        /// The most, where there is one.
        most: Option<Dec>,
        /// Its unit, after a number.
        unit: &'static str,
    },
    /// A price is missing or a figure is too large.
    #[error(transparent)]
    Cost(#[from] CostError),
}

fn outside(value: Dec, least: Dec, most: Option<Dec>, unit: &str) -> String {
    let can = match most {
        Some(most) => format!("it goes from {least} to {most} {unit}"),
        None => format!("it begins at {least} {unit}"),
    };
    format!("{value} is outside what this input can be for this workload: {can}; choose --from and --to inside")
}

impl Dial {
    /// The dials that mean more than one column, in the order of listings.
    pub const ALL: [Dial; 7] =
        [Dial::Requests, Dial::Duration, Dial::Memory, Dial::Burst, Dial::Utilization, Dial::Ec2Price, Dial::OpsHours];

    /// The name on the command line and in exports.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Dial::Requests => "requests",
            Dial::Duration => "duration",
            Dial::Memory => "memory",
            Dial::Burst => "burst",
            Dial::Utilization => "utilization",
            Dial::Ec2Price => "ec2-price",
            Dial::OpsHours => "ops-hours",
            Dial::Column(knob) => knob.name,
        }
    }

    /// Every dial: those of [`ALL`](Dial::ALL), then single columns.
    pub fn every() -> impl Iterator<Item = Dial> {
        Dial::ALL.into_iter().chain(KNOBS.iter().map(Dial::Column))
    }

    /// The dial of that name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Dial> {
        // The columns that an input is made of are names of it, too.
        let key = match key {
            "requests_per_month" => "requests",
            "duration_ms" => "duration",
            "memory_mb" => "memory",
            "target_utilization_pct" => "utilization",
            "ops_hours_ec2" | "hours" => "ops-hours",
            // The words that help has for them.
            "volume" => "requests",
            "price" => "ec2-price",
            other => other,
        };
        Dial::every().find(|dial| dial.key() == key)
    }

    /// Whether it is a level that fleets are sized for, and not what a given fleet has.
    #[must_use]
    pub fn is_target(self, workload: &Workload) -> bool {
        self == Dial::Utilization && workload.instance_count.is_none()
    }

    /// The unit of its values for a workload, after a number.
    #[must_use]
    pub fn unit_of(self, workload: &Workload) -> &'static str {
        match self {
            Dial::Utilization if self.is_target(workload) => "% target utilization",
            Dial::Utilization => "% busy at the peak",
            other => other.unit(),
        }
    }

    /// The unit of its values, whatever the workload.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Dial::Requests => "requests a month",
            Dial::Duration => "ms",
            Dial::Memory => "MB",
            Dial::Burst => "times the hour's mean",
            Dial::Utilization => "% utilization",
            Dial::Ec2Price => "% of EC2's instance prices",
            Dial::OpsHours => "hours a month",
            Dial::Column(knob) => knob.unit,
        }
    }

    /// The least change of its values: break-evens are exact to it.
    #[must_use]
    pub fn step(self, book: &PriceBook) -> Dec {
        match self {
            Dial::Requests => Dec::ONE,
            Dial::Memory => book.rules().memory_step_mb,
            Dial::Column(knob) => knob.step,
            // 10^10 steps of 10^-12: a hundredth.
            Dial::Burst => Dec::from_raw(10_000_000_000),
            Dial::Duration | Dial::Utilization | Dial::Ec2Price | Dial::OpsHours => Dec::from_raw(100_000_000_000),
        }
    }

    /// The range that is searched where none is asked for.
    ///
    /// # Errors
    /// A figure that is too large.
    pub fn range(self, own: Dec, book: &PriceBook, workload: &Workload) -> Result<(Dec, Dec), CostError> {
        let int = Dec::from_int;
        let hundredfold = own.ratio(100, 1).or_too_large("the range")?;
        Ok(match self {
            Dial::Requests => (Dec::ONE, int(10_000_000_000).max(hundredfold.min(int(i64::MAX)))),
            Dial::Duration => (self.step(book), book.rules().timeout_max_ms.max(own)),
            Dial::Memory => {
                // Below what a request holds there is no function to ask about.
                let used = workload.memory_used_mb.and_then(|used| used.ceil_to(book.rules().memory_step_mb));
                (used.unwrap_or(Dec::ZERO).max(book.rules().memory_min_mb), book.rules().memory_max_mb.max(own))
            }
            Dial::Burst => (Dec::ONE, int(100).max(own)),
            Dial::Utilization => (Dec::ONE, int(100)),
            Dial::Ec2Price => (Dec::ONE, int(1_000)),
            Dial::OpsHours => (Dec::ZERO, int(1_000).max(own)),
            Dial::Column(knob) => {
                let (least, most) = (knob.bounds)(workload, book.rules());
                (least, most.map_or(hundredfold, |most| most.min(hundredfold)).max(least))
            }
        })
    }

    /// The least and the most that it can be at all, as a cell of the scenario could say it. Lambda's limits are none of
    /// them: past one a row is priced all the same, and EC2 is left.
    pub(in crate::analysis) fn limits(self, book: &PriceBook, workload: &Workload) -> (Dec, Option<Dec>) {
        let rules = book.rules();
        match self {
            Dial::Requests | Dial::Ec2Price | Dial::OpsHours => (Dec::ZERO, None),
            Dial::Duration => (self.step(book), None),
            Dial::Memory => (rules.memory_min_mb, None),
            Dial::Burst => (Dec::ONE, None),
            // A given fleet can be asked to do more than it can: then EC2 is not possible.
            Dial::Utilization if workload.instance_count.is_some() => (self.step(book), None),
            Dial::Utilization => (self.step(book), Some(Dec::from_int(100))),
            Dial::Column(knob) => (knob.bounds)(workload, rules),
        }
    }

    /// Whether a row can have that value. Where the least is the least that is searched, smaller ones are possible too.
    pub(in crate::analysis) fn can_be(self, value: Dec, book: &PriceBook, workload: &Workload) -> bool {
        let (least, most) = self.limits(book, workload);
        let least = if least == self.step(book) && !self.is_whole() { Dec::ZERO } else { least };
        value >= least && most.is_none_or(|most| value <= most) && (!self.is_whole() || value.is_whole())
    }

    /// The step between the values that its column takes, where it takes no others.
    pub(in crate::analysis) fn only_step(self, book: &PriceBook) -> Option<Dec> {
        (self == Dial::Memory || self.is_whole()).then(|| self.step(book))
    }

    /// Whether only whole numbers are possible.
    #[must_use]
    pub fn is_whole(self) -> bool {
        matches!(self, Dial::Column(knob) if knob.is_whole())
    }

    /// The value from which on this input changes nothing any more, where there is one: past Lambda's largest memory size
    /// there is no function, and what a request holds on EC2 stays.
    pub(super) fn constant_from(self, book: &PriceBook) -> Option<Dec> {
        (self == Dial::Memory).then(|| book.rules().memory_max_mb.add(self.step(book))).flatten()
    }

    /// That a value is one that the dial can be turned to.
    ///
    /// # Errors
    /// [`DialError::Outside`] where it is not.
    pub(super) fn check(self, value: Dec, book: &PriceBook, workload: &Workload) -> Result<(), DialError> {
        let (least, most) = self.limits(book, workload);
        if value < least || most.is_some_and(|most| value > most) {
            return Err(DialError::Outside { value, least, most, unit: self.unit_of(workload) });
        }
        Ok(())
    }

    /// The value that the workload has.
    ///
    /// # Errors
    /// [`DialError`] where the scenario lacks what the question needs.
    pub fn own(self, book: &PriceBook, workload: &Workload, settings: &Settings) -> Result<Dec, DialError> {
        Ok(match self {
            Dial::Requests => monthly(workload, settings)?,
            Dial::Duration => workload.duration_ms,
            Dial::Memory => workload.memory_mb,
            Dial::Burst => workload.effective_burst(),
            Dial::Utilization if workload.instance_count.is_some() => {
                // Asked of one that carries the load anyhow: the figure is linear in the demand.
                let busy = ec2::peak_utilization(book, workload, settings)?
                    .ok_or(DialError::Unusable("the utilization of a given fleet needs one instance_type".into()))?;
                Dec::from_rounded(busy * 100.0, 6).or_too_large("the fleet's utilization").map_err(CostError::from)?
            }
            Dial::Utilization => {
                if workload.requests_per_second_per_instance.is_some() || workload.max_wait_ms.is_some() {
                    return Err(DialError::Unusable(
                        "a fleet sized by a measured capacity or a waiting time has no CPU level to turn; give \
                         instance_count to ask about a given fleet"
                            .into(),
                    ));
                }
                workload.effective_target_utilization_pct()
            }
            Dial::Ec2Price => Dec::from_int(100),
            Dial::OpsHours if workload.ops_usd_per_hour.is_zero() => {
                return Err(DialError::Unusable(
                    "hours of work need a price: set ops_usd_per_hour, such as --set ops_usd_per_hour=80".into(),
                ));
            }
            Dial::OpsHours => workload.ops_hours_ec2,
            Dial::Column(knob) => (knob.get)(workload).ok_or_else(|| {
                let why = "the scenario does not give this column, so it has no value to turn";
                let rows = "fill it in, ask about other rows alone with --workload, or give it to every row with --set";
                DialError::Unusable(format!("{why}: {rows} {}=...", knob.name).into())
            })?,
        })
    }

    /// Whether both costs are straight lines between two values at which the bills have the same lines at the same
    /// rates and the fleet the same hours: then their crossing is computed rather than searched.
    pub(super) fn is_straight(self, book: &PriceBook, workload: &Workload) -> bool {
        let one_type = match workload.instance_types.as_slice() {
            [InstanceChoice::Type(name)] => book.instance_type(name).is_ok_and(|(_, kind)| !kind.burstable),
            _ => false,
        };
        self == Dial::Requests
            && one_type
            && ec2::has_one_way(workload)
            && !self.estimates_cold_starts(workload)
            && workload.provisioned_concurrency.is_zero()
    }

    /// Whether a search without named types keeps EC2's cost from being monotonic, and nothing else does: demand, work and
    /// CPU level turn a fleet's size and a type's CPU use one way each.
    pub(super) fn is_surveyed(self, workload: &Workload) -> bool {
        let turns_one_way = matches!(self, Dial::Requests | Dial::Duration | Dial::Burst | Dial::Utilization);
        workload.instance_types.is_empty() && turns_one_way
    }

    /// Whether Lambda's cost may fall as the dial rises: of more requests a smaller share starts cold, where that is estimated.
    pub(super) fn estimates_cold_starts(self, workload: &Workload) -> bool {
        self == Dial::Requests && workload.init_ms.is_some() && workload.cold_start_pct.is_none()
    }

    /// Whether both costs are certain never to fall, or never to rise, as the dial turns. Where they are not, the range
    /// is looked at step by step as well.
    pub(super) fn is_monotonic(self, book: &PriceBook, workload: &Workload) -> bool {
        // A search without names takes a burstable type only while its baseline carries the mean CPU use: it may drop
        // out as demand grows and come back with the next instance.
        let burstable_search = workload.instance_types.is_empty();
        // At a discount an instance can cost less than the surplus credits that it saves.
        let burstable = workload.instance_types.iter().any(|choice| match choice {
            InstanceChoice::Type(name) => book.instance_type(name).is_ok_and(|(_, kind)| kind.burstable),
            InstanceChoice::Family(name) => name.starts_with('t'),
        });
        match self {
            Dial::Ec2Price | Dial::OpsHours => true,
            Dial::Memory | Dial::Column(_) => false,
            Dial::Duration | Dial::Burst | Dial::Utilization => !burstable_search && !burstable,
            Dial::Requests => !burstable_search && !burstable && !self.estimates_cold_starts(workload),
        }
    }
}

pub(super) fn monthly(workload: &Workload, settings: &Settings) -> Result<Dec, CostError> {
    Ok(workload.demand.monthly(settings.hours_per_month).or_too_large("the number of requests a month")?)
}
