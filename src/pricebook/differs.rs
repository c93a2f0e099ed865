//! Facts of a user's own that are not what the embedded book has: most likely in another unit, or mistyped.

use super::rules::Rule;
use super::types::InstanceType;
use crate::units::{Dec, format};

/// How an instance type is described otherwise than the book's of that name, up to the words that name the book.
pub(super) fn of_type(own: &InstanceType, listed: &InstanceType) -> Option<String> {
    let gib = |kind: &InstanceType| kind.memory_mb.ratio(1, 1_024).map_or_else(String::new, format::quantity);
    let baseline = |kind: &InstanceType| match kind.baseline_pct.filter(|_| kind.burstable) {
        Some(pct) => format!("burstable from {} %", format::quantity(pct)),
        None => "not burstable".to_owned(),
    };
    let facts = |kind: &InstanceType| {
        [format!("{} vCPUs", kind.vcpu), format!("{} GiB", gib(kind)), kind.arch.name().to_owned(), baseline(kind)]
    };
    let differ: Vec<(String, String)> =
        facts(own).into_iter().zip(facts(listed)).filter(|(own, listed)| own != listed).collect();
    let side = |side: fn(&(String, String)) -> &str| differ.iter().map(side).collect::<Vec<_>>().join(", ");
    (!differ.is_empty()).then(|| format!("{} is {} here and {}", own.name, side(|both| &both.0), side(|both| &both.1)))
}

/// A rule more than so many times above or below the book's is told.
const MOST_TIMES: u64 = 10;

/// How a rule's value is far from the book's, in a unit that is none of its, or 0 where the other is not, up to the words that name the
/// book.
pub(super) fn of_rule(own: &Rule, listed: &Rule) -> Option<String> {
    let is_far = |(one, other): (Dec, Dec)| {
        let (less, more) = if one < other { (one, other) } else { (other, one) };
        less.times(MOST_TIMES).is_some_and(|most| more > most)
    };
    let is_other = own.both(listed).map_or(own.unit != listed.unit, is_far);
    is_other.then(|| {
        let text = |rule: &Rule| format!("{} {}", rule.value, rule.unit);
        format!("{} {} is {} here and {}", own.service, own.name, text(own), text(listed))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::PriceBook;

    #[test]
    fn what_a_type_is_otherwise_is_told() {
        let book = PriceBook::current().unwrap();
        let (_, listed) = book.instance_type("t3.large").unwrap();
        // 2 vCPUs, 8 GiB, 30 % (AWS, 2026-10-01).
        let own = InstanceType { vcpu: 20, burstable: false, ..listed.clone() };
        let told = of_type(&own, listed).unwrap();
        assert_eq!(told, "t3.large is 20 vCPUs, not burstable here and 2 vCPUs, burstable from 30 %");
        assert_eq!(of_type(listed, listed), None);
    }

    #[test]
    fn a_rule_that_is_far_off_is_told() {
        let rule = |value: &str, unit: &str| Rule {
            service: "lambda".into(),
            name: "billing_increment".into(),
            value: value.into(),
            unit: unit.into(),
            note: String::new(),
            as_of: "2026-11-01".into(),
            source: "me".into(),
        };
        let told = of_rule(&rule("100", "s"), &rule("1", "ms")).unwrap();
        assert_eq!(told, "lambda billing_increment is 100 s here and 1 ms");
        assert!(of_rule(&rule("11", "ms"), &rule("1", "ms")).is_some());
        assert!(of_rule(&rule("0", "ms"), &rule("1", "ms")).is_some());
        assert_eq!(of_rule(&rule("10", "ms"), &rule("1", "ms")), None);
        // 900 s = 900,000 ms; 10 GB = 10,240 MB: the same, whichever of them is the book's.
        assert_eq!(of_rule(&rule("900000", "ms"), &rule("900", "s")), None);
        assert_eq!(of_rule(&rule("10", "GB"), &rule("10240", "MB")), None);
        let told = of_rule(&rule("900", "ms"), &rule("900", "s")).unwrap();
        assert_eq!(told, "lambda billing_increment is 900 ms here and 900 s");
        assert!(of_rule(&rule("10240", "GB"), &rule("10240", "MB")).is_some());
        assert!(of_rule(&rule("900", "min"), &rule("900", "s")).is_some());
    }
}
