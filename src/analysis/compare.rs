//! [`Comparison`]: a workload's options side by side.

use super::breakeven::{self, BreakEven, DialError, Question, break_even};
use super::growth::{Growth, growth};
use super::optimize::Change;
use super::uncertainty::{Sampling, Uncertainty, uncertainty};
use super::{Unpriced, Verdict};
use crate::cost::ec2::{NotTaken, RunnerUp, not_taken};
use crate::cost::{Account, Assumptions, Case, CostError, Offer, OptionKey, Reason, Settings, ec2, lambda};
use crate::pricebook::PriceBook;
use crate::scenario::Workload;

/// More workloads than this get break-evens only where they are asked for, and fleets that are not taken too.
pub const MOST_BREAK_EVENS: usize = 100;

/// A workload's options, priced, with the verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The workload.
    pub workload: Box<Workload>,
    /// Its options in the order of [`OptionKey::ALL`].
    pub offers: Vec<Offer>,
    /// Which is cheapest, and by how much.
    pub verdict: Verdict,
    /// Where that changes in volume; `None` where it was not asked for (see [`Comparison::find_break_even`]).
    pub break_even: Option<Box<BreakEven>>,
    /// What is left of the verdict where inputs are ranges; `None` where none is, or it was not asked for (see
    /// [`Comparison::find_uncertainty`]).
    pub uncertainty: Option<Box<Uncertainty>>,
    /// Months of growing demand; `None` where they were not asked for (see [`Comparison::find_growth`]).
    pub growth: Option<Box<Growth>>,
    /// Fleets that would make EC2 the cheaper side and that a search does not take by itself; `None` where they were not asked
    /// for (see [`Comparison::find_not_taken`]).
    pub not_taken: Option<Box<NotTaken>>,
    /// Settings that differ from the workload's, where each side was put at its cheapest.
    pub changes: Vec<Change>,
}

/// Of what EC2 costs as the cheaper side: a fleet that costs little less is not worth a word.
const MOST_TOLD: f64 = 0.9;

impl Comparison {
    /// Prices and their verdict, nothing else asked yet.
    pub(super) fn new(workload: Box<Workload>, offers: Vec<Offer>, verdict: Verdict) -> Comparison {
        Comparison {
            workload,
            offers,
            verdict,
            break_even: None,
            uncertainty: None,
            growth: None,
            not_taken: None,
            changes: Vec::new(),
        }
    }

    /// Whether more was asked than prices: a break-even, ranges, growth, cheapest settings.
    #[must_use]
    pub fn is_enriched(&self) -> bool {
        self.break_even.is_some() || self.uncertainty.is_some() || self.growth.is_some() || !self.changes.is_empty()
    }

    /// Whether fleets that a search does not take by itself could change the verdict, as far as is known without looking.
    #[must_use]
    pub fn may_be_undercut(&self) -> bool {
        self.workload.instance_types.is_empty() && self.verdict.winner() == Some(OptionKey::Lambda)
    }

    /// What all options' bills rest on that the scenario did not give.
    #[must_use]
    pub fn assumptions(&self) -> Assumptions {
        self.offers.iter().fold(Assumptions::default(), |all, offer| all.union(offer.assumptions))
    }

    /// The option of that key.
    #[must_use]
    pub fn offer(&self, key: OptionKey) -> Option<&Offer> {
        // Where it stands unless it was left out.
        let usual = self.offers.get(key as usize).filter(|offer| offer.key == key);
        usual.or_else(|| self.offers.iter().find(|offer| offer.key == key))
    }

    /// Takes an option out, because it cannot be set up as asked.
    ///
    /// # Errors
    /// A difference that is too large.
    pub(super) fn rule_out(&mut self, key: OptionKey, reason: Reason) -> Result<(), CostError> {
        for offer in self.offers.iter_mut().filter(|offer| offer.key == key) {
            offer.bill = None;
            offer.reasons.push(reason.clone());
        }
        self.verdict = Verdict::of(&self.offers)?;
        Ok(())
    }

    /// Samples the workload's ranges, where it has any.
    ///
    /// # Errors
    /// [`Unpriced`] when a price is missing or a figure is too large.
    pub fn find_uncertainty(
        &mut self,
        book: &PriceBook,
        settings: &Settings,
        sampling: Sampling,
    ) -> Result<(), Unpriced> {
        self.uncertainty = self.sampled(book, settings, sampling)?.map(Box::new);
        Ok(())
    }

    /// What is left of its verdict over the workload's ranges; `None` where it has none.
    ///
    /// # Errors
    /// [`Unpriced`] when a price is missing or a figure is too large.
    pub fn sampled(
        &self,
        book: &PriceBook,
        settings: &Settings,
        sampling: Sampling,
    ) -> Result<Option<Uncertainty>, Unpriced> {
        uncertainty(book, &self.workload, settings, sampling)
            .map_err(|error| Unpriced::of_ranges(&self.workload, error))
    }

    /// Prices so many months of growing demand.
    ///
    /// # Errors
    /// [`Unpriced`] when a price is missing or a figure is too large.
    pub fn find_growth(&mut self, book: &PriceBook, settings: &Settings, months: u32) -> Result<(), Unpriced> {
        let found = growth(book, &self.workload, settings, months);
        let found = found.map_err(|error| Unpriced::of_months(book, &self.workload, settings, months, error))?;
        self.growth = Some(Box::new(found));
        Ok(())
    }

    /// Finds fleets of burstable types, larger than their load needs or with surplus CPU credits, that would cost less than Lambda
    /// where EC2 as it is priced does not, or a tenth less than EC2 as it is priced, or still less, where that is the cheaper side.
    ///
    /// # Errors
    /// [`Unpriced`] when a price is missing or a figure is too large.
    pub fn find_not_taken(&mut self, book: &PriceBook, settings: &Settings) -> Result<(), Unpriced> {
        let Some(winner) = self.verdict.winner() else { return Ok(()) };
        let Some(total) = self.offer(winner).and_then(Offer::total) else { return Ok(()) };
        if !self.workload.instance_types.is_empty() {
            self.not_taken = Some(Box::default());
            return Ok(());
        }
        let mut found = match not_taken(book, &self.workload, settings, total) {
            // More than is asked for: the verdict has its figures, and no other fleet would change it.
            Err(CostError::TooLarge(_)) if winner == OptionKey::Ec2 => NotTaken::default(),
            found => found.map_err(|error| Unpriced::new(book, &self.workload, settings, error))?,
        };
        if winner == OptionKey::Ec2 {
            let is_told = |fleet: &RunnerUp| fleet.total.ratio_to(total).is_some_and(|share| share <= MOST_TOLD);
            found = NotTaken { larger: found.larger.filter(is_told), surplus: found.surplus.filter(is_told) };
        }
        self.not_taken = Some(Box::new(found));
        Ok(())
    }

    /// Finds where the verdict changes in volume, as closely and as far as `question` asks.
    ///
    /// # Errors
    /// [`Unpriced`] when a price is missing or a figure is too large.
    pub fn find_break_even(
        &mut self,
        book: &PriceBook,
        settings: &Settings,
        question: Question,
    ) -> Result<(), Unpriced> {
        match break_even(book, &self.workload, settings, question) {
            Ok(found) => {
                self.break_even = Some(Box::new(found));
                Ok(())
            }
            // Volume can be asked of every workload.
            // And where volumes beyond the workload's own cannot be computed, its bills can all the same.
            Err(DialError::Unusable(_) | DialError::Outside { .. } | DialError::Cost(CostError::TooLarge(_))) => Ok(()),
            Err(DialError::Cost(error)) => Err(Unpriced::new(book, &self.workload, settings, error)),
        }
    }
}

/// Prices a workload's options, each on an account of its own.
///
/// # Errors
/// [`Unpriced`] when a price is missing or a figure is too large.
pub fn compare(
    book: &PriceBook,
    workload: impl Into<Box<Workload>>,
    settings: &Settings,
) -> Result<Comparison, Unpriced> {
    let workload = workload.into();
    let offers = || -> Result<(Vec<Offer>, Verdict), CostError> {
        let mut offers = Vec::with_capacity(OptionKey::ALL.len());
        let case = Case::new(book, &workload, settings)?;
        offers.push(lambda::price(&case, &lambda::usage(&case)?, Account::Alone)?);
        offers.push(ec2::price(&case, Account::Alone)?);
        let verdict = Verdict::of(&offers)?;
        Ok((offers, verdict))
    };
    match offers() {
        Ok((offers, verdict)) => Ok(Comparison::new(workload, offers, verdict)),
        Err(error) => Err(Unpriced::new(book, &workload, settings, error)),
    }
}

/// Prices each option of a workload that has settings of its own on each side, such as a memory size that only Lambda
/// knows: `on(key)` is the workload as that option runs it.
///
/// # Errors
/// [`CostError`] when a price is missing or a figure is too large.
pub fn compare_each<'w>(
    book: &PriceBook,
    workload: &Workload,
    on: impl Fn(OptionKey) -> &'w Workload,
    settings: &Settings,
) -> Result<Comparison, CostError> {
    let offer = |key| breakeven::offer(book, on(key), settings, key);
    let offers = OptionKey::ALL.into_iter().map(offer).collect::<Result<Vec<Offer>, CostError>>()?;
    let verdict = Verdict::of(&offers)?;
    Ok(Comparison::new(Box::new(workload.clone()), offers, verdict))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cost::{Bill, ItemKey, Lines};
    use crate::scenario;

    /// Where EC2 is the cheaper side a fleet that is not taken is told from a tenth less on; where Lambda is, from below it on.
    #[test]
    fn fleets_that_are_not_taken_are_told_where_they_matter() {
        let book = PriceBook::current().unwrap();
        let settings = Settings::new(book.rules());
        let found = |rest: &str| {
            let csv = format!(
                "name,requests_per_month,duration_ms,memory_mb,memory_used_mb,cpu_ms,traffic,os_memory_mb,instance_type\nA,{rest}\n"
            );
            let workload = scenario::read_str(&csv, book.rules()).unwrap().workloads.remove(0);
            let mut comparison = compare(&book, workload, &settings).unwrap();
            comparison.find_not_taken(&book, &settings).unwrap();
            let told = comparison.not_taken.as_deref().and_then(NotTaken::cheapest).map(|fleet| fleet.total);
            let total = |key| comparison.offer(key).unwrap().total().unwrap();
            (comparison.verdict.winner(), told, total(OptionKey::Lambda), total(OptionKey::Ec2))
        };
        let mut seen = [false; 3];
        for requests in ["5M", "20M", "35M", "55M", "80M", "120M", "200M"] {
            for os in ["128", "256", "512", "1024"] {
                let (winner, told, lambda, ec2) = found(&format!("{requests},120,1024,300,50,web,{os},"));
                match (winner, told) {
                    (Some(OptionKey::Ec2), Some(told)) => assert!(told.ratio_to(ec2).unwrap() <= 0.9, "{told} {ec2}"),
                    (Some(OptionKey::Lambda), Some(told)) => assert!(told < lambda && lambda < ec2, "{told} {lambda}"),
                    _ => {}
                }
                seen[0] |= winner == Some(OptionKey::Ec2) && told.is_some();
                seen[1] |= winner == Some(OptionKey::Ec2) && told.is_none();
                seen[2] |= winner == Some(OptionKey::Lambda) && told.is_some();
            }
        }
        assert_eq!(seen, [true; 3]);
        // Of a named type nothing is open.
        assert_eq!(found("55M,120,1024,300,50,web,256,m5.large").1, None);
    }

    #[test]
    fn a_bill_without_its_lines_says_the_same() {
        let book = PriceBook::current().unwrap();
        let csv = "name,requests_per_month,duration_ms,memory_mb,response_kb,front_door,purchase,init_ms,log_kb\n\
                   small,1M,100,1024,10,http-api,on-demand,,\nlarge,40B,900,3008,100,alb,ri-3y,900,2\n";
        let kept = Settings::new(book.rules());
        for workload in scenario::read_str(csv, book.rules()).unwrap().workloads {
            let with = |settings| compare(&book, workload.clone(), &settings).unwrap();
            let (with_lines, without) = (with(kept), with(Settings { lines: Lines::Summed, ..kept }));
            assert_eq!(with_lines.verdict, without.verdict);
            for (offer, other) in with_lines.offers.iter().zip(&without.offers) {
                let (bill, other_bill): (&Bill, &Bill) = (offer.bill.as_ref().unwrap(), other.bill.as_ref().unwrap());
                let sum = bill.items().iter().try_fold(crate::units::Usd::ZERO, |sum, item| sum.add(item.amount));
                assert_eq!(sum, Some(other_bill.total()));
                assert!(other_bill.items().is_empty());
                for key in ItemKey::ALL {
                    assert_eq!(bill.items().iter().any(|item| item.key == *key), other_bill.has(*key));
                }
                assert_eq!(offer.assumptions, other.assumptions);
                assert_eq!(offer.fleet, other.fleet);
            }
        }
    }
}
