//! `--sort` and `--top`: which workloads are shown, in which order.

use super::exit::{Exit, Failure};
use crate::analysis::Comparison;
use crate::analysis::fields::{self, FIELDS, Field, Value};
use crate::report;
use crate::units::Usd;

/// How to order workloads.
pub(crate) struct Order {
    pub(crate) field: &'static Field,
    /// `None`: numbers fall, texts rise.
    descending: Option<bool>,
}

impl Order {
    /// Reads `FIELD`, `FIELD:asc` or `FIELD:desc`.
    ///
    /// # Errors
    /// Wrong usage where there is no such field.
    pub(crate) fn parse(text: &str) -> Result<Order, Failure> {
        let (name, descending) = match text.rsplit_once(':') {
            Some((name, "asc")) => (name, Some(false)),
            Some((name, "desc")) => (name, Some(true)),
            _ => (text, None),
        };
        let signed = name.strip_prefix(['-', '+']).filter(|name| fields::find(name).is_some());
        if let Some(name) = signed {
            let hint = format!("write {name}:desc for the largest first, {name}:asc for the smallest");
            return Err(Failure::new(Exit::Usage, format_args!("--sort {text}: a field has no sign; {hint}")));
        }
        if fields::OF_RUN.contains(&name) {
            let why = "it is the same for every workload and orders none";
            return Err(Failure::new(Exit::Usage, format_args!("--sort {name}: {why}")));
        }
        let field = fields::find(name).ok_or_else(|| {
            let names = || FIELDS.iter().map(|field| field.name);
            let near = fields::meant(name, []);
            let hint = match near {
                Some(near) => format!("did you mean {near}?"),
                None => format!("the fields are {}", names().collect::<Vec<_>>().join(", ")),
            };
            let is_field = |(name, _): &(&str, &str)| fields::find(name).is_some();
            if let Some((name, order)) = name.rsplit_once(':').filter(is_field) {
                let order = report::clean(order);
                return Failure::new(
                    Exit::Usage,
                    format_args!("--sort {name}:{order}: the order is asc or desc, as in {name}:desc"),
                );
            }
            let name = report::clean(name);
            Failure::new(Exit::Usage, format_args!("--sort {name}: there is no such field; {hint}"))
        })?;
        Ok(Order { field, descending })
    }
}

/// The field by which workloads are ordered where nothing else is asked and not all are shown.
const SAVING: &str = "saving_usd";

/// What a workload has in that field.
pub(crate) fn saving(comparison: &Comparison) -> Option<Usd> {
    match fields::find(SAVING).map(|field| (field.value)(comparison)) {
        Some(Value::Money(saving)) => Some(saving),
        _ => None,
    }
}

/// Sorts and cuts; equal workloads keep the order of the file, empty values come last.
pub(crate) fn arrange(mut comparisons: Vec<Comparison>, order: Option<&Order>, top: Option<usize>) -> Vec<Comparison> {
    let by_saving = || fields::find(SAVING).map(|field| Order { field, descending: Some(true) });
    let fallback = if order.is_none() && top.is_some() { by_saving() } else { None };
    if let Some(order) = order.or(fallback.as_ref()) {
        comparisons.sort_by(|a, b| {
            use std::cmp::Ordering;
            let (left, right) = ((order.field.value)(a), (order.field.value)(b));
            let (ordering, falls) = match (left, right) {
                (Value::Empty, Value::Empty) => return Ordering::Equal,
                (Value::Empty, _) => return Ordering::Greater,
                (_, Value::Empty) => return Ordering::Less,
                (Value::Money(a), Value::Money(b)) => (a.cmp(&b), true),
                (Value::Number(a), Value::Number(b)) => (a.cmp(&b), true),
                (Value::Flag(a), Value::Flag(b)) => (a.cmp(&b), false),
                (left, right) => (left.text().cmp(&right.text()), false),
            };
            if order.descending.unwrap_or(falls) { ordering.reverse() } else { ordering }
        });
    }
    if let Some(top) = top {
        comparisons.truncate(top);
    }
    comparisons
}
