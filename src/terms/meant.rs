//! What people call architectures and purchase options that are named otherwise here.

use super::{Arch, Commitment, Payment, Plan, Purchase, Term};

/// Other names of architectures, in small letters.
const ARCHES: [(&str, Arch); 12] = [
    ("amd64", Arch::X86_64),
    ("amd", Arch::X86_64),
    ("intel", Arch::X86_64),
    ("x64", Arch::X86_64),
    ("x86", Arch::X86_64),
    ("x86-64", Arch::X86_64),
    ("i386", Arch::X86_64),
    ("aarch64", Arch::Arm64),
    ("arm", Arch::Arm64),
    ("graviton", Arch::Arm64),
    ("graviton2", Arch::Arm64),
    ("graviton3", Arch::Arm64),
];

impl Arch {
    /// The architecture that another name of it means, or its own in other capitals.
    #[must_use]
    pub fn meant(text: &str) -> Option<Arch> {
        let lower = text.trim().to_lowercase();
        Arch::from_name(&lower).or_else(|| ARCHES.iter().find(|(name, _)| *name == lower).map(|(_, arch)| *arch))
    }
}

impl Purchase {
    /// The name of the purchase option that words such as `Compute Savings Plan`, `RI 1 yr No Upfront` or `ondemand` mean:
    /// a term that they do not say is a year, a payment that they do not say is left out.
    #[must_use]
    pub fn meant(text: &str) -> Option<String> {
        // No option has a longer name, in whatever words.
        if text.len() > MOST_BYTES {
            return None;
        }
        let words = words(text);
        let has = |word: &str| words.iter().any(|known| known == word);
        let any = |all: &[&str]| all.iter().any(|word| has(word));
        if any(&["ondemand", "od", "payg", "paygo"]) || (has("on") && has("demand")) || (has("pay") && has("go")) {
            return Some(Purchase::OnDemand.to_string());
        }
        if any(&["spot", "spots"]) {
            return Some(Purchase::Spot.to_string());
        }
        let is_reserved = any(&["ri", "ris", "reserved", "reservation", "reservations"]);
        let plan = if has("convertible") {
            Plan::ReservedConvertible
        } else if is_reserved {
            Plan::Reserved
        } else if any(&["sp", "sps", "saving", "savings", "savingsplan", "savingsplans"]) {
            // A plan for all compute may be bought for instances of EC2; the other one is never called so.
            let is_of_ec2 = !has("compute") && any(&["ec2", "instance"]);
            if is_of_ec2 { Plan::Ec2SavingsPlan } else { Plan::ComputeSavingsPlan }
        } else {
            return None;
        };
        let term = match () {
            () if any(&["2", "two", "5", "five"]) => return None,
            () if any(&["3", "three", "36"]) => Term::ThreeYears,
            () => Term::OneYear,
        };
        let is_upfront = any(&["upfront", "up", "prepaid"]);
        let payment = match () {
            () if any(&["partial", "half"]) => Some(Payment::PartialUpfront),
            () if has("all") || has("full") => Some(Payment::AllUpfront),
            () if has("no") && is_upfront => Some(Payment::NoUpfront),
            () => None,
        };
        let full = Purchase::Committed(Commitment { plan, term, payment: payment.unwrap_or(Payment::NoUpfront) });
        let full = full.to_string();
        let short = full.strip_suffix(Payment::NoUpfront.name()).and_then(|short| short.strip_suffix('-'));
        Some(short.filter(|_| payment.is_none()).unwrap_or(&full).to_owned())
    }
}

/// The longest text that is looked through.
const MOST_BYTES: usize = 100;

/// The words of a text in small letters; digits stand apart from letters, but for the name of EC2.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let mut words: Vec<String> = Vec::new();
    for part in text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        if part == "ec2" {
            words.push(part.to_owned());
            continue;
        }
        let mut was_digit = None;
        for c in part.chars() {
            let is_digit = c.is_ascii_digit();
            match words.last_mut() {
                Some(word) if was_digit == Some(is_digit) => word.push(c),
                _ => words.push(c.to_string()),
            }
            was_digit = Some(is_digit);
        }
        // `allupfront` is two words.
        if let Some(last) = words.last_mut()
            && let Some(payment) = last.strip_suffix("upfront").filter(|payment| !payment.is_empty())
        {
            *last = payment.to_owned();
            words.push("upfront".to_owned());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_purchase_options_are_told_their_names() {
        for (text, name) in [
            ("compute-savings-plan-1y", "compute-sp-1y"),
            ("Compute Savings Plan", "compute-sp-1y"),
            ("Compute Savings Plan (EC2)", "compute-sp-1y"),
            ("Compute SP for EC2 instances, 3 years", "compute-sp-3y"),
            ("savings-plans", "compute-sp-1y"),
            ("SP", "compute-sp-1y"),
            ("sp-3y", "compute-sp-3y"),
            ("3yr Compute SP partial upfront", "compute-sp-3y-partial-upfront"),
            ("EC2 Instance Savings Plan 1 year", "ec2-sp-1y"),
            ("reserved", "ri-1y"),
            ("RI 1 yr No Upfront", "ri-1y-no-upfront"),
            ("Reserved Instance, three years, all upfront", "ri-3y-all-upfront"),
            ("ri-3y-allupfront", "ri-3y-all-upfront"),
            ("ri-1y-noupfront", "ri-1y-no-upfront"),
            ("Standard RI 36 months", "ri-3y"),
            ("Convertible RI 3y", "ri-convertible-3y"),
            ("ondemand", "on-demand"),
            ("On-Demand", "on-demand"),
            ("On Demand", "on-demand"),
            ("Spot instances", "spot"),
        ] {
            assert_eq!(Purchase::meant(text).as_deref(), Some(name), "{text}");
            assert!(Purchase::from_name(name).is_some(), "{name}");
        }
        for other in ["spt", "cheap", "", "3", "ri-2y", "ec2", "demand"] {
            assert_eq!(Purchase::meant(other), None, "{other}");
        }
    }

    #[test]
    fn architectures_have_many_names() {
        for (text, arch) in [
            ("amd64", Arch::X86_64),
            ("x86", Arch::X86_64),
            ("X64", Arch::X86_64),
            ("Intel", Arch::X86_64),
            ("X86_64", Arch::X86_64),
            ("aarch64", Arch::Arm64),
            ("Graviton", Arch::Arm64),
        ] {
            assert_eq!(Arch::meant(text), Some(arch), "{text}");
        }
        assert_eq!(Arch::meant("sparc"), None);
    }
}
