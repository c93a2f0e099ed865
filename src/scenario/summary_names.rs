//! What a row's name says of it: that it is the total of others, their mean or another figure of them.

use crate::terms::TOTALS;
use crate::units::Dec;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

/// What a row can be of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figure {
    Total,
    Mean,
    /// What so many percent of them do not exceed: of 0 the smallest one, of 50 the median, of 100 the largest.
    Quantile(u8),
    Deviation,
    /// How many they are.
    Count,
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Figure::Total => f.write_str("total"),
            Figure::Mean => f.write_str("average"),
            Figure::Quantile(0) => f.write_str("minimum"),
            Figure::Quantile(50) => f.write_str("median"),
            Figure::Quantile(100) => f.write_str("maximum"),
            Figure::Quantile(percent) => write!(f, "p{percent}"),
            Figure::Deviation => f.write_str("standard deviation"),
            Figure::Count => f.write_str("count"),
        }
    }
}

impl Figure {
    /// Whether it may be of numbers between those two, of which some may not be shown: a total and a maximum are no less than any of
    /// them, a minimum no more, a mean and its like lie among them.
    pub(super) fn may_be(self, value: Dec, least: Option<Dec>, largest: Option<Dec>) -> bool {
        let (is_above, is_below) = (least.is_none_or(|least| value >= least), largest.is_none_or(|most| value <= most));
        match self {
            Figure::Total | Figure::Quantile(100) => largest.is_none_or(|most| value >= most),
            Figure::Quantile(0) => least.is_none_or(|least| value <= least),
            Figure::Mean | Figure::Quantile(_) => is_above && is_below,
            Figure::Deviation => is_below,
            Figure::Count => true,
        }
    }

    /// Its name behind its article.
    pub(super) fn with_article(self) -> String {
        let article = if self == Figure::Mean { "an" } else { "a" };
        format!("{article} {self}")
    }
}

/// Words for a total that names of workloads have as well: only where they begin a name that has nothing else but [what and
/// when](OF), and the row has the demand of those above it, is it a total.
const LOOSE_TOTALS: &str = "all everything summary aggregate aggregated alle alles ensemble tout tous todo todos tutto tutti tudo 전체 \
    全体 全部";

/// Words for a mean, anywhere in a name.
const MEANS: &str = "average avg mean durchschnitt durchschnittlich mittelwert schnitt moyenne promedio gemiddelde medelvärde \
    genomsnitt gennemsnit gjennomsnitt keskiarvo średnia průměr átlag ortalama 평균 平均 平均値 平均值 среднее ø ⌀ ∅";

/// Words for a mean that names of workloads have as well: only alone, and by every cell, is it one.
const LOOSE_MEANS: &str = "mittel media média medie";

/// What there may be all of, the mean of or most of, and when.
const OF: &str = "grand general général generale services workloads functions requests apis apps rows teams together dienste funktionen \
    servicios service workload function request row value values month months monthly day daily hour hourly week weekly year yearly \
    annual last this previous current per of the in for and pro por par funktion función fonction funzione função monat tag jahr mes \
    mois mese mês duration latency memory demand";

/// Names that are another figure and nothing else, but [of what and when](OF).
const FIGURES: [(Figure, &str); 6] = [
    (Figure::Count, "count"),
    (Figure::Total, "i alt"),
    (
        Figure::Quantile(100),
        "max, maxi, maximum, maximal, maximalwert, höchstwert, máximo, maximo, máx, valor máximo, massimo, 최대, 최대값, 최댓값, 最大, \
         最大値, 最大值",
    ),
    (
        Figure::Quantile(0),
        "min, mini, minimum, minimal, minimalwert, mínimo, minimo, mín, valor mínimo, 최소, 최소값, 최솟값, 最小, 最小値, 最小值",
    ),
    (Figure::Quantile(50), "median, medianwert, médiane, mediana, 중앙값, 중위수, 中央値, 中位数"),
    (
        Figure::Deviation,
        "std, stdev, stdevp, stddev, std dev, std deviation, stdabw, standard dev, standard deviation, standardabweichung, écart type, \
         ecart type, desviación estándar, desviacion estandar, desv est, deviazione standard, desvio padrão, desvio padrao, 표준편차, \
         표준 편차, 標準偏差, 标准差, 標準差",
    ),
];

/// What a word says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Total,
    LooseTotal,
    Mean,
    LooseMean,
    /// One of the names of [`FIGURES`], or of their words.
    OfFigure,
    Of,
}

/// The words, in small letters.
static WORDS: LazyLock<HashMap<&'static str, Word, FixedState>> = LazyLock::new(|| {
    let of_figures = FIGURES.iter().flat_map(|(_, names)| names.split([',', ' '])).filter(|word| !word.is_empty());
    let of_figures = of_figures.map(|word| (word, Word::OfFigure));
    let lists = [
        (TOTALS, Word::Total),
        (LOOSE_TOTALS, Word::LooseTotal),
        (MEANS, Word::Mean),
        (LOOSE_MEANS, Word::LooseMean),
        (OF, Word::Of),
    ];
    let words = of_figures.chain(lists.iter().flat_map(|(list, says)| list.split(' ').map(|word| (word, *says))));
    let mut all = HashMap::with_capacity_and_hasher(512, FixedState::default());
    all.extend(words);
    all
});

/// For each first letter of ASCII a bit for each length in bytes that one of [`WORDS`] has.
static LENGTHS: LazyLock<[u64; 128]> = LazyLock::new(|| {
    let mut lengths = [0; 128];
    for word in WORDS.keys() {
        let first = word.bytes().next().map(usize::from);
        if let Some(bits) = first.and_then(|first| lengths.get_mut(first)) {
            *bits |= length_bit(word);
        }
    }
    lengths
});

fn length_bit(word: &str) -> u64 {
    1 << word.len().min(63)
}

impl Word {
    fn of(word: &str) -> Option<Word> {
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Word::Of);
        }
        // Names of very many rows are looked at: most of their words are none of these at first sight.
        let first = word.bytes().next().map(|first| usize::from(first.to_ascii_lowercase()));
        if first.and_then(|first| LENGTHS.get(first)).is_some_and(|lengths| lengths & length_bit(word) == 0) {
            return None;
        }
        WORDS.get(word.to_lowercase().as_str()).copied()
    }
}

/// The words of a name.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '∑' | '⌀' | '∅')).filter(|word| !word.is_empty())
}

/// What a row's name says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    /// What its row is of others.
    pub(super) figure: Figure,
    /// Nothing else stands in it but of what and when.
    pub(super) is_bare: bool,
    /// A total's word begins or ends it: `Orders total`, `Total (two regions)`.
    pub(super) is_at_edge: bool,
    /// Workloads are called so as well.
    pub(super) is_loose: bool,
}

impl Named {
    /// What a name says; `None` where it is a workload's only.
    pub(super) fn of(name: &str) -> Option<Named> {
        let bare = |figure| Some(Named { figure, is_bare: true, is_at_edge: false, is_loose: false });
        let (mut has_total, mut has_mean, mut has_figure, mut has_other) = (false, false, false, false);
        let (mut first, mut last, mut loose, mut count) = (None, (None, ""), 0, 0);
        let mut may_be_percentile = true;
        for word in words(name) {
            let says = Word::of(word);
            if count == 0 {
                first = says;
            }
            last = (says, word);
            count += 1;
            match says {
                Some(Word::Total) => has_total = true,
                Some(Word::Mean) => has_mean = true,
                Some(Word::LooseTotal | Word::LooseMean) => loose += 1,
                Some(Word::OfFigure) => has_figure = true,
                Some(Word::Of) => {}
                None => {
                    has_other = true;
                    may_be_percentile &= word.starts_with(|c: char| c.is_ascii_digit() || c.eq_ignore_ascii_case(&'p'));
                }
            }
        }
        // A sum service is one of them, and no sum.
        let is_one = count == 2 && ["service", "function", "workload"].iter().any(|it| it.eq_ignore_ascii_case(last.1));
        let is_bare = !has_other && !has_figure && !is_one;
        // Excel's groups end in `Orders-Ergebnis`; in front it is a result.
        let ends_group = last.1.eq_ignore_ascii_case("ergebnis");
        has_total |= ends_group;
        let is_at_edge = ends_group || [first, last.0].contains(&Some(Word::Total));
        match first {
            // Of an overall mean it is the mean, and so on.
            _ if has_mean => Some(Named { figure: Figure::Mean, is_bare, is_at_edge: false, is_loose: false }),
            _ if has_total && has_figure && !has_other => of_figure(name),
            _ if has_total => Some(Named { figure: Figure::Total, is_bare, is_at_edge, is_loose: false }),
            _ if count > MOST_WORDS || !may_be_percentile => None,
            _ if has_other => percentile(name).and_then(bare),
            Some(Word::LooseTotal) if loose == 1 && !has_figure => {
                Some(Named { figure: Figure::Total, is_bare: true, is_at_edge: false, is_loose: true })
            }
            Some(Word::LooseMean) if loose == 1 && !has_figure => {
                Some(Named { figure: Figure::Mean, is_bare: true, is_at_edge: false, is_loose: true })
            }
            _ if has_figure => of_figure(name),
            _ => percentile(name).and_then(bare),
        }
    }
}

/// Names of figures have no more words.
const MOST_WORDS: usize = 8;

/// The figure that a name is, of [`FIGURES`].
fn of_figure(name: &str) -> Option<Named> {
    let is_part = |word: &&str| Word::of(word) == Some(Word::OfFigure);
    let parts: Vec<String> = words(name).filter(is_part).map(str::to_lowercase).collect();
    let parts = parts.join(" ");
    let (figure, _) = FIGURES.iter().find(|(_, names)| names.split(", ").any(|known| known == parts))?;
    Some(Named { figure: *figure, is_bare: true, is_at_edge: false, is_loose: *figure == Figure::Total })
}

/// The percentile that a name is: `p95`, `95th percentile`, `75%`.
fn percentile(name: &str) -> Option<Figure> {
    let number = |text: &str| text.parse().ok().filter(|percent| (1..100).contains(percent)).map(Figure::Quantile);
    if let Some(percent) = name.strip_suffix('%') {
        return number(percent.trim());
    }
    let mut found = None;
    let mut has_word = false;
    for word in words(name).take(MOST_WORDS) {
        let is_word =
            ["percentile", "percentil", "perzentil", "centile"].iter().any(|it| it.eq_ignore_ascii_case(word));
        // P1 is a priority as well.
        let letter = word.strip_prefix(['p', 'P']).filter(|rest| !is_word && rest.len() > 1);
        let ordinal = word.trim_end_matches("th");
        let this = letter.and_then(number).or_else(|| number(ordinal));
        match this {
            Some(this) if found.is_none() => found = Some((this, letter.is_some())),
            _ if is_word => has_word = true,
            _ if Word::of(word) == Some(Word::Of) => {}
            _ => return None,
        }
    }
    found.filter(|(_, has_letter)| has_word || *has_letter).map(|(figure, _)| figure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_its_row_is_of_others() {
        for (figure, names) in [
            (
                Figure::Total,
                &["소계", "総計", "Zwischensumme", "Last month total", "Total per month", "Total 2026"][..],
            ),
            (Figure::Mean, &["Ø", "Ø pro Funktion", "Medelvärde", "Średnia", "ORTALAMA", "⌀"]),
            (Figure::Quantile(100), &["Max", "MAXIMUM:", "Máximo", "最大値", "최댓값", "Max (requests)"]),
            (Figure::Quantile(0), &["min", "Minimum", "Mínimo", "最小值", "최소"]),
            (Figure::Quantile(50), &["Median", "Médiane", "Mediana", "中央値", "p50", "50%"]),
            (Figure::Quantile(95), &["p95", "P95 latency", "95th percentile", "95. Perzentil", "95 %"]),
            (Figure::Deviation, &["Std dev", "stdev", "Standard deviation", "Écart-type", "標準偏差", "표준편차"]),
        ] {
            for name in names {
                let expected = Named { figure, is_bare: true, is_at_edge: figure == Figure::Total, is_loose: false };
                assert_eq!(Named::of(name), Some(expected), "{name}");
            }
        }
        for (figure, names) in [
            (Figure::Total, &["전체", "Ensemble", "I alt", "Aggregate", "All services"][..]),
            (Figure::Mean, &["Mittel", "Media", "Média"]),
        ] {
            for name in names {
                let expected = Named { figure, is_bare: true, is_at_edge: false, is_loose: true };
                assert_eq!(Named::of(name), Some(expected), "{name}");
            }
        }
        for name in [
            "",
            "max-bid",
            "Media server",
            "aggregate-orders",
            "standard",
            "p95-api",
            "p",
            "pay",
            "percentile",
            "2026",
            "95",
            "100%",
        ] {
            assert_eq!(Named::of(name), None, "{name}");
        }
    }

    #[test]
    fn each_word_stands_in_one_list() {
        let words: Vec<&str> =
            [TOTALS, LOOSE_TOTALS, MEANS, LOOSE_MEANS, OF].iter().flat_map(|list| list.split_whitespace()).collect();
        for (at, word) in words.iter().enumerate() {
            assert!(!words[..at].contains(word), "{word}");
            assert!(FIGURES.iter().all(|(_, names)| names.split([',', ' ']).all(|part| part != *word)), "{word}");
            assert_eq!(word.to_lowercase(), *word);
        }
    }
}
