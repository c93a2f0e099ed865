//! [`Summary`]: all workloads of a run in a table, as data.

use super::Role;

/// What the first slide of a deck says.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The verdict, as a sentence without a full stop.
    pub title: String,
    /// The sums, or the only workload and its fleet.
    pub subtitle: String,
    /// Where the prices are from: book, date, region.
    pub prices: String,
    /// What to know besides: assumptions and warnings, sentences.
    pub notes: Vec<String>,
    /// The largest saving first.
    pub rows: Vec<SummaryRow>,
    /// What is not shown, and what stands against the verdicts.
    pub foot: String,
}

/// A workload in a table.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryRow {
    /// Its name.
    pub name: String,
    /// What Lambda and EC2 cost a month, in words.
    pub costs: [String; 2],
    /// Who is cheaper, in a word.
    pub cheaper: String,
    /// Who is to be chosen; `None` for a tie or where neither is possible.
    pub winner: Option<Role>,
    /// What that saves a month, in words; empty where there is nothing to compare.
    pub saving: String,
    /// The saving as a share, in words.
    pub percent: String,
    /// The nearest volume at which another option is cheaper, in words.
    pub flips_at: String,
}
