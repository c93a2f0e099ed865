//! `terms`: by kind, by SKU, by offer term. A Query answer leaves the SKU level out; a Savings Plan list has an array.

use super::Reading;
use super::plans::PlanTerm;
use super::seed::{Text, object};
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
        map.next_value_seed(Kind { reading: &mut *this.0, reserved })?;
    }
}

struct Plans<'a>(&'a mut Reading);

object! {
    Plans<'_>, "an array of Savings Plan terms",
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
}

object! {
    Kind<'_>, "terms by SKU",
    map(this, map, key) {
        // `SKU.term` in a Query answer, `SKU` in an offer file.
        let (name, is_term) = key.split_once('.').map_or((key.as_str(), false), |(sku, _)| (sku, true));
        let place = this.reading.place();
        let Some(sku) = this.reading.facts.wanted(name, place) else {
            this.reading.facts.progress.pass_over();
            map.next_value::<IgnoredAny>()?;
            continue;
        };
        let of = Of { sku, reserved: this.reserved };
        if is_term {
            map.next_value_seed(Term::new(&mut *this.reading, of, name))?;
        } else {
            map.next_value_seed(OfSku { reading: &mut *this.reading, of, name })?;
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
}

object! {
    OfSku<'_>, "terms of a SKU",
    map(this, map, _key) {
        map.next_value_seed(Term::new(&mut *this.reading, this.of, this.name))?;
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
}

impl<'a> Term<'a> {
    fn new(reading: &'a mut Reading, of: Of, name: &'a str) -> Term<'a> {
        let (sku, effective) = (String::new(), String::new());
        Term { reading, of, name, sku, effective, attributes: purchase::TermText::default(), prices: Vec::new() }
    }
}

object! {
    Term<'_>, "a term",
    map(this, map, key) {
        match key.as_str() {
            "sku" => map.next_value_seed(Text(&mut this.sku))?,
            "effectiveDate" => map.next_value_seed(Text(&mut this.effective))?,
            "offerTermCode" => map.next_value_seed(Text(&mut this.attributes.code))?,
            "termAttributes" => map.next_value_seed(TermAttributes(&mut this.attributes))?,
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
        let facts = &mut this.reading.facts;
        let place = Place::Byte(facts.progress.byte());
        if !this.sku.is_empty() && this.sku != this.name {
            facts.fault(Some(sku), place, format!("its term is of SKU {:?}", this.sku));
        }
        let effective = match Stamp::parse(&this.effective) {
            Some(stamp) => stamp,
            None if this.effective.is_empty() => Stamp::default(),
            None => {
                facts.fault(Some(sku), place, format!("effective date {:?} is no date", this.effective));
                return Ok(());
            }
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

struct TermAttributes<'a>(&'a mut purchase::TermText);

object! {
    TermAttributes<'_>, "attributes of a term",
    map(this, map, key) {
        match this.0.slot(&key) {
            Some(slot) => map.next_value_seed(Text(slot))?,
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
    map(this, map, _key) {
        let place = this.reading.place();
        let mut price = PriceText::default();
        map.next_value_seed(Dimension(&mut price))?;
        this.prices.push((price, place));
    }
}

struct Dimension<'a>(&'a mut PriceText);

object! {
    Dimension<'_>, "a price",
    map(this, map, key) {
        match key.as_str() {
            "unit" => map.next_value_seed(Text(&mut this.0.unit))?,
            "beginRange" => map.next_value_seed(Text(&mut this.0.from))?,
            "endRange" => map.next_value_seed(Text(&mut this.0.to))?,
            "pricePerUnit" => map.next_value_seed(PerUnit(this.0))?,
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    }
}

/// A price by currency.
struct PerUnit<'a>(&'a mut PriceText);

object! {
    PerUnit<'_>, "a price by currency",
    map(this, map, key) {
        if key == "USD" {
            let text = this.0.usd.get_or_insert_default();
            if !text.is_empty() {
                return Err(serde::de::Error::custom("two prices in USD"));
            }
            map.next_value_seed(Text(text))?;
        } else {
            this.0.other_currency.clone_from(&key);
            map.next_value::<IgnoredAny>()?;
        }
    }
}
