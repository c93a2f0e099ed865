//! Lines above the heading that give a column a value, as other programs' files begin with settings.

use super::columns;

/// Settings that are looked at, and the longest line of one.
const MOST_SETTINGS: usize = 16;
const MOST_BYTES: usize = 120;

/// Names of columns that make a line a heading.
const LEAST_NAMES: usize = 3;

/// What is wrong with a text that begins with settings, such as `region,eu-central-1`, and how to mend it; `line` is its first line.
/// `None` where it begins with anything else, or no heading follows.
pub(super) fn of(text: &str, line: u64) -> Option<(String, String)> {
    let mut settings = Vec::new();
    for (at, row) in (line..).zip(text.lines().take(MOST_SETTINGS)) {
        let row = row.get(..row.len().min(MOST_BYTES)).unwrap_or_default().trim();
        match setting(row) {
            Some(setting) => settings.push(setting),
            None if row.is_empty() || row.starts_with('#') => {}
            None if settings.is_empty() || !is_heading(row) => return None,
            None => {
                let set: Vec<String> =
                    settings.iter().map(|(column, value)| format!("--set {column}={value}")).collect();
                return Some((
                    format!("values of columns stand above the heading, which is line {at}"),
                    format!(
                        "remove these lines and set the values for every row with {}, or give each a column of its own",
                        set.join(" ")
                    ),
                ));
            }
        }
    }
    None
}

/// The column that a line sets, and its value.
fn setting(row: &str) -> Option<(&str, &str)> {
    let (name, value) = row.split_once([',', ';', '\t', '=', ':'])?;
    let value = value.trim_end_matches([',', ';', '\t']).trim().trim_matches('"');
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name = name.trim().trim_matches('"');
    let is_one = columns::find(name).is_some() && columns::find(value).is_none();
    (is_one && !value.is_empty() && value.chars().all(is_plain)).then_some((name, value))
}

fn is_heading(row: &str) -> bool {
    let names = row.split([',', ';', '\t']).filter(|name| columns::find(name.trim().trim_matches('"')).is_some());
    names.count() >= LEAST_NAMES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_above_a_heading_are_told_as_options() {
        let table = "name,requests_per_month,duration_ms,memory_mb\nA,5M,100,512\n";
        let all = "remove these lines and set the values for every row with --set region=eu-central-1 --set arch=arm64, or give each a \
                   column of its own";
        for lines in ["region,eu-central-1\narch,arm64\n", "region=eu-central-1\n\narch: arm64,,\n"] {
            let (message, help) = of(&format!("{lines}{table}"), 1).unwrap();
            assert!(message.starts_with("values of columns stand above the heading, which is line "), "{message}");
            assert_eq!(help, all);
        }
        assert_eq!(
            of(&format!("region;eu-west-1\n{table}"), 4).unwrap().0,
            "values of columns stand above the heading, which is line 5"
        );
        for other in [
            table.to_owned(),
            format!("report,2026\n{table}"),
            "name,A,B\nrequests_per_month,5M,3M\nduration_ms,120,90\nmemory_mb,1024,512\n".to_owned(),
            "name,A\nrequests_per_month,5M\nduration_ms,120\nmemory_mb,1024\n".to_owned(),
            "region,$(x)\nname,requests_per_month,duration_ms,memory_mb\n".to_owned(),
        ] {
            assert_eq!(of(&other, 1), None, "{other}");
        }
    }
}
