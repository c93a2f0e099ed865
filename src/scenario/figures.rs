//! Rows that are the mean, the largest, the smallest or another figure of those around them, as spreadsheets have some at their end.

use super::summaries::{Amount, By, Row, apart};
use super::summary_names::{Figure, Named};
use crate::units::Dec;

/// So many rows that are named as figures, the last ones, are looked at: each is put to all others.
const MOST_LOOKED_AT: usize = 64;

/// Percentiles, minimums and the like of a table: with more of them `p1` to `p98` are names of workloads.
const MOST_QUANTILES: usize = 20;

/// A rounded mean is some when its last digit is less than one such part of it.
const FINE: u64 = 20;

/// The ways in which rows count: none counts that is named as a figure and nothing else. A plan's `min`, `avg` and `max` are workloads.
const FIGURE_WAYS: std::ops::Range<usize> = 0..2;

/// Marks rows that are named as a figure of others and have it in their cells.
pub(super) fn find(rows: &mut [Row]) {
    let figure = |row: &Row| row.found.is_none().then_some(row.named?).filter(|named| named.figure != Figure::Total);
    let mut named: Vec<(usize, Named)> =
        rows.iter().enumerate().filter_map(|(at, row)| Some((at, figure(row)?))).collect();
    let is_quantile = |(_, named): &(usize, Named)| matches!(named.figure, Figure::Quantile(_));
    if named.iter().filter(|one| is_quantile(one)).count() > MOST_QUANTILES {
        named.retain(|one| !is_quantile(one));
    }
    for (at, named) in named.into_iter().rev().take(MOST_LOOKED_AT) {
        if let Some(by) = told(rows, at, named) {
            // A name that says more may be a workload's, which its numbers are by chance.
            rows[at].found = Some((named.figure, if named.is_bare { by } else { By::NameAlone }));
        }
    }
}

/// By which rows a row is the figure that it is named as.
fn told(rows: &[Row], at: usize, named: Named) -> Option<By> {
    let mut before = [usize::MAX; 2];
    for way in FIGURE_WAYS {
        let others: Vec<(usize, &Row)> =
            rows.iter().enumerate().filter(|(other, row)| *other != at && row.counts_in(way)).collect();
        let above = others.partition_point(|(other, _)| *other < at);
        // The same rows.
        if before == [above, others.len()] {
            continue;
        }
        before = [above, others.len()];
        let ends = (at == 0, at + 1 == rows.len());
        let is_of = |others: &[(usize, &Row)]| is_figure_of(&rows[at], named, ends, others);
        if is_of(&others[..above]) {
            return Some(By::Above);
        }
        if above < others.len() && is_of(&others) {
            return Some(if above == 0 { By::Below } else { By::Others });
        }
    }
    None
}

/// Whether a row has the figure of others that it is named as. A name that is nothing else needs the demand only to be a mean,
/// as means of durations may be weighted. Among other rows a mean whose name says more, such as `API mean` between `API low` and
/// `API high`, is a workload.
fn is_figure_of(row: &Row, named: Named, (is_first, is_last): (bool, bool), others: &[(usize, &Row)]) -> bool {
    if others.len() < 2 {
        return false;
    }
    let (mut filled, mut is_all, mut is_demand, mut differs) = (0, true, false, false);
    for (at, amount) in row.amounts.iter().enumerate() {
        let Amount::Number { value, place, .. } = *amount else {
            is_all &= matches!(amount, Amount::Nothing);
            continue;
        };
        let column: Vec<Amount> = others.iter().filter_map(|(_, other)| other.amounts.get(at).copied()).collect();
        let (is, is_clear, differ) = Numbers::of(&column).map_or((false, false, false), |numbers| {
            let is_fine = || place.times(FINE).is_some_and(|coarse| coarse <= value);
            let is_clear = || is_fine() || numbers.have(named.figure, value, Dec::ZERO);
            let is = numbers.have(named.figure, value, place);
            // Rows that are all alike have their mean without one of them being it.
            (is, is && is_clear(), numbers.differ())
        });
        filled += 1;
        is_all &= is;
        // Alone, a figure that is rounded to one digit says little.
        is_demand |= at == 0 && is_clear && differ;
        differs |= differ;
    }
    let is_told_by_all = is_all && differs && filled > 0;
    match named {
        Named { is_loose: true, .. } => is_told_by_all && is_demand && filled > 1,
        Named { figure: Figure::Mean, is_bare: true, .. } => is_demand || is_told_by_all,
        Named { figure: Figure::Mean, .. } => is_demand && (is_last || (is_first && is_all)),
        _ => is_told_by_all,
    }
}

/// The numbers of a column.
struct Numbers {
    values: Vec<Dec>,
    /// Of numbers that are rounded to a decimal their sum may differ by half of it for each.
    places: Dec,
}

impl Numbers {
    /// `None` where one is not clear. Rows without one have none.
    fn of(column: &[Amount]) -> Option<Numbers> {
        let mut numbers = Numbers { values: Vec::with_capacity(column.len()), places: Dec::ZERO };
        for amount in column {
            match *amount {
                Amount::Nothing => {}
                Amount::Unclear => return None,
                Amount::Number { value, place, has_point } => {
                    numbers.values.push(value);
                    if has_point {
                        numbers.places = numbers.places.add(place)?;
                    }
                }
            }
        }
        (!numbers.values.is_empty()).then_some(numbers)
    }

    fn differ(&self) -> bool {
        self.values.iter().any(|value| Some(value) != self.values.first())
    }

    /// Whether a number is this figure of them, as far as its last digit tells.
    fn have(&self, figure: Figure, value: Dec, place: Dec) -> bool {
        match figure {
            Figure::Total => false,
            Figure::Mean => self.have_mean(value, place).unwrap_or(false),
            Figure::Quantile(percent) => self.have_quantile(u64::from(percent), value, place).unwrap_or(false),
            Figure::Deviation => self.have_deviation(value, place),
            Figure::Count => u32::try_from(self.values.len()).is_ok_and(|count| value == Dec::from(count)),
        }
    }

    fn have_mean(&self, value: Dec, place: Dec) -> Option<bool> {
        let sum = self.values.iter().try_fold(Dec::ZERO, |sum, value| sum.add(*value))?;
        // So many means are the sum.
        let count = u64::try_from(self.values.len()).ok()?;
        let most = self.places.add(place.times(count)?)?.ratio(1, 2)?;
        Some(!sum.is_zero() && apart(sum, value.times(count)?)? <= most)
    }

    /// Spreadsheets and statistics programs know three quantiles: between two numbers, with the ends or without them, and the
    /// nearest number.
    fn have_quantile(&self, percent: u64, value: Dec, place: Dec) -> Option<bool> {
        let mut sorted = self.values.clone();
        sorted.sort_unstable();
        let count = u64::try_from(sorted.len()).ok()?;
        let last = (count - 1) * 100;
        let with_ends = (count - 1) * percent;
        let without_ends = ((count + 1) * percent).saturating_sub(100).min(last);
        let nearest = (count * percent).div_ceil(100).saturating_sub(1) * 100;
        let most = place.ratio(1, 2)?;
        for hundredths in [with_ends, without_ends, nearest] {
            let at = usize::try_from(hundredths / 100).ok()?;
            let low = *sorted.get(at)?;
            let high = sorted.get(at + 1).copied().unwrap_or(low);
            let between = high.sub(low)?.ratio(i128::from(hundredths % 100), 100)?;
            if apart(low.add(between)?, value)? <= most {
                return Some(true);
            }
        }
        Some(false)
    }

    /// Of all numbers, or estimated from them as a part of more.
    fn have_deviation(&self, value: Dec, place: Dec) -> bool {
        let count = self.values.len() as f64;
        let mean = self.values.iter().map(|value| value.to_f64()).sum::<f64>() / count;
        let squares = self.values.iter().map(|value| (value.to_f64() - mean) * (value.to_f64() - mean)).sum::<f64>();
        let most = place.to_f64() / 2.0;
        let (value, one) = (value.to_f64(), 1.0);
        [count, count - one].iter().filter(|count| **count > 0.0).any(|count| {
            let deviation = libm::sqrt(squares / count);
            // Floats have sixteen digits.
            (deviation - value).abs() <= most + deviation * 1e-12
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::pricebook::PriceBook;
    use crate::scenario::told::of_rows as notes;
    use crate::scenario::{ScenarioError, read_str};

    #[test]
    fn a_workload_that_is_called_average_is_no_mean_by_a_rounded_demand() {
        // The mean of 5 and 2 million is 3.5 million, which 3M may be, of 100 and 50 ms 75, of 512 and 256 MB 384.
        let rows = "a,5M,100,512\nb,2M,50,256\naverage,3M,80,1024\n";
        assert_eq!(told(rows), Vec::<String>::new());
        assert_eq!(told(&rows.replace("3M,80", "3.5M,80")), ["4: average of the lines above it"]);
    }

    const ROWS: &str = "A,50M,120,1024\nB,10M,100,512\nC,3M,400,256\n";

    /// Lines of which it is told what they are.
    fn told(rows: &str) -> Vec<String> {
        let book = PriceBook::current().unwrap();
        match read_str(&format!("name,requests_per_month,duration_ms,memory_mb\n{rows}"), book.rules()) {
            Ok(_) => Vec::new(),
            Err(ScenarioError::Problems { first, .. }) => {
                let said = |text: &str| text.replace("this line is the ", "");
                first.iter().map(|problem| format!("{}: {}", problem.line(), said(&problem.message))).collect()
            }
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn each_of_several_figures_at_the_end_is_told() {
        // Means: 63 / 3 = 21, 620 / 3 = 206.67, 1792 / 3 = 597.33.
        let all = "Average,21M,206.67,597\nMax,50M,400,1024\nMin,3M,100,256\nMedian,10M,120,512\nTotal,63M,620,1792\n";
        let expected = ["5: average", "6: maximum", "7: minimum", "8: median", "9: total"];
        let expected = expected.map(|it| format!("{it} of the lines above it"));
        assert_eq!(told(&format!("{ROWS}{all}")), expected);
        assert_eq!(told(&format!("{ROWS}Everything,63M,,\nMedia,21M,206.67,597\n")).len(), 2);
        assert_eq!(told(&format!("{ROWS}Media,21M,206.67,597\nTotal,63M,,\n")).len(), 2);
    }

    #[test]
    fn workloads_that_are_numbered_as_percentiles_are_none() {
        // Durations of 16 and 10 ms in turn: of the 98 rows above p99, 49 of which have 16 ms, that is the 99th percentile.
        let row = |at: u32| format!("p{at},1000,{},512\n", if at % 2 == 1 { 16 } else { 10 });
        assert_eq!(told(&(1..100).map(row).collect::<String>()), Vec::<String>::new());
    }

    #[test]
    fn quantiles_and_deviations_are_those_that_spreadsheets_know() {
        // Of 3, 10, 50 and p95: position 2 * 0.95 = 1.9, 10 + 0.9 * 40 = 46; 120 + 0.9 * 280 = 372; 512 + 0.9 * 512 = 972.8.
        // Squares from 21 are 841 + 121 + 324 = 1286: over 2 they are 25.357 squared, over 3 20.704. From 206.67 they are
        // 56266.7, 167.73 or 136.95 squared; from 597.33 305834.7, 391.05 or 319.29 squared.
        for row in [
            "p95,46M,372,973",
            "P95,50M,400,1024",
            "95th percentile,46M,372,972.8",
            "Std dev,25.36M,167.73,391",
            "Standardabweichung,20.7M,136.95,319",
            "Max,50M,,",
            "Overall max,50M,400,1024",
            "Overall average,21M,206.67,597",
            "Ø,21M,206.666667,597.333",
        ] {
            let found = told(&format!("{ROWS}{row}\n"));
            assert!(matches!(found.as_slice(), [one] if one.starts_with("5: ")), "{row}: {found:?}");
        }
    }

    #[test]
    fn a_figure_is_told_above_and_among_its_rows() {
        assert_eq!(told(&format!("Average,21M,206.67,597\n{ROWS}")), ["2: average of the lines below it"]);
        assert_eq!(told(&format!("Max,50M,400,1024\n{ROWS}")), ["2: maximum of the lines below it"]);
        assert_eq!(
            told(&format!("{ROWS}Average,21M,206.67,597\nD,9M,100,512\n")),
            ["5: average of the lines above it"]
        );
        // (1 + 3) / 2 and (100 + 300) / 2.
        let among = "A,1M,100,512\nAverage,2M,200,512\nB,3M,300,512\n";
        assert_eq!(told(among), ["3: average of the other lines"]);
    }

    #[test]
    fn numbers_decide_whether_a_row_with_such_a_name_is_a_workload() {
        let note = |named: &str, figure: &str| {
            [format!(
                "line 5 is named as {named} and counts as a workload: remove it if it is the {figure} of the lines above it"
            )]
        };
        assert_eq!(notes(&format!("{ROWS}Max,60M,400,1024\n")), note("a maximum", "maximum"));
        assert_eq!(notes(&format!("{ROWS}p95,20M,120,512\n")), note("a p95", "p95"));
        assert_eq!(notes(&format!("{ROWS}Average,20M,200,512\n")), note("an average", "average"));
        // A mean by chance: (1 + 9) / 2.
        assert_eq!(
            notes("orders min,1M,100,512\norders max,9M,100,512\norders avg,5M,100,512\n"),
            [
                "line 4 is named as an average and counts as a workload: remove it if it is the average of the lines above it"
            ]
        );
        for rows in [
            format!("{ROWS}max-bid,50M,400,1024\n"),
            format!("{ROWS}P1,3M,100,256\n"),
            // Larger than every row, and no less than the smallest.
            format!("{ROWS}Average,60M,400,1024\n"),
            format!("{ROWS}Minimum,20M,400,1024\n"),
            "orders,1M,100,512\npayments,1M,80,512\naggregate,2M,900,4096\n".to_owned(),
            format!("{ROWS}Media,21M,200,512\n"),
            format!("Max,60M,400,1024\n{ROWS}"),
            "A,5M,100,512\nB,5M,100,512\nMax,5M,100,512\nD,5M,100,512\n".to_owned(),
            "A,5M,100,512\nMax,5M,100,512\n".to_owned(),
            // A plan of what may come.
            "min,1M,100,512\navg,5M,100,512\nmax,9M,100,512\n".to_owned(),
            "API low,1M,100,512\nAPI mean,5M,100,512\nAPI high,9M,100,512\n".to_owned(),
            "min,1M,100,512\nlikely,5M,100,512\nmax,9M,100,512\n".to_owned(),
        ] {
            assert_eq!(notes(&rows), Vec::<String>::new(), "{rows}");
        }
    }

    #[test]
    fn a_row_that_is_named_as_a_figure_is_not_mended_into_a_workload() {
        let found = told(&format!("{ROWS}Average,20M,206.67,597.3\n"));
        assert_eq!(found[0], "5: this line is named as an average");
        assert_eq!(
            told(&format!("{ROWS}Average,,206,597\n")),
            ["5: this line is named as an average and has no demand"]
        );
    }

    #[test]
    fn figures_below_very_many_rows_are_noted() {
        let rows: String = (0..20_000).map(|at| format!("Workload {at},1M,100,512\n")).collect();
        let lines: Vec<String> = notes(&format!("{rows}Max,1M,100,512\np95,1M,100,512\nTotal,19.9B,100,512\n"));
        let begins =
            ["line 20002 is named as a maximum", "line 20003 is named as a p95", "line 20004 is named as a total"];
        assert_eq!(lines.len(), begins.len(), "{lines:?}");
        assert!(lines.iter().zip(begins).all(|(line, begin)| line.starts_with(begin)), "{lines:?}");
    }
}
