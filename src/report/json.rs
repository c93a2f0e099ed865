//! JSON after `schemas/compare.schema.json`: money and quantities as decimal strings, unrounded.

use super::Report;
use super::breakeven::{BreakEvenOut, breakeven_out};
use super::growth::{GrowthOut, growth_out};
use super::json_text::{write_json_part, write_json_text};
use super::not_taken::{LargerFleetOut, SurplusFleetOut, larger_fleet_out, surplus_fleet_out};
use super::uncertainty::{UncertaintyOut, uncertainty_out};
use crate::analysis::{Comparison, Totals, Verdict};
use crate::cost::ec2::FleetSummary;
use crate::cost::{LineItem, Offer, OptionKey, Settings};
use crate::pricebook::PriceBook;
use crate::scenario::columns::COLUMNS;
use crate::units::Dec;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::io;

/// The version of the JSON's shape. Fields may be added within a version; a changed or removed one raises it.
pub const SCHEMA_VERSION: u32 = 1;

/// Writes a run as JSON.
///
/// # Errors
/// A failure of the output.
pub fn write_json(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let (before, after) = json_frame(report)?;
    out.write_all(&before)?;
    let mut text = Vec::new();
    for (at, comparison) in report.comparisons.iter().enumerate() {
        text.clear();
        push_workload(report.book, comparison, &mut text)?;
        out.write_all(if at == 0 { text.get(SEPARATOR.len()..).unwrap_or_default() } else { &text })?;
    }
    out.write_all(&after)
}

/// What stands before each workload; before the first one nothing does.
pub(super) const SEPARATOR: &[u8] = b",";

/// Appends a workload, the separator before it.
///
/// # Errors
/// A value that is no JSON, of which there is none.
pub(super) fn push_workload(book: &PriceBook, comparison: &Comparison, out: &mut Vec<u8>) -> io::Result<()> {
    out.extend_from_slice(SEPARATOR);
    out.extend_from_slice(b"\n    ");
    write_json_part(&workload(book, comparison), 2, out)
}

/// What stands before and after the workloads of a run, whose comparisons are of no account.
///
/// # Errors
/// A value that is no JSON, of which there is none.
pub(super) fn json_frame(report: &Report<'_>) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let document = Document {
        schema_version: SCHEMA_VERSION,
        generator: concat!("costcalc ", env!("CARGO_PKG_VERSION")),
        price_book: book_out(report.book),
        settings: settings_out(report.settings, report.portfolio),
        workloads: [],
        totals: totals(report.totals),
    };
    let mut text = Vec::new();
    write_json_text(&document, &mut text)?;
    // Quotes inside a value are escaped: nothing but the key can look like it.
    let place = memchr::memmem::find(&text, b"\"workloads\": []").ok_or(io::ErrorKind::InvalidData)?;
    let mut after = b"\n  ".to_vec();
    after.extend_from_slice(&text[place + "\"workloads\": [".len()..]);
    text.truncate(place + "\"workloads\": [".len());
    Ok((text, after))
}

/// What the book is.
pub(super) fn book_out(book: &PriceBook) -> impl Serialize + '_ {
    let info = book.info();
    Book { id: &info.id, title: &info.title, as_of: &info.as_of, sha256: &info.sha256, own_files: &info.own_files }
}

/// What counted for every workload.
pub(super) fn settings_out(settings: Settings, portfolio: bool) -> impl Serialize {
    SettingsOut {
        hours_per_month: settings.hours_per_month.to_string(),
        free_tier: Allowances {
            of: if portfolio { "account" } else { "each_workload" },
            compute: settings.free_tier.compute,
            streaming: settings.free_tier.streaming,
            transfer: settings.free_tier.transfer,
            logs: settings.free_tier.logs,
        },
        portfolio,
        launch_lead_min: settings.launch_lead_min,
    }
}

#[derive(Serialize)]
struct Document<B: Serialize, S: Serialize> {
    schema_version: u32,
    generator: &'static str,
    price_book: B,
    settings: S,
    /// None: they stand between what is before them and what is after.
    workloads: [(); 0],
    totals: TotalsOut,
}

#[derive(Serialize)]
struct Book<'a> {
    id: &'a str,
    title: &'a str,
    as_of: &'a str,
    sha256: &'a str,
    own_files: &'a [String],
}

#[derive(Serialize)]
struct SettingsOut {
    hours_per_month: String,
    free_tier: Allowances,
    portfolio: bool,
    launch_lead_min: u32,
}

#[derive(Serialize)]
struct Allowances {
    of: &'static str,
    compute: bool,
    streaming: bool,
    transfer: bool,
    logs: bool,
}

#[derive(Serialize)]
struct WorkloadOut<'a> {
    name: &'a str,
    inputs: Inputs<'a>,
    options: Vec<OptionOut<'a>>,
    verdict: VerdictOut,
    breakeven: Option<BreakEvenOut>,
    uncertainty: Option<UncertaintyOut>,
    growth: Option<GrowthOut>,
    larger_fleet: Option<LargerFleetOut<'a>>,
    surplus_fleet: Option<SurplusFleetOut<'a>>,
    optimized: Vec<ChangeOut<'a>>,
}

/// Every column with a value, defaults included, as the scenario file would hold it.
struct Inputs<'a>(&'a Comparison);

impl Serialize for Inputs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for column in COLUMNS {
            if let Some(value) = column.value(&self.0.workload) {
                map.serialize_entry(column.name, &value)?;
            }
        }
        map.end()
    }
}

#[derive(Serialize)]
struct OptionOut<'a> {
    key: &'static str,
    label: &'static str,
    feasible: bool,
    reasons: Vec<String>,
    total_usd: Option<String>,
    line_items: Vec<LineItemOut>,
    warnings: Vec<String>,
    assumptions: Vec<Note>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fleet: Option<FleetOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    function: Option<FunctionOut>,
}

#[derive(Serialize)]
struct Note {
    key: &'static str,
    text: String,
}

#[derive(Serialize)]
struct LineItemOut {
    key: &'static str,
    label: &'static str,
    quantity: String,
    consumed_quantity: String,
    unit: &'static str,
    unit_price_usd: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    tier: Option<TierOut>,
    amount_usd: String,
    explanation: String,
    source: String,
    as_of: String,
    estimated: bool,
    own_price: bool,
}

#[derive(Serialize)]
struct TierOut {
    from: String,
    to: Option<String>,
}

#[derive(Serialize)]
struct FleetOut<'a> {
    instance_type: &'a str,
    peak_instances: u64,
    fewest_instances: u64,
    instance_hours: String,
    bound: &'static str,
    scaling: &'static str,
    purchase: String,
    committed_instances: Option<u64>,
    peak_utilization_pct: Option<String>,
    utilization_of: &'static str,
    request_ms: Option<String>,
    types_considered: u32,
    types_left_out: u32,
}

#[derive(Serialize)]
struct FunctionOut {
    invocations: String,
    billed_ms: String,
    vcpu: Option<String>,
    cold_starts: String,
    peak_concurrency: Option<String>,
    provisioned_invocations: String,
}

/// A setting that was changed to make a side cheaper.
#[derive(Serialize)]
struct ChangeOut<'a> {
    option: &'static str,
    column: &'static str,
    from: &'a str,
    to: &'a str,
}

#[derive(Serialize)]
struct VerdictOut {
    outcome: &'static str,
    winner: Option<&'static str>,
    over: Option<&'static str>,
    saving_usd: Option<String>,
    saving_pct: Option<String>,
}

#[derive(Serialize)]
struct TotalsOut {
    workloads: u64,
    lambda_usd: Option<String>,
    lambda_impossible: u64,
    ec2_usd: Option<String>,
    ec2_impossible: u64,
    cheapest_usd: String,
    lambda_own_price: bool,
    ec2_own_price: bool,
    lambda_wins: u64,
    ec2_wins: u64,
    impossible: u64,
}

fn workload<'a>(book: &PriceBook, comparison: &'a Comparison) -> WorkloadOut<'a> {
    let not_taken = comparison.not_taken.as_deref();
    WorkloadOut {
        name: &comparison.workload.name,
        inputs: Inputs(comparison),
        options: comparison.offers.iter().map(|offer| option(book, offer)).collect(),
        verdict: verdict(&comparison.verdict),
        breakeven: comparison.break_even.as_deref().map(breakeven_out),
        uncertainty: comparison.uncertainty.as_deref().map(uncertainty_out),
        growth: comparison.growth.as_deref().map(|found| growth_out(&comparison.workload, found)),
        larger_fleet: not_taken.and_then(|found| found.larger.as_ref()).map(larger_fleet_out),
        surplus_fleet: not_taken.and_then(|found| found.surplus.as_ref()).map(surplus_fleet_out),
        optimized: (comparison.changes.iter())
            .map(|change| ChangeOut {
                option: change.key.key(),
                column: change.column,
                from: &change.from,
                to: &change.to,
            })
            .collect(),
    }
}

fn option<'a>(book: &PriceBook, offer: &'a Offer) -> OptionOut<'a> {
    OptionOut {
        key: offer.key.key(),
        label: offer.key.label(),
        feasible: offer.bill.is_some(),
        reasons: offer.reasons.iter().map(ToString::to_string).collect(),
        total_usd: offer.total().map(|total| total.to_string()),
        line_items: offer.bill.iter().flat_map(|bill| bill.items()).map(|item| line_item(book, item)).collect(),
        warnings: offer.warnings.iter().map(ToString::to_string).collect(),
        assumptions: (offer.assumptions.iter()).map(|note| Note { key: note.key(), text: note.to_string() }).collect(),
        fleet: offer.fleet.as_ref().map(fleet),
        function: offer.function.map(|function| FunctionOut {
            invocations: function.invocations.to_string(),
            billed_ms: function.billed_ms.to_string(),
            vcpu: rounded(function.vcpu),
            cold_starts: function.cold_starts.to_string(),
            peak_concurrency: rounded(function.peak_concurrency),
            provisioned_invocations: function.provisioned_invocations.to_string(),
        }),
    }
}

fn line_item(book: &PriceBook, item: &LineItem) -> LineItemOut {
    let provenance = book.provenance(item.provenance);
    LineItemOut {
        key: item.key.key(),
        label: item.key.label(),
        quantity: item.quantity.to_string(),
        consumed_quantity: item.consumed.to_string(),
        unit: item.unit,
        unit_price_usd: item.unit_price_usd.to_string(),
        tier: item.tier.map(|tier| TierOut { from: tier.from.to_string(), to: tier.to.map(|to| to.to_string()) }),
        amount_usd: item.amount.to_string(),
        explanation: item.why.to_string(),
        source: provenance.source,
        as_of: provenance.as_of,
        estimated: provenance.estimated,
        own_price: provenance.own,
    }
}

fn fleet(fleet: &FleetSummary) -> FleetOut<'_> {
    FleetOut {
        instance_type: &fleet.instance_type,
        peak_instances: fleet.peak_instances,
        fewest_instances: fleet.fewest_instances,
        instance_hours: fleet.instance_hours.to_string(),
        bound: fleet.bound.name(),
        scaling: fleet.scaling.name(),
        purchase: fleet.purchase.to_string(),
        committed_instances: fleet.split.map(|split| split.committed),
        peak_utilization_pct: rounded(fleet.peak_utilization * 100.0),
        utilization_of: fleet.utilization_of.name(),
        request_ms: rounded(fleet.request_ms),
        types_considered: fleet.types_considered,
        types_left_out: fleet.types_left_out,
    }
}

/// A figure of the model that is not money, to six decimals.
fn rounded(value: f64) -> Option<String> {
    Dec::from_rounded(value, 6).map(|dec| dec.to_string())
}

fn verdict(verdict: &Verdict) -> VerdictOut {
    let winner = verdict.winner().map(OptionKey::key);
    match verdict {
        Verdict::Cheaper { over, saving, saving_pct, .. } => VerdictOut {
            outcome: "cheaper",
            winner,
            over: Some(over.key()),
            saving_usd: Some(saving.to_string()),
            saving_pct: Some(saving_pct.to_string()),
        },
        Verdict::Tie => VerdictOut {
            outcome: "tie",
            winner,
            over: None,
            saving_usd: Some("0".to_owned()),
            saving_pct: Some("0".to_owned()),
        },
        Verdict::OnlyPossible { .. } => {
            VerdictOut { outcome: "only_possible", winner, over: None, saving_usd: None, saving_pct: None }
        }
        Verdict::NonePossible => {
            VerdictOut { outcome: "none_possible", winner, over: None, saving_usd: None, saving_pct: None }
        }
    }
}

fn totals(totals: &Totals) -> TotalsOut {
    TotalsOut {
        workloads: totals.workloads,
        lambda_usd: totals.all_on(OptionKey::Lambda).map(|total| total.to_string()),
        lambda_impossible: totals.lambda_impossible,
        ec2_usd: totals.all_on(OptionKey::Ec2).map(|total| total.to_string()),
        ec2_impossible: totals.ec2_impossible,
        cheapest_usd: totals.cheapest.to_string(),
        lambda_own_price: totals.lambda_own_price,
        ec2_own_price: totals.ec2_own_price,
        lambda_wins: totals.lambda_wins,
        ec2_wins: totals.ec2_wins,
        impossible: totals.impossible,
    }
}
