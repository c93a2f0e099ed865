//! The kinds of charts, one file each: what is asked of the engine, and what the picture says.

mod breakeven;
mod choice;
mod compare;
mod components;
mod crossings;
mod growth;
mod inputs;
mod lines;
mod map;
mod map_title;
mod memory;
mod profile;
mod range;
mod reserved;
mod summary;
mod tornado;
mod words;

pub use breakeven::{Line, breakeven};
pub use compare::compare;
pub use components::components;
pub use growth::growth;
pub use map::{Plane, clipped, map, nearer};
pub use memory::memory;
pub use profile::profile;
pub use summary::summary;
pub use tornado::tornado;

use crate::cost::Settings;
use crate::pricebook::PriceBook;
use crate::units::Locale;

/// What every chart of a run has in common.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The prices.
    pub book: &'a PriceBook,
    /// What counts for every workload.
    pub settings: &'a Settings,
    /// How numbers are written.
    pub locale: Locale,
    /// The workloads shared one account.
    pub portfolio: bool,
    /// The scenario has several workloads: a picture of one names it in its title.
    pub several: bool,
}

impl<'a> Subject<'a> {
    /// One of a scenario with so many workloads, each on an account of its own, with numbers as English has them.
    #[must_use]
    pub fn new(book: &'a PriceBook, settings: &'a Settings, workloads: usize) -> Subject<'a> {
        Subject { book, settings, locale: Locale::ENGLISH, portfolio: false, several: workloads > 1 }
    }
}
