//! What a row's name says of it: that it is a total or a mean of others.

/// What people call a row of totals: words of a name.
const WORDS: [&str; 52] = [
    "total",
    "totals",
    "sum",
    "subtotal",
    "overall",
    "summe",
    "gesamt",
    "gesamtsumme",
    "insgesamt",
    "somme",
    "totale",
    "totaal",
    "suma",
    "razem",
    "toplam",
    "합계",
    "총계",
    "총합",
    "合計",
    "合计",
    "总计",
    "итого",
    "всего",
    "σ",
    "∑",
    "zusammen",
    "summa",
    "totalt",
    "yhteensä",
    "kokku",
    "celkem",
    "spolu",
    "ukupno",
    "skupaj",
    "összesen",
    "kopā",
    "σύνολο",
    "разом",
    "общо",
    "المجموع",
    "مجموع",
    "الإجمالي",
    "إجمالي",
    "कुल",
    "รวม",
    "tổng",
    "jumlah",
    "總計",
    "总和",
    "小計",
    "小计",
    "合計額",
];

/// Words that names of workloads have as well: only where they begin a name that has nothing else but [what there may be all
/// of](THINGS), and the row has the demand of those above it, is it a total.
const LOOSE_WORDS: [&str; 9] = ["all", "everything", "summary", "alle", "alles", "tout", "tous", "todo", "todos"];

/// What there may be all of.
const THINGS: [&str; 12] = [
    "services",
    "workloads",
    "functions",
    "requests",
    "apis",
    "apps",
    "rows",
    "teams",
    "together",
    "dienste",
    "funktionen",
    "servicios",
];

/// What people call a row of means: words of a name.
const MEANS: [&str; 12] = [
    "average",
    "avg",
    "mean",
    "durchschnitt",
    "mittelwert",
    "schnitt",
    "moyenne",
    "promedio",
    "gemiddelde",
    "평균",
    "平均",
    "среднее",
];

/// Whether a name has one of these words in it.
fn has_word(name: &str, words: &[&str]) -> bool {
    // Names of very many rows are looked at: nothing is copied of those that are plain.
    name.split(|c: char| !c.is_alphanumeric() && c != '∑').any(|word| match word.is_ascii() {
        true => words.iter().any(|known| known.eq_ignore_ascii_case(word)),
        false => words.contains(&word.to_lowercase().as_str()),
    })
}

/// Whether a line has a word for a total or a mean in it.
pub(super) fn may_name_one(line: &str) -> bool {
    is_total(line) || has_word(line, &MEANS) || has_word(line, &LOOSE_WORDS)
}

/// Whether a name says that its row is a total.
pub(super) fn is_total(name: &str) -> bool {
    has_word(name, &WORDS)
}

/// Whether a name says all of something, in [loose words](LOOSE_WORDS).
fn says_all(name: &str) -> bool {
    let words = || name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_thing = |word: &str| THINGS.iter().any(|thing| thing.eq_ignore_ascii_case(word));
    words().next().is_some_and(|first| has_word(first, &LOOSE_WORDS)) && words().skip(1).all(is_thing)
}

/// Whether a name is nothing but a word for a total, and of what: no workload is called so.
pub(super) fn is_bare_total(name: &str) -> bool {
    let mut words = name.split(|c: char| !c.is_alphanumeric() && c != '∑').filter(|word| !word.is_empty());
    let is_thing =
        |word: &str| word.eq_ignore_ascii_case("grand") || THINGS.iter().any(|thing| thing.eq_ignore_ascii_case(word));
    is_total(name) && words.all(|word| is_total(word) || is_thing(word))
}

/// What a row's name says of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Total,
    /// It [says all](says_all) of something.
    MaybeTotal,
    Mean,
    Nothing,
    Otherwise,
}

impl Named {
    pub(super) fn of(name: &str) -> Named {
        match name {
            "" => Named::Nothing,
            _ if has_word(name, &WORDS) => Named::Total,
            // The mean of all.
            _ if has_word(name, &MEANS) => Named::Mean,
            _ if says_all(name) => Named::MaybeTotal,
            _ => Named::Otherwise,
        }
    }
}
