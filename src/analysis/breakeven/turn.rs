//! A workload and settings with a dial turned.

use super::Dial;
use super::dial::monthly;
use crate::cost::{CostError, Settings, at_memory};
use crate::pricebook::PriceBook;
use crate::scenario::{Demand, Workload};
use crate::units::{Dec, OrTooLarge};

/// A workload and settings with a dial turned.
pub(in crate::analysis) type Turned = (Workload, Settings);

impl Dial {
    /// The workload with the dial at `value`; `own` is where it stands. `None` where Lambda cannot be set so.
    ///
    /// # Errors
    /// A figure that is too large.
    pub(in crate::analysis) fn turn(
        self,
        book: &PriceBook,
        workload: &Workload,
        settings: &Settings,
        own: Dec,
        value: Dec,
    ) -> Result<Option<Turned>, CostError> {
        let mut turned = (workload.clone(), *settings);
        let can_be = self.turn_in(&mut turned, (book, workload, settings), own, value)?;
        Ok(can_be.then_some(turned))
    }

    /// The same in a copy of the workload and the settings that was turned before: `from` is what it was copied from.
    /// Whether Lambda can be set so.
    ///
    /// # Errors
    /// A figure that is too large.
    pub(super) fn turn_in(
        self,
        (turned, with): &mut Turned,
        (book, workload, settings): (&PriceBook, &Workload, &Settings),
        own: Dec,
        value: Dec,
    ) -> Result<bool, CostError> {
        match self {
            Dial::Requests => turned.demand = Demand::PerMonth(value),
            Dial::Duration => {
                turned.duration_ms = value;
                let scaled = |given: Option<Dec>, up: Dec, down: Dec| match given {
                    Some(given) => given.mul_div(up, down).or_too_large("the work of an invocation").map(Some),
                    None => Ok(None),
                };
                turned.cpu_ms = scaled(workload.cpu_ms, value, own)?;
                turned.requests_per_second_per_instance =
                    scaled(workload.requests_per_second_per_instance, own, value)?;
            }
            Dial::Memory => match at_memory(workload, book.rules(), value)? {
                Some(other) => *turned = other,
                None => return Ok(false),
            },
            Dial::Burst => turned.burst = Some(value),
            Dial::Utilization if workload.instance_count.is_some() => {
                let demand = monthly(workload, settings)?.mul_div(value, own).or_too_large("the number of requests")?;
                turned.demand = Demand::PerMonth(demand);
            }
            Dial::Utilization => turned.target_utilization_pct = Some(value),
            Dial::Ec2Price => with.ec2_price_factor = value.ratio(1, 100).or_too_large("an hourly rate")?,
            Dial::OpsHours => turned.ops_hours_ec2 = value,
            Dial::Column(knob) => (knob.set)(turned, value),
        }
        Ok(true)
    }
}
