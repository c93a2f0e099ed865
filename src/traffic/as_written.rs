//! The file of a profile as it is written, for lines of shell that take one series of it or add several up.

use super::rows::Row;

/// A file's text with what its columns are called, before any of them is put elsewhere.
pub(super) struct AsWritten<'t> {
    text: &'t str,
    delimiter: u8,
    /// Its heading's cells, or the numbers of its columns.
    names: Vec<String>,
    /// The line of the heading; 0 where there is none.
    line: u64,
}

/// Lines of shell that make a profile of lines of several series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesLines {
    /// Keeps the lines of one of them.
    pub(super) keep: String,
    /// Adds up all of them.
    pub(super) sum: String,
}

impl<'t> AsWritten<'t> {
    pub(super) fn new(text: &'t str, delimiter: u8, heading: Option<&Row>) -> AsWritten<'t> {
        AsWritten {
            text,
            delimiter,
            names: heading.map(|heading| heading.cells.clone()).unwrap_or_default(),
            line: heading.map_or(0, |heading| heading.line),
        }
    }

    /// The number of a column from 1, by its name: columns may have been put elsewhere since. Of those without a name none has.
    fn number(&self, heading: Option<&Row>, at: usize) -> Option<usize> {
        let Some(heading) = heading else { return Some(at + 1) };
        let name = heading.cell(at)?;
        let mut found = self.names.iter().enumerate().filter(|(_, known)| *known == name);
        let (place, _) = found.next()?;
        found.next().is_none().then_some(place + 1)
    }

    /// Lines of shell for rows of which the columns `time` say when, and the one at `series` of which series; none where a file is
    /// written so that awk would read it in another way.
    pub(super) fn commands(
        &self,
        heading: Option<&Row>,
        rows: &[Row],
        time: &[usize],
        (series, name): (usize, &str),
        column: usize,
    ) -> Option<SeriesLines> {
        let sign = char::from(self.delimiter);
        let first = rows.first()?;
        // Quotes, blanks at the ends of cells and comments are more than awk knows of.
        let has = |text: &str| memchr::memmem::find(self.text.as_bytes(), text.as_bytes()).is_some();
        let is_plain = !has("\"") && !has(&format!("{sign} ")) && !has(&format!(" {sign}")) && !has("\n#");
        let is_safe =
            |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '/' | '.' | ':' | ' ' | '@');
        let are_numbers = rows.iter().all(|row| row.cell(column).is_some_and(|cell| cell.parse::<f64>().is_ok()));
        // Without a heading columns are where they were as long as none was taken out.
        let raw = self.text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'))?;
        let is_whole = heading.is_some() || raw.split(sign).count() == first.cells.len();
        if !is_plain || !name.chars().all(is_safe) || !are_numbers || !is_whole {
            return None;
        }
        let separator = match sign {
            ',' => ",".to_owned(),
            '\t' => "'\\t'".to_owned(),
            other => format!("'{other}'"),
        };
        let mut time: Vec<usize> = time.iter().map(|at| self.number(heading, *at)).collect::<Option<_>>()?;
        time.sort_unstable();
        let key = time.iter().map(|at| format!("${at}")).collect::<Vec<_>>().join(" FS ");
        let (series, weight) = (self.number(heading, series)?, self.number(heading, column)?);
        let (above, least) = (self.line, series.max(weight).max(time.last().copied().unwrap_or_default()));
        let or_heading = if above > 0 { format!("NR=={above}||") } else { String::new() };
        // A number in all lines may be the demand of each.
        let is_number = name.parse::<f64>().is_ok();
        let parts = if is_number { format!("{{print {key} FS ${weight}}}") } else { String::new() };
        let keep = format!("awk -F{separator} '{or_heading}${series}==\"{name}\"{parts}' FILE > ONE.csv");
        let below = if above > 0 { format!("NR>{above}&&") } else { String::new() };
        let sum = format!(
            "awk -F{separator} '{below}NF>={least}{{k={key};if(!(k in n))o[++c]=k;n[k]+=${weight}}}\
             END{{for(i=1;i<=c;i++)print o[i] FS n[o[i]]}}' FILE > SUM.csv"
        );
        Some(SeriesLines { keep, sum })
    }
}
