//! Options of `costcalc chart`, for clap.

use super::args::InputArgs;
use super::whole::whole;
use crate::chart::{Kind, Theme};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

impl ValueEnum for Kind {
    fn value_variants<'a>() -> &'a [Kind] {
        &Kind::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.key()).help(self.about()))
    }
}

impl ValueEnum for Theme {
    fn value_variants<'a>() -> &'a [Theme] {
        &Theme::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// How a picture looks.
#[derive(Debug, Clone, Args)]
pub(crate) struct LookArgs {
    /// The picture's size: 16:9, 4:3, 1:1, or WIDTHxHEIGHT [default: 16:9]
    #[arg(long, value_name = "SIZE")]
    pub(crate) size: Option<String>,
    /// Pixels of a PNG for each of the drawing's [default: 1]
    #[arg(long, value_name = "N", value_parser = whole::<u32>(1, 4))]
    pub(crate) scale: Option<u32>,
    /// What the picture stands on [default: light]
    #[arg(long, value_enum, value_name = "THEME")]
    pub(crate) theme: Option<Theme>,
    /// A color for what the eye should see first, such as #d81b60
    #[arg(long, value_name = "#RRGGBB")]
    pub(crate) accent: Option<String>,
    /// A TrueType or OpenType font to set text in, where it has the characters
    #[arg(long, value_name = "FILE")]
    pub(crate) font: Option<PathBuf>,
    /// The language whose number format is used, such as de or fr
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub(crate) lang: String,
}

#[derive(Debug, Args)]
#[command(before_help = "Examples:\n  \
    costcalc chart breakeven scenario.csv -o breakeven.png\n  \
    costcalc chart breakeven scenario.csv --of duration --workload \"Checkout API\" -o duration.svg\n  \
    costcalc chart compare scenario.csv -o compare.pdf --theme dark\n  \
    costcalc chart map scenario.csv --x requests=1M..1B --y duration=10..1000 -o map.png --scale 2\n  \
    costcalc chart scenario.csv --all charts\n  \
    costcalc chart breakeven scenario.csv --terminal\n  \
    costcalc chart scenario.csv -o deck.pptx")]
pub(crate) struct ChartArgs {
    /// The kind of chart; every kind that the scenario allows with --all, or for slides where none is given
    #[arg(value_name = "KIND")]
    pub(crate) kind: String,
    /// The scenario file; - reads standard input
    #[arg(value_name = "SCENARIO")]
    pub(crate) scenario: Option<PathBuf>,
    /// The file to write, in the format of its extension: .svg, .png, .pdf, or .pptx for slides whose charts
    /// can be edited; - writes SVG to standard output (repeatable)
    #[arg(short, long, value_name = "FILE", required_unless_present_any = ["all", "terminal"])]
    pub(crate) output: Vec<PathBuf>,
    /// Draw with characters on standard output
    #[arg(long, conflicts_with = "all")]
    pub(crate) terminal: bool,
    /// Write every kind that the scenario allows into a folder
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    pub(crate) all: Option<PathBuf>,
    /// Formats that --all writes [default: svg,png]
    #[arg(long, value_name = "FORMATS", value_delimiter = ',')]
    pub(crate) formats: Vec<String>,
    /// The workload to show, where a kind shows one [default: the first one; on slides of every kind the one that
    /// costs most]
    #[arg(long, value_name = "NAME")]
    pub(crate) workload: Option<String>,
    /// breakeven: the input along the axis [default: requests]
    #[arg(long, value_name = "INPUT")]
    pub(crate) of: Option<String>,
    /// breakeven: where the axis begins [default: around the workload and its crossings]
    #[arg(long, value_name = "VALUE", allow_negative_numbers = true)]
    pub(crate) from: Option<String>,
    /// breakeven: where the axis ends
    #[arg(long, value_name = "VALUE", allow_negative_numbers = true)]
    pub(crate) to: Option<String>,
    /// map: the horizontal input, with or without a range [default: requests, or duration where --y is requests]
    #[arg(long, value_name = "INPUT[=A..B]")]
    pub(crate) x: Option<String>,
    /// map: the vertical input, with or without a range [default: duration, or requests where --x is duration]
    #[arg(long, value_name = "INPUT[=A..B]")]
    pub(crate) y: Option<String>,
    /// growth: months to look ahead [default: 36]
    #[arg(long, value_name = "N", value_parser = whole::<u32>(2, 600))]
    pub(crate) months: Option<u32>,
    /// memory: durations measured by AWS Lambda Power Tuning, in place of the model's curve
    #[arg(long, value_name = "FILE")]
    pub(crate) power_tuning: Option<PathBuf>,
    /// All rows share one account: tiers and free allowances count once; each keeps a fleet of its own
    #[arg(long)]
    pub(crate) portfolio: bool,
    #[command(flatten)]
    pub(crate) look: LookArgs,
    #[command(flatten)]
    pub(crate) input: InputArgs,
}
