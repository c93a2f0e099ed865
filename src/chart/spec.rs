//! [`Chart`]: what a picture says, as data. Drawings, slides and characters are all made from it.

use super::Kind;
use crate::units::{Locale, format};

/// A finished chart, before anything is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Its kind.
    pub kind: Kind,
    /// The workload it is about; `None` for one of all workloads.
    pub workload: Option<String>,
    /// The finding, as a sentence without a full stop.
    pub title: String,
    /// What it is about: the workload, its function, the fleet.
    pub subtitle: String,
    /// Where the prices are from: book, date, region.
    pub prices: String,
    /// What stands against the verdict, at the foot; empty where nothing does, or where the body has it.
    pub foot: String,
    /// What to know besides: assumptions and warnings, sentences.
    pub notes: Vec<String>,
    /// The picture.
    pub body: Body,
}

/// The forms that a picture can have.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Lines over a shared horizontal axis, one panel above the other.
    Panels(Panels),
    /// Horizontal bars, by group.
    Bars(Bars),
    /// Stacked columns, by group.
    Stacks(Stacks),
    /// Areas over two inputs.
    Map(Map),
    /// Bars around a middle, the longest on top.
    Tornado(Tornado),
}

/// Whose a line, a bar or an area is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// AWS Lambda.
    Lambda,
    /// A fleet of EC2 instances.
    Ec2,
    /// Neither: demand, a duration.
    Neutral,
}

/// How values become places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Evenly by difference.
    Linear,
    /// Evenly by ratio; every value is above 0.
    Log,
}

/// What an axis counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// US dollars.
    Usd,
    /// A count that may be large, in short form.
    Count,
    /// Any other number, in full.
    Number,
}

impl Unit {
    /// A value in short form, such as `$1k` or `10M`.
    #[must_use]
    pub fn label(self, value: f64, locale: Locale) -> String {
        match self {
            Unit::Usd => format::short_usd(value, locale),
            Unit::Count => locale.localize(&format::short_count(value)),
            Unit::Number => locale.localize(&format::float(value, if value.abs() < 0.01 { 12 } else { 6 })),
        }
    }

    /// A value with all of its digits, such as `$1,000` or `45,392,000`: for places that read the same in short form.
    #[must_use]
    pub fn full_label(self, value: f64, locale: Locale) -> String {
        let digits = locale.localize(&format::float(value.abs(), 6));
        let sign = if value < 0.0 { "-" } else { "" };
        if self == Unit::Usd { format!("{sign}${digits}") } else { format!("{sign}{digits}") }
    }
}

/// An axis: what it counts, from where to where.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// What it shows, with the unit.
    pub title: String,
    /// How values become places.
    pub scale: Scale,
    /// The value at its beginning.
    pub from: f64,
    /// The value at its end, above `from`.
    pub to: f64,
    /// What it counts.
    pub unit: Unit,
    /// Places with labels of their own, where round numbers do not serve.
    pub ticks: Option<Vec<(f64, String)>>,
}

/// Lines over a shared horizontal axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Panels {
    /// The axis that all panels share.
    pub x: Axis,
    /// From the top down, at least one.
    pub panels: Vec<Panel>,
    /// Values of `x` at which something is to be seen, in every panel.
    pub own: Option<Own>,
}

/// Where the workload itself stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Own {
    /// Its value on the horizontal axis.
    pub x: f64,
    /// In words, such as `Checkout API: 50M`.
    pub label: String,
}

/// One panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// The vertical axis.
    pub y: Axis,
    /// Its lines.
    pub series: Vec<Series>,
    /// Places where the cheaper option changes, in order; of memory the cheapest size.
    pub crossings: Vec<Crossing>,
}

/// A line of straight pieces, with gaps where there is nothing to show.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name, which stands beside it.
    pub name: String,
    /// Whose it is.
    pub role: Role,
    /// Pieces of `(x, y)`, each of at least one point, in order of `x`; equal `x` make a step.
    pub pieces: Vec<Vec<(f64, f64)>>,
}

/// A place where two lines cross, or one of them jumps past the other; or several such places that are too near each other
/// to be told apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Crossing {
    /// Its value on the horizontal axis.
    pub x: f64,
    /// Its value on the vertical axis; `None` where a line ends and the other goes on.
    pub y: Option<f64>,
    /// The last one of several, as `x` and `y` are the first one's; `None` where it is one place.
    pub to: Option<(f64, Option<f64>)>,
    /// In words, such as `Break-even 129.2M`.
    pub label: String,
    /// More words, such as `both $148`.
    pub detail: String,
}

impl Crossing {
    /// Its place, or the first and the last one of several.
    pub(super) fn ends(&self) -> impl Iterator<Item = (f64, Option<f64>)> {
        std::iter::once((self.x, self.y)).chain(self.to)
    }
}

/// Horizontal bars, by group.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// The axis of their lengths.
    pub axis: Axis,
    /// From the top down.
    pub groups: Vec<BarGroup>,
    /// What is not shown, in words; empty where everything is.
    pub left_out: String,
}

/// Bars of one workload.
#[derive(Debug, Clone, PartialEq)]
pub struct BarGroup {
    /// The workload's name.
    pub name: String,
    /// The verdict in a few words.
    pub verdict: String,
    /// Its bars, one an option.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// The option.
    pub role: Role,
    /// The option's name.
    pub name: &'static str,
    /// Its length; `None` where the option is not possible.
    pub value: Option<f64>,
    /// The length in words.
    pub shown: String,
    /// Whether it is the one to choose.
    pub wins: bool,
}

/// Stacked columns, by group.
#[derive(Debug, Clone, PartialEq)]
pub struct Stacks {
    /// The axis of their heights.
    pub axis: Axis,
    /// What the segments are, from the bottom up.
    pub parts: Vec<Part>,
    /// From the left.
    pub groups: Vec<StackGroup>,
    /// What is not shown, in words; empty where everything is.
    pub left_out: String,
}

/// What a segment is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name in the legend.
    pub name: &'static str,
    /// Whose colors it takes.
    pub role: Role,
    /// Which shade of them, from 0, the strongest.
    pub shade: usize,
}

impl Part {
    /// Its name on a column of an option, whose own name stands below.
    pub(super) fn name_on(&self, option: &str) -> &'static str {
        self.name.strip_prefix(option).unwrap_or(self.name).trim_start()
    }
}

/// Columns of one workload.
#[derive(Debug, Clone, PartialEq)]
pub struct StackGroup {
    /// The workload's name.
    pub name: String,
    /// Its columns, one an option.
    pub columns: Vec<Column>,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The option's name.
    pub name: &'static str,
    /// A height for each part; empty where the option is not possible.
    pub heights: Vec<f64>,
    /// The whole height in words.
    pub shown: String,
}

/// Who is cheaper over two inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// From the bottom up, without gaps.
    pub rows: Vec<MapRow>,
    /// Where the workload itself stands; at the edge that is nearest to it where that is outside, which the words say.
    pub own: (f64, f64),
    /// The workload's place in words.
    pub own_label: String,
    /// What lies in the areas, for those that are there.
    pub areas: Vec<(Area, &'static str)>,
}

/// Who is cheaper at one value of the vertical axis, which stands for all from `from` to `to`.
#[derive(Debug, Clone, PartialEq)]
pub struct MapRow {
    /// The value that was asked about.
    pub at: f64,
    /// Where the row begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// `(from, to, who)` on the horizontal axis, in order, without gaps.
    pub spans: Vec<(f64, f64, Area)>,
}

/// Who is cheaper somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Area {
    /// Lambda.
    Lambda,
    /// EC2.
    Ec2,
    /// Both cost the same.
    Tie,
    /// Neither is possible.
    Neither,
}

/// How far each input moves a difference.
#[derive(Debug, Clone, PartialEq)]
pub struct Tornado {
    /// The axis of the difference.
    pub axis: Axis,
    /// The difference as things are.
    pub base: f64,
    /// That difference in words.
    pub base_label: String,
    /// From the top down.
    pub bars: Vec<TornadoBar>,
    /// What is not shown, in words; empty where everything is.
    pub left_out: String,
}

impl Tornado {
    /// Which option is cheaper below and above zero: in the longest words that fit into their room, where any do.
    pub(super) fn side_words(below: f64, above: f64, width: impl Fn(&str) -> f64) -> [(Role, Option<&'static str>); 2] {
        let fitting = |words: [&'static str; 2], room: f64| words.into_iter().find(|words| width(words) <= room);
        [
            (Role::Ec2, fitting(["← EC2 is cheaper", "← EC2"], below)),
            (Role::Lambda, fitting(["Lambda is cheaper →", "Lambda →"], above)),
        ]
    }
}

/// One input of a tornado.
#[derive(Debug, Clone, PartialEq)]
pub struct TornadoBar {
    /// The input, with its value.
    pub name: String,
    /// The difference at the lower and at the higher value, and that value in words; `None` where it has none.
    pub ends: [Option<(f64, String)>; 2],
    /// Where it changes the verdict, in a few words.
    pub note: String,
}
