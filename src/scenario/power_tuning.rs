//! Measured durations from the result of AWS Lambda Power Tuning.
//!
//! Its output (versions 3 and 4, read 2026-11) is a JSON object with the best size, its duration, and under
//! `stateMachine.visualization` an address whose fragment holds all of them: sizes as 16-bit integers and durations as
//! 32-bit floats, little-endian, each list in base64, separated by semicolons. Runs with `includeOutputResults` also
//! have `stats`, which is preferred: it is not rounded to 32 bits. Either may stand below `results`.

use crate::terms::{json_once, shortened};
use crate::units::Dec;
use data_encoding::BASE64;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// A duration measured at a memory size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// Memory size, MB.
    pub memory_mb: Dec,
    /// Mean duration, ms.
    pub duration_ms: Dec,
}

/// Reads the result of a run; durations by rising memory size.
///
/// # Errors
/// A sentence for each fault: where it is, what was expected, how to mend it.
pub fn read_power_tuning(text: &str) -> Result<Vec<Measured>, Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let document: Value = json_once(text.as_bytes()).map_err(|error| vec![no_json(text, &error)])?;
    let document = document.get("results").filter(|inner| !inner.is_null()).unwrap_or(&document);
    let mut faults = Vec::new();
    let found = match (document.get("stats"), document.pointer("/stateMachine/visualization")) {
        (Some(Value::Array(stats)), _) if !stats.is_empty() => of_stats(stats, &mut faults),
        (Some(stats), _) if !stats.is_array() && !stats.is_null() => {
            return Err(vec![format!(
                "stats is {}, where a list of sizes and durations is expected; {WHOLE}",
                kind(stats)
            )]);
        }
        (_, Some(Value::String(address))) => of_address(address, &mut faults).map_err(|fault| vec![fault])?,
        (_, Some(other)) if !other.is_null() => {
            return Err(vec![format!("visualization is {}, where an address is expected; {WHOLE}", kind(other))]);
        }
        (Some(Value::Array(_)), _) => return Err(vec![format!("stats has no entries; {WHOLE}")]),
        _ => return Err(vec![format!("has neither stats nor stateMachine.visualization; {WHOLE}")]),
    };
    let mut measured: Vec<Measured> = found.iter().map(|(_, one)| *one).collect();
    let mut known = HashMap::new();
    for (place, one) in &found {
        let earlier = *known.entry(one.memory_mb).or_insert(place);
        if earlier != place {
            faults.push(format!("{place}: {} MB stands in {earlier} already; leave out one of the two", one.memory_mb));
        }
    }
    measured.sort_by_key(|one| one.memory_mb);
    if faults.is_empty() { Ok(measured) } else { Err(faults) }
}

const WHOLE: &str = "give the whole output of AWS Lambda Power Tuning, as its state machine shows it";

/// Why a text is no JSON, or none that says one thing.
fn no_json(text: &str, error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    let start = text.trim_start();
    if start.is_empty() {
        return format!("the file is empty; {WHOLE}");
    }
    if !start.starts_with(['{', '[']) {
        let first = shortened(start.lines().next().unwrap_or_default());
        return format!("the file begins with {first:?}, which is no JSON; {WHOLE}");
    }
    if error.is_eof() {
        return format!("line {line}, column {column}: the file ends before its JSON does; {WHOLE}");
    }
    let what = error.to_string();
    let what = what.split(" at line ").next().unwrap_or_default();
    if error.is_data() {
        return format!(
            "line {line}, column {column}: {what}, and which of the two counts is not known; leave out one"
        );
    }
    format!("line {line}, column {column}: this is no JSON ({what}); {WHOLE}")
}

/// What a value is, in words.
fn kind(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => format!("the text {:?}", shortened(text)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// Sizes and durations, with the place of each for messages.
type Found = Vec<(String, Measured)>;

/// The entries of a list of results.
fn of_stats(stats: &[Value], faults: &mut Vec<String>) -> Found {
    let mut found = Vec::new();
    for (at, entry) in stats.iter().enumerate() {
        let place = format!("stats[{at}]");
        let Value::Object(entry) = entry else {
            faults.push(format!(
                "{place}: is {}, where an object with value and averageDuration is expected",
                kind(entry)
            ));
            continue;
        };
        let mb = figure(entry, &place, ["value", "power"], "the memory size in MB, such as 512", faults);
        let ms = figure(
            entry,
            &place,
            ["averageDuration", "duration"],
            "the measured duration in ms, such as 120.5",
            faults,
        );
        if let (Some(mb), Some(ms)) = (mb, ms)
            && let Some(one) = checked(mb, ms, &place, faults)
        {
            found.push((place, one));
        }
    }
    found
}

/// A number of an entry under one of its names: sizes and durations have had two. Some versions write a size as text.
fn figure(
    entry: &Map<String, Value>,
    place: &str,
    names: [&str; 2],
    what: &str,
    faults: &mut Vec<String>,
) -> Option<f64> {
    let Some((name, value)) = names.iter().find_map(|name| Some((name, entry.get(*name)?))) else {
        faults.push(format!("{place}: {} is missing; write {what}", names[0]));
        return None;
    };
    let number = match value {
        Value::String(text) if names[0] == "value" => text.trim().parse().ok(),
        value => value.as_f64(),
    };
    if number.is_none() {
        faults.push(format!("{place}: {name} is {}, where a number is expected; write {what}", kind(value)));
    }
    number
}

/// The lists in an address's fragment.
fn of_address(address: &str, faults: &mut Vec<String>) -> Result<Found, String> {
    let unreadable = |why: &str| format!("visualization: {why}; {WHOLE}");
    let (_, fragment) =
        address.split_once('#').ok_or_else(|| unreadable("the address has no # with sizes behind it"))?;
    let mut lists = fragment.split(';').map(|list| {
        // Fragments may be percent-encoded on their way through other tools.
        let plain = list.replace("%3D", "=").replace("%2B", "+").replace("%2F", "/");
        BASE64.decode(plain.as_bytes()).map_err(|_| unreadable("what stands behind the # is no base64"))
    });
    let mut list = || lists.next().unwrap_or_else(|| Err(unreadable("the address has no durations behind its sizes")));
    let (sizes, times) = (list()?, list()?);
    if sizes.is_empty() || sizes.len() % 2 != 0 || times.len() != sizes.len() * 2 {
        return Err(unreadable("its sizes and durations do not go together: the address is cut"));
    }
    let sizes = sizes.chunks_exact(2).map(|bytes| f64::from(u16::from_le_bytes([bytes[0], bytes[1]])));
    let times = times.chunks_exact(4).map(|b| f64::from(f32::from_le_bytes([b[0], b[1], b[2], b[3]])));
    let mut found = Vec::new();
    for (at, (mb, ms)) in sizes.zip(times).enumerate() {
        let place = format!("visualization, size {}", at + 1);
        found.extend(checked(mb, ms, &place, faults).map(|one| (place, one)));
    }
    Ok(found)
}

/// What can have been measured.
fn checked(mb: f64, ms: f64, place: &str, faults: &mut Vec<String>) -> Option<Measured> {
    const MOST: f64 = 1e12;
    let before = faults.len();
    if !(mb > 0.0 && mb < MOST && mb.fract() == 0.0) {
        faults
            .push(format!("{place}: {mb:?} MB is no memory size; sizes are whole numbers of MB above 0, such as 512"));
    }
    // Micro-seconds are finer than anything that was measured; floats have noise beyond.
    let rounded = |value: f64| Dec::from_rounded(value, 6);
    let duration_ms = rounded(ms).filter(|value| *value > Dec::ZERO && ms < MOST);
    if duration_ms.is_none() {
        faults.push(format!(
            "{place}: {ms:?} ms is no duration that was measured; durations lie above 0.0000005 ms and below 1e12 ms"
        ));
    }
    let (memory_mb, duration_ms) = (rounded(mb)?, duration_ms?);
    (faults.len() == before).then_some(Measured { memory_mb, duration_ms })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<(String, String)> {
        let measured = read_power_tuning(text).unwrap();
        measured.iter().map(|one| (one.memory_mb.to_string(), one.duration_ms.to_string())).collect()
    }

    #[test]
    fn sizes_and_durations_come_from_the_address() {
        // 128 = 0x0080 and 1024 = 0x0400, little-endian: 80 00 00 04, base64 gAAABA==. 16.0 = 0x41800000 and
        // 2.5 = 0x40200000: 00 00 80 41 00 00 20 40, base64 AACAQQAAIEA=.
        let text = r#"{"results": {"power": "128", "cost": 2e-7, "duration": 16, "stateMachine":
            {"executionCost": 0.1, "visualization": "https://lambda-power-tuning.show/#gAAABA==;AACAQQAAIEA=;AAA="}}}"#;
        let expected = [("128".to_owned(), "16".to_owned()), ("1024".to_owned(), "2.5".to_owned())];
        assert_eq!(pairs(text), expected);
    }

    #[test]
    fn stats_are_preferred_and_sorted() {
        let text = r#"{"power": 512, "stats": [{"value": 512, "averageDuration": 31.25, "averagePrice": 1e-7},
            {"value": 128, "averageDuration": 120.5, "averagePrice": 1e-7}]}"#;
        assert_eq!(pairs(text), [("128".to_owned(), "120.5".to_owned()), ("512".to_owned(), "31.25".to_owned())]);
    }

    #[test]
    fn what_is_no_result_is_refused() {
        for text in [
            "",
            "{}",
            "[]",
            r#"{"stateMachine": {"visualization": "https://x/"}}"#,
            r#"{"stateMachine": {"visualization": "https://x/#gAA=;AACAQQAAIEA="}}"#,
            r#"{"stats": [{"value": 128, "averageDuration": -1}]}"#,
            r#"{"stats": [{"value": 128, "averageDuration": 1}, {"value": 128, "averageDuration": 2}]}"#,
            r#"{"stats": [{"value": "x", "averageDuration": 1}]}"#,
            // Less than half a microsecond is nothing that was measured.
            r#"{"stats": [{"value": 128, "averageDuration": 1e-9}]}"#,
            r#"{"stats": [{"value": 0, "averageDuration": 1}]}"#,
            r#"{"stats": [{"value": 128, "averageDuration": 1e300}]}"#,
        ] {
            assert!(read_power_tuning(text).is_err(), "{text}");
        }
    }

    #[test]
    fn every_entry_is_told_with_what_is_expected() {
        let text = r#"{"stats": [{"value": 128, "averageDuration": "fast"}, {"value": 256}, 7,
            {"value": 512, "averageDuration": 1e-20}, {"value": 1024, "averageDuration": 9},
            {"power": "1024", "duration": 8}]}"#;
        let faults = read_power_tuning(text).unwrap_err();
        let parts = [
            "stats[0]: averageDuration is the text \"fast\", where a number is expected; write the measured duration in ms",
            "stats[1]: averageDuration is missing; write the measured duration in ms",
            "stats[2]: is 7, where an object with value and averageDuration is expected",
            "stats[3]: 1e-20 ms is no duration that was measured; durations lie above 0.0000005 ms",
            "stats[5]: 1024 MB stands in stats[4] already; leave out one of the two",
        ];
        assert_eq!(faults.len(), parts.len(), "{faults:?}");
        for (fault, part) in faults.iter().zip(parts) {
            assert!(fault.starts_with(part), "{fault}");
        }
        for (text, part) in [
            ("", "the file is empty; "),
            ("name,ms\n1,2\n", "the file begins with \"name,ms\", which is no JSON; "),
            (r#"{"stats": [{"value": 128,"#, "line 1, column 25: the file ends before its JSON does; "),
            (r#"{"stats": [128 256]}"#, "line 1, column 16: this is no JSON (expected `,` or `]`); "),
            (
                r#"{"stats": [{"value": 128, "averageDuration": 1, "averageDuration": 2}]}"#,
                "line 1, column 65: the key \"averageDuration\" stands twice in one object, and which of the two counts",
            ),
            (r#"{"stats": []}"#, "stats has no entries; give the whole output"),
            (r#"{"stats": "none"}"#, "stats is the text \"none\", where a list"),
        ] {
            let faults = read_power_tuning(text).unwrap_err();
            assert!(faults.len() == 1 && faults[0].starts_with(part), "{faults:?}");
        }
    }
}
