//! What a list says of an instance type: architecture, vCPUs, memory, accelerators.

use super::attributes::{Attribute, Product};
use crate::pricebook::differs;
use crate::pricebook::types::{InstanceType, is_beyond_any};
use crate::terms::{Arch, number_of};
use crate::units::Dec;

/// An instance type's attributes as the list has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Details {
    pub(super) arch: Arch,
    pub(super) vcpu: u32,
    pub(super) memory_gib: Dec,
    pub(super) current_generation: bool,
    /// `None` where it is not known.
    pub(super) gpu: Option<u32>,
}

impl Details {
    /// What a product says of its type; `None` where it does not say enough to describe it.
    ///
    /// # Errors
    /// What it says and is no number, or more than there is.
    pub(super) fn of(product: &impl Product) -> Result<Option<Details>, Vec<String>> {
        let mut wrong = Vec::new();
        let vcpu = number(product, Attribute::Vcpu, whole)
            .map_err(|text| wrong.push(format!("vcpu {text:?} is no count of vCPUs, such as \"2\"")));
        let memory_gib = number(product, Attribute::Memory, gib)
            .map_err(|text| wrong.push(format!("memory {text:?} is no amount such as \"8 GiB\" or \"1,952 GiB\"")));
        let (Ok(vcpu), Ok(memory_gib)) = (vcpu, memory_gib) else { return Err(wrong) };
        if let (Some(vcpu), Some(memory_gib)) = (vcpu, memory_gib)
            && is_beyond_any(memory_gib, vcpu)
        {
            let (memory, vcpus) = (product.text(Attribute::Memory), number_of(vcpu.into(), "vCPU", "vCPUs"));
            return Err(vec![format!("memory {memory:?} is more than any type has for {vcpu} {vcpus}")]);
        }
        let no_gpu_family = matches!(
            product.get(Attribute::InstanceFamily),
            b"General purpose" | b"Compute optimized" | b"Memory optimized" | b"Storage optimized"
        );
        let gpu = match product.get(Attribute::Gpu) {
            // The lists have the attribute on types with GPUs only.
            b"" if no_gpu_family => Some(0),
            _ => product.text(Attribute::Gpu).parse().ok(),
        };
        let current_generation = product.get(Attribute::CurrentGeneration) == b"Yes";
        let (Some(arch), Some(vcpu), Some(memory_gib)) = (arch(product), vcpu, memory_gib) else { return Ok(None) };
        Ok(Some(Details { arch, vcpu, memory_gib, current_generation, gpu }))
    }

    /// How this description of a type is another one than that, up to the words that say where that one stands.
    pub(super) fn unlike(&self, name: &str, that: &Details) -> Option<String> {
        let facts = |one: &Details| format!("{} vCPUs, {} GiB, {}", one.vcpu, one.memory_gib, one.arch.name());
        let (own, other) = (facts(self), facts(that));
        (own != other).then(|| format!("{name} is {own} here and {other}"))
    }

    /// As [`unlike`](Details::unlike), against the type of a book. What the list does not say is taken from there.
    pub(super) fn unlike_book(&self, listed: &InstanceType) -> Option<String> {
        let memory_mb = self.memory_gib.times(1_024)?;
        let own = InstanceType { vcpu: self.vcpu, arch: self.arch, memory_mb, ..listed.clone() };
        differs::of_type(&own, listed)
    }
}

fn arch(product: &impl Product) -> Option<Arch> {
    let processor = product.text(Attribute::Processor);
    if processor.contains("Graviton") {
        Some(Arch::Arm64)
    } else if processor.contains("Intel") || processor.contains("AMD") {
        Some(Arch::X86_64)
    } else {
        None
    }
}

/// An attribute's number, or its text where that is none. Empty and `NA` say nothing.
fn number<T>(product: &impl Product, attribute: Attribute, read: fn(&str) -> Option<T>) -> Result<Option<T>, String> {
    let text = product.text(attribute);
    match text.as_str() {
        "" | "NA" => Ok(None),
        given => read(given).map(Some).ok_or(text),
    }
}

fn whole(text: &str) -> Option<u32> {
    text.parse().ok().filter(|count| *count > 0)
}

/// GiB as AWS writes them: `8 GiB`, `1,952 GiB`. Commas stand before groups of three digits and nowhere else.
fn gib(text: &str) -> Option<Dec> {
    let number = text.strip_suffix(" GiB")?;
    let whole = number.split_once('.').map_or(number, |(whole, _)| whole);
    let mut groups = whole.split(',').map(str::len);
    let first = groups.next()?;
    let by_thousands = whole.len() == first || ((1..=3).contains(&first) && groups.all(|digits| digits == 3));
    let is_plain = by_thousands && number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    // A comma behind the point is left, and no number has it.
    let plain = number.replacen(whole, &whole.replace(',', ""), 1);
    is_plain.then(|| plain.parse().ok()).flatten().filter(|gib| *gib > Dec::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_stand_before_three_digits_only() {
        for (text, gib_read) in [
            ("8 GiB", "8"),
            ("0.5 GiB", "0.5"),
            ("1,952 GiB", "1952"),
            ("24,576 GiB", "24576"),
            ("1,952.5 GiB", "1952.5"),
        ] {
            assert_eq!(gib(text), gib_read.parse().ok(), "{text}");
        }
        for text in
            ["8,5 GiB", "1,95 GiB", "1952,000 GiB", ",952 GiB", "1.952,5 GiB", "8 GB", "8", "0 GiB", "-8 GiB", " GiB"]
        {
            assert_eq!(gib(text), None, "{text}");
        }
    }
}
