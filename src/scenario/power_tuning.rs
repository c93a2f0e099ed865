//! Measured durations from the result of AWS Lambda Power Tuning.
//!
//! Its output (versions 3 and 4, read 2026-11) is a JSON object with the best size, its duration, and under
//! `stateMachine.visualization` an address whose fragment holds all of them: sizes as 16-bit integers and durations as
//! 32-bit floats, little-endian, each list in base64, separated by semicolons. Runs with `includeOutputResults` also
//! have `stats`, which is preferred: it is not rounded to 32 bits. Either may stand below `results`.

use crate::units::Dec;
use data_encoding::BASE64;
use serde::Deserialize;

/// A duration measured at a memory size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// Memory size, MB.
    pub memory_mb: Dec,
    /// Mean duration, ms.
    pub duration_ms: Dec,
}

#[derive(Deserialize)]
struct Document {
    results: Option<Box<Document>>,
    stats: Option<Vec<Stat>>,
    #[serde(rename = "stateMachine")]
    state_machine: Option<StateMachine>,
}

#[derive(Deserialize)]
struct Stat {
    #[serde(alias = "power")]
    value: Number,
    #[serde(rename = "averageDuration", alias = "duration")]
    average_duration: f64,
}

/// A size, which some versions write as text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Number {
    Number(f64),
    Text(String),
}

#[derive(Deserialize)]
struct StateMachine {
    visualization: Option<String>,
}

/// Reads the result of a run; durations by rising memory size.
///
/// # Errors
/// A sentence that says what the text lacks.
pub fn read_power_tuning(text: &str) -> Result<Vec<Measured>, String> {
    let document: Document = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        format!("is not the JSON output of AWS Lambda Power Tuning: line {}, column {}", error.line(), error.column())
    })?;
    let document = match document.results {
        Some(inner) => *inner,
        None => document,
    };
    let pairs = match (document.stats, document.state_machine.and_then(|machine| machine.visualization)) {
        (Some(stats), _) if !stats.is_empty() => stats.into_iter().map(stat).collect::<Result<Vec<_>, String>>()?,
        (_, Some(address)) => from_address(&address)?,
        _ => return Err("has neither stats nor stateMachine.visualization: it is not the whole output".to_owned()),
    };
    let mut measured = pairs.into_iter().map(|(mb, ms)| checked(mb, ms)).collect::<Result<Vec<Measured>, String>>()?;
    measured.sort_by_key(|one| one.memory_mb);
    if let Some(twice) = measured.windows(2).find(|pair| pair[0].memory_mb == pair[1].memory_mb) {
        return Err(format!("has {} MB twice", twice[0].memory_mb));
    }
    Ok(measured)
}

fn stat(stat: Stat) -> Result<(f64, f64), String> {
    let mb = match stat.value {
        Number::Number(value) => value,
        Number::Text(text) => text.trim().parse().map_err(|_| format!("has a memory size {text:?} in stats"))?,
    };
    Ok((mb, stat.average_duration))
}

/// The lists in an address's fragment.
fn from_address(address: &str) -> Result<Vec<(f64, f64)>, String> {
    const WHAT: &str = "has a visualization address that cannot be read";
    let (_, fragment) = address.split_once('#').ok_or(WHAT)?;
    let mut lists = fragment.split(';').map(|list| {
        // Fragments may be percent-encoded on their way through other tools.
        let plain = list.replace("%3D", "=").replace("%2B", "+").replace("%2F", "/");
        BASE64.decode(plain.as_bytes()).map_err(|_| WHAT.to_owned())
    });
    let (sizes, times) = (lists.next().ok_or(WHAT)??, lists.next().ok_or(WHAT)??);
    if sizes.is_empty() || sizes.len() % 2 != 0 || times.len() != sizes.len() * 2 {
        return Err(WHAT.to_owned());
    }
    let sizes = sizes.chunks_exact(2).map(|bytes| f64::from(u16::from_le_bytes([bytes[0], bytes[1]])));
    let times = times.chunks_exact(4).map(|b| f64::from(f32::from_le_bytes([b[0], b[1], b[2], b[3]])));
    Ok(sizes.zip(times).collect())
}

fn checked(mb: f64, ms: f64) -> Result<Measured, String> {
    let usable = |value: f64| value.is_finite() && value > 0.0 && value < 1e12;
    if !usable(mb) || mb.fract() != 0.0 || !usable(ms) {
        return Err(format!("has a duration of {ms} ms at {mb} MB"));
    }
    // Micro-seconds are finer than anything that was measured; floats have noise beyond.
    let rounded = |value: f64| Dec::from_f64((value * 1e6).round() / 1e6).ok_or("has a figure that is too large");
    let measured = Measured { memory_mb: rounded(mb)?, duration_ms: rounded(ms)? };
    if measured.duration_ms.is_zero() {
        return Err(format!("has a duration of {ms} ms at {mb} MB"));
    }
    Ok(measured)
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
        ] {
            assert!(read_power_tuning(text).is_err(), "{text}");
        }
    }
}
