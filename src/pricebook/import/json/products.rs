//! `products`: a map of a service's products by SKU, or an array of Savings Plans.

use super::Reading;
use super::plans::PlanProduct;
use super::seed::{Text, object};
use crate::pricebook::import::attributes::Attribute;
use serde::de::IgnoredAny;

/// All products of a list.
pub(super) struct Products<'a>(pub(super) &'a mut Reading);

object! {
    Products<'_>, "products by SKU, or an array of Savings Plans",
    slips(this) this.0.slips,
    keys(many),
    map(this, map, key) {
        map.next_value_seed(One { reading: &mut *this.0, key: &key })?;
    },
    seq(this, seq) {
        while seq.next_element_seed(PlanProduct::new(&mut *this.0))?.is_some() {}
    }
}

/// One product. Its SKU stands at its key and in itself; a Query answer has no key.
pub(super) struct One<'a> {
    pub(super) reading: &'a mut Reading,
    pub(super) key: &'a str,
}

object! {
    Fields<'_>, "a product",
    slips(this) this.reading.slips,
    map(this, map, key) {
        match key.as_str() {
            "sku" => map.next_value_seed(Text::new(&mut this.sku, &key, &this.reading.slips))?,
            "productFamily" => {
                let Reading { attributes, slips, .. } = &mut *this.reading;
                map.next_value_seed(Text::new(attributes.slot(Attribute::Family), &key, slips))?;
            }
            "attributes" => map.next_value_seed(AttributeMap { reading: &mut *this.reading, seen: 0 })?,
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    },
    end(this) {
        let key = if this.key.is_empty() { this.sku.as_str() } else { this.key };
        let place = this.reading.place();
        if this.reading.take_slips(this.mark, key) {
            return Ok(());
        }
        if !this.key.is_empty() && this.reading.facts.has_product(key) {
            super::fault(this.reading, key, "the product stands twice, where each stands once".to_owned());
        } else if key != this.sku && !this.sku.is_empty() {
            let message = format!("the product calls itself {:?}", this.sku);
            super::fault(this.reading, key, message);
        } else {
            this.reading.facts.product(key, &this.reading.attributes, place);
        }
    }
}

struct Fields<'a> {
    reading: &'a mut Reading,
    key: &'a str,
    sku: String,
    /// Slips from here on are of this product.
    mark: usize,
}

impl<'de> serde::de::DeserializeSeed<'de> for One<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.reading.attributes.clear();
        let (sku, mark) = (String::new(), self.reading.slips.mark());
        let fields = Fields { reading: self.reading, key: self.key, sku, mark };
        serde::de::DeserializeSeed::deserialize(fields, deserializer)
    }
}

/// A product's attributes; those that decide nothing are skipped.
struct AttributeMap<'a> {
    reading: &'a mut Reading,
    /// A bit for each attribute that it has so far.
    seen: u64,
}

const _: () = assert!(Attribute::COUNT <= u64::BITS as usize);

object! {
    AttributeMap<'_>, "attributes of a product",
    slips(this) this.reading.slips,
    keys(many),
    map(this, map, key) {
        match Attribute::from_json(&key) {
            Some(attribute) => {
                let Reading { attributes, slips, .. } = &mut *this.reading;
                let bit = 1 << attribute as u64;
                if this.seen & bit != 0 {
                    slips.twice(&key);
                }
                this.seen |= bit;
                map.next_value_seed(Text::new(attributes.slot(attribute), &key, slips))?;
            }
            None => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    }
}
