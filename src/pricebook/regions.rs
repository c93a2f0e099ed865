//! Regions as AWS's files and consoles write them: by code, by the name of a location, by the prefix of a usage type.

use super::foreign_region;

/// A region's code, its usage-type prefixes, and the names that its location has had.
struct Region {
    code: &'static str,
    prefixes: &'static [&'static str],
    locations: &'static [&'static str],
}

const fn region(code: &'static str, prefixes: &'static [&'static str], locations: &'static [&'static str]) -> Region {
    Region { code, prefixes, locations }
}

/// Codes and names after AWS's list of regions; prefixes after its billing reports. A region that is not here is known
/// by its `regionCode` alone.
const REGIONS: &[Region] = &[
    region("us-east-1", &["USE1"], &["US East (N. Virginia)"]),
    region("us-east-2", &["USE2"], &["US East (Ohio)"]),
    region("us-west-1", &["USW1"], &["US West (N. California)"]),
    region("us-west-2", &["USW2"], &["US West (Oregon)"]),
    region("ca-central-1", &["CAN1"], &["Canada (Central)"]),
    region("ca-west-1", &["CAN2"], &["Canada West (Calgary)"]),
    region("mx-central-1", &["MXC1"], &["Mexico (Central)"]),
    region("sa-east-1", &["SAE1"], &["South America (Sao Paulo)", "South America (São Paulo)"]),
    region("eu-west-1", &["EU", "EUW1"], &["EU (Ireland)", "Europe (Ireland)"]),
    region("eu-west-2", &["EUW2"], &["EU (London)", "Europe (London)"]),
    region("eu-west-3", &["EUW3"], &["EU (Paris)", "Europe (Paris)"]),
    region("eu-central-1", &["EUC1"], &["EU (Frankfurt)", "Europe (Frankfurt)"]),
    region("eu-central-2", &["EUC2"], &["EU (Zurich)", "Europe (Zurich)"]),
    region("eu-north-1", &["EUN1"], &["EU (Stockholm)", "Europe (Stockholm)"]),
    region("eu-south-1", &["EUS1"], &["EU (Milan)", "Europe (Milan)"]),
    region("eu-south-2", &["EUS2"], &["EU (Spain)", "Europe (Spain)"]),
    region("ap-south-1", &["APS3"], &["Asia Pacific (Mumbai)"]),
    region("ap-south-2", &["APS5"], &["Asia Pacific (Hyderabad)"]),
    region("ap-southeast-1", &["APS1"], &["Asia Pacific (Singapore)"]),
    region("ap-southeast-2", &["APS2"], &["Asia Pacific (Sydney)"]),
    region("ap-southeast-3", &["APS4"], &["Asia Pacific (Jakarta)"]),
    region("ap-southeast-4", &["APS6"], &["Asia Pacific (Melbourne)"]),
    region("ap-southeast-5", &["APS7"], &["Asia Pacific (Malaysia)"]),
    region("ap-southeast-6", &[], &["Asia Pacific (New Zealand)"]),
    region("ap-southeast-7", &["APS9"], &["Asia Pacific (Thailand)"]),
    region("ap-northeast-1", &["APN1"], &["Asia Pacific (Tokyo)"]),
    region("ap-northeast-2", &["APN2"], &["Asia Pacific (Seoul)"]),
    region("ap-northeast-3", &["APN3"], &["Asia Pacific (Osaka)", "Asia Pacific (Osaka-Local)"]),
    region("ap-east-1", &["APE1"], &["Asia Pacific (Hong Kong)"]),
    region("ap-east-2", &["APE2"], &["Asia Pacific (Taipei)"]),
    region("me-south-1", &["MES1"], &["Middle East (Bahrain)"]),
    region("me-central-1", &["MEC1"], &["Middle East (UAE)"]),
    region("il-central-1", &["ILC1"], &["Israel (Tel Aviv)"]),
    region("af-south-1", &["AFS1"], &["Africa (Cape Town)"]),
    region("us-gov-west-1", &["UGW1"], &["AWS GovCloud (US-West)", "AWS GovCloud (US)"]),
    region("us-gov-east-1", &["UGE1"], &["AWS GovCloud (US-East)"]),
    region("cn-north-1", &["CNN1"], &["China (Beijing)"]),
    region("cn-northwest-1", &["CNW1"], &["China (Ningxia)"]),
];

/// Usage types of this region have no prefix.
const BARE: &str = "us-east-1";

/// The region of a location's name.
pub(super) fn of_location(name: &[u8]) -> Option<&'static str> {
    let known = REGIONS.iter().find(|region| region.locations.iter().any(|known| known.as_bytes() == name))?;
    Some(known.code)
}

/// Whether a text has the form of a region code.
pub(super) fn is_code(text: &[u8]) -> bool {
    let plain = text.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-');
    plain && text.len() <= 32 && text.last().is_some_and(u8::is_ascii_digit) && text.contains(&b'-')
}

/// Whether a code is made as AWS makes those of its regions: it ends in a direction and a number.
pub(super) fn has_form(code: &str) -> bool {
    let mut parts = code.rsplit('-');
    let has_number = parts.next().is_some_and(|last| last.parse::<u8>().is_ok());
    let is_direction = |word: &str| {
        let ends = ["north", "south", "central"].iter().find_map(|first| word.strip_prefix(first)).unwrap_or(word);
        matches!(ends, "" | "east" | "west")
    };
    has_number
        && parts.next().is_some_and(|word| !word.is_empty() && is_direction(word))
        && parts.next().is_some()
        && is_code(code.as_bytes())
}

/// A usage type without its prefix, and the region that the prefix stands for where that is known.
pub(super) fn split_usage(usage: &[u8]) -> (&[u8], Option<&'static str>) {
    let Some(dash) = usage.iter().position(|byte| *byte == b'-') else { return (usage, Some(BARE)) };
    let (prefix, rest) = (&usage[..dash], &usage[dash + 1..]);
    let by_prefix = REGIONS.iter().find(|region| region.prefixes.iter().any(|known| known.as_bytes() == prefix));
    match by_prefix {
        Some(region) => (rest, Some(region.code)),
        None if looks_like_prefix(prefix) => (rest, None),
        None => (usage, Some(BARE)),
    }
}

/// Capitals and one digit, as `APS8`.
fn looks_like_prefix(text: &[u8]) -> bool {
    let Some((last, letters)) = text.split_last() else { return false };
    (2..=3).contains(&letters.len()) && letters.iter().all(u8::is_ascii_uppercase) && last.is_ascii_digit()
}

/// Whether a text is for a region of AWS China, which is a cloud of its own with lists in CNY.
pub(crate) fn is_of_china(text: &str) -> bool {
    let folded = folded(text);
    text.to_ascii_lowercase().starts_with("cn-")
        || ["china", "beijing", "ningxia"].iter().any(|name| folded.contains(name))
}

/// Bytes that no name of a region has.
const LONGEST_NAME: usize = 200;

/// The regions that a text stands for which is not a code: a zone, a code in other letters, a location or its city as the
/// console writes them, a prefix of billing reports.
pub(super) fn meant(text: &str) -> Vec<&'static str> {
    if text.len() > LONGEST_NAME {
        return Vec::new();
    }
    if let Some(foreign) = foreign_region(text) {
        return foreign.codes();
    }
    let folded = folded(text);
    let has_code = |region: &Region| {
        let words = || text.split([' ', '(', ')', ',']).filter(|word| !word.is_empty());
        let zone = |word: &str| word.strip_prefix(region.code).is_some_and(is_zone_letter);
        words().any(|word| word == region.code || zone(word)) || folded == self::folded(region.code)
    };
    // `EU` is Ireland's prefix, but nobody who writes it alone means Ireland.
    let is_prefix = |prefix: &&str| prefix.len() > 2 && prefix.eq_ignore_ascii_case(text.trim());
    let has_prefix = |region: &Region| region.prefixes.iter().any(is_prefix);
    let has_location = |region: &Region| region.locations.iter().any(|location| folded == self::folded(location));
    // `US East` begins the codes of two regions, and ends the name of a third.
    let begins = |region: &Region| folded.len() > "us".len() && self::folded(region.code).starts_with(&folded);
    // Of `US East (N. Virginia)` a text may be `N. Virginia` or `Virginia`.
    let has_city = |region: &Region| region.ends_in(&folded);
    // Codes that people make up: `eu-frankfurt-1`.
    let names = || text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > "east".len());
    let has_name = |region: &Region| {
        names().map(self::folded).any(|word| !DIRECTIONS.contains(&word.as_str()) && region.ends_in(&word))
    };
    let known = |is_meant: &dyn Fn(&Region) -> bool| -> Vec<&'static str> {
        REGIONS.iter().filter(|region| is_meant(region)).map(|region| region.code).collect()
    };
    let ways: [&dyn Fn(&Region) -> bool; 6] = [&has_code, &has_prefix, &has_location, &begins, &has_city, &has_name];
    ways.into_iter().map(known).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Words of codes that are also names of places, as in Canada (Central).
const DIRECTIONS: [&str; 3] = ["central", "north", "south"];

impl Region {
    /// Whether the name of its city, or the end of it, is this.
    fn ends_in(&self, folded: &str) -> bool {
        self.locations.iter().any(|location| {
            let city = location.split_once('(').map_or(*location, |(_, city)| city);
            let starts = std::iter::once(0).chain(city.match_indices(' ').map(|(space, _)| space));
            folded.len() > "us".len() && starts.into_iter().any(|start| self::folded(&city[start..]) == folded)
        })
    }
}

/// Letters and digits alone, in small letters.
fn folded(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).take(64).collect()
}

/// What follows a region's code in the name of a zone.
fn is_zone_letter(rest: &str) -> bool {
    matches!(rest.as_bytes(), [b'a'..=b'z'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_new_regions_have_the_form_of_the_others() {
        assert!(REGIONS.iter().all(|region| has_form(region.code)));
        assert!(["us-west-3", "eusc-de-east-1", "ap-southeast-12"].into_iter().all(has_form));
        assert!(
            !["us-est-1", "us-east", "us-1", "us--1", "east-1", "xx-test-1", "", "us-east-1a"]
                .into_iter()
                .any(has_form)
        );
    }

    #[test]
    fn china_is_a_cloud_of_its_own_and_prefixes_may_be_in_small_letters() {
        for name in ["cn-north-1", "CN-NORTHWEST-1", "China (Beijing)", "Ningxia"] {
            assert!(is_of_china(name), "{name}");
        }
        for region in REGIONS.iter().filter(|region| !region.code.starts_with("cn-")) {
            assert!(!is_of_china(region.code) && !region.locations.iter().any(|name| is_of_china(name)));
        }
        assert_eq!((meant("use1"), meant("EUC1")), (vec!["us-east-1"], vec!["eu-central-1"]));
    }

    #[test]
    fn regions_are_known_by_what_people_write_for_them() {
        for (text, code) in [
            ("Frankfurt", "eu-central-1"),
            ("eu-frankfurt-1", "eu-central-1"),
            ("EU (Frankfurt)", "eu-central-1"),
            ("US East (N. Virginia)", "us-east-1"),
            ("US East (N. Virginia) us-east-1", "us-east-1"),
            ("virginia", "us-east-1"),
            ("us-east-1a", "us-east-1"),
            ("us_east_2", "us-east-2"),
            ("USEast1", "us-east-1"),
            ("EUC1", "eu-central-1"),
            ("são paulo", "sa-east-1"),
            ("Ohio", "us-east-2"),
            ("UAE", "me-central-1"),
        ] {
            assert_eq!(meant(text), [code], "{text}");
        }
        // `central` stands for no one region, and a word inside of another is none.
        assert_eq!(meant("Central"), ["ca-central-1", "mx-central-1"]);
        assert_eq!(meant("US East"), ["us-east-1", "us-east-2"]);
        assert_eq!(meant("us-west"), ["us-west-1", "us-west-2"]);
        for stranger in ["land", "mars", "EU", "east", "", "()", "us"] {
            assert!(meant(stranger).is_empty(), "{stranger}");
        }
    }

    #[test]
    fn prefixes_and_locations_name_one_region_each() {
        for (index, one) in REGIONS.iter().enumerate() {
            assert!(is_code(one.code.as_bytes()), "{}", one.code);
            for other in &REGIONS[index + 1..] {
                assert!(one.code != other.code);
                assert!(one.prefixes.iter().all(|prefix| !other.prefixes.contains(prefix)), "{}", one.code);
                assert!(one.locations.iter().all(|name| !other.locations.contains(name)), "{}", one.code);
            }
        }
    }

    #[test]
    fn a_prefix_is_taken_off_and_nothing_else() {
        let split = |usage: &'static str| {
            let (base, region) = split_usage(usage.as_bytes());
            (std::str::from_utf8(base).unwrap(), region)
        };
        assert_eq!(split("EU-Lambda-GB-Second"), ("Lambda-GB-Second", Some("eu-west-1")));
        assert_eq!(split("Lambda-GB-Second"), ("Lambda-GB-Second", Some("us-east-1")));
        assert_eq!(split("USE1-LCUUsage"), ("LCUUsage", Some("us-east-1")));
        assert_eq!(split("BoxUsage:m5.large"), ("BoxUsage:m5.large", Some("us-east-1")));
        // Another thing than a load balancer, not a region's.
        assert_eq!(split("TS-LoadBalancerUsage"), ("TS-LoadBalancerUsage", Some("us-east-1")));
        // A region that the table does not have yet.
        assert_eq!(split("APS8-Request"), ("Request", None));
        // A Local Zone keeps its own part and so is no plain usage type.
        assert_eq!(split("USE1-BOS1-BoxUsage:c5.large"), ("BOS1-BoxUsage:c5.large", Some("us-east-1")));
    }
}
