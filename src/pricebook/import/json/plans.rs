//! A Savings Plan's list: an array of plans, and for each an array of the rates it gives.

use super::Reading;
use super::seed::{Text, object};
use super::slips::Slips;
use crate::pricebook::import::facts::{Facts, PriceText};
use crate::pricebook::import::fault::Place;
use crate::pricebook::import::plan_rates::{PlanRate, PlanText};
use serde::de::IgnoredAny;
use std::collections::HashMap;

/// The plans of a list by SKU, and rates whose plan is still to come.
#[derive(Debug, Default)]
pub(super) struct Plans {
    by_sku: HashMap<String, PlanText>,
    waiting: Vec<(String, PlanRate, Place)>,
}

impl Plans {
    /// Gives the rates that came before their plans to their plans.
    pub(super) fn finish(mut self, facts: &mut Facts) {
        for (sku, rate, place) in std::mem::take(&mut self.waiting) {
            self.rate(&sku, rate, place, facts, true);
        }
    }

    fn rate(&mut self, plan: &str, rate: PlanRate, place: Place, facts: &mut Facts, last: bool) {
        match self.by_sku.get(plan) {
            Some(text) => rate.take(text, facts, place),
            None if last => facts.fault_named(plan, place, "rates of a plan that the list does not have".to_owned()),
            None => self.waiting.push((plan.to_owned(), rate, place)),
        }
    }
}

/// One plan among the products.
pub(super) struct PlanProduct<'a> {
    reading: &'a mut Reading,
    sku: String,
    text: PlanText,
    mark: usize,
}

impl<'a> PlanProduct<'a> {
    pub(super) fn new(reading: &'a mut Reading) -> PlanProduct<'a> {
        PlanProduct { mark: reading.slips.mark(), reading, sku: String::new(), text: PlanText::default() }
    }
}

object! {
    PlanProduct<'_>, "a Savings Plan",
    slips(this) this.reading.slips,
    map(this, map, key) {
        match key.as_str() {
            "sku" => map.next_value_seed(Text::new(&mut this.sku, &key, &this.reading.slips))?,
            "productFamily" => map.next_value_seed(Text::new(&mut this.text.family, &key, &this.reading.slips))?,
            "serviceCode" => {
                let Reading { facts, slips, .. } = &mut *this.reading;
                map.next_value_seed(Text::new(&mut facts.service, &key, slips))?;
            }
            "attributes" => map.next_value_seed(PlanAttributes(&mut this.text, &this.reading.slips))?,
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    },
    end(this) {
        this.reading.take_slips(this.mark, &this.sku);
        let known = this.reading.plans.by_sku.insert(this.sku.clone(), this.text);
        if known.is_some() {
            super::fault(this.reading, &this.sku, "the plan stands twice".to_owned());
        }
    }
}

struct PlanAttributes<'a>(&'a mut PlanText, &'a Slips);

object! {
    PlanAttributes<'_>, "attributes of a Savings Plan",
    slips(this) this.1,
    map(this, map, key) {
        match key.as_str() {
            "purchaseOption" => map.next_value_seed(Text::new(&mut this.0.option, &key, this.1))?,
            "purchaseTerm" => map.next_value_seed(Text::new(&mut this.0.length, &key, this.1))?,
            "instanceType" => map.next_value_seed(Text::new(&mut this.0.instance_family, &key, this.1))?,
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    }
}

/// One plan's rates among the terms.
pub(super) struct PlanTerm<'a> {
    reading: &'a mut Reading,
    sku: String,
    /// Rates that stood above the plan's SKU.
    early: Vec<(PlanRate, Place)>,
    mark: usize,
}

impl<'a> PlanTerm<'a> {
    pub(super) fn new(reading: &'a mut Reading) -> PlanTerm<'a> {
        PlanTerm { mark: reading.slips.mark(), reading, sku: String::new(), early: Vec::new() }
    }
}

object! {
    PlanTerm<'_>, "rates of a Savings Plan",
    slips(this) this.reading.slips,
    map(this, map, key) {
        match key.as_str() {
            "sku" => map.next_value_seed(Text::new(&mut this.sku, &key, &this.reading.slips))?,
            "rates" => {
                map.next_value_seed(Rates { reading: &mut *this.reading, plan: &this.sku, early: &mut this.early })?;
            }
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    },
    end(this) {
        this.reading.take_slips(this.mark, &this.sku);
        let Reading { plans, facts, .. } = this.reading;
        for (rate, place) in this.early {
            plans.rate(&this.sku, rate, place, facts, false);
        }
    }
}

struct Rates<'a> {
    reading: &'a mut Reading,
    plan: &'a str,
    early: &'a mut Vec<(PlanRate, Place)>,
}

object! {
    Rates<'_>, "an array of rates",
    slips(this) this.reading.slips,
    map(this, map, _key) {
        this.other("an object");
        map.next_value::<IgnoredAny>()?;
        return super::seed::skip_map(map);
    },
    seq(this, seq) {
        let mut rate = PlanRate::default();
        loop {
            let mark = this.reading.slips.mark();
            if seq.next_element_seed(RateSeed(&mut rate, &this.reading.slips))?.is_none() {
                break;
            }
            let place = this.reading.place();
            let rate = std::mem::take(&mut rate);
            if this.reading.take_slips(mark, &rate.sku) {
                continue;
            }
            if this.plan.is_empty() {
                this.early.push((rate, place));
            } else {
                let Reading { plans, facts, .. } = &mut *this.reading;
                plans.rate(this.plan, rate, place, facts, false);
            }
        }
    }
}

struct RateSeed<'a>(&'a mut PlanRate, &'a Slips);

object! {
    RateSeed<'_>, "a Savings Plan rate",
    slips(this) this.1,
    map(this, map, key) {
        match this.0.slot(&key) {
            Some(slot) => map.next_value_seed(Text::new(slot, &key, this.1))?,
            None if key == "discountedRate" => map.next_value_seed(Discounted(&mut this.0.price, this.1))?,
            None => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    }
}

struct Discounted<'a>(&'a mut PriceText, &'a Slips);

object! {
    Discounted<'_>, "a price and its currency",
    slips(this) this.1,
    map(this, map, key) {
        match key.as_str() {
            "price" => map.next_value_seed(Text::new(this.0.usd.get_or_insert_default(), &key, this.1))?,
            "currency" => map.next_value_seed(Text::new(&mut this.0.other_currency, &key, this.1))?,
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    }
}
