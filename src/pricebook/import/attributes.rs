//! A product's attributes: those that say what it is, by their names in JSON and in CSV.

macro_rules! attributes {
    ($($(#[$doc:meta])* $name:ident = $json:literal, $csv:literal;)*) => {
        /// An attribute that decides what a product is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Attribute {
            $($(#[$doc])* $name,)*
        }

        impl Attribute {
            pub(super) const ALL: &[Attribute] = &[$(Attribute::$name),*];
            pub(super) const COUNT: usize = Attribute::ALL.len();

            /// The attribute of that name in JSON.
            pub(super) fn from_json(name: &str) -> Option<Attribute> {
                match name {
                    $($json => Some(Attribute::$name),)*
                    _ => None,
                }
            }

            /// The attribute of that column in CSV, whatever its capitals: some changed over the years.
            pub(super) fn from_csv(column: &[u8]) -> Option<Attribute> {
                $(if column.eq_ignore_ascii_case($csv.as_bytes()) {
                    return Some(Attribute::$name);
                })*
                None
            }
        }
    };
}

attributes! {
    /// Stands beside the attributes in JSON.
    Family = "productFamily", "Product Family";
    Service = "servicecode", "serviceCode";
    Location = "location", "Location";
    LocationType = "locationType", "Location Type";
    RegionCode = "regionCode", "Region Code";
    InstanceType = "instanceType", "Instance Type";
    InstanceFamily = "instanceFamily", "Instance Family";
    CurrentGeneration = "currentGeneration", "Current Generation";
    Vcpu = "vcpu", "vCPU";
    Memory = "memory", "Memory";
    Processor = "physicalProcessor", "Physical Processor";
    Gpu = "gpu", "GPU";
    Tenancy = "tenancy", "Tenancy";
    OperatingSystem = "operatingSystem", "Operating System";
    License = "licenseModel", "License Model";
    Software = "preInstalledSw", "Pre Installed S/W";
    Capacity = "capacitystatus", "CapacityStatus";
    Market = "marketoption", "MarketOption";
    Group = "group", "Group";
    UsageType = "usagetype", "usageType";
    Operation = "operation", "operation";
    TransferType = "transferType", "Transfer Type";
    FromLocation = "fromLocation", "From Location";
    FromLocationType = "fromLocationType", "From Location Type";
    FromRegionCode = "fromRegionCode", "From Region Code";
    ToLocation = "toLocation", "To Location";
}

/// A product as one of the formats holds it.
pub(super) trait Product {
    /// The attribute's text; empty where the product does not have it.
    fn get(&self, attribute: Attribute) -> &[u8];

    /// As [`get`](Product::get), for messages.
    fn text(&self, attribute: Attribute) -> String {
        String::from_utf8_lossy(self.get(attribute)).into_owned()
    }
}

/// The attributes of one product of a JSON file, used again for the next one.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    texts: [String; Attribute::COUNT],
}

impl Attributes {
    pub(super) fn clear(&mut self) {
        self.texts.iter_mut().for_each(String::clear);
    }

    pub(super) fn slot(&mut self, attribute: Attribute) -> &mut String {
        &mut self.texts[attribute as usize]
    }
}

impl Product for Attributes {
    fn get(&self, attribute: Attribute) -> &[u8] {
        self.texts[attribute as usize].as_bytes()
    }
}

/// Whether an attribute has this value or is not given.
pub(super) fn is_or_absent(product: &impl Product, attribute: Attribute, value: &str) -> bool {
    let text = product.get(attribute);
    text.is_empty() || text == value.as_bytes()
}
