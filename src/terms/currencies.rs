//! Currencies other than the US dollar, in which no price of a book is.

/// Their signs, before or behind an amount.
pub(crate) const CURRENCY_SIGNS: [char; 14] = ['€', '£', '¥', '₩', '₹', '₽', '₺', '₴', '₪', '₫', '₱', '円', '元', '원'];

/// Codes of those that prices are often in, and words for them, in small letters.
pub(crate) const CURRENCIES: [&str; 23] = [
    "eur", "euro", "euros", "gbp", "jpy", "krw", "inr", "cny", "aud", "cad", "brl", "chf", "sek", "nok", "dkk", "pln",
    "czk", "huf", "ils", "mxn", "nzd", "sgd", "zar",
];
