//! A Savings Plan's list: an array of plans, and for each an array of the rates it gives.

use super::Reading;
use super::seed::{Text, object};
use super::slips::Slips;
use crate::pricebook::import::facts::{Facts, PriceText};
use crate::pricebook::import::fault::Place;
use crate::pricebook::import::plan_rates::{PlanRate, PlanText, other_length};
use crate::terms::Stamp;
use serde::de::IgnoredAny;
use std::collections::HashMap;

/// The plans of a list by SKU, and rates whose plan is still to come.
#[derive(Debug, Default)]
pub(super) struct Plans {
    by_sku: HashMap<String, PlanText>,
    waiting: Vec<(String, PlanRate, Place)>,
    /// How long the plans are by the terms that their rates stand in.
    lengths: Vec<(String, String, Place)>,
    /// Those whose rates are none.
    bare: Vec<(String, Place)>,
}

impl Plans {
    /// Gives the rates that came before their plans to their plans.
    pub(super) fn finish(mut self, facts: &mut Facts) {
        for (sku, given, place) in &self.lengths {
            if let Some(message) = self.by_sku.get(sku).and_then(|plan| other_length(plan, given)) {
                facts.fault_named(sku, *place, message);
            }
        }
        for (sku, place) in &self.bare {
            if self.by_sku.get(sku).is_some_and(PlanText::is_known) {
                facts.fault_named(sku, *place, "a plan without a rate: expected its \"rates\"".to_owned());
            }
        }
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
    /// When it began.
    effective: String,
    length: LeaseLength,
    any_rate: bool,
    /// Rates that stood above the plan's SKU or beginning.
    early: Vec<(PlanRate, Place)>,
    mark: usize,
}

impl<'a> PlanTerm<'a> {
    pub(super) fn new(reading: &'a mut Reading) -> PlanTerm<'a> {
        let (sku, effective, mark) = (String::new(), String::new(), reading.slips.mark());
        PlanTerm { reading, sku, effective, length: LeaseLength::default(), any_rate: false, early: Vec::new(), mark }
    }
}

object! {
    PlanTerm<'_>, "rates of a Savings Plan",
    slips(this) this.reading.slips,
    map(this, map, key) {
        match key.as_str() {
            "sku" => map.next_value_seed(Text::new(&mut this.sku, &key, &this.reading.slips))?,
            "effectiveDate" => map.next_value_seed(Text::new(&mut this.effective, &key, &this.reading.slips))?,
            "leaseContractLength" => {
                map.next_value_seed(LengthSeed(&mut this.length, &this.reading.slips))?;
            }
            "rates" => map.next_value_seed(Rates { term: &mut this })?,
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    },
    end(this) {
        this.reading.take_slips(this.mark, &this.sku);
        let Some(effective) = Stamp::of_term(&this.effective) else {
            let message = format!("effectiveDate {:?} is no date", this.effective);
            super::fault(this.reading, &this.sku, message);
            return Ok(());
        };
        let place = this.reading.place();
        let Reading { plans, facts, .. } = this.reading;
        if !this.length.duration.is_empty() {
            let given = this.length.text();
            plans.lengths.push((this.sku.clone(), given, place));
        }
        if !this.any_rate {
            plans.bare.push((this.sku.clone(), place));
        }
        for (mut rate, place) in this.early {
            rate.effective = effective;
            plans.rate(&this.sku, rate, place, facts, false);
        }
    }
}

/// How long a plan binds: a number and a unit.
#[derive(Debug, Default)]
struct LeaseLength {
    duration: String,
    unit: String,
}

impl LeaseLength {
    /// As a plan's `purchaseTerm` writes it: `1yr`.
    fn text(&self) -> String {
        let unit = if matches!(self.unit.as_str(), "" | "year") { "yr" } else { &self.unit };
        format!("{}{unit}", self.duration)
    }
}

struct LengthSeed<'a>(&'a mut LeaseLength, &'a Slips);

object! {
    LengthSeed<'_>, "a duration and its unit",
    slips(this) this.1,
    map(this, map, key) {
        match key.as_str() {
            "duration" => map.next_value_seed(Text::new(&mut this.0.duration, &key, this.1).or_count())?,
            "unit" => map.next_value_seed(Text::new(&mut this.0.unit, &key, this.1))?,
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    }
}

struct Rates<'a, 'r> {
    term: &'a mut PlanTerm<'r>,
}

object! {
    Rates<'_, '_>, "an array of rates",
    slips(this) this.term.reading.slips,
    map(this, map, _key) {
        this.other("an object");
        map.next_value::<IgnoredAny>()?;
        return super::seed::skip_map(map);
    },
    seq(this, seq) {
        let PlanTerm { reading, sku, effective, any_rate, early, .. } = this.term;
        let begun = Stamp::parse(effective).filter(|_| !sku.is_empty());
        let mut rate = PlanRate::default();
        loop {
            let mark = reading.slips.mark();
            if seq.next_element_seed(RateSeed(&mut rate, &reading.slips))?.is_none() {
                break;
            }
            *any_rate = true;
            let place = reading.place();
            let mut rate = std::mem::take(&mut rate);
            if reading.take_slips(mark, &rate.sku) {
                continue;
            }
            match begun {
                None => early.push((rate, place)),
                Some(begun) => {
                    rate.effective = begun;
                    let Reading { plans, facts, .. } = &mut **reading;
                    plans.rate(sku, rate, place, facts, false);
                }
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
