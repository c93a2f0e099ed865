//! Inputs that are turned, in the words of charts.

use super::Subject;
use crate::analysis::breakeven::Dial;
use crate::analysis::sweep::Spread;
use crate::scenario::Workload;
use crate::terms::capitalized;
use crate::units::Dec;
use crate::units::format::{counted, quantity};

/// The title of an input's axis.
pub(super) fn axis_title(dial: Dial, workload: &Workload, spread: Spread) -> String {
    let scale = if spread == Spread::Logarithmic { " (log scale)" } else { "" };
    match dial {
        Dial::Requests => format!("Requests a month{scale}"),
        Dial::Duration => format!("Duration of an invocation, ms{scale}"),
        Dial::Memory => format!("Lambda memory, MB{scale}"),
        Dial::Burst => format!("Burst, times the hour's mean{scale}"),
        Dial::Utilization if dial.is_target(workload) => format!("Target utilization, %{scale}"),
        Dial::Utilization => format!("Utilization, %{scale}"),
        Dial::Ec2Price => format!("EC2's instance prices, % of the price book's{scale}"),
        Dial::OpsHours => format!("Operations work with EC2, hours a month{scale}"),
        Dial::Column(knob) => {
            let unit = match knob.sign.trim_start() {
                "" => String::new(),
                "×" => format!(", {}", knob.unit),
                sign => format!(", {sign}"),
            };
            format!("{}{unit}{scale}", capitalized(knob.spoken))
        }
    }
}

/// An input of a workload without a value.
pub(super) fn spoken(dial: Dial, workload: &Workload) -> &'static str {
    if dial.is_target(workload) { "target utilization" } else { spoken_of(dial) }
}

/// The same whatever the workload.
pub(super) const fn spoken_of(dial: Dial) -> &'static str {
    match dial {
        Dial::Requests => "requests",
        Dial::Duration => "duration",
        Dial::Memory => "Lambda memory",
        Dial::Burst => "burst",
        Dial::Utilization => "utilization",
        Dial::Ec2Price => "EC2's instance prices",
        Dial::OpsHours => "operations work",
        Dial::Column(knob) => knob.spoken,
    }
}

/// The unit of an input's values, right behind a number; of requests a month nothing.
const fn sign(dial: Dial) -> &'static str {
    match dial {
        Dial::Requests => "",
        Dial::Duration => " ms",
        Dial::Memory => " MB",
        Dial::Burst => "×",
        Dial::Utilization | Dial::Ec2Price => " %",
        Dial::OpsHours => " h",
        Dial::Column(knob) => knob.sign,
    }
}

/// An input with a value of it, such as `duration 120 ms`.
pub(super) fn named(subject: &Subject<'_>, dial: Dial, workload: &Workload, amount: Dec) -> String {
    match dial {
        Dial::Requests => counted(&value(subject, dial, amount), dial.unit()),
        other => format!("{} {}", spoken(other, workload), signed(subject, other, amount)),
    }
}

/// A value of an input with its unit in short: `120 ms`.
pub(super) fn signed(subject: &Subject<'_>, dial: Dial, amount: Dec) -> String {
    value(subject, dial, amount) + sign(dial)
}

/// A value of an input, without its unit: a small one with all of its digits.
pub(super) fn value(subject: &Subject<'_>, dial: Dial, value: Dec) -> String {
    match dial {
        Dial::Requests => subject.count(value),
        _ if value < Dec::ONE => subject.locale.localize(&quantity(value)),
        _ => subject.number(value, 2),
    }
}

/// A value of an input with its unit in words: `512 MB for the system`.
pub(super) fn with_unit(subject: &Subject<'_>, dial: Dial, unit: &str, amount: Dec) -> String {
    counted(&value(subject, dial, amount), unit)
}
