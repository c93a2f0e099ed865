//! [`Kind`]: the kinds of charts, in one list.

/// A kind of chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Cost against volume, or another input, with every crossing.
    Breakeven,
    /// Each workload's options as bars, the largest saving first.
    Compare,
    /// What each option's bill is made of.
    Components,
    /// Who is cheaper over two inputs.
    Map,
    /// Cost and duration against Lambda's memory size.
    Memory,
    /// What half and twice each input does to the difference.
    Tornado,
    /// A day or a week: demand, instances, cost by hour.
    Profile,
    /// Months of growing demand.
    Growth,
}

impl Kind {
    /// Every kind, in the order of listings.
    pub const ALL: [Kind; 8] = [
        Kind::Breakeven,
        Kind::Compare,
        Kind::Components,
        Kind::Map,
        Kind::Memory,
        Kind::Tornado,
        Kind::Profile,
        Kind::Growth,
    ];

    /// Every kind in the order of slides: all workloads first.
    pub const SLIDES: [Kind; 8] = [
        Kind::Compare,
        Kind::Components,
        Kind::Breakeven,
        Kind::Map,
        Kind::Tornado,
        Kind::Memory,
        Kind::Profile,
        Kind::Growth,
    ];

    /// The name on the command line and in file names.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Kind::Breakeven => "breakeven",
            Kind::Compare => "compare",
            Kind::Components => "components",
            Kind::Map => "map",
            Kind::Memory => "memory",
            Kind::Tornado => "tornado",
            Kind::Profile => "profile",
            Kind::Growth => "growth",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What it shows, in a few words.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Kind::Breakeven => "cost against volume (or another input), with every crossing",
            Kind::Compare => "bars of every workload, the largest saving first",
            Kind::Components => "what each bill is made of",
            Kind::Map => "who is cheaper over two inputs",
            Kind::Memory => "cost and duration against Lambda's memory size",
            Kind::Tornado => "what half and twice each input does to the difference",
            Kind::Profile => "a day or a week: demand, instances, cost by hour",
            Kind::Growth => "months of growing demand",
        }
    }

    /// Whether it shows one workload; the others show all of a scenario.
    #[must_use]
    pub const fn is_of_one(self) -> bool {
        !matches!(self, Kind::Compare | Kind::Components)
    }
}
