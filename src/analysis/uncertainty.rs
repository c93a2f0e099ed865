//! Uncertainty: what is left of a verdict when inputs are ranges.
//!
//! The possible inputs are sampled with a scrambled Sobol sequence (Owen scrambling after Burley, 2020), which covers
//! them evenly. A range without a likely value is uniform, one with a likely value triangular; ranges are independent of
//! each other. The samples are drawn in [`BATCHES`] independent batches: how much those differ is the sampling error.

use super::breakeven;
use crate::cost::{CostError, Lines, OptionKey, Settings};
use crate::pricebook::PriceBook;
use crate::scenario::{Context, InputRange, Workload, with_values};
use crate::units::{Dec, Usd, format};

/// How the possible inputs are sampled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sampling {
    /// How many are drawn.
    pub samples: u32,
    /// The same seed draws the same.
    pub seed: u32,
}

impl Default for Sampling {
    /// 10,000 samples, seed 1.
    fn default() -> Sampling {
        Sampling { samples: 10_000, seed: 1 }
    }
}

/// Independent batches of samples.
pub const BATCHES: u32 = 16;

/// The most samples: a batch of the sequence has 65,536 points.
pub const MOST_SAMPLES: u32 = BATCHES << 16;

/// An option wins clearly where it is the cheaper one in at least this share of the possible inputs.
pub const CLEAR_SHARE: f64 = 0.75;

/// What one option costs over the possible inputs, dollars a month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Which.
    pub key: OptionKey,
    /// In one sample of twenty it costs less.
    pub p5: Usd,
    /// In half of the samples it costs less.
    pub median: Usd,
    /// In one sample of twenty it costs more.
    pub p95: Usd,
    /// The most that choosing it costs above the cheaper option in any sample.
    pub worst_regret: Usd,
    /// Share of the samples in which it is possible.
    pub possible: f64,
}

/// What is left of a verdict over the possible inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertainty {
    /// The inputs that are ranges.
    pub ranges: Vec<InputRange>,
    /// How they were sampled.
    pub sampling: Sampling,
    /// Samples that make sense together; a range may hold values that do not go with those of another one.
    pub used: u32,
    /// Share of the samples in which Lambda and in which EC2 is the cheaper one.
    pub wins: [f64; 2],
    /// Standard error of those shares, from the batches.
    pub standard_error: f64,
    /// Half of the samples save more than this by the option that wins more often; below 0 where it usually costs more.
    pub median_saving: Option<Usd>,
    /// What each option costs; only options that are possible in some sample.
    pub spreads: Vec<Spread>,
}

impl Uncertainty {
    /// The option that wins more often; `None` where both win as often.
    #[must_use]
    pub fn leader(&self) -> Option<OptionKey> {
        let [lambda, ec2] = self.wins;
        match lambda.total_cmp(&ec2) {
            std::cmp::Ordering::Greater => Some(OptionKey::Lambda),
            std::cmp::Ordering::Less => Some(OptionKey::Ec2),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// Whether the leading option wins often enough to be called the winner, sampling error counted.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.wins[0].max(self.wins[1]) - 2.0 * self.standard_error >= CLEAR_SHARE
    }

    /// Who is cheaper how often, in words that go on a sentence.
    #[must_use]
    pub fn told(&self) -> String {
        let share = |key| format::percent(Some(self.wins[usize::from(key == OptionKey::Ec2)]));
        match self.leader() {
            Some(leader) if self.is_clear() => {
                format!("{} is cheaper in {} of the possible inputs", leader.label(), share(leader))
            }
            Some(leader) => {
                let (leader, share) = (leader.label(), share(leader));
                format!("there is no clear winner: {leader} is cheaper in {share} of the possible inputs")
            }
            None => "there is no clear winner: both are cheaper as often".to_owned(),
        }
    }

    /// The values that costs beside it stand on, in words.
    #[must_use]
    pub fn stands_on(&self) -> &'static str {
        stands_on(&self.ranges)
    }

    /// What an option costs over the possible inputs.
    #[must_use]
    pub fn spread(&self, key: OptionKey) -> Option<&Spread> {
        self.spreads.iter().find(|spread| spread.key == key)
    }

    /// Whether an option is possible at every sampled input.
    #[must_use]
    pub fn is_always_possible(&self, key: OptionKey) -> bool {
        self.spread(key).is_some_and(|spread| spread.possible >= 1.0)
    }
}

/// The single values that figures stand on where inputs are such ranges, in words.
#[must_use]
pub fn stands_on<'r>(ranges: impl IntoIterator<Item = &'r InputRange>) -> &'static str {
    match ranges.into_iter().all(|range| range.likely.is_some()) {
        true => "the likely values",
        false => "the likely values, or halfway,",
    }
}

/// Samples a workload's ranges; `None` where it has none.
///
/// # Errors
/// [`CostError`] when a price is missing or a figure is too large.
pub fn uncertainty(
    book: &PriceBook,
    workload: &Workload,
    settings: &Settings,
    sampling: Sampling,
) -> Result<Option<Uncertainty>, CostError> {
    if workload.ranges.is_empty() {
        return Ok(None);
    }
    let context = Context { hours_per_month: settings.hours_per_month, ..Context::new(book.rules()) };
    let settings = &Settings { lines: Lines::Summed, ..*settings };
    let each = sampling.samples.clamp(1, MOST_SAMPLES).div_ceil(BATCHES);
    let mut samples: Vec<[Option<Usd>; 2]> = Vec::with_capacity((each * BATCHES) as usize);
    let mut batches: Vec<[f64; 2]> = Vec::with_capacity(BATCHES as usize);
    for batch in 0..BATCHES {
        let first = samples.len();
        for index in 0..each {
            let values = draw(&workload.ranges, index, sampling.seed, batch);
            let cells: Vec<(usize, &str)> =
                workload.ranges.iter().zip(&values).map(|(range, text)| (range.column, text.as_str())).collect();
            // Values that do not go together, such as more CPU work than the duration holds, are not possible inputs.
            let Ok(sample) = with_values(workload, &cells, &context) else { continue };
            let mut usd = [None; 2];
            for (key, total) in OptionKey::ALL.into_iter().zip(&mut usd) {
                *total = breakeven::offer(book, &sample, settings, key)?.total();
            }
            samples.push(usd);
        }
        batches.push(shares(&samples[first..]));
    }
    let wins = shares(&samples);
    let mean = batches.iter().map(|batch| batch[0]).sum::<f64>() / f64::from(BATCHES);
    let variance =
        batches.iter().map(|batch| (batch[0] - mean) * (batch[0] - mean)).sum::<f64>() / f64::from(BATCHES - 1);
    let spreads = OptionKey::ALL.into_iter().enumerate().filter_map(|(at, key)| spread(key, at, &samples)).collect();
    let mut found = Uncertainty {
        ranges: workload.ranges.clone(),
        sampling: Sampling { samples: each * BATCHES, ..sampling },
        used: u32::try_from(samples.len()).unwrap_or(u32::MAX),
        wins,
        standard_error: (variance / f64::from(BATCHES)).sqrt(),
        median_saving: None,
        spreads,
    };
    found.median_saving = found.leader().and_then(|leader| median_saving(leader, &samples));
    Ok(Some(found))
}

/// The values of one sample, as cells hold them.
fn draw(ranges: &[InputRange], index: u32, seed: u32, batch: u32) -> Vec<String> {
    // Seeds of batches lie far apart, whatever the seed: the scrambling hashes them anyway.
    let seed = seed.wrapping_mul(0x9e37_79b9).wrapping_add(batch);
    let value = |(dimension, range): (u32, &InputRange)| {
        let share = f64::from(sobol_burley::sample(index, dimension, seed));
        let (low, high) = (range.low.to_f64(), range.high.to_f64());
        let value = match range.likely.map(Dec::to_f64) {
            None => low + share * (high - low),
            // The inverse of a triangular distribution.
            Some(likely) => {
                let turn = (likely - low) / (high - low);
                if share < turn {
                    low + (share * (high - low) * (likely - low)).sqrt()
                } else {
                    high - ((1.0 - share) * (high - low) * (high - likely)).sqrt()
                }
            }
        };
        let value = Dec::from_rounded(value, if range.whole { 0 } else { 6 });
        // Between two numbers that could be computed every number can be.
        let value = value.unwrap_or(range.low);
        value.max(range.low).min(range.high).to_string()
    };
    (0..).zip(ranges).map(value).collect()
}

/// Share of samples in which each option is the cheaper one.
fn shares(samples: &[[Option<Usd>; 2]]) -> [f64; 2] {
    let count = |wins: fn(&[Option<Usd>; 2]) -> bool| {
        let wins = samples.iter().filter(|sample| wins(sample)).count();
        if samples.is_empty() { 0.0 } else { wins as f64 / samples.len() as f64 }
    };
    let lambda = count(|[lambda, ec2]| match (lambda, ec2) {
        (Some(lambda), Some(ec2)) => lambda < ec2,
        (lambda, _) => lambda.is_some(),
    });
    let ec2 = count(|[lambda, ec2]| match (lambda, ec2) {
        (Some(lambda), Some(ec2)) => ec2 < lambda,
        (_, ec2) => ec2.is_some(),
    });
    [lambda, ec2]
}

/// The value that a share of sorted values is below.
fn quantile(sorted: &[Usd], share: f64) -> Option<Usd> {
    let at = (share * (sorted.len().saturating_sub(1)) as f64).round() as usize;
    sorted.get(at).copied()
}

fn spread(key: OptionKey, at: usize, samples: &[[Option<Usd>; 2]]) -> Option<Spread> {
    let mut costs: Vec<Usd> = samples.iter().filter_map(|sample| sample[at]).collect();
    costs.sort_unstable();
    let regrets = samples.iter().filter_map(|sample| sample[at]?.sub(sample[1 - at]?));
    Some(Spread {
        key,
        p5: quantile(&costs, 0.05)?,
        median: quantile(&costs, 0.5)?,
        p95: quantile(&costs, 0.95)?,
        worst_regret: regrets.max().unwrap_or(Usd::ZERO).max(Usd::ZERO),
        possible: costs.len() as f64 / samples.len() as f64,
    })
}

/// What the option that wins more often saves over the other one, in half of the samples more.
fn median_saving(leader: OptionKey, samples: &[[Option<Usd>; 2]]) -> Option<Usd> {
    let at = usize::from(leader == OptionKey::Ec2);
    let mut savings: Vec<Usd> = samples.iter().filter_map(|sample| sample[1 - at]?.sub(sample[at]?)).collect();
    savings.sort_unstable();
    quantile(&savings, 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario;

    fn found(row: &str, sampling: Sampling) -> Uncertainty {
        let book = PriceBook::current().unwrap();
        let csv =
            format!("name,requests_per_month,duration_ms,memory_mb,instance_type,instance_count,invocation\n{row}\n");
        let workload = scenario::read_str(&csv, book.rules()).unwrap().workloads.remove(0);
        uncertainty(&book, &workload, &Settings::new(book.rules()), sampling).unwrap().unwrap()
    }

    #[test]
    fn a_uniform_volume_wins_in_proportion_to_its_break_even() {
        // Lambda to 38,399,931 requests a month (see the break-even of the same workload). Of 20 M to 60 M that is
        // (38.399931 - 20) / 40 = 46.0 %. Lambda costs $0.00000186667 a request: its median is at 40 M, $74.6668; in
        // one of twenty it costs less than at 22 M, $41.0667; EC2 costs $71.68 throughout. Choosing Lambda costs at
        // most 60 M x 0.00000186667 - 71.68 = 40.3202 too much, EC2 at most 71.68 - 20 M x 0.00000186667 = 34.3466.
        let found = found("A,20M..60M,100,1024,m5.large,1,async", Sampling::default());
        assert!((found.wins[0] - 0.46).abs() < 0.002, "{:?}", found.wins);
        assert!(found.standard_error < 0.002, "{}", found.standard_error);
        assert_eq!(found.leader(), Some(OptionKey::Ec2));
        assert!(!found.is_clear());
        let lambda = found.spread(OptionKey::Lambda).unwrap();
        let near = |usd: Usd, expected: f64| assert!((usd.to_f64() / expected - 1.0).abs() < 0.002, "{usd} {expected}");
        near(lambda.median, 74.6668);
        near(lambda.p5, 41.0667);
        near(lambda.worst_regret, 40.3202);
        let ec2 = found.spread(OptionKey::Ec2).unwrap();
        assert_eq!(ec2.median.to_string(), "71.68");
        near(ec2.worst_regret, 34.3466);
        // Half of the samples save more than at 40 M: 74.6668 - 71.68 = 2.9868.
        assert!((found.median_saving.unwrap().to_f64() - 2.9868).abs() < 0.05);
    }

    #[test]
    fn a_likely_value_makes_it_a_triangle() {
        // Low 20 M, likely 20 M, high 60 M: the share below x is 1 - ((60 - x) / 40)^2; at 38.399931 that is
        // 1 - 0.54^2 = 70.8 %.
        let found = found("A,20M..20M..60M,100,1024,m5.large,1,async", Sampling::default());
        assert!((found.wins[0] - 0.7084).abs() < 0.003, "{:?}", found.wins);
    }

    #[test]
    fn the_same_seed_finds_the_same_and_another_one_nearly_the_same() {
        let row = "A,20M..60M,50..200,1024,m5.large,1,async";
        let with = |seed: u32| found(row, Sampling { samples: 2_000, seed });
        assert_eq!(with(1), with(1));
        let (one, two) = (with(1), with(2));
        assert_ne!(one, two);
        assert!((one.wins[0] - two.wins[0]).abs() < 6.0 * one.standard_error.max(two.standard_error) + 1e-3);
    }
}
