//! The field's vocabulary that every layer shares: architectures and purchase options; faults in a user's files and what
//! makes words of a user harmless; and small helpers for text.

mod arch;
mod capitalized;
mod clean;
mod dashes;
mod encoding;
mod json_once;
mod locate;
mod lookalike;
mod marks;
mod meant;
mod nearest;
mod number_of;
mod percents;
mod problem;
mod purchase;
mod respelled;
mod scan;
mod stamp;
mod thousands;
mod trimmed;

pub use arch::Arch;
pub use capitalized::capitalized;
pub use clean::clean;
pub(crate) use clean::{clean_lines, is_harmful, quoted, without_endless_words};
pub(crate) use dashes::DASHES;
pub(crate) use encoding::{Decoded, Decoder, fault_at, no_table, other_encoding, page_of_html, whole_text};
pub use json_once::json_once;
pub(crate) use locate::{RowLocation, row_start};
pub(crate) use lookalike::lookalike;
pub(crate) use marks::Marks;
pub use nearest::{nearest, resembles};
pub use number_of::number_of;
pub(crate) use percents::as_percent;
pub(crate) use problem::shortened;
pub use problem::{Excerpt, HiddenLines, MOST_PROBLEMS, Place, Problem, Problems};
pub use purchase::{Commitment, Payment, Plan, Purchase, Term};
pub use respelled::is_respelled;
pub(crate) use respelled::is_same_word;
pub(crate) use scan::{Scan, scan_rows};
pub use stamp::Stamp;
pub(crate) use thousands::thousands;
pub(crate) use trimmed::trimmed;
