//! Running totals in place of the demand of each hour, as counters of monitoring are.

use super::profile_error::{ColumnsFault, ProfileError};
use super::rows::Row;

/// Words of a heading for what only grows.
const TOTALS: [&str; 3] = ["total", "counter", "cum"];

/// Whether weights, in the order of time, are a running total by their shape: they never fall, and rise nearly every time.
///
/// # Errors
/// [`ProfileError`] where the heading says so too; such totals may begin anew now and then.
pub(super) fn is_one(heading: Option<&Row>, lines: &[(u64, f64)], column: usize) -> Result<bool, ProfileError> {
    let steps = || lines.windows(2).map(|pair| pair[1].1 - pair[0].1);
    let rises = steps().filter(|step| *step > 0.0).count();
    if rises * 10 < lines.len().saturating_sub(1) * 9 {
        return Ok(false);
    }
    let says_so = |name: &str| {
        let lower = name.to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).any(|word| TOTALS.contains(&word.trim_end_matches('s')))
    };
    if let Some((heading, name)) = heading.and_then(|row| Some((row, row.cell(column).filter(|name| says_so(name))?))) {
        return Err(ProfileError::Columns(ColumnsFault::Counter { line: heading.line, column: name.to_owned() }));
    }
    Ok(steps().all(|step| step >= 0.0))
}

#[cfg(test)]
mod tests {
    use super::super::profile_note::ProfileNote;
    use super::super::told::{read, told};
    use super::super::weights;

    /// Lines of a week from Monday, 2026-09-07, that rise by 50 to 56 each.
    fn rising(hours: usize, from: usize) -> String {
        let date = |hour: usize| format!("2026-09-{:02}T{:02}:00", 7 + hour / 24, hour % 24);
        (from..from + hours).map(|hour| format!("{},{}\n", date(hour), 9_000 + hour * 50 + hour % 7)).collect()
    }

    #[test]
    fn totals_that_rise_are_refused_where_the_heading_says_so() {
        for name in ["http_requests_total", "Total Requests", "request counter", "cum_requests", "running sum"] {
            let found = told(read(&format!("time,{name}\n{}", rising(168, 0))));
            assert!(found.starts_with(&format!("line 1: {name:?} is a")), "{found}");
        }
        // A process that begins anew on Thursday.
        let anew = rising(72, 0) + &rising(96, 72).replace(",12", ",1").replace(",13", ",2").replace(",1", ",");
        let found = told(read(&format!("time,http_requests_total\n{anew}")));
        assert!(
            found.contains("take the differences between the lines, in Prometheus with increase(...[1h])"),
            "{found}"
        );
    }

    #[test]
    fn totals_that_rise_are_noted_without_a_name() {
        for heading in ["", "time,Value\n"] {
            let backwards: String = rising(168, 0).lines().rev().map(|line| format!("{line}\n")).collect();
            for text in [rising(168, 0), backwards, rising(24, 0)] {
                let found = weights::read(&format!("{heading}{text}")).unwrap();
                assert!(found.notes.contains(&ProfileNote::Counter), "{found:?}");
            }
        }
        let demand: String = (0..24).map(|hour| format!("{hour},{}\n", 100 - (12_i32 - hour).abs())).collect();
        assert_eq!(weights::read(&format!("hour,requests_total\n{demand}")).unwrap().notes, []);
    }
}
