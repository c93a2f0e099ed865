//! Charts: results → [`Chart`] (pure data) → SVG, PNG, PDF, characters.
//!
//! [`kinds`] holds one file a kind of chart: it asks the engine and says what the picture says. [`svg`] draws it with
//! plotters; [`png`](raster::png) and [`pdf`] are made from that SVG, so that all three show the same.
//! The same chart, style and fonts give the same bytes on every machine. [`deck`](deck()) makes slides of charts that can be
//! edited.
//!
//! ```
//! use costcalc::chart::{Fonts, Style, Subject, kinds, svg};
//! use costcalc::{analysis::compare, cost::Settings, pricebook::PriceBook, scenario, units::Locale};
//!
//! let csv = "name,requests_per_month,duration_ms,memory_mb,instance_type\nCheckout API,50M,120,1024,m7g.large\n";
//! let book = PriceBook::current()?;
//! let settings = Settings::new(book.rules());
//! let workload = scenario::read_str(csv, book.rules())?.workloads.remove(0);
//! let comparison = compare(&book, workload, &settings)?;
//! let subject = Subject::new(&book, &settings, 1);
//! let chart = kinds::components(&subject, &[comparison])?;
//! let picture = svg(&chart, Style::DEFAULT, &mut Fonts::new(None)?)?;
//! assert!(picture.starts_with("<svg") && picture.contains("Checkout API"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod deck;
mod document;
mod draw;
mod fonts;
mod kind;
pub mod kinds;
mod raster;
mod spec;
mod style;
mod summary;
mod terminal;
mod theme;
mod ticks;
mod vector;
mod wrap;

pub use deck::deck;
pub use document::pdf;
pub use draw::svg;
pub use fonts::{BadFont, Fonts};
pub use kind::Kind;
pub use kinds::Subject;
pub use raster::png;
pub use spec::{
    Area, Axis, Bar, BarGroup, Bars, Body, Chart, Column, Crossing, Map, MapRow, Own, Panel, Panels, Part, Role, Scale,
    Series, StackGroup, Stacks, Tornado, TornadoBar, Unit,
};
pub use style::{Size, Style};
pub use summary::{Summary, SummaryRow};
pub use terminal::{bar, terminal};
pub use theme::{BadColor, Palette, Rgb, Theme};

use crate::analysis::breakeven::DialError;
use crate::cost::CostError;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// The kind of chart needs what the scenario does not have.
    #[error("{0}")]
    Unusable(String),
    /// A range was asked for that goes beyond what an input can be.
    #[error("{0}")]
    Outside(String),
    /// A price is missing or a figure is too large.
    #[error(transparent)]
    Cost(#[from] CostError),
    /// A shape could not be drawn.
    #[error("a shape cannot be drawn: {0}")]
    Drawing(String),
    /// The user's own font has glyphs, but not what a PDF takes of it.
    #[error("the font is damaged, so it cannot be put into a PDF: take another one, or write SVG or PNG")]
    Font,
    /// The picture could not be turned into another format.
    #[error("the picture cannot be written as {format}: {why}")]
    Convert {
        /// The format.
        format: &'static str,
        /// Why.
        why: String,
    },
}

impl ChartError {
    /// Why this chart alone is left out where several are drawn: the scenario does not allow it, or figures at the far end of
    /// an axis are too large. `None` where that says more, such as a price that is missing.
    #[must_use]
    pub fn why_left_out(&self) -> Option<String> {
        match self {
            ChartError::Unusable(_) | ChartError::Outside(_) | ChartError::Cost(CostError::TooLarge(_)) => {
                Some(self.to_string())
            }
            _ => None,
        }
    }

    fn drawing(error: impl std::fmt::Display) -> ChartError {
        ChartError::Drawing(error.to_string())
    }

    fn convert(format: &'static str, why: impl std::fmt::Display) -> ChartError {
        ChartError::Convert { format, why: why.to_string() }
    }
}

impl From<DialError> for ChartError {
    fn from(error: DialError) -> ChartError {
        match error {
            DialError::Unusable(why) => ChartError::Unusable(why.into_owned()),
            DialError::Cost(error) => ChartError::Cost(error),
            outside @ DialError::Outside { .. } => ChartError::Outside(outside.to_string()),
        }
    }
}

impl Chart {
    /// Every text that the picture may show, for choosing fonts.
    fn texts(&self) -> Vec<&str> {
        let mut texts = vec![self.title.as_str(), self.subtitle.as_str(), self.foot.as_str(), self.prices.as_str()];
        match &self.body {
            Body::Panels(panels) => {
                texts.extend(panels.own.iter().map(|own| own.label.as_str()));
                texts.extend(panels.panels.iter().flat_map(|panel| &panel.series).map(|series| series.name.as_str()));
            }
            Body::Bars(bars) => texts.extend(bars.groups.iter().map(|group| group.name.as_str())),
            Body::Stacks(stacks) => texts.extend(stacks.groups.iter().map(|group| group.name.as_str())),
            Body::Map(map) => texts.push(&map.own_label),
            Body::Tornado(_) => {}
        }
        texts
    }
}
