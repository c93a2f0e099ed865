//! Options of `costcalc report`, for clap.

use super::args::{DrawArgs, InputArgs};
use super::whole::whole;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(before_help = "Examples:\n  \
    costcalc report scenario.csv -o report.html\n  \
    costcalc report scenario.csv -o report.html -o decision.md --title \"Checkout: where to run it\"\n  \
    costcalc report portfolio.csv --portfolio --free-tier --top 50 -o report.html")]
pub(crate) struct ReportArgs {
    /// The scenario file; - reads standard input
    #[arg(value_name = "SCENARIO")]
    pub(crate) scenario: PathBuf,
    /// The file to write, in the format of its extension: .html or .md; - writes HTML to standard output (repeatable)
    #[arg(short, long, value_name = "FILE", required = true)]
    pub(crate) output: Vec<PathBuf>,
    /// The report's title [default: AWS Lambda or EC2, and the scenario's name]
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// All rows share one account: tiers and free allowances count once; each keeps a fleet of its own
    #[arg(long)]
    pub(crate) portfolio: bool,
    /// Sort workloads by a field of the CSV output, such as saving_usd; numbers fall, texts rise; FIELD:asc and FIELD:desc say otherwise
    #[arg(long, value_name = "FIELD")]
    pub(crate) sort: Option<String>,
    /// Show only the first N workloads in the table (the largest savings first, unless --sort is given); totals count all
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = whole::<u32>(1, 10_000))]
    pub(crate) top: u32,
    /// Months of growing demand to look ahead [default: 36 for workloads with growth_pct_per_month or migration_usd]
    #[arg(long, value_name = "N", value_parser = whole::<u32>(2, 600), conflicts_with = "portfolio")]
    pub(crate) months: Option<u32>,
    #[command(flatten)]
    pub(crate) draw: DrawArgs,
    #[command(flatten)]
    pub(crate) input: InputArgs,
}
