//! EC2 instance types and their attributes.

use super::error::TableFaults;
use super::keys::{Key, Met, Part};
use super::rows::{Row, Table};
use crate::terms::Arch;
use crate::units::Dec;
use smol_str::SmolStr;

/// The number of a type within its book, in alphabetical order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub(super) u32);

/// One EC2 instance type.
#[derive(Debug, Clone, PartialEq)]
pub struct InstanceType {
    /// The name, such as `m7g.large`.
    pub name: SmolStr,
    /// The name before the dot, such as `m7g`.
    pub family: String,
    /// Its instruction set.
    pub arch: Arch,
    /// vCPUs.
    pub vcpu: u32,
    /// Memory, MB (1 GiB = 1,024 MB).
    pub memory_mb: Dec,
    /// Earns and spends CPU credits (T families).
    pub burstable: bool,
    /// CPU level that a burstable type sustains, percent of each vCPU; `None` where it is not known.
    pub baseline_pct: Option<Dec>,
    /// AWS lists it as current generation.
    pub current_generation: bool,
    /// Number of GPUs; `None` where it is not known.
    pub gpu: Option<u32>,
    /// Bare metal.
    pub bare_metal: bool,
}

impl InstanceType {
    /// General types are what a search without named types looks through: families c, m, r and t of the current
    /// generation, without GPU, not bare metal.
    #[must_use]
    pub fn is_general(&self) -> bool {
        let letters = self.family.bytes().take_while(u8::is_ascii_alphabetic).count();
        matches!(&self.family[..letters], "c" | "m" | "r" | "t")
            && self.current_generation
            && self.gpu == Some(0)
            && !self.bare_metal
    }

    /// Whether everything that pricing needs is known: a burstable type's baseline may be missing.
    #[must_use]
    pub fn is_described(&self) -> bool {
        !self.burstable || self.baseline_pct.is_some()
    }
}

pub(super) const COLUMNS: &[&str] = &[
    "instance_type",
    "family",
    "arch",
    "vcpu",
    "threads_per_core?",
    "memory_gib",
    "burstable",
    "baseline_pct_per_vcpu",
    "current_generation",
    "gpu",
    "bare_metal",
    "as_of",
    "source",
];

const KEY: Key = Key { table: "types", parts: &[Part::Name(0)] };

/// Reads a table of types.
pub(super) fn read(file: &str, text: &str, met: &Met) -> Result<Vec<InstanceType>, TableFaults> {
    Ok(read_rows(file, text, met)?.into_iter().map(|(_, kind)| kind).collect())
}

/// The same, each type with its line.
pub(super) fn read_rows(file: &str, text: &str, met: &Met) -> Result<Vec<(u64, InstanceType)>, TableFaults> {
    let mut table = Table::open(file, text, COLUMNS)?.keyed(&KEY, met);
    let mut types = Vec::new();
    while let Some(row) = table.next() {
        types.extend(read_type(&row).map(|kind| (row.line(), kind)));
    }
    table.end(types)
}

/// GiB for each vCPU that no type has: the most are 55 (24,576 GiB for 448 of u-24tb1.112xlarge, pricing/2026/types.csv, 2026-08-18).
const MOST_GIB_PER_VCPU: u64 = 256;

/// Whether so many GiB are more than any type has for so many vCPUs.
pub(super) fn is_beyond_any(memory_gib: Dec, vcpu: u32) -> bool {
    Dec::from_int(vcpu.into()).times(MOST_GIB_PER_VCPU).is_some_and(|most| memory_gib > most)
}

/// That a family is what the type's name begins with: plans for a family and discounts go by it.
fn check_family<'a>(row: &Row<'_>, name: Option<&str>, family: &'a str) -> Option<&'a str> {
    match name.and_then(|name| name.split_once('.')) {
        Some((of_name, _)) if of_name != family => {
            row.fault(1, "is not what the type's name begins with", &format!("write {of_name}"))
        }
        _ => Some(family),
    }
}

/// That a memory is one, and in GiB.
fn check_memory(row: &Row<'_>, memory_gib: Dec, vcpu: Option<u32>) -> Option<Dec> {
    if memory_gib.is_zero() {
        return row.fault(5, "is 0", "write the memory in GiB, such as 8");
    }
    if vcpu.is_some_and(|vcpu| is_beyond_any(memory_gib, vcpu)) {
        let help = "write the memory in GiB: if it is in MiB, divide it by 1,024";
        return row.fault(5, "is more than any type has for so many vCPUs", help);
    }
    memory_gib.ratio(1_024, 1).or_else(|| row.fault(5, "is too large", "write the memory in GiB, such as 8"))
}

/// That a baseline is in percent of a vCPU, and of a type that has one.
fn check_baseline(row: &Row<'_>, baseline: Option<Dec>, burstable: Option<bool>) -> Option<Option<Dec>> {
    let Some(pct) = baseline.filter(|pct| !pct.is_zero()) else { return Some(baseline) };
    if burstable == Some(false) {
        let help = "write true in burstable if the type earns CPU credits, else leave the baseline empty";
        return row.fault(7, "is the baseline of a type that is not burstable", help);
    }
    if pct > Dec::from_int(100) {
        return row.fault(7, "is above 100 %", "write what each vCPU sustains, in percent, such as 20");
    }
    match pct.times(100).filter(|_| pct < Dec::ONE) {
        Some(meant) => row.fault(7, "is below 1 %", &format!("write {meant} for {meant} % of each vCPU")),
        None => Some(baseline),
    }
}

fn read_type(row: &Row<'_>) -> Option<InstanceType> {
    let name = row.required(0);
    let family = row.required(1).and_then(|family| check_family(row, name, family));
    let arch = Arch::from_name(row.text(2)).or_else(|| row.fault(2, "is no architecture", "use x86_64 or arm64"));
    let vcpu = (row.text(3).parse().ok().filter(|count| *count > 0))
        .or_else(|| row.fault(3, "is no number of vCPUs", "write a whole number above 0"));
    let memory_mb = row.number(5).and_then(|memory_gib| check_memory(row, memory_gib, vcpu));
    let (burstable, current_generation) = (row.flag(6), row.flag(8));
    let baseline_pct = row.optional_number(7).and_then(|baseline| check_baseline(row, baseline, burstable));
    let gpu = match row.text(9) {
        "" => Some(None),
        text => text.parse().ok().map(Some).or_else(|| row.fault(9, "is no number of GPUs", "write a whole number")),
    };
    let bare_metal = row.flag(10);
    let (date, source) = (row.date(11), row.required(12));
    date.and(source)?;
    Some(InstanceType {
        name: name?.into(),
        family: family?.to_owned(),
        arch: arch?,
        vcpu: vcpu?,
        memory_mb: memory_mb?,
        burstable: burstable?,
        baseline_pct: baseline_pct?,
        current_generation: current_generation?,
        gpu: gpu?,
        bare_metal: bare_metal?,
    })
}
