//! `terms`: by kind, by SKU, by offer term. A Query answer leaves the SKU level out; a Savings Plan list has an array.

use super::Reading;
use super::plans::PlanTerm;
use super::seed::{Text, object};
use super::slips::{Keys, Slips};
use crate::pricebook::import::facts::{PriceText, SkuId};
use crate::pricebook::import::fault::Place;
use crate::pricebook::import::left_out::Reason;
use crate::pricebook::import::purchase;
use crate::terms::Stamp;
use serde::de::IgnoredAny;

/// All terms of a list.
pub(super) struct Terms<'a>(pub(super) &'a mut Reading);

object! {
    Terms<'_>, "terms by kind",
    slips(this) this.0.slips,
    map(this, map, key) {
        let reserved = match key.as_str() {
            "savingsPlan" => {
                map.next_value_seed(Plans(&mut *this.0))?;
                continue;
            }
            "OnDemand" => false,
            "Reserved" => true,
            _ => {
                this.0.facts.left_out.add(Reason::Term, &key);
                this.0.facts.progress.pass_over();
                map.next_value::<IgnoredAny>()?;
                continue;
            }
        };
        map.next_value_seed(Kind { reading: &mut *this.0, reserved, keys: Keys::default() })?;
    }
}

struct Plans<'a>(&'a mut Reading);

object! {
    Plans<'_>, "an array of Savings Plan terms",
    slips(this) this.0.slips,
    map(_this, map, _key) {
        map.next_value::<IgnoredAny>()?;
    },
    seq(this, seq) {
        while seq.next_element_seed(PlanTerm::new(&mut *this.0))?.is_some() {}
    }
}

/// The terms of one kind.
struct Kind<'a> {
    reading: &'a mut Reading,
    reserved: bool,
    /// Those of SKUs that the book knows or may come to know.
    keys: Keys,
}

object! {
    Kind<'_>, "terms by SKU",
    slips(this) this.reading.slips,
    keys(many),
    map(this, map, key) {
        // `SKU.term` in a Query answer, `SKU` in an offer file.
        let (name, is_term) = key.split_once('.').map_or((key.as_str(), false), |(sku, _)| (sku, true));
        let place = this.reading.place();
        let Some(sku) = this.reading.facts.wanted(name, place) else {
            this.reading.facts.progress.pass_over();
            map.next_value::<IgnoredAny>()?;
            continue;
        };
        if !this.keys.is_new(&key) {
            this.reading.facts.fault(Some(sku), place, format!("the terms of {key:?} stand twice, where each stand once"));
        }
        let of = Of { sku, reserved: this.reserved };
        if is_term {
            map.next_value_seed(Term::new(&mut *this.reading, of, name))?;
        } else {
            map.next_value_seed(OfSku { mark: this.reading.slips.mark(), reading: &mut *this.reading, of, name })?;
        }
    }
}

/// Whose terms are read.
#[derive(Clone, Copy)]
struct Of {
    sku: SkuId,
    reserved: bool,
}

/// The terms of one SKU.
struct OfSku<'a> {
    reading: &'a mut Reading,
    of: Of,
    name: &'a str,
    /// Slips from here on are of this SKU.
    mark: usize,
}

object! {
    OfSku<'_>, "terms of a SKU",
    slips(this) this.reading.slips,
    map(this, map, _key) {
        map.next_value_seed(Term::new(&mut *this.reading, this.of, this.name))?;
    },
    end(this) {
        this.reading.take_slips_of(this.mark, this.of.sku);
    }
}

/// One term: its prices wait until all of it is read, as its attributes may stand below them.
struct Term<'a> {
    reading: &'a mut Reading,
    of: Of,
    name: &'a str,
    sku: String,
    effective: String,
    attributes: purchase::TermText,
    prices: Vec<(PriceText, Place)>,
    mark: usize,
}

impl<'a> Term<'a> {
    fn new(reading: &'a mut Reading, of: Of, name: &'a str) -> Term<'a> {
        let (sku, effective, mark) = (String::new(), String::new(), reading.slips.mark());
        let attributes = purchase::TermText::default();
        Term { reading, of, name, sku, effective, attributes, prices: Vec::new(), mark }
    }
}

object! {
    Term<'_>, "a term",
    slips(this) this.reading.slips,
    map(this, map, key) {
        match key.as_str() {
            "sku" => map.next_value_seed(Text::new(&mut this.sku, &key, &this.reading.slips))?,
            "effectiveDate" => map.next_value_seed(Text::new(&mut this.effective, &key, &this.reading.slips))?,
            "offerTermCode" => {
                map.next_value_seed(Text::new(&mut this.attributes.code, &key, &this.reading.slips))?;
            }
            "termAttributes" => {
                map.next_value_seed(TermAttributes(&mut this.attributes, &this.reading.slips))?;
            }
            "priceDimensions" => {
                map.next_value_seed(Dimensions { reading: &mut *this.reading, prices: &mut this.prices })?;
            }
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    },
    end(this) {
        let sku = this.of.sku;
        if this.reading.take_slips_of(this.mark, sku) {
            return Ok(());
        }
        let facts = &mut this.reading.facts;
        let place = Place::Byte(facts.progress.byte());
        if !this.sku.is_empty() && this.sku != this.name {
            facts.fault(Some(sku), place, format!("its term is of SKU {:?}", this.sku));
        }
        let Some(effective) = Stamp::of_term(&this.effective) else {
            facts.fault(Some(sku), place, format!("effective date {:?} is no date", this.effective));
            return Ok(());
        };
        match this.attributes.purchase(this.of.reserved) {
            Ok(purchase) => {
                if this.prices.is_empty() {
                    facts.fault(Some(sku), place, "a term without a price".to_owned());
                }
                for (price, place) in &this.prices {
                    facts.price(sku, purchase, effective, price, *place);
                }
            }
            Err(name) => facts.left_out.add(Reason::Term, &name),
        }
    }
}

struct TermAttributes<'a>(&'a mut purchase::TermText, &'a Slips);

object! {
    TermAttributes<'_>, "attributes of a term",
    slips(this) this.1,
    map(this, map, key) {
        match this.0.slot(&key) {
            Some(slot) => map.next_value_seed(Text::new(slot, &key, this.1))?,
            None => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    }
}

struct Dimensions<'a> {
    reading: &'a mut Reading,
    prices: &'a mut Vec<(PriceText, Place)>,
}

object! {
    Dimensions<'_>, "prices of a term",
    slips(this) this.reading.slips,
    map(this, map, key) {
        let (place, slips) = (this.reading.place(), &this.reading.slips);
        let (mark, mut price) = (slips.mark(), PriceText::default());
        map.next_value_seed(Dimension(&mut price, slips))?;
        slips.within(mark, "price", &key);
        this.prices.push((price, place));
    }
}

struct Dimension<'a>(&'a mut PriceText, &'a Slips);

object! {
    Dimension<'_>, "a price",
    slips(this) this.1,
    map(this, map, key) {
        match key.as_str() {
            "unit" => map.next_value_seed(Text::new(&mut this.0.unit, &key, this.1))?,
            "beginRange" => map.next_value_seed(Text::new(&mut this.0.from, &key, this.1))?,
            "endRange" => map.next_value_seed(Text::new(&mut this.0.to, &key, this.1))?,
            "pricePerUnit" => map.next_value_seed(PerUnit(this.0, this.1))?,
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    }
}

/// A price by currency.
struct PerUnit<'a>(&'a mut PriceText, &'a Slips);

object! {
    PerUnit<'_>, "a price by currency",
    slips(this) this.1,
    map(this, map, key) {
        if key == "USD" {
            map.next_value_seed(Text::new(this.0.usd.get_or_insert_default(), &key, this.1))?;
        } else {
            this.0.other_currency.clone_from(&key);
            map.next_value::<IgnoredAny>()?;
        }
    }
}
