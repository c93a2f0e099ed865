//! What a name that no field has was meant to be.

use super::FIELDS;
use crate::terms::nearest;

/// What people call fields, letters and digits only: the words of tables and of charts among them.
const CALLED: [(&str, &str); 16] = [
    ("best", "cheaper"),
    ("breakeven", "breakeven_requests_per_month"),
    ("breakevenrequests", "breakeven_requests_per_month"),
    ("cheapest", "cheaper"),
    ("flips", "breakeven_requests_per_month"),
    ("flipsat", "breakeven_requests_per_month"),
    ("flipsatrequests", "breakeven_requests_per_month"),
    ("growthflip", "flip_month"),
    ("note", "assumptions"),
    ("notes", "assumptions"),
    ("outcome", "cheaper"),
    ("peakuse", "peak_utilization_pct"),
    ("requests", "requests_per_month"),
    ("type", "instance_type"),
    ("verdict", "cheaper"),
    ("winner", "cheaper"),
];

/// The field that a name means: without its unit the one in dollars, what people call it, the nearest one of `others` and all
/// fields.
pub fn meant(name: &str, others: impl IntoIterator<Item = &'static str>) -> Option<&'static str> {
    let names = || FIELDS.iter().map(|field| field.name);
    let in_dollars = || names().find(|field| field.strip_suffix("_usd") == Some(name));
    let called = || {
        let plain: String = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        CALLED.iter().find(|(known, _)| *known == plain).map(|(_, field)| *field)
    };
    in_dollars().or_else(called).or_else(|| nearest(name, names().chain(others)).first().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_of_what_tables_show() {
        for (called, field) in [
            ("saving", "saving_usd"),
            ("Flips at", "breakeven_requests_per_month"),
            ("flips_at", "breakeven_requests_per_month"),
            ("winner", "cheaper"),
            ("lamda_usd", "lambda_usd"),
        ] {
            assert_eq!(meant(called, []), Some(field), "{called}");
        }
        assert_eq!(meant("zebra", []), None);
        assert_eq!(meant("totl.lambda", ["total.lambda"]), Some("total.lambda"));
    }

    #[test]
    fn every_name_leads_to_a_field() {
        for (called, field) in CALLED {
            assert!(super::super::find(field).is_some(), "{called}: {field}");
        }
        assert!(CALLED.is_sorted());
    }
}
