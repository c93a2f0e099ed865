//! Words that several kinds of charts share: the workload, its fleet, prices, assumptions.

use super::Subject;
use crate::analysis::breakeven::{Follower, followers_told};
use crate::analysis::{Comparison, Verdict};
use crate::chart::Role;
use crate::cost::{Assumptions, OptionKey, Warning};
use crate::scenario::{Scaling, Workload};
use crate::terms::{Purchase, clean, cut_in_middle, spoken};
use crate::units::format::{decimals, quantity, slide_count, slide_usd, whole_percent};
use crate::units::{Dec, Usd, format};
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr as _;

impl From<OptionKey> for Role {
    fn from(key: OptionKey) -> Role {
        match key {
            OptionKey::Lambda => Role::Lambda,
            OptionKey::Ec2 => Role::Ec2,
        }
    }
}

impl Subject<'_> {
    /// Where prices are from, for the foot of a picture; `regions` as [`regions`] tells them.
    pub(super) fn prices(&self, regions: &str) -> String {
        let terms = self.settings.brief_price_terms(self.book, self.portfolio);
        if regions.is_empty() { terms } else { format!("{terms} {regions}") }
    }

    pub(super) fn usd(&self, amount: Usd) -> String {
        slide_usd(amount, self.locale)
    }

    pub(super) fn count(&self, count: Dec) -> String {
        slide_count(count, self.locale)
    }

    /// A percentage without decimals; what is less than everything never reads 100.
    pub(super) fn percent(&self, percent: Dec) -> String {
        self.locale.localize(&whole_percent(percent))
    }

    pub(super) fn number(&self, number: Dec, digits: u32) -> String {
        self.locale.localize(&decimals(number, digits))
    }

    /// The title of a picture of one workload: what it finds, after the workload's name where the scenario has others.
    pub(super) fn title(&self, workload: &Workload, finding: String) -> String {
        if self.several { format!("{}: {finding}", spoken(&brief(&name(workload)))) } else { finding }
    }

    /// The workload and what runs it, in one line.
    pub(super) fn about(&self, comparison: &Comparison) -> String {
        [name(&comparison.workload), self.runs(comparison)].join(" · ")
    }

    /// As [`Subject::about`], to go below a [`Subject::title`], which may have said the whole name.
    pub(super) fn about_titled(&self, comparison: &Comparison) -> String {
        let name = name(&comparison.workload);
        if self.several && brief(&name) == name { self.runs(comparison) } else { self.about(comparison) }
    }

    /// What runs the workload.
    fn runs(&self, comparison: &Comparison) -> String {
        let fleet = self.fleet(comparison);
        [self.function(&comparison.workload)].into_iter().chain(fleet).collect::<Vec<String>>().join(" · ")
    }

    /// What an invocation is.
    fn function(&self, workload: &Workload) -> String {
        let number = |value: Dec| self.locale.localize(&quantity(value));
        format!("{} ms at {} MB, {}", number(workload.duration_ms), number(workload.memory_mb), workload.arch.name())
    }

    /// What EC2 runs, where it can, and how much of the demand it does not serve.
    fn fleet(&self, comparison: &Comparison) -> Option<String> {
        let offer = comparison.offer(OptionKey::Ec2)?;
        let fleet = offer.fleet.as_ref()?;
        let number =
            |count: u64| self.locale.localize(&quantity(Dec::from_int(i64::try_from(count).unwrap_or(i64::MAX))));
        let kind = &fleet.instance_type;
        let instances = match fleet.scaling {
            Scaling::PerRun => format!("{kind} per run"),
            _ if fleet.fewest_instances == fleet.peak_instances => format!("{} × {kind}", number(fleet.peak_instances)),
            _ => format!("{}–{} × {kind}", number(fleet.fewest_instances), number(fleet.peak_instances)),
        };
        let purchase = match fleet.purchase {
            Purchase::OnDemand => "on-demand".to_owned(),
            other => other.to_string(),
        };
        let off = offer.warnings.iter().find_map(|warning| match warning {
            Warning::OutsideSchedule { share } => {
                let share = self.locale.localize(&format::percent(Some(*share)));
                Some(format!(", off for {share} of the demand"))
            }
            _ => None,
        });
        Some(format!("EC2: {instances}, {purchase}{}", off.unwrap_or_default()))
    }
}

/// A name in a sentence takes so many letters, half as many of scripts whose letters are wide: the finding is to fit beside it.
const BRIEF: usize = 40;

/// A name as sentences have it: cut in the middle where it is too long.
pub(super) fn brief(name: &str) -> Cow<'_, str> {
    cut_in_middle(name, |name| name.width() <= BRIEF)
}

/// Of longer names no picture shows more than these letters at both ends, and to shape a megabyte of them takes seconds.
const MOST_AT_ENDS: usize = 300;

/// A workload's name, harmless.
pub(super) fn name(workload: &Workload) -> String {
    let name = clean(&workload.name);
    let start = name.char_indices().nth(MOST_AT_ENDS).map(|(at, _)| at);
    let end = name.char_indices().nth_back(MOST_AT_ENDS - 1).map(|(at, _)| at);
    match start.zip(end) {
        Some((start, end)) if start < end => format!("{}…{}", &name[..start], &name[end..]),
        _ => name.into_owned(),
    }
}

/// The regions of workloads as a sentence, each once, in order; a count where there are many.
pub(super) fn regions<'w>(workloads: impl IntoIterator<Item = &'w Workload>) -> String {
    let mut names: Vec<&str> = workloads.into_iter().map(|workload| &*workload.region).collect();
    names.sort_unstable();
    names.dedup();
    match names.as_slice() {
        [] => String::new(),
        [only] => format!("Region: {only}."),
        [_, _] | [_, _, _] | [_, _, _, _] => format!("Regions: {}.", names.join(", ")),
        many => format!("{} regions.", many.len()),
    }
}

/// Warnings and assumptions of a workload, as sentences.
pub(super) fn notes(comparison: &Comparison) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for offer in &comparison.offers {
        for reason in &offer.reasons {
            notes.push(format!("{} is not possible: {reason}.", offer.key.label()));
        }
        for warning in &offer.warnings {
            notes.push(format!("{}: {warning}.", offer.key.label()));
        }
    }
    notes.extend(comparison.reservations());
    notes.extend(comparison.not_taken_told());
    let all = comparison.offers.iter().fold(Assumptions::default(), |all, offer| all.union(offer.assumptions));
    notes.extend(all.iter().map(|assumption| format!("Assumed: {assumption}.")));
    notes
}

/// What moves along as inputs turn, then the notes of the workload.
pub(super) fn turned_notes<'f>(
    comparison: &Comparison,
    followers: impl IntoIterator<Item = &'f Follower>,
) -> Vec<String> {
    moves_along(followers).into_iter().chain(notes(comparison)).collect()
}

/// What moves along as inputs turn, as a sentence.
pub(super) fn moves_along<'f>(followers: impl IntoIterator<Item = &'f Follower>) -> Option<String> {
    let told = followers_told(followers.into_iter().copied());
    told.map(|told| format!("The other inputs stay, but {told}."))
}

/// Notes of many workloads, each once.
pub(super) fn notes_of(comparisons: &[Comparison]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for comparison in comparisons {
        for note in notes(comparison) {
            let note =
                if note.starts_with("Assumed") { note } else { format!("{}: {note}", name(&comparison.workload)) };
            if !all.contains(&note) {
                all.push(note);
            }
        }
    }
    all.truncate(MOST_NOTES);
    all
}

/// More notes than this help nobody who speaks to a slide.
const MOST_NOTES: usize = 24;

/// A verdict in a few words.
pub(super) fn short_verdict(subject: &Subject<'_>, verdict: Verdict) -> String {
    match verdict {
        Verdict::Cheaper { winner, saving, saving_pct, .. } => {
            format!("{} saves {} ({} %)", winner.label(), subject.usd(saving), subject.percent(saving_pct))
        }
        Verdict::Tie => "both cost the same".to_owned(),
        Verdict::OnlyPossible { winner } => format!("only {} is possible", winner.label()),
        Verdict::NonePossible => "neither is possible".to_owned(),
    }
}

/// How often, as running text has it.
pub(super) fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{} times", spelled(more)),
    }
}

/// A small number as a word, as running text has it.
pub(super) fn spelled(count: usize) -> String {
    const WORDS: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use crate::pricebook::PriceBook;
    use crate::scenario;

    #[test]
    fn names_that_no_picture_can_hold_are_cut_in_their_middle() {
        let book = PriceBook::current().unwrap();
        let shown = |name: &str| {
            let csv = format!("name,requests_per_month,duration_ms,memory_mb\n{name},5M,120,512\n");
            super::name(&scenario::read_str(&csv, book.rules()).unwrap().workloads[0])
        };
        // 300 letters at each end.
        let whole = format!("{}{}", "ab".repeat(150), "yz".repeat(150));
        assert_eq!(shown(&whole), whole);
        let long = format!("{}middle{}", "ab".repeat(150), "yz".repeat(150));
        let end = long.len() - 300;
        assert_eq!(shown(&long), format!("{}…{}", &long[..300], &long[end..]));
    }
}
