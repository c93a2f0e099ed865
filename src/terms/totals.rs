//! Words by which a line says that it is the total of others.

/// They in small letters, at the end of a label.
const TOTALS: [&str; 8] = ["total", "subtotal", "sum", "summe", "gesamt", "zwischensumme", "somme", "totale"];

/// Whether a label ends in a word for a total.
pub(crate) fn ends_in_total(label: &str) -> bool {
    let last = label.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    TOTALS.iter().any(|word| last.to_lowercase() == *word)
}
