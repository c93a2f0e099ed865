//! What is known of both options' costs along an input: at steps that were priced, and for certain between two of them.

use crate::cost::CostError;
use crate::units::Usd;

/// Costs of the two options at one step of an input; `None` is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Costs {
    /// Of the first and of the second option, dollars a month.
    pub usd: [Option<Usd>; 2],
    /// For each option, equal at two steps where its bill is a straight line between them; `None` where that is not known.
    pub(super) lines: [Option<u64>; 2],
    /// What instances cost that run all month, how many they are, where the curve makes use of it.
    pub(super) instances: Option<(Usd, u64)>,
}

/// Which of the two options is cheaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The first.
    First,
    /// The second.
    Second,
    /// Both cost the same.
    Tie,
    /// Neither is possible.
    Neither,
}

impl Costs {
    /// Costs of which nothing else is known.
    pub(in crate::analysis) fn of(usd: [Option<Usd>; 2]) -> Costs {
        Costs { usd, lines: [None; 2], instances: None }
    }

    /// Which option is cheaper here; one that is not possible never is.
    #[must_use]
    pub fn side(&self) -> Side {
        match self.usd {
            [None, None] => Side::Neither,
            [Some(_), None] => Side::First,
            [None, Some(_)] => Side::Second,
            [Some(first), Some(second)] if first == second => Side::Tie,
            [Some(first), Some(second)] if first < second => Side::First,
            _ => Side::Second,
        }
    }

    /// First minus second as floats, to guess where it is 0.
    pub(super) fn difference(&self) -> Option<f64> {
        let [Some(first), Some(second)] = self.usd else { return None };
        Some(first.sub(second)?.to_f64())
    }
}

/// Differences below this are taken for what rounding of quantities leaves: far below any price of a request.
const NOISE_USD: f64 = 1e-9;
/// The same, as money: 10^15 steps of 10^-24.
const NOISE: Usd = Usd::from_raw(1_000_000_000_000_000);

/// What is certain of an option's cost everywhere between two steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    /// The least; `None` where it is possible nowhere.
    pub(super) least: Option<Usd>,
    /// The most; `None` where it may not be possible.
    pub(super) most: Option<Usd>,
}

/// Straight lines that an option's cost keeps to between two steps, each by its values at the two.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Between {
    /// The cost lies on it or above.
    pub(super) above: Option<[Usd; 2]>,
    /// The cost lies on it or below.
    pub(super) below: Option<[Usd; 2]>,
}

/// A step and what both options cost there.
pub(super) type Step = (i64, Costs);

/// Costs along the input.
pub(super) trait Curve {
    /// What both options cost at a step.
    fn price(&mut self, step: i64) -> Result<Costs, CostError>;

    /// What is certain of both between two steps that were priced.
    fn bounds(&self, low: &Step, high: &Step) -> [Bounds; 2] {
        ends(&low.1, &high.1)
    }

    /// Straight lines that both keep to between two steps that were priced.
    fn lines(&self, low: &Step, high: &Step) -> [Between; 2] {
        straight_lines(&low.1, &high.1)
    }

    /// How long a price takes, 1 where one type is sized for one demand.
    fn effort(&self) -> u32 {
        1
    }

    /// Says that nothing is asked any more of what lies beside a step.
    fn forget(&mut self, _step: i64) {}

    /// A step between two others at which something begins or ends; `None` where nothing is known of it.
    fn jump(&self, _low: &Step, _high: &Step) -> Option<i64> {
        None
    }
}

/// Bounds of costs that never fall or never rise: those at the ends.
pub(super) fn ends(low: &Costs, high: &Costs) -> [Bounds; 2] {
    [0, 1].map(|at| {
        let (least, most) = between(low.usd[at], high.usd[at]);
        Bounds { least, most }
    })
}

/// The lines between the costs at two steps, where they follow one.
pub(super) fn straight_lines(low: &Costs, high: &Costs) -> [Between; 2] {
    [0, 1].map(|at| match (low.usd[at], high.usd[at]) {
        (Some(one), Some(other)) if low.lines[at].is_some() && low.lines[at] == high.lines[at] => {
            let shifted = |by: fn(Usd, Usd) -> Option<Usd>| Some([by(one, NOISE)?, by(other, NOISE)?]);
            Between { above: shifted(Usd::sub), below: shifted(Usd::add) }
        }
        _ => Between::default(),
    })
}

/// The least and the most of two costs, one that is not possible counting as more than any other.
pub(super) fn between(one: Option<Usd>, other: Option<Usd>) -> (Option<Usd>, Option<Usd>) {
    match (one, other) {
        (Some(one), Some(other)) => (Some(one.min(other)), Some(one.max(other))),
        (one, other) => (one.or(other), None),
    }
}

impl<F: FnMut(i64) -> Result<Costs, CostError>> Curve for F {
    fn price(&mut self, step: i64) -> Result<Costs, CostError> {
        self(step)
    }
}

/// Whether the same option is cheaper everywhere between two steps because both bills are straight lines.
pub(super) fn on_one_line(low: &Costs, high: &Costs) -> bool {
    let clear = |costs: &Costs| costs.difference().is_some_and(|difference| difference.abs() > NOISE_USD);
    are_straight(low, high) && low.side() == high.side() && clear(low) && clear(high)
}

/// Whether both bills are straight lines between two steps.
pub(super) fn are_straight(low: &Costs, high: &Costs) -> bool {
    low.lines == high.lines && low.lines.iter().all(Option::is_some)
}
