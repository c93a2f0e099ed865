//! The options of the commands below `prices`, for clap.

use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(before_help = "Examples:\n  \
    costcalc prices import index.json -o my-prices\n  \
    costcalc prices import ec2.csv.gz lambda.json plans.json -o my-prices --replace\n  \
    curl -s $URL | costcalc prices import - -o my-prices\n  \
    costcalc compare scenario.csv --pricing my-prices")]
pub(crate) struct ImportArgs {
    /// Price list files of AWS as they are, JSON or CSV, plain or .gz; - reads standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The folder of the new book
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
    /// Replace a book that is there
    #[arg(long)]
    pub(crate) replace: bool,
    /// Leave out products that have no price in the file instead of refusing it
    #[arg(long)]
    pub(crate) leave_out_unpriced: bool,
    /// Refuse files whose products contradict their own region
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Debug, Args)]
#[command(before_help = "Examples:\n  costcalc prices check\n  costcalc prices check my-prices --strict")]
pub(crate) struct CheckArgs {
    /// A price book by name, or a file or folder of prices [default: the current book]
    #[arg(value_name = "BOOK|DIR|FILE")]
    pub(crate) what: Option<String>,
    /// Doubts count as faults
    #[arg(long)]
    pub(crate) strict: bool,
}
