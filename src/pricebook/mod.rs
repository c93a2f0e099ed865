//! The price book: prices and billing rules as dated, sourced data.
//!
//! Books live in `pricing/<id>/` as CSV files and are embedded in the binary. A [`PriceBook`] is one of
//! them, with a user's own rows laid over it where given. A look-up returns a rate with its
//! [`Provenance`], or a [`MissingPrice`] that names the nearest known names: never 0, never another
//! region's price. Regions are read when they are first asked for, so that opening a book costs nothing.

mod book;
pub mod check;
mod days;
pub mod diff;
mod differs;
mod discount;
mod ec2;
mod embedded;
mod error;
mod estimates;
mod foreign_regions;
mod general;
mod heading_units;
mod holders;
pub mod import;
mod info;
mod keys;
mod ladder;
mod lines;
mod meter;
mod missing;
mod named;
mod other_units;
mod overlay;
mod own_notes;
mod plainly;
mod plausible;
mod provenance;
mod quotes;
mod rates;
mod region;
mod regions;
mod rows;
mod rules;
mod saved;
mod sizes;
mod sold;
mod tiers;
mod type_table;
mod types;
mod unknown_meters;

pub use book::PriceBook;
pub use ec2::{HourlyRate, RegionTypes};
pub use error::{BookError, MissingPrice, PriceError, TableFaults};
pub(crate) use foreign_regions::foreign_region;
pub use general::General;
pub use info::BookInfo;
pub use ladder::{Ladder, Tier, TypedLadder};
pub use meter::{Meter, MeterInfo, meters};
pub use overlay::{Layer, OverlayFile, is_price_table};
pub use own_notes::OwnPriceNotes;
pub use provenance::{Provenance, ProvenanceId};
pub use rates::RegionRates;
pub(crate) use regions::is_of_china;
pub use rules::{Rule, Rules};

pub use types::{InstanceType, TypeId};
