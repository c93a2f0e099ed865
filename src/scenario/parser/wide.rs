//! Rows of more cells than the heading: the ways to read them that fit its columns.

use super::BlockParser;
use crate::scenario::columns::{self, COLUMNS};
use crate::scenario::joined_words::{Mended, how_to_join};
use crate::scenario::joins::{Join, Kind, MOST_WAYS, Wanted, is_told_number, joined, ways};
use crate::scenario::number::parse_number;
use crate::scenario::reader::Context;
use crate::scenario::width::Remedy;
use crate::terms::RowLocation;
use crate::units::Dec;

/// A way that is so unlikely is not told, nor one that is so much less likely than another.
const UNLIKELY: u32 = 3;
const LESS_LIKELY: u32 = 2;

/// Sizes that people choose are multiples of 64 MB, or round numbers; 1,769 MB have one vCPU.
const USUAL_MB: [Dec; 2] = [Dec::from_int(64), Dec::from_int(50)];
const ONE_VCPU_MB: Dec = Dec::from_int(1_769);

/// Few functions are done in less.
const SHORT_MS: Dec = Dec::from_int(10);

/// Most numbers are rounded to so many decimals.
const MOST_DECIMALS: usize = 3;

/// Numbers of a kind, a text, empty cells: which of them may have made a row what it is.
type Reasons = (Option<Kind>, bool, bool);

impl BlockParser<'_> {
    /// What may have made a row of more cells than the heading, in words, and the cell to show; `None` where nothing is known.
    pub(super) fn how_to_join(&self, cells: &[&str], row: RowLocation<'_>, context: &Context<'_>) -> Option<Remedy> {
        let [thousands, decimals] = [Some(Kind::Thousands), Some(Kind::Decimals)];
        let alone = [(thousands, false, false), (decimals, false, false), (None, true, false), (None, false, true)];
        let mixed = [(thousands, true, true), (decimals, true, true), (None, true, true)];
        // Nothing else than commas stands within numbers.
        let (alone, mixed) =
            if self.header.delimiter == b',' { (&alone[..], &mixed[..2]) } else { (&alone[2..], &mixed[2..]) };
        self.joined_as(alone, mixed, "remove the extra cells", cells, row, context)
    }

    /// The same of a row that ends in more empty cells than the heading has, within whose numbers commas stand.
    pub(super) fn how_to_unite(&self, cells: &[&str], row: RowLocation<'_>, context: &Context<'_>) -> Option<Remedy> {
        let numbers = [(Some(Kind::Thousands), false, false), (Some(Kind::Decimals), false, false)];
        self.joined_as(&numbers, &[], "remove what is empty at the end of the line", cells, row, context)
    }

    /// The same where each of these alone, or several of them, may have made it.
    fn joined_as(
        &self,
        alone: &[Reasons],
        mixed: &[Reasons],
        otherwise: &str,
        cells: &[&str],
        row: RowLocation<'_>,
        context: &Context<'_>,
    ) -> Option<Remedy> {
        // Of a row that is only counted nobody reads it.
        if !context.hints {
            return None;
        }
        let width = self.header.columns.len();
        let is_whole = cells.get(..width).is_some_and(|cells| self.faults_of(cells, context) == Some(0));
        let look = |reasons: &[Reasons]| {
            let mut found: Vec<(u32, Vec<Join>)> = Vec::new();
            let mut are_many = false;
            for (numbers, text, empty) in reasons {
                let wanted = Wanted { numbers: *numbers, text: *text, empty: *empty };
                let all = ways(cells, &self.header, wanted);
                are_many |= all.len() > MOST_WAYS;
                let likely = |joins: Vec<Join>| Some((self.rank(cells, &joins, is_whole, context)?, joins));
                found.extend(all.into_iter().filter_map(likely));
            }
            (found, are_many)
        };
        let best = |found: &[(u32, Vec<Join>)]| found.iter().map(|(rank, _)| *rank).min();
        let (mut found, mut are_many) = look(alone);
        // Several reasons in one row are looked for where one alone explains little.
        if best(&found).is_none_or(|best| best >= LESS_LIKELY) {
            let (more, are_more) = look(mixed);
            found.extend(more.into_iter().filter(|(_, joins)| joins.iter().any(|join| join.kind != joins[0].kind)));
            are_many |= are_more;
        }
        let best = best(&found)?;
        found.retain(|(rank, _)| *rank < best + LESS_LIKELY);
        // Those of one place stay in the order in which they were found.
        found.sort_by_key(|(_, joins)| joins.first().map(|join| join.first));
        let ways: Vec<Vec<Join>> = found.into_iter().map(|(_, joins)| joins).collect();
        if best >= UNLIKELY && ways.iter().flatten().any(|join| matches!(join.kind, Kind::Text | Kind::Empty)) {
            return None;
        }
        let is_clear = best < UNLIKELY && !are_many;
        let mended = |join: &Join| self.mended(cells, join, row, context);
        Some(how_to_join(&ways, is_clear, otherwise, &mended))
    }

    /// How unlikely a way to read a row is: 0 where all of it is as usual. `None` where its cells do not fit their columns.
    fn rank(&self, cells: &[&str], joins: &[Join], is_whole: bool, context: &Context<'_>) -> Option<u32> {
        let width = self.header.columns.len();
        let all = joined(cells, joins, width, self.between(joins));
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let faults = self.faults_of(&all, context)?;
        let mut rank = 2 * faults;
        for join in joins {
            let parts = &cells[join.first..join.first + join.cells];
            let column = self.header.columns[join.index].map(|at| COLUMNS[at].name);
            match join.kind {
                Kind::Thousands | Kind::Empty => {}
                Kind::Decimals => {
                    let decimals = parts[1].bytes().take_while(u8::is_ascii_digit).count();
                    let is_count = matches!(column, Some("requests_per_month" | "requests_per_day"));
                    // A fraction of a request is none; a million and a half is 1.5M.
                    let is_marked = parts[0].contains('.') || parts[1].len() > decimals;
                    // Nobody writes thousands of millions.
                    let is_twice = parts[1].len() > decimals && !parts[1].ends_with('%') && parts[0].len() > 3;
                    // A size has no decimals.
                    let is_size = column == Some("memory_mb");
                    if is_size || (is_count && !is_marked) || is_twice || (is_whole && decimals > MOST_DECIMALS) {
                        return None;
                    }
                    let is_nothing = parts[1].bytes().take(decimals).all(|byte| byte == b'0');
                    rank += u32::from(is_nothing) + if decimals > MOST_DECIMALS { 2 } else { 0 };
                }
                Kind::Text => {
                    let numbers = parts[1..].iter().filter(|part| parse_number(part).is_ok()).count();
                    // Names with numbers in them are rare where these fit their own columns, and numbers that cannot be read
                    // belong to them, too.
                    let is_dressed = |part: &&str| {
                        let has_digits = part.starts_with(|c: char| c.is_ascii_digit());
                        has_digits && !part.contains(char::is_alphabetic) && parse_number(part).is_err()
                    };
                    // A row has one profile.
                    if column == Some("traffic") || (is_whole && numbers > 0) || parts[1..].iter().any(is_dressed) {
                        return None;
                    }
                    rank += u32::try_from(2 * numbers).unwrap_or(UNLIKELY);
                }
            }
        }
        Some(rank + self.oddity(cells, joins, &all, context))
    }

    /// What stands between the joined cells of a text: of a list of types nothing is left of it.
    fn between(&self, joins: &[Join]) -> &'static str {
        let is_list = |join: &Join| join.kind == Kind::Text && self.is(join.index, "instance_type");
        match self.header.delimiter {
            _ if joins.iter().any(is_list) => " ",
            b';' => "; ",
            b'\t' => "\t",
            _ => ", ",
        }
    }

    fn is(&self, index: usize, name: &str) -> bool {
        self.header.columns.get(index).copied().flatten().is_some_and(|at| COLUMNS[at].name == name)
    }

    /// How many faults concern several cells of a row; `None` where one has a fault of its own, or Lambda has no such memory.
    fn faults_of(&self, cells: &[&str], context: &Context<'_>) -> Option<u32> {
        // What would be asked about a cell is asked when the cells stand where they belong.
        let context = &Context { hints: false, is_written: false, decimal_commas: None, ..*context };
        let mut draft = self.template.clone();
        for &(index, at) in &self.read {
            let cell = cells.get(index).copied().filter(|cell| !cell.is_empty());
            let Some(cell) = cell else { continue };
            // A traffic profile may be a file, and a region may be said in other words: a number is neither.
            let is_open = match COLUMNS[at].name {
                "traffic" | "region" => Some(parse_number(cell).is_err()),
                _ => None,
            };
            match is_open {
                Some(true) => {}
                Some(false) => return None,
                None => match columns::apply(&mut draft, at, cell, context) {
                    Ok(()) => {}
                    Err(_) if COLUMNS[at].is_numeric() && is_told_number(cell) => {}
                    Err(_) => return None,
                },
            }
        }
        self.assignments.apply(&mut draft, context);
        let faults = draft.check(context);
        if faults.iter().any(|fault| fault.column == Some("memory_mb")) {
            return None;
        }
        u32::try_from(faults.len()).ok()
    }

    /// How odd the values of a row are that has these joined: most of those that fit no workload are no fault of a file.
    fn oddity(&self, cells: &[&str], joins: &[Join], all: &[&str], context: &Context<'_>) -> u32 {
        let mut oddity = 0;
        for &(index, at) in &self.read {
            let Some(cell) = all.get(index).copied() else { continue };
            let value = || parse_number(cell).ok();
            oddity += match COLUMNS[at].name {
                "memory_mb" => value().map_or(0, |size| match size {
                    size if size > context.rules.memory_max_mb => 8,
                    ONE_VCPU_MB => 0,
                    size => {
                        USUAL_MB.iter().position(|usual| size.is_multiple_of(*usual)).map_or(2, |at| u32::from(at > 0))
                    }
                }),
                "duration_ms" => value().map_or(0, |time| match time {
                    time if time > context.rules.timeout_max_ms => 4,
                    time => u32::from(time < SHORT_MS),
                }),
                "requests_per_month" | "requests_per_day" => u32::from(is_first_group(cells, joins, index)) * UNLIKELY,
                "region" => u32::from(
                    columns::apply(&mut self.template.clone(), at, cell, context).is_err() && !cell.is_empty(),
                ),
                _ => 0,
            };
        }
        let are_odd = |(open, close): (char, char)| {
            all.iter().any(|cell| cell.matches(open).count() != cell.matches(close).count())
        };
        oddity + if [('(', ')'), ('[', ']'), ('{', '}')].into_iter().any(are_odd) { 2 } else { 0 }
    }

    /// How a join is to be written.
    fn mended(&self, cells: &[&str], join: &Join, row: RowLocation<'_>, context: &Context<'_>) -> Mended {
        let parts = &cells[join.first..join.first + join.cells];
        let at = self.header.columns[join.index];
        let raw = row.between(join.first, join.first + join.cells - 1).trim();
        let text = match join.kind {
            _ if !raw.contains(['"', '\n', '\r']) => raw.to_owned(),
            Kind::Text => parts.join(self.between(&[])).replace('"', ""),
            _ => parts.join(","),
        };
        let written = joined(parts, &[Join { first: 0, ..*join }], 1, self.between(&[*join])).pop().unwrap_or_default();
        let book = context.names.filter(|_| self.is(join.index, "region"));
        let written = match book.map(|book| book.regions_like(&text)).as_deref() {
            Some([region]) => (*region).to_owned(),
            _ => written,
        };
        // What would be asked about it then is asked at once.
        let context = &Context { is_written: true, ..*context };
        let asked = at.filter(|_| join.kind == Kind::Decimals).and_then(|at| {
            let fault = columns::apply(&mut self.template.clone(), at, &written, context).err()?;
            fault.help.strip_prefix("write ").map(str::to_owned)
        });
        let around = &cells[join.first..];
        let before = cells[..join.first].iter().rev().take_while(|cell| cell.is_empty()).count();
        Mended {
            text,
            written: asked.unwrap_or(written),
            column: at.map_or("", |at| COLUMNS[at].name),
            empty: before + around.iter().take_while(|cell| cell.is_empty()).count(),
            next: around.get(join.cells).map(|cell| (*cell).to_owned()).unwrap_or_default(),
            parts: parts.iter().map(|part| (*part).to_owned()).collect(),
        }
    }
}

/// Whether a demand has one to three digits and a group of three stands behind it: a few requests of hundreds of seconds are rare.
fn is_first_group(cells: &[&str], joins: &[Join], index: usize) -> bool {
    let before = |join: &&Join| join.index < index || (join.index == index && join.kind == Kind::Empty);
    let more: usize = joins.iter().filter(before).map(|join| join.cells - usize::from(join.kind != Kind::Empty)).sum();
    let is_joined = joins.iter().any(|join| join.index == index && join.kind != Kind::Empty);
    let digits =
        |at: usize| cells.get(at).filter(|cell| cell.bytes().all(|byte| byte.is_ascii_digit())).map(|cell| cell.len());
    let place = index + more;
    let is_first = || digits(place).is_some_and(|count| (1..=3).contains(&count)) && digits(place + 1) == Some(3);
    // Nobody has one request a month.
    !is_joined && (digits(place) == Some(1) || is_first())
}
