//! [`Fleet`]: how many instances run in which minutes of the cycle, and the hours of a month that makes.

use crate::units::{Dec, OrTooLarge, TooLarge};
use smallvec::{SmallVec, smallvec};

/// A fleet over the hours of a cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fleet {
    /// Instances in each hour.
    pub(super) counts: SmallVec<[u64; 1]>,
    /// Minutes of each hour in which they run.
    pub(super) minutes: SmallVec<[u8; 1]>,
    /// Minutes that an added instance runs before it serves; 0 where instances are not added.
    pub(super) lead_min: u32,
    /// Hours of a month.
    pub(super) hours: Dec,
}

/// Instances that run for the same hours of the month: the `first`-th to the `last`-th.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) first: u64,
    pub(super) last: u64,
    /// Hours a month that each of them runs, launch lead included.
    pub(super) hours_each: Dec,
}

const WHAT: &str = "instance-hours";

impl Fleet {
    /// The same number of instances all month.
    pub(super) fn constant(count: u64, hours: Dec) -> Fleet {
        Fleet { counts: smallvec![count], minutes: smallvec![60], lead_min: 0, hours }
    }

    /// `count` in each hour in which the fleet runs, 0 in the others.
    pub(super) fn running_counts(&self, count: u64) -> SmallVec<[u64; 1]> {
        self.minutes.iter().map(|minutes| if *minutes > 0 { count } else { 0 }).collect()
    }

    /// The same fleet with at least `fewest` instances in each hour in which it runs.
    pub(super) fn with_at_least(&self, fewest: u64) -> Fleet {
        let counts = self.counts.iter().zip(self.running_counts(fewest)).map(|(count, fewest)| fewest.max(*count));
        Fleet { counts: counts.collect(), minutes: self.minutes.clone(), ..*self }
    }

    /// How many instances run all month, where their number never changes.
    pub(super) fn constant_count(&self) -> Option<u64> {
        match (&*self.counts, &*self.minutes) {
            ([count], [60]) => Some(*count),
            _ => None,
        }
    }

    /// Most instances at a time.
    pub(super) fn most(&self) -> u64 {
        self.running().map(|(_, count)| count).max().unwrap_or(0)
    }

    /// Fewest instances at a time; 0 for a fleet that is stopped at times.
    pub(super) fn fewest(&self) -> u64 {
        if self.minutes.iter().any(|minutes| *minutes < 60) {
            return 0;
        }
        self.counts.iter().copied().min().unwrap_or(0)
    }

    /// Fewest instances in any hour in which it runs.
    pub(super) fn fewest_running(&self) -> u64 {
        self.running().map(|(_, count)| count).min().unwrap_or(0)
    }

    fn running(&self) -> impl Iterator<Item = (usize, u64)> + '_ {
        self.counts.iter().copied().enumerate().filter(|(hour, _)| self.minutes[*hour] > 0)
    }

    /// Instances added when hour `hour` begins: the last hour is followed by the first.
    pub(super) fn added(&self, hour: usize) -> u64 {
        let before = self.counts[(hour + self.counts.len() - 1) % self.counts.len()];
        self.counts[hour].saturating_sub(before)
    }

    /// Minutes of the cycle times instances, and of them those of launch lead.
    fn instance_minutes(&self) -> Option<(i128, i128)> {
        let (mut serving, mut lead) = (0_i128, 0_i128);
        for (hour, &count) in self.counts.iter().enumerate() {
            let minutes = i128::from(count).checked_mul(i128::from(self.minutes[hour]))?;
            serving = serving.checked_add(minutes)?;
            if self.lead_min > 0 {
                let added = i128::from(self.added(hour)).checked_mul(i128::from(self.lead_min))?;
                lead = lead.checked_add(added)?;
            }
        }
        Some((serving.checked_add(lead)?, lead))
    }

    /// Minutes of the cycle as hours of a month.
    fn monthly(&self, minutes: i128) -> Result<Dec, TooLarge> {
        let cycle_minutes = i128::try_from(self.counts.len()).unwrap_or(i128::MAX).saturating_mul(60);
        self.hours.ratio(minutes, cycle_minutes).or_too_large(WHAT)
    }

    /// Instance-hours of a month, and of them those of launch lead.
    pub(super) fn instance_hours(&self) -> Result<(Dec, Dec), TooLarge> {
        if let Some(count) = self.constant_count() {
            return Ok((self.hours.times(count).or_too_large(WHAT)?, Dec::ZERO));
        }
        let (all, lead) = self.instance_minutes().or_too_large(WHAT)?;
        Ok((self.monthly(all)?, self.monthly(lead)?))
    }

    /// The fleet from its base up: instances that run for the same hours together. The n-th instance runs in the
    /// hours that have n or more.
    pub(super) fn levels(&self) -> Result<Vec<Level>, TooLarge> {
        let mut steps: Vec<u64> = self.counts.iter().copied().filter(|count| *count > 0).collect();
        steps.sort_unstable();
        steps.dedup();
        let mut levels = Vec::with_capacity(steps.len());
        let mut first = 1;
        for last in steps {
            let mut minutes = 0_i128;
            for (hour, &count) in self.counts.iter().enumerate() {
                if count >= last {
                    minutes += i128::from(self.minutes[hour]);
                    if self.lead_min > 0 && count - self.added(hour) < last {
                        minutes += i128::from(self.lead_min);
                    }
                }
            }
            levels.push(Level { first, last, hours_each: self.monthly(minutes)? });
            first = last.saturating_add(1);
        }
        Ok(levels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(counts: &[u64], lead_min: u32) -> Fleet {
        Fleet { counts: counts.into(), minutes: smallvec![60; counts.len()], lead_min, hours: Dec::from_int(720) }
    }

    #[test]
    fn instance_hours_and_launch_lead_by_hand() {
        // 24 hours, 30 times a month: 20 hours of 2 and 4 hours of 5 = 60 instance-hours a day. Three are added once
        // a day, 5 minutes early: 15 instance-minutes a day. 30 x 60 = 1,800 h; 30 x 0.25 = 7.5 h.
        let mut counts = vec![2; 20];
        counts.extend([5; 4]);
        let (hours, lead) = day(&counts, 5).instance_hours().unwrap();
        assert_eq!((hours.to_string(), lead.to_string()), ("1807.5".to_owned(), "7.5".to_owned()));
    }

    #[test]
    fn levels_add_up_to_the_fleet() {
        let mut counts = vec![2; 10];
        counts.extend([5, 5, 3, 3, 9, 2, 2, 2, 4, 4, 4, 4, 3, 3]);
        let fleet = day(&counts, 5);
        let mut sum = Dec::ZERO;
        for level in fleet.levels().unwrap() {
            let width = i128::from(level.last - level.first + 1);
            sum = sum.add(level.hours_each.ratio(width, 1).unwrap()).unwrap();
        }
        assert_eq!(sum, fleet.instance_hours().unwrap().0);
    }

    #[test]
    fn the_last_hour_is_followed_by_the_first() {
        // 1 instance added at hour 0, after hour 23 had 1: 720/24 = 30 launches of 5 minutes.
        let mut counts = vec![1; 24];
        counts[0] = 2;
        assert_eq!(day(&counts, 5).instance_hours().unwrap().1.to_string(), "2.5");
    }
}
