//! The scenario file: CSV text to checked [`Workload`]s, or to all of its [`Problem`]s.
//!
//! The column table in [`columns`] is the one place that knows a column's name, unit, default, meaning, how it
//! is read and how it is shown again; parsing, errors, listings, the template and exports come from it.

mod arn_regions;
mod assignments;
mod block_names;
mod blocks;
pub mod columns;
mod conditional;
mod cut_numbers;
mod decimal_commas;
mod digit_groups;
mod doubted;
mod draft;
mod edge_sum;
mod empty_choices;
mod exports;
mod extremes;
mod few_requests;
mod figures;
mod further_heading;
mod group_sums;
mod grouped_time;
mod hash_lines;
mod header;
mod heading_start;
mod idle_columns;
mod impossible_cpu;
mod in_bytes;
mod input_range;
mod joined_words;
mod joins;
mod known_faults;
mod line_ends;
mod lines;
mod made_dates;
mod marked_names;
mod measure;
mod memory_size;
mod merged_cells;
mod misuse;
mod modify;
mod no_workload;
mod number;
mod number_fault;
mod number_names;
mod odd_lines;
mod odd_values;
mod one_workload;
mod parser;
mod plain_digits;
mod power_tuning;
mod priced_hours;
mod range_text;
mod ranges;
mod reader;
mod row_comments;
mod row_looks;
mod row_numbers;
mod rows;
mod said_multiples;
mod same_function;
mod settings_above;
mod shapes;
mod short_durations;
mod spaced;
mod subtotals;
mod summaries;
mod summary_lines;
mod summary_names;
mod template;
mod times;
#[cfg(test)]
mod told;
mod traffic_notes;
mod unique;
mod unused;
mod width;
mod workload;

pub use assignments::Assignments;
pub use blocks::{Block, BlockError, BlockReader};
pub use decimal_commas::DecimalCommas;
pub use extremes::{FarCell, far_cells};
pub use input_range::InputRange;
pub use measure::Measure;
pub use memory_size::memory_size_fault;
pub use modify::{BadValue, with_values};
pub use number::parse_number;
pub use number_fault::NumberFault;
pub use parser::{BlockParser, ParsedBlock};
pub use power_tuning::{Measured, read_power_tuning};
pub use range_text::{ONE_SUFFIX, one_suffix, two_dots};
pub(crate) use reader::finish;
pub use reader::{BuiltinProfiles, Context, ProfileLoader, Scenario, ScenarioError, read, read_each, read_str};
pub use short_durations::SHORT_MS;
pub use template::template;
pub use unique::{NamePlace, UniqueNames};
pub use unused::Unused;
pub use workload::{
    DEFAULT_REGION, Demand, FrontDoor, InstanceChoice, Invocation, Scaling, SnapStart, Traffic, Workload,
};

pub use crate::terms::{Excerpt, HiddenLines, MOST_PROBLEMS, Place, Problem, Problems};
