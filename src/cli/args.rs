//! The commands and their options, for clap.

use super::chart_args::ChartArgs;
use super::deferred::Deferred;
use super::prices_args::{AgeArgs, PricesArgs};
use super::report_args::ReportArgs;
use super::trimmed::Trimmed;
use super::whole::whole;
use crate::analysis::uncertainty::Sampling;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// What AWS Lambda and EC2 cost for the same workload, which is cheaper, and by how much.
#[derive(Debug, Parser)]
#[command(
    name = "costcalc",
    version,
    propagate_version = true,
    before_help = "Examples:\n  \
        costcalc compare scenario.csv                    costs on both, and the verdict\n  \
        costcalc compare scenario.csv --explain          every bill as arithmetic, with sources\n  \
        costcalc chart breakeven scenario.csv -o breakeven.png\n  \
        costcalc init scenario.csv                       a commented scenario file to start from\n  \
        costcalc prices show m7g.large --region us-east-1",
    after_help = "Exit codes: 0 done, 1 the system refused or an internal fault, 2 wrong usage, 3 bad input, 4 price missing, \
        5 a --fail-if condition held or cannot be judged."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Price each workload of a scenario on Lambda and on EC2
    Compare(Deferred<CompareArgs>),
    /// Find where the cheaper side changes: in volume, duration, memory, burst, utilization, price or hours of work
    Breakeven(Deferred<BreakevenArgs>),
    /// Price a scenario at many values of one or two columns
    Sweep(Deferred<SweepArgs>),
    /// Rank the inputs by how near each is to changing the verdict
    Sensitivity(Deferred<SensitivityArgs>),
    /// Draw charts that go straight onto a slide: SVG, PNG or PDF
    Chart(Box<Deferred<ChartArgs>>),
    /// Write a report to hand over: one HTML file, or a decision record in Markdown
    Report(Box<Deferred<ReportArgs>>),
    /// Write a commented scenario file that can be compared as it is
    Init(Deferred<InitArgs>),
    /// List the columns of a scenario file
    Columns(Deferred<ColumnsArgs>),
    /// Look up prices with their dates and sources
    Prices(Deferred<PricesArgs>),
    /// Print a completion script for a shell
    #[command(
        before_help = "Example:\n  costcalc completions bash > ~/.local/share/bash-completion/completions/costcalc"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(before_help = "Example:\n  costcalc man > costcalc.1 && man ./costcalc.1")]
    Man,
}

/// A format for standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatArg {
    /// A table for people
    Table,
    /// Rows for programs, unrounded
    Csv,
    /// Everything, unrounded, after the published schema
    Json,
    /// A table for documents
    Markdown,
}

/// What `--optimize` may set anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OptimizeArg {
    /// Lambda's memory size
    Memory,
    /// Each side's architecture
    Arch,
    /// Each side's purchase option, never Spot
    Purchase,
}

/// A free allowance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FreeTierArg {
    /// Lambda's free requests and GB-seconds
    Compute,
    /// Lambda's free 100 GB of streamed responses
    Streaming,
    /// The free 100 GB a month to the internet
    Transfer,
    /// CloudWatch's free 5 GB of logs a month
    Logs,
    /// All of them
    All,
}

/// What every question about a scenario can be told: values for all rows, the month, free allowances, prices.
#[derive(Debug, Clone, Args)]
pub(crate) struct InputArgs {
    /// Set a column for every row, as column=value (repeatable)
    #[arg(long = "set", value_name = "COLUMN=VALUE")]
    pub(crate) assignments: Vec<String>,
    /// The AWS region for every row, as --set region=REGION
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<String>,
    /// Hours of a month [default: 730, from the price book]
    #[arg(long, value_name = "HOURS", allow_negative_numbers = true)]
    pub(crate) hours_per_month: Option<String>,
    /// Take off free allowances: --free-tier is Lambda's requests and GB-seconds, --free-tier=all also streaming, transfer and logs
    #[arg(
        long,
        value_enum,
        value_name = "PARTS",
        value_delimiter = ',',
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "compute"
    )]
    pub(crate) free_tier: Vec<FreeTierArg>,
    /// Minutes that an added EC2 instance runs before it serves
    #[arg(long, value_name = "MINUTES", default_value_t = 5, value_parser = whole::<u32>(0, 60), allow_negative_numbers = true)]
    pub(crate) launch_lead_min: u32,
    /// A price book by name (2026, 2019), a folder that `prices import` wrote, or a file or folder of your own prices (repeatable: of two prices of the same thing the last counts)
    #[arg(long, value_name = "BOOK|FILE|DIR")]
    pub(crate) pricing: Vec<String>,
    #[command(flatten)]
    pub(crate) age: AgeArgs,
}

#[derive(Debug, Args)]
#[command(before_help = "Examples:\n  \
    costcalc compare scenario.csv\n  \
    costcalc compare scenario.csv --explain \"Checkout API\"\n  \
    costcalc compare scenario.csv --region eu-central-1 --set purchase=compute-sp-1y\n  \
    costcalc compare scenario.csv --export result.csv --export result.json\n  \
    costcalc compare scenario.csv --portfolio --free-tier --sort saving_usd --top 10\n  \
    costcalc compare scenario.csv --fail-if 'lambda_usd > 500 and cheaper == \"ec2\"'")]
pub(crate) struct CompareArgs {
    /// The scenario file; - reads standard input
    #[arg(value_name = "SCENARIO")]
    pub(crate) scenario: Option<PathBuf>,
    /// What standard output gets
    #[arg(long, value_enum, default_value_t = FormatArg::Table)]
    pub(crate) format: FormatArg,
    /// Also write FILE, in the format of its extension: .csv, .json, .md, .txt, .xlsx, the bars as .svg, .png or .pdf, or
    /// slides as .pptx (repeatable)
    #[arg(long, short = 'o', alias = "output", value_name = "FILE")]
    pub(crate) export: Vec<PathBuf>,
    /// CSV with one row a line item instead of one a workload
    #[arg(long)]
    pub(crate) detail: bool,
    /// Show each bill as arithmetic, of all workloads or of the one called NAME
    #[arg(long, value_name = "NAME", num_args = 0..=1)]
    pub(crate) explain: Option<Option<String>>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// All rows share one account: tiers and free allowances count once; each keeps a fleet of its own
    #[arg(long)]
    pub(crate) portfolio: bool,
    /// Sort by a field of the CSV output, such as saving_usd; numbers fall, texts rise; FIELD:asc and FIELD:desc say otherwise
    #[arg(long, value_name = "FIELD")]
    pub(crate) sort: Option<String>,
    /// Show only the first N workloads (the largest savings first, unless --sort is given); totals count all [default: all; of more than 1000 in a table, 1000]
    #[arg(long, value_name = "N", value_parser = whole::<u32>(1, u32::MAX), allow_negative_numbers = true)]
    pub(crate) top: Option<u32>,
    /// Exit with code 5 if the condition holds for any workload, or hangs on a cost of a side that is not possible; fields of
    /// the CSV output, and total.lambda_usd, total.ec2_usd, total.cheapest_usd, total.saving_usd, total.workloads (repeatable)
    #[arg(long, value_name = "EXPR")]
    pub(crate) fail_if: Vec<String>,
    /// Months of growing demand to look ahead [default: 36 for workloads with growth_pct_per_month or migration_usd]
    #[arg(long, value_name = "N", value_parser = whole::<u32>(1, 600), conflicts_with_all = ["portfolio", "optimize"])]
    pub(crate) months: Option<u32>,
    #[command(flatten)]
    pub(crate) draw: DrawArgs,
    /// Put each side at its own cheapest setting before comparing: memory, arch, purchase (separated by commas; Spot, which may be
    /// interrupted, is kept where the scenario asks for it and never chosen)
    #[arg(long, value_parser = Trimmed::<OptimizeArg>::new(), value_name = "PARTS", value_delimiter = ',', conflicts_with = "portfolio")]
    pub(crate) optimize: Vec<OptimizeArg>,
    /// Find each workload's break-even in volume, also for files of more than 100 workloads
    #[arg(long, conflicts_with_all = ["portfolio", "optimize"])]
    pub(crate) breakeven: bool,
    /// Leave break-evens out, and fleets that would cost less and that the search does not take
    #[arg(long, conflicts_with = "breakeven")]
    pub(crate) no_breakeven: bool,
    /// Worker threads for large files [default: one a core]
    #[arg(long, value_name = "N", value_parser = whole::<u16>(1, 256))]
    pub(crate) jobs: Option<u16>,
}

/// How ranges are drawn from.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct DrawArgs {
    /// How many of the possible inputs are drawn where cells are ranges such as 8M..20M [default: 10000]
    #[arg(long, value_name = "N", value_parser = whole::<u32>(100, 1_000_000))]
    pub(crate) samples: Option<u32>,
    /// The seed of that draw: the same seed gives the same figures [default: 1]
    #[arg(long, value_name = "N", value_parser = whole::<u32>(0, u32::MAX), allow_negative_numbers = true)]
    pub(crate) seed: Option<u32>,
}

impl DrawArgs {
    /// The draw, with defaults for what was not given.
    pub(crate) fn sampling(self) -> Sampling {
        let usual = Sampling::default();
        Sampling { samples: self.samples.unwrap_or(usual.samples), seed: self.seed.unwrap_or(usual.seed) }
    }

    /// Whether anything of it was given.
    pub(crate) fn is_given(self) -> bool {
        self.samples.is_some() || self.seed.is_some()
    }
}

/// What every question about a whole scenario has: the file, how to read it, where the answer goes.
#[derive(Debug, Args)]
pub(crate) struct AskArgs {
    /// The scenario file; - reads standard input
    #[arg(value_name = "SCENARIO")]
    pub(crate) scenario: PathBuf,
    /// Only the workload of that name
    #[arg(long, value_name = "NAME")]
    pub(crate) workload: Option<String>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Where an answer goes.
#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    /// What standard output gets
    #[arg(long, value_enum, default_value_t = FormatArg::Table)]
    pub(crate) format: FormatArg,
    /// Also write FILE, in the format of its extension: .csv, .json, .md, .txt or .xlsx (repeatable)
    #[arg(long, short = 'o', alias = "output", value_name = "FILE")]
    pub(crate) export: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[command(before_help = "Examples:\n  \
    costcalc breakeven scenario.csv                       in requests a month\n  \
    costcalc breakeven scenario.csv --of duration\n  \
    costcalc breakeven scenario.csv --from 1M --to 1B --format json")]
pub(crate) struct BreakevenArgs {
    #[command(flatten)]
    pub(crate) ask: AskArgs,
    /// The input that is turned.
    #[arg(long, value_name = "INPUT", default_value = "requests", help = super::dials::help_of())]
    pub(crate) of: String,
    /// The two options to compare: lambda and ec2, in either order
    #[arg(long, value_name = "OPTION,OPTION", default_value = "lambda,ec2")]
    pub(crate) between: String,
    /// Where the range begins
    #[arg(long, value_name = "VALUE", allow_negative_numbers = true)]
    pub(crate) from: Option<String>,
    /// Where the range ends
    #[arg(long, value_name = "VALUE", allow_negative_numbers = true)]
    pub(crate) to: Option<String>,
}

#[derive(Debug, Args)]
#[command(before_help = "Examples:\n  \
    costcalc sweep scenario.csv --vary memory_mb=128..3008 --steps 24\n  \
    costcalc sweep scenario.csv --vary requests_per_month=1M..1B:log --steps 40 --format csv\n  \
    costcalc sweep scenario.csv --vary purchase=on-demand,compute-sp-1y,ri-3y-all-upfront\n  \
    costcalc sweep scenario.csv --region all\n  \
    costcalc sweep scenario.csv --power-tuning tuning.json")]
pub(crate) struct SweepArgs {
    #[command(flatten)]
    pub(crate) ask: AskArgs,
    /// A column and its values: a range A..B (A..B:log), a list a,b,c, or all of region, purchase or arch (twice for two columns)
    #[arg(long, value_name = "COLUMN=VALUES")]
    pub(crate) vary: Vec<String>,
    /// Values of a range, both ends included [default: 11]
    #[arg(long, value_name = "N", value_parser = whole::<u32>(2, 100_000))]
    pub(crate) steps: Option<u32>,
    /// Durations measured by AWS Lambda Power Tuning, in place of the model's curve: the JSON output of a run
    #[arg(long, value_name = "FILE")]
    pub(crate) power_tuning: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(before_help = "Examples:\n  \
    costcalc sensitivity scenario.csv\n  \
    costcalc sensitivity scenario.csv --format csv")]
pub(crate) struct SensitivityArgs {
    #[command(flatten)]
    pub(crate) ask: AskArgs,
}

#[derive(Debug, Args)]
#[command(before_help = "Examples:\n  costcalc init scenario.csv\n  costcalc init > scenario.csv")]
pub(crate) struct InitArgs {
    /// The file to write [default: standard output]
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
#[command(before_help = "Examples:\n  costcalc columns\n  costcalc columns memory_mb")]
pub(crate) struct ColumnsArgs {
    /// Only this column, in full
    #[arg(value_name = "COLUMN")]
    pub(crate) column: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
