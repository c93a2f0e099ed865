//! Remedies that write a file: it must not be the one that they read.

use std::borrow::Cow;
use std::path::Path;

/// What remedies call the file that they write.
const WRITTEN: [&str; 3] = ["table.csv", "week.csv", "scenario.csv"];

/// A remedy such as `jq ... FILE > week.csv` with another name for what it writes, where the file that is `read` has that one: the
/// shell would empty it first.
pub(crate) fn without_overwriting<'h>(help: &'h str, read: &str) -> Cow<'h, str> {
    let name = Path::new(read).file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let Some(written) = WRITTEN.iter().find(|written| written.eq_ignore_ascii_case(name)) else {
        return Cow::Borrowed(help);
    };
    Cow::Owned(help.replace(&format!("FILE > {written}"), &format!("FILE > new-{written}")))
}

#[cfg(test)]
mod tests {
    use super::without_overwriting;

    #[test]
    fn the_file_that_is_read_is_never_written() {
        let help = "make lines of it: jq -r '.[]' FILE > week.csv";
        assert_eq!(without_overwriting(help, "data/week.csv"), "make lines of it: jq -r '.[]' FILE > new-week.csv");
        // Some systems know no capitals in names.
        assert!(without_overwriting(help, "Week.CSV").ends_with("> new-week.csv"));
        for other in ["week.json", "scenario.csv", "-", ""] {
            assert_eq!(without_overwriting(help, other), help);
        }
    }
}
