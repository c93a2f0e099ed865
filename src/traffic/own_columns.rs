//! Columns that a profile's author keeps for other readers, as in a scenario: their names begin with `x_`.

use super::named::is_named_time;
use super::rows::Row;

/// Takes them out of all lines, unless nothing but times would be left: then one of them is the demand.
pub(super) fn take_out(heading: &mut Row, rows: &mut [Row]) {
    let is_own = |name: &str| name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("x_"));
    let (own, others): (Vec<usize>, Vec<usize>) =
        (0..=heading.last()).partition(|at| heading.cell(*at).is_some_and(is_own));
    if others.iter().all(|at| heading.cell(*at).is_none_or(is_named_time)) {
        return;
    }
    for row in std::iter::once(heading).chain(rows) {
        for at in own.iter().rev().filter(|at| **at < row.cells.len()).copied().collect::<Vec<usize>>() {
            row.cells.remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::told::read;

    /// A day whose hour 5 has five times the weight of hour 1.
    fn day(heading: &str, line: impl Fn(usize) -> String) -> Vec<f64> {
        let lines: String = (0..24).map(|hour| line(hour) + "\n").collect();
        read(&format!("# ours\n{heading}\n{lines}# end\n")).unwrap()
    }

    #[test]
    fn own_columns_are_not_read_wherever_they_stand() {
        let expected: Vec<f64> = (0..24).map(f64::from).collect();
        assert_eq!(day("hour,requests,x_errors", |hour| format!("{hour},{hour},{}", 99 - hour)), expected);
        assert_eq!(day("hour,X_note,requests", |hour| format!("{hour},7,{hour}")), expected);
        assert_eq!(day("HOUR,REQUESTS,x_who,x_why", |hour| format!("{hour},{hour},us,\"a, b\"")), expected);
        // Alone it is the demand, as it ever was.
        assert_eq!(day("hour,x_requests", |hour| format!("{hour},{hour}")), expected);
    }
}
