//! Regions of other clouds, and the one of AWS that is nearest to each: by letters alone another would be.

/// A region of another cloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ForeignRegion {
    /// Whose it is.
    pub(crate) cloud: &'static str,
    /// The nearest one of AWS.
    pub(crate) nearest: &'static str,
    /// The one of AWS that has the same letters and digits.
    pub(crate) spelled: Option<&'static str>,
}

/// Places after the clouds' lists of locations (Google Cloud: regions and zones; Azure: geographies; both as of 2026-10), with
/// Google's name, Azure's in small letters without blanks, and the nearest region of AWS.
const PLACES: &[(&[&str], &[&str], &str)] = &[
    (&["us-east1", "us-east4"], &["eastus", "eastus2"], "us-east-1"),
    (&["us-central1", "us-east5"], &["centralus", "northcentralus", "southcentralus"], "us-east-2"),
    (&["us-west2", "us-west4"], &["westus", "westus3"], "us-west-1"),
    (&["us-west1"], &["westus2"], "us-west-2"),
    (&["northamerica-northeast1", "northamerica-northeast2"], &["canadacentral", "canadaeast"], "ca-central-1"),
    (&["southamerica-east1"], &["brazilsouth"], "sa-east-1"),
    (&[], &["northeurope"], "eu-west-1"),
    (&["europe-west2"], &["uksouth", "ukwest"], "eu-west-2"),
    (&["europe-west1", "europe-west9"], &["francecentral"], "eu-west-3"),
    (&["europe-west3", "europe-west4"], &["westeurope", "germanywestcentral"], "eu-central-1"),
    (&["europe-west6"], &["switzerlandnorth"], "eu-central-2"),
    (&["europe-west8"], &["italynorth"], "eu-south-1"),
    (&["europe-southwest1"], &["spaincentral"], "eu-south-2"),
    (&["europe-north1"], &["swedencentral"], "eu-north-1"),
    (&["me-west1"], &["israelcentral"], "il-central-1"),
    (&[], &["uaenorth"], "me-central-1"),
    (&["africa-south1"], &["southafricanorth"], "af-south-1"),
    (&["asia-south1"], &["centralindia", "westindia"], "ap-south-1"),
    (&["asia-southeast1"], &["southeastasia"], "ap-southeast-1"),
    (&["asia-southeast2"], &[], "ap-southeast-3"),
    (&["australia-southeast1"], &["australiaeast"], "ap-southeast-2"),
    (&["australia-southeast2"], &["australiasoutheast"], "ap-southeast-4"),
    (&["asia-east1"], &[], "ap-east-2"),
    (&["asia-east2"], &["eastasia"], "ap-east-1"),
    (&["asia-northeast1"], &["japaneast"], "ap-northeast-1"),
    (&["asia-northeast2"], &["japanwest"], "ap-northeast-3"),
    (&["asia-northeast3"], &["koreacentral"], "ap-northeast-2"),
];

/// What a text is that names a region of another cloud, as its programs or its console write it.
pub(crate) fn foreign_region(text: &str) -> Option<ForeignRegion> {
    const LONGEST_NAME: usize = 30;
    let text = text.trim();
    if text.len() > LONGEST_NAME {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let joined = lower.replace(' ', "");
    PLACES.iter().find_map(|(google, azure, nearest)| {
        let cloud = match () {
            () if google.contains(&lower.as_str()) => "Google Cloud",
            () if azure.contains(&joined.as_str()) => "Azure",
            () => return None,
        };
        // `us-west1` is Oregon's, and a hyphen off N. California.
        let alike = |code: &&str| code.replace('-', "") == lower.replace('-', "");
        let spelled = PLACES.iter().map(|(.., code)| *code).find(alike).filter(|code| code != nearest);
        Some(ForeignRegion { cloud, nearest, spelled })
    })
}

impl ForeignRegion {
    /// The regions of AWS that may be meant.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        std::iter::once(self.nearest).chain(self.spelled).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{PLACES, foreign_region};
    use crate::pricebook::PriceBook;

    #[test]
    fn regions_of_other_clouds_are_where_they_are() {
        for (name, cloud, codes) in [
            ("europe-west3", "Google Cloud", &["eu-central-1"][..]),
            ("asia-south1", "Google Cloud", &["ap-south-1"]),
            ("us-west1", "Google Cloud", &["us-west-2", "us-west-1"]),
            ("us-east1", "Google Cloud", &["us-east-1"]),
            ("uksouth", "Azure", &["eu-west-2"]),
            ("West US 2", "Azure", &["us-west-2"]),
            ("WestEurope", "Azure", &["eu-central-1"]),
        ] {
            let found = foreign_region(name).unwrap();
            assert_eq!((found.cloud, found.codes().as_slice()), (cloud, codes), "{name}");
        }
        for own in ["us-east-1", "us-west-1", "US East", "US East (Ohio)", "eu-frankfurt-1", "EUC1", "us", ""] {
            assert_eq!(foreign_region(own), None, "{own}");
        }
    }

    #[test]
    fn the_nearest_regions_are_priced() {
        let book = PriceBook::current().unwrap();
        assert!(PLACES.iter().all(|(.., code)| book.has_region(code)));
    }
}
