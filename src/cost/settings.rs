//! What counts for every workload of a run.

use crate::pricebook::{PriceBook, Rule, Rules};
use crate::terms::clean;
use crate::units::Dec;

/// Which free allowances are taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FreeTier {
    /// Lambda's free requests and on-demand GB-seconds of each month.
    pub compute: bool,
    /// Lambda's free streamed bytes.
    pub streaming: bool,
    /// The free data transfer to the internet.
    pub transfer: bool,
    /// CloudWatch's free logs.
    pub logs: bool,
}

impl FreeTier {
    /// Whether any allowance is taken off.
    #[must_use]
    pub const fn is_any(self) -> bool {
        self.compute || self.streaming || self.transfer || self.logs
    }
}

/// What a bill keeps of its lines: less of them takes less time where bills come by the million and nobody looks at lines.
/// Every line is priced and added all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// All of them.
    Kept,
    /// What tells whether two bills are the same straight line of the demand (see [`Trace`](super::Trace)).
    Traced,
    /// Only their sum.
    Summed,
}

/// What counts for every workload of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Hours of a month.
    pub hours_per_month: Dec,
    /// Free allowances.
    pub free_tier: FreeTier,
    /// Minutes that an instance runs before it serves.
    pub launch_lead_min: u32,
    /// What EC2's hourly rates are multiplied by: 1 for prices as they are, less for "what if EC2 were cheaper".
    pub ec2_price_factor: Dec,
    /// What bills keep of their lines.
    pub lines: Lines,
    /// Whether it is looked for what to change where a figure is too large: that takes long, and nobody reads it of workloads
    /// that are only counted.
    pub remedies: bool,
}

impl Settings {
    /// The book's month, no free tier, five minutes of launch lead, lines kept, and remedies looked for.
    #[must_use]
    pub fn new(rules: &Rules) -> Settings {
        Settings {
            hours_per_month: rules.hours_per_month,
            free_tier: FreeTier::default(),
            launch_lead_min: 5,
            ec2_price_factor: Dec::ONE,
            lines: Lines::Kept,
            remedies: true,
        }
    }

    /// The line that says which prices were used and what counted for every workload, for headings and footers.
    #[must_use]
    pub fn price_terms(&self, book: &PriceBook, portfolio: bool) -> String {
        let names: Vec<String> = book.info().own_files.iter().map(|name| clean(name).into_owned()).collect();
        let own = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
        self.terms(book, portfolio, &own)
    }

    /// As [`price_terms`](Settings::price_terms), without the names of files: for the foot of a picture.
    #[must_use]
    pub fn brief_price_terms(&self, book: &PriceBook, portfolio: bool) -> String {
        self.terms(book, portfolio, "")
    }

    fn terms(&self, book: &PriceBook, portfolio: bool, own_names: &str) -> String {
        let info = book.info();
        let mut text = format!("Prices: {}, as of {}", info.title, info.as_of);
        if let Some(oldest) = info.older_list() {
            text.push_str(&format!(" (the oldest list of {})", clean(oldest)));
        }
        if !info.own_files.is_empty() {
            text.push_str(&format!(", with your own prices over them{own_names}"));
        }
        let mut terms = own_rules(book);
        terms.push(format!("a month is {} hours", self.hours_per_month));
        let free = self.free_tier;
        let names: Vec<&str> = [
            (free.compute, "requests and GB-seconds"),
            (free.streaming, "streaming"),
            (free.transfer, "data transfer"),
            (free.logs, "logs"),
        ]
        .into_iter()
        .filter(|(used, _)| *used)
        .map(|(_, name)| name)
        .collect();
        let of_each = if portfolio { "" } else { " each workload" };
        terms.push(match names.as_slice() {
            [] => "no free tier".to_owned(),
            names => format!("free tier of {} taken off{of_each}", names.join(", ")),
        });
        if portfolio {
            terms.push("one account for all workloads".to_owned());
        }
        format!("{text}; {}.", terms.join("; "))
    }
}

/// Billing rules of the user's own, each with its value: no figure of a bill shows that one moved it.
fn own_rules(book: &PriceBook) -> Vec<String> {
    let told = |rule: &Rule| {
        clean(&format!("your {} {} of {} {}", rule.service, rule.name, rule.value, rule.unit)).into_owned()
    };
    let mut terms: Vec<String> = book.own_rules().take(MOST_RULES).map(told).collect();
    match book.own_rules().count().saturating_sub(MOST_RULES) {
        0 => {}
        more => terms.push(format!("{more} more billing rules of yours")),
    }
    terms
}

/// Own billing rules that are named.
const MOST_RULES: usize = 3;
