//! The commands below `prices` and their options, for clap.

use super::deferred::Deferred;
use super::whole::whole;
use crate::terms::{Arch, Purchase};
use crate::units::Dec;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(before_help = "Examples:\n  \
    costcalc prices show us-east-1                       everything but EC2 instances in a region\n  \
    costcalc prices show m7g.large --region eu-west-1    every rate of an instance type\n  \
    costcalc prices list regions\n  \
    costcalc prices list types --region ap-northeast-2")]
pub(crate) struct PricesArgs {
    #[command(subcommand)]
    pub(crate) command: PricesCommand,
}

/// The book that a command looks at.
#[derive(Debug, Args)]
pub(crate) struct BookArgs {
    /// A price book by name (2026, 2019), a folder that `prices import` wrote, or a file or folder of your own prices (repeatable: of two prices of the same thing the last counts)
    #[arg(long, value_name = "BOOK|FILE|DIR")]
    pub(crate) pricing: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PricesCommand {
    /// Show the prices of a region, an instance type, a family or a service
    Show(Deferred<ShowArgs>),
    /// Find instance types by vCPUs, memory and architecture
    Find(Deferred<FindArgs>),
    /// List the price books that --pricing knows by name
    Books,
    /// Show what changed from one price book to another
    Diff(Deferred<DiffArgs>),
    /// List what the book knows
    List {
        /// What to list
        #[arg(value_enum)]
        what: Listing,
        /// Only types sold in this region, with their prices
        #[arg(long, value_name = "REGION")]
        region: Option<String>,
        #[command(flatten)]
        book: BookArgs,
    },
    /// Show the columns of price tables, for prices of your own
    Columns,
    /// Make a price book of AWS's own price lists
    Import(Deferred<ImportArgs>),
    /// Fetch AWS's newest price lists and make a book of them
    Update(Deferred<UpdateArgs>),
    /// Check the data of a price book: keys, tiers, units, dates, sources, plausible prices
    Check(Deferred<CheckArgs>),
}

/// What `prices list` lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listing {
    /// Region codes
    Regions,
    /// Instance types
    Types,
}

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
    /// Refuse files that contradict themselves, in a product's region or an instance type
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

/// A format for a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum ListFormat {
    /// A table for people
    #[default]
    Table,
    /// Unrounded rows
    Csv,
    /// An array of objects, unrounded
    Json,
}

/// An architecture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ArchArg {
    /// Intel and AMD
    #[value(name = "x86_64")]
    X86,
    /// Graviton
    #[value(name = "arm64")]
    Arm,
}

impl From<ArchArg> for Arch {
    fn from(arch: ArchArg) -> Arch {
        match arch {
            ArchArg::X86 => Arch::X86_64,
            ArchArg::Arm => Arch::Arm64,
        }
    }
}

#[derive(Debug, Args)]
#[command(before_help = "Examples:\n  \
    costcalc prices show us-east-1                                everything but EC2 instances in a region\n  \
    costcalc prices show m7g.large --region ap-northeast-2        every rate of an instance type\n  \
    costcalc prices show m7g --region eu-west-1                   every size of a family\n  \
    costcalc prices show lambda --region eu-west-1 --arch arm64   the prices of a service")]
pub(crate) struct ShowArgs {
    /// A region code, an instance type or family, or a service such as lambda, ebs or alb
    #[arg(value_name = "REGION|TYPE|FAMILY|SERVICE")]
    pub(crate) what: String,
    /// Only this region; an instance type then with every purchase option
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<String>,
    /// Only this architecture
    #[arg(long, value_enum)]
    pub(crate) arch: Option<ArchArg>,
    #[command(flatten)]
    pub(crate) book: BookArgs,
    /// What standard output gets
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ListFormat,
}

/// What `prices find` sorts by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum FindOrder {
    /// Dollars an hour
    #[default]
    Price,
    /// Dollars an hour for each vCPU
    PricePerVcpu,
    /// Dollars an hour for each GiB of memory
    PricePerGib,
    /// vCPUs
    Vcpu,
    /// Memory
    Memory,
    /// The name
    Name,
}

#[derive(Debug, Args)]
#[command(before_help = "Examples:\n  \
    costcalc prices find --vcpu 4..8 --memory 16.. --arch arm64 --region eu-west-1\n  \
    costcalc prices find --family m7g --sort price-per-vcpu --top 10\n  \
    costcalc prices find --vcpu 2 --region us-east-1 --purchase compute-sp-3y --format csv")]
pub(crate) struct FindArgs {
    /// vCPUs: 4, 4..8, 4.. or ..8
    #[arg(long, value_name = "RANGE")]
    pub(crate) vcpu: Option<Range>,
    /// Memory in GiB, likewise
    #[arg(long, value_name = "RANGE")]
    pub(crate) memory: Option<Range>,
    /// Only this architecture
    #[arg(long, value_enum)]
    pub(crate) arch: Option<ArchArg>,
    /// Only this family, such as m7g
    #[arg(long, value_name = "FAMILY")]
    pub(crate) family: Option<String>,
    /// Only this region [default: all]
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<String>,
    /// The purchase option, such as on-demand, spot, compute-sp-1y or ri-3y-all-upfront
    #[arg(long, value_name = "OPTION", default_value = "on-demand", value_parser = purchase)]
    pub(crate) purchase: Purchase,
    /// What to sort by, the least first
    #[arg(long, value_enum, default_value_t)]
    pub(crate) sort: FindOrder,
    /// Only the first N
    #[arg(long, value_name = "N", value_parser = whole::<u32>(1, u32::MAX))]
    pub(crate) top: Option<u32>,
    #[command(flatten)]
    pub(crate) book: BookArgs,
    /// What standard output gets
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ListFormat,
}

fn purchase(text: &str) -> Result<Purchase, String> {
    Purchase::from_name(text).ok_or_else(|| {
        let names: Vec<String> = Purchase::all().map(|option| option.to_string()).collect();
        let meant = Purchase::meant(text);
        let begin = meant.map_or_else(|| "the".to_owned(), |name| format!("did you mean {name}? The"));
        format!("{begin} purchase options are {}", names.join(", "))
    })
}

/// A range of numbers, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Range {
    least: Option<Dec>,
    most: Option<Dec>,
}

impl Range {
    pub(crate) fn holds(self, number: Dec) -> bool {
        self.least.is_none_or(|least| number >= least) && self.most.is_none_or(|most| number <= most)
    }
}

impl std::str::FromStr for Range {
    type Err = String;

    fn from_str(text: &str) -> Result<Range, String> {
        let end = |part: &str| match part {
            "" => Ok(None),
            part => {
                part.parse::<Dec>().map(Some).map_err(|error| format!("{part:?}: {error}; write 4, 4..8, 4.. or ..8"))
            }
        };
        let (least, most) = match text.split_once("..") {
            Some((least, most)) => (end(least)?, end(most)?),
            None => (end(text)?, end(text)?),
        };
        match (least, most) {
            (None, None) => Err("write 4, 4..8, 4.. or ..8".to_owned()),
            (Some(least), Some(most)) if least > most => Err(format!("{least} is above {most}")),
            _ => Ok(Range { least, most }),
        }
    }
}

#[derive(Debug, Args)]
#[command(before_help = "Examples:\n  \
    costcalc prices diff 2026 my-prices\n  \
    costcalc prices diff 2026 my-prices --scenario scenario.csv\n  \
    costcalc prices diff old-prices new-prices --format csv")]
pub(crate) struct DiffArgs {
    /// The book before: a name, or a file or folder of prices
    #[arg(value_name = "BEFORE")]
    pub(crate) before: String,
    /// The book after
    #[arg(value_name = "AFTER")]
    pub(crate) after: String,
    /// Price this scenario with both and show whose verdict or costs change, above the prices (CSV and JSON: in their place)
    #[arg(long, value_name = "SCENARIO")]
    pub(crate) scenario: Option<PathBuf>,
    /// What standard output gets
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
#[command(before_help = "Examples:\n  \
    costcalc prices update\n  \
    costcalc prices update --region eu-west-1\n  \
    costcalc prices update --region us-east-1 --region us-west-2 --service AWSLambda --service AmazonEC2\n  \
    costcalc compare scenario.csv --pricing aws")]
pub(crate) struct UpdateArgs {
    /// A region whose lists to fetch (repeatable) [default: those of the book that is there, else us-east-1]
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Vec<String>,
    /// Only this list, such as AmazonEC2 (repeatable) [default: every list that has prices for the book]
    #[arg(long, value_name = "SERVICE")]
    pub(crate) service: Vec<String>,
    /// The name of the book that is made or replaced
    #[arg(long, value_name = "NAME", default_value = UPDATED)]
    pub(crate) name: String,
    /// Where the lists are: a mirror's address instead of AWS's
    #[arg(long, value_name = "URL", default_value = super::download::AWS)]
    pub(crate) base_url: String,
    /// Only what was fetched before; the network is not touched
    #[arg(long)]
    pub(crate) offline: bool,
    /// Keep the fetched files, for --offline
    #[arg(long)]
    pub(crate) keep: bool,
    /// How long the server may be silent
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = whole::<u32>(1, 3600))]
    pub(crate) timeout_s: u32,
    /// A list larger than this, in millions of bytes, is refused
    #[arg(long, value_name = "MB", default_value_t = 4_000, value_parser = whole::<u32>(1, u32::MAX))]
    pub(crate) max_mb: u32,
    /// Leave out products that have no price in a list instead of refusing it
    #[arg(long)]
    pub(crate) leave_out_unpriced: bool,
    /// Refuse lists that contradict themselves, in a product's region or an instance type
    #[arg(long)]
    pub(crate) strict: bool,
}

/// The name of the book that `prices update` makes where no other is given.
pub(crate) const UPDATED: &str = "aws";

/// How old prices may be.
#[derive(Debug, Clone, Args)]
pub(crate) struct AgeArgs {
    /// Warn when the price book is older than this; prices of your own, which an agreement dates, may be of any day
    #[arg(long, value_name = "DAYS", default_value_t = 365, value_parser = whole::<u64>(0, u32::MAX))]
    pub(crate) max_age: u64,
    /// A price book that is older, or of a day still to come, is an error
    #[arg(long)]
    pub(crate) strict: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_closed_or_open_at_an_end() {
        let holds = |range: &str, number: i64| range.parse::<Range>().unwrap().holds(Dec::from_int(number));
        assert!(holds("4..8", 4) && holds("4..8", 8) && !holds("4..8", 9) && !holds("4..8", 3));
        assert!(holds("16..", 16) && holds("16..", 1_000) && !holds("16..", 15));
        assert!(holds("..8", 0) && !holds("..8", 9) && holds("4", 4) && !holds("4", 5));
        for bad in ["", "..", "8..4", "four", "4..x"] {
            assert!(bad.parse::<Range>().is_err(), "{bad}");
        }
    }
}
