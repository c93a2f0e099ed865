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
    map(this, map, key) {
        match key.as_str() {
            "sku" => map.next_value_seed(Text(&mut this.sku))?,
            "productFamily" => {
                map.next_value_seed(Text(this.reading.attributes.slot(Attribute::Family)))?;
            }
            "attributes" => map.next_value_seed(AttributeMap(this.reading))?,
            _ => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    },
    end(this) {
        let key = if this.key.is_empty() { this.sku.as_str() } else { this.key };
        let place = this.reading.place();
        if key != this.sku && !this.sku.is_empty() {
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
}

impl<'de> serde::de::DeserializeSeed<'de> for One<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.reading.attributes.clear();
        let sku = String::new();
        serde::de::DeserializeSeed::deserialize(Fields { reading: self.reading, key: self.key, sku }, deserializer)
    }
}

/// A product's attributes; those that decide nothing are skipped.
struct AttributeMap<'a>(&'a mut Reading);

object! {
    AttributeMap<'_>, "attributes of a product",
    map(this, map, key) {
        match Attribute::from_json(&key) {
            Some(attribute) => map.next_value_seed(Text(this.0.attributes.slot(attribute)))?,
            None => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    }
}
