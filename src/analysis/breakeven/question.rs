//! [`Question`]: what is asked of a break-even.

use super::Dial;
use crate::analysis::sweep::Spread;
use crate::cost::OptionKey;
use crate::units::Dec;

/// What is asked: which input, between which options, in which range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The input that is turned.
    pub dial: Dial,
    /// The two options.
    pub between: [OptionKey; 2],
    /// Where the range begins; the dial's own range where it is not given.
    pub from: Option<Dec>,
    /// Where it ends.
    pub to: Option<Dec>,
    /// How closely a range is looked at where costs are not certain to be monotonic: steps, spread evenly by ratio.
    pub looks: u32,
    /// Which changes are asked for.
    pub extent: Extent,
}

/// Which changes in a range are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of them.
    Every,
    /// The one that is [nearest](super::BreakEven::nearest) to where the workload stands: the intervals of the answer end where
    /// no nearer one is possible, and it tells no margin.
    Nearest,
    /// Those that a picture of the range shows whose axis is spread so: ends of intervals may be off by 1/[`PICTURE`] of it, two
    /// changes that are nearer to each other may be left out, and it tells no margin.
    Drawn(Spread),
}

/// The parts of an axis that a picture has room for: the largest have 3,840 pixels across.
pub const PICTURE: u32 = 4_000;

impl Question {
    /// The break-even in volume between Lambda and EC2 over the whole range.
    pub const VOLUME: Question = Question {
        dial: Dial::Requests,
        between: [OptionKey::Lambda, OptionKey::Ec2],
        from: None,
        to: None,
        looks: 2_000,
        extent: Extent::Every,
    };

    /// What a table of many workloads asks: the nearest change in volume. Searches of all types are looked at as closely.
    pub const GLANCE: Question = Question { looks: 200, extent: Extent::Nearest, ..Question::VOLUME };
}
