//! [`Assignments`]: values set for every row, from `--set column=value`.

use super::columns::{self, COLUMNS};
use super::decimal_commas::DecimalCommas;
use super::draft::Draft;
use super::header::{is_own, near_help};
use super::reader::Context;
use super::spaced::shown;
use crate::terms::{Place, Problem, shortened};

/// The values of a column that a text lists with commas between them, as `--vary` takes them; `1,500` and `1,5` are one number, and
/// windows of a schedule make one.
fn list(at: usize, value: &str, context: &Context<'_>) -> Option<String> {
    let parts: Vec<&str> = value.split(',').map(str::trim).collect();
    let is_digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_one_number = match parts.as_slice() {
        [_, decimals] => is_digits(decimals) && decimals.len() <= 3,
        [_, groups @ ..] => groups.iter().all(|group| is_digits(group) && group.len() == 3),
        [] => true,
    };
    let is_value = |part: &&str| columns::apply(&mut Draft::new(), at, part, context).is_ok();
    let is_list = !is_one_number && COLUMNS[at].name != "schedule" && parts.iter().all(is_value);
    is_list.then(|| parts.join(","))
}

/// Whether another `column=value` stands in a value, behind a separator.
fn sets_another(value: &str) -> bool {
    let mut parts = value.split([';', ',', '&', ' ']).skip(1).filter_map(|part| part.split_once('='));
    parts.any(|(name, _)| columns::find(name.trim()).is_some())
}

/// Whether two columns say the same of a row: they are one, or both say the demand.
fn is_one(a: usize, b: usize) -> bool {
    a == b || (COLUMNS[a].is_demand() && COLUMNS[b].is_demand())
}

/// Values that are set for every row, from `--set column=value`.
#[derive(Debug, Clone, Default)]
pub struct Assignments {
    values: Vec<(usize, String)>,
}

impl Assignments {
    /// Reads `column=value` texts.
    ///
    /// # Errors
    /// One [`Problem`] for each text that [`read`](Assignments::read) finds one in.
    pub fn parse(texts: &[String], context: &Context<'_>) -> Result<Assignments, Vec<Problem>> {
        match Assignments::read(texts, context) {
            (assignments, problems) if problems.is_empty() => Ok(assignments),
            (_, problems) => Err(problems),
        }
    }

    /// Reads `column=value` texts, and gives a [`Problem`] for each text without `=`, with an unknown column or an unusable
    /// value, and for a column that an earlier text sets otherwise. Columns whose value is unusable count as set: rows that
    /// are read with these assignments have their own faults only, and lack that value, so they are not to be priced.
    #[must_use]
    pub fn read(texts: &[String], context: &Context<'_>) -> (Assignments, Vec<Problem>) {
        let mut assignments = Assignments::default();
        let mut problems = Vec::new();
        for text in texts {
            let place = Place::Option { text: format!("--set {text}") };
            let mut fault = |message: String, help: String| {
                problems.push(Problem { place: place.clone(), message, help, excerpt: None });
            };
            let Some((name, value)) = text.split_once('=') else {
                fault("there is no =".to_owned(), "write it as column=value, such as memory_mb=512".to_owned());
                continue;
            };
            let (name, value) = (name.trim(), value.trim());
            let Some(at) = columns::find(name) else {
                let near = columns::meant(name).and_then(columns::find);
                let help = match near {
                    _ if is_own(name) => {
                        "columns that begin with x_ are your own and not read: leave it out".to_owned()
                    }
                    Some(near) => near_help(name, near),
                    None => columns::without_column(name).unwrap_or("`costcalc columns` lists the columns").to_owned(),
                };
                fault(format!("unknown column {:?}", shortened(name)), help);
                continue;
            };
            if COLUMNS[at].name == "name" {
                fault(
                    "every workload needs a name of its own".to_owned(),
                    "write names into the scenario file".to_owned(),
                );
                continue;
            }
            let earlier = assignments.values.iter().find(|(known, _)| is_one(*known, at));
            let earlier = earlier.map(|(known, earlier)| (COLUMNS[*known].name, earlier.as_str()));
            let read = columns::apply(&mut Draft::new(), at, value, context);
            let list = read.is_err().then(|| list(at, value, context)).flatten();
            match (read, earlier) {
                (Err(_), _) if value.is_empty() => {
                    let column = &COLUMNS[at];
                    let example = format!("write one, such as {name}={}", column.example);
                    let help = match column.required {
                        true => example,
                        false => format!("{example}; without --set an empty cell means: {}", column.default),
                    };
                    fault("there is no value behind the =".to_owned(), help);
                }
                (Err(wrong), _) => {
                    let (what, help) = match list {
                        Some(list) => (
                            "is several values, where one is set for every row".to_owned(),
                            format!("write one; to try several, use `costcalc sweep SCENARIO --vary {name}={list}`"),
                        ),
                        None if sets_another(value) => {
                            ("sets another column too".to_owned(), "give each column a --set of its own".to_owned())
                        }
                        None => (wrong.message, wrong.help),
                    };
                    fault(format!("{:?} {what}", shortened(&shown(value))), help);
                }
                (Ok(()), Some((known, earlier))) if (known, earlier) != (name, value) => {
                    let earlier = shortened(earlier);
                    fault(
                        format!("{known} is set to {earlier:?} already"),
                        format!("leave out one of {known}={earlier} and {name}={}", shortened(value)),
                    );
                }
                (Ok(()), _) => {}
            }
            if earlier.is_none() {
                assignments.values.push((at, value.to_owned()));
            }
        }
        (assignments, problems)
    }

    /// Whether a column's cells are replaced: set itself, or a demand column where another one is set.
    pub(super) fn sets(&self, at: usize) -> bool {
        self.values.iter().any(|(known, _)| is_one(*known, at))
    }

    /// What a column is set to, where it is set itself.
    pub(super) fn value(&self, at: usize) -> Option<&str> {
        self.values.iter().find(|(known, _)| *known == at).map(|(_, value)| value.as_str())
    }

    /// Puts the values into a row.
    pub(super) fn apply(&self, draft: &mut Draft, context: &Context<'_>) {
        // The command line is no file of semicolons: its values are read as they were in `read`. One that failed there
        // fails here again, which leaves out the checks of a row that need it.
        let context = &Context { decimal_commas: Some(DecimalCommas::Unsaid), ..context.of_counted() };
        for (at, value) in &self.values {
            let _ = columns::apply(draft, *at, value, context);
        }
    }
}
