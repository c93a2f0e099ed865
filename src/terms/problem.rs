//! [`Problem`]: a fault in a user's input, with its place and its remedy; [`Problems`]: all of a file, the first ones in
//! full.

use super::{clean, number_of};

/// Where a problem is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a cell.
    Cell {
        /// The line of the file, from 1.
        line: u64,
        /// The place in the line where the cell begins, in characters from 1.
        column: u64,
        /// The name of the cell's column.
        name: String,
    },
    /// In a row or the heading as a whole.
    Line {
        /// The line of the file, from 1.
        line: u64,
    },
    /// In a command-line option.
    Option {
        /// The option as typed.
        text: String,
    },
    /// In the file as a whole.
    File,
}

/// The line that a problem is in, with the part it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The text of the line; a long line is cut around the cell.
    pub text: String,
    /// Bytes of `text` that are meant.
    pub span: std::ops::Range<usize>,
}

/// A fault in a user's input: where it is, what is wrong, what was expected and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What was expected and how to mend it.
    pub help: String,
    /// The line with the fault, where there is one.
    pub excerpt: Option<Excerpt>,
}

impl Problem {
    /// A problem of the file as a whole.
    pub(crate) fn of_file(message: impl Into<String>, help: impl Into<String>) -> Problem {
        Problem { place: Place::File, message: message.into(), help: help.into(), excerpt: None }
    }

    /// A problem of a line as a whole.
    pub(crate) fn of_line(line: u64, message: impl Into<String>, help: impl Into<String>) -> Problem {
        Problem { place: Place::Line { line }, message: message.into(), help: help.into(), excerpt: None }
    }

    /// The place and what is wrong, as the first line of a message; `source` is the file's name for people.
    #[must_use]
    pub fn title(&self, source: &str) -> String {
        let (source, message) = (clean(source), clean(&self.message));
        match &self.place {
            Place::Cell { line, column, name } => {
                let name = if name.is_empty() { String::new() } else { format!("{}: ", clean(name)) };
                format!("{source}:{line}:{column}: {name}{message}")
            }
            Place::Line { line } => format!("{source}:{line}: {message}"),
            Place::Option { text } => format!("{}: {message}", clean(text)),
            Place::File => format!("{source}: {message}"),
        }
    }

    /// The line, 0 where there is none: the order in which problems are reported.
    #[must_use]
    pub fn line(&self) -> u64 {
        match self.place {
            Place::Cell { line, .. } | Place::Line { line } => line,
            Place::Option { .. } | Place::File => 0,
        }
    }
}

impl std::fmt::Display for Problem {
    /// The problem in one line: place, what is wrong, how to mend it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.place {
            Place::Cell { line, column, name } => write!(f, "line {line}, column {column} ({name}): ")?,
            Place::Line { line } => write!(f, "line {line}: ")?,
            Place::Option { text } => write!(f, "{text}: ")?,
            Place::File => {}
        }
        write!(f, "{}; {}", self.message, self.help)
    }
}

/// How many problems are reported in full.
pub const MOST_PROBLEMS: usize = 20;

/// How many problems that say the same of different places are among them: one fault that a file has in every row hides no
/// other.
const MOST_ALIKE: usize = 5;

/// For problems behind so many no near names are looked for: that would take longer than to read the file.
const MOST_LOOKED_AT: u64 = 2_000;

/// The first lines of problems that are not told in full.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HiddenLines {
    /// Lines, each with how many there are in it.
    lines: Vec<(u64, u64)>,
}

/// How many lines of problems that are not told in full are named.
const MOST_HIDDEN_LINES: usize = 10;

impl HiddenLines {
    /// Notes that so many are in a line; of problems without a line nothing is noted.
    fn note(&mut self, line: u64, count: u64) {
        if let Some((_, known)) = self.lines.iter_mut().find(|(known, _)| *known == line) {
            *known += count;
        } else if line > 0 && self.lines.len() < MOST_HIDDEN_LINES {
            self.lines.push((line, count));
        }
    }

    /// Where `count` problems are, in words behind a comma; empty where no line is known.
    #[must_use]
    pub fn words(&self, count: u64) -> String {
        let mut lines = self.lines.clone();
        lines.sort_unstable();
        let others = count.saturating_sub(lines.iter().map(|(_, count)| *count).sum());
        let mut names: Vec<String> = lines.iter().map(|(line, _)| line.to_string()).collect();
        let word = number_of(names.len() as u64, "line", "lines");
        let last = if others > 0 { Some(format!("{others} in further lines")) } else { names.pop() };
        match (names.as_slice(), last) {
            ([], Some(line)) if others == 0 => format!(", in {word} {line}"),
            ([], _) => String::new(),
            (names, last) => format!(", in {word} {} and {}", names.join(", "), last.unwrap_or_default()),
        }
    }
}

/// Problems as they are found: the first ones, a count, and where the others begin.
#[derive(Debug, Default)]
pub struct Problems {
    first: Vec<Problem>,
    count: u64,
    hidden: HiddenLines,
}

impl Problems {
    /// Notes a problem.
    pub fn push(&mut self, problem: Problem) {
        self.count += 1;
        if let Some(hidden) = self.keep(problem) {
            self.hidden.note(hidden.line(), 1);
        }
    }

    /// Keeps a problem that is to be told in full; gives any other back.
    fn keep(&mut self, problem: Problem) -> Option<Problem> {
        let is_alike = |known: &&Problem| known.message == problem.message && known.help == problem.help;
        if self.first.len() < MOST_PROBLEMS && self.first.iter().filter(is_alike).count() < MOST_ALIKE {
            self.first.push(problem);
            return None;
        }
        Some(problem)
    }

    /// Counts problems that are not told.
    pub(crate) fn count_more(&mut self, more: u64) {
        self.count += more;
    }

    /// Whether of problems from this line on nothing is told, not even the line.
    pub(crate) fn only_counts(&self, line: u64) -> bool {
        let lines = &self.hidden.lines;
        let is_told = || lines.len() < MOST_HIDDEN_LINES || lines.iter().any(|(known, _)| *known >= line);
        self.first.len() >= MOST_PROBLEMS && !is_told()
    }

    /// Takes over the problems of a later part of the file.
    pub fn append(&mut self, later: Problems) {
        self.count += later.count;
        let mut hidden = later.hidden.lines;
        for problem in later.first {
            hidden.extend(self.keep(problem).map(|problem| (problem.line(), 1)));
        }
        hidden.sort_unstable();
        hidden.into_iter().for_each(|(line, count)| self.hidden.note(line, count));
    }

    /// Whether so many are told that further ones are counted whatever they say.
    #[must_use]
    pub fn are_told(&self) -> bool {
        self.first.len() >= MOST_PROBLEMS
    }

    /// Whether names are no longer looked for to help with further ones.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.are_told() || self.count > MOST_LOOKED_AT
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The first ones in the order of the file, how many there are in all, and where those are that are not among the first.
    #[must_use]
    pub fn into_parts(mut self) -> (Vec<Problem>, u64, HiddenLines) {
        self.first.sort_by_key(Problem::line);
        (self.first, self.count, self.hidden)
    }
}

/// A cell for a message: not longer than a line.
pub(crate) fn shortened(cell: &str) -> String {
    match cell.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &cell[..at]),
        None => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(lines: std::ops::Range<u64>) -> Problems {
        let mut all = Problems::default();
        lines.for_each(|line| all.push(Problem::of_line(line, "it is bad", "mend it")));
        all
    }

    fn words(problems: Problems) -> String {
        let (first, count, hidden) = problems.into_parts();
        hidden.words(count - first.len() as u64)
    }

    #[test]
    fn the_lines_of_what_is_not_told_in_full_are_named() {
        // Five alike are told.
        assert_eq!(words(problems(2..7)), "");
        assert_eq!(words(problems(2..8)), ", in line 7");
        assert_eq!(words(problems(2..11)), ", in lines 7, 8, 9 and 10");
        assert_eq!(words(problems(2..17)), ", in lines 7, 8, 9, 10, 11, 12, 13, 14, 15 and 16");
        assert_eq!(words(problems(2..20)), ", in lines 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 and 3 in further lines");
        // A part of a file has told its own first ones.
        let mut parts = problems(2..6);
        parts.append(problems(6..13));
        assert_eq!(words(parts), ", in lines 7, 8, 9, 10, 11 and 12");
        // Several in one line, and one of the file as a whole.
        let mut beside = Problems::default();
        (0..9).for_each(|_| beside.push(Problem::of_line(1, "it is bad", "mend it")));
        assert_eq!(words(beside), ", in line 1");
        let mut whole = Problems::default();
        (0..9).for_each(|_| whole.push(Problem::of_file("it is bad", "mend it")));
        assert_eq!(words(whole), "");
    }
}
