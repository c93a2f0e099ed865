//! [`Verdict`]: which option is cheapest and by how much.

use crate::cost::{Offer, OptionKey};
use crate::units::{Dec, OrTooLarge, TooLarge, Usd, format};
use std::fmt;

/// The outcome of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// One option costs less than every other.
    Cheaper {
        /// Which.
        winner: OptionKey,
        /// The next cheapest.
        over: OptionKey,
        /// Dollars a month below the next cheapest.
        saving: Usd,
        /// The saving in percent of the next cheapest.
        saving_pct: Dec,
    },
    /// The cheapest options cost the same to the last digit.
    Tie,
    /// Only one option is possible.
    OnlyPossible {
        /// Which.
        winner: OptionKey,
    },
    /// No option is possible.
    NonePossible,
}

impl Verdict {
    /// What [`key`](Verdict::key) can be.
    pub const KEYS: [&str; OptionKey::ALL.len() + 2] = [OptionKey::Lambda.key(), OptionKey::Ec2.key(), "tie", "none"];

    /// The verdict over options.
    ///
    /// # Errors
    /// [`TooLarge`] when a difference is beyond the range of money.
    pub(super) fn of(offers: &[Offer]) -> Result<Verdict, TooLarge> {
        let mut best: Option<(Usd, OptionKey)> = None;
        let mut second: Option<(Usd, OptionKey)> = None;
        for offer in offers {
            let Some(total) = offer.total() else { continue };
            let this = (total, offer.key);
            if best.is_none_or(|known| total < known.0) {
                second = best;
                best = Some(this);
            } else if second.is_none_or(|known| total < known.0) {
                second = Some(this);
            }
        }
        Ok(match (best, second) {
            (None, _) => Verdict::NonePossible,
            (Some((_, winner)), None) => Verdict::OnlyPossible { winner },
            (Some((low, _)), Some((high, _))) if low == high => Verdict::Tie,
            (Some((low, winner)), Some((high, over))) => Verdict::Cheaper {
                winner,
                over,
                saving: high.sub(low).or_too_large("a saving")?,
                saving_pct: high.sub(low).and_then(|saving| saving.percent_of(high)).or_too_large("a saving")?,
            },
        })
    }

    /// The option to choose; `None` for a tie or where none is possible.
    #[must_use]
    pub fn winner(&self) -> Option<OptionKey> {
        match self {
            Verdict::Cheaper { winner, .. } | Verdict::OnlyPossible { winner } => Some(*winner),
            Verdict::Tie | Verdict::NonePossible => None,
        }
    }

    /// A short, stable name for exports: an option's key, `tie` or `none`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Verdict::Cheaper { winner, .. } | Verdict::OnlyPossible { winner } => winner.key(),
            Verdict::Tie => "tie",
            Verdict::NonePossible => "none",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Cheaper { winner, over, saving, saving_pct } => write!(
                f,
                "{} is cheaper than {}: it saves {} a month ({} %)",
                winner.label(),
                over.label(),
                format::usd(*saving),
                format::one_decimal(*saving_pct)
            ),
            Verdict::Tie => f.write_str("a tie: both cost the same"),
            Verdict::OnlyPossible { winner } => write!(f, "only {} is possible", winner.label()),
            Verdict::NonePossible => f.write_str("neither is possible"),
        }
    }
}
